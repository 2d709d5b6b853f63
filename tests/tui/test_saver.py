"""The saver over real files: two of them on one garden, refusals, failures, faults; nothing said is lost."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from garden.core.errors import GardenError
from garden.core.facts import Facts
from garden.core.model import Deed
from garden.gardener import Gardener, Kept
from garden.store import open_store
from garden.store.errors import SaveFailed
from garden.tui.saver import Saver
from tests.support import FixedClock


class Window:
    """A garden's screens without the screens: a gardener over a saver over the real file."""

    def __init__(self, path: Path, state: Path) -> None:
        self.store = open_store(path, state_dir=state)
        self.heard: list[str] = []
        self.concerned: list[str] = []
        self.failures: list[GardenError] = []
        self.saver = Saver(self.store, saved=self._hear, refreshed=self._take, failed=self.failures.append)
        self.gardener = Gardener(self.saver, FixedClock())
        self.gardener.open()

    def _hear(self, notices: Sequence[str]) -> None:
        self.heard += notices

    def _take(self, notices: Sequence[str], people: Sequence[str]) -> None:
        self.heard += notices
        self.concerned += people

    def log(self, sentence: str) -> None:
        self.gardener.log(self.gardener.understand(sentence))

    def settle(self) -> list[str]:
        left = self.saver.flush()
        self.gardener.take(self.saver.tables)
        return left


@pytest.fixture
def place(tmp_path: Path) -> tuple[Path, Path]:
    return tmp_path / "garden.json", tmp_path / "state"


@pytest.fixture
def one(place: tuple[Path, Path]) -> Iterator[Window]:
    window = Window(*place)
    window.gardener.plant("Ada Byron")
    assert window.settle() == []
    yield window
    window.saver.close()


def notes(place: tuple[Path, Path]) -> list[str]:
    facts = Facts(open_store(place[0], state_dir=place[1]).open().tables)
    return sorted(str(doc.get("note")) for doc in facts.table("interactions").values())


def test_an_undo_that_another_window_overtook_is_told_and_what_comes_after_it_is_saved(
    one: Window, place: tuple[Path, Path]
) -> None:
    one.log("coffee with ada: in one")
    assert one.settle() == []
    two = Window(*place)
    two.log("call with ada: in two")
    assert two.settle() == []
    one.gardener.undo()
    one.log("lunch with ada: later in one")
    assert one.settle() == []
    two.saver.close()
    assert notes(place) == ["in one", "in two", "later in one"]
    assert any("taken back" in said for said in one.heard)
    assert len(one.gardener.facts.table("interactions")) == 3


def test_undo_and_redo_go_in_order_through_deeds_of_this_run_and_of_earlier_ones(
    place: tuple[Path, Path],
) -> None:
    before = Window(*place)
    before.gardener.plant("Ada Byron")
    before.log("coffee with ada: a")
    before.log("coffee with ada: b")
    assert before.settle() == []
    before.saver.close()
    now = Window(*place)
    for _ in range(2):
        assert now.gardener.undo().said.startswith("Took back: logged coffee with Ada Byron.")
    now.gardener.redo()
    now.gardener.redo()
    assert now.settle() == []
    assert notes(place) == ["a", "b"]
    now.gardener.undo()
    assert now.settle() == []
    now.saver.close()
    assert notes(place) == ["a"]


def test_what_could_not_be_saved_waits_and_can_be_taken_back_meanwhile(
    one: Window, place: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    keep = one.store.keep

    def full(deed: Deed) -> Kept:
        raise SaveFailed("The disk is full.")

    monkeypatch.setattr(one.store, "keep", full)
    one.log("coffee with ada: first")
    one.log("coffee with ada: second")
    assert one.settle() == ["logged coffee with Ada Byron"] * 2
    one.gardener.undo()
    assert one.gardener.undo().said.startswith("Took back: logged coffee with Ada Byron.")
    one.gardener.redo()
    monkeypatch.setattr(one.store, "keep", keep)
    assert one.settle() == []
    assert notes(place) == ["first"]
    assert one.saver.error is None


def test_a_fault_of_ours_is_told_and_does_not_end_the_saving(
    one: Window, place: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    keep, told = one.store.keep, threading.Event()

    def broken(deed: Deed) -> Kept:
        told.set()
        raise TypeError("a fault")

    monkeypatch.setattr(one.store, "keep", broken)
    one.log("coffee with ada: kept")
    assert one.settle() == ["logged coffee with Ada Byron"]
    assert told.is_set()
    assert "TypeError" in one.failures[-1].message
    monkeypatch.setattr(one.store, "keep", keep)
    assert one.settle() == []
    assert notes(place) == ["kept"]
