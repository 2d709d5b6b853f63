"""Old generations of a garden's file, in the state folder: the file from before is linked there by each save.

A link costs nothing and cannot be torn; where it is not possible (another disk) the bytes are written out.  Kept are
the last ten, then one an hour, a day, a month and a year, ever more thinly: of each the last state there was.  All but
the last ten are compressed, and what was compressed is read again before the original goes.  Those that are pinned
(before a migration, a restore, a merge, a great loss) stay until somebody removes them by hand.

A name says it all: the number, when that generation was saved (UTC), why it is pinned.
"""

from __future__ import annotations

import contextlib
import os
import re
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple

from garden.store import disk

KEEP: Final = 10
"""The last generations, each of which is kept."""
RULES: Final = (("%Y%m%d%H", 24), ("%Y%m%d", 30), ("%Y%m", 12), ("%Y", None))
"""Of so many hours, days, months, years (those in which something was saved; None: of all) the last generation each."""
LEVEL: Final = 5
"""Of compression: 4 MB take some 80 ms, at most once an hour."""

_NAME: Final = re.compile(r"(\d{8,})(?:-(\d{8}T\d{6})Z)?(?:-([a-z]+))?\.json(\.gz)?")
_WHEN: Final = "%Y%m%dT%H%M%S"


class Backup(NamedTuple):
    """One old generation.  `when`: seconds since 1970, when it was saved; `pin`: why it is kept for good, or ""."""

    path: Path
    number: int
    when: float
    pin: str = ""

    @property
    def packed(self) -> bool:
        """Whether it is compressed."""
        return self.path.suffix == ".gz"

    @property
    def size(self) -> int:
        """Its bytes on the disk; 0 where it is gone."""
        try:
            return self.path.stat().st_size
        except OSError:
            return 0

    @property
    def at(self) -> datetime:
        """When it was saved, in local time."""
        return datetime.fromtimestamp(self.when).astimezone()


class Backups:
    """The folder of one garden's old generations, numbered; the highest is the newest.  Writes under the lock."""

    def __init__(self, folder: Path, *, keep: int = KEEP, now: Callable[[], float] = time.time) -> None:
        self.folder = folder
        self._keep = keep
        self._now = now

    def all(self) -> list[Backup]:
        """Oldest first; empty where there are none or they cannot be seen."""
        try:
            names = [entry.name for entry in os.scandir(self.folder)]
        except OSError:
            return []
        found: dict[int, Backup] = {}
        for name in sorted(names, reverse=True):  # of one that was just being compressed the original counts
            if matched := _NAME.fullmatch(name):
                one = self._backup(name, matched)
                if one is not None:
                    found[one.number] = one
        return [found[number] for number in sorted(found)]

    def _backup(self, name: str, matched: re.Match[str]) -> Backup | None:
        path = self.folder / name
        try:
            if matched[2]:
                when = datetime.strptime(matched[2], _WHEN).replace(tzinfo=UTC).timestamp()
            else:
                when = path.stat().st_mtime
        except (OSError, ValueError):
            return None
        return Backup(path, int(matched[1]), when, matched[3] or "")

    def take(self, path: Path, data: bytes, *, pin: str = "") -> Path:
        """Keep the file at `path`, whose bytes are `data`, as the newest backup."""
        disk.make_folder(self.folder)
        past = self.all()
        stamp = disk.stamp(path)
        # A save that was killed between linking and replacing left a second name of the file that still is the file.
        if past and disk.stamp(past[-1].path) == stamp:
            disk.remove(past.pop().path)
        name = self._name(past, stamp, pin)
        if not disk.link(path, name):
            disk.write_new(name, data)
        return name

    def pin(self, data: bytes, why: str, stamp: disk.Stamp | None = None) -> Path:
        """Keep bytes for good, compressed; `why` is one word."""
        disk.make_folder(self.folder)
        name = self._name(self.all(), stamp, why)
        name = name.with_name(name.name + ".gz")
        disk.write_new(name, _packed(data))
        return name

    def _name(self, past: Sequence[Backup], stamp: disk.Stamp | None, pin: str) -> Path:
        number = past[-1].number + 1 if past else 1
        now = self._now()
        saved = stamp.mtime_ns / 1e9 if stamp is not None else now
        if not 0 < saved <= now:  # no clock of ours: a file's time may be anything
            saved = now
        when = datetime.fromtimestamp(saved, UTC).strftime(_WHEN)
        return self.folder / f"{number:08}-{when}Z{f'-{pin}' if pin else ''}.json"

    def read(self, backup: Backup) -> bytes:
        """Its bytes, uncompressed.  Raises OSError, also where they are damaged."""
        found = disk.read(backup.path)
        if found is None:
            raise FileNotFoundError(2, "it is gone")
        return _unpacked(found[0]) if backup.packed else found[0]

    def prune(self) -> None:
        """Take those away that are not to be kept, and compress those that are to stay for long."""
        past = self.all()
        last = {one.number for one in past[-self._keep :]}
        if len(last) == len(past):
            return
        stay = kept(past, self._keep)
        for one in past:
            if one.number not in stay:
                disk.remove(one.path)
            elif one.number not in last and not one.packed:
                self._pack(one)
        for entry in list(os.scandir(self.folder)):
            if entry.name.startswith("~") and entry.name.endswith(".tmp"):
                disk.remove(Path(entry.path))

    def _pack(self, one: Backup) -> None:
        name = one.path.with_name(one.path.name + ".gz")
        fresh = disk.temporary(name)
        disk.write_new(fresh, _packed(self.read(one)))
        disk.replace(fresh, name)
        disk.sync_folder(self.folder)
        disk.remove(one.path)


def kept(past: Iterable[Backup], last: int = KEEP) -> set[int]:
    """The numbers of the generations to keep.  `past`: oldest first.

    Hours and days are local: "as it was on Tuesday" is the gardener's Tuesday.
    """
    newest = list(past)[::-1]
    stay = {one.number for one in newest[:last]} | {one.number for one in newest if one.pin}
    for form, most in RULES:
        slots: dict[str, int] = {}
        for one in newest:
            if most is not None and len(slots) == most:
                break
            slots.setdefault(one.at.strftime(form), one.number)
        stay.update(slots.values())
    return stay


def _packed(data: bytes) -> bytes:
    """`data` compressed, and seen to come back."""
    import gzip

    packed = gzip.compress(data, LEVEL, mtime=0)
    if gzip.decompress(packed) != data:
        raise OSError(5, "compressing damaged it")
    return packed


def _unpacked(data: bytes) -> bytes:
    import zlib

    unpacker = zlib.decompressobj(wbits=31)
    try:
        found = unpacker.decompress(data, disk.SIZE_LIMIT + 1)
    except zlib.error:
        raise OSError(5, "it is damaged") from None
    if len(found) > disk.SIZE_LIMIT or not unpacker.eof:
        raise OSError(5, "it is damaged")
    return found


def day_said(when: float) -> str:
    """A moment as a name for it: local day and time."""
    with contextlib.suppress(OverflowError, OSError, ValueError):
        return datetime.fromtimestamp(when).astimezone().strftime("%Y-%m-%d %H:%M")
    return "an unknown time"
