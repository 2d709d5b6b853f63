"""Old generations: which are kept, that they can be read, and the way back from a file that cannot."""

from __future__ import annotations

import errno
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from garden.core.facts import Facts
from garden.store import FileStore, disk
from garden.store.backups import Backup, Backups, kept
from garden.store.errors import NotAGarden, StoreError, Unreadable
from garden.store.place import Place
from tests.store.making import deed, edited, facts, logged, planted, redo, removed, undo

Open = Callable[[], FileStore]
NOON = datetime(2026, 11, 23, 12).astimezone()


def every(step: timedelta, times: int) -> list[Backup]:
    """So many generations, so far apart, the last at noon; oldest first."""
    moments = [NOON - step * n for n in range(times)][::-1]
    return [Backup(Path(f"{n}.json"), n, when.timestamp()) for n, when in enumerate(moments)]


def test_of_a_busy_decade_the_last_ten_and_one_an_hour_a_day_a_month_a_year_are_kept() -> None:
    past = every(timedelta(minutes=20), 3 * 24 * 30) + every(timedelta(hours=30), 3000)
    past = [one._replace(number=n) for n, one in enumerate(sorted(past, key=lambda one: one.when))]
    numbers = kept(past)
    stay = [one for one in past if one.number in numbers]
    ages = [(NOON - one.at).total_seconds() / 3600 for one in stay]
    assert (
        sum(age < 23.9 for age in ages) == 10 + 20
    )  # twenty minutes apart, ten take up four of the 24 hours
    assert sum(age >= 23.9 for age in ages) == 28 + 10 + 9  # days, then months, then years beyond those
    assert {one.at.year for one in stay} == set(range(2016, 2027))


@given(st.lists(st.integers(1, 10**8), max_size=60), st.integers(0, 9))
def test_the_newest_and_all_that_is_pinned_and_every_year_stay(gaps: list[int], pinned: int) -> None:
    when, past = 1e9, []
    for number, gap in enumerate(gaps):
        when += gap
        past.append(Backup(Path("x"), number, when, "loss" if number == pinned else ""))
    stay = kept(past)
    assert {one.number for one in past[-10:]} <= stay
    assert all(one.number in stay for one in past if one.pin)
    assert {one.at.year for one in past} == {one.at.year for one in past if one.number in stay}


@given(st.lists(st.integers(1, 10**6), min_size=1, max_size=80))
def test_what_is_kept_today_was_kept_yesterday(gaps: list[int]) -> None:
    """A generation that was let go is never asked for again: keeping as one goes is keeping from the whole."""
    when, past, going = 1e9, [], []
    for number, gap in enumerate(gaps):
        when += gap
        past.append(Backup(Path("x"), number, when))
        going.append(past[-1])
        stay = kept(going)
        going = [one for one in going if one.number in stay]
    assert {one.number for one in going} == kept(past)


def test_those_that_stay_for_long_are_compressed_and_each_can_be_read(state_dir: Path, path: Path) -> None:
    disk.make_folder(path.parent)
    clock = iter(range(10**9, 10**10, 7200))
    moment = [0]
    backups = Backups(state_dir / "backups", now=lambda: moment[0])
    for n in range(40):
        path.write_bytes(b"generation %d" % n)
        moment[0] = next(clock)
        import os

        os.utime(path, (moment[0], moment[0]))
        backups.take(path, b"")
        path.unlink()
        backups.prune()
    found = backups.all()
    assert [one.packed for one in found] == [True] * (len(found) - 10) + [False] * 10
    assert len(found) > 24
    for one in found:
        assert backups.read(one) == b"generation %d" % (one.number - 1)
        assert one.when == 10**9 + 7200 * (one.number - 1)


def test_a_damaged_copy_is_told_and_never_taken_for_a_garden(
    state_dir: Path, path: Path, opened: Open
) -> None:
    store = opened()
    store.keep(deed(planted()))
    store.pin("merge")
    (copy,) = store.backups()
    data = bytearray(copy.path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    copy.path.write_bytes(data)
    with pytest.raises(Unreadable, match="damaged"):
        store.look_into(copy)


def test_a_save_that_takes_away_more_than_a_tenth_of_the_contacts_leaves_a_copy_for_good(
    opened: Open,
) -> None:
    store = opened()
    kept_ = store.keep(deed(*(planted(f"c{n}", f"Person {n}") for n in range(20))))
    contacts = kept_.tables["contacts"]
    store.keep(deed(removed(contacts["c0"]), removed(contacts["c1"])))
    assert [one.pin for one in store.backups()] == [""]
    store.keep(deed(removed(contacts["c2"]), removed(contacts["c3"])))
    assert [one.pin for one in store.backups()] == ["", "loss"]
    assert len(store.look_into(store.backups()[-1])["contacts"]) == 18


def test_a_killed_compressing_costs_nothing(state_dir: Path, path: Path, opened: Open) -> None:
    store = opened()
    store.keep(deed(planted()))
    store.pin("merge")
    (copy,) = store.backups()
    (copy.path.parent / copy.path.name.removesuffix(".gz")).write_bytes(Backups(copy.path.parent).read(copy))
    (copy.path.parent / "~left.0123456789abcdef.tmp").write_bytes(b"x")
    (again,) = store.backups()
    assert not again.packed
    assert "ada" in store.look_into(again)["contacts"]


@pytest.mark.parametrize("damage", ["cut", "gone", "empty"])
def test_a_file_that_cannot_be_read_comes_back_with_what_was_done_since(
    damage: str, path: Path, opened: Open
) -> None:
    store = opened()
    ada = store.keep(deed(planted())).tables["contacts"]["ada"]
    store.keep(deed(logged("i1", "ada")))
    store.keep(deed(edited(ada, org="Engines")))
    undo(store)
    before = facts(redo(store))
    bytes_ = path.read_bytes()
    if damage == "gone":
        path.unlink()
    else:
        path.write_bytes(bytes_[: len(bytes_) // 2] if damage == "cut" else b"")
    done = opened().recover()
    assert done.deeds == 1
    assert facts(opened().open()) == before
    assert (done.damaged is None) == (damage == "gone")
    if damage == "cut":
        assert done.damaged is not None
        assert done.damaged.read_bytes() == bytes_[: len(bytes_) // 2]
    last = opened().undoable()
    assert last is not None
    assert "org" not in undo(opened()).tables["contacts"]["ada"]


def test_a_copy_that_is_damaged_too_is_passed_over(path: Path, opened: Open) -> None:
    store = opened()
    for n in range(4):
        store.keep(deed(planted(f"c{n}", f"Person {n}")))
    before = facts(store.open())
    path.write_bytes(b"")
    store.backups()[-1].path.write_bytes(b"\0" * 100)
    done = opened().recover()
    assert done.deeds == 2
    assert facts(opened().open()) == before


def test_what_comes_back_remembers_what_was_removed(path: Path, opened: Open) -> None:
    store = opened()
    ada = store.keep(deed(planted())).tables["contacts"]["ada"]
    store.keep(deed(planted("bo", "Bo Diaz")))
    meta = Facts(store.keep(deed(removed(ada))).tables).meta
    path.write_bytes(b"")
    opened().recover()
    again = Facts(opened().open().tables).meta
    for told in ("gone", "deed", "past", "revision", "garden", "schema"):
        assert again[told] == meta[told]
    assert "ada" in again["gone"]["contacts"]


def test_no_garden_is_begun_where_a_file_was_taken_away(path: Path, opened: Open) -> None:
    store = opened()
    store.keep(deed(planted()))
    store.keep(deed(planted("bo", "Bo Diaz")))
    before = facts(store.open())
    path.unlink()
    with pytest.raises(StoreError, match="nothing was saved") as refused:
        opened().keep(deed(planted("cy", "Cy Young")))
    assert "garden restore" in refused.value.hint
    assert not path.exists()
    opened().recover()
    assert facts(opened().open()) == before


def test_a_sound_file_and_somebody_elses_are_not_recovered(path: Path, opened: Open) -> None:
    store = opened()
    store.keep(deed(planted()))
    store.keep(deed(planted("bo", "Bo")))
    good = path.read_bytes()
    with pytest.raises(StoreError, match="can be read"):
        store.recover()
    path.write_bytes(b'{"settings": {}}')
    with pytest.raises(NotAGarden):
        opened().recover()
    assert path.read_bytes() == b'{"settings": {}}'
    path.write_bytes(good)


def test_recovering_that_fails_leaves_the_damaged_file(
    path: Path, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = opened()
    store.keep(deed(planted()))
    store.keep(deed(planted("bo", "Bo")))
    path.write_bytes(b"{")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(disk, "replace", full)
    with pytest.raises(StoreError, match="the disk is full"):
        opened().recover()
    assert path.read_bytes() == b"{"
    assert [each.name for each in path.parent.iterdir()] == ["garden.json"]


def test_another_programs_save_is_noticed_by_one_look_and_taken_in(
    path: Path, state_dir: Path, opened: Open
) -> None:
    here, there = opened(), opened()
    here.keep(deed(planted()))
    assert not here.changed()
    there.keep(deed(planted("bo", "Bo")))
    assert here.changed()
    news = here.refresh()
    assert news is not None
    assert set(news.tables["contacts"]) == {"ada", "bo"}
    assert not here.changed()
    assert here.refresh() is None
    path.touch()
    assert here.changed()
    assert here.refresh() is None  # the same bytes are no news
    assert not here.changed()


def test_what_did_not_change_elsewhere_is_the_very_same_record_as_before(opened: Open) -> None:
    here, there = opened(), opened()
    before = here.keep(deed(planted())).tables["contacts"]["ada"]
    there.keep(deed(planted("bo", "Bo")))
    news = here.refresh()
    assert news is not None
    assert news.tables["contacts"]["ada"] is before


def test_ones_own_saves_are_no_news_and_what_came_with_them_neither(opened: Open) -> None:
    here, there = opened(), opened()
    here.open()
    there.keep(deed(planted()))
    here.keep(deed(planted("bo", "Bo")))
    assert not here.changed()
    assert here.refresh() is None


def test_a_file_that_is_away_or_damaged_while_one_looks_is_not_taken_for_an_empty_garden(
    path: Path, opened: Open
) -> None:
    here = opened()
    here.keep(deed(planted()))
    good = path.read_bytes()
    path.unlink()
    assert here.changed()
    assert here.refresh() is None
    path.write_bytes(good[:40])
    with pytest.raises(Unreadable):
        here.refresh()
    assert not here.changed()  # said once
    path.write_bytes(good.replace(b"Byron", b"Lovelace"))
    news = here.refresh()
    assert news is not None
    assert news.tables["contacts"]["ada"]["name"] == "Ada Lovelace"


def test_looking_whether_it_changed_is_one_system_call(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.store.test_faults import Faulty

    store = opened()
    store.keep(deed(planted()))
    counting = Faulty(0, 0)
    monkeypatch.setattr(disk, "os", counting)
    assert not store.changed()
    assert counting.done == ["stat"]


def test_copies_are_in_the_state_folder_of_that_garden_alone(
    path: Path, state_dir: Path, opened: Open
) -> None:
    store = opened()
    store.keep(deed(planted()))
    store.keep(deed(planted("bo", "Bo")))
    assert [one.path.parent for one in store.backups()] == [Place.of(path, state_dir).backups]


def test_a_file_that_vanishes_from_under_an_open_garden_is_written_whole_again(
    path: Path, opened: Open
) -> None:
    store = opened()
    before = store.keep(deed(planted(), logged("i1", "ada"))).tables["meta"]
    path.unlink()
    kept_ = store.keep(deed(planted("bo", "Bo")))
    assert "had vanished" in kept_.notices[0]
    again = opened().open()
    assert set(again.tables["contacts"]) == {"ada", "bo"}
    assert set(again.tables["interactions"]) == {"i1"}
    assert [doc["garden"] for doc in again.tables["meta"].values()] == [d["garden"] for d in before.values()]
    assert "bo" not in undo(opened()).tables["contacts"]


def test_who_has_seen_that_there_is_no_file_begins_anew(path: Path, opened: Open) -> None:
    store = opened()
    store.keep(deed(planted()))
    path.unlink()
    assert store.open().fresh
    assert set(store.keep(deed(planted("bo", "Bo"))).tables["contacts"]) == {"bo"}
