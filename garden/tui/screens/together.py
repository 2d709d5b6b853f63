"""What one line means for many plants at once: `bed:friends every:6w #choir -#old`, `rest in 3 weeks`, `archive`."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from garden import words
from garden.capture.dates import day
from garden.core.errors import NotUnderstood
from garden.tui.screens.planting import planting, understood
from garden.tui.widgets.chips import Chip

if TYPE_CHECKING:
    from garden.gardener import Done, Gardener

HELP: Final = "bed:inner every:6w species:oak #tag -#tag · rest in 3 weeks · wake · archive"
_OFF: Final = re.compile(r"(?<!\S)-#(\S+)")
_ALIKE: Final = frozenset({"bed", "every", "species", "tags", "org", "met_how"})
"""Fields that many contacts may share."""


class Together(NamedTuple):
    """A line understood: `says`, what it does; `do` does it in one deed."""

    says: list[Chip]
    do: Callable[[], Done]


def together(gardener: Gardener, people: Sequence[str], text: str) -> Together:
    """What a line does to these contacts.  Raises NotUnderstood, saying what would be understood."""
    said = " ".join(text.split())
    verb, _, rest = said.partition(" ")
    if verb.casefold() == "rest":
        until = day(rest.removeprefix("until "), gardener.today) if rest else None
        last = words.exact(until, gardener.today) if until else "you wake them"
        return Together(
            [Chip("rest", f"rest until {last}", "resting")], lambda: gardener.rest_many(people, until)
        )
    if said.casefold() == "wake":
        return Together([Chip("wake", "no longer rest", "success")], lambda: gardener.wake_many(people))
    if said.casefold() == "archive":
        return Together(
            [Chip("archive", "go to the archive, kept and searchable", "warning")],
            lambda: gardener.edit_many(people, archived=True),
        )
    off = _OFF.findall(said)
    name, fields = planting(gardener, _OFF.sub(" ", said))
    if name:
        raise NotUnderstood(f"“{name}” is nothing that many can be.", hint=HELP)
    for field in fields:
        if field not in _ALIKE:
            raise NotUnderstood(f"{field.replace('_', ' ').capitalize()} are one contact's own.", hint=HELP)
    if not fields and not off:
        raise NotUnderstood("It does not say what to change.", hint=HELP)
    chips = [Chip(key, value, "foreground", label) for key, label, value in understood(gardener, fields)]
    chips += [Chip("untag", tag, "muted", "-#") for tag in off]
    tags = fields.pop("tags", [])
    more = [str(tag) for tag in tags] if isinstance(tags, list) else []
    alike: dict[str, Any] = fields
    return Together(chips, lambda: gardener.edit_many(people, tag=more, untag=off, **alike))
