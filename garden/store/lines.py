"""From tables to the file's bytes: one record a line, sorted, so that a diff shows the records that changed.

A save encodes what it changed; the other lines are those of the generation before.  Nobody touches 30,000 records in
order to add one.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping

from garden.core.model import Document
from garden.store.codec import Changed, Snapshot
from garden.store.errors import Unstorable
from garden.store.strict import Raw

_Table = dict[str, bytes]
"""integer key -> the record's line, in the order of the keys."""


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
        elif self._of is None or self._of is not snapshot.data:
            self._tables = learnt(snapshot) or _all(snapshot.raw)
        self._of = None  # while the lines are between two generations
        for name, keys in changed.items():
            self._tables[name] = _changed(self._tables.get(name, {}), raw.get(name, {}), keys)
        self._of = (
            b"{\n" + b",\n".join(_table(name, self._tables.get(name)) for name in sorted(raw)) + b"\n}\n"
        )
        return self._of


def _all(raw: Raw) -> dict[str, _Table]:
    return {
        name: {key: _line(key, table[key]) for key in sorted(table, key=int)} for name, table in raw.items()
    }


def _changed(lines: _Table, table: Mapping[str, Document], keys: Collection[str]) -> _Table:
    last = int(next(reversed(lines))) if lines else -1
    in_order = True
    for key in sorted(keys, key=int):
        if key in table:
            if key not in lines:
                in_order = in_order and int(key) > last
                last = int(key)
            lines[key] = _line(key, table[key])
        else:
            lines.pop(key, None)
    return lines if in_order else dict(sorted(lines.items(), key=lambda line: int(line[0])))


def _line(key: str, doc: Document) -> bytes:
    return b'"' + key.encode() + b'":' + encode_document(doc)


def _table(name: str, lines: _Table | None) -> bytes:
    body = b",\n".join(lines.values()) + b"\n" if lines else b""
    return _text(name) + b":{\n" + body + b"}"


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
        lines = tables[name] = {}
        for key in records:
            line = next(rows, b"").removesuffix(b",")
            if not (line.startswith(b'"' + key.encode() + b'":{') and line.endswith(b"}")):
                return None
            if (line.count(b"{") != 1 or line.count(b"}") != 1) and not _is_record(line, key):
                return None
            lines[key] = line
        if next(rows, b"") not in (b"}", b"},"):
            return None
    for name, key in snapshot.mended:
        tables[name][key] = _line(key, snapshot.raw[name][key])
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
