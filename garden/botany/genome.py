"""Contact id + species -> the whole adult plant, fixed at birth; history only reveals it.

Every attribute is read from a blake2b digest of the path that leads to it (which rule, which child), so that no
attribute depends on how many others were drawn before it: the same plant tomorrow, on every machine, and one more
leaf never reshapes the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

from garden.botany.species import AxisRule, ChildRule, OrganRule, Species

ENGINE: Final = 1
"""The version of the drawing engine that contacts are planted with."""

GROWTH_RINGS: Final = (0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
"""The growth 0..1 at which wood moves; leaves of one ring fill evenly, whichever axis they stand on."""

MAX_AXES: Final = 64
MAX_LEAVES: Final = 330
MAX_BLOOMS: Final = 64
MAX_DEPTH: Final = 4


class Chance:
    """Sixteen numbers in [0, 1) that a path decides, and the way to longer paths."""

    __slots__ = ("_digest",)

    def __init__(self, path: bytes) -> None:
        self._digest = blake2b(path, digest_size=64).digest()

    def of(self, i: int) -> float:
        """Number `i` (0..15)."""
        return int.from_bytes(self._digest[4 * i : 4 * i + 4], "big") / 4294967296

    def between(self, i: int, span: tuple[float, float]) -> float:
        """Number `i`, stretched over a span."""
        return span[0] + (span[1] - span[0]) * self.of(i)

    def whole(self, i: int, span: tuple[float, float]) -> int:
        """Number `i` as a whole number within a span, both ends included."""
        low, high = int(span[0]), int(span[1])
        return min(high, low + int(self.of(i) * (high - low + 1)))

    def path(self, *steps: str | int) -> Chance:
        """The chance of a longer path."""
        return Chance(self._digest[:16] + "/".join(map(str, steps)).encode())


@dataclass(frozen=True, slots=True)
class Axis:
    """One stem, bough or frond of the adult.  `parent` -1: from the ground, its foot at x = `at`.  Angles in radians."""

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


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a leaf or a bloom will stand.  `order` is when: slots are filled by ascending order, and never moved."""

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


@dataclass(frozen=True, slots=True)
class Genome:
    """An adult plant: axes with parents before children, leaf and bloom slots in the order in which they fill."""

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


def grow(contact: str, species: Species) -> Genome:
    """The adult plant of a contact."""
    seed = Chance(f"{contact}/{species.id}/{ENGINE}".encode())
    axes: list[Axis] = []
    leaves: list[Slot] = []
    blooms: list[Slot] = []

    def organs(index: int, axis: Axis, chance: Chance) -> None:
        for o, rule in enumerate(axis.rule.organs):
            for i in range(rule.count):
                c = chance.path("organ", o, i)
                pair = rule.side == "pair"
                steps = (rule.count + 1) // 2 if pair else rule.count
                step = i // 2 if pair else i
                share = (step + (0.5 if pair else 0.25 + 0.5 * c.of(0))) / max(steps, 1)
                at = rule.start + (rule.end - rule.start) * share if rule.side != "tip" else 1.0
                hand = _side(rule.side, i, c) * (axis.hand if rule.side != "pair" else 1)
                slot = Slot(
                    rule=rule,
                    axis=index,
                    at=at,
                    angle=hand * c.between(1, rule.angle),
                    size=c.between(2, rule.size) * (1 - rule.taper * at),
                    tone=1.2 * axis.depth if pair else c.of(3) - 0.5,
                    depth=axis.depth if pair else axis.depth * 0.6 + (c.of(4) - 0.5) * 1.2,
                    fall=c.of(5),
                    order=(float(sum(ring <= axis.birth for ring in GROWTH_RINGS)), (o + c.of(6)) if rule.kind == "leaf" else 0.35 * o + c.of(6)),
                    variant=int(c.of(7) * 8),
                )
                (leaves if rule.kind == "leaf" else blooms).append(slot)

    def axis(rule: AxisRule, parent: int, at: float, angle: float, scale: float, birth: float, hand: float,
             depth: float, chance: Chance, level: int, fan: float | None = None) -> None:  # fmt: skip
        if len(axes) >= MAX_AXES or level > MAX_DEPTH:
            return
        n = rule.segments
        # of several from one foot, the middle ones stand upright and the outer ones arch
        arch = 0.3 + 0.7 * abs(fan) if parent < 0 and fan is not None else 1.0
        bend = chance.between(1, rule.bend) * hand * arch
        twist = chance.path("turn")
        turns = tuple(bend / n + (twist.of(s) - 0.5) * 2 * rule.wiggle for s in range(n))
        made = Axis(
            rule=rule,
            parent=parent,
            at=at,
            angle=angle,
            length=chance.between(2, rule.length) * scale,
            turns=turns,
            width=(rule.width[0] * max(0.55, scale), rule.width[1] * max(0.55, scale)),
            birth=birth,
            hand=hand,
            depth=depth,
            beat=chance.of(3),
        )
        index = len(axes)
        axes.append(made)
        organs(index, made, chance)
        for r, child in enumerate(rule.children):
            children(index, made, r, child, chance, level)

    def children(index: int, parent: Axis, r: int, rule: ChildRule, chance: Chance, level: int) -> None:
        count = chance.whole(4 + r % 4, rule.count)
        for i in range(count):
            c = chance.path("child", r, i)
            share = (i + 0.15 + 0.7 * c.of(0)) / max(count, 1)
            at = 1.0 if rule.side == "tip" else rule.start + (rule.end - rule.start) * share
            hand = _side(rule.side, i, c) * (parent.hand if parent.parent < 0 else 1)
            if rule.side == "tip":
                fan = (i + 0.5) / count * 2 - 1
                hand, angle = (1.0 if fan >= 0 else -1.0), fan * rule.angle[1] + (c.of(9) - 0.5) * 0.2
            else:
                angle = hand * c.between(1, rule.angle)
            birth = min(0.97, max(parent.birth + 0.02, c.between(2, rule.birth)))
            depth = max(-1.0, min(1.0, parent.depth * 0.5 + (c.of(3) - 0.5) * 1.6))
            axis(parent.rule if rule.axis == parent.rule.name else species.axes[rule.axis], index, at, angle,
                 c.between(8, rule.scale), birth, hand, depth, c, level + 1)  # fmt: skip

    for r, root in enumerate(species.roots):
        chance = seed.path("root", r)
        count = chance.whole(0, root.count)
        # Roots are born from the middle outward, alternating sides, so that a young plant stands upright.
        for i in range(count):
            c = chance.path(i)
            rank = (i + 1) // 2 * (1 if i % 2 else -1)
            fan = rank / max(1, count // 2) if count > 1 else 0.0
            fan = max(-1.0, min(1.0, fan + (c.of(0) - 0.5) * (0.7 / count if count > 1 else 0)))
            hand = (1.0 if fan > 0 else -1.0) if count > 1 else (1.0 if c.of(9) < 0.5 else -1.0)
            angle = fan * root.spread / 2 + (0 if count > 1 else (c.of(8) - 0.5) * root.spread)
            birth = root.birth + root.stagger * (i / count) if count > 1 else root.birth
            axis(species.axes[root.axis], -1, fan * root.stance / 2, angle, 1.0, birth, hand,
                 (c.of(10) - 0.5) * 1.6, c, 0, fan if count > 1 else None)  # fmt: skip

    leaves.sort(key=lambda s: s.order)
    blooms.sort(key=lambda s: s.order)
    pick = seed.path("cultivar")
    return Genome(
        axes=tuple(axes),
        leaves=tuple(leaves[:MAX_LEAVES]),
        blooms=tuple(blooms[:MAX_BLOOMS]),
        leaf=species.leaf[int(pick.of(0) * len(species.leaf))],
        petal=species.petal[int(pick.of(1) * len(species.petal))],
        pot=species.pots[int(pick.of(2) * len(species.pots))],
        lean=(pick.of(3) - 0.5) * 0.44,
        cover=int(pick.of(4) * 1000),
        chance=seed,
    )
