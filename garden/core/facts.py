"""Facts: everything a garden's file says, held in memory and indexed by person.  Immutable: a deed makes the next.

Only facts are stored; what a plant looks like today is a function of the facts and the day (see `reading`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Final

from garden.core.model import DEFAULT_BEDS, Bed, Change, Contact, Document, Interaction, Promise, Rest, rests_of

Tables = Mapping[str, Mapping[str, Document]]
"""table name -> record id -> document."""

TABLES: Final = ("contacts", "interactions", "promises", "beds", "meta")
SCHEMA: Final = 1


class Facts:
    """The records of one garden.  Documents must not be changed in place: `after` answers a new Facts."""

    def __init__(self, tables: Tables) -> None:
        self.tables: Tables = tables
        self._docs_by_person: dict[str, list[Document]] | None = None

    def table(self, name: str) -> Mapping[str, Document]:
        """The documents of a table by id; empty where the file has none."""
        return self.tables.get(name, {})

    @cached_property
    def contacts(self) -> Mapping[str, Contact]:
        """Every contact by id, archived ones too, in the file's order."""
        return {id_: Contact.of(doc) for id_, doc in self.table("contacts").items()}

    @cached_property
    def beds(self) -> Mapping[str, Bed]:
        """Every bed by id: the default ones, then the file's over them."""
        return {**DEFAULT_BEDS, **{id_: Bed.of(doc) for id_, doc in self.table("beds").items()}}

    @cached_property
    def promises(self) -> Mapping[str, Promise]:
        """Every promise by id."""
        return {id_: Promise.of(doc) for id_, doc in self.table("promises").items()}

    @property
    def meta(self) -> Document:
        """The garden's own record; empty while nothing has been saved."""
        return next((doc for doc in self.table("meta").values() if "schema" in doc), {})

    @cached_property
    def rests(self) -> tuple[Rest, ...]:
        """Rests of the whole garden."""
        return rests_of(self.meta.get("rests"))

    def bed_of(self, contact: Contact) -> Bed:
        """The contact's bed; a bed that is not there reads as the default bed."""
        return self.beds.get(contact.bed) or self.beds["circle"]

    def docs_of(self, person: str) -> list[Document]:
        """The interaction documents that name a contact, oldest first (by day, then by when they were logged)."""
        if self._docs_by_person is None:
            self._docs_by_person = _by_person(self.table("interactions").values())
        return self._docs_by_person.get(person, [])

    def history(self, person: str) -> tuple[Interaction, ...]:
        """The contact's interactions, oldest first."""
        return tuple(i for i in map(Interaction.of, self.docs_of(person)) if i is not None)

    def promises_of(self, person: str) -> tuple[Promise, ...]:
        """The contact's promises, open and done."""
        return tuple(p for p in self.promises.values() if p.person == person)

    def after(self, changes: Iterable[Change]) -> Facts:
        """The facts once `changes` are made; this object stays as it is."""
        tables: dict[str, dict[str, Document]] = {}
        for change in changes:
            records = tables.get(change.table)
            if records is None:
                records = tables[change.table] = dict(self.table(change.table))
            if change.after is None:
                records.pop(change.id, None)
            else:
                records[change.id] = change.after
        return Facts({**self.tables, **tables})


def _by_person(docs: Iterable[Document]) -> dict[str, list[Document]]:
    found: dict[str, list[Document]] = {}
    for doc in docs:
        people = doc.get("people")
        if type(people) is list and type(doc.get("on")) is str:
            for person in people:
                if type(person) is str:
                    found.setdefault(person, []).append(doc)
    for own in found.values():
        own.sort(key=lambda doc: (doc["on"], str(doc.get("created", ""))))
    return found
