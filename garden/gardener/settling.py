"""What two copies said differently, and the gardener's choice between them."""

from __future__ import annotations

from typing import Any, NamedTuple

from garden.core.errors import UnknownName
from garden.core.model import Change, Document
from garden.gardener.differences import value
from garden.gardener.keeping import Done, Keeping


class Choice(NamedTuple):
    """A field that two machines changed differently.  `stands` and `other`: what it says and what the other said, in
    words; `what`: whose field it is; `at`: when the other was written."""

    id: str
    table: str
    record: str
    path: tuple[str, ...]
    what: str
    stands: str
    other: str
    at: str


class Settling(Keeping):
    """A garden in which what waits for a choice can be chosen."""

    def choices(self) -> list[Choice]:
        """What waits, in the order of the records."""
        names = dict(self.people_names())
        found = []
        for item in _waiting(self.facts.meta):
            table, record, path = str(item.get("table")), str(item.get("record")), _path(item)
            doc = self.facts.table(table).get(record, {})
            found.append(
                Choice(
                    str(item["id"]), table, record, path, f"{self._whose(table, record, doc)}: {' '.join(path)}",
                    value(_at(doc, path), names), value(item.get("value"), names), str(item.get("at") or ""),
                )
            )  # fmt: skip
        return sorted(found, key=lambda one: (one.table, one.what, one.at, one.id))

    def choose(self, said: str, *, other: bool) -> Done:
        """Settle one choice by the start of its id: `other` puts the other's value, else what stands stays.

        Undo brings the question back.  Raises UnknownName.
        """
        fitting = [one for one in self.choices() if said and one.id.startswith(said)]
        if len(fitting) != 1:
            raise UnknownName(
                said, f"Nothing that waits has the id “{said}”.", hint="`garden merge --waiting` lists them."
            )
        (choice,) = fitting
        meta, stamp = self.facts.meta, self._clock.stamp()
        item = next(each for each in _waiting(meta) if str(each["id"]) == choice.id)
        left = [each for each in _waiting(meta) if each is not item]
        after = {**meta, "waiting": left}
        if not left:
            del after["waiting"]
        changes = []
        if other and choice.table == "meta":
            after = _put(after, choice.path, item.get("value"))
        elif other:
            doc = self.facts.table(choice.table).get(choice.record)
            if doc is None:
                raise UnknownName(
                    said, "What it belongs to is no longer there.", hint="`garden merge --keep ID` drops it."
                )
            changed = _put(doc, choice.path, item.get("value"))
            changes.append(Change(choice.table, choice.record, doc, {**changed, "updated": stamp}))
        changes.append(Change("meta", str(meta.get("id", "")), meta, after))
        chosen = choice.other if other else choice.stands
        return self._do(f"chose {chosen} for {choice.what}", changes, f"{choice.what} is {chosen}.")

    def _whose(self, table: str, record: str, doc: Document) -> str:
        if table == "contacts":
            return self.name_of(record)
        if table == "meta":
            return "the garden"
        people = doc.get("people") if table == "interactions" else [doc.get("person")]
        names = [self.name_of(str(each)) for each in people] if isinstance(people, list) else []
        on = doc.get("on") or doc.get("text") or doc.get("name") or record
        return f"{table.removesuffix('s')} {' and '.join(names)} {on}".replace("  ", " ")


def _waiting(meta: Document) -> list[Document]:
    found = meta.get("waiting")
    return (
        [each for each in found if isinstance(each, dict) and each.get("id")]
        if isinstance(found, list)
        else []
    )


def _path(item: Document) -> tuple[str, ...]:
    found = item.get("path")
    return tuple(str(each) for each in found) if isinstance(found, list) else ()


def _at(doc: Any, path: tuple[str, ...]) -> Any:
    for name in path:
        doc = doc.get(name) if isinstance(doc, dict) else None
    return doc


def _put(doc: Document, path: tuple[str, ...], new: Any) -> Document:
    """A document with the value at a path set; what is not there on the way is made."""
    if not path:
        return doc
    inner = doc.get(path[0])
    return {
        **doc,
        path[0]: new if len(path) == 1 else _put(inner if isinstance(inner, dict) else {}, path[1:], new),
    }
