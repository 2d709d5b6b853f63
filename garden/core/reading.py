"""One contact and a day -> a Reading: everything the model says of a contact on that day, with its why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import islice
from operator import sub
from typing import Final, Literal, NamedTuple

from garden.core.balance import tally_of
from garden.core.days import ALWAYS_AWAKE, BOTH, IN, OUT, Calendar, Ledger, is_open, ledger_of
from garden.core.errors import UnknownName
from garden.core.facts import Facts
from garden.core.model import SHED, Contact
from garden.core.roots import STAGES, YEAR, Stage, maturity_at, roots_of, stage_index
from garden.core.vitality import (
    DORMANT,
    FRESH,
    HORIZON,
    THIRSTY,
    WILTING,
    Pulse,
    alive_by,
    due_number,
    prospect,
    pulse_of,
)  # fmt: skip

__all__ = [
    "STAGES",
    "STATES",
    "THIRST",
    "Reading",
    "Stage",
    "State",
    "Why",
    "calendar_of",
    "ledger_for",
    "read",
    "read_all",
]

State = Literal["resting", "new", "thriving", "thirsty", "wilting", "dormant"]
STATES: Final = ("new", "thriving", "thirsty", "wilting", "dormant", "resting")
THIRST: Final = frozenset({"thirsty", "wilting", "dormant"})
"""The states that ask for water."""


class Why(NamedTuple):
    """The parts of a reading's explanation; `garden.words` makes the sentence.

    Spans in days.  `year_days`: contact-days in the past 365 days; `rhythm`: median gap between contact-days,
    None with fewer than 3; `reached`: who has ever reached out; `chance`: V, the chance of a two-way exchange
    within `horizon` days, None before the first interaction; `waiting`: "me" where they reached out last and
    I have not answered, "them" where I did.
    """

    silent: int | None
    every: int | None
    year_days: int
    rhythm: int | None
    reached: Literal["none", "out", "in", "both"]
    chance: float | None
    horizon: int | None
    last_kind: str
    waiting: Literal["", "me", "them"]
    resting_until: date | None
    resting_open: bool


class Reading(NamedTuple):
    """What the model says of one contact on one day (`on`).

    vitality 0..1, None while new or without a cadence; roots G >= 0; maturity 0..1; balance -1 (all theirs)
    .. 1 (all mine); need >= 0; days_silent in days awake since the last contact-day.  leaves: contact-days so
    far; blooms: favours either way plus one for every fourth two-way day; fresh: there is a contact-day on
    `on` itself.  state is None without a cadence (the shed).
    """

    id: str
    name: str
    bed: str
    species: str
    engine: int
    every: int | None
    on: date
    state: State | None
    vitality: float | None
    stage: Stage
    roots: float
    maturity: float
    balance: float
    need: float
    due_on: date | None
    last_on: date | None
    days_silent: int | None
    leaves: int
    blooms: int
    fresh: bool
    ask_light: Literal["green", "amber"]
    archived: bool
    why: Why


def read(facts: Facts, person: str, on: date) -> Reading:
    """What the model says of a contact on a day; interactions after that day have not happened.

    Raises UnknownName where there is no contact of that id.
    """
    contact = facts.contacts.get(person)
    if contact is None:
        raise UnknownName(person)
    bed = facts.bed_of(contact)
    every = None if contact.bed == SHED else contact.every or bed.every
    calendar = calendar_of(facts, contact)
    history = _history(facts, person, calendar)
    ledger, today = history.ledger, on.toordinal()
    count = ledger.until(today)
    past = history.past(count)
    pulse, number = past.pulse, calendar.number(today)
    mutual = pulse.out.last is not None and pulse.in_.last is not None
    since_first = number - ledger.numbers[0] if count else 0
    stage = stage_index(past.roots, mutual, since_first)
    maturity = maturity_at(stage, past.roots)
    last = ledger.days[count - 1] if count else None
    silent = number - ledger.numbers[count - 1] if count else None
    flags = ledger.flags[count - 1] if count else 0
    rest = calendar.rest_at(today)

    alive = state = due = likely = None
    need = 0.0
    if every is not None:
        ahead = prospect(pulse, number, every, flags if last == today else 0)
        due_from = past.due(every)
        if count:
            likely = ahead.chance
            alive = alive_by(likely, every)
        state = "resting" if rest is not None else state_of(pulse, number, every, alive, due_from)
        due = _due_on(calendar, due_from, last)
        need = max(0.0, alive_by(ahead.met, every) - (alive or 0.0)) * (NEED_FLOOR + maturity)
    return Reading(
        id=person,
        name=contact.name,
        bed=bed.id,
        species=contact.species or bed.species,
        engine=contact.engine,
        every=every,
        on=on,
        state=state,
        vitality=alive,
        stage=STAGES[stage],
        roots=past.roots,
        maturity=maturity,
        balance=past.tally.balance(number),
        need=need,
        due_on=due,
        last_on=date.fromordinal(last) if last is not None else None,
        days_silent=silent,
        leaves=count,
        blooms=past.tally.blooms,
        fresh=last == today,
        ask_light=past.tally.light,
        archived=contact.archived,
        why=Why(
            silent=silent,
            every=every,
            year_days=count - ledger.until(today - YEAR),
            rhythm=past.rhythm,
            reached=_REACHED[pulse.out.last is not None, pulse.in_.last is not None],
            chance=likely,
            horizon=HORIZON * every if every is not None else None,
            last_kind=ledger.kinds[count - 1] if count else "",
            waiting=_WAITING[flags],
            resting_until=date.fromordinal(rest[1]) if rest is not None and not is_open(rest) else None,
            resting_open=rest is not None and is_open(rest),
        ),
    )


def read_all(facts: Facts, on: date, *, archived: bool = False) -> list[Reading]:
    """Every contact's reading, in the file's order, those in the shed too; archived ones only if asked."""
    people = [id_ for id_, contact in facts.contacts.items() if archived or not contact.archived]
    _know(facts, people)
    return [read(facts, person, on) for person in people]


def state_of(pulse: Pulse, number: int, every: int, alive: float | None, due_from: int | None) -> State:
    """The state of a contact that is not at rest, on the day numbered `number`.  `alive`: vitality; `due_from`: the
    number of the first day that is due; both None before the first contact.
    """
    if alive is None or due_from is None:
        return "new"
    if pulse.both is not None and number - pulse.both <= max(1.0, every * FRESH):
        return "thriving"
    due = number >= due_from
    if due and alive < DORMANT:
        return "dormant"
    if due and alive < WILTING:
        return "wilting"
    if due or alive < THIRSTY or pulse.out.last is None or pulse.in_.last is None:
        return "thirsty"
    return "thriving"


def calendar_of(facts: Facts, contact: Contact) -> Calendar:
    """The days awake of a contact: without its own rests, its bed's and the garden's."""
    rests = (*contact.rests, *facts.bed_of(contact).rests, *facts.rests)
    return Calendar(rests) if rests else ALWAYS_AWAKE


def ledger_for(facts: Facts, person: str) -> Ledger:
    """The contact-days of a contact that is in `facts`, kept with the facts."""
    return _history(facts, person, calendar_of(facts, facts.contacts[person])).ledger


NEED_FLOOR: Final = 0.5
"""need = the good one coffee would do, times (NEED_FLOOR + maturity): more for what took years to grow."""
_REACHED: Final[dict[tuple[bool, bool], Literal["none", "out", "in", "both"]]] = {
    (False, False): "none",
    (True, False): "out",
    (False, True): "in",
    (True, True): "both",
}
_WAITING: Final[dict[int, Literal["", "me", "them"]]] = {0: "", OUT: "them", IN: "me", BOTH: ""}
"""Who is waited for after a day; a log does not say who spoke last on a day: both is answered."""


class _Past:
    """What the first so many contact-days of a ledger come to, whatever the day."""

    __slots__ = ("_due", "pulse", "rhythm", "roots", "tally")

    def __init__(self, ledger: Ledger, count: int) -> None:
        self.pulse: Final = pulse_of(ledger, count)
        self.roots: Final = roots_of(ledger, count)
        self.tally: Final = tally_of(ledger, count)
        self.rhythm: Final = _rhythm(ledger, count)
        self._due: tuple[int, int | None] = (0, None)

    def due(self, every: int) -> int | None:
        """The number of the first day that is due; remembered for one cadence."""
        of, number = self._due  # one tuple, as in `_History.past`
        if of != every:
            number = due_number(self.pulse, every)
            self._due = (every, number)
        return number


class _History:
    """A contact's ledger and what it comes to: everything of a reading that waits for no day."""

    __slots__ = ("_last", "_whole", "ledger")

    def __init__(self, ledger: Ledger) -> None:
        self.ledger: Final = ledger
        self._whole: Final = _Past(ledger, len(ledger.days))
        self._last = (len(ledger.days), self._whole)

    def past(self, count: int) -> _Past:
        """What the first `count` contact-days come to.

        All of them is remembered, and the last lesser count: whoever travels by weeks meets most people with as many
        as the week before.  It is one tuple, so that readers in other threads, and the facts before and after a change,
        which share this, find a pair that belongs together.
        """
        if count == len(self.ledger.days):
            return self._whole
        of, past = self._last
        if of != count:
            past = _Past(self.ledger, count)
            self._last = (count, past)
        return past


def _history(facts: Facts, person: str, calendar: Calendar) -> _History:
    kept = facts.kept.get(person)
    if isinstance(kept, _History) and (kept.ledger.calendar is calendar or kept.ledger.calendar == calendar):
        return kept
    ledger = ledger_of(facts.docs_of(person), calendar)
    history = _History(ledger)
    facts.kept[person] = history
    return history


def _know(facts: Facts, people: Sequence[str]) -> None:
    """Work out the histories of many at once, in a tenth of the time."""
    unknown = [person for person in people if person not in facts.kept]
    if len(unknown) < MANY:
        return
    columns = facts.everybody().columns
    if columns.strange:
        return
    for person in unknown:
        places = facts.places_of(person)
        if places is not None:
            ledger = columns.ledger(places, calendar_of(facts, facts.contacts[person]))
            facts.kept[person] = _History(ledger)


MANY: Final = 20
"""People from which on all documents are walked through once, rather than each person's own."""


def _rhythm(ledger: Ledger, count: int) -> int | None:
    if count < 3:
        return None
    numbers = ledger.numbers
    gaps: list[int] = sorted(map(sub, islice(numbers, 1, count), numbers))
    middle = len(gaps) // 2
    return gaps[middle] if len(gaps) % 2 else (gaps[middle - 1] + gaps[middle] + 1) // 2


def _due_on(calendar: Calendar, number: int | None, last: int | None) -> date | None:
    """The day of the awake number that is due; not before the last contact-day, an ordinal."""
    if number is None or last is None:
        return None
    day = calendar.day(number)
    if (
        day is not None and day.toordinal() < last
    ):  # they met on a day of rest, which bears the number of the day before it
        day = calendar.day(number + 1)
    return day
