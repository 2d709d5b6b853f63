"""How a deed is kept, taken back and done again, and how what it did is said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import NamedTuple

from garden import words
from garden.core.errors import GardenError, NotUnderstood
from garden.core.model import Change, Deed
from garden.core.reading import State
from garden.gardener import records
from garden.gardener.ports import Clock, Opened, Store
from garden.gardener.sentences import Sentences


class NothingToUndo(GardenError):
    """No deed is left to take back."""


class NothingToRedo(GardenError):
    """Nothing was undone, or something new was done since."""


class Done(NamedTuple):
    """What a verb did.

    `said`: one sentence for the person.  `ids`: what was made or changed: interactions first, then promises, then
    contacts.  `people`: the contacts touched, for whoever draws them.  `notices`: what the store wants told.
    """

    deed: Deed
    said: str
    ids: tuple[str, ...]
    people: tuple[str, ...]
    notices: tuple[str, ...] = ()


class Keeping(Sentences):
    """A garden whose facts stand in a store.

    `species`: the ids that a contact may be planted with, not looked at before one is needed; where none are given, any
    is taken and none is chosen.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        *,
        new_id: Callable[[], str] = records.new_id,
        species: Sequence[str] = (),
    ) -> None:
        super().__init__(clock)
        self._store = store
        self._new_id = new_id
        self.species = species
        self._sealed = ""
        self.notices: tuple[str, ...] = ()

    @property
    def read_only(self) -> str:
        """Why nothing can be changed: the file's reason, or a journey through time; "" where it can."""
        if self._sealed or not self.travelling:
            return self._sealed
        return f"This is {words.exact(self.today, self._clock.today())}: only today can be changed. Esc goes back."

    def seal(self, reason: str) -> None:
        """Nothing can be changed any more, and why; "": it can again."""
        self._sealed = reason

    def open(self) -> Opened:
        """Read what the store holds."""
        opened = self._store.open()
        self._sealed, self.notices = opened.read_only, tuple(opened.notices)
        self.take(opened.tables)
        return opened

    def undo(self) -> Done:
        """Take back the last deed that stands, across restarts."""
        deed = self._store.undoable()
        if deed is None:
            raise NothingToUndo("There is nothing to take back.")
        back = Deed(
            self._new_id(), self._clock.stamp(), f"took back: {deed.label}", deed.inverse(), undoes=deed.id
        )
        return self._keep(back, f"Took back: {deed.label}.")

    def redo(self) -> Done:
        """Do again what was undone last."""
        deed = self._store.redoable()
        if deed is None:
            raise NothingToRedo("There is nothing to do again.")
        again = Deed(self._new_id(), self._clock.stamp(), deed.label, deed.changes, redoes=deed.id)
        return self._keep(again, f"Did again: {deed.label}.")

    def carry_out(self, label: str, changes: Sequence[Change], said: str) -> Done:
        """Make changes that were worked out elsewhere - a restore, a merge, a mending - as one deed, which undo takes
        back.  `label` in the past tense.  Raises NotUnderstood where there are none."""
        if not changes:
            raise NotUnderstood("That changes nothing.")
        return self._do(label, changes, said)

    def _do(self, label: str, changes: Sequence[Change], said: str) -> Done:
        upon = partial(records.standing, self.facts, tuple(changes))
        return self._keep(Deed(self._new_id(), self._clock.stamp(), label, tuple(changes), upon=upon), said)

    def _keep(self, deed: Deed, said: str) -> Done:
        if self.read_only:
            raise GardenError(self.read_only)
        people = records.people_of(deed.changes)
        before = self._states(people)
        kept = self._store.keep(deed)
        self.take(kept.tables)
        return Done(
            deed, said + self._moved(before, self._states(people)), _ids(deed), people, tuple(kept.notices)
        )

    def _states(self, people: Iterable[str]) -> dict[str, State | None]:
        contacts = self.facts.contacts
        return {person: self.reading(person).state for person in people if person in contacts}

    def _moved(self, before: dict[str, State | None], after: dict[str, State | None]) -> str:
        """What changed for those who were there before and after, where one sentence can say it."""
        moved = [person for person in before if person in after and before[person] != after[person]]
        if not 1 <= len(moved) <= 3:
            return ""
        states = {after[person] for person in moved}
        if len(states) == 1:
            who = words.listed([self.name_of(person) for person in moved])
            return f" {who} {'is' if len(moved) == 1 else 'are'} {words.state_word(states.pop())} now."
        return " " + " ".join(f"{self.name_of(p)} is {words.state_word(after[p])} now." for p in moved)


def _ids(deed: Deed) -> tuple[str, ...]:
    order = ("interactions", "promises", "contacts", "beds", "meta")
    return tuple(change.id for table in order for change in deed.changes if change.table == table)
