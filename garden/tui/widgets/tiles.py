"""How plants are painted: a band of the garden as strips, tiles that stand on their bed's earth, or rows of a list.

What always holds: a strip is exactly as wide as the beds, and every plant has its name, its gauge and its state in
words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from garden import words
from garden.botany.picture import Run
from garden.core.reading import Reading
from garden.tui import earth
from garden.tui.look import Look, fit, shown
from garden.tui.widgets.plots import MARGIN, Band, Layout

if TYPE_CHECKING:
    from rich.style import Style

MARK: Final = "✓"
"""Stands before the name of a plant that is marked."""
_GAPS: Final = re.compile("( +)")


class Painter:
    """Paints the bands of a layout, `width` cells wide; `growing`: who is shown part-grown, and how far; `drawn`: whose
    picture is that of another reading than what is said of them; `marked`: who bears a mark."""

    def __init__(
        self,
        look: Look,
        plan: Layout,
        width: int,
        growing: Mapping[str, float],
        drawn: Mapping[str, Reading] = MappingProxyType({}),
        marked: Set[str] = frozenset(),
    ) -> None:
        self.look = look
        self.plan = plan
        self.width = width
        self.growing = growing
        self.drawn = drawn
        self.marked = marked

    def paint(self, band: Band, phase: int, chosen: int) -> list[Strip]:
        """The rows of a band in a phase of the wind; `chosen`: the column of the selected plant, -1 if elsewhere."""
        width, look = self.width, self.look
        if not band.plants:
            return self._heading(band, width)
        if self.plan.view == "list":
            return [self._row(band.plants[0], width, chosen == 0)]
        tile, step = self.plan.tile, self.plan.step
        ground, soil = look.style(), look.style(on="earth")
        lines: list[list[Segment]] = [[Segment(" " * MARGIN, ground)] for _ in range(tile.height)]
        for column, plant in enumerate(band.plants):
            self._tile(lines, band, plant, (phase, column), column == chosen)
        at = MARGIN + step * len(band.plants)
        rest = width - MARGIN - at
        if rest > 0:  # the bed goes on where nobody stands yet
            for line in lines:
                line.append(Segment(" " * rest, ground))
            lines[tile.picture - 1][-1] = self._turf(band, at, rest)
            for line in lines[tile.picture : tile.picture + tile.labels]:
                line[-1] = Segment(" " * rest, soil)
        return [Strip(line).adjust_cell_length(width, ground) for line in lines]

    def _turf(self, band: Band, at: int, width: int, on: str = "background") -> Segment:
        """Cells of the edge where a bed meets the air: grass, or snow while it rests."""
        look, quiet = self.look, band.plot.quiet
        style = look.style("frost" if quiet else "turf", on)
        return Segment(earth.edge(at, width, band.top, look.glyphs, quiet=quiet), style)

    def _rooted(self, row: Sequence[Run], band: Band, at: int, on: str) -> list[Segment]:
        """A picture's last row, with the bed's edge wherever the plant leaves it free."""
        segments: list[Segment] = []
        for run in row:
            parts = _GAPS.split(run.text) if run.bg is None else [run.text]
            for part in parts:
                if part and not part.strip() and run.bg is None:
                    segments.append(self._turf(band, at, len(part), on))
                elif part:
                    segments += self.look.segments([run._replace(text=part)], on)
                at += len(part)
        return segments

    def _tile(
        self, lines: list[list[Segment]], band: Band, plant: Reading, place: tuple[int, int], chosen: bool
    ) -> None:
        """Add a plant to the rows of its band; `place`: the phase of the wind, and its column."""
        tile, step, look = self.plan.tile, self.plan.step, self.look
        phase, column = place
        growth = self.growing.get(plant.id, 1.0)
        rows = look.rows(self.drawn.get(plant.id, plant), tile.size, phase, growth)
        wide = sum(len(run.text) for run in rows[0])
        side = (step - 1 - wide) // 2
        right = step - 1 - wide - side
        on = "surface" if chosen else "background"
        field, ground, soil = look.style(on=on), look.style(), look.style(on="earth")
        for y, row in enumerate(rows[:-1]):
            lines[y] += [
                Segment(" " * side, field),
                *look.segments(row, on),
                Segment(" " * right, field),
                Segment(" ", ground),
            ]
        at = self.plan.left(column)
        lines[tile.picture - 1] += [
            self._turf(band, at, side, on),
            *self._rooted(rows[-1], band, at + side, on),
            self._turf(band, at + side + wide, right, on),
            self._turf(band, at + step - 1, 1),
        ]
        name, state = self._labels(plant, step - 1, chosen)
        lines[tile.picture] += [name, Segment(" ", soil)]
        lines[tile.picture + 1] += [state, Segment(" ", soil)]
        for line in lines[tile.picture + tile.labels :]:
            line.append(Segment(" " * step, ground))

    def _labels(self, plant: Reading, width: int, chosen: bool) -> tuple[Segment, Segment]:
        """A name, and under it the gauge and the state, as they stand on the earth."""
        look = self.look
        called = f"{look.glyph(MARK)} {plant.name}" if plant.id in self.marked else plant.name
        name = Segment(fit(called, width, "centre"), self._name_style(chosen))
        word = f"{look.gauge(plant)} {words.state_word(plant.state)}"
        return name, Segment(fit(word, width, "centre"), look.style(plant.state or "kept", on="earth"))

    def _name_style(self, chosen: bool) -> Style:
        if not chosen:
            return self.look.style("foreground", on="earth")
        return self.look.style("background", "primary", bold=True, reverse=not self.look.coloured)

    def _heading(self, band: Band, width: int) -> list[Strip]:
        look, plot = self.look, band.plot
        path = look.style("path")
        title = f" {shown(plot.title)} "
        note = f"{shown(plot.note)} "
        used = 3 + cell_len(title) + cell_len(note)
        line = Strip(
            [
                Segment(" " + earth.fence(2, look.glyphs), path),
                Segment(title, look.style("primary", bold=True)),
                Segment(look.glyph(note), look.style("muted")),
                Segment(earth.fence(max(0, width - used - 2), look.glyphs), path),
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
            *look.segments(look.rows(self.drawn.get(plant.id, plant), "icon")[0], on),
            Segment(look.glyph(MARK) if plant.id in self.marked else " ", look.style("primary", on=on)),
            Segment(
                fit(plant.name, name), look.style("primary" if chosen else "foreground", on=on, bold=chosen)
            ),
            Segment(f" {words.state_word(plant.state):<12}", look.style(state, on=on)),
            Segment(f"{words.cadence(plant.every):<16}", look.style("muted", on=on)),
            Segment(
                "" if plant.last_on is None else words.ago((plant.on - plant.last_on).days), look.style(on=on)
            ),
        ]
        return Strip(cells).adjust_cell_length(width, look.style(on=on))
