"""Reading a list of sentences (TOML) and holding a parse against it."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from garden.capture.draft import Draft
from garden.capture.names import Names
from garden.capture.parse import parse
from garden.core.errors import Misread
from garden.core.model import Contact

Case = dict[str, Any]


def load(path: Path) -> tuple[Names, date, list[Case]]:
    """The people, the day and the cases of a file of sentences."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    people = [
        Contact(f"id-{k:04}", p["name"], tuple(p.get("aliases", ()))) for k, p in enumerate(data["people"])
    ]
    return Names.of(people), date.fromisoformat(data["today"]), data["case"]


def fields(draft: Draft, names: Names) -> Case:
    """A draft as the list writes it."""
    return {
        "people": [names.name(id_) for id_ in draft.people],
        "kind": draft.kind,
        "date": draft.on.isoformat(),
        "flow": draft.flow,
        "favor": draft.favor,
        "minutes": draft.minutes,
        "place": draft.place or None,
        "tags": list(draft.tags),
        "note": draft.note,
        "introduced": [names.name(id_) for id_ in draft.introduced],
        "ambiguous": [doubt.word for doubt in draft.ambiguous],
        "unknown": list(draft.unknown),
        "promises": [(p.text, p.due.isoformat() if p.due else None, p.by) for p in draft.promises],
    }


def faults(case: Case, names: Names, today: date) -> list[str]:
    """In what the parse of a case differs from what the list says; [] where in nothing."""
    try:
        draft = parse(case["say"], names, today)
    except Misread as error:
        return [] if case.get("error") else [f"refused: {error}"]
    if case.get("error"):
        return [] if draft.unclear else ["not refused"]
    if draft.unclear:
        return [f"unclear: {one.why}" for one in draft.unclear]
    got = fields(draft, names)
    found = []
    for key in ("people", "kind", "date", "flow", "favor", "minutes", "place", "tags", "introduced"):
        if key in case and got[key] != case[key]:
            found.append(f"{key}: {got[key]!r}, not {case[key]!r}")
    for key in ("ambiguous", "unknown"):
        if got[key] != case.get(key, []):
            found.append(f"{key}: {got[key]!r}")
    if "note" in case and (
        case["note"].lower() not in got["note"].lower() or (not case["note"] and got["note"])
    ):
        found.append(f"note: {got['note']!r}, not {case['note']!r}")
    if "promise" in case:
        texts = [p for p in got["promises"] if case["promise"].lower() in p[0].lower()]
        if not texts or ("due" in case and texts[0][1] != case["due"]) or texts[0][2] != case.get("by", "me"):
            found.append(f"promises: {got['promises']!r}")
    if not case.get("people", True) and got["people"]:
        found.append(f"people: {got['people']!r}")
    return found
