"""Sentences: what one means in this garden, and what was logged as the sentence that would say it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from garden.capture.draft import Draft
from garden.core.errors import Misread, NotUnderstood
from garden.core.model import Interaction
from garden.core.reading import Reading
from garden.gardener.fields import text_of
from garden.gardener.questions import Questions


class AskLight(NamedTuple):
    """What is said before an ask is kept: `given` favours of mine, `taken` that I asked for and got, up to today."""

    name: str
    light: str
    given: int
    taken: int


class Sentences(Questions):
    """A garden that can be spoken to."""

    def understand(
        self,
        said: str,
        *,
        known: Sequence[str] = (),
        settled: Mapping[str, str] | None = None,
        amending: str = "",
        on: date | None = None,
    ) -> Draft:
        """What a sentence means.  Raises Misread.

        `known`: contact ids to take for granted where it names nobody; `settled`: which contact a word in doubt
        stands for; `amending`: the id of an interaction that it corrects, whose people and day stay where it says
        none; `on`: the day on which it was said, if not today.
        """
        from garden.capture.parse import parse  # here, so that looking does not pay for the lexicon

        text_of(said, "A sentence")
        if not said.strip() and not known:
            raise NotUnderstood(
                "There is nothing to log.", hint="Say what happened: coffee with Ada yesterday"
            )
        was = self.find_interaction(amending) if amending else None
        draft = parse(
            said,
            self.names,
            min(on or self.today, self.today),
            known=tuple(known) or (was.people if was else ()),
            settled=dict(settled or {}),
        )
        if was and not any(span.part == "when" for span in draft.spans):
            draft = replace(draft, on=was.on)
        return draft

    def clear(self, draft: Draft) -> None:
        """Raises Misread where something that was said is unclear; its message says all that is."""
        if draft.unclear:
            first = draft.unclear[0]
            why = " ".join(dict.fromkeys(one.why for one in draft.unclear))
            raise Misread(why, start=first.start, end=first.end, hint=first.hint)

    def sentence(self, interaction_id: str) -> str:
        """The canonical sentence of a logged interaction, for editing: `understand` gives the same back."""
        from garden.capture.render import sentence

        found = self.find_interaction(interaction_id)
        draft = Draft(
            on=found.on, people=found.people, kind=found.kind, flow=found.flow, favor=found.favor,
            introduced=found.introduced, minutes=found.minutes, place=found.place, tags=found.tags, note=found.note,
        )  # fmt: skip
        return sentence(draft, self.names, self.today)

    def earlier(self) -> Iterator[str]:
        """Sentences that would say again what was logged, newest first, each once: without its day (which is today's
        then), its note and what was promised."""
        from garden.capture.render import sentence

        seen: set[str] = set()
        for doc in reversed(list(self.facts.table("interactions").values())):
            found = Interaction.of(doc)
            if found is None or not found.people or any(p not in self.names for p in found.people):
                continue
            draft = Draft(
                on=self.today, people=found.people, kind=found.kind, flow=found.flow, favor=found.favor,
                minutes=found.minutes, place=found.place, tags=found.tags,
            )  # fmt: skip
            said = sentence(draft, self.names, self.today, dated=False)
            if said not in seen:
                seen.add(said)
                yield said

    def ask_lights(self, draft: Draft) -> list[AskLight]:
        """The ask light of everybody of whom a draft asks something, as it stands before that; [] where it asks
        nothing (see `garden.core.balance`)."""
        if draft.favor != "asked":
            return []
        return [self._light(self.reading(person)) for person in draft.people]

    def _light(self, reading: Reading) -> AskLight:
        favours = [one.favor for one in self.facts.history(reading.id) if one.on <= reading.on]
        given = favours.count("gave")
        return AskLight(reading.name, reading.ask_light, given, favours.count("got") + favours.count("asked"))
