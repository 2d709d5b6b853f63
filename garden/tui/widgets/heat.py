"""A year's days as tufts of grass: weeks side by side, Monday above, the months over them."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from rich.segment import Segment

from garden.core.almanac import Heat
from garden.tui.look import Look

TUFTS: Final = "·▂▄▆█"
TUFTS_ASCII: Final = ".,:+#"
"""A day of the year with nobody, one, two, three or four, and more."""
_LEAD: Final = 5
"""Cells of the weekdays' names."""


def heat_rows(heat: Heat, width: int, look: Look) -> list[list[Segment]]:
    """The rows, at most `width` cells wide; where that is too narrow for a year, its last weeks."""
    tufts = TUFTS_ASCII if look.glyphs == "ascii" else TUFTS
    lead = heat.first.weekday()
    weeks = (lead + len(heat.counts) + 6) // 7
    wide = 2 if width >= weeks * 2 + _LEAD else 1
    skip = max(0, weeks - (width - _LEAD) // wide)
    months, last = "", ""
    for week in range(skip, weeks):
        name = (heat.first + timedelta(days=max(0, week * 7 - lead))).strftime("%b")
        if name != last and len(months) + bool(months) <= (week - skip) * wide:
            months = months.ljust((week - skip) * wide) + name
        last = name
    rows = [[Segment((" " * _LEAD + months)[:width], look.style("muted"))]]
    inks = look.theme.ink("leaf_green", look.depth)
    tones = (1, 1, 2, 3, 4) if look.theme.dark else (4, 3, 3, 2, 1)  # the busier, the further from the ground
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
    return rows


def _level(count: int) -> int:
    """How high a day's tuft stands, 0..4."""
    return 4 if count > 4 else 3 if count >= 3 else count
