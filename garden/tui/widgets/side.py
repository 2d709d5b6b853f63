"""The selected plant, large, with its story beside or below it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from garden.botany.picture import SIZES, Size
from garden.core.reading import Reading
from garden.tui.look import Look
from garden.tui.motion import PHASES, Gust
from garden.tui.widgets.told import Paragraph, Said, wrapped

__all__ = ["Said", "Side", "wrapped"]

WORDS: Final = 34
"""Cells that the words beside a picture have at least."""
LARGEST_FIRST: Final[tuple[Size, ...]] = ("portrait", "tile", "small")
CLOSE: Final = 8
"""Below so many rows none of them is left free."""
UNMARKED: Final = 8
"""A side of so few rows does not spend one on saying that there is more."""


class Side(Widget):
    """A portrait above, a story below; the largest picture that leaves the story `least_story` rows.

    `airy`: a row stays free above the story; `whole`: the picture gives way until all of the story is there; `more`:
    what the last row says where the story goes on.  What is `seen` on the picture is said above the story where
    rows are left over for it.  `beside`: a small picture, and the story to the right of it; `low`: the sky above the
    plant is left out but for a row, so that what stands beside begins as high.
    """

    DEFAULT_CSS = "Side { width: 46; height: 1fr; }"

    def __init__(
        self,
        look: Look,
        *,
        least_story: int = 9,
        airy: bool = False,
        whole: bool = False,
        beside: bool = False,
        low: bool = False,
        more: str = " … enter shows all",
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self.look = look
        self.reading: Reading | None = None
        self.story: Sequence[Paragraph] = ()
        self.seen: Said | None = None
        self.least_story = least_story
        self.airy = airy
        self.whole = whole
        self.beside = beside
        self.low = low
        self.more = more
        self._phase = 0
        self._growth = 1.0
        self._top = 0
        self._lines: list[Strip] = []
        self._laid = self.size
        """The size that the lines are for."""

    def show(self, reading: Reading | None, story: Sequence[Paragraph], seen: Said | None = None) -> None:
        """Show another plant, or the same one anew; where nothing has changed, nothing is done."""
        if reading == self.reading and list(story) == list(self.story):
            return
        if self.reading is None or reading is None or reading.id != self.reading.id:
            self._phase, self._growth = 0, 1.0
        self.reading, self.story, self.seen = reading, story, seen
        self._top = 0
        self._lay_out()
        self.refresh()

    def sway(self, gust: Gust) -> None:
        """Let the wind pass, where the next frame is there or can be drawn in time."""
        reading = self.reading
        if reading is None or gust.number % 2 or self._growth < 1 or (size := self.picture_size()) is None:
            return
        phase = (self._phase + 1) % PHASES
        if gust.draws(size, lambda: self.look.rows(reading, size, phase)):
            self._phase = phase
            self._repaint_picture()

    def grow(self, growth: float) -> None:
        """Show the plant part-grown."""
        self._growth, self._phase = growth, 0
        self._repaint_picture()

    def repaint(self) -> None:
        """Paint anew, e.g. in another theme."""
        self._lay_out()
        self.refresh()

    def on_resize(self) -> None:
        """Compose anew."""
        if self._laid != self.size:
            self._lay_out()

    def picture_size(self) -> Size | None:
        """The largest picture that fits and leaves the story its lines."""
        width, height = self.size
        if self.beside:
            return next((s for s in LARGEST_FIRST[1:]
                         if SIZES[s][0] + WORDS <= width and SIZES[s][1] <= height), None)  # fmt: skip
        least = self.least_story
        if self.whole:
            least = len(wrapped(self.story, width - 3, self.look, "background")) + 2
        for size in LARGEST_FIRST:
            columns, rows = SIZES[size]
            if columns <= width and rows + least <= height:
                return size
        return None

    def _repaint_picture(self) -> None:
        old = self._lines
        self._lay_out()
        changed = [
            Region(0, y, self.size.width, 1)
            for y, (a, b) in enumerate(zip(old, self._lines, strict=False))
            if list(a) != list(b)
        ]
        if len(old) != len(self._lines):
            self.refresh()
        elif changed:
            self.refresh(*changed)

    def _sky(self, size: Size) -> int:
        """Empty rows above the plant at rest."""
        assert self.reading is not None
        rows = self.look.rows(self.reading, size)
        return next((y for y, row in enumerate(rows) if any(run.text.strip() or run.bg for run in row)), 0)

    def _lay_out(self) -> None:
        """Make the lines."""
        self._laid = self.size
        width, height = self.size
        look = self.look
        ground = look.style()
        self._lines = []
        if width < 4:
            return
        size = self.picture_size() if self.reading is not None else None
        close = height < CLOSE
        paragraphs = [
            told._replace(close=True) if close and isinstance(told, Said) else told for told in self.story
        ]
        if self.beside and size is not None:
            self._lay_beside(size, paragraphs)
            return
        story = wrapped(paragraphs, width - 3, look, "background")
        for last in range(len(paragraphs) - 1, 0, -1):  # air gives way before words do, the last first
            if not self.airy or len(story) + 1 <= height:
                break
            told = paragraphs[last]
            if isinstance(told, Said):
                paragraphs[last] = told._replace(close=True)
            story = wrapped(paragraphs, width - 3, look, "background")
        if size is not None and self.reading is not None:
            rows = look.rows(self.reading, size, self._phase, self._growth)
            wide = SIZES[size][0]
            left = (width - wide) // 2
            blank = Strip.blank(width, ground)
            # the sky gives way to the story, a row of it stays
            sky = max(0, self._sky(size) - 1)
            story = self._with_seen(story, height - (len(rows) - sky) - 1)
            missing = sky if self.low else len(rows) + 1 + len(story) - height
            rows = rows[max(0, min(missing, sky)) :]
            if not story:
                self._lines += [blank] * max(0, (height - len(rows)) // 2)
            for row in rows:
                self._lines.append(
                    Strip(
                        [
                            Segment(" " * left, ground),
                            *look.segments(row),
                            Segment(" " * (width - wide - left), ground),
                        ]
                    )
                )
            self._lines.append(blank)
        margin = Segment(" ", ground)
        if self.airy and not close:
            self._lines.append(Strip.blank(width, ground))
        self._lines += [Strip([margin, *strip, Segment("  ", ground)], width) for strip in story]

    def _lay_beside(self, size: Size, story: Sequence[Paragraph]) -> None:
        """The picture left, the words right of it, and below it where they are longer."""
        assert self.reading is not None
        look, width, wide = self.look, self.size.width, SIZES[size][0]
        ground = look.style()
        told = wrapped(story, width - wide - 5, look, "background")
        rows = look.rows(self.reading, size, self._phase, self._growth)
        for y in range(max(len(rows), len(told))):
            drawn = look.segments(rows[y]) if y < len(rows) else [Segment(" " * wide, ground)]
            words = told[y] if y < len(told) else ()
            row = Strip([Segment(" ", ground), *drawn, Segment("   ", ground), *words])
            self._lines.append(row.adjust_cell_length(width, ground))

    def roll(self, move: str) -> None:
        """Read on, or back, where there is more than fits: by a row, nearly a page, or to an end."""
        most = max(0, len(self._lines) - self.size.height)
        page = max(1, self.size.height - 2)
        by = {"up": -1, "down": 1, "pageup": -page, "pagedown": page, "home": -most, "end": most}[move]
        self._top = max(0, min(most, self._top + by))
        self.refresh()

    def _with_seen(self, story: list[Strip], room: int) -> list[Strip]:
        """The story after what is seen, where both fit into so many rows."""
        if self.seen is None or not story:
            return story
        width = self.size.width - 3
        seen = wrapped([self.seen], width, self.look, "background")
        both = [*seen, Strip.blank(width, self.look.style()), *story]
        return both if len(both) <= room else story

    def _cut(self, line: Strip) -> Strip:
        """The last line that there is room for, with a sign that it is not the last there is."""
        width, text = self.size.width, line.text.rstrip()
        style = next((s.style for s in reversed(list(line)) if s.text.strip()), self.look.style())
        kept = set_cell_size(text, min(cell_len(text), max(0, width - 2))).rstrip(" .,;")
        return Strip([Segment(kept + self.look.glyph("…"), style)]).adjust_cell_length(
            width, self.look.style()
        )

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows of `crop`."""
        if self._laid != self.size:  # a first frame comes before the event that says how large it is
            self._lay_out()
        width, height = self.size
        blank = Strip.blank(width, self.look.style())
        more = len(self._lines) - self._top > height
        lines = self._lines[self._top : self._top + height]
        lines += [blank] * (height - len(lines))
        if height and more:
            lines[-1] = self._cut(lines[-1])
        if more and height > UNMARKED:
            lines[-1] = Strip(
                [
                    Segment(
                        self.look.glyph(self.more),
                        self.look.style("muted"),
                    )
                ]
            ).adjust_cell_length(width, self.look.style())
        return [line.crop(crop.x, crop.right) for line in lines[crop.y : crop.bottom]]
