"""Completion: the words at the end of a line that begin somebody's name, grown to it; who is meant soonest first.

Tab takes the name that is offered, and tab again the next that begins so; nothing is ever taken by enter.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from textual.suggester import Suggester

from garden.capture.names import Names, fold
from garden.tui.look import shown

MOST: Final = 9
"""How many names tab walks through before it comes round."""


class Offer(NamedTuple):
    """The words at the end of a line that begin names, and those names in full, the likeliest first."""

    said: str
    names: tuple[str, ...]


def offered(names: Names, value: str) -> Offer | None:
    """Who is offered at the end of a line; None where its last words begin nobody's name."""
    parts = value.split(" ")
    for count in (2, 1):
        said = " ".join(parts[-count:])
        if len(parts) >= count and len(said) >= (2 if len(parts) == 1 else 1) and not said.startswith(" "):
            key = fold(said)
            found = dict.fromkeys(
                name
                for person in names.complete(said, limit=MOST)
                if fold(name := names.name(person)).startswith(key) and len(name) > len(said)
            )
            if found:
                return Offer(said, tuple(found))
    return None


class NameSuggester(Suggester):
    """Shows the rest of the name that tab would take."""

    def __init__(self, names: Callable[[], Names]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._names = names

    async def get_suggestion(self, value: str) -> str | None:
        """The whole line with its last words grown to a full name, if they begin one."""
        found = offered(self._names(), value)
        return value + shown(found.names[0][len(found.said) :]) if found else None


class Taking:
    """Tab after tab: the first takes the name that is offered, each further one the next in its place."""

    def __init__(self) -> None:
        self._offer: Offer | None = None
        self._before = ""
        self._at = 0
        self._line = ""

    def take(self, names: Names, line: str) -> str | None:
        """The line with a name taken; None where none is offered."""
        if self._offer is not None and line == self._line and len(self._offer.names) > 1:
            self._at = (self._at + 1) % len(self._offer.names)
        else:
            self._offer, self._at = offered(names, line), 0
            if self._offer is None:
                return None
            self._before = line[: len(line) - len(self._offer.said)]
        self._line = self._before + shown(self._offer.names[self._at])
        return self._line

    def left(self, line: str) -> str:
        """Which of how many was taken: "2 of 3"; "" where there was no choice, or the line is another by now."""
        if self._offer is None or line != self._line or len(self._offer.names) < 2:
            return ""
        return f"{self._at + 1} of {len(self._offer.names)}"
