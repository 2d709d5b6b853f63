"""Draft: what was understood of a sentence, before it is kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from garden.core.model import Favor, Flow

Part = Literal[
    "who", "kind", "when", "flow", "favor", "minutes", "place", "tag", "note", "promise", "introduced",
    "ambiguous", "unknown", "unclear",
]  # fmt: skip


class Span(NamedTuple):
    """Which characters of the sentence (start <= i < end) were read as what."""

    start: int
    end: int
    part: Part


class Owed(NamedTuple):
    """A promise said in a sentence: by "me" (`!text by DAY`) or "them" (`?text by DAY`)."""

    text: str
    by: Literal["me", "them"] = "me"
    due: date | None = None


class Doubt(NamedTuple):
    """A word that fits several contacts (their ids), in the order in which a chooser should list them."""

    word: str
    candidates: tuple[str, ...]


class Unclear(NamedTuple):
    """Words (start <= i < end of the sentence) that were not understood and mean too much to be left to the note.

    They look like a day, a slip of a word, something that did not happen, or something that is to come.  `why` and
    `hint` are sentences to the person.  `offer`: the promise that they would be, where they are one.  `instead`: the
    words that were meant, where they are a slip of known ones.
    """

    text: str
    start: int
    end: int
    why: str
    hint: str = ""
    offer: Owed | None = None
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """An interaction not yet kept.  `people` and `introduced` are contact ids, in the order said; `introducing` are
    those of the `unknown` names who were introduced to me by it.

    It can be kept only when `settled`: somebody is named, no name is in doubt or unknown, and nothing is unclear.
    `spans` and `unclear` are about the sentence, not the interaction: drafts that differ only there are equal.
    """

    on: date
    people: tuple[str, ...] = ()
    kind: str = "other"
    flow: Flow = "both"
    favor: Favor | None = None
    introduced: tuple[str, ...] = ()
    introducing: tuple[str, ...] = ()
    minutes: int | None = None
    place: str = ""
    tags: tuple[str, ...] = ()
    note: str = ""
    promises: tuple[Owed, ...] = ()
    ambiguous: tuple[Doubt, ...] = ()
    unknown: tuple[str, ...] = ()
    spans: tuple[Span, ...] = field(default=(), compare=False)
    unclear: tuple[Unclear, ...] = field(default=(), compare=False)

    @property
    def settled(self) -> bool:
        """Whether it can be kept as it stands."""
        return bool(self.people) and not self.ambiguous and not self.unknown and not self.unclear
