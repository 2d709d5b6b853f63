"""Where one garden's things are, and what its file says now."""

from __future__ import annotations

import gc
import os
import re
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from garden.store import schemas, strict
from garden.store.codec import Snapshot, decode
from garden.store.disk import Stamp


class Place(NamedTuple):
    """`path`: the real path of the file, so that a symbolic link to it stays one; `state`: the folder of its lock, its
    journal and its backups."""

    path: Path
    state: Path

    @classmethod
    def of(cls, path: Path, state_dir: Path) -> Place:
        """The place of the garden at `path`, whose state is kept under `state_dir`."""
        real = Path(os.path.realpath(path))
        name = re.sub(r"[^A-Za-z0-9._-]+", "-", real.stem)[:40].strip(".-") or "garden"
        digest = blake2b(os.fsencode(real), digest_size=8).hexdigest()
        return cls(real, state_dir / f"{name}-{digest}")

    @property
    def backups(self) -> Path:
        """The folder of its old generations."""
        return self.state / "backups"

    @property
    def copies(self) -> Path:
        """Conflict copies that were merged."""
        return self.state / "copies"

    @property
    def damaged(self) -> Path:
        """Files that could not be read, as they were found."""
        return self.state / "damaged"

    @property
    def journal(self) -> Path:
        """Its undo journal."""
        return self.state / "journal.jsonl"


def look(path: Path, known: Snapshot | None) -> Snapshot:
    """What the file says now: `known` where its bytes are still the same, else strictly read.  Raises Unreadable."""
    found = strict.load(path)
    if found is None:
        return known if known is not None and known.data is None else Snapshot()
    data, stamp = found
    if known is not None and known.data == data:
        known.stamp = stamp  # the same bytes, perhaps in another file
        return known
    return read(data, path, stamp)


def read(data: bytes, path: Path, stamp: Stamp | None = None) -> Snapshot:
    """What the bytes of a file say, in the schema of today; `path` is for the sentences.  Raises Unreadable."""
    # A third of the time would go to the garbage collector, which finds nothing in a growing tree.
    collecting = gc.isenabled()
    gc.disable()
    try:
        raw, was = schemas.migrated(strict.parse(data, path))
        found = decode(raw, data, stamp)
        found.migrated = was
        return found
    finally:
        if collecting:
            gc.enable()
