"""The composition root: which file, which store, which clock, which gardener."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, overload

from garden import settings
from garden.cli.say import say
from garden.words import FixedDay, SystemClock

if TYPE_CHECKING:
    from garden.cli.commands import Options
    from garden.gardener import Clock, Gardener
    from garden.store import FileStore


class Session:
    """What the commands share.  Nothing is opened before it is asked for."""

    def __init__(self, options: Options) -> None:
        self._options = options

    @cached_property
    def file(self) -> Path:
        """The garden's file."""
        return settings.garden_file(self._options.file)

    @cached_property
    def paths(self) -> settings.Paths:
        """The person's folders."""
        return settings.paths()

    @cached_property
    def clock(self) -> Clock:
        """The day it is, or that `--on` says."""
        now = SystemClock()
        return now if self._options.on is None else FixedDay(day_said(self._options.on, now.today()))

    @cached_property
    def store(self) -> FileStore:
        """The store of the garden's file, not yet opened."""
        from garden.store import open_store

        return open_store(self.file, state_dir=self.paths.state)

    @cached_property
    def gardener(self) -> Gardener:
        """The gardener, the garden open.  What the store wants told is told, on standard error; that nothing can be
        saved is left to `close`, for a verb that would have saved gives it as its reason."""
        from garden.gardener import Gardener

        gardener = Gardener(self.store, self.clock, species=Species(self.paths.config))
        gardener.open()
        for notice in gardener.notices:
            say(notice)
        return gardener

    def close(self) -> None:
        """Say what whoever looked at the garden should know of it: that it cannot be changed."""
        gardener: Gardener | None = self.__dict__.get("gardener")
        if gardener is not None and gardener.read_only:
            say(gardener.read_only)


class Species(Sequence[str]):
    """The ids of the species that can be drawn, in the order in which the screens have them; read when somebody is
    planted or a species is named, which most commands do not.
    """

    def __init__(self, user: Path) -> None:
        self._user = user

    @cached_property
    def _ids(self) -> list[str]:
        from garden import assets

        if not assets.names("species", user=self._user, only_users=True):
            return assets.names("species")  # those are right: no need to read them
        from garden.cli import seeds

        return list(seeds.kinds(self._user, []))

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> list[str]: ...
    def __getitem__(self, at: int | slice) -> str | list[str]:
        return self._ids[at]

    def __len__(self) -> int:
        return len(self._ids)


def day_said(said: str, today: date) -> date:
    """A day in words."""
    from garden.capture import dates

    return dates.day(said, today)
