"""What a review says of somebody: why they and why now, and a first line to write to them.

Nothing here reminds of a debt: what was not done is never named, only what would do good.
"""

from __future__ import annotations

from typing import Final

from garden.core.model import Interaction
from garden.core.reading import THIRST, Reading

_LONGEST: Final = 28
"""Characters of a note that a first line takes up."""


def ready(thirsty: int, picked: int) -> str:
    """How many are ready for water, and that these come first: "30 are ready for water, these 5 first"."""
    if thirsty <= picked:
        return "ready for water"
    return f"{thirsty} are ready for water, {'this one' if picked == 1 else f'these {picked}'} first"


def why_now(reading: Reading, place: int, of: int) -> str:
    """Why somebody is among the `of` whom a review takes, at `place` (from 0), by the need that ranks them; "" where
    they need no water any more."""
    if reading.state not in THIRST:
        return ""
    if reading.state == "dormant":
        return "Why now: of those asleep, the one most worth waking."
    if place == 0:
        return "Why now: nowhere would a coffee do more good."
    if of > 1:
        return f"Why now: among the {of} whom a coffee helps most."
    return ""


def first_line(name: str, spoken: Interaction | None) -> str:
    """A line to begin with, to be changed before it goes.

    `spoken`: what was last spoken of; one's own note stands in brackets, since it was written about them and not to
    them.
    """
    hello = f"Hi {name.split(maxsplit=1)[0] if name.split() else name}, "
    if spoken is None:
        return hello + "I thought of you today. How are you?"
    note = " ".join(spoken.note.split())
    if len(note) > _LONGEST:
        note = note[:_LONGEST].rsplit(" ", 1)[0].rstrip(" ,;.") + " …"
    return f"{hello}I thought of our {spoken.kind} [{note}]. How did it go on?"
