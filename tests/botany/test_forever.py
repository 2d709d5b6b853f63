"""A plant keeps its shape: whatever is dropped in, taken away, or shipped with a later version."""

from __future__ import annotations

import pytest

from garden.botany.draw import Studio
from garden.botany.engines import ENGINES
from garden.botany.palette import Theme
from garden.botany.species import Species
from garden.botany.stand_ins import STAND_INS, stand_in
from tests.botany import pinned
from tests.botany.botany_plants import plant, shipped


@pytest.mark.parametrize("name", sorted({*pinned.now(), *pinned.table()[pinned.ENGINE]}))
def test_a_shipped_species_is_what_it_was(name: str) -> None:
    was, is_ = pinned.table()[pinned.ENGINE].get(name), pinned.now().get(name)
    assert is_ == was, (
        f"seeds/species/{name}.toml has changed, and with it every {name} in people's gardens, which were promised "
        f"their shape.  A released file stays as engine {pinned.ENGINE} has it; what draws otherwise is a new engine "
        "(garden/botany/engines.py) with species files of its own.  Not released yet, or a new species: "
        "`python -m tests.botany.pinned` pins it."
    )


def test_every_engine_has_its_species_pinned() -> None:
    assert sorted(pinned.table()) == sorted(map(str, ENGINES))


def test_words_and_icons_may_change_and_nothing_else() -> None:
    oak = shipped("seeds/species")["oak.toml"]
    same = {**oak, "title": "sessile oak", "icon": {"unicode": "o"}, "bloom": "nut"}
    assert pinned.digest(same) == pinned.digest(oak)
    assert pinned.digest({**oak, "tall": 0.9}) != pinned.digest(oak)


def test_the_stand_ins_are_those_of_the_first_version_for_ever() -> None:
    chosen = [stand_in(f"contact {n}") for n in range(8)]
    assert chosen == ["lavender", "cactus", "fern", "cherry", "oak", "cherry", "rose", "cactus"]


def test_a_species_that_comes_or_goes_reshapes_nobody_else(
    all_species: dict[str, Species], themes: dict[str, Theme]
) -> None:
    assert set(STAND_INS) <= set(all_species), "a shipped species is never taken away"
    more = {**all_species, **{n: all_species["oak"]._replace(id=n) for n in ("aloe", "reed", "zinnia")}}
    before, after = (Studio(kinds, themes["meadow-night"]) for kinds in (all_species, more))
    for n in range(300):
        somebody = plant(f"contact {n}", "" if n % 2 else "no such")
        assert before.species_for(somebody) is after.species_for(somebody)
