"""Two windows, one garden: what each did is there."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from garden.capture.draft import Draft
from garden.core.model import Change, Deed, Document
from garden.gardener import Done, Gardener
from garden.store import FileStore
from garden.store.merge import settle
from garden.words import FixedDay
from tests.store.making import deed, edited, logged, planted, removed, undo
from tests.support import TODAY

Open = Callable[[], FileStore]


@pytest.fixture
def windows(opened: Open) -> tuple[FileStore, FileStore, dict[str, Any]]:
    """Two windows on a garden with Ada in it, and Ada as both saw her."""
    here, there = opened(), opened()
    ada = here.keep(deed(planted(tags=["maths", "poet"], org="Engines"))).tables["contacts"]["ada"]
    there.open()
    return here, there, ada


def test_both_windows_logs_are_there(windows: tuple[FileStore, FileStore, dict[str, Any]]) -> None:
    here, there, _ = windows
    here.keep(deed(logged("i1", "ada")))
    kept = there.keep(deed(logged("i2", "ada")))
    assert set(kept.tables["interactions"]) == {"i1", "i2"}
    assert not kept.notices


def test_edits_of_different_fields_are_both_kept(
    windows: tuple[FileStore, FileStore, dict[str, Any]],
) -> None:
    here, there, ada = windows
    here.keep(deed(edited(ada, title="Countess")))
    kept = there.keep(deed(edited(ada, org=None, notes="looms")))
    after = kept.tables["contacts"]["ada"]
    assert after == {
        "id": "ada",
        "name": "Ada Byron",
        "tags": ["maths", "poet"],
        "title": "Countess",
        "notes": "looms",
    }
    assert "both changes are kept" in kept.notices[0]


def test_of_two_edits_of_one_field_the_later_stands_and_the_other_is_told(
    windows: tuple[FileStore, FileStore, dict[str, Any]],
) -> None:
    here, there, ada = windows
    here.keep(deed(edited(ada, org="Looms & Co")))
    kept = there.keep(deed(edited(ada, org="Cards Ltd")))
    assert kept.tables["contacts"]["ada"]["org"] == "Cards Ltd"
    assert "Looms & Co" in kept.notices[0]


def test_tags_put_on_and_taken_off_by_both_are_put_on_and_taken_off(
    windows: tuple[FileStore, FileStore, dict[str, Any]],
) -> None:
    here, there, ada = windows
    here.keep(deed(edited(ada, tags=["maths", "poet", "london"])))
    kept = there.keep(deed(edited(ada, tags=["maths", "chess"])))
    assert kept.tables["contacts"]["ada"]["tags"] == ["maths", "london", "chess"]


def test_an_edit_beats_a_removal_whichever_came_first(
    windows: tuple[FileStore, FileStore, dict[str, Any]],
) -> None:
    here, there, ada = windows
    here.keep(deed(removed(ada)))
    kept = there.keep(deed(edited(ada, org="Cards Ltd")))
    assert kept.tables["contacts"]["ada"]["org"] == "Cards Ltd"
    assert "removed meanwhile" in kept.notices[0]
    stays = here.keep(deed(removed(ada)))
    assert stays.tables["contacts"]["ada"]["org"] == "Cards Ltd"
    assert "stays" in stays.notices[0]


def test_an_undo_takes_back_what_its_deed_did_and_not_what_came_after(
    windows: tuple[FileStore, FileStore, dict[str, Any]],
) -> None:
    """The other window has a journal of the same garden, so the later edit comes from another machine's file."""
    here, _, ada = windows
    here.keep(deed(edited(ada, org="Looms & Co", title="Countess")))
    data = here.path.read_bytes()
    here.path.write_bytes(data.replace(b"Looms & Co", b"Cards Ltd!"))
    kept = undo(here)
    after = kept.tables["contacts"]["ada"]
    assert after["org"] == "Cards Ltd!"
    assert "title" not in after
    assert kept.notices


# --- logging with somebody whom another window removed --------------------------------------------------------------


def two_gardeners(opened: Open) -> tuple[Gardener, Gardener]:
    """Two windows on a garden with Ada, whose cutting Mei is; a coffee with Ada, a walk with both, a promise."""
    here, there = Gardener(opened(), FixedDay(TODAY)), Gardener(opened(), FixedDay(TODAY))
    here.open()
    ada = here.plant("Ada Byron").people[0]
    mei = here.plant("Mei Tanaka", introduced_by="Ada Byron").people[0]
    here.log(Draft(on=TODAY, people=(ada,), kind="coffee", note="the engine"))
    here.log(Draft(on=TODAY, people=(ada, mei), kind="walk"))
    here.promise(ada, "send her the paper")
    there.open()
    return here, there


def held(gardener: Gardener) -> dict[str, dict[str, Document]]:
    """What a garden holds, stamps aside."""
    gardener.open()
    return {
        name: {
            id_: {field: value for field, value in doc.items() if field != "updated"}
            for id_, doc in table.items()
        }
        for name, table in gardener.facts.tables.items()
        if name in ("contacts", "interactions", "promises")
    }


VERBS: dict[str, Callable[[Gardener, str], Done]] = {
    "logging": lambda g, ada: g.log(Draft(on=TODAY, people=(ada,), kind="call")),
    "correcting": lambda g, ada: g.relog(
        g.facts.history(ada)[0].id, Draft(on=TODAY, people=(ada,), kind="meal")
    ),
    "promising": lambda g, ada: g.promise(ada, "lend her the drill"),
    "editing": lambda g, ada: g.edit(ada, org="Engines"),
    "introducing": lambda g, ada: g.plant("Bo Ek", introduced_by="Ada Byron"),
}


@pytest.mark.parametrize("verb", VERBS)
def test_whoever_was_removed_meanwhile_is_back_whole_when_something_is_said_of_them(
    opened: Open, verb: str
) -> None:
    here, there = two_gardeners(opened)
    ada = here.find("Ada").id
    before = held(there)
    here.remove(ada)
    done = VERBS[verb](there, ada)
    assert any("Ada Byron" in notice and "is back" in notice for notice in done.notices)
    after = held(there)
    changed = {(change.table, change.id) for change in done.deed.changes}
    for table, docs in before.items():
        for id_, doc in docs.items():
            assert (table, id_) in changed or after[table][id_] == doc
    everybody = set(after["contacts"])
    assert all(set(doc["people"]) <= everybody for doc in after["interactions"].values())
    there.undo()
    assert ada not in held(there)["contacts"]
    there.undo()
    assert held(there) == before


def test_what_was_said_of_nobody_removed_brings_nobody_back(opened: Open) -> None:
    here, there = two_gardeners(opened)
    here.remove(here.find("Ada").id)
    done = VERBS["logging"](there, there.find("Mei").id)
    assert [doc["name"] for doc in held(there)["contacts"].values()] == ["Mei Tanaka"]
    assert not any("is back" in notice for notice in done.notices)


def test_two_windows_that_remove_the_same_contact_both_mean_it(opened: Open) -> None:
    here, there = two_gardeners(opened)
    here.remove(here.find("Ada").id)
    there.remove(there.find("Ada").id)
    after = held(there)
    assert [doc["name"] for doc in after["contacts"].values()] == ["Mei Tanaka"]
    assert not after["promises"]


def test_an_undo_puts_nothing_there_about_somebody_whom_another_machine_removed(opened: Open) -> None:
    """The other machine's removal comes with its file, not with our journal."""
    here, _ = two_gardeners(opened)
    ada = here.find("Ada").id
    coffee = here.facts.history(ada)[0].id
    here.unlog(coffee)
    path = opened().path
    stored = json.loads(path.read_bytes())
    stored["contacts"] = {key: doc for key, doc in stored["contacts"].items() if doc["id"] != ada}
    path.write_text(json.dumps(stored))
    back = here.undo()
    assert coffee not in held(here)["interactions"]
    assert any("stays away" in notice for notice in back.notices)


FIELDS = st.dictionaries(
    st.sampled_from("abcd"), st.integers(0, 2) | st.lists(st.sampled_from("xyz"), unique=True)
)


def doc(fields: dict[str, Any]) -> dict[str, Any]:
    return {"id": "r", **fields}


def merged(base: dict[str, Any], ours: dict[str, Any], theirs: dict[str, Any], **more: str) -> dict[str, Any]:
    change = Change("contacts", "r", doc(base), doc(ours))
    settled, _ = settle(Deed("d", "", "", (change,), **more), lambda *_: doc(theirs))
    result = settled[0].after if settled else doc(theirs)
    assert result is not None
    return {key: value for key, value in result.items() if key != "id"}


@given(FIELDS, FIELDS, FIELDS)
def test_every_field_that_one_side_left_alone_takes_the_other_side(
    base: dict[str, Any], ours: dict[str, Any], theirs: dict[str, Any]
) -> None:
    result = merged(base, ours, theirs)
    for field in "abcd":
        was, our, their = (side.get(field, "none") for side in (base, ours, theirs))
        if our == was:
            assert result.get(field, "none") == their
        elif their == was or not (isinstance(our, list) and isinstance(their, list)):
            assert result.get(field, "none") == our
        else:
            before = set(was) if isinstance(was, list) else set()
            assert set(result[field]) == (set(their) - (before - set(our))) | (set(our) - before)


@given(FIELDS, FIELDS, FIELDS)
def test_a_settled_deed_says_truly_what_it_changed(
    base: dict[str, Any], ours: dict[str, Any], theirs: dict[str, Any]
) -> None:
    change = Change("contacts", "r", doc(base), doc(ours))
    settled, _ = settle(Deed("d", "", "", (change,)), lambda *_: doc(theirs))
    for each in settled:
        assert each.before == doc(theirs)
        assert each.after != each.before


@given(FIELDS, FIELDS)
def test_an_undo_right_after_its_deed_restores_the_record(base: dict[str, Any], ours: dict[str, Any]) -> None:
    assert merged(ours, base, ours, undoes="d") == base
