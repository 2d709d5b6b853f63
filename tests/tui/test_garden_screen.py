"""The garden, as somebody at the keys finds it."""

from __future__ import annotations

import pytest

from garden.botany.album import Album
from garden.botany.draw import Studio
from garden.botany.picture import Picture
from garden.tui.screens.garden import GardenScreen
from tests.support import a_garden
from tests.tui.driver import at_the_keys
from tests.tui.gardens import friends, village


async def test_an_empty_garden_is_a_welcome() -> None:
    async with at_the_keys(a_garden()) as garden:
        garden.sees("A garden of the people you would miss.", "plant somebody", "garden demo")
        said = ("a   plant somebody", "l   say what happened", "?   every key")
        assert len({garden.places_of(keys)[0][0] for keys in said}) == 1, "the keys stand under each other"
        assert garden.selected == ""
        await garden.keys("r", "v", "s", "enter", "w", "d")
        garden.holds()
        assert garden.said == "No plant is selected."
        await garden.keys("right", "down", "end", "pageup")
        garden.is_sound()


async def test_a_plants_the_first_contact_who_stands_selected_in_the_garden() -> None:
    async with at_the_keys(a_garden()) as garden:
        await garden.keys("a").types("Ada Byron bed:friends every:6w #choir")
        assert garden.chips == {
            "name": "Ada Byron",
            "bed": "friends",
            "every": "every 6 weeks",
            "tags": "choir",
        }
        await garden.enter()
        garden.holds(contacts=1)
        assert garden.stored("contacts", name="Ada Byron", bed="friends", every=42, tags=["choir"])
        assert garden.selected == "Ada Byron"
        assert garden.said.startswith("Planted Ada Byron in friends")
        garden.sees("Ada Byron", "friends · ")
        garden.sees_no("A garden of the people you would miss.")


async def test_what_cannot_be_planted_is_said_and_the_words_stay_to_be_mended() -> None:
    async with at_the_keys(friends()) as garden:
        await garden.keys("a").types("Ben bed:atlantis")
        assert "There is no bed “atlantis”." in garden.chips["error"]
        await garden.enter()
        assert garden.asking == "ask"
        assert garden.typed == "Ben bed:atlantis"
        assert "atlantis" in garden.chips["error"]
        await garden.esc()
        assert garden.asking == ""
        garden.holds()


async def test_a_coffee_with_anybody_takes_twelve_keys_and_the_plant_revives() -> None:
    async with at_the_keys(friends()) as garden:
        await garden.walks_to("Ada Byron")
        assert "wilting" in garden.story
        before = garden.pressed
        await garden.keys("l").types("coffee ada").enter()
        assert garden.pressed - before == 12
        garden.holds(interactions=1)
        assert garden.last_logged["people"] == ["ada-byron"]
        assert garden.last_logged["on"] == "2026-11-23"
        assert garden.said == "Logged coffee with Ada Byron, today. Ada Byron is thriving now."
        assert "thriving" in garden.story
        assert garden.asking == ""


async def test_a_coffee_with_the_selected_contact_takes_two_keys() -> None:
    async with at_the_keys(friends()) as garden:
        await garden.walks_to("Ada Byron")
        before = garden.pressed
        await garden.keys("w").enter()
        assert garden.pressed - before == 2
        garden.holds(interactions=1)
        assert garden.last_logged["people"] == ["ada-byron"]
        assert garden.last_logged["kind"] == "coffee"
        garden.sees("Logged coffee with Ada Byron, today.")


async def test_who_was_just_watered_is_the_selected_one_and_every_plant_keeps_its_place() -> None:
    async with at_the_keys(village()) as garden:
        places = garden.names
        await garden.keys("home", "l").types("coffee viktor").enter()
        assert garden.selected == "Viktor Brandt"
        assert garden.names == places


async def test_u_takes_the_last_thing_back_and_shift_u_does_it_again() -> None:
    async with at_the_keys(friends()) as garden:
        await garden.keys("l").types("coffee ada").enter()
        await garden.keys("u")
        garden.holds()
        assert garden.said.startswith("Took back: logged coffee with Ada Byron.")
        await garden.walks_to("Ada Byron")
        assert "wilting" in garden.story
        await garden.keys("U")
        garden.holds(interactions=1)
        assert garden.said.startswith("Did again: logged coffee with Ada Byron.")
        assert "thriving" in garden.story
        await garden.keys("U")
        assert garden.said == "There is nothing to do again."
        await garden.keys("u", "u")
        assert garden.said == "There is nothing to take back."
        garden.holds()


async def test_a_deed_of_many_logs_is_taken_back_one_by_one() -> None:
    async with at_the_keys(friends()) as garden:
        for kind in ("coffee", "call", "walk"):
            await garden.keys("l").types(f"{kind} with tom").enter()
        garden.holds(interactions=3)
        for left in (2, 1, 0):
            await garden.keys("u")
            garden.holds(interactions=left)


async def test_the_filter_shows_only_who_fits_while_it_is_typed_and_esc_shows_everybody() -> None:
    async with at_the_keys(village()) as garden:
        everybody = garden.names
        await garden.keys("slash").types("bed:friends")
        assert 0 < len(garden.names) < len(everybody)
        assert garden.chips["count"] == f"{len(garden.names)} fit"
        fitting = garden.names
        await garden.enter()
        assert garden.asking == ""
        assert garden.names == fitting
        garden.sees(f"{len(fitting)} of {len(everybody)} shown: bed:friends")
        await garden.esc()
        assert sorted(garden.names) == sorted(everybody)
        assert garden.said == "Everybody is shown."


async def test_leaving_the_filter_with_esc_shows_everybody() -> None:
    async with at_the_keys(village()) as garden:
        everybody = garden.names
        await garden.keys("slash").types("tom")
        assert garden.names == ["Tom Kerr"]
        assert garden.chips["count"] == "1 fits"
        await garden.esc()
        assert garden.names == everybody


async def test_a_filter_that_fits_nobody_says_so_and_one_that_makes_no_sense_too() -> None:
    async with at_the_keys(village()) as garden:
        await garden.keys("slash").types("zzz")
        assert garden.names == []
        assert garden.chips["count"] == "0 fit"
        assert garden.story.startswith("Nobody fits.")
        await garden.enter()
        await garden.keys("w", "enter", "d", "z", "e", "right", "up")
        assert garden.said == "No plant is selected."
        await garden.keys("slash", *["backspace"] * 3).types("state:sleepy")
        assert "sleepy" in garden.chips["error"]
        await garden.enter()
        assert garden.asking == "ask"
        assert "sleepy" in garden.chips["error"]


async def test_while_a_filter_makes_no_sense_everybody_is_shown_and_it_is_said() -> None:
    async with at_the_keys(friends()) as garden:
        await garden.keys("slash").types("ada")
        assert garden.names == ["Ada Byron"]
        await garden.types(" state:w")
        assert len(garden.names) == 3
        garden.sees("There is no state “w”. Until then everybody is shown.")
        assert "ada" not in garden.heading
        await garden.types("ilting")
        assert garden.names == ["Ada Byron"]
        await garden.types(" bed:nope")
        assert len(garden.names) == 3
        assert "There is no bed “nope”." in garden.chips["error"]


async def test_the_heading_counts_the_same_plants_filtered_and_not() -> None:
    async with at_the_keys(friends().with_contact("Bo Ek", bed="shed")) as garden:
        assert "4 plants" in garden.heading
        assert "1 in the shed" in garden.heading
        await garden.keys("slash").types("ada")
        assert "1 of 4 shown" in garden.heading


async def test_a_log_of_somebody_the_filter_hides_is_kept_and_said() -> None:
    async with at_the_keys(village()) as garden:
        await garden.keys("slash").types("tom").enter()
        await garden.keys("l").types("coffee ada").enter()
        garden.holds(interactions=1)
        assert garden.selected == "Tom Kerr"
        assert garden.said.startswith("Logged coffee with Ada Byron")


async def test_s_sorts_by_need_name_last_roots_and_says_which() -> None:
    async with at_the_keys(village()) as garden:
        garden.sees("need water" if "need water" in garden.heading else "plants")
        await garden.keys("s")
        assert garden.said == "Sorted by name."
        beds = garden.screen.beds.plots
        for plot in beds:
            named = [plant.name for plant in plot.plants]
            assert named == sorted(named)
        await garden.keys("s")
        assert garden.said == "Sorted by last contact."
        for plot in garden.screen.beds.plots:
            days = [plant.last_on for plant in plot.plants if plant.last_on]
            assert days == sorted(days)
        await garden.keys("s")
        assert garden.said.startswith("Sorted by roots")
        await garden.keys("s")
        assert garden.said.startswith("Sorted by need")


async def test_v_shows_tiles_then_small_tiles_then_a_list() -> None:
    async with at_the_keys(village()) as garden:
        seen = {garden.text}
        for said in ("Small tiles.", "A list.", "Large tiles."):
            await garden.keys("v")
            assert garden.said == said
            garden.is_sound()
            seen.add(garden.text)
        assert len(seen) == 4


async def test_the_list_says_state_cadence_and_how_long_ago() -> None:
    async with at_the_keys(friends()) as garden:
        await garden.keys("v", "v")
        row = next(line for line in garden.lines if "Ada Byron" in line and "wilting" in line)
        assert "monthly" in row
        assert "6 weeks ago" in row


async def test_e_changes_the_selected_contact_in_the_sentence_that_says_it() -> None:
    async with at_the_keys(friends()) as garden:
        await garden.walks_to("Tom Kerr")
        await garden.keys("e")
        assert garden.typed == "Tom Kerr bed:friends"
        await garden.types(" every:9d #chess").enter()
        assert garden.stored("contacts", id="tom-kerr", every=9, tags=["chess"], name="Tom Kerr")
        assert garden.said.startswith("Changed Tom Kerr")
        await garden.keys("e")
        assert garden.typed == "Tom Kerr bed:friends every:9d #chess"
        await garden.enter()
        assert garden.said == "Nothing was changed."
        await garden.keys("u")
        assert garden.stored("contacts", id="tom-kerr", name="Tom Kerr")[0].get("every") is None


async def test_a_new_name_is_taken_and_the_old_one_can_be_left_as_it_was() -> None:
    async with at_the_keys(friends()) as garden:
        await garden.walks_to("Tom Kerr")
        await garden.keys("e", "home").types("Tommy ").enter()
        assert garden.stored("contacts", id="tom-kerr", name="Tommy Tom Kerr")
        garden.sees("Tommy Tom Kerr")


async def test_z_lets_a_contact_rest_and_wakes_it() -> None:
    async with at_the_keys(friends()) as garden:
        await garden.walks_to("Ada Byron")
        await garden.keys("z").types("in 3 weeks")
        assert garden.chips["rest"] == "Ada Byron rests until 14 Dec; those days do not count"
        await garden.enter()
        assert garden.stored("contacts", id="ada-byron")[0]["rests"] == [
            {"from": "2026-11-23", "until": "2026-12-14"}
        ]
        assert garden.selected == "Ada Byron"
        garden.sees("resting")
        await garden.keys("z")
        assert garden.asking == ""
        assert "resting" not in garden.story.split(" · ")[0]


async def test_z_and_enter_lets_a_contact_rest_until_woken() -> None:
    async with at_the_keys(friends()) as garden:
        await garden.walks_to("Ada Byron")
        await garden.keys("z").enter()
        rests = garden.stored("contacts", id="ada-byron")[0]["rests"]
        assert rests[-1]["from"] == "2026-11-23"
        assert not rests[-1].get("until")


async def test_a_day_that_is_none_is_said_and_can_be_mended() -> None:
    async with at_the_keys(friends()) as garden:
        await garden.keys("z").types("when pigs fly").enter()
        assert garden.asking == "ask"
        assert "error" in garden.chips
        garden.holds()


async def test_d_asks_before_it_archives_and_any_other_key_leaves_it() -> None:
    async with at_the_keys(friends()) as garden:
        await garden.walks_to("Ada Byron")
        for other in ("n", "escape", "enter", "d", "space"):
            await garden.keys("d")
            assert garden.asking == "confirm"
            assert garden.chips["question"] == "Archive Ada Byron? Kept and searchable, no longer drawn."
            await garden.keys(other)
            assert garden.asking == ""
            assert "Ada Byron" in garden.names
        garden.holds()
        await garden.keys("d", "y")
        assert "Ada Byron" not in garden.names
        assert garden.stored("contacts", id="ada-byron", archived=True)
        assert garden.said.startswith("Archived Ada Byron")
        assert garden.selected != "Ada Byron"
        await garden.keys("u")
        assert "Ada Byron" in garden.names


async def test_archiving_the_only_contact_leaves_no_blank_and_no_selection() -> None:
    async with at_the_keys(a_garden().with_contact("Ada Byron")) as garden:
        await garden.keys("d", "y")
        assert garden.selected == ""
        garden.is_sound()
        await garden.keys("u")
        assert garden.selected == "Ada Byron"


async def test_a_key_that_does_nothing_says_so_and_does_nothing() -> None:
    async with at_the_keys(friends()) as garden:
        await garden.keys("Q")
        assert garden.said == "“Q” does nothing here; ? shows every key."
        await garden.keys("%")
        assert garden.said == "“%” does nothing here; ? shows every key."
        garden.holds()


async def test_enter_opens_the_selected_contact_and_esc_comes_back_to_it() -> None:
    async with at_the_keys(friends()) as garden:
        await garden.walks_to("Tom Kerr")
        await garden.enter()
        assert garden.room == "contact"
        assert garden.selected == "Tom Kerr"
        await garden.esc()
        assert garden.room == "garden"
        assert garden.selected == "Tom Kerr"
        await garden.keys("left", "right")
        assert garden.selected == "Tom Kerr"


async def test_esc_in_the_garden_leaves_nothing_and_says_how_to_leave() -> None:
    async with at_the_keys(friends()) as garden:
        await garden.esc()
        assert garden.said == "This is the garden. q leaves it."
        assert garden.room == "garden"


async def test_the_heading_counts_the_plants_the_thirsty_and_the_promises() -> None:
    async with at_the_keys(village()) as garden:
        assert "13 plants" in garden.heading
        assert "Monday 23 Nov" in garden.heading
        assert "promise" in garden.heading


async def test_a_garden_that_was_open_before_opens_without_drawing_a_plant(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, kept = Album(), list[Album]()
    async with at_the_keys(village(), album=first, keep_album=kept.append) as garden:
        before = garden.text
    assert kept == [first]

    def nobody_draws(*_: object) -> Picture:
        raise AssertionError("a plant was drawn again")

    monkeypatch.setattr(Studio, "_draw", nobody_draws)
    again = Album(first.pages())
    async with at_the_keys(village(), album=again, keep_album=kept.append) as garden:
        assert garden.text == before
    assert kept == [first]


async def test_a_sentence_too_long_for_the_footer_ends_with_a_sign_that_it_goes_on() -> None:
    async with at_the_keys(friends(), size=(40, 24)) as garden:
        room = garden.screen
        assert isinstance(room, GardenScreen)
        room.say("Short enough.")
        await garden.settle()
        assert garden.lines[-1].rstrip() == " Short enough."
        room.say("A sentence that is a good deal longer than forty cells can hold.")
        await garden.settle()
        assert garden.lines[-1] == " A sentence that is a good deal longer …"
        garden.is_sound()


async def test_who_leaves_before_a_room_has_its_prompts_leaves_in_peace() -> None:
    async with at_the_keys(village()) as garden:
        await garden.keys("r")
        room = garden.screen
        room._prompts = None  # as it is until its first frame has been seen
        garden.app.exit()
        await room._bring_prompts()
        assert room._prompts is None
    assert garden.app.fault is None
