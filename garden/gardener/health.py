"""What the facts themselves have wrong, and what of it can be mended without a guess.  Pure: no store is asked.

Mending takes nothing away.  Somebody who is named and not there gets a stand-in in the archive, to be renamed or left;
a day is rewritten only where what stands there can mean one day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from garden.core.facts import Facts
from garden.core.model import Change, Document, day_of
from garden.gardener import records

_DAYS: Final = (
    ("interactions", "on", True), ("promises", "due", False), ("promises", "done_on", False),
)  # fmt: skip
"""table, field, whether the record is blind without it."""
_DAY: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?|(\d{4})(\d\d)(\d\d)")
_BIRTHDAY: Final = re.compile(r"(\d{4}-|--)\d\d-\d\d")
_MET: Final = re.compile(r"\d{4}(-\d\d){0,2}")
_LIST: Final[tuple[type, str]] = (list, "a list")
_KINDS: Final[Mapping[str, Mapping[str, tuple[type, str]]]] = {
    "contacts": {
        **dict.fromkeys(("aliases", "tags", "emails", "phones", "urls", "rests"), _LIST),
        "every": (int, "a number of days"), "notes": (str, "text"),
    },
    "interactions": {
        "people": _LIST, "introduced": _LIST, "tags": _LIST, "note": (str, "text"), "minutes": (int, "a number"),
    },
    "promises": {"text": (str, "text"), "person": (str, "a contact's id")},
    "beds": {"rests": _LIST, "every": (int, "a number of days")},
}  # fmt: skip
_FIRST: Final = 1900
"""No day before this year was lived through by whoever keeps the garden."""


class Ailment(NamedTuple):
    """`kind`: a word for programs; `sentence`: for the person; `mends`: what would mend it, nothing where it takes a
    person; `note`: it is worth knowing, and not wrong."""

    kind: str
    sentence: str
    mends: tuple[Change, ...] = ()
    note: bool = False


def examine(facts: Facts, today: date, stamp: str) -> list[Ailment]:
    """Everything that is wrong with the records, in the order of the tables.  `stamp`: when it would be mended."""
    found = [*_nobody(facts, stamp), *_days(facts, today, stamp), *_fields(facts), *_kinds(facts)]
    if waiting := facts.meta.get("waiting"):
        many = len(waiting) if isinstance(waiting, list) else 1
        found.append(
            Ailment(
                "waiting", f"{many} that two copies said differently: `garden merge --waiting`.", note=True
            )
        )
    return found


def _nobody(facts: Facts, stamp: str) -> list[Ailment]:
    """Contacts that are named, and are not there."""
    contacts = facts.table("contacts")
    missing: dict[str, int] = {}
    for person in _named(facts):
        if person not in contacts:
            missing[person] = missing.get(person, 0) + 1
    found = []
    for person, times in missing.items():
        values = {
            "name": f"Somebody ({person[:8]})",
            "bed": "circle",
            "archived": True,
            "engine": records.ENGINE,
        }
        doc = {
            **records.made(person, values, stamp),
            "notes": "Named in the garden, but not there: a stand-in.",
        }
        found.append(
            Ailment(
                "dangling",
                f"{_count(times, 'record')} {'names' if times == 1 else 'name'} somebody who is not there "
                f"({person[:20]}); a stand-in in the archive mends it.",
                (Change("contacts", person, None, doc),),
            )
        )
    return found


def _named(facts: Facts) -> Iterator[str]:
    for doc in facts.table("interactions").values():
        for people in (doc.get("people"), doc.get("introduced")):
            yield from (
                (each for each in people if isinstance(each, str) and each)
                if isinstance(people, list)
                else ()
            )
    for table, field in (("promises", "person"), ("contacts", "introduced_by")):
        for doc in facts.table(table).values():
            if isinstance(person := doc.get(field), str) and person:
                yield person


def _days(facts: Facts, today: date, stamp: str) -> list[Ailment]:
    found = []
    for table, field, needed in _DAYS:
        for id_, doc in facts.table(table).items():
            said = doc.get(field)
            if said is None and not needed:
                continue
            day = day_of(said)
            where = f"{_what(table, doc)} ({id_[:8]})"
            if day is None:
                meant = _meant(said)
                if meant is not None:
                    after = {**doc, field: meant.isoformat(), "updated": stamp}
                    found.append(
                        Ailment(
                            "date", f"{where}: {field} is {_said(said)}; that means {meant}.",
                            (Change(table, id_, doc, after),),
                        )
                    )  # fmt: skip
                else:
                    lost = ", so that it is not seen" if needed else ""
                    found.append(
                        Ailment("date", f"{where}: {field} is {_said(said)}, which is no day{lost}.")
                    )
            elif day.year < _FIRST:
                found.append(Ailment("date", f"{where}: {field} is {day}, long before your time."))
            elif field != "due" and day > today:
                found.append(
                    Ailment("future", f"{where}: {field} is {day}, which is still to come.", note=True)
                )
    return found


def _fields(facts: Facts) -> list[Ailment]:
    found = []
    for id_, doc in facts.table("contacts").items():
        name = doc.get("name")
        where = f"{name if isinstance(name, str) else 'A contact'} ({id_[:8]})"
        if not isinstance(name, str) or not name.strip():
            found.append(Ailment("name", f"{where} has no name: `garden edit {id_[:12]} --name NAME`."))
        born = doc.get("birthday")
        if born is not None and not _is_birthday(born):
            found.append(Ailment("date", f"{where}: birthday is {_said(born)}, which is no day."))
        met = doc.get("met_on")
        if met is not None and not _is_met(met):
            found.append(Ailment("date", f"{where}: met_on is {_said(met)}, which is no day."))
        bed = doc.get("bed")
        if isinstance(bed, str) and bed and bed not in facts.beds:
            found.append(
                Ailment(
                    "bed",
                    f"{where} is in a bed that is not there ({bed[:20]}); counted in circle.",
                    note=True,
                )
            )
    rested: list[tuple[str, Mapping[str, Any]]] = [("The garden", facts.meta)]
    rested += [
        (str(doc.get("name")), doc) for table in ("contacts", "beds") for doc in facts.table(table).values()
    ]
    for who, each in rested:
        rests = each.get("rests")
        for item in rests if isinstance(rests, list) else ():
            start, until = (
                (day_of(item.get(k)) for k in ("from", "until")) if isinstance(item, dict) else (None, None)
            )
            if start is None or (until is not None and until < start):
                found.append(Ailment("rest", f"{who}: a rest {_said(item)} that never was."))
    return found


def _kinds(facts: Facts) -> list[Ailment]:
    """Fields of another kind than theirs: what stands in them is kept, and not seen."""
    found = []
    for table, kinds in _KINDS.items():
        for id_, doc in facts.table(table).items():
            for field, (kind, called) in kinds.items():
                said = doc.get(field)
                if said is None or (isinstance(said, kind) and not isinstance(said, bool)):
                    continue
                where = f"{_what(table, doc)} ({id_[:8]})"
                found.append(Ailment("kind", f"{where}: {field} is {_said(said)}, which is not {called}."))
    return found


def _is_met(said: object) -> bool:
    if not isinstance(said, str) or not _MET.fullmatch(said):
        return False
    return day_of(f"{said}-01-01"[:10]) is not None


def _is_birthday(said: object) -> bool:
    if not isinstance(said, str) or not _BIRTHDAY.fullmatch(said):
        return False
    return day_of(said if said[0] != "-" else f"2000{said[1:]}") is not None


def _meant(said: object) -> date | None:
    """The one day that a strange way of writing one can mean; None where it is a guess (which is the month of 3/4?)."""
    matched = (
        _DAY.fullmatch(str(said).strip())
        if isinstance(said, str | int) and not isinstance(said, bool)
        else None
    )
    if matched is None:
        return None
    year, month, day = (int(part) for part in matched.groups() if part)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _what(table: str, doc: Document) -> str:
    said = next(
        (doc[k] for k in ("name", "text", "note", "kind") if isinstance(doc.get(k), str) and doc[k]), ""
    )
    return (
        f"{table.removesuffix('s').capitalize()} “{said[:40]}”"
        if said
        else table.removesuffix("s").capitalize()
    )


def _said(value: object) -> str:
    return "missing" if value is None else f"“{str(value)[:40]}”"


def _count(number: int, noun: str) -> str:
    return f"1 {noun}" if number == 1 else f"{number} {noun}s"


def mending(ailments: Sequence[Ailment]) -> list[Change]:
    """One change a record of all that can be mended: where two touch one record, both count."""
    made: dict[tuple[str, str], Change] = {}
    for ailment in ailments:
        for change in ailment.mends:
            known = made.get((change.table, change.id))
            if known is not None and known.after is not None and change.after is not None:
                before = change.before or {}
                moved = {k: v for k, v in change.after.items() if before.get(k) != v}
                made[change.table, change.id] = known._replace(after={**known.after, **moved})
            else:
                made[change.table, change.id] = change
    return list(made.values())
