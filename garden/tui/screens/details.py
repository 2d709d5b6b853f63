"""Details: everything that is known of a contact, line by line, each of which can be changed where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlsplit

from garden import words
from garden.core.model import Contact
from garden.tui.widgets.timeline import Entry, title

if TYPE_CHECKING:
    from garden.gardener import Gardener

LABELS: Final = {
    "name": "name", "aliases": "also called", "bed": "bed", "every": "cadence", "species": "species", "tags": "tags",
    "birthday": "birthday", "emails": "email", "phones": "phone", "urls": "links", "org": "works at", "title": "as",
    "met_on": "met on", "met_how": "met how", "introduced_by": "through", "notes": "notes",
}  # fmt: skip
HOW: Final = {
    "name": "what you call them",
    "bed": "the name of a bed",
    "birthday": "1990-05-10 or --05-10 without the year · empty clears it",
    "every": "how often: 6w, monthly or 45 · empty: as its bed",
    "species": "oak, rose, cherry …",
    "met_on": "2019, 2019-05 or 2019-05-10 · empty clears it",
    "introduced_by": "the name of a contact · empty clears it",
    "tags": "apart by a comma · empty clears them",
    "aliases": "other names, apart by a comma · empty clears them",
    "emails": "apart by a comma, the first is written to · empty clears them",
    "phones": "apart by a comma · empty clears them",
    "urls": "https://…, apart by a space · empty clears them",
}
"""What may be typed for a detail; of those that are not named, any words."""
READ: Final = frozenset({"last", "next", "ready", "ready since", "in touch for", "balance"})
"""What `words.known` says that is read from what happened: no field says it."""
_LISTS: Final = frozenset({"aliases", "tags", "emails", "phones", "urls"})
_SCHEMES: Final = frozenset({"http", "https"})


def fields(gardener: Gardener, contact: Contact, known: Sequence[tuple[str, str]] = ()) -> list[Entry]:
    """Every detail as a line of the timeline, after what happened; first what is `known` and stands in no field."""
    entries = [title("details")]
    entries += [Entry("", text, "foreground", label) for label, text in known if label in READ]
    for field, label in LABELS.items():
        text = shown(gardener, contact, field)
        if field == "every" and contact.every is None:
            text = f"as its bed: {words.cadence(gardener.facts.bed_of(contact).every)}"
        entries.append(
            Entry(f"field:{field}", text or "·", "foreground" if text else "muted", label, aside=True)
        )
    return entries


def cuttings(gardener: Gardener, contact: Contact) -> list[Entry]:
    """Who introduced whom, both ways."""
    found = []
    by = gardener.facts.contacts.get(contact.introduced_by)
    if by is not None:
        found.append(Entry(f"person:{by.id}", by.name, "foreground", "a cutting of", aside=True))
    for other in gardener.facts.contacts.values():
        if other.introduced_by == contact.id:
            found.append(Entry(f"person:{other.id}", other.name, "foreground", "brought you", aside=True))
    return [title("cuttings"), *found] if found else []


def shown(gardener: Gardener, contact: Contact, field: str) -> str:
    """A detail as it is typed."""
    now = getattr(contact, field)
    if field == "bed":
        return gardener.facts.bed_of(contact).name
    if field == "introduced_by":
        return gardener.name_of(now) if now in gardener.facts.contacts else ""
    if field == "every":
        return f"{now}d" if now else ""
    if field in _LISTS:
        return (" " if field == "urls" else ", ").join(now)
    return str(now)


def value(field: str, text: str) -> object:
    """What was typed, as `Gardener.edit` takes it; None clears.  Tags and their like are a list."""
    said = text.strip()
    if field in _LISTS:
        parts = said.split() if field == "urls" else [part.strip() for part in said.split(",")]
        return [part for part in parts if part] or None
    return said if said or field == "name" else None


def link(gardener: Gardener, person: str, entry: str) -> str:
    """What a line of links or addresses may open: the first web page, or a mail to the first address; "" where it is
    neither.  Nothing else is ever handed to the system: no other scheme, no leading dash; what is no letter of a URL
    is percent-encoded."""
    contact = gardener.facts.contacts[person]
    if entry == "field:emails":
        return mail_to(contact)
    for url in contact.urls:
        try:
            parts = urlsplit(url)
        except ValueError:
            continue
        if parts.scheme in _SCHEMES and parts.hostname and url.isprintable() and " " not in url:
            return quote(url, safe=":/?#[]@!$&'()*+,;=%~-._")
    return ""


def mail_to(contact: Contact) -> str:
    """A mail to a contact's first address, as a URL without a body; "" where that is no address."""
    address = next(iter(contact.emails), "")
    return f"mailto:{quote(address, safe='@')}" if "@" in address and not address.startswith("-") else ""
