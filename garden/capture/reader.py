"""The reader: walks a sentence's tokens once, from left to right, and sorts them into people, deeds, days,
places, note.

It only collects what was said, in the order said; `parse` decides what it means.  No token is looked at
more than a
bounded number of times, so reading is linear in the sentence's length.
"""

from __future__ import annotations

from garden.capture import lexicon as lex
from garden.capture.cursor import IRREGULAR, RANKS, Group, ToCome
from garden.capture.lexicon import Sense
from garden.capture.places import Places
from garden.capture.tokens import Token


class Reader(Places):
    """One reading of a sentence, token by token."""

    def read(self) -> Reader:
        """Walk to the end of the head, then settle where the note ends."""
        at = 0
        while at < self.size and self.note_at is None:
            at = self.step(at)
        if self.note_at is not None:
            self._tail()
        return self

    def step(self, at: int) -> int:
        """Take what begins at `at`; answers where to go on."""
        token, key = self.toks[at], self.words[at]
        if self.given and self.rank > 1:
            meant = self.word(at + 1) if key in lex.SMALL else key
            self.begun = self.begun or meant not in lex.THEM | lex.ME
        somebody = self.somebody
        if (not token.word and key not in lex.AND and token.text != "@") or (token.fence and somebody):
            return self._sign(at, somebody)
        name = self.name(at) if self.names_first else None
        if name is None:
            taken = self._day_or_ahead(at) or self._duration(at) or self._place(at)
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
            if (
                self.rank == 0
                and (key in lex.FILLERS or key.endswith("ly"))
                and (then := self.phrase(at + 1))
                and then[1].verb
            ):
                return at + 1
            return self._object(at) or self._note(at)
        if key in lex.FILLERS or key.endswith("ly"):
            return at + 1
        return self._stranger(at)

    def _day_or_ahead(self, at: int) -> int:
        """Take the day at `at`; one that is still to come is kept apart, for the draft to be unclear about."""
        try:
            return self._day(at)
        except ToCome as fault:
            self.ahead = self.ahead or fault
            return fault.upto

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
        self.toks[at] = Token(
            token.text, token.start, token.end, token.key, token.word, token.quoted, token.joined, False
        )
        return self.step(at)

    def _goes_on(self, at: int) -> bool:
        """Whether the head goes on behind a sign: with more people, or with nothing but days, places and
        spans."""
        if self._listed(at):
            return True
        if self.rank == 0 and self.phrase(at) is not None:
            return True
        if self.word(at) in lex.AND and (self.name(at + 1) is not None):
            return True
        return self._structured(at) > 0

    def _people_after(self, at: int, role: str) -> int:
        """People behind `with`, `from`, `to` ...; where nobody is named there, what follows is the note or
        its object."""
        somebody = self.somebody
        if role == "and" and somebody and self._promised(at + 1):
            return self._note(at + 1, spoken=True)
        if self.word(at + 1) in lex.ME:
            self.me_object = True
            if role != "and":
                self.groups.append(Group(f"{role} me", at, me=True))
            return at + 2
        noun = (
            self.rank == 3
            and somebody
            and role == "to"
            and not any(s.kind == "intro" for s, _, _ in self.senses)
        )
        if (
            role == "and"
            and somebody
            and self.name(at + 1) is None
            and self.phrase(at + 1)
            and self.rank == 0
        ):
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
        if (
            group.unknown
            and not group.sure
            and not group.people
            and self.toks[at + 1].named
            and role in ("from", "by")
        ):
            group.sure = True
        if role == "and":
            group.role = self.groups[-1].role if self.groups else "plain"
        self.groups.append(group)
        return self._after_people(end, group)

    def _intro(self) -> bool:
        return any(sense.kind == "intro" for sense, _, _ in self.senses)

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
        self.groups.append(group)
        return self._after_people(end, group) if group.owner else end

    def _stranger(self, at: int) -> int:
        """A word nobody knows before anybody is named: a stranger's name if it stands like one, else what
        it is about."""
        found = self.unknown(at)
        if found is not None:
            end, word = found
            named = self.toks[at].named
            follows = self.phrase(end)
            chained = self.word(end) in lex.AND and self.name(end + 1) is not None
            lone = at == 0 and end >= self.size
            if (
                chained
                or lone
                or follows is not None
                or (self.rank == 3 and self._edge_or_structure(end) and not self.before)
            ):
                group, end = self.group(at, "plain", positioned=True, sure=False)
                if group is not None:
                    verb = (
                        follows is not None and follows[1].verb and self.words[end - 1] != word.lower() + " "
                    )
                    group.sure = (
                        (group.sure and bool(group.people))
                        or chained
                        or (named and verb and at == 0 and self._past(end))
                    )
                    self.groups.append(group)
                    return end
        self.before.append(at)
        return at + 1

    def _past(self, at: int) -> bool:
        key = self.word(at)
        return (
            key.endswith("ed")
            or key in IRREGULAR
            or key in ("sent", "gave", "wrote", "rang", "left", "got", "came", "spoke")
        )

    def _deed(self, at: int, end: int, sense: Sense, said: str) -> int:
        somebody = self.somebody
        if somebody and RANKS[sense.rank] <= self.rank:
            return self._object(at) or self._note(at)
        noun = lex.NOUNS.get(said)
        if (
            sense.verb
            and noun is not None
            and noun.flow != "both"
            and at > 0
            and (self.words[at - 1] in lex.DETERMINERS or self.rank == 1)
        ):
            sense = noun
        self.kind(sense, said, at, end)
        if not sense.verb:
            if sense.kind == "gift" and said not in lex.GIVEN:
                self.before.extend(range(at, end))
            if not somebody and not self._plain_follows(end):
                return end
            group, after = self.group(end, "object", positioned=True, sure=True)
            if group is None or not (group.people or group.doubts or group.unknown):
                return end
            self.groups.append(group)
            return self._after_people(after, group)
        if sense.thing:
            return self._thing(end)
        if (
            end < self.size
            and not self.toks[end].fence
            and self.toks[end].word
            and self.word(end) not in lex.ME
        ):
            if (
                sense.rank != "strong"
                and self.name(end, True) is None
                and not (self.toks[end].named and sense.rank == "light")
            ):
                firm = self.toks[end].named
                if not firm:
                    return end
            if self.name(end) is None and (
                self._peek_day(end) or self._clock(end) is not None or self.phrase(end) is not None
            ):
                return end
            subject = any(g.role == "plain" and (g.people or g.they) for g in self.groups)
            if subject and self.name(end, True) is None:
                return end
            group, after = self.group(
                end, "object", positioned=True, sure=self.toks[end].named and sense.rank != "light"
            )
            if group is not None:
                self.groups.append(group)
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

    def _object(self, at: int, group: Group | None = None) -> int:
        """The noun that a weaker verb leaves the kind to: (gave Tom) a call, (met Ada) for a quick coffee;
        else 0."""
        if self.word(at) in lex.INTRODUCING:
            return 0
        if not 0 < self.rank < 3 and not (group is not None and group.owner):
            return 0
        light = self.rank == 1
        here, strange = at, 0
        if self.word(here) in ("for", "over", "to"):
            here += 1
        while (
            here < self.size
            and here < at + 6
            and self.toks[here].word
            and not (here > at and self.toks[here].fence)
        ):
            phrase = self.phrase(here, lex.NOUNS)
            if phrase is not None and phrase[1].rank == "strong":
                self.kind(phrase[1], phrase[2], here, phrase[0])
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
        """Take `who introduced me to Grace` (or `introducing Grace`), behind somebody already named; 0
        where it is not."""
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
        if (
            key in lex.THEM
            and not somebody
            and self.rank
            and (self.word(at + 1) not in ("own",))
            and self.senses[-1][0].verb
        ):
            self.groups.append(Group("object", at, they=True))
            return at + 1
        if (
            key in lex.PASSIVE
            and (phrase := self.phrase(at + 1))
            and phrase[1].verb
            and phrase[1].rank != "light"
        ):
            verb = self.words[at + 1]
            if verb.endswith("ed") or verb in IRREGULAR:
                self.passive = True
                return at + 1
        return 0

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
        """Take days, spans and places back out of a note's end where no sign stands before it, or where
        they stand
        alone between a comma and the end."""
        assert self.note_at is not None
        at, size = self.note_at, self.size
        if self.spoken:
            last = max(
                (
                    k
                    for k in range(max(at, size - 12), size)
                    if not self.toks[k].word and self.toks[k].text in ",;—–"
                ),
                default=0,
            )
            if (
                last > at
                and self.toks[at - 1].text != ":"
                and self._structured(last + 1) == size
                and self._take(last + 1, size)
            ):
                self.note_end = last
            return
        stop = next(
            (
                k
                for k in range(at, size)
                if (not self.toks[k].word and self.toks[k].text in ",;:—–" and not self.toks[k].joined)
                or self.toks[k].text in (",", ";", ":")
            ),
            size,
        )
        for here in range(max(at, stop - 14), stop):
            if here > at and self.words[here - 1] in ("the", "a", "on", "for", "at", "by", "until"):
                continue
            if self._structured(here) == stop and self._take(here, stop):
                if stop == size:
                    self.note_end = here
                else:
                    self.cut = (here, stop)
                return
