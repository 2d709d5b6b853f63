"""What is decided once, from the adult at rest: its box, the light on each leaf, which flowers stand clear.

Decided from a swaying or growing pose it would flicker.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, hypot, sin
from typing import Final

from garden.botany.genome import Genome, Slot
from garden.botany.pose import Limb, Place, Stand, bent, bounds, pose, sheared, slant, stands

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
        places = stands(slots, limbs)
        prop = _prop(slots, places)
        self._props = {1.0: prop}
        limbs = sheared(limbs, prop)
        # moved as `sheared` moves the limbs
        places = [(x + prop * y if y > 0.0 else x, y, heading) for x, y, heading in places]
        self.left, self.right, self.top = bounds(limbs, slots, places)
        middle, half, top = (self.left + self.right) / 2, max(0.1, (self.right - self.left) / 2), self.top
        lights = []
        for slot, (x, y, heading) in zip(genome.leaves, places, strict=False):
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
            (x, y, slot) for slot, (x, y, _) in zip(genome.blooms, places[len(genome.leaves) :], strict=True)
        ]
        self._opening: dict[str, tuple[Slot, ...]] = {}

    def pose(self, stand: Stand) -> list[Limb | None]:
        """Every axis as it stands, set upright where the crown grew to one side: a shape of its own must never be
        taken for a lean.  Up to CROOKED it is left as it grew.
        """
        growth, genome = stand.growth, self.genome
        if growth in self._props:
            return pose(genome, stand, self._props[growth])
        rest = Stand(growth)
        grown, aside = bent(genome, rest), slant(genome, rest)
        limbs = sheared(grown, aside)
        born = [slot for slot in (*genome.leaves, *genome.blooms) if limbs[slot.axis] is not None]
        prop = self._props[growth] = _prop(born, stands(born, limbs))
        # most plants are asked for at rest first: what was bent for that is not bent again
        return sheared(grown, aside + prop) if stand == rest else pose(genome, stand, prop)

    def blooms(self, size: str) -> tuple[Slot, ...]:
        """The blooms in the order in which they open at a size; worked out when first asked for."""
        if size not in self._opening:
            self._opening[size] = _apart(self._placed, _GAPS[size])
        return self._opening[size]


def _prop(slots: Sequence[Slot], places: Sequence[Place]) -> float:
    """What sets a crown upright whose organs stand there: large ones weigh more."""
    low = _CROWN * max([y for _, y, _ in places], default=0.0)
    # added one by one: sum() of floats rounds otherwise from Python 3.12 on, and a plant is the same everywhere
    high = aside = 0.0
    for slot, (x, y, _) in zip(slots, places, strict=True):
        if y >= low:
            area = slot.size * slot.size
            high += y * area
            aside += x * area
    if high <= 0:
        return 0.0
    aside /= high
    return max(-CROOKED, min(CROOKED, aside)) - aside


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
