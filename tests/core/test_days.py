"""Days: rests that do not count, contact-days from whatever a file holds, and birthdays."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from garden.core.days import (
    BOTH,
    IN,
    OUT,
    Calendar,
    PartialDate,
    is_open,
    ledger_of,
    next_birthday,
    partial_date,
    turning,
)  # fmt: skip
from garden.core.model import Rest
from tests.core.logs import Event, days, logs, on

spans = st.builds(
    lambda start, length: Rest(on(start), None if length is None else on(start + length)),
    st.integers(0, 200), st.none() | st.integers(0, 60),
)  # fmt: skip


def resting(rests: list[Rest], day: int) -> bool:
    return any(rest.start <= on(day) and (rest.until is None or on(day) <= rest.until) for rest in rests)


@given(st.lists(spans, max_size=6), st.integers(-20, 300), st.integers(0, 120))
def test_the_calendar_counts_the_days_that_are_not_rest(rests: list[Rest], start: int, length: int) -> None:
    calendar = Calendar(rests)
    awake = sum(not resting(rests, day) for day in range(start + 1, start + length + 1))
    assert calendar.number(on(start + length).toordinal()) - calendar.number(on(start).toordinal()) == awake


@given(st.lists(spans, max_size=6), st.integers(-20, 300))
def test_the_day_of_a_number_is_the_awake_day_that_bears_it(rests: list[Rest], day: int) -> None:
    calendar, ordinal = Calendar(rests), on(day).toordinal()
    if resting(rests, day):
        span = calendar.rest_at(ordinal)
        assert span is not None
        assert span[0] <= ordinal <= span[1]
        assert is_open(span) or not resting(rests, day + span[1] - ordinal + 1)
    else:
        assert calendar.rest_at(ordinal) is None
        assert calendar.day(calendar.number(ordinal)) == on(day)


def test_no_day_lies_behind_an_open_rest() -> None:
    calendar = Calendar([Rest(on(10), None)])
    assert calendar.day(on(9).toordinal()) == on(9)
    assert calendar.day(on(10).toordinal()) is None


def test_rests_that_overlap_or_touch_are_one() -> None:
    calendar = Calendar([Rest(on(5), on(9)), Rest(on(0), on(6)), Rest(on(10), on(12)), Rest(on(20), on(20))])
    first = on(0).toordinal()
    assert calendar.spans == ((first, first + 12), (first + 20, first + 20))


def docs(*parts: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"people": ["ada"], "on": "2026-11-23", **part} for part in parts]


def test_everything_on_a_day_is_one_contact_day_of_the_depth_of_the_deepest() -> None:
    ledger = ledger_of(
        docs(
            {"kind": "message", "flow": "out"}, {"kind": "walk", "flow": "in"}, {"kind": "call", "flow": "in"}
        )
    )
    assert (ledger.flags, ledger.depths, ledger.kinds) == ([BOTH], [1.5], ["call"])


def test_days_come_out_in_order_however_they_went_in() -> None:
    ledger = ledger_of(
        docs(
            {"on": "2026-11-03", "flow": "in"},
            {"on": "2026-11-01", "flow": "out"},
            {"on": "2026-11-02T09:30:00Z"},
        )
    )
    assert [date.fromordinal(day).day for day in ledger.days] == [1, 2, 3]
    assert ledger.flags == [OUT, BOTH, IN]


def test_favours_are_kept_each_with_its_day() -> None:
    day = date(2026, 11, 23).toordinal()
    ledger = ledger_of(docs({"favor": "gave"}, {"favor": "asked"}, {"favor": "borrowed"}, {"favor": ["got"]}))
    assert ledger.favours == [(day, "gave"), (day, "asked")]


anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=12)
    | st.sampled_from(["2026-11-23", "both"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=4,
)
strange = st.dictionaries(
    st.sampled_from(["on", "kind", "flow", "favor", "people", "created", "id"]), anything
)


@given(st.lists(strange, max_size=8))
def test_no_document_is_too_strange(parts: list[dict[str, Any]]) -> None:
    ledger = ledger_of(parts)
    assert len(ledger.days) == len(ledger.flags) == len(ledger.depths) == len(ledger.kinds)
    assert list(ledger.days) == sorted(set(ledger.days))


@given(logs, st.randoms(use_true_random=False))
def test_a_ledger_does_not_depend_on_the_order_of_its_documents(log: list[Event], random: Any) -> None:
    ordered = sorted((event.doc(n) for n, event in enumerate(log)), key=lambda doc: str(doc["on"]))
    shuffled = random.sample(ordered, len(ordered))
    a, b = ledger_of(ordered), ledger_of(shuffled)
    assert (a.days, a.flags, a.depths) == (b.days, b.flags, b.depths)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1990-05-10", PartialDate(5, 10, 1990)),
        ("--05-10", PartialDate(5, 10)),
        ("--02-29", PartialDate(2, 29)),
        ("2000-02-29", PartialDate(2, 29, 2000)),
        *((bad, None) for bad in ("1900-02-29", "--02-30", "-05-10", "05-10", "1990-05", "19900510", "", "soon", "1990-W10-1",  # noqa: E501
                                  "1990-05-10T00:00", "--13-01", "١٩٩٠-05-10")),
    ],
)  # fmt: skip
def test_a_partial_date_is_a_day_that_exists(text: str, expected: PartialDate | None) -> None:
    assert partial_date(text) == expected
    if expected is not None:
        assert str(expected) == text


def test_the_next_birthday_is_today_until_today_is_over() -> None:
    assert next_birthday("1990-05-10", date(2026, 5, 10)) == date(2026, 5, 10)
    assert next_birthday("--05-10", date(2026, 5, 11)) == date(2027, 5, 10)
    assert turning("1990-05-10", date(2026, 5, 10)) == 36
    assert turning("1990-05-10", date(2026, 5, 11)) == 37
    assert turning("--05-10", date(2026, 5, 11)) is None


def test_who_was_born_on_29_february_has_a_birthday_every_year() -> None:
    assert next_birthday("2000-02-29", date(2027, 1, 1)) == date(2027, 2, 28)
    assert next_birthday("2000-02-29", date(2027, 3, 1)) == date(2028, 2, 29)
    assert next_birthday("--02-29", date(2028, 2, 28)) == date(2028, 2, 29)


@given(
    st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.dates(date(1900, 1, 1), date(2200, 1, 1)), st.booleans()
)
def test_a_birthday_is_never_off_by_a_day(born: date, today: date, known: bool) -> None:
    found = next_birthday(born.isoformat() if known else f"--{born:%m-%d}", today)
    assert found is not None
    assert found >= today
    if known:
        assert found >= born
    if (born.month, born.day) == (2, 29):
        assert (found.month, found.day) == (2, 28) or (found.month, found.day) == (2, 29)
        assert (found + timedelta(days=1)).month == 3
    else:
        assert (found.month, found.day) == (born.month, born.day)
    assert (found - max(today, born) if known else found - today) <= timedelta(days=366)


@given(days)
def test_the_last_days_of_the_calendar_do_no_harm(back: int) -> None:
    assert next_birthday("--01-01", date.max - timedelta(days=back % 300)) is None
