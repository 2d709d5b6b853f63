"""Roots: what has been built over the years.  They only grow: no time, no interaction lowers them.

No amount of cramming grows a plant: a contact-day adds only what stands out above the still fading ones
before it.  Reciprocity is the strongest known predictor of persistence (Hidalgo & Rodriguez-Sickert 2008), so
the stages above seedling ask that both sides have reached out; and it takes years to establish a strong
network, so the last three ask for years.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from math import exp
from typing import Final, Literal, NamedTuple

from garden.core.days import BOTH, Ledger

Stage = Literal["seed", "sprout", "seedling", "young", "mature", "grand", "ancient"]
STAGES: Final[tuple[Stage, ...]] = ("seed", "sprout", "seedling", "young", "mature", "grand", "ancient")

FADE: Final = 7.0
"""Days in which what a contact-day has taken of the room for growth falls to 1/e."""
ONE_WAY: Final = 0.5
"""What a contact-day on which only one side reached out is worth, of a two-way one."""
YEAR: Final = 365

_GRAIN: Final = 2.0**36
# Weights are quarters and the fading is rounded to 2^-36, so that every sum is exact up to G = 32,768, a
# century of daily visits: "an interaction never lowers G" then holds to the last bit, as it does on paper.
_FADING: Final = tuple(round(exp(-gap / FADE) * _GRAIN) / _GRAIN for gap in range(200))


class Gate(NamedTuple):
    """What a stage asks for: G at least, both sides, awake days since the first contact-day."""

    roots: float
    mutual: bool = False
    days: int = 0


GATES: Final[tuple[Gate, ...]] = (
    Gate(0.0),
    Gate(0.0),
    Gate(2.0),
    Gate(6.0, mutual=True),
    Gate(15.0, mutual=True, days=YEAR),
    Gate(30.0, mutual=True, days=3 * YEAR),
    Gate(60.0, mutual=True, days=5 * YEAR),
)
"""By index of STAGES; a sprout asks for more than its 0."""
HELD: Final = 0.99
"""How far towards the next stage maturity goes while that stage's gate is shut."""


def roots_of(ledger: Ledger, count: int) -> float:
    """G of the first `count` contact-days.  O(count).

    All fade alike, so of the earlier contact-days the one that stands highest now will always stand highest:
    one is enough to remember.
    """
    total, tallest, at = 0.0, 0.0, 0
    fading, known = _FADING, len(_FADING)
    for number, flags, depth in zip(islice(ledger.numbers, count), ledger.flags, ledger.depths, strict=False):
        weight = depth if flags == BOTH else depth * ONE_WAY
        gap = number - at
        still = tallest * fading[gap] if gap < known else 0.0
        if weight > still:
            total += weight - still
            tallest, at = weight, number
    return total


def roots_at(ledger: Ledger, counts: Sequence[int]) -> list[float]:
    """`roots_of` for several counts, which ascend, in one walk.  O(the last of them)."""
    found: list[float] = []
    total, tallest, at, place = 0.0, 0.0, 0, 0
    for count in counts:
        while place < count:
            number, flags = ledger.numbers[place], ledger.flags[place]
            weight = ledger.depths[place] if flags == BOTH else ledger.depths[place] * ONE_WAY
            gap = number - at
            still = tallest * _FADING[gap] if gap < len(_FADING) else 0.0
            if weight > still:
                total += weight - still
                tallest, at = weight, number
            place += 1
        found.append(total)
    return found


def stage_index(roots: float, mutual: bool, days: int) -> int:
    """The index in STAGES of the highest stage all whose gates, and those below, are open."""
    if roots <= 0:
        return 0
    index = 1
    for least, both, old in GATES[2:]:
        if roots < least or (both and not mutual) or days < old:
            break
        index += 1
    return index


def stage_of(roots: float, mutual: bool, days: int) -> Stage:
    """The stage of G, whether both sides have ever reached out, awake days since the first contact."""
    return STAGES[stage_index(roots, mutual, days)]


def maturity_of(roots: float, mutual: bool, days: int) -> float:
    """0..1: the stage's index and the fraction of the way to the next threshold, out of the last index."""
    return maturity_at(stage_index(roots, mutual, days), roots)


def maturity_at(index: int, roots: float) -> float:
    """The maturity of a stage, by its index, and G."""
    top = len(GATES) - 1
    if index in (0, top):
        return index / top
    low, high = GATES[index].roots, GATES[index + 1].roots
    return (index + min(HELD, (roots - low) / (high - low))) / top
