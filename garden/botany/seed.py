"""Reading species and themes that people write: every fault is told with its file, its key and what would be
right.

A `Bag` is one table of such a file.  It hands out values of a known kind within known bounds, and at the end
refuses keys that nobody asked for, because a misspelt key that is silently ignored costs an evening.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from garden.core.errors import NotUnderstood

_SHOWN: Final = 60
"""Characters of a wrong value that a message repeats."""


class BadSeed(NotUnderstood):
    """A species or theme file that cannot be used.  Its message names the file, the key, the value and the
    cure.
    """

    def __init__(self, source: str, key: str, value: object, right: str) -> None:
        shown = repr(value)
        shown = shown if len(shown) <= _SHOWN else shown[: _SHOWN - 1] + "…"
        super().__init__(f"{source}: {key} = {shown}", hint=f"{key} should be {right}.")
        self.source = source
        self.key = key
        self.value = value
        self.right = right

    def __str__(self) -> str:
        return f"{self.source}: {self.key} = {repr(self.value)[:_SHOWN]}; it should be {self.right}"


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if abs(value) < 1e9 else None  # NaN is not


class Bag:
    """One table of a file: typed, bounded access by key.  Every method raises `BadSeed`."""

    def __init__(self, data: object, source: str, path: str = "") -> None:
        if not isinstance(data, Mapping):
            raise BadSeed(source, path or "the file", data, "a table")
        self.data: Mapping[str, object] = data
        self.source = source
        self.path = path
        self._asked: set[str] = set()

    def key(self, name: str) -> str:
        """The full key, as a person would look for it in the file."""
        return f"{self.path}.{name}" if self.path else name

    def bad(self, name: str, right: str) -> BadSeed:
        """The fault to raise for `name`."""
        return BadSeed(self.source, self.key(name), self.data.get(name), right)

    def has(self, name: str) -> bool:
        """Whether the key is there."""
        self._asked.add(name)
        return name in self.data

    def text(self, name: str, default: str | None = None, *, longest: int = 60) -> str:
        """A string that is not empty (unless the default is)."""
        if not self.has(name):
            if default is None:
                raise self.bad(name, "there: a short text")
            return default
        value = self.data[name]
        if not isinstance(value, str) or not value.strip() or len(value) > longest or not value.isprintable():
            raise self.bad(name, f"a text of 1 to {longest} printable characters")
        return value

    def flag(self, name: str, default: bool) -> bool:
        """true or false."""
        if not self.has(name):
            return default
        value = self.data[name]
        if not isinstance(value, bool):
            raise self.bad(name, "true or false")
        return value

    def choice(self, name: str, allowed: Sequence[str], default: str | None = None) -> str:
        """One of the allowed words."""
        if not self.has(name) and default is not None:
            return default
        value = self.data.get(name)
        if not isinstance(value, str) or value not in allowed:
            raise self.bad(name, "one of " + ", ".join(allowed))
        return value

    def number(self, name: str, default: float | None, low: float, high: float) -> float:
        """A number from `low` to `high`."""
        if not self.has(name) and default is not None:
            return default
        value = _number(self.data.get(name))
        if value is None or not low <= value <= high:
            raise self.bad(name, f"a number from {low:g} to {high:g}")
        return value

    def whole(self, name: str, default: int | None, low: int, high: int) -> int:
        """A whole number from `low` to `high`."""
        value = self.number(name, default, low, high)
        if value != int(value):
            raise self.bad(name, f"a whole number from {low} to {high}")
        return int(value)

    def span(
        self, name: str, default: tuple[float, float] | None, low: float, high: float
    ) -> tuple[float, float]:
        """A number, or two: the least and the most, from `low` to `high`."""
        if not self.has(name) and default is not None:
            return default
        value = self.data.get(name)
        pair = list(value) if isinstance(value, list | tuple) else [value, value]
        numbers = [_number(v) for v in pair]
        if len(numbers) != 2 or any(n is None or not low <= n <= high for n in numbers):
            raise self.bad(name, f"one number, or two in [ ], from {low:g} to {high:g}")
        first, second = (n for n in numbers if n is not None)
        return first, second

    def texts(self, name: str, default: Sequence[str] | None = None) -> tuple[str, ...]:
        """A string, or a list of them that is not empty."""
        if not self.has(name) and default is not None:
            return tuple(default)
        value = self.data.get(name)
        words = [value] if isinstance(value, str) else value
        if not isinstance(words, list | tuple) or not words or not all(isinstance(w, str) for w in words):
            raise self.bad(name, "a text, or a list of texts")
        return tuple(str(w) for w in words)

    def table(self, name: str) -> Bag:
        """The table of that name; an absent one is empty."""
        return Bag(self.data[name] if self.has(name) else {}, self.source, self.key(name))

    def tables(self, name: str) -> list[Bag]:
        """A list of tables; an absent one is empty."""
        if not self.has(name):
            return []
        value = self.data[name]
        if not isinstance(value, list | tuple):
            raise self.bad(name, "a list of tables")
        return [Bag(v, self.source, f"{self.key(name)}[{i}]") for i, v in enumerate(value)]

    def named(self) -> list[tuple[str, Bag]]:
        """Every entry as (name, table)."""
        self._asked.update(self.data)
        return [(str(n), Bag(v, self.source, self.key(str(n)))) for n, v in self.data.items()]

    def done(self) -> None:
        """Refuse what nobody asked for."""
        if self.data.keys() <= self._asked:
            return
        import difflib  # what is right does not pay for it

        for name in self.data:
            if name not in self._asked:
                near = difflib.get_close_matches(str(name), sorted(self._asked), 1, 0.6)
                known = (
                    f"spelt {near[0]}" if near else "left out; known here: " + ", ".join(sorted(self._asked))
                )
                raise self.bad(str(name), known)
