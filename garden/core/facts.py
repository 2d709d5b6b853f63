"""Facts: everything a garden's file says, in memory, indexed by person.  Immutable: a deed makes the next.

Only facts are stored; what a plant looks like today is a function of the facts and the day (see `reading`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import Any, Final, NamedTuple, TypeVar

from garden.core.days import Columns
from garden.core.model import (
    DEFAULT_BEDS,
    Bed,
    Change,
    Contact,
    Document,
    Interaction,
    Promise,
    Rest,
    logged,
    rests_of,
)

V = TypeVar("V")

Tables = Mapping[str, Mapping[str, Document]]
"""table name -> record id -> document."""

TABLES: Final = ("contacts", "interactions", "promises", "beds", "meta")
SCHEMA: Final = 1

_FEW: Final = 4
"""People looked up one by one before everybody is indexed."""


class Everybody(NamedTuple):
    """Every interaction, in the file's order; and person -> the places of theirs in it, ascending.

    Places, not documents: a large garden's documents lie far apart in memory, and to visit them person by person takes
    ten times as long as in the order of the file.
    """

    columns: Columns
    whose: dict[str, list[int]]


class Facts:
    """The records of one garden.  Documents must not be changed in place: `after` answers a new Facts."""

    def __init__(self, tables: Tables) -> None:
        self.tables: Tables = tables
        self.kept: dict[str, object] = {}
        """By person: what was worked out from its interactions, for whoever works it out (see `reading`)."""
        self._everybody: Everybody | None = None
        self._docs_of: dict[str, list[Document]] = {}

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

    @cached_property
    def tags(self) -> frozenset[str]:
        """Every tag that somebody has, as it is written."""
        return frozenset(tag for contact in self.contacts.values() for tag in contact.tags)

    @property
    def meta(self) -> Document:
        """The garden's own record; empty while nothing has been saved."""
        return next((doc for doc in self.table("meta").values() if "schema" in doc), {})

    @property
    def views(self) -> Mapping[str, str]:
        """The saved views of the garden: name to query."""
        found = self.meta.get("views")
        kept = found if isinstance(found, dict) else {}
        return {
            name: query for name, query in kept.items() if isinstance(name, str) and isinstance(query, str)
        }

    @property
    def holds_records(self) -> bool:
        """Whether there is any record at all, of whatever table: False for a garden of which no file is there yet."""
        return any(self.tables.values())

    @cached_property
    def rests(self) -> tuple[Rest, ...]:
        """Rests of the whole garden."""
        return rests_of(self.meta.get("rests"))

    def bed_of(self, contact: Contact) -> Bed:
        """The contact's bed; a bed that is not there reads as the default bed."""
        return self.beds.get(contact.bed) or self.beds["circle"]

    def docs_of(self, person: str) -> list[Document]:
        """The interaction documents that name a contact, oldest first: by day, then by when logged."""
        own = self._docs_of.get(person)
        if own is not None:
            return own
        if self._everybody is None and len(self._docs_of) < _FEW:
            docs: Iterable[Document] = self.table("interactions").values()
            named = (doc for doc in docs if type(doc.get("people")) is list and person in doc["people"])
            own = [doc for doc in named if type(doc.get("on")) is str]
        else:
            everybody = self.everybody()
            own = [everybody.columns.docs[place] for place in everybody.whose.get(person, ())]
        own = self._docs_of[person] = sorted(own, key=_when)
        return own

    def everybody(self) -> Everybody:
        """Whose each document is, told at once: for whoever is about to ask for all of them."""
        if self._everybody is None:
            self._everybody = _everybody(self.table("interactions").values())
        return self._everybody

    def places_of(self, person: str) -> Sequence[int] | None:
        """Where in `everybody().columns` a contact's documents are; None where `docs_of` knows better."""
        return None if person in self._docs_of else self.everybody().whose.get(person, ())

    def history(self, person: str) -> tuple[Interaction, ...]:
        """The contact's interactions, oldest first."""
        return tuple(i for i in map(Interaction.of, self.docs_of(person)) if i is not None)

    def promises_of(self, person: str) -> tuple[Promise, ...]:
        """The contact's promises, open and done."""
        return tuple(p for p in self.promises.values() if p.person == person)

    def after(self, changes: Iterable[Change]) -> Facts:
        """The facts once `changes` are made; this object stays as it is.

        What is known of people whom no change touches is carried over, so that one log in a large garden
        costs little.
        """
        tables: dict[str, dict[str, Document]] = {}
        touched: set[str] = set()
        for change in changes:
            touched.add(change.id)
            records = tables.get(change.table)
            if records is None:
                records = tables[change.table] = dict(self.table(change.table))
            if change.after is None:
                records.pop(change.id, None)
            else:
                records[change.id] = change.after
        later = Facts({**self.tables, **tables})
        self._carry_over(later, tables, touched)
        return later

    def _carry_over(
        self, later: Facts, changed: Mapping[str, Mapping[str, Document]], touched: set[str]
    ) -> None:
        known = self.__dict__  # where cached_property keeps what was asked for
        for table, name, view in (("contacts", "contacts", Contact.of), ("promises", "promises", Promise.of)):
            if name in known:
                later.__dict__[name] = (
                    known[name]
                    if table not in changed
                    else _viewed(known[name], self.table(table), changed[table], view)
                )
        if "interactions" not in changed:
            later._everybody, later._docs_of, later.kept = self._everybody, self._docs_of, dict(self.kept)
        elif self._everybody is not None:
            before, after = self.table("interactions"), changed["interactions"]
            gone = {id(before[id_]) for id_ in touched if id_ in before}
            added = [after[id_] for id_ in touched if id_ in after]
            people = {
                person for id_ in touched for table in (before, after) for person in _people(table.get(id_))
            }
            later._everybody, later._docs_of = self._everybody, dict(self._docs_of)
            for person in people:
                own = [doc for doc in self.docs_of(person) if id(doc) not in gone]
                own += [doc for doc in added if person in _people(doc)]
                later._docs_of[person] = sorted(own, key=_when)
            later.kept = {person: known for person, known in self.kept.items() if person not in people}


def _viewed(
    known: Mapping[str, V],
    before: Mapping[str, Document],
    after: Mapping[str, Document],
    view: Callable[[Document], V],
) -> dict[str, V]:
    """The views of a table's documents, those of unchanged documents taken from `known`."""
    return {id_: known[id_] if before.get(id_) is doc else view(doc) for id_, doc in after.items()}


def _people(doc: Document | None) -> set[str]:
    """The contacts whose log a document belongs to: those it names, where it names a day."""
    people = doc.get("people") if doc is not None and type(doc.get("on")) is str else None
    return _named(people) if type(people) is list else set()


def _named(people: list[Any]) -> set[str]:
    return {person for person in people if type(person) is str}


def _when(doc: Document) -> tuple[str, str, str]:
    return doc["on"], *logged(doc)


def _everybody(table: Iterable[Document]) -> Everybody:
    whose: defaultdict[str, list[int]] = defaultdict(list)
    columns = Columns()
    left = iter(table)
    while docs := list(islice(left, _AT_ONCE)):
        first = len(columns.docs)
        for place, people in enumerate(columns.add(docs), first):
            if type(people) is not list:
                continue
            if len(people) == 1 and type(people[0]) is str:  # the usual case, and a large garden has many
                whose[people[0]].append(place)
            else:
                for person in _named(people):
                    whose[person].append(place)
    columns.all_there()
    return Everybody(columns, dict(whose))


_AT_ONCE: Final = 256
"""Documents looked at before the next ones are."""
