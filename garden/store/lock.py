"""One writer at a time: a lock on a file of its own in the state folder, and a note beside it of who holds it."""

from __future__ import annotations

import contextlib
import json
import os
import socket
from collections.abc import Iterator
from pathlib import Path

from garden.store import disk
from garden.store.errors import Locked

_POLL: float = 0.01
"""Seconds between two tries; a save holds the lock for some 20 ms."""


@contextlib.contextmanager
def held(folder: Path, garden: Path, *, timeout: float) -> Iterator[None]:
    """Hold the lock of the garden at `garden`, kept in `folder`.  Locked after `timeout` seconds, with who has it.

    The lock goes with the process that holds it, however that ends.
    """
    from filelock import FileLock, Timeout  # here, since reading needs no lock and this costs 60 ms

    disk.make_folder(folder)
    lock = FileLock(folder / "lock", mode=0o600)
    try:
        lock.acquire(timeout=timeout, poll_interval=_POLL)
    except Timeout:
        who = _who(folder / "holder")
        raise Locked(
            f"{garden} is being saved by {who} for more than {timeout:g} seconds.",
            hint="Nothing was changed.  Try again, or end that program.",
        ) from None
    try:
        me = {"pid": os.getpid(), "host": socket.gethostname()}
        with contextlib.suppress(OSError):
            disk.jot(folder / "holder", json.dumps(me).encode())
        yield
    finally:
        lock.release()


def _who(holder: Path) -> str:
    try:
        found = disk.read(holder)
        said = json.loads(found[0]) if found else {}
        return f"process {int(said['pid'])} on {str(said['host'])[:80]}"
    except (OSError, ValueError, KeyError, TypeError):
        return "another program"
