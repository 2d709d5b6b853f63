"""Tokens: a sentence cut into words and single signs, each with its place and its folded key."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from garden.capture.lexicon import GLOSS
from garden.capture.names import fold_word
from garden.core.signs import MARKS

_PICTURE: Final = (
    r"(?:[\d*#]\ufe0f?\u20e3|[\U0001f1e6-\U0001f1ff]{2}"
    r"|(?:[^\x00-\u0370\w\s]|[\xa9\xae]){after}(?:\u200d[^\x00-\u0370\w\s]{after})*)"
).replace("{after}", r"[\u20e3\ufe0e\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]*")
"""A keycap, a flag, or a sign with its variation, its tone, its tags and what is joined to it: one picture to the
eye, of up to ten characters."""
_LETTER: Final = rf"[\w{MARKS}]"
"""What a word goes on with: `\\w` leaves out the vowel signs and accents that some scripts write as characters of
their own, and the variation of the letters that are pictures."""
_TOKEN: Final = re.compile(
    r"""
    (?P<quote>(?<!\w)"(?:[^"\\]|\\.)*")         # a quoted text is one token
    | (?P<with>[wW]/(?!o\b))                    # coffee w/ Ada
    | (?P<one>1[:\-‑]1(?![\w:/-]))
    | (?P<stamp>\d{4}[-/]\d{1,2}[-/]\d{1,2}(?!\w)|\d{1,2}[/.]\d{1,2}[/.]\d{4}(?!\w)|\d{1,2}:\d\d(?!\d)
        |\d{1,2}/\d{1,2}(?![\w/]))
    | (?P<picture>{picture})
    | (?P<amount>\d+(?:[.,]\d+)?[^\W\d_]*(?:\d+[^\W\d_]*)?)(?![\w])
    | (?P<word>\w{letter}*(?:['’ʼ‘.\-‐‑\u200c\u200d\u0f0b]\w{letter}*)*(?:['’](?!\w))?)
    | (?P<sign>\S)
    """.replace("{picture}", _PICTURE).replace("{letter}", _LETTER),
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word or sign.  `key`: folded (of an amount or a day in digits: only lower case); `word`: not a
    bare sign.

    `joined`: no space stands before it.  `fence`: a mark (`#tag`, `+in` ...) was taken out just before it.
    """

    text: str
    start: int
    end: int
    key: str
    word: bool
    quoted: bool
    joined: bool
    fence: bool

    @property
    def named(self) -> bool:
        """Whether it is written as a name would be: a capital first, or a script without capitals."""
        first = self.text[:1]
        return (
            self.word
            and first.isalpha()
            and (first.isupper() or first.istitle() or first.lower() == first.upper())
        )


def tokens(sentence: str, holes: list[tuple[int, int]]) -> list[Token]:
    """The tokens of `sentence` outside `holes` (ascending, disjoint character ranges)."""
    found: list[Token] = []
    at = 0
    for start, end in [*holes, (len(sentence), len(sentence))]:
        fence = at > 0
        last = at
        for match in _TOKEN.finditer(sentence, at, start):
            text, group = match.group(), match.lastgroup
            quoted = group == "quote"
            if quoted:
                key = fold_word(text[1:-1])
            elif group in ("word", "with"):
                key = fold_word(text)
                key = GLOSS.get(key, key)
            else:
                key = "1:1" if group == "one" else text.lower()
            found.append(
                Token(
                    text,
                    match.start(),
                    match.end(),
                    key,
                    group not in ("sign", "picture"),
                    quoted,
                    match.start() == last and not fence,
                    fence,
                )
            )
            fence, last = False, match.end()
        at = end
    return found


def unquote(text: str) -> str:
    """The text that a quoted token stands for."""
    return re.sub(r"\\(.)", r"\1", text[1:-1], flags=re.DOTALL)


def quote(text: str) -> str:
    """A quoted token that stands for `text`."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
