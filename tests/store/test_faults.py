"""Every system call of a save fails once, each in two ways: the old state or the new one, and the message is true."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from garden.core.errors import GardenError
from garden.gardener import Kept
from garden.store import FileStore, disk, open_store
from garden.store.errors import SaveFailed
from tests.store.making import deed, facts, logged, planted, undo

CALLS = frozenset(
    {
        "open",
        "read",
        "write",
        "fsync",
        "close",
        "ftruncate",
        "lseek",
        "fstat",
        "stat",
        "link",
        "unlink",
        "replace",
        "mkdir",
        "scandir",
        "access",
    }
)


class Faulty:
    """The `os` module, whose n-th call from now on fails; with n = 0 they are counted."""

    def __init__(self, n: int, number: int) -> None:
        self.n = n
        self.number = number
        self.done: list[str] = []

    def __getattr__(self, name: str) -> Any:
        real = getattr(os, name)
        if name not in CALLS:
            return real

        def call(*args: Any, **kwargs: Any) -> Any:
            self.done.append(name)
            if len(self.done) == self.n:
                if name == "close":
                    real(*args, **kwargs)
                if name == "write":
                    real(args[0], bytes(args[1][: len(args[1]) // 2]))  # half of it stands there
                raise OSError(self.number, os.strerror(self.number))
            return real(*args, **kwargs)

        return call


def first_save(store: FileStore) -> Kept:
    return store.keep(deed(planted(), logged("i1", "ada")))


def next_save(store: FileStore) -> Kept:
    return store.keep(deed(logged("i2", "ada"), planted("bo", "Bo")))


def calls_of(save: Callable[[FileStore], Kept], store: FileStore, monkeypatch: pytest.MonkeyPatch) -> int:
    counting = Faulty(0, 0)
    with monkeypatch.context() as patched:
        patched.setattr(disk, "os", counting)
        save(store)
    assert {"open", "write", "fsync", "replace"} <= set(counting.done)
    return len(counting.done)


@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC, errno.EROFS], ids=["EIO", "ENOSPC", "EROFS"])
@pytest.mark.parametrize("save", [first_save, next_save, undo])
@pytest.mark.parametrize("warm", [True, False], ids=["the same window", "a new one"])
def test_a_failing_call_leaves_the_old_state_or_the_new_and_says_which(
    number: int,
    save: Callable[[FileStore], Kept],
    warm: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def garden(name: str) -> Callable[[], FileStore]:
        root = tmp_path / name
        root.mkdir()
        return lambda: open_store(root / "data" / "garden.json", state_dir=root / "state", timeout=5)

    def prepared(opened: Callable[[], FileStore]) -> FileStore:
        store = opened()
        if save is not first_save:
            first_save(store)
        return store if warm else opened()

    calls = calls_of(save, prepared(garden("counted")), monkeypatch)
    saved = failed = 0
    for n in range(1, calls + 1):
        opened = garden(str(n))
        store = prepared(opened)
        before = facts(opened().open())
        faulty = Faulty(n, number)
        said = ""
        with monkeypatch.context() as patched:
            patched.setattr(disk, "os", faulty)
            try:
                after = facts(save(store))
                saved += 1
            except GardenError as error:
                said = str(error)
                after = before
                failed += 1
        call = f"call {n}, {faulty.done[n - 1 :][:1]}, {said}"
        assert facts(opened().open()) == after, call
        if not said:
            assert after != before, call
        if not said or save is not undo:  # a retry, or another save, works and tidies up
            kept = opened().keep(deed(logged("later", "ada")))
            assert "later" in kept.tables["interactions"], call
            assert set(undo(opened()).tables.get("interactions", {})) == set(after.get("interactions", {})), (
                call
            )
        else:
            assert facts(undo(store)) != before, call
        left = [p.name for p in (tmp_path / str(n) / "data").iterdir()]
        assert left == ["garden.json"], call
    assert saved
    assert failed


@pytest.mark.parametrize("name", ["fsync", "write", "replace", "open"])
def test_a_full_disk_is_said_and_the_change_can_be_saved_again_when_there_is_room(
    name: str, path: Path, opened: Callable[[], FileStore], monkeypatch: pytest.MonkeyPatch
) -> None:
    store = opened()
    first_save(store)
    good = path.read_bytes()
    again = deed(logged("i2", "ada"))

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    class Full:
        def __getattr__(self, asked: str) -> Any:
            return full if asked == name else getattr(os, asked)

    with monkeypatch.context() as patched:
        patched.setattr(disk, "os", Full())
        with pytest.raises((SaveFailed, GardenError)) as refused:
            store.keep(again)
    assert "the disk is full" in str(refused.value)
    assert path.read_bytes() == good
    assert "i2" in store.keep(again).tables["interactions"]


def test_a_folder_that_cannot_be_synced_means_saved_but_not_confirmed(
    opened: Callable[[], FileStore], monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(_: Path) -> None:
        raise OSError(errno.EIO, "Input/output error")

    store = opened()
    first_save(store)
    monkeypatch.setattr(disk, "sync_folder", failing)
    kept = next_save(store)
    assert "did not confirm" in kept.notices[0]
    assert "i2" in opened().open().tables["interactions"]


def test_a_replacement_that_is_reported_as_failed_and_happened_is_saved(
    opened: Callable[[], FileStore], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = disk.replace

    def network_drive(new: Path, old: Path) -> None:
        real(new, old)
        raise OSError(errno.EIO, "Input/output error")

    store = opened()
    first_save(store)
    monkeypatch.setattr(disk, "replace", network_drive)
    assert "did not confirm" in next_save(store).notices[0]
    monkeypatch.undo()
    assert "i2" in opened().open().tables["interactions"]
    assert "i2" not in undo(opened()).tables["interactions"]


def test_a_journal_that_cannot_be_written_does_not_cost_the_log(
    opened: Callable[[], FileStore], monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object, **__: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    store = opened()
    first_save(store)
    with monkeypatch.context() as patched:
        patched.setattr(disk, "append", failing)
        kept = next_save(store)
    assert "may not be possible to take it back" in kept.notices[0]
    assert "i2" in opened().open().tables["interactions"]
