"""Travelling: the garden on any day, nothing changed there, and back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from garden import words
from garden.core.travel import stepped
from garden.tui.screens.time import TimeScreen
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
        await garden.keys("enter")
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


@pytest.mark.parametrize("key", ["escape", "t"])
async def test_a_journey_that_is_left_on_the_way_ends_there(key: str) -> None:
    async with at_the_keys(village(), size=(120, 36), reduced_motion=False) as garden:
        motion = garden.app.motion
        assert motion._timer is not None
        motion._timer.pause()  # only `_step` moves anything from now on
        await garden.keys("t", "end")
        assert motion._growing is not None
        garden._key(key)
        await garden.until(lambda: garden.room == "garden")
        motion._step()
        await garden.settle()
        assert motion._growing is None
        assert shown(garden) == TODAY
        assert not garden.app.gardener.travelling
        garden.is_sound()


@pytest.mark.parametrize("key", ["r", "g", "B", "l", "a", "z"])
async def test_what_is_about_today_says_how_to_return(key: str) -> None:
    async with at_the_keys(friends(), size=(120, 36)) as garden:
        await garden.keys("t", "left", key)
        assert garden.room == "time"
        assert "goes back" in garden.said
        assert garden.asking == ""
        assert shown(garden) == stepped(TODAY, "month", -1)


async def test_a_long_move_says_one_day_while_the_plants_are_on_their_way() -> None:
    async with at_the_keys(village(), size=(120, 36), reduced_motion=False) as garden:
        motion = garden.app.motion
        assert motion._timer is not None
        motion._timer.pause()
        await garden.keys("t", "end")
        last = stepped(TODAY, "year", 2)
        screen = garden.screen
        assert isinstance(screen, TimeScreen)
        pictures = set[tuple[str, ...]]()
        while motion._growing is not None:
            assert words.exact(last, TODAY) in garden.heading
            garden.sees(f"{last:%A} {last.day} {last:%B} {last.year}")
            assert shown(garden) == last
            assert {plant.on for plant in screen.beds.plan.plants} == {last}
            assert words.why(garden.app.gardener.reading(screen.current(), last)) in garden.story
            pictures.add(tuple(garden.lines[2:-5]))
            garden.is_sound()
            motion._step()
            await garden.settle()
        assert len(pictures) > 2, "the plants ease"
        assert not screen.beds._drawn
        await garden.keys("left", "down", "left")
        motion._end_growth()
        assert shown(garden) == stepped(stepped(last, "month", -1), "week", -1)
        assert not screen.beds._drawn


async def test_a_move_clears_what_was_said_of_the_day_before() -> None:
    async with at_the_keys(friends(), size=(120, 36)) as garden:
        await garden.keys("t", "home", "left")
        assert "Nothing was logged before" in garden.said
        await garden.keys("end")
        assert garden.said == ""


async def test_a_cutting_that_was_not_there_yet_is_told_so_on_its_own_screen() -> None:
    noor = friends().with_contact("Noor Haddad", introduced_by="ada-byron").met("Noor Haddad", days_ago=3)
    noor.clock.day, noor.clock.present = TODAY - timedelta(days=60), TODAY  # as `garden --on` opens
    async with at_the_keys(noor, size=(120, 50)) as garden:
        assert garden.names == ["Ada Byron"]
        await garden.keys("enter")
        garden.sees("cuttings", "Noor Haddad")
        garden.sees_no("not here yet", "Not in the garden")
        await garden.keys("down", "enter")
        assert "Noor Haddad" in garden.heading
        garden.sees("not here yet", "Not in the garden yet on 24 Sep 2026", "since 20 Nov 2026.")
        garden.sees_no("new · seed", "Nothing logged yet")


@pytest.mark.parametrize(("keys", "room"), [(("t", "left"), "time"), (("g",), "almanac")])
async def test_from_a_cutting_one_comes_back_to_where_the_one_who_brought_them_was_opened(
    keys: tuple[str, ...], room: str
) -> None:
    noor = friends().with_contact("Noor Haddad", introduced_by="ada-byron").met("Noor Haddad", days_ago=60)
    async with at_the_keys(noor, size=(120, 50)) as garden:
        await garden.keys(*keys)
        day = shown(garden)
        garden.app.open_room("contact", person="ada-byron")
        await garden.settle()
        garden.sees("cuttings", "Noor Haddad")
        while "Noor Haddad" not in garden.chosen:
            await garden.keys("down")
        await garden.keys("enter")
        assert "Noor Haddad" in garden.heading
        assert shown(garden) == day
        await garden.esc()
        assert garden.room == room
        assert shown(garden) == day


async def test_from_a_contact_of_another_day_the_garden_comes_back_to_today() -> None:
    async with at_the_keys(friends(), size=(120, 36)) as garden:
        await garden.keys("t", "left", "enter")
        assert garden.room == "contact"
        garden.app.open_room("review")
        await garden.settle()
        assert garden.room == "review"
        assert shown(garden) == TODAY
        assert not garden.app.gardener.travelling


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        (120, "Friday 23 October 2026 · 4 weeks ago · as it was · ←→ a month, ↑↓ other steps"),
        (76, "Fri 23 Oct 2026 · 4 weeks ago · as it was · ←→ a month, ↑↓ other steps"),
        (64, "Fri 23 Oct 2026 · 4 weeks ago · as it was · ←→ a month"),
        (42, "Fri 23 Oct 2026 · 4 weeks ago"),
    ],
)
async def test_the_day_is_said_in_as_many_words_as_there_is_room_for(columns: int, said: str) -> None:
    async with at_the_keys(village(), size=(columns, 24)) as garden:
        await garden.keys("t", "left")
        assert any(line.strip().startswith(said) and "…" not in line for line in garden.lines)


async def test_months_keep_the_day_they_began_on_and_never_pass_over_today() -> None:
    friends_since = friends().met("Ada Byron", days_ago=800)
    friends_since.clock.day = date(2026, 10, 31)
    async with at_the_keys(friends_since, size=(120, 36)) as garden:
        await garden.keys("t", "left")
        assert shown(garden) == date(2026, 9, 30)
        await garden.keys(*["left"] * 7)
        assert shown(garden) == date(2026, 2, 28)
        await garden.keys("right")
        assert shown(garden) == date(2026, 3, 31)
        await garden.keys(*["right"] * 7)
        assert shown(garden) == date(2026, 10, 31)
        await garden.keys("down", *["left"] * 2, "up", "right")  # two weeks back, then a month on
        assert shown(garden) == date(2026, 10, 31)
        await garden.keys("right")
        assert shown(garden) == date(2026, 11, 30)
        await garden.keys("home")
        while shown(garden) < date(2026, 10, 1):
            await garden.keys("right")
        await garden.keys("right")
        assert shown(garden) == date(2026, 10, 31)


@pytest.mark.parametrize("key", ["left", "h"])
async def test_steps_that_wait_are_shown_at_once(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async with at_the_keys(village(), size=(120, 36)) as garden:
        await garden.keys("t")
        travelled: list[date] = []
        there = garden.app.gardener.travel
        monkeypatch.setattr(garden.app.gardener, "travel", lambda on: (travelled.append(on), there(on)))
        await garden.at_once(*[key] * 6)
        assert shown(garden) == stepped(TODAY, "month", -6)
        assert len(travelled) < 4
        travelled.clear()
        await garden.at_once(key, key, "t")
        assert garden.room == "garden"
        assert shown(garden) == TODAY
        assert len(travelled) <= 2


async def test_the_filter_of_another_day_is_named_and_nothing_denies_it() -> None:
    async with at_the_keys(friends(), size=(120, 36)) as garden:
        await garden.keys("t")
        garden.sees("/ filter")
        await garden.keys("slash")
        assert garden.asking == "ask"
        assert garden.said == ""
        await garden.types("ada").enter()
        assert garden.names == ["Ada Byron"]


async def test_esc_ends_a_filter_first_and_the_other_day_then() -> None:
    async with at_the_keys(village(), size=(120, 36)) as garden:
        await garden.keys("t", "left", "/").types("ada").enter()
        assert garden.names == ["Ada Byron"]
        await garden.esc()
        assert garden.room == "time"
        assert len(garden.names) > 1
        await garden.esc()
        assert garden.room == "garden"
