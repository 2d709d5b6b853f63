"""What is decided once, from the adult at rest: its box, the light on each leaf, which flowers stand clear.

Decided from a swaying or growing pose it would flicker.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import cos, hypot, sin
from typing import Final

from garden.botany.genome import Genome, Slot
from garden.botany.pose import Limb, Stand, bounds, pose, sheared, slot_stand

CROOKED: Final = 0.04
"""How far aside, in heights, a crown may stand of itself; the least lean that is shown moves it by 0.1."""
_CROWN: Final = 0.55
"""The share of the height from which on leaves belong to the crown."""
_GAPS: Final = {"portrait": 0.04, "tile": 0.12, "small": 0.2}
"""How much air, in heights of the plant, is left between flowers while there is room."""


class Adult:
    """A genome, the box that it fills, and how lit each of its leaves is."""

    __slots__ = ("_opening", "_placed", "_props", "genome", "left", "lights", "right", "top")

    def __init__(self, genome: Genome) -> None:
        self.genome = genome
        limbs = pose(genome, Stand(1.0))
        slots = (*genome.leaves, *genome.blooms)
        stands = [slot_stand(slot, _born(limbs, slot), 0.0) for slot in slots]
        prop = _prop((x, y, slot.size) for (x, y, _), slot in zip(stands, slots, strict=True))
        self._props = {1.0: prop}
        limbs = sheared(limbs, prop)
        stands = [(x + prop * max(0.0, y), y, heading) for x, y, heading in stands]
        self.left, self.right, self.top = bounds(limbs, slots, stands)
        middle, half, top = (self.left + self.right) / 2, max(0.1, (self.right - self.left) / 2), self.top
        lights = []
        for slot, (x, y, heading) in zip(genome.leaves, stands, strict=False):
            side, up = x + slot.size / 2 * sin(heading), y + slot.size / 2 * cos(heading)
            lights.append(
                2.0
                - 0.75 * (side - middle) / half
                + 2.0 * (up / top - 0.55)
                + 0.7 * slot.tone
                + (-0.7 if slot.depth < -0.2 else 0.15)
            )
        self.lights = tuple(lights)
        self._placed = [
            (x, y, slot) for slot, (x, y, _) in zip(genome.blooms, stands[len(genome.leaves) :], strict=True)
        ]
        self._opening: dict[str, tuple[Slot, ...]] = {}

    def prop(self, growth: float) -> float:
        """What sets a plant upright whose crown grew to one side, for `pose`: a shape of its own must never be taken
        for a lean.  Up to CROOKED it is left as it grew.
        """
        if growth not in self._props:
            limbs = pose(self.genome, Stand(growth))
            self._props[growth] = _prop(
                (*slot_stand(slot, limb, 0.0)[:2], slot.size)
                for slot in (*self.genome.leaves, *self.genome.blooms)
                if (limb := limbs[slot.axis]) is not None
            )
        return self._props[growth]

    def blooms(self, size: str) -> tuple[Slot, ...]:
        """The blooms in the order in which they open at a size; worked out when first asked for."""
        if size not in self._opening:
            self._opening[size] = _apart(self._placed, _GAPS[size])
        return self._opening[size]


def _prop(organs: Iterable[tuple[float, float, float]]) -> float:
    """What sets a crown upright of organs at x, y and of a size: large ones weigh more."""
    leaves = list(organs)
    top = max((y for _, y, _ in leaves), default=0.0)
    crown = [(x, y, size * size) for x, y, size in leaves if y >= _CROWN * top]
    high = sum(y * area for _, y, area in crown)
    if high <= 0:
        return 0.0
    aside = sum(x * area for x, _, area in crown) / high
    return max(-CROOKED, min(CROOKED, aside)) - aside


def _born(limbs: Sequence[Limb | None], slot: Slot) -> Limb:
    limb = limbs[slot.axis]
    if limb is None:
        raise LookupError("every axis of an adult is born")
    return limb


def _apart(placed: Sequence[tuple[float, float, Slot]], gap: float) -> tuple[Slot, ...]:
    """Blooms in the order in which they open: first those clear of earlier ones, so that few never merge."""
    clear: list[tuple[float, float, float]] = []
    first, rest = [], []
    for x, y, slot in placed:
        size = slot.size
        for a, b, other in clear:
            if hypot(x - a, y - b) <= 0.8 * (size + other) / 2 + gap:
                rest.append(slot)
                break
        else:
            clear.append((x, y, size))
            first.append(slot)
    return (*first, *rest)
