"""What is said beside a plant, in the words of `words` and the colours of its state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from garden import words
from garden.core.model import Contact
from garden.core.reading import Reading
from garden.tui.widgets.side import Said

if TYPE_CHECKING:
    from garden.gardener import Gardener


def story_of(gardener: Gardener, reading: Reading, contact: Contact, *, promises: bool = True) -> list[Said]:
    """What is said beside a plant; `promises`: also what is owed."""
    said = [Said(contact.name, "primary", bold=True)]
    lines = words.story(
        reading,
        contact,
        [happened for happened in gardener.facts.history(contact.id) if happened.on <= reading.on],
        gardener.facts.promises_of(contact.id) if promises else (),
    )
    if lines:
        said.append(Said(lines[0], reading.state or "muted"))
    said.append(Said(words.why(reading), close=False))
    said += [Said(line, "muted", close=bool(i)) for i, line in enumerate(lines[1:])]
    return said
