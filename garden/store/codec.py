"""Between the file's tables (by TinyDB's integer keys) and the garden's (by id), and from tables to bytes.

Integer keys mean nothing but stay with their record, and one record stands on one line, sorted, so that a diff of two
versions shows the records that changed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b

from garden.core.facts import TABLES
from garden.core.model import Document
from garden.store.disk import Stamp
from garden.store.errors import Unstorable
from garden.store.strict import Raw

Ids = dict[str, dict[str, Document]]
"""table name -> id -> document: `garden.core.facts.Tables`, of which we are the owner."""


@dataclass(slots=True)
class Snapshot:
    """One generation of the file, as read or written.  Nothing in it is changed once it is made.

    `data` None: there was no file.  `mended`: (table, key) of records that got an
    id from us, which the next save writes.
    """

    data: bytes | None = None
    stamp: Stamp | None = None
    raw: Raw = field(default_factory=dict)
    tables: Ids = field(default_factory=dict)
    mended: set[tuple[str, str]] = field(default_factory=set)
    notices: list[str] = field(default_factory=list)
    _keys: dict[str, dict[str, int]] = field(default_factory=dict)

    @property
    def meta(self) -> Document:
        """The garden's own record; empty where nothing was saved by us yet."""
        return next((doc for doc in self.tables.get("meta", {}).values() if "schema" in doc), {})

    def key_of(self, table: str, id_: str) -> int | None:
        """The integer key of a record; None where it is not there."""
        if table not in self._keys:
            self._keys[table] = {doc["id"]: int(key) for key, doc in self.raw.get(table, {}).items()}
        return self._keys[table].get(id_)

    @property
    def deed(self) -> str:
        """The id of the deed that made this generation ("" where no deed of ours did)."""
        found = self.meta.get("deed")
        return found if isinstance(found, str) else ""

    @property
    def garden(self) -> str:
        """The garden's own id ("" before its first save)."""
        found = self.meta.get("garden")
        return found if isinstance(found, str) else ""


def decode(raw: Raw, data: bytes | None = None, stamp: Stamp | None = None) -> Snapshot:
    """What a file says, by id.  A record without an id, or with one that another has, gets one of its own.

    That id is made of the record itself, so that every reader gives the same until a save writes it down; what
    stood there before is kept in the field `id_was`.
    """
    found = Snapshot(data, stamp, raw)
    for name in TABLES:
        records = raw.get(name)
        if records is None:
            continue
        by_id = {doc.get("id", ""): doc for doc in records.values() if type(doc.get("id", "")) is str}
        if len(by_id) != len(records) or "" in by_id:
            _mend(name, records, found)
            by_id = {doc["id"]: doc for doc in records.values()}
        found.tables[name] = by_id
    return found


def _mend(name: str, records: dict[str, Document], found: Snapshot) -> None:
    ids: dict[str, None] = {}
    without = twice = 0
    taken = {id_ for doc in records.values() if type(id_ := doc.get("id")) is str}
    for key, doc in records.items():
        id_ = doc.get("id")
        if type(id_) is not str or not id_ or id_ in ids:
            twice += id_ in ids if type(id_) is str else 0
            without += not (type(id_) is str and id_ in ids)
            kept = {"id_was": id_} if id_ not in (None, "") else {}
            new = _own_id(name, key, doc)
            while new in taken:
                new += "x"
            taken.add(new)
            records[key] = {**doc, **kept, "id": new}
            found.mended.add((name, key))
            id_ = new
        ids[id_] = None
    if without:
        found.notices.append(f"{without} of the {name} had no id and got one; the next save writes it.")
    if twice:
        found.notices.append(
            f"{twice} of the {name} had the id of another and got one of their own; both are kept (see `id_was`)."
        )


def _own_id(name: str, key: str, doc: Document) -> str:
    content = json.dumps([name, key, doc], sort_keys=True).encode()
    return blake2b(content, digest_size=8).hexdigest()


class Lines:
    """Documents as lines of the file, remembered: in a save, all but one or two are those of the last one."""

    def __init__(self) -> None:
        self._known: dict[str, dict[str, tuple[Document, bytes]]] = {}

    def learn(self, snapshot: Snapshot) -> None:
        """Take the lines of a file that stands one record a line (as ours do) as they are.

        Sound because no string in JSON spans lines: a line that starts between two records with the key of the next
        one, and has one brace opened there and one closed at its end, is that record.  Other lines are parsed.
        """
        if snapshot.data is None or not snapshot.data.startswith(b'{\n"'):
            return
        rows = iter(snapshot.data.split(b"\n")[1:])
        for name, records in snapshot.raw.items():
            if next(rows, b"") != _text(name) + b":{":
                return
            known = {}
            for key, doc in records.items():
                line = next(rows, b"").removesuffix(b",")
                if not (line.startswith(b'"' + key.encode() + b'":{') and line.endswith(b"}")):
                    return
                if (line.count(b"{") != 1 or line.count(b"}") != 1) and not _is_record(line, key):
                    return
                if (name, key) not in snapshot.mended:
                    known[key] = (doc, line)
            if next(rows, b"") not in (b"}", b"},"):
                return
            self._known[name] = known

    def encode(self, raw: Raw) -> bytes:
        """The file's bytes.  Raises Unstorable."""
        tables = []
        for name in sorted(raw):
            known = self._known.setdefault(name, {})
            lines = []
            for key in sorted(raw[name], key=int):
                doc = raw[name][key]
                line = known.get(key)
                if line is None or line[0] is not doc:
                    line = known[key] = (doc, b'"' + key.encode() + b'":' + encode_document(doc))
                lines.append(line[1])
            body = b",\n".join(lines)
            tables.append(_text(name) + b":{\n" + body + (b"\n}" if lines else b"}"))
        return b"{\n" + b",\n".join(tables) + b"\n}\n"


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
