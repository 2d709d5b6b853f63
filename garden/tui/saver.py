"""Saver: a Store for the screens, which answers at once and saves behind them, in one worker thread, in order.

What was asked for is never dropped: a deed that could not be saved waits in memory, before everything after it, until
a retry succeeds.  `close` waits for the last save.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from typing import Final

from garden.core.errors import GardenError
from garden.core.facts import Facts, Tables
from garden.core.model import Deed
from garden.gardener import Kept, Opened, Store

REMEMBERED: Final = 500
"""Deeds of this run kept in memory for undo; older ones are asked of the store."""


class Saver:
    """Implements `Store` over another store.

    `saved`, `refreshed` and `failed` are called from the worker thread.
    """

    def __init__(
        self,
        store: Store,
        *,
        saved: Callable[[tuple[str, ...]], None],
        refreshed: Callable[[Tables, tuple[str, ...]], None],
        failed: Callable[[GardenError], None],
    ) -> None:
        self._store = store
        self._saved, self._refreshed, self._failed = saved, refreshed, failed
        self._facts = Facts({})
        self._waiting: deque[Deed] = deque()
        self._changed = threading.Condition()
        self._stuck = False
        self._closing = False
        self._worker: threading.Thread | None = None
        self._undo: deque[Deed] = deque(maxlen=REMEMBERED)
        self._redo: list[Deed] = []
        self._forgot_redo = False

    def open(self) -> Opened:
        """Read everything, in the calling thread."""
        opened = self._store.open()
        self._facts = Facts(opened.tables)
        return opened

    def keep(self, deed: Deed) -> Kept:
        """Answer what the facts will be and save it behind the screens."""
        with self._changed:
            self._facts = self._facts.after(deed.changes)
            self._remember(deed)
            self._waiting.append(deed)
            if self._worker is None:
                self._worker = threading.Thread(target=self._work, name="saver", daemon=True)
                self._worker.start()
            self._changed.notify_all()
            return Kept(self._facts.tables)

    def _remember(self, deed: Deed) -> None:
        if deed.undoes:
            undone = self._undo.pop() if self._undo and self._undo[-1].id == deed.undoes else None
            if undone is None:
                undone = self._store.undoable()
            if undone is not None:
                self._redo.append(undone)
        elif deed.redoes:
            if self._redo:
                self._undo.append(self._redo.pop())
        else:
            self._undo.append(deed)
            self._redo.clear()
            self._forgot_redo = True

    def undoable(self) -> Deed | None:
        """The last deed not undone, saved already or not."""
        with self._changed:
            if self._undo:
                return self._undo[-1]
        self._settle()
        return self._store.undoable()

    def redoable(self) -> Deed | None:
        """The deed undone last, while nothing new was done since."""
        with self._changed:
            if self._redo:
                return self._redo[-1]
            if self._forgot_redo:
                return None
        self._settle()
        return self._store.redoable()

    @property
    def waiting(self) -> int:
        """How many deeds are not yet in the file."""
        with self._changed:
            return len(self._waiting)

    def retry(self) -> None:
        """Try again what could not be saved."""
        with self._changed:
            self._stuck = False
            self._changed.notify_all()

    def _settle(self) -> None:
        """Wait until nothing more can be saved."""
        with self._changed:
            while self._waiting and not self._stuck:
                self._changed.wait()

    def close(self) -> int:
        """Wait for the last save and stop; answers how many deeds could not be saved."""
        with self._changed:
            self._closing = True
            self._stuck = False
            self._changed.notify_all()
        if self._worker is not None:
            self._worker.join()
        return len(self._waiting)

    def _work(self) -> None:
        while True:
            with self._changed:
                while (not self._waiting or self._stuck) and not self._closing:
                    self._changed.wait()
                if not self._waiting:
                    return
                deed = self._waiting[0]
            try:
                kept = self._store.keep(deed)
            except GardenError as error:
                with self._changed:
                    self._stuck = True
                    closing = self._closing
                    self._changed.notify_all()
                if closing:
                    return
                self._failed(error)
                continue
            self._took(kept)

    def _took(self, kept: Kept) -> None:
        with self._changed:
            self._waiting.popleft()
            facts = Facts(kept.tables)
            for deed in self._waiting:
                facts = facts.after(deed.changes)
            more = any(
                facts.table(name) != self._facts.table(name)
                for name in ("contacts", "interactions", "promises", "beds")
            )
            if more:
                self._facts = facts
            left = len(self._waiting)
            self._changed.notify_all()
        if more:
            self._refreshed(facts.tables, tuple(kept.notices))
        elif not left:
            self._saved(tuple(kept.notices))
