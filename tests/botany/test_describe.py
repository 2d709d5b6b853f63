"""The prose twin says what the picture shows: for every plant there can be, a sentence, and the flowers counted."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from garden.botany.canvas import CENTRE, PETAL, Canvas, Mask
from garden.botany.describe import describe
from garden.botany.draw import Studio
from garden.botany.painting import Moment, Painting
from garden.botany.picture import SIZES, Plant
from garden.core.reading import STAGES, STATES
from garden.core.roots import Stage
from tests.botany.botany_plants import plant

NUMBERS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)


class Watched(Canvas):
    """A canvas that remembers in which order flowers were put on it, and what of each was covered by later ones."""

    def __init__(self, columns: int, rows: int) -> None:
        super().__init__(columns, rows)
        self.flowers: list[tuple[set[tuple[int, int]], set[tuple[int, int]]]] = []

    def mask(self, mask: Mask, x: int, y: int, role: int, tone: int) -> None:
        """A shape; of a flower first the petals, then the centre."""
        super().mask(mask, x, y, role, tone)
        if role == PETAL:
            self.flowers.append((set(), set()))
        if role in (PETAL, CENTRE) and self.flowers:
            places = {(x + dx, y + dy) for dx, dy, _ in mask}
            places = {(px, py) for px, py in places if 0 <= px < self.width and 0 <= py < self.height}
            for seen, _ in self.flowers[:-1]:
                seen.difference_update(places)
            for mine in self.flowers[-1]:
                mine.update(places)


def drawn(p: Plant, studio: Studio, size: str) -> tuple[int, int]:
    """How many flowers the picture surely shows, and how many at most; a seed packet's picture of one is none."""
    seen = Watched(*SIZES[size])
    Painting(seen, studio.species_for(p), studio.adult(p), Moment.of(p, size, 0, 1.0)).all()  # type: ignore[arg-type]
    if p.state == "new":
        return 0, 0
    shares = [len(on) / len(whole) for on, whole in seen.flowers if whole]
    return sum(share >= 0.7 for share in shares), len(shares)


def said(sentence: str) -> int | None:
    """How many flowers a sentence counts; None where they are more than are counted."""
    found = re.search(r"(\w+) (?:flower|acorn|coconut|catkin|spore cluster)s?\b", sentence)
    if found is None:
        return 0
    return None if found[1] == "dozen" else NUMBERS.index(found[1])


@st.composite
def plants(draw: st.DrawFn) -> Plant:
    maturity = draw(st.floats(0, 1))
    stage: Stage = STAGES[min(6, int(maturity * 6))]
    return Plant(
        id=draw(st.text(max_size=8)),
        species=draw(st.sampled_from(["oak", "rose", "cactus", "fern", "tulip", "willow", "", "[/b]<i>"])),
        engine=1,
        state=draw(st.sampled_from([None, *STATES])),
        stage=stage,
        maturity=maturity,
        vitality=draw(st.none() | st.floats(0, 1)),
        balance=draw(st.floats(-1, 1)),
        leaves=draw(st.integers(0, 400)),
        blooms=draw(st.integers(0, 90)),
        fresh=draw(st.booleans()),
    )


@settings(max_examples=120, deadline=None)
@given(p=plants(), size=st.sampled_from(["portrait", "tile", "small"]))
def test_every_plant_has_a_sentence_and_its_flowers_are_counted(studio: Studio, p: Plant, size: str) -> None:
    sentence = describe(p, studio, size)  # type: ignore[arg-type]
    counted, (least, most) = said(sentence), drawn(p, studio, size)
    assert least <= counted <= most if counted is not None else most > len(NUMBERS) - 1
    assert sentence[0].isupper()
    assert sentence.endswith(".")
    assert re.fullmatch(r"[A-Za-z0-9 ,;:.]+", sentence), "markup, or a sign nobody says"
    assert all(unicodedata.category(sign)[0] != "C" for sign in sentence)
    assert " ," not in sentence
    assert "  " not in sentence


@settings(max_examples=60, deadline=None)
@given(p=plants())
def test_what_is_said_of_lean_and_sleep_is_what_is_drawn(studio: Studio, p: Plant) -> None:
    sentence = describe(p, studio)
    if abs(p.balance) < 0.3:
        assert "leaning" not in sentence
    if "leaning" in sentence:
        assert ("toward you" in sentence) == (p.balance > 0)
        straight = studio.picture(p._replace(balance=0.0), "portrait")
        assert studio.picture(p, "portrait") != straight
    if "in full leaf" in sentence or "seed leaves open" in sentence:
        assert p.vitality is None or p.state in (None, "new", "thriving", "thirsty", "resting")
    if p.state == "dormant" and p.maturity > 1 / 6:
        assert "asleep" in sentence
    if "opened today" in sentence or "grew today" in sentence:
        assert p.fresh
        assert studio.picture(p, "portrait") != studio.picture(p._replace(fresh=False), "portrait")


@pytest.mark.parametrize("name", ["oak", "rose", "cactus", "fern", "lavender", "palm", "tulip"])
def test_a_plant_grows_up_in_words(studio: Studio, name: str) -> None:
    words = [
        describe(plant("ada", name, maturity=stage / 6 + 0.001, leaves=9 * stage, blooms=0), studio)
        for stage in range(7)
    ]
    for sentence, word in zip(
        words, ("seed of", "just sprouted", "seedling", "young", "mature", "grand", "ancient"), strict=True
    ):
        assert word in sentence
        assert name in sentence


def test_the_words_follow_the_water(studio: Studio) -> None:
    def of(state: str, vitality: float | None) -> str:
        return describe(plant("ada", "oak", state=state, vitality=vitality, blooms=2), studio)

    assert "leaf" in of("thriving", 1.0)
    assert "drooping a little" in of("thirsty", 0.5)
    assert "leaves fallen, two acorns hanging" in of("wilting", 0.4)
    assert "asleep, its twigs bare but for pale buds" in of("dormant", 0.02)
    assert "under a soft cover of snow" in of("resting", 0.5)
    assert of("new", None) == "Fresh earth and a seed packet: an oak to come."


def test_a_branch_without_a_leaf_is_said_and_no_more_once_it_bears_one(studio: Studio) -> None:
    few, many = (
        describe(plant("ada", "cherry", maturity=0.52, leaves=leaves, blooms=0), studio)
        for leaves in (12, 300)
    )
    assert re.search(r"; \w+ branch(es)? bare", few)
    assert "bare" not in many


def test_the_leaf_of_today_is_said_for_a_day(studio: Studio) -> None:
    for name in ("oak", "fern", "cactus"):
        today, tomorrow = (
            describe(plant("ada", name, maturity=0.55, leaves=5, fresh=fresh), studio)
            for fresh in (True, False)
        )
        assert "today" in today
        assert "today" not in tomorrow


def test_an_icon_is_described_by_its_portrait(studio: Studio) -> None:
    assert describe(plant(), studio, "icon") == describe(plant(), studio, "portrait")
