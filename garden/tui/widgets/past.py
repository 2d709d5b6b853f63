"""What was said before, walked through from a line: back, forth, and down to what was being typed."""

from __future__ import annotations

from collections.abc import Iterator


class Past:
    """Earlier sentences, newest first, each once; taken from where they come only as far as they are asked for.

    What stood in the line when the walk began waits at its lower end, so that walking loses nothing.  A sentence that
    was brought back and then changed is a new one: the walk begins again from it.
    """

    def __init__(self, earlier: Iterator[str]) -> None:
        self._source = earlier
        self._lines: list[str] = []
        self._at = -1
        self._typed = ""

    def earlier(self, line: str) -> str | None:
        """The sentence before the one that stands there; None where there is none."""
        if not self._stands(line):
            self._at, self._typed = -1, line
        at = self._at + 1
        while True:
            found = self._line(at)
            if found is None:
                return None
            if at > 0 or found != self._typed:
                self._at = at
                return found
            at += 1

    def later(self, line: str) -> str | None:
        """The sentence after the one that stands there, at last what was typed; None where no walk is on."""
        if not self._stands(line):
            return None
        self._at -= 1
        return self._lines[self._at] if self._at >= 0 else self._typed

    def _stands(self, line: str) -> bool:
        """Whether a sentence that was brought back stands in the line as it came."""
        return self._at >= 0 and line == self._lines[self._at]

    def _line(self, at: int) -> str | None:
        while len(self._lines) <= at:
            found = next(self._source, None)
            if found is None:
                return None
            if found not in self._lines:
                self._lines.append(found)
        return self._lines[at]
