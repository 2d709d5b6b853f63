"""A plant without any colour, in the dots of braille: what colour said is said by density and by open lines.

Flowers are solid, their hearts open; wood and flowers stand out of leaves by a line left open around them; leaves are
as dense as they are light, and thin out as they dry; earth is a grid, a pot is shaded; of a plant asleep only the
outline stands, and its breath.  All is decided dot by dot from materials and tones: the same plant is the same dots.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from garden.botany.canvas import BUD, CENTRE, COVER, LEAF, PETAL, POT, ROLES, SOIL, TONES, WOOD, Canvas, code
from garden.botany.picture import Run

_DOTS: Final = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The bits of a braille cell's dots, by row and column."""
_BAYER: Final = ((0, 8, 2, 10), (12, 4, 14, 6), (3, 11, 1, 9), (15, 7, 13, 5))
"""An ordered dither (Bayer 1973): a dot is set where its place is below the density, of 16."""
_DENSE: Final = {
    LEAF: (5, 8, 12, 15, 16),
    SOIL: (4, 8, 8, 8, 12),
    POT: (3, 6, 16, 16, 16),
    COVER: (6, 8, 12, 16, 16),
}
"""Density of each tone, of 16; other materials are solid, flowers' hearts open."""
_FADES: Final = {LEAF: 0.85, COVER: 0.8, PETAL: 0.5, BUD: 1.0}
"""The share of its dots that a material has lost when all water is gone."""


def _densities(fade: float) -> list[float]:
    table = [0.0]
    for role in range(len(ROLES)):
        for tone in range(TONES):
            dense = 0.0 if role == CENTRE else float(_DENSE[role][tone]) if role in _DENSE else 16.0
            table.append(dense * (1 - _FADES.get(role, 0.0) * fade))
    return table


_LEAVES: Final = range(code(LEAF, 0), code(LEAF, TONES - 1) + 1)
_FAINT: Final = frozenset(code(role, tone) for role in (LEAF, COVER) for tone in range(TONES))
"""What has no outline of its own."""
_SPARED: Final = frozenset(code(role, tone) for role in (PETAL, WOOD, BUD) for tone in range(TONES))
"""What leaves keep a dot away from."""


def dots(canvas: Canvas, fade: float, *, asleep: bool = False) -> tuple[tuple[Run, ...], ...]:
    """Rows of one run each, without colours.

    `fade` 0..1: how dry the leaves are; `asleep`: only the outline is drawn.
    """
    cells, width, height = canvas.cells, canvas.width, canvas.height
    dense = _densities(fade)
    rows = []
    for top in range(0, height, 4):
        masks = [0] * canvas.columns
        for dy in range(4):
            y = top + dy
            line = cells[y * width : (y + 1) * width]
            if not any(line):
                continue
            above = cells[(y - 1) * width : y * width] if y else line
            below = cells[(y + 1) * width : (y + 2) * width] if y + 1 < height else line
            grid, bits = _BAYER[dy], _DOTS[dy]
            for x, one in enumerate(line):
                if not one:
                    continue
                if asleep and one not in _FAINT:
                    inside = x and x + 1 < width and line[x - 1] and line[x + 1] and above[x] and below[x]
                    masks[x >> 1] |= 0 if inside and y + 1 < height else bits[x & 1]
                    continue
                if grid[x & 3] >= dense[one]:
                    continue
                if one in _LEAVES and (
                    above[x] in _SPARED
                    or below[x] in _SPARED
                    or (x > 0 and line[x - 1] in _SPARED)
                    or (x + 1 < width and line[x + 1] in _SPARED)
                ):
                    continue
                masks[x >> 1] |= bits[x & 1]
        rows.append((Run("".join(chr(0x2800 + m) if m else " " for m in masks), None, None),))
    return tuple(rows)


_BLANK: Final = " \u2800"


def breath(rows: Sequence[Sequence[Run]], columns: int) -> tuple[tuple[Run, ...], ...]:
    """The rows of a plant asleep with the sign of it, "z" upon "z", rising at the right of its top.

    Where no colour tells bare from dead, pictures say sleep as comics do; in ASCII too.  The letters go only where
    nothing was drawn.  Rows of colourless runs; answers one run a row.
    """
    lines = ["".join(run.text for run in row) for row in rows]
    letters = "zzZ" if columns > 30 else "zZ" if columns > 12 else "z"
    top = next((y for y, line in enumerate(lines) if line.strip(_BLANK)), len(lines) - 1)
    right = len(lines[top].rstrip(_BLANK)) + 1
    free = [
        (y, x)
        for y in range(len(letters) - 1, len(lines))
        for x in range(columns - len(letters) + 1)
        if all(lines[y - i][x + i] in _BLANK for i in range(len(letters)))
    ]
    if free:
        y, x = min(free, key=lambda at: (abs(at[0] - top) + abs(at[1] - right), at))
        for i, letter in enumerate(letters):
            lines[y - i] = lines[y - i][: x + i] + letter + lines[y - i][x + i + 1 :]
    return tuple((Run(line, None, None),) for line in lines)
