"""The almanac: its figures add up, and a day knows nothing of what came later."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from garden.core.almanac import YEAR, Almanac, almanac_of
from garden.core.days import ledger_of
from garden.core.facts import Facts
from garden.core.reading import read_all
from garden.core.roots import roots_at, roots_of
from tests.core.logs import SPAN, Event, events, garden, logs, on, regular

PEOPLE = ("ada", "mei", "tom")
shared = st.lists(st.tuples(events, st.sampled_from(PEOPLE)), max_size=25)
some_day = st.integers(0, SPAN)


def of(said: list[tuple[Event, str]], **contact: Any) -> Facts:
    docs = {f"i{n}": {**event.doc(n), "people": [who]} for n, (event, who) in enumerate(said)}
    contacts = {who: {"id": who, "name": who.title(), "every": 30, **contact} for who in PEOPLE}
    return Facts({"contacts": contacts, "interactions": docs})


def told(facts: Facts, day: date) -> Almanac:
    return almanac_of(facts, read_all(facts, day), day)


@given(shared, some_day)
@settings(max_examples=40)
def test_the_heat_map_counts_the_contact_days_of_the_year(said: list[tuple[Event, str]], day: int) -> None:
    almanac = told(of(said), on(day))
    happened = {(event.day, who) for event, who in said if day - YEAR < event.day <= day}
    assert sum(almanac.heat.counts) == len(happened)
    assert almanac.give.mine + almanac.give.theirs + almanac.give.shared == len(happened)
    for place, count in enumerate(almanac.heat.counts):
        assert count == sum(event_day == day - YEAR + 1 + place for event_day, _ in happened)


@given(shared, some_day)
@settings(max_examples=40)
def test_the_stages_of_a_year_are_of_everybody_who_was_there(said: list[tuple[Event, str]], day: int) -> None:
    almanac = told(of(said, created="2019-12-31T10:00:00Z"), on(day))
    assert all(sum(ring.counts) == len(PEOPLE) for ring in almanac.years)
    assert all(sum(ring.counts) == len(PEOPLE) for ring in told(of(said), on(day)).years), (
        "nobody knows since when"
    )
    late = told(of(said, created="2999-12-31T10:00:00Z"), on(day))
    for ring in late.years:
        assert sum(ring.counts) == len({who for event, who in said if on(event.day) <= ring.on})


@given(shared, shared, some_day)
@settings(max_examples=40)
def test_a_day_knows_nothing_of_what_came_later(
    past: list[tuple[Event, str]], later: list[tuple[Event, str]], day: int
) -> None:
    before = [(event, who) for event, who in past if event.day <= day]
    after = [(event, who) for event, who in later if event.day > day]
    assert told(of(before), on(day)) == told(of([*before, *after]), on(day))


@given(logs, st.lists(st.integers(0, 14), max_size=5).map(sorted))
@settings(max_examples=40)
def test_roots_in_one_walk_are_roots_one_by_one(log: list[Event], counts: list[int]) -> None:
    ledger = ledger_of([event.doc(n) for n, event in enumerate(log)])
    counts = [min(count, len(ledger.days)) for count in counts]
    assert roots_at(ledger, counts) == [roots_of(ledger, count) for count in counts]


def test_a_garden_that_asks_for_more_than_is_logged_is_offered_cadences_that_fit() -> None:
    said = [(event, "ada") for event in regular(10, 20)]
    facts = of(said, every=7)
    almanac = told(facts, on(190))
    assert almanac.load.too_much
    assert almanac.proposal is not None
    cheaper = sum(1 / (almanac.proposal.every if who in almanac.proposal.people else 7) for who in PEOPLE)
    assert cheaper <= almanac.load.given
    assert abs(cheaper - almanac.proposal.asked) < 1e-9


def test_an_empty_garden_has_an_almanac_too() -> None:
    almanac = told(Facts({}), on(0))
    assert sum(almanac.heat.counts) == 0
    assert almanac.proposal is None
    assert not almanac.reconnect


def test_a_well_rooted_tie_long_silent_is_worth_waking() -> None:
    facts = garden(regular(14, 40))
    assert told(facts, on(14 * 40)).reconnect == ()
    assert told(facts, on(14 * 40 + 900)).reconnect == ("ada",)


def test_a_week_that_is_not_over_ends_no_streak() -> None:
    facts = garden([Event(day) for day in range(0, 70, 7)])
    assert told(facts, on(66)).streak.now == 10
    assert told(facts, on(72)).streak.now == 10
    assert told(facts, on(90)).streak.now == 0
    assert told(facts, on(90)).streak.longest == 10
