"""What may stand in a contact's fields: said values in, document values out, or a sentence saying what would be right.

Every function answers None for "nothing said": such a field is left out of the document (lean records).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from garden.core.errors import NotUnderstood
from garden.core.model import EVERY_MAX, EVERY_MIN

LISTS: Final = ("aliases", "tags", "emails", "phones", "urls")
TEXTS: Final = ("org", "title", "met_how", "notes")
FIELDS: Final = (
    *LISTS, *TEXTS, "bed", "every", "species", "birthday", "met_on", "introduced_by",
)  # fmt: skip
"""The fields of `Gardener.plant`; `edit` also takes `name` and `archived`."""
OWN: Final = ("birthday", "aliases", "emails", "phones", "urls")
"""What no two contacts share: never set for many at once."""
SAID: Final[Mapping[str, str]] = {
    "every": "cadence", "urls": "links", "org": "work", "met_on": "when you met", "met_how": "how you met",
    "introduced_by": "who introduced you",
}  # fmt: skip
"""What a field is called to a person, where that is not its name."""


def named(fields: Iterable[str]) -> list[str]:
    """What fields are called to a person."""
    return [SAID.get(field, field) for field in fields]


def shared(fields: Mapping[str, object]) -> None:
    """Raises NotUnderstood where fields that are to be set for many hold what is one contact's own."""
    for field in OWN:
        if fields.get(field) is not None:
            what = "A birthday is" if field == "birthday" else f"{SAID.get(field, field).capitalize()} are"
            raise NotUnderstood(
                f"{what} one contact's own.", hint="Say whose, by name; many may share bed, cadence and tags."
            )


_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO_BIRTHDAY: Final = re.compile(r"(?:(\d{4})-|--)?(\d{1,2})-(\d{1,2})\Z")
_SAID_BIRTHDAY: Final = (
    re.compile(
        r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\.?\s+(?P<month>[A-Za-z]{3,9})\.?,?(?:\s+(?P<year>\d{4}))?\Z"
    ),
    re.compile(r"(?P<month>[A-Za-z]{3,9})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?(?:\s+(?P<year>\d{4}))?\Z"),
)
_PARTIAL: Final = re.compile(r"(\d{4})(?:-(\d{2}))?\Z")


def text_of(value: object, what: str) -> str | None:
    """A text as it came, stripped at its ends."""
    if value is None:
        return None
    if not isinstance(value, str):
        raise NotUnderstood(f"{what} is a text, not {value!r}.")
    if not value.isascii() and any("\ud800" <= char <= "\udfff" for char in value):
        raise NotUnderstood(f"{what} is not UTF-8 text.", hint="Check the encoding of what was passed in.")
    return value.strip() or None


def texts_of(value: object, what: str) -> list[str] | None:
    """A list of texts, each once, in the order said; a single text is a list of one."""
    if value is None:
        return None
    if isinstance(value, str):
        value = (value,)
    if not isinstance(value, Iterable):
        raise NotUnderstood(f"{what} is a list of texts, not {value!r}.")
    found = (text_of(item, what) for item in value)
    return list(dict.fromkeys(item for item in found if item)) or None


def name_of(value: object) -> str:
    """A name: as it came, but with something in it that can be seen."""
    name = text_of(value, "A name") or ""
    if not any(unicodedata.category(char)[0] not in "CZ" for char in name):
        raise NotUnderstood("A name needs at least one letter that can be seen.")
    return name


def tags_of(value: object) -> list[str] | None:
    """Tags without their `#`."""
    tags = texts_of(value, "A tag") or []
    return [bare for tag in tags if (bare := tag.lstrip("#").strip())] or None


def every_of(value: object) -> int | None:
    """A cadence in days from a number of days or words ("6w", "monthly")."""
    if value is None or value == "":
        return None
    days = value
    if isinstance(value, str):
        from garden.capture import dates

        days = int(value) if value.strip().isdecimal() and len(value.strip()) < 9 else dates.every(value)
    if isinstance(days, bool) or not isinstance(days, int) or not EVERY_MIN <= days <= EVERY_MAX:
        raise NotUnderstood(
            f"“{value}” is not a cadence.",
            hint=f"Say a span such as 10d, 6w, 3m, 1y, weekly or monthly, between {EVERY_MIN} and {EVERY_MAX} days.",
        )
    return days


def species_of(value: object, known: Sequence[str]) -> str | None:
    """One of the known species, case aside; any text where none are known."""
    species = text_of(value, "A species")
    if species is None or not known:
        return species
    for name in known:
        if name.casefold() == species.casefold():
            return name
    raise NotUnderstood(f"There is no species “{species}”.", hint=f"There are: {', '.join(known)}.")


def birthday_of(value: object, today: date) -> str | None:
    """`1990-05-10` or, without a year, `--05-10`; also said as "10 May 1990" or "May 10"."""
    if isinstance(value, date):
        value = value.isoformat()
    said = text_of(value, "A birthday")
    if said is None:
        return None
    year, month, day = _birthday_parts(said)
    if month and day:
        try:
            born = date(year or 2000, month, day)  # 2000 was a leap year: 29 February without a year is a day
        except ValueError:
            that = f"{year} has no 29 February" if (month, day) == (2, 29) else f"There is no day “{said}”"
            raise NotUnderstood(f"{that}.", hint=_AS_BIRTHDAY) from None
        if year and born > today:
            raise NotUnderstood(f"“{said}” is still to come: nobody is born on it yet.", hint=_AS_BIRTHDAY)
        return born.isoformat() if year else f"--{month:02}-{day:02}"
    raise NotUnderstood(f"“{said}” is not a birthday.", hint=_AS_BIRTHDAY)


_AS_BIRTHDAY: Final = "Say it as 1990-05-10, or --05-10 without the year."


def _birthday_parts(said: str) -> tuple[int, int, int]:
    if found := _ISO_BIRTHDAY.match(said):
        return int(found[1] or 0), int(found[2]), int(found[3])
    for shape in _SAID_BIRTHDAY:
        if (found := shape.match(said)) and (month := found["month"][:3].lower()) in _MONTHS:
            return int(found["year"] or 0), _MONTHS.index(month) + 1, int(found["day"])
    return 0, 0, 0


def met_on_of(value: object, today: date) -> str | None:
    """A day that is not to come, or only its year or month: `2019`, `2019-05`, `2019-05-10`, "yesterday"."""
    if isinstance(value, date):
        value = value.isoformat()
    said = text_of(value, "The day you met")
    if said is None:
        return None
    if (found := _PARTIAL.match(said)) and 1 <= int(found[2] or 1) <= 12:
        if said <= today.isoformat()[: len(said)]:
            return said
    else:
        from garden.capture import dates

        met = dates.day(said, today)
        if met <= today:
            return met.isoformat()
    raise NotUnderstood(f"“{said}” is still to come.", hint="Say the day, month or year you met.")
