"""What two states of a garden differ in: as changes, and in words.  Pure: nothing is asked of a store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from garden import words
from garden.core.facts import TABLES, Facts, Tables
from garden.core.model import Change, Document, Interaction, Promise, day_of

OF_META: Final = ("rests", "waiting")
"""What of the garden's own record is the gardener's; the rest is the store's business."""
_QUIET: Final = ("updated", "created", "id")
_ONE_BY_ONE: Final = 8
"""More of one kind than this are counted, not listed."""
_LONG: Final = 48


def between(now: Tables, then: Tables) -> list[Change]:
    """The changes that lead from `now` to `then`."""
    changes = []
    for table in TABLES[:-1]:
        here, there = now.get(table, {}), then.get(table, {})
        for id_ in dict.fromkeys((*there, *here)):
            before, after = here.get(id_), there.get(id_)
            if before is not after and before != after:
                changes.append(Change(table, id_, before, after))
    mine, theirs = Facts(now).meta, Facts(then).meta
    wanted: Document = {**mine, **{name: theirs[name] for name in OF_META if name in theirs}}
    for name in OF_META:
        if name not in theirs:
            wanted.pop(name, None)
    if mine and wanted != mine:
        changes.append(Change("meta", str(mine["id"]), mine, wanted))
    return changes


def said(changes: Sequence[Change], now: Tables, then: Tables, today: date) -> list[str]:
    """What some changes do, a sentence each: people first, then what happened, promises, beds, the garden's rests."""
    names = _names(now) | _names(then)
    lines: list[str] = []
    for table, tell in (
        ("contacts", _contact),
        ("interactions", _interaction),
        ("promises", _promise),
        ("beds", _bed),
    ):
        own = [change for change in changes if change.table == table]
        for kind, chosen in (
            ("adds", [c for c in own if c.before is None]),
            ("takes away", [c for c in own if c.after is None]),
            ("changes", [c for c in own if c.before is not None and c.after is not None]),
        ):
            if len(chosen) > _ONE_BY_ONE:
                lines.append(_counted(kind, table, chosen, today))
            else:
                lines += [f"{kind} {tell(change, names, today)}" for change in chosen]
    for change in changes:
        if change.table == "meta":  # what else is in it is the store's business
            before, after = ({"rests": (doc or {}).get("rests")} for doc in (change.before, change.after))
            fields = _fields(before, after, names)
            lines += [f"changes the garden: {'; '.join(fields)}"] if fields else []
    return lines


def _names(tables: Tables) -> dict[str, str]:
    return {id_: str(doc.get("name") or id_) for id_, doc in tables.get("contacts", {}).items()}


def _counted(kind: str, table: str, changes: Sequence[Change], today: date) -> str:
    days = sorted(day for change in changes if (day := day_of(_doc(change).get("on"))) is not None)
    span = f", {words.exact(days[0], today)} to {words.exact(days[-1], today)}" if days else ""
    return f"{kind} {len(changes)} {table}{span}"


def _doc(change: Change) -> Document:
    return change.after if change.after is not None else change.before or {}


def _contact(change: Change, names: Mapping[str, str], today: date) -> str:
    return f"{names.get(change.id, change.id)}{_what(change, names)}"


def _interaction(change: Change, names: Mapping[str, str], today: date) -> str:
    happened = Interaction.of(_doc(change))
    line = f"an interaction without a day ({change.id})"
    if happened is not None:
        line = _short(words.interaction(happened, names, today), 2 * _LONG)
    return f"{line}{_what(change, names)}"


def _promise(change: Change, names: Mapping[str, str], today: date) -> str:
    owed = Promise.of(_doc(change))
    return f"{words.promise(owed, names.get(owed.person, 'somebody'), today)}{_what(change, names)}"


def _bed(change: Change, names: Mapping[str, str], today: date) -> str:
    return f"the bed {_doc(change).get('name') or change.id}{_what(change, names)}"


def _what(change: Change, names: Mapping[str, str]) -> str:
    """The fields that a change of a record changes; nothing for one that comes or goes."""
    if change.before is None or change.after is None:
        return ""
    return f" ({'; '.join(_fields(change.before, change.after, names)) or 'nothing one sees'})"


def _fields(before: Mapping[str, Any], after: Mapping[str, Any], names: Mapping[str, str]) -> list[str]:
    found = []
    for field in dict.fromkeys((*before, *after)):
        was, now = before.get(field), after.get(field)
        if was == now or field in _QUIET:
            continue
        if isinstance(was, list | None) and isinstance(now, list | None):
            was, now = was or [], now or []
            parts = [f"+{value(item, names)}" for item in now if item not in was]
            parts += [f"-{value(item, names)}" for item in was if item not in now]
            found.append(f"{field} {' '.join(parts) or 'in another order'}")
        else:
            found.append(f"{field} {value(was, names)} -> {value(now, names)}")
    return found


def value(item: object, names: Mapping[str, str]) -> str:
    """The value of a field in a word or two; an id by the name that it stands for."""
    if item is None:
        return "nothing"
    if isinstance(item, str):
        return _short(names.get(item, item), _LONG)
    if isinstance(item, dict):
        return _short(" ".join(f"{key} {each}" for key, each in item.items()), _LONG)
    if isinstance(item, list):
        return _short(words.listed([value(each, names) for each in item]), _LONG)
    return _short(str(item), _LONG)


def _short(text: str, most: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1] + "…"
