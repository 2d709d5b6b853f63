"""What is known of a contact, as labels and what they say: short enough to stand in two columns.  Not cleaned."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from garden.core.model import Contact, Interaction
from garden.core.reading import THIRST, Reading
from garden.words import counted, day, exact, known_for, lean, listed

NOT_YET: Final = "not here yet"
"""The state of somebody who came into the garden after the day that is shown."""


def known(
    reading: Reading,
    contact: Contact,
    interactions: Sequence[Interaction] = (),
    *,
    cutting_of: str = "",
    introduced: Sequence[str] = (),
    sooner: date | None = None,
) -> list[tuple[str, str]]:
    """(label, what it says), those of the story first; `cutting_of` and `introduced` are names; `sooner`: the day from
    which it asks for water, where that is before the due day."""
    today = reading.on
    found = []
    if interactions:
        last, first = interactions[-1], interactions[0]
        found.append(("last", f"{last.kind}, {day(last.on, today)}"))
        if reading.due_on is not None and reading.state not in ("resting", None):
            found.append(_ready(reading, sooner or reading.due_on))
        if (today - first.on).days > 60:
            often = counted(len(interactions), "time")
            found.append(("in touch for", f"{known_for(first.on, today)}, {often}"))
    elif reading.due_on is not None and reading.state not in ("resting", None):
        found.append(_ready(reading, sooner or reading.due_on))
    if leaning := lean(reading.balance):
        found.append(("balance", leaning))
    if contact.title or contact.org:
        found.append(("work", " at ".join(filter(None, (contact.title, contact.org)))))
    if contact.met_how:
        found.append(("met", contact.met_how))
    if contact.birthday:
        found.append(("birthday", birthday(contact.birthday)))
    if cutting_of:
        found.append(("a cutting of", cutting_of))
    if introduced:
        found.append(("brought you", listed(introduced)))
    if contact.tags:
        found.append(("tags", " ".join(f"#{tag}" for tag in contact.tags)))
    return found


def not_yet(since: str, on: date) -> str:
    """That somebody was not in the garden yet on a day; `since`: the ISO day, month or year since when they are."""
    return f"Not in the garden yet on {exact(on, date.min)}; here since {_partly(since)}."


def _partly(said: str) -> str:
    """A day, a month or a year in ISO as one would say it; else as it stands."""
    try:
        whole = date.fromisoformat(said if len(said) > 7 else f"{said}-01")
    except ValueError:
        return said
    told = exact(whole, date.min)
    return told if len(said) > 7 else told.partition(" ")[2]


def _ready(reading: Reading, due: date) -> tuple[str, str]:
    today = reading.on
    if due > today and reading.state in THIRST:  # met too seldom yet to wait for the day
        return "ready", "for water"
    if due > today:
        return "next", day(due, today)
    return ("ready", "for water today") if due == today else ("ready since", day(due, today))


def birthday(said: str) -> str:
    """A birthday as one would say it: "10 May 1990", "10 May" where no year is known; else as it stands."""
    leap = date(2000, 1, 1)
    try:
        on = date.fromisoformat(said.replace("--", f"{leap.year}-", 1) if said.startswith("--") else said)
    except ValueError:
        return said
    return exact(on, leap) if said.startswith("--") else f"{exact(on, on)} {on.year}"
