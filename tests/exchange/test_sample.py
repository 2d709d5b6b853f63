"""What a visitor walks into: the sample gardens, sown on any day, look as they were meant to."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from garden import assets
from garden.core.errors import NotUnderstood
from garden.core.facts import TABLES, Facts, Tables
from garden.core.model import FAVORS, FLOWS, KINDS, Contact, Interaction, Promise, day_of
from garden.core.reading import STAGES, Reading, State, read_all
from garden.exchange import sample

TODAY = date(2026, 11, 23)
GARDENS = assets.names("gardens")
DAYS = st.dates(date(2024, 1, 1), date(2040, 12, 31))

FIELDS = {
    "contacts": {"name", "aliases", "bed", "species", "engine", "every", "tags", "emails", "phones", "urls", "org",
                 "title", "birthday", "met_on", "met_how", "introduced_by", "notes", "rests", "archived"},
    "interactions": {"on", "people", "kind", "flow", "favor", "introduced", "minutes", "place", "tags", "note"},
    "promises": {"person", "text", "by", "due", "done_on"},
    "beds": {"name", "every", "species", "rests"},
    "meta": {"schema", "garden", "rests"},
}  # fmt: skip
"""The fields of the file contract, beside id, created, updated."""


def sown(name: str, today: date = TODAY) -> Tables:
    return sample.tables(assets.load_one("gardens", name).data, today, name=name)


def readings(name: str, today: date = TODAY, *, archived: bool = False) -> list[Reading]:
    return read_all(Facts(sown(name, today)), today, archived=archived)


def small(**person: Any) -> dict[str, Any]:
    return {"title": "Small", "person": [{"name": "Ada Byron", **person}]}


def only(data: Mapping[str, Any], table: str) -> list[dict[str, Any]]:
    return list(sample.tables(data, TODAY)[table].values())


def test_at_least_two_gardens_are_there_to_walk_in() -> None:
    assert {"decade", "seedlings", "thaw"} <= set(GARDENS)


@pytest.mark.parametrize("name", GARDENS)
def test_the_same_day_sows_the_same_garden(name: str) -> None:
    assert sown(name) == sown(name)


def seen(name: str, today: date) -> list[tuple[object, ...]]:
    return [(r.id, r.state, r.stage, r.vitality, r.roots, r.balance, r.leaves) for r in readings(name, today)]


@given(later=DAYS)
def test_on_any_day_the_readings_are_those_of_any_other_day(later: date) -> None:
    assert seen("seedlings", later) == seen("seedlings", TODAY)


@pytest.mark.parametrize("name", GARDENS)
def test_a_leap_day_and_the_last_of_the_year_look_like_today(name: str) -> None:
    assert seen(name, date(2028, 2, 29)) == seen(name, TODAY) == seen(name, date(2031, 12, 31))


def test_the_thaw_is_a_garden_that_is_ready_for_a_review() -> None:
    states = Counter(r.state for r in readings("thaw"))
    assert states["thirsty"] + states["wilting"] + states["dormant"] > states.total() / 2


@pytest.mark.parametrize("name", GARDENS)
def test_every_document_keeps_the_contract_of_the_file(name: str) -> None:
    tables = sown(name)
    assert set(tables) == set(TABLES)
    ids = [id_ for table in tables.values() for id_ in table]
    assert len(ids) == len(set(ids))
    for table, docs in tables.items():
        for id_, doc in docs.items():
            assert doc["id"] == id_
            assert set(doc) <= FIELDS[table] | {"id", "created", "updated"}, doc
            assert day_of(doc["created"]) is not None
            assert doc["created"][:10] <= TODAY.isoformat()
    for doc in tables["interactions"].values():
        assert doc["kind"] in KINDS
        assert doc["flow"] in FLOWS
        assert doc.get("favor") in (None, *FAVORS)
        assert date(2016, 1, 1) < date.fromisoformat(doc["on"]) <= TODAY
        assert Interaction.of(doc) is not None


@pytest.mark.parametrize("name", GARDENS)
def test_everybody_who_is_named_is_there(name: str) -> None:
    tables = sown(name)
    people = set(tables["contacts"])
    for doc in tables["interactions"].values():
        assert set(doc["people"]) <= people
        assert len(doc["people"]) == len(set(doc["people"]))
        assert set(doc.get("introduced", [])) <= people
    assert {doc["person"] for doc in tables["promises"].values()} <= people
    assert {doc["introduced_by"] for doc in tables["contacts"].values() if "introduced_by" in doc} <= people


@pytest.mark.parametrize("name", GARDENS)
def test_nobody_hears_the_same_note_twice(name: str) -> None:
    facts = Facts(sown(name))
    for id_, contact in facts.contacts.items():
        notes = Counter(i.note for i in facts.history(id_) if i.note)
        assert [note for note, times in notes.items() if times > 1] == [], contact.name


@pytest.mark.parametrize("name", GARDENS)
def test_what_was_last_spoken_of_is_there_to_be_read(name: str) -> None:
    facts = Facts(sown(name))
    silent = [
        facts.contacts[id_].name for id_ in facts.contacts if (h := facts.history(id_)) and not h[-1].note
    ]
    assert silent == []


@pytest.mark.parametrize("name", GARDENS)
def test_all_addresses_are_nobodys(name: str) -> None:
    for doc in sown(name)["contacts"].values():
        assert all(mail.endswith("@example.org") for mail in doc.get("emails", []))
        assert all("555" in phone for phone in doc.get("phones", []))


@pytest.mark.parametrize("name", GARDENS)
def test_every_species_that_a_person_is_planted_as_can_be_drawn(name: str) -> None:
    there = set(assets.names("species"))
    assert {doc["species"] for doc in sown(name)["contacts"].values()} <= there


def test_the_decade_holds_sixty_people_in_every_state_and_stage() -> None:
    seen = readings("decade", archived=True)
    states = Counter(r.state for r in seen if not r.archived)
    assert len(seen) == 60
    assert set(get_args(State)) <= set(states)
    assert {r.stage for r in seen} == set(STAGES)
    assert states[None] == 1, "one in the shed"
    assert sum(r.archived for r in seen) == 1
    assert {r.bed for r in seen} == {"inner", "friends", "circle", "horizon", "shed"}
    most, *rest = [n for _, n in states.most_common()]
    assert states["thriving"] == most > max(rest)
    assert states["thirsty"] >= 12
    assert states["wilting"] >= 8
    assert states["dormant"] >= 3


def test_the_decade_leans_both_ways_and_lights_both_lights() -> None:
    seen = readings("decade")
    assert any(r.balance >= 0.3 for r in seen)
    assert any(r.balance <= -0.3 for r in seen)
    assert {r.ask_light for r in seen} == {"green", "amber"}


def test_the_decade_is_ten_years_of_a_real_log() -> None:
    facts = Facts(sown("decade"))
    days = [day for doc in facts.table("interactions").values() if (day := day_of(doc["on"]))]
    assert 1_500 <= len(days) <= 3_000
    assert (TODAY - min(days)).days > 9.5 * 365
    favors = Counter(doc.get("favor") for doc in facts.table("interactions").values())
    assert favors["gave"] >= 10
    assert favors["got"] >= 10


def test_the_decade_has_names_that_try_a_screen() -> None:
    names = [doc["name"] for doc in sown("decade")["contacts"].values()]
    assert sum(name.startswith("Sam ") for name in names) == 2
    assert any("\N{ZERO WIDTH JOINER}" in name for name in names)
    assert any(unicodedata.bidirectional(name[0]) == "AL" for name in names)
    assert any(unicodedata.east_asian_width(name[0]) == "W" for name in names)
    assert any("́" in unicodedata.normalize("NFD", name) for name in names)


def test_promises_of_the_decade_are_due_today_overdue_and_soon() -> None:
    due = [Promise.of(doc).due for doc in sown("decade")["promises"].values()]
    assert TODAY in due
    assert any(day is not None and day < TODAY for day in due)
    assert any(day is not None and TODAY < day <= TODAY + timedelta(days=7) for day in due)
    assert None in due


def test_somebody_has_a_birthday_within_a_week() -> None:
    week = {(TODAY + timedelta(days=n)).isoformat()[4:] for n in range(8)}
    born = [Contact.of(doc).birthday for doc in sown("decade")["contacts"].values()]
    assert any(day[-6:] in week for day in born)


def test_people_were_met_through_people_who_were_met_through_people() -> None:
    contacts = Facts(sown("decade")).contacts

    def chain(id_: str) -> int:
        before = contacts[id_].introduced_by
        return 1 + chain(before) if before else 0

    assert max(map(chain, contacts)) >= 2


def test_a_rhythm_keeps_about_its_beat_and_ends_where_it_says() -> None:
    rhythm = {"from": "-1000d", "until": "-100d", "every": 30, "kinds": {"coffee": 1}, "noted": 0}
    days = [TODAY - date.fromisoformat(doc["on"]) for doc in only(small(rhythm=[rhythm]), "interactions")]
    ago = [day.days for day in days]
    assert 26 <= len(ago) <= 36
    assert min(ago) >= 100
    assert max(ago) == 1000


def test_a_favour_flows_from_the_one_who_did_it() -> None:
    log = [{"on": "-2d", "kind": "help", "favor": "gave"}, {"on": "-1d", "kind": "help", "favor": "got"}]
    assert [doc["flow"] for doc in only(small(log=log), "interactions")] == ["out", "in"]


def test_a_birthday_on_a_leap_day_is_kept_in_a_common_year() -> None:
    data = small(birthday="today", turns=3)
    assert only(data, "contacts")[0]["birthday"] == "2023-11-23"
    leap = sample.tables(data, date(2028, 2, 29))["contacts"]
    assert [doc["birthday"] for doc in leap.values()] == ["2025-02-28"]


def test_a_person_of_no_species_is_planted_with_a_shipped_one_always_the_same() -> None:
    once = sample.tables(small(), TODAY)
    assert once == sample.tables(small(), TODAY)
    assert [doc["species"] in assets.names("species") for doc in once["contacts"].values()] == [True]
    bed = [{"name": "choir", "species": "fern"}]
    assert only({**small(bed="choir"), "bed": bed}, "contacts")[0]["species"] == "fern"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"person": [{}]}, "name"),
        ({"person": [{"name": "Ada"}, {"name": "Ada"}]}, "two of this name"),
        ({"person": 3}, "list"),
        ({"people": []}, "people"),
        (small(bed="cellar"), "cellar"),
        (small(every=0), "every"),
        (small(every=True), "every"),
        (small(met="yesterday"), "yesterday"),
        (small(met="+3d"), "has not come yet"),
        (small(met="-99999y"), "100 years"),
        (small(birthday="2001-02-30"), "2001-02-30"),
        (small(archived="yes"), "archived"),
        (small(introduced_by="Nobody"), "Nobody"),
        (small(log=[{"on": "-3d", "kind": "tango"}]), "tango"),
        (small(log=[{"on": "-3d", "flow": "up"}]), "up"),
        (small(log=[{"on": "-3d", "with": ["Sam"]}]), "Sam"),
        (small(log=[{"on": "-3d", "minutes": "ten"}]), "ten"),
        (small(log=["-3d"]), "table"),
        (small(rhythm=[{"from": "-9d", "kinds": {"tango": 1}}]), "tango"),
        (small(rhythm=[{"from": "-9d", "kinds": {"coffee": 0}}]), "coffee"),
        (small(rhythm=[{"from": "-9d", "kinds": {"message": 1}, "flows": {"up": 1}}]), "up"),
        (small(rhythm=[{"from": "-9d", "jitter": 2}]), "jitter"),
        (small(promise=[{"by": "me"}]), "text"),
        (small(promise=[{"text": "x", "by": "us"}]), "us"),
        (small(rests=[{"from": "soon"}]), "soon"),
        ({"notes": {"tango": ["Olé."]}}, "tango"),
        ({"bed": [{"name": "b", "every": 99_999}]}, "every"),
    ],
)
def test_data_that_is_wrong_is_named_and_nothing_is_sown(data: dict[str, Any], said: str) -> None:
    with pytest.raises(NotUnderstood) as raised:
        sample.tables(data, TODAY, name="mine.toml")
    assert raised.value.message.startswith("mine.toml")
    assert said in raised.value.message
    assert len(raised.value.message) < 400


def test_a_sample_that_would_never_stop_growing_is_refused() -> None:
    rhythm = [{"from": "-100y", "every": 1, "jitter": 0}]
    with pytest.raises(NotUnderstood, match="20,000"):
        sample.tables(small(rhythm=rhythm), TODAY)


VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["-3d", "today", "coffee"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(
    person=st.dictionaries(
        st.sampled_from(["name", "bed", "every", "met", "birthday", "turns", "rests", "tags"]), VALUES
    ),
    log=st.dictionaries(st.sampled_from(["on", "kind", "flow", "favor", "minutes", "with", "note"]), VALUES),
    rhythm=st.dictionaries(st.sampled_from(["from", "until", "every", "kinds", "flows", "noted"]), VALUES),
)
def test_whatever_is_written_there_it_is_sown_or_refused(
    person: dict[str, Any], log: dict[str, Any], rhythm: dict[str, Any]
) -> None:
    data = {"person": [{"name": "Ada", **person, "log": [log], "rhythm": [rhythm]}]}
    try:
        tables = sample.tables(data, TODAY)
    except NotUnderstood:
        return
    assert len(read_all(Facts(tables), TODAY)) == 1


def test_the_notes_of_a_rhythm_are_told_in_order_and_one_may_say_its_kind() -> None:
    notes = ["first", "visit: second", "help:got: third", "so: fourth"]
    rhythm = {"from": "-5y", "until": "-1y", "every": 20, "notes": notes, "noted": 0, "places": ["the pier"]}
    docs = sorted(only(small(rhythm=[rhythm]), "interactions"), key=lambda doc: str(doc["on"]))
    told = [(doc["note"], doc["kind"], doc.get("favor")) for doc in docs if "note" in doc]
    assert told == [
        ("first", "coffee", None),
        ("second", "visit", None),
        ("third", "help", "got"),
        ("so: fourth", "coffee", None),
    ]
    assert all(doc["place"] == "the pier" for doc in docs if "note" not in doc)


def test_a_common_note_is_heard_of_few_people() -> None:
    pool = {"coffee": ["The corner table."]}
    person = {"rhythm": [{"from": "-1y", "every": 10, "noted": 1}]}
    data = {"notes": pool, "person": [{"name": f"Person {n}", **person} for n in range(9)]}
    heard = [doc["people"][0] for doc in only(data, "interactions") if "note" in doc]
    assert len(heard) == len(set(heard)) == sample.OFTEN
