"""Terminals of every size, and the mouse: nothing breaks, nothing overlaps, nothing is out of reach."""

from __future__ import annotations

import pytest

from garden.tui.screens.garden import GardenScreen
from garden.tui.widgets.beds import Beds
from tests.support import a_garden
from tests.tui.driver import GardenAtTheKeys, at_the_keys
from tests.tui.gardens import friends, village, wilting

SIZES = [(30, 8), (20, 5), (80, 24), (120, 36), (160, 48)]


async def look_around(garden: GardenAtTheKeys) -> None:
    """Open everything there is, and look whether it stands as it should."""
    garden.is_sound()
    for keys in (
        ["down", "right"],
        ["v"],
        ["v"],
        ["v"],
        ["s"],
        ["l", *"coffee"],
        ["down"],
        ["escape"],
        ["escape"],
        ["a", *"Ben x:"],
        ["escape"],
        ["slash", *"a"],
        ["enter"],
        ["escape"],
        ["d"],
        ["n"],
        ["z", "enter"],
        ["u"],
        ["question_mark"],
        ["escape"],
        ["enter"],
        ["down"],
        ["e"],
        ["escape"],
        ["x"],
        ["n"],
        ["escape"],
        ["r"],
        ["w"],
        ["escape"],
        ["c"],
        ["escape"],
        ["space"],
        ["space"],
        ["space"],
        ["space"],
        ["space"],
        ["escape"],
        ["ctrl+p", "t"],
        ["escape"],
    ):
        await garden.keys(*keys)
        garden.is_sound()
    garden.holds()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_every_screen_stands_in_a_terminal_of_this_size(size: tuple[int, int]) -> None:
    async with at_the_keys(village(), size=size) as garden:
        await look_around(garden)


@pytest.mark.parametrize(
    "size", [(1, 1), (2, 2), (5, 3), (300, 4), (10, 100)], ids=lambda size: f"{size[0]}x{size[1]}"
)
async def test_a_terminal_of_no_use_breaks_nothing(size: tuple[int, int]) -> None:
    async with at_the_keys(village(), size=size) as garden:
        await garden.keys("down", "v", "enter", "escape", "r", "escape", "l", "escape")
        await garden.resizes(100, 30)
        garden.is_sound()


@pytest.mark.parametrize("size", [(19, 24), (80, 4), (12, 4)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_a_terminal_that_is_too_small_says_so_in_one_line(size: tuple[int, int]) -> None:
    async with at_the_keys(village(), size=size) as garden:
        for keys in ((), ("enter",), ("escape", "r")):
            await garden.keys(*keys)
            assert "too small" in garden.heading.lower()
            assert not any(line.strip() for line in garden.lines[1:]), garden.text
        await garden.resizes(20, 5)
        assert "too small" not in garden.heading.lower()


@pytest.mark.parametrize("size", [(30, 8), (40, 12)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_where_there_is_little_room_the_words_come_first(size: tuple[int, int]) -> None:
    async with at_the_keys(wilting(3), size=size) as garden:
        await garden.keys("r")
        garden.sees("Ada Byron", "wilting", "3 months quiet", "l log")
        await garden.esc().enter()
        garden.sees("Ada Byron", "3 months quiet", "2026", "l log")
        await garden.esc().keys("question_mark")
        garden.sees("Tend", "Say what happened")
        await garden.esc().keys("ctrl+p")
        garden.sees("› a person")


async def test_a_question_says_what_it_asks_also_where_there_is_little_room() -> None:
    async with at_the_keys(wilting(3), size=(30, 8)) as garden:
        await garden.keys("d")
        garden.sees("Archive A", "y archive")
        await garden.keys("n")
        garden.holds()


async def test_a_why_that_is_cut_ends_with_a_sign_of_it() -> None:
    async with at_the_keys(wilting(3), size=(40, 18)) as garden:
        under = garden.screen.query_one("#under").region
        assert garden.lines[under.bottom - 1].rstrip().endswith("…")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_an_empty_garden_stands_in_a_terminal_of_this_size(size: tuple[int, int]) -> None:
    async with at_the_keys(a_garden(), size=size) as garden:
        garden.is_sound()
        await garden.keys("a", *"Ada", "enter")
        garden.is_sound()


async def test_a_new_size_keeps_the_selection_in_sight() -> None:
    async with at_the_keys(village()) as garden:
        await garden.walks_to("Zoe Moreau")
        for columns, rows in [(80, 24), (40, 12), (30, 8), (160, 48), (100, 30), (120, 36)]:
            await garden.resizes(columns, rows)
            assert garden.selected == "Zoe Moreau"
            garden.sees("Zoe Moreau")
            garden.is_sound()


async def test_a_new_size_keeps_the_words_in_the_log_bar_and_the_room() -> None:
    async with at_the_keys(village()) as garden:
        await garden.enter().keys("l").types("coffee with tom").resizes(60, 16)
        assert garden.room == "contact"
        assert garden.typed == "coffee with tom"
        assert garden.chips["who"] == "Tom Kerr"
        garden.is_sound()
        await garden.resizes(130, 40).enter()
        garden.holds(interactions=1)


async def test_the_view_follows_the_size_until_one_is_chosen() -> None:
    async with at_the_keys(village(), size=(120, 36)) as garden:
        beds = garden.screen.query_one(Beds)
        assert beds.view == "tiles"
        await garden.resizes(80, 24)
        assert beds.view == "small"
        await garden.resizes(30, 8)
        assert beds.view == "list"
        await garden.keys("v")
        chosen = beds.view
        await garden.resizes(120, 36)
        assert beds.view == chosen


async def test_the_portrait_stands_beside_the_beds_where_there_is_room_and_the_story_below_where_not() -> (
    None
):
    async with at_the_keys(friends(), size=(120, 36)) as garden:
        screen = garden.screen
        assert isinstance(screen, GardenScreen)
        assert screen.query_one("#side").region.area
        assert not screen.query_one("#under").region.area
        await garden.resizes(80, 24)
        assert not screen.query_one("#side").region.area
        assert screen.query_one("#under").region.area
        garden.sees("Ada Byron · wilting")


async def test_a_click_selects_and_a_second_click_opens() -> None:
    async with at_the_keys(friends()) as garden:
        x, y = garden.places_of("Tom Kerr")[0]
        await garden.clicks_at(x, y - 3)
        assert garden.selected == "Tom Kerr"
        assert garden.room == "garden"
        await garden.clicks_at(x, y - 3, times=2)
        assert garden.room == "contact"
        assert garden.selected == "Tom Kerr"


async def test_a_click_on_the_ground_selects_nobody_else() -> None:
    async with at_the_keys(friends()) as garden:
        before = garden.selected
        await garden.clicks_at(60, 30)
        await garden.clicks_at(0, 0)
        assert garden.selected == before
        assert garden.room == "garden"


async def test_the_wheel_scrolls_and_the_selection_stays() -> None:
    async with at_the_keys(village(), size=(80, 24)) as garden:
        selected, top = garden.selected, garden.lines[1:6]
        await garden.turns_wheel(2)
        assert garden.lines[1:6] != top
        assert garden.selected == selected
        await garden.turns_wheel(25)
        end = garden.lines[1:20]
        await garden.turns_wheel(2)
        assert garden.lines[1:20] == end, "there is nothing below the end"
        await garden.turns_wheel(-30)
        assert garden.lines[1:6] == top
        garden.is_sound()


async def test_a_click_after_scrolling_selects_what_is_under_the_pointer() -> None:
    async with at_the_keys(village(), size=(80, 24)) as garden:
        await garden.turns_wheel(25)
        x, y = garden.places_of("Zoe Moreau")[0]
        await garden.clicks_at(x, y)
        assert garden.selected == "Zoe Moreau"


async def test_a_hint_that_is_clicked_does_what_it_says() -> None:
    async with at_the_keys(friends()) as garden:
        await garden.clicks("w water")
        assert garden.asking == "log"
        await garden.esc().clicks("r review")
        assert garden.room == "review"


async def test_a_chip_of_a_question_can_be_clicked() -> None:
    async with at_the_keys(friends()) as garden:
        await garden.keys("d").clicks("leave it")
        garden.holds()
        assert garden.asking == ""
        await garden.walks_to("Ada Byron")
        await garden.keys("d").clicks("y archive")
        assert "Ada Byron" not in garden.names


async def test_a_click_on_the_timeline_chooses_a_line_and_the_wheel_scrolls_it() -> None:
    async with at_the_keys(friends()) as garden:
        await garden.walks_to("Ada Byron")
        await garden.enter().clicks("her first job")
        assert garden.chosen == "⇄ coffee · her first job"
        await garden.turns_wheel(3).turns_wheel(-3)
        garden.is_sound()


async def test_the_arrows_reach_every_plant_and_the_selected_one_is_always_in_sight() -> None:
    async with at_the_keys(wilting(12), size=(60, 18)) as garden:
        await garden.keys("home")
        reached = [garden.selected]
        for _ in range(11):
            await garden.keys("right")
            garden.sees(garden.selected)
            reached.append(garden.selected)
        assert reached == garden.names
        for key in ("home", "end", "pageup", "pagedown", "up", "down", "k", "j", "h"):
            await garden.keys(key)
            garden.sees(garden.selected)
