"""A home of its own for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.terminal import Shell


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """An empty home, and `garden` in it."""
    return Shell(tmp_path)
