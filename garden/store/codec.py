"""Between the file's tables (by TinyDB's integer keys) and the garden's (by id), one generation of the file at a time.

Integer keys mean nothing, but stay with their record.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from garden.core.facts import TABLES
from garden.core.model import Document
from garden.store.disk import Stamp
from garden.store.strict import Raw

Changed = Mapping[str, Collection[str]]
"""table name -> the integer keys whose records were put, changed or taken away."""
Ids = dict[str, dict[str, Document]]
"""table name -> id -> document: `garden.core.facts.Tables`, of which we are the owner."""


@dataclass(slots=True)
class Snapshot:
    """One generation of the file, as read or written.  Nothing in it but the stamp is changed once it is made.

    `data` None: there was no file.  `plain`: orjson reads its bytes as they are meant (see `strict`).  `mended`:
    (table, key) of records that got an id from us, which the next save writes.  `migrated`: the schema that the bytes
    are in, where `raw` is a newer one made of it (0: as they are).
    """

    data: bytes | None = None
    stamp: Stamp | None = None
    raw: Raw = field(default_factory=dict)
    tables: Ids = field(default_factory=dict)
    mended: set[tuple[str, str]] = field(default_factory=set)
    migrated: int = 0
    notices: list[str] = field(default_factory=list)
    plain: bool = False
    _keys: dict[str, dict[str, int]] = field(default_factory=dict)

    @property
    def meta(self) -> Document:
        """The garden's own record; empty where nothing was saved by us yet."""
        return next((doc for doc in self.tables.get("meta", {}).values() if "schema" in doc), {})

    def keys(self, table: str) -> dict[str, int]:
        """id -> integer key of a table's records; made when a save asks for it."""
        if table not in self._keys:
            numbers = map(int, self.raw.get(table, {}))
            self._keys[table] = dict(zip(self.tables.get(table, {}), numbers, strict=True))
        return self._keys[table]

    def following(self, data: bytes, raw: Raw, changed: Changed) -> Snapshot:
        """The generation after this one.  What did not change is taken over without a look at it."""
        plain = self.plain and not any(
            _wide(raw.get(name, {}).get(key)) for name, keys in changed.items() for key in keys
        )
        found = Snapshot(data, None, raw, dict(self.tables), plain=plain)
        for name in set(changed) & set(TABLES):
            was = self.raw.get(name, {})
            keys = dict(self.keys(name))
            by_id = found.tables[name] = dict(self.tables.get(name, {}))
            for key in sorted(changed[name], key=int):
                old, new = was.get(key), raw.get(name, {}).get(key)
                if old is not None and (new is None or new.get("id") != old["id"]):
                    del by_id[old["id"]], keys[old["id"]]
                if new is not None:
                    id_ = new.get("id")
                    if type(id_) is not str or not id_ or keys.get(id_, int(key)) != int(key):
                        return decode(raw, data)  # not by us: a record without an id of its own
                    by_id[id_], keys[id_] = new, int(key)
            found._keys[name] = keys
        for name, keys in self._keys.items():
            found._keys.setdefault(name, keys)
        return found

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
        ids: list[Any] = [doc.get("id") for doc in records.values()]
        if set(map(type, ids)) <= {str} and "" not in (
            by_id := dict(zip(ids, records.values(), strict=True))
        ):
            found.tables[name] = by_id
        if len(found.tables.get(name, ())) != len(records):
            _mend(name, records, found)
            found.tables[name] = {doc["id"]: doc for doc in records.values()}
    return found


def _wide(value: object) -> bool:
    """Whether there is a whole number in it beyond 64 bits, which orjson would read as another."""
    if type(value) is int:
        return not -(1 << 63) <= value < 1 << 64
    if isinstance(value, dict):
        return any(map(_wide, value.values()))
    return isinstance(value, list) and any(map(_wide, value))


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
