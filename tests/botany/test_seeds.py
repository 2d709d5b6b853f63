"""Species and themes that people write: what is right is taken, what is wrong is told."""

from __future__ import annotations

import copy
import math
from collections.abc import Callable
from itertools import combinations
from math import dist
from statistics import mean
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks import fuzz
from garden.botany import palette, species
from garden.botany.colour import lightness, nearest_256, oklab, painted_256, parse_hex, to_hex
from garden.botany.draw import Studio
from garden.botany.palette import APP_ROLES, Theme
from garden.botany.species import BadSeed, Species
from garden.tui.look import MUTED, mixed
from tests.botany.botany_plants import fits, plant, shipped

SPECIES = shipped("seeds/species")
THEMES = shipped("themes")
Doc = dict[str, Any]


def _set(path: str, value: object) -> Callable[[Doc], None]:
    def change(doc: Doc) -> None:
        *way, last = path.split(".")
        table: Any = doc
        for step in way:
            table = table[int(step)] if step.isdigit() else table[step]
        table[last] = value

    return change


@pytest.mark.parametrize(
    ("change", "key", "right"),
    [
        (_set("base", "swamp"), "base", "one of pot, bowl, ground"),
        (_set("leaves_per", 2.5), "leaves_per", "a whole number"),
        (_set("leaves_per", "many"), "leaves_per", "from 1 to 12"),
        (_set("axis.trunk.length", [1, 2, 3]), "axis.trunk.length", "two in [ ]"),
        (_set("axis.trunk.lenght", 1), "axis.trunk.lenght", "spelt length"),
        (_set("axis.trunk.organs.0.shape", "square"), "axis.trunk.organs[0].shape", "oval"),
        (_set("axis.bough.children.0.axis", "cane"), "axis.bough.children[0].axis", "trunk"),
        (_set("root.0.axis", "nothing"), "root[0].axis", "trunk"),
        (_set("root", []), "root", "[[root]]"),
        (_set("icon.ascii", "♣"), "icon.ascii", "ASCII"),
        (_set("lod.tile.stamp", ["12", "3"]), "lod.tile.stamp", "one length"),
        (_set("materials.leaf", []), "materials.leaf", "list of texts"),
        (_set("axis", 3), "axis", "a table"),
        (_set("tall", float("nan")), "tall", "a number"),
        (_set("icon.ascii", " "), "icon.ascii", "one printable ASCII character"),
        (_set("icon.unicode", "ab"), "icon.unicode", "one cell"),
        (_set("lod.tile.stamp", [""]), "lod.tile.stamp", "one length"),
        (_set("axis.trunk.organs.0.kind", "rose"), "axis.trunk.organs[0].kind", "leaf, bloom"),
    ],
)
def test_a_bad_species_says_which_file_which_key_and_what_would_be_right(
    change: Callable[[Doc], None], key: str, right: str
) -> None:
    doc = copy.deepcopy(SPECIES["oak.toml"])
    change(doc)
    with pytest.raises(BadSeed) as told:
        species.parse(doc, "oak.toml")
    assert told.value.source == "oak.toml"
    assert told.value.key == key
    assert right in told.value.right
    assert "oak.toml" in str(told.value)
    assert key in str(told.value)
    assert told.value.exit_code == 2


@pytest.mark.parametrize(
    ("change", "key"),
    [
        (_set("app.primary", "greenish"), "app.primary"),
        (_set("ramps.soil", ["#000000"]), "ramps.soil"),
        (_set("ramps.petal_red", 7), "ramps.petal_red"),
        (_set("sixteen.wood", ["red", "teal", "red", "red", "red"]), "sixteen.wood"),
        (_set("sixteen.mud", ["red"] * 5), "sixteen.mud"),
        (_set("xterm.mud", ["#000000"] * 5), "xterm.mud"),
        (_set("dark", "yes"), "dark"),
    ],
)
def test_a_bad_theme_says_which_key(change: Callable[[Doc], None], key: str) -> None:
    doc = copy.deepcopy(THEMES["meadow-night.toml"])
    change(doc)
    with pytest.raises(BadSeed) as told:
        palette.parse(doc, "mine.toml")
    assert (told.value.source, told.value.key) == ("mine.toml", key)


def test_a_species_of_a_few_lines_grows(themes: dict[str, Theme]) -> None:
    reed = species.parse(
        {
            "id": "reed",
            "root": [{"axis": "cane", "count": 3}],
            "axis": {
                "cane": {
                    "length": 0.9,
                    "organs": [{"kind": "leaf", "shape": "lance", "size": 0.2, "count": 8}],
                }
            },
        },
        "reed.toml",
    )
    studio = Studio({"reed": reed}, themes["meadow-night"])
    for size in ("portrait", "tile", "small", "icon"):
        assert fits(studio.picture(plant("maya", "reed"), size), size)  # type: ignore[arg-type]


numbers = st.floats(0.01, 1.5)
organs = st.fixed_dictionaries(
    {
        "kind": st.just("leaf"),
        "shape": st.sampled_from(species.LEAF_SHAPES),
        "size": st.floats(0.005, 0.6),
        "count": st.integers(1, 60),
        "angle": st.tuples(st.floats(-180, 180), st.floats(-180, 180)),
        "side": st.sampled_from(species.SIDES),
    }
) | st.fixed_dictionaries(
    {
        "kind": st.just("bloom"),
        "shape": st.sampled_from(species.BLOOM_SHAPES),
        "size": st.floats(0.005, 0.6),
        "count": st.integers(1, 20),
        "side": st.sampled_from(species.SIDES),
    }
)
axes = st.fixed_dictionaries(
    {
        "length": numbers,
        "segments": st.integers(1, 16),
        "bend": st.floats(-360, 360),
        "wiggle": st.floats(0, 60),
        "width": st.floats(0.001, 0.4),
        "tropism": st.floats(-2, 6),
        "material": st.sampled_from(species.MATERIALS),
        "texture": st.sampled_from(species.TEXTURES),
        "organs": st.lists(organs, max_size=3),
        "children": st.lists(
            st.fixed_dictionaries(
                {
                    "axis": st.sampled_from(["a", "b"]),
                    "count": st.integers(0, 24),
                    "side": st.sampled_from(species.SIDES),
                }
            ),
            max_size=2,
        ),
    }
)


@settings(max_examples=25, deadline=None)
@given(
    a=axes,
    b=axes,
    base=st.sampled_from(["pot", "bowl", "ground"]),
    dormancy=st.sampled_from(species.DORMANCIES),
    count=st.integers(1, 24),
    state=st.sampled_from(["thriving", "wilting", "dormant"]),
)
def test_whatever_a_valid_file_says_the_plant_stays_in_its_box(
    themes: dict[str, Theme], a: Doc, b: Doc, base: str, dormancy: str, count: int, state: str
) -> None:
    data = {
        "id": "wild",
        "base": base,
        "dormancy": dormancy,
        "root": [{"axis": "a", "count": count}],
        "axis": {"a": a, "b": b},
    }
    studio = Studio({"wild": species.parse(data, "wild.toml")}, themes["meadow-day"])
    for size in ("portrait", "tile", "small"):
        wild = plant("maya", "wild", state=state, vitality=0.3, leaves=80, balance=-0.7)
        assert fits(studio.picture(wild, size), size)  # type: ignore[arg-type]


def test_a_random_species_file_is_refused_with_a_sentence_or_drawn_in_its_box(
    themes: dict[str, Theme], rounds: Callable[[int, int], int]
) -> None:
    """The short form of `python -m benchmarks.fuzz`."""
    told = {fuzz.once(seed, themes["meadow-day"]) for seed in range(rounds(60, 2000))}
    assert told == {"drawn", "refused"}


def test_an_axis_that_bears_itself_still_ends(themes: dict[str, Theme]) -> None:
    doc = copy.deepcopy(SPECIES["oak.toml"])
    _set("axis.bough.children.0.axis", "bough")(doc)
    wild = species.parse(doc, "wild.toml")
    assert fits(
        Studio({"wild": wild}, themes["meadow-night"]).picture(plant("maya", "wild"), "portrait"), "portrait"
    )


def test_every_shipped_species_is_named_after_its_file_and_has_its_own_icon(
    all_species: dict[str, Species],
) -> None:
    assert {f"{name}.toml" for name in all_species} == set(SPECIES)
    assert len(all_species) >= 8
    assert len({s.icon for s in all_species.values()}) == len(all_species)
    assert len({s.ascii_icon for s in all_species.values()}) == len(all_species)


def test_every_theme_names_every_role_and_there_is_a_dark_and_a_light_one(themes: dict[str, Theme]) -> None:
    assert {t.dark for t in themes.values()} == {True, False}
    for theme in themes.values():
        assert set(theme.app) == set(APP_ROLES)


def test_every_material_of_a_shipped_species_is_in_every_theme(
    all_species: dict[str, Species], themes: dict[str, Theme]
) -> None:
    for theme in themes.values():
        for s in all_species.values():
            for name in (*s.leaf, *s.petal, *s.pots, s.wood, s.stem, s.centre):
                assert name in theme.ramps, (theme.name, s.id, name)


def test_words_can_be_read_on_the_ground_of_every_theme(themes: dict[str, Theme]) -> None:
    """Contrast of at least 4.5 (WCAG 2.1, 1.4.3) for everything that is written."""
    written = (
        "foreground",
        "thriving",
        "thirsty",
        "wilting",
        "dormant",
        "resting",
        "new",
        "warning",
        "error",
        "primary",
    )

    for theme in themes.values():
        ground = theme.app["background"]
        inks = {role: theme.app[role] for role in written}
        inks["muted"] = mixed(theme.app["foreground"], ground, MUTED)
        for role, ink in inks.items():
            assert contrast(ink, ground) >= 4.5, (theme.name, role, round(contrast(ink, ground), 2))
        for paper in ("surface", "panel"):
            assert contrast(theme.app["foreground"], theme.app[paper]) >= 4.5, (theme.name, paper)


def linear(text: str) -> tuple[float, float, float]:
    rgb = parse_hex(text)
    assert rgb is not None
    r, g, b = (((c / 255 + 0.055) / 1.055) ** 2.4 if c > 10 else c / 3294.6 for c in rgb)
    return r, g, b


def contrast(ink: str, ground: str) -> float:
    """WCAG 2.1."""
    a, b = (
        sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear(t), strict=True)) for t in (ink, ground)
    )
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)


# Machado, Oliveira & Fernandes, "A physiologically-based model for simulation of color vision deficiency" (2009)
BLIND = {
    "no red": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "no green": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
}


def as_seen(text: str, eyes: str) -> tuple[int, int, int]:
    """What eyes without one of the cones see of a colour."""
    seen = (sum(w * c for w, c in zip(row, linear(text), strict=True)) for row in BLIND[eyes])
    r, g, b = (
        round(
            255
            * (1.055 * max(0.0, min(1.0, c)) ** (1 / 2.4) - 0.055 if c > 0.0031308 else 12.92 * max(0.0, c))
        )
        for c in seen
    )
    return r, g, b


def test_one_theme_keeps_its_states_and_leaves_apart_for_colour_blind_eyes(themes: dict[str, Theme]) -> None:
    """Distances in OKLab, of what such eyes see."""
    theme = themes["harbour"]
    states = ("thriving", "thirsty", "wilting", "dormant")
    for eyes in BLIND:
        for a, b in combinations(states, 2):
            apart = dist(oklab(as_seen(theme.app[a], eyes)), oklab(as_seen(theme.app[b], eyes)))
            assert apart >= 0.08, (eyes, a, b, round(apart, 3))
        for leaf in (name for name in theme.ramps if name.startswith("leaf")):
            fresh, dry = (oklab(as_seen(to_hex(theme.ramp(n)[2]), eyes)) for n in (leaf, "straw"))
            assert dist(fresh, dry) >= 0.1, (eyes, leaf)


def test_there_are_a_light_a_dark_and_a_one_coloured_theme(themes: dict[str, Theme]) -> None:
    assert len(themes) >= 4
    one_coloured = set()
    for theme in themes.values():
        chroma = [(a * a + b * b) ** 0.5 for ramp in theme.ramps.values() for _, a, b in map(oklab, ramp)]
        if max(chroma) < 0.04:
            one_coloured.add(theme.dark)
    assert one_coloured == {True, False}


def test_sixteen_colours_keep_two_tones_in_every_leaf_and_petals_unlike_leaves(
    all_species: dict[str, Species], themes: dict[str, Theme]
) -> None:
    for theme in themes.values():
        for s in all_species.values():
            for leaf in s.leaf:
                names = theme.sixteen[theme.known(leaf)]
                assert len(set(names)) >= 2, (theme.name, leaf)
                for petal in s.petal:
                    assert theme.sixteen[theme.known(petal)][2] != names[2], (theme.name, s.id, petal, leaf)


def test_petals_differ_from_their_leaves_by_lightness(
    all_species: dict[str, Species], themes: dict[str, Theme]
) -> None:
    for theme in themes.values():
        for s in all_species.values():
            for petal in s.petal:
                for leaf in s.leaf:
                    apart = mean(map(lightness, theme.ramp(petal))) - mean(map(lightness, theme.ramp(leaf)))
                    assert abs(apart) >= 20, (theme.name, s.id, petal, leaf, round(apart, 1))


def test_ramps_go_from_dark_to_light(themes: dict[str, Theme]) -> None:
    for theme in themes.values():
        for name, ramp in theme.ramps.items():
            tones = [lightness(c) for c in ramp]
            assert tones == sorted(tones), (theme.name, name)


def test_a_missing_ramp_falls_back_to_its_family(themes: dict[str, Theme]) -> None:
    theme = themes["meadow-night"]
    assert theme.ramp("petal_of_another_world") == theme.ramp("petal_pink")
    assert theme.ramp("leaf_of_another_world") == theme.ramp("leaf_green")


def test_256_colours_keep_a_dark_green_green() -> None:
    for text in ("#16321f", "#20502c", "#175043", "#3a7a33"):
        rgb = parse_hex(text)
        assert rgb is not None
        for near in (nearest_256(rgb), painted_256(rgb)):
            _, a, b = oklab(near)
            assert (a * a + b * b) ** 0.5 > 0.03, (text, to_hex(near))


def test_256_colours_paint_no_leaf_teal_and_no_pot_mauve_or_dark_red(themes: dict[str, Theme]) -> None:
    """Hues of OKLab in degrees: red 29, olive 110, green 142, teal 195, mauve 20; grey has none."""

    def hue(text: str | None) -> tuple[float, float]:
        rgb = parse_hex(text or "")
        assert rgb is not None
        _, a, b = oklab(rgb)
        return math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360

    for theme in (themes["meadow-night"], themes["meadow-day"]):
        for leaf in ("leaf_green", "leaf_fern", "leaf_lime", "stem", "cover", "moss"):
            for share in (0.0, 0.3):
                for text in theme.ink(leaf, "256", "straw", share):
                    chroma, angle = hue(text)
                    assert chroma > 0.03, (theme.name, leaf, text)
                    assert 60 < angle < 165, (theme.name, leaf, share, text)
        for brown in ("pot_terracotta", "pot_cream", "wood", "soil", "soil_dry", "straw"):
            for text in theme.ink(brown, "256"):
                chroma, angle = hue(text)
                assert chroma < 0.02 or 35 < angle < 125, (theme.name, brown, text)
