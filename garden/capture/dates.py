"""Days in words: behind us (when something happened) and ahead (when a promise is due).

Pure calendar: `today` always comes from outside.  Looking back, a day without a year is the nearest one
that is not to
come; looking ahead, the nearest one that is not past.  Months are counted on the calendar and clamp to a
month's end.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from garden.capture import lexicon as lex
from garden.capture.tokens import tokens
from garden.core.errors import NotUnderstood
from garden.core.model import EVERY_MAX, EVERY_MIN

FORGOTTEN: Final = 300
"""A day without a year that lies further back than this many days is not taken: "say the year"."""

_ISO: Final = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})\Z")
_TURNED: Final = re.compile(r"(\d{1,2})([/.])(\d{1,2})\2(\d{4})\Z")
_SHORT: Final = re.compile(r"(\d{1,2})/(\d{1,2})\Z")
_NTH: Final = re.compile(r"(\d{1,2})(st|nd|rd|th)?\Z")
_COMPACT: Final = re.compile(r"(\d+)([a-z]+)\Z")
_YEAR: Final = re.compile(r"(?:19|20|21)\d\d\Z")
_HOURS: Final = re.compile(r"\d+(?:[.,]\d+)?\Z")

Looking = Literal["back", "ahead"]


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase that says a day: the words up to `end` (exclusive).  `day` None: why it is none, in
    `fault`."""

    end: int
    day: date | None
    fault: str = ""


def phrase(words: Sequence[str], at: int, today: date, looking: Looking) -> Found | None:
    """The day said by `words` (folded) from `at` on, the longest reading, or None where none begins there."""
    reader = _Reader(words, today, looking)
    try:
        return reader.lead(at)
    except OverflowError:
        return Found(min(at + 3, len(words)), None, "That is further away than a calendar goes.")


def day(text: str, today: date) -> date:
    """The day that `text` says, past or to come: `2027-06-01`, `tomorrow`, `in 3 weeks`, `2w`, `next monday`,
    `3 days ago`.  A bare weekday or a day without a year is the nearest one to come.  Raises
    NotUnderstood."""
    words = [token.key for token in tokens(text, [])]
    fault = ""
    for looking in _BOTH_WAYS:
        found = phrase(words, 0, today, looking) if words else None
        if found is not None and found.end == len(words):
            if found.day is not None:
                return found.day
            fault = fault or found.fault
    ahead = _Reader(words, today, "ahead").span(0) if words else None
    if ahead is not None and ahead.end == len(words) and ahead.day is not None:
        return ahead.day
    hint = "Say a day like 2027-06-01, tomorrow, next monday, in 3 weeks or 2w."
    raise NotUnderstood(fault or f"“{text}” is not a day.", hint=hint)


_BOTH_WAYS: Final[tuple[Looking, Looking]] = ("ahead", "back")


def every(text: str) -> int:
    """The days of a cadence: `6w`, `monthly`, `30`, `2 months`, `quarterly`, `every other week`.  A month
    counts 30
    days, a year 365.  Raises NotUnderstood outside 1..3650 days."""
    words = [token.key for token in tokens(text, [])]
    days = _cadence(" ".join(words))
    if days is None:
        raise NotUnderstood(
            f"“{text}” is not a cadence.", hint="Say it like 6w, 30 (days), monthly or 2 months."
        )
    if not EVERY_MIN <= days <= EVERY_MAX:
        raise NotUnderstood(
            f"A cadence is {EVERY_MIN} to {EVERY_MAX} days, not {days}.", hint="Say it like 6w or monthly."
        )
    return days


def _cadence(said: str) -> int | None:
    if said in lex.CADENCES:
        return lex.CADENCES[said]
    match = re.fullmatch(
        r"(?:once )?(?:every |each |per |a |an )?(?:(\d{1,6}|[a-z]+(?: of)?) ?)??([a-z]+)?", said
    )
    if match is None:
        return None
    count, unit = match.group(1), match.group(2)
    if count is None and unit is None:
        return None
    number = (
        1
        if count is None
        else int(count)
        if count.isdecimal()
        else lex.NUMBERS.get(count.removesuffix(" of"))
    )
    if unit is None or number is None:
        return number if count is not None and count.isdecimal() else None
    span = lex.SPANS.get(unit)
    if span is None:
        return None
    days, months = span
    return number * (days or (months // 12 * 365 + months % 12 * 30))


def months_from(start: date, months: int) -> date:
    """`start` moved by calendar months, held at the month's last day.  Raises OverflowError off the
    calendar."""
    index = start.year * 12 + start.month - 1 + months
    year, month = divmod(index, 12)
    if not date.min.year <= year <= date.max.year:
        raise OverflowError
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


class _Reader:
    """The grammar of a day phrase over folded words."""

    def __init__(self, words: Sequence[str], today: date, looking: Looking) -> None:
        self.words = words
        self.today = today
        self.looking = looking

    def word(self, at: int) -> str:
        return self.words[at] if at < len(self.words) else ""

    def lead(self, at: int) -> Found | None:
        """`on`, `since`, `by`, `before` ... and a day; or a day."""
        word = self.word(at)
        if self.looking == "ahead" and word in ("by", "before", "until", "till", "on", "due", "until"):
            return self.bare(at + 1)
        if self.looking == "back" and word in ("on", "over", "during", "at", "from") and self.word(at + 1):
            found = self.bare(at + 1)
            if found is not None and word != "on" and not self._weekend(at + 1):
                return None
            return found
        return self.bare(at)

    def _weekend(self, at: int) -> bool:
        return "weekend" in (self.word(at), self.word(at + 1), self.word(at + 2))

    def bare(self, at: int) -> Found | None:
        """The day itself, then a part of the day after it (yesterday evening)."""
        found = self.ahead(at) if self.looking == "ahead" else None
        found = (
            found or self.near(at) or self.weekday(at) or self.ago(at) or self.digits(at) or self.calendar(at)
        )
        if found is None:
            return None
        end = found.end
        if self.word(end) in lex.PARTS:
            end += 1
        elif (
            self.word(end) in ("in", "at") and self.word(end + 1) == "the" and self.word(end + 2) in lex.PARTS
        ):
            end += 3
        elif self.word(end) == "at" and self.word(end + 1) in lex.PARTS:
            end += 2
        return Found(end, found.day, found.fault)

    def near(self, at: int) -> Found | None:
        word, after, third = self.word(at), self.word(at + 1), self.word(at + 2)
        one = timedelta(1)
        if word in lex.TODAY and not (word == "now" and self.looking == "back"):
            return Found(at + 1, self.today)
        if word in ("earlier", "later") and after in lex.TODAY:
            return Found(at + 2, self.today)
        if word == "just" and after == "now":
            return Found(at + 2, self.today)
        if word == "this" and after in lex.PARTS:
            return Found(at + 2, self.today)
        if word in lex.YESTERDAY:
            return Found(at + 1, self.today - one)
        if word in ("last", "yester") and after in ("night", "evening", "nite"):
            return Found(at + 2, self.today - one)
        if word in lex.TOMORROW:
            return Found(at + 1, self.today + one)
        the = 1 if word == "the" else 0
        if self.word(at + the) == "day" and self.word(at + the + 1) in ("before", "after"):
            if self.word(at + the + 2) in lex.YESTERDAY and self.word(at + the + 1) == "before":
                return Found(at + the + 3, self.today - 2 * one)
            if self.word(at + the + 2) in lex.TOMORROW and self.word(at + the + 1) == "after":
                return Found(at + the + 3, self.today + 2 * one)
        if (word in ("the", "last", "this", "past") and after == "weekend") or word == "weekend":
            back = self.today - timedelta((self.today.weekday() - 5) % 7 or 7)
            end = at + (1 if word == "weekend" else 2)
            return Found(
                end, back if self.looking == "back" or word == "last" else _next_weekday(self.today, 5)
            )
        if word in ("last", "past") and after in ("week", "fortnight", "month", "year", "quarter"):
            if after == "week" and third in lex.WEEKDAYS:
                return Found(at + 3, self._of_week(third, -1))
            days, months = lex.SPANS[after]
            return Found(at + 2, months_from(self.today, -months) - timedelta(days))
        return None

    def weekday(self, at: int) -> Found | None:
        """A weekday: the last one before today, or the next one after it; `next friday` is next week's."""
        word = self.word(at)
        lead = word if word in ("last", "this", "next", "past", "coming") else ""
        if word == "this" and self.word(at + 1) in ("past", "coming", "last"):
            lead, at = self.word(at + 1), at + 1
        at += bool(lead)
        number = lex.WEEKDAYS.get(self.word(at))
        if number is None:
            return None
        abbreviated = len(self.word(at)) < 6
        end = at + 1
        if abbreviated and self.word(end) == ".":
            end += 1
        dated = self._dated(end)
        if dated is not None:
            if dated.day is not None and dated.day.weekday() != number:
                said, is_ = f"{dated.day:%B} {dated.day.day}", f"{dated.day:%A}"
                return Found(dated.end, None, f"{said}, {dated.day.year} is a {is_}: say which day is meant.")
            return dated
        name = self.word(at)
        if self.word(end) in ("last", "past") and self.word(end + 1) == "week":
            return Found(end + 2, self._of_week(name, -1))
        if self.word(end) == "next" and self.word(end + 1) == "week":
            return Found(end + 2, self._of_week(name, 1))
        back = self.today - timedelta((self.today.weekday() - number) % 7 or 7)
        if self.word(end) == "before" and self.word(end + 1) == "last":
            return Found(end + 2, back - timedelta(7))
        if self.word(end) in ("a", "one") and self.word(end + 1) == "week" and self.word(end + 2) == "ago":
            return Found(end + 3, back - timedelta(7))
        if lead == "next":
            return Found(end, self._of_week(name, 1))
        if lead == "this" and self.looking == "back":
            return Found(end, self._of_week(name, 0))
        if lead in ("last", "past") or (self.looking == "back" and lead != "coming"):
            return Found(end, back)
        return Found(end, _next_weekday(self.today, number))

    def _dated(self, at: int) -> Found | None:
        """The date behind a weekday's name: Friday, Nov 20; Fri 20 November."""
        if self.word(at) == ",":
            at += 1
        if self.word(at) == "the":
            at += 1
        return self.digits(at) or (self.calendar(at) if self.word(at) != "the" else None)

    def _of_week(self, name: str, weeks: int) -> date:
        monday = self.today - timedelta(self.today.weekday())
        return monday + timedelta(7 * weeks + lex.WEEKDAYS[name])

    def amount(self, at: int) -> tuple[int, int, tuple[int, int] | None] | None:
        """(end, number, (days, months) or None for units of the clock): 3 days, a couple of weeks, half a
        year, 2w."""
        word = self.word(at)
        compact = _COMPACT.match(word)
        if compact is not None:
            number, unit = compact.group(1), compact.group(2)
            if len(number) > 6:
                raise OverflowError
            if unit in lex.SPANS:
                return at + 1, int(number), lex.SPANS[unit]
            return (at + 1, int(number), None) if unit in lex.CLOCK and unit != "m" else None
        if word == "half" and self.word(at + 1) in ("a", "an") and self.word(at + 2) in ("year", "hour"):
            return at + 3, 1, ((0, 6) if self.word(at + 2) == "year" else None)
        if (
            word in ("a", "the", "about", "around", "roughly", "almost")
            and self.word(at + 1) in ("couple", "few")
        ) or word in ("about", "around", "roughly", "almost", "over", "some"):
            at, word = at + 1, self.word(at + 1)
        if word.isdecimal() and word.isascii():
            if len(word) > 6:
                raise OverflowError
            number_, end = int(word), at + 1
        elif word in lex.NUMBERS:
            number_, end = lex.NUMBERS[word], at + 1
            if word in ("couple", "few") and self.word(end) == "of":
                end += 1
            if word in ("a", "an") and self.word(end) in ("full", "whole"):
                end += 1
        else:
            return None
        unit = self.word(end)
        if unit in lex.SPANS:
            return end + 1, number_, lex.SPANS[unit]
        return (end + 1, number_, None) if unit in lex.CLOCK and unit != "m" else None

    def ago(self, at: int) -> Found | None:
        """N days (weeks, months, years) ago; hours ago are today."""
        amount = self.amount(at)
        if amount is None:
            return self._weekdays_ago(at)
        end, number, span = amount
        if self.word(end) not in ("ago", "back", "earlier"):
            return None
        if span is None:
            return Found(end + 1, self.today)
        return Found(end + 1, self._moved(-number, span))

    def _weekdays_ago(self, at: int) -> Found | None:
        """two fridays ago: the last one but one."""
        word = self.word(at)
        number = lex.NUMBERS.get(word) or (int(word) if word.isdecimal() and len(word) < 4 else 0)
        weekday = lex.WEEKDAYS.get(self.word(at + 1).removesuffix("s"))
        if not number or weekday is None or self.word(at + 2) not in ("ago", "back"):
            return None
        last = self.today - timedelta((self.today.weekday() - weekday) % 7 or 7)
        return Found(at + 3, last - timedelta(7 * (number - 1)))

    def _moved(self, number: int, span: tuple[int, int]) -> date:
        return months_from(self.today, number * span[1]) + timedelta(number * span[0])

    def span(self, at: int) -> Found | None:
        """A bare span ahead: 2w, 3 months."""
        try:
            amount = self.amount(at)
            return (
                None
                if amount is None or amount[2] is None
                else Found(amount[0], self._moved(amount[1], amount[2]))
            )
        except OverflowError:
            return None

    def ahead(self, at: int) -> Found | None:
        """What only looks ahead: in 2 weeks, next month, end of month, a week from now, monday week."""
        word, after = self.word(at), self.word(at + 1)
        if word in ("in", "within"):
            amount = self.amount(at + 1)
            if amount is None:
                return None
            end, number, span = amount
            end += 2 if self.word(end) == "s" and self.word(end + 1) == "time" else self.word(end) == "time"
            return Found(end, self.today if span is None else self._moved(number, span))
        if word in ("next", "coming") and after in lex.SPANS and len(after) > 2:
            return Found(at + 2, self._moved(1, lex.SPANS[after]))
        if word in ("this", "the") and after in ("week", "month", "year", "quarter"):
            return Found(at + 2, self._end_of(after)) if word == "this" else None
        if word == "next" and after == "weekend":
            return Found(at + 2, self._of_week("saturday", 1))
        if word in ("eow", "eom", "eoy", "eod"):
            return Found(at + 1, self._end_of({"w": "week", "m": "month", "y": "year", "d": "day"}[word[-1]]))
        start = at + (word == "the")
        if self.word(start) == "end" and self.word(start + 1) == "of":
            start += 2
            following = self.word(start) == "next"
            start += self.word(start) in ("the", "this", "next")
            unit = self.word(start)
            if unit in ("day", "week", "month", "year", "quarter"):
                return Found(start + 1, self._end_of(unit, following))
            if unit in lex.MONTHS:
                ahead = self._nearest(1, lex.MONTHS[unit], start + 1)
                return Found(start + 1, months_from(ahead.day, 1) - timedelta(1)) if ahead.day else ahead
        amount = self.amount(at)
        if amount is not None and amount[2] is not None:
            end = amount[0]
            if self.word(end) in ("from", "hence") and self.word(end + 1) in ("now", "today", ""):
                return Found(end + 2 if self.word(end + 1) else end + 1, self._moved(amount[1], amount[2]))
        return None

    def _end_of(self, unit: str, following: bool = False) -> date:
        today = self.today
        if unit == "day":
            return today + timedelta(following)
        if unit == "week":
            return today + timedelta(6 - today.weekday() + 7 * following)
        months = {"month": 1, "quarter": 3, "year": 12}[unit]
        begun = (today.month - 1) // months * months + 1
        return months_from(today.replace(month=begun, day=1), months * (1 + following)) - timedelta(1)

    def digits(self, at: int) -> Found | None:
        """2026-11-03; 3.11.2026; 25/12/2025 and 25/12 (where the day cannot be taken for the month)."""
        word = self.word(at)
        match = _ISO.match(word)
        if match is not None:
            return _made(at + 1, int(match[1]), int(match[2]), int(match[3]), word)
        match = _TURNED.match(word)
        if match is None:
            return self._short(at)
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        if match[2] == "." or first > 12 or first == second:
            return _made(at + 1, year, second, first, word)
        if second > 12:
            return _made(at + 1, year, first, second, word)
        iso = f"{year:04}-{second:02}-{first:02} or {year:04}-{first:02}-{second:02}"
        return Found(at + 1, None, f"“{word}” can be read as two days: say {iso}.")

    def _short(self, at: int) -> Found | None:
        """25/12: a day and a month, where neither can be taken for the other; half an hour (1/2 hour) is none."""
        word = self.word(at)
        match = _SHORT.match(word)
        if (
            match is None
            or word in lex.SAYINGS
            or self.word(at + 1) in lex.CLOCK
            or self.word(at + 1) == "of"
        ):
            return None
        first, second = int(match[1]), int(match[2])
        if not (0 < min(first, second) <= 12 and max(first, second) <= 31):
            return None
        if first > 12 or first == second:
            return self._nearest(first, second, at + 1)
        if second > 12:
            return self._nearest(second, first, at + 1)
        two = f"{_month_name(second)} {first} or {_month_name(first)} {second}"
        return Found(at + 1, None, f"“{word}” can be read as two days: say {two}.")

    def calendar(self, at: int) -> Found | None:
        """Nov 3; Nov 3rd, 2025; 3 November; the 14th; 14th of November 2025."""
        word = self.word(at)
        if word in lex.MONTHS:
            end = at + 1 + (self.word(at + 1) == "." and len(word) < 5)
            end += self.word(end) == "the"
            number = self._nth(end)
            return None if number is None else self._year(end + 1, lex.MONTHS[word], number)
        the = word == "the"
        start = at + the
        number = self._nth(start)
        if number is None:
            return None
        end = start + 1
        suffixed = not self.word(start).isdecimal()
        of = self.word(end) == "of"
        if self.word(end + of) in lex.MONTHS:
            return self._year(end + of + 1, lex.MONTHS[self.word(end + of)], number)
        return (
            self._of_month(end, number)
            if (the and suffixed) or (suffixed and self.word(start)[0].isdigit())
            else None
        )

    def _nth(self, at: int) -> int | None:
        word = self.word(at)
        match = _NTH.match(word)
        if match is not None and word.isascii():
            return int(match[1])
        return lex.ORDINALS.get(word)

    def _year(self, end: int, month: int, number: int) -> Found:
        comma = self.word(end) == ","
        word = self.word(end + comma)
        if _YEAR.match(word):
            return _made(end + comma + 1, int(word), month, number, f"{_month_name(month)} {number} {word}")
        return self._nearest(number, month, end)

    def _nearest(self, number: int, month: int, end: int) -> Found:
        """The nearest such day: not to come (looking back, and said with its year if long gone), or not
        past."""
        said = f"{_month_name(month)} {number}"
        if not 1 <= number <= monthrange(2000, month)[1]:
            return Found(end, None, f"There is no {said}.")
        step = -1 if self.looking == "back" else 1
        for year in range(self.today.year, self.today.year + 9 * step, step):
            if 1 <= year <= date.max.year and number <= monthrange(year, month)[1]:
                there = date(year, month, number)
                if (self.today - there).days * -step >= 0:
                    if step < 0 and (self.today - there).days > FORGOTTEN:
                        return Found(end, None, f"{said} was long ago or is still to come: say the year.")
                    return Found(end, there)
        return Found(end, None, f"{said}: say the year.")

    def _of_month(self, end: int, number: int) -> Found:
        """`the 14th`: of this month or the nearest one that has such a day."""
        if not 1 <= number <= 31:
            return Found(end, None, f"No month has a day {number}.")
        step = -1 if self.looking == "back" else 1
        first = self.today.replace(day=1)
        for months in range(3):
            month = months_from(first, step * months)
            if number <= monthrange(month.year, month.month)[1]:
                there = month.replace(day=number)
                if (there - self.today).days * step >= 0:
                    return Found(end, there)
        return Found(end, None, f"No day {number} is near.")


def _next_weekday(today: date, number: int) -> date:
    return today + timedelta((number - today.weekday()) % 7 or 7)


def _month_name(month: int) -> str:
    return next(word for word, number in lex.MONTHS.items() if number == month).capitalize()


def _made(end: int, year: int, month: int, number: int, said: str) -> Found:
    try:
        return Found(end, date(year, month, number))
    except ValueError:
        return Found(end, None, f"There is no {said}.")
