"""What the start of a day is told: how many are ready for water, why, and what it would take; who has a birthday.

A screenful at most, and nothing in it counts against anybody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from garden.words import WEEKDAYS, ago, cadence, counted, day, exact, listed, promise, span
from garden.words.names import short
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


FITS: Final = 78
"""Characters of a line that an ordinary terminal shows whole."""


def brief(
    first: str | None,
    coming: Sequence[tuple[Contact, date]],
    due: int,
    today: date,
    *,
    called: Callable[[str], str],
    rest: tuple[date | None] | None = None,
) -> str:
    """A day in a line, for a shell: "Water Ada first · Tom's birthday tomorrow · 2 promises due".

    `first`: who needs water first, None: nobody; `due`: promises due; `called`: a name as one calls them; `rest`: as
    for `hello`.  What is longer than a line is cut: names, the birthdays of tomorrow where there is one today, at last
    all birthdays.
    """
    days = [
        (when, names)
        for when, ahead in (("today", 0), ("tomorrow", 1))
        if (names := [called(who.name) for who, on in coming if (on - today).days == ahead])
    ]
    line = ""
    for most, told in ((FITS, days), (16, days), (FITS, days[:1]), (16, days[:1]), (10, days[:1]), (10, ())):
        water = "nobody needs water" if first is None else f"water {_cut(called(first), most)} first"
        said = [resting(rest[0], today) if rest is not None else water]
        said += [f"{_whose([_cut(name, most) for name in names])} {when}" for when, names in told]
        if due:
            said.append(f"{counted(due, 'promise')} due")
        line = " · ".join(said)
        if len(line) <= FITS:
            break
    return line[:1].upper() + line[1:]


def _whose(names: Sequence[str]) -> str:
    """ "Ada's birthday"; of more than one: "2 birthdays"."""
    return f"{_of(names[0])} birthday" if len(names) == 1 else counted(len(names), "birthday")


def _cut(name: str, most: int) -> str:
    return name if len(name) <= most else name[: most - 1].rstrip() + "…"


def greeting(
    birthdays: Sequence[tuple[Contact, date]],
    promises: Iterable[Promise],
    name_of: Callable[[str], str],
    today: date,
    readings: Iterable[Reading] = (),
) -> str:
    """What a day brings, in a sentence or three and at most two names; "" where it brings nothing.

    `readings`: of everybody, for who needs water first, which is said beside other news only.  "Mo Li's birthday is
    tomorrow. Ada Byron could use water. 5 promises are due."  Where that is longer than a line, people go by their
    first names, and a promise is counted.
    """
    from garden.core.plot import review

    due = [owed for owed in promises if owed.done_on is None and owed.due is not None and owed.due <= today]
    coming = [(who.name, (on - today).days) for who, on in birthdays]
    near = [name for name, ahead in coming if ahead == 0]
    when = "today" if near else "tomorrow"
    near = near or [name for name, ahead in coming if ahead == 1]
    # of water alone the plants speak themselves, and the keys are not hidden for it
    first = next(iter(review(readings, 1)), None) if near or due else None
    left = 1 if first is not None else 2
    named = near if len(near) <= left else []
    if first is not None:
        named = [*named, first.name]
    tried = [(named, len(due) == 1 and len(named) < 2), (named, False), (short(named, 0), False)]
    line = ""
    for names, whole in tried:
        said = []
        if near:
            born = names[: len(names) - (first is not None)]
            whose = (
                f"{listed([_of(name) for name in born])} birthday is"
                if born
                else f"{len(near)} birthdays are"
            )
            said.append(f"{whose} {when}.")
        if first is not None:
            said.append(f"{names[-1]} could use water.")
        if whole:
            owed = promise(due[0], name_of(due[0].person), today)
            said.append(f"{owed[:1].upper()}{owed[1:]}.")
        elif due:
            said.append(f"{counted(len(due), 'promise')} {'is' if len(due) == 1 else 'are'} due.")
        line = " ".join(said)
        if len(line) <= FITS:
            break
    return line


def _of(name: str) -> str:
    return f"{name}'" if name.endswith("s") else f"{name}'s"
