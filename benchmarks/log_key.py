"""From a key in the log bar to the last byte of its frame, 5,000 contacts, held against a bare Textual `Input`.

A sentence is typed letter by letter into the real program in an emulated terminal; nothing sways.  Most of the time to
the frame is Textual's wait for its next one, in both; what a key costs is the time on the CPU, from /proc (Linux).
Fails where that is more than 16 ms for one key in a hundred.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median, quantiles
from typing import Final, NamedTuple

from benchmarks import bare_line, big_garden
from benchmarks.measure import in_turn, table
from benchmarks.terminal import Terminal, plain_env

SENTENCE: Final = "lunch with {} yesterday at Noma 45m #work, her new job !send the map by friday"
QUIET: Final = 0.03
"""Seconds without a byte after which a frame has come whole."""
A_FRAME: Final = 0.016
CLEAR: Final = "\x15"
"""ctrl+u: an empty line."""


class Key(NamedTuple):
    """What one key took: seconds to the last byte of its frame, and on the CPU (None where that is not told)."""

    wall: float
    cpu: float | None


def main(args: Sequence[str] | None = None) -> int:
    """Print the figures; 1 where a key takes more than a frame."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.log_key", description=__doc__.splitlines()[0])
    big_garden.sized(parser, contacts=5000)
    parser.add_argument("--rounds", type=int, default=15)
    asked = parser.parse_args(args)
    keys: dict[str, list[Key]] = {"a bare line": [], "the log bar": []}
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        home = Path(folder)
        config = home / ".config" / "garden" / "settings.toml"
        config.parent.mkdir(parents=True)
        config.write_text('motion = "reduced"\n', encoding="utf-8")
        path = big_garden.write(home / "big.json", asked.contacts, asked.interactions, asked.today)
        contacts = big_garden.documents(asked.contacts, asked.interactions, asked.today)["contacts"]
        said = SENTENCE.format(str(contacts["7"]["name"]).lower())
        bare = stack.enter_context(
            Terminal([sys.executable, "-m", "benchmarks.bare_line"], env=plain_env(home))
        )
        bare.wait_for(re.compile(bare_line.SAYS))
        bar = stack.enter_context(
            Terminal([sys.executable, "-m", "garden", "--file", str(path)], env=plain_env(home))
        )
        bar.wait_for(re.compile(r"\d+ plants"))
        bar.read(1.0)
        bar.type("l")
        bar.wait_for(re.compile("what happened"))
        samples = in_turn(
            {
                "a bare line": _typed(bare, said, keys["a bare line"]),
                "the log bar": _typed(bar, said, keys["the log bar"]),
            },
            asked.rounds,
        )
    print(
        f"a key, {asked.contacts} contacts and {asked.interactions} interactions, {len(said)} keys a round\n"
    )
    print("To the last byte of its frame:\n")
    print(table(samples, "a bare line"))
    cost = {what: [key.cpu for key in typed if key.cpu is not None] for what, typed in keys.items()}
    if not cost["the log bar"]:
        print("\nNo /proc/PID/task/*/schedstat here: what a key costs cannot be told.")
        return 0
    print("\nOn the CPU:\n\n| what | median | 99 of 100 within | most |\n|---|---|---|---|")
    for what, seconds in cost.items():
        worst = quantiles(seconds, n=100)[98]
        print(
            f"| {what} | {median(seconds) * 1000:.1f} ms | {worst * 1000:.1f} ms | {max(seconds) * 1000:.1f} ms |"
        )
    return int(quantiles(cost["the log bar"], n=100)[98] > A_FRAME)


def _typed(terminal: Terminal, said: str, every: list[Key]) -> Callable[[], float]:
    """Type a sentence, each key when the frame of the last has come; the median key in seconds.

    `every` is given all of them.
    """

    def once() -> float:
        terminal.type(CLEAR)
        terminal.read(0.2)
        taken = [_key(terminal, key) for key in said]
        every.extend(taken)
        return median(key.wall for key in taken)

    return once


def _key(terminal: Terminal, key: str) -> Key:
    count, cpu = len(terminal.chunks), _cpu(terminal.pid)
    begun = time.perf_counter()
    terminal.type(key)
    terminal.read(QUIET)
    while (
        len(terminal.chunks) == count or time.perf_counter() - terminal.begun - terminal.chunks[-1][0] < QUIET
    ):
        terminal.read(QUIET / 3)
        if time.perf_counter() - begun > 2:
            raise SystemExit(f"no frame came of {key!r}:\n{terminal.screen()}")
    after = _cpu(terminal.pid)
    return Key(
        terminal.chunks[-1][0] + terminal.begun - begun,
        after - cpu if after is not None and cpu is not None else None,
    )


def _cpu(pid: int) -> float | None:
    """Seconds on the CPU so far, of the process and all its threads; None where that is not told so finely."""
    try:
        tasks = list(Path(f"/proc/{pid}/task").glob("*/schedstat"))
        return (
            sum(int(task.read_text(encoding="utf-8").split()[0]) for task in tasks) / 1e9 if tasks else None
        )
    except OSError:
        return None


if __name__ == "__main__":
    sys.exit(main())
