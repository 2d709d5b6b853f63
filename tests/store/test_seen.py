"""A large file that was found beyond doubt is not looked through again; any other is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from garden.core.model import Change, Deed
from garden.store import FileStore, open_store, strict
from garden.store.errors import Unreadable

STAMP = "2026-11-23T18:00:00.000Z"


def large(path: Path, **extra: Any) -> Path:
    """A garden's file large enough to be worth a note."""
    docs = {
        str(n): {"id": f"i{n:04}", "on": "2026-01-01", "people": ["ada"], "note": "x" * 200}
        for n in range(1, 1500)
    }
    contacts = {"1": {"id": "ada", "name": "Ada Byron", **extra}}
    path.write_text(json.dumps({"contacts": contacts, "interactions": docs}))
    assert path.stat().st_size >= strict.LARGE
    return path


def opened(tmp_path: Path) -> FileStore:
    store = open_store(tmp_path / "garden.json", state_dir=tmp_path / "state")
    store.state.mkdir(parents=True, exist_ok=True)
    return store


def looked_through(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The sizes of the files that are looked through from now on."""
    sizes: list[int] = []
    count = strict._keys_at_most

    def counted(data: bytes) -> int | None:
        sizes.append(len(data))
        return count(data)

    monkeypatch.setattr(strict, "_keys_at_most", counted)
    return sizes


def test_the_same_bytes_are_looked_through_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    large(tmp_path / "garden.json")
    sizes = looked_through(monkeypatch)
    first = opened(tmp_path).open()
    assert len(sizes) == 1
    assert opened(tmp_path).open().tables == first.tables
    assert len(sizes) == 1


def test_what_we_saved_is_not_looked_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    large(tmp_path / "garden.json")
    store = opened(tmp_path)
    store.open()
    new = {"id": "i-new", "on": "2026-11-23", "people": ["ada"]}
    store.keep(Deed("d1", STAMP, "logged", (Change("interactions", "i-new", None, new),)))
    sizes = looked_through(monkeypatch)
    assert "i-new" in opened(tmp_path).open().tables["interactions"]
    assert sizes == []


def test_a_key_that_comes_to_stand_twice_is_still_refused(tmp_path: Path) -> None:
    path = large(tmp_path / "garden.json")
    opened(tmp_path).open()
    path.write_bytes(path.read_bytes().replace(b'"note"', b'"on": "2026-01-02", "note"', 1))
    for _ in range(2):
        with pytest.raises(Unreadable, match="twice"):
            opened(tmp_path).open()


@pytest.mark.parametrize("when", ["read", "saved"])
def test_a_number_beyond_64_bits_is_read_as_it_is_every_time(tmp_path: Path, when: str) -> None:
    wide = 98765432109876543210
    large(tmp_path / "garden.json", **({"number": wide} if when == "read" else {}))
    store = opened(tmp_path)
    tables = store.open().tables
    if when == "saved":
        was = tables["contacts"]["ada"]
        store.keep(Deed("d1", STAMP, "edited", (Change("contacts", "ada", was, {**was, "number": wide}),)))
    for _ in range(3):
        assert opened(tmp_path).open().tables["contacts"]["ada"]["number"] == wide


def test_without_a_state_folder_nothing_is_written(tmp_path: Path) -> None:
    large(tmp_path / "garden.json")
    open_store(tmp_path / "garden.json", state_dir=tmp_path / "state").open()
    assert [path.name for path in tmp_path.iterdir()] == ["garden.json"]


def test_a_note_that_cannot_be_read_is_no_note(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    large(tmp_path / "garden.json")
    store = opened(tmp_path)
    store.open()
    (store.state / "seen").write_bytes(b"\xff\x00")
    sizes = looked_through(monkeypatch)
    opened(tmp_path).open()
    assert len(sizes) == 1


def test_the_note_is_for_the_gardener_alone(tmp_path: Path) -> None:
    large(tmp_path / "garden.json")
    store = opened(tmp_path)
    (store.state / "seen").write_text("old")
    (store.state / "seen").chmod(0o644)
    store.open()
    (note,) = store.state.glob("seen*")
    assert note.stat().st_mode & 0o777 == 0o600
