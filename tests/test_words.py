"""What is said of readings, spans and days, and that nothing raw leaves."""

from __future__ import annotations

import unicodedata
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from garden import words
from garden.core.model import Interaction, Promise
from tests.support import TODAY, a_garden

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()))  # lone surrogates too
STEERING = {*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029, 0x061C, 0x200E, 0x200F,
            *range(0x202A, 0x202F), *range(0x2066, 0x206A)}  # fmt: skip


@given(ANY_TEXT)
def test_nothing_that_steers_a_terminal_is_left(text: str) -> None:
    shown = words.clean(text)
    assert not {ord(char) for char in shown} & STEERING
    shown.encode("utf-8")
    assert words.clean(shown) == shown


@given(st.text(st.characters(exclude_categories=("C", "Zl", "Zp"))))
def test_what_can_be_seen_stays_as_it_is(text: str) -> None:
    assert words.clean(text) == text


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("Ada", "Ada"),
        ("a\x1b]52;c;aGk=\x07b", "a·]52;c;aGk=·b"),
        ("one\r\ntwo\tthree", "one two three"),
        ("👩‍👩‍👧‍👦", "👩‍👩‍👧‍👦"),
        ("محمد", "محمد"),
        ("\u202egnitrevni", "·gnitrevni"),
        ("half \ud83d", "half \ufffd"),
        ("می‌خواهم", "می‌خواهم"),
    ],
)
def test_clean_by_example(raw: str, shown: str) -> None:
    assert words.clean(raw) == shown


@pytest.mark.parametrize(
    ("days", "said"),
    [(0, "0 days"), (1, "1 day"), (13, "13 days"), (14, "2 weeks"), (49, "7 weeks"), (59, "8 weeks"), (60, "2 months"),
     (152, "5 months"), (365, "12 months"), (699, "23 months"), (700, "2 years"), (3650, "10 years")],
)  # fmt: skip
def test_a_span_is_said_as_one_would(days: int, said: str) -> None:
    assert words.span(days) == said


@given(st.integers(1, 40_000))
def test_a_longer_span_is_never_said_shorter(days: int) -> None:
    def length(said: str) -> float:
        number, unit = said.split()
        return int(number) * {"day": 1, "week": 7, "month": 30.44, "year": 365.25}[unit.rstrip("s")]

    assert length(words.span(days)) <= length(words.span(days + 1))
    assert abs(length(words.span(days)) - days) <= max(0.5, days * 0.27)


@pytest.mark.parametrize(
    ("back", "said"),
    [(0, "today"), (1, "yesterday"), (2, "Saturday"), (6, "Tuesday"), (7, "16 Nov"), (400, "19 Oct 2025"),
     (-1, "tomorrow"), (-3, "in 3 days"), (-21, "in 3 weeks")],
)  # fmt: skip
def test_a_day_is_said_as_one_would(back: int, said: str) -> None:
    assert words.day(TODAY - timedelta(days=back), TODAY) == said


@pytest.mark.parametrize(
    ("every", "said"),
    [(None, "no cadence"), (1, "daily"), (7, "weekly"), (14, "every 2 weeks"), (30, "monthly"), (42, "every 6 weeks"),
     (45, "every 45 days"), (60, "every 2 months"), (90, "quarterly"), (365, "yearly"), (1095, "every 3 years")],
)  # fmt: skip
def test_a_cadence_is_said_as_one_would(every: int | None, said: str) -> None:
    assert words.cadence(every) == said


@pytest.mark.parametrize(
    ("v", "said"), [(0.0, "fewer than 1 in 10"), (0.68, "about 7 in 10"), (0.99, "more than 9 in 10")]
)
def test_a_chance_claims_one_digit(v: float, said: str) -> None:
    assert words.chance(v) == said


def test_why_has_the_numbers_of_the_reading() -> None:
    builder = a_garden().with_contact("Ada Byron")
    for number in range(15):
        builder.met("Ada Byron", days_ago=49 + 21 * number)
    read = builder.gardener().reading("ada-byron")
    said = words.why(read)
    assert said.startswith("7 weeks quiet; you set monthly. You were in touch on 15 days this past year, ")
    assert "usually every 3 weeks, both ways." in said
    assert said.endswith("such ties speak again within 3 months.")


@pytest.mark.parametrize(
    ("rest", "said"),
    [
        ({"from": "2026-10-01", "until": "2026-12-20"}, "Last in touch 6 weeks ago; you set monthly."),
        (
            {"from": "2026-10-01", "until": "2026-11-21"},
            "Last in touch 6 weeks ago; resting days do not count. You set monthly.",
        ),
        ({"from": "2026-09-01", "until": "2026-10-10"}, "6 weeks quiet; you set monthly."),
    ],
    ids=["at rest", "after it", "before"],
)
def test_why_says_the_true_day_of_the_last_contact_whatever_rested_since(
    rest: dict[str, str], said: str
) -> None:
    reading = a_garden().with_contact("Ada", rests=[rest]).met("Ada", days_ago=40).gardener().reading("ada")
    assert said in words.why(reading)
    assert "today" not in words.why(reading)
    assert "yesterday" not in words.why(reading)


def test_why_says_new_resting_one_sided_and_the_shed() -> None:
    gardener = (
        a_garden().with_contact("New").with_contact("Put By", bed="shed").with_contact("Quiet")
        .with_contact("Away", rests=[{"from": "2026-11-01", "until": "2026-12-24"}])
        .with_contact("Open", rests=[{"from": "2026-11-01"}])
        .met("Quiet", days_ago=40, kind="email", flow="in").met("Away", days_ago=40).gardener()
    )  # fmt: skip
    said = {read.id: words.why(read) for read in gardener.readings()}
    assert said["new"].startswith("Nothing logged yet; you set monthly.")
    assert "cadence" in said["put-by"]
    assert "they reaching out" in said["quiet"]
    assert "Their email is the last: your turn." in said["quiet"]
    assert said["away"].startswith("Resting until 24 Dec;")
    assert said["open"].startswith(("Resting until you say so", "Nothing logged"))


@given(st.integers(0, 4000), st.sampled_from(["both", "in", "out"]), st.integers(1, 3650))
def test_words_never_blame(days_ago: int, flow: str, every: int) -> None:
    gardener = a_garden().with_contact("Ada", every=every).met("Ada", days_ago=days_ago, flow=flow).gardener()
    read = gardener.reading("ada")
    said = " ".join(
        [words.why(read), *words.story(read, gardener.facts.contacts["ada"]), words.state_word(read.state)]
    )
    blame = ("neglect", "fail", "forgot", "late", "overdue", "should", "guilt", "bad", "lazy", "behind")
    assert not [word for word in blame if word in said.lower()]


def test_a_story_says_where_it_stands_what_was_last_and_what_is_open() -> None:
    gardener = (
        a_garden().with_contact("Ada Byron", org="Analytical Engines", title="Countess")
        .met("Ada Byron", days_ago=1000).met("Ada Byron", days_ago=100, note="looms")
        .promised("Ada Byron", "the paper", due_in=1).gardener()
    )  # fmt: skip
    contact = gardener.facts.contacts["ada-byron"]
    lines = words.story(
        gardener.reading("ada-byron"), contact, gardener.facts.history("ada-byron"), gardener.promises()
    )
    assert lines[0].endswith("· seedling · monthly")
    assert "Countess at Analytical Engines" in lines
    assert "last coffee 15 Aug: looms" in lines
    assert "in touch for 2 years and 8 months, 2 times" in lines
    assert "you promised Ada Byron: the paper, due tomorrow" in lines


def test_a_summary_counts_plants_states_and_promises_due() -> None:
    gardener = (
        a_garden().with_contact("Ada").with_contact("Bob").with_contact("Kept", bed="shed")
        .met("Ada", days_ago=2).met("Bob", days_ago=300)
        .promised("Ada", "a", due_in=0).promised("Ada", "b", due_in=-4).promised("Bob", "c", due_in=3).gardener()
    )  # fmt: skip
    states = [read.state for read in gardener.readings()]
    assert states.count("dormant") == 1
    said = words.summary(gardener.readings(), gardener.promises(), TODAY)
    assert said == "3 plants · 1 asleep · 1 in the shed · 2 promises due"


def test_a_timeline_says_who_how_long_where_and_what_for() -> None:
    happened = Interaction(
        "i",
        TODAY,
        ("a", "b"),
        "meal",
        favor="gave",
        minutes=45,
        place="Noma",
        tags=("job",),
        note="the harbour",
    )
    names = {"a": "Ada", "b": "Grace"}
    assert words.interaction(happened, names, TODAY) == (
        "today · meal with Ada and Grace · 45 min · at Noma · you gave · #job · the harbour"
    )
    sent = happened._replace(flow="out", kind="email", favor=None, minutes=None, place="", tags=(), note="")
    assert (
        words.interaction(sent, {}, TODAY)
        == "today · email to somebody no longer here and somebody no longer here"
    )


@pytest.mark.parametrize(
    ("kind", "days_ago", "said"),
    [
        ("email", 0, "You wrote today for the first time; no answer yet. You set monthly."),
        ("call", 1, "You called yesterday for the first time; no answer yet. You set monthly."),
        ("help", 21, "You reached out 3 weeks ago for the first time; no answer yet. You set monthly."),
    ],
)
def test_a_first_word_without_an_answer_is_said_as_what_it_is(kind: str, days_ago: int, said: str) -> None:
    """By its figures it wilts on the day it was sent; the words say that it is young."""
    builder = (
        a_garden().with_contact("Ada", bed="friends").met("Ada", days_ago=days_ago, kind=kind, flow="out")
    )
    read = builder.gardener().reading("ada")
    assert words.why(read) == said
    assert "first time" not in words.why(builder.met("Ada", days_ago=0, flow="in").gardener().reading("ada"))


def test_a_first_word_that_waits_longer_than_its_cadence_says_what_may_still_come() -> None:
    builder = a_garden().with_contact("Ada", bed="friends").met("Ada", days_ago=60, kind="email", flow="out")
    said = words.why(builder.gardener().reading("ada"))
    assert said.startswith("You wrote 2 months ago for the first time; no answer yet. You set monthly. ")
    assert "speak again within" in said


def test_every_screen_list_and_sentence_has_one_word_for_a_state() -> None:
    gardener = a_garden().with_contact("Ada", bed="friends").met("Ada", days_ago=900).gardener()
    read = gardener.reading("ada")
    assert read.state == "dormant"
    assert words.state_word(read.state) == "asleep"
    assert words.story(read, gardener.facts.contacts["ada"])[0].startswith("asleep · ")
    assert "1 asleep" in words.summary([read], [], TODAY)


def test_a_promise_says_whose_and_when() -> None:
    owed = Promise("p", "a", "the paper", due=TODAY)
    assert words.promise(owed, "Ada", TODAY) == "you promised Ada: the paper, due today"
    assert words.promise(owed._replace(by="them", due=None), "Ada", TODAY) == "Ada promised you: the paper"
    assert words.promise(owed._replace(done_on=TODAY), "Ada", TODAY).endswith(", done today")


def test_the_clock_stamps_true_and_may_pretend_a_day() -> None:
    clock = words.FixedDay(date(2027, 6, 1))
    assert clock.today() == date(2027, 6, 1)
    assert len(clock.stamp()) == len("2026-11-23T18:04:05.123Z")
    assert clock.stamp().endswith("Z")
    assert words.SystemClock().today() >= date(2024, 1, 1)


def test_every_state_has_its_words() -> None:
    for state in ("new", "thriving", "thirsty", "wilting", "dormant", "resting", None):
        assert words.state_word(state)  # type: ignore[arg-type]
        assert unicodedata.category(words.state_word(state)[0]) == "Ll"  # type: ignore[arg-type]


def months_on(since: date, months: int) -> date:
    """So many months on, one by one: the same day of the month, or where that month has none, the first of the next."""
    year, month = since.year, since.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    try:
        return date(year, month, since.day)
    except ValueError:
        return date(year, month + 1, 1)  # December has every day


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)), st.integers(0, 4000))
def test_how_long_two_have_known_each_other_is_counted_by_the_calendar(since: date, days: int) -> None:
    today = since + timedelta(days)
    whole = 0
    while months_on(since, whole + 1) <= today:
        whole += 1
    years, months = divmod(whole, 12)
    said = words.known_for(since, today)
    parts = [
        f"{n} {noun}{'s' * (n != 1)}" for n, noun in ((years, "year"), (months * (years < 10), "month")) if n
    ]
    assert said == (" and ".join(parts) or words.span(days))


@pytest.mark.parametrize(
    ("since", "today", "said"),
    [
        (date(2012, 9, 8), date(2014, 2, 5), "1 year and 4 months"),
        (date(2012, 9, 8), date(2014, 2, 8), "1 year and 5 months"),
        (date(2024, 1, 31), date(2024, 2, 29), "4 weeks"),
        (date(2024, 1, 31), date(2024, 3, 1), "1 month"),
        (date(2024, 2, 29), date(2025, 2, 28), "11 months"),
    ],
)
def test_how_long_by_example(since: date, today: date, said: str) -> None:
    assert words.known_for(since, today) == said
