"""What becomes of a plant: every figure is the reading of its day, and silence never lifts the curve."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from garden.core.outlook import AHEAD_DAYS, BACK_DAYS, STEP_DAYS, outlook
from garden.core.reading import read
from tests.core.logs import SPAN, garden, logs, on


@given(logs, st.integers(0, SPAN))
@settings(max_examples=25)
def test_the_curve_only_falls_ahead_and_its_turns_are_the_first_days_of_their_states(said, day: int) -> None:  # type: ignore[no-untyped-def]
    facts, today = garden(said), on(day)
    (person,) = facts.contacts
    told = outlook(facts, person, today)
    assert len(told.past) == BACK_DAYS // STEP_DAYS + 1
    assert len(told.ahead) == AHEAD_DAYS // STEP_DAYS
    now = read(facts, person, today)
    assert told.past[-1] == now.vitality
    assert len(told.states) == len(told.past) + len(told.ahead)
    assert told.states[len(told.past) - 1] == now.state
    assert told.states[-1] == read(facts, person, today + timedelta(days=AHEAD_DAYS)).state
    quiet = not any(event.on > today for event in facts.history(person))
    if quiet and now.vitality is not None:
        heights = [now.vitality, *(v for v in told.ahead if v is not None)]
        assert all(b <= a + 1e-9 for a, b in pairwise(heights))
    for turn in told.turns:
        assert read(facts, person, turn.on).state == turn.state
        assert read(facts, person, turn.on - timedelta(days=1)).state != turn.state
    assert told.coffee.days_silent == 0
    assert told.coffee.vitality is None or now.vitality is None or told.coffee.vitality >= now.vitality - 1e-9
