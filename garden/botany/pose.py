"""How a plant stands: forward kinematics over its axes, parents first.

x to the right, y up, in heights of the adult; a heading of 0 is straight up, positive to the right.  Growth
0..1 is how far the adult has been revealed, wilt 0..1 how far the water has run out, lean -1..1 which way
give and take tips it, breeze the phase of the wind (0 is rest).  Nothing that is decided (what hides what,
what is lit) is decided from a swaying pose, or it would flicker.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import cos, pi, sin
from typing import Final, NamedTuple

from garden.botany.genome import Axis, Genome, Slot

PHASES: Final = 6
_SWAY: Final = 0.13
"""Radians that a fully flexible tip moves in the wind."""
_SHEAR: Final = 0.34
"""How far, in heights, the top of a fully leaning plant stands beside its foot; seen even on stiff plants."""


_ROUND: Final = frozenset({"clump", "pad", "round", "rose", "daisy", "star", "ball", "cluster", "floret"})
"""Shapes that are drawn around their place, not from it."""
_FURTHEST: Final = 1.1
"""In sizes of an organ, a way that none of it reaches from its place."""

Place = tuple[float, float, float]
"""x, y and heading of a leaf or bloom."""


class Stand(NamedTuple):
    """What decides the pose."""

    growth: float
    wilt: float = 0.0
    lean: float = 0.0
    phase: int = 0


class Limb(NamedTuple):
    """An axis as it stands: points from foot to tip, the heading of each segment, widths at foot and tip."""

    points: tuple[tuple[float, float], ...]
    headings: tuple[float, ...]
    width: tuple[float, float]
    grown: float

    def at(self, t: float) -> tuple[float, float, float]:
        """x, y and heading at the share `t` of the length."""
        points, headings, _, _ = self
        n = len(headings)
        f = (0.0 if t < 0.0 else 1.0 if t > 1.0 else t) * n
        i = int(f)
        if i == n:
            i = n - 1
        f -= i
        x0, y0 = points[i]
        x1, y1 = points[i + 1]
        return x0 + (x1 - x0) * f, y0 + (y1 - y0) * f, headings[i]


def reach(growth: float) -> float:
    """The height of a plant as a share of the adult's."""
    return float(0.36 + 0.64 * growth**0.9)


def _wind(axis: Axis, phase: int) -> float:
    if phase % PHASES == 0:
        return 0.0
    beat = axis.beat * 0.9
    return _SWAY * axis.rule.flex * (sin(2 * pi * phase / PHASES + beat) - sin(beat))


def pose(genome: Genome, stand: Stand, prop: float = 0.0) -> list[Limb | None]:
    """Every axis as it stands; None for those not born yet.

    `prop` sets the whole plant upright: how far, in heights, its top is moved aside for what grew crooked.
    """
    return sheared(bent(genome, stand), slant(genome, stand) + prop)


def _tip(genome: Genome, stand: Stand) -> float:
    """The lean that is seen, -1..1: a plant that leans neither way stands as it grew."""
    return max(-1.0, min(1.0, stand.lean + genome.lean * (1 - abs(stand.lean))))


def slant(genome: Genome, stand: Stand) -> float:
    """How far aside, in heights, lean tips the top of the whole plant."""
    return _tip(genome, stand) * _SHEAR


def bent(genome: Genome, stand: Stand) -> list[Limb | None]:
    """Every axis as it bends of itself, before the whole is tipped."""
    limbs: list[Limb | None] = []
    scale = reach(stand.growth)
    lean = _tip(genome, stand)
    for axis in genome.axes:
        parent = limbs[axis.parent] if axis.parent >= 0 else None
        if stand.growth < axis.birth or (axis.parent >= 0 and parent is None):
            limbs.append(None)
            continue
        ripe = min(1.0, (stand.growth - axis.birth) / axis.rule.ripen)
        grown = 0.3 + 0.7 * ripe * (2 - ripe)
        if parent is None:
            x, y, heading = axis.at * (0.5 + 0.5 * scale), 0.0, axis.angle * (0.75 + 0.25 * stand.growth)
        else:
            x, y, heading = parent.at(axis.at)
            heading += axis.angle
        rule, turns = axis.rule, axis.turns
        n = len(turns)
        step = axis.length * scale * grown / n
        tropism, wind = rule.tropism, _wind(axis, stand.phase)
        tipped = lean * (0.25 + 0.45 * rule.flex) / n if axis.parent < 0 else 0.0
        droop = rule.droop * stand.wilt * 1.5
        points = [(x, y)]
        headings = []
        for i, turn in enumerate(turns, 1):
            if wind:
                heading += turn - tropism * heading / n + wind * (i / n) / n
            else:
                heading += turn - tropism * heading / n
            heading += tipped
            if droop:
                fall = axis.hand if abs(heading) < 0.12 else (1.0 if heading > 0 else -1.0)
                heading += fall * droop * (i / n) / n
            heading = -3.3 if heading < -3.3 else 3.3 if heading > 3.3 else heading
            headings.append(heading)
            x += step * sin(heading)
            y += step * cos(heading)
            points.append((x, y))
        thick = (0.35 + 0.65 * stand.growth) * (0.4 + 0.6 * ripe)
        limbs.append(
            Limb(tuple(points), tuple(headings), (axis.width[0] * thick, axis.width[1] * thick), grown)
        )
    return limbs


def sheared(limbs: Sequence[Limb | None], shear: float) -> list[Limb | None]:
    """The limbs with their tops moved aside: a point at the height y by y * `shear`, below the ground by nothing."""
    if not shear:
        return list(limbs)
    moved: list[Limb | None] = []
    for limb in limbs:
        if limb is not None:
            points, headings, width, grown = limb
            points = tuple([(x + shear * y if y > 0.0 else x, y) for x, y in points])
            moved.append(Limb(points, headings, width, grown))
        else:
            moved.append(None)
    return moved


def stands(slots: Iterable[Slot], limbs: Sequence[Limb | None]) -> list[Place]:
    """Where leaves and blooms stand, and where they point with water enough: turned up to the sky by their `sky`.

    Raises LookupError where the axis of one is not born.
    """
    found = []
    for slot in slots:
        limb = limbs[slot.axis]
        if limb is None:
            raise LookupError(f"axis {slot.axis} is not born")
        x, y, heading = limb.at(slot.at)
        heading += slot.angle
        sky = slot.rule.sky
        if sky:
            heading -= sky * heading
        found.append((x, y, heading))
    return found


def hung(heading: float, wilt: float) -> float:
    """The heading of a leaf or bloom as its water runs out: it turns down to its own side."""
    return heading + ((pi if heading > 0 else -pi) - heading) * min(0.85, wilt * 0.75)


def bounds(
    limbs: Sequence[Limb | None], slots: Sequence[Slot], places: Sequence[Place]
) -> tuple[float, float, float]:
    """Least x, greatest x and greatest y over limbs and over slots in their places."""
    lefts, rights, tops = [0.0], [0.0], [0.05]
    for limb in limbs:
        if limb is not None:
            half = limb.width[0] / 2
            xs, ys = zip(*limb.points, strict=True)
            lefts.append(min(xs) - half)
            rights.append(max(xs) + half)
            tops.append(max(ys))
    left, right, top = min(lefts), max(rights), max(tops)
    for slot, (x, y, heading) in zip(slots, places, strict=True):
        size = slot.size
        most = size * _FURTHEST
        if left + most < x < right - most and y + most < top:
            continue
        rule = slot.rule
        if rule.shape in _ROUND:
            far, near = (0.3 if rule.kind == "bloom" and rule.side != "tip" else 0.0), 0.54
        else:
            far, near = 0.95, 0.1
        aside, up, near = x + far * size * sin(heading), y + far * size * cos(heading), near * size
        left, right, top = min(left, aside - near), max(right, aside + near), max(top, up + near)
    return left, right, top
