"""Slips: a word that is nearly one that is known (yesterdya, coffe, Okfor).

Distance counts a letter too few, too many or another one, and two neighbours that changed places (optimal string
alignment: L. Boytsov, "Indexing methods for approximate dictionary searching", 2011, section 2).  Nothing here decides:
whoever asks says "did you mean".
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from typing import Final

_ROWS: Final = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
LONG: Final = 8
"""A word of so many letters may be two letters off."""


def distance(one: str, other: str, limit: int) -> int:
    """How many slips part two words; `limit` + 1 where it is more than `limit`.

    >>> distance("yesterdya", "yesterday", 2), distance("coffee", "tea", 2)
    (1, 3)
    """
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        last, before, row = before, row, [i]
        for j, wanted in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return min(row[-1], limit + 1)


def nearest(word: str, among: Iterable[str]) -> str | None:
    """The word that `word` is a slip of: one letter off, or two of `LONG` letters and the same first one."""
    best, least = None, 3
    for known in among:
        if abs(len(known) - len(word)) > 2:
            continue
        limit = 2 if len(known) >= LONG and known[0] == word[0] else 1
        off = distance(word, known, limit)
        if 0 < off <= limit and off < least:
            best, least = known, off
    return best


def one_off(word: str) -> Iterator[str]:
    """Every word that one slip of the hand makes into `word`: a letter too few or too many, two that changed places,
    or a neighbour on the keyboard (but not in -ing: biking is no hiking)."""
    for k in range(len(word) + 1):
        for letter in _LETTERS:
            yield word[:k] + letter + word[k:]
    for k in range(len(word) - 1):
        yield word[:k] + word[k + 1] + word[k] + word[k + 2 :]
    for k in range(len(word)):
        for letter in "" if word.endswith("ing") else _BESIDE.get(word[k], ""):
            yield word[:k] + letter + word[k + 1 :]
        yield word[:k] + word[k + 1 :]


def slip_of(word: str, known: Container[str], shortest: int = 4) -> str | None:
    """The known word that one slip of the hand made into `word`; words shorter than `shortest` are nobody's slip."""
    if len(word) < shortest:
        return None
    return next((one for one in one_off(word) if len(one) >= shortest and one in known), None)


def _beside() -> Iterator[tuple[str, str]]:
    """Each letter and those that touch it on a keyboard."""
    for r, row in enumerate(_ROWS):
        for k, letter in enumerate(row):
            near = row[max(0, k - 1) : k] + row[k + 1 : k + 2]
            for other, shift in ((r - 1, 0), (r + 1, -1)):
                if 0 <= other < len(_ROWS):
                    near += _ROWS[other][max(0, k + shift) : k + shift + 2]
            yield letter, near


_BESIDE: Final = dict(_beside())
