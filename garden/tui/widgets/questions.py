"""The one thing that is asked before a sentence can be kept: who is meant, plant them, note a promise, a slip?

Pure: a draft and the names make a question; the bar shows it and does what is answered.  What always holds: which of
several is chosen by its number, never by enter; enter says yes to what stands there in full.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from garden import words
from garden.capture.draft import Draft, Owed, Unclear
from garden.capture.names import fold
from garden.tui.widgets.chips import Chip
from garden.tui.widgets.understood import Mind

Asked = Literal["which", "near", "plant", "promise", "slip", "unclear", "nobody"]


class Question(NamedTuple):
    """`about`: the word it is about.  `people`: whom the digits 1, 2 ... choose; where `about` is new, the digit behind
    theirs plants it.  `unclear`: what is not understood, with the promise or the words offered instead."""

    asked: Asked
    chips: tuple[Chip, ...]
    about: str = ""
    people: tuple[str, ...] = ()
    unclear: Unclear | None = None

    @property
    def numbered(self) -> bool:
        """Whether a digit answers it."""
        return self.asked in ("which", "near")


def missing(draft: Draft, mind: Mind, planting: frozenset[str]) -> Question | None:
    """What is still to be asked of a draft; None: it can be kept.  `planting`: new names (folded) that may be
    planted."""
    if draft.ambiguous:
        return _which(draft, mind)
    if draft.unclear:
        return _unclear(draft, mind)
    strangers = [name for name in draft.unknown if fold(name) not in planting]
    for name in strangers:
        if near := mind.near(name):
            return _near(name, near, mind)
    if strangers:
        return _plant(strangers)
    if not draft.people and not draft.unknown:
        return Question("nobody", (Chip("error", "With whom? Add a name.", "warning"),))
    return None


def _which(draft: Draft, mind: Mind) -> Question:
    doubt = draft.ambiguous[0]
    people = doubt.candidates[:9]
    chips = [Chip("which", f"Which {doubt.word}?", "warning"), *_numbered(people, mind)]
    return Question("which", tuple(chips), doubt.word, people)


def _near(name: str, near: list[str], mind: Mind) -> Question:
    """A new name that may be a slip of somebody's: nothing but a number says which."""
    people = tuple(near[:8])
    chips = [Chip("new", f"{name} is new here.", "warning"), *_numbered(people, mind)]
    chips.append(Chip("yes", f"plant {name}", "success", str(len(people) + 1)))
    return Question("near", tuple(chips), name, people)


def _numbered(people: tuple[str, ...], mind: Mind) -> list[Chip]:
    """The contacts behind their numbers; two of one name are told apart by what else is known of them."""
    named = [mind.names.name(id_) for id_ in people]
    said = [
        mind.describe(id_).removeprefix(f"{name} · ") if named.count(name) > 1 else name
        for id_, name in zip(people, named, strict=True)
    ]
    return [Chip("one", what, "foreground", str(number)) for number, what in enumerate(said, 1)]


def _plant(strangers: list[str]) -> Question:
    verb = "is" if len(strangers) == 1 else "are"
    new = Chip("new", f"{', '.join(strangers)} {verb} new here.", "warning")
    return Question("plant", (new, Chip("yes", "plant and log", "success", "enter"), _NO))


def _unclear(draft: Draft, mind: Mind) -> Question:
    """A promise where it is one, the words that were meant where they are near; else what to do instead."""
    for one in draft.unclear:
        if one.offer is not None and len(draft.people) == 1 and not draft.unknown:
            why = Chip("unclear", one.why, "warning")
            offer = Chip("offer", promised(one.offer, draft, mind), "success", "enter")
            return Question("promise", (why, offer, _NO), unclear=one)
    for one in draft.unclear:
        if one.instead:
            chips = (
                Chip("unclear", one.why, "warning"),
                Chip("yes", f"say {one.instead}", "success", "enter"),
                _NO,
            )
            return Question("slip", chips, unclear=one)
    one = draft.unclear[0]
    hint = (Chip("hint", one.hint, "foreground"),) if one.hint else ()
    return Question("unclear", (Chip("unclear", one.why, "warning"), *hint), unclear=one)


def promised(offer: Owed, draft: Draft, mind: Mind) -> str:
    """What would be noted: "note a promise to Ada Byron: call her, due in 3 days"."""
    whose = "to" if offer.by == "me" else "of"
    due = f", due {words.day(offer.due, mind.today)}" if offer.due else ""
    return f"note a promise {whose} {mind.names.name(draft.people[0])}: {offer.text}{due}"


_NO = Chip("no", "say it differently", "foreground", "esc")
