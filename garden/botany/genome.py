"""Contact id + species -> the whole adult plant, fixed at birth; history only reveals it.

Every attribute is read from a blake2b digest of the path that leads to it (which rule, which child), so that
no attribute depends on how many others were drawn before it: the same plant tomorrow, on every machine, and
one more leaf never reshapes the rest.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from hashlib import blake2b
from operator import attrgetter
from struct import Struct
from typing import Final, NamedTuple

from garden.botany.species import AxisRule, ChildRule, OrganRule, RootRule, Species

ENGINE: Final = 1
"""The number of the engine that this is (see `engines`); it is part of every seed."""

GROWTH_RINGS: Final = (0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
"""The growth 0..1 at which wood moves; leaves of one ring fill evenly, whichever axis they stand on."""

MAX_AXES: Final = 64
MAX_LEAVES: Final = 330
MAX_BLOOMS: Final = 64
MAX_DEPTH: Final = 4


_WHOLE: Final = 4294967296
_HALF: Final = _WHOLE // 2
_ALL: Final = Struct(">16I").unpack
_MOST: Final = Struct(">8I24xI4x").unpack
"""Numbers 0..7 and 14 of a digest: those that an organ asks for."""


class Chance:
    """Sixteen numbers in [0, 1) that a path decides, and the way to longer paths."""

    __slots__ = ("_digest", "_numbers")

    def __init__(self, path: bytes) -> None:
        self._digest = blake2b(path).digest()  # of 64 bytes
        self._numbers: tuple[int, ...] = _ALL(self._digest)

    def of(self, i: int) -> float:
        """Number `i` (0..15)."""
        return self._numbers[i] / _WHOLE

    def between(self, i: int, span: tuple[float, float]) -> float:
        """Number `i`, stretched over a span."""
        return span[0] + (span[1] - span[0]) * self.of(i)

    def whole(self, i: int, span: tuple[float, float]) -> int:
        """Number `i` as a whole number within a span, both ends included."""
        low, high = int(span[0]), int(span[1])
        return min(high, low + int(self.of(i) * (high - low + 1)))

    def children(self, steps: bytes, count: int) -> Iterator[tuple[int, ...]]:
        """Of every path that goes `steps` (as in b"organ/3") and then i, for i below `count`: its numbers 0..7 and, as
        the last of the nine, number 14; whole numbers in [0, 2 ** 32).

        A plant has some hundred leaves: a `Chance` for each would take twice as long.
        """
        before = self._digest[:16] + steps + b"/"
        for i in range(count):
            yield _MOST(blake2b(before + b"%d" % i).digest())

    def path(self, *steps: str | int) -> Chance:
        """The chance of a longer path."""
        return Chance(self._digest[:16] + "/".join(map(str, steps)).encode())


class Axis(NamedTuple):
    """One stem, bough or frond of the adult.  `parent` -1: from the ground, its foot at x = `at`.  Angles
    in radians.
    """

    rule: AxisRule
    parent: int
    at: float
    angle: float
    length: float
    turns: tuple[float, ...]
    width: tuple[float, float]
    birth: float
    hand: float
    depth: float
    beat: float


class Slot(NamedTuple):
    """Where a leaf or a bloom will stand.  `order` is when: slots are filled by ascending order, and never
    moved.
    """

    rule: OrganRule
    axis: int
    at: float
    angle: float
    size: float
    tone: float
    depth: float
    fall: float
    order: tuple[float, float]
    variant: int


_ORDER: Final = attrgetter("order")


class Genome(NamedTuple):
    """An adult plant: axes with parents before children, leaf and bloom slots in the order in which they
    fill.
    """

    axes: tuple[Axis, ...]
    leaves: tuple[Slot, ...]
    blooms: tuple[Slot, ...]
    leaf: str
    petal: str
    pot: str
    lean: float
    cover: int
    chance: Chance


def _side(side: str, i: int, chance: Chance) -> float:
    if side == "random":
        return 1.0 if chance.of(14) < 0.5 else -1.0
    return 1.0 if i % 2 else -1.0


class _Seat(NamedTuple):
    """Where an axis stands, and what it has from there.  `arch`: the share of its rule's bend that it
    takes.
    """

    parent: int
    at: float
    angle: float
    birth: float
    hand: float
    depth: float
    scale: float = 1.0
    arch: float = 1.0


class _Grower:
    """Collects the axes and slots of one plant, parents before children."""

    def __init__(self, species: Species) -> None:
        self.species = species
        self.axes: list[Axis] = []
        self.leaves: list[Slot] = []
        self.blooms: list[Slot] = []

    def roots(self, rule: RootRule, chance: Chance) -> None:
        """Axes from the ground, born from the middle outward, so that a young plant stands upright."""
        count = chance.whole(0, rule.many)
        for i in range(count):
            c = chance.path(i)
            depth = (c.of(10) - 0.5) * 1.6
            if count == 1:
                seat = _Seat(
                    -1, 0.0, (c.of(8) - 0.5) * rule.spread, rule.birth, 1.0 if c.of(9) < 0.5 else -1.0, depth
                )
            else:
                rank = ((i + 1) // 2 if count % 2 else i // 2 + 0.5) * (1 if i % 2 else -1)
                fan = max(-1.0, min(1.0, 2 * rank / (count - 1) + (c.of(0) - 0.5) * 0.7 / count))
                seat = _Seat(
                    parent=-1,
                    at=fan * rule.stance / 2,
                    angle=fan * rule.spread / 2,
                    birth=rule.birth + rule.stagger * i / count,
                    hand=1.0 if fan > 0 else -1.0,
                    depth=depth,
                    # of several from one foot, the middle ones stand upright and the outer ones arch
                    arch=0.3 + 0.7 * abs(fan),
                )
            self.axis(self.species.axes[rule.axis], seat, c, 0)

    def axis(self, rule: AxisRule, seat: _Seat, chance: Chance, level: int) -> None:
        """One axis with its organs and children; beyond the bounds of a plant, nothing."""
        if len(self.axes) >= MAX_AXES or level > MAX_DEPTH:
            return
        n = rule.segments
        bend = chance.between(1, rule.bend) * seat.hand * seat.arch
        twist = chance.path("turn")
        thick = max(0.55, seat.scale)
        axis = Axis(
            rule=rule,
            parent=seat.parent,
            at=seat.at,
            angle=seat.angle,
            length=chance.between(2, rule.length) * seat.scale,
            turns=tuple(bend / n + (twist.of(s) - 0.5) * 2 * rule.wiggle for s in range(n)),
            width=(rule.width[0] * thick, rule.width[1] * thick),
            birth=seat.birth,
            hand=seat.hand,
            depth=seat.depth,
            beat=chance.of(3),
        )
        index = len(self.axes)
        self.axes.append(axis)
        for o, organ in enumerate(rule.organs):
            self.organs(index, axis, o, organ, chance)
        for r, child in enumerate(rule.children):
            count = chance.whole(4 + r % 4, child.many)
            for i in range(count):
                c = chance.path("child", r, i)
                seat = _child_seat(child, index, axis, (i, count), c)
                self.axis(self.species.axes[child.axis], seat, c, level + 1)

    def organs(self, index: int, axis: Axis, o: int, rule: OrganRule, chance: Chance) -> None:
        """The leaves or blooms that one rule puts on an axis."""
        pair, tip, random = rule.side == "pair", rule.side == "tip", rule.side == "random"
        steps = (rule.many + 1) // 2 if pair else rule.many
        ring = float(bisect_right(GROWTH_RINGS, axis.birth))
        slots = self.leaves if rule.kind == "leaf" else self.blooms
        start, far = rule.start, rule.end - rule.start
        turn, turns = rule.angle[0], rule.angle[1] - rule.angle[0]
        least, more = rule.size[0], rule.size[1] - rule.size[0]
        taper, side, depth = rule.taper, 1 if pair else axis.hand, axis.depth
        rank = o if rule.kind == "leaf" else 0.35 * o
        numbers = chance.children(b"organ/%d" % o, rule.many)
        for i, (c0, c1, c2, c3, c4, c5, c6, c7, c14) in enumerate(numbers):
            share = ((i // 2 + 0.5) if pair else (i + 0.25 + 0.5 * (c0 / _WHOLE))) / steps
            at = 1.0 if tip else start + far * share
            right = c14 < _HALF if random else i % 2
            slots.append(
                Slot(
                    rule,
                    index,
                    at,
                    (side if right else -side) * (turn + turns * (c1 / _WHOLE)),
                    (least + more * (c2 / _WHOLE)) * (1 - taper * at),
                    1.2 * depth if pair else c3 / _WHOLE - 0.5,
                    depth if pair else depth * 0.6 + (c4 / _WHOLE - 0.5) * 1.2,
                    c5 / _WHOLE,
                    (ring, rank + c6 / _WHOLE),
                    c7 >> 29,
                )
            )


def _child_seat(rule: ChildRule, index: int, parent: Axis, place: tuple[int, int], c: Chance) -> _Seat:
    """Where child `place` (which, of how many) of an axis stands: along it, or fanned out at its tip."""
    i, count = place
    if rule.side == "tip":
        fan = (i + 0.5) / count * 2 - 1
        at, hand = 1.0, 1.0 if fan >= 0 else -1.0
        angle = fan * rule.angle[1] + (c.of(9) - 0.5) * 0.2
    else:
        at = rule.start + (rule.end - rule.start) * (i + 0.15 + 0.7 * c.of(0)) / count
        hand = _side(rule.side, i, c) * (parent.hand if parent.parent < 0 else 1)
        angle = hand * c.between(1, rule.angle)
    return _Seat(
        parent=index,
        at=at,
        angle=angle,
        birth=min(0.97, max(parent.birth + 0.02, c.between(2, rule.birth))),
        hand=hand,
        depth=max(-1.0, min(1.0, parent.depth * 0.5 + (c.of(3) - 0.5) * 1.6)),
        scale=c.between(8, rule.scale),
    )


def grow(contact: str, species: Species) -> Genome:
    """The adult plant of a contact."""
    seed = Chance(f"{contact}/{species.id}/{ENGINE}".encode("utf-8", "replace"))
    grower = _Grower(species)
    for r, root in enumerate(species.roots):
        grower.roots(root, seed.path("root", r))
    pick = seed.path("cultivar")
    return Genome(
        axes=tuple(grower.axes),
        leaves=tuple(sorted(grower.leaves, key=_ORDER)[:MAX_LEAVES]),
        blooms=tuple(sorted(grower.blooms, key=_ORDER)[:MAX_BLOOMS]),
        leaf=species.leaf[int(pick.of(0) * len(species.leaf))],
        petal=species.petal[int(pick.of(1) * len(species.petal))],
        pot=species.pots[int(pick.of(2) * len(species.pots))],
        lean=(pick.of(3) - 0.5) * 0.44,
        cover=int(pick.of(4) * 1000),
        chance=seed,
    )
