"""What is told of a contact beside its plant: how it stands, drawn and in words, and what is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from garden.core.model import Contact
from garden.core.outlook import outlook, sooner
from garden.core.reading import Reading
from garden.tui.widgets.curve import Curve
from garden.tui.widgets.told import Paragraph, Said
from garden.words import outlook as said
from garden.words.known import known

if TYPE_CHECKING:
    from garden.gardener import Gardener

FREE: Final = Said("")
"""A free row."""


def stands(gardener: Gardener, reading: Reading, high: int) -> list[Paragraph]:
    """How it stood and will stand, drawn over so many rows, and what would come of it; nothing where it is new."""
    if reading.vitality is None:
        return []
    told = outlook(gardener.facts, reading.id, gardener.today)
    ahead = (said.nothing(told, gardener.today), said.coffee(told, reading))
    return [Curve.of(told, high), *(Said(sentence) for sentence in ahead if sentence)]


def facts_of(gardener: Gardener, reading: Reading, contact: Contact) -> list[tuple[str, str]]:
    """What is known: labels, and what they say."""
    facts = gardener.facts
    by = facts.contacts.get(contact.introduced_by)
    return known(
        reading,
        contact,
        [happened for happened in facts.history(contact.id) if happened.on <= reading.on],
        cutting_of=by.name if by is not None else "",
        introduced=[c.name for c in facts.contacts.values() if c.introduced_by == contact.id],
        sooner=sooner(facts, reading),
    )
