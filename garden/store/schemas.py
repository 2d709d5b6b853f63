"""From an older schema of the file to today's: pure steps, one a version, done on reading; the next save writes them.

A file that is only looked at stays as it is.  The generation before the save that writes the new schema is a backup
that is kept for good.  Each schema there ever was has a frozen file in `tests/store/frozen`, which must open for ever.
A newer schema is not touched: such a file opens for reading only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from garden.core.facts import SCHEMA
from garden.core.model import Document
from garden.store.strict import Raw

Step = Callable[[Raw], Raw]
"""The tables of one schema -> those of the next.  Changes nothing in place; the meta record's `schema` is not its own
business; tables and fields that it does not know stay."""

STEPS: Mapping[int, Step] = {}
"""schema -> the step that leads from it to the next.  Schema 1 is the first."""
CURRENT: int = SCHEMA


def migrated(raw: Raw) -> tuple[Raw, int]:
    """The tables in today's schema, and the schema that they were in (0: today's, or one that we cannot lead on)."""
    was = schema_of(raw)
    if was >= CURRENT or was < 1 or any(number not in STEPS for number in range(was, CURRENT)):
        return raw, 0
    for number in range(was, CURRENT):
        raw = _marked(STEPS[number](raw), number + 1)
    return raw, was


def schema_of(raw: Raw) -> int:
    """The schema that a file says it is in; today's where it says none (a script wrote it), 0 where it is no number."""
    doc = _own(raw)[1]
    found = doc.get("schema", CURRENT)
    return found if type(found) is int else 0


def _own(raw: Raw) -> tuple[str, Document]:
    return next(((key, doc) for key, doc in raw.get("meta", {}).items() if "schema" in doc), ("", {}))


def _marked(raw: Raw, schema: int) -> Raw:
    key, doc = _own(raw)
    return {**raw, "meta": {**raw["meta"], key: {**doc, "schema": schema}}}
