"""Undo and redo of any deeds in any order, across restarts, crashes and torn journals."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from garden.core.model import Change
from garden.gardener import Store
from garden.store import FileStore, MemoryStore, open_store
from garden.store import journal as journals
from garden.store.journal import Journal
from garden.store.place import Place
from tests.store.making import deed, edited, facts, logged, planted, redo, removed, undo

Open = Callable[[], FileStore]


class Undoing(RuleBasedStateMachine):
    """The file's store, opened anew at any time, beside the memory's and beside a plain list of states."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.memory: Store = MemoryStore()
        self.states: list[dict[str, Any]] = [{}]
        self.at = 0
        self.number = 0
        self.restart()

    def teardown(self) -> None:
        self.folder.cleanup()

    @rule()
    def restart(self) -> None:
        root = Path(self.folder.name)
        self.store = open_store(root / "garden.json", state_dir=root / "state")

    def _keep(self, *changes: Change) -> None:
        done = deed(*changes)
        kept = self.store.keep(done)
        self.memory.keep(done)
        del self.states[self.at + 1 :]
        self.states.append(facts(kept))
        self.at += 1

    @rule(tags=st.lists(st.sampled_from("abc"), unique=True))
    def plant(self, tags: list[str]) -> None:
        self.number += 1
        self._keep(planted(f"c{self.number}", f"Person {self.number}", tags=tags), logged(f"i{self.number}"))

    @precondition(lambda self: self.states[self.at].get("contacts"))
    @rule(data=st.data())
    def edit(self, data: st.DataObject) -> None:
        contacts = self.states[self.at]["contacts"]
        before = contacts[data.draw(st.sampled_from(sorted(contacts)))]
        self.number += 1
        self._keep(edited(before, org=f"Org {self.number}"))

    @precondition(lambda self: self.states[self.at].get("contacts"))
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        contacts = self.states[self.at]["contacts"]
        self._keep(removed(contacts[data.draw(st.sampled_from(sorted(contacts)))]))

    @precondition(lambda self: self.at > 0)
    @rule()
    def undo(self) -> None:
        undo(self.store)
        undo(self.memory)
        self.at -= 1

    @precondition(lambda self: self.at + 1 < len(self.states))
    @rule()
    def redo(self) -> None:
        redo(self.store)
        redo(self.memory)
        self.at += 1

    @invariant()
    def the_facts_are_those_of_the_moment(self) -> None:
        assert facts(self.store.open()) == self.states[self.at]
        assert facts(self.memory.open()) == self.states[self.at]

    @invariant()
    def there_is_something_to_undo_or_redo_exactly_where_there_is(self) -> None:
        for store in (self.store, self.memory):
            assert (store.undoable() is None) == (self.at == 0)
            assert (store.redoable() is None) == (self.at + 1 == len(self.states))


Undoing.TestCase.settings = settings(max_examples=15, stateful_step_count=25, deadline=None)
TestUndoing = Undoing.TestCase


def test_many_deeds_across_restarts_are_taken_back_to_nothing_and_done_again(
    opened: Open, rounds: Callable[[int, int], int]
) -> None:
    deeds = rounds(40, 200)
    for n in range(deeds):
        opened().keep(deed(planted(f"c{n}", f"Person {n}")))
    everything = facts(opened().open())
    for _ in range(deeds):
        undo(opened())
    assert not facts(opened().open())
    for _ in range(deeds):
        redo(opened())
    assert facts(opened().open()) == everything


def journal_of(path: Path, state_dir: Path) -> Path:
    return Place.of(path, state_dir).journal


def test_a_crash_before_the_file_was_replaced_leaves_nothing_to_undo_of_it(
    path: Path, state_dir: Path, opened: Open
) -> None:
    """The journal says a deed, the file does not: as a kill between the two leaves them."""
    opened().keep(deed(planted(), label="planted Ada"))
    old = path.read_bytes()
    opened().keep(deed(planted("bo", "Bo"), label="planted Bo"))
    journal = journal_of(path, state_dir)
    rows = journal.read_bytes().splitlines(keepends=True)
    assert b'"kept"' in rows[-1]
    journal.write_bytes(b"".join(rows[:-1]))
    path.write_bytes(old)
    last = opened().undoable()
    assert last is not None
    assert last.label == "planted Ada"
    opened().keep(deed(planted("cy", "Cy"), label="planted Cy"))
    assert set(undo(opened()).tables["contacts"]) == {"ada"}
    assert b"planted Bo" not in journal.read_bytes()


def test_a_crash_after_the_file_was_replaced_leaves_the_deed_to_undo(
    path: Path, state_dir: Path, opened: Open
) -> None:
    opened().keep(deed(planted(), label="planted Ada"))
    journal = journal_of(path, state_dir)
    journal.write_bytes(journal.read_bytes().splitlines(keepends=True)[0])
    last = opened().undoable()
    assert last is not None
    assert last.label == "planted Ada"
    opened().keep(deed(planted("bo", "Bo")))
    undo(opened())
    assert not facts(undo(opened()))


@pytest.mark.parametrize("cut", [1, 10, 60])
def test_a_torn_last_line_is_no_line(cut: int, path: Path, state_dir: Path, opened: Open) -> None:
    opened().keep(deed(planted(), label="planted Ada"))
    opened().keep(deed(planted("bo", "Bo"), label="planted Bo"))
    journal = journal_of(path, state_dir)
    whole = journal.read_bytes()
    journal.write_bytes(whole + whole.splitlines(keepends=True)[0][:cut])
    assert set(undo(opened()).tables["contacts"]) == {"ada"}
    assert all(json.loads(row) for row in journal.read_bytes().splitlines())


def test_a_damaged_line_in_the_middle_is_passed_over(path: Path, state_dir: Path, opened: Open) -> None:
    for n in range(3):
        opened().keep(deed(planted(f"c{n}", f"Person {n}"), label=f"planted {n}"))
    journal = journal_of(path, state_dir)
    rows = journal.read_bytes().splitlines(keepends=True)
    rows[2] = b"\x00\xff\n"
    rows[-1] = b'{"garden": "g", "deed": {"id": 1}}\n'
    rows[0] = b'{"garden": 3, "deed": 7}\n'
    journal.write_bytes(b"".join(rows))
    assert set(undo(opened()).tables["contacts"]) == {"c0", "c1"}
    assert opened().undoable() is None


def test_another_garden_at_the_same_path_begins_with_nothing_to_undo(path: Path, opened: Open) -> None:
    opened().keep(deed(planted()))
    path.unlink()
    opened().keep(deed(planted("bo", "Bo"), label="planted Bo"))
    assert not facts(undo(opened()))
    assert opened().undoable() is None


def test_the_journal_stays_short_and_the_last_deeds_stay_undoable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journals, "BYTES", 20_000)
    journal = Journal(tmp_path / "journal.jsonl", deeds=20)
    for n in range(300):
        each = deed(planted(f"c{n}", f"Person {n}"), label=str(n))
        journal.prepare(each, "g", "")
        journal.kept(each.id)
    assert len((tmp_path / "journal.jsonl").read_bytes()) < 25_000
    history = Journal(tmp_path / "journal.jsonl").history("g", lambda: "")
    assert [d.label for d in history.undo[-20:]] == [str(n) for n in range(280, 300)]


def test_what_was_undone_is_still_to_be_done_again_after_the_journal_was_made_shorter(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.jsonl", deeds=5)
    deeds = [deed(planted(f"c{n}", f"Person {n}")) for n in range(8)]
    backs = [deed(*d.inverse(), undoes=d.id) for d in reversed(deeds[-2:])]
    for each in (*deeds, *backs):
        journal.prepare(each, "g", "")
        journal.kept(each.id)
    before = journal.history("g", lambda: "")
    journal.shorten("g")
    after = Journal(tmp_path / "journal.jsonl").history("g", lambda: "")
    assert [d.id for d in after.redo] == [d.id for d in before.redo]
    assert after.redo == before.redo
    assert after.undo == before.undo[-3:]
