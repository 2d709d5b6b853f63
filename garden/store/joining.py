"""Copies of one garden read, merged and written: for git, file by file; for a garden that is in use, as changes.

Which generation both copies stem from is found among the backups by the deeds that a file remembers; where none is
there, stamps and tombstones have to do (see `threeway`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from garden.core.facts import TABLES, Tables
from garden.core.model import Change, Document
from garden.store import disk, strict
from garden.store.backups import Backup, Backups
from garden.store.codec import Snapshot, decode
from garden.store.errors import StoreError, Unreadable, save_failed
from garden.store.first import OWN, generations, why_not
from garden.store.lines import Lines
from garden.store.place import read
from garden.store.strict import Raw
from garden.store.threeway import Merged, canonical, merge

_DEED: Final = re.compile(rb'"deed"\s*:\s*"([^"\\]*)"')


class Comparison(NamedTuple):
    """What merging a copy into a garden would do.

    `changes`: to the garden as `now` says it is, none where the copy holds nothing new; `then`: the garden after them.
    `base`: when the generation that both stem from was saved (seconds since 1970; None: no such is known).
    `waiting`: what both sides changed differently, as in `meta.waiting`; `back`: (table, id) of what one side had
    removed and stays; `left`: tables that only the copy has and nobody here knows.  `data`: the copy's bytes.
    """

    path: Path
    data: bytes
    now: Tables
    then: Tables
    changes: tuple[Change, ...]
    base: float | None
    waiting: Sequence[Document]
    back: Sequence[tuple[str, str]]
    left: Sequence[str]


def load(path: Path) -> Snapshot:
    """A copy, strictly read.  Raises Unreadable, also where its schema is none that can be merged."""
    found = strict.load(path)
    if found is None:
        raise Unreadable(path, "is not there.")
    snapshot = read(found[0], path)
    if why := why_not(snapshot.meta):
        raise Unreadable(path, f"cannot be merged. {why}")
    return snapshot


def check_same_garden(ours: Snapshot, theirs: Snapshot, name: Path) -> None:
    """Raise StoreError where two files say that they are different gardens."""
    if ours.garden and theirs.garden and ours.garden != theirs.garden:
        raise StoreError(
            f"{name} is another garden, not a copy of this one.", hint="Only copies of one garden are merged."
        )


def compare(now: Snapshot, copy: Path, backups: Backups) -> Comparison:
    """What merging `copy` into `now` would do.  Raises StoreError."""
    theirs = load(copy)
    check_same_garden(now, theirs, copy)
    found = ancestor(now.meta, theirs.meta, backups)
    base, when = (found[0].tables, found[1].when) if found is not None else (None, None)
    merged = merge(base, now.tables, theirs.tables)
    changes = _changes(now, merged)
    left = sorted(name for name in theirs.raw if name not in TABLES and theirs.raw[name] != now.raw.get(name))
    return Comparison(
        copy, theirs.data or b"", now.tables, merged.tables, changes, when, merged.waiting, merged.back, left
    )


def ancestor(ours: Document, theirs: Document, backups: Backups) -> tuple[Snapshot, Backup] | None:
    """The newest generation in the backups that both stem from."""
    shared = set(generations(ours)) & set(generations(theirs))
    if not shared:
        return None
    for backup in reversed(backups.all()):
        try:
            data = backups.read(backup)
            if not any(deed.decode("utf-8", "replace") in shared for deed in _DEED.findall(data)):
                continue  # cheaper than reading it as JSON
            snapshot = read(data, backup.path)
        except (OSError, Unreadable):
            continue
        if snapshot.deed in shared:
            return snapshot, backup
    return None


def _changes(now: Snapshot, merged: Merged) -> tuple[Change, ...]:
    changes = []
    for table in TABLES[:-1]:
        here, there = now.tables.get(table, {}), merged.tables.get(table, {})
        for id_ in dict.fromkeys((*there, *here)):
            before, after = here.get(id_), there.get(id_)
            if before != after:
                changes.append(Change(table, id_, before, after))
    meta = now.meta
    wanted = next((doc for doc in merged.tables.get("meta", {}).values() if "schema" in doc), {})
    after = {name: value for name, value in wanted.items() if name not in OWN}
    after |= {name: meta[name] for name in OWN if name in meta}
    if meta and (changes or after != meta):
        if past := wanted.get("past"):
            after["past"] = past
        changes.append(Change("meta", str(meta["id"]), meta, after))
    return tuple(changes)


def drive(base: Path, ours: Path, theirs: Path) -> Merged:
    """Merge as git asks: write the result to `ours`.  `base` may be empty (both sides added the file).

    Raises StoreError where one of them cannot be read; then nothing is written and git leaves the conflict open.
    """
    mine, other = load(ours), load(theirs)
    check_same_garden(mine, other, theirs)
    found = strict.load(base)
    stem = load(base) if found is not None and found[0].strip() else None
    sides = [side for side in (mine, other, stem) if side is not None]
    everything = [_everything(side, _doubled(sides)) for side in sides]
    merged = merge(everything[2] if stem is not None else None, everything[0], everything[1])
    raw = _numbered(merged.tables, mine, other, _doubled(sides))
    data = Lines().encode(decode(raw), raw, None)
    fresh = disk.temporary(ours)
    try:
        disk.write_new(fresh, data)
        try:
            disk.replace(fresh, ours)
        except BaseException:
            disk.remove(fresh)
            raise
    except OSError as error:
        raise save_failed(ours, error) from error
    return merged


def _everything(snapshot: Snapshot, doubled: Collection[tuple[str, str]]) -> dict[str, dict[str, Document]]:
    """All tables by id, those that nobody here knows too."""
    found = dict(snapshot.tables)
    for name, records in snapshot.raw.items():
        if name not in TABLES:
            found[name] = {id_: records[key] for key, id_ in _ids(name, records, doubled)}
    return found


def _doubled(sides: Sequence[Snapshot]) -> set[tuple[str, str]]:
    """(table, id) of what no id tells apart: in a table that nobody here knows, records may share one."""
    found = set()
    for side in sides:
        for name, records in side.raw.items():
            if name not in TABLES:
                times = Counter(id_ for doc in records.values() if isinstance(id_ := doc.get("id"), str))
                found |= {(name, id_) for id_, many in times.items() if many > 1}
    return found


def _ids(
    table: str, records: Mapping[str, Document], doubled: Collection[tuple[str, str]]
) -> Iterator[tuple[str, str]]:
    """(integer key, id) of records: by their `id`; of a table that nobody here knows, where none tells them apart, by
    all that a record says and which of the equal ones it is."""
    seen: Counter[str] = Counter()
    for key, doc in records.items():
        id_ = doc.get("id")
        if not isinstance(id_, str) or not id_ or (table, id_) in doubled:
            id_ = canonical(doc)
            seen[id_] += 1
            id_ = f"{id_} {seen[id_]}"
        yield key, id_


def _numbered(tables: Tables, ours: Snapshot, theirs: Snapshot, doubled: Collection[tuple[str, str]]) -> Raw:
    """The tables under TinyDB's integer keys: a record keeps that of ours, else that of theirs where it is free."""
    raw: Raw = {}
    for name, table in tables.items():
        keys = {id_: key for key, id_ in _ids(name, ours.raw.get(name, {}), doubled)}
        hers = {id_: key for key, id_ in _ids(name, theirs.raw.get(name, {}), doubled)}
        taken = {keys[id_] for id_ in table if id_ in keys}
        chosen = {id_: keys[id_] for id_ in table if id_ in keys}
        top = max(map(int, (*keys.values(), *hers.values())), default=0)
        for id_ in table:
            if id_ not in chosen:
                key = hers.get(id_, "")
                if not key or key in taken:
                    top += 1
                    key = str(top)
                chosen[id_] = key
                taken.add(key)
        raw[name] = {key: table[id_] for id_, key in sorted(chosen.items(), key=lambda item: int(item[1]))}
    return raw
