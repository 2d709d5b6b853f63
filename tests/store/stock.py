"""The same attacks on stock TinyDB's `JSONStorage`, so that a figure has something to stand beside."""

from __future__ import annotations

import json
import os
import random
import select
import signal
import time
from collections.abc import Callable
from pathlib import Path

from tinydb import TinyDB

from tests.store import torture


def kill(folder: Path, *, kills: int, size: int, seed: int) -> str:
    """Row 1: kill a process that inserts and edits, on and on; the file is put right again after each loss."""
    chance, path = random.Random(seed), folder / "stock.json"
    docs = {str(n): torture.log(f"old-{n}").changes[0].after for n in range(1, max(size // 150, 2))}
    sound = json.dumps({"interactions": docs})
    path.write_text(sound)
    started = time.monotonic()
    with TinyDB(path) as stock:
        stock.table("interactions").insert({"id": "first"})
    took = time.monotonic() - started
    unreadable = lost = empty = 0
    for number in range(kills):

        def insert_on_and_on(report: Callable[[str], None], number: int = number) -> None:
            with TinyDB(path) as stock:
                for n in range(1_000_000):
                    doc = {"id": f"k{number}-{n}", "note": "x" * (n % 7 * 50)}
                    if n % 2:  # an edit near the beginning moves all that is behind it
                        stock.table("interactions").update(doc, doc_ids=[1])
                    else:
                        stock.table("interactions").insert(doc)
                    report(f"k{number}-{n}")

        pid, out = torture._child(insert_on_and_on)
        select.select([out], [], [], 60)
        if number % 2:
            time.sleep(chance.uniform(0, 2 * took))
        else:  # as with ours: every other kill falls between the writing and the end of a save
            was, until = path.stat().st_mtime_ns, time.monotonic() + 1
            while path.stat().st_mtime_ns == was and time.monotonic() < until:
                pass
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        acknowledged = set(torture._rest(out))
        data = path.read_bytes()
        try:
            found = {doc.get("id") for doc in json.loads(data)["interactions"].values()} if data else set()
        except (ValueError, KeyError):
            unreadable += 1
        else:
            empty += not data
            newest = max(acknowledged, key=lambda id_: int(id_.rpartition("-")[2]), default="")
            lost += bool(data and newest) and newest not in found
        path.write_text(sound)
    return f"{unreadable} unreadable, {empty} empty (which opens as a new garden), {lost} lost what was acknowledged"


def write_at_once(folder: Path, *, writers: int, logs: int) -> str:
    """Row 4: several processes insert at once."""
    path = folder / "stock.json"
    with TinyDB(path) as stock:
        stock.table("interactions").insert({"id": "first"})
    refused = 0

    def work(report: Callable[[str], None], writer: int) -> None:
        for n in range(logs):
            try:
                with TinyDB(path) as stock:
                    stock.table("interactions").insert({"id": f"w{writer}-{n}"})
            except Exception as error:
                report(f"! {type(error).__name__}")
            else:
                report(f"w{writer}-{n}")

    children = [torture._child(lambda report, w=w: work(report, w)) for w in range(writers)]  # type: ignore[misc]
    acknowledged: set[str] = set()
    for pid, out in children:
        lines = torture._rest(out)
        refused += sum(line.startswith("!") for line in lines)
        acknowledged |= {line for line in lines if not line.startswith("!")}
        os.waitpid(pid, 0)
    try:
        found = {doc.get("id") for doc in json.loads(path.read_bytes())["interactions"].values()}
    except (ValueError, KeyError, AttributeError):
        return f"{len(acknowledged)} acknowledged, {refused} ended in an exception, the file cannot be read any more"
    there = len(acknowledged & found)
    return f"{len(acknowledged)} acknowledged, {refused} ended in an exception, {there} of them there"


def full(path: Path, insert_more: int) -> str:
    """Row 3: the file may not grow any more (`RLIMIT_FSIZE`), in a process of its own."""
    import resource

    path.write_text(json.dumps({"interactions": {str(n): {"id": f"i{n}"} for n in range(1, insert_more)}}))
    good = path.read_bytes()

    def work(report: Callable[[str], None]) -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        with TinyDB(path) as stock:
            limit = len(good) // 2
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
            try:
                stock.table("interactions").update({"note": "a longer record"}, doc_ids=[1])
            except OSError as error:
                report(type(error).__name__)
            os._exit(0)

    pid, out = torture._child(work)
    torture._rest(out)
    os.waitpid(pid, 0)
    data = path.read_bytes()
    try:
        json.loads(data)
    except ValueError:
        return f"the file of {len(good)} bytes has {len(data)} and cannot be read any more"
    return "the file can be read" if data == good else f"{len(data)} bytes of {len(good)} are left"


def malformed(folder: Path, files: dict[str, bytes]) -> str:
    """Row 5: open each, and insert one record, as an app would."""
    raised, changed, silent = 0, 0, 0
    for data in files.values():
        path = folder / "bad.json"
        path.write_bytes(data)
        try:
            with TinyDB(path) as stock:
                stock.table("interactions").insert({"id": "one"})
        except Exception:
            raised += 1
        else:
            silent += 1
        changed += path.read_bytes() != data
        path.unlink()
    return f"{raised} raise an exception, {silent} are written over without a word, {changed} have other bytes after"
