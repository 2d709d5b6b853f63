"""The commands for people: add, edit, rest, archive, remove."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final

from garden.capture.names import fold
from garden.cli.answer import answer
from garden.cli.commands import Options
from garden.cli.say import say
from garden.cli.wiring import Session, day_said
from garden.core import plot
from garden.core.errors import AmbiguousName, GardenError, NotUnderstood
from garden.gardener import Done, Gardener
from garden.gardener.fields import FIELDS, LISTS, shared

_OPEN: Final = frozenset({"forever", "open", "further notice", "until further notice"})
_OFF: Final = "off"
_SHOWN: Final = 20
"""As many are named before all of a query are changed."""
_SINGULAR: Final = {"alias": "aliases", "tag": "tags", "email": "emails", "phone": "phones", "url": "urls"}


def add(session: Session, options: Options) -> int:
    """`garden add NAME`, `garden add -`."""
    names = _names_from_stdin() if options.name == ["-"] else [" ".join(options.name)]
    return answer(session.gardener.plant_many(names, **_said(options)), options)


def edit(session: Session, options: Options) -> int:
    """`garden edit NAME`."""
    gardener = session.gardener
    fields = _said(options)
    if options.where is not None or not options.name:
        return _edit_many(gardener, options, fields)
    contact = gardener.find(" ".join(options.name))
    if options.untag:
        gone = {fold(tag.lstrip("#")) for tag in options.untag}
        kept = [tag for tag in contact.tags if fold(tag) not in gone]
        if len(kept) == len(contact.tags) and "tags" not in fields:
            raise NotUnderstood(
                f"{contact.name} has no such tag.", hint=f"Tags: {', '.join(contact.tags) or 'none'}."
            )
        fields["tags"] = [*kept, *(options.tags or ())] or None
        options.clear = [*options.clear, "tags"]
    if options.new_name is not None:
        fields["name"] = options.new_name
    cleared = {_field(name) for name in options.clear}
    for field in LISTS:  # what is said adds to what is there, unless that is cleared
        if field in fields and field not in cleared:
            fields[field] = [*getattr(contact, field), *_texts(fields[field])]
    for field in cleared:
        fields.setdefault(field, None)
    if not fields:
        raise NotUnderstood("It does not say what to change.", hint="garden edit --help lists the fields.")
    return answer(gardener.edit(contact.id, **fields), options)


def _edit_many(gardener: Gardener, options: Options, fields: dict[str, Any]) -> int:
    """`garden edit --where QUERY`: the same change for everybody whom the query fits."""
    if options.new_name is not None:
        raise NotUnderstood(
            "A name is one contact's own.", hint="Say whose: garden edit Ada --name 'Ada Lovelace'"
        )
    cleared = {_field(name) for name in options.clear}
    shared(fields)  # before it is asked whether that is meant
    fields.pop("tags", None)
    fields |= {field: None for field in cleared if field not in fields}
    people = _where(gardener, options)
    return _all_of(
        gardener, options, people, "Change",
        lambda: gardener.edit_many(people, tag=options.tags or (), untag=options.untag, **fields),
    )  # fmt: skip


def _where(gardener: Gardener, options: Options) -> list[str]:
    """Whom `--where` fits, in the order of their names; the archived where the query asks for them, or to be brought
    back."""
    if options.where is None:
        raise NotUnderstood("It does not say who.", hint="Say a name, or --where QUERY: --where tag:choir")
    if getattr(options, "name", ()) or (getattr(options, "words", ()) and options.command != "rest"):
        raise NotUnderstood("--where stands for the name.", hint="Say one of the two.")
    facts = gardener.facts
    query = gardener.query(options.where)
    if not query.tests:
        raise NotUnderstood(
            "--where says nothing.", hint="--where 'bed:circle tag:choir', as `garden list` takes it."
        )
    archived = "is:archived" in query.text or bool(getattr(options, "back", False))
    found = plot.select(facts, gardener.readings(archived=archived), query)
    if not found and (quoted := gardener.in_quotes(query, archived=archived)):
        raise NotUnderstood(
            f"Nobody fits “{options.where}”.",
            hint=f"In quotes it is one name: --where {shlex.quote(quoted)}",
        )
    return [read.id for read in plot.sorted_by(found, "name")]


def _all_of(
    gardener: Gardener, options: Options, people: Sequence[str], verb: str, do: Callable[[], Done]
) -> int:
    """Say who is meant, ask, and do it in one deed."""
    if not people:
        raise NotUnderstood(f"Nobody fits “{options.where}”.", hint="`garden list` takes the same query.")
    count = "1 contact" if len(people) == 1 else f"{len(people)} contacts"
    if options.dry_run or not options.yes:
        for person in people[:_SHOWN]:
            say(f"  {gardener.describe(person)}")
        if len(people) > _SHOWN:
            say(f"  and {len(people) - _SHOWN} more")
    if options.dry_run:
        say(f"{verb} {count}: nothing was changed.")
        return 0
    if not options.yes:
        if not sys.stdin.isatty():
            raise NotUnderstood(
                f"{verb} {count}? That needs a yes, and nobody is at a terminal to give it.",
                hint="Say --yes.",
            )
        say(f"{verb} {count}? `garden undo` takes all of it back. [y/N]")
        if sys.stdin.readline().strip().casefold() not in ("y", "yes"):
            raise GardenError("Nothing was changed.")
    return answer(do(), options)


def rest(session: Session, options: Options) -> int:
    """`garden rest NAME UNTIL`, `garden rest --bed BED UNTIL`, `garden rest --garden UNTIL`; UNTIL `off`, or `--wake`,
    ends the rest."""
    gardener = session.gardener
    said = list(options.words)
    waking = options.wake
    if not waking and said and said[-1].casefold() == _OFF:
        waking, said = True, said[:-1]
    start = None if options.start is None else day_said(options.start, gardener.today)
    if waking and start is not None:
        raise NotUnderstood("A rest ends today: --from does not go with that.")
    if options.where is not None:
        if options.bed is not None or options.garden:
            raise NotUnderstood("--where, --bed and --garden do not go together.")
        people = _where(gardener, options)
        if waking:
            return _all_of(gardener, options, people, "Wake", lambda: gardener.wake_many(people))
        if not said:
            raise _no_end()
        last = _until(gardener, " ".join(said))
        return _all_of(
            gardener, options, people, "Let rest", lambda: gardener.rest_many(people, last, start=start)
        )
    if options.bed is None and not options.garden:
        if waking:
            return answer(gardener.wake(gardener.find(" ".join(said)).id), options)
        person, until = _whom_and_until(gardener, said)
        return answer(gardener.rest(person, until, start=start), options)
    if options.bed is not None and options.garden:
        raise NotUnderstood("--bed and --garden do not go together.", hint="--garden lets every bed rest.")
    if waking:
        if said:
            raise NotUnderstood(f"“{' '.join(said)}” is one word too many.", hint="garden rest --garden off")
        return answer(gardener.wake_garden() if options.garden else gardener.wake_bed(options.bed), options)
    if not said:
        raise _no_end()
    until = _until(gardener, " ".join(said))
    if options.garden:
        return answer(gardener.rest_garden(until, start=start), options)
    return answer(gardener.rest_bed(options.bed, until, start=start), options)


def archive(session: Session, options: Options) -> int:
    """`garden archive NAME`, `garden archive NAME --back`."""
    gardener = session.gardener
    if options.where is not None or not options.name:
        people = _where(gardener, options)
        verb = "Bring back" if options.back else "Archive"
        return _all_of(
            gardener, options, people, verb, lambda: gardener.edit_many(people, archived=not options.back)
        )
    return answer(gardener.archive(gardener.find(" ".join(options.name)).id, not options.back), options)


def remove(session: Session, options: Options) -> int:
    """`garden remove NAME`: asks first."""
    gardener = session.gardener
    contact = gardener.find(" ".join(options.name))
    if not options.yes:
        if not sys.stdin.isatty():
            raise NotUnderstood(
                f"Removing {contact.name} needs a yes, and nobody is at a terminal to give it.",
                hint="Say --yes; or `garden archive`, which keeps everything.",
            )
        say(f"Remove {gardener.describe(contact.id)} and everything logged with nobody else? [y/N]")
        if sys.stdin.readline().strip().casefold() not in ("y", "yes"):
            raise GardenError("Nothing was removed.")
    return answer(gardener.remove(contact.id), options)


def _said(options: Options) -> dict[str, object]:
    """The fields of a contact that were said."""
    return {field: value for field in FIELDS if (value := getattr(options, field)) is not None}


def _field(name: str) -> str:
    field = name.strip().lower().replace("-", "_")
    field = _SINGULAR.get(field, field)
    if field not in FIELDS:
        raise NotUnderstood(f"There is no field “{name}” to clear.", hint=f"Fields: {', '.join(FIELDS)}.")
    return field


def _texts(value: object) -> Sequence[str]:
    return [str(item) for item in value] if isinstance(value, list) else [str(value)]


def _names_from_stdin() -> list[str]:
    if sys.stdin.isatty():
        say("Names, one a line; Ctrl-D ends.")
    try:
        names = [line.strip() for line in sys.stdin]
    except UnicodeDecodeError:
        raise NotUnderstood(
            "The names are not UTF-8 text.", hint="Convert them first, e.g. with iconv."
        ) from None
    return [name.removeprefix("\ufeff") for name in names if name]


def _whom_and_until(gardener: Gardener, said: Sequence[str]) -> tuple[str, date | None]:
    """Who is to rest and until when, wherever the name ends and the day begins."""
    fault: GardenError | None = None
    for count in range(1, len(said)):
        name, until = " ".join(said[:count]), " ".join(said[count:])
        try:
            last = _until(gardener, until)
        except NotUnderstood as error:
            fault = fault or error
            continue
        try:
            return gardener.find(name).id, last
        except AmbiguousName:
            raise
        except NotUnderstood as error:
            fault = error
    raise fault or _no_end()


def _until(gardener: Gardener, said: str) -> date | None:
    """The last day of a rest; None: it has no end."""
    return None if said.casefold() in _OPEN else day_said(said.removeprefix("until "), gardener.today)


def _no_end() -> NotUnderstood:
    return NotUnderstood(
        "It does not say until when.", hint="garden rest Ada 2027-01-31, or: in 3 weeks, forever"
    )
