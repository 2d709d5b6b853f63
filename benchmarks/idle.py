"""The share of one core that the open garden takes while it sways, and while it is not in front (Linux).

Time on the CPU, of the program and its threads, is read from /proc before and after; what the terminal costs is not
in it, but the bytes that it is sent are told.  An empty Textual app is held beside.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from benchmarks import big_garden, empty_app
from benchmarks.terminal import Terminal, plain_env

_FOCUS_OUT = "\x1b[O"


def main(args: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.idle", description=__doc__)
    big_garden.sized(parser)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--seconds", type=float, default=5.0, help="how long one round looks")
    parser.add_argument("--settle", type=float, default=2.0, help="seconds left to it after the first screen")
    parser.add_argument("--columns", type=int, default=120)
    parser.add_argument("--rows", type=int, default=40)
    parser.add_argument(
        "--mark", default=r"\d+ plants", help="what the garden's screen says, a regular expression"
    )
    asked = parser.parse_args(args)
    if not Path("/proc/self/stat").exists():
        raise SystemExit("This reads /proc, which this system has not.")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        path = big_garden.write(home / "big.json", asked.contacts, asked.interactions, asked.today)
        garden = [sys.executable, "-m", "garden", "--file", str(path)]
        programs = {
            "swaying": (garden, asked.mark, ""),
            "not in front": (garden, asked.mark, _FOCUS_OUT),
            "an empty app": ([sys.executable, empty_app.__file__], empty_app.SAYS, ""),
        }
        print("| what | of a core | bytes a second |\n|---|---|---|")
        for name, (argv, mark, keys) in programs.items():
            with Terminal(argv, columns=asked.columns, rows=asked.rows, env=plain_env(home)) as terminal:
                terminal.wait_for(re.compile(mark))
                terminal.type(keys)
                terminal.read(asked.settle)
                shares, sent = _looks(terminal, asked.rounds, asked.seconds)
            print(f"| {name} | {100 * median(shares):.2f} % ({100 * min(shares):.2f}-{100 * max(shares):.2f}) "
                  f"| {median(sent):.0f} |", flush=True)  # fmt: skip
        print(
            f"\n{asked.rounds} looks of {asked.seconds:g} s each, {asked.columns}x{asked.rows}; median (least-most)."
        )


def _looks(terminal: Terminal, rounds: int, seconds: float) -> tuple[list[float], list[float]]:
    shares, sent = [], []
    for _ in range(rounds):
        before, spoke = _cpu(terminal.pid), len(terminal.chunks)
        if not terminal.read(seconds):
            raise SystemExit(f"The program ended while it was looked at:\n{terminal.said()[-2000:]}")
        shares.append((_cpu(terminal.pid) - before) / seconds)
        sent.append(sum(len(chunk) for _, chunk in terminal.chunks[spoke:]) / seconds)
    return shares, sent


def _cpu(pid: int) -> float:
    """Seconds on the CPU so far, of the process and all its threads."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
