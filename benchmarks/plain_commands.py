"""`garden log` and `garden wilting` on a big garden, held against an empty Python and argparse alone."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks import big_garden
from benchmarks.measure import in_turn, table
from benchmarks.terminal import plain_env

_ARGPARSE = """
import argparse
parser = argparse.ArgumentParser()
commands = parser.add_subparsers()
for name in ("log", "wilting"):
    commands.add_parser(name).add_argument("-n", type=int, default=10)
parser.parse_args(["wilting", "-n", "3"])
"""


def main(args: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.plain_commands", description=__doc__.splitlines()[0]
    )
    big_garden.sized(parser)
    parser.add_argument("--rounds", type=int, default=15)
    asked = parser.parse_args(args)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        path = big_garden.write(home / "big.json", asked.contacts, asked.interactions, asked.today)
        tables = big_garden.documents(asked.contacts, asked.interactions, asked.today)
        name = str(tables["contacts"]["1"]["name"])
        python, garden = sys.executable, [sys.executable, "-m", "garden", "--file", str(path)]
        commands: dict[str, list[str]] = {
            "python -c pass": [python, "-c", "pass"],
            "argparse alone": [python, "-c", _ARGPARSE],
            "garden wilting": [*garden, "wilting"],
            "garden log": [*garden, "log", f"coffee with {name}"],
        }
        against = "python -c pass"
        samples = in_turn({what: timed(argv, home) for what, argv in commands.items()}, asked.rounds)
    print(f"plain commands, {asked.contacts} contacts and {asked.interactions} interactions\n")
    print(table(samples, against))


def timed(argv: Sequence[str], home: Path) -> Callable[[], float]:
    """A run of `argv` from beginning to end, in seconds; it has to succeed."""
    env = plain_env(home)

    def run() -> float:
        begun = time.perf_counter()
        done = subprocess.run(argv, env=env, capture_output=True, stdin=subprocess.DEVNULL, check=False)
        seconds = time.perf_counter() - begun
        if done.returncode:
            raise SystemExit(f"{' '.join(argv)}\nended with {done.returncode}: {done.stderr.decode()}")
        return seconds

    return run


if __name__ == "__main__":
    main()
