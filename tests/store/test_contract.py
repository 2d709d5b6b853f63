"""What every store keeps to, in a file or in memory."""

from __future__ import annotations

import math

import pytest

from garden.core.facts import Facts
from garden.gardener import Store
from garden.store.errors import Overtaken, Unstorable
from tests.store.making import deed, edited, facts, logged, planted, redo, removed, undo


def test_a_garden_that_was_never_saved_is_fresh_and_empty(store: Store) -> None:
    opened = store.open()
    assert opened.fresh
    assert not facts(opened)
    assert opened.read_only == ""
    assert store.undoable() is None
    assert store.redoable() is None


def test_what_was_kept_is_there_when_it_is_opened_again(store: Store) -> None:
    kept = store.keep(deed(planted(), logged("i1", "ada")))
    again = store.open()
    assert facts(kept) == facts(again)
    assert again.tables["contacts"]["ada"]["name"] == "Ada Byron"
    assert not again.fresh


def test_the_first_deed_founds_the_garden_with_a_record_of_its_own_and_the_beds(store: Store) -> None:
    kept = store.keep(deed(planted()))
    meta = Facts(kept.tables).meta
    assert meta["schema"] == 1
    assert meta["revision"] == 1
    assert len(meta["garden"]) >= 16
    assert {"inner", "friends", "circle", "horizon", "shed"} <= set(kept.tables["beds"])


def test_each_save_counts_the_revision_up_and_leaves_the_gardens_id(store: Store) -> None:
    first = Facts(store.keep(deed(planted())).tables).meta
    undo(store)
    third = Facts(store.keep(deed(planted("bo", "Bo"))).tables).meta
    assert third["revision"] == 3
    assert third["garden"] == first["garden"]


def test_a_bed_that_the_first_deed_makes_is_not_overwritten_by_the_default(store: Store) -> None:
    from garden.core.model import Change

    own = {"id": "friends", "name": "Friends", "every": 21}
    kept = store.keep(deed(Change("beds", "friends", None, own)))
    assert kept.tables["beds"]["friends"]["every"] == 21
    assert "circle" in kept.tables["beds"]


def test_an_edit_replaces_the_whole_record_so_that_a_dropped_field_is_gone(store: Store) -> None:
    ada = store.keep(deed(planted(org="Engines"))).tables["contacts"]["ada"]
    kept = store.keep(deed(edited(ada, org=None)))
    assert "org" not in kept.tables["contacts"]["ada"]


def test_undo_and_redo_walk_through_the_deeds_and_a_new_deed_ends_redo(store: Store) -> None:
    ada = store.keep(deed(planted(), label="planted Ada")).tables["contacts"]["ada"]
    store.keep(deed(edited(ada, org="Engines"), label="edited Ada"))
    undo(store)
    last = store.undoable()
    assert last is not None
    assert last.label == "planted Ada"
    assert "org" not in store.open().tables["contacts"]["ada"]
    assert not facts(undo(store))
    assert store.undoable() is None
    redo(store)
    assert redo(store).tables["contacts"]["ada"]["org"] == "Engines"
    assert store.redoable() is None
    undo(store)
    store.keep(deed(planted("bo", "Bo")))
    assert store.redoable() is None


def test_a_removal_is_taken_back_whole(store: Store) -> None:
    ada = store.keep(deed(planted(notes="likes looms"))).tables["contacts"]["ada"]
    assert not facts(store.keep(deed(removed(ada))))
    assert undo(store).tables["contacts"]["ada"] == ada


def test_an_undo_that_another_window_was_quicker_with_is_refused(store: Store) -> None:
    store.keep(deed(planted()))
    last = store.undoable()
    assert last is not None
    store.keep(deed(*last.inverse(), undoes=last.id))
    with pytest.raises(Overtaken):
        store.keep(deed(*last.inverse(), undoes=last.id))


def test_the_same_deed_kept_twice_is_kept_once(store: Store) -> None:
    once = deed(planted())
    store.keep(once)
    again = store.keep(once)
    assert Facts(again.tables).meta["revision"] == 1


@pytest.mark.parametrize(
    "value", [math.nan, "half \ud800", {1: "a number as a key"}, object(), ("a", "tuple")], ids=str
)
def test_what_a_json_file_cannot_say_is_refused_and_nothing_changes(store: Store, value: object) -> None:
    before = facts(store.keep(deed(planted())))
    with pytest.raises(Unstorable):
        store.keep(deed(planted("bo", "Bo", strange=value)))
    assert facts(store.open()) == before


def test_numbers_beyond_64_bits_survive(store: Store) -> None:
    store.keep(deed(planted(huge=2**70)))
    store.keep(deed(planted("bo", "Bo")))
    assert store.open().tables["contacts"]["ada"]["huge"] == 2**70


def test_tables_handed_out_stay_as_they_were(store: Store) -> None:
    first = store.keep(deed(planted()))
    store.keep(deed(planted("bo", "Bo"), removed(first.tables["contacts"]["ada"])))
    assert list(first.tables["contacts"]) == ["ada"]


def test_a_deed_that_changes_nothing_is_no_deed(store: Store) -> None:
    ada = store.keep(deed(planted(), label="planted Ada")).tables["contacts"]["ada"]
    store.keep(deed(edited(ada), label="nothing"))
    last = store.undoable()
    assert last is not None
    assert last.label == "planted Ada"
