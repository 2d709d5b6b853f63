"""Reading species and themes that people write: every fault is told with its file, its key and what would be
right.

A `Bag` is one table of such a file.  It hands out values of a known kind within known bounds, and at the end
refuses keys that nobody asked for, because a misspelt key that is silently ignored costs an evening.  What is wrong
is noted, and something harmless handed out in its place, so that whoever mends a file learns all of it at once.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Final

from garden.core.errors import NotUnderstood

_SHOWN: Final = 60
"""Characters of a wrong value that a message repeats."""
_MISSING: Final = object()
_UNSTEADY: Final = (
    (0x1160, 0x11FF), (0xD7B0, 0xD7FF), (0xFFA0, 0xFFA0),  # letters that are drawn into the one before
    (0x2630, 0x2637), (0x268A, 0x268F), (0x4DC0, 0x4DFF), (0x1D300, 0x1D37F),  # two cells since Unicode 16
    (0x1F000, 0x1FAFF),  # pictures, in colour and two cells wide in one terminal and not in the next
)  # fmt: skip


def one_cell(sign: str) -> bool:
    """Whether every terminal gives a character one cell, in its place and in the ink that it is asked for.

    Not those of East Asian width W or F (most emoji among them), of no width, or of a script that runs to the left.
    """
    return (
        len(sign) == 1
        and sign.isprintable()
        and not sign.isspace()
        and unicodedata.category(sign)[0] in "LNPS"
        and not unicodedata.combining(sign)
        and unicodedata.east_asian_width(sign) not in "WF"
        and unicodedata.bidirectional(sign) not in ("R", "AL", "AN")
        and not any(low <= ord(sign) <= high for low, high in _UNSTEADY)
    )


class BadSeed(NotUnderstood):
    """A species or theme file that cannot be used.  Its message names the file, the key, the value and the
    cure.  `faults`: itself, and whatever else is wrong in the file.
    """

    def __init__(self, source: str, key: str, value: object, right: str) -> None:
        shown = repr(value)
        shown = shown if len(shown) <= _SHOWN else shown[: _SHOWN - 1] + "…"
        what = f"{key} is missing" if value is _MISSING else f"{key} = {shown}"
        super().__init__(f"{source}: {what}", hint=f"{key} should be {right}.")
        self.source = source
        self.key = key
        self.value = value
        self.right = right
        self.sentence = f"{what}; it should be {right}"
        self.faults: tuple[BadSeed, ...] = (self,)

    def __str__(self) -> str:
        return f"{self.source}: {self.sentence}"


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if abs(value) < 1e9 else None  # NaN is not


class Bag:
    """One table of a file: typed, bounded access by key.  A fault is noted, once a key; `judge` raises what was."""

    def __init__(
        self, data: object, source: str, path: str = "", faults: dict[str, BadSeed] | None = None
    ) -> None:
        self.source = source
        self.path = path
        self._faults: dict[str, BadSeed] = {} if faults is None else faults
        self._asked: set[str] = set()
        self._void = not isinstance(data, Mapping)
        """Whether there is no table: then what it lacks is no fault of its own."""
        if self._void:
            self._note(BadSeed(source, path or "the file", data, "a table"))
        self.data: Mapping[str, object] = data if isinstance(data, Mapping) else {}

    def key(self, name: str) -> str:
        """The full key, as a person would look for it in the file."""
        return f"{self.path}.{name}" if self.path else name

    def wrong(self, name: str, right: str) -> None:
        """Note that `name` is not what it should be."""
        if not self._void:
            self._note(BadSeed(self.source, self.key(name), self.data.get(name, _MISSING), right))

    def judge(self) -> None:
        """Raise `BadSeed`, with all its `faults`, where anything is wrong in this table, or in one it came from or that
        came from it.
        """
        faults = tuple(self._faults.values())
        if faults:
            faults[0].faults = faults
            raise faults[0]

    def _note(self, fault: BadSeed) -> None:
        self._faults.setdefault(fault.key, fault)

    def has(self, name: str) -> bool:
        """Whether the key is there."""
        self._asked.add(name)
        return name in self.data

    def text(self, name: str, default: str | None = None, *, longest: int = 60, right: str = "") -> str:
        """A string that is not empty (unless the default is).  `right`: what to say that it should be."""
        if not self.has(name) and default is not None:
            return default
        value = self.data.get(name)
        if isinstance(value, str) and value.strip() and len(value) <= longest and value.isprintable():
            return value
        self.wrong(name, right or f"a text of 1 to {longest} printable characters")
        return ""

    def sign(self, name: str, default: str, *, ascii_only: bool = False) -> str:
        """One character that is one cell wide everywhere."""
        if not self.has(name):
            return default
        value = self.data[name]
        if isinstance(value, str) and one_cell(value) and (value.isascii() or not ascii_only):
            return value
        self.wrong(
            name,
            "one printable ASCII character"
            if ascii_only
            else "one character that is one cell wide, no emoji, such as ♣",
        )
        return default

    def flag(self, name: str, default: bool) -> bool:
        """true or false."""
        if not self.has(name):
            return default
        value = self.data[name]
        if isinstance(value, bool):
            return value
        self.wrong(name, "true or false")
        return default

    def choice(self, name: str, allowed: Sequence[str], default: str | None = None) -> str:
        """One of the allowed words."""
        if not self.has(name) and default is not None:
            return default
        value = self.data.get(name)
        if isinstance(value, str) and value in allowed:
            return value
        self.wrong(name, "one of " + ", ".join(allowed))
        return allowed[0]

    def number(self, name: str, default: float | None, low: float, high: float) -> float:
        """A number from `low` to `high`."""
        if not self.has(name) and default is not None:
            return default
        value = _number(self.data.get(name))
        if value is not None and low <= value <= high:
            return value
        self.wrong(name, f"a number from {low:g} to {high:g}")
        return low

    def whole(self, name: str, default: int | None, low: int, high: int) -> int:
        """A whole number from `low` to `high`."""
        if not self.has(name) and default is not None:
            return default
        value = _number(self.data.get(name))
        if value is not None and low <= value <= high and value == int(value):
            return int(value)
        self.wrong(name, f"a whole number from {low} to {high}")
        return low

    def span(
        self, name: str, default: tuple[float, float] | None, low: float, high: float
    ) -> tuple[float, float]:
        """A number, or two: the least and the most, from `low` to `high`."""
        if not self.has(name) and default is not None:
            return default
        value = self.data.get(name)
        pair = list(value) if isinstance(value, list | tuple) else [value, value]
        numbers = [n for n in map(_number, pair) if n is not None and low <= n <= high]
        if len(pair) == len(numbers) == 2:
            return numbers[0], numbers[1]
        self.wrong(name, f"one number, or two in [ ], from {low:g} to {high:g}")
        return low, low

    def texts(self, name: str, default: Sequence[str] | None = None, *, right: str = "") -> tuple[str, ...]:
        """A string, or a list of them that is not empty; empty only where it is wrong.  `right`: as in `text`."""
        if not self.has(name) and default is not None:
            return tuple(default)
        value = self.data.get(name)
        words = [value] if isinstance(value, str) else value
        if isinstance(words, list | tuple) and words and all(isinstance(word, str) for word in words):
            return tuple(map(str, words))
        self.wrong(name, right or "a text, or a list of texts")
        return ()

    def table(self, name: str) -> Bag:
        """The table of that name; an absent one is empty."""
        return self._inner(self.data[name] if self.has(name) else {}, self.key(name))

    def tables(self, name: str) -> list[Bag]:
        """A list of tables; an absent one is empty."""
        value = self.data[name] if self.has(name) else []
        if isinstance(value, list | tuple):
            return [self._inner(one, f"{self.key(name)}[{i}]") for i, one in enumerate(value)]
        self.wrong(name, "a list of tables")
        return []

    def named(self) -> list[tuple[str, Bag]]:
        """Every entry as (name, table)."""
        self._asked.update(self.data)
        return [(str(n), self._inner(v, self.key(str(n)))) for n, v in self.data.items()]

    def _inner(self, data: object, path: str) -> Bag:
        return Bag(data, self.source, path, self._faults)

    def done(self) -> None:
        """Refuse what nobody asked for."""
        if self.data.keys() <= self._asked:
            return
        import difflib  # what is right does not pay for it

        known = sorted(self._asked)
        for name in self.data:
            if name not in self._asked:
                near = difflib.get_close_matches(str(name), known, 1, 0.6)
                self.wrong(
                    str(name), f"spelt {near[0]}" if near else "left out; known here: " + ", ".join(known)
                )
