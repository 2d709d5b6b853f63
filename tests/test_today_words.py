"""What a day begins with: a line that fits, who comes first, and no debt."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from garden.core.model import Contact, Promise
from garden.core.reading import Reading
from garden.words import today as to_say
from tests.support import TODAY, a_garden


def born(*names: str, ahead: int) -> list[tuple[Contact, date]]:
    return [(Contact(name, name), TODAY + timedelta(days=ahead)) for name in names]


def first(name: str) -> Reading:
    return (
        a_garden()
        .with_contact("X", bed="friends")
        .met("X", days_ago=90)
        .gardener()
        .reading("x")
        ._replace(name=name)
    )


def owed(number: int) -> list[Promise]:
    return [Promise(f"p{n}", "tom", "the drill", due=TODAY) for n in range(number)]


def called(name: str) -> str:
    return name.split(maxsplit=1)[0]


def test_a_shell_is_greeted_with_who_comes_first_a_birthday_and_promises() -> None:
    malik = born("Malik Johnson", ahead=1)
    said = to_say.brief("Beatriz Almeida", malik, 5, TODAY, called=called)
    assert said == "Water Beatriz first · Malik's birthday tomorrow · 5 promises due"
    assert to_say.brief(None, [], 0, TODAY, called=called) == "Nobody needs water"
    resting = to_say.brief(None, [], 1, TODAY, called=called, rest=(None,))
    assert resting == "The whole garden rests · 1 promise due"
    three = born("Ada", "Tom", "Mei", ahead=0)
    assert to_say.brief("Ada", three, 0, TODAY, called=called) == "Water Ada first · 3 birthdays today"
    both = born("Ada", ahead=0) + malik
    assert to_say.brief("Ada", both, 0, TODAY, called=called).endswith(
        "Ada's birthday today · Malik's birthday tomorrow"
    )


@given(
    st.text("ab ", min_size=1, max_size=60), st.integers(0, 3), st.integers(0, 3), st.integers(0, 999),
    st.none() | st.tuples(st.none() | st.just(TODAY + timedelta(days=200))),
)  # fmt: skip
@example("a" * 15, 0, 1, 1, None)
@example("a" * 60, 1, 1, 999, (TODAY + timedelta(days=400),))
def test_a_shells_line_fits_whoever_it_names(
    name: str, now: int, then: int, due: int, rest: tuple[date | None] | None
) -> None:
    coming = born(*[name] * now, ahead=0) + born(*[name] * then, ahead=1)
    assert len(to_say.brief(name, coming, due, TODAY, called=str, rest=rest)) <= to_say.FITS


@pytest.mark.parametrize(
    ("malik", "who", "promises", "said"),
    [
        (["Malik Johnson"], "Beatriz Almeida", 5,
         "Malik's birthday is tomorrow. Beatriz could use water. 5 promises are due."),
        (["Mo Li"], "Ada Byron", 5, "Mo Li's birthday is tomorrow. Ada Byron could use water. 5 promises are due."),
        (["Mo Li", "Di Xu"], "Ada Byron", 1, "2 birthdays are tomorrow. Ada Byron could use water. 1 promise is due."),
        (["Mo Li", "Di Xu"], "", 0, "Mo Li's and Di Xu's birthday is tomorrow."),
        ([], "Ada Byron", 1, "Ada Byron could use water. You promised Tom Kerr: the drill, due today."),
        ([], "Ada Byron", 0, ""),
        ([], "", 0, ""),
    ],
)  # fmt: skip
def test_the_garden_greets_with_two_names_at_most(
    malik: list[str], who: str, promises: int, said: str
) -> None:
    coming = born(*malik, ahead=1)
    by = [first(who)] if who else []
    greeted = to_say.greeting(coming, owed(promises), lambda _: "Tom Kerr", TODAY, by)
    assert greeted == said
    assert len(greeted) <= to_say.FITS
