"""Does wilting predict lapse?  On time-stamped ties of real people, where they lie beside the checkout."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from garden.core.vitality import two_way_chance

SETS = ("college", "enron", "eu", "manuf")


def beside(name: str) -> Path:
    """A path in a folder `shared` beside the checkout or one of the folders above it."""
    for folder in Path(__file__).resolve().parents[2:]:
        if (found := folder.parent / "shared" / name).exists():
            return found
    pytest.skip(f"shared/{name} is not beside this checkout: it is no part of the project")


def bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("tie_bench", beside("tools/tie_bench.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_vitality_ranks_lapsing_ties_better_than_silence_and_overdue() -> None:
    folder, tool = beside("ties"), bench()
    found = [tool.bench(folder / f"{name}.csv.gz", two_way_chance)[1]["EXCH"] for name in SETS]
    assert sum(row["auc"] for row in found) / len(found) >= 0.795
    assert all(row["auc"] > row["auc_overdue"] for row in found)
    assert all(row["auc"] > row["auc_recency"] for row in found)
    assert sum(row["gain_recency"][0] > 0 for row in found) >= 3
