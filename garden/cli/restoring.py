"""`garden restore`: the copies that are kept, what differs, and the way back - which undo takes back again."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from garden.cli.answer import answer
from garden.cli.commands import Options
from garden.cli.say import Cell, emit, emit_json, fault, say, table
from garden.cli.wiring import Session, day_said
from garden.core.errors import GardenError, NotUnderstood
from garden.gardener import Done, differences
from garden.words import clean, exact

if TYPE_CHECKING:
    from garden.store.backups import Backup
    from garden.store.errors import Unreadable

_PINS = {
    "migration": "before a newer schema",
    "loss": "before many contacts went",
    "restore": "before a restore",
    "merge": "before a merge",
    "doctor": "before the doctor",
}
"""Why a copy is kept for good, in words."""


def restore(session: Session, options: Options) -> int:
    """`garden restore`, `garden restore WHEN`."""
    said = " ".join(options.words).strip()
    broken = restorable(session)
    if not said:
        if broken is not None:
            fault(str(broken))
        return _list(session.store.backups(), options)
    if broken is None:
        return _back(session, options, said)
    if options.diff:
        raise GardenError(
            f"{broken} There is nothing to compare with.",
            hint="`garden restore last` puts the newest copy in its place.",
        )
    fault(str(broken))
    confirm(options.yes, "Put the newest copy that can be read in its place, with what was done since?")
    done = session.store.recover()
    saved = datetime.fromtimestamp(done.when).astimezone()
    line = f"Brought back the garden of {saved:%Y-%m-%d %H:%M}"
    if done.deeds:
        line += (
            f", and did again what was done since ({done.deeds} {'thing' if done.deeds == 1 else 'things'})"
        )
    where = f"  The file that could not be read is kept: {done.damaged}" if done.damaged else ""
    if said == "last":
        if options.json:
            emit_json({"said": f"{line}.", "ids": []})
        else:
            say(f"{line}.{where}")
        return 0
    say(f"{line}.{where}")
    return _back(session, options, said, asked=True)


def restorable(session: Session) -> GardenError | None:
    """Why the garden cannot be opened, where a copy of it could take its place."""
    from garden.store.errors import NotAGarden, Unreadable

    try:
        opened = session.store.open()
    except NotAGarden:
        raise
    except Unreadable as error:
        return _without_hint(error)
    if opened.fresh and session.store.backups():
        return GardenError(f"There is no file at {session.store.path}.")
    return None


def _without_hint(error: Unreadable) -> GardenError:
    return GardenError(error.message)


def _list(backups: Sequence[Backup], options: Options) -> int:
    if options.json:
        emit_json(
            [
                {
                    "number": one.number,
                    "saved": one.at.isoformat(timespec="seconds"),
                    "kept": _PINS.get(one.pin, one.pin),
                    "bytes": one.size,
                }
                for one in reversed(backups)
            ]
        )
        return 0
    rows: list[list[Cell]] = []
    for one in reversed(backups):
        kept = f"kept for good: {_PINS.get(one.pin, one.pin)}" if one.pin else ""
        rows.append(
            [
                (str(one.number), "bold"),
                (f"{one.at:%Y-%m-%d %H:%M}", ""),
                (f"{one.size:,} bytes", "dim"),
                (kept, "dim"),
            ]
        )
    table(rows)
    if not rows:
        say("There are no copies yet: one is kept with every save.")
    else:
        say("`garden restore NUMBER --diff` says what going back to one would change.")
    return 0


def _back(session: Session, options: Options, said: str, *, asked: bool = False) -> int:
    gardener, store = session.gardener, session.store
    if gardener.read_only:
        raise GardenError(gardener.read_only)
    backup = _chosen(store.backups(), said, gardener.today, store.saved_at())
    then = store.look_into(backup)
    changes = differences.between(gardener.facts.tables, then)
    when = f"{backup.at:%Y-%m-%d %H:%M}"
    if not changes:
        raise NotUnderstood(f"The garden is as it was at {when} (copy {backup.number}) already.")
    lines = differences.said(changes, gardener.facts.tables, then, gardener.today)
    if options.diff:
        if options.json:
            emit_json(
                {"number": backup.number, "saved": backup.at.isoformat(timespec="seconds"), "changes": lines}
            )
        else:
            say(f"Going back to {when} (copy {backup.number})")
            for line in lines:
                emit(clean(line))
        return 0
    if not asked and not options.yes:
        say(f"Going back to {when} (copy {backup.number})")
        for line in lines:
            say(f"  {line}")
    confirm(options.yes or asked, "Go back? `garden undo` takes it back.")
    store.pin("restore")
    done = gardener.carry_out(
        f"went back to the garden of {when}", changes, f"Went back to the garden of {when}."
    )
    return answer(
        Done(done.deed, done.said + " `garden undo` takes it back.", done.ids, done.people, done.notices),
        options,
    )


def _chosen(backups: Sequence[Backup], said: str, today: date, saved: datetime | None) -> Backup:
    """The copy that is meant.  Raises NotUnderstood, also where the garden of today is the one of that day."""
    if not backups:
        raise NotUnderstood("There are no copies yet: one is kept with every save.")
    if said == "last":
        return backups[-1]
    if said.isdecimal() and len(said) < 8:
        for one in backups:
            if one.number == int(said):
                return one
        raise NotUnderstood(f"There is no copy {said}.", hint="`garden restore` lists them.")
    on = day_said(said, today)
    if on > today:  # a bare weekday is the next one for who plans, and the last one for who looks back
        with contextlib.suppress(NotUnderstood):
            on = day_said(f"last {said}", today)
    if saved is not None and saved.date() <= on:
        raise NotUnderstood(
            f"The garden was last saved on {exact(saved.date(), today)}: it is as it was at the end of that day.",
            hint="`garden restore` lists the copies of single moments.",
        )
    before = [one for one in backups if one.at.date() <= on]
    if not before:
        raise NotUnderstood(f"The oldest copy is of {exact(backups[0].at.date(), today)}.")
    return max(before, key=lambda one: (one.when, one.number))


def confirm(yes: bool, question: str) -> None:
    """Ask, unless the answer was given with the command.  Raises GardenError where it is no."""
    if yes:
        return
    if not sys.stdin.isatty():
        raise NotUnderstood(
            "That needs a yes, and nobody is at a terminal to give it.",
            hint="Say --yes; nothing was changed.",
        )
    say(f"{question} [y/N]")
    if sys.stdin.readline().strip().casefold() not in ("y", "yes"):
        raise GardenError("Nothing was changed.")
