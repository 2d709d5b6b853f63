"""A list of lines to walk through, one of them chosen: what happened, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.segment import Segment
from textual import events
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from garden.tui.look import Look, fit


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: `id` is "" for a heading, which cannot be chosen; `aside`: not what is chosen first."""

    id: str
    text: str
    role: str = "foreground"
    lead: str = ""
    bold: bool = False
    aside: bool = False


class Timeline(Widget, can_focus=True):
    """Entries, painted line by line; keeps the chosen one in view."""

    DEFAULT_CSS = "Timeline { width: 1fr; height: 1fr; }"

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.look = look
        self.entries: Sequence[Entry] = ()
        self.chosen = -1
        self.top = 0

    @property
    def chosen_id(self) -> str:
        """The chosen entry's id, "" where there is none."""
        return self.entries[self.chosen].id if 0 <= self.chosen < len(self.entries) else ""

    def show(self, entries: Sequence[Entry]) -> None:
        """Show these; the choice stays on the same id, else near it."""
        before, was = self.chosen_id, self.chosen
        self.entries = entries
        choices = [i for i, entry in enumerate(entries) if entry.id]
        first = next((i for i in choices if not entries[i].aside), choices[0] if choices else -1)
        same = next((i for i in choices if entries[i].id == before), None) if before else None
        near = min(choices, key=lambda i: abs(i - was)) if choices and was >= 0 else first
        self.chosen = same if same is not None else near
        self._reveal()
        self.refresh()

    def choose(self, id_: str) -> None:
        """Choose an entry by its id and show what follows it; nothing where there is none."""
        at = next((i for i, entry in enumerate(self.entries) if entry.id == id_), self.chosen)
        self.chosen = at
        self.top = max(0, at - 1)
        self._reveal()
        self.refresh()

    def move(self, move: str) -> bool:
        """Choose another entry; False where there is none that way."""
        choices = [i for i, entry in enumerate(self.entries) if entry.id]
        if not choices:
            return False
        at = choices.index(self.chosen) if self.chosen in choices else 0
        page = max(1, self.size.height - 1)
        to = {
            "up": at - 1,
            "down": at + 1,
            "pageup": at - page,
            "pagedown": at + page,
            "home": 0,
            "end": len(choices),
        }
        new = choices[max(0, min(len(choices) - 1, to.get(move, at)))]
        if new == self.chosen:
            if move in {"up", "home", "pageup"} and self.top:
                self.top = 0
                self.refresh()
            return move not in {"left", "right"}
        self.chosen = new
        self._reveal()
        self.refresh()
        return True

    def _reveal(self) -> None:
        height = self.size.height
        if self.chosen < 0 or not height:
            self.top = 0
            return
        self.top = max(min(self.top, self.chosen - 1), self.chosen - height + 1, 0)
        self.top = max(0, min(self.top, len(self.entries) - height))

    def on_resize(self) -> None:
        """Keep the choice in view."""
        self._reveal()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows of `crop`."""
        width, look = self.size.width, self.look
        lines: list[Strip] = []
        for y in range(crop.y, crop.bottom):
            index = self.top + y
            if index >= len(self.entries):
                lines.append(Strip.blank(width, look.style()).crop(crop.x, crop.right))
                continue
            entry = self.entries[index]
            chosen = index == self.chosen
            on = "surface" if chosen else "background"
            lead = Segment(
                (look.glyph("▌") if chosen else " ") + fit(entry.lead, 13) if entry.id else " ",
                look.style("primary" if chosen else "muted", on, reverse=chosen and not look.coloured),
            )
            room = max(0, width - len(lead.text) - 1)
            strip = Strip(
                [
                    lead,
                    Segment(
                        look.glyph(fit(entry.text, room)),
                        look.style(entry.role, on, bold=entry.bold or chosen),
                    ),
                ]
            )
            lines.append(strip.adjust_cell_length(width, look.style(on=on)).crop(crop.x, crop.right))
        return lines

    def on_click(self, event: events.Click) -> None:
        """Choose the entry under the pointer."""
        index = self.top + event.y
        if index < len(self.entries) and self.entries[index].id:
            self.chosen = index
            self.focus()
            self.refresh()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll."""
        self._scroll(3)
        event.stop()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll."""
        self._scroll(-3)
        event.stop()

    def _scroll(self, by: int) -> None:
        self.top = max(0, min(self.top + by, len(self.entries) - self.size.height))
        self.refresh()
