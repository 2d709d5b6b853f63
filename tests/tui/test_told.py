"""What is told beside a plant: as wide as asked for, as high as needed, and nothing of it lost."""

from __future__ import annotations

import pytest

from garden.botany.picture import Glyphs
from garden.core.outlook import outlook
from garden.tui.look import Look
from garden.tui.widgets.curve import Curve
from garden.tui.widgets.told import Facts, Title, wrapped
from garden.words import state_word
from garden.words.known import birthday, known
from tests.support import a_garden
from tests.tui.driver import at_the_keys

WIDTHS = [1, 9, 20, 43, 64, 71, 140]


async def a_look(glyphs: Glyphs = "quadrant") -> Look:
    async with at_the_keys(a_garden(), size=(80, 24)) as garden:
        look = garden.app.look
        look.glyphs = glyphs
        return look


@pytest.mark.parametrize("glyphs", ["quadrant", "ascii"])
@pytest.mark.parametrize("high", [2, 3])
async def test_a_curve_is_as_wide_as_asked_for_and_marks_today(glyphs: Glyphs, high: int) -> None:
    gardener = a_garden().with_contact("Ada Byron").met("Ada Byron", days_ago=9).gardener()
    curve = Curve.of(outlook(gardener.facts, "ada-byron", gardener.today), high)
    look = await a_look(glyphs)
    for width in WIDTHS:
        rows = curve.rows(width, look, "background")
        assert [strip.cell_length for strip in rows] == [width] * (high + 1)
        text = "\n".join(strip.text for strip in rows)
        assert glyphs != "ascii" or text.isascii()
        if width >= 43:
            assert "today" in text
            assert "asleep" in text
            assert "in a year" in text
            assert ("wilting" in text) == (high == 3)


@pytest.mark.parametrize("every", [7, 30, 42, 90, 365, 730])
@pytest.mark.parametrize("days", [(9,), (9, 100, 200, 300), tuple(range(3, 1500, 20))])
async def test_a_curve_ends_in_the_word_of_its_own_last_state(every: int, days: tuple[int, ...]) -> None:
    builder = a_garden().with_contact("Ada Byron", every=every)
    for ago in days:
        builder = builder.met("Ada Byron", days_ago=ago)
    gardener = builder.gardener()
    told = outlook(gardener.facts, "ada-byron", gardener.today)
    last = state_word(told.states[-1])
    look = await a_look()
    for high in (2, 3):
        *rows, _ = Curve.of(told, high).rows(71, look, "background")
        said = [strip.text[62:].strip() for strip in rows]
        if high == 2:
            assert [word for word in said if word] == [last]
        else:
            assert last in said
            assert {*said} <= {"", "wilting", last}


async def test_facts_keep_every_word_beside_their_labels() -> None:
    facts = Facts(
        [("met", "at a course on making very small things smaller still, in the rain"), ("birthday", "5 May"),
         ("last", "call, 13 Oct"), ("tags", "#a #b")]
    )  # fmt: skip
    look = await a_look()
    for width in WIDTHS[2:]:
        strips = wrapped([Title("what is known"), facts], width, look, "background")
        assert all(strip.cell_length == width for strip in strips)
        seen = " ".join(" ".join(strip.text for strip in strips).split())
        for label, said in facts.facts:
            assert label in seen
            assert all(word in seen for word in said.split() if len(word) < width - 14)
    assert len(wrapped([facts], 100, look, "background")) < len(wrapped([facts], 60, look, "background"))


@pytest.mark.parametrize(
    ("kept", "said"),
    [("1990-05-10", "10 May 1990"), ("--05-10", "10 May"), ("--02-29", "29 Feb"), ("in spring", "in spring"),
     ("9999-12-31", "31 Dec 9999")],
)  # fmt: skip
def test_a_birthday_is_said_as_one_would_say_it(kept: str, said: str) -> None:
    assert birthday(kept) == said


def test_what_is_known_has_a_label_each_and_blames_nobody() -> None:
    gardener = (
        a_garden()
        .with_contact(
            "Ada Byron", title="mathematician", org="Engines", met_how="by letter", birthday="1815-12-10"
        )
        .met("Ada Byron", days_ago=400)
        .met("Ada Byron", days_ago=100, kind="walk")
        .gardener()
    )
    facts, person = gardener.facts, "ada-byron"
    found = dict(
        known(
            gardener.reading(person),
            facts.contacts[person],
            list(facts.history(person)),
            cutting_of="Tom Kerr",
            introduced=["Mei", "Olu"],
        )
    )
    assert found["work"] == "mathematician at Engines"
    assert found["met"] == "by letter"
    assert found["birthday"] == "10 Dec 1815"
    assert found["last"].startswith("walk, ")
    assert found["in touch for"].endswith(", 2 times")
    assert found["brought you"] == "Mei and Olu"
    assert found["a cutting of"] == "Tom Kerr"
    assert "ready since" in found
