"""What the gardener does when asked, and that all of it can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from garden.capture.draft import Doubt, Draft, Owed
from garden.core.errors import AmbiguousName, GardenError, NotUnderstood, UnknownName
from garden.core.model import Document
from garden.gardener import Gardener, NothingToRedo, NothingToUndo, short_ids
from tests.support import TODAY, a_garden


def kept(gardener: Gardener) -> dict[str, dict[str, Document]]:
    """What a garden holds, without the record that the store keeps for itself."""
    return {table: dict(docs) for table, docs in gardener.facts.tables.items() if table != "meta" and docs}


@pytest.fixture
def gardener() -> Gardener:
    """Ada, two Sams and a bed of friends; a coffee with Ada three weeks ago."""
    return (
        a_garden()
        .with_contact("Ada Byron")
        .with_contact("Grace Okafor", bed="circle")
        .with_contact("Sam Rivera", org="Harbour Trust")
        .with_contact("Sam Lindqvist", bed="inner")
        .met("Ada Byron", days_ago=21, note="the engine")
        .met("Sam Rivera", days_ago=7, kind="call")
        .met("Ada Byron", "Grace Okafor", days_ago=3, kind="meal", introduced=["sam-lindqvist"])
        .promised("Ada Byron", "send her the paper", due_in=4)
        .promised("Grace Okafor", "lend me the drill", by="them")
        .gardener()
    )


# --- planting and tending -------------------------------------------------------------------------------------------


def test_a_new_contact_is_planted_lean_in_the_default_bed() -> None:
    gardener = a_garden().gardener()
    done = gardener.plant("Mei Tanaka")
    (id_,) = done.ids
    doc = dict(gardener.facts.table("contacts")[id_])
    assert doc.pop("created") == doc.pop("updated")
    assert doc == {"id": id_, "name": "Mei Tanaka", "bed": "circle", "engine": 1}
    assert done.people == (id_,)
    assert "Mei Tanaka" in done.said
    assert "quarterly" in done.said


def test_a_plant_takes_its_species_from_what_is_said_then_its_bed_then_its_id() -> None:
    builder = a_garden()
    builder.tables["beds"] = {"roses": {"id": "roses", "name": "Roses", "every": 30, "species": "rose"}}
    gardener = builder.gardener(species=("fern", "oak", "rose"))
    said = gardener.plant("A", bed="roses", species="OAK")
    bed = gardener.plant("B", bed="roses")
    own = gardener.plant("C")
    contacts = gardener.facts.contacts
    assert contacts[said.ids[0]].species == "oak"
    assert contacts[bed.ids[0]].species == "rose"
    assert contacts[own.ids[0]].species in {"fern", "oak", "rose"}
    with pytest.raises(NotUnderstood, match="no species"):
        gardener.plant("D", species="triffid")


def test_every_field_is_kept_as_the_file_says_it(gardener: Gardener) -> None:
    done = gardener.plant(
        "Anne-Marie Dubois", bed="Inner", every="6w", aliases=["AM", " AM "], tags=["#job", "sail"],
        emails="am@example.org", birthday="10 May", met_on="2019", introduced_by="ada", org=" Acme ", notes="",
    )  # fmt: skip
    doc = gardener.facts.table("contacts")[done.ids[0]]
    assert {key: doc[key] for key in doc if key not in ("id", "created", "updated", "engine", "name")} == {
        "bed": "inner", "every": 42, "aliases": ["AM"], "tags": ["job", "sail"], "emails": ["am@example.org"],
        "birthday": "--05-10", "met_on": "2019", "introduced_by": "ada-byron", "org": "Acme",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("every", "soon"), ("every", 0), ("every", 4000), ("every", "11y"), ("every", True), ("every", 2.5),
        ("birthday", "1990-02-30"), ("birthday", "2999-01-01"), ("birthday", "some day"), ("birthday", "--13-01"),
        ("bed", "nowhere"), ("met_on", "2030-01-01"), ("met_on", "2026-13"), ("introduced_by", "nobody"),
        ("tags", 7), ("colour", "red"), ("org", 5), ("notes", "half \ud83d a letter"),
    ],
)  # fmt: skip
def test_a_bad_field_is_refused_with_what_would_be_right(
    gardener: Gardener, field: str, value: object
) -> None:
    before = gardener.facts
    with pytest.raises(NotUnderstood) as refused:
        gardener.plant("Mei Tanaka", **{field: value})
    assert refused.value.message
    with pytest.raises(NotUnderstood):
        gardener.edit("ada-byron", **{field: value})
    assert gardener.facts is before


@pytest.mark.parametrize("name", ["", "   ", "\x1b\x07", "\u200d\u200b", "\ud800"])
def test_a_name_that_cannot_be_seen_is_refused(gardener: Gardener, name: str) -> None:
    with pytest.raises(NotUnderstood):
        gardener.plant(name)
    with pytest.raises(NotUnderstood):
        gardener.edit("ada-byron", name=name)


@pytest.mark.parametrize(
    "name", ["[/b]", "[@click=app.quit]x", "\x1b]52;c;aGk=\x07Eve", "é" * 300, "👩‍👩‍👧‍👦", "محمد"]
)
def test_any_name_that_can_be_seen_is_kept_as_it_came(gardener: Gardener, name: str) -> None:
    done = gardener.plant(name)
    assert gardener.facts.contacts[done.ids[0]].name == name
    assert gardener.find(done.ids[0]).name == name


def test_a_second_contact_of_the_same_name_may_be_planted_and_it_is_said(gardener: Gardener) -> None:
    done = gardener.plant("Ada Byron")
    assert "one of that name already" in done.said
    with pytest.raises(AmbiguousName) as both:
        gardener.find("Ada Byron")
    assert {id_ for id_, _ in both.value.candidates} == {"ada-byron", done.ids[0]}
    assert gardener.find(done.ids[0]).id == done.ids[0]


def test_many_are_planted_in_one_deed_and_go_in_one(gardener: Gardener) -> None:
    before = kept(gardener)
    done = gardener.plant_many(["A One", "B Two", "C Three"], bed="friends")
    assert len(done.ids) == 3
    gardener.undo()
    assert kept(gardener) == before
    with pytest.raises(NotUnderstood):
        gardener.plant_many(["D Four", " "])
    assert kept(gardener) == before


def test_editing_changes_what_is_said_clears_what_is_none_and_keeps_the_rest() -> None:
    builder = a_garden().with_contact("Ada Byron", tags=["a"], every=10, from_elsewhere={"k": 1})
    gardener = builder.gardener()
    gardener.edit("ada-byron", name="Ada Lovelace", every=None, tags=["b"], archived=True)
    doc = gardener.facts.table("contacts")["ada-byron"]
    assert doc["name"] == "Ada Lovelace"
    assert "every" not in doc
    assert doc["tags"] == ["b"]
    assert doc["archived"] is True
    assert doc["from_elsewhere"] == {"k": 1}
    with pytest.raises(NotUnderstood, match="changes nothing"):
        gardener.edit("ada-byron", tags=["b"])
    with pytest.raises(NotUnderstood, match="introduces themselves"):
        gardener.edit("ada-byron", introduced_by="ada-byron")


def test_removing_takes_promises_and_what_was_only_theirs_and_undo_brings_all_back(
    gardener: Gardener,
) -> None:
    gardener.edit("grace-okafor", introduced_by="Ada Byron")
    before = kept(gardener)
    gardener.remove("ada-byron")
    facts = gardener.facts
    assert "ada-byron" not in facts.contacts
    assert set(facts.table("interactions")) == {"happened-0002", "happened-0003"}
    assert facts.table("interactions")["happened-0003"]["people"] == ["grace-okafor"]
    assert set(facts.table("promises")) == {"promise-0002"}
    assert "introduced_by" not in facts.table("contacts")["grace-okafor"]
    gardener.undo()
    assert kept(gardener) == before


def test_an_archived_contact_leaves_the_readings_and_comes_back(gardener: Gardener) -> None:
    gardener.archive("ada-byron")
    assert "ada-byron" not in {reading.id for reading in gardener.readings()}
    assert "ada-byron" in {reading.id for reading in gardener.readings(archived=True)}
    gardener.archive("ada-byron", False)
    assert "archived" not in gardener.facts.table("contacts")["ada-byron"]
    with pytest.raises(NotUnderstood):
        gardener.archive("ada-byron", False)


# --- rest -----------------------------------------------------------------------------------------------------------


def test_a_rest_begins_today_and_waking_ends_it_yesterday(gardener: Gardener) -> None:
    gardener.rest("ada-byron", TODAY + timedelta(days=20), start=TODAY - timedelta(days=2))
    assert gardener.reading("ada-byron").state == "resting"
    gardener.wake("ada-byron")
    (rest,) = gardener.facts.contacts["ada-byron"].rests
    assert rest.until == TODAY - timedelta(days=1)
    assert gardener.reading("ada-byron").state != "resting"
    with pytest.raises(NotUnderstood):
        gardener.wake("ada-byron")


def test_a_rest_that_began_today_leaves_no_trace_when_woken(gardener: Gardener) -> None:
    gardener.rest("ada-byron", None)
    gardener.wake("ada-byron")
    assert "rests" not in gardener.facts.table("contacts")["ada-byron"]


def test_resting_again_moves_the_end_of_the_rest_that_runs(gardener: Gardener) -> None:
    gardener.rest("ada-byron", None)
    gardener.rest("ada-byron", date(2027, 1, 31))
    (rest,) = gardener.facts.contacts["ada-byron"].rests
    assert (rest.start, rest.until) == (TODAY, date(2027, 1, 31))
    with pytest.raises(NotUnderstood):
        gardener.rest("ada-byron", TODAY - timedelta(days=1))


@pytest.mark.parametrize(
    ("start", "until", "stands"),
    [
        (None, date(2027, 1, 15), [(TODAY, date(2027, 1, 15))]),
        (date(2027, 1, 10), date(2027, 1, 15), [(date(2027, 1, 1), date(2027, 1, 15))]),
        (date(2026, 12, 20), date(2027, 3, 1), [(date(2026, 12, 20), date(2027, 3, 1))]),
        (None, date(2026, 12, 30), [(date(2027, 1, 1), date(2027, 2, 1)), (TODAY, date(2026, 12, 30))]),
        (date(2027, 2, 3), None, [(date(2027, 1, 1), date(2027, 2, 1)), (date(2027, 2, 3), None)]),
        (None, None, [(TODAY, None)]),
    ],
    ids=["shorter", "within", "longer", "before it", "after it", "open"],
)
def test_a_rest_replaces_the_days_to_come_of_one_that_it_overlaps(
    gardener: Gardener, start: date | None, until: date | None, stands: list[tuple[date, date | None]]
) -> None:
    gardener.rest("ada-byron", date(2027, 2, 1), start=date(2027, 1, 1))
    gardener.rest("ada-byron", until, start=start)
    assert [(one.start, one.until) for one in gardener.facts.contacts["ada-byron"].rests] == stands


def test_days_of_rest_that_have_passed_stay_whatever_is_said_of_them_later(gardener: Gardener) -> None:
    ago, yesterday = TODAY - timedelta(days=30), TODAY - timedelta(days=1)
    gardener.rest("ada-byron", TODAY + timedelta(days=9), start=ago)
    gardener.rest("ada-byron", ago + timedelta(days=3), start=ago - timedelta(days=2))
    (one,) = gardener.facts.contacts["ada-byron"].rests
    assert (one.start, one.until) == (ago - timedelta(days=2), yesterday)


def test_a_rest_says_where_another_goes_on(gardener: Gardener) -> None:
    assert gardener.rest_bed("friends", date(2027, 2, 1)).said == "Let the bed friends rest until 1 Feb 2027."
    said = gardener.rest("ada-byron", date(2027, 1, 15)).said
    assert said == "Let Ada Byron rest until 15 Jan 2027. Another rest goes on until 1 Feb 2027."
    assert gardener.reading("ada-byron").why.resting_until == date(2027, 2, 1)


def test_a_bed_and_the_whole_garden_may_rest(gardener: Gardener) -> None:
    assert gardener.reading("ada-byron").state != "resting"
    gardener.rest_bed("friends", None)
    assert gardener.reading("ada-byron").state == "resting"
    assert gardener.reading("grace-okafor").state != "resting"
    gardener.wake_bed("friends")
    assert gardener.reading("ada-byron").state != "resting"
    gardener.rest_garden(TODAY)
    assert {reading.state for reading in gardener.readings()} == {"resting"}
    gardener.undo()
    assert "resting" not in {reading.state for reading in gardener.readings()}


def test_the_whole_of_a_garden_that_was_never_saved_may_rest() -> None:
    from garden.store import MemoryStore
    from tests.support import FixedClock

    gardener = Gardener(MemoryStore(), FixedClock())
    gardener.open()
    gardener.rest_garden(None)
    assert gardener.facts.rests
    assert len(gardener.facts.table("meta")) == 1


# --- what happened --------------------------------------------------------------------------------------------------


def test_a_coffee_is_logged_with_its_promise_in_one_deed(gardener: Gardener) -> None:
    before = kept(gardener)
    draft = gardener.understand("coffee with Ada yesterday, the engine again !send the slides by friday")
    done = gardener.log(draft)
    interaction, promise = done.ids
    logged = gardener.find_interaction(interaction)
    assert (logged.kind, logged.on, logged.people) == ("coffee", TODAY - timedelta(days=1), ("ada-byron",))
    assert gardener.find_promise(promise).due == date(2026, 11, 27)
    assert done.deed.label == "logged coffee with Ada Byron"
    assert done.people == ("ada-byron",)
    gardener.undo()
    assert kept(gardener) == before


def test_a_log_says_which_plant_it_revived(gardener: Gardener) -> None:
    gardener.plant("Tom O'Brien")
    assert "is thriving now" in gardener.log(gardener.understand("walk with tom")).said


def test_nothing_is_logged_while_a_name_is_in_doubt_or_unknown(gardener: Gardener) -> None:
    before = gardener.facts
    with pytest.raises(AmbiguousName) as doubt:
        gardener.log(gardener.understand("coffee with sam"))
    described = dict(doubt.value.candidates)
    assert set(described) == {"sam-rivera", "sam-lindqvist"}
    assert described["sam-rivera"] == "Sam Rivera · friends · Harbour Trust · last call 7 days ago"
    with pytest.raises(UnknownName):
        gardener.log(gardener.understand("coffee with Zebedee"))
    with pytest.raises(NotUnderstood, match="nobody"):
        gardener.log(Draft(TODAY))
    with pytest.raises(UnknownName):
        gardener.log(Draft(TODAY, people=("no-such-id",)))
    with pytest.raises(NotUnderstood, match="still to come"):
        gardener.log(Draft(TODAY + timedelta(days=1), people=("ada-byron",)))
    assert gardener.facts is before


def test_unknown_names_are_planted_in_the_same_deed_when_asked(gardener: Gardener) -> None:
    before = kept(gardener)
    done = gardener.log(gardener.understand("coffee with Ada and Zebedee"), plant_unknown=True)
    logged = gardener.find_interaction(done.ids[0])
    assert [gardener.name_of(person) for person in logged.people] == ["Ada Byron", "Zebedee"]
    assert done.ids[1] == logged.people[1]
    gardener.undo()
    assert kept(gardener) == before


def test_planting_the_unknown_settles_no_doubt(gardener: Gardener) -> None:
    draft = Draft(TODAY, people=("ada-byron",), ambiguous=(Doubt("sam", ("sam-rivera",)),), unknown=("Zed",))
    with pytest.raises(AmbiguousName):
        gardener.log(draft, plant_unknown=True)


def test_a_correction_keeps_id_birth_and_what_we_do_not_know() -> None:
    gardener = (
        a_garden()
        .with_contact("Ada Byron")
        .met("Ada Byron", days_ago=30, minutes=20, weather="rain")
        .gardener()
    )
    before = gardener.facts.table("interactions")["happened-0001"]
    draft = gardener.understand("lunch about the grant", amending="happened-0001")
    gardener.relog("happ", draft)
    after = gardener.facts.table("interactions")["happened-0001"]
    assert (after["kind"], after["on"], after["people"]) == ("meal", before["on"], ["ada-byron"])
    assert (after["created"], after["weather"]) == (before["created"], "rain")
    assert "minutes" not in after
    assert after["updated"] != before["updated"]


def test_correcting_with_its_own_sentence_changes_nothing_but_the_stamp(gardener: Gardener) -> None:
    for id_ in list(gardener.facts.table("interactions")):
        before = dict(gardener.facts.table("interactions")[id_])
        gardener.relog(id_, gardener.understand(gardener.sentence(id_), amending=id_))
        after = dict(gardener.facts.table("interactions")[id_])
        assert {**after, "updated": 0} == {**before, "updated": 0}


def test_what_was_logged_is_taken_back_and_brought_again(gardener: Gardener) -> None:
    before = kept(gardener)
    gardener.unlog("happened-0001")
    without = kept(gardener)
    assert "happened-0001" not in gardener.facts.table("interactions")
    assert gardener.undo().said.startswith("Took back: removed coffee with Ada Byron")
    assert kept(gardener) == before
    gardener.redo()
    assert kept(gardener) == without


def test_an_id_that_fits_several_or_none_is_said(gardener: Gardener) -> None:
    with pytest.raises(AmbiguousName):
        gardener.find_interaction("happened")
    for said in ("hap", "nothing-such", ""):
        with pytest.raises(UnknownName):
            gardener.find_interaction(said)


# --- promises -------------------------------------------------------------------------------------------------------


def test_keeping_a_promise_of_mine_counts_as_giving(gardener: Gardener) -> None:
    done = gardener.done("the paper")
    logged, promise = done.ids
    assert gardener.find_promise(promise).done_on == TODAY
    given = gardener.find_interaction(logged)
    assert (given.kind, given.flow, given.favor, given.note) == ("help", "out", "gave", "send her the paper")
    with pytest.raises(NotUnderstood, match="was done today"):
        gardener.done("the paper")


def test_seeing_a_promise_of_theirs_kept_logs_nothing(gardener: Gardener) -> None:
    assert gardener.done("grace").ids == ("promise-0002",)


def test_promises_come_by_day_and_are_found_by_words_never_guessed(gardener: Gardener) -> None:
    gardener.promise("ada-byron", "send her the slides", due=TODAY)
    assert [p.text for p in gardener.promises()] == [
        "send her the slides",
        "send her the paper",
        "lend me the drill",
    ]
    with pytest.raises(AmbiguousName):
        gardener.find_promise("send her")
    with pytest.raises(AmbiguousName):
        gardener.find_promise("ada")
    with pytest.raises(UnknownName):
        gardener.find_promise("nothing of the kind")
    with pytest.raises(NotUnderstood):
        gardener.promise("ada-byron", "  ")


# --- undo, redo, and what others do ---------------------------------------------------------------------------------

Verb = Callable[[Gardener, int], object]


def _some(gardener: Gardener, table: str, number: int) -> str:
    ids = sorted(gardener.facts.table(table))
    return ids[number % len(ids)] if ids else "none-of-these"


VERBS: dict[str, Verb] = {
    "plant": lambda g, n: g.plant(f"New {n}", every=n % 50 + 1, tags=[f"t{n}"]),
    "edit": lambda g, n: g.edit(_some(g, "contacts", n), every=n % 99 + 1, org=f"Org {n}"),
    "rename": lambda g, n: g.edit(_some(g, "contacts", n), name=f"Name {n}"),
    "archive": lambda g, n: g.archive(_some(g, "contacts", n), n % 2 == 0),
    "remove": lambda g, n: g.remove(_some(g, "contacts", n)),
    "rest": lambda g, n: g.rest(_some(g, "contacts", n), TODAY + timedelta(days=n % 40)),
    "rest a bed": lambda g, n: g.rest_bed(("friends", "circle")[n % 2], None),
    "wake": lambda g, n: g.wake(_some(g, "contacts", n)),
    "log": lambda g, n: g.log(
        Draft(
            TODAY - timedelta(days=n % 900), people=(_some(g, "contacts", n), _some(g, "contacts", n // 3)),
            note=f"note {n}", promises=(Owed(f"owed {n}"),) if n % 3 == 0 else (),
        )
    ),
    "log a stranger": lambda g, n: g.log(Draft(TODAY, unknown=(f"Stranger {n}",)), plant_unknown=True),
    "relog": lambda g, n: g.relog(
        _some(g, "interactions", n), Draft(TODAY - timedelta(days=n % 90), (_some(g, "contacts", n),), kind="walk")
    ),
    "unlog": lambda g, n: g.unlog(_some(g, "interactions", n)),
    "promise": lambda g, n: g.promise(_some(g, "contacts", n), f"a thing {n}", by="them" if n % 2 else "me"),
    "done": lambda g, n: g.done(_some(g, "promises", n)),
}  # fmt: skip


@given(st.lists(st.tuples(st.sampled_from(sorted(VERBS)), st.integers(0, 10_000)), max_size=12))
def test_undoing_any_row_of_deeds_brings_back_every_state_and_redoing_the_deeds(
    said: list[tuple[str, int]],
) -> None:
    gardener = (
        a_garden().with_contact("Ada Byron").with_contact("Grace Okafor").met("Ada Byron", "Grace Okafor", days_ago=9)
        .promised("Ada Byron", "a paper").gardener()
    )  # fmt: skip
    states = [kept(gardener)]
    for verb, number in said:
        before = gardener.facts
        try:
            VERBS[verb](gardener, number)
        except GardenError:
            assert gardener.facts is before
        else:
            states.append(kept(gardener))
    for state in reversed(states[:-1]):
        gardener.undo()
        assert kept(gardener) == state
    with pytest.raises(NothingToUndo):
        gardener.undo()
    for state in states[1:]:
        gardener.redo()
        assert kept(gardener) == state
    with pytest.raises(NothingToRedo):
        gardener.redo()


@given(st.lists(st.tuples(st.sampled_from(sorted(VERBS)), st.integers(0, 10_000)), max_size=8))
def test_readings_kept_across_deeds_are_those_that_fresh_eyes_see(said: list[tuple[str, int]]) -> None:
    builder = a_garden().with_contact("Ada Byron").with_contact("Grace Okafor").met("Ada Byron", days_ago=50)
    store = builder.store()
    gardener, fresh = Gardener(store, builder.clock), Gardener(store, builder.clock)
    gardener.open()
    later = TODAY + timedelta(days=200)
    for verb, number in said:
        gardener.readings(archived=True)
        gardener.readings(later)
        try:
            VERBS[verb](gardener, number)
        except GardenError:
            continue
        fresh.open()
        by_id = {reading.id: reading for reading in fresh.readings(archived=True)}
        assert {reading.id: reading for reading in gardener.readings(archived=True)} == by_id
        assert {r.id: r for r in gardener.readings(later)} == {r.id: r for r in fresh.readings(later)}
        assert {id_: gardener.names.find(id_) for id_ in by_id} == {
            id_: fresh.names.find(id_) for id_ in by_id
        }


def test_a_garden_that_cannot_be_saved_says_so_and_changes_nothing() -> None:
    builder = a_garden().with_contact("Ada Byron")
    builder.tables["meta"]["garden"]["schema"] = 99
    gardener = builder.gardener()
    assert gardener.read_only
    before = gardener.facts
    with pytest.raises(GardenError):
        gardener.plant("Mei Tanaka")
    assert gardener.facts is before
    assert gardener.find("ada").name == "Ada Byron"


# --- questions ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("said", ["Ada Byron", "ADA", "ada b", "ada-byron", "ada-b", " Ada "])
def test_a_contact_is_found_by_name_first_name_initial_or_start_of_id(gardener: Gardener, said: str) -> None:
    assert gardener.find(said).id == "ada-byron"


def test_nobody_is_found_by_the_start_of_an_id_that_is_too_short_or_by_nothing(gardener: Gardener) -> None:
    for said in ("gra", "", "zzzz"):
        with pytest.raises(UnknownName):
            gardener.find(said)


def test_an_unknown_name_comes_with_those_near_it(gardener: Gardener) -> None:
    with pytest.raises(UnknownName) as unknown:
        gardener.find("oka")
    assert "Grace Okafor" in unknown.value.hint


def test_birthdays_come_soonest_first_and_wrap_around_the_year() -> None:
    gardener = (
        a_garden(date(2026, 12, 28))
        .with_contact("Late", birthday="--01-03").with_contact("Soon", birthday="1980-12-28")
        .with_contact("Far", birthday="--03-01").with_contact("Leap", birthday="--02-29")
        .with_contact("Gone", birthday="--12-29", archived=True).with_contact("Odd", birthday="spring")
        .gardener()
    )  # fmt: skip
    assert [(who.name, on) for who, on in gardener.birthdays()] == [
        ("Soon", date(2026, 12, 28)), ("Late", date(2027, 1, 3)),
    ]  # fmt: skip
    assert {who.name: on for who, on in gardener.birthdays(365)}["Leap"] == date(2027, 2, 28)


@given(st.sets(st.text("0123456789abcdef", min_size=4, max_size=12), min_size=1, max_size=30))
def test_short_ids_are_long_enough_to_tell_apart(ids: set[str]) -> None:
    short = short_ids(ids, ids)
    for id_, start in short.items():
        assert id_.startswith(start)
        assert len(start) >= min(4, len(id_))
        others = [other for other in ids if other != id_ and other.startswith(start)]
        assert not others or start == id_
