"""The kinds of doubt that a sentence leaves, and what is said of each."""

from __future__ import annotations

import re
from typing import Final, Literal

from garden.capture import lexicon as lex
from garden.capture.draft import Unclear
from garden.capture.marks import promised
from garden.capture.names import fold_word
from garden.capture.reader import Reader
from garden.capture.slips import nearest, slip_of

_SHAPE: Final = re.compile(r"\d{1,2}/\d{1,2}(?:/\d\d)?\Z|\d{1,2}\.\d{1,2}\.?\Z|\d{4}-\d{1,2}\Z")
_DAYS: Final = frozenset(
    word
    for word in (*lex.YESTERDAY, *lex.TOMORROW, *lex.WEEKDAYS, *lex.MONTHS)
    if len(word) > 5 or word in ("april",)
)
UNITS: Final = frozenset(word for word in lex.SPANS if len(word) > 3)
SPLIT: Final = re.compile(r"(?:on )?(?:\d{1,2}-\d{1,2}|\d{4}-\d{1,2})\Z")
"""The same, of digits that are several tokens."""
_PHRASE_WORDS: Final = 4
NEAR: Final = 6
"""How many words at either end of what is left over are looked at."""
TELLING: Final = frozenset({"message", "email", "letter", "ask", "intro"})
"""What is said in these may well be to come (invited Ada to dinner tomorrow)."""
LASTING: Final = frozenset({"visit", "event", "help", "walk", "other"})
"""These may go on for days (stayed with Ada two nights)."""

DAY_HINT: Final = (
    "Say a day like yesterday, friday, Nov 3 or 2026-11-03; behind a colon it is part of the note."
)
NOTE_HINT: Final = "If it belongs to the note, say it behind a colon."
PROMISE_HINT: Final = (
    "What is to come is a promise; say it behind what happened: coffee with Ada !send the map by friday."
)


class Doubting:
    """One reading, looked at word by word."""

    def __init__(self, reader: Reader, kind: str) -> None:
        self.reader, self.kind = reader, kind
        self.words, self.toks = reader.words, reader.toks
        self.missed = kind != "call" and any(said in lex.MISSED for _, said, _ in reader.senses)
        """Whether a meeting, not a call, was missed."""
        self.end = reader.size if reader.note_at is None else reader.note_at
        """Where the head ends."""

    # the kinds of doubt

    def _did_not(self, here: int, deed: int | None = None) -> Unclear | None:
        """What says that nothing happened; in the head (`deed`: the last deed's token) it stands before the deed."""
        end = self._phrase(here, lex.CALLED_OFF)
        if end == here:
            end = self._phrase(here, lex.NOT)
            if end == here and self.words[here] in lex.ALMOST and here + 1 == deed:
                end = here + 1
            if end == here and deed is not None and self.words[here] == "no" and here < deed <= here + 3:
                end = here + 1
        if end == here:
            return None
        if deed is None and self.kind in ("call", "message", "email", "letter"):
            rest = " ".join(self.words[max(0, here - 3) : here + 6])
            if any(said in rest for said in lex.UNANSWERED):
                return None
        return self._nothing(here, min(end + 1, self.reader.size))

    def _nothing(self, here: int, end: int) -> Unclear:
        start, stop = self.toks[here].start, self.toks[end - 1].end
        text = self._text(start, stop)
        why = f"“{text}” says that it did not happen: only what happened is logged."
        return Unclear(text, start, stop, why, NOTE_HINT)

    def _to_come(self, here: int, *, head: bool = False) -> Unclear | None:
        """What says that it is to come, with the promise that it would be."""
        end = self._phrase(here, lex.TO_COME)
        if (
            end == here
            and head
            and here == 0
            and self.words[0] in lex.PLANNING
            and self.reader.phrase(0) is None
        ):
            end = 1
        if end == here or end >= self.reader.size:
            return None
        last = self.words[end - 1]
        if last in lex.SHORTENED and self.toks[end - 1].text.isalpha() and not self._verb(end):
            return None
        if self.words[here:end] in (["going", "to"],) and not self._verb(end):
            return None
        start, stop = self.toks[here].start, self.toks[end - 1].end
        theirs = any(group.role == "plain" and (group.people or group.they) for group in self.reader.groups)
        mine: Literal["me", "them"] = "them" if theirs and not self.reader.me_first and here > 0 else "me"
        offer = promised(self.sentence[self._promise_at(end) :], mine, self.reader.today)
        why = f"“{self._text(start, stop)}” says that it is still to come: only what happened is logged."
        return Unclear(self._text(start, stop), start, stop, why, PROMISE_HINT, offer)

    def _promise_at(self, at: int) -> int:
        """The character at which the promise's own words begin: behind `ada to` in "promised ada to send it"."""
        name = self.reader.name(at, True)
        here = name.end if name is not None else at + (self.words[at] in lex.THEM | lex.ME)
        if here > at and here < self.reader.size and self.words[here] == "to":
            at = here + 1
        elif here > at and here < self.reader.size and self.words[at - 1].startswith(("promise", "owe")):
            at = here
        return self.toks[min(at, self.reader.size - 1)].start

    def _named_to_come(self, here: int) -> Unclear | None:
        """What is to come, begun with a word that is somebody's name, too: will call ada."""
        if self.words[here] not in lex.NAMES_TO_COME or not self._base(here + 1):
            return None
        start, stop = self.toks[here].start, self.toks[here].end
        said = self._text(start, stop)
        why = f"“{said} {self.toks[here + 1].text}” says that it is still to come: only what happened is logged."
        hint = f"If {said.capitalize()} did it, say so with another word: {said.capitalize()} called."
        offer = promised(self.sentence[self.toks[here + 1].start :], "me", self.reader.today)
        return Unclear(said, start, stop, why, hint, offer)

    def _base(self, at: int) -> bool:
        """Whether a deed stands at `at` as behind "will": call, be calling; a past (called, met, rang) is none."""
        if at >= self.reader.size:
            return False
        word = self.words[at]
        if word in ("be", "probably", "hopefully", "definitely") or (
            word == "have" and at + 1 < self.reader.size
        ):
            return True
        if word in lex.UNCHANGED and self.toks[at - 1].named:
            return False
        return self._verb(at) and word in lex.BASES

    def _planned(self, start: int, stop: int) -> Unclear | None:
        """What is left over says that all of it is to come (dinner with ruth planned)."""
        if " ".join(self.words[start:stop]) not in lex.PLANNED:
            return None
        first, last = self.toks[start].start, self.toks[stop - 1].end
        why = f"“{self._text(first, last)}” says that it is still to come: only what happened is logged."
        return Unclear(self._text(first, last), first, last, why, PROMISE_HINT)

    def _verb(self, at: int) -> bool:
        found = self.reader.phrase(at)
        return found is not None and found[1].verb and not found[2].endswith(("ed", "ing"))

    def _no_day(self, here: int, end: int) -> Unclear:
        start, stop = self.toks[here].start, self.toks[end - 1].end
        text = self._text(start, stop)
        return Unclear(text, start, stop, f"“{text}” is not a day.", DAY_HINT)

    def _slip(self, here: int, near: str) -> Unclear:
        token = self.toks[here]
        known = near.capitalize() if near in lex.WEEKDAYS or near in lex.MONTHS else near
        return Unclear(
            token.text, token.start, token.end, f"“{token.text}”: did you mean “{known}”?",
            f"Say it again so; {NOTE_HINT[0].lower()}{NOTE_HINT[1:]}", instead=known,
        )  # fmt: skip

    def _slip_of_day(self, here: int) -> str | None:
        token, key = self.toks[here], self.words[here]
        if not token.word or token.quoted or len(key) < 5 or not key.isalpha() or self._known(key):
            return None
        return nearest(key, _DAYS) if not key.startswith(tuple(_DAYS)) else None

    def _slip_of_deed(self, here: int) -> Unclear | None:
        token, key = self.toks[here], self.words[here]
        if not token.word or token.quoted or not key.isalpha() or self._known(key):
            return None
        near = slip_of(key, lex.PHRASES)
        return self._slip(here, near) if near is not None and near != key.removesuffix("s") else None

    def _slip_of_surname(self, here: int) -> Unclear | None:
        """A word behind a name that is nearly that contact's next one (tunde okfor)."""
        token, key, names = self.toks[here], self.words[here], self.reader.names
        if not token.word or token.quoted or len(key) < 4 or self._known(key):
            return None
        for id_ in (id_ for group in self.reader.groups[-1:] for id_ in group.people):
            later = {fold_word(part): part for part in names.name(id_).split()[1:]}
            near = nearest(key, later)
            if near is not None:
                why = f"“{token.text}”: did you mean {names.name(id_)}?"
                return Unclear(token.text, token.start, token.end, why, NOTE_HINT, instead=later[near])
        return None

    def _known(self, key: str) -> bool:
        """Whether the word is one that capture knows, or somebody's name."""
        return (
            key in lex.STOP or key in lex.FILLERS or key in lex.FUNCTION or key in lex.PHRASES or key in lex.SPANS
            or key in lex.NEARLY_DAYS or self.reader.names.starts(key)
        )  # fmt: skip

    def _shaped(self, here: int) -> bool:
        """Whether digits stand here as a day is written: 30/02, 12.11., 2026-11, 12-11."""
        token = self.toks[here]
        if not token.word or token.text in lex.SAYINGS:
            return False
        return bool(_SHAPE.match(token.text)) and (token.text.count(".") != 1 or self._dotted(here))

    def _dotted(self, here: int) -> bool:
        """Whether a dot follows the digits at once, as in 12.11.: a number has none."""
        after = here + 1
        return after < self.reader.size and self.toks[after].text == "." and self.toks[after].joined

    def _phrase(self, here: int, among: frozenset[str]) -> int:
        """Where the longest of some phrases that begins at `here` ends; `here` where none does."""
        for end in range(min(self.reader.size, here + _PHRASE_WORDS), here, -1):
            if " ".join(self.words[here:end]) in among:
                return end
        return here

    def _closed(self, at: int) -> bool:
        return at >= self.reader.size or self._sign(at) or self.toks[at].fence

    def _sign(self, at: int) -> bool:
        token = self.toks[at]
        return not token.word and token.text in ",;:—–.!?"

    # the text

    @property
    def sentence(self) -> str:
        """What was said."""
        return self.reader.sentence

    def _text(self, start: int, end: int) -> str:
        return self.sentence[start:end]

    def _without(self, start: int, end: int) -> str:
        """The sentence without some of its characters."""
        return " ".join(f"{self.sentence[:start].rstrip(' ,;-—')} {self.sentence[end:]}".split())
