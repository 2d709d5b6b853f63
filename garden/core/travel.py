"""Travelling through a garden's time: which days there are to see, who was there on each, and what was promised."""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Final, Literal, NamedTuple

from garden.core.facts import Facts
from garden.core.model import Promise, day_of
from garden.core.reading import Reading

Unit = Literal["day", "week", "month", "year"]
UNITS: Final[tuple[Unit, ...]] = ("day", "week", "month", "year")
AHEAD_YEARS: Final = 2
"""So far ahead one can see what becomes of the garden."""


class Span(NamedTuple):
    """The days that can be seen, both included."""

    first: date
    last: date

    def held(self, on: date) -> date:
        """The day of the span nearest to `on`."""
        return min(max(on, self.first), self.last)

    def share(self, on: date) -> float:
        """Where a day lies, from 0 (the first) to 1 (the last)."""
        whole = (self.last - self.first).days
        return (on - self.first).days / whole if whole else 0.0

    def at(self, share: float) -> date:
        """The day at a share of the span."""
        return self.held(self.first + timedelta(days=round(share * (self.last - self.first).days)))


def span_of(facts: Facts, today: date) -> Span:
    """From the first thing logged, today where nothing was, to two years ahead."""
    first = min(happened(facts), default=today)
    return Span(min(first, today), stepped(today, "year", AHEAD_YEARS))


def happened(facts: Facts) -> Mapping[date, int]:
    """How many interactions were logged of each day.  What has no day that exists is left out."""
    said = Counter(
        doc.get("on") for doc in facts.table("interactions").values() if type(doc.get("on")) is str
    )
    return {on: count for text, count in said.items() if (on := day_of(text)) is not None}


def stepped(on: date, unit: Unit, by: int) -> date:
    """The day so many units later (`by` < 0: earlier); of a month that is too short, its last day."""
    if unit in ("day", "week"):
        ordinal = on.toordinal() + by * (7 if unit == "week" else 1)
        return date.fromordinal(min(max(ordinal, 1), date.max.toordinal()))
    months = on.year * 12 + on.month - 1 + by * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    if not 1 <= year <= 9999:
        return date.min if year < 1 else date.max
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))


def there(facts: Facts, readings: Iterable[Reading], on: date) -> list[Reading]:
    """Of these readings of a day those whose plant stood in the garden by then: something was logged, or it had been
    planted, or the two had met.  A plant of which the file says none of these is always there."""
    return [reading for reading in readings if reading.last_on is not None or known_by(facts, reading.id, on)]


def known_by(facts: Facts, person: str, on: date) -> bool:
    """Whether a contact had been met or planted by a day; so has one of whom the file says neither."""
    said = _met_or_planted(facts, person)
    return not said or any(text <= on.isoformat()[: len(text)] for text in said)


def known_since(facts: Facts, person: str) -> str:
    """When a contact came to stand in the garden: the first day that `there` counts, in ISO; as the file may say no
    more of a meeting, perhaps only a month or a year.  "" where nothing says so."""
    logged = [one.on.isoformat() for one in facts.history(person)[:1]]
    return min(_met_or_planted(facts, person) + logged, default="")


_DAY: Final = re.compile(r"([0-9]{4}(?:-[0-9]{2}){0,2})(?:[T ][0-9].*)?", re.DOTALL)
"""A day in ISO, or its month or year; a time of the day may follow."""


def _met_or_planted(facts: Facts, person: str) -> list[str]:
    """The days in ISO (or months, or years) on which a contact was met and planted, as far as the file says them; of a
    meeting it may say anything ("the 90s"), and what is no day that exists is left out."""
    met, created = facts.contacts[person].met_on, facts.table("contacts")[person].get("created")
    found = [_DAY.fullmatch(text) for text in (met, created) if isinstance(text, str)]
    said = [match[1] for match in found if match is not None]
    return [text for text in said if day_of(f"{text}-01-01"[:10]) is not None]


def promised(facts: Facts, on: date) -> list[Promise]:
    """The promises there were on a day, as they stood then: what was done later is open yet.  One that does not say
    when it was made has always been there."""
    docs, day = facts.table("promises"), on.isoformat()
    return [
        owed._replace(done_on=None) if owed.done_on is not None and owed.done_on > on else owed
        for id_, owed in facts.promises.items()
        if not isinstance(made := docs[id_].get("created"), str) or made[:10] <= day
    ]
