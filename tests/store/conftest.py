"""A garden's file in a folder of its own, and the two forms of the store."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from garden.gardener import Store
from garden.store import FileStore, MemoryStore, open_store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "garden.json"


@pytest.fixture
def state_dir(tmp_path: Path) -> Path:
    return tmp_path / "state"


@pytest.fixture
def opened(path: Path, state_dir: Path) -> Callable[[], FileStore]:
    """Another program opens the garden."""
    return lambda: open_store(path, state_dir=state_dir, timeout=5)


@pytest.fixture(params=["file", "memory"])
def store(request: pytest.FixtureRequest, opened: Callable[[], FileStore]) -> Store:
    """Either form: what holds for one holds for the other."""
    return opened() if request.param == "file" else MemoryStore()
