"""What a plant stands in, and what lies around it: earth, pot, litter, ground cover, snow, a seed packet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from garden.botany.canvas import BUD, CENTRE, COVER, FLOWER, LEAF, LITTER, PETAL, POT, SNOW, SOIL, WOOD, Canvas
from garden.botany.genome import Chance
from garden.botany.picture import Size


@dataclass(frozen=True, slots=True)
class Base:
    """Measures of a base in subpixels: how high it stands, half its width at the rim and at the foot, the rim's height."""

    high: int
    rim: int
    foot: int
    lip: int


BASES: Final[dict[tuple[str, str], Base]] = {
    ("portrait", "pot"): Base(14, 15, 10, 4),
    ("portrait", "bowl"): Base(10, 20, 15, 4),
    ("portrait", "ground"): Base(8, 38, 42, 0),
    ("tile", "pot"): Base(8, 7, 5, 2),
    ("tile", "bowl"): Base(6, 9, 7, 2),
    ("tile", "ground"): Base(4, 13, 15, 0),
    ("small", "pot"): Base(6, 4, 3, 2),
    ("small", "bowl"): Base(4, 6, 5, 2),
    ("small", "ground"): Base(2, 8, 9, 0),
}


def base_of(size: Size, kind: str) -> Base:
    """The measures of a base at a size."""
    return BASES[(size, kind)]


def paint_base(canvas: Canvas, base: Base, kind: str, middle: int, chance: Chance) -> None:
    """The pot with its earth, or a low mound of earth."""
    top = canvas.height - base.high
    if kind == "ground":
        for y in range(top, canvas.height):
            step = (y - top) // 2
            half = base.foot * (0.8, 0.93, 1.0, 1.0)[min(3, step)]
            c = chance.path("edge", step)
            left, right = middle - int(half - c.of(0) * 3), middle + int(half - c.of(1) * 3)
            tone = 3 if step == 0 else 2 if step == 1 or base.high < 6 else 1
            canvas.bar(left, right, y, SOIL, tone)
            if step == 0:
                canvas.bar(right - base.rim // 2, right, y, SOIL, tone - 1)
        for i in range(base.rim // 2):
            c = chance.path("crumb", i)
            x, y = middle + int((c.of(0) - 0.5) * 1.6 * base.rim), top + int(c.of(1) * (base.high - 2))
            canvas.bar(x, x + 2, y & ~1, SOIL, 2 if c.of(2) < 0.6 else 4)
            canvas.bar(x, x + 2, (y & ~1) + 1, SOIL, 2 if c.of(2) < 0.6 else 4)
        return
    small = base.rim <= 10
    if small:  # earth heaped above the rim: inside of it, it would hide the pot
        for y in (top, top + 1):
            canvas.bar(middle - base.rim + 3, middle + base.rim - 3, y, SOIL, 3 if y == top else 2)
    for y in range(top + (2 if small else 0), canvas.height):
        deep = y - top - (2 if small else 0)
        if deep < base.lip:
            half = float(base.rim)
        else:
            share = (deep - base.lip) / max(1, base.high - base.lip - (3 if small else 1))
            half = base.rim - 1.6 - (base.rim - 1.6 - base.foot) * share
        for x in range(middle - int(half), middle + int(half)):
            across = (x + 0.5 - middle) / half
            tone = 4 if -0.62 < across < -0.3 else 3 if across < 0.0 else 2 if across < 0.5 else 1 if across < 0.8 else 0
            if across < -0.86:
                tone = 2
            if base.lip <= deep < base.lip + 2 and base.high > 5:
                tone -= 1
            canvas.dot(x, y, POT, tone)
    if not small:
        inner = base.rim - 2
        for y in (top, top + 1):
            canvas.bar(middle - inner, middle + inner, y, SOIL, 2)
        for i in range(5):
            x = middle - inner + int(chance.path("crumb", i).of(0) * (2 * inner - 2))
            canvas.bar(x, x + 2, top, SOIL, 3)


def _spot(base: Base, kind: str, chance: Chance) -> int:
    """Where on the earth something stands, left or right of the middle."""
    room = base.rim - (2 if kind != "ground" else base.rim // 5)
    x = (chance.of(0) * 2 - 1) * room
    return int(x)


def paint_cover(canvas: Canvas, base: Base, kind: str, middle: int, chance: Chance, count: int, taste: int) -> None:
    """What grows at the foot once every leaf has its place: each plant has its own mix, each spot its own kind."""
    top = canvas.height - base.high
    large = base.rim > 12
    tastes = ((0, 0, 1), (2, 2, 0), (3, 0, 0), (2, 4, 2), (1, 1, 2), (5, 0, 2), (4, 0, 1))
    mix = tastes[taste % len(tastes)]
    for i in range(count):
        c = chance.path("cover", i)
        x = middle + _spot(base, kind, c)
        what = mix[int(c.of(1) * 3)]
        tall = (2 + 2 * int(c.of(2) * 2)) if large else 2
        if what in (0, 1):  # grass, and grass with a daisy
            for dy in range(tall):
                canvas.dot(x, top - 1 - dy, COVER, 3 if dy > tall // 2 else 2)
            if what == 1 and large:
                for dx, dy in ((0, 0), (1, 0), (0, 1), (1, 1)):
                    canvas.dot(x + dx, top - tall - 2 + dy, FLOWER, 3)
        elif what == 2:  # moss: low cushions
            half = 1 + int(c.of(3) * (4 if large else 2))
            for dy in (0, 1):
                canvas.bar(x - half, x + half, top + dy, COVER, 1 + int(c.of(4) * 3))
        elif what == 3:  # clover
            canvas.bar(x - 1, x + 2, top - 2, COVER, 4)
            canvas.bar(x - 1, x + 2, top - 1, COVER, 2)
        elif what == 4:  # pebbles
            for dy in (0, 1):
                canvas.bar(x, x + 2, top + dy, FLOWER, int(c.of(4) * 2))
        else:  # a toadstool
            canvas.bar(x, x + 1, top - 1, FLOWER, 3)
            for dy in (2, 3):
                canvas.bar(x - 1, x + 2, top - dy, CENTRE, 2 + dy % 2)


def paint_litter(canvas: Canvas, base: Base, kind: str, middle: int, chance: Chance, count: int) -> None:
    """Fallen leaves: on the earth, and beside a pot."""
    large = base.rim > 12
    for i in range(count):
        c = chance.path("litter", i)
        if kind == "ground":
            x, y = middle + _spot(base, kind, c), canvas.height - base.high + (0 if c.of(1) < 0.7 else 2)
        else:
            side = -1 if c.of(1) < 0.5 else 1
            far = base.foot + 1 + c.of(0) * (17 if large else 6)
            x, y = middle + int(side * far), canvas.height - 2
        wide = 2 + int(c.of(2) * 2) if large else 1 + int(c.of(2) * 2)
        for dy in (0, 1):
            canvas.bar(x, x + wide, y + dy, LITTER, 1 + int(c.of(3) * 4))


def paint_snow(canvas: Canvas, base: Base, kind: str, middle: int, chance: Chance) -> None:
    """A quiet season: a soft white cover on the earth."""
    top = canvas.height - base.high
    inner = base.rim - (1 if base.rim > 10 else 2) if kind != "ground" else int(base.foot * 0.8) - 3
    for x in range(middle - inner, middle + inner):
        c = chance.path("snow", (x - middle) // (5 if base.rim > 10 else 3))
        lift = 2 if c.of(0) > 0.6 else 0
        for dy in range(-lift, 2):
            canvas.dot(x, top + dy, SNOW, 4 if dy <= 0 else 2)


def paint_packet(canvas: Canvas, base: Base, middle: int, size: Size) -> None:
    """Freshly sown: a small mound, and the seed packet on a stick with a picture of what will come."""
    top = canvas.height - base.high
    mound = max(2, base.rim // 4)
    for dy in range(2):
        canvas.bar(middle - mound - base.rim // 5 + dy - 1, middle + mound - base.rim // 5 + 1 - dy, top - 1 - dy, SOIL, 3 + dy)
    if size == "small":
        canvas.bar(middle + 2, middle + 3, top - 2, WOOD, 3)
        for dy in range(3, 7):
            canvas.bar(middle + 1, middle + 4, top - dy, BUD, 3)
        return
    half, high, stick = (5, 16, 6) if size == "portrait" else (3, 8, 2)
    x = middle + base.rim // 4
    for dy in range(stick):
        canvas.bar(x - (1 if half > 3 else 0), x + 1, top - 1 - dy, WOOD, 3)
    foot = top - 1 - stick
    for dy in range(high):
        tone = 4 if dy > high - 3 else 3
        canvas.bar(x - half, x + half, foot - dy, BUD, tone)
        canvas.dot(x + half - 1, foot - dy, BUD, 1)
    for dx, dy in _PICTURE if half > 3 else _PICTURE_SMALL:
        canvas.dot(x + dx, foot - dy, PETAL, 2 if dx < 0 else 1)
    for dy in range(2, 6 if half > 3 else 3):
        canvas.dot(x - 1, foot - dy, LEAF, 2)
        canvas.dot(x, foot - dy, LEAF, 1)


_PICTURE: Final = [(dx, dy) for dx in range(-3, 3) for dy in range(6, 12) if (dx, dy) not in
                   ((-3, 6), (2, 6), (-3, 11), (2, 11))]  # fmt: skip
_PICTURE_SMALL: Final = [(dx, dy) for dx in (-1, 0) for dy in (3, 4, 5)]
