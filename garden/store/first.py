"""What a save adds by itself: the garden's own record, with what merging needs, and at first the beds.  Pure.

In the garden's record, beside the schema, the garden's id and the revision:
- `deed`: the id of the deed that made this generation; `past`: those of the generations before it, newest first, of
  either side where two copies were merged.  By them a common ancestor is known when one sees it.
- `gone`: tombstones, table -> id -> when it was removed; `back`: the same for those that an undo, a restore or a merge
  brought back.  A record was removed if it is gone later than it came back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from typing import Any, Final

from garden.core.model import DEFAULT_BEDS, Change, Document, day_of
from garden.store import schemas

OWN: Final = ("id", "schema", "garden", "revision", "deed", "past", "gone", "back")
"""The fields of the garden's record that are the store's: no deed, and no undo, moves them."""
PAST: Final = 64
"""Generations that are remembered by name: with the copies kept by hour and day enough to find a common ancestor."""
REMEMBERED: Final = timedelta(days=730)
"""For how long a tombstone stands.  A copy that was away for longer brings back what was removed since."""

Stamps = dict[str, dict[str, str]]
"""table -> id -> when (ISO 8601 in UTC)."""


def meta_after(
    stored: Mapping[str, Document],
    deed: str,
    new_id: Callable[[], str],
    *,
    was: Document,
    changes: Iterable[Change] = (),
    at: str = "",
) -> tuple[Document, bool]:
    """The garden's record as this save leaves it, and whether it is the garden's first.

    `stored`: the meta table with the deed's changes made; `was`: the record before them (empty: there was none);
    `changes`, `at`: what the deed did and when, for the tombstones.
    """
    doc = stored.get(str(was.get("id"))) or next((d for d in stored.values() if "schema" in d), None)
    doc = doc or next(iter(stored.values()), {})
    revision = was.get("revision")
    own = {
        "id": doc.get("id") or was.get("id") or new_id(),
        "schema": was.get("schema", schemas.CURRENT),
        "garden": was.get("garden") or new_id(),
        "revision": (revision if type(revision) is int else 0) + 1,
        "deed": deed,
    }
    past = lineage(was, {**doc, "deed": ""})
    stones = _buried(joined(was, doc), changes, at)
    kept = {name: value for name, value in doc.items() if name not in OWN}
    return {**kept, **own, **({"past": past} if past else {}), **stones}, not was


def _buried(stones: dict[str, Stamps], changes: Iterable[Change], at: str) -> dict[str, Stamps]:
    """The tombstones after some changes; those that stand for too long are taken away."""
    gone, back = (
        {table: dict(ids) for table, ids in stones.get(name, {}).items()} for name in ("gone", "back")
    )
    for change in changes:
        if change.table == "meta" or not at:
            continue
        if change.after is None:
            gone.setdefault(change.table, {})[change.id] = at
        elif change.before is None and change.id in gone.get(change.table, {}):
            back.setdefault(change.table, {})[change.id] = at
    if day := day_of(at):
        oldest = (day - REMEMBERED).isoformat() if day.year > 2 else ""
        gone, back = (
            {table: {id_: when for id_, when in ids.items() if when >= oldest} for table, ids in each.items()}
            for each in (gone, back)
        )
    found = {"gone": {t: ids for t, ids in gone.items() if ids}, "back": {t: i for t, i in back.items() if i}}
    return {name: each for name, each in found.items() if each}


def joined(one: Document, two: Document) -> dict[str, Stamps]:
    """The tombstones of two records of one garden, each at its latest."""
    found: dict[str, Stamps] = {}
    for name in ("gone", "back"):
        both: Stamps = {}
        for table, id_, when in (*_stamps(one, name), *_stamps(two, name)):
            ids = both.setdefault(table, {})
            ids[id_] = max(when, ids.get(id_, ""))
        if both:
            found[name] = both
    return found


def existence(one: Document, two: Document) -> Stamps:
    """table -> id -> when it was removed, of those records that two copies' tombstones agree are removed."""
    stones = joined(one, two)
    back = stones.get("back", {})
    return {
        table: {id_: when for id_, when in ids.items() if when > back.get(table, {}).get(id_, "")}
        for table, ids in stones.get("gone", {}).items()
    }


def _stamps(meta: Document, name: str) -> list[tuple[str, str, str]]:
    tables = meta.get(name)
    return [
        (table, id_, when)
        for table, ids in (tables.items() if isinstance(tables, dict) else ())
        if isinstance(ids, dict)
        for id_, when in ids.items()
        if isinstance(when, str)
    ]


def lineage(one: Document, two: Document) -> list[str]:
    """The deeds that a generation after both of these stems from, newest first; as many of either side."""
    sides = [generations(doc) for doc in sorted((one, two), key=lambda doc: str(doc.get("deed") or ""))]
    turns = [side[n] for n in range(PAST) for side in sides if n < len(side)]
    return list(dict.fromkeys(turns))[:PAST]


def generations(meta: Mapping[str, Any]) -> list[str]:
    """The deeds of a generation and of those before it that it remembers, newest first."""
    past = meta.get("past")
    found = [meta.get("deed"), *(past if isinstance(past, list) else ())]
    return [one for one in found if isinstance(one, str) and one]


def default_beds() -> list[Document]:
    """The beds that a new garden begins with, as documents."""
    beds: list[Document] = []
    for bed in DEFAULT_BEDS.values():
        beds.append({"id": bed.id, "name": bed.name, "every": bed.every})
    return beds


def why_not(meta: Document) -> str:
    """Why a garden with this record must not be saved by us ("" where it may)."""
    schema = meta.get("schema", schemas.CURRENT)
    if type(schema) is not int or schema < 1:
        return f"Its schema, {schema!r:.40}, is none that this version knows: it can only be looked at."
    if schema > schemas.CURRENT:
        return f"A newer garden saved this (schema {schema}; here {schemas.CURRENT}): update garden to change it."
    if schema < schemas.CURRENT:
        return f"Its schema, {schema}, is older than any that this version can read."
    return ""
