"""What was understood of a sentence, as chips: how a draft is shown part by part, and how one part is changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

from garden import words
from garden.capture.draft import Draft, Span
from garden.capture.names import Names
from garden.core.model import FAVORS, FLOWS, KINDS
from garden.tui.widgets.chips import Chip

if TYPE_CHECKING:
    from garden.gardener import AskLight

T = TypeVar("T")

FLOW_WORDS: Final = {"both": "both ways", "out": "I reached out", "in": "they reached out"}
FAVOR_WORDS: Final = {"gave": "I gave", "got": "I got", "asked": "I asked"}

VALUED: Final = frozenset({"kind", "when", "flow", "favor", "minutes"})
"""Parts that have a next value; any other is words of the person's own."""


class Mind(Protocol):
    """What the bar asks of the garden."""

    @property
    def names(self) -> Names:
        """Everybody's names."""
        ...

    @property
    def today(self) -> date:
        """The gardener's day."""
        ...

    def understand(
        self,
        said: str,
        *,
        known: Sequence[str] = (),
        settled: Mapping[str, str] | None = None,
        amending: str = "",
    ) -> Draft:
        """What a sentence means."""
        ...

    def near(self, said: str) -> list[str]:
        """Who may be meant by a name that nobody has."""
        ...

    def describe(self, person: str) -> str:
        """A contact in a few words that tell it apart, its name first."""
        ...

    def ask_lights(self, draft: Draft) -> list[AskLight]:
        """The ask light of everybody of whom a draft asks something."""
        ...

    def earlier(self) -> Iterator[str]:
        """Sentences that would say again what was logged, newest first."""
        ...


def chips(draft: Draft, mind: Mind) -> list[Chip]:
    """What was understood, a chip each, in the order in which a person would say it."""
    names = mind.names
    found = [Chip("who", names.name(id_), "primary", "who") for id_ in draft.people]
    found += [Chip("ambiguous", f"{doubt.word}?", "warning", "which") for doubt in draft.ambiguous]
    found += [Chip("unknown", word, "warning", "new") for word in draft.unknown]
    found = found or [Chip("who", "?", "warning", "who")]
    found += [Chip("unclear", one.why, "warning") for one in draft.unclear]
    found += [
        Chip("kind", draft.kind, "accent"),
        Chip("when", words.day(draft.on, mind.today), "foreground", "when"),
        Chip("flow", FLOW_WORDS[draft.flow], "foreground"),
    ]
    if draft.favor:
        found.append(Chip("favor", FAVOR_WORDS[draft.favor], "success", "favour"))
    for light in mind.ask_lights(draft):
        label = "ask light" if len(draft.people) == 1 else f"ask light, {light.name}"
        role = "success" if light.light == "green" else "warning"
        found.append(Chip("light", words.ask_light(light.light, light.given, light.taken), role, label))
    if draft.minutes:
        found.append(Chip("minutes", f"{draft.minutes} min"))
    if draft.place:
        found.append(Chip("place", draft.place, "foreground", "at"))
    found += [Chip("introduced", names.name(id_), "primary", "met") for id_ in draft.introduced]
    found += [Chip("tag", f"#{tag}", "secondary") for tag in draft.tags]
    for owed in draft.promises:
        due = f", {words.due(owed.due, mind.today)}" if owed.due else ""
        found.append(
            Chip("promise", owed.text + due, "accent", "I promised" if owed.by == "me" else "they promised")
        )
    if draft.note:
        found.append(Chip("note", draft.note, "foreground", "note"))
    return found


def stepped(draft: Draft, part: str, by: int, today: date) -> Draft:
    """The draft with one part at its next (by > 0) or previous value; a part without values stays."""
    if part == "kind":
        return replace(draft, kind=_next(KINDS, draft.kind, by))
    if part == "flow":
        return replace(draft, flow=_next(FLOWS, draft.flow, by))
    if part == "favor":
        return replace(draft, favor=_next((None, *FAVORS), draft.favor, by))
    if part == "when":
        return replace(draft, on=min(today, draft.on + timedelta(days=by)))
    if part == "minutes" and draft.minutes:
        return replace(draft, minutes=max(5, draft.minutes + 5 * by))
    return draft


def without(draft: Draft, part: str, nth: int, today: date) -> Draft:
    """The draft without the `nth` (from 0) of a part; what there always is (a kind, a day, a flow) is at its plainest.

    A last name stays: there is nobody else to log it with.
    """
    if part == "who" and len(draft.people) + len(draft.ambiguous) + len(draft.unknown) > 1:
        return replace(draft, people=_less(draft.people, nth))
    if part == "introduced":
        return replace(draft, introduced=_less(draft.introduced, nth))
    if part == "tag":
        return replace(draft, tags=_less(draft.tags, nth))
    if part == "promise":
        return replace(draft, promises=_less(draft.promises, nth))
    if part == "note":
        return replace(draft, note="")
    if part == "place":
        return replace(draft, place="")
    if part == "minutes":
        return replace(draft, minutes=None)
    if part in ("favor", "light"):
        return replace(draft, favor=None)
    if part == "flow":
        return replace(draft, flow="both")
    if part == "when":
        return replace(draft, on=today)
    return draft


def said_at(draft: Draft, part: str, nth: int) -> Span | None:
    """Where in the sentence the `nth` (from 0) of a part is said; None where it is not said in words of its own."""
    places = [span for span in draft.spans if span.part == part]
    return places[nth] if nth < len(places) else None


def _next(values: Sequence[T], value: T, by: int) -> T:
    return values[(values.index(value) + by) % len(values)] if value in values else values[0]


def _less(values: tuple[T, ...], nth: int) -> tuple[T, ...]:
    return values[:nth] + values[nth + 1 :]
