"""The almanac as one long page: drawn, said in words under each drawing, and walked through by the people in it.

What always holds: every drawing has its words beside it, so that nothing is said by colour alone; whoever is drawn
can be walked to; the chosen one stays in view.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from rich.segment import Segment
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from garden import words
from garden.botany.picture import SIZES
from garden.core.almanac import Almanac
from garden.core.reading import STAGES, STATES, Reading, State
from garden.tui.look import Look, fit
from garden.tui.widgets.heat import heat_rows
from garden.tui.widgets.side import Said, wrapped

LAYERS: Final = "░▒▓█▓▒█"
LAYERS_ASCII: Final = ".,:oxO@"
"""A stage where colour does not tell it."""
TALL: Final = 8
"""Rows of the years' growth."""
GAP: Final = 2


class Face(NamedTuple):
    """Somebody on the page: where their picture and name stand, in rows and columns of the page."""

    person: str
    row: int
    y: int
    x: int
    wide: int
    high: int


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
        self._said: dict[str, str] = {}
        self._lines: list[Strip] = []
        self._faces: list[Face] = []
        self._laid = self.size

    def show(self, told: Almanac, said: Sequence[tuple[str, str]], reading: Callable[[str], Reading]) -> None:
        """Show an almanac, its words, and the people in it; the choice stays on the same person."""
        before = self.person
        self._told, self._said, self._reading = told, dict(said), reading
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
        told, width, look = self._told, self.size.width, self.look
        if told is None or width < 20:
            return
        self._titled("the year", [self._row(*row) for row in heat_rows(told.heat, width - 4, look)])
        self._titled("what fits", self._load(told, width))
        self._titled("give and take", self._sides(told, width))
        self._titled("readiness", [])
        self._people(told.readiness.people, width)
        self._titled("reconnect season", [])
        self._people(told.reconnect, width)
        self._titled("beds", self._beds(told, width))
        self._titled("the years", self._years(told, width))
        self._titled("introductions", [])
        self._people(tuple(person for person, _ in told.introductions.by), width)
        self.top = max(0, min(self.top, len(self._lines) - self.size.height))

    def _row(self, *parts: Segment) -> Strip:
        ground = self.look.style()
        return Strip([Segment("  ", ground), *parts]).adjust_cell_length(self.size.width, ground)

    def _titled(self, title: str, drawing: Sequence[Strip]) -> None:
        """A part of the page: title, drawing, words."""
        look, width = self.look, self.size.width
        if self._lines:
            self._lines.append(self._row())
        rule = look.glyph("─") * max(0, width - len(title) - 6)
        self._lines.append(
            self._row(
                Segment(f"{title} ", look.style("primary", bold=True)), Segment(rule, look.style("muted"))
            )
        )
        self._lines += drawing
        said = self._said.get(title, "")
        if said:
            margin = Segment("  ", look.style())
            told = wrapped([Said(said)], min(width - 4, 100), look, "background")
            self._lines += [Strip([margin, *strip]).adjust_cell_length(width, look.style()) for strip in told]

    def _inked(self, text: str, ink: str | None) -> Segment:
        return Segment(text, self.look.inked(ink))

    def _bar(self, shares: Sequence[tuple[int, str, str]], room: int) -> list[Segment]:
        """Counts as one bar of so many cells at most: (count, role, sign)."""
        total = sum(count for count, _, _ in shares)
        parts, done, drawn = [], 0, 0
        for count, role, sign in shares:
            done += count
            end = round(room * done / total) if total else 0
            parts.append(Segment(sign * (end - drawn), self.look.style(role)))
            drawn = end
        return parts

    def _load(self, told: Almanac, width: int) -> list[Strip]:
        most = max(told.load.asked, told.load.given)
        room = min(60, width - 30)
        rows = []
        for said, value, role in (
            ("asked", told.load.asked, "thirsty"),
            ("logged", told.load.given, "thriving"),
        ):
            cells = round(room * value / most) if most else 0
            sign = "=" if self.look.glyphs == "ascii" else "▇"
            rows.append(
                self._row(
                    Segment(f"{said:<7}", self.look.style("muted")),
                    Segment(sign * cells, self.look.style(role)),
                    Segment(f" {value * 7:.1f} a week", self.look.style("muted")),
                )
            )
        return rows

    def _sides(self, told: Almanac, width: int) -> list[Strip]:
        """What I gave leans left, what they gave leans right, what went both ways stands between."""
        signs = "<=>" if self.look.glyphs == "ascii" else "▚█▞"
        give = told.give
        bar = self._bar(
            [(give.mine, "secondary", signs[0]), (give.shared, "thriving", signs[1]),
             (give.theirs, "accent", signs[2])], min(80, width - 20),
        )  # fmt: skip
        muted = self.look.style("muted")
        return [self._row(Segment("you    ", muted), *bar, Segment(" they", muted))]

    def _beds(self, told: Almanac, width: int) -> list[Strip]:
        signs = "o*+:.-" if self.look.glyphs == "ascii" else "▏█▆▄▂░"
        rows = []
        most = max((sum(bed.counts) for bed in told.beds), default=0)
        room = max(10, min(60, width // 2 - 10))
        for bed in told.beds:
            total = sum(bed.counts)
            cells = max(1, round(room * total / most))
            shares = [
                (n, state, signs[i]) for i, (n, state) in enumerate(zip(bed.counts, STATES, strict=True))
            ]
            states: Sequence[State] = STATES
            said = " · ".join(
                f"{n} {words.state_word(s)}" for n, s in zip(bed.counts, states, strict=True) if n
            )
            spare = max(0, width - room - 17)
            rows.append(
                self._row(
                    Segment(fit(bed.bed, 11), self.look.style("foreground")),
                    *self._bar(shares, cells),
                    Segment(" " * (room - cells + 1), self.look.style()),
                    Segment(self.look.glyph(fit(said, spare)), self.look.style("muted")),
                )
            )
        return rows

    def _years(self, told: Almanac, width: int) -> list[Strip]:
        """A column a year, seeds below and the ancient on top."""
        rings = told.years[-max(1, (width - 8) // 6) :]
        most = max((sum(ring.counts) for ring in rings), default=0)
        if not most:
            return []
        plain = not self.look.coloured or self.look.depth == "16" or self.look.glyphs == "ascii"
        signs = LAYERS_ASCII if self.look.glyphs == "ascii" else LAYERS
        signs = LAYERS_ASCII if plain else signs
        ramps = ("soil", "stem", "stem", "leaf_green", "leaf_green", "leaf_green", "petal_yellow")
        tones = (3, 2, 4, 2, 3, 4, 3)
        rows = []
        for height in range(TALL, 0, -1):
            parts = []
            for ring in rings:
                parts.append(Segment(" ", self.look.style()))
                reach, below = (height - 0.5) / TALL * most, 0
                for stage, count in enumerate(ring.counts):
                    below += count
                    if reach < below:
                        ink = self.look.theme.ink(ramps[stage], self.look.depth)[tones[stage]] or ""
                        parts.append(self._inked((signs[stage] if plain else "█") * 4, ink))
                        break
                else:
                    parts.append(Segment("    ", self.look.style()))
                parts.append(Segment(" ", self.look.style()))
            rows.append(self._row(*parts))
        muted = self.look.style("muted")
        rows.append(self._row(*(Segment(f" {ring.on.year} ", muted) for ring in rings)))
        legend = []
        for stage, name in enumerate(STAGES):
            ink = self.look.theme.ink(ramps[stage], self.look.depth)[tones[stage]] or ""
            legend += [self._inked(signs[stage] if plain else "█", ink), Segment(f" {name}  ", muted)]
        rows.append(self._row(*legend))
        return rows

    def _people(self, people: Sequence[str], width: int) -> None:
        """A row of small plants, their names below; as many as there is room for."""
        if not people or self._reading is None:
            return
        across, high = SIZES["small"]
        fitting = max(1, (width - 4) // (across + GAP))
        shown = people[:fitting]
        y, row = len(self._lines), self._faces[-1].row + 1 if self._faces else 0
        pictures = [self.look.rows(self._reading(person), "small") for person in shown]
        for line in range(high):
            parts: list[Segment] = []
            for picture in pictures:
                parts += [*self.look.segments(picture[line]), Segment(" " * GAP, self.look.style())]
            self._lines.append(self._row(*parts))
        self._lines.append(self._row())  # the names, painted when they are looked at: one of them is chosen
        self._faces += [
            Face(person, row, y, 2 + i * (across + GAP), across, high + 1) for i, person in enumerate(shown)
        ]

    # Painting

    def _names(self, y: int) -> Strip | None:
        """The names under a row of plants."""
        there = [(i, face) for i, face in enumerate(self._faces) if face.y + face.high - 1 == y]
        if not there or self._reading is None:
            return None
        look, parts = self.look, []
        for i, face in there:
            chosen = i == self.chosen
            name = fit(self._reading(face.person).name, face.wide)
            style = look.style(
                "primary" if chosen else "foreground", "surface" if chosen else "background",
                bold=chosen, reverse=chosen and not look.coloured,
            )  # fmt: skip
            mark = look.glyph("▌") if chosen else " "
            parts += [
                Segment(look.glyph(name), style),
                Segment(" ", look.style()),
                Segment(" ", look.style()),
            ]
            if chosen:
                parts[-2] = Segment(mark, look.style("primary"))
        return self._row(*parts)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows of `crop`."""
        if self._laid != self.size:
            self._lay_out()
        blank = Strip.blank(self.size.width, self.look.style())
        strips = []
        for y in range(self.top + crop.y, self.top + crop.bottom):
            line = self._lines[y] if y < len(self._lines) else blank
            strips.append((self._names(y) or line).crop(crop.x, crop.right))
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
