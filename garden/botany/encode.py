"""A raster -> rows of runs: which glyph and which two colours stand for the eight subpixels of a cell.

Two colours are chosen by material first and by tone second: a petal and a leaf in one cell keep their own
colours, two tones of leaf are kept apart, and nothing is averaged across materials.  A cell's answer depends
on its codes alone, so it is remembered for good in a bounded cache.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from struct import iter_unpack
from typing import Final

from garden.botany.bare import breath, dots
from garden.botany.canvas import (
    BUD,
    CENTRE,
    COVER,
    FLOWER,
    FRESH,
    LEAF,
    LITTER,
    PETAL,
    POT,
    SNOW,
    SOIL,
    STEM,
    TONES,
    WOOD,
    Canvas,
)
from garden.botany.picture import Glyphs, Run

Cell = tuple[str, int, int]
"""Glyph, the code of its foreground and of its ground (0: none)."""

_QUADRANTS: Final = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
_BLANK: Final = (" ", 0, 0)
_EMPTY: Final = bytes(8)
_RANK: Final = {
    SOIL: 0,
    POT: 1,
    LEAF: 2,
    LITTER: 2,
    SNOW: 3,
    COVER: 3,
    WOOD: 4,
    STEM: 4,
    BUD: 6,
    FLOWER: 6,
    PETAL: 7,
    CENTRE: 8,
    FRESH: 9,
}


_ROLE: Final = tuple((code - 1) // TONES for code in range(256))
"""The material of each code; -1 of what is empty."""


def _blend(codes: Sequence[int]) -> int:
    """One code for some of the same material: their middle tone."""
    first, many = codes[0], len(codes)
    if many == 1:
        return first
    tones = 0
    for code in codes:
        tones += (code - 1) % TONES
    return 1 + _ROLE[first] * TONES + (2 * tones + many) // (2 * many)


def _chief(codes: Sequence[int]) -> int:
    """The material that stands for some codes: the most frequent, the more salient of equals."""
    roles = [_ROLE[c] for c in codes]
    if roles.count(roles[0]) == len(roles):
        return roles[0]
    return max(sorted(set(roles)), key=lambda r: (roles.count(r) + (0.75 if _RANK[r] > 5 else 0.0), _RANK[r]))


@lru_cache(maxsize=8192)
def _pair(a: int, b: int) -> int:
    """One code for two subpixels above each other."""
    if a == b or not b:
        return a
    if not a:
        return b
    if _ROLE[a] == _ROLE[b]:
        return _blend((a, b))
    return a if _RANK[_ROLE[a]] >= _RANK[_ROLE[b]] else b


def _bits(seen: Sequence[bool]) -> int:
    """The number of the quadrant glyph."""
    upper_left, upper_right, lower_left, lower_right = seen
    return upper_left + 2 * upper_right + 4 * lower_left + 8 * lower_right


@lru_cache(maxsize=65536)
def _two(upper_left: int, upper_right: int, lower_left: int, lower_right: int) -> tuple[int, int, int]:
    """Codes of a cell's quarters (0 is empty) -> which of them are foreground, the foreground's code, the ground's."""
    parts = (upper_left, upper_right, lower_left, lower_right)
    painted = [c for c in parts if c]
    if not painted:
        return 0, 0, 0
    chief = _chief(painted)
    of_chief = [c for c in painted if _ROLE[c] == chief]
    if len(painted) < len(parts):
        return _bits([c > 0 for c in parts]), _blend(of_chief), 0
    if len(of_chief) < len(parts):
        rest = [c for c in painted if _ROLE[c] != chief]
        other = _chief(rest)
        return (
            _bits([_ROLE[c] == chief for c in parts]),
            _blend(of_chief),
            _blend([c for c in rest if _ROLE[c] == other]),
        )
    low, high = min(parts), max(parts)
    if low == high:
        return 15, low, low
    middle = (low + high) / 2
    return (
        _bits([c > middle for c in parts]),
        _blend([c for c in parts if c > middle]),
        _blend([c for c in parts if c <= middle]),
    )


@lru_cache(maxsize=65536)
def _quadrant(cell: bytes) -> Cell:
    a, b, c, d, e, f, g, h = cell
    bits, fg, bg = _two(_pair(a, c), _pair(b, d), _pair(e, g), _pair(f, h))
    if bits == 15 and bg == 0:
        bg = fg
    return _QUADRANTS[bits], fg, bg


@lru_cache(maxsize=65536)
def _bare(cell: bytes) -> Cell:
    """Quadrants where colour is off: the dark tones of leaves stay open, so that a crown keeps its
    modelling.
    """
    a, b, c, d, e, f, g, h = cell
    bits = 0
    for i, one in enumerate((_pair(a, c), _pair(b, d), _pair(e, g), _pair(f, h))):
        if one and (_ROLE[one] not in (LEAF, SOIL) or (one - 1) % TONES > (1 if _ROLE[one] == LEAF else 0)):
            bits |= 1 << i
    return (_QUADRANTS[bits], 1, 0) if bits else _BLANK


@lru_cache(maxsize=65536)
def _half(cell: bytes) -> Cell:
    def mean(codes: Sequence[int]) -> int:
        painted = [c for c in codes if c]
        if len(painted) < 2:
            return painted[0] if painted and _RANK[_ROLE[painted[0]]] >= 4 else 0
        chief = _chief(painted)
        return _blend([c for c in painted if _ROLE[c] == chief])

    top, bottom = mean(cell[:4]), mean(cell[4:])
    if top == bottom:
        return ("█", top, top) if top else _BLANK
    if not top:
        return "▄", bottom, 0
    return "▀", top, bottom


_ASCII: Final = {
    SOIL: "..::=",
    POT: "##HHH",
    WOOD: "|||||",
    STEM: "|||||",
    LEAF: "%%&&&",
    BUD: "ooooo",
    LITTER: ".,,,,",
    COVER: ",,;;;",
    SNOW: "~~***",
    FLOWER: "*****",
    PETAL: "@@@@@",
    CENTRE: "OOOOO",
    FRESH: "+++++",
}


@lru_cache(maxsize=65536)
def _ascii(cell: bytes) -> Cell:
    painted = [c for c in cell if c]
    if not painted:
        return _BLANK
    chief = _chief(painted)
    if len(painted) < 3 and _RANK[chief] < 4:
        return _BLANK
    one = _blend([c for c in painted if _ROLE[c] == chief])
    glyph = _ASCII[chief][(one - 1) % TONES]
    if chief in (WOOD, STEM):
        up = [i % 2 for i in range(4) if cell[i] and _ROLE[cell[i]] == chief]
        low = [i % 2 for i in range(4, 8) if cell[i] and _ROLE[cell[i]] == chief]
        if not up or not low:
            glyph = "-" if len(set(up or low)) == 2 else "'" if up else ","
        else:
            drift = sum(up) / len(up) - sum(low) / len(low)
            glyph = "/" if drift > 0.3 else "\\" if drift < -0.3 else "|"
    return glyph, one, 0


_DOTS: Final = (0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80)
_DENSE: Final = (0b10010010, 0b10110110, 0b11110111, 0xFF, 0xFF)
"""Which of the eight dots a leaf's tone lights; darker leaves are sparser, so that a crown keeps its
modelling.
"""


@lru_cache(maxsize=65536)
def _braille(cell: bytes) -> Cell:
    painted = [c for c in cell if c]
    if not painted:
        return _BLANK
    dots = 0
    for i, c in enumerate(cell):
        if c and (_ROLE[c] not in (LEAF, SOIL, POT) or _DENSE[(c - 1) % TONES] >> i & 1):
            dots |= _DOTS[i]
    chief = _chief(painted)
    return (chr(0x2800 + dots), _blend([c for c in painted if _ROLE[c] == chief]), 0) if dots else _BLANK


_ENCODERS: Final[dict[str, Callable[[bytes], Cell]]] = {
    "quadrant": _quadrant,
    "half": _half,
    "ascii": _ascii,
    "braille": _braille,
}


_DRY: Final = str.maketrans("%&@;", ":;o,")
"""What stands for leaves and petals in ASCII where no colour can say that they are dry."""


def encode(
    canvas: Canvas,
    glyphs: Glyphs,
    ink: Sequence[str | None],
    fade: float = 0.0,
    *,
    asleep: bool = False,
) -> tuple[tuple[Run, ...], ...]:
    """Rows of runs.  `ink` names the colour of each code; `ink[0]` is None.  `fade` 0..1: how dry the plant is, and
    whether it is `asleep`, for when there is no colour to say so.
    """
    colourless = not any(ink)
    if colourless and glyphs == "braille":
        rows = dots(canvas, fade, asleep=asleep)
        return breath(rows, canvas.columns) if asleep else rows
    rows = _rows(canvas, _bare if colourless and glyphs == "quadrant" else _ENCODERS[glyphs], ink)
    if colourless and glyphs == "ascii" and fade > 0.42:
        rows = tuple(tuple(run._replace(text=run.text.translate(_DRY)) for run in row) for row in rows)
    return breath(rows, canvas.columns) if colourless and asleep else rows


def _rows(
    canvas: Canvas, encoder: Callable[[bytes], Cell], ink: Sequence[str | None]
) -> tuple[tuple[Run, ...], ...]:
    data, width = canvas.cells, canvas.width
    rows: list[tuple[Run, ...]] = []
    cells = bytearray(8 * canvas.columns)
    for row in range(canvas.rows):
        top = row * 4 * width
        if not any(data[top : top + 4 * width]):
            rows.append((Run(" " * canvas.columns, None, None),))
            continue
        for i in range(4):  # a cell's eight subpixels side by side
            line = data[top + i * width : top + (i + 1) * width]
            cells[2 * i :: 8], cells[2 * i + 1 :: 8] = line[::2], line[1::2]
        runs: list[Run] = []
        text = ""
        last_fg = last_bg = None
        for (cell,) in iter_unpack("8s", cells):
            if cell == _EMPTY:
                glyph, fg, bg = " ", None, None
            else:
                glyph, f, b = encoder(cell)
                fg, bg = ink[f], ink[b]
            if text and (fg != last_fg or bg != last_bg):
                runs.append(Run(text, last_fg, last_bg))
                text = ""
            text, last_fg, last_bg = text + glyph, fg, bg
        runs.append(Run(text, last_fg, last_bg))
        rows.append(tuple(runs))
    return tuple(rows)
