"""What a save adds by itself: the garden's own record, and on the first day the beds.  Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from garden.core.model import DEFAULT_BEDS, Document
from garden.store import schemas


def meta_after(
    stored: Mapping[str, Document], deed: str, new_id: Callable[[], str], *, was: Document
) -> tuple[Document, bool]:
    """The garden's record as this save leaves it, and whether it is the garden's first.

    `stored`: the meta table with the deed's changes made; `was`: the record before them (empty: there was none).
    The schema, the garden's id and the revision are the store's own: no deed, and no undo, moves them.
    """
    doc = stored.get(str(was.get("id"))) or next((d for d in stored.values() if "schema" in d), None)
    doc = doc or next(iter(stored.values()), {})
    revision = was.get("revision")
    own = {
        "id": doc.get("id") or was.get("id") or new_id(),
        "schema": was.get("schema", schemas.CURRENT),
        "garden": was.get("garden") or new_id(),
        "revision": (revision if type(revision) is int else 0) + 1,
        "deed": deed,
    }
    return {**doc, **own}, not was


def default_beds() -> list[Document]:
    """The beds that a new garden begins with, as documents."""
    beds: list[Document] = []
    for bed in DEFAULT_BEDS.values():
        beds.append({"id": bed.id, "name": bed.name, "every": bed.every})
    return beds


def why_not(meta: Document) -> str:
    """Why a garden with this record must not be saved by us ("" where it may)."""
    schema = meta.get("schema", schemas.CURRENT)
    if type(schema) is not int or schema < 1:
        return f"Its schema, {schema!r:.40}, is none that this version knows."
    if schema > schemas.CURRENT:
        return f"It was saved by a newer garden (schema {schema}; this one knows {schemas.CURRENT})."
    if schema < schemas.CURRENT:
        return f"Its schema, {schema}, is older than any that this version can read."
    return ""
