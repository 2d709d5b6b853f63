"""Going back: what is listed, what is said before, and that undo takes it back."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from tests.cli.conftest import Garden, everything


def names(garden: Garden) -> list[str]:
    return [one["name"] for one in garden("list", "--json").json]


@pytest.fixture
def years(garden: Garden, file: Path) -> Garden:
    """Ada was planted on 1 November 2026, Bo on the 10th, Cy on the 20th; each file was saved that day at noon."""
    for name, day in (("Ada Byron", 1), ("Bo Diaz", 10), ("Cy Young", 20)):
        assert garden("add", name).code == 0
        noon = time.mktime((2026, 11, day, 12, 0, 0, 0, 0, -1))
        os.utime(file, (noon, noon))
    return garden


@pytest.fixture(autouse=True)
def _late(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is 2027 for the store, so that no copy seems to come from the future."""
    monkeypatch.setattr(
        "garden.store.backups.time.time", lambda: time.mktime((2027, 1, 1, 0, 0, 0, 0, 0, -1))
    )
    from garden.store.backups import Backups

    monkeypatch.setattr(Backups.__init__, "__kwdefaults__", {"keep": 10, "now": lambda: 1798761600.0})


def test_there_is_nothing_to_list_in_a_new_garden(garden: Garden) -> None:
    assert "no copies yet" in garden("restore").err
    assert garden("restore", "yesterday").code == 2


def test_the_copies_are_listed_newest_first(years: Garden) -> None:
    lines = years("restore").out.splitlines()
    assert [line.split()[:3] for line in lines] == [
        ["2", "2026-11-10", "12:00"],
        ["1", "2026-11-01", "12:00"],
    ]
    assert [one["number"] for one in years("restore", "--json").json] == [2, 1]


def test_what_differs_is_said_and_nothing_changes(years: Garden, tmp_path: Path) -> None:
    before = everything(tmp_path)
    said = years("restore", "2026-11-05", "--diff")
    assert said.out.splitlines() == ["takes away Bo Diaz", "takes away Cy Young"]
    assert "2026-11-01 12:00" in said.err
    assert everything(tmp_path) == before


@pytest.mark.parametrize(
    ("when", "there"),
    [
        ("2026-11-05", ["Ada Byron"]),
        ("2026-11-19", ["Ada Byron", "Bo Diaz"]),
        ("1", ["Ada Byron"]),
        ("last", ["Ada Byron", "Bo Diaz"]),
        ("monday", ["Ada Byron", "Bo Diaz"]),
    ],
)
def test_a_day_a_number_or_the_last_is_gone_back_to_and_undone(
    years: Garden, when: str, there: list[str]
) -> None:
    done = years("restore", when, "--yes", "--on", "2026-11-18")
    assert done.code == 0, done.err
    assert names(years) == there
    assert "before a restore" in years("restore").out
    assert years("undo").code == 0
    assert names(years) == ["Ada Byron", "Bo Diaz", "Cy Young"]
    assert years("redo").code == 0
    assert names(years) == there


def test_what_was_logged_and_rested_comes_back_too(years: Garden) -> None:
    assert years("log", "coffee with Ada: the looms").code == 0
    before = years("show", "Ada", "--json").json
    assert years("remove", "Ada", "--yes").code == 0
    diff = years("restore", "last", "--diff").out
    assert "adds Ada Byron" in diff
    assert "the looms" in diff
    assert years("restore", "last", "--yes").code == 0
    assert years("show", "Ada", "--json").json == before


@pytest.mark.parametrize(
    ("when", "says"),
    [
        ("2026-10-01", "oldest copy is of 1 Nov"),
        ("2026-11-22", "last saved on 20 Nov"),
        ("77", "no copy 77"),
        ("the day after the fair", ""),
    ],
)
def test_a_moment_that_there_is_no_copy_of_is_told(years: Garden, when: str, says: str) -> None:
    refused = years("restore", when, "--yes")
    assert refused.code == 2
    assert says in refused.err


def test_without_a_yes_nothing_changes(years: Garden, file: Path) -> None:
    good = file.read_bytes()
    assert years("restore", "1").code == 2
    assert file.read_bytes() == good


@pytest.mark.parametrize("damage", [b"", b'{"contacts": {"1": {"id"', None], ids=["empty", "cut", "gone"])
def test_a_file_that_cannot_be_read_is_brought_back_whole(
    years: Garden, file: Path, damage: bytes | None
) -> None:
    if damage is None:
        file.unlink()
    else:
        file.write_bytes(damage)
        refused = years("list")
        assert refused.code == 1
        assert "garden restore" in refused.err
    assert years("restore").code == 0
    assert years("restore", "last", "--diff").code == 1
    assert years("restore", "last").code == 2
    done = years("restore", "last", "--yes")
    assert done.code == 0
    assert "did again what was done since (1 thing)" in done.err
    assert names(years) == ["Ada Byron", "Bo Diaz", "Cy Young"]
    assert years("undo").code == 0
    assert names(years) == ["Ada Byron", "Bo Diaz"]


def test_a_file_that_cannot_be_read_may_go_back_further_at_once(years: Garden, file: Path) -> None:
    file.write_bytes(b"")
    assert years("restore", "1", "--yes").code == 0
    assert names(years) == ["Ada Byron"]
    assert years("undo").code == 0
    assert names(years) == ["Ada Byron", "Bo Diaz", "Cy Young"]
