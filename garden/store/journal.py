"""The undo journal: the deeds done in one garden on this machine, one JSON line each, surviving restarts and crashes.

A deed and the file that shows it cannot be written in one stroke, so the order is this.  Under the lock the deed's line
is written and synced (`prepare`); then the file that carries the deed's id in its meta record takes its place; then a
second line says that the deed was kept (`kept`; not synced, since the file says the same).  A deed whose line is the
last, with nothing behind it, counts only if the file carries its id: after a crash between the two, undo offers neither
a deed that never happened nor hides one that did.  A failed save takes its line back (`void`).  A torn last line is no
line.  Deeds of another garden that stood at the same path are passed over.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from garden.core.model import Change, Deed
from garden.gardener.history import History
from garden.store import disk

DEEDS: Final = 1000
"""How many deeds can be taken back, at least, after the journal was made shorter."""
BYTES: Final = 32 * 1024 * 1024
"""The size from which the journal is made shorter, whatever the number of deeds."""


class Journal:
    """The journal of one garden's file.  Methods that write are called under the garden's lock."""

    def __init__(self, path: Path, *, deeds: int = DEEDS) -> None:
        self.path = path
        self._limit = deeds
        self._stamp: disk.Stamp | None = None
        self._size = 0
        self._rows: list[bytes] = []
        self._parsed: dict[bytes, dict[str, Any]] = {}

    def history(self, garden: str, in_file: Callable[[], str]) -> History:
        """The stacks of `garden`.  `in_file` answers the id of the deed that the file shows; asked only in doubt."""
        self._load()
        found = History()
        for n, row in enumerate(self._rows):
            line = self._line(row)
            if line.get("garden") != garden or "deed" not in line:
                continue
            deed = _deed(line["deed"])
            if n + 1 == len(self._rows) and not line.get("done") and in_file() != deed.id:
                continue
            if line.get("undone"):
                found.redo.append(deed)
            else:
                found.push(deed)
        return found

    def since(self, garden: str, deed_id: str) -> list[Deed]:
        """What was done in `garden` after a deed, in order, undoing too; empty where the deed is not known here.

        A last one that nobody knows to have been kept is among them: it was meant.
        """
        self._load()
        found: list[Deed] | None = None
        for row in self._rows:
            line = self._line(row)
            if line.get("garden") != garden or "deed" not in line:
                continue
            deed = _deed(line["deed"])
            if found is not None:
                found.append(deed)
            if deed.id == deed_id:
                found = []
        return found or []

    def prepare(self, deed: Deed, garden: str, in_file: str) -> None:
        """Write a deed's line, before the file takes its place.  `in_file`: the deed that the file still shows."""
        self._load()
        if self._rows:
            last = self._line(self._rows[-1])
            if "deed" in last and not last.get("done"):
                if last["deed"].get("id") == in_file:
                    self.kept(in_file)
                else:
                    self.void()
        if len(self._rows) > 4 * self._limit or self._size > BYTES:
            self.shorten(garden)
        self._add({"garden": garden, "deed": _plain(deed)}, sync=True)

    def kept(self, deed_id: str) -> None:
        """The file took its place."""
        self._add({"kept": deed_id}, sync=False)

    def void(self) -> None:
        """The save failed: take the line of `prepare` back."""
        self._load()
        if self._rows:
            size = self._size - len(self._rows[-1]) - 1
            disk.append(self.path, b"", at=size, sync=False)
            self._rows.pop()
            self._size, self._stamp = size, disk.stamp(self.path)

    def record(self, deed: Deed, garden: str) -> None:
        """A deed that changed nothing in the file (an undo of what is gone already): it counts as it stands."""
        self._load()
        self._add({"garden": garden, "deed": _plain(deed), "done": True}, sync=True)

    def _add(self, line: dict[str, Any], *, sync: bool) -> None:
        row = _row(line)
        disk.append(self.path, row + b"\n", at=self._size, sync=sync)
        self._rows.append(row)
        self._size += len(row) + 1
        self._stamp = disk.stamp(self.path)

    def _load(self) -> None:
        """Take in what is on disk, if it is not what we know."""
        if self._stamp is not None and disk.stamp(self.path) == self._stamp:
            return
        found = disk.read(self.path)
        data, self._stamp = found or (b"", None)
        whole = data[: data.rfind(b"\n") + 1]
        self._rows, self._size = whole.split(b"\n")[:-1], len(whole)

    def _line(self, row: bytes) -> dict[str, Any]:
        """A row as an object; empty where the disk damaged it."""
        line = self._parsed.get(row)
        if line is None:
            try:
                line = json.loads(row)
            except (ValueError, RecursionError):
                line = {}
            if not isinstance(line, dict) or not (_sound(line["deed"]) if "deed" in line else True):
                line = {}
            self._parsed[row] = line
        return line

    def shorten(self, garden: str) -> None:
        """Write the stacks down anew, without the oldest deeds."""
        stacks = self.history(garden, lambda: "")
        lines = [{"garden": garden, "deed": _plain(deed), "done": True} for deed in stacks.undo]
        lines += [
            {"garden": garden, "deed": _plain(deed), "done": True, "undone": True} for deed in stacks.redo
        ]
        rows: list[bytes] = []
        size = 0
        for row in map(_row, reversed(lines[-self._limit :])):
            size += len(row) + 1
            if rows and size > BYTES // 2:
                break
            rows.append(row)
        fresh = disk.temporary(self.path)
        disk.write_new(fresh, b"".join(row + b"\n" for row in reversed(rows)))
        disk.replace(fresh, self.path)
        self._stamp, self._parsed = None, {}
        self._load()


def _sound(plain: object) -> bool:
    try:
        _deed(plain)  # type: ignore[arg-type]
    except (KeyError, TypeError):
        return False
    return True


def _row(line: dict[str, Any]) -> bytes:
    return json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode()


def _plain(deed: Deed) -> dict[str, Any]:
    changes = [[change.table, change.id, change.before, change.after] for change in deed.changes]
    plain = {"id": deed.id, "at": deed.at, "label": deed.label, "changes": changes}
    if deed.undoes:
        plain["undoes"] = deed.undoes
    if deed.redoes:
        plain["redoes"] = deed.redoes
    return plain


def _deed(plain: dict[str, Any]) -> Deed:
    changes = tuple(Change(*change) for change in plain["changes"])
    return Deed(
        plain["id"], plain["at"], plain["label"], changes, plain.get("undoes", ""), plain.get("redoes", "")
    )
