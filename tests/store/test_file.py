"""The file on the disk: stock TinyDB reads it, git likes it, nobody else may look at it, and nothing in it is lost."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tinydb import TinyDB, where

from garden.core.facts import Facts
from garden.store import FileStore, open_store
from garden.store.codec import decode
from garden.store.errors import Locked, ReadOnly
from garden.store.lines import Lines, learnt
from garden.store.lock import held
from garden.store.place import Place, look
from garden.store.storage import GardenDB, GardenStorage
from garden.store.strict import parse
from tests.store.making import deed, edited, logged, planted, removed, undo

Open = Callable[[], FileStore]


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_looking_at_a_new_garden_writes_nothing(path: Path, state_dir: Path, opened: Open) -> None:
    opened().open()
    opened().undoable()
    assert not path.parent.exists()
    assert not state_dir.exists()


def test_stock_tinydb_reads_what_was_logged(path: Path, opened: Open) -> None:
    opened().keep(deed(planted(), logged("i1", "ada", place="Café Zoë 🌱")))
    with TinyDB(path, encoding="utf-8") as stock:
        found = stock.table("interactions").search(where("people").any(["ada"]))
        assert [doc["place"] for doc in found] == ["Café Zoë 🌱"]
        assert stock.table("contacts").get(doc_id=1)["name"] == "Ada Byron"


def test_what_a_script_wrote_with_stock_tinydb_is_a_garden(path: Path, opened: Open) -> None:
    path.parent.mkdir()
    with TinyDB(path, encoding="utf-8") as stock:
        stock.table("contacts").insert({"id": "ada", "name": "Ada 🌱", "shoe_size": 38})
        stock.table("notebook").insert({"mine": [1, 2.5, None, {"deep": True}]})
    read = opened().open()
    assert read.tables["contacts"]["ada"]["name"] == "Ada 🌱"
    assert read.read_only == ""
    opened().keep(deed(logged("i1", "ada")))
    with TinyDB(path, encoding="utf-8") as stock:
        assert stock.table("notebook").all() == [{"mine": [1, 2.5, None, {"deep": True}]}]
        assert stock.table("contacts").all() == [{"id": "ada", "name": "Ada 🌱", "shoe_size": 38}]


def test_tinydb_over_our_storage_saves_by_the_same_steps(path: Path, state_dir: Path) -> None:
    place = Place.of(path, state_dir)
    tables = GardenDB(place)
    assert isinstance(tables.storage, GardenStorage)
    first = tables.table("contacts").insert({"id": "ada", "name": "Ada"})
    tables.table("contacts").insert({"id": "bo", "name": "Bo"})
    tables.table("contacts").update({"org": "Engines"}, doc_ids=[first])
    tables.table("contacts").remove(where("id") == "bo")
    assert GardenDB(place).table("contacts").all() == [{"id": "ada", "name": "Ada", "org": "Engines"}]
    assert len(list(place.backups.iterdir())) == 3


def test_file_and_folders_are_for_their_owner_only(path: Path, state_dir: Path, opened: Open) -> None:
    opened().keep(deed(planted()))
    opened().keep(deed(planted("bo", "Bo")))
    files = [p for p in (path, *state_dir.rglob("*")) if p.is_file()]
    assert {mode(p) for p in files} == {0o600}
    assert {mode(p) for p in (path.parent, state_dir, *state_dir.rglob("*")) if p.is_dir()} == {0o700}


def test_a_record_keeps_its_line_and_an_edit_changes_that_line_only(path: Path, opened: Open) -> None:
    store = opened()
    store.keep(deed(*(planted(f"c{n}", f"Person {n}") for n in range(12))))
    before = path.read_text().splitlines()
    doc = store.open().tables["contacts"]["c5"]
    store.keep(deed(edited(doc, org="Engines")))
    after = path.read_text().splitlines()
    differ = [(a, b) for a, b in zip(before, after, strict=True) if a != b]
    assert len(differ) == 2  # the record and the garden's own
    assert any('"Engines"' in b for _, b in differ)
    assert [json.loads("{" + line.rstrip(",") + "}") for line in after if "Person" in line]


def test_a_symbolic_link_to_the_file_stays_one(
    path: Path, tmp_path: Path, state_dir: Path, opened: Open
) -> None:
    opened().keep(deed(planted()))
    link = tmp_path / "link.json"
    link.symlink_to(path)
    open_store(link, state_dir=state_dir).keep(deed(planted("bo", "Bo")))
    assert link.is_symlink()
    assert "bo" in opened().open().tables["contacts"]


def test_ten_old_generations_are_kept_and_each_is_a_garden(state_dir: Path, opened: Open) -> None:
    store = opened()
    for n in range(15):
        store.keep(deed(planted(f"c{n}", f"Person {n}")))
    backups = sorted(state_dir.rglob("backups/*.json"))
    sizes = [len(decode(parse(b.read_bytes(), b)).tables["contacts"]) for b in backups]
    assert sizes == list(range(5, 15))


def test_backups_are_written_out_where_the_disk_cannot_link(
    state_dir: Path, path: Path, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    import errno

    def another_disk(*_: object, **__: object) -> None:
        raise OSError(errno.EXDEV, "another disk")

    opened().keep(deed(planted()))
    good = path.read_bytes()
    monkeypatch.setattr(os, "link", another_disk)
    opened().keep(deed(planted("bo", "Bo")))
    assert [b.read_bytes() for b in state_dir.rglob("backups/*.json")] == [good]


def test_a_missing_file_is_new_but_the_last_copy_of_the_old_one_is_named(path: Path, opened: Open) -> None:
    opened().keep(deed(planted()))
    opened().keep(deed(planted("bo", "Bo")))
    path.unlink()
    read = opened().open()
    assert read.fresh
    assert "copy" in read.notices[0]
    assert opened().undoable() is None


def test_a_newer_garden_and_one_that_nobody_may_write_open_for_reading(path: Path, opened: Open) -> None:
    opened().keep(deed(planted()))
    path.chmod(0o400)
    assert "may not be written" in opened().open().read_only
    with pytest.raises(ReadOnly):
        opened().keep(deed(planted("bo", "Bo")))
    path.chmod(0o600)
    newer = path.read_bytes().replace(b'"schema":1', b'"schema":2')
    path.write_bytes(newer)
    read = opened().open()
    assert "newer" in read.read_only
    assert "ada" in read.tables["contacts"]
    with pytest.raises(ReadOnly):
        opened().keep(deed(planted("bo", "Bo")))
    assert path.read_bytes() == newer


def test_a_record_without_an_id_gets_one_that_lasts(path: Path, opened: Open) -> None:
    path.parent.mkdir()
    path.write_text('{"contacts": {"1": {"name": "Ada"}, "2": {"name": "Bo", "id": 7}}}')
    first, second = opened().open(), opened().open()
    assert first.tables == second.tables
    assert "had no id" in first.notices[0]
    ada = next(doc for doc in first.tables["contacts"].values() if doc["name"] == "Ada")
    kept = opened().keep(deed(edited(ada, org="Engines")))
    assert kept.tables["contacts"][ada["id"]] == {"name": "Ada", "org": "Engines", "id": ada["id"]}
    again = opened().open()
    assert not again.notices
    assert list(again.tables["contacts"]) == list(first.tables["contacts"])
    assert [doc.get("id_was") for doc in again.tables["contacts"].values()] == [None, 7]


def test_two_records_of_one_id_are_both_kept(path: Path, opened: Open) -> None:
    path.parent.mkdir()
    path.write_text('{"contacts": {"1": {"id": "ada", "name": "A"}, "2": {"id": "ada", "name": "B"}}}')
    read = opened().open()
    assert [doc["name"] for doc in read.tables["contacts"].values()] == ["A", "B"]
    assert read.tables["contacts"]["ada"]["name"] == "A"
    assert "both are kept" in read.notices[0]
    opened().keep(deed(planted("bo", "Bo")))
    again = opened().open()
    assert not again.notices
    assert [doc.get("id_was") for doc in again.tables["contacts"].values()] == [None, "ada", None]


def test_stale_temporaries_go_with_the_next_save_and_other_files_stay(path: Path, opened: Open) -> None:
    opened().keep(deed(planted()))
    stale = path.with_name("~garden.json.0123456789abcdef.tmp")
    others = [
        path.with_name(n) for n in ("~other.json.0123456789abcdef.tmp", "~garden.json.bak", "garden.json~")
    ]
    for each in (stale, *others):
        each.write_text("x")
    opened().keep(deed(planted("bo", "Bo")))
    assert not stale.exists()
    assert all(each.exists() for each in others)


def test_who_holds_the_lock_is_said(path: Path, state_dir: Path, opened: Open) -> None:
    opened().keep(deed(planted()))
    good = path.read_bytes()
    store = open_store(path, state_dir=state_dir, timeout=0)
    with held(Place.of(path, state_dir).state, path, timeout=1), pytest.raises(Locked) as refused:
        store.keep(deed(planted("bo", "Bo")))
    assert f"process {os.getpid()} on " in str(refused.value)
    assert path.read_bytes() == good
    store.keep(deed(planted("bo", "Bo")))


def test_a_swap_by_a_sync_tool_between_reading_and_replacing_keeps_both_changes(
    path: Path, tmp_path: Path, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The tool knows no lock: it puts another machine's file there while ours is being written."""
    from garden.store import disk

    store, there = opened(), open_store(tmp_path / "there.json", state_dir=tmp_path / "elsewhere")
    store.keep(deed(planted()))
    write_new = disk.write_new
    for n in range(20):
        swaps = iter([n])

        def swap_after(target: Path, data: bytes, swaps: object = swaps) -> None:
            write_new(target, data)
            for m in swaps:  # type: ignore[attr-defined]
                (tmp_path / "there.json").write_bytes(path.read_bytes())
                with monkeypatch.context() as plain:
                    plain.setattr(disk, "write_new", write_new)
                    there.keep(deed(logged(f"there{m}", "ada")))
                (tmp_path / "there.json").replace(path)

        monkeypatch.setattr(disk, "write_new", swap_after)
        store.keep(deed(logged(f"here{n}", "ada")))
    found = opened().open().tables["interactions"]
    assert set(found) == {f"{side}{n}" for side in ("here", "there") for n in range(20)}
    last = store.undoable()
    assert last is not None
    assert last.changes[0].id == "here19"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
DOCUMENTS = st.dictionaries(st.integers(0, 10**12), st.dictionaries(st.text(), JSON, max_size=4), max_size=4)
RAW = st.dictionaries(st.text(), DOCUMENTS, max_size=4)


@given(RAW, st.booleans())
def test_every_tinydb_file_comes_back_as_it_was_and_as_the_same_bytes(
    tables: dict[str, dict[int, dict[str, object]]], indented: bool
) -> None:
    raw = {"contacts": {}} | {n: {str(k): d for k, d in t.items()} for n, t in tables.items()}
    foreign = json.dumps(raw, indent=1 if indented else None).encode()
    read = decode(parse(foreign, Path("x")), foreign)
    data = Lines().encode(read, read.raw, None)
    again = decode(parse(data, Path("x")), data)
    assert again.raw == read.raw
    assert learnt(again) is not None or "contacts" not in again.raw
    assert Lines().encode(again, again.raw, {}) == data
    assert Lines().encode(again, again.raw, None) == data


@given(
    st.lists(
        st.tuples(st.integers(0, 9), st.none() | st.dictionaries(st.text(), JSON, max_size=3)), max_size=8
    )
)
def test_a_generation_made_of_the_one_before_is_the_same_as_one_made_anew(
    edits: list[tuple[int, dict[str, object] | None]],
) -> None:
    raw = {"contacts": {"3": {"id": "id3"}, "5": {"id": "id5"}}, "notebook": {"1": {"x": 1}}}
    first = Lines().encode(decode(raw), raw, None)
    known, lines = decode(parse(first, Path("x")), first), Lines()
    for number, doc in edits:
        after = {name: dict(table) for name, table in known.raw.items()}
        if doc is None:
            after["contacts"].pop(str(number), None)
        else:
            after["contacts"][str(number)] = {**doc, "id": f"id{number}"}
        changed = {"contacts": {str(number)}}
        data = lines.encode(known, after, changed)
        known = known.following(data, after, changed)
        anew = decode(parse(data, Path("x")), data)
        assert data == Lines().encode(anew, anew.raw, None)
        assert known.tables == anew.tables
        assert known.keys("contacts") == anew.keys("contacts")


def test_lines_are_not_learnt_where_a_line_is_not_one_record() -> None:
    """Line 2 looks like record 2, and is a field of record 1."""
    data = b'{\n"contacts":{\n"1":{"id":"a","x":{},\n"2":{"b":1}},"2":{"id":"b","n":"}"}\n}\n}\n'
    read = decode(parse(data, Path("x")), data)
    assert learnt(read) is None
    assert parse(Lines().encode(read, read.raw, {}), Path("x")) == read.raw


def test_a_removed_records_place_is_empty(path: Path, opened: Open) -> None:
    store = opened()
    kept = store.keep(deed(planted(), planted("bo", "Bo"), planted("cy", "Cy")))
    store.keep(deed(removed(kept.tables["contacts"]["bo"])))
    assert list(json.loads(path.read_text())["contacts"]) == ["1", "3"]
    undo(store)
    assert set(opened().open().tables["contacts"]) == {"ada", "bo", "cy"}


def test_opening_loads_neither_tinydb_nor_the_lock() -> None:
    code = (
        "import sys, pathlib; from garden.store import open_store;"
        "before = set(sys.modules);"
        "s = open_store(pathlib.Path('no/garden.json'), state_dir=pathlib.Path('no')); s.open(); s.undoable();"
        "print([m for m in ('tinydb', 'filelock', 'orjson', 'platformdirs', 'pendulum') if m in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_the_bytes_last_read_are_not_parsed_again(path: Path, opened: Open) -> None:
    opened().keep(deed(planted()))
    known = look(Place.of(path, path.parent / "state"), None)
    assert look(Place.of(path, path.parent / "state"), known) is known
    path.write_bytes(path.read_bytes() + b" ")
    assert look(Place.of(path, path.parent / "state"), known) is not known


def test_the_gardens_own_rests_are_edited_like_any_record_and_undone(opened: Open) -> None:
    from garden.core.model import Change

    store = opened()
    store.keep(deed(planted()))
    meta = Facts(store.open().tables).meta
    rests = [{"from": "2026-12-20", "until": "2027-01-06"}]
    kept = store.keep(deed(Change("meta", meta["id"], meta, {**meta, "rests": rests})))
    assert Facts(kept.tables).meta["rests"] == rests
    back = Facts(undo(store).tables).meta
    assert "rests" not in back
    assert back["revision"] == 3
    assert len(opened().open().tables["meta"]) == 1
