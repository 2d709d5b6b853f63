"""The documents that verbs write.  Lean: a field with no value is left out; fields that we do not know stay."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

from garden.capture.draft import Draft, Owed
from garden.core.facts import Facts
from garden.core.model import Change, Document, Rest, day_of

ENGINE: Final = 1
"""The drawing engine that new contacts are planted with: theirs for life, so that no later one redraws them."""


def new_id() -> str:
    """A globally unique id: 80 random bits as 20 hex digits."""
    return os.urandom(10).hex()


def changed(doc: Mapping[str, Any], values: Mapping[str, object], stamp: str) -> Document:
    """A document with some fields set, or dropped where the value is None, "", or an empty list."""
    after = dict(doc)
    for key, value in values.items():
        if value is None or value in ("", [], ()):
            after.pop(key, None)
        else:
            after[key] = list(value) if isinstance(value, tuple) else value
    after["updated"] = stamp
    return after


def made(id_: str, values: Mapping[str, object], stamp: str, on: date | None = None) -> Document:
    """A new document.  `on`: since which day it is there, where that is another than the stamp's."""
    created = stamp if on is None else f"{on.isoformat()}{stamp[10:]}"
    return changed({"id": id_, "created": created}, values, stamp)


def interaction_values(draft: Draft, people: tuple[str, ...]) -> dict[str, object]:
    """The fields of an interaction that a draft says; all of them, so that a correction also clears."""
    return {
        "on": draft.on.isoformat(),
        "people": people,
        "kind": draft.kind,
        "flow": draft.flow,
        "favor": draft.favor,
        "introduced": tuple(dict.fromkeys(draft.introduced)),
        "minutes": draft.minutes,
        "place": draft.place,
        "tags": tuple(dict.fromkeys(draft.tags)),
        "note": draft.note,
    }


def promise_values(person: str, owed: Owed) -> dict[str, object]:
    """The fields of a promise."""
    return {
        "person": person,
        "text": owed.text,
        "by": owed.by,
        "due": owed.due.isoformat() if owed.due else None,
    }


def with_rest(rests: object, start: date, until: date | None, today: date) -> list[Document]:
    """The `rests` of a document with one more.  Those that it overlaps are the one meant: their days before `start`,
    and all that have passed, stay; those still to come are replaced, so that it ends when it is said to end."""
    kept: list[Document] = []
    anew = max(start, today)
    first, last = start, until
    for item in rests if isinstance(rests, list) else ():
        span = _span(item)
        if span is None or not _overlap(span, Rest(start, until)) or (span.until or anew) < anew:
            kept.append(item)
        elif span.start < anew:
            first = min(first, span.start)
            last = last and max(last, anew - timedelta(days=1))
    return [*kept, _rest(Rest(first, last))]


def _span(item: object) -> Rest | None:
    start = day_of(item.get("from")) if isinstance(item, dict) else None
    return Rest(start, day_of(item.get("until"))) if isinstance(item, dict) and start is not None else None


def _overlap(one: Rest, other: Rest) -> bool:
    return one.start <= (other.until or one.start) and other.start <= (one.until or other.start)


def woken(rests: object, today: date) -> list[Document] | None:
    """The `rests` of a document with those that run today ended yesterday; None where none runs."""
    kept = list(rests) if isinstance(rests, list) else []
    if not any(_runs(item, today) for item in kept):
        return None
    yesterday = today - timedelta(days=1)
    ended = []
    for item in kept:
        if not _runs(item, today):
            ended.append(item)
        elif (start := day_of(item["from"])) is not None and start <= yesterday:
            ended.append(_rest(Rest(start, yesterday)))
    return ended


def _runs(item: object, on: date) -> bool:
    if not isinstance(item, dict):
        return False
    start, until = day_of(item.get("from")), day_of(item.get("until"))
    return start is not None and start <= on and (until is None or on <= until)


def _rest(rest: Rest) -> Document:
    doc: Document = {"from": rest.start.isoformat()}
    if rest.until is not None:
        doc["until"] = rest.until.isoformat()
    return doc


def removal(facts: Facts, person: str, stamp: str) -> list[Change]:
    """Everything that goes with a contact: its promises, what was only with it; shared interactions lose the person."""
    gone = facts.table("contacts")[person]
    changes = [Change("contacts", person, gone, None)]
    for id_, doc in facts.table("contacts").items():
        if id_ != person and doc.get("introduced_by") == person:
            changes.append(Change("contacts", id_, doc, changed(doc, {"introduced_by": None}, stamp)))
    for id_, doc in facts.table("promises").items():
        if doc.get("person") == person:
            changes.append(Change("promises", id_, doc, None))
    for id_, doc in facts.table("interactions").items():
        people, introduced = doc.get("people"), doc.get("introduced")
        if people in ([person], person):
            changes.append(Change("interactions", id_, doc, None))
        elif _names(people, person) or _names(introduced, person):
            values = {"people": _without(people, person), "introduced": _without(introduced, person)}
            changes.append(Change("interactions", id_, doc, changed(doc, values, stamp)))
    return changes


def standing(facts: Facts, changes: Sequence[Change]) -> tuple[Change, ...]:
    """What a deed stands on: the contacts that it changes or names, and all that goes with them, as changes that would
    put them there; of what is shared with others, what would put them in it.  A removal stands on nothing."""
    if any(change.table == "contacts" and change.after is None for change in changes):
        return ()
    planted = {change.id for change in changes if change.table == "contacts" and change.before is None}
    named: set[object] = set()
    for change in changes:
        if change.after is not None:
            named.update(people_of([change._replace(before=None)]))
            named.update(_list(change.after.get("introduced")))
            named.add(change.after.get("introduced_by"))
    contacts = facts.table("contacts")
    found: list[Change] = []
    for person in (id_ for id_ in named - planted if isinstance(id_, str) and id_ in contacts):
        found.append(Change("contacts", person, None, contacts[person]))
        for doc in facts.docs_of(person):
            people = doc.get("people")
            before = None if people == [person] else {**doc, "people": _without(people, person)}
            found.append(Change("interactions", str(doc["id"]), before, doc))
        for id_, doc in facts.table("promises").items():
            if doc.get("person") == person:
                found.append(Change("promises", id_, None, doc))
        for id_, doc in contacts.items():
            if doc.get("introduced_by") == person:
                bare = {field: value for field, value in doc.items() if field != "introduced_by"}
                found.append(Change("contacts", id_, bare, doc))
    return tuple(found)


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _names(value: object, person: str) -> bool:
    return isinstance(value, list) and person in value


def _without(value: object, person: str) -> object:
    return [item for item in value if item != person] if isinstance(value, list) else value


def people_of(changes: Iterable[Change]) -> tuple[str, ...]:
    """The contact ids that some changes are about, each once."""
    found: dict[str, None] = {}
    for change in changes:
        if change.table == "contacts":
            found[change.id] = None
        for doc in (change.before, change.after):
            if doc is None:
                continue
            people = doc.get("people") if change.table == "interactions" else [doc.get("person")]
            for person in people if isinstance(people, list) else ():
                if isinstance(person, str):
                    found[person] = None
    return tuple(found)
