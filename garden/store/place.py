"""Where one garden's things are, and what its file says now."""

from __future__ import annotations

import contextlib
import gc
import os
import re
from hashlib import blake2b, sha256
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

    @property
    def seen(self) -> Path:
        """A note of which bytes of the file were found beyond doubt."""
        return self.state / "seen"


def look(place: Place, known: Snapshot | None) -> Snapshot:
    """What the file says now: `known` where its bytes are still the same, else strictly read.  Raises Unreadable."""
    path = place.path
    found = strict.load(path)
    if found is None:
        return known if known is not None and known.data is None else Snapshot()
    data, stamp = found
    if known is not None and known.data == data:
        known.stamp = stamp  # the same bytes, perhaps in another file
        return known
    return read(data, path, stamp, place, known)


def read(
    data: bytes,
    path: Path,
    stamp: Stamp | None = None,
    place: Place | None = None,
    known: Snapshot | None = None,
) -> Snapshot:
    """What the bytes of a file say, in the schema of today; `path` is for the sentences.  Raises Unreadable.

    `place`: whose file they are, where they are one that will be read again (see `remember`).  `known`: a generation
    before; records that say what they said there are the very same objects, so that whoever compares the two has
    little to compare.
    """
    # A third of the time would go to the garbage collector, which finds nothing in a growing tree.
    collecting = gc.isenabled()
    gc.disable()
    try:
        seen = place is not None and len(data) >= strict.LARGE and _noted(place) == _note(data)
        parsed, plain = strict.read(data, path, seen=seen)
        raw, was = schemas.migrated(parsed)
        if known is not None:
            _share(raw, known.raw)
        found = decode(raw, data, stamp)
        found.migrated, found.plain = was, plain
        if place is not None and not seen:
            remember(place, found)
        return found
    finally:
        if collecting:
            gc.enable()


def _share(raw: strict.Raw, known: strict.Raw) -> None:
    for name, records in raw.items():
        was = known.get(name)
        if was:
            records.update([(key, was[key]) for key, doc in records.items() if was.get(key) == doc])


def remember(place: Place, snapshot: Snapshot) -> None:
    """Note that a large file of these bytes is beyond doubt, so that the next reader need not look again.

    A note only helps, so it is made only where the state folder is there, and may fail.
    """
    data = snapshot.data
    if data is None or not snapshot.plain or len(data) < strict.LARGE or not os.path.isdir(place.state):
        return
    temporary = place.seen.with_suffix(
        ".new"
    )  # whoever else writes it spoils at most a note that then helps nobody
    try:
        made = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0), 0o600)
        with open(made, "w", encoding="ascii") as file:
            file.write(_note(data))
        temporary.replace(place.seen)
    except OSError:
        with contextlib.suppress(OSError):
            temporary.unlink()


def _note(data: bytes) -> str:
    return f"{strict.RULES} {sha256(data).hexdigest()}"


def _noted(place: Place) -> str:
    try:
        return place.seen.read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        return ""
