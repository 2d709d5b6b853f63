"""Text that means harm, through every screen: it is shown, it is harmless, and it is stored as it came.

Here the rows of the screen are looked at; tests/e2e scans the bytes that reach a real terminal.
"""

from __future__ import annotations

import pytest

from tests.support import GardenBuilder, a_garden
from tests.support.payloads import PAYLOADS, RAW
from tests.tui.driver import GardenAtTheKeys, at_the_keys


def hostile(**only: str) -> GardenBuilder:
    """Every payload as a contact's name and in everything that is said of it; `only`: just these."""
    builder = a_garden()
    for number, text in enumerate((only or PAYLOADS).values()):
        id_ = f"p{number:02}"
        builder.with_contact(
            text, id_, every=30, tags=[text, "x"], notes=text, org=text, title=text, met_how=text, emails=[text],
            phones=[text], birthday=text, aliases=[f"alias{number:02}", text], introduced_by="p00", species="oak",
        )  # fmt: skip
        builder.met(id_, "p00", days_ago=60, note="an older one")
        builder.met(
            id_, days_ago=41 + number % 7, note=text, place=text, tags=[text], introduced=["p00", id_]
        )
        builder.promised(id_, text, due_in=-1)
    builder.tables["beds"] = {
        "friends": {"id": "friends", "name": PAYLOADS["clipboard"] + PAYLOADS["override"], "every": 30}
    }
    return builder


def is_harmless(garden: GardenAtTheKeys) -> None:
    """Nothing raw stands in any row, every row is as wide as the screen, nothing became a link, the app is running."""
    assert garden.app._exception is None
    assert not garden.app._exit
    for line in garden.lines:
        assert not RAW.search(line), f"{RAW.findall(line)!r} in {line!r}"
    for strip in garden.screen._compositor.render_strips():
        for segment in strip:
            assert (
                segment.style is None
                or "@click" not in (segment.style.meta or {})
                or "quit" not in str(segment.style.meta)
            )
    garden.is_sound()


@pytest.mark.parametrize("size", [(120, 36), (60, 20)], ids=["wide", "narrow"])
async def test_the_garden_in_every_view(size: tuple[int, int]) -> None:
    async with at_the_keys(hostile(), size=size, title=PAYLOADS["clear"]) as garden:
        for _ in range(3):
            await garden.keys("v", "home")
            for _ in range(6):
                is_harmless(garden)
                await garden.keys("pagedown")
        for name in PAYLOADS.values():
            assert name in garden.names


async def test_the_screen_of_every_contact_and_its_lines_for_editing() -> None:
    async with at_the_keys(hostile(), size=(100, 40)) as garden:
        for person in list(garden.screen.beds.plan.index):
            garden.app.open_room("contact", person=person)
            await garden.settle()
            is_harmless(garden)
            for keys in ("x", "E", "e"):
                await garden.keys(keys)
                is_harmless(garden)
                assert garden.asking
                await garden.esc()
        garden.holds()


async def test_the_review_of_everybody() -> None:
    async with at_the_keys(hostile(), review_size=50, screen="review") as garden:
        met = 0
        while garden.selected:
            met += 1
            is_harmless(garden)
            await garden.keys("d")
            is_harmless(garden)
            await garden.keys("n", "w")
            is_harmless(garden)
            await garden.esc().keys("space")
        assert met > len(PAYLOADS) // 2
        is_harmless(garden)
        garden.sees("Left for another day.")


async def test_the_questions_the_rest_and_the_edit_of_the_garden_screen() -> None:
    async with at_the_keys(hostile()) as garden:
        await garden.keys("home")
        for _ in PAYLOADS:
            for key in ("d", "e", "z"):
                await garden.keys(key)
                is_harmless(garden)
                await garden.keys("escape")
            await garden.keys("right")
        garden.holds()


async def test_every_line_that_can_be_typed_or_pasted_in() -> None:
    async with at_the_keys(hostile(one="Ada Byron", two=PAYLOADS["clear"])) as garden:
        for text in PAYLOADS.values():
            for key in ("l", "a", "slash"):
                await garden.keys(key).pastes(f"coffee with ada {text} x")
                is_harmless(garden)
                await garden.enter()
                is_harmless(garden)
                await garden.esc().esc().esc()
            assert garden.room == "garden"


async def test_what_is_pasted_comes_as_one_line_that_commands_nothing() -> None:
    async with at_the_keys(hostile(one="Ada Byron")) as garden:
        await garden.keys("l").pastes("coffee with\r\nada\x1b]52;c;aGk=\x07 today\n")
        assert garden.typed == "coffee with ada·]52;c;aGk=· today"
        await garden.esc().keys("ctrl+p").pastes("a\x1b[2Jb\x9bc")
        is_harmless(garden)


async def test_the_palette_and_the_names_that_the_log_bar_offers() -> None:
    builder = a_garden()
    for number, text in enumerate(PAYLOADS.values()):
        for twin in ("", " II"):
            builder.with_contact(f"Quentin{number:02} {text}{twin}", f"q{number:02}{twin}")
    async with at_the_keys(builder) as garden:
        for number in range(len(PAYLOADS)):
            await garden.keys("ctrl+p").types(f"quentin{number:02}")
            await garden.until(lambda: any("open this contact" in line for line in garden.lines))
            is_harmless(garden)
            await garden.esc().keys("l").types(f"coffee quentin{number:02}")
            is_harmless(garden)
            await garden.enter()
            is_harmless(garden)
            await garden.esc().keys("tab")
            is_harmless(garden)
            await garden.enter()
            is_harmless(garden)
            await garden.esc().esc().esc()


async def test_what_is_logged_with_a_hostile_contact_is_stored_as_it_came() -> None:
    text = PAYLOADS["clipboard"]
    async with at_the_keys(hostile(one=text)) as garden:
        await garden.keys("w").enter()
        is_harmless(garden)
        garden.holds(interactions=1)
        await garden.keys("e").types(" #new").enter()
        is_harmless(garden)
        contact = garden.stored("contacts", id="p00")[0]
        assert contact["name"] == text, "an edit does not launder what it does not touch"
        assert "new" in contact["tags"]
