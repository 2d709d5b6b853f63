"""Names: which contact is meant by a word.

One folding (`fold`) stands behind every comparison: case, accents, the style of apostrophes and hyphens do
not count.
A name that fits several contacts answers all of them; nobody is ever picked in silence.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import copy
from functools import cached_property, lru_cache
from typing import Final

from garden.capture.slips import distance
from garden.core.model import Contact
from garden.core.signs import LOOKS, STROKES

_LETTERS: Final = str.maketrans(
    {
        **STROKES,
        "'": "", "’": "", "‘": "", "ʼ": "", "ʻ": "", "`": "", "´": "", ".": "",
        **LOOKS,
        "-": " ", "‐": " ", "‑": " ", "–": " ", "_": " ", "·": " ",
    }
)  # fmt: skip
"""What decomposition leaves alone: letters with strokes, apostrophes and dots (dropped), hyphens (a
space); and what only tells a picture's looks (dropped): its joiners, its variation, its tone."""

_KEYCAP: Final = re.compile("[0-9*#]\u20e3")
_TITLES: Final = frozenset({"dr", "prof", "mr", "mrs", "ms", "mx", "miss", "sir", "dame", "rev"})
_ID_START: Final = 4
"""How many characters of an id say whose it is, where no name fits."""


def fold(text: str) -> str:
    """`text` as names are compared: without case, accents, apostrophes and dots; hyphens and runs of space
    are a space.

    >>> fold("  Zoë O’Brien-MÜLLER ")
    'zoe obrien muller'
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.casefold())
        text = "".join(c for c in text if not unicodedata.combining(c)).casefold()
    else:
        text = text.lower()
    return " ".join(text.translate(_LETTERS).split())


fold_word = lru_cache(maxsize=4096)(fold)
"""`fold` remembering its last answers: the log bar folds the same words at every key."""


def symbol(text: str) -> bool:
    """Whether `text` is a picture and no letter, number or punctuation: an emoji, or a part of one.

    >>> symbol("🌻"), symbol("&")
    (True, False)
    """
    if text[-1:] == "\u20e3":  # a keycap: 1, # or * with a frame around it
        return True
    return bool(text) and all(
        (c > "\u0300" or c in "©®") and unicodedata.category(c) in ("So", "Sk", "Mn", "Me", "Cf")
        for c in text
    )


Weights = Mapping[str, float] | Callable[[], Mapping[str, float]]
"""Id -> how soon a contact is meant, or what works that out."""


class Names:
    """The names of a garden's contacts, folded and indexed.  Immutable; build it anew when a name changes."""

    def __init__(self, contacts: tuple[Contact, ...], recent: Weights) -> None:
        self._contacts = contacts
        self._weights = recent
        self._names = {contact.id: contact.name for contact in contacts}
        self._live = _Index(c for c in contacts if not c.archived)
        self._archived = _Index(c for c in contacts if c.archived)
        self.longest = max(self._live.longest, self._archived.longest)
        """The most words that a full name or alias has."""

    @classmethod
    def of(cls, contacts: Iterable[Contact], *, recent: Weights | None = None) -> Names:
        """The names of `contacts`.  `recent`: id -> a weight; of several that fit, the heaviest come first.  A function
        is asked for them only when several fit."""
        return cls(tuple(contacts), recent or {})

    def weighed(self, recent: Weights) -> Names:
        """The same names with other weights; nothing is folded again."""
        other = copy(self)
        other._weights = recent
        return other

    @property
    def _recent(self) -> Mapping[str, float]:
        if callable(self._weights):
            self._weights = self._weights()
        return self._weights

    def __len__(self) -> int:
        return len(self._contacts)

    def __contains__(self, id_: object) -> bool:
        return id_ in self._names

    def name(self, id_: str) -> str:
        """The full name of a contact; the id itself where there is none."""
        return self._names.get(id_, id_)

    def find(self, said: str) -> tuple[str, ...]:
        """The ids that `said` fits, heaviest first: () nobody, two or more: it must be asked which.

        A full name goes before a part of one, for there is no other way to say it; an alias and a first name (or first
        name + initial) are equals.  Live contacts go before archived ones; the start of an id counts only where no
        name fits.
        """
        key = fold_word(said)
        if key:
            for index in (self._live, self._archived):
                if found := index.find(key):
                    return self._ordered(found)
        return self._by_id(said.strip())

    def starts(self, word: str) -> bool:
        """Whether some name may begin with the folded `word` (its first space-separated part is enough)."""
        return word in self._live.starts or word in self._archived.starts

    def complete(self, prefix: str, limit: int = 8) -> list[str]:
        """Up to `limit` ids with a name, alias or a later word of either that begins with `prefix`;
        heaviest first,
        then by where it fits (the name's beginning first), then by name.  No prefix: the heaviest."""
        key = fold_word(prefix)
        if not key:
            live = [c.id for c in self._contacts if not c.archived]
            return list(self._ordered(live))[:limit]
        ranks: dict[str, int] = {}
        for k in range(bisect_left(self._suffixes, (key,)), len(self._suffixes)):
            suffix, rank, id_ = self._suffixes[k]
            if not suffix.startswith(key):
                break
            ranks[id_] = min(rank, ranks.get(id_, rank))
        recent = self._recent
        order = sorted(
            ranks,
            key=lambda id_: (ranks[id_] >= _LATER, -recent.get(id_, 0), ranks[id_], self._names[id_], id_),
        )
        return order[:limit]

    def near(self, said: str, limit: int = 3) -> list[str]:
        """Up to `limit` ids with a name that `said` is a slip of, nearest first: "adda", "tunde okfor".

        A letter in four may be off, of a full name, an alias, a first name, or a first name and an initial.
        """
        key = fold_word(said)
        if len(key) < 3:
            return []
        limit_off = max(1, min(3, len(key) // 4))
        words = set(key.split())
        found: dict[str, tuple[int, float]] = {}
        for form, ids in self._forms.items():
            if abs(len(form) - len(key)) > limit_off:
                continue
            if form[0] != key[0] and form[-1] != key[-1] and words.isdisjoint(form.split()):
                continue
            off = distance(key, form, limit_off)
            if off <= limit_off:
                for id_ in ids:
                    found[id_] = min((off, -self._recent.get(id_, 0)), found.get(id_, (99, 0)))
        return sorted(found, key=lambda id_: (found[id_], self._names[id_], id_))[:limit]

    @cached_property
    def _forms(self) -> dict[str, list[str]]:
        """Every folded form of a live contact's name -> whose it is."""
        forms: dict[str, list[str]] = {}
        for index in (self._live.exact, self._live.loose):
            for form, ids in index.items():
                forms.setdefault(form, []).extend(ids)
        return forms

    def _ordered(self, ids: Iterable[str]) -> tuple[str, ...]:
        found = tuple(dict.fromkeys(ids))
        if len(found) < 2:
            return found
        recent = self._recent
        return tuple(sorted(found, key=lambda id_: -recent.get(id_, 0)))

    def _by_id(self, said: str) -> tuple[str, ...]:
        if said in self._names:
            return (said,)
        if len(said) < _ID_START:
            return ()
        ids, found = self._ids, []
        for k in range(bisect_left(ids, said), len(ids)):
            if not ids[k].startswith(said):
                break
            found.append(ids[k])
        return self._ordered(found)

    @cached_property
    def _ids(self) -> list[str]:
        return sorted(self._names)

    @cached_property
    def _suffixes(self) -> list[tuple[str, int, str]]:
        """(the rest of a folded name from one of its words on, which word, id), sorted; archived ones rank
        last."""
        found = []
        for contact in self._contacts:
            later = _LATER if contact.archived else 0
            for said in (contact.name, *contact.aliases):
                key = fold(said)
                found.append((key, later, contact.id))
                at, rank = key.find(" "), 1
                while at >= 0:
                    found.append((key[at + 1 :], later + rank, contact.id))
                    at, rank = key.find(" ", at + 1), rank + 1
        found.sort()
        return found


_LATER: Final = 1000


class _Index:
    """Folded forms -> ids, of one half of the garden (live or archived)."""

    def __init__(self, contacts: Iterable[Contact]) -> None:
        self.exact: dict[str, list[str]] = {}
        self.loose: dict[str, list[str]] = {}
        self.full: set[str] = set()
        self.starts: set[str] = set()
        self.longest = 1
        for contact in contacts:
            for said in (contact.name, *contact.aliases):
                key = fold(said)
                self._note(self.exact, key, contact.id)
                if said is contact.name:
                    self.full.add(key)
                if not key.isascii() and (bare := _without_symbols(key)) != key:
                    self._note(self.exact, bare, contact.id)
            for form in _loose_forms(contact.name):
                self._note(self.loose, form, contact.id)

    def find(self, key: str) -> list[str]:
        exact, loose = self.exact.get(key, []), self.loose.get(key, [])
        return exact if key in self.full else [*exact, *loose]

    def _note(self, forms: dict[str, list[str]], key: str, id_: str) -> None:
        if key:
            forms.setdefault(key, []).append(id_)
            self.starts.add(key.partition(" ")[0])
            self.longest = max(self.longest, key.count(" ") + 1)


def _without_symbols(key: str) -> str:
    """A folded name without its emoji: Zoé 🌻 Martin is called zoe martin, too."""
    key = _KEYCAP.sub(" ", key)
    return " ".join("".join(" " if symbol(c) else c for c in key).split())


def _loose_forms(name: str) -> Iterator[str]:
    """The looser forms of a name; of one with emoji also those of it without: 🌵 Zoë Kovač is called zoe, too."""
    words = name.split()
    yield from _forms_of([folded for word in words if (folded := fold(word))])
    if not name.isascii():
        bare = [folded for word in words if (folded := _without_symbols(fold(word)))]
        if len(bare) != len(words) or any(map(symbol, name)):
            yield from _forms_of(bare)


def _forms_of(words: list[str]) -> Iterator[str]:
    """Of folded words: the first; the first + the initial of each later one; the same without a title before it.  Of
    more than two words also the first few, and the first and the last: María José and María García are María José
    García."""
    while len(words) > 1 and words[0] in _TITLES:
        words = words[1:]
        yield " ".join(words)
    if len(words) < 2:
        return
    first, later = words[0], words[1:]
    yield first
    for initial in dict.fromkeys(word[0] for word in later):
        yield f"{first} {initial}"
    if len(later) > 1:
        yield f"{first} {later[-1]}"
        for count in range(1, len(later)):
            yield f"{first} {' '.join(later[:count])}"
