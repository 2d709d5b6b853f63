"""The cursor: a sentence's tokens, what has been read of them so far, and the spans of time among them.

No question asked of the cursor looks at more than a bounded number of tokens, so reading stays linear.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from garden.capture import dates
from garden.capture import lexicon as lex
from garden.capture.draft import Span
from garden.capture.lexicon import Sense
from garden.capture.names import Names
from garden.capture.tokens import Token
from garden.core.errors import Misread

RANKS: Final = {"light": 1, "weak": 2, "strong": 3}
PHRASE_WORDS: Final = max(phrase.count(" ") for phrase in lex.PHRASES) + 1
PHRASE_STARTS: Final = frozenset(phrase.partition(" ")[0] for phrase in lex.PHRASES)
DATE_STARTS: Final = (
    lex.TODAY
    | lex.YESTERDAY
    | lex.TOMORROW
    | set(lex.MONTHS)
    | set(lex.WEEKDAYS)
    | set(lex.NUMBERS)
    | set(lex.ORDINALS)
    | frozenset(
        "on last this past next coming the earlier just half weekend day at over during in about around "
        "roughly from".split()
    )
)
POSSESSIVE: Final = re.compile(r"(?:['’ʼ‘]s|(?<=s)['’ʼ‘])\Z", re.IGNORECASE)
CLOCK: Final = re.compile(r"(\d+)(?:[.,](\d+))?(h|hr|hrs|m|min|mins)?(\d{1,2})?(m|min|mins)?\Z")
TIME: Final = re.compile(r"\d{1,2}(?::\d\d)?(?:am|pm|h)?\Z")
YEAR: Final = re.compile(r"(?:1[5-9]|20|21)\d\ds?\Z")
"""A year, or its decade (1890s): never where it was."""
IRREGULAR: Final = frozenset(
    "met lent given taught hit driven rung told sent left written shown fed seen".split()
)
LONGEST: Final = 7 * 24 * 60
"""The longest span taken for a duration, in minutes; what is longer stays in the note."""


@dataclass(slots=True)
class Group:
    """People named together.  `role`: how they stand to the deed (plain, object, with, to, from, by,
    through)."""

    role: str
    at: int
    people: list[str] = field(default_factory=list)
    doubts: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    sure: bool = True
    they: bool = False
    me: bool = False
    owner: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """Tokens up to `end` that name somebody: the ids they fit, the words, and whether something is said to
    be theirs."""

    end: int
    ids: tuple[str, ...]
    word: str
    owner: bool


class ToCome(Misread):
    """A day that is still to come stands where the day of what happened would; it is said up to token `upto`."""

    def __init__(self, said: str, day: date, upto: int, *, start: int, end: int) -> None:
        super().__init__(
            f"“{said}” is still to come ({day.isoformat()}).",
            start=start,
            end=end,
            hint="What is to come is a promise: say it like “!coffee by Friday”.",
        )
        self.day = day
        self.upto = upto


class Cursor:
    """The state of one reading.  `names_first`: a word that is both a name and something else is a name."""

    def __init__(
        self,
        sentence: str,
        toks: list[Token],
        names: Names,
        today: date,
        *,
        settled: Mapping[str, str],
        names_first: bool,
    ) -> None:
        self.sentence, self.toks, self.names, self.today = sentence, toks, names, today
        self.settled, self.names_first = settled, names_first
        self.words = [token.key for token in toks]
        self.size = len(toks)
        self.groups: list[Group] = []
        self.senses: list[tuple[Sense, str, int]] = []
        self.rank = 0  # how firmly the kind is known: 0 not at all, 3 by a strong word
        self.before: list[int] = []
        self.introducing: Group | None = None
        self.introduced_me = False
        self.given = False
        """Whether it is known with whom it was, and the sentence names nobody."""
        self.begun = False
        """Whether, that being so, what was done has been said: what follows tells of it."""
        self.on: date | None = None
        self.ahead: ToCome | None = None  # a day to come that was said of what happened
        self.minutes: int | None = None
        self.place = ""
        self.place_owner: Group | None = None
        self.me_first = False
        self.me_object = False
        self.passive = False
        self.note_at: int | None = None
        self.note_end: int | None = None
        self.spoken = False  # whether a sign stands before the note
        self.spans: list[Span] = []
        self.cut: tuple[int, int] | None = None

    @property
    def somebody(self) -> bool:
        """Whether anybody has been named (or stood for by a pronoun)."""
        return self.begun or any(
            g.people or g.doubts or g.they or (g.unknown and g.sure) for g in self.groups
        )

    def kind(self, sense: Sense, said: str, at: int, end: int) -> None:
        """Keep that the tokens from `at` to `end` say what was done."""
        self.senses.append((sense, said, at))
        self.rank = max(self.rank, RANKS[sense.rank])
        self.spans.append(Span(self.toks[at].start, self.toks[end - 1].end, "kind"))

    def word(self, at: int) -> str:
        """The folded word at `at`; "" behind the end."""
        return self.words[at] if at < self.size else ""

    def phrase(self, at: int, among: lex.Phrases = lex.PHRASES) -> tuple[int, Sense, str] | None:
        """The longest phrase of the lexicon at `at`: (end, sense, phrase)."""
        if (
            at >= self.size
            or not self.toks[at].word
            or self.toks[at].quoted
            or self.words[at].partition(" ")[0] not in PHRASE_STARTS
        ):
            return None
        for end in range(min(self.size, at + PHRASE_WORDS), at, -1):
            if any(token.fence or not token.word or token.quoted for token in self.toks[at + 1 : end]):
                continue
            said = " ".join(self.words[at:end])
            sense = among.get(said)
            if sense is not None:
                return end, sense, said
        return None

    def _edge(self, at: int) -> bool:
        return (
            at >= self.size
            or self.toks[at].fence
            or (not self.toks[at].word and self.toks[at].text not in "@&+")
        )

    def _peek_day(self, at: int) -> dates.Found | None:
        key = self.word(at)
        if (key not in DATE_STARTS and not key[:1].isdigit()) or self.toks[at].quoted:
            return None
        return dates.phrase(self._window(at), 0, self.today, "back")

    def _window(self, at: int) -> list[str]:
        """The next words up to a mark: no day is said in more than these."""
        words = self.words[at : at + 10]
        for k in range(1, len(words)):
            if self.toks[at + k].fence:
                return words[:k]
        return words

    def _day(self, at: int) -> int:
        """Take the day said at `at`; 0 where there is none.  Raises Misread for one that cannot be."""
        if self.on is not None:
            return 0
        key = self.word(at)
        found = self._peek_day(at)
        if found is None and key in ("in", "next"):
            found = dates.phrase(self._window(at), 0, self.today, "ahead")
            if (
                found is None
                and key == "in"
                and self.word(at + 1) in lex.MONTHS
                and not self.word(at + 2)[:1].isdigit()
            ):
                found = dates.Found(2, None, f"Say the day in {self.toks[at + 1].text}.")
        if found is None:
            return 0
        start, end = self.toks[at].start, self.toks[at + found.end - 1].end
        if found.day is None:
            raise Misread(
                found.fault,
                start=start,
                end=end,
                hint="Days are said like yesterday, Friday, Nov 3 or 2026-11-03.",
            )
        if found.day > self.today:
            raise ToCome(self.sentence[start:end], found.day, at + found.end, start=start, end=end)
        self.on = found.day
        self.spans.append(Span(start, end, "when"))
        return at + found.end

    def _duration(self, at: int) -> int:
        if self.minutes is not None:
            return 0
        found = self._clock(at)
        if found is None:
            return 0
        self.minutes = found[1]
        self.spans.append(Span(self.toks[at].start, self.toks[found[0] - 1].end, "minutes"))
        return found[0]

    def _clock(self, at: int) -> tuple[int, int] | None:
        """(end, minutes) of a span of the clock: 45m, 1h30, 30 min, an hour, for half an hour, 1.5 hours."""
        start = at
        if self.word(at) in ("for", "lasting", "lasted"):
            start += 1
        if self.word(start) in (
            "about",
            "around",
            "roughly",
            "almost",
            "nearly",
            "over",
            "~",
            "like",
            "only",
        ):
            start += 1
        found = self._clock_words(start)
        if found is None or not 0 < found[1] <= LONGEST:
            return None
        end, minutes = found
        if self.word(end) in ("ago", "back", "late", "earlier") or any(
            t.fence for t in self.toks[at + 1 : end]
        ):
            return None
        if self.words[end : end + 2] == ["or", "so"]:
            end += 2
        return end, minutes

    def _clock_words(self, at: int) -> tuple[int, int] | None:
        word, after, third = self.word(at), self.word(at + 1), self.word(at + 2)
        if word in ("an", "one", "a") and after == "hour":
            if [third, *self.words[at + 3 : at + 5]] == ["and", "a", "half"]:
                return at + 5, 90
            return at + 2, 60
        for words, minutes in (
            ("half an hour", 30),
            ("a half hour", 30),
            ("half hour", 30),
            ("a quarter of an hour", 15),
            ("quarter of an hour", 15),
            ("three quarters of an hour", 45),
            ("an hour and a half", 90),
            ("a half an hour", 30),
        ):
            parts = words.split()
            if word == parts[0] and self.words[at : at + len(parts)] == parts:
                return at + len(parts), minutes
        match = CLOCK.match(word) if word.isascii() else None
        if match is not None:
            whole, part, unit, rest, rest_unit = match.groups()
            if len(whole) > 5:
                return None
            number = float(f"{whole}.{part or 0}")
            if unit:
                size = lex.CLOCK[unit]
                if rest and size == 60:
                    return at + 1, round(number * 60) + int(rest)
                if rest or rest_unit:
                    return None
                end, minutes = at + 1, round(number * size)
                return self._and_minutes(end, minutes) if size == 60 else (end, minutes)
            if rest or rest_unit:
                return None
            if after in lex.CLOCK and after != "m":
                size = lex.CLOCK[after]
                return (
                    self._and_minutes(at + 2, round(number * size))
                    if size == 60
                    else (at + 2, round(number * size))
                )
            if [after, third] == ["and", "a"] and self.words[at + 3 : at + 5] == ["half", "hours"]:
                return at + 5, round(number * 60) + 30
            return None
        count = lex.NUMBERS.get(word)
        if count is not None and word not in ("a", "an", "other", "few"):
            here = at + 1 + (after == "of")
            unit = self.word(here)
            if unit in lex.CLOCK and len(unit) > 2:
                return here + 1, count * lex.CLOCK[unit]
        if word == "a" and after == "couple":
            here = at + 2 + (third == "of")
            if self.word(here) in lex.CLOCK and len(self.word(here)) > 2:
                return here + 1, 2 * lex.CLOCK[self.word(here)]
        return None

    def _and_minutes(self, at: int, minutes: int) -> tuple[int, int]:
        here = at + (self.word(at) == "and")
        word = self.word(here)
        match = re.match(r"(\d{1,2})(m|min|mins)?\Z", word) if word.isascii() else None
        if match and (
            match[2]
            or (
                self.word(here + 1) in lex.CLOCK
                and self.word(here + 1) not in ("h", "hr", "hrs", "hour", "hours", "m")
            )
        ):
            return here + (1 if match[2] else 2), minutes + int(match[1])
        return at, minutes
