"""What was not understood, and means too much to be left to the note.

A word that nobody knows is a note.  But one that looks like a day, a slip of a known word, a deed that did not
happen or one that is to come would make a wrong interaction, logged in silence: it makes the draft unclear instead.
What stands behind a colon, or in quotes, is the person's own and is never looked at; nor is the middle of a long note,
so that looking stays linear.
"""

from __future__ import annotations

from collections.abc import Iterator

from garden.capture import dates
from garden.capture import lexicon as lex
from garden.capture.cursor import YEAR
from garden.capture.doubting import (
    DAY_HINT,
    LASTING,
    NEAR,
    NOTE_HINT,
    PROMISE_HINT,
    SPLIT,
    TELLING,
    UNITS,
    Doubting,
)  # fmt: skip
from garden.capture.draft import Owed, Unclear
from garden.capture.reader import Reader
from garden.capture.slips import nearest, slip_of


def unclear(reader: Reader, kind: str) -> tuple[Unclear, ...]:
    """What of a reading is unclear, in the order said; `kind` is what was understood to have happened."""
    found = sorted(_Doubts(reader, kind).all(), key=lambda one: (one.start, -one.end))
    kept: list[Unclear] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return tuple(kept)


class _Doubts(Doubting):
    """The doubts about one reading."""

    def all(self) -> Iterator[Unclear]:
        """Every doubt; they may overlap."""
        reader = self.reader
        if reader.ahead is not None:
            fault = reader.ahead
            due = fault.day
            text = self._without(fault.start, fault.end)
            yield Unclear(
                self._text(fault.start, fault.end), fault.start, fault.end, fault.message, PROMISE_HINT,
                Owed(text, "me", due) if text else None,
            )  # fmt: skip
        yield from self._head()
        if reader.note_at is None or reader.note_at >= reader.size:
            return
        if reader.spoken:
            yield from self._spoken()
        else:
            yield from self._left_over()

    # the head

    def _head(self) -> Iterator[Unclear]:
        reader = self.reader
        whose = self._taken()
        deed = max((at for _, _, at in reader.senses), default=-1)
        beginning = True
        here = 0
        while here < self.end:
            part = whose.get(here)
            key = self.words[here]
            if (
                beginning and part in ("who", "ambiguous")
                and (doubt := self._named_to_come(here))
            ):  # fmt: skip
                yield doubt
                return
            if self.toks[here].quoted or part in ("who", "ambiguous", "place", "when", "introduced"):
                here += 1
                continue
            if beginning and (doubt := self._to_come(here, head=True)):
                yield doubt
                return
            if self.missed and key in lex.MISSED:
                yield self._nothing(here, here + 1)
                return
            if part != "kind":
                if doubt := self._did_not(here, deed):
                    yield doubt
                    return
                if (end := self._phrase(here, lex.VAGUE)) > here:
                    yield self._no_day(here, end)
                    here = end
                    continue
                if here in reader.before and (doubt := self._odd(here, self.end, whose)):
                    yield doubt
            beginning = beginning and (
                key in lex.FILLERS or key in lex.I or key in lex.THEY or key in lex.AND
            )
            here += 1

    def _taken(self) -> dict[int, str]:
        """Token -> what it was read as, of the head."""
        spans = [*self.reader.spans, *(span for group in self.reader.groups for span in group.spans)]
        spans.sort()
        found: dict[int, str] = {}
        k = 0
        for at, token in enumerate(self.toks[: self.end]):
            while k < len(spans) and spans[k].end <= token.start:
                k += 1
            if k < len(spans) and spans[k].start <= token.start:
                found[at] = spans[k].part
        return found

    def _odd(self, here: int, stop: int, whose: dict[int, str]) -> Unclear | None:
        """A day that is none, or a slip, before anybody is named."""
        key = self.words[here]
        if (YEAR.match(key) and here and self.words[here - 1] in ("in", "since")) or self._shaped(here):
            return self._no_day(here, here + 1)
        if (near := self._slip_of_day(here)) is not None:
            return self._slip(here, near)
        if (not self.reader.rank and here + 1 not in whose) or whose.get(here + 1) in ("who", "ambiguous"):
            return self._slip_of_deed(here)
        return None

    # what follows the people

    def _left_over(self) -> Iterator[Unclear]:
        """What follows at once, up to a sign."""
        reader = self.reader
        at, whole = self.end, reader.note_end or reader.size
        stop = next((k for k in range(at, whole) if (self.toks[k].fence and k > at) or self._sign(k)), whole)
        if stop <= at:
            return
        if (doubt := self._slip_of_surname(at)) is not None:
            yield doubt
        if self.words[at] in lex.TOPIC:
            if (near := self._slip_of_day(stop - 1)) is not None and stop - 1 > at:
                yield self._slip(stop - 1, near)
            return
        start = at
        while start < stop - 1 and start < at + 4 and self.words[start] in lex.CONNECTING:
            if self._to_come(start) or self._did_not(start):
                break
            start += 1
        for doubt in (self._did_not(start), self._to_come(start), self._planned(start, stop)):
            if doubt is not None:
                yield doubt
                return
        yield from self._days(at, stop)
        if not reader.rank:
            for here in range(at, min(stop, at + 2)):
                if (doubt := self._slip_of_deed(here)) is not None:
                    yield doubt

    def _days(self, at: int, stop: int) -> Iterator[Unclear]:
        """Days that are none at the beginning or the end of what is left over; slips of one near either."""
        reader = self.reader
        if stop - at <= 4 and SPLIT.match(self._text(self.toks[at].start, self.toks[stop - 1].end)):
            yield self._no_day(at, stop)
        ends = [k for k in range(at, stop) if k < at + NEAR or k >= stop - NEAR]
        for here in ends:
            if self.toks[here].quoted:
                continue
            end = self._phrase(here, lex.VAGUE)
            if end > here and (here == at or end == stop):
                yield self._no_day(here, end)
            elif (near := self._slip_of_day(here)) is not None:
                yield self._slip(here, near)
            elif self._shaped(here) and (here + 1 == stop or (here == at and self._closed(here + 1))):
                yield self._no_day(here - (here > at and self.words[here - 1] == "on"), here + 1)
            elif (
                YEAR.match(self.words[here])
                and here + 1 == stop
                and (here == at or (self.words[here - 1] in ("in", "since") and self.kind not in TELLING))
            ):
                yield self._no_day(max(at, here - 1), here + 1)
            elif (doubt := self._amount(here, at, stop)) is not None:
                yield doubt
        for here in ends:
            found = self._said_day(here, stop)
            if found is None or found.end != stop - here:
                continue
            start, end = self.toks[here].start, self.toks[stop - 1].end
            if found.day is None:
                yield Unclear(self._text(start, end), start, end, found.fault, DAY_HINT)
            elif found.day > reader.today:
                if self.kind not in TELLING:
                    text = self._without(start, end)
                    why = f"“{self._text(start, end)}” is still to come ({found.day.isoformat()})."
                    yield Unclear(
                        self._text(start, end), start, end, why, NOTE_HINT, Owed(text, "me", found.day)
                    )
            elif here == at and reader.on is not None and found.day != reader.on:
                yield Unclear(
                    self._text(start, end),
                    start,
                    end,
                    "Two days are said: say the one on which it was.",
                    DAY_HINT,
                )
            return

    def _said_day(self, here: int, stop: int) -> dates.Found | None:
        if self.toks[here].quoted:
            return None
        words = self.words[here:stop][:10]
        if words[0] in ("in", "by", "before") and len(words) > 1:
            if words[0] == "in" and words[1] in lex.MONTHS and len(words) == 2:
                return dates.Found(2, None, f"Say the day in {self.toks[here + 1].text}.")
            return dates.phrase(words, 0, self.reader.today, "ahead") if words[0] == "in" else None
        if words[0] == "the" and len(words) > 1 and words[1] in lex.MONTHS:
            return None
        if len(words) == 1 and words[0] in lex.MONTHS and words[0] not in ("may", "march"):
            return dates.Found(1, None, f"Say the day in {self.toks[here].text}.")
        return dates.phrase(words, 0, self.reader.today, "back")

    def _amount(self, here: int, at: int, stop: int) -> Unclear | None:
        """2 weks ago, two weeks aog; or 2 weeks alone, where nothing lasts so long."""
        word = self.words[here]
        if word == "last" and here + 1 < stop and not self._known(self.words[here + 1]):
            near = nearest(self.words[here + 1], UNITS)
            return self._slip(here + 1, near) if near is not None else None
        if not (word in lex.NUMBERS or word.isdecimal()) or here + 1 >= stop:
            return None
        unit, last = self.words[here + 1], self.words[here + 2] if here + 2 < stop else ""
        slip = unit not in lex.SPANS and nearest(unit, UNITS) is not None
        if (slip and last in ("ago", "back")) or (unit in lex.SPANS and last and slip_of(last, ("ago",), 3)):
            return self._no_day(here, here + 3)
        if (
            here == at
            and here + 2 == stop
            and unit in lex.SPANS
            and len(unit) > 2
            and self.kind not in LASTING
        ):
            return self._no_day(here, here + 2)
        return None

    # what follows a sign

    def _spoken(self) -> Iterator[Unclear]:
        """A note is the person's own, unless all of it, or of its first or last part, is a day that cannot be."""
        reader = self.reader
        at, end = self.end, reader.note_end or reader.size
        before = self.toks[at - 1].text if at else ""
        if before == ":" or self.toks[at].quoted or not at:
            return
        first = next((k for k in range(at, min(end, at + 8)) if self._sign(k)), end)
        last = next((k for k in range(end - 1, max(at, end - 8), -1) if self._sign(k)), at - 1) + 1
        for start, stop in dict.fromkeys(((at, first), (last, end))):
            if start >= stop or stop - start > 6:
                continue
            span = self.toks[start].start, self.toks[stop - 1].end
            found = self._said_day(start, stop)
            if (
                self._phrase(start, lex.VAGUE) == stop
                or SPLIT.match(self._text(*span))
                or (stop == start + 1 and (self._shaped(start) or YEAR.match(self.words[start])))
            ):
                yield self._no_day(start, stop)
            elif stop - start < 3 and (near := self._slip_of_day(stop - 1)) is not None:
                yield self._slip(stop - 1, near)
            elif found is not None and found.end == stop - start:
                if found.day is None:
                    yield Unclear(self._text(*span), *span, found.fault, DAY_HINT)
                elif found.day > reader.today and start == at and stop == end:
                    why = f"“{self._text(*span)}” is still to come ({found.day.isoformat()})."
                    text = self._without(*span)
                    yield Unclear(self._text(*span), *span, why, NOTE_HINT, Owed(text, "me", found.day))
            if stop == start + 1 and self.words[start] in lex.CALLED_OFF and start == at:
                yield self._nothing(start, stop)
