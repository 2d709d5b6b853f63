"""What is said beside a plant, in the words of `words` and the colours of its state."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from garden import words
from garden.core.model import Contact, Interaction
from garden.core.outlook import outlook, sooner
from garden.core.reading import Reading
from garden.tui.widgets.side import Said

if TYPE_CHECKING:
    from garden.gardener import Gardener

LATELY: Final = 3
"""Interactions whose notes an idea may speak of."""


def story_of(gardener: Gardener, reading: Reading, contact: Contact, *, promises: bool = True) -> list[Said]:
    """What is said beside a plant; `promises`: also what is owed."""
    said = [Said(contact.name, "primary", bold=True)]
    lines = words.story(
        reading,
        contact,
        [happened for happened in gardener.facts.history(contact.id) if happened.on <= reading.on],
        gardener.promises_of(contact.id) if promises else (),
        sooner(gardener.facts, reading),
    )
    if lines:
        said.append(Said(lines[0], reading.state or "muted"))
    said.append(Said(words.why(reading), close=False))
    said += [Said(line, "muted", close=bool(i)) for i, line in enumerate(lines[1:])]
    return said


def review_story(
    gardener: Gardener,
    reading: Reading,
    idea: Callable[[Reading, Contact, str], tuple[str, str]],
    *,
    species: str,
    place: int,
    of: int,
) -> list[Said]:
    """What a review says of somebody, most needed first: where there is little room, the end gives way.

    `idea` answers a way to give and what it was chosen for; `place` of `of`: where in the review they come.
    """
    from garden.words import outlook as to_come
    from garden.words.review import why_now

    facts, today = gardener.facts, gardener.today
    contact = facts.contacts[reading.id]
    history = [happened for happened in facts.history(contact.id) if happened.on <= today]
    said = [Said(contact.name, "primary", bold=True)]
    known = " at ".join(filter(None, (contact.title, contact.org)))
    tags = " ".join(f"#{tag}" for tag in contact.tags)
    if known or tags:
        said.append(Said("  ".join(filter(None, (known, tags)))))
    plant = f"{reading.stage} {species}".strip()
    said += [
        Said(f"{words.state_word(reading.state)} · {plant} · {words.cadence(reading.every)}", reading.state or "muted"),
        Said(words.why(reading), close=False),
        *_said(now := why_now(reading, place, of)),
        *_said(to_come.coffee(outlook(facts, contact.id, today), reading) if now else ""),
    ]  # fmt: skip
    spoken = last_noted(history)
    if spoken is not None:
        said += _titled("You last spoke of", _noted(spoken, gardener))
    promises = gardener.promises_of(contact.id)
    if promises:
        said += _titled("Open between you", *[words.promise(p, contact.name, today) for p in promises])
    noted = " ".join([*(i.note for i in history[-LATELY:]), *(p.text for p in promises)])
    give, reason = idea(reading, contact, noted)
    if give:
        title = f"Something to give · {reason}" if reason else "Something to give"
        said += [Said(title, "muted", close=False), Said(give, "success")]
    theirs = next((i for i in reversed(history) if i.note and i.flow != "out" and i is not spoken), None)
    if theirs is not None:
        said += _titled("Before that", _noted(theirs, gardener))
    by = facts.contacts.get(contact.introduced_by)
    if by is not None:
        said.append(Said(f"{by.name} brought you together.", "muted", close=False))
    return said


def last_noted(history: list[Interaction]) -> Interaction | None:
    """The newest interaction of which something was noted."""
    return next((happened for happened in reversed(history) if happened.note), None)


def _said(text: str, role: str = "foreground") -> list[Said]:
    return [Said(text, role)] if text else []


def _titled(title: str, *lines: str) -> list[Said]:
    return [Said(title, "muted", close=False), *(Said(line) for line in lines)]


def _noted(happened: Interaction, gardener: Gardener) -> str:
    return f"{words.day(happened.on, gardener.today)}, {happened.kind}: {happened.note}"
