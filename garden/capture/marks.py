"""Marks: what a sentence says by signs (`#tag`, `+gave`, `<-`, `@"Place"`, `!promise by Friday`), taken out
of its words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal, TypeVar, cast

from garden.capture import dates
from garden.capture import lexicon as lex
from garden.capture.draft import Owed, Span
from garden.capture.tokens import tokens, unquote
from garden.core.errors import Misread
from garden.core.model import FAVORS, Favor, Flow
from garden.core.signs import LOOKS

_MARK: Final = re.compile(
    r"""
    (?P<quote>(?<!\w)"(?:[^"\\]|\\.)*")                 # what is quoted is left alone
    | (?<!\S)(?:
        (?P<arrow><->|<-|->|<=>|←|→|↔)(?!\S)
        | \+(?P<flag>out|in|both|gave|got|asked)(?!\w)
        | \#(?P<tag>"(?:[^"\\]|\\.)*"|[^\s\#,;:!?."'()\[\]{}]+(?:[.:/][^\s\#,;:!?."'()\[\]{}]+)*)
        | (?P<owed>[!?](?=["\w]))
        | @(?P<place>"(?:[^"\\]|\\.)*")
    )
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_ARROWS: Final[dict[str, Flow]] = {
    "->": "out",
    "→": "out",
    "<-": "in",
    "←": "in",
    "<->": "both",
    "↔": "both",
    "<=>": "both",
}
_LEADS: Final = frozenset(
    "by before until till on due in within next this tomorrow tmrw tmr today tonight end eow eom eoy eod "
    "the a".split()
)
"""Words that a day to come may begin with inside a promise (weekdays and months are looked for as well)."""


@dataclass(slots=True)
class Marks:
    """What the signs said, and the character ranges they stood in (ascending, disjoint)."""

    flow: Flow | None = None
    favor: Favor | None = None
    place: str = ""
    tags: list[str] = field(default_factory=list)
    promises: list[Owed] = field(default_factory=list)
    holes: list[tuple[int, int]] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)


def marks(sentence: str, today: date) -> Marks:
    """The marks of a sentence.  Raises Misread for a promise whose day cannot be."""
    found = Marks()
    signs = [match for match in _MARK.finditer(sentence) if match.lastgroup != "quote"]
    for k, match in enumerate(signs):
        start, end = match.span()
        group = match.lastgroup
        if start < (found.holes[-1][1] if found.holes else 0):
            continue
        if group == "arrow":
            found.flow = _once(found.flow, _ARROWS[match["arrow"]], "directions", start, end)
            found.spans.append(Span(start, end, "flow"))
        elif group == "flag":
            flag = match["flag"].lower()
            if flag in FAVORS:
                found.favor = _once(found.favor, cast("Favor", flag), "favours", start, end)
            else:
                found.flow = _once(found.flow, cast("Flow", flag), "directions", start, end)
            found.spans.append(Span(start, end, "favor" if flag in FAVORS else "flow"))
        elif group == "tag":
            tag = match["tag"]
            tag = unquote(tag) if tag[0] == '"' else tag
            if match["tag"][0] != '"' and (tag.isdecimal() or tag[0] == "\u20e3" or tag[0] in LOOKS):
                continue  # #1 is a number, and #️⃣ a picture
            if tag and tag not in found.tags:
                found.tags.append(tag)
            found.spans.append(Span(start, end, "tag"))
        elif group == "place":
            if found.place:
                continue
            found.place = unquote(match["place"])
            found.spans.append(Span(start, end, "place"))
        else:
            stop = signs[k + 1].start() if k + 1 < len(signs) else len(sentence)
            owed, end = _owed(sentence, start, stop, today)
            if owed is None:
                continue
            found.promises.append(owed)
            found.spans.append(Span(start, end, "promise"))
        found.holes.append((start, end))
    return found


_Said = TypeVar("_Said", bound=str)


def _once(before: _Said | None, now: _Said, what: str, start: int, end: int) -> _Said:
    """`now`, unless something else was said before it."""
    if before is not None and before != now:
        raise Misread(
            f"Two {what} are said: {before} and {now}.", start=start, end=end, hint="Say one of them."
        )
    return now


def promised(text: str, by: Literal["me", "them"], today: date) -> Owed | None:
    """The promise that `text` would be, its day taken off its end; None where it says none."""
    try:
        owed, _ = _owed(f"!{text}", 0, len(text) + 1, today)
    except Misread:
        return None
    return Owed(owed.text, by, owed.due) if owed is not None and owed.text else None


def _owed(sentence: str, start: int, stop: int, today: date) -> tuple[Owed | None, int]:
    """The promise that begins at `start` and ends before `stop`, and where it ends."""
    by: Literal["me", "them"] = "me" if sentence[start] == "!" else "them"
    said = tokens(sentence, [(0, start + 1), (stop, len(sentence))])
    if not said:
        return None, stop
    if said[0].quoted:
        text = unquote(said[0].text)
        due = dates.phrase([token.key for token in said], 1, today, "ahead") if said[1:] else None
        if due is not None and due.day is not None:
            return (Owed(text, by, due.day) if text else None), said[due.end - 1].end
        return (Owed(text, by) if text else None), said[0].end
    words = [token.key for token in said]
    for at in range(1, len(words)):
        if not _may_be_due(words, at):
            continue
        due = dates.phrase(words, at, today, "ahead")
        if due is None or not _ends(words, due.end):
            continue
        if due.day is None:
            raise Misread(due.fault, start=said[at].start, end=said[due.end - 1].end)
        text = sentence[said[0].start : said[at].start].strip().rstrip(",;")
        return Owed(text, by, due.day), said[due.end - 1].end
    last = said[-1]
    return Owed(sentence[said[0].start : last.end].strip(), by), last.end


def _may_be_due(words: list[str], at: int) -> bool:
    word = words[at]
    return word in _LEADS or word in lex.WEEKDAYS or word in lex.MONTHS or word[:1].isdigit()


def _ends(words: list[str], at: int) -> bool:
    """Whether the promise is over at `at`: nothing more, or a sign that parts it from what follows."""
    return at >= len(words) or (
        words[at] in (",", ";", ".", "!", ")", "—", "–") and (at + 1 < len(words) or words[at] != "?")
    )
