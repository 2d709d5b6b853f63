"""What a plant stands in, and what lies around it: earth, pot, litter, ground cover, snow, a seed packet."""

from __future__ import annotations

from typing import Final, NamedTuple

from garden.botany.canvas import (
    BUD,
    COVER,
    FLOWER,
    FRESH,
    LEAF,
    LITTER,
    POT,
    SNOW,
    SOIL,
    WOOD,
    Canvas,
)
from garden.botany.genome import Chance
from garden.botany.picture import Size


class Base(NamedTuple):
    """Measures of a base in subpixels: how high it stands, half its width at the rim and at the foot, the
    rim's height.
    """

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


_TASTES: Final = ("ggd", "mmg", "ccg", "mpg", "ddg", "cmd", "ggm", "pgc")
"""Mixes of grass, daisies, moss, clover and pebbles; each plant has one: old plants share no lawn."""
_LEVELS: Final = 3


class Ground(NamedTuple):
    """The base of one plant on a canvas, its middle at x = `middle`."""

    canvas: Canvas
    base: Base
    kind: str
    middle: int
    chance: Chance

    @property
    def large(self) -> bool:
        """Whether there is room for small things."""
        return self.canvas.height > 60

    def earth(self) -> None:
        """The pot with its earth, or a low mound of earth."""
        canvas, base, kind, middle, chance = self.canvas, self.base, self.kind, self.middle, self.chance
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
                tone = (
                    4
                    if -0.62 < across < -0.3
                    else 3
                    if across < 0.0
                    else 2
                    if across < 0.5
                    else 1
                    if across < 0.8
                    else 0
                )
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

    def _spot(self, chance: Chance) -> int:
        """Where on the earth something stands, left or right of the middle."""
        base, kind = self.base, self.kind
        room = base.rim - (2 if kind != "ground" else base.rim // 5)
        x = (chance.of(0) * 2 - 1) * room
        return int(x)

    def cover(self, count: int, taste: int, *, fresh: bool) -> None:
        """What grows at the foot once every leaf has its place: each contact-day one more, in a place of its
        own.

        Places fill in an order of the plant's own; when all have something, what is there grows, three times
        at most.  The newest is in flower until the next one comes, so that every contact-day is seen; on a small
        canvas for its day only.
        """
        canvas, base, kind, middle, chance = self.canvas, self.base, self.kind, self.middle, self.chance
        top = canvas.height - base.high
        half = int(base.foot * 0.78) - 1
        if kind != "ground":  # on a small bowl, narrower than its earth: a mound, not a box
            half = base.rim - (2 if base.rim > 10 else 5 if kind == "bowl" else 3)
        places = sorted(range(-half, half), key=lambda x: chance.path("place", x).of(0))
        mix = _TASTES[taste % len(_TASTES)]
        for i, x in enumerate(places):
            levels = min(_LEVELS if self.large else 1, (count - i + len(places) - 1) // len(places))
            if levels <= 0:
                break
            c = chance.path("cover", x)
            what = mix[int(c.of(0) * 3)] if self.large else "gm"[taste % 2]
            at = middle + x
            if what in "gd":
                for dy in range(2 * levels):
                    canvas.dot(at, top - 1 - dy, COVER, 1 + dy // 2 + int(c.of(1) * 2))
                if what == "d" and c.of(2) < 0.4:
                    for dy in (0, 1):
                        canvas.dot(at, top - 2 * levels - 1 - dy, FLOWER, 3)
            elif what == "c":
                for dy in range(2 * levels):
                    canvas.dot(at, top - 1 - dy, COVER, 2 if dy < 2 * levels - 2 else 4)
            else:
                role, tone = (COVER, 2) if what == "m" else (FLOWER, int(c.of(1) * 2))
                for dy in range(2 * levels):
                    canvas.dot(at, top + 1 - dy, role if dy < 4 else COVER, tone + dy // 2)
        if not self.large and not fresh:
            return  # so small, a flower without its stem is a fleck in the air
        round_, place = divmod(count - 1, len(places))
        at, high = middle + places[place], 2 * min(_LEVELS if self.large else 1, round_ + 1)
        for dy in (1, 2):
            canvas.dot(at, top - high - dy, FRESH if fresh else FLOWER, 2 + round_ % 3)

    def litter(self, count: int) -> None:
        """Fallen leaves: on the earth and, half as many more, beside it; beside a pot."""
        canvas, base, kind, middle, chance = self.canvas, self.base, self.kind, self.middle, self.chance
        large = self.large
        beside = (count + 1) // 2 if kind == "ground" else 0
        for i in range(count + beside):
            c = chance.path("litter", i)
            if kind == "ground" and i < count:
                x, y = middle + self._spot(c), canvas.height - base.high + (0 if c.of(1) < 0.7 else 2)
            else:
                side = -1 if c.of(1) < 0.5 else 1
                room = min(17 if large else 6, canvas.width // 2 - base.foot - 3)
                far = base.foot + 1 + c.of(0) * max(1, room)
                x, y = middle + int(side * far), canvas.height - 2
            wide = 2 + int(c.of(2) * 2) if large else 1 + int(c.of(2) * 2)
            for dy in (0, 1):
                canvas.bar(x, x + wide, y + dy, LITTER, 1 + int(c.of(3) * 4))

    def snow(self) -> None:
        """A quiet season: a soft white cover on the earth."""
        canvas, base, kind, middle, chance = self.canvas, self.base, self.kind, self.middle, self.chance
        top = canvas.height - base.high
        inner = base.rim - (1 if base.rim > 10 else 2) if kind != "ground" else int(base.foot * 0.8) - 3
        for x in range(middle - inner, middle + inner):
            c = chance.path("snow", (x - middle) // (5 if base.rim > 10 else 3))
            lift = 2 if c.of(0) > 0.6 else 0
            for dy in range(-lift, 2):
                canvas.dot(x, top + dy, SNOW, 4 if dy <= 0 else 2)

    def packet(self, size: Size) -> tuple[int, int]:
        """Freshly sown: a small mound, and the seed packet on a stick; answers where its picture belongs."""
        canvas, base, middle = self.canvas, self.base, self.middle
        top = canvas.height - base.high
        mound = max(2, base.rim // 4)
        for dy in range(2):
            canvas.bar(
                middle - mound - base.rim // 5 + dy - 1,
                middle + mound - base.rim // 5 + 1 - dy,
                top - 1 - dy,
                SOIL,
                3 + dy,
            )
        if size == "small":
            canvas.bar(middle + 2, middle + 3, top - 2, WOOD, 3)
            for dy in range(3, 7):
                canvas.bar(middle + 1, middle + 4, top - dy, BUD, 3)
            return middle + 2, top - 5
        half, high, stick = (5, 16, 6) if size == "portrait" else (3, 8, 2)
        x = middle + base.rim // 4
        for dy in range(stick):
            canvas.bar(x - (1 if half > 3 else 0), x + 1, top - 1 - dy, WOOD, 3)
        foot = top - 1 - stick
        for dy in range(high):
            tone = 4 if dy > high - 3 else 3
            canvas.bar(x - half, x + half, foot - dy, BUD, tone)
            canvas.dot(x + half - 1, foot - dy, BUD, 1)
        for dy in range(2, 8 if half > 3 else 4):
            canvas.dot(x - 1, foot - dy, LEAF, 2)
        return x - 1, foot - (10 if half > 3 else 4)
