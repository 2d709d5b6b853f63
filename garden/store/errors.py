"""What can go wrong with the file, as types, each with a sentence for a person.

Until a save has put the new file in its place every error means "nothing was changed"; from then on there are no
errors, only the notice that durability could not be confirmed.
"""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Final

from garden.core.errors import GardenError, Refused
from garden.gardener.history import Overtaken

__all__ = [
    "Locked",
    "NotAGarden",
    "Overtaken",
    "ReadOnly",
    "SaveFailed",
    "StoreError",
    "Unreadable",
    "Unstorable",
    "said",
    "save_failed",
]


class StoreError(GardenError):
    """Something about the file.  Its bytes are as they were."""


class Unreadable(StoreError):
    """There is a file, and it cannot be read as a garden; it is never treated as a new one."""

    def __init__(self, path: Path, what: str, *, hint: str = "") -> None:
        super().__init__(f"{path} {what}", hint=hint or "Nothing in it was changed.")
        self.path = path


class NotAGarden(Unreadable):
    """A sound file, but somebody else's."""


class ReadOnly(StoreError):
    """The garden can be looked at, but not saved."""


class Locked(StoreError):
    """Another program holds the garden for longer than we wait."""


class Unstorable(Refused, StoreError):
    """The deed holds something that a JSON file cannot say, such as half a character."""


class SaveFailed(StoreError):
    """The operating system refused; the file is the one from before."""


_SAID: Final = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your disk quota is used up",
    errno.EROFS: "the file system is mounted read-only",
    errno.EACCES: "permission is missing",
    errno.EPERM: "permission is missing",
    errno.EIO: "the disk reports an error",
    errno.ELOOP: "its symbolic links run in a circle",
    errno.ENOENT: "the folder is not there",
    errno.ENOTDIR: "a part of the path is a file, not a folder",
    errno.EISDIR: "it is a folder",
    errno.ENAMETOOLONG: "the name is too long",
    errno.EBADF: "it is closed",
    errno.EMFILE: "too many files are open",
    errno.ENFILE: "too many files are open",
    errno.EFBIG: "the file would be larger than the system allows",
    errno.ESTALE: "the network drive has lost the file",
}


def said(error: OSError) -> str:
    """What the operating system said, as the second half of a sentence."""
    return _SAID.get(error.errno or 0) or (error.strerror or type(error).__name__).lower()


def save_failed(path: Path, error: OSError) -> SaveFailed:
    """The error of a save that did not happen."""
    hint = "The file is as it was before."
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        hint += "  Make room and try again."
    return SaveFailed(f"Not saved to {path}: {said(error)}.", hint=hint)
