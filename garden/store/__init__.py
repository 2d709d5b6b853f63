"""The only room that knows TinyDB, filelock and orjson: where the garden's facts are kept.

Importing it costs nothing; opening a garden imports what reading needs, and the first save the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from garden.store.files import FileStore
    from garden.store.memory import MemoryStore

__all__ = ["FileStore", "MemoryStore", "open_store"]


def open_store(path: Path, *, state_dir: Path, timeout: float = 10.0) -> FileStore:
    """The store of the garden's file at `path`; nothing is read or made yet.

    `state_dir`: the folder for the locks, journals and backups of all gardens of this user; `timeout`: seconds to wait
    for another program that is saving.
    """
    from garden.store.files import FileStore

    return FileStore(path, state_dir=state_dir, timeout=timeout)


def __getattr__(name: str) -> object:
    if name == "FileStore":
        from garden.store.files import FileStore

        return FileStore
    if name == "MemoryStore":
        from garden.store.memory import MemoryStore

        return MemoryStore
    raise AttributeError(name)
