"""A file that cannot be read, or is gone: the newest old generation takes its place, with the deeds done since.

The damaged bytes are kept beside the backups.  The newest backup is the generation before the last save, and what was
done after it stands in the journal of this machine, so that as a rule nothing at all is lost.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from garden.core.model import Change, Deed, Document
from garden.store import disk
from garden.store.codec import Snapshot
from garden.store.errors import NotAGarden, StoreError, Unreadable, save_failed
from garden.store.first import meta_after
from garden.store.lines import Lines
from garden.store.lock import held
from garden.store.place import Place, look
from garden.store.strict import Raw


class Recovered(NamedTuple):
    """`when`: of the generation that was put in place (seconds since 1970); `deeds`: how many were done again on it;
    `damaged`: where the bytes are that stood there (None: there was no file)."""

    when: float
    deeds: int
    damaged: Path | None


def replayed(snapshot: Snapshot, deeds: Iterable[Deed]) -> bytes:
    """The bytes of the generation that `deeds` make of `snapshot`.  A record that changed otherwise stays as it is."""
    raw: Raw = {name: dict(table) for name, table in snapshot.raw.items()}
    keys = {name: dict(snapshot.keys(name)) for name in snapshot.tables}
    for deed in deeds:
        was = _own(raw)[1]
        for change in deed.changes:
            _apply(raw.setdefault(change.table, {}), keys.setdefault(change.table, {}), change)
        key, doc = _own(raw)
        if key:
            stored = {str(doc.get("id")): doc}
            raw["meta"][key], _ = meta_after(stored, deed.id, str, was=was, changes=deed.changes, at=deed.at)
    return Lines().encode(snapshot, raw, None)


def _apply(table: dict[str, Document], keys: dict[str, int], change: Change) -> None:
    key = keys.get(change.id)
    now = table.get(str(key)) if key is not None else None
    if change.table == "meta" and now is not None and change.after is not None:
        table[str(key)] = {
            **change.after,
            **{f: now[f] for f in ("schema", "garden", "revision") if f in now},
        }
    elif change.after is None:
        if key is not None and now == change.before:
            del table[str(key)], keys[change.id]
    else:
        if key is None:
            key = keys[change.id] = max(map(int, table), default=0) + 1
        table[str(key)] = change.after


def _own(raw: Raw) -> tuple[str, Document]:
    """The key of the garden's own record, and what it says; "" where there is none."""
    return next(((key, doc) for key, doc in raw.get("meta", {}).items() if "schema" in doc), ("", {}))


def put_in_place(place: Place, data: bytes, *, timeout: float) -> Path | None:
    """Make `data` the garden's file, where there is none that can be read; answers where the damaged one is kept.

    Raises StoreError where the file can be read after all, or is another program's.
    """
    path = place.path
    try:
        with held(place.state, path, timeout=timeout):
            disk.sweep(path)
            _check_broken(place)
            disk.make_folder(path.parent)
            fresh = disk.temporary(path)
            disk.write_new(fresh, data)
            try:
                kept = _kept_aside(place)
                disk.replace(fresh, path)
            except BaseException:
                disk.remove(fresh)
                raise
            disk.sync_folder(path.parent)
            return kept
    except OSError as error:
        raise save_failed(path, error) from error


def _check_broken(place: Place) -> None:
    path = place.path
    try:
        found = look(place, None)
    except NotAGarden:
        raise
    except Unreadable:
        if path.is_dir():
            raise
        return
    if found.data is not None:
        raise StoreError(f"{path} can be read again; nothing was changed.", hint="Try that again.")


def _kept_aside(place: Place) -> Path | None:
    if not os.path.lexists(place.path):
        return None
    disk.make_folder(place.damaged)
    name = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime())
    number = 0
    while os.path.lexists(kept := place.damaged / f"{name}-{number}.json"):
        number += 1
    if not disk.link(place.path, kept):
        found = disk.read(place.path)
        disk.write_new(kept, found[0] if found else b"")
    return kept
