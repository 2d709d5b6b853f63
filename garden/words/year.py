"""The almanac in words: sentences that say what each of its drawings shows, and blame nobody."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from garden.core.almanac import Almanac
from garden.core.reading import STAGES
from garden.words import cadence, counted, listed, some

_EARLY: Final = 56
"""Days of logging before which nothing is proposed."""
_NOUNS: Final = ("seed", "sprout", "seedling")
"""Stages that are things, and have a plural."""


def almanac(told: Almanac, name_of: Callable[[str], str], *, closed: bool = False) -> list[tuple[str, str]]:
    """The almanac in words: (what it is about, sentences).  Names are not cleaned.  What a young garden has nothing of
    is left out; and of a year that is `closed` what would be a proposal.
    """
    give, ready, streak = told.give, told.readiness, told.streak
    met = sum(told.heat.counts)
    days = sum(map(bool, told.heat.counts))
    year = "Nothing logged this past year; a first hello begins it."
    if met:
        year = f"{counted(days, 'day')} of the year had somebody in them, {counted(met, 'time')} in touch in all."
        year += f" {counted(streak.weeks, 'week')} of 52 had at least one"
        year += f"; {streak.now} weeks in a row now." if streak.now > 1 else "."
    sides = (
        f"You reached out {counted(give.mine, 'time')}, they {give.theirs}, and {give.shared} went both ways."
    )
    sides += f" Favours: you gave {give.gave}, got {give.got}, asked for {give.asked}."
    if give.to_me:
        sides += f" Something to give back: {some([name_of(p) for p in give.to_me])}."
    answer = f"{some([name_of(p) for p in ready.people], 5)} would answer tomorrow." if ready.people else (
        "Nobody is sure to answer tomorrow yet; give first, and that grows.")  # fmt: skip
    answer += f" With {ready.two_way} of {counted(ready.of, 'plant')} it went both ways this past year."
    if ready.thin:
        answer += f" Thin: {listed([f'{g.name} ({g.ready} of {g.plants})' for g in ready.thin[:4]])}."
    asleep = [name_of(person) for person in told.reconnect]
    waking = (
        f"Worth waking first: {some(asleep, 5)}. A line is enough."
        if asleep
        else "Nobody of yours is asleep."
    )
    ring = told.years[-1].counts if told.years else ()
    grown = listed(
        [
            counted(number, stage) if stage in _NOUNS else f"{number} {stage}"
            for stage, number in zip(STAGES, ring, strict=False)
            if number
        ]
    )
    intros = told.introductions
    brought = f"You made {counted(intros.made, 'introduction')} and got {intros.received}."
    if intros.by:
        brought += f" {listed([f'{name_of(p)} ({n})' for p, n in intros.by[:3]])} brought people to you."
    gone = give.mine + give.theirs + give.shared + give.gave + give.got + give.asked
    told_of: list[tuple[str, str, object]] = [
        ("the year", year, True), ("give and take", sides, gone),
        ("what fits", load(told, name_of), told.load.given and not closed),
        ("the years", f"{'At its end' if closed else 'Today'}: {grown}.", any(ring)),
        ("readiness", answer, met or ready.people),
        ("reconnect season", waking, asleep or met),
        ("introductions", brought, intros.made or intros.received),
    ]  # fmt: skip
    return [(title, said) for title, said, there in told_of if there]


def load(told: Almanac, name_of: Callable[[str], str]) -> str:
    """What the cadences ask for against what is logged, and what would fit."""
    asked, given = told.load.asked * 7, told.load.given * 7
    said = f"Your cadences ask for {asked:.1f} a week, you log {given:.1f}"
    if told.load.days < _EARLY:
        return f"{said}; it is early to say whether that fits."
    if not told.load.too_much:
        return f"{said}: that fits."
    proposal = told.proposal
    if proposal is None:
        return f"{said}: longer cadences, or a rest for a bed, would fit better."
    people = some([name_of(person) for person in proposal.people], 4)
    return f"{said}: {cadence(proposal.every)} for {counted(len(proposal.people), 'plant')} would fit ({people})."
