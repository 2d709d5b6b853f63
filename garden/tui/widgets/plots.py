"""Where every plant of the garden stands: beds as bands of tiles, measured in rows, without drawing any.

A layout is a list of bands from top to bottom; finding the band of a row is a bisection, so that a garden of thousands
scrolls as quickly as one of dozens.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

from garden.botany.picture import SIZES, Size
from garden.core.reading import Reading

View = Literal["tiles", "small", "list"]
VIEWS: Final[tuple[View, ...]] = ("tiles", "small", "list")
Move = Literal["up", "down", "left", "right", "pageup", "pagedown", "home", "end"]

MARGIN: Final = 1
"""Empty columns left of the plots; as many stay free on the right, for the scroll mark."""


class Plot(NamedTuple):
    """A bed as it is shown: a title, words beside it, and its plants in order; `quiet`: it lies under snow."""

    title: str
    note: str
    plants: tuple[Reading, ...]
    quiet: bool = False


class Tile(NamedTuple):
    """How large one plant stands: the picture's size, the cells around it."""

    size: Size
    width: int
    picture: int
    labels: int
    gap: int

    @property
    def height(self) -> int:
        """Rows from one tile to the next."""
        return self.picture + self.labels + self.gap


TILES: Final[dict[View, Tile]] = {
    "tiles": Tile("tile", SIZES["tile"][0] + 2, SIZES["tile"][1], 2, 1),
    "small": Tile("small", SIZES["small"][0] + 7, SIZES["small"][1], 2, 1),
    "list": Tile("icon", 0, 0, 1, 0),
}


class Band(NamedTuple):
    """A row of tiles, or (without plants) a bed's heading; `first` is the index of its first plant."""

    top: int
    height: int
    plot: Plot
    plants: tuple[Reading, ...]
    first: int


class Layout:
    """The bands of some plots in a given width."""

    def __init__(self, plots: Sequence[Plot], width: int, view: View) -> None:
        self.tile = TILES[view]
        self.view: View = view
        room = max(1, width - 2 * MARGIN)
        self.columns = max(1, room // self.tile.width) if self.tile.width else 1
        self.step = room // self.columns if self.tile.width else room
        self.bands: list[Band] = []
        self.plants: list[Reading] = []
        self.band_of_plant: list[int] = []
        top = 0
        for plot in plots:
            height = 1 if top == 0 or self.tile.gap else 2  # a free row between beds, and one is enough
            self.bands.append(Band(top, height, plot, (), len(self.plants)))
            top += height
            for start in range(0, len(plot.plants), self.columns):
                plants = plot.plants[start : start + self.columns]
                self.band_of_plant += [len(self.bands)] * len(plants)
                self.bands.append(Band(top, self.tile.height, plot, plants, len(self.plants)))
                self.plants += plants
                top += self.tile.height
        self.height = top
        self.tops = [band.top for band in self.bands]
        self.index = {plant.id: i for i, plant in enumerate(self.plants)}

    def band_at(self, row: int) -> int:
        """The index of the band that holds a row (rows from 0 to height - 1)."""
        return max(0, bisect_right(self.tops, row) - 1)

    def left(self, column: int) -> int:
        """The first cell of a column of tiles."""
        return MARGIN + column * self.step

    def plant_at(self, x: int, row: int) -> Reading | None:
        """The plant under a cell, if any."""
        if not self.bands or not 0 <= row < self.height:
            return None
        band = self.bands[self.band_at(row)]
        column = (x - MARGIN) // self.step if x >= MARGIN else -1
        return band.plants[column] if 0 <= column < len(band.plants) else None

    def moved(self, index: int, move: Move, page: int) -> int:
        """The index of the plant that a move leads to from another; stays at the ends."""
        last = len(self.plants) - 1
        if last < 0:
            return -1
        if move == "left":
            return max(0, index - 1)
        if move == "right":
            return min(last, index + 1)
        if move == "home":
            return 0
        if move == "end":
            return last
        rows = {"up": -1, "down": 1}.get(move) or max(1, page // self.tile.height) * (
            1 if move == "pagedown" else -1
        )
        here = self.band_of_plant[index]
        column = index - self.bands[here].first
        target, step = here, 1 if rows > 0 else -1
        while rows:
            ahead = target + step
            while 0 <= ahead < len(self.bands) and not self.bands[ahead].plants:
                ahead += step
            if not 0 <= ahead < len(self.bands):
                break
            target, rows = ahead, rows - step
        band = self.bands[target]
        return index if target == here else band.first + min(column, len(band.plants) - 1)
