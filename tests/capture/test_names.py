"""Which contact a word means."""

from __future__ import annotations

import re
import sys
import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from garden.capture.names import Names, fold
from garden.capture.parse import parse
from garden.core.model import Contact
from garden.core.signs import MARKS

NAMES = Names.of(
    [
        Contact("9f3a-ida", "Ida Falk", ("Idchen",)),
        Contact("9f3b-leo", "Leo Marsh"),
        Contact("77aa-leo", "Leo Quint"),
        Contact("x1", "Søren Łukasz Øst"),
        Contact("x2", "Jürgen Weiß"),
        Contact("x3", "Finn O’Dowd"),
        Contact("x4", "Eva-Lena Berg"),
        Contact("x5", "Dr. Jane Poole"),
        Contact("x6", "Ida"),
        Contact("x7", "Nora Lind", archived=True),
        Contact("x8", "Nora Berg"),
        Contact("x9", "Old Friend", archived=True),
        Contact("y1", "J.R.R. Stone"),
        Contact("y2", "Kim Park"),
        Contact("y3", "Kim Park"),
    ],
    recent={"77aa-leo": 5, "y3": 2},
)


@pytest.mark.parametrize(
    ("said", "ids"),
    [
        ("Ida Falk", ("9f3a-ida",)),
        ("idchen", ("9f3a-ida",)),
        ("Ida F", ("9f3a-ida",)),
        ("soren lukasz", ("x1",)),
        ("Søren Øst", ("x1",)),
        ("ida f.", ("9f3a-ida",)),
        ("Ida", ("x6",)),
        ("Leo", ("77aa-leo", "9f3b-leo")),
        ("leo m", ("9f3b-leo",)),
        ("soren lukasz ost", ("x1",)),
        ("Søren Ø", ("x1",)),
        ("jurgen weiss", ("x2",)),
        ("JÜRGEN WEISS", ("x2",)),
        ("finn odowd", ("x3",)),
        ("Finn O'Dowd", ("x3",)),
        ("eva lena", ("x4",)),
        ("Eva-Lena B", ("x4",)),
        ("Jane", ("x5",)),
        ("jane poole", ("x5",)),
        ("Nora", ("x8",)),
        ("Nora Lind", ("x7",)),
        ("old friend", ("x9",)),
        ("jrr stone", ("y1",)),
        ("Kim", ("y3", "y2")),
        ("9f3a", ("9f3a-ida",)),
        ("9f3", ()),
        ("77aa-leo", ("77aa-leo",)),
        ("Nobody", ()),
        ("", ()),
        ("Eva", ()),
        ("x1", ("x1",)),
    ],
)
def test_a_word_finds_whom_it_fits(said: str, ids: tuple[str, ...]) -> None:
    assert NAMES.find(said) == ids


def test_completion_puts_the_recent_first_and_finds_later_words() -> None:
    assert NAMES.complete("leo") == ["77aa-leo", "9f3b-leo"]
    assert NAMES.complete("ber") == ["x8", "x4"]
    assert NAMES.complete("no") == ["x8", "x7"]
    assert NAMES.complete("idc") == ["9f3a-ida"]
    assert NAMES.complete("zz") == []
    assert NAMES.complete("", limit=2) == ["77aa-leo", "y3"]


def test_a_name_is_told_by_its_id_and_an_id_nobody_has_by_itself() -> None:
    assert (NAMES.name("x3"), NAMES.name("gone")) == ("Finn O’Dowd", "gone")


@pytest.mark.parametrize(
    ("said", "near"),
    [
        ("noora", ["x8"]),
        ("ida flak", ["9f3a-ida"]),
        ("jurgen wiess", ["x2"]),
        ("lea", ["77aa-leo", "9f3b-leo"]),
        ("finn odod", ["x3"]),
        ("bartholomew", []),
        ("zz", []),
    ],
)
def test_a_slip_of_a_name_is_near_it(said: str, near: list[str]) -> None:
    assert NAMES.near(said) == near


def test_a_name_with_an_emoji_in_it_is_said_with_and_without() -> None:
    names = Names.of([Contact("z", "Zoé 🌻 Martin"), Contact("s", "🌻")])
    assert names.find("Zoé 🌻 Martin") == names.find("zoe martin") == names.find("ZOE") == ("z",)
    assert names.find("🌻") == ("s",)


@pytest.mark.parametrize(
    "name", ["🌵 Zoë Kovač", "🌵Zoë Kovač", "Zoë🌵 Kovač", "🌵🌻 Dr. Zoë 🌵 Kovač", "Zoe\u0308 Kovač 🌵"]
)
@pytest.mark.parametrize("said", ["Zoë", "zoe", "zoe k", "zoe kovac"])
def test_an_emoji_hides_no_first_name(name: str, said: str) -> None:
    names = Names.of([Contact("z", name), Contact("a", "Ada Kovač")])
    assert names.find(said) == ("z",)
    assert names.find(name) == ("z",)


@pytest.mark.parametrize(
    ("name", "bare", "plain"),
    [
        ("Ada 👩‍👩‍👧 Byron", "ada byron", "Ada 👩👩👧 Byron"),
        ("Ada 👨🏽‍🤝‍👨🏻 Byron", "ada byron", "Ada 👨🤝👨 Byron"),
        ("Ada 🏳️‍🌈 Byron", "ada byron", "Ada 🏳🌈 Byron"),
        ("Ada 🏴󠁧󠁢󠁳󠁣󠁴󠁿 Byron", "ada byron", "Ada 🏴󠁧󠁢󠁳󠁣󠁴󠁿 Byron"),
        ("Ada❤️‍🔥Noor Byron", "ada noor byron", "Ada❤🔥Noor Byron"),
        ("👩🏽‍🚀 Ada Byron", "ada byron", "👩🚀 Ada Byron"),
        ("Ada Byron 👋🏽", "ada byron", "Ada Byron 👋"),
        ("Ada ☀️ Byron", "ada byron", "Ada ☀ Byron"),
        ("ℹ️ Ada Byron", "ℹ️ ada byron", "ℹ Ada Byron"),
        ("Ada 1️⃣ Byron", "ada byron", "Ada 1️⃣ Byron"),
        ("Ada 🇳🇱🇩🇪🇫🇷 Byron", "ada byron", "Ada 🇳🇱🇩🇪🇫🇷 Byron"),
        ("Ada #️⃣ Byron", "ada byron", "Ada #⃣ Byron"),
        ("#️⃣ Ada Byron", "ada byron", "#⃣ Ada Byron"),
        ("Ada *️⃣ Byron", "ada byron", "Ada *⃣ Byron"),
        ("Ada ©️ Byron", "ada byron", "Ada © Byron"),
        ("Ada Byron ®️", "ada byron", "Ada Byron ®"),
        ("か\u3099くと さとう", "がくと さとう", "か\u3099くと さとう"),
        ("は\u309aる", "ぱる", "は\u309aる"),
        ("བསྟན་འཛིན", "བསྟན་འཛིན", "བསྟན་འཛིན"),
        ("ᬓᬢᬸᬢ᭄", "ᬓᬢᬸᬢ᭄", "ᬓᬢᬸᬢ᭄"),
        ("प्रिया शर्मा", "प्रिया शर्मा", "प्रिया श"),
        ("ශ්‍රී ලාල්", "ශ්‍රී ලාල්", "ශ්රී ලාල්"),
        ("Zoe\u0308 Ady", "zoë ady", "zoe ady"),
    ],
)
def test_a_name_of_joined_signs_is_said_in_full_with_and_without_them(
    name: str, bare: str, plain: str
) -> None:
    names = Names.of([Contact("a", name), Contact("b", "Ada Cole"), Contact("c", "Zoë")])
    for said in (name, bare, plain):
        assert names.find(said) == ("a",), said
        draft = parse(f"coffee with {said} in Paris yesterday", names, date(2026, 3, 10))
        assert (draft.people, draft.ambiguous, draft.unknown) == (("a",), (), ()), said
        assert (draft.place, draft.note, draft.on) == ("Paris", "", date(2026, 3, 9)), said


@pytest.mark.parametrize(
    "name",
    [
        "Bob 👩🏽‍❤️‍👩🏻 Noor",
        "Bob 🏴󠁧󠁢󠁳󠁣󠁴󠁿🇳🇱 Noor",
        "प्रिया",
        "Zoe\u0308 Noor",
        "Bob #️⃣ Noor",
        "Bob ©️ Noor",
        "か\u3099くと",
        "ཨུ་རྒྱན",
    ],
)
def test_a_stranger_with_joined_signs_is_one_name(name: str) -> None:
    draft = parse(f"coffee with {name} in Paris about boats", Names.of([]), date(2026, 3, 10))
    assert (draft.unknown, draft.place, draft.note) == ((name,), "Paris", "boats")


def test_a_word_goes_on_with_all_that_is_written_on_a_letter() -> None:
    marks = [sign for sign in map(chr, range(0x110000)) if unicodedata.category(sign) in ("Mn", "Mc")]
    known = [sign for sign in marks if unicodedata.ucd_3_2_0.category(sign) != "Cn"]
    assert len(known) > 600
    word = re.compile(f"[{MARKS}]")
    if sys.version_info < (3, 12):  # a later Unicode knows more
        known = marks
    assert [sign for sign in known if not word.match(sign)] == []
    letters = [chr(at) for at in range(0x110000) if word.match(chr(at))]
    assert {sign for sign in letters if not re.match(r"\w", sign)} <= set(marks)
    assert word.match("a") is None


@pytest.mark.parametrize("said", ["#️⃣", "#⃣", "#\ufe0f", "#\u200d", "#\ufe0fwork"])
def test_a_sign_behind_a_hash_that_tells_looks_alone_is_no_tag(said: str) -> None:
    assert parse(f"coffee with Leo Quint {said}", NAMES, date(2026, 3, 10)).tags == ()
    assert parse(f"coffee with Leo Quint {said} #work", NAMES, date(2026, 3, 10)).tags == ("work",)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=8))
def test_whoever_has_a_name_that_folds_to_something_is_found_by_it(given_names: list[str]) -> None:
    names = Names.of(Contact(f"contact-{k}", name) for k, name in enumerate(given_names))
    for k, name in enumerate(given_names):
        if fold(name):
            assert f"contact-{k}" in names.find(name)
