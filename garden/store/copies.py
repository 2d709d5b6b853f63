"""Conflict copies: what sync engines put beside a garden's file when two machines saved it at once.

Some names leave no doubt; others (`garden 2.json`, `garden-LAPTOP.json`) a person might give as well, so those count
only where the file says that it is the same garden (OneDrive's only in a folder of OneDrive's: whoever keeps a
`garden-2025.json` means it).  Nothing here writes but `put_away`.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Final, NamedTuple

from garden.store import disk
from garden.store.errors import StoreError, said

_SURE: Final[tuple[tuple[str, str], ...]] = (
    ("Syncthing", r"\.sync-conflict-\d{8}-\d{6}(?:-[A-Z0-9]{7})?"),
    ("Seafile", r" \(SFConflict .*\)"),
    ("Dropbox", r" \(.*['’]s (?:case )?conflicted copy.*\)"),
    ("Nextcloud", r" \(conflicted copy \d{4}-\d\d-\d\d \d{6}\)"),
    ("ownCloud", r"_conflict-\d{8}-\d{6}"),
    ("a sync engine", r"[ ._-]?[(\[]?[^()\[\]]{0,60}\bconflict(?:ed|s)?\b[^()\[\]]{0,80}[)\]]?"),
)
_PERHAPS: Final[tuple[tuple[str, str], ...]] = (
    ("iCloud", r" \d{1,3}"),
    ("Google Drive", r" ?\(\d{1,3}\)"),
    ("OneDrive", r"-[A-Za-z0-9][A-Za-z0-9._ -]{0,62}"),
)
_LOOKED_AT: Final = 32
"""Files of doubtful names that are looked into, at most: a folder may be full of them."""


class Copy(NamedTuple):
    """A copy of a garden's file that a sync engine, as far as its name tells, put beside it."""

    path: Path
    engine: str


def beside(path: Path, garden: str) -> list[Copy]:
    """The conflict copies beside the garden at `path`, by name.  `garden`: its id ("": of doubtful names, none)."""
    stem, suffix = os.path.splitext(path.name)
    perhaps = [
        each for each in _PERHAPS if each[0] != "OneDrive" or "onedrive" in str(path.parent).casefold()
    ]
    try:
        with os.scandir(path.parent) as entries:
            near = [e.name for e in entries if e.name.startswith(stem) and e.name != path.name]
    except OSError:
        return []
    found, looked = [], 0
    for name in sorted(near):
        if not name.endswith(suffix) or not os.path.isfile(path.with_name(name)):
            continue
        middle = name[len(stem) : len(name) - len(suffix)]
        engine = _which(middle, _SURE)
        if not engine and garden and looked < _LOOKED_AT and (engine := _which(middle, perhaps)):
            looked += 1
            engine = engine if _is_of(path.with_name(name), garden) else ""
        if engine:
            found.append(Copy(path.with_name(name), engine))
    return found


def of_the_same_garden(path: Path, garden: str) -> list[Copy]:
    """Every other JSON file in the folder that says it is this garden, whatever its name."""
    try:
        near = sorted(path.parent.glob("*.json"))
    except OSError:
        return []
    others = [each for each in near if each != path and each.is_file()]
    return [Copy(each, "") for each in others if garden and _is_of(each, garden)]


def _which(middle: str, forms: Iterable[tuple[str, str]]) -> str:
    for engine, form in forms:
        if re.fullmatch(form, middle, re.IGNORECASE):
            return engine
    return ""


def _is_of(path: Path, garden: str) -> bool:
    """Whether a file says somewhere that it is the garden of that id; told without reading it as JSON."""
    try:
        found = disk.read(path)
    except OSError:
        return False
    return (
        found is not None
        and re.search(rb'"garden"\s*:\s*"%s"' % re.escape(garden.encode()), found[0]) is not None
    )


def put_away(copy: Path, data: bytes, folder: Path) -> Path:
    """Move a copy to `folder`, as long as it still is the bytes that were merged.  Raises StoreError."""
    try:
        found = disk.read(copy)
        if found is None or found[0] != data:
            raise StoreError(f"{copy} changed while it was merged.", hint="Merge it once more.")
        disk.make_folder(folder)
        name = folder / f"{time.strftime('%Y%m%dT%H%M%SZ', time.gmtime())}-{copy.name}"
        number = 0
        while os.path.lexists(name):
            number += 1
            name = name.with_name(f"{number}-{name.name}")
        disk.write_new(name, data)
        disk.sync_folder(folder)
        os.unlink(copy)
    except OSError as error:
        raise StoreError(
            f"{copy} was merged, but could not be put away: {said(error)}.", hint="Remove it yourself."
        ) from None
    return name
