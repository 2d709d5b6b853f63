"""How a plant stood and will stand: a hill that falls from today on, with the level where it wilts, and how it ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from rich.segment import Segment
from textual.strip import Strip

from garden.core.outlook import Outlook
from garden.core.reading import State
from garden.tui.look import Look, fit
from garden.words import state_word

WIDEST: Final = 80
_LEVELS: Final = " ▁▂▃▄▅▆▇█"
_LEVELS_ASCII: Final = " _.:-=+*#"
_THREE: Final = 3
"""Rows from which on the line below the highest lies where a plant begins to wilt; of two it would lie too low."""
_SAID: Final = 9


class Curve(NamedTuple):
    """An outlook, drawn over `high` rows and an axis; the colours are those of each day's state."""

    past: Sequence[float | None]
    ahead: Sequence[float | None]
    states: Sequence[State | None]
    high: int = 3

    @classmethod
    def of(cls, told: Outlook, high: int = 3) -> Curve:
        """The curve of an outlook."""
        return cls(told.past, told.ahead, told.states, high)

    @property
    def text(self) -> str:
        """What the axis says; the figures are said below it, in sentences."""
        return "6 months ago, today, in a year"

    def rows(self, width: int, look: Look, on: str) -> list[Strip]:
        """The hill and its axis."""
        wide = max(8, min(WIDEST, width - _SAID))
        points = [*self.past, *self.ahead]
        last = len(points) - 1
        levels = [_between(points, i * last / (wide - 1)) for i in range(wide)]
        roles = [self.states[int(i * last / (wide - 1))] or "muted" for i in range(wide)]
        today = round((len(self.past) - 1) * (wide - 1) / last)
        ground, faint, muted = look.style(on=on), look.style("path", on), look.style("muted", on)
        signs = _LEVELS_ASCII if look.glyphs == "ascii" else _LEVELS
        end = self._ends(levels[-1])
        strips = []
        for row in range(self.high):
            wilts = row == 0 and self.high == _THREE and end != 0
            line = " " if not wilts else "_" if look.glyphs == "ascii" else "▁"
            word = "wilting" if wilts else state_word(self.states[-1]) if row == end else ""
            if row == end and self.high == _THREE and word == "wilting":
                word = ""  # the line above says so
            parts = []
            for x, level in enumerate(levels):
                filled = 0 if level is None else round(level * self.high * 8) - (self.high - 1 - row) * 8
                if row == self.high - 1 and level is not None:
                    filled = max(1, filled)  # whoever is there is seen, however faint
                if x == today and filled <= 0:
                    parts.append(Segment(look.glyph("│"), muted))
                elif filled <= 0:
                    parts.append(Segment(line, faint))
                else:
                    parts.append(Segment(signs[min(8, filled)], look.style(roles[x], on)))
            parts.append(Segment(fit(f" {word}", _SAID), muted))
            strips.append(Strip(parts).adjust_cell_length(width, ground))
        return [*strips, Strip(self._axis(wide, today, look, on)).adjust_cell_length(width, ground)]

    def _ends(self, level: float | None) -> int:
        """The row in which the hill ends, beside which its last state is said; -1 where it has none."""
        if level is None or self.states[-1] is None:
            return -1
        return self.high - 1 - max(0, round(level * self.high * 8) - 1) // 8

    def _axis(self, wide: int, today: int, look: Look, on: str) -> list[Segment]:
        """When is when; today's mark stands under today."""
        mark = look.glyph("↑") + " today"
        before = "6 months ago" if today > 13 else "before" if today > 7 else ""
        after = "in a year"
        gap = wide - today - len(mark) - len(after)
        muted = look.style("muted", on)
        return [
            Segment(before.ljust(today), muted),
            Segment(mark, look.style(on=on, bold=True)),
            Segment(" " * gap + after if gap > 0 else "", muted),
        ]


def _between(points: Sequence[float | None], at: float) -> float | None:
    """The level between two days that are read; None where there is none yet."""
    before = int(at)
    one, other = points[before], points[min(before + 1, len(points) - 1)]
    if one is None or other is None:
        return one
    return one + (other - one) * (at - before)
