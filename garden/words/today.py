"""What the start of a day is told: how many are ready for water, why, and what it would take; who has a birthday.

A screenful at most, and nothing in it counts against anybody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from garden.words import WEEKDAYS, ago, cadence, day, exact, listed, promise, some, span
from garden.words.outlook import met_once

if TYPE_CHECKING:
    from garden.core.model import Contact, Promise
    from garden.core.reading import Reading


def hello(today: date, ready: int, shown: int, rest: tuple[date | None] | None) -> str:
    """The line that a day begins with.  `ready` for water, of whom `shown` are told; `rest`: the last day of a rest of
    the whole garden (None: it has none), or None while it is awake."""
    named = f"{WEEKDAYS[today.weekday()]} {exact(today, today)}"
    if rest is not None:
        return f"{named}: {resting(rest[0], today)}; nothing is asked of you."
    if not ready:
        return f"{named}: nobody needs water today."
    are = "1 plant is" if ready == 1 else f"{ready} plants are"
    first = "" if ready <= shown else f", {'this one' if shown == 1 else f'these {shown}'} first"
    return f"{named}: {are} ready for water{first}."


def resting(last: date | None, today: date) -> str:
    """Until when the whole garden rests."""
    return "the whole garden rests" + (f" until {exact(last, today)}" if last is not None else "")


def reason(reading: Reading) -> str:
    """Why somebody is ready for water, in a few words: "7 weeks quiet; you set monthly"."""
    parts, last = reading.why, reading.last_on
    if last is None:
        return "nothing logged yet"
    back = (reading.on - last).days
    if parts.waiting == "me":
        return f"their {parts.last_kind or 'word'} is the last, {ago(back)}"
    quiet = "in touch " + ago(back) if back < 2 or back != parts.silent else f"{span(back)} quiet"
    return f"{quiet}; {met_once(reading) or f'you set {cadence(parts.every)}'}"


def takes(reading: Reading) -> str:
    """What it would take: a day both ways and a plant thrives, by the model."""
    if reading.why.waiting == "me":
        return f"answer their {reading.why.last_kind}" if reading.why.last_kind in _ANSWERED else "your turn"
    return "a coffee would wake it" if reading.state == "dormant" else "a coffee would do"


_ANSWERED: Final = frozenset({"message", "email", "letter", "call"})
"""What one answers."""


def birthday(on: date, today: date, age: int | None) -> str:
    """When a birthday comes: "tomorrow, turning 40"."""
    return f"{day(on, today)}, turning {age}" if age else day(on, today)


def birthdays(coming: Sequence[tuple[Contact, date]], today: date) -> str:
    """Those of today and tomorrow in a line: "birthday: Ada and Tom · birthday tomorrow: Mei"; "" where there are
    none."""
    said = []
    for title, ahead in (("birthday", 0), ("birthday tomorrow", 1)):
        names = [who.name for who, on in coming if (on - today).days == ahead]
        if names:
            said.append(f"{title}: {listed(names)}")
    return " · ".join(said)


def greeting(
    birthdays: Sequence[tuple[Contact, date]],
    promises: Iterable[Promise],
    name_of: Callable[[str], str],
    today: date,
) -> str:
    """What a day brings besides water, in a sentence or two; "" where it brings nothing.

    "Ada Byron's birthday is today. You promised Tom Kerr: the drill, due since yesterday."
    """
    said = []
    for when in ("today", "tomorrow"):
        names = [who.name for who, on in birthdays if day(on, today) == when]
        if names:
            said.append(f"{some([_of(name) for name in names])} birthday is {when}.")
    due = [owed for owed in promises if owed.done_on is None and owed.due is not None and owed.due <= today]
    if len(due) == 1:
        line = promise(due[0], name_of(due[0].person), today)
        said.append(f"{line[:1].upper()}{line[1:]}.")
    elif due:
        said.append(f"{len(due)} promises are due: {some([name_of(owed.person) for owed in due])}.")
    return " ".join(said)


def _of(name: str) -> str:
    return f"{name}'" if name.endswith("s") else f"{name}'s"
