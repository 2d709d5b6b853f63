"""The shipped species and themes, read once."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from garden.botany import palette, species
from garden.botany.draw import Studio

ROOT = Path(__file__).resolve().parents[2]


def shipped(folder: str) -> dict[str, dict[str, object]]:
    return {
        path.name: tomllib.loads(path.read_text("utf-8")) for path in sorted((ROOT / folder).glob("*.toml"))
    }


@pytest.fixture(scope="session")
def all_species() -> dict[str, species.Species]:
    found = [species.parse(data, name) for name, data in shipped("seeds/species").items()]
    return {s.id: s for s in found}


@pytest.fixture(scope="session")
def themes() -> dict[str, palette.Theme]:
    found = [palette.parse(data, name) for name, data in shipped("themes").items()]
    return {t.name: t for t in found}


@pytest.fixture(scope="session")
def studio(all_species: dict[str, species.Species], themes: dict[str, palette.Theme]) -> Studio:
    return Studio(all_species, themes["meadow-night"])
