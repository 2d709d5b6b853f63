"""The reader: walks a sentence's tokens once, from left to right, and sorts them into people, deeds, days, places, note.

It only collects what was said, in the order said; `parse` decides what it means.  No token is looked at more than a
bounded number of times, so reading is linear in the sentence's length.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from garden.capture import dates
from garden.capture import lexicon as lex
from garden.capture.draft import Part, Span
from garden.capture.lexicon import Sense
from garden.capture.names import Names, fold_word
from garden.capture.tokens import Token, unquote
from garden.core.errors import Misread

_RANKS: Final = {"light": 1, "weak": 2, "strong": 3}
_PHRASE_WORDS: Final = max(phrase.count(" ") for phrase in lex.PHRASES) + 1
_PHRASE_STARTS: Final = frozenset(phrase.partition(" ")[0] for phrase in lex.PHRASES)
_DATE_STARTS: Final = (
    lex.TODAY | lex.YESTERDAY | lex.TOMORROW | set(lex.MONTHS) | set(lex.WEEKDAYS) | set(lex.NUMBERS) | set(lex.ORDINALS)
    | frozenset("on last this past next coming the earlier just half weekend day at over during in about around roughly from".split())
)  # fmt: skip
_POSSESSIVE: Final = re.compile(r"(?:['’ʼ‘]s|(?<=s)['’ʼ‘])\Z", re.IGNORECASE)
_CLOCK: Final = re.compile(r"(\d+)(?:[.,](\d+))?(h|hr|hrs|m|min|mins)?(\d{1,2})?(m|min|mins)?\Z")
_TIME: Final = re.compile(r"\d{1,2}(?::\d\d)?(?:am|pm|h)?\Z")
_IRREGULAR: Final = frozenset("met lent given taught hit driven rung told sent left written shown fed seen".split())
_LONGEST: Final = 7 * 24 * 60
"""The longest span taken for a duration, in minutes; what is longer stays in the note."""


@dataclass(slots=True)
class Group:
    """People named together.  `role`: how they stand to the deed (plain, object, with, to, from, by, through)."""

    role: str
    at: int
    people: list[str] = field(default_factory=list)
    doubts: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    sure: bool = True
    they: bool = False
    me: bool = False
    owner: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """Tokens up to `end` that name somebody: the ids they fit, the words, and whether something is said to be theirs."""

    end: int
    ids: tuple[str, ...]
    word: str
    owner: bool


class Reader:
    """One reading of a sentence.  `names_first`: a word that is both a name and something else is a name."""

    def __init__(
        self, sentence: str, toks: list[Token], names: Names, today: date, settled: Mapping[str, str], names_first: bool
    ) -> None:
        self.sentence, self.toks, self.names, self.today = sentence, toks, names, today
        self.settled, self.names_first = settled, names_first
        self.words = [token.key for token in toks]
        self.size = len(toks)
        self.groups: list[Group] = []
        self.senses: list[tuple[Sense, str, int]] = []
        self.before: list[int] = []
        self.introducing: Group | None = None
        self.introduced_me = False
        self.on: date | None = None
        self.minutes: int | None = None
        self.place = ""
        self.place_owner: Group | None = None
        self.me_first = False
        self.me_object = False
        self.passive = False
        self.note_at: int | None = None
        self.note_end: int | None = None
        self.spoken = False  # whether a sign stands before the note
        self.spans: list[Span] = []

    # -- the walk ---------------------------------------------------------------------------------------------------
    def read(self) -> Reader:
        """Walk to the end of the head, then settle where the note ends."""
        at = 0
        while at < self.size and self.note_at is None:
            at = self.step(at)
        if self.note_at is not None:
            self._tail()
        return self

    @property
    def somebody(self) -> bool:
        """Whether anybody has been named (or stood for by a pronoun)."""
        return any(g.people or g.doubts or g.they or (g.unknown and g.sure) for g in self.groups)

    @property
    def rank(self) -> int:
        """How firmly the kind is known: 0 not at all, 3 by a strong word."""
        return max((_RANKS[sense.rank] for sense, _, _ in self.senses), default=0)

    def word(self, at: int) -> str:
        return self.words[at] if at < self.size else ""

    def step(self, at: int) -> int:
        """Take what begins at `at`; answers where to go on."""
        token, key, somebody = self.toks[at], self.words[at], self.somebody
        if (not token.word and key not in lex.AND and token.text != "@") or (token.fence and somebody):
            return self._sign(at, somebody)
        name = self.name(at) if self.names_first else None
        if name is None:
            for taken in (self._day(at), self._duration(at), self._place(at)):
                if taken:
                    return taken
        if key in lex.WITH or key in lex.AND:
            return self._people_after(at, "with" if key in lex.WITH else "and")
        if somebody and (end := self._introduces(at)):
            return end
        if key in lex.FROM or key in lex.BY or key in lex.THROUGH:
            role = "from" if key in lex.FROM else "by" if key in lex.BY else "through"
            return self._people_after(at + (self.word(at + 1) == "to" and key == "thanks"), role)
        if key in ("over", "for", "to", "at") and 0 < self.rank < 3 and (noun := self._object(at + 1)):
            return noun
        if key in lex.TO:
            return self._people_after(at, "to")
        if key in lex.ABOUT:
            return self._about(at)
        if name is None and (taken := self._self(at, somebody)):
            return taken
        phrase = self.phrase(at)
        name = name or self.name(at)
        if name is not None and (self.names_first or phrase is None or name.end > phrase[0]):
            return self._plain(at, somebody)
        if phrase is not None:
            return self._deed(at, *phrase)
        if somebody:
            if self.rank == 0 and (key in lex.FILLERS or key.endswith("ly")) and (then := self.phrase(at + 1)) and then[1].verb:
                return at + 1
            return self._object(at) or self._note(at)
        if key in lex.FILLERS or key.endswith("ly"):
            return at + 1
        return self._stranger(at)

    def _sign(self, at: int, somebody: bool) -> int:
        token = self.toks[at]
        after = at if token.word else at + 1
        if not somebody:
            return self._word(at) if token.word else after
        if token.text == ":" and self.rank:
            return self._note(after, spoken=True)
        if after < self.size and (end := self._introduces(after)):
            return end
        if after < self.size and self._goes_on(after):
            return after if not token.word else self._word(after)
        if token.word and not self.spoken and self.word(at) in lex.DROPPED:
            return self._note(after)
        return self._note(after, spoken=True)

    def _word(self, at: int) -> int:
        """Take a word that stands behind a mark as though the mark were not there."""
        token = self.toks[at]
        self.toks[at] = Token(token.text, token.start, token.end, token.key, token.word, token.quoted, token.joined, False)
        return self.step(at)

    def _goes_on(self, at: int) -> bool:
        """Whether the head goes on behind a sign: with more people, or with nothing but days, places and spans."""
        if self._listed(at):
            return True
        if self.rank == 0 and self.phrase(at) is not None:
            return True
        if self.word(at) in lex.AND and (self.name(at + 1) is not None):
            return True
        return self._structured(at) > 0

    def _structured(self, at: int) -> int:
        """The end of a run of days, spans and places that reaches the next sign or the end; 0 where there is none."""
        kept = (self.on, self.minutes, self.place, self.place_owner, len(self.spans))
        here, steps = at, 0
        while here < self.size and steps < 6 and (self.toks[here].word or self.toks[here].text == "@"):
            if here > at and self.toks[here].fence:
                break
            try:
                end = self._day(here) or self._duration(here) or self._place(here)
            except Misread:
                end = 0
            if not end:
                here = 0
                break
            here, steps = end, steps + 1
        if here and here < self.size and not self._edge(here):
            here = 0
        self.on, self.minutes, self.place, self.place_owner = kept[:4]
        del self.spans[kept[4] :]
        return here if here > at else 0

    def _edge(self, at: int) -> bool:
        return at >= self.size or self.toks[at].fence or (not self.toks[at].word and self.toks[at].text not in "@&+")

    # -- people -----------------------------------------------------------------------------------------------------
    def name(self, at: int, positioned: bool = False) -> Name | None:
        """The longest name that begins at `at`; it may fit several contacts."""
        if at >= self.size:
            return None
        token = self.toks[at]
        if token.quoted:
            word = unquote(token.text)
            ids = self.names.find(word)
            return Name(at + 1, self._settle(word, ids), word, False) if ids else None
        bare = _POSSESSIVE.sub("", token.text)
        first = token.key.partition(" ")[0]
        if token.word and not (self.names.starts(first) or self.names.starts(fold_word(bare).partition(" ")[0])):
            if positioned and len(token.text) >= 4 and (ids := self.names.find(token.text)):
                return Name(at + 1, self._settle(token.text, ids), token.text, False)
            return None
        for end in range(min(self.size, at + min(self.names.longest, 12) + 3), at, -1):
            last = self.toks[end - 1]
            if any(not t.word and not t.key or t.fence for t in self.toks[at + 1 : end]):
                continue
            if any(not t.word and not fold_word(t.text) and not self._initial(k) for k, t in enumerate(self.toks[at:end], at)):
                continue
            text = self.sentence[token.start : last.end]
            ids, owner = self._whole(text, positioned), False
            if not ids and (short := _POSSESSIVE.sub("", text)) != text:
                ids, owner, text = self._whole(short, positioned), True, short
            if not ids or (end == at + 1 and token.key in lex.FUNCTION and not token.named):
                continue
            if end > at + 1 and last.key in lex.MONTHS and self._number_of_day(end) and self.names.find(self.sentence[token.start : self.toks[end - 2].end]):
                continue
            return Name(end, self._settle(text, ids), text, owner)
        return None

    def _whole(self, text: str, positioned: bool) -> tuple[str, ...]:
        ids = self.names.find(text)
        return ids if positioned or not ids or self.names.starts(fold_word(text).partition(" ")[0]) else ()

    def _initial(self, at: int) -> bool:
        """Whether the sign at `at` is the dot of an initial or a title."""
        return self.toks[at].text == "." and self.toks[at].joined and len(self.words[at - 1]) <= (4 if self.toks[at - 1].named and at + 1 < self.size and self.words[at - 1] in ("dr", "prof", "mr", "mrs", "ms", "st") else 1)

    def _number_of_day(self, at: int) -> bool:
        match = re.match(r"\d{1,2}(st|nd|rd|th)?\Z", self.word(at))
        return bool(match) and self.word(at + 1) not in lex.SPANS and self.word(at + 1) not in lex.CLOCK

    def _settle(self, word: str, ids: tuple[str, ...]) -> tuple[str, ...]:
        chosen = self.settled.get(fold_word(word))
        return (chosen,) if chosen is not None and chosen in ids else ids

    def unknown(self, at: int, named_only: bool = False) -> tuple[int, str] | None:
        """Words at `at` that stand like a name that nobody here has."""
        if at >= self.size:
            return None
        token = self.toks[at]
        if token.quoted:
            text = unquote(token.text).strip()
            return (at + 1, text) if text else None
        if not token.word or token.key in lex.FUNCTION or not any(c.isalpha() for c in token.text):
            return None
        if token.text[0].isdigit() or token.key in lex.STOP or token.key in lex.FILLERS or token.key in lex.SMALL:
            return None
        end = at + 1
        if token.named:
            while end < self.size and end < at + 6 and not self.toks[end].fence:
                here = self.toks[end]
                if here.text == "." and here.joined and len(self.words[end - 1]) == 1 and end + 1 < self.size and self.toks[end + 1].named:
                    end += 1
                elif here.named and here.text[0].isupper() and not self._vocabulary(end):
                    end += 1
                elif here.key in lex.PARTICLES and end + 1 < self.size and self._capital(end + 1, also=lex.PARTICLES):
                    end += 1
                else:
                    break
        elif named_only or self.phrase(at) is not None or token.key in lex.NUMBERS or self._peek_day(at) or self._may_open_note(at):
            return None
        elif end < self.size and self.toks[end].word and not self._vocabulary(end) and not self._may_open_note(end) and self._edge_or_structure(end + 1):
            end += 1
        return end, _POSSESSIVE.sub("", self.sentence[token.start : self.toks[end - 1].end])

    def _capital(self, at: int, also: frozenset[str]) -> bool:
        if self.word(at) in also:
            at += 1
        return at < self.size and self.toks[at].named and self.toks[at].text[0].isupper()

    def _may_open_note(self, at: int) -> bool:
        """A small word such as `talked` or `cooked` with more words behind it tells something."""
        key = self.words[at]
        if key in lex.STOP:
            return True
        return key.endswith(("ed", "ing")) and not self._edge_or_structure(at + 1) and self.word(at + 1) not in lex.AND

    def _vocabulary(self, at: int) -> bool:
        key = self.word(at)
        return (
            key in lex.WITH or key in lex.AND or key in lex.STOP or key in lex.FILLERS or key in lex.MONTHS or key in lex.WEEKDAYS
            or key in lex.YESTERDAY or key in lex.TODAY or key in lex.TOMORROW or key in lex.I or key in lex.ABOUT
            or key[:1].isdigit() or self.phrase(at) is not None
        )  # fmt: skip

    def _edge_or_structure(self, at: int) -> bool:
        if self._edge(at):
            return True
        key = self.word(at)
        if key in ("at", "in", "@", "for") or key in lex.AND or key in lex.WITH:
            return True
        return bool(self._peek_day(at)) or self._clock(at) is not None

    def group(self, at: int, role: str, *, positioned: bool, sure: bool = True) -> tuple[Group | None, int]:
        """People from `at` on: one, or a list.  (None, at) where nobody is named."""
        group = Group(role, at, sure=sure)
        end = self._person(at, group, positioned)
        if end == 0:
            return None, at
        while end < self.size and not group.owner:
            sign, after = self.word(end), end + 1
            if self.toks[end].fence:
                break
            if sign == ",":
                if self.word(after) in lex.AND:
                    after += 1
                    if self.name(after) is None:
                        break
                elif not self._listed(after):
                    break
            elif sign not in lex.AND:
                break
            following = self._person(after, group, True)
            if following == 0 or (following > 0 and sign == "," and False):
                break
            end = following
        return group, end

    def _person(self, at: int, group: Group, positioned: bool) -> int:
        """One person into `group`; answers where they end, 0 where there is none."""
        key = self.word(at)
        if at >= self.size:
            return 0
        if key in lex.ME or (key in lex.I and group.at != at):
            group.me = True
            return at + 1
        start = at
        name = self.name(at, positioned)
        if name is None and positioned:
            skip = at
            while skip < self.size and skip < at + 3 and (self.word(skip) in lex.MY or self.word(skip) in lex.DETERMINERS or self.word(skip) in lex.RELATIONS or self.word(skip) in ("old", "dear", "lovely", "good")):
                skip += 1
            if skip > at and skip < self.size and self.toks[skip].named:
                name = self.name(skip, positioned)
                start = skip if name else at
        if name is not None and self.toks[start].quoted is False:
            longer = self._surname(start, name, positioned)
            if longer:
                return self._strange(start, longer, group)
            if name.owner and self.word(name.end) in lex.RELATIONS:
                return self._strange(start, name.end + 1, group)
        if name is None:
            if key in lex.THEM and positioned:
                group.they = True
                return at + 1
            found = self.unknown(at) if positioned else None
            if found is None:
                return 0
            group.unknown.append(found[1])
            group.spans.append(Span(self.toks[at].start, self.toks[found[0] - 1].end, "unknown"))
            if self.toks[at].named and group.role in ("with", "introduced", "and"):
                group.sure = True
            return found[0]
        first, last = self.toks[start].start, self.toks[name.end - 1].end
        if len(name.ids) == 1:
            if name.ids[0] not in group.people:
                group.people.append(name.ids[0])
            group.spans.append(Span(first, last, "introduced" if group.role == "introduced" else "who"))
        else:
            group.doubts.append((name.word, name.ids))
            group.spans.append(Span(first, last, "ambiguous"))
        group.owner = name.owner
        if group.doubts or group.people:
            group.sure = True
        return name.end

    def _strange(self, start: int, end: int, group: Group) -> int:
        group.unknown.append(self.sentence[self.toks[start].start : self.toks[end - 1].end])
        group.spans.append(Span(self.toks[start].start, self.toks[end - 1].end, "unknown"))
        group.sure = True
        return end

    def _surname(self, at: int, name: Name, positioned: bool) -> int:
        """Where `Ada Lovelace` ends if only another Ada is here: a family name that fits nobody; else 0."""
        end = name.end
        if end != at + 1 or name.owner or end >= self.size or self.toks[end].fence:
            return 0
        here = self.toks[end]
        if not here.word or here.quoted or not here.named or not here.text[0].isupper() or self._vocabulary(end):
            return 0
        if self.name(end) is not None or not self.toks[at].named:
            return 0
        found = self.unknown(end, named_only=True)
        return found[0] if found else 0

    def _listed(self, at: int) -> bool:
        """Whether a list of people goes on at `at`, behind a comma: a name and then an end, a sign or a day; or a
        stranger who is followed by somebody known."""
        for _ in range(6):
            name = self.name(at)
            if name is not None and not name.owner:
                if self.word(name.end) in lex.AND:
                    at = name.end + 1
                    return self.name(at) is not None or self.unknown(at) is not None
                return self._edge_or_structure(name.end) or (self.rank == 0 and self.phrase(name.end) is not None)
            stranger = self.unknown(at, named_only=True)
            if stranger is None or self.toks[at].quoted:
                return stranger is not None and self.word(stranger[0]) in (*lex.AND, ",")
            if self.word(stranger[0]) in lex.AND:
                after = stranger[0] + 1
                return self.name(after) is not None
            if self.word(stranger[0]) != ",":
                return False
            at = stranger[0] + 1
        return False

    def _people_after(self, at: int, role: str) -> int:
        """People behind `with`, `from`, `to` ...; where nobody is named there, what follows is the note or its object."""
        somebody = self.somebody
        if self.word(at + 1) in lex.ME:
            self.me_object = True
            if role != "and":
                self.groups.append(Group(f"{role} me", at, me=True))
            return at + 2
        noun = self.rank == 3 and somebody and role == "to" and not any(s.kind == "intro" for s, _, _ in self.senses)
        if role == "and" and somebody and self.name(at + 1) is None and self.phrase(at + 1) and self.rank == 0:
            return at + 1
        firm = role in ("with", "and")
        if role == "and" and not somebody and self.name(at + 1) is None:
            return at + 1
        strange = self._intro() and role != "and" and at + 1 < self.size and self.toks[at + 1].named
        if somebody and role != "and" and self.name(at + 1, True) is None and not strange:
            return self._note(at)
        if role == "and" and self.word(at + 1) in lex.I:
            self.me_first = True
            return at + 2
        if noun and self.toks[at].key == "for" and not self.word(at + 1):
            return self._note(at)
        group, end = self.group(at + 1, role, positioned=True, sure=firm or strange)
        if group is None:
            if somebody:
                return self._note(at)
            self.before.append(at)
            return at + 1
        if group.unknown and not group.sure and not group.people and self.toks[at + 1].named and role in ("from", "by"):
            group.sure = True
        if role == "and":
            group.role = self.groups[-1].role if self.groups else "plain"
        self._join(group)
        return self._after_people(end, group)

    def _intro(self) -> bool:
        return any(sense.kind == "intro" for sense, _, _ in self.senses)

    def _join(self, group: Group) -> None:
        self.groups.append(group)

    def _after_people(self, at: int, group: Group) -> int:
        if self.rank < 3 and at < self.size and not self.toks[at].fence and (noun := self._object(at, group)):
            return noun
        return at

    def _plain(self, at: int, somebody: bool) -> int:
        """A name that stands alone: the subject of what follows, or simply who it was."""
        group, end = self.group(at, "plain", positioned=False)
        if group is None:
            return self._note(at) if somebody else self._stranger(at)
        if somebody and self.rank == 3 and not self._edge_or_structure(end):
            return self._note(at)
        self._join(group)
        return self._after_people(end, group) if group.owner else end

    def _stranger(self, at: int) -> int:
        """A word nobody knows before anybody is named: a stranger's name if it stands like one, else what it is about."""
        found = self.unknown(at)
        if found is not None:
            end, word = found
            named = self.toks[at].named
            follows = self.phrase(end)
            chained = self.word(end) in lex.AND and self.name(end + 1) is not None
            lone = at == 0 and end >= self.size
            if chained or lone or follows is not None or (self.rank == 3 and self._edge_or_structure(end) and not self.before):
                group, end = self.group(at, "plain", positioned=True, sure=False)
                if group is not None:
                    verb = follows is not None and follows[1].verb and self.words[end - 1] != word.lower() + " "
                    group.sure = group.sure and bool(group.people) or chained or (named and verb and at == 0 and self._past(end))
                    self._join(group)
                    return end
        self.before.append(at)
        return at + 1

    def _past(self, at: int) -> bool:
        key = self.word(at)
        return key.endswith("ed") or key in _IRREGULAR or key in ("sent", "gave", "wrote", "rang", "left", "got", "came", "spoke")

    # -- deeds ------------------------------------------------------------------------------------------------------
    def phrase(self, at: int, among: lex.Phrases = lex.PHRASES) -> tuple[int, Sense, str] | None:
        """The longest phrase of the lexicon at `at`: (end, sense, phrase)."""
        if at >= self.size or not self.toks[at].word or self.toks[at].quoted or self.words[at].partition(" ")[0] not in _PHRASE_STARTS:
            return None
        for end in range(min(self.size, at + _PHRASE_WORDS), at, -1):
            if any(token.fence or not token.word or token.quoted for token in self.toks[at + 1 : end]):
                continue
            said = " ".join(self.words[at:end])
            sense = among.get(said)
            if sense is not None:
                return end, sense, said
        return None

    def _deed(self, at: int, end: int, sense: Sense, said: str) -> int:
        somebody = self.somebody
        if somebody and _RANKS[sense.rank] <= self.rank:
            return self._object(at) or self._note(at)
        noun = lex.NOUNS.get(said)
        if sense.verb and noun is not None and noun.flow != "both" and at > 0 and (self.words[at - 1] in lex.DETERMINERS or self.rank == 1):
            sense = noun
        self.senses.append((sense, said, at))
        self.spans.append(Span(self.toks[at].start, self.toks[end - 1].end, "kind"))
        if not sense.verb:
            if sense.kind == "gift" and said not in lex.GIVEN:
                self.before.extend(range(at, end))
            if not somebody and not self._plain_follows(end):
                return end
            group, after = self.group(end, "object", positioned=True, sure=True)
            if group is None or not (group.people or group.doubts or group.unknown):
                return end
            self._join(group)
            return self._after_people(after, group)
        if sense.thing:
            return self._thing(end)
        if end < self.size and not self.toks[end].fence and self.toks[end].word and self.word(end) not in lex.ME:
            if sense.rank != "strong" and self.name(end, True) is None and not (self.toks[end].named and sense.rank == "light"):
                firm = self.toks[end].named
                if not firm:
                    return end
            if self.name(end) is None and (self._peek_day(end) or self._clock(end) is not None or self.phrase(end) is not None):
                return end
            subject = any(g.role == "plain" and (g.people or g.they) for g in self.groups)
            if subject and self.name(end, True) is None:
                return end
            group, after = self.group(end, "object", positioned=True, sure=self.toks[end].named and sense.rank != "light")
            if group is not None:
                self._join(group)
                return self._after_people(after, group)
        return end

    def _thing(self, at: int) -> int:
        """What was attended: written with a capital, it is the place."""
        if at < self.size and self.toks[at].named and self.phrase(at) is None and self.name(at) is None:
            return self._place_named(at, at) or at
        return at

    def _plain_follows(self, at: int) -> bool:
        """Whether a name follows a noun at once (coffee ada; coffee zachary)."""
        if at >= self.size or self.toks[at].fence or not self.toks[at].word or self.words[at] in lex.AND:
            return False
        if self._peek_day(at) and not self.names_first:
            return False
        if self.name(at) is not None:
            return True
        found = self.unknown(at)
        if found is None or self._vocabulary(at):
            return False
        return (self.toks[at].named or self._edge_or_structure(found[0])) and not self._people_later(found[0])

    def _people_later(self, at: int) -> bool:
        """Whether `with` or `from` somebody follows within a few words."""
        for here in range(at, min(self.size, at + 8)):
            if self.words[here] in lex.WITH | lex.FROM | lex.TO and self.name(here + 1, True) is not None:
                return True
        return False

    def _object(self, at: int, group: Group | None = None) -> int:
        """The noun that a weaker verb leaves the kind to: (gave Tom) a call, (met Ada) for a quick coffee; else 0."""
        if self.word(at) in lex.INTRODUCING:
            return 0
        if not 0 < self.rank < 3 and not (group is not None and group.owner):
            return 0
        light = self.rank == 1
        here, strange = at, 0
        if self.word(here) in ("for", "over", "to"):
            here += 1
        while here < self.size and here < at + 6 and self.toks[here].word and not (here > at and self.toks[here].fence):
            phrase = self.phrase(here, lex.NOUNS)
            if phrase is not None and phrase[1].rank == "strong":
                self.senses.append((phrase[1], phrase[2], here))
                self.spans.append(Span(self.toks[here].start, self.toks[phrase[0] - 1].end, "kind"))
                if strange or self.senses[-1][0].kind in ("gift", "help"):
                    return self._note(at)
                return phrase[0]
            key = self.words[here]
            if key not in lex.FILLERS:
                if key in lex.FUNCTION or key in lex.STOP or not light or strange >= 2:
                    return 0
                strange += 1
            here += 1
        return 0

    def _introduces(self, at: int) -> int:
        """Take `who introduced me to Grace` (or `introducing Grace`), behind somebody already named; 0 where it is not."""
        here = at + (self.word(at) in lex.WHO)
        mine = here > at and self.word(here) in lex.INTRODUCED and self.word(here + 1) in lex.ME
        if not mine and (here > at or self.word(here) not in lex.INTRODUCING):
            return 0
        start = here + 3 if mine else here + 1
        if mine and self.word(here + 2) not in lex.WITH and self.word(here + 2) not in lex.TO:
            return 0
        group, end = self.group(start, "introduced", positioned=True)
        if group is None:
            return 0
        self.introducing, self.introduced_me = group, mine
        return end

    def _self(self, at: int, somebody: bool) -> int:
        """I, me, she, them; was (called by)."""
        key = self.words[at]
        if key in lex.I and not somebody:
            self.me_first = True
            return at + 1
        if key in lex.ME:
            self.me_object = True
            return at + 1
        if key in lex.THEY and not somebody and self.rank == 0:
            self.groups.append(Group("plain", at, they=True))
            return at + 1
        if key in lex.THEM and not somebody and self.rank and (self.word(at + 1) not in ("own",)) and self.senses[-1][0].verb:
            self.groups.append(Group("object", at, they=True))
            return at + 1
        if key in lex.PASSIVE and (phrase := self.phrase(at + 1)) and phrase[1].verb and phrase[1].rank != "light":
            verb = self.words[at + 1]
            if verb.endswith("ed") or verb in _IRREGULAR:
                self.passive = True
                return at + 1
        return 0

    # -- days, spans, places ----------------------------------------------------------------------------------------
    def _peek_day(self, at: int) -> dates.Found | None:
        key = self.word(at)
        if key not in _DATE_STARTS and not key[:1].isdigit():
            return None
        return dates.phrase(self._window(at), 0, self.today, "back")

    def _window(self, at: int) -> list[str]:
        """The next words up to a mark: no day is said in more than these."""
        words = self.words[at : at + 10]
        for k in range(1, len(words)):
            if self.toks[at + k].fence:
                return words[:k]
        return words

    def _day(self, at: int) -> int:
        """Take the day said at `at`; 0 where there is none.  Raises Misread for one that cannot be."""
        if self.on is not None:
            return 0
        key = self.word(at)
        found = self._peek_day(at)
        if found is None and key in ("in", "next"):
            found = dates.phrase(self._window(at), 0, self.today, "ahead")
            if found is None and key == "in" and self.word(at + 1) in lex.MONTHS and not self.word(at + 2)[:1].isdigit():
                found = dates.Found(2, None, f"Say the day in {self.toks[at + 1].text}.")
        if found is None:
            return 0
        start, end = self.toks[at].start, self.toks[at + found.end - 1].end
        if found.day is None:
            raise Misread(found.fault, start=start, end=end, hint="Days are said like yesterday, Friday, Nov 3 or 2026-11-03.")
        if found.day > self.today:
            raise Misread(
                f"“{self.sentence[start:end]}” is still to come ({found.day.isoformat()}).",
                start=start, end=end, hint="What is to come is a promise: say it like “!coffee by Friday”.",
            )  # fmt: skip
        self.on = found.day
        self.spans.append(Span(start, end, "when"))
        return at + found.end

    def _duration(self, at: int) -> int:
        if self.minutes is not None:
            return 0
        found = self._clock(at)
        if found is None:
            return 0
        self.minutes = found[1]
        self.spans.append(Span(self.toks[at].start, self.toks[found[0] - 1].end, "minutes"))
        return found[0]

    def _clock(self, at: int) -> tuple[int, int] | None:
        """(end, minutes) of a span of the clock: 45m, 1h30, 30 min, an hour, for half an hour, 1.5 hours."""
        start = at
        if self.word(at) in ("for", "lasting", "lasted"):
            start += 1
        if self.word(start) in ("about", "around", "roughly", "almost", "nearly", "over", "~", "like", "only"):
            start += 1
        found = self._clock_words(start)
        if found is None or not 0 < found[1] <= _LONGEST:
            return None
        end, minutes = found
        if self.word(end) in ("ago", "back", "late", "earlier") or any(t.fence for t in self.toks[at + 1 : end]):
            return None
        if self.words[end : end + 2] == ["or", "so"]:
            end += 2
        return end, minutes

    def _clock_words(self, at: int) -> tuple[int, int] | None:
        word, after, third = self.word(at), self.word(at + 1), self.word(at + 2)
        if word in ("an", "one", "a") and after == "hour":
            if [third, *self.words[at + 3 : at + 5]] == ["and", "a", "half"]:
                return at + 5, 90
            return at + 2, 60
        for words, minutes in (("half an hour", 30), ("a half hour", 30), ("half hour", 30), ("a quarter of an hour", 15),
                               ("quarter of an hour", 15), ("three quarters of an hour", 45), ("an hour and a half", 90),
                               ("a half an hour", 30)):  # fmt: skip
            parts = words.split()
            if word == parts[0] and self.words[at : at + len(parts)] == parts:
                return at + len(parts), minutes
        match = _CLOCK.match(word) if word.isascii() else None
        if match is not None:
            whole, part, unit, rest, rest_unit = match.groups()
            if len(whole) > 5:
                return None
            number = float(f"{whole}.{part or 0}")
            if unit:
                size = lex.CLOCK[unit]
                if rest and size == 60:
                    return at + 1, round(number * 60) + int(rest)
                if rest or rest_unit:
                    return None
                end, minutes = at + 1, round(number * size)
                return self._and_minutes(end, minutes) if size == 60 else (end, minutes)
            if rest or rest_unit:
                return None
            if after in lex.CLOCK and after != "m":
                size = lex.CLOCK[after]
                return self._and_minutes(at + 2, round(number * size)) if size == 60 else (at + 2, round(number * size))
            if [after, third] == ["and", "a"] and self.words[at + 3 : at + 5] == ["half", "hours"]:
                return at + 5, round(number * 60) + 30
            return None
        count = lex.NUMBERS.get(word)
        if count is not None and word not in ("a", "an", "other", "few"):
            here = at + 1 + (after == "of")
            unit = self.word(here)
            if unit in lex.CLOCK and len(unit) > 2:
                return here + 1, count * lex.CLOCK[unit]
        if word == "a" and after == "couple":
            here = at + 2 + (third == "of")
            if self.word(here) in lex.CLOCK and len(self.word(here)) > 2:
                return here + 1, 2 * lex.CLOCK[self.word(here)]
        return None

    def _and_minutes(self, at: int, minutes: int) -> tuple[int, int]:
        here = at + (self.word(at) == "and")
        word = self.word(here)
        match = re.match(r"(\d{1,2})(m|min|mins)?\Z", word) if word.isascii() else None
        if match and (match[2] or (self.word(here + 1) in lex.CLOCK and self.word(here + 1) not in ("h", "hr", "hrs", "hour", "hours", "m"))):
            return here + (1 if match[2] else 2), minutes + int(match[1])
        return at, minutes

    def _place(self, at: int) -> int:
        """Take the place said at `at` (`@Noma`, `at Noma`, `in Lisbon`, `at the harbour`); 0 where there is none."""
        key = self.word(at)
        if self.place or key not in ("@", "at", "in") or at + 1 >= self.size or self.toks[at + 1].fence:
            return 0
        start = at + 1
        token = self.toks[start]
        if not token.word or (key == "@" and not token.joined):
            return 0
        if token.key in lex.DETERMINERS and start + 1 < self.size and self.toks[start + 1].quoted:
            start, token = start + 1, self.toks[start + 1]
        if token.quoted:
            return self._placed(at, start, start + 1)
        if _TIME.match(token.key) or token.key in lex.NOT_PLACES:
            return 0
        if self.names_first and self.name(start) is not None and key != "at":
            return 0
        end = start
        if token.key in lex.DETERMINERS and key != "@":
            end += 1
        return self._place_named(at, end) or self._small_place(at, start, end, key)

    def _place_named(self, at: int, end: int) -> int:
        """A place written with capitals at `end` (its phrase begins at `at`); 0 where there is none."""
        start = end
        if end < self.size and not self.place and self.toks[end].named and self.toks[end].text[0].isupper():
            end += 1
            while end < self.size and end < start + 7 and not self.toks[end].fence:
                here = self.toks[end]
                if here.word and here.named and here.text[0].isupper() and not self._day_begins(end) and self._own(end):
                    end += 1
                elif (here.key in lex.PARTICLES or here.key in ("the", "&")) and here.key not in ("at",) and end + 1 < self.size and self._capital(end + 1, also=lex.PARTICLES) and self.name(end + 1) is None:
                    end += 1
                elif here.text.isdecimal() and 2 <= len(here.text) <= 4 and self.word(end + 1) not in lex.SPANS and self.word(end + 1) not in lex.CLOCK and self.word(end + 1) not in lex.MONTHS:
                    end += 1
                else:
                    break
            while start > at + 1 or (start > at and self.words[start - 1] in lex.DETERMINERS):
                start -= 1
            return self._placed(at, start, end)
        return 0

    def _own(self, at: int) -> bool:
        """Whether a capitalised word may go on a place's name: it names no contact and no deed."""
        return self.words[at] not in lex.WITH and self.name(at) is None

    def _day_begins(self, at: int) -> bool:
        key = self.words[at]
        return key in lex.WEEKDAYS or key in lex.YESTERDAY or key in lex.TODAY or (key in lex.MONTHS and self._peek_day(at) is not None) or key in ("last", "on")

    def _small_place(self, at: int, start: int, end: int, key: str) -> int:
        """A place written small: all that stands before the next sign or small word, if short; else one word."""
        run = end
        while run < self.size and run < end + 4 and not self._edge(run):
            word = self.words[run]
            if word in lex.WITH or word in lex.AND or word in lex.FUNCTION or word in lex.ABOUT or word in lex.TO or self._peek_day(run) or self._clock(run):
                break
            if run > end and self.name(run) is not None:
                break
            run += 1
        if run == end:
            return 0
        ended = self._edge_or_structure(run)
        if key == "in" and end == start and not (ended and run == end + 1):
            return 0
        if end == start and self.words[start] in lex.STOP - {"home", "work", "school"}:
            return 0
        return self._placed(at, start, run if ended and run <= end + 3 else end + 1)

    def _placed(self, at: int, start: int, end: int) -> int:
        token = self.toks[start]
        self.place = unquote(token.text) if token.quoted else self.sentence[token.start : self.toks[end - 1].end]
        if not self.place.strip():
            self.place = ""
            return 0
        if not token.quoted and self.words[at] == "at":
            name = self.name(start)
            if name is not None and name.owner:
                self.place_owner, _ = self.group(start, "with", positioned=False)
        self.spans.append(Span(self.toks[at].start, self.toks[end - 1].end, "place"))
        return end

    # -- the note ---------------------------------------------------------------------------------------------------
    def _about(self, at: int) -> int:
        if self.somebody:
            return self._note(at)
        here = at + 1
        stops = lex.WITH | lex.TO | lex.FROM
        while here < self.size and not self._edge(here):
            if self.words[here] in stops and self.name(here + 1, True) is not None:
                break
            self.before.append(here)
            here += 1
        return here

    def _note(self, at: int, *, spoken: bool = False) -> int:
        """The note begins at `at`; `spoken`: a sign stands before it, so it is kept as it is."""
        self.note_at, self.spoken = at, spoken
        return self.size

    def _tail(self) -> None:
        """Take days, spans and places back out of a note's end where no sign stands before it, or where they stand
        alone between a comma and the end."""
        assert self.note_at is not None
        at, size = self.note_at, self.size
        if self.spoken:
            last = max((k for k in range(max(at, size - 12), size) if not self.toks[k].word and self.toks[k].text in ",;—–"), default=0)
            if last > at and self.toks[at - 1].text != ":" and self._structured(last + 1) == size and self._take(last + 1, size):
                self.note_end = last
            return
        stop = next((k for k in range(at, size) if not self.toks[k].word and self.toks[k].text in ",;:—–" and not self.toks[k].joined or self.toks[k].text in (",", ";", ":")), size)
        for here in range(max(at, stop - 14), stop):
            if here > at and self.words[here - 1] in ("the", "a", "on", "for", "at", "by", "until"):
                continue
            if self._structured(here) == stop and self._take(here, stop):
                if stop == size:
                    self.note_end = here
                else:
                    self.cut = (here, stop)
                return

    cut: tuple[int, int] | None = None

    def _take(self, at: int, stop: int) -> bool:
        """Take the days, spans and places in [at, stop); a day that cannot be leaves the note as it was."""
        kept = (self.on, self.minutes, self.place, len(self.spans))
        try:
            while at < stop:
                at = self._day(at) or self._duration(at) or self._place(at)
        except Misread:
            self.on, self.minutes, self.place = kept[:3]
            del self.spans[kept[3] :]
            return False
        return True
