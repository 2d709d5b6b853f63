"""A draft said as a sentence reads back as the same draft."""

# ruff: noqa: PT017 - a fault that may or may not come
from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from garden.capture.draft import Doubt, Draft, Owed
from garden.capture.names import Names
from garden.capture.parse import parse
from garden.capture.render import sentence
from garden.core.model import FAVORS, FLOWS, KINDS, Contact

TODAY = date(2026, 11, 23)
PEOPLE = [
    Contact("c-ada", "Ada Byron"),
    Contact("c-ada2", "Ada"),
    Contact("c-twin1", "Kim Park"),
    Contact("c-twin2", "Kim Park"),
    Contact("c-april", "April May"),
    Contact("c-smith", "Smith, John"),
    Contact("c-and", "Tom and Jerry"),
    Contact("c-mark", "[/b] #x"),
    Contact("c-quote", 'Bob "Bo" Quay'),
    Contact("c-zh", "王小明"),
    Contact("c-empty", "’"),
    Contact("c-fem", "Zoë O’Neil-Müller"),
    Contact("c-at", "with @Noma"),
    Contact("c-coffee", "Coffee"),
    Contact("c-owner", "Ada's"),
    Contact("c-will", "Will"),
    Contact("c-sunday", "Sunday Adeyemi"),
    Contact("c-emoji", "🌻"),
]
NAMES = Names.of(PEOPLE)
IDS = [contact.id for contact in PEOPLE]
TEXT = st.one_of(
    st.sampled_from(
        [
            "",
            "the grant",
            "she said +got",
            "#tag in it",
            "moved on Friday",
            'a "quoted" word',
            "!not a promise",
            "with Ada",
            "-> there",
            "at Noma by Friday",
            "“curly”",
            "a, b; c: d",
            "back\\slash",
            '"all quoted"',
            "by 2026-12-01",
            "?",
            "2 hours ago",
        ]
    ),
    st.text(max_size=30),
).map(str.strip)
DAYS = st.integers(-3000, 3000).map(lambda n: TODAY + timedelta(n))

DRAFTS = st.builds(
    Draft,
    on=st.integers(0, 4000).map(lambda n: TODAY - timedelta(n)),
    people=st.lists(st.sampled_from(IDS), min_size=1, max_size=4, unique=True).map(tuple),
    kind=st.sampled_from(KINDS),
    flow=st.sampled_from(FLOWS),
    favor=st.sampled_from([None, *FAVORS]),
    introduced=st.lists(st.sampled_from(IDS), max_size=2, unique=True).map(tuple),
    minutes=st.one_of(st.none(), st.integers(1, 10_080)),
    place=TEXT,
    tags=st.lists(TEXT.filter(bool), max_size=2, unique=True).map(tuple),
    note=TEXT,
    promises=st.lists(
        st.builds(Owed, TEXT.filter(bool), st.sampled_from(["me", "them"]), st.one_of(st.none(), DAYS)),
        max_size=2,
        unique_by=lambda owed: (owed.by, *owed.text.casefold().split()),
    ).map(tuple),
)


@given(DRAFTS)
def test_any_draft_said_reads_back_as_itself(draft: Draft) -> None:
    draft = replace(draft, introduced=tuple(i for i in draft.introduced if i not in draft.people))
    assert parse(sentence(draft, NAMES, TODAY), NAMES, TODAY) == draft


@given(st.text(max_size=60))
def test_whatever_is_understood_of_any_text_can_be_said_again(text: str) -> None:
    try:
        draft = parse(f"coffee with Ada {text}", NAMES, TODAY)
    except Exception as error:  # the fuzz test holds what may be raised
        assert str(error)
        return
    assert parse(sentence(draft, NAMES, TODAY), NAMES, TODAY) == draft


def test_a_plain_coffee_is_said_plainly() -> None:
    draft = Draft(date(2026, 11, 20), ("c-ada",), "coffee", note="compilers", place="Noma", minutes=45)
    assert sentence(draft, NAMES, TODAY) == "coffee with Ada Byron on 2026-11-20 45m @Noma: compilers"


def test_a_mail_is_said_by_its_direction() -> None:
    draft = Draft(date(2026, 11, 20), ("c-ada",), "email", "in")
    assert sentence(draft, NAMES, TODAY) == "email from Ada Byron on 2026-11-20"


def test_two_of_one_name_are_said_by_id() -> None:
    draft = Draft(TODAY, ("c-twin2",), "coffee")
    assert sentence(draft, NAMES, TODAY) == 'coffee with "c-twin2" on 2026-11-23'


def test_a_doubtful_and_an_unknown_name_stay_so() -> None:
    draft = Draft(
        TODAY, ("c-ada",), "coffee", ambiguous=(Doubt("Kim", ("c-twin1", "c-twin2")),), unknown=("Zachary",)
    )
    assert parse(sentence(draft, NAMES, TODAY), NAMES, TODAY) == draft
