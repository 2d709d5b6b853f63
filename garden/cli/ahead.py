"""What a first screen will show, worked out by a second process while this one imports the screens.

Most of the time until a large garden stands on the screen goes to importing and to reading everybody, and neither
needs the other.  What always holds: the answers are those that this process would work out itself, and where there are
none (no second processor, a child that died, another day) it does.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import shutil
from collections.abc import Mapping, Sequence
from datetime import date
from threading import Thread
from typing import TYPE_CHECKING, Any, Final, NoReturn

from garden.botany.album import Album
from garden.botany.draw import Studio
from garden.botany.picture import SIZES, Plant, Size
from garden.core.facts import Facts, Tables
from garden.core.plot import by_bed, sorted_by
from garden.core.reading import Reading, read_all

if TYPE_CHECKING:
    from garden.tui.setup import Setup

WORTH_IT: Final = 150
"""Contacts from which on a second process saves more than it costs."""
PATIENCE: Final = 2.0
"""Seconds that a child which has stopped is waited for; it is ahead by far where nothing is wrong."""
_MOST_PICTURES: Final = 60


class Ahead:
    """A child at work: its readings, and pictures of the plants that come first."""

    def __init__(self, tables: Tables, day: date, child: int, pipe: int) -> None:
        self._tables, self._day = tables, day
        self._child, self._pipe = child, pipe
        self._said = b""
        self._found: tuple[list[Reading], Mapping[str, Any]] | None = None
        self._listener: Thread | None = Thread(target=self._listen, name="ahead", daemon=True)
        self._listener.start()

    def readings(self, tables: Tables, day: date) -> Sequence[Reading] | None:
        """Everybody's readings, where these are the very tables and the day that they were worked out for."""
        if tables is not self._tables or day != self._day:
            return None
        found = self._heard()
        return None if found is None else found[0]

    def pictures(self) -> Mapping[str, Any]:
        """The pages of an album (see `Album.pages`), perhaps none."""
        found = self._heard()
        return {} if found is None else found[1]

    def _listen(self) -> None:
        parts = []
        with contextlib.suppress(OSError), os.fdopen(self._pipe, "rb", buffering=0) as pipe:
            while part := pipe.read(1 << 20):
                parts.append(part)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(self._child, 0)
        self._said = b"".join(parts)

    def _heard(self) -> tuple[list[Reading], Mapping[str, Any]] | None:
        if self._listener is not None:
            self._listener.join(PATIENCE)
            listening, self._listener = self._listener.is_alive(), None
            # a message that was cut off does not end in what ends a pickle
            if not listening and self._said:
                with contextlib.suppress(pickle.UnpicklingError, EOFError):
                    self._found = pickle.loads(self._said)
            self._said = b""
        return self._found


def start(tables: Tables, day: date, setup: Setup) -> Ahead | None:
    """Send a child ahead; None where it would not help.  To be called before there is a second thread."""
    if len(tables.get("contacts", ())) < WORTH_IT or _processors() < 2 or not hasattr(os, "fork"):
        return None
    try:
        ours, theirs = os.pipe()
        child = os.fork()
    except OSError:
        return None
    if child == 0:
        os.close(ours)  # so that a parent which has gone is noticed
        _work(tables, day, setup, theirs)
    os.close(theirs)
    return Ahead(tables, day, child, ours)


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _work(tables: Tables, day: date, setup: Setup, pipe: int) -> NoReturn:
    """The child: it touches no file and no terminal, and leaves nothing behind."""
    code = 1
    try:
        facts = Facts(tables)
        readings = read_all(facts, day, archived=True)
        message = pickle.dumps((readings, _pictures(facts, readings, setup)), pickle.HIGHEST_PROTOCOL)
        with os.fdopen(pipe, "wb") as parent:
            parent.write(message)
        code = 0
    except BaseException:  # whatever it is, the parent works it out itself, and tells
        pass
    finally:
        os._exit(code)


def _pictures(facts: Facts, readings: Sequence[Reading], setup: Setup) -> dict[str, Any]:
    """Pages for the plants that the screen will most likely begin with, as far as they are not known already."""
    columns, rows = shutil.get_terminal_size()
    size: Size = "tile" if columns >= 60 and rows >= 30 else "small"
    fit = columns // SIZES[size][0] * (rows // SIZES[size][1] + 1)
    order = sorted_by((reading for reading in readings if not reading.archived), "need")
    first = [reading for _, plants in by_bed(order, facts.beds) for reading in plants]
    album = Album(setup.album.known if setup.album is not None else None)
    studio = Studio(
        setup.species, setup.themes[setup.theme_shown], glyphs=setup.glyphs, depth=setup.depth, album=album
    )
    for reading in first[: min(fit, _MOST_PICTURES)]:
        studio.picture(Plant.of(reading), size)
    if first:
        studio.picture(Plant.of(first[0]), "portrait")
    return album.pages() if album.grown else {}
