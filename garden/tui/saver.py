"""Saver: a Store for the screens, which answers at once and saves behind them, in one worker thread, in order.

What always holds:
- what was asked for is never dropped: a deed that could not be saved waits in memory, before everything after it,
  until a retry succeeds or the person leaves knowing of it;
- a deed that the store refuses for good (somebody else was quicker) is taken out and told, and what waits behind it
  goes on;
- nothing here waits for a save but `flush`, which is not for the thread that paints;
- what others write to the file is seen soon, and what waits here stands on it.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Sequence
from typing import Final

from garden.core.errors import GardenError, Refused
from garden.core.facts import Facts, Tables
from garden.core.model import Deed
from garden.gardener import History, Kept, Opened, Watched

COMPARED: Final = ("contacts", "interactions", "promises", "beds")
LOOK_SECONDS: Final = 1.0
"""How often it is asked whether somebody else wrote: a question costs one system call, and the answer stands on the
screen within two seconds."""


class Saver:
    """Implements `Store` over another store.

    Called from the worker thread: `saved` with notices, once nothing waits; `refreshed` with notices and the ids of the
    contacts concerned, where the file held something else than was known here (`tables` is what holds now); `failed`,
    where a deed could not be saved and waits; `blurred`, where the file cannot be read at the moment.
    """

    def __init__(
        self,
        store: Watched,
        *,
        saved: Callable[[Sequence[str]], None],
        refreshed: Callable[[Sequence[str], Sequence[str]], None],
        failed: Callable[[GardenError], None],
        blurred: Callable[[GardenError], None] = lambda error: None,
    ) -> None:
        self._store = store
        self._saved, self._refreshed, self._failed, self._blurred = saved, refreshed, failed, blurred
        self.read_only = ""
        self._facts = Facts({})
        self._history: History | None = None
        self._waiting: deque[Deed] = deque()
        self._changed = threading.Condition()
        self._error: GardenError | None = None
        self._closing = False
        self._worker: threading.Thread | None = None

    # The store that the gardener sees

    def open(self) -> Opened:
        """Read everything, in the calling thread."""
        opened = self._store.open()
        self._facts, self.read_only = Facts(opened.tables), opened.read_only
        return opened

    def watch(self) -> None:
        """From now on see what others write."""
        with self._changed:
            self._begin()

    def keep(self, deed: Deed) -> Kept:
        """Answer what the facts will be and save it behind the screens."""
        with self._changed:
            history = self._stacks()
            history.check(deed)
            history.push(deed)
            self._facts = self._facts.after(deed.changes)
            self._waiting.append(deed)
            self._begin()
            self._changed.notify_all()
            return Kept(self._facts.tables)

    def undoable(self) -> Deed | None:
        """The last deed not undone, saved already or not."""
        with self._changed:
            return self._stacks().undoable

    def redoable(self) -> Deed | None:
        """The deed undone last, while nothing new was done since."""
        with self._changed:
            return self._stacks().redoable

    def history(self) -> History:
        """All that can be taken back or done again, saved already or not."""
        with self._changed:
            return self._stacks().copy()

    def _stacks(self) -> History:
        """The history, read from the store before the first deed of this run is handed to the worker."""
        if self._history is None:
            self._history = self._store.history()
        return self._history

    # What the screens ask

    @property
    def tables(self) -> Tables:
        """The facts as they will be once all that waits is saved."""
        with self._changed:
            return self._facts.tables

    @property
    def waiting(self) -> list[str]:
        """What is not yet in the file, in words, oldest first."""
        with self._changed:
            return [deed.label for deed in self._waiting]

    @property
    def error(self) -> GardenError | None:
        """Why what waits could not be saved; None while all goes well."""
        with self._changed:
            return self._error

    def retry(self) -> None:
        """Try again what could not be saved."""
        with self._changed:
            self._error = None
            self._changed.notify_all()

    def flush(self) -> list[str]:
        """Try once more and wait; answers, in words, what could not be saved."""
        with self._changed:
            self._error = None
            self._changed.notify_all()
            while self._waiting and self._error is None and not self._closing:
                self._changed.wait()
            return [deed.label for deed in self._waiting]

    def close(self) -> None:
        """Let the worker go."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()

    # The worker

    def _begin(self) -> None:
        if self._worker is None:
            self._worker = threading.Thread(target=self._work, name="saver", daemon=True)
            self._worker.start()

    def _work(self) -> None:
        while True:
            with self._changed:
                if not self._ready() and not self._closing:
                    self._changed.wait(LOOK_SECONDS)
                if self._closing:
                    return
                deed = self._waiting[0] if self._ready() else None
            if deed is None:
                self._look()
                continue
            try:
                kept = self._store.keep(deed)
            except Refused as error:
                self._give_up(error)
            except GardenError as error:
                self._stick(error)
            except Exception as error:  # a fault of ours must not end the saving in silence
                self._stick(
                    GardenError(f"Saving failed in a way it should not: {type(error).__name__}: {error}.")
                )
            else:
                self._took(kept)

    def _ready(self) -> bool:
        return bool(self._waiting) and self._error is None

    def _look(self) -> None:
        """Take in what somebody else wrote, if they did."""
        try:
            if not self._store.changed():
                return
            opened = self._store.refresh()
            history = self._store.history() if opened is not None else None
        except GardenError as error:
            self._blurred(error)
            return
        except Exception as error:  # as in saving: said, and the looking goes on
            self._blurred(
                GardenError(
                    f"Looking at the file failed in a way it should not: {type(error).__name__}: {error}."
                )
            )
            return
        if opened is not None and history is not None:
            self.read_only = opened.read_only
            with self._changed:
                before = self._rebase(opened.tables, history)
            self._refreshed(opened.notices, self._whom(before))

    def _stick(self, error: GardenError) -> None:
        with self._changed:
            self._error = error
            self._changed.notify_all()
        self._failed(error)

    def _give_up(self, refusal: Refused) -> None:
        """The first that waits will never be kept: go on from what the file holds."""
        try:
            tables, history = self._store.open().tables, self._store.history()
        except GardenError as error:
            self._stick(error)
            return
        with self._changed:
            self._waiting.popleft()
            before = self._rebase(tables, history)
            self._changed.notify_all()
        self._refreshed((f"{refusal.message} {refusal.hint}".strip(),), self._whom(before))

    def _took(self, kept: Kept) -> None:
        with self._changed:
            self._waiting.popleft()
            facts = Facts(kept.tables)
            for deed in self._waiting:
                facts = facts.after(deed.changes)
            more = any(facts.table(name) != self._facts.table(name) for name in COMPARED)
            left = len(self._waiting)
        before = self._facts
        if more:
            history = self._store.history()
            with self._changed:
                before = self._rebase(kept.tables, history)
        with self._changed:
            self._changed.notify_all()
        if more:
            self._refreshed(kept.notices, self._whom(before))
        elif not left:
            self._saved(kept.notices)

    def _rebase(self, tables: Tables, history: History) -> Facts:
        """What holds: the file's facts and history, and on them all that still waits.  Answers what held before."""
        facts, before = Facts(tables), self._facts
        for deed in self._waiting:
            facts = facts.after(deed.changes)
            history.push(deed)
        self._facts, self._history = facts, history
        return before

    def _whom(self, before: Facts) -> Sequence[str]:
        """The contacts whose records, interactions or promises are not as they were."""
        from garden.gardener.differences import between  # here, since most days nobody else writes
        from garden.gardener.records import people_of

        return people_of(between(before.tables, self._facts.tables))
