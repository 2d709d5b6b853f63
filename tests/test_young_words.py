"""What is said of a tie that wilts before the day that is due: nothing said of it contradicts another."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from garden import words
from garden.core.outlook import outlook, sooner
from garden.core.reading import THIRST
from garden.words import today as to_say
from garden.words.known import known
from garden.words.outlook import met_once
from tests.support import TODAY, GardenBuilder, a_garden


def met(*days_ago: int, every: int = 42, kind: str = "coffee") -> GardenBuilder:
    builder = a_garden().with_contact("Ada", every=every)
    for days in days_ago:
        builder = builder.met("Ada", days_ago=days, kind=kind)
    return builder


def test_next_is_the_first_day_of_thirst_where_that_comes_before_the_due_day() -> None:
    gardener = met(1).gardener()
    read, contact = gardener.reading("ada"), gardener.facts.contacts["ada"]
    first = outlook(gardener.facts, "ada", TODAY).turns[0]
    assert first.state == "thirsty"
    assert sooner(gardener.facts, read) == first.on
    said = f"in {(first.on - TODAY).days} days"
    assert f"next: {said}" in words.story(read, contact, (), (), first.on)
    assert dict(known(read, contact, sooner=first.on))["next"] == said
    assert words.why(read) == (
        "In touch yesterday; you set every 6 weeks. One meeting so far: it needs water sooner. "
        "About 7 in 10 such ties speak again within 4 months."
    )


def test_on_that_day_a_list_says_why() -> None:
    builder = met(11)
    read = builder.gardener().reading("ada")
    assert read.state == "thirsty"
    assert read.due_on is not None
    assert read.due_on > TODAY
    assert to_say.reason(read) == "11 days quiet; one meeting so far"


@pytest.mark.parametrize(("kind", "said"), [("email", "one exchange so far"), ("call", "one call so far")])
def test_one_time_is_called_what_it_was(kind: str, said: str) -> None:
    assert met_once(met(2, kind=kind).gardener().reading("ada")) == said


@given(st.lists(st.integers(0, 800), min_size=1, max_size=5), st.integers(1, 500))
def test_next_never_contradicts_the_outlook(days: list[int], every: int) -> None:
    gardener = met(*days, every=every).gardener()
    read = gardener.reading("ada")
    first = next(
        (turn.on for turn in outlook(gardener.facts, "ada", TODAY).turns if turn.state in THIRST), None
    )
    if read.state == "thriving" and first is not None and read.due_on is not None:
        assert (sooner(gardener.facts, read) or read.due_on) == first
        if met_once(read):
            assert first < read.due_on
    else:
        assert sooner(gardener.facts, read) is None


def test_on_a_day_that_has_passed_what_came_later_is_not_foreseen() -> None:
    gardener = met(40, 30).gardener()
    assert sooner(gardener.facts, gardener.reading("ada", TODAY - timedelta(days=39))) is None
