"""Files of every schema there ever was open; a newer one opens for reading; a step to the next loses nothing."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from garden.core.facts import SCHEMA, Facts
from garden.store import FileStore, schemas
from garden.store.errors import ReadOnly
from garden.store.strict import Raw, parse
from tests.store.making import deed, facts, planted, undo

Open = Callable[[], FileStore]
FROZEN = Path(__file__).parent / "frozen"
DIGESTS = {
    1: "5b64dd31680dbd9c8668b9a7ff1070c185d69a42357a71535ea90da19db839f0",
}
"""Of the frozen file of each schema.  They never change: a schema that does is a new one."""


@pytest.fixture
def frozen(path: Path) -> Callable[[str], bytes]:
    """Put a frozen file where the garden is."""

    def put(name: str) -> bytes:
        data = (FROZEN / name).read_bytes()
        path.parent.mkdir()
        path.write_bytes(data)
        return data

    return put


def test_every_schema_up_to_todays_has_a_frozen_file_that_never_changed() -> None:
    assert set(DIGESTS) == set(range(1, SCHEMA + 1))
    assert set(schemas.STEPS) == set(range(1, SCHEMA))
    for schema, digest in DIGESTS.items():
        assert sha256((FROZEN / f"schema-{schema}.json").read_bytes()).hexdigest() == digest


def test_a_file_of_schema_1_opens_and_says_what_it_said(frozen: Callable[[str], bytes], opened: Open) -> None:
    frozen("schema-1.json")
    read = opened().open()
    assert read.read_only == ""
    assert not read.fresh
    known = Facts(read.tables)
    ada, zoe = known.contacts.values()
    assert (ada.name, ada.every, ada.tags, ada.notes) == (
        "Ada Byron",
        42,
        ("maths", "poetry"),
        "Line one\nline two “quoted” 🌱",
    )
    assert (zoe.name, zoe.introduced_by, len(zoe.rests)) == ("Zoë O’Neil", ada.id, 1)
    assert [(i.kind, i.note) for i in known.history(ada.id)] == [("walk", ""), ("coffee", "the looms")]
    assert [p.text for p in known.promises_of(ada.id)] == ["send the paper"]
    assert len(known.rests) == 1


def test_a_file_of_schema_1_is_saved_with_all_that_nobody_here_knows(
    frozen: Callable[[str], bytes], path: Path, opened: Open
) -> None:
    before = parse(frozen("schema-1.json"), path)
    opened().keep(deed(planted("bo", "Bo")))
    after = parse(path.read_bytes(), path)
    assert after["contacts"].pop("3")["name"] == "Bo"
    for table in ("contacts", "interactions", "promises", "beds", "notebook"):
        assert after[table] == before[table]
    meta, was = after["meta"]["1"], before["meta"]["1"]
    assert {name: meta[name] for name in ("schema", "garden", "rests", "gone", "waiting")} == {
        name: was[name] for name in ("schema", "garden", "rests", "gone", "waiting")
    }
    assert meta["revision"] == was["revision"] + 1


def test_a_newer_schema_opens_for_reading_and_no_byte_changes(
    frozen: Callable[[str], bytes], path: Path, opened: Open
) -> None:
    data = frozen("schema-2-made-up.json")
    read = opened().open()
    assert "A newer garden saved this (schema 2; here 1)" in read.read_only
    assert [doc["name"] for doc in read.tables["contacts"].values()] == ["Ada Byron", "Zoë O’Neil"]
    with pytest.raises(ReadOnly):
        opened().keep(deed(planted("bo", "Bo")))
    assert path.read_bytes() == data


@pytest.mark.parametrize("said", ["0", "-1", '"1"', "1.5", "null", "true"])
def test_a_schema_that_is_none_opens_for_reading(
    said: str, frozen: Callable[[str], bytes], path: Path, opened: Open
) -> None:
    data = frozen("schema-1.json").replace(b'"schema":1', b'"schema":' + said.encode())
    path.write_bytes(data)
    assert "none that this version knows" in opened().open().read_only
    with pytest.raises(ReadOnly):
        opened().keep(deed(planted("bo", "Bo")))
    assert path.read_bytes() == data


def step(raw: Raw) -> Raw:
    """A made-up step from 1 to 2: notes are called memories."""
    contacts = {}
    for key, doc in raw.get("contacts", {}).items():
        contacts[key] = {("memories" if name == "notes" else name): value for name, value in doc.items()}
    return {**raw, "contacts": contacts}


@pytest.fixture
def tomorrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """The version after this one, which knows schema 3."""
    monkeypatch.setattr(schemas, "CURRENT", 3)
    monkeypatch.setattr(schemas, "STEPS", {1: step, 2: lambda raw: {**raw, "letters": {}}})


@pytest.mark.usefixtures("tomorrow")
def test_an_older_file_is_led_on_in_memory_and_written_with_the_next_save_only(
    frozen: Callable[[str], bytes], path: Path, opened: Open
) -> None:
    data = frozen("schema-1.json")
    read = opened().open()
    assert read.read_only == ""
    assert [doc.get("memories") for doc in read.tables["contacts"].values()] == [
        "Line one\nline two “quoted” 🌱",
        None,
    ]
    assert path.read_bytes() == data
    store = opened()
    store.keep(deed(planted("bo", "Bo")))
    written = parse(path.read_bytes(), path)
    assert written["meta"]["1"]["schema"] == 3
    assert "memories" in written["contacts"]["1"]
    assert "notes" not in written["contacts"]["1"]
    assert written["letters"] == {}
    assert written["notebook"] == {"7": {"mine": [1, 2.5, None, {"deep": True}]}}
    (copy,) = store.backups()
    assert copy.pin == "migration"
    assert copy.path.read_bytes() == data
    assert facts(opened().open())["contacts"].keys() == read.tables["contacts"].keys() | {"bo"}
    assert "bo" not in undo(opened()).tables["contacts"]
    assert parse(path.read_bytes(), path)["meta"]["1"]["schema"] == 3


@pytest.mark.usefixtures("tomorrow")
def test_an_older_copy_can_be_looked_into_and_gone_back_to(
    frozen: Callable[[str], bytes], opened: Open
) -> None:
    frozen("schema-1.json")
    store = opened()
    store.keep(deed(planted("bo", "Bo")))
    (copy,) = store.backups()
    assert "memories" in store.look_into(copy)["contacts"]["00000000000000000001"]


def test_a_schema_that_no_step_leads_on_from_opens_for_reading(
    frozen: Callable[[str], bytes], opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schemas, "CURRENT", 3)
    monkeypatch.setattr(schemas, "STEPS", {2: step})
    frozen("schema-1.json")
    assert "older than any that this version can read" in opened().open().read_only
