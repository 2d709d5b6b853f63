"""The share of one core that the open garden takes: swaying, not moving, not in front (Linux).

Time on the CPU, of the program and its threads, is read from its clock before and after; what the terminal costs is not
in it, but the bytes that it is sent are told.  An empty Textual app is held beside.  Plants asleep do not sway: the
garden is filtered, so that the screen is full of plants that do.  The program fails where swaying
takes more than 10 % of a core, or stillness more than 0.5 %.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from benchmarks import big_garden, empty_app
from benchmarks.terminal import Terminal, plain_env

_FOCUS_OUT = "\x1b[O"
_AWAKE = "/state:thriving\r"
"""Keys that leave those to be seen who sway."""
_STILL, _BEHIND = "not moving", "not in front"
_SCHED = 2
"""CPUCLOCK_SCHED: time on the CPU to the nanosecond."""
_LIMITS = {"swaying": 10.0, _STILL: 0.5, _BEHIND: 0.5}
"""Percent of a core."""


def main(args: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.idle", description=__doc__)
    big_garden.sized(parser)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--seconds", type=float, default=5.0, help="how long one round looks")
    parser.add_argument(
        "--settle", type=float, default=15.0, help="seconds left to it after the first screen"
    )
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
            "swaying": (garden, asked.mark, _AWAKE),
            _STILL: (garden, asked.mark, _AWAKE),
            _BEHIND: (garden, asked.mark, _AWAKE),
            "an empty app": ([sys.executable, empty_app.__file__], empty_app.SAYS, ""),
        }
        print("| what | of a core | bytes a second |\n|---|---|---|")
        missed = []
        for name, (argv, mark, keys) in programs.items():
            _settings(home, still=name == _STILL)
            with Terminal(argv, columns=asked.columns, rows=asked.rows, env=plain_env(home)) as terminal:
                terminal.wait_for(re.compile(mark))
                terminal.type(keys)
                terminal.read(asked.settle)
                if name == _BEHIND:
                    terminal.type(_FOCUS_OUT)
                    terminal.read(1.0)
                shares, sent = _looks(terminal, asked.rounds, asked.seconds)
            print(f"| {name} | {100 * median(shares):.2f} % ({100 * min(shares):.2f}-{100 * max(shares):.2f}) "
                  f"| {median(sent):.0f} |", flush=True)  # fmt: skip
            if 100 * median(shares) > _LIMITS.get(name, 100.0):
                missed.append(f"{name} <= {_LIMITS[name]:g} %")
        print(
            f"\n{asked.rounds} looks of {asked.seconds:g} s each, {asked.columns}x{asked.rows}; median (least-most)."
        )
        if missed:
            print("missed: " + ", ".join(missed))
        return 1 if missed else 0


def _settings(home: Path, *, still: bool) -> None:
    path = home / ".config" / "garden" / "settings.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'motion = "{"reduced" if still else "full"}"\n', encoding="utf-8")


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
    """Seconds on the CPU so far, of the process and all its threads.

    Read from the process's own clock, whose id Linux makes of the pid (clock_getcpuclockid(3)): what /proc tells
    comes in hundredths of a second, and half a percent of a look is less.
    """
    return time.clock_gettime((~pid << 3) | _SCHED)


if __name__ == "__main__":
    sys.exit(main())
