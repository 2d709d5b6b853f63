"""Two machines, one garden: conflict copies found, shown, taken in and put away; git; what waits for a choice."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Garden, everything

SYNCTHING = "garden.sync-conflict-20261123-180405-ABCDEFG.json"
NAMES = {
    SYNCTHING: "Syncthing",
    "garden (Ada's conflicted copy 2026-11-23).json": "Dropbox",
    "garden (conflicted copy 2026-11-23 180405).json": "Nextcloud",
    "garden_conflict-20261123-180405.json": "ownCloud",
    "garden (SFConflict ada@example.org 2026-11-23-18-04-05).json": "Seafile",
    "garden 2.json": "iCloud",
    "garden (1).json": "Google Drive",
    "garden [Conflict].json": "a sync engine",
    "garden (Ada en conflit's Conflicted Copy).json": "Dropbox",
}


@pytest.fixture
def two(garden: Garden, file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Garden:
    """Ada and Bo stand in the garden; then, on another machine, a coffee with Ada was logged, and Bo was edited."""
    for name in ("Ada Byron", "Bo Diaz"):
        assert garden("add", name).code == 0
    garden("edit", "Bo", "--org", "Looms", "--notes", "first")
    there = tmp_path / "there"
    there.mkdir()
    shutil.copy(file, there / "garden.json")

    def elsewhere(*argv: str) -> None:
        with monkeypatch.context() as machine:
            machine.setenv("XDG_STATE_HOME", str(there / "state"))
            machine.setenv("GARDEN_FILE", str(there / "garden.json"))
            assert garden(*argv).code == 0, argv

    garden.elsewhere = elsewhere  # type: ignore[attr-defined]
    garden.copy = there / "garden.json"  # type: ignore[attr-defined]
    return garden


def names(garden: Garden) -> list[str]:
    return [one["name"] for one in garden("list", "--json").json]


@pytest.mark.parametrize(("name", "engine"), NAMES.items())
def test_a_conflict_copy_is_known_by_its_name_told_and_taken_in(
    two: Garden, file: Path, tmp_path: Path, name: str, engine: str
) -> None:
    two.elsewhere("add", "Cy Young")  # type: ignore[attr-defined]
    two("log", "coffee with Ada")
    copy = file.with_name(name)
    two.copy.rename(copy)  # type: ignore[attr-defined]
    told = two("list")
    assert f"A conflict copy of {engine}" in told.err
    done = two("merge", "--yes")
    assert done.code == 0, done.err
    assert "adds Cy Young" in done.out
    assert names(two) == ["Ada Byron", "Bo Diaz", "Cy Young"]
    assert not copy.exists()
    assert [each.name.endswith(name) for each in tmp_path.rglob("copies/*")] == [True]
    assert "conflict" not in two("list").err
    assert two("undo").code == 0
    assert names(two) == ["Ada Byron", "Bo Diaz"]
    assert len(two("show", "Ada", "--json").json["interactions"]) == 1


@pytest.mark.parametrize("name", ["garden 2.json", "garden (1).json", "garden-2025.json", "garden-bak.json",
                                  "gardening.json", "garden.json.bak", "garden.sync-conflict.txt"])  # fmt: skip
def test_another_file_is_not_taken_for_a_copy(two: Garden, file: Path, name: str) -> None:
    file.with_name(name).write_text(
        '{"contacts": {}, "meta": {"1": {"id": "m", "schema": 1, "garden": "another"}}}'
    )
    assert "conflict" not in two("list").err
    assert "no conflict copies" in two("merge", "--yes").err
    assert file.with_name(name).exists()


def test_onedrive_adds_the_machines_name_and_only_there_it_counts(
    two: Garden, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    two.elsewhere("add", "Cy Young")  # type: ignore[attr-defined]
    folder = file.parent / "OneDrive - Engines"
    folder.mkdir()
    for name, where in (("garden.json", file), ("garden-LAPTOP-7.json", two.copy)):  # type: ignore[attr-defined]
        shutil.copy(where, folder / name)
    monkeypatch.setenv("GARDEN_FILE", str(folder / "garden.json"))
    assert "A conflict copy of OneDrive" in two("list").err
    assert two("merge", "--yes").code == 0
    assert "Cy Young" in names(two)


def test_a_preview_changes_nothing_and_without_a_yes_nothing_does(
    two: Garden, file: Path, tmp_path: Path
) -> None:
    two.elsewhere("log", "coffee with Ada: the looms")  # type: ignore[attr-defined]
    two.copy.rename(file.with_name(SYNCTHING))  # type: ignore[attr-defined]
    before = everything(tmp_path)
    said = two("merge", "--dry-run")
    assert "the looms" in said.out
    assert said.code == 0
    assert two("merge").code == 2
    (told,) = two("merge", "--dry-run", "--json").json
    assert told["engine"] == "Syncthing"
    assert not told["merged"]
    assert everything(tmp_path) == before


def test_what_both_changed_waits_and_is_chosen_and_the_choice_undone(two: Garden, file: Path) -> None:
    two("edit", "Bo", "--notes", "ours, earlier", "--title", "Weaver")
    two.elsewhere("edit", "Bo", "--notes", "theirs, later", "--tag", "looms")  # type: ignore[attr-defined]
    done = two("merge", str(two.copy), "--yes")  # type: ignore[attr-defined]
    assert "Both changed notes" in done.err
    assert "changes the garden" not in done.err + done.out  # what the store keeps in it is nobody's news
    assert "elsewhere" not in two("undo").err + two("redo").err
    shown = two("show", "Bo").out
    assert "theirs, later" in shown
    assert "looms" in shown
    (waits,) = two("merge", "--waiting", "--json").json
    assert (waits["what"], waits["stands"], waits["other"]) == (
        "Bo Diaz: notes",
        "theirs, later",
        "ours, earlier",
    )
    assert "ours, earlier" in two("merge", "--waiting").out
    assert two("merge", "--take", waits["id"][:6]).code == 0
    assert "ours, earlier" in two("show", "Bo").out
    assert two("merge", "--waiting", "--json").json == []
    two("undo")
    assert two("merge", "--waiting", "--json").json == [waits]
    assert two("merge", "--keep", waits["id"]).code == 0
    assert "theirs, later" in two("show", "Bo").out
    assert two("merge", "--waiting", "--json").json == []
    assert two("merge", "--keep", waits["id"]).code == 2


def test_a_removal_there_is_a_removal_here_unless_it_was_changed_here(two: Garden) -> None:
    two.elsewhere("remove", "Ada", "--yes")  # type: ignore[attr-defined]
    two.elsewhere("remove", "Bo", "--yes")  # type: ignore[attr-defined]
    two("log", "coffee with Bo")
    assert two("merge", str(two.copy), "--yes").code == 0  # type: ignore[attr-defined]
    assert names(two) == ["Bo Diaz"]


def test_a_copy_that_holds_nothing_new_is_put_away(two: Garden, file: Path) -> None:
    copy = file.with_name(SYNCTHING)
    two.copy.rename(copy)  # type: ignore[attr-defined]
    two("log", "coffee with Ada")
    good = file.read_bytes()
    assert "nothing in it is new" in two("merge").err
    assert not copy.exists()
    assert file.read_bytes() == good


@pytest.mark.parametrize(
    "data", [b"", b"{", b'{"settings": {}}', b'{"meta": {"1": {"id": "m", "schema": 1, "garden": "another"}}}',
             b'{"contacts": {}, "meta": {"1": {"id": "m", "schema": 9}}}'], ids=repr,
)  # fmt: skip
def test_a_copy_that_cannot_be_merged_is_let_be(two: Garden, file: Path, data: bytes) -> None:
    copy, good = file.with_name(SYNCTHING), file.read_bytes()
    copy.write_bytes(data)
    refused = two("merge", "--yes")
    assert refused.code == 1
    assert copy.name in refused.err
    assert copy.read_bytes() == data
    assert file.read_bytes() == good


def test_one_bad_copy_does_not_stand_in_the_way_of_a_good_one(two: Garden, file: Path) -> None:
    two.elsewhere("add", "Cy Young")  # type: ignore[attr-defined]
    two.copy.rename(file.with_name(SYNCTHING))  # type: ignore[attr-defined]
    file.with_name("garden (Ada's conflicted copy 2026-11-22).json").write_bytes(b"{")
    assert two("merge", "--yes").code == 1
    assert "Cy Young" in names(two)


@pytest.mark.parametrize(
    "argv",
    [("a", "b"), ("a", "b", "c", "d"), ("--waiting", "--install"), ("x.json", "--waiting"), ("--take", "zzzz"),
     ("--keep", "")],
    ids=" ".join,
)  # fmt: skip
def test_what_makes_no_sense_is_said(two: Garden, argv: tuple[str, ...]) -> None:
    assert two("merge", *argv).code == 2


def git(folder: Path, *command: str) -> str:
    who = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"]
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        ["git", *who, *command], cwd=folder, capture_output=True, text=True, check=False, env=environment
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_git_merges_two_branches_by_the_installed_driver(
    garden: Garden, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("garden.cli.merging._ourselves", lambda: f"{sys.executable} -m garden")
    repository = tmp_path / "repository"
    repository.mkdir()
    mine = repository / "garden.json"
    monkeypatch.setenv("GARDEN_FILE", str(mine))
    outside = garden("merge", "--install")
    assert "no git repository" in outside.err
    assert "git config merge.garden.driver" in outside.out
    git(repository, "init", "-q", "-b", "main")
    assert garden("merge", "--install").code == 0
    assert garden("merge", "--install").code == 0  # once more changes nothing
    assert (repository / ".gitattributes").read_text() == "garden.json merge=garden\n"
    garden("add", "Ada Byron")
    garden("add", "Bo Diaz")
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "planted")
    git(repository, "checkout", "-q", "-b", "laptop")
    garden("log", "coffee with Ada: the looms")
    garden("edit", "Bo", "--notes", "from the laptop")
    git(repository, "commit", "-qam", "laptop")
    git(repository, "checkout", "-q", "main")
    garden("log", "called Bo")
    garden("edit", "Bo", "--notes", "from the desk", "--title", "Weaver")
    git(repository, "commit", "-qam", "desk")
    said = git(repository, "merge", "--no-edit", "laptop")
    assert "1 field differently" in said
    assert git(repository, "status", "--porcelain") == ""
    assert [one["note"] for one in garden("show", "Ada", "--json").json["interactions"]] == ["the looms"]
    assert "from the desk" in garden("show", "Bo").out
    (waits,) = garden("merge", "--waiting", "--json").json
    assert waits["other"] == "from the laptop"
    written = json.loads(mine.read_text())
    assert len(written["meta"]) == 1
    assert len(written["interactions"]) == 2
    assert garden("log", "coffee with Ada").code == 0  # and it goes on


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_a_side_that_cannot_be_read_leaves_gits_conflict_open(
    garden: Garden, file: Path, tmp_path: Path
) -> None:
    garden("add", "Ada Byron")
    theirs, base = tmp_path / "theirs", tmp_path / "base"
    theirs.write_text("{")
    base.write_text("")
    good = file.read_bytes()
    assert garden("merge", str(base), str(file), str(theirs)).code == 1
    assert file.read_bytes() == good
    theirs.write_bytes(good)
    assert garden("merge", str(base), str(file), str(theirs)).code == 0
    assert json.loads(file.read_bytes()) == json.loads(good)


def test_git_keeps_records_that_no_id_tells_apart(two: Garden, file: Path, tmp_path: Path) -> None:
    """Tables that nobody here knows: records without an id, equal ones, and some that share an id."""
    zoo = {
        "1": {"a": 1},
        "2": {"a": 1},
        "3": {"id": "x", "n": 1},
        "4": {"id": "x", "n": 2},
        "7": {"id": "y", "n": 1},
    }
    sides = [tmp_path / f"{name}.json" for name in ("base", "ours", "theirs")]
    for side in sides:
        tables = json.loads(file.read_text())
        tables["zoo"] = dict(zoo)
        if side.stem == "theirs":
            tables["zoo"] |= {"5": {"z": 1}, "7": {"id": "y", "n": 2}}
        if side.stem == "ours":
            del tables["zoo"]["2"]
        side.write_text(json.dumps(tables))
    assert two("merge", *map(str, sides)).code == 0
    merged = json.loads(sides[1].read_text())["zoo"]
    said = sorted(json.dumps(doc) for doc in merged.values())
    wanted = [{"a": 1}, {"id": "x", "n": 1}, {"id": "x", "n": 2}, {"id": "y", "n": 2}, {"z": 1}]
    assert said == sorted(map(json.dumps, wanted))


def test_a_copy_that_cannot_be_read_is_said_with_what_to_do(two: Garden, file: Path) -> None:
    copy = file.with_name(SYNCTHING)
    copy.write_bytes(file.read_bytes()[:-30])
    (found,) = [one for one in two("doctor", "--json").json["found"] if one["kind"] == "copy"]
    assert "cannot be merged" in found["sentence"]
    assert "move it out of the folder" in found["sentence"]
    before = copy.read_bytes()
    refused = two("merge", "--yes")
    assert refused.code == 1
    assert copy.read_bytes() == before
