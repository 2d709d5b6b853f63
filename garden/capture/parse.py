"""Parse: a sentence -> a Draft.

The signs are taken out first (`marks`), the words are read once (`reader`), and this file decides what was
meant: which
kind, who did it, who gave.  Nothing is guessed in silence: a name that fits several is `ambiguous`, one
that fits
nobody is `unknown`, and a draft with either is not settled.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from datetime import date
from typing import Final, Literal

from garden.capture import lexicon as lex
from garden.capture.cursor import RANKS, Group
from garden.capture.draft import Doubt, Draft, Owed, Span
from garden.capture.lexicon import Sense
from garden.capture.marks import Marks, marks
from garden.capture.names import Names, fold_word, symbol
from garden.capture.reader import Reader
from garden.capture.tokens import Token, tokens, unquote
from garden.capture.unclear import unclear
from garden.capture.vows import same, vows
from garden.core.errors import Misread
from garden.core.model import Favor, Flow

_EDGES: Final = " \t\r\n,;:-–—"


def parse(
    sentence: str,
    names: Names,
    today: date,
    *,
    known: Sequence[str] = (),
    settled: Mapping[str, str] | None = None,
) -> Draft:
    """What `sentence` says, on the day `today`.

    `known`: ids already settled by the screen, taken where the sentence names nobody.  `settled`: an
    ambiguous word
    (folded) -> the id that was chosen for it.  Raises Misread for an empty sentence and for a day that
    cannot be.
    """
    if not sentence.strip():
        raise Misread("Nothing was said.", hint="Say it like “coffee with Ada yesterday”.")
    found = marks(sentence, today)
    toks = tokens(sentence, found.holes)
    chosen = {fold_word(word): id_ for word, id_ in (settled or {}).items()}
    reader, fault = _read(sentence, toks, names, today, chosen=chosen, place=found.place)
    if fault is not None:
        raise fault
    if known and not any(g.people or g.doubts or g.unknown for g in reader.groups):
        reader = Reader(sentence, list(toks), names, today, settled=chosen, names_first=False)
        reader.place, reader.given = found.place, True
        reader.read()
    return _Meaning(sentence, reader, found, names, today, known=known).draft()


def _read(
    sentence: str, toks: list[Token], names: Names, today: date, *, chosen: Mapping[str, str], place: str
) -> tuple[Reader, Misread | None]:
    """The plain reading; where it names nobody (or finds a day that cannot be), the one in which names go
    first."""
    fault: Misread | None = None
    reader = Reader(sentence, list(toks), names, today, settled=chosen, names_first=False)
    reader.place = place
    try:
        reader.read()
    except Misread as error:
        fault = error
    if fault is not None or any(g.people or g.doubts for g in reader.groups):
        return reader, fault
    again = Reader(sentence, list(toks), names, today, settled=chosen, names_first=True)
    again.place = place
    try:
        again.read()
    except Misread:
        return reader, None
    return (again if any(g.people or g.doubts for g in again.groups) else reader), None


class _Meaning:
    """What a reading means."""

    def __init__(
        self, sentence: str, reader: Reader, found: Marks, names: Names, today: date, *, known: Sequence[str]
    ) -> None:
        self.sentence, self.reader, self.found, self.names = sentence, reader, found, names
        self.today, self.known = today, known
        self.groups = list(reader.groups)

    def draft(self) -> Draft:
        """The draft."""
        self._drop_unsure()
        reader = self.reader
        sense = self._sense()
        other = self._by_other()
        kind = sense.kind if sense else "other"
        told_of, met = self._people(sense, other)
        people, introduced, introducing = _ids(told_of), _ids(met), _strangers(met)
        flow, favor = self._flow(sense, other)
        if kind == "ask" and self._only_asked():
            kind, favor = "message", None
        if reader.introducing is not None and reader.introduced_me:
            favor = favor or "got"
        if (
            sense is not None
            and sense.kind == "intro"
            and (introduced or introducing)
            and reader.introducing is None
        ):
            flow, favor = "in", "got"
        elif (introduced or introducing) and not reader.introducing:
            kind, flow, favor = "intro", "in", "got"
        note = self._note()
        if (
            kind == "call"
            and flow == "both"
            and any(words in f" {fold_word(note)} " for words in lex.UNANSWERED)
        ):
            flow = "out"
        doubts = tuple(dict.fromkeys(Doubt(word, ids) for g in self._all() for word, ids in g.doubts))
        unknown = tuple(dict.fromkeys(word for g in self._all() for word in g.unknown))
        if not people and not doubts and not unknown:
            people = tuple(dict.fromkeys(self.known))
        doubtful = unclear(reader, kind)
        named: list[Set[str]] = [{id_} for id_ in people]
        named += [set(doubt.candidates) for doubt in doubts]
        named += [{word} for word in unknown]
        marked = [span for span in self.found.spans if span.part == "promise"]
        by = self._promiser(other, self.found.flow or flow)
        told = vows(reader, named, by, marked=not (introduced or introducing))
        owed = _owed(list(zip(marked, self.found.promises, strict=True)), told)
        owed.sort(key=lambda said: said[0].start)
        spans = [*self.found.spans, *reader.spans, *(span for g in self._all() for span in g.spans)]
        spans += [Span(one.start, one.end, "unclear") for one in doubtful]
        spans += [span for span, _ in owed if span not in marked]
        return Draft(
            on=reader.on or self.today,
            people=people,
            kind=kind,
            flow=self.found.flow or flow,
            favor=self.found.favor or favor,
            introduced=tuple(id_ for id_ in introduced if id_ not in people),
            introducing=tuple(name for name in introducing if name not in _strangers(told_of)),
            minutes=reader.minutes,
            place=reader.place,
            tags=tuple(self.found.tags),
            note=note,
            promises=tuple(promise for _, promise in owed),
            ambiguous=doubts,
            unknown=unknown,
            spans=tuple(sorted((*spans, *self._note_span()), key=lambda span: (span.start, span.end))),
            unclear=doubtful,
        )

    def _all(self) -> list[Group]:
        return [*self.groups, *([self.reader.introducing] if self.reader.introducing else [])]

    def _drop_unsure(self) -> None:
        """A word that only may be a name is one where nobody else is named; else it belongs to the note."""
        reader = self.reader
        if reader.place_owner is not None and not any(g.people or g.doubts or g.unknown for g in self.groups):
            self.groups.append(reader.place_owner)
        named = any(g.people or g.doubts or (g.unknown and g.sure) or g.they for g in self.groups) or bool(
            self.known
        )
        kept = []
        for group in self.groups:
            if group.unknown and not group.sure and not group.people and not group.doubts and named:
                reader.before.extend(
                    k
                    for k, token in enumerate(reader.toks)
                    if any(s.start <= token.start < s.end for s in group.spans)
                )
                continue
            kept.append(group)
        self.groups = kept
        reader.before.sort()

    def _sense(self) -> Sense | None:
        """The sense that names the kind: the strongest; of equals the first."""
        senses = [sense for sense, _, _ in self.reader.senses]
        return max(senses, key=lambda sense: RANKS[sense.rank], default=None)

    def _verb(self) -> tuple[Sense, str] | None:
        return next(((sense, said) for sense, said, _ in self.reader.senses if sense.verb), None)

    def _by_other(self) -> bool:
        """Whether the other did it: `Ada emailed`, `was called by Ada`, `email from Ada`."""
        reader = self.reader
        if any(g.role in ("from me", "by me") for g in self.groups):
            return False
        if any(g.role == "by" and (g.people or g.doubts or g.unknown) for g in self.groups) or reader.passive:
            return True
        if reader.me_first or not reader.senses:
            return False
        first = next((at for sense, _, at in reader.senses if sense.verb), None)
        if first is None:
            return any(g.owner and g.role == "plain" for g in self.groups)
        return any(g.role == "plain" and g.at < first and not g.me and not g.owner for g in self.groups)

    def _promiser(self, other: bool, flow: Flow) -> Literal["me", "them"] | None:
        """Who promised what the note says was promised: who did what happened; None where that is not plain."""
        reader, verb = self.reader, self._verb()
        there = [g for g in self.groups if g.people or g.doubts or g.unknown or g.they]
        if other:  # Ada called, and not: Ada gave me a lift
            called = verb is not None and verb[1].split()[0] in lex.CALLED and len(reader.senses) == 1
            alone = len(there) == 1 and there[0].role == "plain" and not (there[0].owner or reader.passive)
            return "them" if called and alone and not reader.me_object else None
        first = next((at for sense, _, at in reader.senses if sense.verb), None)
        begins = [g for g in there if g.role == "plain" and (first is None or g.at < first)]
        if begins and (first is not None or not reader.senses or reader.me_first):
            return None
        theirs = flow == "in" or reader.passive or any(g.role in ("from", "by", "through") for g in there)
        return None if theirs else "me"

    def _flow(self, sense: Sense | None, other: bool) -> tuple[Flow, Favor | None]:
        if sense is None:
            return "both", None
        roles = {g.role for g in self.groups if g.people or g.doubts or g.unknown or g.they}
        verb = self._verb()
        way: Flow = sense.flow if sense.flow != "both" else "out"
        if not sense.verb:
            way = self._noun_way(sense, roles, verb, other)
        elif sense.rank == "light" and sense.flow == "in":
            way = "in" if "from" in roles or not roles & {"object"} else "out"
            if other:
                way = "in" if self.reader.me_object else "out"
        elif other:
            way = "in" if way == "out" else "out"
        elif "from" in roles and sense.kind in ("message", "email", "letter", "intro", "call"):
            way = "in"
        flow: Flow = "both" if sense.flow == "both" else way
        said = verb[1].split()[0] if verb is not None else ""
        noun = not sense.verb or (said == self.reader.senses[0][1] and said in lex.NOUNS)
        shared = "with" in roles and not roles & {"from", "to", "object"}
        if shared and noun and sense.flow != "both" and (not said or said in lex.SHARED or said in lex.NOUNS):
            return "both", None
        written = sense.verb and sense.kind in ("message", "email") and " " not in self.reader.senses[0][1]
        if shared and written:
            return "both", None
        if sense.kind == "call" and said in lex.MISSED:
            return ("out" if other else "in"), None
        favor = self._favor(sense, way)
        if favor is None and said in lex.FAVOR_STAYS:
            favor = "got" if other else "gave"
        return flow, favor

    def _noun_way(self, sense: Sense, roles: set[str], verb: tuple[Sense, str] | None, other: bool) -> Flow:
        if sense.flow == "both":
            return "out"
        if "from" in roles or "by" in roles:
            return "in"
        if verb is None:
            return "in" if other else "out"
        if any(g.role in ("from me", "by me") for g in self.groups):
            return "out"
        if verb[0].flow == "in" and verb[0].rank == "light":
            if other:
                return "in" if self.reader.me_object else "out"
            return "out" if roles & {"object", "to"} else "in"
        return "in" if other else "out"

    def _favor(self, sense: Sense, way: Flow) -> Favor | None:
        if sense.favor == "ask":
            return "asked" if way == "out" else None
        if sense.favor in ("give", "take"):
            return "gave" if way == "out" else "got"
        return None

    def _only_asked(self) -> bool:
        """Whether what was asked takes nothing: how they are, or to lunch."""
        reader, at = self.reader, self.reader.note_at
        if at is None or at >= reader.size or reader.senses[0][1].split()[0] not in lex.ASKING:
            return False
        if reader.words[at] in lex.HOW:
            return True
        here = at + 1
        while here < reader.size and reader.words[here] in lex.DETERMINERS:
            here += 1
        noun = reader.phrase(here, lex.NOUNS) if reader.words[at] == "to" else None
        return noun is not None and noun[1].flow == "both"

    def _people(self, sense: Sense | None, other: bool) -> tuple[list[Group], list[Group]]:
        """(people, introduced): in an introduction to me, who introduced; and to whom."""
        reader = self.reader
        introduced = [reader.introducing] if reader.introducing else []
        through = [g for g in self.groups if g.role == "through"]
        makers = [g for g in self.groups if g.role in ("from", "by", "through")]
        subject = [g for g in self.groups if g.role == "plain"]
        if sense is not None and sense.kind == "intro":
            to = [g for g in self.groups if g.role in ("to", "with", "object")]
            if makers:
                return makers, to + subject
            if other and subject and (reader.me_object or not to):
                return subject, to
            if other and reader.passive:
                return to, []
        elif through and sense is not None and sense.kind == "meeting":
            rest = [g for g in self.groups if g.role != "through"]
            if _ids(through) and (_ids(rest) or _strangers(rest)):
                return through, rest
        return self.groups, introduced

    # -- the note
    # ---------------------------------------------------------------------------------------------------
    def _note(self) -> str:
        reader = self.reader
        parts = []
        before = self._before()
        if before:
            parts.append(before)
        if reader.note_at is not None and reader.note_at < reader.size:
            parts.append(self._said(reader.note_at, reader.note_end or reader.size))
        if not reader.spoken:  # "coffee with Ada!!" says nothing more
            parts = [part for part in parts if any(c.isalnum() or symbol(c) for c in part)]
        return ", ".join(part for part in parts if part)

    def _before(self) -> str:
        """What was said before anybody was named and is nothing else: (gave) a book (to Tom)."""
        reader = self.reader
        words = list(reader.before)
        while words and (reader.words[words[0]] in lex.DROPPED or reader.words[words[0]] in lex.DETERMINERS):
            words.pop(0)
        return " ".join(reader.toks[k].text for k in words)

    def _said(self, at: int, end: int) -> str:
        """The sentence's own text from token `at` to `end`, without the marks in it."""
        reader = self.reader
        toks = reader.toks
        if reader.spoken and end == at + 1 and toks[at].quoted:
            return unquote(toks[at].text)
        if not reader.spoken:
            while at < end and reader.words[at] in lex.DROPPED:
                at += 1
        if at >= end:
            return ""
        start, stop = toks[at].start, toks[end - 1].end
        pieces, here = [], start
        holes = list(self.found.holes)
        if reader.cut is not None:
            holes.append((toks[reader.cut[0]].start, toks[reader.cut[1] - 1].end))
            holes.sort()
        for first, last in holes:
            if first >= here and first < stop:
                pieces.append(self.sentence[here:first].strip())
                here = last
        if here < stop:
            pieces.append(self.sentence[here:stop].strip())
        text = re.sub(r" (?=[,;])", "", " ".join(piece for piece in pieces if piece)).strip(_EDGES)
        if text.endswith(")") and text.count(")") > text.count("("):
            text = text[:-1].rstrip()
        elif text.count(")") > text.count("(") and self.sentence[:start].rstrip().endswith("("):
            text = f"({text}"  # (again): why?
        return text

    def _note_span(self) -> list[Span]:
        reader = self.reader
        if reader.note_at is None or reader.note_at >= reader.size:
            return []
        end = reader.note_end or reader.size
        if end <= reader.note_at:
            return []
        return [Span(reader.toks[reader.note_at].start, reader.toks[end - 1].end, "note")]


def _owed(marked: list[tuple[Span, Owed]], told: list[tuple[Owed, Span]]) -> list[tuple[Span, Owed]]:
    """What was promised by marks and in words, each once: what both say has the mark's day, or the words' where the
    mark says none."""
    owed: list[tuple[Span, Owed]] = []
    for span, mark in marked:
        twin = next((k for k, (_, other) in enumerate(owed) if same(mark, other)), None)
        if twin is None or (mark.due and owed[twin][1].due and mark.due != owed[twin][1].due):
            owed.append((span, mark))
        elif owed[twin][1].due is None:
            owed[twin] = (span, mark)
    for vow, span in told:
        twin = next((k for k, (_, other) in enumerate(owed) if same(vow, other)), None)
        if twin is None:
            owed.append((span, vow))
        elif owed[twin][1].due is None:
            owed[twin] = (owed[twin][0], owed[twin][1]._replace(due=vow.due))
    return owed


def _ids(groups: Sequence[Group]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(id_ for group in groups for id_ in group.people))


def _strangers(groups: Sequence[Group]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for group in groups for name in group.unknown))
