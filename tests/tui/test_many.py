"""Many at once: marks, one line for all of them, views, and the beds themselves."""

from __future__ import annotations

from tests.support import TODAY, a_garden
from tests.tui.driver import at_the_keys
from tests.tui.gardens import friends, village


async def test_marked_plants_move_together_and_one_undo_brings_all_of_them_back() -> None:
    async with at_the_keys(friends()) as garden:
        await garden.walks_to("Ada Byron")
        await garden.keys("space")
        assert garden.said == "1 contact marked; b changes all of them."
        await garden.walks_to("Tom Kerr")
        await garden.keys("space")
        garden.sees("✓ Ada Byron", "✓ Tom Kerr")
        await garden.keys("b").types("bed:inner #choir")
        assert garden.chips["who"] == "Ada Byron and Tom Kerr"
        assert (garden.chips["bed"], garden.chips["tags"]) == ("inner", "choir")
        await garden.enter()
        assert garden.said.startswith("Changed Ada Byron and Tom Kerr: bed and tags.")
        assert {doc["name"] for doc in garden.stored("contacts", bed="inner", tags=["choir"])} == {
            "Ada Byron",
            "Tom Kerr",
        }
        garden.sees_no("✓")
        await garden.keys("u")
        assert not garden.stored("contacts", bed="inner")
        garden.holds()


async def test_without_marks_b_changes_whom_the_filter_shows_and_nobody_where_there_is_none() -> None:
    async with at_the_keys(friends()) as garden:
        await garden.keys("b")
        assert "Mark some with space" in garden.said
        assert garden.asking == ""
        await garden.keys("slash").types("state:wilting").enter()
        await garden.keys("b").types("rest in 3 weeks")
        assert garden.chips["who"] == "Ada Byron"
        assert garden.chips["rest"] == "rest until 14 Dec"
        await garden.enter()
        (ada,) = garden.stored("contacts", name="Ada Byron")
        assert ada["rests"] == [{"from": TODAY.isoformat(), "until": "2026-12-14"}]
        garden.is_sound()


async def test_a_line_that_many_cannot_mean_is_told_and_the_words_stay() -> None:
    async with at_the_keys(friends()) as garden:
        await garden.keys("space", "b")
        for text, said in (("Ada", "nothing that many can be"), ("email:a@example.org", "one contact's own"),
                           ("bed:atlantis", "no bed"), ("rest someday", "someday")):  # fmt: skip
            await garden.types(text)
            assert said in garden.chips["error"]
            await garden.enter()
            assert garden.typed == text
            await garden.keys(*["backspace"] * len(text))
        await garden.esc()
        await garden.esc()
        assert garden.said == "Nobody is marked any more."
        garden.holds()


async def test_at_80_columns_all_that_changes_and_all_that_could_is_seen_whoever_it_changes() -> None:
    async with at_the_keys(village(), size=(80, 24)) as garden:
        for _ in range(3):
            await garden.keys("space", "right")
        await garden.keys("b")
        garden.sees("change 3 contacts ▸", "rest in 3 weeks · wake · archive", "enter keep", "esc leave")
        await garden.types("bed:circle every:6w #work #choir -#old")
        garden.sees("circle", "every 6 weeks", "work", "choir", "-# old", "Lucía Ferrer")
        assert list(garden.chips)[-1] == "who", "names come last"
        await garden.keys("ctrl+u").types("nonsense")
        garden.sees("“nonsense” is nothing that many can be.", "rest in 3 weeks · wake · archive")
        garden.is_sound()


async def test_archive_for_many_is_one_line_and_one_undo() -> None:
    async with at_the_keys(friends()) as garden:
        await garden.keys("slash").types("ada").enter()
        await garden.keys("b").types("archive").enter()
        assert garden.stored("contacts", name="Ada Byron", archived=True)
        await garden.esc()
        assert "Ada Byron" not in garden.names
        await garden.keys("u")
        assert "Ada Byron" in garden.names


async def test_a_filter_is_kept_under_a_name_and_found_again_by_filter_and_palette() -> None:
    async with at_the_keys(friends()) as garden:
        await garden.keys("S")
        assert "no filter to keep" in garden.said
        await garden.keys("slash").types("state:wilting").enter()
        await garden.keys("S").types("slipping").enter()
        assert garden.said == "@slipping is state:wilting."
        await garden.esc()
        assert len(garden.names) == 3
        await garden.keys("slash").types("@slipping").enter()
        assert garden.names == ["Ada Byron"]
        await garden.esc()
        await garden.keys("ctrl+p").types("@slip")
        await garden.comes_to_see("show only state:wilting")
        await garden.enter()
        await garden.until(lambda: garden.room == "garden" and garden.names == ["Ada Byron"])
        await garden.esc()
        await garden.keys("ctrl+p").types("state:wilting")
        await garden.comes_to_see("show only state:wilting", "1 fit")
        await garden.enter()
        await garden.until(lambda: garden.room == "garden" and garden.names == ["Ada Byron"])


async def test_beds_are_laid_renamed_and_removed_from_the_keys() -> None:
    async with at_the_keys(friends()) as garden:
        await garden.keys("B")
        assert garden.room == "beds"
        await garden.keys("a").types("choir every:6w species:rose")
        assert garden.chips == {"name": "choir", "every": "every 6 weeks", "species": "rose"}
        await garden.enter()
        garden.sees("every 6 weeks · rose · empty")
        await garden.keys("end", "e")
        assert garden.typed == "choir every:42d species:rose"
        await garden.keys("home").types("the ").enter()
        (bed,) = garden.stored("beds", name="the choir", every=42, species="rose")
        await garden.keys("x", "y")
        assert not garden.stored("beds", id=bed["id"])
        await garden.keys("u")
        assert garden.stored("beds", name="the choir")
        garden.is_sound()


async def test_the_keys_after_a_bed_was_laid_mean_the_new_one() -> None:
    async with at_the_keys(village()) as garden:
        await garden.keys("B", "a").types("Book Club every:6w").enter()
        await garden.keys("e")
        assert garden.typed == "Book Club every:42d"
        await garden.esc()
        await garden.keys("x")
        garden.sees("Remove the bed Book Club?")


async def test_a_bed_with_plants_asks_where_they_go_and_a_default_bed_says_why_it_stays() -> None:
    async with at_the_keys(village()) as garden:
        home = next(doc for doc in garden.stored("contacts") if doc.get("bed") == "choir")
        await garden.keys("B", "home", "x")
        assert "every garden has" in garden.said
        await garden.keys("end")
        await garden.keys("x").types("friends")
        assert "→ friends" in garden.chips["into"]
        await garden.enter()
        assert garden.stored("contacts", id=home["id"], bed="friends")
        assert not garden.stored("beds", id="choir")


async def test_a_bed_and_the_whole_garden_rest_until_a_day_and_wake_by_the_same_key() -> None:
    async with at_the_keys(friends()) as garden:
        await garden.keys("B", "Z").types("in 2 weeks").enter()
        assert "the whole garden" in garden.said
        assert "resting until 7 Dec" in garden.heading
        await garden.keys("Z")
        assert "woke the whole garden" in garden.said.lower()
        await garden.keys("home", "z").enter()
        garden.sees("resting")
        await garden.keys("z")
        assert garden.said.startswith("Woke the bed")


async def test_enter_on_a_bed_shows_nothing_but_that_bed() -> None:
    async with at_the_keys(village()) as garden:
        everybody = len(garden.names)
        await garden.keys("B", "home", "enter")
        assert garden.room == "garden"
        assert 0 < len(garden.names) < everybody
        await garden.esc()
        assert len(garden.names) == everybody


async def test_the_garden_opens_with_what_the_day_brings() -> None:
    builder = (
        a_garden().with_contact("Ada Byron", birthday=f"--{TODAY:%m-%d}").met("Ada Byron", days_ago=2)
        .promised("Ada Byron", "send her the paper", due_in=-1)
    )  # fmt: skip
    async with at_the_keys(builder) as garden:
        assert garden.said == "Ada Byron's birthday is today. 1 promise is due."
    promised = friends().promised("Tom Kerr", "a book", due_in=-1)
    async with at_the_keys(promised) as garden:
        assert garden.said == "Ada Byron could use water. You promised Tom Kerr: a book, due since yesterday."
    async with at_the_keys(friends()) as garden:
        assert garden.said == "", "of water alone the plants speak, and the keys stay in view"
        garden.sees("r review")


async def test_the_bed_that_is_walked_to_is_drawn_under_the_list() -> None:
    builder = a_garden().with_contact("Ada Byron", bed="inner").with_contact("Tom Kerr", bed="friends")
    builder.met("Ada Byron", days_ago=3).met("Tom Kerr", days_ago=3)
    async with at_the_keys(builder, size=(100, 30)) as garden:
        await garden.keys("B", "home")
        garden.sees("inner", "Ada Byron")
        assert "Tom Kerr" not in garden.text
        await garden.keys("down")
        garden.sees("Tom Kerr")
        assert "Ada Byron" not in garden.text
        garden.is_sound()
        await garden.resizes(40, 12)
        garden.is_sound()
        garden.sees("friends")


async def test_a_filter_of_two_words_finds_such_a_tag_or_says_how_to_quote_it() -> None:
    people = (
        friends()
        .with_contact("Noor Haddad", tags=["job hunt"])
        .with_contact("Olu Ade", tags=["book club", "job"])
    )
    async with at_the_keys(people) as garden:
        await garden.keys("slash").types("#book club")
        assert garden.names == ["Olu Ade"]
        await garden.keys(*["backspace"] * 10).types("tag:job hunt")
        assert garden.names == []
        assert garden.story.startswith("Nobody fits. In quotes it is one name:")
        assert 'tag:"job hunt"' in garden.story


async def test_an_at_sign_lists_the_views_and_an_unknown_one_names_those_there_are() -> None:
    builder = friends()
    async with at_the_keys(builder, size=(80, 24)) as garden:
        await garden.keys("slash").types("@")
        garden.sees("no view is kept yet")
        await garden.keys("ctrl+u").types("state:wilting").enter()
        await garden.keys("S").types("dry").enter()
        await garden.esc()
        assert garden.said == "Everybody is shown."
        await garden.keys("slash").types("@")
        garden.sees("@dry")
        await garden.types("sad")
        garden.sees("There is no view “@sad”.", "There are: @dry.")
        await garden.esc()
        await garden.keys("ctrl+p").types("dry")
        await garden.comes_to_see("show only state:wilting")
        await garden.enter()
        await garden.until(
            lambda: garden.room == "garden" and garden.names == ["Ada Byron"] and garden.said == ""
        )
