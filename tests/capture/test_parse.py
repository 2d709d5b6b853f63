"""What a sentence means: the lists of cases, the screen's helps, and that no text whatever can break it."""

# ruff: noqa: PT017 - a list of words; a fault that may or may not come
from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from garden.capture import lexicon
from garden.capture.draft import Draft, Owed
from garden.capture.names import Names
from garden.capture.parse import parse
from garden.capture.render import sentence
from garden.core.errors import Misread
from garden.core.model import FAVORS, FLOWS, KINDS, Contact
from tests.capture.sentence_cases import Case, faults, load

TODAY = date(2026, 11, 23)
NAMES, _, OWN = load(Path(__file__).with_name("sentences.toml"))
(SOMEBODY,) = NAMES.find("Ida")
CONTRACT = [folder / "shared" / "capture" / "examples.toml" for folder in Path(__file__).parents[3:5]]
"""The contract's own list, where its folder stands beside the checkout (or beside the folder of
worktrees)."""


@pytest.mark.parametrize("case", OWN, ids=lambda case: case["say"])
def test_a_sentence_means_what_it_says(case: Case) -> None:
    assert faults(case, NAMES, TODAY) == []


def test_every_sentence_of_the_contract_means_what_it_says() -> None:
    found = [path for path in CONTRACT if path.exists()]
    if not found:
        pytest.skip("the contract's examples.toml does not stand beside this checkout")
    names, today, cases = load(found[0])
    wrong = {case["say"]: bad for case in cases if (bad := faults(case, names, today))}
    assert wrong == {}


@pytest.mark.parametrize("held_out", ["holdout.toml", "holdout_two.toml"])
def test_sentences_held_out_mean_what_they_say(held_out: str) -> None:
    names, today, cases = load(Path(__file__).with_name(held_out))
    assert len(cases) > 150
    wrong = {case["say"]: bad for case in cases if (bad := faults(case, names, today))}
    assert wrong == {}


def people(sentence: str, **helps: object) -> list[str]:
    return [NAMES.name(id_) for id_ in parse(sentence, NAMES, TODAY, **helps).people]  # type: ignore[arg-type]


def test_the_screen_knows_who_where_the_sentence_names_nobody() -> None:
    (ida,) = NAMES.find("Ida")
    assert people("coffee yesterday at Tivoli, she moved", known=[ida]) == ["Ida Falk"]
    assert people("helped with the move", known=[ida]) == ["Ida Falk"]
    assert people("coffee with Hope", known=[ida]) == ["Hope Adjei"]
    draft = parse("she emailed me about the boat", NAMES, TODAY, known=[ida])
    assert (draft.people, draft.flow, draft.kind) == ((ida,), "in", "email")


def test_a_name_nobody_has_is_not_replaced_by_whom_the_screen_knows() -> None:
    (ida,) = NAMES.find("Ida")
    draft = parse("coffee with Barnaby", NAMES, TODAY, known=[ida])
    assert (draft.people, draft.unknown, draft.settled) == ((), ("Barnaby",), False)


def test_an_ambiguous_word_is_settled_by_a_choice_and_only_by_one_that_fits() -> None:
    (quint,), (ida,) = NAMES.find("Leo Quint"), NAMES.find("Ida")
    assert parse("coffee with Leo", NAMES, TODAY).ambiguous[0].candidates == NAMES.find("Leo")
    assert people("coffee with Leo and Ida", settled={"leo": quint}) == ["Leo Quint", "Ida Falk"]
    assert parse("coffee with Leo", NAMES, TODAY, settled={"leo": ida}).ambiguous


def test_an_emoji_does_not_split_a_name() -> None:
    names = Names.of([Contact("z", "Zoé 🌻 Martin"), Contact("i", "Ida Falk")])
    for say in ("coffee with Zoé 🌻 Martin", "coffee with zoe martin", "Zoé 🌻 Martin emailed me"):
        draft = parse(say, names, TODAY)
        assert (draft.people, draft.unknown, draft.note) == (("z",), (), "")
    assert parse("coffee with Ida and Lou 👩‍🌾 Pike, tea", names, TODAY).unknown == ("Lou 👩‍🌾 Pike",)
    assert parse("coffee with Ida 🌻", names, TODAY).people == ("i",)


def test_spans_point_at_the_words() -> None:
    say = "coffee with Ida and Barnaby yesterday at Tivoli 45m #x, her thesis !send notes by Friday +got"
    spans = [(say[span.start : span.end], span.part) for span in parse(say, NAMES, TODAY).spans]
    assert spans == [
        ("coffee", "kind"),
        ("Ida", "who"),
        ("Barnaby", "unknown"),
        ("yesterday", "when"),
        ("at Tivoli", "place"),
        ("45m", "minutes"),
        ("#x", "tag"),
        ("her thesis", "note"),
        ("!send notes by Friday", "promise"),
        ("+got", "favor"),
    ]


@pytest.mark.parametrize(
    ("said", "promises"),
    [
        ("coffee with Ida, promised to send the deck by friday", [("send the deck", "me", True)]),
        ("coffee with Ida, and promised to send the deck by friday", [("send the deck", "me", True)]),
        ("coffee with Ida, I promised to send the deck by friday #work", [("send the deck", "me", True)]),
        ("coffee with Ida; promised her to send the deck by friday.", [("send the deck", "me", True)]),
        ("coffee with Ida - promised Ida the deck by friday", [("the deck", "me", True)]),
        ("coffee with Ida yesterday, promised to send the deck, by friday", [("send the deck", "me", True)]),
        ("coffee with Ida about boats, promised to send the deck by friday", [("send the deck", "me", True)]),
        ("coffee with Ida, she got the job, I promised to send the deck by friday", [("send the deck", "me", True)]),
        ("coffee with Ida, I've promised to send the deck by friday?", [("send the deck", "me", True)]),
        ("coffee with Ida, promised to send the deck. She starts on friday", [("send the deck", "me", False)]),
        ("coffee with Ida, promised to send the deck by friday, great fun", [("send the deck", "me", True)]),
        ("coffee with Ida, promised to send the deck by friday. Great fun", [("send the deck", "me", True)]),
        ("coffee with Ida, promised to call! Great fun", [("call", "me", False)]),
        ("coffee with Ida, promised the deck by friday", [("the deck", "me", True)]),
        ("coffee with Ida, promised to call, I promised to call by friday", [("call", "me", True)]),
        ("coffee with Ida, promised to call by friday !Call", [("Call", "me", True)]),
        ("coffee with Ida !call !call by friday", [("call", "me", True)]),
        ("Ida called, promised Ida to send the deck by friday", [("send the deck", "me", True)]),
        ("email from Ida, promised me the deck by friday", [("the deck", "them", True)]),
        ("coffee with Ida, her new job, promised to send the deck by friday", []),
        ("coffee with Ida, promised to send the deck, she starts on friday", [("send the deck", "me", False)]),
        ("coffee with Ida, promised to send the deck", [("send the deck", "me", False)]),
        ("coffee with Ida, promised to call !send a card", [("call", "me", False), ("send a card", "me", False)]),
        ("coffee with Ida, promised to call by friday !call by friday", [("call", "me", True)]),
        ("Ida called, promised to send the deck by friday", [("send the deck", "them", True)]),
        ("coffee with Ida, promised me the deck by friday", [("the deck", "them", True)]),
        ("coffee with Ida, she promised to send the deck by friday", []),
        ("coffee with Ida, Ida promised to send the deck by friday", []),
        ("coffee with Ida, she got the job, promised to send the deck by friday", []),
        ("coffee with Ida, promised Leo to send the deck by friday", []),
        ("coffee with Ida, promised her boss to call by friday", []),
        ("coffee with Ida, promised not to tell before friday", []),
        ("coffee with Ida, promised land by friday", []),
        ("coffee with Ida, was promised a raise by friday", []),
        ("coffee with Ida, promised by Leo", []),
        ("coffee with Ida, promised to", []),
        ("coffee with Ida, promised the", []),
        ("coffee with Ida, promised", []),
        ("coffee with Ida: promised to send the deck by friday", []),
        ('coffee with Ida, "promised to send the deck by friday"', []),
    ],
)  # fmt: skip
def test_what_was_promised_behind_a_comma_is_a_promise_and_stays_in_the_note(
    said: str, promises: list[tuple[str, str, bool]]
) -> None:
    draft = parse(said, NAMES, TODAY)
    friday = TODAY + timedelta(days=(4 - TODAY.weekday() - 1) % 7 + 1)
    due = {True: friday, False: None}
    assert list(draft.promises) == [Owed(text, by, due[day]) for text, by, day in promises]  # type: ignore[arg-type]
    assert draft.settled
    assert draft.people == parse("Ida", NAMES, TODAY).people
    assert "promised" in draft.note or "promised" not in said
    places = [said[span.start : span.end] for span in draft.spans if span.part == "promise"]
    assert len(places) >= len(promises)
    assert all(any(text in place for place in places) for text, _, _ in promises)
    again = sentence(draft, NAMES, TODAY)
    assert parse(again, NAMES, TODAY) == draft, "said again it is no other promise"


@pytest.mark.parametrize(
    "told",
    [
        "promised myself to go by friday", "promised ourselves to go by friday",
        "promised my mother to call by friday", "promised the kids to call by friday", "promised a friend to call",
        "promised my mother a card", "promised the kids ice cream by friday", "promised the deck to Leo by friday",
        "promised to Ida to send it", "promised to Ida", "promised to Zachary to send it", "promised to her to call",
        "promised to the kids to call", "promised this would end", "promised that it is safe",
        "promised her that it is safe", "promised Ida the deck would be ready", "promised it by friday",
        "promised Ida's sister to call", "her boss was there, promised to help by friday",
        "my landlord called, promised to help by friday", "the company is mad, promised me the rent by friday",
        "she said, I promised to call by friday", "I was promised the deck by friday", "I promised me the deck",
        "promised to call mr. Smith by friday", "promised to read J. K. Rowling by friday",
        "promised to call at 5 p.m.", "promised to call at 5 p.m. on friday",
        "promised to bring bread, butter and milk by friday", "promised to send the deck - by friday",
        "promised to call 5–6 on friday", "promised to send (the deck) by friday",
        "promised to send “the deck” by friday", 'promised to send "the deck" by friday',
        "promised to send the deck by friday? she starts", "promised to by friday", "promised to friday",
        "promised to send the by friday", "promised to send #deck by friday", "promised to send the #deck",
        "promised to send the deck by 30/02", "promised to send: the deck by friday",
        "her plan: great, promised to send the deck by friday", "her plan: great, I promised to send the deck",
        "promised to call by friday, I promised to call by thursday", "promised to send the deck...",
        "promised to send the deck, friday", "promised to send the deck by friday, or monday",
        "promised to send it by friday and call", "promised to send it by friday, the 4th",
        "promised to read " + "very " * 70 + "much by friday",
    ],
)  # fmt: skip
def test_what_is_not_plain_of_a_promise_in_words_is_the_note_alone(told: str) -> None:
    draft = parse(f"coffee with Ida, {told}", NAMES, TODAY)
    assert draft.promises == ()
    assert "promised" in draft.note


@pytest.mark.parametrize(
    ("said", "by"),
    [
        ("coffee with Ida and Hattie, promised to send the deck", "me"),
        ("coffee with Ida and Hattie, promised Ida to send the deck", "me"),
        ("met Ida, promised to send the deck", "me"),
        ("coffee Ida, promised to send the deck", "me"),
        ("I had coffee with Ida, promised to send the deck", "me"),
        ("Ida rang yesterday, promised to send the deck", "them"),
        ("Ida emailed, I promised to send the deck", "me"),
        ("coffee with Ida and Hattie, promised Hattie to send the deck", None),
        ("coffee with Ida and Hattie, promised her to send the deck", None),
        ("coffee with Ida and Hattie, promised me the deck", None),
        ("coffee with Ida and Zachary, promised her to send the deck", None),
        ("Ida and Hattie called, promised to send the deck", None),
        ("Ida and I had coffee, promised to send the deck", None),
        ("Ida called me, promised to send the deck", None),
        ("Ida emailed, promised to send the deck", None),
        ("Ida emailed me, promised to send the deck", None),
        ("Ida gave me a lift, promised to send the deck", None),
        ("Ida lent me a drill, promised to bring it back", None),
        ("Ida asked me for help, promised to send the deck", None),
        ("email from Ida, promised to send the deck", None),
        ("was called by Ida, promised to send the deck", None),
        ("Ida introduced me to Hattie, promised to send the deck", None),
        ("met Ida through Hattie, promised to send the deck", None),
        ("Ida introduced me to Hattie, promised Hattie to send the deck", None),
        ("coffee with Ida who brought her boss, promised to send the deck", None),
        ("email with Ida +in, promised to send the deck", None),
    ],
)
def test_who_promised_and_to_whom_is_never_guessed(said: str, by: str | None) -> None:
    assert [owed.by for owed in parse(said, NAMES, TODAY).promises] == ([by] if by else [])


def test_a_fault_points_at_its_words_and_says_what_to_do() -> None:
    say = "coffee with Ida on February 30"
    with pytest.raises(Misread) as caught:
        parse(say, NAMES, TODAY)
    assert say[caught.value.start : caught.value.end] == "on February 30"
    assert "no February 30" in str(caught.value)


@pytest.mark.parametrize(
    ("say", "words"),
    [
        ("coffee with Ida on Dec 5", "say the year"),
        (" ", "Nothing"),
    ],
)
def test_a_refusal_says_why(say: str, words: str) -> None:
    with pytest.raises(Misread, match=words):
        parse(say, NAMES, TODAY)


def test_a_quoted_note_is_kept_letter_for_letter() -> None:
    assert (
        parse(r'coffee with Ida: "she said \"go\" #now !soon +got"', NAMES, TODAY).note
        == 'she said "go" #now !soon +got'
    )


@pytest.mark.parametrize(
    "shape",
    ["coffee with {}", "{} emailed me", "called {} yesterday", "lunch with Ida and {}", "got a gift from {}"],
)
@pytest.mark.parametrize("name", ["Leo", "leo", "Barnaby", "Barnaby Quill", "Ida Lovelock"])
def test_no_doubtful_name_is_ever_settled_in_silence(shape: str, name: str) -> None:
    assert not parse(shape.format(name), NAMES, TODAY).settled


VOCABULARY = [
    *lexicon.PHRASES,
    *lexicon.MONTHS,
    *lexicon.WEEKDAYS,
    *lexicon.STOP,
    *lexicon.FILLERS,
    *"""Ida Leo Drew
    March June 李雷 Ida's
    Nobody 3 14 30 2026 2025-02-30 2026-11-01 99999999 14th ago days weeks of , ; : - — . ( ) " ' ’s @ @Bar
    @"x #t #"a !send ?she by
    +in +got <- -> and with & + from to for 45m 1h30 an hour half 0 -1 ² ½ ١٢ Ⅷ 🌻 İ ß ﬁ 99999h 1:1 3.11.2026
    31/12/99""".split(),
]


def check(text: str, today: date = TODAY) -> Draft | None:
    """Parse; only Misread may be raised, and every field must be what its type says."""
    try:
        draft = parse(text, NAMES, today)
    except Misread as error:
        assert 0 <= error.start <= error.end <= len(text)
        return None
    assert draft.kind in KINDS
    assert draft.flow in FLOWS
    assert draft.favor is None or draft.favor in FAVORS
    assert draft.on <= today
    assert all(text[one.start : one.end] == one.text and one.why for one in draft.unclear)
    assert not (draft.unclear and draft.settled)
    assert len(set(draft.people)) == len(draft.people)
    assert all(0 <= span.start < span.end <= len(text) for span in draft.spans)
    return draft


@given(st.text(max_size=80), st.dates())
def test_any_text_on_any_day_is_read_or_refused(text: str, today: date) -> None:
    check(text, today)
    check(f"coffee with Ida {text}", today)


@given(st.lists(st.sampled_from(VOCABULARY), max_size=14))
def test_any_words_in_any_order_are_read_or_refused(words: list[str]) -> None:
    check(" ".join(words))


@pytest.mark.slow
def test_a_hundred_thousand_random_sentences() -> None:
    chance = random.Random(5)
    for _ in range(100_000):
        check(" ".join(chance.choice(VOCABULARY) for _ in range(chance.randint(1, 12))))


def test_names_are_found_among_five_thousand() -> None:
    many = [Contact(f"c-{k:05}", f"Person{k} Family{k % 97}") for k in range(5000)]
    names = Names.of([*many, Contact("c-ida", "Ida Falk")])
    assert parse("coffee with ida and person4321 family53", names, TODAY).people == ("c-ida", "c-04321")


@pytest.mark.parametrize(
    ("said", "note"),
    [
        ("coffee, promised to send the book", "promised to send the book"),
        ("coffee, she starts the new job", "she starts the new job"),
        ("lunch; talked about the move", "talked about the move"),
        ("call: her mother is ill", "her mother is ill"),
        ("coffee about the grant, she got it", "the grant, she got it"),
        ("coffee 45m, he gave me a book", "he gave me a book"),
        ("dinner at Noma last night: her news", "her news"),
        ("walk by the river", "by the river"),
        ("emailed her about the boat", "the boat"),
        ("called her yesterday, mother is ill", "mother is ill"),
        ("coffee yesterday 45m #choir", ""),
    ],
)
def test_no_word_of_a_note_is_lost_where_it_is_known_with_whom_it_was(said: str, note: str) -> None:
    read = parse(said, NAMES, TODAY, known=[SOMEBODY])
    assert (read.people, read.note) == ((SOMEBODY,), note)
    assert read.settled


def test_what_is_to_come_is_refused_also_where_it_is_known_with_whom() -> None:
    assert parse("coffee promised to send the book", NAMES, TODAY, known=[SOMEBODY]).unclear


@pytest.mark.parametrize("listed", ["Ida, Yuki", "Ida and Yuki", "Ida, Asha and Yuki"])
@pytest.mark.parametrize("lead", ["", "I ", "then "])
def test_a_promise_joined_to_a_list_of_people_loses_nobody(listed: str, lead: str) -> None:
    draft = parse(f"coffee with {listed} and {lead}promised to send the deck", NAMES, TODAY)
    assert draft.people == parse(f"coffee with {listed}", NAMES, TODAY).people
    assert len(draft.people) == listed.count(",") + 1 + listed.count(" and ")
    assert [owed.text for owed in draft.promises] == ["send the deck"]
