"""(a tool) Times things in turn and answers the ratio of their medians, with how sure it is.

What always holds: the things compared are run round and round in one order that turns by one each round, so that a
machine that warms up, slows down or is shared does the same to all; the first rounds are thrown away.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

WARM_UP: Final = 2
"""Rounds thrown away: they write bytecode and fill the page cache."""
FEWEST: Final = 15
"""Rounds below which no figure is told."""
RESAMPLES: Final = 4000


@dataclass(frozen=True, slots=True)
class Ratio:
    """`value` is median(a) / median(b); in 95 of 100 resamplings of the rounds it lies in `low`..`high`."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.2f}x ({self.low:.2f}-{self.high:.2f})"


def in_turn(
    what: Mapping[str, Callable[[], float]], rounds: int, *, warm_up: int = WARM_UP
) -> dict[str, list[float]]:
    """The seconds that each callable answers, `rounds` of them a name; sample i of all names is of round i."""
    if rounds < FEWEST:
        print(f"note: {rounds} rounds are fewer than {FEWEST}; take the figures as a try", file=sys.stderr)
    names = list(what)
    samples: dict[str, list[float]] = {name: [] for name in names}
    for turn in range(-warm_up, rounds):
        first = turn % len(names)
        for name in names[first:] + names[:first]:
            seconds = what[name]()
            if turn >= 0:
                samples[name].append(seconds)
        if sys.stderr.isatty():
            print(f"\r{turn + 1:>4} of {rounds}", end="\n" if turn + 1 == rounds else "", file=sys.stderr)
    return samples


def ratio(a: Sequence[float], b: Sequence[float]) -> Ratio:
    """How many times as long `a` takes as `b`; rounds are resampled as pairs (percentile bootstrap, fixed seed)."""
    if len(a) != len(b) or not a:
        raise ValueError("the two need as many samples as each other, and some")
    dice = random.Random(0)
    several = []
    for _ in range(RESAMPLES):
        picked = dice.choices(range(len(a)), k=len(a))
        several.append(median(a[i] for i in picked) / median(b[i] for i in picked))
    several.sort()
    return Ratio(median(a) / median(b), several[int(RESAMPLES * 0.025)], several[int(RESAMPLES * 0.975)])


def table(samples: Mapping[str, Sequence[float]], against: str) -> str:
    """A table of medians in ms and of ratios to `against`, as Markdown."""
    rows = ["| what | median | times " + against + " (95 %) |", "|---|---|---|"]
    for name, seconds in samples.items():
        told = "" if name == against else str(ratio(seconds, samples[against]))
        rows.append(f"| {name} | {median(seconds) * 1000:.1f} ms | {told} |")
    return "\n".join([*rows, "", f"{len(samples[against])} rounds, in turn."])
