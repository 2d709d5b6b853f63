"""Chips: what was understood, one coloured label each, on as many lines as it may have."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from garden.tui.look import Look, fit, shown
from garden.tui.widgets.line import Line

LEAST: Final = 10
"""A chip that begins at the end of a line is cut to no less than this many cells; else it begins the next."""


class Chip(NamedTuple):
    """A label and its value; `part` names what it says (who, when ...), `role` its colour."""

    part: str
    value: str
    role: str = "foreground"
    label: str = ""


class _Placed(NamedTuple):
    """A chip on its line: the columns from `start` up to `end`, and its value as far as there is room."""

    nth: int
    row: int
    start: int
    end: int
    value: str


class Chips(Line):
    """Chips, one of which may be chosen (by arrows or the mouse).  `rows`: on how many lines they may stand; it is as
    high as they need, and the lines around the chosen one are shown where that is not enough."""

    rows = 1

    class Clicked(Message):
        """A chip was clicked."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        super().__init__(look, id=id)
        self.chips: Sequence[Chip] = ()
        self.chosen: int | None = None
        self._placed: list[_Placed] = []
        self._width = 0
        self._high = 1

    def show(self, chips: Sequence[Chip], chosen: int | None = None) -> None:
        """Show these chips."""
        self.chips, self.chosen = chips, chosen
        self._place(self.size.width or self.app.size.width)
        high = max(1, min(self.rows, self._placed[-1].row + 1 if self._placed else 1))
        if high != self._high:
            self._high = high
            self.styles.height = high
        self.refresh()

    def _place(self, width: int) -> None:
        """Put each chip where it stands in so many columns."""
        self._width, self._placed = width, []
        x, row = 1, 0
        for nth, chip in enumerate(self.chips):
            value = self.look.glyph(shown(chip.value))
            label = cell_len(chip.label) + 1 if chip.label else 0
            wanted = label + cell_len(value) + 2
            if x > 1 and wanted > width - x - 1 and (self.rows > 1 or width - x - 1 < label + LEAST):
                if self.rows == 1:
                    break
                x, row = 1, row + 1
            room = width - x - label - 3
            if room < 1:
                break
            value = fit(value, min(room, cell_len(value)))
            size = label + cell_len(value) + 2
            self._placed.append(_Placed(nth, row, x, x + size, value))
            x += size + 1

    def _first(self) -> int:
        """The first line shown: so that the chosen chip is seen."""
        at = next((one.row for one in self._placed if one.nth == self.chosen), 0)
        return max(0, at - self.size.height + 1)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines that there is room for."""
        width, first = self.size.width, self._first()
        if width != self._width:
            self._place(width)
        ground = self.look.style(on="panel")
        strips = []
        for row in range(first, first + self.size.height):
            segments = [Segment(" ", ground)]
            for one in self._placed:
                if one.row == row:
                    segments += self._painted(one)
            strips.append(Strip(segments).adjust_cell_length(width, ground))
        return [strip.crop(crop.x, crop.right) for strip in strips[crop.y : crop.bottom]]

    def _painted(self, one: _Placed) -> list[Segment]:
        look, chip = self.look, self.chips[one.nth]
        chosen = one.nth == self.chosen
        on = "primary" if chosen else "surface"
        role = "background" if chosen else chip.role
        reverse = chosen and not look.coloured
        label = f" {chip.label} " if chip.label else " "
        return [
            Segment(label, look.style("background" if chosen else "muted", on, reverse=reverse)),
            Segment(f"{one.value} ", look.style(role, on, bold=True, reverse=reverse)),
            Segment(" ", look.style(on="panel")),
        ]

    def on_click(self, event: events.Click) -> None:
        """Choose the chip under the pointer."""
        row = self._first() + event.y
        for one in self._placed:
            if one.row == row and one.start <= event.x < one.end:
                self.post_message(self.Clicked(one.nth))
                return
