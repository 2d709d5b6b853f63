"""How much of a portrait one more contact-day changes, over the first 89 of a life: `python -m benchmarks.stability`.

Lives are those of the model: contact-days at an even pace, from which its own rules say how grown the plant is.
Three things are asked of every species, and the program fails where one is missed: the median log changes no more
than 4 % of the cells, at most one log in ten moves wood (completes a ring), and every log changes one.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from statistics import median
from typing import Final, NamedTuple

from garden import assets
from garden.botany import palette, species
from garden.botany.draw import Studio
from garden.botany.painting import ring_of
from garden.botany.picture import SIZES, Picture, Plant, Size
from garden.core.days import ledger_of
from garden.core.roots import STAGES, maturity_of, roots_of, stage_index

DAYS: Final = 89
MEDIAN_MOST: Final = 0.04
WOOD_MOST: Final = 0.1


class Life(NamedTuple):
    """A pace: days between contact-days, whether both reach out, how many favours a contact-day brings."""

    name: str
    every: int
    mutual: bool
    favours: float


LIVES: Final = (
    Life("a friend, once a month", 30, True, 0.12),
    Life("a friend, once a week", 7, True, 0.05),
    Life("one who never answers, twice a week", 3, False, 0.0),
)


class Log(NamedTuple):
    """What the n-th contact-day did: the share of cells that changed, and whether a ring completed."""

    n: int
    share: float
    ring: bool


def cells(picture: Picture) -> list[tuple[str, str | None, str | None]]:
    """Glyph and colours of every cell, row by row."""
    return [(glyph, run.fg, run.bg) for row in picture.rows for run in row for glyph in run.text]


def plants(life: Life, contact: str, kind: str, days: int = DAYS) -> list[Plant]:
    """A contact's plant on its first `days` contact-days, in leaf and at rest."""
    start = date(2020, 1, 1).toordinal()
    ledger = ledger_of(
        [
            {
                "on": date.fromordinal(start + life.every * k).isoformat(),
                "flow": "both" if life.mutual else "out",
            }
            for k in range(days)
        ]
    )
    grown = []
    for n in range(1, days + 1):
        roots, since = roots_of(ledger, n), life.every * (n - 1)
        stage = stage_index(roots, life.mutual, since)
        blooms = int(n * life.favours)
        maturity = maturity_of(roots, life.mutual, since)
        grown.append(
            Plant(contact, kind, 1, "thriving", STAGES[stage], maturity, 1.0, 0.0, n, blooms, fresh=False)
        )
    return grown


def logs(studio: Studio, grown: Sequence[Plant], size: Size = "portrait") -> Iterator[Log]:
    """What each contact-day after the first one did."""
    for before, after in pairwise(grown):
        old, new = (cells(studio.picture(p, size)) for p in (before, after))
        share = sum(a != b for a, b in zip(old, new, strict=True)) / len(old)
        yield Log(after.leaves, share, ring_of(before.maturity) != ring_of(after.maturity))


def main(args: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.stability", description=__doc__)
    parser.add_argument("--contacts", type=int, default=2, help="plants of each species and life")
    parser.add_argument("--days", type=int, default=DAYS)
    parser.add_argument("--size", choices=[s for s in SIZES if s != "icon"], default="portrait")
    asked = parser.parse_args(args)
    kinds = {
        one.id: one
        for name, sheet in assets.load("species").items.items()
        if (one := species.parse(sheet.data, name))
    }
    theme = palette.parse(assets.load_one("themes", "meadow-night").data, "meadow-night")
    studio = Studio(kinds, theme)
    print("| species | median | worst | moves wood | changes nothing |\n|---|---|---|---|---|")
    missed = 0
    for kind in kinds:
        found = [
            list(logs(studio, plants(life, f"contact {i}", kind, asked.days), asked.size))
            for life in LIVES
            for i in range(asked.contacts)
        ]
        each = [log for life in found for log in life]
        middle = max(median(log.share for log in life) for life in found)
        wood = max(sum(log.ring for log in life) / len(life) for life in found)
        still = sum(log.share == 0 for log in each)
        bad = middle > MEDIAN_MOST or wood > WOOD_MOST or still > 0
        missed += bad
        worst = max(log.share for log in each)
        mark = " **missed**" if bad else ""
        print(f"| {kind}{mark} | {middle:.1%} | {worst:.1%} | {wood:.1%} | {still} of {len(each)} |")
    print(f"\nMedian and wood are those of the worst of {len(LIVES) * asked.contacts} lives a species.")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
