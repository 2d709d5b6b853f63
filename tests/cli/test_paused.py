"""Where a review was left: kept in the state folder, and as good as none where anything happened to it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from garden.cli import paused
from garden.tui.screens.review import Left, Session

LEFT = Left(date(2026, 11, 23), ["ada", "tom", "mei"], 1, Session(["ada"], [], [], [], []), {"p1"})
plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


def test_what_is_kept_is_recalled_and_forgotten_once_it_is_over(tmp_path: Path) -> None:
    folder = tmp_path / "state"
    assert paused.recall(folder) is None
    paused.keep(folder, LEFT.plain())
    assert Left.of(paused.recall(folder)) == LEFT
    assert [path.name for path in folder.iterdir()] == ["review.json"]
    assert (folder / "review.json").stat().st_mode & 0o777 == 0o600
    paused.keep(folder, None)
    assert paused.recall(folder) is None


@pytest.mark.parametrize("body", [b"", b"{", b"[1]", b"\xff", b"[" * 5000, b'{"on": 7}'])
def test_a_damaged_file_is_as_good_as_none(tmp_path: Path, body: bytes) -> None:
    (tmp_path / "review.json").write_bytes(body)
    assert Left.of(paused.recall(tmp_path)) is None


def test_a_folder_that_cannot_be_written_costs_only_the_place(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file")
    paused.keep(tmp_path / "state", LEFT.plain())
    assert paused.recall(tmp_path / "state") is None


@given(st.sampled_from(sorted(LEFT.plain())), plain)
def test_one_field_of_another_kind_is_taken_or_refused_but_never_a_fault(field: str, other: object) -> None:
    found = Left.of(json.loads(json.dumps({**LEFT.plain(), field: other})))
    assert found is None or 0 < found.at < len(found.queue)
