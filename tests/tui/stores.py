"""Stores for the screens' tests: one that can fail, be slow, be read only, or be changed by somebody else."""

from __future__ import annotations

import threading
from collections.abc import Callable

from garden.core.errors import GardenError
from garden.core.facts import Tables
from garden.core.model import Change, Deed, Document
from garden.gardener import Kept, Opened
from garden.store import MemoryStore


class TroubledStore(MemoryStore):
    """A garden in memory that has troubles when told to.

    `failing`: the error that every save raises; `read_only`: why nothing can be saved; `hold`: saves wait for `let_go`;
    `meanwhile`: what another program writes before the next save; `notices`: told with the next save; `elsewhere`: what
    another program writes now; `unreadable`: the error that looking raises.
    """

    def __init__(self, tables: Tables | None = None) -> None:
        super().__init__(tables)
        self.failing: GardenError | None = None
        self.read_only = ""
        self.notices: tuple[str, ...] = ()
        self.kept: list[Deed] = []
        self._open = threading.Event()
        self._open.set()
        self._meanwhile: list[Change] = []
        self.unreadable: GardenError | None = None
        self._news = False

    @property
    def holding(self) -> bool:
        """Whether saves wait."""
        return not self._open.is_set()

    def hold(self) -> None:
        """Let every save wait from now on."""
        self._open.clear()

    def let_go(self) -> None:
        """Let saves go through."""
        self._open.set()

    def meanwhile(self, table: str, doc: Document) -> None:
        """Another program writes this record just before the next save."""
        self._meanwhile.append(Change(table, str(doc["id"]), None, doc))

    def elsewhere(self, table: str, id_: str, doc: Document | None) -> None:
        """Another program writes this record now, or takes it away."""
        records = {key: kept for key, kept in self._tables.get(table, {}).items() if key != id_}
        self._tables = {**self._tables, table: {**records, **({id_: doc} if doc is not None else {})}}
        self._news = True

    def spoil(self, error: GardenError) -> None:
        """Another program leaves something behind that cannot be read."""
        self.unreadable, self._news = error, True

    def changed(self) -> bool:
        """Whether somebody wrote."""
        return self._news

    def refresh(self) -> Opened | None:
        """What they wrote."""
        news, self._news = self._news, False
        if news and self.unreadable is not None:
            raise self.unreadable
        return self.open() if news else None

    def open(self) -> Opened:
        """What is there, and why it may be looked at only."""
        opened = super().open()
        return opened._replace(read_only=self.read_only or opened.read_only)

    def keep(self, deed: Deed) -> Kept:
        """Save, or have the trouble that was asked for."""
        assert self._open.wait(60), "held for longer than any test lasts"
        if self.failing is not None:
            raise self.failing
        others, self._meanwhile = self._meanwhile, []
        for change in others:
            self._tables = {
                **self._tables,
                change.table: {**self._tables.get(change.table, {}), change.id: dict(change.after or {})},
            }
        kept = super().keep(deed)
        self.kept.append(deed)
        notices, self.notices = self.notices, ()
        return kept._replace(notices=(*kept.notices, *notices))

    def table(self, name: str) -> dict[str, Document]:
        """The records of a table as they are stored now."""
        return self._tables.get(name, {})


Trouble = Callable[[TroubledStore], None]
