"""A raster of 2x4 subpixels a cell.  A subpixel holds a code: 0 is empty, else material and tone; colour
comes later.

Working in materials and tones, not in colours, keeps leaves from bleeding into petals: a cell's two colours
are chosen by material first.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import hypot
from typing import Final

ROLES: Final = (
    "soil",
    "pot",
    "wood",
    "stem",
    "leaf",
    "bud",
    "litter",
    "cover",
    "snow",
    "flower",
    "petal",
    "centre",
    "fresh",
)
"""What a subpixel can be made of, least salient first."""

SOIL, POT, WOOD, STEM, LEAF, BUD, LITTER, COVER, SNOW, FLOWER, PETAL, CENTRE, FRESH = range(len(ROLES))
TONES: Final = 5

Mask = Sequence[tuple[int, int, int]]
"""Subpixels of a shape around its anchor: (dx, dy, shade); shade is added to the tone."""


def code(role: int, tone: int) -> int:
    """The code of a material and a tone (clamped to 0..4)."""
    return 1 + role * TONES + (0 if tone < 0 else 4 if tone > 4 else tone)


_THIN: Final = 1.6
"""The width in subpixels below which a stem has no sides."""
_STEP: Final = 0.6
"""A part of a stem is dotted in steps of this many subpixels or a little more, along and across; a shorter part has one
dot.
"""
_FIRST, _LAST = code(PETAL, 0), code(CENTRE, TONES - 1)
"""The codes of flowers."""
_BY_TONE: Final = [[[code(r, t + s) for s in range(-4, 5)] for t in range(-4, 9)] for r in range(len(ROLES))]


class Canvas:
    """A raster of `columns` x `rows` cells; y grows downward, in subpixels."""

    __slots__ = ("cells", "columns", "height", "rows", "width")

    def __init__(self, columns: int, rows: int) -> None:
        self.columns, self.rows = columns, rows
        self.width, self.height = columns * 2, rows * 4
        self.cells = bytearray(self.width * self.height)

    def dot(self, x: int, y: int, role: int, tone: int) -> None:
        """One subpixel; outside of the canvas, nothing."""
        if 0 <= x < self.width and 0 <= y < self.height:
            self.cells[y * self.width + x] = code(role, tone)

    def bar(self, x0: int, x1: int, y: int, role: int, tone: int) -> None:
        """A row of subpixels from x0 up to x1."""
        x0, x1 = max(0, x0), min(self.width, x1)
        if 0 <= y < self.height and x1 > x0:
            self.cells[y * self.width + x0 : y * self.width + x1] = bytes([code(role, tone)]) * (x1 - x0)

    def mask(self, mask: Mask, x: int, y: int, role: int, tone: int) -> None:
        """A shape with its anchor at (x, y)."""
        codes = _BY_TONE[role][max(-4, min(8, tone)) + 4]
        cells, width, height = self.cells, self.width, self.height
        for dx, dy, shade in mask:
            px = x + dx
            py = y + dy
            if 0 <= px < width and 0 <= py < height:
                cells[py * width + px] = codes[shade + 4]

    def behind(self, mask: Mask, x: int, y: int, role: int, tone: int) -> int:
        """A shape over everything but flowers; answers how many of its subpixels are seen."""
        codes = _BY_TONE[role][max(-4, min(8, tone)) + 4]
        cells, width, height = self.cells, self.width, self.height
        seen = 0
        for dx, dy, shade in mask:
            px = x + dx
            py = y + dy
            if 0 <= px < width and 0 <= py < height and not _FIRST <= cells[py * width + px] <= _LAST:
                cells[py * width + px] = codes[shade + 4]
                seen += 1
        return seen

    def stroke(
        self,
        points: Sequence[tuple[float, float]],
        width: tuple[float, float],
        role: int,
        tone: int,
        *,
        texture: str = "plain",
    ) -> None:
        """A tapering stem, lit from the upper left.  Where it is thin it is a plain line."""
        if len(set(points)) < 2:  # of no length
            return
        if width[0] < _THIN and width[1] < _THIN:
            self._line(points, role, tone)
            return
        length = 0.0  # added one by one: sum() of floats rounds otherwise from Python 3.12 on
        for (x0, y0), (x1, y1) in pairwise(points):
            length += hypot(x1 - x0, y1 - y0)
        gone = 0.0
        rings = 0
        for (x0, y0), (x1, y1) in pairwise(points):
            part = hypot(x1 - x0, y1 - y0)
            steps = max(1, int(part / _STEP))
            nx, ny = ((y1 - y0) / part, -(x1 - x0) / part) if part else (1.0, 0.0)
            # the side of the stem that faces the light, which comes from the upper left
            bright = -1.0 if (-nx * 0.8 - ny * 0.5) > 0 else 1.0
            for s in range(steps):
                share = (gone + part * s / steps) / length
                wide = width[0] + (width[1] - width[0]) * share
                x, y = x0 + (x1 - x0) * s / steps, y0 + (y1 - y0) * s / steps
                if wide < _THIN:
                    self.dot(round(x - 0.5), round(y - 0.5), role, tone)
                    continue
                count = max(2, int(wide / _STEP))
                along = int((gone + part * s / steps) / 5.0)
                for i in range(count + 1):
                    across = 2 * i / count - 1
                    lit = across * -bright
                    shade = 1 if lit > 0.35 else (-1 if lit < -0.3 else 0)
                    if lit < -0.75 and wide > 5:
                        shade = -2
                    if texture == "rib" and wide > 3:
                        rib = int((across + 1) * wide / 4.2)
                        shade += 0 if rib % 2 else (1 if lit > -0.4 else 0)
                    elif texture == "ring" and along != rings:
                        shade -= 2
                    elif texture == "bark" and wide > 4 and (i * 7 + along * 5) % 11 == 0:
                        shade -= 1
                    self.dot(
                        round(x + nx * across * wide / 2 - 0.5),
                        round(y + ny * across * wide / 2 - 0.5),
                        role,
                        tone + shade,
                    )
                rings = along
            gone += part

    def _line(self, points: Sequence[tuple[float, float]], role: int, tone: int) -> None:
        """A stem that is thin from foot to tip: the same walk, without sides."""
        cells, width, height, ink = self.cells, self.width, self.height, code(role, tone)
        for (x0, y0), (x1, y1) in pairwise(points):
            far, down = x1 - x0, y1 - y0
            steps = int(hypot(far, down) / _STEP) or 1
            for s in range(steps):
                x, y = round(x0 + far * s / steps - 0.5), round(y0 + down * s / steps - 0.5)
                if 0 <= x < width and 0 <= y < height:
                    cells[y * width + x] = ink
