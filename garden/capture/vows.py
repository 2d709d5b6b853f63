"""Vows: what was promised in so many words behind a comma, as in "coffee with Ada, promised to send it by Friday".

The words stay in the note, for they are the person's own; the promise is made besides.  Behind a colon nothing is
looked at, nor where somebody else is who promised ("she promised ..."), or to whom is not who it was with.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import Final, Literal

from garden.capture import lexicon as lex
from garden.capture.draft import Owed, Span
from garden.capture.marks import promised
from garden.capture.reader import Reader

_SAID: Final = frozenset({"promised"})
_LEADS: Final = frozenset({"and", "&", "then", "so", "also", "i", "we"})
"""What may stand before it where it was I who promised."""
_PARTS: Final = frozenset(",;—–-.!")
_LONGEST: Final = 60
"""Tokens of a note that are looked at."""


def vows(reader: Reader, people: Set[str], by: Literal["me", "them"]) -> Iterator[tuple[Owed, Span]]:
    """The promises in a reading's note, each with where it is said; `people`: with whom it was (ids), `by`: who did
    what happened, and so promised where nobody is named."""
    at = reader.note_at
    if at is None or not 0 < at < reader.size or reader.toks[at].quoted or reader.toks[at - 1].text == ":":
        return
    parts = _parts(reader, at, min(reader.note_end or reader.size, at + _LONGEST))
    for k, (start, end) in enumerate(parts):
        behind = k or reader.spoken
        found = _vow(reader, start, end, people, by) if behind else None
        if found is not None and found[0].due is None and k + 1 < len(parts):  # to send it, by friday
            later = _vow(reader, start, parts[k + 1][1], people, by)
            if later is not None and later[0].due is not None and later[0].text == found[0].text:
                found = later
        if found is not None:
            yield found
        if _somebody(reader, start, end):  # what follows may be told of them
            return


def _parts(reader: Reader, at: int, stop: int) -> list[tuple[int, int]]:
    """The note from sign to sign, as far as no mark was taken out of it: ranges of tokens."""
    parts, start = [], at
    for here in range(at, stop):
        fence = reader.toks[here].fence and here > at
        if fence or (not reader.toks[here].word and reader.toks[here].text in _PARTS):
            parts.append((start, here))
            start = here + (not fence)
    parts.append((start, stop))
    return [(first, last) for first, last in parts if first < last]


def _vow(
    reader: Reader, start: int, end: int, people: Set[str], by: Literal["me", "them"]
) -> tuple[Owed, Span] | None:
    """The promise that these tokens say, if they begin with one."""
    here = start
    while here < end and reader.words[here] in _LEADS:
        by = "me" if reader.words[here] in lex.I else by
        here += 1
    if here >= end or reader.words[here] not in _SAID:
        return None
    first, here = here, here + 1
    name = reader.name(here, True)
    if name is not None:
        if people.isdisjoint(name.ids):
            return None
        here = name.end
    elif reader.word(here) in lex.ME:
        by, here = "them", here + 1
    elif reader.word(here) in lex.THEM:
        here += 1
    thing = reader.word(here) in lex.DETERMINERS
    here += reader.word(here) == "to"
    if here + thing >= end or not (thing or reader.words[here - 1] == "to") or not reader.toks[here].word:
        return None
    said = reader.sentence[reader.toks[here].start : reader.toks[end - 1].end]
    owed = promised(said.rstrip(" .!"), by, reader.today)
    return (owed, Span(reader.toks[first].start, reader.toks[end - 1].end, "promise")) if owed else None


def _somebody(reader: Reader, start: int, end: int) -> bool:
    """Whether something is told of somebody: she, or a name, begins it."""
    while start < end and reader.words[start] in (*lex.AND, "then", "so", "but"):
        start += 1
    return start < end and (reader.words[start] in lex.THEY or reader.name(start) is not None)
