"""The garden in a file: `FileStore` is the `Store` that `garden.gardener` asks for.

Nothing is written before the first deed.  Reading takes no lock (the file is replaced, never rewritten) and imports
neither TinyDB nor the lock; saving does both.
"""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from garden.core.facts import Tables
from garden.core.model import Change, Deed, Document
from garden.gardener import Kept, Opened
from garden.gardener.history import History
from garden.store import disk
from garden.store.backups import Backup, Backups, day_said
from garden.store.codec import Snapshot
from garden.store.copies import Copy, beside, put_away
from garden.store.errors import NotAGarden, ReadOnly, StoreError, Unreadable, said
from garden.store.first import default_beds, meta_after, why_not
from garden.store.journal import Journal
from garden.store.lines import check_storable
from garden.store.lock import held
from garden.store.merge import settle
from garden.store.place import Place, look, read
from garden.store.recovery import Recovered, put_in_place, replayed

if TYPE_CHECKING:
    from garden.store.health import Finding
    from garden.store.joining import Comparison
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
        self._seen: disk.Stamp | None = None
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
            return self._opened(self._look())

    def _opened(self, snapshot: Snapshot) -> Opened:
        why = why_not(snapshot.meta) or disk.why_not_writable(self.path)
        notices = list(snapshot.notices)
        if snapshot.data is None and (backups := self._backups.all()):
            notices.append(
                f"There is no file at {self.path}, but a copy of {day_said(backups[-1].when)}: "
                f"`garden restore` brings it back."
            )
        if snapshot.data is not None and (copies := beside(self.path, snapshot.garden)):
            engines = " and ".join(dict.fromkeys(copy.engine for copy in copies))
            many = "A conflict copy" if len(copies) == 1 else f"{len(copies)} conflict copies"
            stand = "stands" if len(copies) == 1 else "stand"
            notices.append(
                f"{many} of {engines} {stand} beside the garden: `garden merge` takes in what is new."
            )
        return Opened(snapshot.tables, why, tuple(notices), fresh=snapshot.data is None)

    def changed(self) -> bool:
        """Whether the file may be another than the one read or saved last.  One system call; takes no lock.

        For whoever asks every second: True means `refresh` is worth its reading.
        """
        try:
            return disk.stamp(self.path) != self._seen
        except OSError:
            return False  # a network drive that is away; the next question, or a save, tells

    def refresh(self) -> Opened | None:
        """What the file says now, where that is something else than was read or saved last; else None.

        A file that is away is not news: a sync tool may be about to put the next one there, and a save tells.
        Raises Unreadable; what was read before stays known, and `changed` is silent until the file moves on again.
        """
        with self._one:
            seen = disk.stamp(self.path)
            if seen is None or seen == self._seen:
                return None
            known, self._seen = self._known, seen
            snapshot = self._look()
            if known is not None and snapshot.data == known.data:
                return None
            return self._opened(snapshot)

    def keep(self, deed: Deed) -> Kept:
        """Apply a deed to what is stored now, save, and journal what it really changed."""
        for change in deed.changes:
            if change.after is not None:
                check_storable(change.after)
        with self._one:
            storage = self._opened_storage()
            if self._known is not None and self._known.data is None:
                storage.forget()
            try:
                notices = storage.transact(lambda snapshot: self._step(storage, snapshot, deed))
            except Unreadable as error:
                raise self._with_backups(error) from None
            self._known = storage.snapshot
            self._seen = self._known.stamp
            return Kept(self._known.tables, (*notices, *storage.notices))

    def _check_new(self) -> None:
        """A garden is begun where there never was one.  Raises StoreError where its file was only taken away."""
        if backups := self._backups.all():
            raise StoreError(
                f"There is no file at {self.path}, but a copy of {day_said(backups[-1].when)}: nothing was saved.",
                hint=f"`garden restore last` brings it back; to begin anew, move {self._place.backups} away.",
            )

    def undoable(self) -> Deed | None:
        """The last deed that has not been undone, across restarts."""
        return self._history().undoable

    def redoable(self) -> Deed | None:
        """The deed that was undone last, while nothing new was done since."""
        return self._history().redoable

    def history(self) -> History:
        """All that can be taken back or done again, as a copy."""
        return self._history().copy()

    # old generations

    def backups(self) -> list[Backup]:
        """The old generations that are kept, oldest first."""
        return self._backups.all()

    def saved_at(self) -> datetime | None:
        """When the file was saved last, in local time; None where there is none."""
        try:
            stamp = disk.stamp(self.path)
            return datetime.fromtimestamp(stamp.mtime_ns / 1e9).astimezone() if stamp else None
        except (OSError, ValueError, OverflowError):
            return None

    def look_into(self, backup: Backup) -> Tables:
        """What an old generation says.  Raises Unreadable."""
        return self._unpacked(backup).tables

    def pin(self, why: str) -> None:
        """Keep the file as it is now for good, before something large is done to it; `why` is one word.

        Raises StoreError where that cannot be; then it should not be done.
        """
        with self._one:
            snapshot = self._look()
            if snapshot.data is None:
                return
            try:
                with held(self._place.state, self.path, timeout=self._timeout):
                    self._backups.pin(snapshot.data, why, snapshot.stamp)
            except OSError as error:
                raise StoreError(
                    f"No backup could be made: {said(error)}.", hint="Nothing was changed."
                ) from None

    def recover(self) -> Recovered:
        """Where the file cannot be read, or is gone: put the newest copy in its place that can be read, with what the
        journal says was done since.  Raises StoreError where there is none, or the file is sound."""
        with self._one:
            for backup in reversed(self._backups.all()):
                try:
                    snapshot = self._unpacked(backup)
                except Unreadable:
                    continue
                since = self._journal.since(snapshot.garden, snapshot.deed)
                damaged = put_in_place(self._place, replayed(snapshot, since), timeout=self._timeout)
                return Recovered(backup.when, len(since), damaged)
        raise StoreError(
            f"There is no copy of {self.path} that could be read.", hint=f"They would be in {self.state}."
        )

    # copies

    def compare(self, copy: Path) -> Comparison:
        """What merging a copy of this garden into it would do.  Nothing is written.  Raises StoreError."""
        with self._one:
            if os.path.realpath(copy) == str(self.path):
                raise StoreError(f"{copy} is the garden itself.")
            now = self._look()
            if now.data is None:
                raise StoreError(
                    f"There is no garden at {self.path} yet.", hint="Copy the file there instead."
                )
            from garden.store.joining import compare  # here, since most who open a garden merge nothing

            return compare(now, copy, self._backups)

    def copies(self) -> list[Copy]:
        """The conflict copies that sync engines put beside the file."""
        with self._one:
            return beside(self.path, (self._known or self._look()).garden)

    def put_away(self, copy: Comparison) -> Path:
        """Move a copy that was merged to the backups; answers where to.  Raises StoreError."""
        return put_away(copy.path, copy.data, self._place.copies)

    # health

    def examine(self) -> list[Finding]:
        """What is wrong around the file, and what is worth knowing of it."""
        from garden.store.health import examine

        with self._one:
            return examine(self._place, self._look())

    def mend(self) -> None:
        """Mend of that what needs no guess.  Raises StoreError."""
        from garden.store.health import mend

        try:
            with self._one, held(self._place.state, self.path, timeout=self._timeout):
                mend(self._place)
        except OSError as error:
            raise StoreError(f"Not everything could be mended: {said(error)}.") from None

    def unwritten(self) -> list[tuple[str, str]]:
        """(table, id) of the records that got an id on reading, which the next save writes."""
        with self._one:
            snapshot = self._look()
            return [(table, str(snapshot.raw[table][key]["id"])) for table, key in sorted(snapshot.mended)]

    def _unpacked(self, backup: Backup) -> Snapshot:
        try:
            data = self._backups.read(backup)
        except OSError as error:
            raise Unreadable(backup.path, f"cannot be read: {said(error)}.") from None
        return read(data, backup.path)

    def _look(self) -> Snapshot:
        try:
            found = look(self._place, self._known)
        except Unreadable as error:
            raise self._with_backups(error) from None
        self._known = found
        self._seen = found.stamp
        return found

    def _with_backups(self, error: Unreadable) -> Unreadable:
        backups = self._backups.all()
        if backups and not isinstance(error, NotAGarden):
            error.hint = (
                f"Nothing in it was changed.  `garden restore` brings back the copy of {day_said(backups[-1].when)}: "
                f"{backups[-1].path}"
            )
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
        if snapshot.data is None and not snapshot.raw:
            self._check_new()
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
        meta, first = meta_after(stored, deed.id, _new_id, was=snapshot.meta, changes=changes, at=deed.at)
        if first and "beds" not in snapshot.raw:
            touched = {id_ for table, id_ in deed.touched() if table == "beds"}
            for bed in default_beds():
                if bed["id"] not in touched:
                    put("beds", bed["id"], bed)
        put("meta", meta["id"], meta)
        return str(meta["garden"])


def _new_id() -> str:
    return os.urandom(8).hex()
