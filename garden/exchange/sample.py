"""A sample garden's TOML -> the tables of a garden's file, as if it had been kept until today.

Every day in a sample is said relative to today, and months and years are whole numbers of days, so that a sample
looks the same whenever it is opened: same data and day, same tables, ids and all; another day, the same tables
moved.  What looks like chance is a hash of what is said.  The data may be a user's own: it is checked, and bounded.

    title, welcome      shown when it opens
    [notes]             kind -> notes for older interactions that have none of their own
    [[bed]]             name, every (days), species; only those that differ from the default beds
    [[person]]          name, aliases, bed, species, every, tags, emails, phones, urls, org, title, birthday, met,
                        met_how, introduced_by, notes, rests, archived, and lists of tables:
      rhythm            spans of regular contact: from, until, every, jitter (0..0.9), kinds, flows, places, with,
                        notes (told in this order, spread over the span; "visit: Two nights." sets the kind),
                        noted (the share of the others that get one from [notes])
      log               interactions: on, kind, flow, favor, minutes, place, tags, note, with, introduced
      promise           text, by ("me", "them"), due, done
      rests             from, until

A day is "-3d", "+2w", "-9y6m" or "today".  A birthday is such a day (`turns` gives the year), or "1984-03-12", or
"--03-12".  A weight in a rhythm's `kinds` may name a flow or a favour: { coffee = 5, "help:gave" = 1 }.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from hashlib import blake2b
from typing import Any, Final

from garden.botany.stand_ins import stand_in
from garden.core.errors import NotUnderstood
from garden.core.facts import SCHEMA, Tables
from garden.core.model import (
    DEFAULT_BED,
    DEFAULT_BEDS,
    EVERY_MAX,
    EVERY_MIN,
    FAVORS,
    FLOWS,
    KINDS,
    Document,
    day_of,
)
from garden.exchange.entries import Entry

MOST: Final = 20_000
"""Interactions that a sample may grow to."""

OFTEN: Final = 4
"""How many people may have the same note of `[notes]`, each of them once."""

_BIRTHDAY: Final = re.compile(r"(\d{4}|-)-\d\d-\d\d")
_ONE_WAY: Final = frozenset({"message", "email", "letter", "gift", "intro", "help", "ask", "other"})
"""Kinds that may be of one side only; the rest are both ways unless the data says otherwise."""
_FAR: Final = _ONE_WAY | {"call", "video"}
"""Kinds that happen nowhere in particular."""
_FLOW_OF: Final = {"gave": "out", "got": "in", "asked": "out"}

_TOP: Final = ("title", "welcome", "notes", "bed", "person", "rests")
_PERSON: Final = (
    "name", "aliases", "bed", "species", "every", "tags", "emails", "phones", "urls", "org", "title", "birthday",
    "turns", "met", "met_how", "introduced_by", "notes", "rests", "archived", "rhythm", "log", "promise",
)  # fmt: skip
_RHYTHM: Final = ("from", "until", "every", "jitter", "kinds", "flows", "notes", "noted", "places", "with")
_LOG: Final = ("on", "kind", "flow", "favor", "minutes", "place", "tags", "note", "with", "introduced")


def tables(data: Mapping[str, Any], today: date, *, name: str = "this sample garden") -> Tables:
    """The documents of a sample garden by table and id, ready for `Facts` or a store.

    Raises NotUnderstood for data that is not a sample garden: which (`name`), where in it, what would be right.
    """
    return _Sower(Entry(name, data, _TOP), today).sow()


class _Sower:
    """One sample on its way into tables."""

    def __init__(self, top: Entry, today: date) -> None:
        self.top, self.today = top, today
        self.title = top.text("title", top.where)
        self.persons = top.entries("person", _PERSON)
        self.ids: dict[str, str] = {}
        self.tables: dict[str, dict[str, Document]] = {
            table: {} for table in ("contacts", "interactions", "promises", "beds", "meta")
        }
        self.serial = 0
        self.heard: Counter[str] = Counter()
        notes = Entry(f"{top.where}, notes", top.table.get("notes", {}), KINDS)
        self.pool = {kind: notes.texts(kind) for kind in KINDS}

    def sow(self) -> Tables:
        beds = self._beds()
        for person in self.persons:
            person.where = f"{self.top.where}, {person.text('name') or person.where.rpartition(', ')[2]}"
            name = person.text("name")
            if not name:
                raise person.wrong("name", "there is none", "a name")
            if name in self.ids:
                raise person.wrong("name", "there are two of this name", "a name of its own")
            self.ids[name] = _id("contact", self.title, name)
        first = self.today
        for person in self.persons:
            first = min(first, self._contact(person, beds))
        garden = _id("garden", self.title)
        self._put(
            "meta", {"id": garden, "schema": SCHEMA, "garden": garden, "rests": self._rests(self.top)}, first
        )
        return self.tables

    def _beds(self) -> set[str]:
        beds = set(DEFAULT_BEDS)
        for bed in self.top.entries("bed", ("name", "every", "species")):
            name = bed.text("name")
            doc: Document = {"id": name, "name": name, "species": bed.text("species")}
            if "every" in bed:
                doc["every"] = int(bed.number("every", 0, EVERY_MIN, EVERY_MAX))
            self._put("beds", doc, self.today)
            beds.add(name)
        return beds

    def _contact(self, person: Entry, beds: set[str]) -> date:
        """Plant one person with everything that happened; answers the first day of it."""
        name = person.text("name")
        id_ = self.ids[name]
        bed = person.choice("bed", tuple(sorted(beds)), DEFAULT_BED)
        doc: Document = {
            "id": id_,
            "name": name,
            "aliases": person.texts("aliases"),
            "bed": bed,
            "species": person.text("species") or self._species(id_, bed),
            "engine": 1,
            "tags": person.texts("tags"),
            "emails": person.texts("emails"),
            "phones": person.texts("phones"),
            "urls": person.texts("urls"),
            "org": person.text("org"),
            "title": person.text("title"),
            "birthday": self._birthday(person),
            "met_how": person.text("met_how"),
            "introduced_by": self._named(person, person.text("introduced_by"))
            if "introduced_by" in person
            else "",
            "notes": person.text("notes"),
            "rests": self._rests(person),
            "archived": person.flag("archived"),
        }
        if "every" in person:
            doc["every"] = int(person.number("every", 0, EVERY_MIN, EVERY_MAX))
        days = [self._logged(person, entry, id_) for entry in person.entries("log", _LOG)]
        taken = set(days)
        days += self._grown(person, id_, taken)
        planted = min(days, default=self.today)
        if "met" in person:
            met = self._past(person, "met")
            doc["met_on"] = met.isoformat()
            planted = min(planted, met)
        self._put("contacts", doc, planted)
        for entry in person.entries("promise", ("text", "by", "due", "done")):
            self._promise(entry, id_)
        return planted

    def _species(self, id_: str, bed: str) -> str:
        """The bed's species, or one that the id decides: written down, as whoever is planted has it."""
        return str(self.tables["beds"].get(bed, {}).get("species", "")) or stand_in(id_)

    def _logged(self, person: Entry, entry: Entry, id_: str) -> date:
        """One interaction that the data spells out."""
        on = self._past(entry, "on")
        kind = entry.choice("kind", KINDS, "message" if "flow" in entry else "coffee")
        favor = entry.choice("favor", ("", *FAVORS), "")
        flow = entry.choice("flow", FLOWS, _FLOW_OF.get(favor, "both") if kind in _ONE_WAY else "both")
        doc: Document = {
            "people": self._people(entry, id_),
            "kind": kind,
            "flow": flow,
            "favor": favor or None,
        }
        doc["introduced"] = [self._named(entry, other) for other in entry.texts("introduced")]
        if "minutes" in entry:
            doc["minutes"] = int(entry.number("minutes", 0, 1, 10_000))
        doc |= {"place": entry.text("place"), "tags": entry.texts("tags"), "note": entry.text("note")}
        self._interaction(on, doc)
        return on

    def _grown(self, person: Entry, id_: str, taken: set[date]) -> list[date]:
        """The interactions of a person's rhythms; no two on a day, no note twice."""
        days: list[date] = []
        spare = {kind: _shuffled(notes, id_ + kind) for kind, notes in self.pool.items()}
        for number, rhythm in enumerate(person.entries("rhythm", _RHYTHM)):
            draw = _drawer(id_, str(number))
            day, until = self._past(rhythm, "from"), self._past(rhythm, "until", "today")
            every = rhythm.number("every", 30, EVERY_MIN, EVERY_MAX)
            jitter = rhythm.number("jitter", 0.35, 0, 0.9)
            noted = rhythm.number("noted", 0.3, 0, 1)
            kinds = rhythm.weights("kinds", {"coffee": 1})
            flows = rhythm.weights("flows", {"both": 6, "out": 2, "in": 2})
            places = rhythm.texts("places")
            people = self._people(rhythm, id_)
            own, told, first = rhythm.texts("notes"), 0, day
            while day <= until:
                key = str((day - self.today).days)
                if day not in taken:
                    spec, note = _pick(kinds, draw(key, "kind")), ""
                    if told < len(own) and (day - first) >= (until - first) * (
                        (told + draw(str(told))) / len(own)
                    ):
                        spec, note = _as_told(own[told], spec)
                        told += 1
                    kind, flow, favor = _spelled(rhythm, spec)
                    if not flow:
                        flow = _pick(flows, draw(key, "flow")) if kind in _ONE_WAY else "both"
                    if flow not in FLOWS:
                        raise rhythm.wrong("flows", f"“{flow}” is not known", f"one of {', '.join(FLOWS)}")
                    doc: Document = {"people": people, "kind": kind, "flow": flow, "favor": favor or None}
                    if places and not note and kind not in _FAR:
                        doc["place"] = places[int(draw(key, "place") * len(places))]
                    if not note and draw(key, "note") < noted:
                        note = self._note(spare[kind])
                    doc["note"] = note
                    self._interaction(day, doc)
                    taken.add(day)
                    days.append(day)
                gap = every * (1 + jitter * (2 * draw(key, "gap") - 1))
                day += timedelta(days=max(1, round(gap)))
        return days

    def _note(self, notes: list[str]) -> str:
        """Take the next note that has not been heard too often in this garden, or ""."""
        while notes:
            note = notes.pop()
            self.heard[note] += 1
            if self.heard[note] <= OFTEN:
                return note
        return ""

    def _interaction(self, on: date, doc: Document) -> None:
        self.serial += 1
        if self.serial > MOST:
            raise NotUnderstood(f"{self.top.where}: this grows to more than {MOST:,} interactions.")
        ago = (self.today - on).days
        id_ = _id("interaction", self.title, *doc["people"], str(ago), str(self.serial))
        self._put("interactions", {"id": id_, "on": on.isoformat(), **doc}, on)

    def _promise(self, entry: Entry, person: str) -> None:
        text = entry.text("text")
        if not text:
            raise entry.wrong("text", "there is none", "what was promised")
        doc: Document = {"id": _id("promise", person, text), "person": person, "text": text}
        doc["by"] = entry.choice("by", ("me", "them"), "me")
        for key, said in (("due", "due"), ("done_on", "done")):
            doc[key] = entry.day(said, self.today).isoformat() if said in entry else None
        self._put("promises", doc, self.today - timedelta(days=1))

    def _put(self, table: str, doc: Document, on: date) -> None:
        """Keep a document, stamped at the start of a day so that nothing seems to come from the future."""
        stamp = f"{on.isoformat()}T00:00:{self.serial // 1000:02d}.{self.serial % 1000:03d}Z"
        kept = {key: value for key, value in doc.items() if value not in ("", [], None, False)}
        self.tables[table][doc["id"]] = {**kept, "created": stamp, "updated": stamp}

    def _people(self, entry: Entry, id_: str) -> list[str]:
        return list(dict.fromkeys([id_, *(self._named(entry, other) for other in entry.texts("with"))]))

    def _named(self, entry: Entry, name: str) -> str:
        if name not in self.ids:
            raise NotUnderstood(f"{entry.where}: nobody here is called “{name}”; give a person's full name.")
        return self.ids[name]

    def _past(self, entry: Entry, key: str, default: str = "") -> date:
        day = entry.day(key, self.today, default)
        if day > self.today:
            raise entry.wrong(key, f"“{entry.text(key)}” has not come yet", "today or before")
        return day

    def _rests(self, entry: Entry) -> list[Document]:
        rests: list[Document] = []
        for rest in entry.entries("rests", ("from", "until")):
            until = rest.day("until", self.today).isoformat() if "until" in rest else None
            rests.append({"from": rest.day("from", self.today).isoformat(), "until": until})
        return rests

    def _birthday(self, person: Entry) -> str:
        said = person.text("birthday")
        if not said:
            return ""
        if _BIRTHDAY.fullmatch(said):
            if day_of(said.replace("--", "2000-", 1) if said.startswith("--") else said) is None:
                raise person.wrong("birthday", f"“{said}” is in no calendar", "a day that is")
            return said
        day = person.day("birthday", self.today)
        if "turns" not in person:
            return f"-{day.isoformat()[4:]}"
        year = day.year - int(person.number("turns", 0, 0, 120))
        try:
            return day.replace(year=year).isoformat()
        except ValueError:  # the 29th of February of a common year
            return day.replace(year=year, day=28).isoformat()


def _id(*parts: str) -> str:
    return blake2b("\x1f".join(parts).encode(), digest_size=10).hexdigest()


def _drawer(*parts: str) -> Callable[..., float]:
    """A function of words that answers a number in 0 <= x < 1, always the same for the same words."""
    salt = "\x1f".join(parts)

    def draw(*more: str) -> float:
        digest = blake2b("\x1f".join((salt, *more)).encode(), digest_size=7).digest()
        return int.from_bytes(digest) / (1 << 56)

    return draw


def _pick(weights: Mapping[str, float], where: float) -> str:
    left = where * sum(weights.values())
    for key, weight in weights.items():
        left -= weight
        if left < 0:
            return key
    return next(reversed(list(weights)))


def _shuffled(items: list[str], salt: str) -> list[str]:
    draw = _drawer(salt)
    return sorted(items, key=draw)


def _as_told(note: str, spec: str) -> tuple[str, str]:
    """The kind that a note begins with ("visit: Two nights on the sofa."), else `spec`; and the note itself."""
    before, colon, after = note.partition(": ")
    return (before, after) if colon and before.partition(":")[0] in KINDS else (spec, note)


def _spelled(rhythm: Entry, spec: str) -> tuple[str, str, str]:
    """The kind, flow and favour in a weight's name, e.g. "coffee", "message:in", "help:gave"."""
    kind, _, more = spec.partition(":")
    if kind not in KINDS or (more and more not in (*FLOWS, *FAVORS)):
        raise rhythm.wrong("kinds", f"“{spec}” is not known", "a kind, or a kind:flow, or a kind:favour")
    return kind, (more if more in FLOWS else _FLOW_OF.get(more, "")), (more if more in FAVORS else "")
