"""Plants, and the shipped species and themes, for the tests of the drawing room."""

from __future__ import annotations

import tomllib
from pathlib import Path

from garden.botany.picture import SIZES, Picture, Plant
from garden.core.reading import STAGES

ROOT = Path(__file__).resolve().parents[2]


def shipped(folder: str) -> dict[str, dict[str, object]]:
    return {
        path.name: tomllib.loads(path.read_text("utf-8")) for path in sorted((ROOT / folder).glob("*.toml"))
    }


def plant(
    name: str = "maya",
    species: str = "oak",
    *,
    state: str | None = "thriving",
    maturity: float = 5 / 6,
    vitality: float | None = 1.0,
    balance: float = 0.0,
    leaves: int = 42,
    blooms: int = 6,
    fresh: bool = False,
) -> Plant:
    stage = STAGES[min(6, int(maturity * 6 + 1e-9))]
    return Plant(name, species, 1, state, stage, maturity, vitality, balance, leaves, blooms, fresh)  # type: ignore[arg-type]


def cells(picture: Picture) -> list[tuple[str, str | None, str | None]]:
    """Glyph and colours of every cell, row by row."""
    return [(glyph, run.fg, run.bg) for row in picture.rows for run in row for glyph in run.text]


def changed(before: Picture, after: Picture) -> float:
    """The share of cells that differ."""
    a, b = cells(before), cells(after)
    return sum(x != y for x, y in zip(a, b, strict=True)) / len(a)


def ink(picture: Picture) -> int:
    """How many cells are painted."""
    return sum(glyph != " " for glyph, _, _ in cells(picture))


def fits(picture: Picture, size: str) -> bool:
    """Whether every row has exactly its columns, and there are exactly its rows."""
    columns, rows = SIZES[size]
    widths = {sum(len(run.text) for run in row) for row in picture.rows}
    return picture.columns == columns and len(picture.rows) == rows and widths == {columns}
