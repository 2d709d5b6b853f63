"""Everything about one person, changed where it stands; and what becomes of the plant."""

from __future__ import annotations

import pytest

from garden.core.model import Contact
from garden.tui.screens.details import LABELS, link, value
from tests.support import GardenBuilder, a_garden
from tests.tui.driver import GardenAtTheKeys, at_the_keys
from tests.tui.gardens import friends, wilting


async def at_detail(garden: GardenAtTheKeys, field: str) -> None:
    """Go to a detail of the contact that is open."""
    await garden.keys("i", *["down"] * list(LABELS).index(field))


@pytest.mark.parametrize(
    ("field", "typed", "stored"),
    [
        ("birthday", "--02-29", "--02-29"),
        ("birthday", "10 May 1990", "1990-05-10"),
        ("tags", "#choir, old friend", ["choir", "old friend"]),
        ("emails", "ada@example.org, a@example.com", ["ada@example.org", "a@example.com"]),
        ("urls", "https://example.org/ada", ["https://example.org/ada"]),
        ("met_on", "2019-05", "2019-05"),
        ("introduced_by", "Tom", "tom-kerr"),
        ("notes", "Plays the cello; two sisters.", "Plays the cello; two sisters."),
        ("every", "6w", 42),
    ],
)
async def test_a_detail_is_changed_where_it_stands_and_undone(field: str, typed: str, stored: object) -> None:
    async with at_the_keys(friends()) as garden:
        await garden.walks_to("Ada Byron")
        await garden.enter()
        await at_detail(garden, field)
        await garden.keys("e").types(typed).enter()
        assert garden.stored("contacts", name="Ada Byron", **{field: stored}), garden.text
        await garden.keys("u")
        assert not garden.stored("contacts", name="Ada Byron", **{field: stored})
        garden.is_sound()


async def test_what_cannot_be_says_what_would_be_right_and_the_words_stay() -> None:
    async with at_the_keys(friends()) as garden:
        await garden.walks_to("Ada Byron")
        await garden.enter()
        await at_detail(garden, "birthday")
        await garden.keys("enter").types("--02-30").enter()
        assert "There is no day “--02-30”." in garden.chips["error"]
        assert garden.typed == "--02-30"
        await garden.keys(*["backspace"] * 2).types("29").enter()
        assert garden.stored("contacts", name="Ada Byron", birthday="--02-29")
        await garden.keys("e", "ctrl+u").enter()
        assert "birthday" not in garden.stored("contacts", name="Ada Byron")[0]
        await garden.keys("x")
        assert "Only what was logged is taken back" in garden.said


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_while_a_detail_is_typed_its_name_its_form_and_the_way_out_are_seen(
    size: tuple[int, int],
) -> None:
    async with at_the_keys(friends(), size=size) as garden:
        await garden.walks_to("Ada Byron")
        await garden.enter()
        for field, label in LABELS.items():
            await at_detail(garden, field)
            await garden.keys("e")
            assert any(line.startswith(f" {label} ▸ {garden.typed}".rstrip()) for line in garden.lines), (
                garden.text
            )
            garden.sees("enter keep", "esc leave")
            assert "…" not in garden.chips["help"].replace("https://…", "").replace("cherry …", "")
            assert garden.chips["help"] in garden.text, "a hint is not cut"
            row = next(y for y, line in enumerate(garden.lines) if f"▌{label} " in line)
            assert row < size[1] - 3, "the row that is changed is not covered"
            garden.is_sound()
            await garden.esc()
            garden.sees_no("▸")
            garden.sees("l log", "? help")
            await garden.keys("home")
        await at_detail(garden, "birthday")
        await garden.keys("e")
        assert "1990-05-10 or --05-10" in garden.chips["help"]


@pytest.mark.parametrize("field", ["birthday", "met_on"])
async def test_what_is_wrong_with_a_detail_hides_neither_it_nor_the_way_out(field: str) -> None:
    async with at_the_keys(friends(), size=(80, 24)) as garden:
        await garden.walks_to("Ada Byron")
        await garden.enter()
        await at_detail(garden, field)
        await garden.keys("e").types("99").enter()
        assert "error" in garden.chips
        garden.sees(f"▌{LABELS[field]} ", "enter keep", "esc leave")


async def test_the_keys_named_while_a_detail_is_typed_can_be_pointed_at_and_be_others() -> None:
    async with at_the_keys(friends(), size=(80, 24), keys={"leave_line": "ctrl+g"}) as garden:
        await garden.walks_to("Ada Byron")
        await garden.enter()
        await at_detail(garden, "birthday")
        await garden.keys("e")
        garden.sees("ctrl+g leave")
        await garden.keys("ctrl+g")
        garden.sees_no("▸")
        await garden.keys("e").clicks("leave")
        garden.sees_no("▸")
        await garden.keys("e").types("--05-10").clicks("keep")
        assert garden.stored("contacts", name="Ada Byron", birthday="--05-10")
        garden.sees_no("▸")


def brought() -> GardenBuilder:
    """Tom, whom Ada brought."""
    return (
        a_garden().with_contact("Ada Byron").with_contact("Tom Kerr", introduced_by="ada-byron")
        .met("Ada Byron", days_ago=3).met("Tom Kerr", days_ago=4)
    )  # fmt: skip


async def test_cuttings_lead_both_ways() -> None:
    async with at_the_keys(brought(), size=(120, 50)) as garden:
        await garden.walks_to("Ada Byron")
        await garden.enter()
        garden.sees("brought you")
        await garden.keys("i", "up", "enter")
        assert "Tom Kerr" in garden.heading
        garden.sees("a cutting of")
        await garden.keys("i", "up", "enter")
        assert "Ada Byron" in garden.heading


@pytest.mark.parametrize(
    ("urls", "opened"),
    [
        (("https://example.org/a b",), ""),
        (("javascript:alert(1)", "https://example.org/é"), "https://example.org/%C3%A9"),
        (("file:///etc/passwd",), ""),
        (("--help",), ""),
        (("https://",), ""),
        (("http://[bad",), ""),
        (("https://example.org/\x1b]8;;",), ""),
    ],
)
def test_only_a_web_page_is_ever_opened(urls: tuple[str, ...], opened: str) -> None:
    gardener = a_garden().with_contact("Ada Byron", urls=list(urls)).gardener()
    assert link(gardener, "ada-byron", "field:urls") == opened


def test_every_detail_of_a_contact_has_a_line() -> None:
    assert set(LABELS) == set(Contact._fields) - {"id", "engine", "rests", "archived"}
    assert value("tags", " , ") is None


async def test_the_contact_says_what_a_coffee_would_do_and_what_becomes_of_it() -> None:
    async with at_the_keys(friends(), size=(120, 50)) as garden:
        await garden.walks_to("Ada Byron")
        await garden.enter()
        garden.sees(
            "If you met today: thriving", "how it stands", "6 months ago", "today", "If nothing happens:"
        )
    async with at_the_keys(friends(), size=(30, 8)) as garden:
        await garden.enter()
        garden.is_sound()


async def test_a_review_that_is_left_is_gone_on_with_and_ends_by_a_key() -> None:
    async with at_the_keys(wilting(6)) as garden:
        await garden.keys("r", "w").enter()
        await garden.comes_to_see("2 of 5")
        second = garden.selected
        await garden.esc()
        await garden.keys("r")
        garden.sees("2 of 5")
        assert garden.selected == second
        await garden.keys("l").types("called them !send the map by friday").enter()
        await garden.comes_to_see("3 of 5")
        await garden.keys("x")
        garden.sees("The watering is done.", "Promised", "send the map", "a week ago", "For another day")
        await garden.esc()
        await garden.keys("r")
        garden.sees("1 of ")


async def test_the_timeline_is_filtered_as_one_types_and_esc_shows_everything() -> None:
    builder = a_garden().with_contact("Ada Byron")
    builder.met("Ada Byron", days_ago=3, kind="coffee", note="the cello")
    builder.met("Ada Byron", days_ago=40, kind="meal", place="Café Noma").met(
        "Ada Byron", days_ago=400, kind="coffee"
    )
    async with at_the_keys(builder, size=(120, 36)) as garden:
        await garden.keys("enter", "slash").types("cafe")
        garden.sees("⇄ meal")
        assert "⇄ coffee" not in garden.text
        await garden.keys(*["backspace"] * 4).types("coffee 2025").enter()
        garden.sees("only coffee 2025", "⇄ coffee")
        assert "⇄ coffee · the cello" not in garden.text
        assert "⇄ meal" not in garden.text
        await garden.keys("x")
        garden.sees("Take back:")
        await garden.keys("n")
        await garden.esc()
        garden.sees("⇄ coffee", "⇄ meal")
        assert garden.room == "contact"
        await garden.keys("slash").types("zebra").enter()
        garden.sees("Nothing holds these words")
        await garden.keys("i")
        garden.sees("birthday")
        await garden.esc()
        assert garden.room == "garden"
