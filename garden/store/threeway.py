"""Two copies of one garden become one again: three ways, record by record and field by field.  Pure.

What always holds:
- it does not matter which copy is called ours: `merge(base, a, b)` says the same as `merge(base, b, a)`;
- where one copy is the base, the result is the other; of two equal copies it is either;
- what only one side changed takes that side; lists take both sides' additions and removals; an edit beats a removal;
- of two different changes of one field the later stands (by the record's `updated`; where that is equal, by what the
  record says), and the other *waits*: in `meta.waiting`, until the gardener chooses.  No word is dropped.

Without a base nothing says who changed what: then every field of either copy stays, the later where they differ, and a
record that only one copy has stays unless the other one's tombstone (`meta.gone`) is later than its last change.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any, Final

from garden.core.facts import TABLES, Tables
from garden.core.model import Document
from garden.store.first import OWN, Stamps, existence, joined, lineage

_MISSING: Final = object()
_STAMPS: Final = ("updated", "created", "id")
"""Fields of a record that say nothing by themselves: nobody chooses between two of them."""


@dataclass(slots=True)
class Merged:
    """`tables`: the result by id; `waiting`: what came to wait by this merge; `back`: (table, id) of what one side had
    removed and what stays, since the other changed it, or met that contact again."""

    tables: dict[str, dict[str, Document]]
    waiting: list[Document] = field(default_factory=list)
    back: list[tuple[str, str]] = field(default_factory=list)


def merge(base: Tables | None, ours: Tables, theirs: Tables) -> Merged:
    """One garden of two copies.  `base`: what both were made of; None where nobody knows."""
    done = Merged({})
    metas = [_meta(side) for side in (base or {}, ours, theirs)]
    there = existence(metas[1], metas[2])
    for table in dict.fromkeys((*TABLES, *sorted({*ours, *theirs}))):
        sides = [side.get(table, {}) for side in (base or {}, ours, theirs)]
        if table == "meta":
            sides = [{id_: doc for id_, doc in side.items() if "schema" not in doc} for side in sides]
        if any(table in side for side in (ours, theirs)):
            done.tables[table] = _table(table, base is not None, sides, there.get(table, {}), done)
    _with_those_met_again(ours, theirs, done)
    meta = _merged_meta(base is not None, metas, done)
    if meta:
        done.tables["meta"] = {str(meta.get("id")): meta, **done.tables.get("meta", {})}
    done.back.sort()
    return done


def _meta(tables: Tables) -> Document:
    return next((doc for doc in tables.get("meta", {}).values() if "schema" in doc), {})


def _table(
    name: str, known: bool, sides: Sequence[Mapping[str, Document]], gone: Mapping[str, str], done: Merged
) -> dict[str, Document]:
    base, ours, theirs = sides
    merged: dict[str, Document] = {}
    for id_ in (*ours, *(id_ for id_ in theirs if id_ not in ours)):
        was, our, their = base.get(id_), ours.get(id_), theirs.get(id_)
        if our is their or our == their:
            found = our
        elif our is None or their is None:
            found = our if their is None else their
            assert found is not None
            if known and found == was:
                continue  # removed by the one, left alone by the other
            if not known and gone.get(id_, "") > _stamp(found):
                continue
            if was is not None:
                done.back.append((name, id_))
        elif known and our == was:
            found = their
        elif known and their == was:
            found = our
        else:
            found = _record(name, id_, was or {}, our, their, done)
        if found is not None:
            merged[id_] = found
    return merged


def _record(table: str, id_: str, base: Document, ours: Document, theirs: Document, done: Merged) -> Document:
    later, earlier = sorted((ours, theirs), key=lambda doc: (_stamp(doc), canonical(doc)), reverse=True)
    losers: list[tuple[list[str], Any]] = []
    merged = _fields(base, later, earlier, losers, [])
    for path, value in losers:
        waits = {"table": table, "record": id_, "path": path, "value": value, "at": _stamp(earlier)}
        done.waiting.append({**waits, "id": _digest(waits)})
    return merged


def _fields(
    base: Mapping[str, Any],
    later: Mapping[str, Any],
    earlier: Mapping[str, Any],
    losers: list[tuple[list[str], Any]],
    path: list[str],
) -> Document:
    merged: Document = {}
    for name in sorted({*later, *earlier}):
        was, one, two = (side.get(name, _MISSING) for side in (base, later, earlier))
        if two in (one, was):
            value = one
        elif one == was or one is _MISSING:
            value = two
        elif two is _MISSING:
            value = one
        elif isinstance(one, list) and isinstance(two, list):
            value = _union(was if isinstance(was, list) else [], one, two)
        elif isinstance(one, dict) and isinstance(two, dict):
            value = _fields(was if isinstance(was, dict) else {}, one, two, losers, [*path, name])
        elif name in _STAMPS:
            value = min(one, two, key=canonical) if name == "created" else one
        else:
            value = one
            losers.append(([*path, name], two))
        if value is not _MISSING:
            merged[name] = value
    return merged


def _union(was: list[Any], later: list[Any], earlier: list[Any]) -> list[Any]:
    """The later's, without what the earlier took out, and what the earlier put in."""
    kept = [item for item in later if item in earlier or item not in was]
    return kept + [item for item in earlier if item not in was and item not in kept]


def _with_those_met_again(ours: Tables, theirs: Tables, done: Merged) -> None:
    """Somebody whom one side removed, and whom the other changed, met, promised or named since, stays; and with them
    what was logged and promised, which was removed only because they were."""
    contacts = done.tables.get("contacts", {})
    mine, others = ours.get("contacts", {}), theirs.get("contacts", {})
    removed = {id_: (theirs if id_ in mine else ours) for id_ in {**mine, **others} if id_ not in contacts}
    for table in ("interactions", "promises", "contacts") if removed else ():
        for id_, doc in list(done.tables.get(table, {}).items()):
            for person in _named(doc) & removed.keys():
                if person not in _named(removed[person].get(table, {}).get(id_, {})):
                    contacts[person] = mine.get(person) or others[person]
    done.back += [("contacts", id_) for id_ in removed if id_ in contacts]
    for person in sorted(id_ for table, id_ in done.back if table == "contacts"):
        _with_their_past(person, ours if person in mine else theirs, done)


def _with_their_past(person: str, keeper: Tables, done: Merged) -> None:
    """Bring back what names `person` in the copy of `keeper`, which kept them, and went with them from the other."""
    contacts = done.tables.get("contacts", {})
    for table in ("interactions", "promises"):
        records = done.tables.setdefault(table, {})
        for id_, doc in keeper.get(table, {}).items():
            if person not in _named(doc) or person in _named(records.get(id_, {})):
                continue
            if id_ not in records:
                done.back.append((table, id_))
            there = _named(records.get(id_, {})) | ({person} if id_ in records else contacts.keys())
            back = dict(records.get(id_, doc))
            for name in ("people", "introduced"):
                said, now = _people(doc.get(name)), _people(back.get(name))
                if said or now:
                    back[name] = [p for p in said if p in there] + [p for p in now if p not in said]
            records[id_] = back


def _people(value: object) -> list[str]:
    return [person for person in value if isinstance(person, str)] if isinstance(value, list) else []


def _named(doc: Document) -> set[str]:
    """The contacts that a record names besides itself."""
    found = [doc.get("person"), doc.get("introduced_by")]
    for people in (doc.get("people"), doc.get("introduced")):
        found += people if isinstance(people, list) else []
    return {person for person in found if isinstance(person, str)}


def _merged_meta(known: bool, metas: Sequence[Document], done: Merged) -> Document:
    """The garden's own record.  Where both sides saved since, it is a generation of its own, after both."""
    base, ours, theirs = metas
    if ours == theirs or not theirs or (known and theirs == base):
        meta = ours
    elif not ours or (known and ours == base):
        meta = theirs
    else:
        both = (ours, theirs)
        id_ = min(str(doc.get("id")) for doc in both)
        bare = [{k: v for k, v in doc.items() if k not in (*OWN, "waiting")} for doc in (base, *both)]
        meta = _record("meta", id_, bare[0], bare[1], bare[2], done)
        meta |= {
            "id": id_,
            "schema": max(_number(doc.get("schema")) for doc in both),
            "garden": min(str(doc.get("garden") or "~") for doc in both),
            "revision": max(_number(doc.get("revision")) for doc in both) + 1,
            "deed": _digest(sorted(str(doc.get("deed") or "") for doc in both)),
            **_revived(joined(ours, theirs), done.back),
            "past": lineage(ours, theirs),
        }
        waiting = _union(_listed(base), *sorted((_listed(ours), _listed(theirs)), key=canonical))
        if waiting:
            meta["waiting"] = sorted(waiting, key=canonical)
    known_by = {canonical(item.get("id")) for item in _listed(meta) if isinstance(item, dict)}
    more = [item for item in done.waiting if canonical(item["id"]) not in known_by]
    if not more:
        return meta
    return {**meta, "waiting": sorted([*_listed(meta), *more], key=canonical)}


def _revived(stones: dict[str, Stamps], back: Sequence[tuple[str, str]]) -> dict[str, Stamps]:
    """Tombstones no longer hold for what stays: it came back when it was removed, and not a moment before."""
    for table, id_ in back:
        if when := stones.get("gone", {}).get(table, {}).get(id_):
            ids = stones.setdefault("back", {}).setdefault(table, {})
            ids[id_] = max(when, ids.get(id_, ""))
    return stones


def _listed(meta: Document) -> list[Any]:
    found = meta.get("waiting")
    return found if isinstance(found, list) else []


def _number(value: object) -> int:
    return value if type(value) is int else 0


def _stamp(doc: Mapping[str, Any]) -> str:
    found = doc.get("updated")
    return found if isinstance(found, str) else ""


def canonical(value: object) -> str:
    """A value as a text that is the same for equal ones: what decides where nothing else does."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)


def _digest(value: object) -> str:
    return blake2b(canonical(value).encode("utf-8", "replace"), digest_size=10).hexdigest()
