"""Somebody else writes to the file while it is open: it is soon seen, and nothing that the person is about is lost."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from garden.core.errors import GardenError
from garden.store import open_store
from garden.tui.app import GardenApp
from garden.tui.widgets.beds import Beds
from garden.tui.widgets.line import Hints
from garden.words import FixedDay
from tests.support import document
from tests.tui.driver import GardenAtTheKeys, at_the_keys, shipped
from tests.tui.gardens import friends, village, wilting
from tests.tui.stores import TroubledStore


@pytest.fixture(autouse=True)
def _often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("garden.tui.saver.LOOK_SECONDS", 0.01)


def met(garden: GardenAtTheKeys, id_: str, person: str, days_ago: int = 0) -> None:
    """Another program logs a coffee."""
    day = garden.app.gardener.today.toordinal() - days_ago
    on = type(garden.app.gardener.today).fromordinal(day).isoformat()
    garden.store.elsewhere(
        "interactions", id_, document(id=id_, on=on, people=[person], kind="coffee", flow="both")
    )


def seen(garden: GardenAtTheKeys) -> list[str]:
    """The words in the beds, each on its row: without plants, earth, and the mark of where in the garden this is."""
    return [" ".join(re.findall(r"[^\W\d_]+", line[:-1])) for line in garden.lines[1:18]]


async def test_a_log_made_elsewhere_is_seen_and_said() -> None:
    async with at_the_keys(friends()) as garden:
        await garden.walks_to("Ada Byron")
        assert "wilting" in garden.story
        met(garden, "there", "ada-byron")
        await garden.comes_to_see("Changed elsewhere: Ada Byron.")
        await garden.settle()
        assert "thriving" in garden.story
        assert garden.selected == "Ada Byron"


async def test_many_changes_are_counted() -> None:
    async with at_the_keys(village()) as garden:
        tables = garden.store.table("contacts")
        for id_ in list(tables)[:6]:
            garden.store.elsewhere("contacts", id_, {**tables[id_], "org": "the same employer"})
        await garden.comes_to_see("and 4 others.")


async def test_a_half_typed_sentence_stays_and_knows_who_was_planted_meanwhile() -> None:
    async with at_the_keys(friends()) as garden:
        await garden.keys("l").types("coffee with grace, about ").keys("left", "left")
        assert "grace" in garden.chips["unknown"]
        garden.store.elsewhere("contacts", "grace", document(id="grace", name="Grace Okafor", bed="friends"))
        await garden.comes_to_see("Changed elsewhere: Grace Okafor.")
        await garden.until(lambda: garden.chips.get("who") == "Grace Okafor")
        assert garden.typed == "coffee with grace, about "
        await garden.types("X").enter()
        assert garden.last_logged["people"] == ["grace"]
        assert garden.last_logged["note"] == "abouXt"


async def test_a_question_that_was_open_stays_open() -> None:
    async with at_the_keys(friends()) as garden:
        await garden.keys("l").types("coffee with grace").enter()
        assert garden.chips["new"] == "grace is new here."
        met(garden, "there", "ada-byron")
        await garden.comes_to_see("Changed elsewhere: Ada Byron.")
        assert garden.chips["new"] == "grace is new here."
        await garden.enter()
        garden.holds(contacts=1, interactions=2)


async def test_the_garden_stands_where_it_was_scrolled_to_and_the_selection_stays() -> None:
    async with at_the_keys(village(), size=(80, 24)) as garden:
        selected = garden.selected
        await garden.turns_wheel(8)
        beds = garden.screen.query_one(Beds)
        before, top = seen(garden), beds.top
        garden.store.elsewhere(
            "contacts", "aa", document(id="aa", name="Aaron Ashby", bed="inner", species="oak")
        )
        await garden.comes_to_see("Changed elsewhere: Aaron Ashby.")
        await garden.settle()
        assert seen(garden) == before
        assert beds.top > top
        assert garden.selected == selected


async def test_a_contact_removed_elsewhere_closes_its_screen_and_keeps_what_was_typed() -> None:
    async with at_the_keys(friends()) as garden:
        await garden.walks_to("Ada Byron")
        await garden.enter().keys("l").types("coffee, her engine runs")
        assert garden.room == "contact"
        garden.store.elsewhere("contacts", "ada-byron", None)
        await garden.until(lambda: garden.room == "garden")
        await garden.until(lambda: garden.asking == "log")
        assert garden.typed == "coffee, her engine runs"
        garden.sees("Ada Byron is no longer in the garden; logging brings them back.")
        garden.holds(contacts=-1)


async def test_a_contact_removed_under_the_help_is_left_when_the_help_is() -> None:
    async with at_the_keys(friends()) as garden:
        await garden.walks_to("Ada Byron")
        await garden.enter().keys("?")
        garden.store.elsewhere("contacts", "ada-byron", None)
        await garden.until(lambda: "ada-byron" not in garden.app.gardener.facts.contacts)
        await garden.settle()
        await garden.esc()
        await garden.until(lambda: garden.room == "garden")
        garden.sees("Ada Byron is no longer in the garden")


async def test_a_contact_removed_while_it_is_edited_is_said_and_the_words_stay() -> None:
    async with at_the_keys(friends()) as garden:
        await garden.walks_to("Ada Byron")
        await garden.keys("e").types(" #math")
        garden.store.elsewhere("contacts", "ada-byron", None)
        await garden.comes_to_see("Changed elsewhere: Ada Byron.")
        await garden.enter()
        garden.sees("removed elsewhere")
        assert garden.typed.endswith("#math")
        garden.holds(contacts=-1)


async def test_who_was_watered_elsewhere_is_so_in_the_review() -> None:
    async with at_the_keys(wilting(3), screen="review") as garden:
        person = garden.app.screen.current()  # type: ignore[attr-defined]
        name = garden.selected
        met(garden, "there", person)
        await garden.comes_to_see(f"Changed elsewhere: {name}.")
        assert garden.selected == name
        await garden.comes_to_see("thriving ·")


async def test_what_waits_to_be_saved_stands_on_what_came_from_elsewhere() -> None:
    store = TroubledStore(friends().tables)
    async with at_the_keys(friends(), store=store) as garden:
        store.failing = GardenError("The disk is full.")
        await garden.keys("l").types("coffee ada").enter()
        await garden.comes_to_see("not saved; ctrl+r tries again")
        met(garden, "there", "tom-kerr")
        await garden.comes_to_see("Changed elsewhere: Tom Kerr.")
        assert len(garden.app.gardener.facts.table("interactions")) == 5
        garden.sees("not saved; ctrl+r tries again")
        store.failing = None
        await garden.keys("ctrl+r")
        garden.holds(interactions=2)


async def test_a_file_that_became_read_only_says_so_and_one_that_may_be_written_again_is() -> None:
    async with at_the_keys(friends()) as garden:
        garden.store.read_only = "A newer garden saved this."
        met(garden, "there", "tom-kerr")
        await garden.comes_to_see("read only: A newer garden saved this.")
        await garden.keys("l")
        assert garden.asking == ""
        garden.store.read_only = ""
        met(garden, "again", "tom-kerr")
        await garden.until(lambda: "read only" not in garden.heading)
        await garden.keys("l")
        assert garden.asking == "log"


async def test_a_file_that_cannot_be_read_now_is_said_and_what_was_seen_stays() -> None:
    async with at_the_keys(friends()) as garden:
        names = garden.names
        garden.store.spoil(GardenError("It ends in the middle: something cut it off."))
        await garden.comes_to_see("not readable now: It ends in the middle")
        assert garden.names == names
        garden.store.unreadable = None
        met(garden, "there", "ada-byron")
        await garden.comes_to_see("Changed elsewhere: Ada Byron.")


async def test_what_two_copies_said_differently_is_told_when_the_garden_opens() -> None:
    builder = friends()
    other = {
        "id": "fd2e",
        "table": "contacts",
        "record": "ada-byron",
        "path": ["every"],
        "value": 28,
        "at": "",
    }
    meta = document(id="meta", schema=1, garden="a-garden", waiting=[other])
    builder.tables["meta"] = {"meta": meta}
    async with at_the_keys(builder) as garden:
        await garden.comes_to_see("1 thing that two copies said differently waits")


async def test_what_a_new_file_brings_with_it_is_nobody_elses_doing(tmp_path: Path) -> None:
    """The first save writes the beds that were there without a file."""
    store = open_store(tmp_path / "garden.json", state_dir=tmp_path / "state")
    app = GardenApp(store, FixedDay(date(2026, 11, 23)), shipped(), screen="garden", title="")
    async with app.run_test() as pilot:
        await pilot.press("a", *"Ada", "enter")
        for _ in range(500):
            if app.gardener.facts.table("beds"):
                break
            await pilot.pause(0.01)
        assert app.gardener.facts.table("beds"), "the beds of the new file were taken in"
        assert "elsewhere" not in app.screen.query_one(Hints).said
    app.saver.close()
