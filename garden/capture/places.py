"""Places in a sentence: `@Noma`, `at Blue Bottle`, `in Lisbon`, `at the harbour`; and runs of days, spans
and places."""

from __future__ import annotations

from garden.capture import lexicon as lex
from garden.capture.cursor import POSSESSIVE, TIME, YEAR
from garden.capture.draft import Span
from garden.capture.people import People
from garden.capture.tokens import unquote
from garden.core.errors import Misread


class Places(People):
    """Finds where it was."""

    def _place(self, at: int) -> int:
        """Take the place said at `at` (`@Noma`, `at Noma`, `in Lisbon`, `at the harbour`); 0 where there is
        none."""
        key = self.word(at)
        if self.place or key not in ("@", "at", "in") or at + 1 >= self.size or self.toks[at + 1].fence:
            return 0
        start = at + 1
        token = self.toks[start]
        if not token.word:
            return 0
        if key == "@" and not token.joined:
            key = "at"  # @ Noma
        if token.key in lex.DETERMINERS and start + 1 < self.size and self.toks[start + 1].quoted:
            start, token = start + 1, self.toks[start + 1]
        if token.quoted:
            return self._placed(at, start, start + 1)
        if TIME.match(token.key) or YEAR.match(token.key) or token.key in lex.NOT_PLACES:
            return 0
        if key != "@" and self._vague(at):
            return 0
        if self.names_first and self.name(start) is not None and key != "at":
            return 0
        end = start
        if token.key in lex.DETERMINERS and key != "@":
            end += 1
        return self._place_named(at, end) or self._small_place(at, start, end, key)

    def _vague(self, at: int) -> bool:
        """Whether a time without a day is said at `at`: in the summer, at christmas, in weeks."""
        return any(" ".join(self.words[at:end]) in lex.VAGUE for end in (at + 2, at + 3))

    def _place_named(self, at: int, end: int) -> int:
        """A place written with capitals at `end` (its phrase begins at `at`); 0 where there is none."""
        start = end
        if end < self.size and not self.place and self.toks[end].named and self.toks[end].text[0].isupper():
            end += 1
            while end < self.size and end < start + 7 and not self.toks[end].fence:
                here = self.toks[end]
                if (
                    (
                        here.word
                        and here.named
                        and here.text[0].isupper()
                        and not self._day_begins(end)
                        and self._own(end)
                    )
                    or (
                        (here.key in lex.PARTICLES or here.key in ("the", "&"))
                        and here.key not in ("at",)
                        and end + 1 < self.size
                        and self._capital(end + 1, also=lex.PARTICLES)
                        and self.name(end + 1) is None
                    )
                    or (
                        here.text.isdecimal()
                        and 2 <= len(here.text) <= 4
                        and self.word(end + 1) not in lex.SPANS
                        and self.word(end + 1) not in lex.CLOCK
                        and self.word(end + 1) not in lex.MONTHS
                    )
                ):
                    end += 1
                else:
                    break
            if (
                end < self.size
                and self.word(end) in lex.DWELLINGS
                and POSSESSIVE.search(self.toks[end - 1].text)
            ):
                end += 1
            while start > at + 1 or (start > at and self.words[start - 1] in lex.DETERMINERS):
                start -= 1
            return self._placed(at, start, end)
        return 0

    def _own(self, at: int) -> bool:
        """Whether a capitalised word may go on a place's name: it names no contact and no deed."""
        if self.words[at] in lex.WITH:
            return False
        return self.name(at) is None or self.somebody or self._people_later(at + 1)

    def _day_begins(self, at: int) -> bool:
        key = self.words[at]
        return (
            key in lex.WEEKDAYS
            or key in lex.YESTERDAY
            or key in lex.TODAY
            or (key in lex.MONTHS and self._peek_day(at) is not None)
            or key in ("last", "on")
        )

    def _small_place(self, at: int, start: int, end: int, key: str) -> int:
        """A place written small: all that stands before the next sign or small word, if short; else one
        word."""
        run = end
        while run < self.size and run < end + 4 and not self._edge(run):
            word = self.words[run]
            if (
                word in lex.WITH
                or word in lex.AND
                or word in lex.FUNCTION
                or word in lex.ABOUT
                or word in lex.TO
                or self._peek_day(run)
                or self._clock(run)
            ):
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
        self.place = (
            unquote(token.text) if token.quoted else self.sentence[token.start : self.toks[end - 1].end]
        )
        if not self.place.strip():
            self.place = ""
            return 0
        if not token.quoted and self.words[at] == "at":
            name = self.name(start)
            if name is not None and name.owner:
                self.place_owner, _ = self.group(start, "with", positioned=False)
        self.spans.append(Span(self.toks[at].start, self.toks[end - 1].end, "place"))
        return end

    def _structured(self, at: int) -> int:
        """The end of a run of days, spans and places that reaches the next sign or the end; 0 where there
        is none."""
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
