"""The almanac of a garden on a day: what a year looked like, who would answer, what would be kinder to ask of oneself.

What always holds: figures of a day rest on what happened up to that day only; everybody's contact-days are walked
through once; nothing here counts against anybody: a streak tells the weeks that had something in them, never those
that had not.  Archived plants stand in the heat map, in give and take and in the years, for what was done was done;
they stand in nothing that is about tomorrow.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, NamedTuple

from garden.core import plot
from garden.core.days import BOTH, IN, OUT, Calendar, ordinal_of
from garden.core.facts import Facts
from garden.core.model import SHED, Contact
from garden.core.reading import STATES, Reading, State, ledger_for
from garden.core.roots import STAGES, roots_at, stage_index
from garden.core.travel import known_by
from garden.core.vitality import WILTING

YEAR: Final = 365
"""Days that the heat map shows, the day itself the last."""
LADDER: Final = (14, 30, 90, 180, 365)
"""Cadences that a proposal may name, in days."""
GENTLE: Final = 12
"""A proposal names the shortest cadence that so few people are enough for."""
RECONNECT: Final = 8
THIN: Final = 0.2
"""A bed or tag of which less than this share would answer is thin."""
THIN_FROM: Final = 3
"""Plants from which on a bed or tag can be thin."""


class Heat(NamedTuple):
    """Contact-days of everybody on each of the YEAR days from `first` on."""

    first: date
    counts: tuple[int, ...]


class GiveAndTake(NamedTuple):
    """The past year's contact-days by who reached out, and favours; and who leans which way, furthest first (ids)."""

    mine: int
    theirs: int
    shared: int
    gave: int
    got: int
    asked: int
    to_them: tuple[str, ...]
    """I give more."""
    to_me: tuple[str, ...]
    """They give more."""


class Proposal(NamedTuple):
    """A cadence (days) that would make the garden fit if these people (ids) had it; `asked`: contacts a day then."""

    every: int
    people: tuple[str, ...]
    asked: float


class BedStates(NamedTuple):
    """A bed (id) and how many of its plants are in each of STATES."""

    bed: str
    counts: tuple[int, ...]


class YearRing(NamedTuple):
    """The plants there were on a day, by STAGES: the last day of a year, or the almanac's own."""

    on: date
    counts: tuple[int, ...]


class Group(NamedTuple):
    """A bed ("friends") or tag ("#job"), its plants, and how many of them would answer."""

    name: str
    plants: int
    ready: int


class Readiness(NamedTuple):
    """Who would answer tomorrow, likeliest first (ids); of how many plants it went both ways with how many within a
    year; thin groups."""

    people: tuple[str, ...]
    two_way: int
    of: int
    thin: tuple[Group, ...]


class Introductions(NamedTuple):
    """How many were made, how many people somebody brought; and who brought them: (id, how many), most first."""

    made: int
    received: int
    by: tuple[tuple[str, int], ...]


class Streak(NamedTuple):
    """Weeks of the past year with something in them; in a row up to now (a week not yet over ends nothing, and one
    in which the whole garden rests does not count); the longest row of all.
    """

    weeks: int
    now: int
    longest: int


class Almanac(NamedTuple):
    """All of it."""

    on: date
    heat: Heat
    give: GiveAndTake
    load: plot.Load
    proposal: Proposal | None
    """None where the garden fits, where nothing was logged, or where no cadence of LADDER is enough."""
    beds: tuple[BedStates, ...]
    years: tuple[YearRing, ...]
    readiness: Readiness
    reconnect: tuple[str, ...]
    introductions: Introductions
    streak: Streak


def almanac_of(facts: Facts, readings: Sequence[Reading], on: date) -> Almanac:
    """The almanac.  `readings`: everybody's on that day, archived ones too or not; O(contact-days + interactions)."""
    today = on.toordinal()
    here = [reading for reading in readings if not reading.archived]
    load = plot.load_of(facts, here, on)
    ends = _year_ends(facts, today)
    heat = [0] * YEAR
    rings = [[0] * len(STAGES) for _ in ends]
    sides = {OUT: 0, IN: 0, BOTH: 0}
    favours = {"gave": 0, "got": 0, "asked": 0}
    weeks: set[int] = set()
    two_way: set[str] = set()
    for person in facts.contacts:
        ledger = ledger_for(facts, person)
        count, before = ledger.until(today), ledger.until(today - YEAR)
        days = ledger.days
        for place in range(before, count):
            heat[days[place] - (today - YEAR + 1)] += 1
            sides[ledger.flags[place]] += 1
        weeks.update((day - 1) // 7 for day in days[:count])
        recent = 0
        for flag in ledger.flags[before:count]:
            recent |= flag
        if recent == BOTH:
            two_way.add(person)
        for day, what in ledger.favours:
            if today - YEAR < day <= today:
                favours[what] += 1
        counts = [ledger.until(end) for end in ends]
        grown = roots_at(ledger, counts)
        for ring, end, until, roots in zip(rings, ends, counts, grown, strict=True):
            if not until and not known_by(facts, person, date.fromordinal(end)):
                continue
            seen = 0
            for flag in ledger.flags[:until]:
                seen |= flag
                if seen == BOTH:
                    break
            age = ledger.calendar.number(end) - ledger.numbers[0] if until else 0
            ring[stage_index(roots, seen == BOTH, age)] += 1
    leaning = [r for r in here if abs(r.balance) >= LEAN]
    given = sorted((r for r in leaning if r.balance > 0), key=lambda r: (-r.balance, r.name, r.id))
    taken = sorted((r for r in leaning if r.balance < 0), key=lambda r: (r.balance, r.name, r.id))
    return Almanac(
        on,
        Heat(date.fromordinal(max(1, today - YEAR + 1)), tuple(heat)),
        GiveAndTake(
            sides[OUT],
            sides[IN],
            sides[BOTH],
            favours["gave"],
            favours["got"],
            favours["asked"],
            tuple(r.id for r in given),
            tuple(r.id for r in taken),
        ),
        load,
        proposal_of(here, load),
        _by_state(facts, here),
        tuple(YearRing(date.fromordinal(end), tuple(ring)) for end, ring in zip(ends, rings, strict=True)),
        _readiness(facts, here, two_way),
        reconnect_of(here),
        _introductions(facts, on),
        _streak(weeks, today, Calendar(facts.rests)),
    )


LEAN: Final = 0.3
"""|balance| from which somebody stands on a side: where a plant is drawn leaning."""


def proposal_of(readings: Iterable[Reading], load: plot.Load) -> Proposal | None:
    """What would make the garden fit: longer cadences for those with the least roots, the most asked for first."""
    if not load.too_much or not load.given:
        return None
    awake = [r for r in readings if r.every is not None and r.state != "resting"]
    awake.sort(key=lambda r: (r.maturity, r.every or 0, r.name, r.id))
    found: Proposal | None = None
    for every in LADDER:
        asked, people = load.asked, []
        for reading in awake:
            if asked <= load.given:
                break
            if reading.every is not None and reading.every < every:
                asked -= 1 / reading.every - 1 / every
                people.append(reading.id)
        if asked <= load.given and people and (found is None or len(people) < len(found.people)):
            found = Proposal(every, tuple(people), asked)
            if len(people) <= GENTLE:
                break
    return found


def reconnect_of(readings: Iterable[Reading], most: int = RECONNECT) -> tuple[str, ...]:
    """Sleeping ties worth waking first (ids): well-rooted and in balance, then the longest silent.

    Dormant ties give as useful and more novel advice than live ones (Levin, Walter & Murnighan 2011).
    """
    asleep = [r for r in readings if r.state == "dormant" and r.why.reached == "both" and not r.archived]
    asleep.sort(key=lambda r: (-r.maturity * (1 - abs(r.balance)), -(r.days_silent or 0), r.name, r.id))
    return tuple(r.id for r in asleep[:most])


def _year_ends(facts: Facts, today: int) -> list[int]:
    """The last days of the years since the first contact-day, and the day itself."""
    firsts = [ledger.days[0] for ledger in (ledger_for(facts, p) for p in facts.contacts) if ledger.days]
    first = min(firsts, default=today)
    start, this = date.fromordinal(min(first, today)).year, date.fromordinal(today).year
    ends = [date(year, 12, 31).toordinal() for year in range(start, this)]
    return [*ends, today]


def _planted(facts: Facts, contact: Contact) -> int:
    """The ordinal of the day on which a contact was written down; 0 where the file does not say."""
    created = facts.table("contacts")[contact.id].get("created")
    return ordinal_of(created) if type(created) is str else 0


def _by_state(facts: Facts, readings: Sequence[Reading]) -> tuple[BedStates, ...]:
    found: dict[str, dict[State, int]] = {bed: dict.fromkeys(STATES, 0) for bed in facts.beds if bed != SHED}
    for reading in readings:
        if reading.state is not None and reading.bed in found:
            found[reading.bed][reading.state] += 1
    return tuple(BedStates(bed, tuple(c.values())) for bed, c in found.items() if any(c.values()))


def _readiness(facts: Facts, readings: Sequence[Reading], two_way: set[str]) -> Readiness:
    """Those who would answer are `plot.ready`, while their tie is not wilting."""
    people = tuple(r.id for r in plot.ready(readings) if (r.vitality or 0.0) >= WILTING)
    answering = set(people)
    groups: dict[str, list[str]] = {}
    for reading in readings:
        if reading.state is not None:
            groups.setdefault(facts.beds[reading.bed].name, []).append(reading.id)
            for tag in dict.fromkeys(facts.contacts[reading.id].tags):
                groups.setdefault(f"#{tag}", []).append(reading.id)
    every = [Group(name, len(ids), sum(i in answering for i in ids)) for name, ids in groups.items()]
    thin = [g for g in every if g.plants >= THIN_FROM and g.ready < THIN * g.plants]
    thin.sort(key=lambda g: (g.ready / g.plants, -g.plants, g.name))
    there = [r for r in readings if r.state is not None]
    return Readiness(people, sum(r.id in two_way for r in there), len(there), tuple(thin))


def _introductions(facts: Facts, on: date) -> Introductions:
    """Made: introductions logged that I gave, or that name whom somebody met through me.  Received: people whom
    somebody brought, by their own record or by an introduction that I got."""
    made, today = 0, on.toordinal()
    received: set[str] = set()
    for doc in facts.table("interactions").values():
        said, met = doc.get("on"), doc.get("introduced")
        if (
            type(said) is not str
            or not 0 < ordinal_of(said) <= today
            or not (doc.get("kind") == "intro" or met)
        ):
            continue
        if doc.get("favor") == "got" or doc.get("flow") == "in":
            received.update(person for person in (met if type(met) is list else ()) if type(person) is str)
            if not met:  # who it was is not written down
                received.add(str(doc.get("id")))
        else:
            made += 1
    by: dict[str, int] = {}
    for contact in facts.contacts.values():
        if contact.introduced_by in facts.contacts and _planted(facts, contact) <= today:
            by[contact.introduced_by] = by.get(contact.introduced_by, 0) + 1
            received.add(contact.id)
    most = sorted(by.items(), key=lambda one: (-one[1], facts.contacts[one[0]].name, one[0]))
    return Introductions(made, len(received), tuple(most))


def _streak(weeks: set[int], today: int, calendar: Calendar) -> Streak:
    """`weeks`: numbers, (ordinal - 1) // 7, of Monday to Sunday with a contact-day in them."""
    this = (today - 1) // 7

    def resting(week: int) -> bool:
        span = calendar.rest_at(week * 7 + 1)
        return span is not None and span[1] >= week * 7 + 7

    now = longest = row = 0
    for week in range(min(weeks, default=this), this + 1):
        if week in weeks:
            row += 1
        elif not resting(week) and week != this:
            row = 0
        longest = max(longest, row)
    now = row
    return Streak(sum(this - 52 < week <= this for week in weeks), now, longest)
