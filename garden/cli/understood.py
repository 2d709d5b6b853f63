"""What was understood of a sentence, said back in full once it is kept: nothing is kept that was not said."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from garden import words
from garden.capture.draft import Draft
from garden.gardener import Gardener

_FLOW: Final = {"out": "you reached out", "in": "they reached out", "both": ""}
_FAVOR: Final = {"gave": "you gave", "got": "you got", "asked": "you asked"}


def retold(draft: Draft, gardener: Gardener) -> Iterator[str]:
    """Lines that say everything but who, what and when: "at Noma · 45 min · #work", the note, each promise."""
    parts = [
        _FLOW[draft.flow],
        _FAVOR[draft.favor] if draft.favor else "",
        f"{draft.minutes} min" if draft.minutes else "",
        f"at {draft.place}" if draft.place else "",
        *(f"#{tag}" for tag in draft.tags),
    ]
    if any(parts):
        yield " · ".join(filter(None, parts))
    met = [*map(gardener.name_of, draft.introduced), *draft.introducing]
    if met:
        yield f"met through them: {words.listed(met)}"
    if draft.note:
        yield f"note: {draft.note}"
    for owed in draft.promises:
        due = f", {words.due(owed.due, gardener.today)}" if owed.due else ""
        yield f"{'you promised' if owed.by == 'me' else 'they promised'}: {owed.text}{due}"
