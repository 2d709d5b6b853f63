"""How long a sentence takes to read: in a garden of 5,000, against one of 50; a long one; 100,000 of chance.

python -m benchmarks.parsing [--random N]
"""

from __future__ import annotations

import argparse
import random
import time
import tomllib
from contextlib import suppress
from datetime import date
from pathlib import Path
from statistics import median
from typing import Final

from benchmarks.measure import in_turn
from garden.capture import lexicon
from garden.capture.names import Names
from garden.capture.parse import parse
from garden.core.errors import Misread
from garden.core.model import Contact

TODAY: Final = date(2027, 3, 17)
SENTENCES: Final = Path(__file__).parents[1] / "tests" / "capture" / "holdout.toml"


def crowd(size: int) -> Names:
    """So many contacts, and those of the sentences."""
    named = [person["name"] for person in tomllib.loads(SENTENCES.read_text(encoding="utf-8"))["people"]]
    filled = [f"Person{k} Family{k % 97}" for k in range(size - len(named))]
    return Names.of([Contact(f"c-{k:05}", name) for k, name in enumerate([*named, *filled])])


def read(sentence: str, names: Names) -> float:
    """The seconds that reading it takes."""
    began = time.perf_counter()
    with suppress(Misread):
        parse(sentence, names, TODAY)
    return time.perf_counter() - began


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--random", type=int, default=100_000, help="how many sentences of chance (100,000)")
    many = options.parse_args().random
    said = [case["say"] for case in tomllib.loads(SENTENCES.read_text(encoding="utf-8"))["case"]]
    large, small = crowd(5000), crowd(50)
    taken = in_turn(
        {
            "5,000": lambda: median(read(sentence, large) for sentence in said),
            "50": lambda: median(read(sentence, small) for sentence in said),
            "slowest": lambda: max(read(sentence, large) for sentence in said),
        },
        rounds=15,
    )
    print(f"a sentence, 5,000 contacts: {median(taken['5,000']) * 1000:.3f} ms, "
          f"50 contacts: {median(taken['50']) * 1000:.3f} ms; "
          f"the slowest of {len(said)}: {median(taken['slowest']) * 1000:.3f} ms")  # fmt: skip
    for words in (1_000, 10_000, 100_000):
        long = "coffee with ruth " + "march 3 next to the old well " * (words // 7)
        print(f"a sentence of {words:,} words: {min(read(long, large) for _ in range(3)) * 1000:.1f} ms")
    chance = random.Random(5)
    vocabulary = [
        *lexicon.PHRASES,
        *lexicon.MONTHS,
        *lexicon.WEEKDAYS,
        *lexicon.NOT,
        *lexicon.TO_COME,
        *lexicon.STOP,
    ]
    vocabulary += [
        "Ruth",
        "Ben",
        "Zed",
        "🌻",
        ",",
        ":",
        "-",
        '"',
        "@x",
        "#y",
        "!",
        "->",
        "+got",
        "30/02",
        "1h30",
    ]
    slowest, began = 0.0, time.perf_counter()
    for k in range(many):
        if k % 2:
            text = " ".join(chance.choice(vocabulary) for _ in range(chance.randint(1, 14)))
        else:
            text = "".join(chr(chance.choice((chance.randrange(32, 127), chance.randrange(0xD7FF))))
                           for _ in range(chance.randint(1, 60)))  # fmt: skip
        slowest = max(slowest, read(text, large))
    taken_all = time.perf_counter() - began
    print(f"{many:,} of chance: {taken_all:.1f} s, no crash, the slowest {slowest * 1000:.2f} ms")


if __name__ == "__main__":
    main()
