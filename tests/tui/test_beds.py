"""Beds as places: earth that words can be read on, names that the screen's edge does not cut, a quiet season."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style

from garden.botany.colour import parse_hex
from garden.botany.palette import ANSI, Theme
from garden.botany.picture import Depth, Glyphs
from garden.tui.earth import LEGIBLE, WRITTEN, contrast, earths, edge, fence
from garden.tui.widgets.beds import LEAST_SEEN
from tests.tui.driver import GardenAtTheKeys, at_the_keys, shipped
from tests.tui.gardens import village, wilting

THEMES = [shipped().themes[name] for name in shipped().themes]
DEPTHS: list[Depth] = ["truecolor", "256"]
GLYPHS: list[Glyphs] = ["quadrant", "half", "braille", "ascii"]


def test_every_word_that_stands_on_earth_can_be_read_there_in_every_theme() -> None:
    for theme, depth in product(THEMES, DEPTHS):
        earth = earths(theme, depth)["earth"]
        assert earth is not None
        for role in WRITTEN:
            assert contrast(theme.role(role, depth) or "", earth) >= LEGIBLE, (theme.name, depth, role, earth)


def test_earth_is_seen_as_earth_in_every_theme() -> None:
    for theme, depth in product(THEMES, DEPTHS):
        earth = earths(theme, depth)["earth"]
        assert earth is not None
        assert contrast(earth, theme.role("background", depth) or "") >= 1.1, (theme.name, depth, earth)


def test_no_ground_is_pink_where_there_are_256_colours() -> None:
    for theme in THEMES:
        grounds = [theme.role(role, "256") for role in ("background", "surface", "panel")]
        for ground in (earths(theme, "256")["earth"], *grounds):
            red, green, blue = parse_hex(ground or "") or (0, 0, 255)
            assert red - min(green, blue) <= 8, (theme.name, ground)


@given(st.integers(0, 300), st.sampled_from(GLYPHS))
def test_a_fence_is_as_wide_as_it_is_asked_to_be_and_ends_in_a_post(width: int, glyphs: Glyphs) -> None:
    built = fence(width, glyphs)

    assert len(built) == width
    assert set(built) <= set("+=" if glyphs == "ascii" else "╪═")
    assert built[-1:] in ("", "╪", "+")


async def test_a_bed_with_a_wide_name_keeps_its_fence_within_the_bed() -> None:
    builder = village()
    builder.tables["beds"]["choir"]["name"] = "合唱団の仲間"
    async with at_the_keys(builder, size=(80, 60)) as garden:
        (row,) = [line for line in garden.text.splitlines() if "合唱団" in line]
        assert row.rstrip(" ▐").endswith("═╪")
        garden.is_sound()


def test_a_theme_whose_words_are_faint_already_gets_bare_ground_rather_than_fainter_words() -> None:
    night = shipped().themes["meadow-night"]
    faint: Theme = night._replace(app={**night.app, "dormant": "#2a302e"})

    assert earths(faint, "truecolor")["earth"] == night.app["background"]


def test_without_colour_earth_has_none() -> None:
    assert set(earths(THEMES[0], "none").values()) == {None}


@given(
    st.integers(0, 300), st.integers(0, 200), st.integers(0, 60), st.integers(0, 60), st.sampled_from(GLYPHS)
)
def test_the_edge_of_a_bed_is_the_same_whichever_part_of_it_is_painted(
    start: int, width: int, skip: int, row: int, glyphs: Glyphs
) -> None:
    whole = edge(start, skip + width, row, glyphs)

    assert len(whole) == skip + width
    assert edge(start + skip, width, row, glyphs) == whole[skip:]
    assert glyphs != "ascii" or whole.isascii()


def cell(garden: GardenAtTheKeys, x: int, y: int) -> tuple[str, Style]:
    """The sign in a cell of the screen, and its style."""
    for segment in garden.screen._compositor.render_strips()[y]:
        if x < len(segment.text):
            return segment.text[x], segment.style or Style()
        x -= len(segment.text)
    raise AssertionError("outside the screen")


async def test_plants_stand_on_the_earth_of_their_bed_and_it_goes_on_where_nobody_stands() -> None:
    async with at_the_keys(wilting(2), size=(160, 44)) as garden:
        x, y = garden.places_of("Tom Kerr")[0]
        look = garden.app.look
        earth = look.style(on="earth").bgcolor

        assert cell(garden, x, y)[1].bgcolor == earth
        assert cell(garden, x, y + 1)[1].bgcolor == earth
        assert cell(garden, x + 40, y)[1].bgcolor == earth
        sign, style = cell(garden, x + 40, y - 1)
        assert sign in "▁▂"
        assert style.color == look.style("turf").color


async def test_nobody_is_seen_at_the_lower_edge_without_a_name_and_a_state() -> None:
    for rows in range(30, 44):
        async with at_the_keys(wilting(12), size=(80, rows)) as garden:
            beds = garden.screen.query_one("Beds")
            plan, height = beds.plan, beds.size.height
            seen = [
                band for band in plan.bands if band.plants and height - (band.top - beds.top) >= LEAST_SEEN
            ]
            assert len(seen) > 1, "a second row can be seen"
            for band in seen:
                for plant in band.plants:
                    garden.sees(plant.name)
            garden.is_sound()


async def test_at_the_lower_edge_the_sky_gives_way_before_the_feet() -> None:
    whole = partly = 0
    for rows in range(30, 44):
        async with at_the_keys(wilting(12), size=(80, rows)) as garden:
            beds = garden.screen.query_one("Beds")
            tile = beds.plan.tile
            number = beds.plan.band_at(beds.top + beds.size.height - 1)
            band = beds.plan.bands[number]
            seen = beds.top + beds.size.height - band.top
            if not band.plants or not LEAST_SEEN <= seen < tile.picture + tile.labels:
                continue
            drawn = [strip.text[:78] for strip in beds._strips(number)]
            sky = next(y for y, text in enumerate(drawn) if text.strip())
            first = min(sky, tile.picture + tile.labels - seen)
            expected = drawn[first : first + seen - tile.labels]
            expected += drawn[tile.picture : tile.picture + tile.labels]
            top = beds.region.y + band.top - beds.top
            assert [line[:78] for line in garden.lines[top : top + seen]] == expected
            whole += first + seen == tile.picture + tile.labels
            partly += first > 0
    assert whole
    assert partly > whole


async def test_a_bed_that_rests_lies_under_snow_and_says_until_when() -> None:
    builder = village()
    builder.tables["beds"]["friends"] = {
        **builder.tables["beds"]["choir"], "id": "friends", "name": "friends", "every": 30,
        "rests": [{"from": "2026-01-01", "until": "2027-01-06"}],
    }  # fmt: skip
    async with at_the_keys(builder, size=(120, 80)) as garden:
        garden.sees("friends · monthly · resting until 6 Jan 2027")
        look = garden.app.look
        plan = garden.screen.query_one("Beds").plan
        assert [plot.title for plot in {b.plot.title: b.plot for b in plan.bands}.values() if plot.quiet] == [
            "friends"
        ]
        _, y = garden.places_of("Tom Kerr")[0]
        edges = [cell(garden, at, y - 1) for at in range(1, 60)]
        assert look.style("frost").color in [style.color for sign, style in edges if sign in "▁▂▃"]


@pytest.mark.parametrize("glyphs", ["quadrant", "braille", "ascii"])
async def test_a_quiet_bed_is_told_from_a_waking_one_without_colour(glyphs: Glyphs) -> None:
    drift = next(
        sign * 3 for sign in edge(0, 40, 0, glyphs, quiet=True) if sign not in edge(0, 40, 0, glyphs)
    )[: 1 if glyphs != "ascii" else 3]
    waking = village()
    resting = village()
    resting.tables["beds"]["choir"]["rests"] = [{"from": "2026-01-01", "until": "2027-01-06"}]
    seen = []
    for builder in (waking, resting):
        async with at_the_keys(builder, size=(80, 60), glyphs=glyphs, depth="none") as garden:
            seen.append(sum(drift in row for row in garden.text.splitlines()))
    assert seen[0] < seen[1], "snow lies on one bed, and on no other"


async def test_the_whole_garden_at_rest_is_quiet_in_every_bed() -> None:
    builder = village()
    builder.tables["meta"]["garden"]["rests"] = [{"from": "2026-01-01"}]
    async with at_the_keys(builder) as garden:
        plan = garden.screen.query_one("Beds").plan
        assert all(band.plot.quiet for band in plan.bands)
        assert garden.places_of("· resting")


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
async def test_in_sixteen_colours_the_states_have_their_own(theme: str) -> None:
    async with at_the_keys(village(), depth="16", theme=theme) as garden:
        look = garden.app.look
        inks = {
            look.style(state).color
            for state in ("thriving", "thirsty", "wilting", "resting", "new", "dormant")
        }
        assert len(inks) == 6


def test_in_sixteen_colours_nothing_written_on_paper_is_yellow_or_white() -> None:
    for theme in THEMES:
        if not theme.dark:
            written = {theme.role(role, "16") for role in (*WRITTEN, "accent", "warning", "error", "success")}
            assert not written & {"ansi_yellow", "ansi_bright_yellow", "ansi_white", "ansi_bright_white"}, (
                theme.name
            )
            assert {theme.role(role, "16") for role in WRITTEN[2:]} <= {f"ansi_{name}" for name in ANSI}
