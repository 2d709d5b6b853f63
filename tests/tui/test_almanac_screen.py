"""The almanac: opened on a key, read, walked through, left."""

from __future__ import annotations

import pytest

from tests.support import GardenBuilder, a_garden
from tests.tui.driver import at_the_keys
from tests.tui.gardens import village


def grown() -> GardenBuilder:
    """Ada, met every three weeks for years; Mei, deep-rooted and long silent, whom Ada brought."""
    builder = a_garden().with_contact("Ada Byron").with_contact("Mei Tanaka", introduced_by="ada-byron")
    for back in range(0, 900, 20):
        builder.met("Ada Byron", days_ago=back)
    for back in range(900, 2500, 25):
        builder.met("Mei Tanaka", days_ago=back)
    return builder


@pytest.mark.parametrize("size", [(30, 8), (80, 24), (120, 36), (160, 48)])
async def test_g_opens_the_year_and_escape_goes_back(size: tuple[int, int]) -> None:
    async with at_the_keys(grown(), size=size) as garden:
        await garden.keys("g")
        assert garden.room == "almanac"
        garden.sees("the year")
        garden.is_sound()
        await garden.keys("end", "pageup", "home")
        garden.is_sound()
        await garden.esc()
        assert garden.room == "garden"


async def test_whoever_would_answer_is_walked_to_opened_and_left_for_the_almanac() -> None:
    async with at_the_keys(grown(), size=(120, 36)) as garden:
        await garden.keys("g", "right", "enter")
        assert garden.room == "contact"
        garden.sees("Ada Byron")
        await garden.esc()
        assert garden.room == "almanac"
        await garden.esc()
        assert garden.room == "garden"


async def test_who_sleeps_and_who_brought_whom_are_said_in_words() -> None:
    async with at_the_keys(grown(), size=(120, 80)) as garden:
        await garden.keys("g")
        garden.sees(
            "Ada Byron would answer tomorrow.", "Worth waking first: Mei Tanaka.", "Ada Byron (1) brought"
        )


async def test_an_empty_garden_has_a_page_that_ends() -> None:
    async with at_the_keys(a_garden(), size=(80, 24)) as garden:
        await garden.keys("g")
        garden.sees("Nothing logged this past year")
        await garden.keys("end", "enter")
        assert garden.room == "almanac"
        assert "Nobody is chosen" in garden.said


async def test_a_log_from_the_almanac_is_told_on_it_at_once() -> None:
    async with at_the_keys(village(), size=(120, 36)) as garden:
        await garden.keys("g")
        before = garden.text
        await garden.keys("l").types("coffee with ada").enter()
        garden.holds(interactions=1)
        assert garden.room == "almanac"
        assert garden.text != before
        garden.is_sound()


async def test_other_years_are_turned_to_and_back() -> None:
    async with at_the_keys(grown(), size=(120, 60)) as garden:
        await garden.keys("g", "right_square_bracket")
        assert "ends today" in garden.said
        await garden.keys("left_square_bracket")
        garden.sees("the year to 31 Dec 2025")
        await garden.keys("left_square_bracket", "left_square_bracket")
        garden.sees("the year to 31 Dec 2023", "Mei Tanaka")
        assert "Ada Byron would answer" not in garden.text, "she was first met in 2024"
        garden.is_sound()
        await garden.keys(*["left_square_bracket"] * 9)
        assert "Nothing was logged before 2020" in garden.said
        await garden.keys(*["right_square_bracket"] * 9)
        garden.sees("Ada Byron would answer tomorrow.")
