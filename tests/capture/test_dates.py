"""Days in words, behind and ahead, and cadences."""

# ruff: noqa: PT017 - a fault that may or may not come
from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from garden.capture.dates import day, every, months_from, phrase
from garden.capture.tokens import tokens
from garden.core.errors import NotUnderstood

TODAY = date(2026, 11, 23)  # a Monday


def said(text: str, looking: str) -> str:
    words = [token.key for token in tokens(text, [])]
    found = phrase(words, 0, TODAY, looking)  # type: ignore[arg-type]
    assert found is not None
    assert found.end == len(words)
    return found.day.isoformat() if found.day else found.fault


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("today", "2026-11-23"),
        ("this morning", "2026-11-23"),
        ("yesterday evening", "2026-11-22"),
        ("last night", "2026-11-22"),
        ("the day before yesterday", "2026-11-21"),
        ("Monday", "2026-11-16"),
        ("on Sunday", "2026-11-22"),
        ("last Friday", "2026-11-20"),
        ("Friday last week", "2026-11-20"),
        ("monday before last", "2026-11-09"),
        ("over the weekend", "2026-11-21"),
        ("3 days ago", "2026-11-20"),
        ("a fortnight ago", "2026-11-09"),
        ("two months ago", "2026-09-23"),
        ("2w ago", "2026-11-09"),
        ("half a year ago", "2026-05-23"),
        ("an hour ago", "2026-11-23"),
        ("9 months ago", "2026-02-23"),
        ("last month", "2026-10-23"),
        ("Nov 3", "2026-11-03"),
        ("3rd of November", "2026-11-03"),
        ("November 3rd, 2024", "2024-11-03"),
        ("the 14th", "2026-11-14"),
        ("the 30th", "2026-10-30"),
        ("the 31st", "2026-10-31"),
        ("the 23rd", "2026-11-23"),
        ("Fri, 20 Nov", "2026-11-20"),
        ("two fridays ago", "2026-11-13"),
        ("3 mondays ago", "2026-11-02"),
        ("this monday", "2026-11-23"),
        ("this wednesday", "2026-11-25"),
        ("2026-11-01", "2026-11-01"),
        ("3.11.2026", "2026-11-03"),
        ("25/12/2025", "2025-12-25"),
        ("12/25/2025", "2025-12-25"),
    ],
)
def test_a_day_behind_us(text: str, on: str) -> None:
    assert said(text, "back") == on


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Dec 5", "say the year"),
        ("Jan 20", "say the year"),
        ("Feb 30", "no February 30"),
        ("Feb 29", "say the year"),
        ("2026-02-29", "no 2026-02-29"),
        ("the 40th", "No month"),
        ("Thursday 13 November", "November 13, 2026 is a Friday"),
        ("3/11/2026", "two days"),
        ("999999999 years ago", "further away"),
    ],
)
def test_a_day_that_cannot_be_says_why(text: str, why: str) -> None:
    assert why in said(text, "back")


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("by Friday", "2026-11-27"),
        ("by Monday", "2026-11-30"),
        ("next friday", "2026-12-04"),
        ("by tomorrow", "2026-11-24"),
        ("in 2 weeks", "2026-12-07"),
        ("by Dec 5", "2026-12-05"),
        ("by Nov 3", "2027-11-03"),
        ("by 2027-01-05", "2027-01-05"),
        ("by the end of the month", "2026-11-30"),
        ("end of week", "2026-11-29"),
        ("by the end of next month", "2026-12-31"),
        ("end of January", "2027-01-31"),
        ("next month", "2026-12-23"),
        ("a week from now", "2026-11-30"),
        ("the 1st", "2026-12-01"),
        ("eom", "2026-11-30"),
        ("in a couple of days", "2026-11-25"),
        ("by Feb 29", "2028-02-29"),
        ("end of year", "2026-12-31"),
    ],
)
def test_a_day_ahead(text: str, on: str) -> None:
    assert said(text, "ahead") == on


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("2027-06-01", "2027-06-01"),
        ("tomorrow", "2026-11-24"),
        ("in 3 weeks", "2026-12-14"),
        ("next monday", "2026-11-30"),
        ("2w", "2026-12-07"),
        ("3 months", "2027-02-23"),
        ("yesterday", "2026-11-22"),
        ("2 days ago", "2026-11-21"),
        ("Dec 5", "2026-12-05"),
        ("today", "2026-11-23"),
        ("last friday", "2026-11-20"),
    ],
)
def test_a_day_for_a_rest_or_for_on(text: str, on: str) -> None:
    assert day(text, TODAY) == date.fromisoformat(on)


@pytest.mark.parametrize(
    "text", ["", "soon", "2026-02-30", "friday or so", "999999999w", "-1", "Feb 30", "…"]
)
def test_what_is_no_day_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(NotUnderstood) as caught:
        day(text, TODAY)
    assert "2027-06-01" in caught.value.hint


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("6w", 42),
        ("monthly", 30),
        ("30", 30),
        ("2 months", 60),
        ("quarterly", 90),
        ("every 3 weeks", 21),
        ("every other week", 14),
        ("1y", 365),
        ("a year", 365),
        ("every week", 7),
        ("two weeks", 14),
        ("10 years", 3650),
        ("1", 1),
        ("Half-yearly", 182),
        ("30 days", 30),
        ("3mo", 90),
        ("week", 7),
    ],
)
def test_a_cadence_in_days(text: str, days: int) -> None:
    assert every(text) == days


@pytest.mark.parametrize(
    "text", ["", "0", "3651", "11 years", "often", "-3", "6 parsecs", "1.5w", "99999999999w", "every"]
)
def test_what_is_no_cadence_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(NotUnderstood) as caught:
        every(text)
    assert "6w" in caught.value.hint


@given(st.text(max_size=30), st.dates())
def test_any_text_is_a_day_or_refused(text: str, today: date) -> None:
    for read in (lambda: day(text, today), lambda: every(text)):
        try:
            read()
        except NotUnderstood as error:
            assert str(error)


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)), st.integers(-600, 600))
def test_months_clamp_to_the_months_end(start: date, months: int) -> None:
    there = months_from(start, months)
    assert there.day == start.day or (there + timedelta(1)).day == 1
    assert (there.year - start.year) * 12 + there.month - start.month == months
