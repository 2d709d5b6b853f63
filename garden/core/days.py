"""Days: which of them count, what happened on them, and dates of which only a part is known.

A *contact-day* is a day on which anything happened with a contact, however much: ten messages are one
contact-day, of the depth of the deepest.  Days are proleptic ordinals (`date.toordinal`).  Every age, silence
and gap of the model is a difference of *awake numbers*: how many days that are not rest have passed.  Nothing
here raises on a strange document.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from itertools import compress, pairwise, repeat
from operator import itemgetter
from typing import Any, Final, NamedTuple

from garden.core.model import FAVORS, Document, Favor, Rest, day_of, logged

OUT: Final = 1
IN: Final = 2
BOTH: Final = OUT | IN
"""Flags of a contact-day: I reached out; they did; both."""

DEPTH: Final = {
    "message": 0.5, "email": 0.5, "letter": 0.5,
    "meal": 1.5, "walk": 1.5, "event": 1.5, "visit": 1.5,
}  # fmt: skip
"""Depth of a kind; every other kind, known or not, is as deep as a coffee: `PLAIN_DEPTH`."""
PLAIN_DEPTH: Final = 1.0

_LAST_DAY: Final = date.max.toordinal()


# ----------------------------------------------------------------------------------------- the awake calendar


class Calendar:
    """A calendar without the days of rest.  Immutable; two calendars with the same rests are equal.

    `number(day)` counts the awake days up to and including `day`; it never falls, stands still during a rest,
    and is the ordinal itself while there are no rests.
    """

    __slots__ = ("_before", "_numbers", "_starts", "spans")

    def __init__(self, rests: Iterable[Rest] = ()) -> None:
        self.spans: Final = _union(rests)
        self._starts: Final = [start for start, _ in self.spans]
        self._before: Final = [0]  # rest days before the i-th span
        for start, end in self.spans:
            self._before.append(self._before[-1] + end - start + 1)
        # the awake number from which on a day lies behind the i-th span
        self._numbers: Final = [
            start - rested for start, rested in zip(self._starts, self._before, strict=False)
        ]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Calendar) and self.spans == other.spans

    def __hash__(self) -> int:
        return hash(self.spans)

    def number(self, day: int) -> int:
        """The awake number of an ordinal day.  O(log rests)."""
        i = bisect_right(self._starts, day) - 1
        if i < 0:
            return day
        start, end = self.spans[i]
        return day - self._before[i] - (min(day, end) - start + 1)

    def day(self, number: int) -> date | None:
        """The awake day of a number; None behind an open rest or the end of the calendar."""
        ordinal = number + self._before[bisect_right(self._numbers, number)]
        return date.fromordinal(ordinal) if 1 <= ordinal <= _LAST_DAY else None

    def rest_at(self, day: int) -> tuple[int, int] | None:
        """The (first, last) day of the whole rest that an ordinal day lies in, or None while awake."""
        i = bisect_right(self._starts, day) - 1
        return self.spans[i] if i >= 0 and day <= self.spans[i][1] else None


def _union(rests: Iterable[Rest]) -> tuple[tuple[int, int], ...]:
    """Spans of ordinals, ascending, neither overlapping nor touching."""
    spans = sorted((r.start.toordinal(), r.until.toordinal() if r.until else _LAST_DAY) for r in rests)
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


ALWAYS_AWAKE: Final = Calendar()
"""The calendar of a contact that never rests."""


def is_open(span: tuple[int, int]) -> bool:
    """Does a rest last until further notice?"""
    return span[1] >= _LAST_DAY


# ------------------------------------------------------------------------------------------------- the ledger


class Ledger(NamedTuple):
    """The contact-days of one contact, oldest first, as parallel columns.

    days: ordinals, strictly ascending; numbers: their awake numbers, never falling; flags: OUT, IN or BOTH;
    depths: of the deepest thing that day; kinds: what was logged last that day; favours: (ordinal, what),
    oldest first.
    """

    calendar: Calendar
    days: Sequence[int]
    numbers: Sequence[int]
    flags: Sequence[int]
    depths: Sequence[float]
    kinds: Sequence[str]
    favours: Sequence[tuple[int, Favor]]

    def until(self, on: int) -> int:
        """How many contact-days there were up to and including an ordinal day."""
        return bisect_right(self.days, on)


@lru_cache(maxsize=65_536)
def ordinal_of(text: str) -> int:
    """The ordinal of an ISO day; 0 where there is none.  Remembered: logs name the same days often."""
    day = day_of(text)
    return day.toordinal() if day is not None else 0


def _day(doc: Document) -> int:
    on = doc.get("on")
    return ordinal_of(on) if type(on) is str else 0


def ledger_of(docs: Sequence[Document], calendar: Calendar = ALWAYS_AWAKE) -> Ledger:
    """The ledger of a contact's interaction documents, in any order; those of one day in the order given.

    A document without a readable day is passed over; a strange kind reads as "other", a strange flow as
    both ways.
    """
    days: list[int] = []
    flags: list[int] = []
    depths: list[float] = []
    kinds: list[str] = []
    favours: list[tuple[int, Favor]] = []
    latest = 0
    for doc in docs:
        on, flow, kind, favour = doc.get("on"), doc.get("flow"), doc.get("kind"), doc.get("favor")
        day = ordinal_of(on) if type(on) is str else 0
        flag = OUT if flow == "out" else IN if flow == "in" else BOTH
        if type(kind) is not str or not kind:
            kind = "other"
        depth = DEPTH.get(kind, PLAIN_DEPTH)
        if day > latest:
            latest = day
            days.append(day)
            flags.append(flag)
            depths.append(depth)
            kinds.append(kind)
        elif day == 0:
            continue
        elif day == latest:
            flags[-1] |= flag
            kinds[-1] = kind
            depths[-1] = max(depths[-1], depth)
        else:
            return ledger_of(sorted(docs, key=_day), calendar)
        if favour is not None and favour in FAVORS:
            favours.append((day, favour))
    numbers = days if not calendar.spans else [calendar.number(day) for day in days]
    return Ledger(calendar, days, numbers, flags, depths, kinds, favours)


class _Numbers(dict[Any, int]):
    """What stands in `on` -> the ordinal day, 0 where it is none."""

    def __missing__(self, on: object) -> int:
        number = self[on] = ordinal_of(on) if type(on) is str else 0
        return number


class _Flags(dict[Any, int]):
    """What stands in `flow` -> the flag."""

    def __missing__(self, flow: object) -> int:
        return BOTH


class _Kinds(dict[Any, str]):
    """What stands in `kind` -> the kind; one object for each, so that few are touched."""

    def __missing__(self, kind: object) -> str:
        named = self[kind] = kind if type(kind) is str and kind else "other"
        return named


_COLUMNS: Final = itemgetter("people", "on", "flow", "kind")


class Columns:
    """All of a garden's interactions as columns, from which everybody's ledger is made at a tenth of the cost.

    Documents are handed over some hundreds at a time (`add`), in the order of the file: all of a large garden's do not
    fit into the processor's cache, and a walk through them takes longer than what is done on the way.
    """

    def __init__(self) -> None:
        self.docs: list[Document] = []
        self.strange = False
        """Whether there is a document so strange that `ledger_of` has to look at it: then there is no `ledger`."""
        self._days: list[int] = []
        self._flags: list[int] = []
        self._kinds: list[str] = []
        self._favours: dict[int, Favor] = {}
        self._number, self._flag, self._kind = _Numbers(), _Flags(out=OUT, **{"in": IN}), _Kinds()

    def add(self, docs: Sequence[Document]) -> Sequence[Any]:
        """Take these documents over; answers what stands in `people` of each, None where it has no text for a day."""
        first = len(self.docs)
        self.docs += docs
        people: Sequence[Any]
        try:
            people, on, flow, kind = zip(*map(_COLUMNS, docs), strict=True)
        except KeyError:
            people, on, flow, kind = zip(
                *((doc.get("people"), doc.get("on"), doc.get("flow"), doc.get("kind")) for doc in docs),
                strict=True,
            )
        if set(map(type, on)) != {str}:
            people = [who if type(day) is str else None for who, day in zip(people, on, strict=True)]
        if self.strange:
            return people
        try:
            days, flags = list(map(self._number.__getitem__, on)), map(self._flag.__getitem__, flow)
            self._flags += flags
            self._kinds += map(self._kind.__getitem__, kind)
            self._days += days
        except TypeError:  # a list or a table where a word belongs
            self.strange = True
            return people
        given = {place: doc["favor"] for place, doc in enumerate(docs, first) if "favor" in doc}
        self._favours.update((place, favour) for place, favour in given.items() if favour in FAVORS)
        return people

    def all_there(self) -> None:
        """Every document was added.  A day written in two ways is strange: `Facts.docs_of` sorts by how it is."""
        self.strange = self.strange or len(set(self._number.values())) != len(self._number)

    def ledger(self, places: Sequence[int], calendar: Calendar) -> Ledger:
        """The ledger of the documents at `places`, which ascend: as `ledger_of` those, by day and when logged."""
        every_day = self._days
        order = sorted(places, key=every_day.__getitem__)
        if order and not every_day[order[0]]:
            order = [place for place in order if every_day[place]]
        days = list(map(every_day.__getitem__, order))
        again = [] if len(set(days)) == len(days) else _again(days)
        if again:
            self._order_within_days(order, again)
        flags = list(map(self._flags.__getitem__, order))
        kinds = list(map(self._kinds.__getitem__, order))
        depths = list(map(DEPTH.get, kinds, repeat(PLAIN_DEPTH)))
        given = self._favours
        favours = [] if given.keys().isdisjoint(order) else [
            (every_day[place], given[place]) for place in order if place in given
        ]  # fmt: skip
        if again:
            for place in reversed(again):
                flags[place] |= flags[place + 1]
                kinds[place] = kinds[place + 1]
                depths[place] = max(depths[place], depths[place + 1])
            first = bytearray(b"\1") * len(days)
            for place in again:
                first[place + 1] = 0
            days, flags = list(compress(days, first)), list(compress(flags, first))
            depths, kinds = list(compress(depths, first)), list(compress(kinds, first))
        numbers = days if not calendar.spans else [calendar.number(day) for day in days]
        return Ledger(calendar, days, numbers, flags, depths, kinds, favours)

    def _order_within_days(self, order: list[int], again: Sequence[int]) -> None:
        """Put the places of one day, where there are several, in the order in which they were logged."""
        start = end = -1
        for place in (*again, len(order)):
            if place != end:
                if end > start:
                    order[start : end + 1] = sorted(order[start : end + 1], key=self._logged)
                start = place
            end = place + 1

    def _logged(self, place: int) -> tuple[str, str]:
        return logged(self.docs[place])


def _again(days: Sequence[int]) -> list[int]:
    """The places of days that stand once more right behind."""
    return [place for place, (day, following) in enumerate(pairwise(days)) if day == following]


# ---------------------------------------------------------------------------------------------- partial dates

_A_LEAP_YEAR: Final = 2000
_PARTIAL: Final = re.compile(r"(?:(\d{4})|-)-(\d\d)-(\d\d)", re.ASCII)


class PartialDate(NamedTuple):
    """A day of the year, and the year where it is known."""

    month: int
    day: int
    year: int | None = None

    def in_year(self, year: int) -> date:
        """The day in a year, 1..9999.  Where it has no 29 February, the 28th: never in March."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return date(year, self.month, 28)

    def __str__(self) -> str:
        head = "-" if self.year is None else f"{self.year:04}"
        return f"{head}-{self.month:02}-{self.day:02}"


def partial_date(text: str) -> PartialDate | None:
    """`1990-05-10` or `--05-10` (a day that exists, in some year), or None."""
    match = _PARTIAL.fullmatch(text)
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        date(_A_LEAP_YEAR if year is None else year, month or 0, day or 0)
    except ValueError:
        return None
    return PartialDate(month or 0, day or 0, year)


def next_birthday(birthday: str, on: date) -> date | None:
    """The first birthday on or after `on`; None where `birthday` is no (partial) date."""
    born = partial_date(birthday)
    if born is None:
        return None
    if born.year is not None and born.year > on.year:
        return born.in_year(born.year)
    this_year = born.in_year(on.year)
    if this_year >= on:
        return this_year
    return born.in_year(on.year + 1) if on.year < date.max.year else None


def turning(birthday: str, on: date) -> int | None:
    """The age reached on the first birthday on or after `on`; None where the year of birth is not known."""
    born, day = partial_date(birthday), next_birthday(birthday, on)
    return day.year - born.year if born is not None and born.year is not None and day is not None else None
