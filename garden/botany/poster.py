"""A whole garden as one picture: beds as places with their ground, plants as tiles on it, a title line above.

Laid out for any number of plants: few stand as portraits, many as tiles, a crowd as small ones; the number of columns
is the one whose sheet has good proportions and leaves little ground empty.  The poster says names and nothing of how
anybody is: the plants show that, and a poster is for others' eyes too.  A label that is empty is not drawn at all, so
that nothing of a name can be left behind.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from math import log2
from typing import Final, NamedTuple

from garden.botany.colour import parse_hex, to_hex
from garden.botany.draw import Studio
from garden.botany.genome import Chance
from garden.botany.picture import SIZES, Plant, Size
from garden.botany.svg import ADVANCE, CELL, HALF, Drawing

ASPECT: Final = 4 / 3
"""Width by height that a poster is drawn towards."""
PORTRAITS: Final = 4
TILES: Final = 240
"""Up to so many plants stand as portraits, as tiles; more as small ones."""
MARGIN: Final = 60
HEADER: Final = 90
FOOTER: Final = 40
PAD: Final = 20
"""Around the sheet, above and below its beds, inside a bed; in pixels."""
GAP: Final = 30
TITLE: Final = 44
EARTH: Final = 3
"""Between beds, a bed's heading, in pixels; how deep its earth lies, in rows of half-cells."""
NARROWEST: Final = 560
MOST_COLUMNS: Final = 60
_MEADOWS: Final = ("flowers", "grass", "moss", "stones")
"""What the ground of a bed is sown with; each bed in turn."""


class Standing(NamedTuple):
    """One plant of the poster and what is written under it; "": nothing."""

    plant: Plant
    label: str


class Plot(NamedTuple):
    """A bed and its plants, in order."""

    title: str
    plants: Sequence[Standing]


class Grid(NamedTuple):
    """The measures of one plant on the sheet: its picture's size, what a column is wide, a row tall; how large the
    letters of a label and of a bed's heading are.  In pixels.
    """

    size: Size
    wide: int
    tall: int
    letters: int
    heading: int

    @property
    def row(self) -> int:
        """From one row of plants to the next: picture, earth, label."""
        return self.tall + EARTH * HALF[1] + self.letters + 18


class Place(NamedTuple):
    """A bed on the sheet, in pixels; `rows`: how many plants stand in each of its rows."""

    plot: Plot
    number: int
    left: int
    top: int
    wide: int
    rows: Sequence[int]


def poster(plots: Sequence[Plot], studio: Studio, *, title: str, date: str, says: str = "") -> str:
    """A garden as an SVG document; plots without plants are left out.  Raises ValueError where there is no plant."""
    plots = [plot for plot in plots if plot.plants]
    if not plots:
        raise ValueError("a poster needs at least one plant")
    grid = _grid(sum(len(plot.plants) for plot in plots))
    most = min(MOST_COLUMNS, sum(len(plot.plants) for plot in plots) + 1)
    layouts = [_laid_out(plots, grid, columns) for columns in range(1, most + 1)]
    places, width, height = min(layouts, key=lambda laid: _faults(laid, grid))
    app = studio.theme.app
    drawing = Drawing(width, height, app["background"])
    large = max(22, min(72, width // 55))
    drawing.words(title, MARGIN, MARGIN + 36, app["primary"], size=large, bold=True)
    drawing.words(
        date, width - MARGIN, MARGIN + 36, app["foreground"], size=round(large * 0.64), anchor="end"
    )
    for place in places:
        _bed(drawing, studio, grid, place)
    told = says or "each plant is somebody; it grows with every time you are in touch"
    room = int((width - 2 * MARGIN) / (13 * ADVANCE))
    drawing.words(
        _cut(told, room), width / 2, height - MARGIN + 16, _fainter(studio), size=13, anchor="middle"
    )
    return drawing.document(title=title, says=f"{title}, {date}.")


def _grid(number: int) -> Grid:
    size: Size = "portrait" if number <= PORTRAITS else "tile" if number <= TILES else "small"
    columns, rows = SIZES[size]
    gap, letters, heading = {"portrait": (20, 20, 20), "tile": (20, 15, 22), "small": (24, 11, 24)}[size]
    return Grid(size, columns * CELL[0] + gap, rows * CELL[1], letters, heading)


def _faults(laid: tuple[Sequence[Place], int, int], grid: Grid) -> float:
    """How far a layout is from a good one: off its proportions (in octaves), and the share of its ground left empty."""
    places, width, height = laid
    room = sum(place.wide * len(place.rows) for place in places)
    filled = sum(len(place.plot.plants) for place in places) * grid.wide
    return abs(log2(width / height / ASPECT)) + 1.2 * (1 - filled / room)


def _laid_out(plots: Sequence[Plot], grid: Grid, columns: int) -> tuple[list[Place], int, int]:
    """Every bed's place where a sheet has so many columns of plants, and the sheet's width and height in pixels.

    Beds of one row share a shelf while there is room on it; the shelf's beds then widen to fill it.
    """
    inner = max(NARROWEST, columns * grid.wide + 2 * PAD)
    shelves: list[list[Plot]] = []
    for plot in plots:
        shelf = shelves[-1] if shelves else []
        if shelf and sum(_least(p, grid) + GAP for p in shelf) + _least(plot, grid) <= inner:
            shelf.append(plot)
        else:
            shelves.append([plot])
    places: list[Place] = []
    top = MARGIN + HEADER
    for shelf in shelves:
        spare = inner - GAP * (len(shelf) - 1) - sum(_least(plot, grid) for plot in shelf)
        wants = [len(plot.plants) for plot in shelf]
        shares = [0, *(spare * sum(wants[: i + 1]) // sum(wants) for i in range(len(shelf)))]
        left, tallest = MARGIN, 0
        for plot, (before, after) in zip(shelf, pairwise(shares), strict=True):
            wide = inner if len(shelf) == 1 else _least(plot, grid) + after - before
            rows = _rows(len(plot.plants), max(1, (wide - 2 * PAD) // grid.wide))
            places.append(Place(plot, len(places), left, top, wide, rows))
            left += wide + GAP
            tallest = max(tallest, len(rows))
        top += TITLE + tallest * grid.row + PAD // 2 + GAP
    return places, inner + 2 * MARGIN, top - GAP + FOOTER + MARGIN


def _least(plot: Plot, grid: Grid) -> int:
    """The width of a bed whose plants stand in one row, and whose heading has room."""
    return max(
        len(plot.plants) * grid.wide + 2 * PAD, round(_cells(plot.title) * grid.heading * ADVANCE) + 120
    )


def _rows(number: int, columns: int) -> list[int]:
    """So many plants in as few rows as hold them, as evenly as can be."""
    rows = -(-number // columns)
    return [number // rows + (i < number % rows) for i in range(rows)]


def _bed(drawing: Drawing, studio: Studio, grid: Grid, place: Place) -> None:
    """A bed: its panel, heading, and row by row its ground, plants and names."""
    app = studio.theme.app
    plot, left, top, wide = place.plot, place.left, place.top, place.wide
    tall = TITLE + len(place.rows) * grid.row + PAD // 2
    drawing.panel(app["surface"], left, top, wide, tall, round_by=14)
    count = str(len(plot.plants))
    room = int((wide - 2 * PAD) / (grid.heading * ADVANCE)) - len(count) - 2
    heading = _cut(plot.title, room)
    drawing.words(heading, left + PAD, top + 32, app["foreground"], size=grid.heading, bold=True)
    after = left + PAD + round((_cells(heading) + 1) * grid.heading * ADVANCE)
    drawing.words(count, after, top + 32, _fainter(studio), size=grid.heading - 4)
    standing = iter(plot.plants)
    for number, plants in enumerate(place.rows):
        floor = top + TITLE + number * grid.row + grid.tall
        seed = Chance(f"{place.number}/{number}".encode())
        _earth(drawing, studio, (left, floor, wide), seed, _MEADOWS[place.number % len(_MEADOWS)])
        drawing.layer()
        step = (wide - 2 * PAD) / plants
        for column in range(plants):
            one = next(standing)
            middle = left + PAD + step * (column + 0.5)
            picture = studio.picture(one.plant, grid.size)
            corner = round((middle - picture.columns * CELL[0] / 2) / HALF[0]) * HALF[0]
            drawing.picture(picture, corner, floor - grid.tall, ink=app["foreground"])
            if one.label:
                label = _cut(one.label, int((step - 8) / (grid.letters * ADVANCE)))
                base = floor + EARTH * HALF[1] + grid.letters + 5
                drawing.words(
                    label, round(middle), base, app["foreground"], size=grid.letters, anchor="middle"
                )


def _earth(drawing: Drawing, studio: Studio, at: tuple[int, int, int], seed: Chance, meadow: str) -> None:
    """A strip of ground over a bed's width: earth in three shades, and what grows along its edge."""
    theme = studio.theme
    soil, cover, flower = (list(map(to_hex, theme.ramp(name))) for name in ("soil", "cover", "flower"))
    left, top, wide = at
    across, down = HALF
    columns = wide // across
    rows = [seed.children(b"soil/%d" % row, columns) for row in range(EARTH)]
    for row, chances in enumerate(rows):
        for column, c in enumerate(chances):
            # crumbs of two pixels: every second column asks, its neighbour follows
            tone = (2, 1, 0)[row] + (1 if c[0] % 11 == 0 else 0)
            drawing.box(soil[tone], left + column * across, top + row * down, across, down)
    drawing.layer()
    for column, c in enumerate(seed.children(b"edge", columns)):
        x, one, two = left + column * across, c[0] % 100, c[1] % 100
        if meadow == "stones":
            if one < 14:
                drawing.box(soil[4] if two < 50 else soil[3], x, top, across * (1 + two % 2), down)
            continue
        if one < {"flowers": 78, "grass": 86, "moss": 92}[meadow]:
            drawing.box(cover[1 + two % 2], x, top, across, down)
        high = {"flowers": 24, "grass": 40, "moss": 0}[meadow]
        if one < high:
            drawing.box(cover[2 + two % 2], x, top - down, across, down)
        if meadow == "flowers" and one < 5 and 0 < column < columns - 1:
            drawing.box(flower[3], x, top - 2 * down, across, down)


def _fainter(studio: Studio) -> str:
    """Words of the second rank: two fifths of the way to the ground, still legible on it."""
    fore, back = (parse_hex(studio.theme.app[role]) for role in ("foreground", "background"))
    assert fore is not None
    assert back is not None
    return "#" + "".join(f"{round(a + (b - a) * 0.36):02x}" for a, b in zip(fore, back, strict=True))


def _cells(text: str) -> int:
    """How many letters of a monospace font a text is as wide as."""
    return sum(
        0
        if unicodedata.category(sign) in ("Mn", "Me", "Cf")
        else 2
        if unicodedata.east_asian_width(sign) in "WF"
        else 1
        for sign in text
    )


def _cut(text: str, room: int) -> str:
    """A text in at most so many letters, cut with an ellipsis."""
    if _cells(text) <= room:
        return text
    kept = text[: max(0, room)]
    while kept and _cells(kept) > room - 1:
        kept = kept[:-1]
    return f"{kept.rstrip()}…" if kept else ""
