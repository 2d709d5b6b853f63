"""What is known of a contact, as labels and what they say: short enough to stand in two columns.  Not cleaned."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from garden.core.model import Contact, Interaction
from garden.core.reading import THIRST, Reading
from garden.words import counted, day, exact, known_for, lean, listed


def known(
    reading: Reading,
    contact: Contact,
    interactions: Sequence[Interaction] = (),
    *,
    cutting_of: str = "",
    introduced: Sequence[str] = (),
) -> list[tuple[str, str]]:
    """(label, what it says), those of the story first; `cutting_of` and `introduced` are names."""
    today = reading.on
    found = []
    if interactions:
        last, first = interactions[-1], interactions[0]
        found.append(("last", f"{last.kind}, {day(last.on, today)}"))
        if reading.due_on is not None and reading.state not in ("resting", None):
            found.append(_ready(reading, reading.due_on))
        if (today - first.on).days > 60:
            often = counted(len(interactions), "time")
            found.append(("in touch for", f"{known_for(first.on, today)}, {often}"))
    elif reading.due_on is not None and reading.state not in ("resting", None):
        found.append(_ready(reading, reading.due_on))
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
