"""One coffee logged among 30,000 interactions and saved for good, held against writing the same garden as safely.

The garden is open and in memory, as in the screens.  Timed: the whole verb until the store says it is kept, and the
store's part alone (lock, reading again, backup, journal, encoding, writing, looking again).  Held against the least
that a save of everything is: orjson, the fastest encoder, and its bytes in a temporary file in the same folder, fsync,
rename over the old one, fsync of the folder.  The writing alone stands beside it.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

import orjson

from benchmarks import big_garden
from benchmarks.measure import in_turn, table
from garden.capture.draft import Draft
from garden.core.model import Change, Deed
from garden.gardener import Gardener, records
from garden.store import open_store

ENCODED: Final = "encoded by orjson and written"


class _Clock:
    def __init__(self, today: date) -> None:
        self._today = today

    def today(self) -> date:
        return self._today

    def real(self) -> date:
        return self._today

    def stamp(self) -> str:
        return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def main(args: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.log_save", description=__doc__)
    big_garden.sized(parser, interactions=30000)
    parser.add_argument("--rounds", type=int, default=31)
    parser.add_argument(
        "--folder", type=Path, help="where to write; a disk, not memory (default: the folder you are in)"
    )
    asked = parser.parse_args(args)
    with tempfile.TemporaryDirectory(dir=asked.folder or Path.cwd()) as folder:
        path = big_garden.write(Path(folder) / "big.json", asked.contacts, asked.interactions, asked.today)
        store, clock = open_store(path, state_dir=Path(folder) / "state"), _Clock(asked.today)
        gardener = Gardener(store, clock)
        gardener.open()
        person = next(iter(gardener.facts.contacts))

        def log() -> float:
            begun = time.perf_counter()
            gardener.log(Draft(on=asked.today, people=(person,), kind="coffee"))
            return time.perf_counter() - begun

        def keep() -> float:
            id_ = records.new_id()
            doc = {
                "id": id_,
                "on": asked.today.isoformat(),
                "people": [person],
                "kind": "coffee",
                "flow": "both",
            }
            deed = Deed(id_, clock.stamp(), "logged coffee", (Change("interactions", id_, None, doc),))
            begun = time.perf_counter()
            store.keep(deed)
            return time.perf_counter() - begun

        bare = Path(folder) / "bare.json"
        what = {
            ENCODED: lambda: _encoded(path, bare),
            "written alone": lambda: _durably(path.read_bytes(), bare),
            "the store keeps one coffee": keep,
            "one coffee, the whole verb": log,
        }
        samples = in_turn(what, asked.rounds)
        size = path.stat().st_size
    print(f"one coffee saved, {asked.interactions} interactions, {size} bytes\n")
    print(table(samples, ENCODED))


def _encoded(source: Path, path: Path) -> float:
    """Encode what `source` now holds and write it, safely."""
    tables = orjson.loads(source.read_bytes())
    begun = time.perf_counter()
    data = orjson.dumps(tables)
    encoding = time.perf_counter() - begun
    return encoding + _durably(data, path)


def _durably(data: bytes, path: Path) -> float:
    """Write bytes to `path`, safely; the time of writing alone."""
    begun = time.perf_counter()
    temporary = path.with_suffix(".tmp")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(handle, left) :]
        os.fsync(handle)
    finally:
        os.close(handle)
    temporary.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
