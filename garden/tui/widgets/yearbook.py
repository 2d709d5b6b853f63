"""The almanac as one long page: drawn, said in words under each drawing, and walked through by the people in it.

What always holds: every drawing has its words beside it, so that nothing is said by colour alone; whoever is drawn
can be walked to; the chosen one stays in view.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from garden import words
from garden.botany.picture import SIZES
from garden.core.almanac import Almanac
from garden.core.reading import Reading
from garden.tui.look import Look, fit
from garden.tui.widgets import plates
from garden.tui.widgets.heat import heat_rows
from garden.tui.widgets.told import BETWEEN, Said, beside, titled, wrapped
from garden.words.names import short

EDGE: Final = 2
"""Cells left free on either side of the page."""
TWO_FROM: Final = 140
"""Cells from which on a page has two columns."""
LEAST_BESIDE: Final = 30
"""Cells that words beside a drawing have at least."""
AIRY_FROM: Final = 30
"""Rows from which on a drawing stands apart from its title."""
GAP: Final = 3


class Face(NamedTuple):
    """Somebody on the page: where their picture and name stand, in rows and columns of the page, and where it is said
    who they are: from `left` on, in `room` cells."""

    person: str
    row: int
    y: int
    x: int
    wide: int
    high: int
    left: int
    room: int


class Part(NamedTuple):
    """A part of the page, all strips as wide; faces stand in its own rows and columns."""

    strips: Sequence[Strip]
    faces: Sequence[Face]


def _over(line: Strip, x: int, segment: Segment) -> Strip:
    """A row with something set over it from a column on."""
    end = x + segment.cell_length
    return Strip.join([line.crop(0, x), Strip([segment]), line.crop(end)]).crop(0, line.cell_length)


class Yearbook(Widget, can_focus=True):
    """The page."""

    DEFAULT_CSS = "Yearbook { width: 1fr; height: 1fr; }"

    class Opened(Message):
        """Somebody was clicked twice."""

        def __init__(self, person: str) -> None:
            super().__init__()
            self.person = person

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.look = look
        self.top = 0
        self.chosen = -1
        self._told: Almanac | None = None
        self._reading: Callable[[str], Reading] | None = None
        self._bed_name: Callable[[str], str] = str
        self._said: dict[str, str] = {}
        self._lines: list[Strip] = []
        self._faces: list[Face] = []
        self._laid = self.size

    def show(
        self,
        told: Almanac,
        said: Sequence[tuple[str, str]],
        reading: Callable[[str], Reading],
        bed_name: Callable[[str], str] = str,
    ) -> None:
        """Show an almanac, its words, and the people in it; the choice stays on the same person."""
        before = self.person
        self._told, self._said, self._reading, self._bed_name = told, dict(said), reading, bed_name
        self._lay_out()
        self.chosen = next((i for i, face in enumerate(self._faces) if face.person == before), -1)
        self.refresh()

    @property
    def person(self) -> str:
        """The chosen contact's id, or ""."""
        return self._faces[self.chosen].person if 0 <= self.chosen < len(self._faces) else ""

    def repaint(self) -> None:
        """Paint anew, e.g. in another theme."""
        self._lay_out()
        self.refresh()

    def move(self, move: str) -> None:
        """Walk to another person; where nobody is that way, or by pages, scroll."""
        page = max(1, self.size.height - 2)
        if move in ("pageup", "pagedown"):
            self._scroll(page if move == "pagedown" else -page)
            return
        if move in ("home", "end"):
            self.chosen = -1
            self._scroll(-self.top if move == "home" else len(self._lines))
            return
        step = {"left": -1, "right": 1}.get(move, 0)
        new = self._beside(step) if step else self._across(1 if move == "down" else -1)
        if not 0 <= new < len(self._faces):
            self._scroll(3 if move in ("down", "right") else -3)
            return
        face = self._faces[new]
        height = self.size.height
        if not step and not self.top <= face.y < self.top + height + page:  # read what lies between first
            self._scroll(3 if move == "down" else -3)
            return
        self.chosen = new
        self.top = max(min(self.top, face.y - 1), face.y + face.high - height, 0)
        self.refresh()

    def _beside(self, by: int) -> int:
        """The face before or after the chosen one; the first where none is chosen."""
        return self.chosen + by if self.chosen >= 0 else 0

    def _across(self, by: int) -> int:
        """The face in the next row of faces, the nearest; -1 where there is none."""
        if self.chosen < 0:
            return next((i for i, face in enumerate(self._faces) if face.y >= self.top), -1) if by > 0 else -1
        now = self._faces[self.chosen]
        there = [i for i, face in enumerate(self._faces) if face.row == now.row + by]
        return min(there, key=lambda i: abs(self._faces[i].x - now.x), default=-1)

    def _scroll(self, by: int) -> None:
        self.top = max(0, min(self.top + by, len(self._lines) - self.size.height))
        self.refresh()

    # Laying out

    def on_resize(self) -> None:
        """Compose anew."""
        if self._laid != self.size:
            self._lay_out()

    def _lay_out(self) -> None:
        self._laid = self.size
        self._lines, self._faces = [], []
        told, look = self._told, self.look
        wide = self.size.width - 2 * EDGE
        if told is None or wide < 16:
            return
        two = wide >= TWO_FROM
        half = (wide - BETWEEN) // 2 if two else wide
        heat = [Strip(row) for row in heat_rows(told.heat, wide, look)]
        drawn = max(strip.cell_length for strip in heat)
        if two and wide - drawn - BETWEEN >= LEAST_BESIDE:  # the words beside it, from the first weekday on
            said = wrapped([Said(self._said["the year"])], wide - drawn - BETWEEN, look, "background")
            blank = Strip.blank(wide - drawn - BETWEEN, look.style())
            heat = beside(heat, [blank, *said], drawn, wide, look.style())
            self._add(self._part("the year", wide, heat, words=False))
        else:
            self._add(self._part("the year", wide, heat))
        introduced = tuple(person for person, _ in told.introductions.by)
        page: tuple[tuple[str, Callable[[], Part]], ...] = (
            ("what fits", lambda: self._part("what fits", half, plates.load(told, half, look))),
            ("give and take", lambda: self._part("give and take", half, plates.sides(told, half, look))),
            ("readiness", lambda: self._part("readiness", half, people=told.readiness.people)),
            ("reconnect season", lambda: self._part("reconnect season", half, people=told.reconnect)),
            ("beds", lambda: self._part("beds", half, plates.beds(told, self._bed_name, half, look))),
            ("the years", lambda: self._part("the years", half, plates.years(told, half, look))),
        )
        # what there is nothing of is left out
        parts = [part() for title, part in page if (told.beds if title == "beds" else title in self._said)]
        across = 2 if two else 1
        for first in range(0, len(parts), across):
            self._add(*parts[first : first + across])
        if "introductions" in self._said:
            self._add(self._part("introductions", wide, people=introduced))
        rows = sorted({face.y for face in self._faces})
        ordered = sorted(self._faces, key=lambda face: (face.y, face.x))
        self._faces = [face._replace(row=rows.index(face.y)) for face in ordered]
        self._lines.append(self._row())
        self.top = max(0, min(self.top, len(self._lines) - self.size.height))

    def _row(self, *parts: Segment) -> Strip:
        ground = self.look.style()
        return Strip([Segment(" " * EDGE, ground), *parts]).adjust_cell_length(self.size.width, ground)

    def _part(
        self,
        title: str,
        width: int,
        drawing: Sequence[Strip] = (),
        *,
        people: Sequence[str] = (),
        words: bool = True,
    ) -> Part:
        """A part of the page: title, drawing, words, a row of air between them."""
        look = self.look
        blank = Strip.blank(width, look.style())
        strips, faces = [titled(title, width, look)], []
        if self.size.height >= AIRY_FROM and title != "the year":  # there the months' row is air enough
            strips.append(blank)
        if people and self._reading is not None:
            across, high = SIZES["small"]
            shown = people[: max(1, (width + GAP) // (across + GAP))]
            faces = [
                Face(person, 0, len(strips), i * (across + GAP), across + 1, high + 2, 0, width)
                for i, person in enumerate(shown)
            ]
            pictures = [look.rows(self._reading(person), "small") for person in shown]
            gap = Segment(" " * GAP, look.style())
            for line in range(high):
                row = [segment for picture in pictures for segment in (*look.segments(picture[line]), gap)]
                strips.append(Strip(row).adjust_cell_length(width, look.style()))
            strips += [blank, blank]  # names, and who the chosen one is: painted when they are looked at
        strips += [strip.adjust_cell_length(width, look.style()) for strip in drawing]
        said = self._said.get(title, "") if words else ""
        if said:
            strips += [blank] if drawing or faces else []
            strips += wrapped([Said(said)], width, look, "background")
        return Part(strips, faces)

    def _add(self, *parts: Part) -> None:
        """Set parts on the page, beside each other, after a row of air."""
        if self._lines or self.size.height >= AIRY_FROM:
            self._lines.append(self._row())
        y, x = len(self._lines), EDGE
        rows: list[Strip] = []
        for i, part in enumerate(parts):
            wide = part.strips[0].cell_length
            self._faces += [face._replace(y=face.y + y, x=face.x + x, left=x) for face in part.faces]
            if i:
                rows = beside(rows, part.strips, x - EDGE - BETWEEN, x - EDGE + wide, self.look.style())
            else:
                rows = list(part.strips)
            x += wide + BETWEEN
        self._lines += [self._row(*strip) for strip in rows]

    # Painting

    def _named(self, y: int, line: Strip) -> Strip:
        """A row of the page, with the names of the plants above it, or who the chosen one of them is."""
        if self._reading is None:
            return line
        here = [(i, face) for i, face in enumerate(self._faces) if face.y + face.high - 2 == y]
        look = self.look
        names = short([self._reading(face.person).name for _, face in here], SIZES["small"][0] + 1, cell_len)
        for (i, face), name in zip(here, names, strict=True):
            chosen = i == self.chosen
            style = look.style(
                "primary" if chosen else "foreground", "surface" if chosen else "background",
                bold=chosen, reverse=chosen and not look.coloured,
            )  # fmt: skip
            line = _over(line, face.x, Segment(look.glyph(fit(name, face.wide, "centre")), style))
            if chosen:
                line = _over(line, face.x - 1, Segment(look.glyph("▌"), look.style("primary")))
        if 0 <= self.chosen < len(self._faces):
            face = self._faces[self.chosen]
            if face.y + face.high - 1 == y:
                reading = self._reading(face.person)
                kind = f"{words.state_word(reading.state)} · {reading.stage} {reading.species}".rstrip()
                said = look.glyph(fit(f"{reading.name} · {kind}", face.room))
                line = _over(line, face.left, Segment(said, look.style("muted")))
        return line

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows of `crop`."""
        if self._laid != self.size:
            self._lay_out()
        blank = Strip.blank(self.size.width, self.look.style())
        strips = []
        for y in range(self.top + crop.y, self.top + crop.bottom):
            line = self._lines[y] if y < len(self._lines) else blank
            strips.append(self._named(y, line).crop(crop.x, crop.right))
        return strips

    def on_click(self, event: events.Click) -> None:
        """Choose who is under the pointer; twice opens them."""
        x, y = event.x, event.y + self.top
        for i, face in enumerate(self._faces):
            if face.x <= x < face.x + face.wide and face.y <= y < face.y + face.high:
                self.chosen = i
                self.refresh()
                if event.chain == 2:
                    self.post_message(self.Opened(face.person))
                return

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll."""
        self._scroll(3)
        event.stop()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll."""
        self._scroll(-3)
        event.stop()
