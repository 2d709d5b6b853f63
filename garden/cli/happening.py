"""The commands for what happened and what is owed: log, inbox, relog, unlog, promise, done, undo, redo."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from typing import Final, Literal

from garden import words
from garden.capture.draft import Draft
from garden.cli import as_json
from garden.cli.answer import answer
from garden.cli.commands import Options
from garden.cli.looking import print_promises
from garden.cli.say import Cell, emit, emit_json, say, table
from garden.cli.wiring import Session, day_said
from garden.core.errors import AmbiguousName, UnknownName
from garden.gardener import AskLight, Done, Gardener


def log(session: Session, options: Options) -> int:
    """`garden log SENTENCE`, or `garden log -`: a sentence a line from standard input, all of them or none."""
    gardener = session.gardener
    if options.words == ["-"]:
        from garden.cli.inbox import log_lines

        return log_lines(gardener, options)
    draft = gardener.understand(" ".join(options.words))
    if options.dry_run:
        return _dry(gardener, draft, options)
    if not draft.settled and (options.yes or asking()):
        from garden.cli.asking import settle

        settled = settle(gardener, draft, options)
        if settled is None:
            return 0
        draft, options.plant = settled
    lights = gardener.ask_lights(draft)
    if not options.json:
        for line in lit(lights):
            say(line)
    return _kept(gardener, draft, gardener.log(draft, plant_unknown=options.plant), options, lights)


def lit(lights: Sequence[AskLight]) -> list[str]:
    """The ask light in sentences: said before an ask is kept; it forbids nothing."""
    return [
        f"Ask light of {one.name} is {words.ask_light(one.light, one.given, one.taken)}." for one in lights
    ]


def asking() -> bool:
    """Whether a question can be asked: somebody reads what is said and can answer."""
    return sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()


def inbox(session: Session, options: Options) -> int:
    """`garden inbox FILE`."""
    from garden.cli.inbox import drain

    return drain(session.gardener, options, state=session.paths.state)


def relog(session: Session, options: Options) -> int:
    """`garden relog ID [SENTENCE]`: without a sentence, the one that says what was logged."""
    gardener = session.gardener
    found = gardener.find_interaction(options.id)
    if not options.words:
        said = gardener.sentence(found.id)
        if options.json:
            emit_json({**as_json.interaction(found, gardener.people_names()), "sentence": said})
        else:
            emit(words.clean(said))
        return 0
    draft = gardener.understand(" ".join(options.words), amending=found.id)
    if options.dry_run:
        return _dry(gardener, draft, options)
    return _kept(gardener, draft, gardener.relog(found.id, draft, plant_unknown=options.plant), options)


def unlog(session: Session, options: Options) -> int:
    """`garden unlog ID`."""
    gardener = session.gardener
    return answer(gardener.unlog(gardener.find_interaction(options.id).id), options)


def promise(session: Session, options: Options) -> int:
    """`garden promise NAME TEXT`; with a name alone, or nothing, the open promises."""
    gardener = session.gardener
    due = None if options.due is None else day_said(options.due, gardener.today)
    if not options.words:
        return _promises(gardener, options, None)
    person, text = _addressed(gardener, options.words)
    if not text:
        return _promises(gardener, options, person)
    by: Literal["me", "them"] = "them" if options.theirs else "me"
    if due is None:
        text, due = _text_and_day(text, by, gardener.today)
    return answer(gardener.promise(person, text, by=by, due=due), options)


def done(session: Session, options: Options) -> int:
    """`garden done TEXT-OR-ID`."""
    gardener = session.gardener
    return answer(gardener.done(gardener.find_promise(" ".join(options.words)).id), options)


def undo(session: Session, options: Options) -> int:
    """`garden undo`."""
    return answer(session.gardener.undo(), options)


def redo(session: Session, options: Options) -> int:
    """`garden redo`."""
    return answer(session.gardener.redo(), options)


def _kept(
    gardener: Gardener, draft: Draft, kept: Done, options: Options, lights: Sequence[AskLight] = ()
) -> int:
    """A draft that was kept: its fields, as they then stand, and the ids of what was made.  `lights`: as they stood
    before it."""
    if not options.json:
        code = answer(kept, options)
        from garden.cli.understood import retold

        for line in retold(draft, gardener):
            say(f"  {line}")
        return code
    said = as_json.draft(draft, gardener, lights)
    if options.command == "log" and draft.unknown:
        planted = [name for name in draft.unknown if name not in draft.introducing]
        said["people"] = [*map(gardener.name_of, draft.people), *planted]
        said["introduced"] = [*map(gardener.name_of, draft.introduced), *draft.introducing]
    emit_json({**said, "ids": list(kept.ids)})
    for notice in kept.notices:
        say(notice)
    return 0


def _dry(gardener: Gardener, draft: Draft, options: Options) -> int:
    """What was understood, kept nowhere.  Raises Misread where something is unclear."""
    gardener.clear(draft)
    lights = gardener.ask_lights(draft)
    said = as_json.draft(draft, gardener, lights)
    if options.json:
        emit_json(said)
    else:
        rows: list[list[Cell]] = []
        for field, value in said.items():
            if field == "ask_light":
                rows += [[("ask light", "dim"), (line, "")] for line in lit(lights)]
            elif field == "promises":
                for owed in draft.promises:
                    when = f", {words.due(owed.due, gardener.today)}" if owed.due else ""
                    rows.append(
                        [("promise" if owed.by == "me" else "their promise", "dim"), (owed.text + when, "")]
                    )
            elif value not in (None, [], ""):
                shown = words.listed([str(item) for item in value]) if isinstance(value, list) else str(value)
                rows.append([(field, "dim"), (shown, "yellow" if field in ("ambiguous", "unknown") else "")])
        table(rows)
    for doubt in draft.ambiguous:
        fits = words.listed([gardener.name_of(person) for person in doubt.candidates])
        say(f"“{doubt.word}” fits {fits}: say which.")
    for name in draft.unknown:
        say(f"Nobody here is called “{name}”; --plant would plant them. {gardener.meant(name)}".rstrip())
    say("Nothing was kept: this was a dry run.")
    return 0


def _promises(gardener: Gardener, options: Options, person: str | None) -> int:
    found = [one for one in gardener.promises() if person in (None, one.person)]
    if options.json:
        emit_json([as_json.promise(one, gardener.name_of(one.person)) for one in found])
        return 0
    print_promises(gardener, found)
    if not found:
        say("No promise is open.")
    return 0


def _text_and_day(said: str, by: Literal["me", "them"], today: date) -> tuple[str, date | None]:
    """What is promised, and the day that `by DAY` at its very end says, as in a logged sentence."""
    from garden.capture.marks import promised

    owed = promised(said, by, today)
    if owed is None or owed.due is None or not said.startswith(owed.text):
        return said, None
    rest = said[len(owed.text) :].lstrip(" ,;").rstrip(" .!")
    if rest.split(maxsplit=1)[0].casefold() not in _BY or any(sign in rest for sign in ",;.!"):
        return said, None
    return owed.text, owed.due


_BY: Final = frozenset(("by", "before", "until", "till", "due"))
"""What leads to the day of a promise; a bare month or number at the end may as well be part of what is promised."""


def _addressed(gardener: Gardener, said: list[str]) -> tuple[str, str]:
    """Whom the first words name (as many as do), and the rest.  Raises what the first word alone raises."""
    for count in range(min(len(said), 6), 1, -1):
        try:
            return gardener.find(" ".join(said[:count])).id, " ".join(said[count:])
        except (UnknownName, AmbiguousName):
            continue
    return gardener.find(said[0]).id, " ".join(said[1:])
