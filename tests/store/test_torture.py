"""The short form of `python -m tests.store.torture`, and the proof that it can find a fault."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from garden.store import disk
from tests.store import torture


def test_a_kill_in_the_middle_of_saving_loses_nothing(
    tmp_path: Path, rounds: Callable[[int, int], int]
) -> None:
    outcome = torture.kill(tmp_path, kills=rounds(20, 200), size=300_000, seed=1)
    assert outcome.faults == []
    assert outcome.acknowledged > 0


def test_four_processes_of_fifty_logs_leave_two_hundred(tmp_path: Path) -> None:
    outcome = torture.write_at_once(tmp_path, writers=4, logs=50)
    assert outcome.faults == []
    assert outcome.acknowledged == 200


def test_the_harness_sees_a_file_that_is_written_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Written in place, and slowly, so that a kill finds it half done."""

    def in_place(new: Path, old: Path) -> None:
        data = new.read_bytes()
        with old.open("wb", buffering=0) as file:
            for at in range(0, len(data), 64):
                file.write(data[at : at + 64])
        new.unlink()

    monkeypatch.setattr(disk, "replace", in_place)
    outcome = torture.kill(tmp_path, kills=20, size=300_000, seed=1)
    assert any("unreadable" in fault for fault in outcome.faults)
