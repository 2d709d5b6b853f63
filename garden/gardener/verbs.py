"""The verbs.  Each makes one `Deed`, has it kept, and answers what it did in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import Literal

from garden import words
from garden.capture.draft import Draft, Owed
from garden.core.errors import GardenError, NotUnderstood, UnknownName
from garden.core.model import Bed, Change, Deed, Document, Interaction
from garden.core.reading import State
from garden.gardener import fields as checked
from garden.gardener import records
from garden.gardener.ports import Clock, Opened, Store
from garden.gardener.questions import Questions


class NothingToUndo(GardenError):
    """No deed is left to take back."""


class NothingToRedo(GardenError):
    """Nothing was undone, or something new was done since."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a verb did.

    `said`: one sentence for the person.  `ids`: what was made or changed: interactions first, then promises, then
    contacts.  `people`: the contacts touched, for whoever draws them.  `notices`: what the store wants told.
    """

    deed: Deed
    said: str
    ids: tuple[str, ...]
    people: tuple[str, ...]
    notices: tuple[str, ...] = ()


class Gardener(Questions):
    """Everything that can be done in a garden.  `open` comes first.

    `species`: the ids that a contact may be planted with; where none are given, any is taken and none is chosen.
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
        self.species = tuple(species)
        self.read_only = ""
        self.notices: tuple[str, ...] = ()

    def open(self) -> Opened:
        """Read what the store holds."""
        opened = self._store.open()
        self.read_only, self.notices = opened.read_only, tuple(opened.notices)
        self.take(opened.tables)
        return opened

    # planting and tending

    def plant(self, name: str, **fields: object) -> Done:
        """Plant a contact.  `fields`: see `garden.gardener.fields.FIELDS`."""
        return self.plant_many([name], **fields)

    def plant_many(self, names: Sequence[str], **fields: object) -> Done:
        """Plant several contacts, alike in everything but their names, in one deed."""
        if not names:
            raise NotUnderstood("There is nobody to plant.", hint="Give at least one name.")
        taken = {contact.name.casefold() for contact in self.facts.contacts.values()}
        values = self._values(fields)
        changes = [self._planting(name, values) for name in names]
        if len(changes) == 1:
            name = str(_after(changes[0])["name"])
            bed = self.facts.beds[str(_after(changes[0])["bed"])]
            every = values.get("every") or bed.every
            label = f"planted {name}"
            said = (
                f"Planted {name} in {bed.name}, {words.cadence(every if isinstance(every, int) else None)}."
            )
            if name.casefold() in taken:
                said += " There was one of that name already: tell them apart by id."
        else:
            label = f"planted {len(changes)} contacts"
            said = f"Planted {len(changes)} contacts."
        return self._do(label, changes, said)

    def edit(self, person: str, **fields: object) -> Done:
        """Change a contact's fields; None clears.  Besides what `plant` takes: `name`, `archived`."""
        before = self._contact(person)
        archived = fields.pop("archived", ...)
        values: dict[str, object] = {}
        if "name" in fields:
            values["name"] = checked.name_of(fields.pop("name"))
        values |= self._values(fields, person)
        if archived is not ...:
            if not isinstance(archived, bool | None):
                raise NotUnderstood("`archived` is true or false.")
            values["archived"] = archived or None
        after = records.changed(before, values, self._clock.stamp())
        if {**after, "updated": 0} == {**before, "updated": 0}:
            raise NotUnderstood("That changes nothing.", hint="Say what to change, e.g. --bed friends.")
        what = (
            " and ".join([", ".join(list(values)[:-1]), list(values)[-1]])
            if len(values) > 1
            else next(iter(values))
        )
        name = str(before.get("name", ""))
        return self._do(
            f"changed {name}: {what.replace('_', ' ')}", [Change("contacts", person, before, after)],
            f"Changed {name}: {what.replace('_', ' ')}.",
        )  # fmt: skip

    def archive(self, person: str, archived: bool = True) -> Done:
        """Put a contact away, kept and searchable; or bring it back."""
        before = self._contact(person)
        name = self.name_of(person)
        if (before.get("archived") is True) == archived:
            raise NotUnderstood(f"{name} is {'archived already' if archived else 'not archived'}.")
        after = records.changed(before, {"archived": archived or None}, self._clock.stamp())
        label = f"archived {name}" if archived else f"brought {name} back from the archive"
        return self._do(label, [Change("contacts", person, before, after)], _sentence(label))

    def remove(self, person: str) -> Done:
        """Remove a contact, its promises and what was logged with nobody else; undo brings all of it back."""
        self._contact(person)
        name = self.name_of(person)
        changes = records.removal(self.facts, person, self._clock.stamp())
        gone = sum(change.table == "interactions" and change.after is None for change in changes)
        said = (
            f"Removed {name}"
            + (f" and {_count(gone, 'interaction')}" if gone else "")
            + ". Undo brings all back."
        )
        return self._do(f"removed {name}", changes, said)

    # rest

    def rest(self, person: str, until: date | None, *, start: date | None = None) -> Done:
        """Let a contact rest until a day (None: until further notice); the days do not count."""
        before = self._contact(person)
        return self._rest("contacts", person, before, self.name_of(person), until, start)

    def rest_bed(self, bed: str, until: date | None, *, start: date | None = None) -> Done:
        """Let a whole bed rest."""
        found = self.find_bed(bed)
        return self._rest("beds", found.id, self.facts.table("beds").get(found.id), f"the bed {found.name}", until,
                          start, made=_bed_values(found))  # fmt: skip

    def rest_garden(self, until: date | None, *, start: date | None = None) -> Done:
        """Let the whole garden rest."""
        meta = self.facts.meta
        return self._rest(
            "meta", str(meta.get("id", "garden")), meta or None, "the whole garden", until, start
        )

    def wake(self, person: str) -> Done:
        """End a contact's rest yesterday."""
        return self._wake("contacts", person, self._contact(person), self.name_of(person))

    def wake_bed(self, bed: str) -> Done:
        """End a bed's rest yesterday."""
        found = self.find_bed(bed)
        return self._wake("beds", found.id, self.facts.table("beds").get(found.id), f"the bed {found.name}")

    def wake_garden(self) -> Done:
        """End the whole garden's rest yesterday."""
        meta = self.facts.meta
        return self._wake("meta", str(meta.get("id", "garden")), meta or None, "the whole garden")

    # what happened

    def log(self, draft: Draft, *, plant_unknown: bool = False) -> Done:
        """Log what happened, with its promises.  `plant_unknown`: plant the names nobody has, in the same deed."""
        planted = [self._planting(name, {}) for name in draft.unknown] if plant_unknown else []
        people = self._people_of(draft, [change.id for change in planted])
        what, who = (
            draft.kind,
            words.listed([*map(self.name_of, people[: len(people) - len(planted)]), *draft.unknown]),
        )
        return self._log(
            draft, people, planted, f"logged {what} with {who}",
            f"Logged {what} with {who}, {words.day(draft.on, self.today)}."
            + (f" Planted {words.listed(draft.unknown)}." if planted else ""),
        )  # fmt: skip

    def relog(self, interaction: str, draft: Draft) -> Done:
        """Correct what was logged; its id, its birth and fields that we do not know stay.  Promises said are added."""
        found = self.find_interaction(interaction)
        people = self._people_of(draft, [])
        before = self.facts.table("interactions")[found.id]
        stamp = self._clock.stamp()
        after = records.changed(before, records.interaction_values(draft, people), stamp)
        there = {(p.person, p.text) for p in self.facts.promises.values()}
        owed = [o for o in draft.promises if (people[0], o.text) not in there]
        changes = [Change("interactions", found.id, before, after), *self._owing(people[0], owed, stamp)]
        was, now = self._one_line(found), self._one_line(Interaction.of(after) or found)
        said = f"Changed: {now}." if was != now else f"Changed {was}."
        return self._do(f"changed {was}", changes, said)

    def unlog(self, interaction: str) -> Done:
        """Take back what was logged."""
        found = self.find_interaction(interaction)
        before = self.facts.table("interactions")[found.id]
        label = f"removed {self._one_line(found)}"
        return self._do(label, [Change("interactions", found.id, before, None)], _sentence(label))

    # promises

    def promise(
        self, person: str, text: str, *, by: Literal["me", "them"] = "me", due: date | None = None
    ) -> Done:
        """Note what I promised a contact, or they me."""
        self._contact(person)
        said = checked.text_of(text, "A promise")
        if said is None:
            raise NotUnderstood("A promise needs words.", hint='garden promise Ada "send her the paper"')
        changes = self._owing(person, [Owed(said, by, due)], self._clock.stamp())
        name = self.name_of(person)
        whose = f"a promise to {name}" if by == "me" else f"a promise of {name}"
        when = f", due {words.day(due, self.today)}" if due else ""
        return self._do(f"noted {whose}: {said}", changes, f"Noted {whose}: {said}{when}.")

    def done(self, promise: str) -> Done:
        """A promise was kept.  Keeping one of mine is giving: it is logged as help, given."""
        found = self.find_promise(promise)
        if found.done_on is not None:
            raise NotUnderstood(f"“{found.text}” was done {words.day(found.done_on, self.today)}.")
        today, stamp = self.today, self._clock.stamp()
        before = self.facts.table("promises")[found.id]
        after = records.changed(before, {"done_on": today.isoformat()}, stamp)
        changes = [Change("promises", found.id, before, after)]
        name = self.name_of(found.person)
        if found.by == "me":
            label = f"kept a promise to {name}: {found.text}"
            if found.person in self.facts.contacts:
                giving = Draft(
                    on=today, people=(found.person,), kind="help", flow="out", favor="gave", note=found.text
                )
                changes.append(self._happening(giving, giving.people, stamp))
        else:
            label = f"saw a promise of {name} kept: {found.text}"
        return self._do(label, changes, _sentence(label))

    # time

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

    # how

    def _contact(self, person: str) -> Document:
        try:
            return self.facts.table("contacts")[person]
        except KeyError:
            raise UnknownName(person) from None

    def _values(self, said: dict[str, object], person: str = "") -> dict[str, object]:
        """The document values of contact fields.  Raises NotUnderstood for a field or a value that cannot be."""
        for field in said:
            if field not in checked.FIELDS:
                raise NotUnderstood(
                    f"A contact has no field “{field}”.", hint=f"Fields: {', '.join(checked.FIELDS)}."
                )
        values: dict[str, object] = {}
        for field, value in said.items():
            if field == "tags":
                values[field] = checked.tags_of(value)
            elif field in checked.LISTS:
                values[field] = checked.texts_of(value, field.capitalize())
            elif field == "bed":
                bed = checked.text_of(value, "A bed")
                values[field] = self.find_bed(bed).id if bed else None
            elif field == "every":
                values[field] = checked.every_of(value)
            elif field == "species":
                values[field] = checked.species_of(value, self.species)
            elif field == "birthday":
                values[field] = checked.birthday_of(value, self.today)
            elif field == "met_on":
                values[field] = checked.met_on_of(value, self.today)
            elif field == "introduced_by":
                other = checked.text_of(value, "Who introduced you")
                values[field] = self.find(other).id if other else None
                if person and values[field] == person:
                    raise NotUnderstood("Nobody introduces themselves.", hint="Name another contact.")
            else:
                values[field] = checked.text_of(value, field.replace("_", " ").capitalize())
        return values

    def _planting(self, name: str, values: dict[str, object]) -> Change:
        id_ = self._new_id()
        bed = self.facts.beds[str(values.get("bed") or "circle")]
        species = values.get("species") or bed.species or self._chosen(id_)
        stands = {
            "name": checked.name_of(name),
            **values,
            "bed": bed.id,
            "species": species,
            "engine": records.ENGINE,
        }
        return Change("contacts", id_, None, records.made(id_, stands, self._clock.stamp()))

    def _chosen(self, id_: str) -> str:
        """A species for an id: always the same one, as long as the list of species is."""
        if not self.species:
            return ""
        return self.species[int.from_bytes(blake2b(id_.encode(), digest_size=4).digest()) % len(self.species)]

    def _people_of(self, draft: Draft, planted: Iterable[str]) -> tuple[str, ...]:
        """Who a draft is about.  Raises what stands in the way of keeping it."""
        for doubt in draft.ambiguous:
            raise self.doubt(doubt.word, doubt.candidates)
        planted = tuple(planted)
        if draft.unknown and not planted:
            raise UnknownName(
                words.listed(draft.unknown), hint="Plant the new with --plant, or with `garden add`."
            )
        people = tuple(dict.fromkeys((*draft.people, *planted)))
        if not people:
            raise NotUnderstood("It says nobody's name.", hint="Say with whom: coffee with Ada")
        for person in (*draft.people, *draft.introduced):
            self._contact(person)
        if draft.on > self.today:
            raise NotUnderstood(
                f"{draft.on.isoformat()} is still to come: only what happened is logged.",
                hint="For what you intend, note a promise.",
            )
        return people

    def _log(
        self, draft: Draft, people: tuple[str, ...], planted: list[Change], label: str, said: str
    ) -> Done:
        stamp = self._clock.stamp()
        changes = [
            self._happening(draft, people, stamp),
            *self._owing(people[0], draft.promises, stamp),
            *planted,
        ]
        return self._do(label, changes, said)

    def _happening(self, draft: Draft, people: tuple[str, ...], stamp: str) -> Change:
        id_ = self._new_id()
        return Change(
            "interactions", id_, None, records.made(id_, records.interaction_values(draft, people), stamp)
        )

    def _owing(self, person: str, owed: Iterable[Owed], stamp: str) -> list[Change]:
        changes = []
        for one in owed:
            id_ = self._new_id()
            changes.append(
                Change("promises", id_, None, records.made(id_, records.promise_values(person, one), stamp))
            )
        return changes

    def _rest(
        self, table: str, id_: str, before: Document | None, who: str, until: date | None, start: date | None,
        made: dict[str, object] | None = None,
    ) -> Done:  # fmt: skip
        start = start or self.today
        if until is not None and until < start:
            raise NotUnderstood(
                f"A rest until {until.isoformat()} would end before it begins.", hint="Say a day to come."
            )
        stamp = self._clock.stamp()
        doc = before if before is not None else records.made(id_, made or {}, stamp)
        after = records.changed(doc, {"rests": records.with_rest(doc.get("rests"), start, until)}, stamp)
        label = f"let {who} rest " + (
            f"until {words.exact(until, self.today)}" if until else "until further notice"
        )
        return self._do(label, [Change(table, id_, before, after)], _sentence(label))

    def _wake(self, table: str, id_: str, before: Document | None, who: str) -> Done:
        rests = records.woken((before or {}).get("rests"), self.today)
        if before is None or rests is None:
            raise NotUnderstood(f"{_capital(who)} is not at rest of its own." if table != "contacts" else
                                f"{who} has no rest of their own today.")  # fmt: skip
        after = records.changed(before, {"rests": rests}, self._clock.stamp())
        label = f"woke {who}"
        return self._do(label, [Change(table, id_, before, after)], _sentence(label))

    def _one_line(self, interaction: Interaction) -> str:
        who = words.listed([self.name_of(person) for person in interaction.people])
        return f"{interaction.kind} with {who} of {words.exact(interaction.on, self.today)}"

    def _do(self, label: str, changes: Sequence[Change], said: str) -> Done:
        return self._keep(Deed(self._new_id(), self._clock.stamp(), label, tuple(changes)), said)

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


def _after(change: Change) -> Document:
    return change.after or {}


def _bed_values(bed: Bed) -> dict[str, object]:
    return {"name": bed.name, "every": bed.every, "species": bed.species}


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _sentence(label: str) -> str:
    return _capital(label) + "."
