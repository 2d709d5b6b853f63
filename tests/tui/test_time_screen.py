"""Travelling: the garden on any day, nothing changed there, and back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from garden.core.travel import stepped
from tests.support import TODAY, a_garden
from tests.tui.driver import GardenAtTheKeys, at_the_keys
from tests.tui.gardens import friends, village


def shown(garden: GardenAtTheKeys) -> date:
    """The day that the garden shows."""
    return garden.app.gardener.today


async def test_t_travels_by_months_and_back_to_today() -> None:
    async with at_the_keys(friends(), size=(120, 36)) as garden:
        await garden.keys("t")
        assert garden.room == "time"
        garden.sees("today · as it is", "←→ a month")
        await garden.keys("right")
        await garden.until(lambda: shown(garden) == stepped(TODAY, "month", 1))
        garden.sees("if nothing happens until then")
        await garden.keys("t")
        assert garden.room == "garden"
        assert shown(garden) == TODAY
        garden.is_sound()


async def test_two_years_ahead_is_the_end_and_the_first_log_the_beginning() -> None:
    async with at_the_keys(friends(), size=(120, 36)) as garden:
        await garden.keys("t", "end")
        await garden.until(lambda: shown(garden) == stepped(TODAY, "year", 2))
        garden.sees("Ada Byron", "asleep")
        await garden.keys("right")
        assert "No further ahead" in garden.said
        await garden.keys("home")
        await garden.until(lambda: shown(garden) == TODAY - timedelta(days=60))
        assert garden.names == ["Ada Byron"], "the others had not been met"
        await garden.keys("left")
        assert "Nothing was logged before" in garden.said


@pytest.mark.parametrize(("ups", "unit"), [(0, "month"), (1, "year"), (-1, "week"), (-2, "day")])
async def test_up_and_down_change_the_step(ups: int, unit: str) -> None:
    async with at_the_keys(village(), size=(120, 36)) as garden:
        await garden.keys("t", *(["up"] * ups if ups > 0 else ["down"] * -ups))
        garden.sees(f"←→ a {unit}")
        await garden.keys("right")
        await garden.until(lambda: shown(garden) == stepped(TODAY, unit, 1))  # type: ignore[arg-type]


async def test_nothing_can_be_changed_on_another_day_and_it_says_how_to_return() -> None:
    async with at_the_keys(friends(), size=(120, 36)) as garden:
        await garden.keys("t", "left")
        await garden.until(lambda: shown(garden) == stepped(TODAY, "month", -1))
        await garden.walks_to_open("Ada Byron") if hasattr(garden, "walks_to_open") else await garden.keys(
            "enter"
        )
        assert garden.room == "contact"
        for key in ("l", "w", "z", "d", "E"):
            await garden.keys(key)
            assert "only today can be changed" in garden.said
            assert garden.asking == ""
        await garden.esc()
        assert garden.room == "time"
        await garden.esc()
        assert garden.room == "garden"
        await garden.keys("l").types("coffee with tom").enter()
        garden.holds(interactions=1)


async def test_what_is_shown_is_what_the_readings_of_that_day_say() -> None:
    async with at_the_keys(village(), size=(160, 48)) as garden:
        await garden.keys("t", "up", "left")
        await garden.until(lambda: shown(garden) == stepped(TODAY, "year", -1))
        plants = {plant.id: plant for plant in garden.screen.beds.plan.plants}  # type: ignore[attr-defined]
        gardener = garden.app.gardener
        assert plants
        for person, plant in plants.items():
            assert plant == gardener.reading(person, stepped(TODAY, "year", -1))


@pytest.mark.parametrize("size", [(30, 8), (80, 24), (160, 48)])
async def test_it_fits_every_terminal(size: tuple[int, int]) -> None:
    async with at_the_keys(village(), size=size) as garden:
        await garden.keys("t", "left", "tab", "shift+tab", "v", "pagedown")
        garden.is_sound()
        await garden.esc()
        assert shown(garden) == TODAY


async def test_a_click_on_the_strip_goes_to_its_day() -> None:
    async with at_the_keys(friends(), size=(120, 36)) as garden:
        await garden.keys("t")
        (_, y) = garden.places_of("as it is")[0]
        await garden.clicks_at(118, y + 1)
        assert shown(garden) == stepped(TODAY, "year", 2)
        await garden.clicks_at(1, y + 1)
        assert shown(garden) == TODAY - timedelta(days=60)


async def test_nobody_travels_in_an_empty_garden() -> None:
    async with at_the_keys(a_garden()) as garden:
        await garden.keys("t")
        assert garden.room == "garden"
        assert "Nobody is planted yet" in garden.said
        garden.holds()
