"""The query language of the filter and of `garden list`: `bed:friends -state:new tag:job last>60d "ada b"`.

Words are and-ed; `-` before one negates it; quotes keep spaces together (a tag or a bed of several words needs none
where nothing else can be meant); `#job` is `tag:job`, as tags are
shown; `@old` is the saved view of that name.  Accents and case never matter.  A query is parsed whole before
anything is matched: what is not understood raises, with what would be right.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import partial
from itertools import takewhile
from typing import Final, NamedTuple

from garden.core.errors import NotUnderstood
from garden.core.model import Bed, Contact
from garden.core.reading import STAGES, STATES, Reading
from garden.core.signs import folded

Test = Callable[[Reading, Contact], bool]

DAYS_OF_UNIT: Final = {
    **dict.fromkeys(("", "d", "day", "days"), 1),
    **dict.fromkeys(("w", "wk", "wks", "week", "weeks"), 7),
    **dict.fromkeys(("m", "mo", "mos", "month", "months"), 30),
    **dict.fromkeys(("y", "yr", "yrs", "year", "years"), 365),
}
"""Days in a unit of a span: `60d`, `8w`, `2m`, `1y`; a bare number is days."""


class Query(NamedTuple):
    """A parsed query.  `text` is what was typed; an empty one matches everybody.  `quoted`: the whole query with
    quotes around what would name a tag or a bed in them and was read as less than that, as in `zoe tag:"job hunt"`; ""
    where there is nothing such."""

    text: str
    tests: tuple[Test, ...]
    quoted: str = ""

    def matches(self, reading: Reading, contact: Contact) -> bool:
        """Does every word of the query hold of this contact?"""
        return all(test(reading, contact) for test in self.tests)


VIEW_NAME: Final = re.compile(r"[^\W_][\w-]{0,30}")
"""What a saved view may be called."""
_NESTED: Final = 8
"""Views within views, at most; a view that leads back to itself is found by it."""


def parse_query(
    text: str,
    beds: Mapping[str, Bed] | None = None,
    views: Mapping[str, str] | None = None,
    tags: Iterable[str] = (),
) -> Query:
    """The query in `text`.  `beds`, by id: they are looked up by name too, as they are shown.  `views`, queries by
    name: `@name` stands for all of one.  `tags`: those there are, of which some may be of several words.  Raises
    NotUnderstood where a word makes no sense, saying what would."""
    fields: dict[str, Callable[[_Word], Test]] = {**_FIELDS, "bed": partial(_bed, beds)}
    laid = {*map(folded, beds or ()), *(folded(bed.name) for bed in (beds or {}).values())}
    names = _Names({"tag": set(map(folded, tags)), "bed": laid})
    tests = tuple(_tests(text, fields, views or {}, names, 0))
    return Query(text, tests, names.quoted(list(_words(text))))


def views_in(text: str) -> set[str]:
    """The views that a query names itself, folded.  Raises NotUnderstood where it cannot be read."""
    return {folded(word.value) for word, _ in _words(text) if word.field == "@"}


def _tests(
    text: str,
    fields: Mapping[str, Callable[[_Word], Test]],
    views: Mapping[str, str],
    names: _Names,
    depth: int,
    *,
    within: bool = False,
) -> Iterator[Test]:
    """A test for each word; `within`: all of it is negated, as a view is by `-@name`."""
    for word, negated in names.whole(list(_words(text)), within=within):
        if word.field == "@":
            yield _view(word.value, negated, fields, views, names, depth, within=within)
        else:
            yield _test_of(word, negated, fields)


def _view(
    name: str,
    negated: bool,
    fields: Mapping[str, Callable[[_Word], Test]],
    views: Mapping[str, str],
    names: _Names,
    depth: int,
    *,
    within: bool,
) -> Test:
    """Everything that a saved view says, as one test."""
    said = views.get(folded(name))
    if said is None:
        there = (
            ", ".join(f"@{view}" for view in sorted(views)) or "none yet; `garden view NAME QUERY` keeps one"
        )
        raise NotUnderstood(f"There is no view “@{name}”.", hint=f"There are: {there}.")
    if depth == _NESTED:
        raise NotUnderstood(
            f"The view “@{name}” leads back to itself.", hint="`garden view` lists what each says."
        )
    tests = tuple(_tests(said, fields, views, names, depth + 1, within=within or negated))
    return lambda reading, contact: all(test(reading, contact) for test in tests) != negated


# ------------------------------------------------------------------------------------------ reading the words


class _Word(NamedTuple):
    """`field op value`; a word without a field is one to look for in the name.  `loose`: typed without quotes;
    `raw`: all of it as it was typed."""

    text: str
    field: str
    op: str
    value: str
    loose: bool = False
    raw: str = ""


_FIELD: Final = re.compile(r"([^\W\d_]+)\s*(:|>=|<=|>|<|=)(.*)", re.DOTALL)


def _words(text: str) -> Iterator[tuple[_Word, bool]]:
    for raw, plain in _split(text):
        negated = plain.startswith("-") and not raw.startswith('"') and len(plain) > 1
        body = plain[1:] if negated else plain
        quoted = raw.startswith(('"', '-"'))
        loose = '"' not in raw
        match = None if quoted else _FIELD.fullmatch(body)
        if body.startswith("#") and len(body) > 1 and not quoted:
            yield _Word(body, "tag", ":", body[1:], loose, raw), negated
        elif body.startswith("@") and len(body) > 1 and not quoted:
            yield _Word(body, "@", ":", body[1:], raw=raw), negated
        elif body[:1] in ("<", ">", "=") and not quoted:
            raise NotUnderstood(f"“{body}” does not say of what.", hint="Say it like last>60d.")
        elif match is None:
            yield _Word(body, "", "", body, loose, raw), negated
        else:
            yield _Word(body, match[1].casefold(), match[2], match[3].strip(), loose, raw), negated


class _Names(NamedTuple):
    """The names of several words that may stand behind a field without quotes."""

    there: Mapping[str, Set[str]]

    def whole(
        self, words: Sequence[tuple[_Word, bool]], *, within: bool = False
    ) -> Iterator[tuple[_Word, bool]]:
        """The words of a query, those of one name in one: `tag:job hunt`, where there is that tag and none called job.

        What a query finds stays so: `tag:job` that finds somebody keeps its word, and so does a negated one (or all
        that is `within` a negated view), which finds all others.  A bed that is not there finds nobody either way.
        """
        at = 0
        while at < len(words):
            word, negated = words[at]
            count, value = self._named(words, at)
            if count and not self._kept(word, negated or within):
                word, at = word._replace(text=f"{word.field}:{value}", value=value), at + count
            at += 1
            yield word, negated

    def quoted(self, words: Sequence[tuple[_Word, bool]]) -> str:
        """The query with quotes around the names of several words that were not taken for one; "" without any."""
        at, said, any_kept = 0, [], False
        while at < len(words):
            word, negated = words[at]
            count, value = self._named(words, at)
            any_kept = any_kept or (count > 0 and self._kept(word, negated))
            said.append(f'{"-" * negated}{word.field}:"{value}"' if count else word.raw)
            at += count + 1
        return " ".join(said) if any_kept else ""

    def _kept(self, word: _Word, negated: bool) -> bool:
        """Whether a word that may begin a name of several means something by itself."""
        return folded(word.value) in self.there[word.field] or (negated and word.field == "tag")

    def _named(self, words: Sequence[tuple[_Word, bool]], at: int) -> tuple[int, str]:
        """How many words behind the one at `at` make the longest name there is with it, and that name; (0, "")."""
        word, _ = words[at]
        there = self.there.get(word.field) if word.loose and word.op in (":", "=") else None
        if not there:
            return 0, ""
        said, found = word.value, (0, "")
        more = takewhile(lambda one: one[0].loose and not one[0].field and not one[1], words[at + 1 :])
        for place, (after, _) in enumerate(more, 1):
            said = f"{said} {after.text}"
            if folded(said) in there:
                found = place, said
        return found


def _split(text: str) -> Iterator[tuple[str, str]]:
    """(as typed, without quotes) of each word."""
    if text.count('"') % 2:
        raise NotUnderstood("A quote is opened and not closed.", hint='Close it: "ada byron".')
    for raw in _joined(match[0] for match in re.finditer(r'(?:"[^"]*"|[^\s"])+', text)):
        plain = raw.replace('"', "")
        if plain.strip():
            yield raw, plain


_SIGNS: Final = (":", ">", "<", "=")
_AMOUNT: Final = re.compile(r"-?[^\W\d_]+(?::|>=|<=|>|<|=)\d+")


def _joined(words: Iterable[str]) -> Iterator[str]:
    """The words, with what was said with spaces around its sign in one: `last > 60 days` is `last>60days`."""
    whole = ""
    for word in words:
        opens = whole.endswith(_SIGNS)
        follows = word.startswith(_SIGNS) and not whole.endswith('"')
        counts = _AMOUNT.fullmatch(whole) and len(word) > 1 and folded(word) in DAYS_OF_UNIT
        if whole and (opens or follows or counts):
            whole += word
        else:
            if whole:
                yield whole
            whole = word
    if whole:
        yield whole


def _test_of(word: _Word, negated: bool, fields: Mapping[str, Callable[[_Word], Test]]) -> Test:
    test = fields[word.field](word) if word.field in fields else _unknown(word, fields)
    return (lambda reading, contact: not test(reading, contact)) if negated else test


def _unknown(word: _Word, fields: Iterable[str]) -> Test:
    raise NotUnderstood(
        f"Plants cannot be looked up by “{word.field}”.",
        hint=f"One of {', '.join(sorted(name for name in fields if name))}; quoted, a name.",
    )


# ------------------------------------------------------------------------------------------ what is looked at


def _within(texts: Sequence[str], value: str) -> bool:
    return any(value in folded(text) for text in texts)


def _name(word: _Word) -> Test:
    value = _wanted(word, "name:ada")
    return lambda reading, contact: _within((contact.name, *contact.aliases), value)


def _wanted(word: _Word, example: str) -> str:
    if word.op not in ("", ":", "="):
        raise NotUnderstood(
            f"“{word.text}”: “{word.field}” is not more or less than anything.",
            hint=f"Say it like {example}.",
        )
    value = folded(word.value)
    if not value:
        raise NotUnderstood(f"“{word.text}” does not say what to look for.", hint=f"Say it like {example}.")
    return value


def _text(
    example: str, texts: Callable[[Reading, Contact], Sequence[str]], *, whole: bool = False
) -> Callable[[_Word], Test]:
    def build(word: _Word) -> Test:
        value = _wanted(word, example)
        if whole:
            return lambda reading, contact: any(folded(text) == value for text in texts(reading, contact))
        return lambda reading, contact: _within(texts(reading, contact), value)

    return build


def _choice(what: str, choices: Mapping[str, Test], *, example: str) -> Callable[[_Word], Test]:
    def build(word: _Word) -> Test:
        value = _wanted(word, example)
        if value not in choices:
            raise NotUnderstood(f"There is no {what} “{word.value}”.", hint=f"One of {', '.join(choices)}.")
        return choices[value]

    return build


def _compare(op: str, value: float) -> Callable[[float], bool]:
    return {
        ">": lambda x: x > value,
        "<": lambda x: x < value,
        ">=": lambda x: x >= value,
        "<=": lambda x: x <= value,
    }.get(op, lambda x: x == value)


def _number(example: str, amount: Callable[[Reading], float | None]) -> Callable[[_Word], Test]:
    """A comparison with a number; `50%` is 0.5.  What has none (a new plant's vitality) never fits."""

    def build(word: _Word) -> Test:
        match = re.fullmatch(r"([-+]?\d{1,9}(?:\.\d{1,9})?)(%?)", word.value)
        if match is None:
            raise NotUnderstood(f"“{word.value}” is not a number.", hint=f"Say it like {example}.")
        holds = _compare(word.op, float(match[1]) / (100 if match[2] else 1))
        return lambda reading, contact: (found := amount(reading)) is not None and holds(found)

    return build


def _span(
    example: str, days: Callable[[Reading], int | None], *, missing: str, endless: bool
) -> Callable[[_Word], Test]:
    """A comparison with a span of days.  `missing` names having none; it counts as longer than any if
    `endless`."""

    def build(word: _Word) -> Test:
        if folded(word.value) == missing and word.op in (":", "="):
            return lambda reading, contact: days(reading) is None
        match = re.fullmatch(r"(\d{1,6})\s*([a-z]*)", folded(word.value))
        if match is None or match[2] not in DAYS_OF_UNIT:
            raise NotUnderstood(
                f"“{word.value}” is not a span of time.",
                hint=f"Say it like {example}, in d, w, m or y; or {missing}.",
            )
        holds = _compare(word.op, int(match[1]) * DAYS_OF_UNIT[match[2]])

        def test(reading: Reading, contact: Contact) -> bool:
            found = days(reading)
            return (
                holds(found if found is not None else float("inf")) if found is not None or endless else False
            )

        return test

    return build


def _bed(beds: Mapping[str, Bed] | None, word: _Word) -> Test:
    """In the bed of that id or, of `beds`, of that name.  Raises NotUnderstood for a bed that is not among them."""
    value = _wanted(word, "bed:friends")
    names = {id_: folded(bed.name) for id_, bed in (beds or {}).items()}
    if beds is not None and value not in names.values() and value not in map(folded, names):
        there = ", ".join(bed.name for bed in beds.values())
        raise NotUnderstood(f"There is no bed “{word.value}”.", hint=f"There are: {there}.")
    return lambda reading, contact: value in (folded(reading.bed), names.get(reading.bed))


def _state(state: str) -> Test:
    return lambda reading, contact: reading.state == state


def _stage(stage: str) -> Test:
    return lambda reading, contact: reading.stage == stage


_FIELDS: Final[Mapping[str, Callable[[_Word], Test]]] = {
    "": _name,
    "name": _name,
    "tag": _text("tag:job", lambda reading, contact: contact.tags, whole=True),
    "org": _text("org:acme", lambda reading, contact: (contact.org, contact.title)),
    "met": _text("met:conference", lambda reading, contact: (contact.met_how, contact.met_on)),
    "note": _text("note:sailing", lambda reading, contact: (contact.notes,)),
    "species": _text("species:fern", lambda reading, contact: (reading.species,)),
    "state": _choice(
        "state",
        {**{state: _state(state) for state in STATES}, "asleep": _state("dormant")},
        example="state:wilting",
    ),
    "stage": _choice("stage", {stage: _stage(stage) for stage in STAGES}, example="stage:young"),
    "is": _choice(
        "such question:",
        {
            "due": lambda reading, contact: reading.due_on is not None and reading.due_on <= reading.on,
            "fresh": lambda reading, contact: reading.fresh,
            "archived": lambda reading, contact: reading.archived,
        },
        example="is:due",
    ),
    "waiting": _choice(
        "side",
        {
            "me": lambda reading, contact: reading.why.waiting == "me",
            "them": lambda reading, contact: reading.why.waiting == "them",
        },
        example="waiting:me",
    ),
    "last": _span("last>60d", lambda reading: reading.days_silent, missing="never", endless=True),
    "every": _span("every<=2w", lambda reading: reading.every, missing="none", endless=False),
    "vitality": _number("vitality<50%", lambda reading: reading.vitality),
    "roots": _number("roots>6", lambda reading: reading.roots),
    "balance": _number("balance>0.3", lambda reading: reading.balance),
    "need": _number("need>0.2", lambda reading: reading.need),
}
