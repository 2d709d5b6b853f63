"""A deed meets what is stored now, which somebody else may have changed: three ways, field by field.  Pure.

The base is the record as the gardener saw it, ours what the deed makes of it, theirs what is stored.  A field that only
one side changed takes that side; lists take both sides' additions and removals; of two different changes to one field
the deed's stands, except when it takes something back: an undo takes back what its deed did, not what came after.
Edit beats delete: a contact that was removed meanwhile, and that the deed logs something with, promises something or
changes, is back with all that was known of it here.  An undo or redo brings nobody back; what it would put there about
somebody who is gone stays away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
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

    def there(table: str, id_: str) -> Document | None:
        return made[table, id_] if (table, id_) in made else stored(table, id_)

    def make(change: Change, now: Document | None, after: Document | None) -> None:
        if after is not None and after.get("id") != change.id:
            after = {**after, "id": change.id}
        if after != now:
            settled.append(Change(change.table, change.id, now, after))
            made[change.table, change.id] = after

    back = _back(deed, stored)
    for change in back:
        now = there(change.table, change.id)
        if now is None:
            make(change, now, _without_the_gone(change, back, stored))
        elif change.after is not None:
            make(change, now, _fields(change.before or {}, change.after, now, [], theirs_stand=True))
        if change.table == "contacts" and change.before is None:
            notices.append(
                f"{_name(change.after or {})} was removed meanwhile, and is back with what was logged."
            )
    gone = _gone(deed, stored)
    for change in deed.changes:
        if gone and change.after is not None and change.before is None and gone & set(_named(change)):
            notices.append(
                f"{_name(change.after)} was about somebody who was removed meanwhile; it stays away."
            )
            continue
        now = there(change.table, change.id)
        make(change, now, _settled(change, now, notices, undoing=bool(deed.undoes)))
    return tuple(settled), notices


def _back(deed: Deed, stored: Lookup) -> list[Change]:
    """What brings the contacts that the deed stands on back, where somebody removed them meanwhile."""
    planted = {change.id for change in deed.changes if change.table == "contacts" and change.before is None}
    named = {person for change in deed.changes for person in _everybody(change)}
    if all(stored("contacts", person) is not None for person in named - planted):
        return []
    upon = deed.upon()
    gone = {
        change.id
        for change in upon
        if change.table == "contacts" and change.before is None and stored("contacts", change.id) is None
    }
    return [
        change
        for change in upon
        if (change.id in gone and change.before is None)
        or (gone.intersection(_named(change)) and (change.table != "contacts" or stored(*change[:2])))
    ]


def _without_the_gone(change: Change, back: list[Change], stored: Lookup) -> Document:
    """A record that comes back, without those people who do not."""
    doc = change.after or {}
    if change.table != "interactions":
        return doc
    coming = {each.id for each in back if each.table == "contacts"}
    return {
        **doc,
        "people": [p for p in _named(change) if p in coming or stored("contacts", p) is not None],
    }


def _gone(deed: Deed, stored: Lookup) -> set[str]:
    """Whom an undo or redo speaks of that is no longer here."""
    if not (deed.undoes or deed.redoes):
        return set()
    planted = {
        change.id for change in deed.changes if change.table == "contacts" and change.after is not None
    }
    named = {person for change in deed.changes if change.after is not None for person in _named(change)}
    return {person for person in named - planted if stored("contacts", person) is None}


def _named(change: Change) -> tuple[str, ...]:
    """The contacts that a record is about, besides itself: with whom it was, to whom it is owed, whose cutting."""
    doc = change.after or change.before or {}
    people = (
        doc.get("people") if change.table == "interactions" else [doc.get("person"), doc.get("introduced_by")]
    )
    return tuple(person for person in people if isinstance(person, str)) if isinstance(people, list) else ()


def _everybody(change: Change) -> Iterator[str]:
    """The contacts that a change is about or names in any way."""
    if change.table == "contacts":
        yield change.id
    yield from _named(change)
    introduced = (change.after or {}).get("introduced")
    yield from (
        (person for person in introduced if isinstance(person, str)) if isinstance(introduced, list) else ()
    )


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
    elif change.table != "meta":  # the garden's own record changes with every merge
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
