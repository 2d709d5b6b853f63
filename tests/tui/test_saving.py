"""What happens at the screens while saving goes well, badly, slowly, or while somebody else saves too."""

from __future__ import annotations

from garden.core.errors import GardenError
from tests.support import document
from tests.tui.driver import at_the_keys
from tests.tui.gardens import a_garden, friends, village
from tests.tui.stores import TroubledStore

FULL = GardenError("The disk is full.", hint="Make room.")


async def test_a_save_that_fails_is_said_kept_in_memory_and_saved_on_ctrl_r() -> None:
    builder = friends()
    store = TroubledStore(builder.tables)
    async with at_the_keys(builder, store=store) as garden:
        store.failing = FULL
        await garden.keys("l").types("coffee ada").enter()
        await garden.comes_to_see("not saved; ctrl+r tries again")
        assert garden.said == "Not saved, kept in memory: The disk is full. Make room."
        assert "thriving" in garden.story
        garden.holds()
        assert len(garden.app.saver.waiting) == 1

        await garden.keys("l").types("call tom yesterday").enter()
        assert len(garden.app.saver.waiting) == 2
        garden.sees("not saved; ctrl+r tries again")

        await garden.keys("ctrl+r")
        await garden.until(lambda: "The disk is full." in garden.said)
        garden.holds()

        store.failing = None
        await garden.keys("ctrl+r")
        await garden.until(lambda: len(garden.app.saver.waiting) == 0)
        garden.holds(interactions=2)
        await garden.until(lambda: "ctrl+r" not in garden.heading, "the heading without trouble")
        assert [deed.label for deed in store.kept] == [
            "logged coffee with Ada Byron",
            "logged call with Tom Kerr",
        ]
        await garden.keys("ctrl+r")
        assert garden.said == "Everything is saved."


async def test_what_waits_can_be_taken_back_and_nothing_is_left_of_it() -> None:
    builder = friends()
    store = TroubledStore(builder.tables)
    async with at_the_keys(builder, store=store) as garden:
        store.failing = FULL
        await garden.keys("l").types("coffee ada").enter().keys("u")
        await garden.comes_to_see("not saved; ctrl+r tries again")
        await garden.walks_to("Ada Byron")
        assert "wilting" in garden.story
        store.failing = None
        await garden.keys("ctrl+r")
        await garden.until(lambda: len(garden.app.saver.waiting) == 0)
        garden.holds()
        await garden.keys("U")
        garden.holds(interactions=1)


async def test_leaving_waits_for_the_save() -> None:
    builder = friends()
    store = TroubledStore(builder.tables)
    async with at_the_keys(builder, store=store) as garden:
        store.hold()
        await garden.keys("l").types("coffee ada").enter()
        await garden.keys("q")
        garden.holds()
        assert garden.app.is_running
        assert not garden.app._exit
        store.let_go()
        await garden.until(lambda: garden.app._exit)
        garden.holds(interactions=1)
        assert garden.app.return_value == []


async def test_ctrl_q_waits_too_from_inside_the_log_bar() -> None:
    builder = friends()
    store = TroubledStore(builder.tables)
    async with at_the_keys(builder, store=store) as garden:
        store.hold()
        await garden.keys("w").enter().keys("l").types("cof").keys("ctrl+q")
        assert not garden.app._exit
        store.let_go()
        await garden.until(lambda: garden.app._exit)
        garden.holds(interactions=1)


async def test_leaving_with_something_unsaved_asks_first_and_says_what_was_lost() -> None:
    builder = friends()
    store = TroubledStore(builder.tables)
    async with at_the_keys(builder, store=store) as garden:
        store.failing = FULL
        await garden.keys("w").enter()
        await garden.comes_to_see("not saved")
        await garden.keys("q")
        await garden.comes_to_see("Leave all the same?")
        await garden.keys("n")
        assert not garden.app._exit
        await garden.keys("q")
        await garden.comes_to_see("Leave all the same?")
        await garden.keys("y")
        await garden.until(lambda: garden.app._exit)
        assert garden.app.return_value is not None
        assert [label.split(" with ")[0] for label in garden.app.return_value] == ["logged coffee"]
        garden.holds()


async def test_leaving_saves_first_what_could_not_be_saved_before() -> None:
    builder = friends()
    store = TroubledStore(builder.tables)
    async with at_the_keys(builder, store=store) as garden:
        store.failing = FULL
        await garden.keys("w").enter()
        await garden.comes_to_see("not saved")
        store.failing = None
        await garden.keys("q")
        await garden.until(lambda: garden.app._exit)
        assert garden.app.return_value == []
        garden.holds(interactions=1)


async def test_keys_go_on_working_while_a_save_takes_its_time() -> None:
    builder = village()
    store = TroubledStore(builder.tables)
    async with at_the_keys(builder, store=store) as garden:
        store.hold()
        for name in ("ada", "tom", "mei"):
            await garden.keys("l").types(f"coffee {name}").enter()
        await garden.keys("u", "right", "enter")
        assert garden.room == "contact"
        garden.holds()
        store.let_go()
        await garden.until(lambda: len(garden.app.saver.waiting) == 0)
        garden.holds(interactions=2)
        assert len(store.kept) == 4


async def test_what_another_program_wrote_is_shown_and_the_cursor_stays() -> None:
    builder = village()
    store = TroubledStore(builder.tables)
    async with at_the_keys(builder, store=store) as garden:
        await garden.walks_to("Tom Kerr")
        store.meanwhile("contacts", document(id="ivo", name="Aaron Ivo", bed="inner", engine=1))
        await garden.keys("w").enter()
        await garden.until(lambda: "Aaron Ivo" in garden.names)
        assert garden.selected == "Tom Kerr"
        garden.holds(interactions=1, contacts=1)
        assert "14 plants" in garden.heading
        await garden.keys("left", "right")
        assert garden.selected == "Tom Kerr"


async def test_a_contact_removed_by_another_program_closes_its_screen() -> None:
    builder = village()
    store = TroubledStore(builder.tables)
    async with at_the_keys(builder, store=store) as garden:
        await garden.walks_to("Tom Kerr")
        await garden.enter()
        assert garden.room == "contact"
        store._tables = {
            **store._tables, "contacts": {k: v for k, v in store._tables["contacts"].items() if k != "tom-kerr"},
        }  # fmt: skip
        await garden.keys("l").types("coffee with ada").enter()
        await garden.until(lambda: garden.room == "garden")
        assert "Tom Kerr" not in garden.names
        await garden.keys("right", "left")
        assert garden.selected


async def test_what_the_store_wants_told_is_told() -> None:
    builder = friends()
    store = TroubledStore(builder.tables)
    async with at_the_keys(builder, store=store) as garden:
        store.notices = ("Saved, but the disk did not confirm it.",)
        await garden.keys("w").enter()
        await garden.until(lambda: garden.said == "Saved, but the disk did not confirm it.")


async def test_a_garden_that_can_only_be_read_says_why_and_dims_what_would_change_it() -> None:
    builder = village()
    store = TroubledStore(builder.tables)
    store.read_only = "It was saved by a newer garden."
    async with at_the_keys(builder, store=store) as garden:
        await garden.comes_to_see("read only: It was saved by a newer garden.")
        for key in ("l", "w", "a", "e", "z", "d", "u", "U"):
            await garden.keys(key)
            assert garden.said == "It was saved by a newer garden."
            assert garden.asking == ""
        garden.holds()
        assert len(garden.app.saver.waiting) == 0
        await garden.keys("right", "s", "v", "slash").types("tom").enter()
        assert garden.names == ["Tom Kerr"]
        await garden.enter()
        assert garden.room == "contact"
        for key in ("e", "x", "E", "l"):
            await garden.keys(key)
            assert garden.said == "It was saved by a newer garden."
        garden.holds()
        await garden.keys("q")
        await garden.until(lambda: garden.app._exit)
        assert garden.app.return_value == []


async def test_a_newer_garden_that_shows_nobody_is_no_welcome_to_plant() -> None:
    store = TroubledStore({"meta": {"m": {"id": "m", "schema": 99}}})
    async with at_the_keys(friends(), store=store) as garden:
        garden.sees("No contact in this file can be read here.", "update garden")
        garden.sees_no("plant somebody")
        assert "read only" in garden.heading


async def test_a_garden_not_there_yet_that_cannot_be_saved_is_empty_and_not_unreadable() -> None:
    store = TroubledStore({})
    store.read_only = "The folder may not be written."
    async with at_the_keys(a_garden(), store=store) as garden:
        garden.sees("Nobody here yet.", "The folder may not be written.")
        garden.sees_no("can be read", "plant somebody")


async def test_problems_of_the_settings_are_said_once_on_opening() -> None:
    async with at_the_keys(friends(), problems=("settings.toml: theme is “pink”.",)) as garden:
        await garden.comes_to_see("settings.toml: theme is “pink”.")


async def test_a_species_that_is_not_there_is_said_on_opening() -> None:
    async with at_the_keys(friends().with_contact("Olu Ade", species="reed")) as garden:
        await garden.comes_to_see("There is no species “reed”, which a plant is of")


async def test_of_several_problems_the_first_is_said_and_help_lists_them_all() -> None:
    problems = tuple(f"seeds/species/bad{n}.toml: petals[/b] = {n}; it should be left out" for n in range(12))
    async with at_the_keys(friends(), problems=problems) as garden:
        await garden.comes_to_see("12 things are wrong in your config folder; ? lists them.")
        await garden.keys("question_mark")
        for problem in problems[:4]:
            garden.sees(problem.partition(";")[0])
        await garden.keys("end").comes_to_see("What the log bar understands")
