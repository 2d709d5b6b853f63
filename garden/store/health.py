"""What stands around a garden's file, and whether it is as it should be: rights, leftovers, copies, the place it is in.

Looking changes nothing.  What `mend` does needs no guess: rights taken from others, our own leftovers taken away.
"""

from __future__ import annotations

import json
import os
import stat
import sys
from pathlib import Path
from typing import Final, NamedTuple

from garden.store import disk
from garden.store.backups import Backups
from garden.store.codec import Snapshot
from garden.store.copies import Copy, beside, of_the_same_garden
from garden.store.errors import StoreError, Unreadable, said
from garden.store.place import Place, read

_ENGINES: Final = (
    ("Dropbox", ("dropbox", ".dropbox.cache")),
    ("OneDrive", ("onedrive",)),
    ("iCloud", ("mobile documents", "com~apple~clouddocs")),
    ("Google Drive", ("google drive", "googledrive", "my drive")),
    ("Nextcloud", ("nextcloud", "owncloud")),
)
_MARKS: Final = (
    (".stfolder", "Syncthing"),
    (".dropbox", "Dropbox"),
    (".git", "git"),
    (".owncloudsync.log", "Nextcloud"),
)
_NETWORK: Final = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afpfs", "9p", "fuse.sshfs", "fuse.rclone", "davfs"}
)
_MOUNTS: Final = Path("/proc/self/mounts")


class Finding(NamedTuple):
    """`kind`: a word for programs; `sentence`: for the person; `mends`: whether `mend` does; `note`: not wrong."""

    kind: str
    sentence: str
    mends: bool = False
    note: bool = False


def examine(place: Place, snapshot: Snapshot) -> list[Finding]:
    """Everything around the file.  `snapshot`: what the file says (empty where there is none)."""
    found = [Finding("ids", sentence, mends=True) for sentence in snapshot.notices]
    found += [
        Finding("rights", f"{path} can be read by others ({stat.S_IMODE(mode):o}).", mends=True)
        for path, mode in _open_to_others(place)
    ]
    found += [
        Finding("leftover", f"{path.name} was left by a save that was cut off.", mends=True)
        for path in leftovers(place)
    ]
    copies = beside(place.path, snapshot.garden) if snapshot.garden else []
    found += [
        Finding("copy", f"{c.path.name} is a conflict copy of {c.engine}: {_takes_in(c)}") for c in copies
    ]
    known = {copy.path for copy in copies}
    found += [
        Finding("copy", f"{c.path.name} is a copy of this garden.", note=True)
        for c in of_the_same_garden(place.path, snapshot.garden)
        if c.path not in known
    ]
    found += _backups(place) + _journal(place)
    if kind := network(place.path):
        found.append(Finding("network", f"The file is on a network drive ({kind}): two machines may save at once "
                                        "there, since not every such drive keeps locks.", note=True))  # fmt: skip
    if engine := synced(place.path):
        found.append(Finding("sync", f"The folder is kept in step by {engine}: conflict copies are taken in by "
                                     "`garden merge`.", note=True))  # fmt: skip
    return found


def _takes_in(copy: Copy) -> str:
    from garden.store.joining import load  # here, since most gardens have no copy beside them

    try:
        load(copy.path)
    except StoreError as error:
        return f"it cannot be merged ({error.message})  Mend it, or move it out of the folder."
    return "`garden merge` takes it in."


def mend(place: Place) -> None:
    """Take rights from others, and our own leftovers away; under the lock.  Raises OSError."""
    for path, mode in _open_to_others(place):
        os.chmod(path, stat.S_IMODE(mode) & 0o700)
    for path in leftovers(place):
        disk.remove(path)


def _open_to_others(place: Place) -> list[tuple[Path, int]]:
    found = []
    for path in (place.path, place.state, *sorted(place.state.rglob("*"))):
        try:
            mode = os.lstat(path).st_mode
        except OSError:
            continue
        if mode & 0o077 and not stat.S_ISLNK(mode):
            found.append((path, mode))
    return found


def leftovers(place: Place) -> list[Path]:
    """Temporary files of ours, beside the file and in its state folder."""
    beside_it = disk.stale(place.path)
    return beside_it + [path for path in sorted(place.state.rglob("~*.tmp")) if path.is_file()]


def _backups(place: Place) -> list[Finding]:
    backups = Backups(place.backups)
    found, sound = [], 0
    for one in backups.all():
        try:
            read(backups.read(one), one.path)
            sound += 1
        except (OSError, Unreadable) as error:
            why = said(error) if isinstance(error, OSError) else error.message
            found.append(
                Finding("backup", f"Copy {one.number} ({one.at:%Y-%m-%d %H:%M}) cannot be read: {why}")
            )
    if sound:
        found.append(
            Finding("backup", f"{sound} copies of earlier days can be read: `garden restore`.", note=True)
        )
    return found


def _journal(place: Place) -> list[Finding]:
    try:
        data = disk.read(place.journal)
    except OSError as error:
        return [Finding("journal", f"The journal of what was done cannot be read: {said(error)}.")]
    bad = 0
    for row in (data[0] if data else b"").split(b"\n")[:-1]:
        try:
            json.loads(row)
        except (ValueError, RecursionError):
            bad += 1
    lines = "line" if bad == 1 else "lines"
    return (
        [Finding("journal", f"{bad} {lines} of the journal cannot be read: those things cannot be undone.")]
        if bad
        else []
    )


def synced(path: Path) -> str:
    """Which sync engine keeps the folder, as far as names tell ("": none that is known)."""
    for folder in path.parents:
        for mark, engine in _MARKS:
            if os.path.lexists(folder / mark):
                return engine
        for engine, names in _ENGINES:
            if any(folder.name.casefold().startswith(name) for name in names):
                return engine
    return ""


def network(path: Path) -> str:
    """The kind of network drive that a file is on ("": none, or the system does not say)."""
    if not sys.platform.startswith("linux"):
        return ""
    try:
        rows = [
            line.split(" ") for line in _MOUNTS.read_text(encoding="utf-8", errors="replace").splitlines()
        ]
    except OSError:
        return ""
    longest, kind = "", ""
    for _, said_, form, *_rest in (row for row in rows if len(row) > 3):
        where = said_.replace("\\040", " ")
        if (str(path) + "/").startswith(where.rstrip("/") + "/") and len(where) >= len(longest):
            longest, kind = where, form
    return kind if kind in _NETWORK else ""
