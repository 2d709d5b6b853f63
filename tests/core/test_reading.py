"""A reading: everything the model says of a contact on a day, in the past and in the future."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from garden.core.errors import UnknownName
from garden.core.facts import Facts
from garden.core.model import Change
from garden.core.reading import STATES, THIRST, read, read_all
from tests.core.logs import Event, cadences, days, events, garden, later, logs, on, reading, regular, rest


@given(logs, days, cadences)
def test_the_past_can_be_read_what_came_after_has_not_happened(
    log: list[Event], day: int, every: int
) -> None:
    assert reading(log, day, every) == reading([event for event in log if event.day <= day], day, every)


@given(logs, st.integers(1, 500), later, cadences)
def test_the_days_of_a_rest_do_not_count_not_even_years_later(
    log: list[Event], length: int, wait: int, every: int
) -> None:
    """A rest after the last contact: the same reading as without it, that many days earlier."""
    assume(log)
    last = max(event.day for event in log)
    rested = reading(log, last + length + 1 + wait, every, rests=[rest(last + 1, last + length)])
    plain = reading(log, last + 1 + wait, every)
    for name in ("state", "vitality", "roots", "maturity", "stage", "need", "balance", "days_silent"):
        assert getattr(rested, name) == getattr(plain, name), name


@given(logs, st.integers(0, 400), cadences)
def test_nothing_fades_during_a_rest(log: list[Event], day: int, every: int) -> None:
    assume(log)
    last = max(event.day for event in log)
    facts = garden(log, every, rests=[rest(last + 1, None)])
    assert read(facts, "ada", on(last + 1 + day)).state == "resting"
    assert read(facts, "ada", on(last + 1 + day)).vitality == read(facts, "ada", on(last)).vitality


def test_a_contact_rests_with_its_bed_and_with_the_garden() -> None:
    tables: dict[str, Any] = {"contacts": {"ada": {"id": "ada", "name": "Ada", "bed": "friends"}}}
    span = [rest(10, 20)]
    with_bed = Facts(
        {**tables, "beds": {"friends": {"id": "friends", "name": "friends", "every": 30, "rests": span}}}
    )
    with_garden = Facts({**tables, "meta": {"m": {"id": "m", "schema": 1, "rests": span}}})
    for facts in (with_bed, with_garden):
        found = read(facts, "ada", on(15))
        assert found.state == "resting"
        assert found.why.resting_until == on(20)
        assert not found.why.resting_open
        assert read(facts, "ada", on(21)).state == "new"


def test_a_rest_until_further_notice_has_no_end_and_nothing_is_due() -> None:
    found = reading([Event(0)], 5, rests=[rest(3, None)])
    assert (found.state, found.due_on, found.why.resting_open, found.why.resting_until) == (
        "resting",
        None,
        True,
        None,
    )


@given(logs, days, cadences)
def test_who_is_in_the_shed_has_no_cadence_no_state_and_no_need(
    log: list[Event], day: int, every: int
) -> None:
    found = reading(log, day, every, bed="shed")
    assert (found.every, found.state, found.vitality, found.need, found.due_on) == (
        None,
        None,
        None,
        0.0,
        None,
    )
    assert (found.why.every, found.why.chance, found.why.horizon) == (None, None, None)
    assert found.roots == reading(log, day, every).roots


def test_the_cadence_is_the_contacts_own_else_its_beds() -> None:
    assert reading([], 0, None, bed="inner").every == 14
    assert reading([], 0, 45, bed="inner").every == 45
    assert reading([], 0, None).every == 90
    gone = reading([], 0, None, bed="a bed that was removed")
    assert (gone.bed, gone.every) == ("circle", 90)


@given(logs, days, cadences)
def test_need_is_what_one_coffee_would_do_more_for_what_took_years(
    log: list[Event], day: int, every: int
) -> None:
    now = reading(log, day, every)
    met = reading([*log, Event(day)], day, every)
    good = (met.vitality or 0.0) - (now.vitality or 0.0)
    assert now.need == pytest.approx(good * (0.5 + now.maturity), abs=1e-12)
    assert now.need >= 0.0


def test_what_was_done_today_needs_no_more_doing() -> None:
    assert reading([Event(0)], 0).need == 0.0


def test_a_reading_says_why() -> None:
    log = [*regular(20, 10), Event(190, "in", "message")]
    found = reading(log, 230)
    assert found.leaves == 11
    assert (found.last_on, found.days_silent, found.fresh) == (on(190), 40, False)
    why = found.why
    assert (why.silent, why.every, why.year_days, why.rhythm, why.reached) == (40, 30, 11, 20, "both")
    assert (why.last_kind, why.waiting, why.horizon) == ("message", "me", 90)
    assert why.chance is not None
    assert 0 < why.chance < 1
    assert reading(log, 500).why.year_days == 4


def test_who_is_waited_for_is_who_did_not_speak_last() -> None:
    assert reading([Event(0, "out")], 3).why.waiting == "them"
    assert reading([Event(0, "in")], 3).why.waiting == "me"
    assert reading([Event(0, "in"), Event(0, "out")], 3).why.waiting == ""
    assert reading([], 3).why.waiting == ""


def test_a_new_contact_has_nothing_to_explain() -> None:
    found = reading([], 0)
    assert (found.state, found.vitality, found.stage, found.due_on, found.last_on) == (
        "new",
        None,
        "seed",
        None,
        None,
    )
    assert (found.why.silent, found.why.rhythm, found.why.reached, found.why.chance) == (
        None,
        None,
        "none",
        None,
    )


def test_an_unknown_contact_is_an_unknown_name() -> None:
    with pytest.raises(UnknownName):
        read(Facts({}), "nobody", on(0))


@given(logs, st.sampled_from([date.min, date.max, date(1, 12, 31), date(9999, 1, 1)]), cadences)
def test_the_ends_of_the_calendar_can_be_read(log: list[Event], day: date, every: int) -> None:
    ends = {
        "first": {"id": "first", "on": "0001-01-01", "people": ["ada"]},
        "last": {"id": "last", "on": "9999-12-31", "people": ["ada"]},
    }
    facts = garden(log, every)
    found = read(Facts({**facts.tables, "interactions": {**facts.table("interactions"), **ends}}), "ada", day)
    assert found.state in STATES


def town() -> dict[str, dict[str, dict[str, Any]]]:
    people = {name: {"id": name, "name": name.title(), "every": 20} for name in ("ada", "bo", "cleo")}
    people["cleo"]["archived"] = True
    log = {
        f"i{d}": {**Event(d).doc(d), "people": ["ada", "bo"] if d % 20 else ["bo", "cleo"]}
        for d in range(0, 200, 10)
    }
    return {"contacts": people, "interactions": log}


def test_read_all_leaves_archived_contacts_out_unless_asked() -> None:
    facts = Facts(town())
    assert [r.id for r in read_all(facts, on(0))] == ["ada", "bo"]
    assert [r.id for r in read_all(facts, on(0), archived=True)] == ["ada", "bo", "cleo"]


edits = st.lists(
    st.one_of(
        st.tuples(st.just("interactions"), st.sampled_from(["i0", "i10", "i20", "new"]), st.none() | st.builds(
            lambda event, people: {**event.doc(0), "people": people}, events,
            st.lists(st.sampled_from(["ada", "bo", "cleo", "nobody"]), max_size=3))),
        st.tuples(st.just("contacts"), st.sampled_from(["ada", "dot"]), st.none() | st.builds(
            lambda every, pauses: {"name": "Changed", "every": every, "rests": pauses}, st.integers(1, 99),
            st.lists(st.builds(lambda a, b: rest(a, a + b), st.integers(0, 200), st.integers(0, 50)), max_size=2))),
        st.tuples(st.just("promises"), st.just("p1"), st.none() | st.just({"id": "p1", "person": "ada", "text": "a book"})),  # noqa: E501
        st.tuples(st.just("meta"), st.just("m"), st.just({"schema": 1, "rests": [rest(50, 80)]})),
    ),
    max_size=5,
)  # fmt: skip


@given(edits, days, st.booleans())
def test_what_is_carried_over_to_the_next_facts_reads_as_if_read_afresh(
    made: list[Any], day: int, warm: bool
) -> None:
    facts = Facts(town())
    if warm:
        read_all(facts, on(day), archived=True)
        assert not facts.promises
    for table, id_, after in made:
        facts = facts.after([Change(table, id_, facts.table(table).get(id_), after)])
    fresh = Facts(facts.tables)
    assert read_all(facts, on(day), archived=True) == read_all(fresh, on(day), archived=True)
    assert list(facts.contacts.items()) == list(fresh.contacts.items())
    assert dict(facts.promises) == dict(fresh.promises)
    assert all(facts.docs_of(person) == fresh.docs_of(person) for person in ("ada", "bo", "cleo", "nobody"))


@given(edits, st.lists(days, min_size=2, max_size=8), st.integers(1, 99))
def test_a_day_reads_the_same_whichever_days_were_asked_for_before(
    made: list[Any], asked: list[int], every: int
) -> None:
    facts = Facts(town())
    for i, day in enumerate(asked):
        if i < len(made):  # what is kept of those whom it does not touch goes on
            table, id_, after = made[i]
            facts = facts.after([Change(table, id_, facts.table(table).get(id_), after)])
        if i == len(asked) // 2:
            ada = {"id": "ada", "name": "Ada", "every": every}
            facts = facts.after([Change("contacts", "ada", facts.table("contacts").get("ada"), ada)])
        assert read_all(facts, on(day), archived=True) == read_all(
            Facts(facts.tables), on(day), archived=True
        )


def test_a_change_leaves_the_facts_before_it_as_they_were() -> None:
    facts = Facts(town())
    before = read(facts, "ada", on(300))
    facts.after(
        [Change("interactions", "new", None, {"id": "new", "on": on(299).isoformat(), "people": ["ada"]})]
    )
    assert read(facts, "ada", on(300)) == before


def test_what_asks_for_water_is_a_state() -> None:
    assert set(STATES) >= THIRST


def test_reading_everybody_at_once_says_what_reading_one_by_one_says() -> None:
    strange: list[Any] = [
        {"kind": "", "flow": None}, {"kind": "chess", "flow": "sideways"}, {"kind": 7, "favor": "gave"},
        {"favor": "got", "created": "2026-01-02"}, {"kind": "meal", "created": "2026-01-01", "favor": "gave"},
        {"on": "no day"}, {"people": "p3"}, {"people": ["p3", "p3", "p4"], "flow": "in"}, {"created": None},
    ]  # fmt: skip
    for more in ({}, {"on": "2026-11-03T10:00"}, {"flow": ["out"]}):
        docs = [
            {"id": f"i{n * 7 % 31}", "on": f"2026-{1 + n % 11:02}-03", "people": [f"p{n % 30}"], "kind": "call",
             "flow": "out", "created": f"2026-{1 + n % 5}", **strange[n % len(strange)], **(more if n == 40 else {})}
            for n in range(200)
        ]  # fmt: skip
        for n, doc in enumerate(docs):
            doc["id"] = f"{doc['id']}-{n}"
        contacts = {f"p{n}": {"id": f"p{n}", "name": f"P {n}"} for n in range(30)}
        tables = {"contacts": contacts, "interactions": {str(doc["id"]): doc for doc in docs}}
        today = date(2026, 11, 23)
        together = Facts(tables)
        assert read_all(together, today) == [read(Facts(tables), person, today) for person in contacts]
        assert [together.docs_of(p) for p in contacts] == [Facts(tables).docs_of(p) for p in contacts]
