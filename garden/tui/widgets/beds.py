"""The beds: one widget that paints every plant of the garden, line by line, from strips kept ready.

A thousand widgets would cost three times an empty app's start; one costs nothing that is not on the screen.  A band's
strips are painted when first seen and kept until the plant, the wind or the selection changes them.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from rich.segment import Segment
from textual import events
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from garden import words
from garden.core.reading import Reading
from garden.tui.look import Look, fit, shown
from garden.tui.messages import Opened, Selected
from garden.tui.motion import PHASES
from garden.tui.widgets.plots import MARGIN, Band, Layout, Move, Plot, View

if TYPE_CHECKING:
    from rich.style import Style

BANDS_KEPT: Final = 64
"""Painted bands kept ready: a few screens' worth."""
SWAY_BUDGET: Final = 0.008
"""Seconds a tick may spend on drawing frames of the wind that are not yet cached."""
WHEEL: Final = 3


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

    def grow(self, people: Sequence[str], growth: float) -> None:
        """Show these plants part-grown (0 < growth <= 1)."""
        for person in people:
            if growth < 1:
                self._growing[person] = growth
            else:
                self._growing.pop(person, None)
            self._repaint_plant(person)

    def _lay(self) -> None:
        self._lay_out()
        self.refresh()

    def _lay_out(self) -> None:
        self._laid = self.size.width
        self.plan = Layout(self.plots, max(1, self._laid or 80), self.view)
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

    def sway(self, tick: int) -> None:
        """Let the wind pass over one row of tiles."""
        if self.view == "list" or not self.plan.plants:
            return
        first = self.plan.band_at(self.top)
        last = self.plan.band_at(min(self.plan.height - 1, self.top + self.size.height - 1))
        rows = [n for n in range(first, last + 1) if self.plan.bands[n].plants]
        if not rows:
            return
        number = rows[tick % len(rows)]
        band, old = self.plan.bands[number], self._phase.get(number, 0)
        new = (old + 1) % PHASES
        started = time.perf_counter()
        for plant in band.plants:
            self.look.rows(plant, self.plan.tile.size, new)
            if time.perf_counter() - started > SWAY_BUDGET:
                return  # the frames drawn so far are kept; the row moves on a later tick
        before = self._strips(number)
        self._phase[number] = new
        after = self._strips(number)
        regions = [
            Region(0, band.top - self.top + y, self.size.width, 1)
            for y, (a, b) in enumerate(zip(before, after, strict=True))
            if a is not b and list(a) != list(b)
        ]
        if regions:
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
        mark = self._mark()
        lines: list[Strip] = []
        for y in range(crop.y, crop.bottom):
            row = self.top + y
            if row < plan.height:
                number = plan.band_at(row)
                line = self._strips(number)[row - plan.bands[number].top]
            else:
                line = blank
            if mark is not None and mark[0] <= y < mark[1]:
                line = Strip(
                    [*line.crop(0, width - 1), Segment(self.look.glyph("▐"), self.look.style("panel"))], width
                )
            lines.append(line if crop.x == 0 and crop.width == width else line.crop(crop.x, crop.right))
        return lines

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
            strips = self._paint(band, number, chosen)
            self._painted[key] = strips
            if len(self._painted) > BANDS_KEPT:
                self._painted.popitem(last=False)
        else:
            self._painted.move_to_end(key)
        return strips

    def _paint(self, band: Band, number: int, chosen: int) -> list[Strip]:
        width, look = self.size.width, self.look
        if not band.plants:
            return self._heading(band, width)
        if self.view == "list":
            return [self._row(band.plants[0], width, chosen == 0)]
        tile, step = self.plan.tile, self.plan.step
        phase = self._phase.get(number, 0)
        ground = look.style()
        lines: list[list[Segment]] = [[Segment(" " * MARGIN, ground)] for _ in range(band.height)]
        for column, plant in enumerate(band.plants):
            self._tile(lines, plant, phase, column == chosen)
        rest = width - MARGIN - step * len(band.plants)
        if rest > 0:
            for line in lines:
                line.append(Segment(" " * rest, ground))
        return [
            Strip(line, width) if rest >= 0 else Strip(line).crop(0, width) for line in lines[: tile.height]
        ]

    def _tile(self, lines: list[list[Segment]], plant: Reading, phase: int, chosen: bool) -> None:
        tile, step, look = self.plan.tile, self.plan.step, self.look
        growth = self._growing.get(plant.id, 1.0)
        rows = look.rows(plant, tile.size, phase, growth)
        wide = sum(len(run.text) for run in rows[0])
        side = (step - 1 - wide) // 2
        on = "surface" if chosen else "background"
        field, ground = look.style(on=on), look.style()
        left, right = Segment(" " * side, field), Segment(" " * (step - 1 - wide - side), field)
        for y, row in enumerate(rows):
            lines[y] += [left, *look.segments(row, on), right, Segment(" ", ground)]
        name, state = self._labels(plant, step - 1, chosen, on)
        lines[tile.picture] += [*name, Segment(" ", ground)]
        lines[tile.picture + 1] += [*state, Segment(" ", ground)]
        for line in lines[tile.picture + tile.labels :]:
            line.append(Segment(" " * step, ground))

    def _labels(
        self, plant: Reading, width: int, chosen: bool, on: str
    ) -> tuple[list[Segment], list[Segment]]:
        look = self.look
        state = plant.state or "kept"
        style = self._name_style(chosen)
        name = [Segment(fit(plant.name, width, "centre"), style)]
        word = f"{look.gauge(plant)} {words.state_word(plant.state)}"
        return name, [Segment(fit(word, width, "centre"), look.style(state, on=on))]

    def _name_style(self, chosen: bool) -> Style:
        if not chosen:
            return self.look.style("foreground")
        return self.look.style("background", "primary", bold=True, reverse=not self.look.coloured)

    def _heading(self, band: Band, width: int) -> list[Strip]:
        look, plot = self.look, band.plot
        path = look.style("path")
        title = f" {shown(plot.title)} "
        note = f"{shown(plot.note)} "
        used = 3 + len(title) + len(note)
        line = Strip(
            [
                Segment(look.glyph(" ──"), path),
                Segment(title, look.style("primary", bold=True)),
                Segment(look.glyph(note), look.style("muted")),
                Segment(look.glyph("─") * max(0, width - used - 2), path),
            ]
        ).adjust_cell_length(width, look.style())
        return [Strip.blank(width, look.style())] * (band.height - 1) + [line]

    def _row(self, plant: Reading, width: int, chosen: bool) -> Strip:
        look = self.look
        on = "surface" if chosen else "background"
        state = plant.state or "kept"
        name = min(32, max(14, width // 3))
        cells = [
            Segment(look.glyph(" ▌") if chosen else "  ", look.style("primary", on=on)),
            *look.segments(look.rows(plant, "icon")[0], on),
            Segment(" ", look.style(on=on)),
            Segment(
                fit(plant.name, name), look.style("primary" if chosen else "foreground", on=on, bold=chosen)
            ),
            Segment(f" {words.state_word(plant.state):<12}", look.style(state, on=on)),
            Segment(f"{words.cadence(plant.every):<16}", look.style("muted", on=on)),
            Segment("" if plant.days_silent is None else words.ago(plant.days_silent), look.style(on=on)),
        ]
        return Strip(cells).adjust_cell_length(width, look.style(on=on))

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
