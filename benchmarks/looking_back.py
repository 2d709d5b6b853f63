"""Time and the almanac, 1,000 contacts and 20,000 interactions: a step through time and the almanac's page to the last
byte of their frame, each held against opening one contact; and all readings of a day not asked for before: a month
before the last, when most people's past is the same, and far from it.

Fails where a step takes more than 100 ms, the almanac more than 300 ms, or all readings more than 150 ms.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path
from statistics import median

from benchmarks import big_garden
from benchmarks.log_key import QUIET
from benchmarks.measure import in_turn, table
from benchmarks.terminal import Terminal, plain_env
from garden.core.facts import Facts
from garden.core.reading import read_all

AIMS = {
    "a step of a month": 0.100,
    "the almanac": 0.300,
    "all readings a month before": 0.150,
    "all readings of a far day": 0.150,
}
"""Seconds."""


def main(args: Sequence[str] | None = None) -> int:
    """Print the figures; 1 where an aim is missed."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.looking_back", description=__doc__.splitlines()[0]
    )
    big_garden.sized(parser)
    parser.add_argument("--rounds", type=int, default=15)
    asked = parser.parse_args(args)
    tables = {
        name: {doc["id"]: doc for doc in table.values()}
        for name, table in big_garden.documents(asked.contacts, asked.interactions, asked.today).items()
    }

    def readings(facts: Facts, on: date) -> float:
        begun = time.perf_counter()
        found = read_all(facts, on)
        taken = time.perf_counter() - begun
        if not any(reading.leaves for reading in found):
            raise SystemExit(f"on {on} nobody had been met: that measures nothing")
        return taken

    open_garden = Facts(tables)
    readings(open_garden, asked.today)  # what is kept of everybody is there, as in the open garden
    months = (asked.today - timedelta(days=31 * back) for back in cycle(range(1, 37)))

    def far_off() -> float:
        facts = Facts(tables)
        readings(facts, asked.today)
        return readings(facts, asked.today - timedelta(days=1000))

    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        config = home / ".config" / "garden" / "settings.toml"
        config.parent.mkdir(parents=True)
        config.write_text('motion = "reduced"\n', encoding="utf-8")
        path = big_garden.write(home / "big.json", asked.contacts, asked.interactions, asked.today)
        command = [sys.executable, "-m", "garden", "--file", str(path), "--on", asked.today.isoformat()]
        with (
            Terminal(command, env=plain_env(home)) as garden,
            Terminal(command, env=plain_env(home)) as travelled,
        ):
            for terminal in (garden, travelled):
                terminal.wait_for(re.compile(r"\d+ plants"))
                terminal.read(1.0)
            travelled.type("t")
            travelled.read(1.0)
            samples = in_turn(
                {
                    "a contact": _opened(garden, "\r"),
                    "a step of a month": lambda: _to_frame(travelled, "\x1b[D"),
                    "the almanac": _opened(garden, "g"),
                    "all readings a month before": lambda: readings(open_garden, next(months)),
                    "all readings of a far day": far_off,
                },
                asked.rounds,
            )
    print(f"{asked.contacts} contacts and {asked.interactions} interactions\n")
    print(table(samples, "a contact"))
    return int(any(median(samples[what]) > aim for what, aim in AIMS.items()))


def _opened(terminal: Terminal, key: str) -> Callable[[], float]:
    """Open a screen by a key, and leave it."""

    def once() -> float:
        taken = _to_frame(terminal, key)
        terminal.type("\x1b")
        terminal.read(0.4)
        return taken

    return once


def _to_frame(terminal: Terminal, key: str) -> float:
    """Seconds from a key to the last byte of its frame."""
    terminal.read(0.1)
    before, begun = len(terminal.chunks), time.perf_counter()
    terminal.type(key)
    quiet = max(QUIET, 0.12)  # a frame of this size comes in several pieces
    while (
        len(terminal.chunks) == before
        or time.perf_counter() - terminal.begun - terminal.chunks[-1][0] < quiet
    ):
        terminal.read(QUIET / 3)
        if time.perf_counter() - begun > 5:
            raise SystemExit(f"no frame came of {key!r}:\n{terminal.screen()}")
    return terminal.chunks[-1][0] + terminal.begun - begun


if __name__ == "__main__":
    sys.exit(main())
