"""TinyDB over a file that survives: reads are strict, and a save either happens whole or not at all.

Stock TinyDB writes its file in place and reads and writes it in separate steps, so that a kill tears it and two writers
overwrite each other.  Here everything from the reading to the replacing is one transaction under a lock; the numbers in
`transact` are the steps of the protocol.  No byte of the old file is touched, ever: a new one takes its place.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Generic, TypeVar

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table

from garden.core.errors import GardenError
from garden.core.model import Document
from garden.store import disk
from garden.store.backups import Backups
from garden.store.codec import Snapshot, decode
from garden.store.errors import SaveFailed, save_failed
from garden.store.lines import Lines
from garden.store.lock import held
from garden.store.place import Place, look, remember
from garden.store.strict import MOST_CONTACTS, MOST_RECORDS, Raw

T = TypeVar("T")

ATTEMPTS: Final = 20
"""How often a save starts again because the file was replaced under it by a program that knows no lock."""

LOSS: Final = 0.1
"""A save that takes away more than this share of the contacts leaves a backup that is kept for good."""


@dataclass(frozen=True, slots=True)
class Step(Generic[T]):
    """What a transaction wants done: its result; what to write down just before the file is replaced, how to take that
    back where it is not replaced, and what to write down once it is."""

    result: T
    before: Callable[[Raw], None] = lambda raw: None
    void: Callable[[], None] = lambda: None
    after: Callable[[], None] = lambda: None


class GardenStorage(Storage):
    """A TinyDB storage: `GardenDB(place)`.  Everything within `transact` is one save."""

    def __init__(self, place: Place, *, timeout: float = 10.0, known: Snapshot | None = None) -> None:
        self.place = place
        self.backups = Backups(place.backups)
        self.notices: list[str] = []
        self._timeout = timeout
        self._known = known
        self._lines = Lines()
        self._changed: dict[str, set[str]] | None = {}
        self._working: Raw | None = None
        self._dirty = False

    def read(self) -> Raw | None:
        """The tables: of the transaction, or of the file as it is now.  Raises Unreadable."""
        if self._working is not None:
            return self._working
        self._known = look(self.place, self._known)
        return None if self._known.data is None else _copy(self._known.raw)

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """Within a transaction: what to save at its end.  Alone: save at once, unless the file moved on meanwhile."""
        if data is self._working:
            self._dirty = True
            return
        tables: Raw = {
            name: {str(key): dict(doc) for key, doc in table.items()} for name, table in data.items()
        }
        if self._working is not None:
            self._working, self._changed, self._dirty = tables, None, True
            return
        base = self._known

        def whole(snapshot: Snapshot) -> Step[None]:
            if base is not None and snapshot.data != base.data:
                raise SaveFailed("The file was changed by another program meanwhile.", hint="Try again.")
            self._working, self._changed, self._dirty = tables, None, True
            return Step(None)

        self.transact(whole)

    def changing(self, table: str) -> set[str]:
        """Where a table of the transaction notes the integer keys that it touches."""
        return set() if self._changed is None else self._changed.setdefault(table, set())

    @property
    def snapshot(self) -> Snapshot:
        """The generation last read or saved."""
        return self._known if self._known is not None else look(self.place, None)

    def transact(self, body: Callable[[Snapshot], Step[T]]) -> T:
        """Read, change by `body`, save: all under the lock.  `body` may be called again where the file moved.

        Any error means that nothing was changed.  `notices` then says what the person should hear of this save.
        """
        path = self.place.path
        self.notices = []
        try:
            with held(self.place.state, path, timeout=self._timeout):  # 2; 1 is in Place
                disk.sweep(path)  # 3
                for _ in range(ATTEMPTS):
                    snapshot = self._known = self._look()  # 4
                    self._working, self._dirty = _copy(snapshot.raw), False
                    self._changed = None if snapshot.data is None and snapshot.raw else {}
                    step = body(snapshot)  # 5
                    if not self._dirty or self._save(snapshot, self._working, step):
                        return step.result
        except OSError as error:
            raise save_failed(path, error) from error
        finally:
            self._working = None
        raise SaveFailed(f"Not saved: another program keeps rewriting {path}.", hint="Try again in a moment.")

    def forget(self) -> None:
        """What was read before no longer counts: the gardener has seen that there is no file."""
        self._known = None

    def _look(self) -> Snapshot:
        """What the file says now.  One that was there and has vanished is what it was: a garden that stands open is not
        begun anew because a sync tool, or somebody, took its file away."""
        known, found = self._known, look(self.place, self._known)
        if found.data is not None or known is None or not known.raw:
            return found
        self.notices.append(f"{self.place.path} had vanished; it is there again, with all that was in it.")
        return Snapshot(None, None, known.raw, known.tables)

    def _save(self, snapshot: Snapshot, raw: Raw, step: Step[T]) -> bool:
        """Steps 6 to 11; False where the file is not what `snapshot` read any more."""
        path = self.place.path
        data = self._lines.encode(snapshot, raw, self._changed)  # 6
        too_many = len(raw.get("contacts", ())) > MOST_CONTACTS or data.count(b"{") > MOST_RECORDS
        if len(data) > disk.SIZE_LIMIT or too_many:
            raise SaveFailed(f"Not saved: {path} would be too large to be read again.")
        disk.make_folder(path.parent)
        fresh = disk.temporary(path)
        with contextlib.ExitStack() as undo:
            disk.write_new(fresh, data)  # 7
            undo.callback(disk.remove, fresh)
            if snapshot.data is not None:
                backup = self.backups.take(path, snapshot.data, pin=self._pinned(snapshot, raw))  # 8
                undo.callback(disk.remove, backup)
            step.before(raw)
            undo.callback(_quietly, step.void)
            if not _same(path, snapshot):  # 9
                return False
            stamp, confirmed = _replaced(fresh, path)  # 10
            undo.pop_all()
        changed = self._changed
        self._known = decode(raw, data) if changed is None else snapshot.following(data, raw, changed)
        self._known.stamp = stamp
        try:
            disk.sync_folder(path.parent)  # 11
        except OSError:
            confirmed = False
        if not confirmed:
            self.notices.append("Saved, but the disk did not confirm that it will last through a power cut.")
        _quietly(step.after)
        remember(self.place, self._known)
        _quietly(self.backups.prune)
        return True

    def _pinned(self, snapshot: Snapshot, raw: Raw) -> str:
        """Why the generation before this save is kept for good ("" where it takes its turn)."""
        if snapshot.migrated:
            return "migration"
        if self._changed is not None and "contacts" not in self._changed:
            return ""
        was = snapshot.tables.get("contacts", {})
        stay = {doc.get("id") for doc in raw.get("contacts", {}).values()}
        return "loss" if sum(id_ not in stay for id_ in was) > LOSS * len(was) else ""


def _same(path: Path, snapshot: Snapshot) -> bool:
    """Whether the file still is what was read: its bytes, and at the last moment its stamp."""
    found = disk.read(path)
    if found is None or snapshot.data is None:
        return found is None and snapshot.data is None
    return found[0] == snapshot.data and disk.stamp(path) == found[1]


def _replaced(fresh: Path, path: Path) -> tuple[disk.Stamp | None, bool]:
    """Put the new file in its place: its stamp, and False where the system reports an error, yet it stands there."""
    new = disk.stamp(fresh)
    try:
        disk.replace(fresh, path)
    except OSError:
        if new is None or disk.stamp(path) != new:
            raise
        return new, False
    return new, True


def _quietly(action: Callable[[], None]) -> None:
    """What may fail without harm: it is done again by the next save."""
    with contextlib.suppress(OSError, GardenError):
        action()


def _copy(raw: Raw) -> Raw:
    return {name: dict(table) for name, table in raw.items()}


class _ByNumber(MutableMapping[int, Document]):
    """A table under its integer keys, in place: TinyDB would rebuild all of it, twice, for one change.

    A document that is handed out is a copy, since TinyDB changes it in place and the generation before shares it.
    """

    def __init__(self, table: dict[str, Document], changed: set[str]) -> None:
        self._table = table
        self._changed = changed

    def __getitem__(self, key: int) -> Document:
        self[key] = doc = dict(self._table[str(key)])
        return doc

    def __setitem__(self, key: int, doc: Document) -> None:
        self._table[str(key)] = doc
        self._changed.add(str(key))

    def __delitem__(self, key: int) -> None:
        del self._table[str(key)]
        self._changed.add(str(key))

    def __contains__(self, key: object) -> bool:
        return str(key) in self._table

    def __iter__(self) -> Iterator[int]:
        return map(int, self._table)

    def __len__(self) -> int:
        return len(self._table)


class GardenTable(Table):
    """A table that changes what it changes and no more, and remembers no query: another process may have written."""

    default_query_cache_capacity = 0

    def replace(self, document: Document, doc_id: int) -> None:
        """Put a whole document in the place of another, or of none: fields that are not in it are gone."""
        self._update_table(lambda table: table.__setitem__(doc_id, document))

    def _update_table(self, updater: Callable[[dict[int, Any]], None]) -> None:
        tables = self._storage.read()
        if tables is None:
            tables = {}
        changed = self._storage.changing(self.name) if isinstance(self._storage, GardenStorage) else set()
        updater(_ByNumber(tables.setdefault(self.name, {}), changed))  # type: ignore[arg-type]
        self._storage.write(tables)
        self.clear_cache()


class GardenDB(TinyDB):
    """`GardenDB(place)`: TinyDB with our storage and tables."""

    table_class = GardenTable
    default_storage_class = GardenStorage  # type: ignore[assignment]  # TinyDB says it of its own class only

    def garden_table(self, name: str) -> GardenTable:
        """A table by name."""
        table = self.table(name)
        assert isinstance(table, GardenTable)
        return table
