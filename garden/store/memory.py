"""The garden in memory: the same contract as the file's, for tests and for looking at another day."""

from __future__ import annotations

import os

from garden.core.facts import Tables
from garden.core.model import Deed
from garden.gardener import Kept, Opened
from garden.gardener.history import History
from garden.store.codec import Ids
from garden.store.errors import ReadOnly
from garden.store.first import default_beds, meta_after, why_not
from garden.store.lines import check_storable
from garden.store.merge import settle


class MemoryStore:
    """A `Store` that forgets.  `tables`: what it begins with; none is a new garden."""

    def __init__(self, tables: Tables | None = None) -> None:
        self._fresh = tables is None
        self._tables: Ids = {name: dict(table) for name, table in (tables or {}).items()}
        self._history = History()

    def open(self) -> Opened:
        """The tables as they are."""
        return Opened(self._tables, why_not(self._meta()), fresh=self._fresh)

    def changed(self) -> bool:
        """Never: nobody else writes here."""
        return False

    def refresh(self) -> Opened | None:
        """Nothing new."""
        return None

    def keep(self, deed: Deed) -> Kept:
        """Apply a deed to the tables."""
        for change in deed.changes:
            if change.after is not None:
                check_storable(change.after)
        was = self._meta()
        if why := why_not(was):
            raise ReadOnly(f"Nothing is saved to this garden. {why}")
        if deed.id and deed.id == was.get("deed"):
            return Kept(self._tables)
        self._history.check(deed)
        changes, notices = settle(deed, lambda table, id_: self._tables.get(table, {}).get(id_))
        done = deed._replace(changes=changes)
        if not changes and not self._fresh:
            if deed.undoes or deed.redoes:
                self._history.push(done)
            return Kept(self._tables, tuple(notices))
        tables: Ids = {name: dict(table) for name, table in self._tables.items()}
        for change in changes:
            if change.after is None:
                tables[change.table].pop(change.id, None)
            else:
                tables.setdefault(change.table, {})[change.id] = change.after
        meta, first = meta_after(
            tables.get("meta", {}), deed.id, lambda: os.urandom(8).hex(), was=was, changes=changes, at=deed.at
        )
        if first and "beds" not in self._tables:
            touched = {id_ for table, id_ in deed.touched() if table == "beds"}
            for bed in default_beds():
                if bed["id"] not in touched:
                    tables.setdefault("beds", {})[bed["id"]] = bed
        tables.setdefault("meta", {})[meta["id"]] = meta
        self._history.push(done)
        self._tables, self._fresh = tables, False
        return Kept(tables, tuple(notices))

    def undoable(self) -> Deed | None:
        """The last deed that has not been undone."""
        return self._history.undoable

    def redoable(self) -> Deed | None:
        """The deed that was undone last, while nothing new was done since."""
        return self._history.redoable

    def history(self) -> History:
        """All that can be taken back or done again, as a copy."""
        return self._history.copy()

    def _meta(self) -> dict[str, object]:
        return next((doc for doc in self._tables.get("meta", {}).values() if "schema" in doc), {})
