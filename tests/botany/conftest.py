"""The shipped species and themes, read once."""

from __future__ import annotations

import pytest

from garden.botany import palette, species
from garden.botany.draw import Studio
from tests.botany.botany_plants import shipped


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
