"""One line that plants or changes a contact: `Ada Byron bed:friends every:6w #tag met:"at the choir"`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from garden import words
from garden.capture.dates import every
from garden.core.errors import NotUnderstood
from garden.core.model import Bed, Contact

if TYPE_CHECKING:
    from garden.gardener import Gardener

_FIELD: Final = re.compile(
    r"(?:(?<=\s)|^)(?:(?P<key>[a-z]+):(?:\"(?P<quoted>(?:\\.|[^\"\\])*)\"|“(?P<curly>[^”]*)”|(?P<plain>\S*))|#(?P<tag>\S+))",
    re.DOTALL,
)
_BARE: Final = re.compile(r"[^\s\"“”\\#:]+")
_KEYS: Final = {
    "bed": "bed", "every": "every", "species": "species", "alias": "aliases", "email": "emails", "phone": "phones",
    "org": "org", "title": "title", "birthday": "birthday", "met": "met_how", "by": "introduced_by", "note": "notes",
    "tag": "tags", "name": "name",
}  # fmt: skip
_MANY: Final = frozenset({"aliases", "emails", "phones", "tags"})


def planting(gardener: Gardener, text: str, *, editing: bool = False) -> tuple[str, dict[str, object]]:
    """The name and the fields said in a line.  Raises NotUnderstood; `editing`: what is not said is cleared."""
    fields: dict[str, object] = {}
    many: dict[str, list[str]] = {}
    for match in _FIELD.finditer(text):
        if match["tag"]:
            many.setdefault("tags", []).append(match["tag"])
            continue
        field = _KEYS.get(match["key"])
        if field is None:
            raise NotUnderstood(f"“{match['key']}:” is not known here.", hint=f"Known: {', '.join(_KEYS)}.")
        if match["quoted"] is not None:
            value = re.sub(r"\\(.)", r"\1", match["quoted"], flags=re.DOTALL)
        else:
            value = match["curly"] if match["curly"] is not None else match["plain"]
        if not value:
            continue
        if field in _MANY:
            many.setdefault(field, []).append(value)
        elif field == "every":
            fields[field] = every(value)
        elif field == "bed":
            fields[field] = gardener.find_bed(value).id
        elif field == "introduced_by":
            fields[field] = gardener.find(value).id
        else:
            fields[field] = value
    fields.update(many)
    name = str(fields.pop("name", "")) or " ".join(_FIELD.sub(" ", text).split())
    if editing:
        for field in ("every", "tags", "aliases"):
            fields.setdefault(field, None if field == "every" else [])
    return name, fields


def understood(gardener: Gardener, fields: Mapping[str, object]) -> Iterator[tuple[str, str, str]]:
    """What was said, field by field: its name, the word it is typed with, and what was understood, in words."""
    for field, value in fields.items():
        if not value:
            continue
        label = next(key for key, of in _KEYS.items() if of == field)
        if field == "every" and isinstance(value, int):
            yield field, "", words.cadence(value)
        elif field == "bed":
            yield field, label, gardener.facts.beds[str(value)].name
        elif field == "introduced_by":
            yield field, label, gardener.name_of(str(value))
        else:
            yield field, label, ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def edit_sentence(contact: Contact) -> str:
    """The line that says a contact as it is: what `planting` reads back as the same."""
    plain = not _FIELD.search(contact.name) and contact.name == " ".join(contact.name.split())
    parts = [contact.name if plain else f"name:{_quoted(contact.name)}", f"bed:{_quoted(contact.bed)}"]
    if contact.every:
        parts.append(f"every:{contact.every}d")
    parts += [f"alias:{_quoted(alias)}" for alias in contact.aliases]
    parts += [f"#{tag}" if _BARE.fullmatch(tag) else f"tag:{_quoted(tag)}" for tag in contact.tags]
    return " ".join(parts)


def edit_bed_sentence(bed: Bed) -> str:
    """The line that says a bed as it is."""
    plain = not _FIELD.search(bed.name) and bed.name == " ".join(bed.name.split())
    parts = [bed.name if plain else f"name:{_quoted(bed.name)}"]
    parts += [f"every:{bed.every}d"] if bed.every else []
    parts += [f"species:{_quoted(bed.species)}"] if bed.species else []
    return " ".join(parts)


def changed(contact: Contact, name: str, fields: dict[str, object]) -> dict[str, object]:
    """Of what a line says, only what differs from the contact as it is."""
    said = {"name": name, **fields}
    now = {key: getattr(contact, key) for key in said if hasattr(contact, key)}
    return {
        key: value
        for key, value in said.items()
        if (tuple(value) if isinstance(value, list) else value) != now.get(key)
    }


def _quoted(value: str) -> str:
    if _BARE.fullmatch(value):
        return value
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
