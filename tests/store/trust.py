"""What the file is promised to bear, row by row, each with its figure; beside it the same done to stock TinyDB.

    python -m tests.store.trust                # the short form of every row
    python -m tests.store.trust --row 1 --long # a thousand kills

Exit 1 where a row fails.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from garden.core.errors import GardenError
from garden.core.model import Change
from garden.store import disk, open_store
from garden.store.errors import Unreadable
from garden.store.threeway import merge
from tests.store import stock, torture
from tests.store.bombs import BOMBS, MOST_BYTES, MOST_SECONDS
from tests.store.test_malformed import MALFORMED
from tests.store.test_threeway import PEOPLE, garden, lived, texts

ROOT = Path(__file__).parents[2]


class Row(NamedTuple):
    """What a row showed: a sentence with its figures, what stock TinyDB does, and whether it passes."""

    said: str
    passes: bool
    stock: str = ""


def row_1(folder: Path, *, at_length: bool) -> Row:
    """kill -9 at a random moment of saving 4 MB"""
    kills, size = (1000, 4_000_000) if at_length else (100, 4_000_000)
    got = torture.kill(folder, kills=kills, size=size, seed=1)
    said = f"{got.kills} kills, {got.amid} while a new file was half there, {got.acknowledged} logs acknowledged: "
    plain = stock.kill(folder, kills=min(kills, 300), size=size, seed=1)
    return Row(said + f"{len(got.faults)} faults", not got.faults, f"{min(kills, 300)} kills: {plain}")


def row_2(folder: Path, *, at_length: bool) -> Row:
    """every system call of a save fails once, and the process is killed at each"""
    asked = ["-m", "pytest", "-q", "tests/store/test_faults.py", "-p", "no:cacheprovider"]
    ran = subprocess.run([sys.executable, *asked], cwd=ROOT, capture_output=True, text=True, check=False)
    killed, faults = 0, []
    for n in range(1, 200):
        outcome = _killed_at(folder / f"call-{n}", n)
        if outcome is None:
            break
        killed += 1
        faults += [outcome] if outcome else []
    real = _strace(folder) if shutil.which("strace") else "strace is not installed"
    passes = ran.returncode == 0 and not faults and killed > 10 and "FAULT" not in real
    said = (
        f"EIO, ENOSPC, EROFS at every call: {'all' if not ran.returncode else 'NOT all'} as they should be; "
    )
    return Row(f"{said}killed at each of {killed} calls: {len(faults)} faults; {real}", passes)


def _killed_at(folder: Path, n: int) -> str | None:
    """Kill a save at its n-th call; a fault in words, "" where all is well, None where it has fewer calls."""
    from tests.store.test_faults import CALLS

    path, state = folder / "garden.json", folder / "state"
    torture.grown(open_store(path, state_dir=state), 2000)
    before = set(open_store(path, state_dir=state).open().tables["interactions"])

    def work(report: Callable[[str], None]) -> None:
        store, done = open_store(path, state_dir=state), [0]

        class Deadly:
            def __getattr__(self, name: str) -> object:
                real = getattr(os, name)
                if name not in CALLS:
                    return real

                def call(*args: object, **kwargs: object) -> object:
                    done[0] += 1
                    if done[0] == n:
                        os.kill(os.getpid(), signal.SIGKILL)
                    return real(*args, **kwargs)

                return call

        disk.os = Deadly()  # type: ignore[assignment]  # in a process of its own
        store.keep(torture.log("new"))
        report("saved")

    pid, out = torture._child(work)
    lines = torture._rest(out)
    os.waitpid(pid, 0)
    store = open_store(path, state_dir=state)
    after = set(store.open().tables["interactions"])
    if after - {"new"} != before or (lines and "new" not in after):
        return f"call {n}: neither the old state nor the new one"
    store.keep(torture.log("next"))
    left = [each.name for each in folder.glob("~*")]
    shutil.rmtree(folder)
    if lines:
        return None
    return f"call {n}: left behind {left}" if left else ""


def _strace(folder: Path) -> str:
    """Let real system calls fail by strace, one after the other, in the command line itself."""
    tried = refused = faults = 0
    for calls, times in (("write", 6), ("fsync", 6), ("rename,renameat,renameat2", 1), ("link,linkat", 1)):
        for n in range(1, times + 1):
            here = folder / f"strace-{calls[:4]}-{n}"
            here.mkdir()
            file = here / "garden.json"
            torture.grown(open_store(file, state_dir=here / "state" / "garden"), 500)
            environment = {**os.environ, "XDG_STATE_HOME": str(here / "state"), "PYTHONPATH": str(ROOT)}
            log = [sys.executable, "-m", "garden", "--file", str(file), "log", "coffee with Ada"]
            trace = [
                "strace",
                "-f",
                "-qq",
                "-o",
                str(here / "trace"),
                "-e",
                f"inject={calls}:error=EIO:when={n}",
            ]
            ran = subprocess.run(
                [*trace, *log], cwd=ROOT, capture_output=True, text=True, env=environment, check=False
            )
            try:
                found = len(
                    open_store(file, state_dir=here / "state" / "garden").open().tables["interactions"]
                )
            except Unreadable:
                found = -1
            expected = (4,) if ran.returncode == 0 else (3, 4)
            tried += "INJECTED" in (here / "trace").read_text(errors="replace")
            refused += ran.returncode != 0
            faults += found not in expected or "Traceback" in ran.stderr
    return (
        f"{'FAULT: ' if faults else ''}strace let {tried} real calls fail, {refused} refused: {faults} faults"
    )


def row_3(folder: Path, *, at_length: bool) -> Row:
    """disk full, quota, read-only"""
    path, state = folder / "garden.json", folder / "state"
    torture.grown(open_store(path, state_dir=state), 200_000)
    good = path.read_bytes()

    def work(report: Callable[[str], None]) -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        store = open_store(path, state_dir=state)
        store.open()
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(good) // 2, resource.RLIM_INFINITY))
        try:
            store.keep(torture.log("new"))
            report("saved")
        except GardenError as error:
            report(f"refused: {error}")
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        report(f"retry: {'new' in store.keep(torture.log('new')).tables['interactions']}")

    pid, out = torture._child(work)
    lines = torture._rest(out)
    os.waitpid(pid, 0)
    path.chmod(0o400)
    read_only = open_store(path, state_dir=state).open().read_only
    held = path.read_bytes()
    try:
        open_store(path, state_dir=state).keep(torture.log("another"))
        refused = False
    except GardenError:
        refused = path.read_bytes() == held
    passes = len(lines) == 2 and lines[0].startswith("refused") and lines[1] == "retry: True" and refused
    said = f"no room: {' Then '.join(lines) or 'nothing'}. Read-only: {read_only}"
    return Row(said, passes and bool(read_only), stock.full(folder / "stock.json", 2000))


def row_4(folder: Path, *, at_length: bool) -> Row:
    """8 processes x 100 logs, while the screens are open"""
    writers, logs = 8, 100 if at_length else 25
    path, state = folder / "garden.json", folder / "state"
    ada = Change(
        "contacts", "ada", None, {"id": "ada", "name": "Ada Byron", "bed": "friends", "species": "oak"}
    )
    open_store(path, state_dir=state).keep(torture.log("")._replace(id="begun", changes=(ada,)))
    shown, told = asyncio.run(_written_while_open(folder, writers, logs))
    found = set(open_store(path, state_dir=state).open().tables["interactions"])
    wanted = {f"w{w}-{n}" for w in range(writers) for n in range(logs)}
    plain = stock.write_at_once(folder, writers=writers, logs=logs)
    said = f"{len(found)} of {len(wanted)} logs are there; the open screens took in {told} changes and show {shown}"
    return Row(said, found == wanted and shown == len(wanted), plain)


async def _written_while_open(folder: Path, writers: int, logs: int) -> tuple[int, int]:
    """How many interactions the contact's screen shows in the end, and how often it was told of a change."""
    from garden.tui.app import GardenApp
    from garden.tui.widgets.timeline import Timeline
    from garden.words import SystemClock
    from tests.tui.driver import shipped

    app = GardenApp(open_store(folder / "garden.json", state_dir=folder / "state"), SystemClock(), shipped())
    told, refreshed = [0], app.saver._refreshed

    def hear(notices: Sequence[str], people: Sequence[str]) -> None:
        told[0] += 1
        refreshed(notices, people)

    app.saver._refreshed = hear
    program = (
        "import sys; from pathlib import Path; from tests.store import torture;"
        f"sys.exit(len(torture.write_at_once(Path(sys.argv[1]), writers={writers}, logs={logs}).faults))"
    )
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        app.open_room("contact", person="ada")
        ran = await asyncio.create_subprocess_exec(sys.executable, "-c", program, str(folder), cwd=ROOT)
        await ran.wait()
        shown, end = -1, time.monotonic() + PATIENCE
        while shown != writers * logs and time.monotonic() < end:
            await pilot.pause(0.05)
            entries = app.screen.query_one(Timeline).entries
            shown = sum(bool(entry.id) and not entry.aside for entry in entries)  # besides, its details
        app.saver.close()
    return shown, told[0]


PATIENCE = 5.0
"""Seconds after which the screens count as not having seen it; the promise is two."""


def row_5(folder: Path, *, at_length: bool) -> Row:
    """malformed files and random damages"""
    chance, path, state = random.Random(5), folder / "garden.json", folder / "state"
    store = open_store(path, state_dir=state)
    store.keep(torture.log("one"))
    store.keep(torture.log("two"))
    good = path.read_bytes()
    files = {name: data for name, (data, _) in MALFORMED.items()}
    refused = tracebacks = changed = unsaid = 0
    damages = 1000 if at_length else 300
    for data in [*files.values(), *(_damaged(good, chance) for _ in range(damages))]:
        path.write_bytes(data)
        try:
            open_store(path, state_dir=state).open()
        except Unreadable as error:
            refused += 1
            unsaid += "garden restore" not in error.hint
        except Exception:
            tracebacks += 1
        changed += path.read_bytes() != data
    said = f"{len(files)} malformed, {damages} damaged: {refused} refused, {tracebacks} tracebacks, {changed} changed"
    passes = not (tracebacks or changed or unsaid) and refused >= len(files)
    return Row(
        f"{said}, {unsaid} refused without an offer of a backup", passes, stock.malformed(folder, files)
    )


def _damaged(good: bytes, chance: random.Random) -> bytes:
    data = bytearray(good)
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(data))
        if chance.random() < 0.5:
            data[at] = chance.randrange(256)
        else:
            del data[at : at + chance.randint(1, 20)]
    return bytes(data)


def row_6(folder: Path, *, at_length: bool) -> Row:
    """a sync tool replaces the file between reading and replacing"""
    path, other, times = folder / "garden.json", folder / "there.json", 100
    here, there = (
        open_store(path, state_dir=folder / "state"),
        open_store(other, state_dir=folder / "elsewhere"),
    )
    here.keep(torture.log("first"))
    real = disk.write_new
    for n in range(times):
        turns = [n]

        def swap(target: Path, data: bytes, turns: list[int] = turns) -> None:
            real(target, data)
            if target.parent == folder and turns:
                turn = turns.pop()
                disk.write_new = real
                other.write_bytes(path.read_bytes())
                there.keep(torture.log(f"there-{turn}"))
                other.replace(path)

        disk.write_new = swap
        try:
            here.keep(torture.log(f"here-{n}"))
        finally:
            disk.write_new = real
    found = set(open_store(path, state_dir=folder / "state").open().tables["interactions"])
    wanted = {f"{side}-{n}" for side in ("here", "there") for n in range(times)}
    return Row(f"{times} replacements: {len(wanted - found)} of {len(wanted)} changes lost", wanted <= found)


def row_7(folder: Path, *, at_length: bool) -> Row:
    """random merges of 2 and 3 copies, also through real git"""
    chance, rounds = random.Random(7), 1000 if at_length else 200
    verbs = ["note", "tag", "untag", "clear", "meet", "remove", "unlog", "reword", "nest"]

    def ops() -> list[tuple[str, str, int]]:
        return [
            (chance.choice(verbs), chance.choice(PEOPLE), chance.randint(1, 600))
            for _ in range(chance.randint(0, 6))
        ]

    lost = unequal = words = 0
    for _ in range(rounds):
        store = garden()
        base = store.open().tables
        sides, wrote = zip(*(lived(store, name, ops()) for name in "abc"), strict=True)
        two = merge(base, sides[0], sides[1])
        unequal += two.tables != merge(base, sides[1], sides[0]).tables
        three = merge(base, two.tables, sides[2])
        lost += len((wrote[0] | wrote[1]) - set(texts(two.tables)))
        lost += len(set().union(*wrote) - set(texts(three.tables)))
        words += sum(map(len, wrote))
    asked = ["-m", "pytest", "-q", "tests/cli/test_merge.py", "-k", "git", "-p", "no:cacheprovider"]
    git = subprocess.run([sys.executable, *asked], cwd=ROOT, capture_output=True, text=True, check=False)
    through = "git merges by the driver" if not git.returncode else "git does NOT merge"
    said = f"{rounds} merges of 2 and {rounds} of 3 copies, {words} edits: {unequal} depend on the order, {lost} lost"
    return Row(f"{said}; {through}", not (lost or unequal or git.returncode))


def row_8(folder: Path, *, at_length: bool) -> Row:
    """undo and redo across restarts"""
    many = 200 if at_length else 60
    chance, path, state = random.Random(8), folder / "garden.json", folder / "state"
    ada = Change("contacts", "ada", None, {"id": "ada", "name": "Ada Byron"})
    open_store(path, state_dir=state).keep(torture.log("")._replace(id="begun", changes=(ada,)))
    states, at, done = [{}], 0, 0
    for n in range(many):
        store = open_store(path, state_dir=state)  # a restart
        move = chance.random()
        if move < 0.3 and at and (last := store.undoable()):
            store.keep(torture.log("")._replace(id=f"u{n}", changes=last.inverse(), undoes=last.id))
            at -= 1
        elif move < 0.5 and (last := store.redoable()):
            store.keep(torture.log("")._replace(id=f"r{n}", changes=last.changes, redoes=last.id))
            at += 1
        else:
            kept = store.keep(torture.log(f"i{n}"))
            del states[at + 1 :]
            states.append(dict(kept.tables["interactions"]))
            at += 1
        done += dict(open_store(path, state_dir=state).open().tables.get("interactions", {})) == states[at]
    return Row(f"{many} operations, each in a new process's place: {done} states as they were", done == many)


def row_9(folder: Path, *, at_length: bool) -> Row:
    """texts that command a terminal, on every screen and in every command"""
    files = [
        "tests/tui/test_hostile_text.py",
        "tests/e2e/test_hostile_bytes.py",
        "tests/architecture/test_hostile_text.py",
    ]
    asked = ["-m", "pytest", "-q", *files, "-p", "no:cacheprovider"]
    ran = subprocess.run([sys.executable, *asked], cwd=ROOT, capture_output=True, text=True, check=False)
    from tests.e2e.test_hostile_bytes import EVERY_COMMAND, STORABLE

    what = f"{len(STORABLE)} texts as names, notes, tags and places; {len(EVERY_COMMAND)} commands and every screen"
    scanned = "no control byte of theirs was sent" if not ran.returncode else "NOT all as they should be"
    return Row(f"{what}: {scanned} ({ran.stdout.strip().splitlines()[-1]})", ran.returncode == 0)


def row_10(folder: Path, *, at_length: bool) -> Row:
    """bombs in the place of the file"""
    path, told, passes = folder / "garden.json", [], True
    for name, made in BOMBS.items():
        with path.open("wb") as file:
            file.writelines(made())
        begun = time.monotonic()
        command = [sys.executable, "-m", "garden", "--file", str(path), "list"]
        environment = {**os.environ, "XDG_STATE_HOME": str(folder / "state"), "PYTHONPATH": str(ROOT)}
        with (folder / "said").open("wb") as said:
            child = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=said)
            _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        seconds, most = time.monotonic() - begun, usage.ru_maxrss * 1024
        words = (folder / "said").read_text(errors="replace")
        good = seconds < MOST_SECONDS and most < MOST_BYTES and "Traceback" not in words
        passes &= good and child.returncode in (0, 1) and (child.returncode == 0 or "garden:" in words)
        told.append(
            f"{name}: {seconds:.1f} s, {most // 10**6} MB, {'refused' if child.returncode else 'read'}"
        )
        path.unlink()
    return Row("; ".join(told), passes)


ROWS = {1: row_1, 2: row_2, 3: row_3, 4: row_4, 5: row_5, 6: row_6, 7: row_7, 8: row_8, 9: row_9, 10: row_10}


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--row", type=int, choices=ROWS, action="append")
    parser.add_argument("--long", action="store_true", help="as often as is promised")
    asked = parser.parse_args()
    failed = False
    for number in asked.row or ROWS:
        folder = Path(tempfile.mkdtemp(prefix="garden-trust-"))
        started = time.monotonic()
        try:
            row = ROWS[number](folder, at_length=asked.long)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        failed |= not row.passes
        verdict = "pass" if row.passes else "FAIL"
        print(
            f"{number}. {ROWS[number].__doc__} ({time.monotonic() - started:.0f} s)\n   {verdict}: {row.said}"
        )
        if row.stock:
            print(f"   stock JSONStorage: {row.stock}")
        sys.stdout.flush()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
