"""Vitality and states: the figures people are told, and what must always hold."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from garden.core.days import ledger_of
from garden.core.reading import Reading, read
from garden.core.vitality import kept, prospect, pulse_of, two_way_chance
from tests.core.logs import (
    RANK,
    Event,
    cadences,
    days,
    events,
    flows,
    garden,
    kinds,
    later,
    logs,
    on,
    reading,
    regular,
    rests,
)

YEARS = 12 * 365


def kept_for_years(every: int) -> tuple[list[Event], int]:
    """A tie kept to its cadence, and the day of its last coffee."""
    log = regular(every, max(15, YEARS // every))
    return log, log[-1].day


def first_day(log: list[Event], last: int, every: int, state: str) -> int:
    """Days after `last` on which the plant is first in a state."""
    facts = garden(log, every)
    return next(d for d in range(4000) if read(facts, "ada", on(last + d)).state == state)


@pytest.mark.parametrize(("every", "day"), [(7, 39), (30, 92), (90, 200), (365, 612)])
def test_a_tie_kept_for_years_wilts_on_the_day_people_are_told(every: int, day: int) -> None:
    log, last = kept_for_years(every)
    assert first_day(log, last, every, "wilting") == day


def test_a_monthly_friend_is_due_on_day_31_and_dormant_on_day_353() -> None:
    log, last = kept_for_years(30)
    assert first_day(log, last, 30, "thirsty") == 31
    assert reading(log, last).due_on == on(last + 31)
    assert first_day(log, last, 30, "dormant") == 353


def test_somebody_met_once_is_thirsty_on_day_8_and_wilting_on_day_31() -> None:
    assert first_day([Event(0)], 0, 30, "thirsty") == 8
    assert first_day([Event(0)], 0, 30, "wilting") == 31


def test_a_tie_kept_to_its_cadence_is_fully_alive_on_its_due_day() -> None:
    for every in (1, 7, 30, 365):
        log = regular(every, 40_000 // every)
        assert reading(log, log[-1].day + every, every).vitality == pytest.approx(1.0, abs=1e-9)


def test_a_coffee_wakes_a_dormant_plant() -> None:
    log, last = kept_for_years(30)
    assert reading(log, last + 500).state == "dormant"
    assert reading([*log, Event(last + 500)], last + 500).state == "thriving"


def test_the_formula_is_the_one_written_down() -> None:
    """One coffee 10 days ago and one message of mine 4 days ago, looking 90 days ahead, by hand."""
    n_out, n_in = (
        2.718281828459045 ** (-10 / 365) + 2.718281828459045 ** (-4 / 365),
        2.718281828459045 ** (-10 / 365),
    )
    n = ((n_out + 0.25) * (n_in + 0.25)) ** 0.5
    s = 4**0.25 * 10**0.75
    assert two_way_chance([90, 96], [90], 100, 90) == pytest.approx(
        1 - ((3.5 + s) / (3.5 + s + 90)) ** (n**0.5 / 3)
    )


def test_a_side_that_never_reached_out_counts_as_a_year_of_silence() -> None:
    s = 4**0.25 * 365**0.75
    n = ((2.718281828459045 ** (-4 / 365) + 0.25) * 0.25) ** 0.5
    assert two_way_chance([96], [], 100, 90) == pytest.approx(
        1 - ((3.5 + s) / (3.5 + s + 90)) ** (n**0.5 / 3)
    )


@given(st.sets(days), st.sets(days), st.integers(0, 3000), cadences)
def test_the_chance_of_day_numbers_is_the_chance_of_a_reading(
    mine: set[int], theirs: set[int], after: int, every: int
) -> None:
    assume(mine or theirs)
    today = max(mine | theirs) + after
    log = [Event(d, "out") for d in mine] + [Event(d, "in") for d in theirs]
    expected = two_way_chance(sorted(mine), sorted(theirs), today, 3 * every)
    assert reading(log, today, every).why.chance == pytest.approx(expected, rel=1e-9, abs=1e-12)


def worse(a: Reading, b: Reading) -> bool:
    """Is `a` worse than `b`, in vitality or in state?  Both awake and met before."""
    assert a.vitality is not None
    assert b.vitality is not None
    return a.vitality < b.vitality or RANK[str(a.state)] < RANK[str(b.state)]


@given(logs, cadences, later, later)
def test_time_alone_never_raises_vitality_or_betters_a_state(
    log: list[Event], every: int, wait: int, more: int
) -> None:
    assume(log)
    start = max(event.day for event in log) + wait
    assert not worse(reading(log, start, every), reading(log, start + more, every))


@given(logs, cadences, rests, later, later)
def test_time_never_raises_vitality_through_rests_either(
    log: list[Event], every: int, pauses: list[object], wait: int, more: int
) -> None:
    assume(log)
    start = max(event.day for event in log) + wait
    before, after = (reading(log, day, every, rests=pauses) for day in (start, start + more))
    assert after.vitality <= before.vitality  # type: ignore[operator]
    if "resting" not in (before.state, after.state):
        assert not worse(before, after)


@given(logs, events, cadences, rests, later)
def test_an_interaction_now_or_back_dated_never_lowers_vitality_or_state_now_or_later(
    log: list[Event], new: Event, every: int, pauses: list[object], wait: int
) -> None:
    assume(log)
    day = max(event.day for event in [*log, new]) + wait
    without, with_it = reading(log, day, every, rests=pauses), reading([*log, new], day, every, rests=pauses)
    assert without.vitality <= with_it.vitality  # type: ignore[operator]
    if without.state != "resting":
        assert not worse(with_it, without)


@given(logs, days, later, cadences, st.sampled_from(["out", "in"]))
def test_an_unanswered_message_revives_less_than_a_coffee_the_same_day(
    log: list[Event], day: int, wait: int, every: int, flow: str
) -> None:
    today = max([day, *(event.day for event in log)]) + wait
    message = reading([*log, Event(day, flow, "message")], today, every)
    coffee = reading([*log, Event(day)], today, every)
    assert not worse(coffee, message)
    answered = any(event.day == day and event.flow != flow for event in log)
    if not answered and message.why.chance < 1.0:  # type: ignore[operator]
        assert message.why.chance < coffee.why.chance  # type: ignore[operator]


@given(logs, days, cadences)
def test_vitality_is_null_if_and_only_if_nothing_is_logged_yet(
    log: list[Event], day: int, every: int
) -> None:
    found = reading(log, day, every)
    met = any(event.day <= day for event in log)
    assert (found.vitality is not None) == met
    assert (found.state == "new") == (not met)
    if found.vitality is not None:
        assert 0.0 <= found.vitality <= 1.0


def is_due(log: list[Event], day: int, every: int) -> bool:
    """s > C from the words: four silences, one of anybody's, three of the slower side's."""
    mine = [e.day for e in log if e.flow != "in"]
    theirs = [e.day for e in log if e.flow != "out"]
    any_ = max(1, day - max(mine + theirs))
    cap = max(365, any_)
    slow = min(cap, max(1, day - min(max(mine), max(theirs)))) if mine and theirs else cap
    return any_ * slow**3 > every**4


@given(logs, st.integers(1, 400))
def test_due_on_is_the_first_day_that_is_due(log: list[Event], every: int) -> None:
    assume(log)
    last = max(event.day for event in log)
    first = next(day for day in range(last, last + every + 2) if is_due(log, day, every))
    assert reading(log, last, every).due_on == on(first)


@given(logs, cadences, rests)
def test_nobody_is_due_on_a_day_of_rest_or_behind_an_open_one(
    log: list[Event], every: int, pauses: list[dict[str, str]]
) -> None:
    assume(log)
    facts = garden(log, every, rests=pauses)
    due = read(facts, "ada", on(max(event.day for event in log))).due_on
    if due is None:
        assert any(pause["until"] is None for pause in pauses)
    else:
        assert read(facts, "ada", due).state != "resting"


@given(st.integers(1, 3650))
def test_a_kept_tie_has_a_chance(every: int) -> None:
    assert 0.0 < kept(every) < 1.0


@given(logs, flows, kinds, later, cadences)
def test_ten_messages_on_one_day_are_one(
    log: list[Event], flow: str, kind: str, wait: int, every: int
) -> None:
    day = max((event.day for event in log), default=0)
    one = reading([*log, Event(day, flow, kind)], day + wait, every)
    ten = reading([*log, *[Event(day, flow, kind)] * 10], day + wait, every)
    assert one == ten


def test_the_chance_stays_below_one_half_for_one_unanswered_message() -> None:
    ledger = ledger_of([Event(0, "out", "message").doc(0)])
    assert prospect(pulse_of(ledger, 1), ledger.numbers[0], 30, 0).chance < 0.5
