"""The last generations of a garden's file, in the state folder: the old file is linked there before each save.

A link costs nothing and cannot be torn; where it is not possible (another disk) the bytes are written out.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from garden.store import disk

KEEP: Final = 10
_NAME: Final = re.compile(r"\d{8,}\.json")


class Backups:
    """The folder of one garden's old generations, numbered; the highest is the newest.  Writes under the lock."""

    def __init__(self, folder: Path, *, keep: int = KEEP) -> None:
        self.folder = folder
        self._keep = keep

    def all(self) -> list[Path]:
        """Oldest first; empty where there are none or they cannot be seen."""
        try:
            found = [path for path in self.folder.iterdir() if _NAME.fullmatch(path.name)]
        except OSError:
            return []
        return sorted(found, key=lambda path: int(path.stem))

    def take(self, path: Path, data: bytes) -> Path:
        """Keep the file at `path`, whose bytes are `data`, as the newest backup."""
        disk.make_folder(self.folder)
        past = self.all()
        # A save that was killed between linking and replacing left a second name of the file that still is the file.
        if past and disk.stamp(past[-1]) == disk.stamp(path):
            disk.remove(past.pop())
        name = self.folder / f"{int(past[-1].stem) + 1 if past else 1:08}.json"
        if not disk.link(path, name):
            disk.write_new(name, data)
        return name

    def prune(self) -> None:
        """Take the oldest away, beyond those to keep."""
        for path in self.all()[: -self._keep]:
            disk.remove(path)
