"""The review: those who need water, one at a time."""

from __future__ import annotations

from urllib.parse import unquote

import pytest

from tests.support import GardenBuilder, a_garden
from tests.tui.driver import at_the_keys
from tests.tui.gardens import PEOPLE, village, wilting


async def test_a_review_of_five_from_the_first_plant_to_the_end() -> None:
    async with at_the_keys(wilting(6)) as garden:
        await garden.keys("r")
        assert garden.room == "review"
        assert garden.heading.split("  ")[1:2] == [" 1 of 5"] or "1 of 5" in garden.heading
        first = garden.selected
        assert first == PEOPLE[0]
        garden.sees("You last spoke of", "talk number 1")

        await garden.keys("w").enter()
        garden.holds(interactions=1)
        assert garden.last_logged["people"] == ["ada-byron"]
        await garden.comes_to_see("2 of 5")
        assert garden.selected != first

        rested = garden.selected
        await garden.keys("z").types("in 2 weeks").enter()
        assert garden.stored("contacts", name=rested)[0]["rests"]
        garden.sees("3 of 5")

        slower = garden.selected
        await garden.keys("c").types("quarterly")
        assert garden.chips["every"] == "quarterly" or "3 months" in garden.chips["every"]
        await garden.enter()
        assert garden.stored("contacts", name=slower)[0]["every"] in (90, 91, 92)
        garden.sees("4 of 5")

        later = garden.selected
        await garden.keys("space")
        garden.sees("5 of 5")

        gone = garden.selected
        await garden.keys("d", "y")
        assert garden.stored("contacts", name=gone, archived=True)
        assert garden.selected == ""
        garden.sees("The watering is done.", f"Watered: {first}.", f"At rest now: {rested}.",
                    f"Another cadence: {slower}.", f"For another day: {later}.", f"Archived: {gone}.")  # fmt: skip

        await garden.keys("u")
        assert garden.selected == gone
        assert not garden.stored("contacts", name=gone, archived=True)
        await garden.keys("u")
        assert garden.selected == slower
        garden.sees("3 of 5")
        await garden.esc()
        assert garden.room == "garden"


async def test_the_most_needed_come_first() -> None:
    async with at_the_keys(village()) as garden:
        needed = [r for r in garden.app.gardener.readings() if r.state in {"thirsty", "wilting", "dormant"}]
        await garden.keys("r")
        met = []
        while garden.selected:
            met.append(garden.app.gardener.reading(garden.screen.current()))
            await garden.keys("space")
        assert len(met) == min(5, len(needed))
        assert met[0].need == max(r.need for r in needed)
        assert sum(r.state == "dormant" for r in met) <= 1
        assert [r.need for r in met] == sorted((r.need for r in met), reverse=True)


async def test_with_nobody_in_need_it_says_so_and_every_key_keeps_its_manners() -> None:
    async with at_the_keys(a_garden().with_contact("Ada Byron").met("Ada Byron", days_ago=1)) as garden:
        await garden.keys("r")
        garden.sees("Nobody needs water today.")
        await garden.keys("w", "z", "c", "m", "d", "space", "right", "down", "up")
        assert garden.said == "No plant is selected."
        garden.holds()
        garden.is_sound()
        await garden.esc()
        assert garden.room == "garden"


async def test_a_review_says_how_many_it_takes_of_how_many() -> None:
    async with at_the_keys(wilting(8)) as garden:
        await garden.keys("r")
        assert "1 of 5" in garden.heading
        assert "8 are ready for water, these 5 first" in garden.heading
        await garden.keys(*["space"] * 5)
        garden.sees("3 more are ready for water")  # besides the five that are named
    async with at_the_keys(wilting(3)) as garden:
        await garden.keys("r")
        assert "first" not in garden.heading


async def test_logging_somebody_else_does_not_move_the_review_on() -> None:
    async with at_the_keys(wilting(3)) as garden:
        await garden.keys("r")
        first = garden.selected
        other = next(name for name in PEOPLE[:3] if name != first)
        await garden.keys("l").types(f"coffee with {other}").enter()
        garden.holds(interactions=1)
        assert garden.selected == first


async def test_esc_on_the_log_bar_stays_at_the_same_plant() -> None:
    async with at_the_keys(wilting(3)) as garden:
        await garden.keys("r")
        first = garden.selected
        await garden.keys("w").esc()
        assert garden.selected == first
        await garden.keys("c").types("never ever").enter()
        assert "error" in garden.chips
        await garden.esc()
        assert garden.selected == first
        garden.holds()


async def test_undo_after_a_log_looks_at_that_plant_again() -> None:
    async with at_the_keys(wilting(3)) as garden:
        await garden.keys("r")
        first = garden.selected
        await garden.keys("w").enter()
        await garden.comes_to_see("2 of 3")
        await garden.keys("u")
        assert garden.selected == first
        garden.holds()
        garden.sees("1 of 3")
        await garden.keys("space", "space", "space")
        garden.sees("Left for another day.")
        garden.sees_no("Watered:")


async def test_who_was_left_for_later_and_watered_after_all_is_named_once() -> None:
    async with at_the_keys(wilting(2)) as garden:
        await garden.keys("r")
        first = garden.selected
        await garden.keys("w").enter()
        await garden.comes_to_see("2 of 2")
        await garden.keys("space", "u")
        assert garden.selected == first
        await garden.keys("space", "w").enter()
        await garden.comes_to_see("The watering is done.")
        ending = garden.story
        for name in PEOPLE[:2]:
            assert ending.count(name) == 1, ending


def with_mail(address: str) -> GardenBuilder:
    return (
        a_garden()
        .with_contact("Ada Byron", emails=[address] if address else [])
        .met("Ada Byron", days_ago=300, note="tea & the «engine» [/b]\x1b]52;c;aGk=\x07")
        .met("Ada Byron", days_ago=60)
    )


async def test_m_opens_a_mail_that_begins_with_what_was_last_spoken_of(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with at_the_keys(with_mail("ada@example.org")) as garden:
        opened: list[str] = []
        monkeypatch.setattr(garden.app, "open_url", lambda url, **_: opened.append(url))
        await garden.keys("r", "m")
        assert "[tea & the «engine»" in garden.typed
        await garden.enter()
        assert "your own note" in garden.chips["error"]
        assert not opened
        await garden.keys("ctrl+u").types("Hi Ada, how are tea & the «engine»?").enter()
        assert len(opened) == 1
        assert opened[0].startswith("mailto:ada@example.org?body=Hi%20Ada")
        assert opened[0].isascii()
        assert opened[0].isprintable()
        assert "tea & the «engine»" in unquote(opened[0])
        assert "&" not in opened[0].split("?", 1)[1]
        assert garden.said.startswith("Asked your mail program to open")
        garden.holds()


@pytest.mark.parametrize("address", ["", "-attach=/etc/passwd@x", "no address"])
async def test_m_copies_a_first_line_where_there_is_no_mail_to_open(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_the_keys(with_mail(address)) as garden:
        copied: list[str] = []
        monkeypatch.setattr(garden.app, "open_url", lambda url, **_: pytest.fail(f"opened {url}"))
        monkeypatch.setattr(garden.app, "copy_to_clipboard", copied.append)
        await garden.keys("r", "m")
        assert garden.typed.startswith("Hi Ada, ")
        await garden.keys("ctrl+u").types("Hi Ada, how is the engine?").enter()
        assert len(copied) == 1
        assert copied[0].startswith("Hi Ada, ")
        assert copied[0].isprintable()
        assert garden.said.startswith("Copied it.")


async def test_a_line_is_changed_before_it_is_sent_and_esc_sends_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with at_the_keys(with_mail("ada@example.org")) as garden:
        opened: list[str] = []
        monkeypatch.setattr(garden.app, "open_url", lambda url, **_: opened.append(url))
        await garden.keys("r", "m")
        assert garden.chips["to"] == "ada@example.org"
        assert garden.typed.startswith("Hi Ada, I thought of our ")
        await garden.esc()
        assert opened == []
        await garden.keys("m", "ctrl+u").enter()
        assert "nothing to send" in garden.chips["error"]
        await garden.types("Tea on Friday?").enter()
        assert opened == ["mailto:ada@example.org?body=Tea%20on%20Friday%3F"]
        garden.holds()


async def test_a_mail_address_cannot_add_headers_to_the_mail(monkeypatch: pytest.MonkeyPatch) -> None:
    async with at_the_keys(with_mail("ada@example.org?bcc=eve@example.org&attach=x\r\nBcc: eve")) as garden:
        opened: list[str] = []
        monkeypatch.setattr(garden.app, "open_url", lambda url, **_: opened.append(url))
        monkeypatch.setattr(garden.app, "copy_to_clipboard", lambda text: None)
        await garden.keys("r", "m").enter()
        for url in opened:
            assert url.count("?") == 1
            assert "&" not in url


async def test_the_command_opens_the_review_straight_away_and_esc_leads_to_the_garden() -> None:
    async with at_the_keys(wilting(2), screen="review") as garden:
        assert garden.room == "review"
        await garden.esc()
        assert garden.room == "garden"


async def test_a_review_is_as_long_as_the_settings_say() -> None:
    async with at_the_keys(wilting(6), review_size=2) as garden:
        await garden.keys("r")
        garden.sees("1 of 2")


async def test_who_was_watered_meanwhile_is_not_asked_for_again() -> None:
    async with at_the_keys(wilting(4)) as garden:
        await garden.keys("r", "space", "escape")
        await garden.keys("r")
        second = garden.selected
        await garden.keys("escape")
        await garden.keys("l").types(f"coffee with {second}").enter()
        await garden.keys("r")
        assert garden.selected != second
        garden.sees("2 of 3")


async def test_a_review_of_a_garden_with_nobody_in_it_says_how_to_plant() -> None:
    async with at_the_keys(a_garden(), screen="review") as garden:
        garden.sees("Nobody is planted yet.")


async def test_a_review_says_why_this_one_and_why_now_and_ends_with_the_plants_themselves() -> None:
    async with at_the_keys(wilting(3)) as garden:
        await garden.keys("r")
        garden.sees("Why now: nowhere would a coffee do more good.")
        garden.sees("If you met today: thriving")
        first = garden.selected
        await garden.keys("w").enter()
        await garden.keys("x")
        garden.sees("The watering is done.")
        garden.sees("watered")
        garden.sees(first)


async def test_a_line_longer_than_the_terminal_opens_at_its_end() -> None:
    async with at_the_keys(with_mail("ada@example.org"), size=(60, 24)) as garden:
        await garden.keys("r", "m")
        await garden.comes_to_see("How did it go on?")


async def test_where_nobody_needs_water_those_who_will_be_ready_next_are_shown() -> None:
    async with at_the_keys(wilting(2)) as garden:
        await garden.keys("r")
        await garden.keys("w").enter()
        await garden.comes_to_see("2 of 2")
        await garden.keys("w").enter()
        await garden.comes_to_see("The watering is done.")
        await garden.keys("escape", "r")
        garden.sees("Nobody needs water today.", "ready next", *PEOPLE[:2])


async def test_left_goes_back_to_the_one_before_and_down_reads_on() -> None:
    async with at_the_keys(wilting(3), size=(60, 16)) as garden:
        await garden.keys("r")
        first = garden.selected
        before = garden.text
        await garden.keys("down", "down")
        assert garden.selected == first
        assert garden.text != before
        await garden.keys("right")
        assert garden.selected != first
        await garden.keys("left")
        assert garden.selected == first
        await garden.keys("x")
        garden.sees("Left for another day.")


async def test_a_rest_done_again_is_not_counted_as_water() -> None:
    async with at_the_keys(wilting(3)) as garden:
        await garden.keys("r", "z").types("in 3 weeks").enter()
        await garden.keys("u", "U", "x")
        garden.sees_no("Watered:")


async def test_a_tall_screen_shows_all_of_the_review_as_they_stand_by_now() -> None:
    async with at_the_keys(wilting(6), size=(120, 48)) as garden:
        await garden.keys("r")
        garden.sees("this review", *PEOPLE[:5])
        garden.sees_no(PEOPLE[5])
        await garden.keys("w").enter()
        await garden.comes_to_see("2 of 5", "thriving")
        await garden.keys("d", "y")
        garden.sees("3 of 5", PEOPLE[0], *PEOPLE[2:5])
        assert garden.said == f"Archived {PEOPLE[1]}."
        assert len(garden.places_of(PEOPLE[1])) == 1, "there alone"
        await garden.keys("u").resizes(120, 36)
        garden.sees_no("this review")
        await garden.keys("u").resizes(60, 60)
        garden.sees("this review", *PEOPLE[:3])
        garden.sees_no(PEOPLE[4])
        await garden.keys("space", "space", "space", "space")
        garden.sees("5 of 5", *PEOPLE[3:5])
        await garden.keys("space")
        garden.sees("for another day")
        garden.sees_no("this review")


async def test_the_strip_of_a_review_takes_no_row_from_a_story() -> None:
    shown = set()
    for rows in range(36, 60):
        async with at_the_keys(wilting(6), size=(64, rows)) as garden:
            await garden.keys("r")
            strip = {"this review" in garden.text}
            while garden.selected:
                strip.add("this review" in garden.text)
                if True in strip:
                    garden.sees_no(" …")
                await garden.keys("space")
            assert len(strip) == 1, "it is there for all of them or for none"
            shown |= strip
    assert shown == {True, False}


async def test_who_is_pointed_at_in_a_review_comes_next_and_nobody_is_passed_over() -> None:
    async with at_the_keys(wilting(6), size=(120, 48)) as garden:
        await garden.keys("r").clicks(PEOPLE[3])
        assert garden.selected == PEOPLE[3]
        garden.sees("1 of 5")
        await garden.keys("space")
        assert garden.selected == PEOPLE[0]
        garden.sees("2 of 5")
        await garden.clicks(PEOPLE[3])
        assert garden.selected == PEOPLE[3]
        garden.sees("1 of 5")
        await garden.keys("space", "space", "space", "space", "space")
        garden.sees("for another day", *PEOPLE[:5])
        await garden.clicks(PEOPLE[2])
        assert garden.room == "contact"
        assert PEOPLE[2] in garden.heading


async def test_a_tall_review_goes_on_where_somebody_was_removed_meanwhile() -> None:
    async with at_the_keys(wilting(6), size=(120, 48)) as garden:
        await garden.keys("r", "space")
        garden.app.gardener.remove("ada-byron")
        garden.screen.refill()
        await garden.settle()
        garden.sees("this review", *PEOPLE[1:5])
        garden.sees_no(PEOPLE[0])
        await garden.esc().keys("r")
        garden.sees("2 of 5")
        await garden.keys("space", "space", "space", "space")
        garden.sees("done for today")


async def test_who_is_pointed_at_below_the_list_of_beds_is_opened() -> None:
    async with at_the_keys(wilting(2), size=(120, 48)) as garden:
        await garden.keys("B", "down").clicks(PEOPLE[1])
        assert garden.room == "contact"
        assert PEOPLE[1] in garden.heading


async def test_who_was_watered_is_told_though_one_left_while_it_revived() -> None:
    async with at_the_keys(wilting(6), reduced_motion=False) as garden:
        await garden.keys("r")
        first = garden.selected
        await garden.keys("w").at_once("enter", "escape")
        assert garden.room == "garden"
        await garden.keys("r")
        garden.sees("2 of 5", "Here you left off.")
        await garden.keys("x")
        garden.sees(f"Watered: {first}.")
