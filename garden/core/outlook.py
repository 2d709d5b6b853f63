"""What becomes of a plant: how it stood, how it will stand if nothing happens, and what one coffee today would do.

Nothing is guessed: each figure is a reading of that day, of the facts as they are or with one coffee more.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final, NamedTuple

from garden.core.facts import Facts
from garden.core.model import Change
from garden.core.reading import THIRST, Reading, State, read
from garden.core.vitality import FRESH, THIRSTY, Pulse, Side, alive_by, prospect

BACK_DAYS: Final = 182
AHEAD_DAYS: Final = 364
STEP_DAYS: Final = 14
"""The curve's points lie so many days apart."""
_COFFEE: Final = "outlook"


class Turn(NamedTuple):
    """A state that a plant will be in from a day on."""

    state: State
    on: date


class Outlook(NamedTuple):
    """`past` and `ahead`: vitality (0..1, None while new) every STEP_DAYS days from BACK_DAYS ago to today, and from
    STEP_DAYS ahead to AHEAD_DAYS; `turns`: the states to come if nothing happens; `coffee`: the reading after a
    coffee today; `states`: those of all of these days, in their order."""

    past: tuple[float | None, ...]
    ahead: tuple[float | None, ...]
    turns: tuple[Turn, ...]
    coffee: Reading
    states: tuple[State | None, ...]


def outlook(facts: Facts, person: str, on: date) -> Outlook:
    """The outlook of a contact (by id) on a day.  Raises KeyError where there is none."""

    def at(days: int) -> Reading:
        ordinal = min(max(on.toordinal() + days, 1), date.max.toordinal())
        return read(facts, person, date.fromordinal(ordinal))

    back = [at(days) for days in range(-BACK_DAYS, 1, STEP_DAYS)]
    on_days = {days: at(days) for days in range(STEP_DAYS, AHEAD_DAYS + 1, STEP_DAYS)}
    turns: list[Turn] = []
    state = back[-1].state
    begin = 0
    for days, reading in on_days.items():
        while (later := reading.state) != state:
            low, high = begin, days  # the first day that is not as the last known one
            while high - low > 1:
                middle = (low + high) // 2
                low, high = (middle, high) if at(middle).state == state else (low, middle)
            state = at(high).state
            if state is not None:
                turns.append(Turn(state, on + timedelta(days=high)))
            begin = high
            if state == later:
                break
        begin = days
    coffee = {"id": _COFFEE, "on": on.isoformat(), "people": [person], "kind": "coffee", "flow": "both"}
    after = facts.after([Change("interactions", _COFFEE, None, coffee)])
    return Outlook(
        tuple(reading.vitality for reading in back),
        tuple(reading.vitality for reading in on_days.values()),
        tuple(turns),
        read(after, person, on),
        tuple(reading.state for reading in (*back, *on_days.values())),
    )


def sooner(facts: Facts, reading: Reading) -> date | None:
    """The day from which somebody who thrives asks for water, where that comes before the day that is due: a tie met
    seldom wilts sooner.  None where the due day stands.

    One reading where it does, a few more where it does not: what is told of one contact can bear it, a list not.
    """
    due, on = reading.due_on, reading.on
    if due is None or reading.state != "thriving" or (due - on).days < 2:
        return None
    if any(happened.on > on for happened in facts.history(reading.id)):
        return None  # on a day that has passed it is known what became

    def dry(day: int) -> bool:
        """Whether it is too dry to thrive; in a rest it stays as it was, so this never turns back."""
        then = read(facts, reading.id, date.fromordinal(day))
        low = then.vitality is not None and then.vitality < THIRSTY
        return low if then.state == "resting" else then.state in THIRST

    low, high = on.toordinal(), due.toordinal() - 1
    if not dry(high):
        return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if dry(middle) else (middle, high)
    first = date.fromordinal(high)
    return first if read(facts, reading.id, first).state in THIRST else None


def dries_early(every: int) -> bool:
    """Whether who was met once, both ways, is thirsty before the due day of a cadence (days)."""
    met = Side(1.0, 0)
    left = alive_by(prospect(Pulse(met, met, 0), every, every, 0).chance, every)
    return left < THIRSTY and every > max(1.0, every * FRESH)
