"""The log bar: what is said, what is understood, and what is asked before anything is kept."""

from __future__ import annotations

import pytest

from garden.core.model import FLOWS, KINDS
from tests.tui.driver import at_the_keys
from tests.tui.gardens import friends, namesakes, two_sams


async def test_chips_say_live_what_is_understood() -> None:
    async with at_the_keys(friends()) as garden:
        await garden.keys("l")
        assert garden.chips == {}
        await garden.types("called tom")
        assert garden.chips == {
            "who": "Tom Kerr",
            "kind": "call",
            "when": "today",
            "flow": garden.chips["flow"],
        }
        await garden.types(" yesterday")
        assert garden.chips["when"] == "yesterday"
        await garden.types(" 45m about the move #family !send him the map by friday")
        assert garden.chips["minutes"] == "45 min"
        assert garden.chips["tag"] == "#family"
        assert "send him the map" in garden.chips["promise"]
        assert "the move" in garden.chips["note"]
        garden.holds()
        await garden.enter()
        garden.holds(interactions=1, promises=1)
        assert garden.last_logged["minutes"] == 45
        assert garden.last_logged["on"] == "2026-11-22"
        assert garden.last_logged["tags"] == ["family"]


async def test_esc_leaves_and_nothing_is_written() -> None:
    async with at_the_keys(friends()) as garden:
        await garden.keys("l").types("coffee ada").esc()
        assert garden.asking == ""
        garden.holds()
        await garden.keys("right")
        assert garden.asking == ""
        await garden.keys("l")
        assert garden.typed == ""
        assert garden.chips == {}


@pytest.mark.parametrize(("digit", "chosen"), [("1", "Sam Rivera"), ("2", "Sam Ortiz")])
async def test_a_name_that_fits_two_is_settled_by_a_digit(digit: str, chosen: str) -> None:
    async with at_the_keys(two_sams()) as garden:
        await garden.keys("l").types("coffee sam")
        assert garden.chips["ambiguous"] == "sam?"
        await garden.enter()
        garden.holds()
        assert garden.chips["which"] == "Which sam?"
        order = garden.chips["one"].split(", ")
        assert sorted(order) == ["Sam Ortiz", "Sam Rivera"]
        place = str(order.index(chosen) + 1)
        await garden.keys(place)
        garden.holds(interactions=1)
        assert garden.last_logged["people"] == [chosen.casefold().replace(" ", "-")]
        assert digit in "12"


async def test_a_digit_that_is_nobodys_and_esc_settle_nothing() -> None:
    async with at_the_keys(two_sams()) as garden:
        await garden.keys("l").types("coffee sam").enter()
        await garden.keys("7")
        garden.holds()
        assert "which" in garden.chips
        await garden.esc()
        assert garden.asking == "log"
        assert garden.typed == "coffee sam"
        await garden.types(" ortiz").enter()
        assert garden.last_logged["people"] == ["sam-ortiz"]


async def test_two_names_in_doubt_are_settled_one_after_the_other() -> None:
    builder = two_sams().with_contact("Ada Kerr")
    async with at_the_keys(builder) as garden:
        await garden.keys("l").types("coffee with sam and ada").enter()
        first = garden.chips["which"]
        await garden.keys("1")
        assert garden.chips["which"] != first
        garden.holds()
        await garden.keys("1")
        garden.holds(interactions=1)
        assert len(garden.last_logged["people"]) == 2


async def test_two_of_exactly_one_name_can_be_told_apart_before_one_is_chosen() -> None:
    async with at_the_keys(namesakes()) as garden:
        await garden.keys("l").types("coffee sam").enter()
        one, _, other = garden.chips["one"].partition(", ")
        assert one != other, "two chips that read the same cannot be chosen between"


async def test_a_new_name_is_planted_by_a_second_enter() -> None:
    async with at_the_keys(friends()) as garden:
        await garden.keys("l").types("coffee with Grace Hopkins")
        assert garden.chips["unknown"] == "Grace Hopkins"
        await garden.enter()
        garden.holds()
        garden.sees("Grace Hopkins is new here.")
        await garden.enter()
        garden.holds(interactions=1, contacts=1)
        assert garden.selected == "Grace Hopkins"
        assert "Planted Grace Hopkins." in garden.said
        await garden.keys("u")
        garden.holds()


async def test_esc_does_not_plant_the_new_name() -> None:
    async with at_the_keys(friends()) as garden:
        await garden.keys("l").types("coffee with Grace Hopkins").enter().esc()
        assert garden.asking == "log"
        assert garden.typed == "coffee with Grace Hopkins"
        await garden.esc()
        assert garden.asking == ""
        garden.holds()


async def test_typing_on_after_the_question_asks_it_again() -> None:
    async with at_the_keys(friends()) as garden:
        await garden.keys("l").types("coffee with Grace").enter().types(" Hopkins").enter()
        garden.holds()
        garden.sees("Grace Hopkins is new here.")


async def test_a_sentence_without_anybody_asks_with_whom() -> None:
    async with at_the_keys(friends()) as garden:
        await garden.keys("l").enter()
        garden.holds()
        assert garden.asking == "log"
        garden.sees("Say what happened and with whom")
        await garden.types("coffee").enter()
        garden.holds()
        garden.sees("With whom? Add a name.")


async def test_a_day_to_come_is_refused_in_words_and_the_sentence_stays() -> None:
    async with at_the_keys(friends()) as garden:
        await garden.keys("l").types("coffee with ada 2027-05-01").enter()
        garden.holds()
        assert garden.asking == "log"
        assert garden.typed == "coffee with ada 2027-05-01"
        assert "is still to come" in garden.chips["unclear"]


async def test_chips_are_walked_and_changed_by_keys_and_the_sentence_follows() -> None:
    async with at_the_keys(friends()) as garden:
        await garden.keys("l").types("coffee with ada").keys("down")
        assert garden.chosen == "who"
        await garden.keys("right")
        assert garden.chosen == "kind"
        await garden.keys("up")
        next_kind = KINDS[KINDS.index("coffee") + 1]
        assert garden.chips["kind"] == next_kind
        assert garden.typed != "coffee with ada"
        await garden.keys("right", "down")
        assert garden.chosen == "when"
        assert garden.chips["when"] == "yesterday"
        await garden.keys("up", "up")
        assert garden.chips["when"] == "today", "what happened is not in the future"
        await garden.keys("down", "down", "right", "up")
        assert garden.chosen == "flow"
        flow = FLOWS[(FLOWS.index("both") + 1) % len(FLOWS)]
        assert garden.chips["flow"] == {"out": "I reached out", "in": "they reached out"}[flow]
        sentence = garden.typed
        await garden.enter()
        garden.holds(interactions=1)
        assert garden.last_logged["kind"] == next_kind
        assert garden.last_logged["on"] == "2026-11-21"
        assert garden.last_logged["flow"] == flow
        await garden.keys("u", "l").types(sentence).enter()
        assert garden.last_logged["kind"] == next_kind, "the sentence says what the chips said"
        assert garden.last_logged["on"] == "2026-11-21"
        assert garden.last_logged["flow"] == flow


async def test_the_favour_chip_steps_through_its_values() -> None:
    async with at_the_keys(friends()) as garden:
        await garden.keys("l").types("helped ada").keys("down")
        while garden.chosen != "favor":
            before = garden.chosen
            await garden.keys("right")
            assert garden.chosen != before, garden.chips
        assert garden.chips["favor"] == "I gave"
        await garden.keys("up")
        assert garden.chips["favor"] == "I got"
        await garden.keys("down").enter()
        assert garden.last_logged["favor"] == "gave"


async def test_typing_on_the_chips_goes_on_with_the_sentence() -> None:
    async with at_the_keys(friends()) as garden:
        await garden.keys("l").types("coffee with ada").keys("down", "right").types(" yesterday")
        assert garden.typed == "coffee with ada yesterday"
        assert garden.chips["when"] == "yesterday"


async def test_esc_on_the_chips_comes_back_to_the_sentence() -> None:
    async with at_the_keys(friends()) as garden:
        await garden.keys("l").types("coffee with ada").keys("down").esc()
        assert garden.asking == "log"
        assert garden.typed == "coffee with ada"
        await garden.esc()
        assert garden.asking == ""


async def test_tab_takes_the_name_that_is_offered() -> None:
    async with at_the_keys(friends()) as garden:
        await garden.keys("l").types("coffee with mei")
        garden.sees("coffee with mei Lindqvist")
        await garden.keys("tab")
        assert garden.typed == "coffee with Mei Lindqvist"
        await garden.enter()
        assert garden.last_logged["people"] == ["mei-lindqvist"]


async def test_an_alias_and_a_name_without_its_accent_are_understood() -> None:
    builder = friends().with_contact("Zoë Åkesson")
    async with at_the_keys(builder) as garden:
        await garden.keys("l").types("coffee with countess")
        assert garden.chips["who"] == "Ada Byron"
        await garden.esc().keys("l").types("coffee with zoe akesson")
        assert garden.chips["who"] == "Zoë Åkesson"


async def test_a_group_is_logged_once_with_everybody() -> None:
    async with at_the_keys(friends()) as garden:
        await garden.keys("l").types("lunch with ada, tom and mei").enter()
        garden.holds(interactions=1)
        assert sorted(garden.last_logged["people"]) == ["ada-byron", "mei-lindqvist", "tom-kerr"]


async def test_a_click_on_a_chip_chooses_it() -> None:
    async with at_the_keys(friends()) as garden:
        await garden.keys("l").types("coffee with ada")
        await garden.clicks("both ways")
        assert garden.chosen == "flow"


async def test_a_click_settles_who_is_meant() -> None:
    async with at_the_keys(two_sams()) as garden:
        await garden.keys("l").types("coffee sam").enter()
        await garden.clicks("Sam Ortiz")
        garden.holds(interactions=1)
        assert garden.last_logged["people"] == ["sam-ortiz"]
