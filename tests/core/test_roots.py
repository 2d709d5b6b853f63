"""Roots: what is built only grows, and cramming builds nothing."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from garden.core.days import DEPTH
from garden.core.reading import STAGES, read
from garden.core.roots import GATES, maturity_of, stage_of
from tests.core.logs import Event, days, events, flows, garden, later, logs, on, reading, regular, rests

MUTUAL, YEARS = True, 10 * 365


@pytest.mark.parametrize(
    ("log", "expected"),
    [
        (regular(30, 36), 35.5),
        (regular(1, 12), 2.5),
        (regular(1, 365, kind="message"), 24.7),
    ],
    ids=["thirty-six monthly coffees", "twelve coffees on twelve days running", "a year of daily messages"],
)
def test_roots_are_what_people_are_told(log: list[Event], expected: float) -> None:
    assert round(reading(log, 5000).roots, 1) == expected


def test_a_first_meal_is_worth_three_one_to_one_messages_and_one_way_half() -> None:
    assert reading([Event(0, kind="meal")], 0).roots == 1.5
    assert reading([Event(0, kind="message")], 0).roots == 0.5
    assert reading([Event(0, "out", "message")], 0).roots == 0.25
    assert reading([Event(0, "in", "skywriting")], 0).roots == 0.5


@given(logs, events, rests, later)
def test_an_interaction_never_lowers_roots_stage_or_maturity(
    log: list[Event], new: Event, pauses: list[object], wait: int
) -> None:
    """Exactly: not by the last bit."""
    day = max(event.day for event in [*log, new]) + wait
    without, with_it = reading(log, day, rests=pauses), reading([*log, new], day, rests=pauses)
    assert without.roots <= with_it.roots
    assert STAGES.index(without.stage) <= STAGES.index(with_it.stage)
    assert without.maturity <= with_it.maturity


@given(
    st.lists(st.builds(Event, st.integers(0, 30), flows, st.sampled_from([*DEPTH, "coffee"])), max_size=25),
    st.integers(0, 30),
    flows,
)
def test_an_interaction_never_lowers_roots_in_a_crowded_month(log: list[Event], day: int, flow: str) -> None:
    for kind in ("message", "coffee", "meal"):
        assert reading(log, 40).roots <= reading([*log, Event(day, flow, kind)], 40).roots


@given(logs, days, later, rests)
def test_time_never_lowers_roots_stage_or_maturity(
    log: list[Event], day: int, more: int, pauses: list[object]
) -> None:
    facts = garden(log, rests=pauses)
    before, after = read(facts, "ada", on(day)), read(facts, "ada", on(day + more))
    assert before.roots <= after.roots
    assert STAGES.index(before.stage) <= STAGES.index(after.stage)
    assert before.maturity <= after.maturity


@given(st.lists(st.integers(0, 400), min_size=1, max_size=20, unique=True))
def test_roots_are_the_sum_of_the_definition(at: list[int]) -> None:
    """Against the formula as it is written, over all earlier contact-days."""
    ordered = sorted(at)
    expected = sum(
        max(0.0, 1.0 - max((2.718281828459045 ** (-(k - j) / 7) for j in ordered[:i]), default=0.0))
        for i, k in enumerate(ordered)
    )
    assert reading([Event(d) for d in at], 500).roots == pytest.approx(expected, abs=1e-6)


@given(st.integers(2, 60))
def test_cramming_grows_less_than_the_same_coffees_spread_out(times: int) -> None:
    assert reading(regular(1, times), 3000).roots < reading(regular(7, times), 3000).roots <= times


def test_a_gate_holds_a_stage_back_and_maturity_below_the_next_one() -> None:
    alone = reading(regular(30, 60, flow="out", kind="meal"), 2000)
    assert alone.roots > 15
    assert alone.stage == "seedling"
    assert 2 / 6 < alone.maturity < 3 / 6
    assert reading([*regular(30, 60, flow="out", kind="meal"), Event(2000, "in")], 2000).stage == "grand"


def test_stages_take_years() -> None:
    log = regular(4, 90, kind="walk")
    assert reading(log, 364).stage == "young"
    assert reading(log, 365).stage == "mature"
    assert stage_of(1000.0, MUTUAL, 3 * 365) == "grand"
    assert stage_of(1000.0, MUTUAL, 5 * 365 - 1) == "grand"
    assert stage_of(1000.0, MUTUAL, 5 * 365) == "ancient"


def test_each_threshold_opens_its_stage_and_maturity_runs_from_0_to_1() -> None:
    for stage, gate in zip(STAGES, GATES, strict=True):
        assert stage_of(gate.roots or (0.0 if stage == "seed" else 0.001), MUTUAL, YEARS) == stage
    found = [maturity_of(g / 10, MUTUAL, YEARS) for g in range(700)]
    assert (found[0], found[-1]) == (0.0, 1.0)
    assert all(a <= b for a, b in pairwise(found))
    assert maturity_of(4.0, MUTUAL, YEARS) == pytest.approx((2 + 0.5) / 6)
