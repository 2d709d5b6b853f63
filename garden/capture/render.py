"""Render: a draft -> a sentence that reads back as the same draft, for an interaction whose sentence is
edited again.

The friendlier forms are tried first and read back; whatever does not come back equal is said with quotes
and signs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from garden.capture.draft import Draft, Owed
from garden.capture.names import Names
from garden.capture.parse import parse
from garden.capture.tokens import quote
from garden.core.errors import NotUnderstood

_WORDS: Final[dict[tuple[str, str], str]] = {
    ("message", "out"): "messaged",
    ("message", "in"): "message from",
    ("email", "out"): "emailed",
    ("email", "in"): "email from",
    ("letter", "out"): "letter to",
    ("letter", "in"): "letter from",
    ("gift", "out"): "gift to",
    ("gift", "in"): "gift from",
    ("help", "out"): "helped",
    ("help", "in"): "help from",
    ("intro", "out"): "introduced",
    ("ask", "out"): "asked",
    ("visit", "both"): "visited",
    ("call", "both"): "called",
    ("call", "in"): "missed call from",
}
"""How a kind is said with its flow; any other is `KIND with`."""
_PLAIN: Final = re.compile(r"[\w'’./:-]+\Z")


def sentence(draft: Draft, names: Names, today: date, *, dated: bool = True) -> str:
    """A sentence that `parse(..., names, today)` reads as `draft`: its day always in full, its people by full name
    where that is theirs alone, by id where it is not.

    `dated=False`: of a draft of today, the day is left unsaid.  The draft is one that a sentence can say: not on a
    day to come, of a known kind, its texts without spaces at either end.  Where none reads back the fullest form is
    answered.
    """
    last = ""
    for said in _forms(draft, names, dated):
        last = said
        try:
            if parse(said, names, today) == draft:
                return said
        except NotUnderstood:
            continue
    return last


def _forms(draft: Draft, names: Names, dated: bool) -> Iterator[str]:
    """From the friendliest to the fullest."""
    way = _WORDS.get((draft.kind, draft.flow))
    plain = f"{draft.kind} with" if draft.kind != "other" else "with"
    if draft.kind == "intro" and draft.introduced and len(draft.people) == 1:
        met = _people(draft.introduced, (), names, False)
        head = f"{_people(draft.people, (), names, False)} introduced me to {met}"
        yield _whole(head, draft, dated, quoted=False, flags=False, introduced=False)
    for head in ([way] if way else []) + [plain]:
        yield _whole(
            f"{head} {_who(draft, names, False)}", draft, dated, quoted=False, flags=False, names=names
        )
    for quoted in (False, True):
        yield _whole(
            f"{plain} {_who(draft, names, quoted)}", draft, dated, quoted=quoted, flags=True, names=names
        )


def _who(draft: Draft, names: Names, quoted: bool) -> str:
    doubts = [*(doubt.word for doubt in draft.ambiguous), *draft.unknown]
    return _people(draft.people, doubts, names, quoted)


def _people(ids: Sequence[str], words: Sequence[str], names: Names, quoted: bool) -> str:
    said = [names.name(id_) if names.find(names.name(id_)) == (id_,) else quote(id_) for id_ in ids] + list(
        words
    )
    if quoted:
        said = [one if one[:1] == '"' and one[-1:] == '"' and len(one) > 1 else quote(one) for one in said]
    return " and ".join(filter(None, (", ".join(said[:-1]), *said[-1:])))


def _whole(
    head: str, draft: Draft, dated: bool, *, quoted: bool, flags: bool, introduced: bool = True,
    names: Names | None = None,
) -> str:  # fmt: skip
    parts = [head]
    if introduced and draft.introduced and names is not None:
        parts.append(f"introducing {_people(draft.introduced, (), names, quoted)}")
    if dated:
        parts.append(f"on {draft.on.isoformat()}")
    if draft.minutes is not None:
        parts.append(f"{draft.minutes}m")
    if draft.place:
        parts.append(
            f"@{draft.place}" if not quoted and _PLAIN.match(draft.place) else f"@{quote(draft.place)}"
        )
    parts += [f"#{tag}" if not quoted and _PLAIN.match(tag) else f"#{quote(tag)}" for tag in draft.tags]
    if flags:
        parts.append(f"+{draft.flow}")
    if flags and draft.favor is not None:
        parts.append(f"+{draft.favor}")
    said = " ".join(parts)
    if draft.note:
        said += f": {quote(draft.note) if quoted else draft.note}"
    for owed in draft.promises:
        said += f" {_owed(owed, quoted)}"
    return said


def _owed(owed: Owed, quoted: bool) -> str:
    due = f" by {owed.due.isoformat()}" if owed.due else ""
    return f"{'!' if owed.by == 'me' else '?'}{quote(owed.text) if quoted else owed.text}{due}"
