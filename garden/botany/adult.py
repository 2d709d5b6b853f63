"""What is decided once, from the adult at rest: its box, the light on each leaf, which flowers stand clear.

Decided from a swaying or growing pose it would flicker.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, hypot, sin
from typing import Final

from garden.botany.genome import Genome, Slot
from garden.botany.pose import Limb, Stand, bounds, pose, slot_stand

_GAPS: Final = {"portrait": 0.04, "tile": 0.12, "small": 0.2}
"""How much air, in heights of the plant, is left between flowers while there is room."""


class Adult:
    """A genome, the box that it fills, and how lit each of its leaves is."""

    __slots__ = ("blooms", "genome", "left", "lights", "right", "top")

    def __init__(self, genome: Genome) -> None:
        self.genome = genome
        limbs = pose(genome, Stand(1.0))
        slots = (*genome.leaves, *genome.blooms)
        self.left, self.right, self.top = bounds(limbs, slots)
        middle, half = (self.left + self.right) / 2, max(0.1, (self.right - self.left) / 2)
        lights = []
        for slot in genome.leaves:
            x, y, heading = slot_stand(slot, _born(limbs, slot), 0.0)
            x, y = x + slot.size / 2 * sin(heading), y + slot.size / 2 * cos(heading)
            lights.append(
                2.0
                - 0.75 * (x - middle) / half
                + 2.0 * (y / self.top - 0.55)
                + 0.7 * slot.tone
                + (-0.7 if slot.depth < -0.2 else 0.15)
            )
        self.lights = tuple(lights)
        self.blooms = {size: _apart(genome.blooms, limbs, gap) for size, gap in _GAPS.items()}


def _born(limbs: Sequence[Limb | None], slot: Slot) -> Limb:
    limb = limbs[slot.axis]
    if limb is None:
        raise LookupError("every axis of an adult is born")
    return limb


def _apart(slots: Sequence[Slot], limbs: Sequence[Limb | None], gap: float) -> tuple[Slot, ...]:
    """Blooms in the order in which they open: first those clear of earlier ones, so that few never merge."""
    clear: list[tuple[float, float, Slot]] = []
    rest = []
    for slot in slots:
        x, y, _ = _born(limbs, slot).at(slot.at)
        if all(hypot(x - a, y - b) > 0.8 * (slot.size + s.size) / 2 + gap for a, b, s in clear):
            clear.append((x, y, slot))
        else:
            rest.append(slot)
    return (*(s for _, _, s in clear), *rest)
