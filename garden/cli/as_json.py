"""What `--json` answers: plain data, keys in a fixed order, new keys only ever at the end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from garden import words
from garden.capture.draft import Draft
from garden.core.model import Interaction, Promise
from garden.core.reading import Reading
from garden.gardener import AskLight, Done, Gardener

Json = dict[str, object]


def reading(read: Reading) -> Json:
    """A reading.  Days are ISO days; `vitality` is null while new; `every` and `days_silent` in days."""
    return {
        "id": read.id,
        "name": read.name,
        "bed": read.bed,
        "species": read.species,
        "every": read.every,
        "state": read.state,
        "vitality": _rounded(read.vitality),
        "stage": read.stage,
        "roots": _rounded(read.roots),
        "maturity": _rounded(read.maturity),
        "balance": _rounded(read.balance),
        "need": _rounded(read.need),
        "due_on": read.due_on.isoformat() if read.due_on else None,
        "last_on": read.last_on.isoformat() if read.last_on else None,
        "days_silent": read.days_silent,
        "why": words.why(read),
        "ask_light": read.ask_light,
        "archived": read.archived,
    }


def interaction(happened: Interaction, names: Mapping[str, str]) -> Json:
    """An interaction, its people by full name and by id."""
    return {
        "id": happened.id,
        "on": happened.on.isoformat(),
        "people": [names.get(person, person) for person in happened.people],
        "kind": happened.kind,
        "flow": happened.flow,
        "favor": happened.favor,
        "minutes": happened.minutes,
        "place": happened.place or None,
        "tags": list(happened.tags),
        "note": happened.note or None,
        "introduced": [names.get(person, person) for person in happened.introduced],
        "people_ids": list(happened.people),
    }


def promise(owed: Promise, name: str) -> Json:
    """A promise."""
    return {
        "id": owed.id,
        "person": owed.person,
        "name": name,
        "text": owed.text,
        "by": owed.by,
        "due": owed.due.isoformat() if owed.due else None,
        "done_on": owed.done_on.isoformat() if owed.done_on else None,
    }


def draft(said: Draft, gardener: Gardener, lights: Sequence[AskLight] = ()) -> Json:
    """What was understood of a sentence; `lights`: of those of whom it asks something, before it was kept."""
    return {
        "people": [gardener.name_of(person) for person in said.people],
        "kind": said.kind,
        "date": said.on.isoformat(),
        "flow": said.flow,
        "favor": said.favor,
        "minutes": said.minutes,
        "place": said.place or None,
        "tags": list(said.tags),
        "note": said.note or None,
        "promises": [
            {"text": owed.text, "due": owed.due.isoformat() if owed.due else None, "by": owed.by}
            for owed in said.promises
        ],
        "introduced": [gardener.name_of(person) for person in said.introduced],
        "ambiguous": [doubt.word for doubt in said.ambiguous],
        "unknown": list(said.unknown),
        "ask_light": [
            {"name": one.name, "light": one.light, "gave": one.given, "asked_and_got": one.taken}
            for one in lights
        ],
        "candidates": [
            {"word": doubt.word, "id": person, "name": gardener.name_of(person)}
            for doubt in said.ambiguous
            for person in doubt.candidates
        ],
    }


def done(deed: Done) -> Json:
    """What a verb did."""
    return {"said": deed.said, "ids": list(deed.ids)}


def _rounded(value: float | None) -> float | None:
    """Six digits: more than the model means, and the same on every machine."""
    return None if value is None else round(value, 6)
