"""From starting the program to the first full screen of a big garden, held against an empty Textual app.

Both run in an emulated terminal of the same size, from the same Python, in turn.  What a full screen is: see
`benchmarks.terminal`.  The garden's mark is the count of plants in its summary line.  A garden that was open before
finds the pictures of its first screen again; "never opened before" draws them all.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks import big_garden, empty_app
from benchmarks.measure import in_turn, table
from benchmarks.terminal import first_full_screen


def main(args: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.first_screen", description=__doc__)
    big_garden.sized(parser)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--columns", type=int, default=120)
    parser.add_argument("--rows", type=int, default=40)
    parser.add_argument(
        "--mark", default=r"\d+ plants", help="what the full screen says, a regular expression"
    )
    asked = parser.parse_args(args)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        garden = big_garden.write(home / "big.json", asked.contacts, asked.interactions, asked.today)
        small = big_garden.write(home / "small.json", 10, 50, asked.today)

        def seconds(argv: Sequence[str], mark: str, home: Path = home) -> float:
            return first_full_screen(
                argv, re.compile(mark), columns=asked.columns, rows=asked.rows, home=home
            )

        def seconds_anew() -> float:
            with tempfile.TemporaryDirectory() as nobodys:
                return seconds(_garden(garden), asked.mark, Path(nobodys))

        samples = in_turn(
            {
                "an empty app": lambda: seconds([sys.executable, empty_app.__file__], empty_app.SAYS),
                f"{asked.contacts} contacts, never opened before": seconds_anew,
                f"{asked.contacts} contacts": lambda: seconds(_garden(garden), asked.mark),
                "10 contacts": lambda: seconds(_garden(small), asked.mark),
            },
            asked.rounds,
        )
    print(f"first full screen, {asked.contacts} contacts and {asked.interactions} interactions, "
          f"{asked.columns}x{asked.rows}\n")  # fmt: skip
    print(table(samples, "an empty app"))


def _garden(path: Path) -> list[str]:
    return [sys.executable, "-m", "garden", "--file", str(path)]


if __name__ == "__main__":
    main()
