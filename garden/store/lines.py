"""From tables to the file's bytes: one record a line, sorted, so that a diff shows the records that changed.

A save encodes what it changed; the other lines are those of the generation before.  Nobody touches 30,000 records in
order to add one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final

from garden.core.model import Document
from garden.store.codec import Changed, Snapshot
from garden.store.errors import Unstorable
from garden.store.strict import Raw

_BLOCK: Final = 8
"""Lines are kept joined in blocks of 2 ** _BLOCK keys: joining 30,000 lines takes longer than writing them."""


class _Table:
    """The lines of one table, in the order of their keys."""

    def __init__(self) -> None:
        self._blocks: dict[int, dict[int, bytes]] = {}
        self._joined: dict[int, bytes] = {}

    def put(self, key: str, line: bytes) -> None:
        """The line of a record, new or in the place of its old one."""
        number = int(key)
        self._blocks.setdefault(number >> _BLOCK, {})[number] = line
        self._joined.pop(number >> _BLOCK, None)

    def drop(self, key: str) -> None:
        """A record is gone."""
        number = int(key)
        block = self._blocks.get(number >> _BLOCK, {})
        block.pop(number, None)
        self._joined.pop(number >> _BLOCK, None)
        if not block:
            self._blocks.pop(number >> _BLOCK, None)

    def parts(self) -> list[bytes]:
        """What stands between the braces of the table, in pieces."""
        parts = []
        for n in sorted(self._blocks):
            joined = self._joined.get(n)
            if joined is None:
                lines = self._blocks[n]
                joined = self._joined[n] = b",\n".join([lines[number] for number in sorted(lines)])
            parts += [b",\n", joined]
        return [*parts[1:], b"\n"] if parts else []


class Lines:
    """The lines of the generation encoded last."""

    def __init__(self) -> None:
        self._of: bytes | None = None
        self._tables: dict[str, _Table] = {}

    def encode(self, snapshot: Snapshot, raw: Raw, changed: Changed | None) -> bytes:
        """The bytes of the generation after `snapshot`.  `changed` None: anything may have.  Raises Unstorable."""
        if changed is None:
            self._tables = _all(raw)
            changed = {}
        elif snapshot.migrated:
            self._tables = _all(snapshot.raw)
        elif self._of is None or self._of is not snapshot.data:
            self._tables = learnt(snapshot) or _all(snapshot.raw)
        self._of = None  # while the lines are between two generations
        for name, keys in changed.items():
            records, lines = raw.get(name, {}), self._tables.setdefault(name, _Table())
            for key in keys:
                if key in records:
                    lines.put(key, _line(key, records[key]))
                else:
                    lines.drop(key)
        parts = [b"{"]
        for name in sorted(raw):
            lines = self._tables.get(name) or _Table()
            parts += [b",\n" if len(parts) > 1 else b"\n", _text(name), b":{\n", *lines.parts(), b"}"]
        self._of = b"".join([*parts, b"\n}\n"])
        return self._of


def _all(raw: Raw) -> dict[str, _Table]:
    tables = {name: _Table() for name in raw}
    for name, lines in tables.items():
        for key, doc in raw[name].items():
            lines.put(key, _line(key, doc))
    return tables


def _line(key: str, doc: Document) -> bytes:
    return b'"' + key.encode() + b'":' + encode_document(doc)


def learnt(snapshot: Snapshot) -> dict[str, _Table] | None:
    """The lines of a file that stands one record a line (as ours do) as they are; None where it does not.

    Sound because no string in JSON spans lines: a line that starts between two records with the key of the next one,
    and has one brace opened there and one closed at its end, is that record.  Other lines are parsed.
    """
    if snapshot.data is None or not snapshot.data.startswith(b'{\n"'):
        return None
    rows = iter(snapshot.data.split(b"\n")[1:])
    tables: dict[str, _Table] = {}
    for name, records in snapshot.raw.items():
        if next(rows, b"") != _text(name) + b":{" or list(records) != sorted(records, key=int):
            return None
        lines = tables[name] = _Table()
        for key in records:
            line = next(rows, b"").removesuffix(b",")
            if not (line.startswith(b'"' + key.encode() + b'":{') and line.endswith(b"}")):
                return None
            if (line.count(b"{") != 1 or line.count(b"}") != 1) and not _is_record(line, key):
                return None
            lines.put(key, line)
        if next(rows, b"") not in (b"}", b"},"):
            return None
    for name, key in snapshot.mended:
        tables[name].put(key, _line(key, snapshot.raw[name][key]))
    return tables


def _is_record(line: bytes, key: str) -> bool:
    try:
        return list(json.loads(b"{" + line + b"}")) == [key]
    except ValueError:
        return False


def _text(name: str) -> bytes:
    return json.dumps(name, ensure_ascii=False).encode()


def encode_document(doc: Mapping[str, object]) -> bytes:
    """One document on one line, its fields sorted.  Raises Unstorable."""
    import orjson

    options = orjson.OPT_SORT_KEYS | orjson.OPT_PASSTHROUGH_DATETIME | orjson.OPT_PASSTHROUGH_DATACLASS
    try:
        return orjson.dumps(doc, option=options)
    except TypeError:
        pass
    try:  # integers beyond 64 bits, and nestings, that orjson leaves to others
        return json.dumps(
            doc, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
        ).encode()
    except (TypeError, ValueError, RecursionError):
        raise Unstorable(
            "That holds something that cannot be written down, such as half a character."
        ) from None


def check_storable(doc: Mapping[str, object]) -> None:
    """Raise Unstorable where a document would not come back as it is (NaN, a tuple, a key that is no string)."""
    try:
        back = json.loads(encode_document(doc))
    except (ValueError, RecursionError):
        back = None
    if back != doc:
        raise Unstorable("That holds something that cannot be written down.")
