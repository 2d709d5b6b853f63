"""What goes in and what comes out of the drawing room."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

from garden.core.reading import Reading, Stage, State

Size = Literal["portrait", "tile", "small", "icon"]
SIZES: Final[dict[str, tuple[int, int]]] = {
    "portrait": (44, 24),
    "tile": (16, 9),
    "small": (10, 5),
    "icon": (2, 1),
}
"""(columns, rows) of each size."""

Glyphs = Literal["quadrant", "half", "ascii", "braille"]
Depth = Literal["truecolor", "256", "16", "none"]


class Plant(NamedTuple):
    """All that the drawing needs to know of a contact."""

    id: str
    species: str
    engine: int
    state: State | None
    stage: Stage
    maturity: float
    vitality: float | None
    balance: float
    leaves: int
    blooms: int
    fresh: bool

    @classmethod
    def of(cls, reading: Reading) -> Plant:
        """The plant of a reading."""
        return cls(reading.id, reading.species, reading.engine, reading.state, reading.stage, reading.maturity,
                   reading.vitality, reading.balance, reading.leaves, reading.blooms, reading.fresh)  # fmt: skip


class Run(NamedTuple):
    """Neighbouring cells of one colour pair.  Colours are "#rrggbb", "ansi_NAME" (16 colours) or None: the ground's."""

    text: str
    fg: str | None
    bg: str | None


class Picture(NamedTuple):
    """Rows of runs; every row is exactly `columns` cells wide, every glyph one cell."""

    columns: int
    rows: tuple[tuple[Run, ...], ...]

    def lines(self) -> Iterator[str]:
        """The rows without colour."""
        return ("".join(run.text for run in row) for row in self.rows)
