"""The commands that look: list, show, wilting, today.  None of them writes or makes a file."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from garden import words
from garden.cli import as_json
from garden.cli.commands import Options
from garden.cli.say import TONES, Cell, columns, emit, emit_json, gauge, say, table, tinted, width
from garden.cli.wiring import Session
from garden.core import plot
from garden.core.days import Calendar, is_open, turning
from garden.core.errors import NotUnderstood
from garden.core.model import Promise
from garden.core.outlook import sooner
from garden.core.reading import Reading
from garden.gardener import Gardener, short_ids
from garden.words import clean
from garden.words import today as to_say
from garden.words.known import NOT_YET, not_yet

_SOON: Final = 7
"""Promises due within so many days are today's business."""
_FEW: Final = 5
_PROMISES: Final = 6
_BIRTHDAYS: Final = 4
"""With so many of each, `today` is a screen of 24 lines at most."""


def list_(session: Session, options: Options) -> int:
    """`garden list [QUERY]`."""
    sort = plot.sort_named(options.sort)
    gardener = session.gardener
    query = gardener.query(" ".join(options.words))
    archived = options.archived or "is:archived" in query.text
    found = plot.select(gardener.facts, gardener.readings(archived=archived), query)
    found = plot.sorted_by(found, sort, tuple(gardener.facts.beds))
    if options.json:
        emit_json([as_json.reading(read) for read in found])
        return 0
    _print_readings(gardener, found)
    if not found:
        quoted = gardener.in_quotes(query, archived=archived)
        asked = f"garden list{' --archived' * bool(options.archived)} {shlex.quote(quoted)}"
        hint = f" In quotes it is one name: {asked}" if quoted else ""
        say(f"Nobody fits.{hint}" if gardener.facts.contacts else _nobody(gardener))
    return 0


def wilting(session: Session, options: Options) -> int:
    """`garden wilting`."""
    if options.number < 1:
        raise NotUnderstood("-n is a number from 1 on.", hint="Say how many to list: garden wilting -n 3")
    gardener = session.gardener
    found = plot.wilting(gardener.readings(), options.number)
    if options.json:
        emit_json([as_json.reading(read) for read in found])
        return 0
    _print_readings(gardener, found)
    if not found:
        say("Nobody needs water." if gardener.facts.contacts else _nobody(gardener))
    return 0


def show(session: Session, options: Options) -> int:
    """`garden show NAME`."""
    if options.last < 0:
        raise NotUnderstood("-n is a number from 0 on.")
    gardener = session.gardener
    contact = gardener.find(" ".join(options.name))
    read = gardener.reading(contact.id)
    happened = [one for one in gardener.facts.history(contact.id) if one.on <= gardener.today]
    latest = happened[::-1]
    owed = [one for one in gardener.promises(open_only=False) if one.person == contact.id]
    names = gardener.people_names()
    since = gardener.since(contact.id)
    why = not_yet(since, gardener.today) if since else words.why(read)
    if options.json:
        said = {**as_json.reading(read), "why": why}
        said["interactions"] = [as_json.interaction(one, names) for one in latest]
        said["promises"] = [as_json.promise(one, contact.name) for one in owed]
        emit_json(said)
        return 0

    story = words.story(read, contact, happened, owed, sooner(gardener.facts, read))
    emit(
        tinted(clean(contact.name), "bold")
        + (f"  ({clean(', '.join(contact.aliases))})" if contact.aliases else "")
    )
    stands = NOT_YET if since else story[0]
    emit(
        f"{tinted(gauge(read.vitality, 10), TONES[read.state])} {clean(stands)} · {clean(_bed(gardener, read))}"
    )
    _wrapped(why)
    for line in story[1:]:
        emit(f"  {clean(line)}")
    details = (
        ("email", ", ".join(contact.emails)), ("phone", ", ".join(contact.phones)), ("link", " ".join(contact.urls)),
        ("tags", ", ".join(contact.tags)), ("birthday", contact.birthday), ("notes", contact.notes),
        ("introduced by", gardener.name_of(contact.introduced_by) if contact.introduced_by else ""), ("id", contact.id),
    )  # fmt: skip
    table([[(label, "dim"), (said, "")] for label, said in details if said], indent="  ")
    if latest and options.last:
        emit()
        short = short_ids([one.id for one in latest], gardener.facts.table("interactions"))
        shown = latest[: options.last]
        table(
            [[(short[one.id], "dim"), (words.interaction(one, names, gardener.today), "")] for one in shown]
        )
        if len(latest) > len(shown):
            emit(tinted(f"{len(latest) - len(shown)} more: garden show NAME -n {len(latest)}", "dim"))
    return 0


def today(session: Session, options: Options) -> int:
    """`garden today`: who is ready for water, promises due, birthdays."""
    gardener = session.gardener
    day = gardener.today
    readings = gardener.readings()
    water = plot.review(readings, _FEW)
    promises = [one for one in gardener.promises() if one.due is not None and (one.due - day).days <= _SOON]
    birthdays = gardener.birthdays()
    line = words.summary(readings, gardener.promises(), day)
    if options.json:
        emit_json(
            {
                "date": day.isoformat(),
                "summary": line,
                "water": [as_json.reading(read) for read in water],
                "promises": [as_json.promise(one, gardener.name_of(one.person)) for one in promises],
                "birthdays": [
                    {"id": who.id, "name": who.name, "on": on.isoformat()} for who, on in birthdays
                ],
            }
        )
        return 0
    if not readings:
        nobody(gardener, brief=options.brief)
        return 0
    rest = Calendar(gardener.facts.rests).rest_at(day.toordinal())
    quiet = None if rest is None else (None if is_open(rest) else date.fromordinal(rest[1]),)
    if options.brief:
        due = sum(one.due is not None and one.due <= day for one in promises)
        first = water[0].name if water else None
        called = _calls(contact.name for contact in gardener.facts.contacts.values())
        emit(clean(to_say.brief(first, birthdays, due, day, called=called, rest=quiet)))
        return 0
    ready = len(plot.wilting(readings, None))
    emit(tinted(clean(to_say.hello(day, ready, len(water), quiet)), "bold"))
    if water:
        _heading("ready for water", ready - len(water), "garden wilting")
        twice = _shared(gardener, water)
        short = short_ids([read.id for read in water if read.name in twice], gardener.facts.contacts)
        table(
            [
                [
                    (_called(read, short), "bold"),
                    (to_say.reason(read), TONES[read.state]),
                    (to_say.takes(read), "dim"),
                ]
                for read in water
            ],
            indent="  ",
        )
    if promises:
        _heading("promises", len(promises) - _PROMISES, "garden promise")
        print_promises(gardener, promises[:_PROMISES], indent="  ")
    soon = [(who, on) for who, on in birthdays if (on - day).days <= _SOON]
    if soon:
        _heading("birthdays", len(soon) - _BIRTHDAYS, "garden today --json")
        table(
            [
                [(who.name, ""), (to_say.birthday(on, day, turning(who.birthday, day)), "dim")]
                for who, on in soon[:_BIRTHDAYS]
            ],
            indent="  ",
        )
    return 0


def nobody(gardener: Gardener, *, brief: bool = False) -> None:
    """A garden in which nobody stands: a welcome, or why there is none; `brief`: in a line."""
    if gardener.facts.contacts:
        say(f"Nobody was here yet on {words.exact(gardener.today, date.min)}.")
    elif gardener.read_only or brief:
        say(_nobody(gardener))
    else:
        say("A garden of the people you would miss. Nobody here yet.")
        say(
            '`garden add "Ada Byron" --bed friends` plants somebody; `garden log coffee with Ada` lets them grow.'
        )
        say("`garden demo` shows a garden of ten years.")


def _nobody(gardener: Gardener) -> str:
    """What to do about a garden with nobody in it; in one that cannot be written to, planting is not it."""
    if gardener.read_only:
        return (
            "No contact in this file can be read here."
            if gardener.facts.holds_records
            else "Nobody here yet."
        )
    return "Nobody here yet: `garden add NAME` plants somebody."


def print_promises(gardener: Gardener, promises: Sequence[Promise], *, indent: str = "") -> None:
    """Promises, one a line, each with the start of its id."""
    short = short_ids([one.id for one in promises], gardener.facts.table("promises"))
    rows: list[list[Cell]] = []
    for one in promises:
        late = one.done_on is None and one.due is not None and one.due <= gardener.today
        line = words.promise(one, gardener.name_of(one.person), gardener.today)
        rows.append([(short[one.id], "dim"), (line, "cyan" if late else "")])
    table(rows, indent=indent)


def _print_readings(gardener: Gardener, readings: Iterable[Reading], *, indent: str = "") -> None:
    day = gardener.today
    readings = list(readings)
    twice = _shared(gardener, readings)
    short = short_ids([read.id for read in readings if read.name in twice], gardener.facts.contacts)
    rows: list[list[Cell]] = []
    for read in readings:
        tone = TONES[read.state]
        last = words.ago((day - read.last_on).days) if read.last_on else "nothing logged yet"
        rows.append([
            (gauge(read.vitality), tone),
            (_called(read, short), "bold"),
            (words.state_word(read.state) + (" (archived)" if read.archived else ""), tone),
            (_bed(gardener, read), ""),
            (words.cadence(read.every), "dim"),
            (last, ""),
        ])  # fmt: skip
    table(rows, indent=indent)


def _called(read: Reading, short: Mapping[str, str]) -> str:
    """A name, with the start of its id where another has the same."""
    return f"{read.name} ({short[read.id]})" if read.id in short else read.name


def _calls(names: Iterable[str]) -> Callable[[str], str]:
    """How one calls somebody: by the first word of the name, where nobody else has that one, else by the whole."""
    firsts = Counter(name.split()[0].casefold() for name in names if name.split())

    def called(name: str) -> str:
        first = name.split(maxsplit=1)[0] if name.split() else name
        return first if firsts[first.casefold()] == 1 else name

    return called


def _bed(gardener: Gardener, read: Reading) -> str:
    bed = gardener.facts.beds.get(read.bed)
    return bed.name if bed else read.bed


def _shared(gardener: Gardener, readings: Sequence[Reading]) -> set[str]:
    """The names shown that more than one contact has, be the other shown or not."""
    counted = Counter(contact.name for contact in gardener.facts.contacts.values())
    return {read.name for read in readings if counted[read.name] > 1}


def _heading(title: str, more: int = 0, where: str = "") -> None:
    emit()
    emit(tinted(f"{title}, {more} more: {where}" if more > 0 else title, "dim"))


def _wrapped(text: str) -> None:
    """A paragraph in lines of at most 78 cells, or the terminal's width."""
    line, room = "", min(78, columns() - 2)
    for word in clean(text).split(" "):
        if line and width(line) + 1 + width(word) > room:
            emit(f"  {line}")
            line = word
        else:
            line = f"{line} {word}" if line else word
    emit(f"  {line}")
