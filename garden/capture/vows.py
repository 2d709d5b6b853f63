"""Vows: what was promised in so many words behind a comma, as in "coffee with Ada, promised to send it by Friday".

The words stay in the note, for they are the person's own; the promise is made besides.  Nothing is guessed: where who
promised, to whom, what or by when is not plain, there is no promise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from typing import Final, Literal, NamedTuple

from garden.capture import lexicon as lex
from garden.capture.draft import Owed, Span
from garden.capture.marks import promised
from garden.capture.names import fold_word
from garden.capture.reader import Reader

_SAID: Final = "promised"
_I: Final = frozenset({"i", "we", "ive", "weve"})
_LEADS: Final = frozenset({"and", "&"}) | lex.SO | _I
"""What may stand before it where it was I who promised."""
_ME: Final = frozenset({"me", "us"})
_THEM: Final = frozenset({"him", "her", "them"})
_TOPICS: Final = frozenset({"about", "re", "regarding", "concerning", "abt"})
"""What it was about is nobody who could have promised."""
_THINGS: Final = frozenset({"a", "an", "the", "some", "another", "my", "our", "his", "her", "their"})
_CLAUSES: Final = frozenset(
    "would will wont was is isnt are were can could has had have should might may".split()
)
"""With one of these what was promised is no thing, but that something is so."""
_PEOPLE: Final = lex.RELATIONS | lex.GROUPS
_TELLING: Final = frozenset(
    "say says said saying tell tells told wrote writes thought asked answered replied".split()
)
"""Behind one of these, somebody else may be the I."""
_ENDS: Final = frozenset(";—–-!")
"""Signs with which a promise is surely over."""
_PARTS: Final = _ENDS | frozenset(",.")
_COLONS: Final = frozenset({":", "："})
_DAYS: Final = frozenset({"by", "before", "until", "till", "on", "next", "this"}) | lex.TODAY | lex.TOMORROW
"""What a day may begin with that belongs to the promise before it."""
_GOES_ON: Final = frozenset("and but then".split())
_TURNS: Final = frozenset({"or", "if", "unless", "the", "at", "maybe", "perhaps", "latest"})
"""What may change the day that stands before it."""
_TORN: Final = frozenset('()[]{}<>"“”„«»‹›‘‚?…|:：')
"""Signs within a promise that leave it open where it ends."""
_NO_VERB: Final = (
    (lex.SMALL | lex.FUNCTION | lex.DETERMINERS | lex.THEM | lex.ME | lex.I | lex.THEY | lex.TODAY | lex.TOMORROW)
    | {"by", "until", "till", "before", "not", "never", "tonight", "next"}
    | (frozenset(lex.WEEKDAYS) | frozenset(lex.MONTHS))
) - {"be", "do", "have", "re", "march"}  # fmt: skip
_NO_END: Final = frozenset("a an the my our your and or but to of for with from by".split())
_LONGEST: Final = 60
"""Tokens of a note that are looked at."""


class _Part(NamedTuple):
    """The tokens start <= k < end of a note, between two signs."""

    start: int
    end: int
    whole: bool = True
    """Whether what it says surely ends with it."""


def vows(
    reader: Reader, people: Sequence[Set[str]], by: Literal["me", "them"] | None, *, marked: bool
) -> list[tuple[Owed, Span]]:
    """The promises in a reading's note, each with where it is said, none twice.

    `people`: of everybody whom the sentence names, in the order in which a promise goes to them, the ids that may be
    meant.  `by`: who promised where the words leave it open, None where that is not plain.  `marked`: whether a promise
    that names nobody is, as one said by a mark, the first one's.
    """
    at = reader.note_at
    if (
        at is None
        or not 0 < at < reader.size
        or reader.toks[at].quoted
        or reader.toks[at - 1].text in _COLONS
    ):
        return []
    vow, found = _Vow(reader, people, by, marked), []
    parts = list(_parts(reader, at, reader.note_end or reader.size))
    for k, part in enumerate(parts):
        first = k == 0 if reader.spoken else k == 1 and reader.words[at] in _TOPICS
        told = k > 0 and not _TELLING.isdisjoint(reader.words[parts[k - 1].start : parts[k - 1].end])
        if not told and (said := vow.of(part, parts[k + 1 : k + 2], first=first)) is not None:
            found.append(said)
    return _once(found)


def same(one: Owed, other: Owed) -> bool:
    """Whether two promises are one but for their day."""
    return one.by == other.by and one.text.casefold().split() == other.text.casefold().split()


def _once(found: Iterable[tuple[Owed, Span]]) -> list[tuple[Owed, Span]]:
    """Those that are said twice once, with their day; none where it is said with two different ones."""
    kept: list[tuple[Owed, Span]] = []
    torn: list[Owed] = []
    for owed, span in found:
        twin = next((k for k, (other, _) in enumerate(kept) if same(owed, other)), None)
        if twin is None:
            kept.append((owed, span))
        elif kept[twin][0].due is None:
            kept[twin] = (owed, span)
        elif owed.due not in (None, kept[twin][0].due):
            torn.append(owed)
    return [(owed, span) for owed, span in kept if not any(same(owed, other) for other in torn)]


def _parts(reader: Reader, at: int, stop: int) -> Iterator[_Part]:
    """The note from sign to sign and mark to mark, as far as no colon stands in it."""
    start, toks = at, reader.toks
    limit = min(stop, at + _LONGEST)
    for here in range(at, limit):
        fence = toks[here].fence and here > at
        sign = "" if toks[here].word else toks[here].text
        if sign in _COLONS:
            if start < here:
                yield _Part(start, here, False)
            return
        if fence or sign in _PARTS:
            after = here if fence and sign not in _PARTS else here + 1
            if start < here:
                ends = sign in _ENDS and not (toks[here].joined and toks[here - 1].text[:1].isdigit())
                yield _Part(start, here, ends or after >= stop == reader.size or _new(reader, after))
            start = after
    if start < limit:
        # what was taken out of the note's end may have been meant as the day of the promise
        yield _Part(start, limit, limit == reader.size)


def _new(reader: Reader, at: int) -> bool:
    """Whether something new is said from `at` on, so that nothing before it goes on there."""
    at += reader.word(at) in _GOES_ON
    return reader.word(at) in lex.THEY or reader.word(at) in lex.I


class _Vow(NamedTuple):
    """What is known of a sentence in which somebody may have promised something."""

    reader: Reader
    people: Sequence[Set[str]]
    by: Literal["me", "them"] | None
    marked: bool

    def of(self, part: _Part, after: Sequence[_Part], *, first: bool) -> tuple[Owed, Span] | None:
        """The promise that a part of the note says; `first`: nobody but I and they has been told of before it."""
        reader, here, mine = self.reader, part.start, False
        while here < part.end and reader.words[here] in _LEADS:
            mine = mine or reader.words[here] in _I
            here += 1
        if here >= part.end or reader.words[here] != _SAID or not (mine or first):
            return None
        said = self._said(here + 1, part.end, "me" if mine else self.by, mine=mine)
        if said is None:
            return None
        begun, by = said
        owed, end = self._owed(begun, part.end, by), part.end
        if owed is not None and owed.due is None and after and self._dated(after[0].start):
            if reader.toks[part.end].text != ",":
                return None
            later = self._owed(begun, after[0].end, by)  # to send it, by friday
            if later is None or later.due is None or later.text != owed.text:
                return None
            owed, end, part = later, after[0].end, after[0]
        if owed is None or not (part.whole or (owed.due is not None and self._over(end))):
            return None
        return owed, Span(reader.toks[here].start, reader.toks[end - 1].end, "promise")

    def _over(self, at: int) -> bool:
        """Whether a promise that ends with its day is over at a comma or a dot: no other day and no other turn."""
        after = at + 1
        return (
            at < self.reader.size
            and self.reader.toks[at].text in (",", ".")
            and not (after < self.reader.size and self._dated(after))
            and self.reader.word(after) not in _TURNS
        )

    def _dated(self, at: int) -> bool:
        """Whether a day may begin there."""
        word = self.reader.words[at]
        return word in _DAYS or word in lex.WEEKDAYS or word in lex.MONTHS or word[:1].isdigit()

    def _said(
        self, here: int, end: int, by: Literal["me", "them"] | None, *, mine: bool
    ) -> tuple[int, Literal["me", "them"]] | None:
        """Where behind `promised` it begins to say what, and by whom; None where that, or to whom, is not plain."""
        reader, alone, named = self.reader, len(self.people) == 1, True
        name = reader.name(here, True)
        if name is not None:
            if name.owner or not self._first(name.ids):
                return None
            here, by = name.end, "me"
        elif reader.word(here) in _ME and not mine and alone and self.marked:
            here, by = here + 1, "them"
        elif reader.word(here) in _THEM and by == "me" and alone and self.marked:
            here += 1
        elif self.marked:
            named = False
        else:
            return None
        if by is None or here >= end or (by == "them" and not alone):
            return None
        if reader.words[here] == "to":
            here += 1
            plain = (
                here < end and not reader.toks[here].text[:1].isupper() and reader.words[here] not in _NO_VERB
            )
            return (here, by) if plain and reader.name(here) is None else None
        return (
            (here, by) if reader.words[here] in _THINGS and self._thing(here + 1, end, named=named) else None
        )

    def _first(self, ids: Iterable[str]) -> bool:
        """Whether it is to the first of them all and to no other."""
        meant = set(ids)
        return (
            bool(self.people)
            and not meant.isdisjoint(self.people[0])
            and all(map(meant.isdisjoint, self.people[1:]))
        )

    def _thing(self, here: int, end: int, *, named: bool) -> bool:
        """Whether a thing is said there, and neither somebody nor that something is so."""
        words = self.reader.words[here:end]
        if not words or "to" in words or not _CLAUSES.isdisjoint(words) or self.reader.name(here) is not None:
            return False
        one = len(words) == 1 or words[1] in _DAYS
        return named or (
            one and self.reader.words[here - 1] in ("a", "an", "the") and words[0] not in _PEOPLE
        )

    def _owed(self, start: int, end: int, by: Literal["me", "them"]) -> Owed | None:
        """The promise of these tokens; None where a word of it would be lost."""
        reader = self.reader
        while end > start and reader.toks[end - 1].text == "?":
            end -= 1
        said = reader.toks[start:end]
        if not said or not said[0].word:
            return None
        if any(token.quoted or (not token.word and token.text in _TORN) for token in said):
            return None
        last, dotted = said[-1], end < reader.size and reader.toks[end].text == "."
        if dotted and ("." in last.text or len(last.text) == 1):  # at 5 p.m.
            return None
        owed = promised(reader.sentence[said[0].start : last.end], by, reader.today)
        if owed is None or fold_word(owed.text).rpartition(" ")[2] in _NO_END:
            return None
        return None if owed.due is None and any(map(self._day, range(start, end))) else owed

    def _day(self, at: int) -> bool:
        """Whether a day stands there, on which or by which something is: by friday and call."""
        word = self.reader.words[at]
        after = self.reader.word(at + 1)
        by = word in ("by", "before", "until", "till") and (after in lex.MONTHS or after[:1].isdigit())
        return by or word in lex.WEEKDAYS or word in lex.TODAY or word in lex.TOMORROW
