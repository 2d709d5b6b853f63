"""A deed meets what is stored now, which somebody else may have changed: three ways, field by field.  Pure.

The base is the record as the gardener saw it, ours what the deed makes of it, theirs what is stored.  A field that only
one side changed takes that side; lists take both sides' additions and removals; of two different changes to one field
the deed's stands, except when it takes something back: an undo takes back what its deed did, not what came after.
Edit beats delete.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from garden.core.model import Change, Deed, Document

Lookup = Callable[[str, str], Document | None]
"""(table, id) -> the document stored now, or None."""

_MISSING: Final = object()


def settle(deed: Deed, stored: Lookup) -> tuple[tuple[Change, ...], list[str]]:
    """What the deed changes in what is stored now, and what the gardener should be told about it."""
    settled: list[Change] = []
    notices: list[str] = []
    made: dict[tuple[str, str], Document | None] = {}
    for change in deed.changes:
        at = (change.table, change.id)
        now = made[at] if at in made else stored(*at)
        after = _settled(change, now, notices, undoing=bool(deed.undoes))
        if after is not None and after.get("id") != change.id:
            after = {**after, "id": change.id}
        if after != now:
            settled.append(Change(change.table, change.id, now, after))
            made[at] = after
    return tuple(settled), notices


def _settled(change: Change, now: Document | None, notices: list[str], *, undoing: bool) -> Document | None:
    before, after = change.before, change.after
    if now in (before, after):
        return after
    if after is None:
        if now is not None:
            notices.append(f"{_name(now)} was changed meanwhile, so it stays.")
        return now
    if now is None:
        notices.append(f"{_name(after)} was removed meanwhile; it is back, since it was changed here.")
        return after
    clashes: list[str] = []
    merged = _fields(before or {}, after, now, clashes, theirs_stand=undoing)
    if clashes:
        whose = "the later change stands" if undoing else "yours stands"
        notices.append(f"{_name(now)} was changed elsewhere too: {'; '.join(clashes)}; {whose}.")
    else:
        notices.append(f"{_name(now)} was changed elsewhere too; both changes are kept.")
    return merged


def _name(doc: Document) -> str:
    for field in ("name", "text", "note", "kind"):
        value = doc.get(field)
        if isinstance(value, str) and value:
            return f"“{value[:60]}”"
    return f"Record {doc.get('id', '')}"


def _fields(
    base: Mapping[str, Any],
    ours: Mapping[str, Any],
    theirs: Mapping[str, Any],
    clashes: list[str],
    *,
    theirs_stand: bool,
) -> Document:
    merged: Document = {}
    for field in dict.fromkeys((*theirs, *ours)):
        was, our, their = (side.get(field, _MISSING) for side in (base, ours, theirs))
        if our in (was, their):
            value = their
        elif their == was:
            value = our
        elif isinstance(our, list) and isinstance(their, list):
            value = _union(was if isinstance(was, list) else [], our, their)
        elif isinstance(our, dict) and isinstance(their, dict):
            value = _fields(
                was if isinstance(was, dict) else {}, our, their, clashes, theirs_stand=theirs_stand
            )
        elif field == "updated" and isinstance(our, str) and isinstance(their, str):
            value = max(our, their)
        else:
            value, other = (their, our) if theirs_stand else (our, their)
            clashes.append(f"{field} (the other: {'nothing' if other is _MISSING else repr(other)[:60]})")
        if value is not _MISSING:
            merged[field] = value
    return merged


def _union(was: list[Any], ours: list[Any], theirs: list[Any]) -> list[Any]:
    """Theirs, without what we took out, with what we put in."""
    kept = [item for item in theirs if item in ours or item not in was]
    return kept + [item for item in ours if item not in was and item not in kept]
