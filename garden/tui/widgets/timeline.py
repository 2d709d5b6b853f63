"""A list of lines to walk through, one of them chosen: what happened, newest first.

What always holds: the chosen entry is in view; where the list `opens`, it stands there whole if MOST rows are enough
for it.  Every other entry takes one row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rich.segment import Segment
from textual import events
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from garden.tui.look import Look, fit
from garden.tui.widgets.told import LABEL, lines, titled

MOST: Final = 5
"""Rows of the chosen entry at most; what is longer is opened to be read."""
AIRY_FROM: Final = 14
"""Rows from which on a title has a free one above it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: `id` is "" for what cannot be chosen; `aside`: not what is chosen first; `title`: of those below;
    `whole`: it shows all that it says also where it is not chosen."""

    id: str
    text: str
    role: str = "foreground"
    lead: str = ""
    bold: bool = False
    aside: bool = False
    title: bool = False
    whole: bool = False


def title(text: str) -> Entry:
    """The title of the entries that follow."""
    return Entry("", text, "primary", title=True)


class Timeline(Widget, can_focus=True):
    """Entries, painted line by line; keeps the chosen one in view."""

    DEFAULT_CSS = "Timeline { width: 1fr; height: 1fr; }"

    def __init__(self, look: Look, *, opens: bool = False, id: str | None = None) -> None:
        super().__init__(id=id)
        self.look = look
        self.opens = opens
        """Whether the chosen entry shows all that it says."""
        self.entries: Sequence[Entry] = ()
        self.chosen = -1
        self.top = 0
        """The row that is painted first."""
        self._covered = 0
        """Rows at the foot over which something else stands."""
        self._rows: list[tuple[int, int]] = []
        """Entry and line of it of every row; -1 for a free one."""
        self._first: list[int] = []
        """The first row of every entry."""
        self._open: dict[int, list[str]] = {}
        """The lines of entries that take more than one."""
        self._laid = self.size
        """The size that the rows are for."""

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
        self._choose(same if same is not None else near)

    def choose(self, id_: str) -> None:
        """Choose an entry by its id and show what follows it; nothing where there is none."""
        at = next((i for i, entry in enumerate(self.entries) if entry.id == id_), self.chosen)
        chosen = self.chosen = at
        self._arrange()
        while at > 0 and not self.entries[at - 1].id:  # what stands between a title and its first choice
            at -= 1
        self.top = self._first[at] if at >= 0 else 0
        self._choose(chosen)

    def cover(self, rows: int) -> None:
        """Keep what is chosen out of so many rows at the foot."""
        self._covered = rows
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
        self._choose(new)
        return True

    def _choose(self, index: int) -> None:
        self.chosen = index
        self._arrange()
        self._reveal()
        self.refresh()

    def _arrange(self) -> None:
        """Give every entry its rows: the chosen one as many as it needs, a title a free one above it."""
        self._laid = self.size
        room = max(1, self.size.width - LABEL - 2)
        airy = self.size.height >= AIRY_FROM
        self._rows, self._first, self._open = [], [], {}
        for index, entry in enumerate(self.entries):
            if entry.title and airy and self._rows:
                self._rows.append((-1, 0))
            self._first.append(len(self._rows))
            high = 1
            if self.opens and (index == self.chosen or entry.whole):
                said = self._open[index] = _opened(entry.text, room)
                high = max(1, min(len(said), self.size.height))
            self._rows += [(index, line) for line in range(high)]

    def _reveal(self) -> None:
        height = self.size.height and max(1, self.size.height - self._covered)
        if self.chosen < 0 or not height:
            self.top = 0
            return
        first = self._first[self.chosen]
        last = first + max(1, min(len(self._open.get(self.chosen, "")), height)) - 1
        above = first - 1 if last - first < height - 1 else first  # its title, where that stands there
        self.top = max(min(self.top, above), last - height + 1, 0)
        self.top = max(0, min(self.top, len(self._rows) - height))

    def on_resize(self) -> None:
        """Keep the choice in view."""
        self._arrange()
        self._reveal()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows of `crop`."""
        if self._laid != self.size:  # a first frame comes before the event that says how large it is
            self.on_resize()
        width = self.size.width
        blank = Strip.blank(width, self.look.style())
        found = []
        for y in range(self.top + crop.y, self.top + crop.bottom):
            index, line = self._rows[y] if y < len(self._rows) else (-1, 0)
            strip = self._row(index, line) if index >= 0 else blank
            found.append(strip.crop(crop.x, crop.right))
        return found

    def _row(self, index: int, line: int) -> Strip:
        """A row of an entry."""
        width, look, entry = self.size.width, self.look, self.entries[index]
        if entry.title:
            title = titled(entry.text, max(0, width - 3), look)
            return Strip([Segment(" ", look.style()), *title]).adjust_cell_length(width, look.style())
        chosen = index == self.chosen
        on = "surface" if chosen else "background"
        when = fit(entry.lead if not line else "", LABEL) if entry.id or entry.lead else ""
        mark = look.glyph("▌") if chosen else " "
        lead = Segment(
            mark + when,
            look.style("primary" if chosen else "muted", on, reverse=chosen and not look.coloured),
        )
        room = max(0, width - lead.cell_length - 1)
        said = self._open.get(index, [])
        text = said[line] if line < len(said) else entry.text
        words = Segment(
            look.glyph(fit(text, room)),
            look.style(entry.role, on, bold=entry.bold or (chosen and not self.opens)),
        )
        return Strip([lead, words]).adjust_cell_length(width, look.style(on=on))

    def on_click(self, event: events.Click) -> None:
        """Choose the entry under the pointer."""
        at = self.top + event.y
        index = self._rows[at][0] if at < len(self._rows) else -1
        if index >= 0 and self.entries[index].id:
            self._choose(index)
            self.focus()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll."""
        self._scroll(3)
        event.stop()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll."""
        self._scroll(-3)
        event.stop()

    def _scroll(self, by: int) -> None:
        self.top = max(0, min(self.top + by, len(self._rows) - self.size.height))
        self.refresh()


def _opened(text: str, width: int) -> list[str]:
    """A text in at most MOST lines; where it goes on, the last says how to read on."""
    said = lines(text, width)
    if len(said) > MOST:
        more = " (enter)"
        rest = " ".join(said[MOST - 1 :])
        said[MOST - 1 :] = [fit(rest, width - len(more)) + more]
    return said
