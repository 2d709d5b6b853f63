"""What the gardener needs of the outside world: a `Store` for the facts and a `Clock` for the day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple, Protocol

from garden.core.facts import Tables
from garden.core.model import Deed
from garden.gardener.history import History


class Clock(Protocol):
    """The time, so that tests and `--on` can choose it."""

    def today(self) -> date:
        """The gardener's local day, which may be a chosen one."""
        ...

    def real(self) -> date:
        """The day it is: what is known now was not all known before."""
        ...

    def stamp(self) -> str:
        """This instant, ISO 8601 in UTC with milliseconds, e.g. "2026-11-23T18:04:05.123Z"."""
        ...


class Opened(NamedTuple):
    """What a store found.  `read_only`: why nothing can be saved ("" where it can); `notices`: to be shown once.

    `fresh`: there was no file yet (none is written before the first deed).
    """

    tables: Tables
    read_only: str = ""
    notices: Sequence[str] = ()
    fresh: bool = False


class Kept(NamedTuple):
    """How a deed was kept: the tables as they now stand, and what the gardener should be told (e.g. durability not
    confirmed, a change of somebody else's that was merged)."""

    tables: Tables
    notices: Sequence[str] = ()


class Store(Protocol):
    """Where the facts are kept.  Every method may raise a `GardenError`; then nothing has been changed."""

    def open(self) -> Opened:
        """Read everything.  A file that cannot be read as a garden raises; its bytes are never touched."""
        ...

    def keep(self, deed: Deed) -> Kept:
        """Apply a deed to what is stored *now* (which another process may have changed), save, journal it.

        A record that somebody else changed meanwhile is merged field by field, theirs kept where the deed did not
        change the field.
        """
        ...

    def undoable(self) -> Deed | None:
        """The last deed that has not been undone, across restarts."""
        ...

    def redoable(self) -> Deed | None:
        """The deed that was undone last, while nothing new was done since."""
        ...

    def history(self) -> History:
        """All that can be taken back or done again, as a copy."""
        ...


class Watched(Store, Protocol):
    """A store that others may write to as well, for whoever looks every second."""

    def changed(self) -> bool:
        """Whether what is stored may be something else than was read or kept last.  Costs next to nothing."""
        ...

    def refresh(self) -> Opened | None:
        """What is stored now, where it is something else than was read or kept last; else None."""
        ...
