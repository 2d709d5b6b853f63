"""A year's days as tufts of grass: weeks side by side, Monday above, the months over them.

What always holds: days stand apart, also where a year has only half of the cells that it wants; a month's name stands
over the week in which it begins, and touches no other.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from rich.segment import Segment

from garden.core.almanac import Heat
from garden.tui.look import Look

TUFTS: Final = "·▂▄▆█"
TUFTS_THIN: Final = "·⡀⡄⡆⡇"
"""The same in half a cell, so that the other half keeps weeks apart."""
TUFTS_ASCII: Final = ".:+*#"
"""A day of the year with nobody, one, two, three or four, and more."""
_LEAD: Final = 5
"""Cells of the weekdays' names."""


def heat_rows(heat: Heat, width: int, look: Look) -> list[list[Segment]]:
    """The rows, at most `width` cells wide; where that is too narrow for a year, its last weeks."""
    lead = heat.first.weekday()
    weeks = (lead + len(heat.counts) + 6) // 7
    wide = 2 if width >= weeks * 2 + _LEAD - 1 else 1
    tufts = TUFTS_ASCII if look.glyphs == "ascii" else TUFTS if wide == 2 else TUFTS_THIN
    skip = max(0, weeks - (width - _LEAD) // wide)
    rows = [[Segment(" " * _LEAD + _months(heat, skip, weeks, wide, lead), look.style("muted"))]]
    inks = look.theme.ink("leaf_green", look.depth)
    tones = (1, 1, 2, 3, 4) if look.theme.dark else (4, 3, 3, 2, 1)  # the busier, the further from the ground
    if tufts is not TUFTS:  # dots and letters are fainter than blocks
        tones = (1, 2, 3, 4, 4) if look.theme.dark else (4, 2, 2, 1, 0)
    for weekday, day in enumerate(("Mon", "", "Wed", "", "Fri", "", "Sun")):
        row = [Segment(day.ljust(_LEAD), look.style("muted"))]
        for week in range(skip, weeks):
            place = week * 7 + weekday - lead
            if not 0 <= place < len(heat.counts):
                row.append(Segment(" " * wide, look.style()))
                continue
            level = _level(heat.counts[place])
            style = look.inked(inks[tones[level]]) if level else look.style("path")
            sign = tufts[level] if level else look.glyph(tufts[0])
            row.append(Segment(sign.ljust(wide), style))
        rows.append(row)
    if skip:
        note = f"the last {weeks - skip} weeks; a wider window shows all"
        rows.append([Segment((" " * _LEAD + note)[:width], look.style("muted"))])
    return rows


def _months(heat: Heat, skip: int, weeks: int, wide: int, lead: int) -> str:
    """The months' names, each over the week that holds its first day, where there is room for it."""
    row = ""
    for week in range(skip, weeks):
        days = [heat.first + timedelta(days=week * 7 - lead + day) for day in range(7)]
        first = next((day for day in days if day.day == 1 and day >= heat.first), None)
        at = (week - skip) * wide
        if first is not None and at + 3 <= (weeks - skip) * wide:
            row = row.ljust(at) + first.strftime("%b")
    return row


def _level(count: int) -> int:
    """How high a day's tuft stands, 0..4."""
    return 4 if count > 4 else 3 if count >= 3 else count
