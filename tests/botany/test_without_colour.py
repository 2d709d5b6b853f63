"""What a plant says where there is no colour to say it."""

from __future__ import annotations

from garden.botany.draw import Studio
from garden.botany.palette import Theme
from garden.botany.picture import Picture
from garden.botany.species import Species
from garden.core.reading import STATES
from tests.botany.botany_plants import cells, fits, plant

GLYPHS = ("quadrant", "half", "ascii", "braille")


def dots(picture: Picture) -> set[tuple[int, int]]:
    """Which dots of a picture in braille are set: (cell, bit)."""
    return {
        (i, bit)
        for i, (glyph, _, _) in enumerate(cells(picture))
        for bit in range(8)
        if glyph >= "\u2800" and (ord(glyph) - 0x2800) >> bit & 1
    }


def test_without_colour_thriving_wilting_and_dormant_are_three_pictures_at_tile_size(
    all_species: dict[str, Species], themes: dict[str, Theme]
) -> None:
    """Of the dots set in either of two states 4 in 10 differ; fewer between dry leaves and twigs, and on flesh."""
    studio = Studio(all_species, themes["meadow-night"], glyphs="braille", depth="none")
    for name, kind in all_species.items():
        well, dry, asleep = (
            dots(studio.picture(plant("maya", name, state=state, vitality=v), "tile"))
            for state, v in (("thriving", 1.0), ("wilting", 0.35), ("dormant", 0.1))
        )
        hangs, least = (0.35, 0.12) if kind.dormancy == "shrivel" else (0.4, 0.2)
        assert len(well ^ dry) >= hangs * len(well | dry), name
        assert len(dry ^ asleep) >= least * len(dry | asleep), name
        assert len(well) > 1.1 * len(dry), name


def test_without_colour_sleep_is_breathed_and_nothing_else_is(
    all_species: dict[str, Species], themes: dict[str, Theme]
) -> None:
    for glyphs in GLYPHS:
        studio = Studio(all_species, themes["meadow-night"], glyphs=glyphs, depth="none")  # type: ignore[arg-type]
        for name in all_species:
            for state in STATES:
                for maturity in (0.1, 0.2, 0.5, 1.0):
                    for size in ("small", "tile", "portrait"):
                        p = plant("maya", name, state=state, maturity=maturity, vitality=0.1)
                        picture = studio.picture(p, size)  # type: ignore[arg-type]
                        breathes = "z" in "".join(picture.lines())
                        assert breathes == (state == "dormant"), (glyphs, name, state, maturity, size)
                        assert fits(picture, size)


def test_plain_ascii_says_dry_without_colour(
    all_species: dict[str, Species], themes: dict[str, Theme]
) -> None:
    studio = Studio(all_species, themes["meadow-night"], glyphs="ascii", depth="none")
    for name in all_species:
        well, dry = (
            set("".join(studio.picture(plant("maya", name, state=s, vitality=v), "tile").lines()))
            for s, v in (("thriving", 1.0), ("wilting", 0.35))
        )
        assert well & set("%&"), name
        assert not dry & set("%&@"), name
