"""Chips: what was understood, one coloured label each, on a line of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.message import Message

from garden.tui.look import Look, fit, shown
from garden.tui.widgets.line import Line


class Chip(NamedTuple):
    """A label and its value; `part` names what it says (who, when ...), `role` its colour."""

    part: str
    value: str
    role: str = "foreground"
    label: str = ""


class Chips(Line):
    """A line of chips, one of which may be chosen (by arrows or the mouse)."""

    class Clicked(Message):
        """A chip was clicked."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        super().__init__(look, id=id)
        self.chips: Sequence[Chip] = ()
        self.chosen: int | None = None
        self._spans: list[tuple[int, int]] = []

    def show(self, chips: Sequence[Chip], chosen: int | None = None) -> None:
        """Show these chips."""
        self.chips, self.chosen = chips, chosen
        self.refresh()

    def segments(self, width: int) -> list[Segment]:
        """The chips that fit; one that does not is cut."""
        look, x = self.look, 1
        segments = [Segment(" ", look.style(on="panel"))]
        self._spans = []
        for index, chip in enumerate(self.chips):
            label = f"{chip.label} " if chip.label else ""
            value = look.glyph(shown(chip.value))
            room = width - x - len(label) - 3
            if room < 2:
                break
            value = fit(value, min(room, cell_len(value)))
            chosen = index == self.chosen
            on = "primary" if chosen else "surface"
            role = "background" if chosen else chip.role
            segments += [
                Segment(
                    f" {label}",
                    look.style("background" if chosen else "muted", on, reverse=chosen and not look.coloured),
                ),
                Segment(f"{value} ", look.style(role, on, bold=True, reverse=chosen and not look.coloured)),
                Segment(" ", look.style(on="panel")),
            ]
            size = 1 + len(label) + cell_len(value) + 1
            self._spans.append((x, x + size))
            x += size + 1
        return segments

    def on_click(self, event: events.Click) -> None:
        """Choose the chip under the pointer."""
        for index, (start, end) in enumerate(self._spans):
            if start <= event.x < end:
                self.post_message(self.Clicked(index))
                return
