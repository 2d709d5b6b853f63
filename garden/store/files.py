"""The garden in a file: `FileStore` is the `Store` that `garden.gardener` asks for.

Nothing is written before the first deed.  Reading takes no lock (the file is replaced, never rewritten) and imports
neither TinyDB nor the lock; saving does both.
"""

from __future__ import annotations

import os
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from garden.core.model import Change, Deed, Document
from garden.gardener import Kept, Opened
from garden.gardener.history import History
from garden.store import disk
from garden.store.backups import Backups
from garden.store.codec import Snapshot
from garden.store.errors import NotAGarden, ReadOnly, StoreError, Unreadable, said
from garden.store.first import default_beds, meta_after, why_not
from garden.store.journal import Journal
from garden.store.lines import check_storable
from garden.store.merge import settle
from garden.store.place import Place, look

if TYPE_CHECKING:
    from garden.store.storage import GardenStorage, Step
    from garden.store.strict import Raw


class FileStore:
    """One garden's file, its lock, its undo journal and its last generations.  Usable from several threads.

    `timeout`: seconds to wait for another program that is saving.
    """

    def __init__(self, path: Path, *, state_dir: Path, timeout: float = 10.0) -> None:
        self._place = Place.of(path, state_dir)
        self._timeout = timeout
        self._journal = Journal(self._place.journal)
        self._backups = Backups(self._place.backups)
        self._known: Snapshot | None = None
        self._storage: GardenStorage | None = None
        self._one = RLock()

    @property
    def path(self) -> Path:
        """The real path of the file."""
        return self._place.path

    @property
    def state(self) -> Path:
        """The folder of what belongs to the file beside it: lock, journal, old generations."""
        return self._place.state

    def open(self) -> Opened:
        """Read everything.  Raises Unreadable, NotAGarden."""
        with self._one:
            snapshot = self._look()
            why = why_not(snapshot.meta) or disk.why_not_writable(self.path)
            notices = list(snapshot.notices)
            if snapshot.data is None and (backups := self._backups.all()):
                notices.append(
                    f"There is no file at {self.path}, but a copy of an earlier one: {backups[-1]}"
                )
            return Opened(snapshot.tables, why, tuple(notices), fresh=snapshot.data is None)

    def keep(self, deed: Deed) -> Kept:
        """Apply a deed to what is stored now, save, and journal what it really changed."""
        for change in deed.changes:
            if change.after is not None:
                check_storable(change.after)
        with self._one:
            storage = self._opened_storage()
            try:
                notices = storage.transact(lambda snapshot: self._step(storage, snapshot, deed))
            except Unreadable as error:
                raise self._with_backups(error) from None
            self._known = storage.snapshot
            return Kept(self._known.tables, (*notices, *storage.notices))

    def undoable(self) -> Deed | None:
        """The last deed that has not been undone, across restarts."""
        return self._history().undoable

    def redoable(self) -> Deed | None:
        """The deed that was undone last, while nothing new was done since."""
        return self._history().redoable

    def history(self) -> History:
        """All that can be taken back or done again, as a copy."""
        return self._history().copy()

    def _look(self) -> Snapshot:
        try:
            self._known = look(self._place, self._known)
        except Unreadable as error:
            raise self._with_backups(error) from None
        return self._known

    def _with_backups(self, error: Unreadable) -> Unreadable:
        backups = self._backups.all()
        if backups and not isinstance(error, NotAGarden):
            error.hint = f"Nothing in it was changed.  The last copy that could be read is {backups[-1]}"
        return error

    def _history(self) -> History:
        with self._one:
            garden = (self._known or self._look()).garden
            try:
                return self._journal.history(garden, lambda: self._look().deed)
            except OSError as error:
                raise StoreError(f"The journal of what was done cannot be read: {said(error)}.") from None

    def _opened_storage(self) -> GardenStorage:
        from garden.store.storage import GardenStorage  # here, since reading needs no TinyDB

        if self._storage is None:
            self._storage = GardenStorage(self._place, timeout=self._timeout, known=self._known)
        return self._storage

    def _step(self, storage: GardenStorage, snapshot: Snapshot, deed: Deed) -> Step[list[str]]:
        """Step 5 of a save: what the deed does to the tables as they are now, and its line in the journal."""
        from garden.store.storage import Step

        if why := why_not(snapshot.meta) or disk.why_not_writable(self.path):
            raise ReadOnly(f"Nothing is saved to this garden. {why}", hint="Name another file with --file.")
        if deed.id and deed.id == snapshot.deed:
            return Step([])  # a retry of what had been saved after all
        if deed.undoes or deed.redoes:
            self._journal.history(snapshot.garden, lambda: snapshot.deed).check(deed)
        changes, notices = settle(deed, lambda table, id_: snapshot.tables.get(table, {}).get(id_))
        done = Deed(deed.id, deed.at, deed.label, changes, deed.undoes, deed.redoes)
        if not changes and snapshot.data is not None:
            if deed.undoes or deed.redoes:
                self._journal.record(done, snapshot.garden)
            return Step(notices)
        garden = self._apply(storage, snapshot, changes, deed)
        journaled = False

        def before(raw: Raw) -> None:
            nonlocal journaled
            try:
                disk.make_folder(self._place.state)
                self._journal.prepare(done, garden, snapshot.deed)
                journaled = True
            except OSError as error:
                why = f"the journal could not be written, {said(error)}."
                notices.append(f"Saved, but it may not be possible to take it back: {why}")

        def void() -> None:
            if journaled:
                self._journal.void()

        def after() -> None:
            if journaled:
                self._journal.kept(deed.id)

        return Step(notices, before, void, after)

    def _apply(
        self, storage: GardenStorage, snapshot: Snapshot, changes: tuple[Change, ...], deed: Deed
    ) -> str:
        """Make the changes in the transaction's tables by TinyDB; answers the garden's id."""
        from tinydb.table import Document as Record

        from garden.store.storage import GardenDB

        tables = GardenDB(storage=lambda: storage)
        keys: dict[tuple[str, str], int | None] = {}
        top: dict[str, int] = {}

        def put(name: str, id_: str, doc: Document | None) -> None:
            table = tables.garden_table(name)
            key = keys[name, id_] if (name, id_) in keys else snapshot.keys(name).get(id_)
            if doc is None:
                if key is not None:
                    table.remove(doc_ids=[key])
                key = None
            elif key is None:
                top[name] = top.get(name) or max(snapshot.keys(name).values(), default=0)
                top[name] += 1
                key = top[name]
                table.insert(Record(doc, doc_id=key))
            else:
                table.replace(doc, key)
            keys[name, id_] = key

        for change in changes:
            put(change.table, change.id, change.after)
        stored = {doc["id"]: dict(doc) for doc in tables.table("meta")}
        meta, first = meta_after(stored, deed.id, _new_id, was=snapshot.meta)
        if first and "beds" not in snapshot.raw:
            touched = {id_ for table, id_ in deed.touched() if table == "beds"}
            for bed in default_beds():
                if bed["id"] not in touched:
                    put("beds", bed["id"], bed)
        put("meta", meta["id"], meta)
        return str(meta["garden"])


def _new_id() -> str:
    return os.urandom(8).hex()
