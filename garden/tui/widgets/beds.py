"""The beds: one widget that paints every plant of the garden, line by line, from strips kept ready.

A thousand widgets would cost three times an empty app's start; one costs nothing that is not on the screen.  A band's
strips are painted when first seen and kept until the plant, the wind or the selection changes them.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Final, NamedTuple

from rich.segment import Segment
from textual import events
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from garden.core.reading import Reading
from garden.tui.look import Look
from garden.tui.messages import Opened, Selected
from garden.tui.motion import PHASES, Gust
from garden.tui.widgets.plots import Band, Layout, Move, Plot, View
from garden.tui.widgets.tiles import Painter

BANDS_KEPT: Final = 64
"""Painted bands kept ready: a few screens' worth."""
WHEEL: Final = 3
LEAST_SEEN: Final = 4
"""Rows of a tile from which on its names are shown at the screen's lower edge; below, leaves say that there is more."""


class Cut(NamedTuple):
    """A band of which only so many rows are `seen`, at the screen's lower edge.

    The names of its plants stand at that edge: nobody is seen without a name and a state.  Rows of `sky` above the
    plants give way to them first; what does not fit even so is hidden behind the names.
    """

    number: int
    seen: int
    sky: int


class Beds(Widget, can_focus=True):
    """Plots of plants, one of them selected.  Posts `Selected` and `Opened`."""

    DEFAULT_CSS = "Beds { width: 1fr; height: 1fr; }"

    def __init__(self, look: Look, *, view: View = "tiles", id: str | None = None) -> None:
        super().__init__(id=id)
        self.look = look
        self.view: View = view
        self.plots: Sequence[Plot] = ()
        self.plan = Layout((), 80, view)
        self.top = 0
        self.selected = ""
        self._painted: OrderedDict[tuple[int, int, int], list[Strip]] = OrderedDict()
        self._phase: dict[int, int] = {}
        self._growing: dict[str, float] = {}
        self._drawn: dict[str, Reading] = {}
        self.marked: set[str] = set()
        """The contacts that are marked, to be changed together."""
        self._painter = Painter(look, self.plan, 0, self._growing, self._drawn, self.marked)
        self._clicked = ""
        self._laid = 0
        """The width that `plan` is for."""

    # What is shown

    def show(self, plots: Sequence[Plot], *, view: View | None = None, hold: bool = False) -> None:
        """Show these plots; the selection stays where it can, and is brought into view but for `hold`: then what is in
        view stays where it is."""
        before = self.plan.index.get(self.selected, 0)
        anchor, offset = self._anchor()
        self.plots = plots
        self.view = view or self.view
        self._lay()
        if hold and anchor in self.plan.index:
            self.top = self._band_of(anchor).top - offset
            self._clamp()
        if self.selected not in self.plan.index:
            plants = self.plan.plants
            self.select(plants[min(before, len(plants) - 1)].id if plants else "")
        elif not hold:
            self.reveal()

    def _anchor(self) -> tuple[str, int]:
        """A plant in view, the selected one if it is, and how many rows below the upper edge its row
        begins."""
        bands, height = self.plan.bands, self.size.height
        chosen = self._band_of(self.selected) if self.selected in self.plan.index else None
        if chosen is None or not self.top - chosen.height < chosen.top < self.top + height:
            seen = bands[self.plan.band_at(self.top) :] if bands else ()
            chosen = next((band for band in seen if band.plants), None)
            return (chosen.plants[0].id, chosen.top - self.top) if chosen is not None else ("", 0)
        return self.selected, chosen.top - self.top

    def _band_of(self, person: str) -> Band:
        return self.plan.bands[self.plan.band_of_plant[self.plan.index[person]]]

    def select(self, person: str) -> None:
        """Make a plant the selected one and bring it into view."""
        changed = person != self.selected
        self.selected = person
        self.reveal()
        if changed:
            self.refresh()
            self.post_message(Selected(person))

    def mark(self, person: str) -> int:
        """Mark a plant, or take its mark off; answers how many are marked."""
        self.marked ^= {person}
        self._repaint_plant(person)
        return len(self.marked)

    def grow(self, people: Sequence[str], growth: float) -> None:
        """Show these plants part-grown (0 < growth <= 1)."""
        for person in people:
            if growth < 1:
                self._growing[person] = growth
            else:
                self._growing.pop(person, None)
            self._repaint_plant(person)

    def draw_as(self, readings: Iterable[Reading]) -> None:
        """Draw plants as they stand in these readings, of another day; what is said of them stays that of the plots."""
        drawn = {reading.id: reading for reading in readings}
        if drawn or self._drawn:
            self._drawn.clear()
            self._drawn.update(drawn)
            self.repaint()

    def _lay(self) -> None:
        self._lay_out()
        self.refresh()

    def _lay_out(self) -> None:
        self._laid = self.size.width
        self.plan = Layout(self.plots, max(1, self._laid or 80), self.view)
        self._painter = Painter(self.look, self.plan, self._laid, self._growing, self._drawn, self.marked)
        self._painted.clear()
        self._phase.clear()
        self._clamp()

    def _clamp(self) -> None:
        self.top = max(0, min(self.top, self.plan.height - self.size.height))

    def reveal(self) -> None:
        """Scroll so that the selected plant can be seen whole."""
        index = self.plan.index.get(self.selected)
        if index is None or not self.size.height:
            return
        number = self.plan.band_of_plant[index]
        band = self.plan.bands[number]
        # a bed's first row brings the bed's name with it
        first = self.plan.bands[number - 1] if number and not self.plan.bands[number - 1].plants else band
        was = self.top
        self.top = max(self.top, band.top + band.height - self.plan.tile.gap - self.size.height)
        self.top = min(self.top, first.top)
        self._clamp()
        if self.top != was:
            self.refresh()

    def move(self, move: Move) -> bool:
        """Move the selection; False where there is nothing in that direction."""
        index = self.plan.index.get(self.selected)
        if index is None:
            return False
        after = self.plan.moved(index, move, self.size.height)
        if after == index:
            return False
        self.select(self.plan.plants[after].id)
        return True

    # The wind

    def sway(self, gust: Gust) -> None:
        """Let the wind pass over one row of tiles."""
        if self.view == "list" or not self.plan.plants:
            return
        first = self.plan.band_at(self.top)
        last = self.plan.band_at(min(self.plan.height - 1, self.top + self.size.height - 1))
        rows = [n for n in range(first, last + 1) if self.plan.bands[n].plants]
        if not rows:
            return
        number = rows[gust.number % len(rows)]
        band, old = self.plan.bands[number], self._phase.get(number, 0)
        new = (old + 1) % PHASES
        size, rows_of = self.plan.tile.size, self.look.rows
        if not all(gust.draws(size, partial(rows_of, plant, size, new)) for plant in band.plants):
            return  # the frames drawn so far are kept; the row moves on a later tick
        before = self._strips(number)
        self._phase[number] = new
        after = self._strips(number)
        regions = [
            Region(0, band.top - self.top + y, self.size.width, 1)
            for y, (a, b) in enumerate(zip(before, after, strict=True))
            if a is not b and list(a) != list(b)
        ]
        cut = self._cut()
        if regions and cut is not None and cut.number == number:  # its rows stand elsewhere
            self.refresh(Region(0, band.top - self.top, self.size.width, band.height))
        elif regions:
            self.refresh(*regions)

    def _repaint_plant(self, person: str) -> None:
        index = self.plan.index.get(person)
        if index is None:
            return
        number = self.plan.band_of_plant[index]
        for key in [key for key in self._painted if key[0] == number]:
            del self._painted[key]
        band = self.plan.bands[number]
        self.refresh(Region(0, band.top - self.top, self.size.width, band.height))

    # Painting

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows of `crop`, from painted bands."""
        if self._laid != self.size.width:  # a first frame comes before the event that says how large it is
            self._lay_out()
        width, plan = self.size.width, self.plan
        blank = Strip.blank(width, self.look.style())
        mark, cut = self._mark(), self._cut()
        lines: list[Strip] = []
        for y in range(crop.y, crop.bottom):
            row = self.top + y
            if row < plan.height:
                number = plan.band_at(row)
                band = plan.bands[number]
                at = row - band.top if cut is None or cut.number != number else self._row_of(band, row, cut)
                line = self._strips(number)[at]
            else:
                line = blank
            if mark is not None and mark[0] <= y < mark[1]:
                line = Strip(
                    [*line.crop(0, width - 1), Segment(self.look.glyph("▐"), self.look.style("muted"))], width
                )
            lines.append(line if crop.x == 0 and crop.width == width else line.crop(crop.x, crop.right))
        return lines

    def _cut(self) -> Cut | None:
        """The band that the screen's lower edge cuts, where there is room for a plant and its names."""
        tile, height = self.plan.tile, self.size.height
        if not self.plan.bands or self.top + height >= self.plan.height:
            return None
        number = self.plan.band_at(self.top + height - 1)
        band = self.plan.bands[number]
        seen = self.top + height - band.top
        if not band.plants or not LEAST_SEEN <= seen < tile.picture + tile.labels:
            return None
        return Cut(number, seen, min(self._sky(band), tile.picture + tile.labels - seen))

    def _row_of(self, band: Band, row: int, cut: Cut) -> int:
        """The row of the cut band that stands in a row of the garden."""
        tile, own = self.plan.tile, row - band.top
        if own >= cut.seen - tile.labels:
            return tile.picture + own - (cut.seen - tile.labels)
        return own + cut.sky

    def _sky(self, band: Band) -> int:
        """Rows above the plants of a band that none of them reaches.  At rest, or the wind would move them all."""
        size, pictures = self.plan.tile.size, []
        for plant in band.plants:
            pictures.append(self.look.rows(self._drawn.get(plant.id, plant), size))
        return next(
            (y for y, rows in enumerate(zip(*pictures, strict=True))
             if any(run.text.strip() or run.bg for row in rows for run in row)), 0)  # fmt: skip

    def _mark(self) -> tuple[int, int] | None:
        """The rows of the scroll mark: where in the garden this is."""
        height, whole = self.size.height, self.plan.height
        if whole <= height or not height:
            return None
        length = max(1, height * height // whole)
        start = (height - length) * self.top // max(1, whole - height)
        return start, start + length

    def _strips(self, number: int) -> list[Strip]:
        """The painted rows of a band."""
        band = self.plan.bands[number]
        chosen = self.plan.index.get(self.selected, -1) - band.first
        if not 0 <= chosen < len(band.plants):
            chosen = -1
        key = (number, self._phase.get(number, 0), chosen * 2 + (chosen >= 0 and self.has_focus))
        strips = self._painted.get(key)
        if strips is None:
            strips = self._painter.paint(band, self._phase.get(number, 0), chosen)
            self._painted[key] = strips
            if len(self._painted) > BANDS_KEPT:
                self._painted.popitem(last=False)
        else:
            self._painted.move_to_end(key)
        return strips

    # Events

    def on_resize(self, event: events.Resize) -> None:
        """Lay the plots anew."""
        if self._laid != event.size.width:
            self._lay()
        self._clamp()
        self.reveal()

    def on_focus(self) -> None:
        """Show that the arrows work here."""
        self.refresh()

    def on_blur(self) -> None:
        """Show that they do not."""
        self.refresh()

    def repaint(self) -> None:
        """Paint everything anew, e.g. in another theme."""
        self._painted.clear()
        self.refresh()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll; the selection stays."""
        self._scroll(WHEEL)
        event.stop()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll; the selection stays."""
        self._scroll(-WHEEL)
        event.stop()

    def _scroll(self, rows: int) -> None:
        was = self.top
        self.top += rows
        self._clamp()
        if self.top != was:
            self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Select the plant under the pointer; a second click opens it."""
        plant = self.plan.plant_at(event.x, self.top + event.y)
        if plant is None:
            return
        if plant.id == self.selected and event.chain > 1:
            self.post_message(Opened(plant.id))
        else:
            self.select(plant.id)
