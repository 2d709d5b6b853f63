"""The almanac: opened on a key, read, walked through, left."""

from __future__ import annotations

import pytest

from tests.support import a_garden
from tests.tui.driver import at_the_keys


def _grown():  # type: ignore[no-untyped-def]
    garden = a_garden()
    garden.plant("Ada Byron", bed="friends")
    for back in range(0, 900, 20):
        garden.log("Ada Byron", back)
    return garden


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (160, 48)])
async def test_g_opens_the_year_and_escape_goes_back(size: tuple[int, int]) -> None:
    async with at_the_keys(_grown(), size=size) as garden:
        await garden.keys("g")
        assert garden.room == "almanac"
        garden.sees("the year", "contacts in all")
        await garden.esc()
        assert garden.room == "garden"


async def test_whoever_would_answer_is_walked_to_and_opened() -> None:
    async with at_the_keys(_grown(), size=(120, 36)) as garden:
        await garden.keys("g", "right")
        assert garden.selected == "Ada Byron"
        await garden.enter()
        assert garden.room == "contact"
        assert garden.selected == "Ada Byron"


async def test_an_empty_garden_has_a_page_that_ends() -> None:
    async with at_the_keys(a_garden(), size=(80, 24)) as garden:
        await garden.keys("g")
        garden.sees("Nothing logged this past year")
        await garden.keys("end", "enter")
        assert garden.room == "almanac"
