"""The commands for beds and views: what groups plants, and what finds them again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from garden import words
from garden.cli.answer import answer
from garden.cli.commands import Options
from garden.cli.say import emit, emit_json, say, table
from garden.cli.wiring import Session
from garden.core import plot
from garden.core.errors import NotUnderstood
from garden.core.model import Bed
from garden.core.reading import THIRST, Reading
from garden.gardener import Gardener

_NONE: Final = frozenset({"none", "no", "-"})


def bed(session: Session, options: Options) -> int:
    """`garden bed`, `garden bed add NAME`, `garden bed edit NAME`, `garden bed remove NAME`."""
    gardener = session.gardener
    said = list(options.words)
    if not said:
        _fitting(options, "")
        return _list(gardener, options)
    verb, name = said[0].casefold(), " ".join(said[1:])
    if verb not in ("add", "edit", "remove"):
        raise NotUnderstood(
            f"A bed cannot be {said[0]}.", hint="garden bed add NAME, bed edit NAME, or bed remove NAME"
        )
    _fitting(options, verb)
    if not name:
        raise NotUnderstood("It does not say which bed.", hint=f"garden bed {verb} NAME")
    if verb == "remove":
        return answer(gardener.remove_bed(name, options.into or ""), options)
    fields: dict[str, Any] = {
        field: None if value.strip().casefold() in _NONE else value
        for field, value in (("every", options.every), ("species", options.species))
        if value is not None
    }
    if verb == "add":
        return answer(gardener.add_bed(name, **fields), options)
    if options.new_name is not None:
        fields["name"] = options.new_name
    if not fields:
        raise NotUnderstood("It does not say what to change.", hint="Say --name, --every or --species.")
    return answer(gardener.edit_bed(name, **fields), options)


def _fitting(options: Options, verb: str) -> None:
    """Refuse an option that the verb does not know: it would be forgotten in silence."""
    known = {"add": ("every", "species"), "edit": ("new_name", "every", "species"), "remove": ("into",)}
    for option in ("new_name", "every", "species", "into"):
        if getattr(options, option) is not None and option not in known.get(verb, ()):
            said, command = option.removeprefix("new_"), f"garden bed {verb}".strip()
            raise NotUnderstood(
                f"--{said} does not go with `{command}`.", hint="garden bed --help says what does."
            )


def _list(gardener: Gardener, options: Options) -> int:
    planted = dict(plot.by_bed(gardener.readings(), gardener.facts.beds, shed=True))
    rows = [(one, planted.get(one.id, [])) for one in gardener.facts.beds.values()]
    if options.json:
        emit_json([_as_data(one, plants, gardener) for one, plants in rows])
        return 0
    table(
        [
            [
                (one.name, "bold"),
                (words.cadence(one.every), "dim"),
                (one.species or "each its own", "dim"),
                (words.summary(plants, (), gardener.today) if plants else "empty", ""),
                ("resting" if _rests(one, gardener) else "", "cyan"),
            ]
            for one, plants in rows
        ]
    )
    return 0


def _rests(one: Bed, gardener: Gardener) -> bool:
    today = gardener.today
    return any(rest.start <= today and (rest.until is None or today <= rest.until) for rest in one.rests)


def _as_data(one: Bed, plants: Sequence[Reading], gardener: Gardener) -> dict[str, object]:
    states = plot.count_states(plants)
    return {
        "id": one.id, "name": one.name, "every": one.every, "species": one.species or None, "plants": len(plants),
        "states": dict(states), "need_water": sum(plant.state in THIRST for plant in plants),
        "resting": _rests(one, gardener),
    }  # fmt: skip


def view(session: Session, options: Options) -> int:
    """`garden view`, `garden view NAME`, `garden view NAME QUERY`, `garden view NAME --drop`."""
    gardener = session.gardener
    said = list(options.words)
    if options.drop:
        if len(said) != 1:
            raise NotUnderstood("It does not say which view.", hint="garden view NAME --drop")
        return answer(gardener.drop_view(said[0]), options)
    if not said:
        if options.json:
            emit_json(dict(gardener.views))
            return 0
        table([[(f"@{name}", "bold"), (query, "")] for name, query in sorted(gardener.views.items())])
        if not gardener.views:
            say("No view is kept yet: `garden view old tag:job last>60d`, then `garden list @old`.")
        return 0
    if len(said) == 1:
        name, query = gardener.find_view(said[0])
        if options.json:
            emit_json({name: query})
        else:
            emit(words.clean(query))
        return 0
    return answer(gardener.save_view(said[0], " ".join(said[1:])), options)
