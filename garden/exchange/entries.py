"""Reads tables of data that a person wrote, and says exactly where one of them is wrong.

Nothing that is read here is trusted: every value is checked for its type and its bounds, and what does not fit raises
NotUnderstood with the place, the key, what stands there and what would be right.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from garden.core.errors import NotUnderstood

_UNITS: Final = {"d": 1.0, "w": 7.0, "m": 30.4375, "y": 365.25}
_RELATIVE: Final = re.compile(r"([+-])((?:\d{1,5}[dwmy])+)")


class Entry:
    """A table of the data and where it stands, so that what is wrong in it can be said."""

    def __init__(self, where: str, table: object, keys: tuple[str, ...]) -> None:
        self.where = where
        if not isinstance(table, Mapping):
            raise NotUnderstood(f"{where}: this should be a table.")
        self.table: Mapping[str, Any] = table
        for key in table:
            if key not in keys:
                raise self.wrong(str(key), "there is no such key", f"one of {', '.join(keys)}")

    def wrong(self, key: str, what: str, right: str) -> NotUnderstood:
        """What is wrong here, as an error to raise: what it is, what it should be."""
        return NotUnderstood(f"{self.where}: {key[:40]}: {what}; it should be {right}.")

    def __contains__(self, key: str) -> bool:
        return key in self.table

    def text(self, key: str, default: str = "") -> str:
        """Text, trimmed."""
        value = self.table.get(key, default)
        if not isinstance(value, str):
            raise self.wrong(key, f"{_short(value)} is not text", "text in quotes")
        return value.strip()

    def texts(self, key: str) -> list[str]:
        """A list of texts; empty where it is not said."""
        value = self.table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.wrong(key, f"{_short(value)} is not a list of texts", 'such as ["one", "two"]')
        return list(value)

    def number(self, key: str, default: float, low: float, high: float) -> float:
        """A number from `low` to `high`."""
        value = self.table.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            raise self.wrong(key, f"{_short(value)} does not fit", f"a number from {low:g} to {high:g}")
        return value

    def choice(self, key: str, choices: tuple[str, ...], default: str) -> str:
        """One of a few words."""
        value = self.text(key, default)
        if value not in choices:
            raise self.wrong(key, f"{_short(value)} is not known", f"one of {', '.join(choices)}")
        return value

    def flag(self, key: str) -> bool:
        """True or false; false where it is not said."""
        value = self.table.get(key, False)
        if not isinstance(value, bool):
            raise self.wrong(key, f"{_short(value)} does not fit", "true or false")
        return value

    def weights(self, key: str, default: Mapping[str, float]) -> Mapping[str, float]:
        """Words and how often each is to be picked; at least one weighs something."""
        value = self.table.get(key, default)
        fits = isinstance(value, Mapping) and all(
            isinstance(w, int | float) and not isinstance(w, bool) and 0 <= w <= 1e6 for w in value.values()
        )
        if not fits or not sum(value.values()) > 0:
            raise self.wrong(key, f"{_short(value)} does not fit", "weights such as { coffee = 3, call = 1 }")
        return dict(value)

    def entries(self, key: str, keys: tuple[str, ...]) -> list[Entry]:
        """A list of tables that know their place."""
        value = self.table.get(key, [])
        if not isinstance(value, list):
            raise self.wrong(key, "this is not a list", "a list of tables")
        return [Entry(f"{self.where}, {key} {n}", item, keys) for n, item in enumerate(value, 1)]

    def day(self, key: str, today: date, default: str = "") -> date:
        """A day said relative to today: "-3d", "+2w", "-9y6m" or "today".  Months and years are of mean length."""
        said = self.text(key, default)
        found = _RELATIVE.fullmatch(said)
        if found is None and said != "today":
            raise self.wrong(key, f"{_short(said)} is not a day", 'such as "-3d", "+2w", "-9y6m" or "today"')
        days = 0.0
        if found is not None:
            for count, unit in re.findall(r"(\d+)([dwmy])", found[2]):
                days += int(count) * _UNITS[unit]
        if days > 36525:
            raise self.wrong(key, f"{_short(said)} is too far", "at most 100 years from today")
        return today + timedelta(days=round(days) * (-1 if found and found[1] == "-" else 1))


def _short(value: object) -> str:
    said = f"“{value}”" if isinstance(value, str) else repr(value)
    return said if len(said) <= 60 else said[:59] + "…"
