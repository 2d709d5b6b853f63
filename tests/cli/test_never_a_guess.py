"""Of every sentence with a name that fits two, or nobody, nothing is written: not a byte anywhere.

A thousand of them are made up (`--long`; a few otherwise) and said to the real command, as one sentence, as JSON, as a
line among lines, and dry.
"""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Garden

KNOWN = ("Ada Byron", "Tom Kerr", "Mei Lindqvist", "Noor Haddad")
TWICE = {
    "Sam": ("Sam Rivera", "Sam Ortiz"),
    "Kim Park": ("Kim Park", "Kim Park"),
    "Eve": ("Eve Moss", "Eve Tarn"),
}
"""What fits two -> who bears it."""
SHAPES = (
    "coffee with {}", "{} coffee", "coffee {}", "called {}", "{} called me", "email from {}", "emailed {}",
    "lunch with {} and ada", "lunch with tom, {} and mei", "helped {} move flat", "{} helped me with the form",
    "introduced {} to ada", "ada introduced me to {}", "gave {} a book", "got a gift from {}", "ran into {} at PyCon",
    "asked {} for a referral", "left {} a voicemail", "walk with {} & noor", "saw {}'s talk", "{}", "1:1 with {}",
    "sent {} a postcard", "heard from {}",
)  # fmt: skip
MORE = (
    "", " yesterday", " 3 days ago", " on friday", " at Noma", " 45m", " #work", ", her new job", ": the boat",
    " !send the map by friday", " +gave", " last night for an hour", " on 2026-11-01 - it rained",
)  # fmt: skip
SYLLABLES = ("zor", "vex", "quil", "bru", "dax", "fen", "yor", "plim", "thra", "gwe")


def stranger(dice: random.Random) -> str:
    """A name that nobody has and that is nobody's slip."""
    words = [
        "".join(dice.choices(SYLLABLES, k=dice.randint(2, 3))).capitalize() for _ in range(dice.randint(1, 2))
    ]
    return " ".join(words)


def sentence(dice: random.Random) -> str:
    who = dice.choice((*TWICE, stranger(dice), stranger(dice)))
    if who in TWICE and dice.random() < 0.4:
        who = who.lower()
    said = dice.choice(SHAPES).format(who) + dice.choice(MORE)
    return f"yesterday {said}" if dice.random() < 0.1 and "yesterday" not in said else said


def everything(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, to the byte."""
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_name_that_is_not_certain_writes_nothing(
    garden: Garden, tmp_path: Path, rounds: Callable[[int, int], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (*KNOWN, *(name for names in TWICE.values() for name in names)):
        garden("add", name)
    before = everything(tmp_path)
    dice, named = random.Random(11), 0
    for number in range(rounds(60, 1000)):
        said = sentence(dice)
        if number % 4 == 3:
            monkeypatch.setattr("sys.stdin", io.StringIO(f"coffee with ada\n{said}\n"))
            answered = garden("log", "-")
            assert "line 2" in answered.err, said
        else:
            answered = garden("log", *(["--json"] if number % 4 == 1 else []), said)
        assert answered.code == 2, said
        assert answered.out == "", said
        assert everything(tmp_path) == before, said
        dry = garden("log", "--dry-run", "--json", said)
        if dry.code == 0:
            understood = dry.json
            assert understood["ambiguous"] or understood["unknown"] or not understood["people"], said
            named += 1
    assert named > rounds(60, 1000) * 0.9, "nearly all are refused for the name, not for something else"
    assert everything(tmp_path) == before


def test_the_same_sentences_about_somebody_certain_are_kept(garden: Garden) -> None:
    garden("add", "Ada Byron")
    garden("add", "Tom Kerr")
    garden("add", "Mei Lindqvist")
    garden("add", "Noor Haddad")
    garden("add", "Grace Okafor")
    for shape in SHAPES:
        assert garden("log", shape.format("Grace")).code == 0, shape
