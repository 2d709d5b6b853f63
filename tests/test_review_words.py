"""What a review says: why this one, why now, and a first line to write."""

from __future__ import annotations

from datetime import date

import pytest

from garden.core.model import Interaction
from garden.words.review import first_line, ready


@pytest.mark.parametrize(
    ("thirsty", "picked", "said"),
    [
        (30, 5, "30 are ready for water, these 5 first"),
        (7, 1, "7 are ready for water, this one first"),
        (3, 3, "ready for water"),
    ],
)
def test_a_review_says_how_many_are_ready_and_who_comes_first(thirsty: int, picked: int, said: str) -> None:
    assert ready(thirsty, picked) == said


def spoken(note: str) -> Interaction:
    return Interaction(id="i", on=date(2026, 11, 1), people=("ada",), kind="call", flow="both", note=note)


def test_a_first_line_takes_up_what_was_last_spoken_of_and_marks_it_as_ones_own_note() -> None:
    line = first_line(
        "Piotr Sobczak", spoken("The boat is sold, and he is lost without it. Looking for a keel.")
    )
    assert line == "Hi Piotr, I thought of our call [The boat is sold, and he is …]. How did it go on?"
    assert first_line("Ada", spoken("tea")) == "Hi Ada, I thought of our call [tea]. How did it go on?"
    assert first_line("Ada Byron", None) == "Hi Ada, I thought of you today. How are you?"
    assert len(first_line("Ada", spoken("x" * 4000))) < 120
