"""Every call to the operating system that the store makes, and nothing else: what a test breaks, it breaks here.

Files are made 0600 and folders 0700.  Functions raise OSError; who calls them knows what it means.
"""

# System calls by their own names, so that a test can make the n-th of them fail.

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
from pathlib import Path
from typing import Final, NamedTuple

SIZE_LIMIT: Final = 128 * 1024 * 1024
"""Bytes.  A garden of 10,000 contacts and 100,000 interactions takes about 25 MB."""

_READ: Final = os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK
_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


class Stamp(NamedTuple):
    """Which version of a file something is: any rewriting changes at least one of these."""

    device: int
    inode: int
    size: int
    mtime_ns: int

    @classmethod
    def of(cls, status: os.stat_result) -> Stamp:
        """The stamp of a stat result (the change time is left out: a hard link, as our backups are, moves it)."""
        return cls(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)


class NotAFile(OSError):
    """A device, a socket or a pipe."""


class TooLarge(OSError):
    """More than SIZE_LIMIT bytes."""


def read(path: Path) -> tuple[bytes, Stamp] | None:
    """The bytes of a regular file and their stamp; None where there is no file.  Never waits on a pipe."""
    try:
        fd = os.open(path, _READ)
    except FileNotFoundError:
        return None
    try:
        status = os.fstat(fd)
        if stat.S_ISDIR(status.st_mode):
            raise IsADirectoryError(errno.EISDIR, "is a folder")
        if not stat.S_ISREG(status.st_mode):
            raise NotAFile(errno.EINVAL, "not a regular file")
        if status.st_size > SIZE_LIMIT:
            raise TooLarge(errno.EFBIG, "too large")
        parts, size = [], 0
        while part := os.read(fd, max(status.st_size - size, 0) + 1):
            parts.append(part)
            size += len(part)
            if size > SIZE_LIMIT:
                raise TooLarge(errno.EFBIG, "too large")
        return b"".join(parts), Stamp.of(status)
    finally:
        os.close(fd)


def stamp(path: Path) -> Stamp | None:
    """The stamp of what is at `path` now; None where there is nothing."""
    try:
        return Stamp.of(os.stat(path))
    except FileNotFoundError:
        return None


def write_new(path: Path, data: bytes) -> None:
    """Make a file that was not there, durably.  Where anything fails - also the fsync - it is gone again."""
    fd = os.open(path, _NEW, 0o600)
    try:
        try:
            _write_all(fd, data)
            os.fsync(fd)
        finally:
            os.close(fd)
    except BaseException:
        remove(path)
        raise


def _write_all(fd: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(fd, view) :]


def append(path: Path, data: bytes, *, at: int, sync: bool = True) -> None:
    """Write `data` behind the first `at` bytes of a file (made where it is not there); what stood there goes."""
    fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        os.ftruncate(fd, at)
        os.lseek(fd, at, os.SEEK_SET)
        _write_all(fd, data)
        if sync:
            os.fsync(fd)
    finally:
        os.close(fd)


def jot(path: Path, data: bytes) -> None:
    """Write a small file that may be lost: no fsync."""
    fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        _write_all(fd, data)
    finally:
        os.close(fd)


def replace(new: Path, old: Path) -> None:
    """Put `new` in the place of `old`, at once."""
    os.replace(new, old)


def link(path: Path, name: Path) -> bool:
    """Give a file a second name; False where the file system cannot (another disk, no hard links)."""
    try:
        os.link(path, name, follow_symlinks=False)
    except OSError as error:
        if error.errno in (
            errno.EXDEV,
            errno.EPERM,
            errno.EOPNOTSUPP,
            errno.ENOSYS,
            errno.EMLINK,
            errno.EACCES,
        ):
            return False
        raise
    return True


def remove(path: Path) -> None:
    """Take a file of our own away, as far as that is possible."""
    with contextlib.suppress(OSError):
        os.unlink(path)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, each 0700 and durable; those that are there stay as they are."""
    missing = []
    while not os.path.isdir(folder):
        missing.append(folder)
        if folder.parent == folder:
            break
        folder = folder.parent
    for each in reversed(missing):
        with contextlib.suppress(FileExistsError):
            os.mkdir(each, 0o700)
        with contextlib.suppress(OSError):
            sync_folder(each.parent)


def temporary(path: Path) -> Path:
    """A name for a temporary file beside `path` that nobody else has (process ids collided in trials)."""
    return path.with_name(f"~{_short(path.name)}.{os.urandom(8).hex()}.tmp")


def sweep(path: Path) -> None:
    """Take away the temporaries that earlier saves of `path` left when they were killed.  Only under the lock."""
    for each in stale(path):
        remove(each)


def stale(path: Path) -> list[Path]:
    """The temporaries of `path` that stand beside it: left over, where nobody holds the lock."""
    ours = re.compile(rf"~{re.escape(_short(path.name))}\.[0-9a-f]{{16}}\.tmp")
    try:
        with os.scandir(path.parent) as entries:
            return [
                Path(e.path) for e in entries if ours.fullmatch(e.name) and e.is_file(follow_symlinks=False)
            ]
    except FileNotFoundError:
        return []


def _short(name: str) -> str:
    """A name with room left for what we put around it (names end at 255 bytes)."""
    return os.fsdecode(os.fsencode(name)[:200])


def why_not_writable(path: Path) -> str:
    """Why `path` cannot be saved, as the system tells beforehand ("" where nothing speaks against it)."""
    try:
        mode = os.stat(path).st_mode
    except OSError:
        mode = None
    # The superuser may write everything; a file that nobody is meant to write is left alone all the same.
    if mode is not None and (not mode & 0o222 or not os.access(path, os.W_OK)):
        return f"{path} may not be written."
    folder = path.parent
    while not os.path.lexists(folder) and folder != folder.parent:
        folder = folder.parent
    if not os.access(folder, os.W_OK | os.X_OK):
        return f"The folder {folder} may not be written."
    return ""
