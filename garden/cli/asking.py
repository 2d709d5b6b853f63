"""The questions that `garden log` asks in a terminal: which Sam, plant them, note a promise?

A number or a yes is the only answer that does anything; an empty line, the end of input or anything else leaves all as
it was.  With `--yes` what is asked with yes or no is answered so; which of several is never answered for anybody.
"""

from __future__ import annotations

import sys

from garden import words
from garden.capture.draft import Draft
from garden.cli import happening
from garden.cli.answer import answer
from garden.cli.commands import Options
from garden.cli.say import say
from garden.core.errors import NotUnderstood
from garden.gardener import Gardener

_TRIES = 3


def settle(gardener: Gardener, draft: Draft, options: Options) -> tuple[Draft, bool] | None:
    """The draft with its doubts answered, and whether its new names are to be planted; None where all is done: a
    promise was noted instead.  Raises what stands in the way where a doubt is not answered."""
    for one in draft.unclear:
        if one.offer is not None and len(draft.people) == 1 and not draft.ambiguous:
            due = f", due {words.day(one.offer.due, gardener.today)}" if one.offer.due else ""
            person = draft.people[0]
            whose = "to" if one.offer.by == "me" else "of"
            say(one.why)
            if _yes(
                f"Note a promise {whose} {gardener.name_of(person)} instead: {one.offer.text}{due}?", options
            ):
                answer(gardener.promise(person, one.offer.text, by=one.offer.by, due=one.offer.due), options)
                return None
    gardener.clear(draft)
    if draft.ambiguous and happening.asking():
        chosen_for: dict[str, str] = {}
        for doubt in draft.ambiguous:
            chosen = _which(gardener, doubt.word, doubt.candidates)
            if chosen is None:
                raise gardener.doubt(doubt.word, doubt.candidates)
            chosen_for[doubt.word] = chosen
        draft = gardener.understand(" ".join(options.words), settled=chosen_for)
    plant = bool(options.plant)
    if draft.unknown and not plant:
        meant = " ".join(filter(None, map(gardener.meant, draft.unknown)))
        if meant and not happening.asking():
            return draft, False  # --yes plants nobody who may be a slip of somebody here
        if meant:
            say(meant)
        plant = _yes(f"Nobody here is called {words.listed(draft.unknown)}. Plant them?", options)
    return draft, plant


def _which(gardener: Gardener, word: str, candidates: tuple[str, ...]) -> str | None:
    say(f"Which {word}?")
    described = gardener.doubt(word, candidates).candidates
    for number, (_, said) in enumerate(described, 1):
        say(f"  {number}  {said}")
    for _ in range(_TRIES):
        said = _ask(f"1-{len(candidates)}, or enter for none: ")
        if not said:
            return None
        if said.isdecimal() and 1 <= int(said) <= len(candidates):
            return candidates[int(said) - 1]
    return None


def _yes(question: str, options: Options) -> bool:
    if options.yes:
        return True
    return _ask(f"{question} [y/N] ").casefold() in ("y", "yes")


def _ask(question: str) -> str:
    print(words.clean(question), end="", file=sys.stderr, flush=True)
    line = sys.stdin.readline()
    if not line:
        raise NotUnderstood("Nothing was answered, and nothing was kept.")
    return line.strip()
