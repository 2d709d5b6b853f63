"""One coffee logged among 30,000 interactions and saved for good, held against writing the same bytes as safely.

The garden is open and in memory, as in the screens; what is timed is the verb until the store says it is kept.  Held
against: a temporary file in the same folder, write, fsync, rename over the old one, fsync of the folder.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from benchmarks import big_garden
from benchmarks.measure import in_turn, table
from garden.capture.draft import Draft
from garden.gardener import Gardener
from garden.store import open_store


class _Clock:
    def __init__(self, today: date) -> None:
        self._today = today

    def today(self) -> date:
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
        gardener = Gardener(open_store(path, state_dir=Path(folder) / "state"), _Clock(asked.today))
        gardener.open()
        person = next(iter(gardener.facts.contacts))

        def log() -> float:
            begun = time.perf_counter()
            gardener.log(Draft(on=asked.today, people=(person,), kind="coffee"))
            return time.perf_counter() - begun

        samples = in_turn(
            {"the same bytes": _bare(path, Path(folder) / "bare.json"), "one coffee": log}, asked.rounds
        )
        size = path.stat().st_size
    print(f"one coffee saved, {asked.interactions} interactions, {size} bytes\n")
    print(table(samples, "the same bytes"))


def _bare(source: Path, path: Path) -> Callable[[], float]:
    """Write what `source` now holds to `path`, safely; the time of writing alone."""

    def save() -> float:
        data = source.read_bytes()
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

    return save


if __name__ == "__main__":
    main()
