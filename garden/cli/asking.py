"""The questions that `garden log` asks in a terminal: which Sam, a slip, plant them, note a promise?

A number or a yes is the only answer that does anything; an empty line, the end of input or anything else leaves all as
it was.  With `--yes` what is asked with yes or no is answered so; which of several is never answered for anybody, nor
is a word that was said changed.
"""

from __future__ import annotations

import sys

from garden import words
from garden.capture.draft import Draft
from garden.capture.names import fold
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
    said = " ".join(options.words)
    if happening.asking():
        said, draft = _slips(gardener, said, draft, options)
    if _noted(gardener, draft, options):
        return None
    gardener.clear(draft)
    plant = bool(options.plant)
    if not happening.asking():
        if any(map(gardener.meant, draft.unknown)):
            return draft, plant  # --yes plants nobody who may be a slip of somebody here
        return draft, plant or bool(draft.unknown and options.yes)
    wanted: set[str] = set()
    if not plant:
        for name in draft.unknown:
            said = _near(gardener, said, draft, name, wanted)
            draft = gardener.understand(said)
    if draft.ambiguous:
        chosen_for: dict[str, str] = {}
        for doubt in draft.ambiguous:
            chosen = _which(gardener, doubt.word, doubt.candidates)
            if chosen is None:
                raise gardener.doubt(doubt.word, doubt.candidates)
            chosen_for[doubt.word] = chosen
        draft = gardener.understand(said, settled=chosen_for)
    new = [name for name in draft.unknown if fold(name) not in wanted]
    if new and not plant:
        plant = _yes(f"Nobody here is called {words.listed(new)}. Plant them?", options)
    return draft, plant or bool(draft.unknown and not new)


def _noted(gardener: Gardener, draft: Draft, options: Options) -> bool:
    """Whether what is still to come was noted as a promise."""
    for one in draft.unclear:
        if one.offer is not None and len(draft.people) == 1 and not draft.ambiguous:
            due = f", due {words.day(one.offer.due, gardener.today)}" if one.offer.due else ""
            person = draft.people[0]
            whose = "to" if one.offer.by == "me" else "of"
            say(one.why)
            instead = f"Note a promise {whose} {gardener.name_of(person)} instead: {one.offer.text}{due}?"
            if not _yes(instead, options):
                return False
            answer(gardener.promise(person, one.offer.text, by=one.offer.by, due=one.offer.due), options)
            return True
    return False


def _slips(gardener: Gardener, said: str, draft: Draft, options: Options) -> tuple[str, Draft]:
    """The sentence with the known words that were meant, each after a yes; what is left unclear stays so."""
    for _ in range(len(draft.unclear)):
        slip = next((one for one in draft.unclear if one.instead), None)
        if slip is None or _ask(f"{slip.why} [y/N] ").casefold() not in ("y", "yes"):
            break
        said = said[: slip.start] + slip.instead + said[slip.end :]
        draft = gardener.understand(said)
    return said, draft


def _near(gardener: Gardener, said: str, draft: Draft, name: str, wanted: set[str]) -> str:
    """The sentence with somebody's name for a new one that is nearly theirs, where a number says so; the number behind
    theirs means the new one, which is then `wanted`."""
    near = gardener.near(name)
    if not near:
        return said
    say(f"Nobody here is called {name}. Who is meant?")
    choices = [*map(gardener.describe, near), f"plant {name}"]
    number = _number(choices)
    if number == len(choices):
        wanted.add(fold(name))
    elif number:
        for span in draft.spans:
            if span.part == "unknown" and fold(said[span.start : span.end]) == fold(name):
                return said[: span.start] + gardener.name_of(near[number - 1]) + said[span.end :]
    return said


def _which(gardener: Gardener, word: str, candidates: tuple[str, ...]) -> str | None:
    say(f"Which {word}?")
    number = _number([said for _, said in gardener.doubt(word, candidates).candidates])
    return candidates[number - 1] if number else None


def _number(choices: list[str]) -> int:
    """Which of the choices, from 1; 0 where none is chosen."""
    for number, said in enumerate(choices, 1):
        say(f"  {number}  {said}")
    for _ in range(_TRIES):
        said = _ask(f"1-{len(choices)}, or enter for none: ")
        if not said:
            return 0
        if said.isdecimal() and 1 <= int(said) <= len(choices):
            return int(said)
    return 0


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
