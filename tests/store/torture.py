"""What a laptop does to a file, done to the garden's: kill -9 while it saves, and several writers at once.

    python -m tests.store.torture --kills 200 --size-mb 1
    python -m tests.store.torture --writers 4 --logs 50

A child saves one log after the other and reports each one that was acknowledged; at a random moment it is killed.
Then the file must be readable, hold every acknowledged log and at most one more, each whole; the next save must
leave no temporary file.  Exit 1 where anything of that is not so.
"""

from __future__ import annotations

import argparse
import os
import random
import select
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from garden.core.model import Change, Deed
from garden.store import FileStore, open_store

STAMP = "2026-11-23T18:04:05.123Z"


@dataclass
class Outcome:
    """What a run showed; `faults` are sentences, none where all is well."""

    kills: int = 0
    amid: int = 0
    acknowledged: int = 0
    faults: list[str] = field(default_factory=list)


def log(id_: str) -> Deed:
    """One coffee, with a note that tells whether the record is whole."""
    doc = {"id": id_, "on": "2026-11-20", "people": ["ada"], "kind": "coffee", "note": note(id_)}
    return Deed(f"deed-{id_}", STAMP, f"logged {id_}", (Change("interactions", id_, None, doc),))


def note(id_: str) -> str:
    """What the log of that id says."""
    return f"we spoke of {id_} " * 4


def grown(store: FileStore, size: int) -> None:
    """A garden of at least `size` bytes."""
    changes = [Change("contacts", "ada", None, {"id": "ada", "name": "Ada Byron"})]
    for n in range(max(size // 150, 1)):
        (change,) = log(f"old-{n}").changes
        changes.append(change)
    store.keep(Deed("deed-old", STAMP, "grew the garden", tuple(changes)))


def _child(work: Callable[[Callable[[str], None]], None]) -> tuple[int, int]:
    """A process of its own that does `work`, which reports lines; its pid and the end to read them from."""
    out, into = os.pipe()
    pid = os.fork()
    if pid:
        os.close(into)
        return pid, out
    status = 1
    try:
        os.close(out)
        work(lambda line: _write(into, line))
        status = 0
    except BaseException:
        traceback.print_exc()
    os._exit(status)


def _write(fd: int, line: str) -> None:
    os.write(fd, f"{line}\n".encode())


def _rest(fd: int) -> list[str]:
    parts = []
    while part := os.read(fd, 65536):
        parts.append(part)
    os.close(fd)
    return b"".join(parts).decode().splitlines()


def kill(folder: Path, *, kills: int, size: int, seed: int) -> Outcome:
    """Kill a saving process `kills` times and look at what it left."""
    chance = random.Random(seed)
    path, state = folder / "garden.json", folder / "state"
    outcome = Outcome()
    grown(open_store(path, state_dir=state), size)
    started = time.monotonic()
    store = open_store(path, state_dir=state)
    for n in range(6):
        store.keep(log(f"first-{n}"))
    took = (time.monotonic() - started) / 5  # generously: the first of them read the file
    expected = set(store.open().tables["interactions"])
    for number in range(kills):

        def save_on_and_on(report: Callable[[str], None], number: int = number) -> None:
            store = open_store(path, state_dir=state)
            for n in range(1_000_000):
                store.keep(log(f"k{number}-{n}"))
                report(f"k{number}-{n}")

        pid, out = _child(save_on_and_on)
        select.select([out], [], [], 60)  # from the first acknowledgement on it is in the middle of saving
        if number % 2:
            time.sleep(chance.uniform(0, 3 * took))
        else:  # every other time wait for its temporary file, so that the kill falls between writing and replacing
            until = time.monotonic() + 1
            while not any(folder.glob("~*.tmp")) and time.monotonic() < until:
                pass
            time.sleep(chance.uniform(0, took / 4))
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        acknowledged = _rest(out)
        outcome.kills += 1
        outcome.acknowledged += len(acknowledged)
        outcome.amid += any(folder.glob("~*.tmp"))
        if not _look(path, state, expected, acknowledged, number, outcome):
            break  # there is no garden any more to go on with
    return outcome


def _look(
    path: Path, state: Path, expected: set[str], acknowledged: list[str], number: int, outcome: Outcome
) -> bool:
    """Compare the file with what was acknowledged, save once more, and look for what is left over.

    False where the file cannot be read.
    """
    try:
        store = open_store(path, state_dir=state)
        found = store.open().tables["interactions"]
    except Exception as error:
        outcome.faults.append(f"kill {number}: unreadable: {error}")
        return False
    expected |= set(acknowledged)
    if lost := expected - set(found):
        outcome.faults.append(f"kill {number}: acknowledged and lost: {sorted(lost)[:5]}")
    extra = set(found) - expected  # saved, and killed before it could say so
    if len(extra) > 1:
        outcome.faults.append(
            f"kill {number}: more than one log that nobody acknowledged: {sorted(extra)[:5]}"
        )
    if any(doc["note"] != note(id_) for id_, doc in found.items()):
        outcome.faults.append(f"kill {number}: a record is not whole")
    last = store.undoable()
    newest = max(extra, default=acknowledged[-1] if acknowledged else "")
    if newest and (last is None or last.changes[0].id != newest):
        outcome.faults.append(f"kill {number}: undo offers {last and last.label}, the file shows {newest}")
    after = f"after-{number}"
    store.keep(log(after))
    expected |= extra | {after}
    if left := [each.name for each in path.parent.glob("~*")]:
        outcome.faults.append(f"kill {number}: left behind after the next save: {left}")
    return True


def write_at_once(folder: Path, *, writers: int, logs: int, there: frozenset[str] = frozenset()) -> Outcome:
    """Several processes log at once, each opening the garden anew for each log, as the command line does.

    `there`: what the garden holds already.
    """
    path, state = folder / "garden.json", folder / "state"
    outcome = Outcome()

    def work(report: Callable[[str], None], writer: int) -> None:
        for n in range(logs):
            open_store(path, state_dir=state, timeout=60).keep(log(f"w{writer}-{n}"))
            report(f"w{writer}-{n}")

    children = [_child(lambda report, w=w: work(report, w)) for w in range(writers)]  # type: ignore[misc]
    for pid, out in children:
        outcome.acknowledged += len(_rest(out))
        if os.waitpid(pid, 0)[1]:
            outcome.faults.append(f"process {pid} failed")
    found = open_store(path, state_dir=state).open().tables["interactions"]
    wanted = {f"w{w}-{n}" for w in range(writers) for n in range(logs)} | there
    if set(found) != wanted:
        outcome.faults.append(f"{len(wanted - set(found))} of {len(wanted)} logs are missing")
    return outcome


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--size-mb", type=float, default=1)
    parser.add_argument("--writers", type=int, default=0)
    parser.add_argument("--logs", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    if not asked.kills and not asked.writers:
        parser.error("say --kills or --writers")
    faults: list[str] = []
    for what in ("kills", "writers"):
        if not getattr(asked, what):
            continue
        folder = Path(tempfile.mkdtemp(prefix="garden-torture-"))
        started = time.monotonic()
        try:
            if what == "kills":
                got = kill(folder, kills=asked.kills, size=int(asked.size_mb * 1e6), seed=asked.seed)
                size = (folder / "garden.json").stat().st_size / 1e6
                print(
                    f"{got.kills} kills of a process saving {size:.1f} MB, {got.amid} of them while its temporary file "
                    f"stood there: {got.acknowledged} logs acknowledged",
                    end="",
                )
            else:
                got = write_at_once(folder, writers=asked.writers, logs=asked.logs)
                print(
                    f"{asked.writers} processes x {asked.logs} logs: {got.acknowledged} acknowledged", end=""
                )
        finally:
            shutil.rmtree(folder)
        print(f", {len(got.faults)} faults; {time.monotonic() - started:.0f} s")
        faults += got.faults
    print("\n".join(faults[:20]), end="\n" if faults else "")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
