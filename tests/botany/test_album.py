"""An album gives back what was drawn, and is asked for nothing that moves."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest

from garden.botany import album as albums
from garden.botany.album import Album
from garden.botany.draw import Studio
from garden.botany.palette import Theme
from garden.botany.picture import Picture, Size
from garden.botany.species import Species
from tests.botany.botany_plants import plant

SIZES: tuple[Size, ...] = ("portrait", "tile", "small", "icon")


def drawn(all_species: Mapping[str, Species], theme: Theme, album: Album) -> list[Picture]:
    studio = Studio(all_species, theme, album=album)
    plants = [plant(species=name, state=state, vitality=vitality)
              for name in all_species for state, vitality in (("thriving", 0.9), ("dormant", 0.1))]  # fmt: skip
    plants.append(plant("somebody", species="a species nobody has"))
    return [studio.picture(one, size) for one in plants[-5:] for size in SIZES]


def test_what_was_drawn_before_is_the_same_picture_and_is_not_drawn_again(
    all_species: dict[str, Species], themes: dict[str, Theme], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Album()
    before = drawn(all_species, themes["meadow-day"], first)
    assert first.grown
    again = Album(json.loads(json.dumps(first.pages())))

    def nobody_draws(*_: object) -> Picture:
        raise AssertionError("drawn again")

    monkeypatch.setattr(Studio, "_draw", nobody_draws)
    monkeypatch.setattr(Studio, "_icon", nobody_draws)
    assert drawn(all_species, themes["meadow-day"], again) == before
    assert not again.grown
    assert again.pages() == first.pages()


def test_a_changed_plant_is_drawn_anew(all_species: dict[str, Species], themes: dict[str, Theme]) -> None:
    first = Album()
    one = Studio(all_species, themes["meadow-day"], album=first).picture(plant(leaves=42), "portrait")
    again = Album(first.pages())
    other = Studio(all_species, themes["meadow-day"], album=again).picture(plant(leaves=43), "portrait")
    assert other != one
    assert other == Studio(all_species, themes["meadow-day"]).picture(plant(leaves=43), "portrait")
    assert again.grown


def test_what_sways_or_grows_is_not_kept(all_species: dict[str, Species], themes: dict[str, Theme]) -> None:
    album = Album()
    studio = Studio(all_species, themes["meadow-day"], album=album)
    studio.picture(plant(), "tile", phase=2)
    studio.picture(plant(fresh=True), "tile", growth=0.5)
    assert album.pages() == {}
    assert not album.grown


def test_an_album_is_full_at_some_time(
    all_species: dict[str, Species], themes: dict[str, Theme], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(albums, "PAGES", 3)
    album = Album()
    studio = Studio(all_species, themes["meadow-day"], album=album)
    for leaves in range(10):
        studio.picture(plant(leaves=leaves), "small")
    assert len(album.pages()) == 3
