"""Deeds as the gardener makes them, invented people, and the store's two forms."""

from __future__ import annotations

import itertools
import os
from typing import Any

from garden.core.model import Change, Deed, Document
from garden.gardener import Kept, Store

_numbers = itertools.count(1)


def deed(*changes: Change, label: str = "did something", undoes: str = "", redoes: str = "") -> Deed:
    """A deed with an id of its own."""
    id_ = f"deed-{os.getpid()}-{next(_numbers)}"
    return Deed(id_, "2026-11-23T18:04:05.123Z", label, changes, undoes, redoes)


def planted(id_: str = "ada", name: str = "Ada Byron", **fields: Any) -> Change:
    """A new contact."""
    return Change("contacts", id_, None, {"id": id_, "name": name, **fields})


def logged(id_: str, *people: str, **fields: Any) -> Change:
    """A new interaction."""
    doc: Document = {"id": id_, "on": "2026-11-20", "people": list(people), "kind": "coffee", **fields}
    return Change("interactions", id_, None, doc)


def edited(before: Document, **fields: Any) -> Change:
    """A contact with some fields set; None takes a field away."""
    after = {key: value for key, value in {**before, **fields}.items() if value is not None}
    return Change("contacts", before["id"], before, after)


def removed(before: Document, table: str = "contacts") -> Change:
    """A record taken away."""
    return Change(table, before["id"], before, None)


def undo(store: Store) -> Kept:
    """As the gardener undoes."""
    last = store.undoable()
    assert last is not None
    taken_back = deed(*last.inverse(), undoes=last.id, label=f"took back: {last.label}")
    return store.keep(taken_back)


def redo(store: Store) -> Kept:
    """As the gardener does again."""
    last = store.redoable()
    assert last is not None
    return store.keep(deed(*last.changes, redoes=last.id, label=last.label))


def facts(kept: Any) -> dict[str, dict[str, Document]]:
    """The tables that deeds make, without the garden's own record; an empty table is no table."""
    return {
        name: dict(table) for name, table in kept.tables.items() if table and name not in ("meta", "beds")
    }
