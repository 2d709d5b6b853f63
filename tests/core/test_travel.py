"""Through a garden's time: every day of it can be reached, and nothing of what came later is seen."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from garden.core.facts import Facts
from garden.core.reading import read_all
from garden.core.travel import UNITS, Span, happened, known_by, known_since, promised, span_of, stepped, there

days = st.dates(date(1, 1, 1), date(9999, 12, 31))
near = st.dates(date(1950, 1, 1), date(2080, 12, 31))


@given(near, st.sampled_from(UNITS), st.integers(-40, 40))
def test_a_step_there_and_back_ends_within_the_same_few_days(on: date, unit: str, by: int) -> None:
    there_ = stepped(on, unit, by)  # type: ignore[arg-type]
    back = stepped(there_, unit, -by)  # type: ignore[arg-type]
    assert abs((back - on).days) <= (3 if unit in ("month", "year") else 0), (
        "only a short month may cost days"
    )
    assert (there_ > on) == (by > 0)
    assert (there_ < on) == (by < 0)


@given(days, st.sampled_from(UNITS), st.integers(-400_000, 400_000))
def test_no_step_leaves_the_calendar(on: date, unit: str, by: int) -> None:
    assert date.min <= stepped(on, unit, by) <= date.max  # type: ignore[arg-type]


def test_the_last_of_a_long_month_is_the_last_of_a_short_one() -> None:
    assert stepped(date(2027, 1, 31), "month", 1) == date(2027, 2, 28)
    assert stepped(date(2028, 2, 29), "year", -1) == date(2027, 2, 28)


@given(near, near, near)
def test_every_day_of_a_span_lies_at_a_share_that_leads_back_to_it(a: date, b: date, on: date) -> None:
    span = Span(min(a, b), max(a, b))
    held = span.held(on)
    assert span.at(span.share(held)) == held
    assert 0 <= span.share(held) <= 1


def test_a_garden_is_seen_from_its_first_log_to_two_years_ahead() -> None:
    today = date(2026, 11, 23)
    facts = Facts({"interactions": {
        "a": {"id": "a", "on": "2019-03-01", "people": ["ada"]},
        "b": {"id": "b", "on": "2019-03-01", "people": ["tom"]},
        "c": {"id": "c", "on": "2019-02-30"}, "d": {"id": "d", "on": 7}}})  # fmt: skip
    assert span_of(facts, today) == Span(date(2019, 3, 1), date(2028, 11, 23))
    assert happened(facts) == {date(2019, 3, 1): 2}
    assert span_of(Facts({}), today) == Span(today, date(2028, 11, 23))


def test_nobody_stands_in_the_garden_before_they_were_met_planted_or_logged() -> None:
    on = date(2020, 6, 15)
    contacts = {
        "logged": {"created": "2026-01-01T00:00:00Z"}, "planted": {"created": "2020-06-15T09:00:00Z"},
        "met": {"met_on": "2020-06", "created": "2026-01-01T00:00:00Z"}, "later": {"created": "2020-06-16T00:00:00Z"},
        "met later": {"met_on": "2021"}, "nobody knows": {},
    }  # fmt: skip
    facts = Facts({
        "contacts": {who: {"id": who, "name": who, "every": 30, **doc} for who, doc in contacts.items()},
        "interactions": {"i": {"id": "i", "on": "2020-06-01", "people": ["logged"]},
                         "j": {"id": "j", "on": str(on + timedelta(days=1)), "people": ["later"]}},
    })  # fmt: skip
    seen = {reading.id for reading in there(facts, read_all(facts, on), on)}
    assert seen == {"logged", "planted", "met", "nobody knows"}
    assert {who: known_since(facts, who) for who in contacts} == {
        "logged": "2020-06-01", "planted": "2020-06-15", "met": "2020-06", "later": "2020-06-16",
        "met later": "2021", "nobody knows": "",
    }  # fmt: skip


@pytest.mark.parametrize(
    "met", ["the 90s", "1990s", "2020-13", "2020-02-30", "0000", "at school", "2020-6-1", "٢٠٢٠"]
)
def test_what_the_file_says_of_a_meeting_and_is_no_day_says_not_since_when(met: str) -> None:
    on, planted = date(2020, 6, 15), "2020-06-20T09:00:00Z"
    docs = {"ada": {"met_on": met, "created": planted}, "tom": {"met_on": met}}
    facts = Facts({"contacts": {who: {"id": who, "name": who, **doc} for who, doc in docs.items()}})
    assert [known_by(facts, who, on) for who in docs] == [False, True]
    assert [known_since(facts, who) for who in docs] == ["2020-06-20", ""]


def test_a_promise_is_there_from_the_day_it_was_made_and_open_until_it_was_done() -> None:
    promises = {
        "made later": {"created": "2020-06-16T00:00:00Z"},
        "made": {"created": "2020-06-15T23:00:00Z"},
        "nobody knows": {},
        "done": {"created": "2020-01-01T00:00:00Z", "done_on": "2020-06-15"},
        "done later": {"created": "2020-01-01T00:00:00Z", "done_on": "2020-06-16"},
    }
    docs = {said: {"id": said, "person": "ada", "text": said, **doc} for said, doc in promises.items()}
    stood = {owed.text: owed.done_on for owed in promised(Facts({"promises": docs}), date(2020, 6, 15))}
    assert stood == {"made": None, "nobody knows": None, "done": date(2020, 6, 15), "done later": None}
