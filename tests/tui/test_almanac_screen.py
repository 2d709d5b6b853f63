"""The almanac: opened on a key, read, walked through, left."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from rich.cells import cell_len

from garden.core.almanac import Heat, almanac_of
from garden.tui.widgets import plates
from garden.tui.widgets.heat import heat_rows
from garden.words.names import short
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
    async with at_the_keys(grown(), size=(120, 100)) as garden:
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


@pytest.mark.parametrize("width", [56, 76, 116])
@pytest.mark.parametrize("back", range(0, 365, 13))
async def test_months_stand_over_the_week_that_holds_their_first_day(width: int, back: int) -> None:
    async with at_the_keys(a_garden(), size=(80, 24)) as garden:
        look = garden.app.look
    first = date(2025, 11, 30) - timedelta(days=back)
    rows = heat_rows(Heat(first, (1,) * 365), width, look)
    months = "".join(segment.text for segment in rows[0])
    assert len(months.rstrip()) <= width
    weeks = (first.weekday() + 365 + 6) // 7
    wide = 2 if width > 110 else 1
    skip = max(0, weeks - (width - 5) // wide)
    named = months.split()
    assert len(named) >= 11
    assert all(len(name) == 3 for name in named), "names never touch"
    monday = first - timedelta(days=first.weekday())
    for at in (i for i in range(1, len(months)) if months[i - 1] == " " != months[i]):
        week = monday + timedelta(weeks=(at - 5) // wide + skip)
        begun = next(day for day in (week + timedelta(days=n) for n in range(7)) if day.day == 1)
        assert f"{begun:%b}" == months[at : at + 3]


async def test_a_year_that_wants_more_cells_than_there_are_keeps_its_days_apart() -> None:
    async with at_the_keys(a_garden(), size=(80, 24)) as garden:
        row = heat_rows(Heat(date(2025, 11, 30), (9,) * 365), 76, garden.app.look)[1]
    assert "█" not in "".join(segment.text for segment in row)


@pytest.mark.parametrize("width", [16, 40, 60, 76, 116])
async def test_the_beds_say_every_count_and_cut_no_word(width: int) -> None:
    builder = a_garden()
    for number in range(60):
        builder.with_contact(f"Person {number}", bed="circle")
        builder.met(f"Person {number}", days_ago=number * 9)
    gardener = builder.gardener()
    told = almanac_of(gardener.facts, gardener.readings(), gardener.today)
    async with at_the_keys(a_garden(), size=(80, 24)) as garden:
        rows = plates.beds(told, lambda bed: gardener.facts.beds[bed].name, width, garden.app.look)
    assert all(strip.cell_length == width for strip in rows)
    text = " ".join(" ".join(strip.text for strip in rows).split())
    assert "…" not in text
    for bed in told.beds:
        for count in filter(None, bed.counts):
            assert f" {count}" in text


def test_a_name_is_shortened_to_what_tells_it_apart() -> None:
    assert short(["Ada Byron", "Fatoumata Diallo", "Sam Lindgren-Berg", "Sam Okonkwo Smith", "Cher"], 11) == [
        "Ada Byron", "Fatoumata", "Sam L.", "Sam S.", "Cher",
    ]  # fmt: skip
    assert short(["", "Les Tremblay \U0001f468"], 11, cell_len) == ["", "Les"]


async def test_who_is_walked_to_is_said_in_full_below() -> None:
    builder = a_garden().with_contact("Wilhelmina Featherstonehaugh")
    for back in range(0, 900, 20):
        builder.met("Wilhelmina Featherstonehaugh", days_ago=back)
    for size in ((80, 24), (160, 48)):
        async with at_the_keys(builder, size=size) as garden:
            await garden.keys("g", "right")
            garden.sees("Wilhelmina Featherstonehaugh · thriving · ")
            garden.is_sound()


async def test_on_a_wide_page_the_arrows_walk_both_columns() -> None:
    async with at_the_keys(grown(), size=(160, 60)) as garden:
        await garden.keys("g", "right")
        assert garden.selected == "Ada Byron"
        await garden.keys("right")
        assert garden.selected == "Mei Tanaka"
        await garden.keys("down", "up", "left")
        assert garden.selected == "Ada Byron"
        garden.is_sound()


async def test_a_young_garden_is_told_nothing_of_what_it_has_none_of() -> None:
    async with at_the_keys(a_garden().with_contact("Ada Byron")) as garden:
        await garden.keys("g")
        garden.sees("the year", "beds", "the years", "Today: 1 seed.")
        for title in ("give and take", "what fits", "readiness", "reconnect season", "introductions"):
            garden.sees_no(title)
