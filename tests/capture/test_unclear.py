"""What is not understood, and looks like a day, a slip, a deed that did not happen or one to come, is said."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest

from garden.capture.draft import Owed, Unclear
from garden.capture.parse import parse
from garden.capture.slips import distance, nearest, slip_of
from tests.capture.sentence_cases import load

NAMES, TODAY, _ = load(Path(__file__).with_name("holdout.toml"))
"""On Wednesday 17 March 2027."""


def doubts(sentence: str) -> tuple[Unclear, ...]:
    return parse(sentence, NAMES, TODAY).unclear


@pytest.mark.parametrize(
    ("sentence", "text", "why"),
    [
        ("coffee with ruth in 1890", "in 1890", "not a day"),
        ("coffee with ruth 31/13", "31/13", "not a day"),
        ("coffee with ruth 12.11.", "12.11", "not a day"),
        ("coffee with ruth 12-11", "12-11", "not a day"),
        ("coffee with ruth the other day", "the other day", "not a day"),
        ("recently coffee with ruth", "recently", "not a day"),
        ("coffee with ruth, soon", "soon", "not a day"),
        ("coffee with ruth 2 weks ago", "2 weks ago", "not a day"),
        ("helped ruth move house in february", "in february", "Say the day"),
        ("coffee with ruth yesterday last friday", "last friday", "Two days"),
        ("coffee with ruth yeterday", "yeterday", "did you mean “yesterday”?"),
        ("coffee with ruth last wendesday", "wendesday", "did you mean “Wednesday”?"),
        ("coffe with ruth", "coffe", "did you mean “coffee”?"),
        ("calld ruth", "calld", "did you mean “called”?"),
        ("didn't meet omar", "didn't meet", "did not happen"),
        ("omar never showed up", "never showed", "did not happen"),
        ("lunch with omar, cancelled", "cancelled", "did not happen"),
        ("missed lunch with omar", "missed", "did not happen"),
        ("coffee with ruth on friday next week", "on friday next week", "still to come"),
        ("coffee with ruth, tomorrow", "tomorrow", "still to come"),
        ("should call ruth", "should", "still to come"),
        ("called ruth and will send her the plan", "will", "still to come"),
        ("maybe coffee with ruth", "maybe", "still to come"),
        ("may call ruth", "may", "still to come"),
        ("dinner with ruth planned", "planned", "still to come"),
        ("coffee with ruth this friday", "this friday", "still to come"),
        ("almost called ruth", "almost called", "did not happen"),
        ("coffee with ruth mid-October", "mid-October", "not a day"),
        ("coffee with ruth, end of january", "end of january", "not a day"),
    ],
)
def test_it_is_said_what_is_unclear_and_why(sentence: str, text: str, why: str) -> None:
    (one,) = doubts(sentence)
    assert one.text == text == sentence[one.start : one.end]
    assert why in one.why
    assert one.hint
    assert not parse(sentence, NAMES, TODAY).settled


@pytest.mark.parametrize(
    ("sentence", "offer"),
    [
        ("promised hattie to fix the shed", Owed("fix the shed")),
        ("I'll send omar the book tomorrow", Owed("send omar the book", "me", date(2027, 3, 18))),
        ("coffee with ruth next friday", Owed("coffee with ruth", "me", date(2027, 3, 26))),
        ("omar promised me a map", Owed("a map", "them")),
        ("omar will send me the plan by friday", Owed("send me the plan", "them", date(2027, 3, 19))),
    ],
)
def test_what_is_to_come_is_offered_as_a_promise(sentence: str, offer: Owed) -> None:
    assert doubts(sentence)[0].offer == offer


@pytest.mark.parametrize(
    "sentence",
    [
        "coffee with ruth: tomorrow we fly",
        "coffee with ruth: yeterday",
        'coffee with ruth "30/02"',
        "coffee with ruth, she never liked 1950",
        "coffee with ruth 3.5 km from home",
        "coffee with ruth 50/50",
        "lunch with ruth about the summer, the plan for 2030",
        "called omar but he didn't answer",
        "texted omar no reply",
        "told omar that I will be late tomorrow",
        "invited omar to dinner tomorrow",
        "stayed with hattie two nights",
        "biking with ruth",
        "visited ruth ill in bed",
        "coffee with may",
        "may called",
        "dinner with ruth planned the trip",
        "call with ruth almost an hour",
        "saw omar at the well",
    ],
)
def test_a_note_is_left_alone(sentence: str) -> None:
    assert doubts(sentence) == ()


def test_in_a_thousand_sentences_no_doubtful_name_is_settled() -> None:
    chance = random.Random(11)
    shapes = ["coffee with {}", "called {} yesterday", "{} emailed me about the boat", "lunch with Ruth and {}",
              "introduced {} to Omar", "got a gift from {}", "walk with {}, Dana and May", "asked {} for advice",
              "texted {} 20m #x", "visited {} in Leeds on friday"]  # fmt: skip
    doubtful = ["Ben", "ben", "BEN", "Quentin", "Rosalind Pike", "Ruth Ellery", "Bob O'Neil", "Wilhelmina"]
    letters = "bcdfgklmnprstvz"
    for _ in range(92):
        first, vowel, last = chance.choice(letters), chance.choice("aeiou"), chance.choice(letters)
        doubtful.append(f"{first.upper()}{vowel}{last}xq")
    said = {shape.format(name) for shape in shapes for name in doubtful}
    assert len(said) > 900
    assert [one for one in said if parse(one, NAMES, TODAY).settled] == []


def test_distance_counts_slips_up_to_its_limit() -> None:
    assert [distance("okfor", "okafor", 2), distance("adda", "ada", 1), distance("ab", "ba", 1)] == [1, 1, 1]
    assert distance("kitten", "sitting", 2) == 3
    assert distance("", "abc", 5) == 3


def test_only_a_slip_of_the_hand_is_one() -> None:
    assert slip_of("lnuch", {"lunch"}) == "lunch"
    assert slip_of("lubch", {"lunch"}) == "lunch"
    assert slip_of("lench", {"lunch"}) is None  # e is nowhere near u
    assert nearest("yestrday", ["today", "yesterday"]) == "yesterday"
    assert nearest("birthday", ["thursday", "friday"]) is None
