"""People in a sentence: known names, doubtful ones, and words that stand where a name would.

A first name with a family name that nobody has, or `Ada's sister`, is a stranger: never the one who is here.
"""

from __future__ import annotations

import re

from garden.capture import lexicon as lex
from garden.capture.cursor import POSSESSIVE, Cursor, Group, Name
from garden.capture.draft import Span
from garden.capture.names import fold_word, symbol
from garden.capture.slips import slip_of
from garden.capture.tokens import unquote


class People(Cursor):
    """Finds who is named."""

    def name(self, at: int, positioned: bool = False) -> Name | None:
        """The longest name that begins at `at`; it may fit several contacts."""
        if at >= self.size:
            return None
        token = self.toks[at]
        if token.quoted:
            word = unquote(token.text)
            ids = self.names.find(word)
            return Name(at + 1, self._settle(word, ids), word, False) if ids else None
        bare = POSSESSIVE.sub("", token.text)
        first = token.key.partition(" ")[0]
        if token.word and not (
            self.names.starts(first) or self.names.starts(fold_word(bare).partition(" ")[0])
        ):
            if positioned and len(token.text) >= 4 and (ids := self.names.find(token.text)):
                return Name(at + 1, self._settle(token.text, ids), token.text, False)
            return None
        for end in range(min(self.size, at + min(self.names.longest, 12) + 3), at, -1):
            last = self.toks[end - 1]
            if any((not t.word and not t.key) or t.fence for t in self.toks[at + 1 : end]):
                continue
            if any(
                not t.word and not fold_word(t.text) and not self._initial(k)
                for k, t in enumerate(self.toks[at:end], at)
            ):
                continue
            text = self.sentence[token.start : last.end]
            ids, owner = self._whole(text, positioned), False
            if not ids and (short := POSSESSIVE.sub("", text)) != text:
                ids, owner, text = self._whole(short, positioned), True, short
            if not ids or (end == at + 1 and token.key in lex.FUNCTION and not token.named):
                continue
            if (
                end > at + 1
                and last.key in lex.MONTHS
                and self._number_of_day(end)
                and self.names.find(self.sentence[token.start : self.toks[end - 2].end])
            ):
                continue
            return Name(end, self._settle(text, ids), text, owner)
        return None

    def _whole(self, text: str, positioned: bool) -> tuple[str, ...]:
        ids = self.names.find(text)
        return ids if positioned or not ids or self.names.starts(fold_word(text).partition(" ")[0]) else ()

    def _initial(self, at: int) -> bool:
        """Whether the sign at `at` is the dot of an initial or a title."""
        return (
            self.toks[at].text == "."
            and self.toks[at].joined
            and len(self.words[at - 1])
            <= (
                4
                if self.toks[at - 1].named
                and at + 1 < self.size
                and self.words[at - 1] in ("dr", "prof", "mr", "mrs", "ms", "st")
                else 1
            )
        )

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
        if (
            token.text[0].isdigit()
            or token.key in lex.STOP
            or token.key in lex.FILLERS
            or token.key in lex.SMALL
        ):
            return None
        end = at + 1
        if token.named:
            while end < self.size and end < at + 6 and not self.toks[end].fence:
                here = self.toks[end]
                if (
                    (
                        here.text == "."
                        and here.joined
                        and len(self.words[end - 1]) == 1
                        and end + 1 < self.size
                        and self.toks[end + 1].named
                    )
                    or (here.named and here.text[0].isupper() and not self._vocabulary(end))
                    or self._picture(end)
                    or (
                        here.key in lex.PARTICLES
                        and end + 1 < self.size
                        and self._capital(end + 1, also=lex.PARTICLES)
                    )
                ):
                    end += 1
                else:
                    break
        elif (
            named_only
            or self.phrase(at) is not None
            or token.key in lex.NUMBERS
            or self._peek_day(at)
            or self._may_open_note(at)
            or (token.key in lex.TO_COME and self.phrase(at + 1) is not None)
            or (at == 0 and self.name(1) is not None and slip_of(token.key, lex.PHRASES))
        ):
            return None
        elif (
            end < self.size
            and self.toks[end].word
            and not self._vocabulary(end)
            and not self._may_open_note(end)
            and self._edge_or_structure(end + 1)
        ):
            end += 1
        return end, POSSESSIVE.sub("", self.sentence[token.start : self.toks[end - 1].end])

    def _picture(self, at: int) -> bool:
        """Whether an emoji stands at `at`, inside a name: more of it, written with a capital, follows."""
        here = at
        while (
            here < self.size and here < at + 8 and symbol(self.toks[here].text) and not self.toks[here].fence
        ):
            here += 1
        return at < here and self._capital(here, also=frozenset()) and not self._vocabulary(here)

    def _capital(self, at: int, also: frozenset[str]) -> bool:
        if self.word(at) in also:
            at += 1
        return at < self.size and self.toks[at].named and self.toks[at].text[0].isupper()

    def _may_open_note(self, at: int) -> bool:
        """A small word such as `talked` or `cooked` with more words behind it tells something."""
        key = self.words[at]
        if key in lex.STOP:
            return True
        return (
            key.endswith(("ed", "ing"))
            and not self._edge_or_structure(at + 1)
            and self.word(at + 1) not in lex.AND
        )

    def _vocabulary(self, at: int) -> bool:
        key = self.word(at)
        return (
            key in lex.WITH
            or key in lex.AND
            or key in lex.STOP
            or key in lex.FILLERS
            or key in lex.MONTHS
            or key in lex.WEEKDAYS
            or key in lex.YESTERDAY
            or key in lex.TODAY
            or key in lex.TOMORROW
            or key in lex.I
            or key in lex.ABOUT
            or key[:1].isdigit()
            or self.phrase(at) is not None
        )

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
            elif sign not in lex.AND or self._promised(after):
                break
            following = self._person(after, group, True)
            if following == 0:
                break
            end = following
        return group, end

    def _promised(self, at: int) -> bool:
        """Whether, behind what happened, somebody promised something: promised, then promised, I or she promised."""
        at += self.word(at) in lex.SO
        at += self.word(at) in lex.I or self.word(at) in lex.THEY
        return (
            bool(self.senses)
            and self.word(at) == "promised"
            and self.name(at) is None
            and at + 1 < self.size
            and not self.toks[at + 1].fence
        )

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
            while (
                skip < self.size
                and skip < at + 3
                and (
                    self.word(skip) in lex.MY
                    or self.word(skip) in lex.DETERMINERS
                    or self.word(skip) in lex.RELATIONS
                    or self.word(skip) in ("old", "dear", "lovely", "good")
                )
            ):
                skip += 1
            if skip > at and skip < self.size and self.toks[skip].named:
                name = self.name(skip, positioned)
                start = skip if name else at
            if (
                name is None
                and key == "the"
                and at + 1 < self.size
                and self.toks[at + 1].named
                and self.words[at + 1].endswith("s")
                and self.toks[at + 1].text[0].isupper()
                and not self._vocabulary(at + 1)
                and self._edge_or_structure(at + 2)
            ):  # the Kerrs
                return self._strange(at, at + 2, group)
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
        if (
            not here.word
            or here.quoted
            or not here.named
            or not here.text[0].isupper()
            or self._vocabulary(end)
        ):
            return 0
        if self.name(end) is not None or not self.toks[at].named:
            return 0
        found = self.unknown(end, named_only=True)
        return found[0] if found else 0

    def _listed(self, at: int) -> bool:
        """Whether a list of people goes on at `at`, behind a comma: a name and then an end, a sign or a
        day; or a
        stranger who is followed by somebody known."""
        for _ in range(6):
            name = self.name(at)
            if name is not None and not name.owner:
                if self.word(name.end) in lex.AND:
                    at = name.end + 1
                    return (
                        self.name(at) is not None
                        or self._promised(at)
                        or self.unknown(at) is not None
                        or self._others(at)
                    )
                return self._edge_or_structure(name.end) or (
                    self.rank == 0 and self.phrase(name.end) is not None
                )
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

    def _others(self, at: int) -> bool:
        """Whether a list of people ends here in `the kids` or the like, who are nobody in particular."""
        here = at + (self.word(at) in lex.DETERMINERS or self.word(at) in lex.MY)
        return here > at and self.word(here) in lex.GROUPS and self._edge_or_structure(here + 1)

    def _people_later(self, at: int) -> bool:
        """Whether `with` or `from` somebody follows within a few words."""
        for here in range(at, min(self.size, at + 8)):
            if self.words[here] in lex.WITH | lex.FROM | lex.TO and self.name(here + 1, True) is not None:
                return True
        return False
