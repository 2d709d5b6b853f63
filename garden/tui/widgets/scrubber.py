"""The scrubber: all the days of a garden as a strip of tufts, with the day that is shown and today on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from garden.core.travel import Span
from garden.tui.look import Look, fit

GRASS: Final = " ▁▂▃▄▅▆▇█"
GRASS_ASCII: Final = " .,:;+*%#"
"""Days in which nothing was logged, and the more that was."""
MARGIN: Final = 1
CAPTION: Final = "below: how much was logged"
_YEAR: Final = 6
"""Cells that a year's number needs, and air."""


class Scrubber(Widget):
    """Three rows: what is shown in words, the strip, and the years.  Posts `Chosen` where it is clicked or dragged."""

    DEFAULT_CSS = "Scrubber { height: 3; width: 1fr; }"

    class Chosen(Message):
        """A day was pointed at."""

        def __init__(self, on: date) -> None:
            super().__init__()
            self.on = on

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.look = look
        self._span = Span(date.min, date.min)
        self._shown = self._today = date.min
        self._said: Sequence[str] = ("",)
        self._happened: Mapping[date, int] = {}
        self._tufts: list[int] = []
        self._laid = -1

    def lay(self, span: Span, today: date, happened: Mapping[date, int]) -> None:
        """The days there are, and how much was logged of each."""
        self._span, self._today, self._happened, self._laid = span, today, happened, -1

    def show(self, on: date, *said: str) -> None:
        """Mark a day; `said`: what is shown, in words: the first of these sentences that there is room for."""
        self._shown, self._said = on, said
        self.refresh()

    @property
    def said(self) -> str:
        """The sentence above the strip."""
        room = self._room()
        return next((said for said in self._said if cell_len(said) <= room), self._said[-1])

    def _room(self) -> int:
        return max(1, self.size.width - 2 * MARGIN)

    def _cell(self, on: date) -> int:
        return round(self._span.share(on) * (self._room() - 1))

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows of `crop`."""
        look, width, room = self.look, self.size.width, self._room()
        if self._laid != room:
            self._lay_out(room)
        ground = look.style(on="panel")
        rows = [
            Strip(self._sentence(width)),
            Strip([Segment(" ", ground), *self._days(room)]),
            Strip(self._years(room)),
        ]
        return [
            rows[y].adjust_cell_length(width, ground).crop(crop.x, crop.right)
            for y in range(crop.y, crop.bottom)
        ]

    def _sentence(self, width: int) -> list[Segment]:
        """What is shown, and where there is room what the strip below it tells."""
        look = self.look
        said = fit(self.said, min(cell_len(self.said), max(0, width - 2)))
        row = [Segment(" " + look.glyph(said), look.style("primary", "panel", bold=True))]
        room = width - 1 - cell_len(said) - cell_len(CAPTION) - MARGIN
        if room > 2:
            row.append(Segment(" " * room + look.glyph(CAPTION), look.style("muted", "panel")))
        return row

    def _lay_out(self, room: int) -> None:
        """How high the tuft of each cell stands: by how much was logged in its days, against the busiest."""
        self._laid, counts = room, [0] * room
        for on, count in self._happened.items():
            if self._span.first <= on <= self._span.last:
                counts[self._cell(on)] += count
        most = max(counts, default=0)
        self._tufts = [-(-count * (len(GRASS) - 1) // most) if most else 0 for count in counts]

    def _days(self, room: int) -> list[Segment]:
        look = self.look
        grass = GRASS_ASCII if look.glyphs == "ascii" else GRASS
        shown, today = self._cell(self._shown), self._cell(self._today)
        row = []
        for x in range(room):
            level = self._tufts[x]
            if x == shown:
                row.append(Segment(look.glyph("◉"), look.style("accent", "panel", bold=True)))
            elif x == today:
                row.append(Segment("|", look.style("primary", "panel", bold=True)))
            elif x > today:
                row.append(Segment(look.glyph("·"), look.style("muted", "panel")))
            else:
                row.append(Segment(grass[level], look.style("thriving", "panel")))
        return row

    def _years(self, room: int) -> list[Segment]:
        line = [" "] * (room + MARGIN)
        free = 0
        for year in range(self._span.first.year, self._span.last.year + 1):
            at = MARGIN + self._cell(max(date(year, 1, 1), self._span.first))
            if at >= free and at + 4 <= len(line):
                line[at : at + 4] = f"{year:04}"
                free = at + _YEAR
        return [Segment("".join(line), self.look.style("muted", "panel"))]

    def repaint(self) -> None:
        """Paint anew, e.g. in another theme."""
        self.refresh()

    # The mouse

    def _point(self, x: int) -> None:
        room = self._room()
        self.post_message(self.Chosen(self._span.at(min(max(x - MARGIN, 0), room - 1) / max(1, room - 1))))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Go to the day under the pointer, and follow it."""
        event.stop()
        self.capture_mouse()
        self._point(event.x)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Follow the pointer while the button is down."""
        if self.app.mouse_captured is self:
            event.stop()
            self._point(event.x)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Stay."""
        event.stop()
        self.release_mouse()
