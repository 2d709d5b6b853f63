"""Many readings: whom to water first, what to review, how to sort, and whether the garden asks more than you
give.

Nothing here is stored; every order is total (ties fall to the name, then the id), so that a screen never
shuffles.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final, Literal, NamedTuple

from garden.core.errors import NotUnderstood
from garden.core.facts import Facts
from garden.core.model import SHED, Bed
from garden.core.query import Query, parse_query
from garden.core.reading import STATES, THIRST, Reading, State, ledger_for
from garden.core.signs import folded

__all__ = [
    "SORTS", "Load", "Query", "Sort", "count_states", "folded", "load_of", "parse_query", "ready", "review",
    "select", "sort_named", "sorted_by", "wilting",
]  # fmt: skip

WILTING: Final = 10
REVIEW: Final = 5
REVIEW_DORMANT: Final = 1
"""Most dormant plants in one review: waking the long asleep is harder than watering the thirsty."""
LOAD_DAYS: Final = 90

Sort = Literal["need", "name", "last", "roots", "bed"]
SORTS: Final[tuple[Sort, ...]] = ("need", "name", "last", "roots", "bed")


# -------------------------------------------------------------------------------------------- who needs water


def wilting(readings: Iterable[Reading], n: int | None = WILTING) -> list[Reading]:
    """The thirsty, wilting and dormant, most needed first, `n` at most (None: all).  Archived plants are left
    out."""
    thirsting = [r for r in readings if r.state in THIRST and not r.archived]
    return sorted_by(thirsting, "need")[:n]


def review(readings: Iterable[Reading], n: int = REVIEW) -> list[Reading]:
    """What one review takes: the `n` that need water most, of them at most one dormant."""
    picked: list[Reading] = []
    dormant = 0
    for reading in wilting(readings, None):
        if len(picked) == n:
            break
        if reading.state == "dormant":
            if dormant == REVIEW_DORMANT:
                continue
            dormant += 1
        picked.append(reading)
    return picked


def ready(readings: Iterable[Reading]) -> list[Reading]:
    """If you needed help tomorrow, who would answer: the likeliest to, of those whom you have given as much
    as got.

    Likeliest by V for their own horizon, then by what has been built; nobody who never reached out.
    """
    able = [
        r for r in readings if r.why.chance is not None and r.why.reached == "both" and r.ask_light == "green"
    ]
    return sorted(
        (r for r in able if not r.archived), key=lambda r: (-(r.why.chance or 0.0), -r.roots, _named(r))
    )


# ---------------------------------------------------------------------------------------------------- sorting


def sorted_by(readings: Iterable[Reading], sort: Sort, beds: Sequence[str] = ()) -> list[Reading]:
    """The readings in an order; ties by name.

    need: plants that ask for water first, most needed first; last: longest silent first, the never met before
    all; roots: deepest first; bed: in the order of `beds` (ids), within a bed by need.
    """
    if sort == "name":
        return sorted(readings, key=_named)
    if sort == "last":
        return sorted(readings, key=lambda r: (r.last_on or date.min, _named(r)))
    if sort == "roots":
        return sorted(readings, key=lambda r: (-r.roots, _named(r)))
    if sort == "need":
        return sorted(readings, key=_needed)
    place = {bed: i for i, bed in enumerate(beds)}
    return sorted(readings, key=lambda r: (place.get(r.bed, len(place)), folded(r.bed), _needed(r)))


def sort_named(name: str) -> Sort:
    """The sort of that name.  Raises NotUnderstood where there is none."""
    for sort in SORTS:
        if sort == folded(name):
            return sort
    raise NotUnderstood(f"Plants cannot be sorted by “{name}”.", hint=f"One of {', '.join(SORTS)}.")


def _named(reading: Reading) -> tuple[str, str]:
    return folded(reading.name), reading.id


def _needed(reading: Reading) -> tuple[bool, float, tuple[str, str]]:
    return reading.state not in THIRST, -reading.need, _named(reading)


def by_bed(
    readings: Iterable[Reading], beds: Mapping[str, Bed], *, shed: bool = False
) -> list[tuple[str, list[Reading]]]:
    """The beds (ids) that have a plant, those to be watered most often first, each with its plants in the order given.

    A bed that is not among `beds` comes before all; the shed is left out unless asked for.
    """
    found: dict[str, list[Reading]] = {bed: [] for bed in beds}
    for reading in readings:
        if shed or reading.bed != SHED:
            found.setdefault(reading.bed, []).append(reading)
    planted = [(bed, plants) for bed, plants in found.items() if plants]
    return sorted(planted, key=lambda one: (beds[one[0]].every or math.inf) if one[0] in beds else 0)


# ------------------------------------------------------------------------------------- selecting and counting


def select(facts: Facts, readings: Iterable[Reading], query: Query) -> list[Reading]:
    """The readings whose contacts a query matches, in the order given."""
    return [r for r in readings if query.matches(r, facts.contacts[r.id])]


def count_states(readings: Iterable[Reading]) -> Mapping[State, int]:
    """How many plants are in each state, every state named; those without a state (the shed) are not
    counted."""
    found = Counter(r.state for r in readings)
    return {state: found[state] for state in STATES}


class Load(NamedTuple):
    """Contacts a day: what a garden asks for, and what was really logged over `days` days (both >= 0).

    days: as asked, or as long as anything has been logged, where that is shorter; 0 where nothing was.
    """

    asked: float
    given: float
    days: int

    @property
    def too_much(self) -> bool:
        """Does the garden ask for more than you give?  Then longer cadences or a rest would be kinder."""
        return self.asked > self.given


def load_of(facts: Facts, readings: Iterable[Reading], on: date, days: int = LOAD_DAYS) -> Load:
    """The load on a day.  Asks: 1 / C for every plant that is awake.  Given: contact-days with any of
    `readings`."""
    asked = 0.0
    given, first = 0, on.toordinal() + 1
    today = on.toordinal()
    for reading in readings:
        if reading.archived:
            continue
        if reading.every is not None and reading.state != "resting":
            asked += 1.0 / reading.every
        ledger = ledger_for(facts, reading.id)
        until = ledger.until(today)
        if until:
            given += until - ledger.until(today - days)
            first = min(first, ledger.days[0])
    span = min(days, today + 1 - first)
    return Load(asked, given / span if span else 0.0, span)
