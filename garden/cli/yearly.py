"""`garden almanac`: the garden's year in words, or as data; on a terminal, the screen."""

from __future__ import annotations

import sys

from garden.cli.as_json import Json
from garden.cli.commands import Options
from garden.cli.say import columns, emit, emit_json, tinted, width
from garden.cli.wiring import Session
from garden.core.almanac import Almanac, almanac_of
from garden.core.reading import STAGES, STATES
from garden.gardener import Gardener
from garden.words import clean, year

_WIDEST = 78


def almanac(session: Session, options: Options) -> int:
    """`garden almanac`, `garden almanac --json`."""
    if not options.json and sys.stdin.isatty() and sys.stdout.isatty():
        from garden.cli.screens import almanac as opened

        return opened(session, options)
    gardener = session.gardener
    readings = gardener.readings()
    if not readings and not options.json:
        from garden.cli.looking import nobody

        nobody(gardener)
        return 0
    told = almanac_of(gardener.facts, readings, gardener.today)
    if options.json:
        emit_json(as_data(told, gardener))
        return 0
    for place, (title, said) in enumerate(year.almanac(told, gardener.name_of)):
        if place:
            emit()
        emit(tinted(title, "bold"))
        _wrapped(said)
    return 0


def as_data(told: Almanac, gardener: Gardener) -> Json:
    """The almanac as plain data: days are ISO days, people are ids and names, load is contacts a week."""

    def people(ids: tuple[str, ...]) -> list[Json]:
        return [{"id": person, "name": gardener.name_of(person)} for person in ids]

    proposal = told.proposal
    return {
        "on": told.on.isoformat(),
        "heat": {"first": told.heat.first.isoformat(), "counts": list(told.heat.counts)},
        "give_and_take": {
            "mine": told.give.mine, "theirs": told.give.theirs, "shared": told.give.shared,
            "gave": told.give.gave, "got": told.give.got, "asked": told.give.asked,
            "i_give_more": people(told.give.to_them), "they_give_more": people(told.give.to_me),
        },
        "load": {
            "asked": round(told.load.asked * 7, 6), "logged": round(told.load.given * 7, 6), "days": told.load.days,
            "proposal": None if proposal is None else {
                "every": proposal.every, "people": people(proposal.people), "asked": round(proposal.asked * 7, 6),
            },
        },
        "beds": [{"bed": bed.bed, **dict(zip(STATES, bed.counts, strict=True))} for bed in told.beds],
        "years": [{"on": one.on.isoformat(), **dict(zip(STAGES, one.counts, strict=True))} for one in told.years],
        "readiness": {
            "people": people(told.readiness.people), "two_way": told.readiness.two_way, "of": told.readiness.of,
            "thin": [{"name": g.name, "plants": g.plants, "ready": g.ready} for g in told.readiness.thin],
        },
        "reconnect": people(told.reconnect),
        "introductions": {
            "made": told.introductions.made, "received": told.introductions.received,
            "by": [{"id": p, "name": gardener.name_of(p), "people": n} for p, n in told.introductions.by],
        },
        "streak": told.streak._asdict(),
        "words": dict(year.almanac(told, gardener.name_of)),
    }  # fmt: skip


def _wrapped(text: str) -> None:
    """A paragraph in lines of at most 78 cells, or the terminal's width."""
    line, room = "", min(_WIDEST, columns() - 2)
    for word in clean(text).split(" "):
        if line and width(line) + 1 + width(word) > room:
            emit(f"  {line}")
            line = word
        else:
            line = f"{line} {word}" if line else word
    emit(f"  {line}")
