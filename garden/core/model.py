"""Contact, Interaction, Promise, Bed: typed views of the documents that a garden's file holds.

The document (a JSON object) is the record: fields that we do not know stay in it, and every change is made to the
document.  A view never raises on a strange document: what does not fit its type reads as absent.

Named tuples, here and where readings and drafts are made: a dataclass costs a millisecond at every start, and a
large garden makes thousands of these.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Final, Literal, NamedTuple

Document = dict[str, Any]
"""One record as the file holds it: a JSON object with a string `id`."""

Flow = Literal["out", "in", "both"]
Favor = Literal["gave", "got", "asked"]

FLOWS: Final = ("out", "in", "both")
FAVORS: Final = ("gave", "got", "asked")
KINDS: Final = (
    "coffee", "meal", "drinks", "call", "video", "message", "email", "letter", "meeting", "event", "visit", "walk",
    "gift", "intro", "help", "ask", "other",
)  # fmt: skip
EVERY_MIN: Final = 1
EVERY_MAX: Final = 3650
"""Bounds of a cadence, in days."""

SHED: Final = "shed"
"""The bed that is kept and searchable, but not drawn: no cadence, no state."""
DEFAULT_BED: Final = "circle"


def day_of(value: object) -> date | None:
    """The ISO day in `value` (a string such as "2026-11-23"; a time behind it is ignored), or None."""
    if not isinstance(value, str):
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def logged(doc: Document) -> tuple[str, str]:
    """What orders the interactions of one day: when each was logged, then its id."""
    return str(doc.get("created")), str(doc.get("id"))


def _text(doc: Mapping[str, Any], key: str) -> str:
    value = doc.get(key)
    return value if isinstance(value, str) else ""


def _texts(doc: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = doc.get(key)
    if isinstance(value, str):
        return (value,) if value else ()
    return tuple(v for v in value if isinstance(v, str)) if isinstance(value, list) else ()


def cadence_of(value: object) -> int | None:
    """A cadence in days within its bounds, or None."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return int(value) if EVERY_MIN <= value <= EVERY_MAX else None


class Rest(NamedTuple):
    """A span of days, both ends included, that does not count.  `until` None: until further notice."""

    start: date
    until: date | None


def rests_of(value: object) -> tuple[Rest, ...]:
    """The rests in a document's `rests` field, `[{"from": day, "until": day}]`; malformed ones are passed over."""
    if not isinstance(value, list):
        return ()
    found = []
    for item in value:
        if isinstance(item, dict) and (start := day_of(item.get("from"))) is not None:
            until = day_of(item.get("until"))
            if until is None or until >= start:
                found.append(Rest(start, until))
    return tuple(found)


class Contact(NamedTuple):
    """A person.  `every` is a cadence in days, None: the bed's.  `birthday` is `1990-05-10` or `--05-10`."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    bed: str = DEFAULT_BED
    species: str = ""
    engine: int = 1
    every: int | None = None
    tags: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    org: str = ""
    title: str = ""
    birthday: str = ""
    met_on: str = ""
    met_how: str = ""
    introduced_by: str = ""
    notes: str = ""
    rests: tuple[Rest, ...] = ()
    archived: bool = False

    @classmethod
    def of(cls, doc: Mapping[str, Any]) -> Contact:
        """The view of a document."""
        engine = doc.get("engine")
        return cls(
            id=_text(doc, "id"),
            name=_text(doc, "name") or "(no name)",
            aliases=_texts(doc, "aliases"),
            bed=_text(doc, "bed") or DEFAULT_BED,
            species=_text(doc, "species"),
            engine=engine if isinstance(engine, int) and not isinstance(engine, bool) else 1,
            every=cadence_of(doc.get("every")),
            tags=_texts(doc, "tags"),
            emails=_texts(doc, "emails"),
            phones=_texts(doc, "phones"),
            urls=_texts(doc, "urls"),
            org=_text(doc, "org"),
            title=_text(doc, "title"),
            birthday=_text(doc, "birthday"),
            met_on=_text(doc, "met_on"),
            met_how=_text(doc, "met_how"),
            introduced_by=_text(doc, "introduced_by"),
            notes=_text(doc, "notes"),
            rests=rests_of(doc.get("rests")),
            archived=doc.get("archived") is True,
        )


class Interaction(NamedTuple):
    """What happened, on a day, between the gardener and `people` (contact ids)."""

    id: str
    on: date
    people: tuple[str, ...]
    kind: str = "other"
    flow: Flow = "both"
    favor: Favor | None = None
    introduced: tuple[str, ...] = ()
    minutes: int | None = None
    place: str = ""
    tags: tuple[str, ...] = ()
    note: str = ""

    @classmethod
    def of(cls, doc: Mapping[str, Any]) -> Interaction | None:
        """The view of a document; None where it has no readable day."""
        on = day_of(doc.get("on"))
        if on is None:
            return None
        minutes = doc.get("minutes")
        kind, flow, favor = doc.get("kind"), doc.get("flow"), doc.get("favor")
        return cls(
            id=_text(doc, "id"),
            on=on,
            people=_texts(doc, "people"),
            kind=kind if isinstance(kind, str) and kind else "other",
            flow=flow if flow in FLOWS else "both",
            favor=favor if favor in FAVORS else None,
            introduced=_texts(doc, "introduced"),
            minutes=minutes if isinstance(minutes, int) and not isinstance(minutes, bool) else None,
            place=_text(doc, "place"),
            tags=_texts(doc, "tags"),
            note=_text(doc, "note"),
        )


class Promise(NamedTuple):
    """What one owes the other.  `by` "me": I promised; "them": they did.  Open while `done_on` is None."""

    id: str
    person: str
    text: str
    by: Literal["me", "them"] = "me"
    due: date | None = None
    done_on: date | None = None

    @classmethod
    def of(cls, doc: Mapping[str, Any]) -> Promise:
        """The view of a document."""
        return cls(
            id=_text(doc, "id"),
            person=_text(doc, "person"),
            text=_text(doc, "text"),
            by="them" if doc.get("by") == "them" else "me",
            due=day_of(doc.get("due")),
            done_on=day_of(doc.get("done_on")),
        )


class Bed(NamedTuple):
    """A named group with a default cadence (days; None: no cadence) and species ("": each plant its own)."""

    id: str
    name: str
    every: int | None
    species: str = ""
    rests: tuple[Rest, ...] = ()

    @classmethod
    def of(cls, doc: Mapping[str, Any]) -> Bed:
        """The view of a document."""
        id_ = _text(doc, "id")
        return cls(id_, _text(doc, "name") or id_, cadence_of(doc.get("every")), _text(doc, "species"),
                   rests_of(doc.get("rests")))  # fmt: skip


DEFAULT_BEDS: Final[Mapping[str, Bed]] = {
    bed.id: bed
    for bed in (
        Bed("inner", "inner", 14),
        Bed("friends", "friends", 30),
        Bed("circle", "circle", 90),
        Bed("horizon", "horizon", 365),
        Bed(SHED, SHED, None),
    )
}
"""Social layers of about 5, 15, 50 and 150 people are kept weekly, monthly, half-yearly and yearly (Hill & Dunbar
2003; Zhou et al. 2005); a bed asks a little more often than its layer.  Stand in where a file has none of that id."""


class Change(NamedTuple):
    """One record before and after; None: not there."""

    table: str
    id: str
    before: Document | None
    after: Document | None

    def inverse(self) -> Change:
        """The change that takes this one back."""
        return Change(self.table, self.id, self.after, self.before)


class Deed(NamedTuple):
    """One thing the gardener did, as data: what undo takes back, what the journal keeps, what is merged on saving.

    `label` is in the past tense, e.g. "logged coffee with Ada Byron".  `undoes` and `redoes` name another deed.
    `upon`: what it stands on besides what it changes, as the gardener saw it: the contacts that it names and all that
    goes with them, by which a contact that somebody removed meanwhile comes back whole.  Asked for only then.  Not
    journaled.
    """

    id: str
    at: str
    label: str
    changes: tuple[Change, ...] = ()
    undoes: str = ""
    redoes: str = ""
    upon: Callable[[], tuple[Change, ...]] = tuple

    def inverse(self) -> tuple[Change, ...]:
        """The changes that take this deed back, last first."""
        return tuple(change.inverse() for change in reversed(self.changes))

    def touched(self) -> Iterable[tuple[str, str]]:
        """The (table, id) of every record it changes."""
        return ((change.table, change.id) for change in self.changes)
