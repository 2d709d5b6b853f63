"""The short form of `python -m tests.store.trust`, as far as no other test here does the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.store import trust


@pytest.mark.parametrize("number", [3, 4, 5, 6, 8])
def test_the_file_bears_it(number: int, tmp_path: Path) -> None:
    row = trust.ROWS[number](tmp_path, at_length=False)
    assert row.passes, row.said
