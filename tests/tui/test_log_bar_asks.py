"""The log bar, beyond one plain sentence: what a key settles, what is said again or in a row, what chips change."""

from __future__ import annotations

import pytest

from tests.tui.driver import at_the_keys
from tests.tui.gardens import friends, two_sams, wilting

# What is not an interaction


@pytest.mark.parametrize(
    ("sentence", "text", "due"),
    [
        ("will call ada tomorrow", "call ada", "2026-11-24"),
        ("coffee with ada on 2027-05-01", "coffee with ada", "2027-05-01"),
    ],
)
async def test_what_is_to_come_is_offered_as_a_promise_and_noted_by_one_more_enter(
    sentence: str, text: str, due: str
) -> None:
    async with at_the_keys(friends()) as garden:
        await garden.keys("l").types(sentence).enter()
        garden.holds()
        assert "note a promise to Ada Byron" in garden.chips["offer"]
        await garden.enter()
        garden.holds(promises=1)
        owed = garden.stored("promises")[-1]
        assert (owed["person"], owed["text"], owed["by"], owed["due"]) == ("ada-byron", text, "me", due)
        assert garden.asking == ""
        assert "Noted a promise to Ada Byron" in garden.said


async def test_a_promise_that_is_not_wanted_leaves_the_sentence_to_be_said_differently() -> None:
    async with at_the_keys(friends()) as garden:
        await garden.keys("l").types("will call ada tomorrow").enter().esc()
        assert garden.typed == "will call ada tomorrow"
        await garden.esc()
        garden.holds()


async def test_a_slip_is_put_right_by_enter_and_logged_only_by_the_next() -> None:
    async with at_the_keys(friends()) as garden:
        await garden.keys("l").types("coffe with ada").enter()
        assert garden.chips["yes"] == "say coffee"
        await garden.enter()
        garden.holds()
        assert garden.typed == "coffee with ada"
        await garden.enter()
        garden.holds(interactions=1)
        assert garden.last_logged["kind"] == "coffee"


async def test_what_did_not_happen_is_refused_with_what_to_do() -> None:
    async with at_the_keys(friends()) as garden:
        await garden.keys("l").types("didn't meet ada").enter().enter()
        garden.holds()
        assert "did not happen" in garden.chips["unclear"]
        assert garden.chips["hint"]


async def test_a_name_that_is_nearly_somebodys_is_theirs_by_a_digit_and_new_by_the_last() -> None:
    async with at_the_keys(friends()) as garden:
        await garden.keys("l").types("coffee with adda, her talk").enter()
        assert garden.chips["new"] == "adda is new here."
        assert garden.chips["one"] == "Ada Byron"
        await garden.enter()
        garden.holds()
        await garden.keys("1")
        garden.holds(interactions=1)
        assert garden.last_logged["people"] == ["ada-byron"]
        assert garden.last_logged["note"] == "her talk"
        await garden.keys("l").types("coffee with adda").enter().keys("2")
        garden.holds(interactions=2, contacts=1)


# Several, and again


async def test_several_are_said_in_a_row_without_leaving_the_line() -> None:
    async with at_the_keys(friends()) as garden:
        await garden.keys("l").types("coffee ada").keys("ctrl+n")
        assert garden.asking == "log"
        assert garden.typed == ""
        assert "Logged coffee with Ada Byron" in garden.said
        await garden.types("called tom").keys("ctrl+n").types("tea mei").enter()
        garden.holds(interactions=3)
        assert garden.asking == ""
        await garden.keys("u")
        garden.holds(interactions=2)


async def test_on_a_contact_the_next_sentence_still_knows_who() -> None:
    async with at_the_keys(friends()) as garden:
        await garden.walks_to("Tom Kerr")
        await garden.enter().keys("l")
        assert garden.chips == {"who": "Tom Kerr"}
        await garden.types("coffee").keys("ctrl+n")
        assert garden.chips == {"who": "Tom Kerr"}
        await garden.types("call yesterday").enter()
        garden.holds(interactions=2)
        assert garden.last_logged["people"] == ["tom-kerr"]


async def test_a_doubt_on_the_way_to_the_next_sentence_is_asked_and_the_line_stays() -> None:
    async with at_the_keys(two_sams()) as garden:
        await garden.keys("l").types("coffee sam").keys("ctrl+n")
        assert "which" in garden.chips
        await garden.keys("1")
        garden.holds(interactions=1)
        assert garden.asking == "log"
        assert garden.typed == ""


async def test_up_brings_back_what_was_said_word_for_word_and_down_comes_back_to_what_was_typed() -> None:
    async with at_the_keys(friends()) as garden:
        await garden.keys("l").types("tea w/ mei #choir").enter()
        await garden.keys("l").types("called tom").enter()
        await garden.keys("l").types("lunch").keys("up")
        assert garden.typed == "called tom"
        await garden.keys("up")
        assert garden.typed == "tea w/ mei #choir"
        assert garden.chips["who"] == "Mei Lindqvist", "what stands there is understood as if it were typed"
        await garden.keys("down", "down")
        assert garden.typed == "lunch"
        await garden.types(" with ada").keys("down")
        assert garden.chosen == "who", "with nothing to come back to, down walks to the chips"


async def test_before_that_come_the_sentences_of_what_was_logged_without_day_and_note() -> None:
    async with at_the_keys(friends()) as garden:
        await garden.keys("l", "up")
        assert garden.typed == "coffee with Tom Kerr"
        await garden.keys("up")
        assert garden.typed == "called Ada Byron 45m"
        await garden.enter()
        assert garden.last_logged["minutes"] == 45
        assert garden.last_logged["on"] == "2026-11-23"
        assert not garden.last_logged.get("note")


async def test_the_first_sentence_has_nothing_before_it() -> None:
    async with at_the_keys(friends()) as garden:
        await garden.keys("l").keys(*["up"] * 9)
        first = garden.typed
        await garden.keys("up")
        assert garden.typed == first != ""


# Names


async def test_tab_again_takes_the_next_of_that_name_the_likeliest_first() -> None:
    builder = two_sams().with_contact("Samira Oz")
    async with at_the_keys(builder) as garden:
        await garden.keys("l").types("coffee with sam").keys("tab")
        first = garden.typed
        assert garden.chips["taken"] == "1 of 3"
        await garden.keys("tab")
        second = garden.typed
        await garden.keys("tab", "tab")
        assert garden.typed == first == "coffee with Sam Rivera", "whom one met last comes first"
        assert second == "coffee with Sam Ortiz"
        await garden.keys("tab").enter()
        assert garden.last_logged["people"] == ["sam-ortiz"]


async def test_who_needs_water_is_offered_before_who_does_not() -> None:
    builder = wilting(2).with_contact("Adam Reed", every=3000)
    for back in (200, 170, 140, 110, 80):
        builder.met("Adam Reed", days_ago=back)
    async with at_the_keys(builder) as garden:
        await garden.keys("l").types("coffee with ad").keys("tab")
        assert garden.typed == "coffee with Ada Byron", "both were met 80 days ago; Adam may wait for years"


# The ask light


async def test_the_ask_light_is_shown_before_an_ask_is_kept_and_forbids_nothing() -> None:
    builder = friends().met("Ada Byron", days_ago=90, kind="help", flow="in", favor="got")
    async with at_the_keys(builder) as garden:
        await garden.keys("l").types("asked tom for a referral")
        assert garden.chips["light"] == "green: no favours yet, either way"
        await garden.keys("ctrl+u").types("asked ada for a referral")
        assert garden.chips["light"] == "amber: you gave 0, asked and got 1"
        garden.sees("ask light amber: you gave 0, asked and got 1")
        await garden.enter()
        garden.holds(interactions=1)
        assert garden.last_logged["favor"] == "asked"


async def test_nothing_is_said_of_the_light_where_nothing_is_asked() -> None:
    async with at_the_keys(friends()) as garden:
        await garden.keys("l").types("helped ada with her move")
        assert "light" not in garden.chips


# Chips


async def test_backspace_on_a_chip_takes_it_out_of_the_sentence() -> None:
    async with at_the_keys(friends()) as garden:
        await (
            garden.keys("l")
            .types("lunch with ada and tom yesterday 45m #work #choir, her engine")
            .keys("down")
        )
        while garden.chosen != "tag":
            await garden.keys("right")
        await garden.keys("backspace")
        assert garden.chips["tag"] == "#choir"
        while garden.chosen != "minutes":
            await garden.keys("left")
        await garden.keys("backspace", *["left"] * 9, "right", "backspace")
        assert garden.chips["who"] == "Ada Byron"
        await garden.keys("backspace")
        assert garden.chips["who"] == "Ada Byron", "with somebody it was"
        await garden.enter()
        logged = garden.last_logged
        assert (logged["people"], logged["tags"], logged.get("minutes")) == (["ada-byron"], ["choir"], None)
        assert (logged["on"], logged["note"]) == ("2026-11-22", "her engine")


async def test_up_on_words_of_ones_own_goes_to_them_and_typing_takes_their_place() -> None:
    async with at_the_keys(friends()) as garden:
        await garden.keys("l").types("coffee with ada at Noma, her engine").keys("down")
        while garden.chosen != "place":
            await garden.keys("right")
        await garden.keys("up").types("at Tivoli")
        assert garden.typed == "coffee with ada at Tivoli, her engine"
        assert garden.chips["place"] == "Tivoli"


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (120, 36)])
async def test_everything_that_was_understood_is_seen_before_it_is_kept(size: tuple[int, int]) -> None:
    sentence = "lunch with ada, tom and mei yesterday at Noma 45m #work, her engine !send the map by friday"
    async with at_the_keys(friends(), size=size) as garden:
        await garden.keys("l").types(sentence)
        garden.sees("Ada Byron", "Tom Kerr", "Mei Lindqvist", "meal", "yesterday", "45 min", "Noma", "#work",
                    "her engine", "send the map")  # fmt: skip
        garden.is_sound()


async def test_while_the_bar_is_open_the_footer_names_its_keys() -> None:
    async with at_the_keys(friends(), size=(80, 24)) as garden:
        garden.sees("r review")
        await garden.keys("l")
        garden.sees("enter keep", "ctrl+n keep+next", "tab name", "change", "earlier", "esc leave")
        garden.sees_no("r review")
        await garden.esc()
        garden.sees("r review")


async def test_a_stranger_in_a_correction_is_planted_in_the_same_deed() -> None:
    async with at_the_keys(friends()) as garden:
        await garden.walks_to("Tom Kerr")
        await (
            garden.enter().keys("e", "ctrl+u").types("coffee with Tom Kerr and Grace Hopkins").enter().enter()
        )
        garden.holds(contacts=1)
        assert len(garden.stored("interactions", kind="coffee")[-1]["people"]) == 2
        assert "Grace Hopkins" in garden.said
        await garden.keys("u")
        garden.holds()
