"""One contact: what stands there, and what can be put right from there."""

from __future__ import annotations

import pytest

from garden.botany.describe import describe
from garden.botany.picture import Plant
from garden.tui.widgets.side import Side
from tests.tui.driver import GardenAtTheKeys, at_the_keys
from tests.tui.gardens import friends, namesakes, village


async def opened(garden: GardenAtTheKeys, name: str) -> GardenAtTheKeys:
    await garden.walks_to(name)
    return await garden.enter()


async def test_the_timeline_says_what_happened_newest_first() -> None:
    async with at_the_keys(friends()) as garden:
        await opened(garden, "Ada Byron")
        assert garden.heading.startswith(" Ada Byron ")
        garden.sees("2026", "⇄ call · 45 min · the engine", "⇄ coffee · her first job")
        assert garden.places_of("the engine")[0][1] < garden.places_of("her first job")[0][1]
        assert garden.chosen == "⇄ call · 45 min · the engine"
        assert "wilting" in garden.heading


async def test_what_the_picture_shows_is_also_said() -> None:
    async with at_the_keys(friends(), size=(120, 40)) as garden:
        await opened(garden, "Mei Lindqvist")
        garden.sees("Fresh earth and a seed packet")
        await garden.keys("w").enter()
        garden.sees("just sprouted")


async def test_a_contact_never_met_says_how_to_begin() -> None:
    async with at_the_keys(friends()) as garden:
        await opened(garden, "Mei Lindqvist")
        garden.sees("Nothing yet. l says what happened; w logs a coffee.")
        await garden.keys("x")
        assert "Only what was logged is taken back" in garden.said
        await garden.keys("w").enter()
        garden.holds(interactions=1)
        garden.sees_no("Nothing yet.")
        assert garden.last_logged["people"] == ["mei-lindqvist"]


async def test_an_older_interaction_is_corrected_by_its_sentence() -> None:
    async with at_the_keys(friends()) as garden:
        await opened(garden, "Ada Byron")
        await garden.keys("down")
        assert garden.chosen == "⇄ coffee · her first job"
        await garden.keys("e")
        assert garden.asking == "log"
        assert "her first job" in garden.typed
        assert garden.chips["who"] == "Ada Byron"
        await garden.types(" #work").enter()
        garden.holds()
        corrected = garden.stored("interactions", id="happened-0001")[0]
        assert corrected["tags"] == ["work"]
        assert corrected["on"] == "2026-09-24"
        assert corrected["kind"] == "coffee"
        assert corrected["note"] == "her first job"
        assert corrected["people"] == ["ada-byron"]
        garden.sees("⇄ coffee · #work · her first job")
        assert garden.chosen == "⇄ coffee · #work · her first job"
        await garden.keys("u")
        assert not garden.stored("interactions", id="happened-0001")[0].get("tags")


async def test_a_correction_left_with_esc_changes_nothing() -> None:
    async with at_the_keys(friends()) as garden:
        await opened(garden, "Ada Byron")
        await garden.keys("e").types(" #work").esc()
        garden.holds()
        assert not garden.stored("interactions", tags=["work"])
        assert garden.room == "contact"


async def test_what_was_logged_is_taken_back_after_a_question() -> None:
    async with at_the_keys(friends()) as garden:
        await opened(garden, "Ada Byron")
        await garden.keys("down", "x")
        assert garden.chips["question"] == "Take back: ⇄ coffee · her first job?"
        await garden.esc()
        garden.holds()
        await garden.keys("x", "y")
        garden.holds(interactions=-1)
        garden.sees_no("her first job")
        await garden.keys("u")
        garden.holds()
        garden.sees("her first job")


async def test_a_promise_stands_above_the_timeline_and_is_done_from_there() -> None:
    async with at_the_keys(village()) as garden:
        await opened(garden, "Ada Byron")
        garden.sees("promises", "send her the paper · due since Friday")
        assert "send her the paper" not in garden.chosen, "what happened last is what is chosen first"
        await garden.keys("home")
        assert "send her the paper" in garden.chosen
        await garden.keys("e")
        assert garden.chips["question"] == "Done: send her the paper?"
        await garden.keys("n")
        assert garden.stored("promises", person="ada-byron")[0].get("done_on") is None
        await garden.keys("x", "y")
        assert garden.stored("promises", person="ada-byron", done_on="2026-11-23")
        assert garden.last_logged["favor"] == "gave"
        garden.sees_no("promises")


async def test_logging_from_here_is_with_this_contact_unless_another_is_named() -> None:
    async with at_the_keys(friends()) as garden:
        await opened(garden, "Ada Byron")
        await garden.keys("l").types("long walk yesterday").enter()
        assert garden.last_logged["people"] == ["ada-byron"]
        assert garden.last_logged["kind"] == "walk"
        garden.sees("⇄ walk")
        await garden.keys("l").types("coffee with tom").enter()
        assert garden.last_logged["people"] == ["tom-kerr"]
        assert garden.room == "contact"


async def test_a_log_here_shows_in_the_garden_on_coming_back() -> None:
    async with at_the_keys(friends()) as garden:
        await opened(garden, "Ada Byron")
        await garden.keys("w").enter().esc()
        assert garden.room == "garden"
        assert "thriving" in garden.story


@pytest.mark.parametrize("which", ["sam-one", "sam-two"])
async def test_two_contacts_of_the_same_name_stay_apart(which: str) -> None:
    async with at_the_keys(namesakes()) as garden:
        await garden.keys("home", *(["right"] if garden.screen.current() != which else []))
        assert garden.screen.current() == which
        await garden.enter()
        garden.sees({"sam-one": "of the choir", "sam-two": "of the office"}[which])
        garden.sees_no({"sam-one": "of the office", "sam-two": "of the choir"}[which])
        await garden.keys("w").enter()
        assert garden.last_logged["people"] == [which]
        await garden.keys("home", "e").types(" #new").enter()
        garden.holds(interactions=1)
        assert garden.last_logged["tags"] == ["new"]
        assert garden.last_logged["people"] == [which]


async def test_shift_e_edits_the_contact_and_the_heading_follows() -> None:
    async with at_the_keys(friends()) as garden:
        await opened(garden, "Tom Kerr")
        await garden.keys("E").types(" every:2w").enter()
        assert garden.stored("contacts", id="tom-kerr", every=14)
        assert "every 2 weeks" in garden.heading


async def test_archiving_from_here_leads_back_to_the_garden() -> None:
    async with at_the_keys(friends()) as garden:
        await opened(garden, "Ada Byron")
        await garden.keys("d", "y")
        assert garden.room == "garden"
        assert "Ada Byron" not in garden.names
        assert garden.selected
        await garden.keys("u")
        assert "Ada Byron" in garden.names


async def test_resting_from_here_and_waking() -> None:
    async with at_the_keys(friends()) as garden:
        await opened(garden, "Ada Byron")
        await garden.keys("z").enter()
        assert "resting" in garden.heading
        await garden.keys("z")
        assert "resting" not in garden.heading


async def test_undoing_the_planting_of_the_contact_that_is_open_leads_back_to_the_garden() -> None:
    async with at_the_keys(friends()) as garden:
        await garden.keys("a").types("Ben Ito").enter()
        assert garden.selected == "Ben Ito"
        await garden.enter()
        assert garden.room == "contact"
        await garden.keys("u")
        assert garden.room == "garden"
        assert "Ben Ito" not in garden.names
        await garden.keys("right", "left", "U")
        assert "Ben Ito" in garden.names


async def test_a_promise_that_comes_first_does_not_hide_what_w_logs() -> None:
    async with at_the_keys(village()) as garden:
        await opened(garden, "Tom Kerr")
        assert "a cutting of Ada Byron" in garden.story
        await garden.keys("w").enter()
        garden.holds(interactions=1)
        assert garden.said.startswith("Logged coffee with Tom Kerr")


async def test_the_chosen_entry_says_its_whole_note_over_several_rows() -> None:
    builder = friends().met(
        "Ada Byron", days_ago=1, note="one two three four five six seven " * 5 + "the end"
    )
    async with at_the_keys(builder, size=(80, 24)) as garden:
        await opened(garden, "Ada Byron")
        garden.sees("the end")
        await garden.keys("down")
        garden.sees_no("the end")
        await garden.keys("up")
        garden.sees("the end")
        garden.is_sound()


async def test_a_promise_says_when_it_is_due_however_long_it_is() -> None:
    builder = friends().promised("Ada Byron", "send her the long paper on engines " * 3, due_in=-3)
    async with at_the_keys(builder, size=(80, 24)) as garden:
        await opened(garden, "Ada Byron")
        assert "send her" not in garden.chosen
        garden.sees("due since Friday")


async def test_a_note_too_long_for_the_chosen_rows_says_that_it_goes_on() -> None:
    builder = friends().met(
        "Ada Byron", days_ago=1, note="one two three four five six seven " * 30 + "the end"
    )
    async with at_the_keys(builder, size=(80, 24)) as garden:
        await opened(garden, "Ada Byron")
        garden.sees_no("the end")
        garden.sees("… (enter)")
        await garden.keys("down")
        assert garden.chosen == "⇄ call · 45 min · the engine"
        garden.sees("⇄ call · 45 min · the engine")


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (100, 30), (120, 36), (160, 48)])
async def test_what_is_known_is_told_with_labels_at_every_size(size: tuple[int, int]) -> None:
    async with at_the_keys(village(), size=size) as garden:
        await opened(garden, "Tom Kerr")
        plant = next(side for side in garden.screen.query(Side) if side.region.area and side.reading)
        assert plant.picture_size(), "the screen is never without its plant"
        garden.is_sound()
        known = garden.text
        await garden.keys("i")
        known += garden.text
        for label in ("last ", "next "):
            assert label in known


async def test_the_arrows_walk_the_timeline_to_both_ends() -> None:
    async with at_the_keys(village(), size=(80, 24)) as garden:
        await opened(garden, "Ada Byron")
        await garden.keys("end")
        last = garden.chosen
        garden.sees(last.split(" · ")[0])
        await garden.keys("down", "pagedown")
        assert garden.chosen == last
        await garden.keys("home")
        first = garden.chosen
        assert first != last
        await garden.keys("up", "left", "right")
        assert garden.chosen == first
        garden.is_sound()


async def test_the_answers_of_a_question_are_seen_however_long_it_is() -> None:
    builder = friends().met("Ada Byron", days_ago=1, note="a very long story about the engine and " * 9)
    for size in ((120, 36), (60, 20)):
        async with at_the_keys(builder, size=size) as garden:
            await opened(garden, "Ada Byron")
            await garden.keys("x")
            garden.sees("Take back: ", "y take it back", "n leave it")
            await garden.keys("n")


async def test_what_the_picture_shows_is_said_beside_it_in_a_narrow_terminal_too() -> None:
    async with at_the_keys(village(), size=(80, 24)) as garden:
        look = garden.app.look
        for name in ("Ada Byron", "Amara Obi", "Hana Sato", "Zoe Moreau"):
            await garden.walks_to(name)
            reading = garden.app.gardener.reading(
                next(doc["id"] for doc in garden.stored("contacts", name=name))
            )
            await garden.enter()
            words = describe(Plant.of(reading), look.studio)
            beside = " ".join(line[20:].strip() for line in garden.lines[1:13])
            assert words in beside, garden.text
            assert " you set " in beside, "and why it stands so"
            garden.is_sound()
            await garden.esc()
