"""The verbs.  Each makes one `Deed`, has it kept, and answers what it did in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Literal, NamedTuple

from garden import words
from garden.capture.draft import Draft, Owed
from garden.capture.names import fold
from garden.core.days import Calendar, is_open
from garden.core.errors import NotUnderstood, UnknownName
from garden.core.facts import SCHEMA
from garden.core.model import Change, Contact, Document, Interaction, rests_of
from garden.gardener import fields as checked
from garden.gardener import records
from garden.gardener.bedding import Bedding
from garden.gardener.keeping import Done


class _Resting(NamedTuple):
    """What may rest: a contact, a bed, the garden.  `before`: its record, if there is one; `doc`: what to change."""

    table: str
    id: str
    before: Document | None
    who: str
    doc: Document


class Gardener(Bedding):
    """Everything that can be done in a garden.  `open` comes first."""

    # planting and tending

    def plant(self, name: str, **fields: object) -> Done:
        """Plant a contact.  `fields`: see `garden.gardener.fields.FIELDS`."""
        return self.plant_many([name], **fields)

    def plant_many(self, names: Sequence[str], **fields: object) -> Done:
        """Plant several contacts, alike in everything but their names, in one deed."""
        if not names:
            raise NotUnderstood("There is nobody to plant.", hint="Give at least one name.")
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
            said += self._namesake(name)
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
        what = words.listed(checked.named(values))
        name = str(before.get("name", ""))
        return self._do(
            f"changed {name}: {what}", [Change("contacts", person, before, after)],
            f"Changed {name}: {what}." + self._namesake(values.get("name"), person),
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
        return self._rest(self._resting_contact(person), until, start)

    def rest_bed(self, bed: str, until: date | None, *, start: date | None = None) -> Done:
        """Let a whole bed rest."""
        return self._rest(self._resting_bed(bed), until, start)

    def rest_garden(self, until: date | None, *, start: date | None = None) -> Done:
        """Let the whole garden rest."""
        return self._rest(self._resting_garden(), until, start)

    def wake(self, person: str) -> Done:
        """End a contact's rest yesterday."""
        return self._wake(self._resting_contact(person))

    def wake_bed(self, bed: str) -> Done:
        """End a bed's rest yesterday."""
        return self._wake(self._resting_bed(bed))

    def wake_garden(self) -> Done:
        """End the whole garden's rest yesterday."""
        return self._wake(self._resting_garden())

    # what happened

    def log(self, draft: Draft, *, plant_unknown: bool = False) -> Done:
        """Log what happened, with its promises.  `plant_unknown`: plant the names nobody has, in the same deed."""
        return self.log_many([draft], plant_unknown=plant_unknown)

    def log_many(
        self, drafts: Sequence[Draft], *, plant_unknown: bool = False, ids: Sequence[str] = ()
    ) -> Done:
        """Log all of it in one deed, or nothing.  `ids`: of the interactions, where they were chosen beforehand."""
        stamp = self._clock.stamp()
        new: dict[str, Change] = {}
        changes: list[Change] = []
        who: dict[str, None] = {}
        for k, draft in enumerate(drafts):
            if plant_unknown:
                self._plant_for(draft, new)
            people, settled = self._people_of(draft, new)
            names = {change.id: str(_after(change)["name"]) for change in new.values()}
            who.update(dict.fromkeys(names.get(person) or self.name_of(person) for person in people))
            happening = self._happening(settled, people, stamp, *ids[k : k + 1])
            changes += [happening, *self._owing(people[0], draft.promises, stamp)]
        everybody = words.listed(list(who))
        if len(drafts) == 1:
            label = f"logged {drafts[0].kind} with {everybody}"
            said = f"{_capital(label)}, {words.day(drafts[0].on, self.today)}."
        else:
            label = f"logged {len(drafts)} interactions with {everybody}"
            said = f"{_capital(label)}."
        if new:
            said += f" Planted {words.listed([str(_after(change)['name']) for change in new.values()])}."
        return self._do(label, [*changes, *new.values()], said)

    def relog(self, interaction: str, draft: Draft, *, plant_unknown: bool = False) -> Done:
        """Correct what was logged; its id, its birth and fields that we do not know stay.  Promises said are added.
        `plant_unknown`: plant the names nobody has, in the same deed."""
        found = self.find_interaction(interaction)
        new: dict[str, Change] = {}
        if plant_unknown:
            self._plant_for(draft, new)
        people, draft = self._people_of(draft, new)
        before = self.facts.table("interactions")[found.id]
        stamp = self._clock.stamp()
        after = records.changed(before, records.interaction_values(draft, people), stamp)
        there = {(p.person, p.text) for p in self.facts.promises.values()}
        owed = [o for o in draft.promises if (people[0], o.text) not in there]
        changes = [Change("interactions", found.id, before, after), *self._owing(people[0], owed, stamp)]
        planted = {change.id: str(_after(change)["name"]) for change in new.values()}
        was, now = self._one_line(found), self._one_line(Interaction.of(after) or found, planted)
        said = f"Changed: {now}." if was != now else f"Changed {was}."
        if new:
            said += f" Planted {words.listed(list(planted.values()))}."
        return self._do(f"changed {was}", [*changes, *new.values()], said)

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
        when = f", {words.due(due, self.today)}" if due else ""
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

    # how

    def _since(self) -> date | None:
        """The day that was chosen, where it has passed: what is planted or promised on it is there from then on."""
        return self.today if self.today < self._clock.real() else None

    def _namesake(self, name: object, person: str = "") -> str:
        """What is to be said where somebody besides `person` bears that name."""
        if isinstance(name, str) and any(
            contact.name.casefold() == name.casefold()
            for contact in self.facts.contacts.values()
            if contact.id != person
        ):
            return " There was one of that name already: tell them apart by id."
        return ""

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
        return Change("contacts", id_, None, records.made(id_, stands, self._clock.stamp(), self._since()))

    def _chosen(self, id_: str) -> str:
        """A species for an id: always the same one, as long as the list of species is."""
        if not self.species:
            return ""
        from hashlib import blake2b

        return self.species[int.from_bytes(blake2b(id_.encode(), digest_size=4).digest()) % len(self.species)]

    def _plant_for(self, draft: Draft, new: dict[str, Change]) -> None:
        """Put what plants a draft's unknown names into `new`, each name once; who was introduced is a cutting of who
        introduced them."""
        for name in draft.unknown:
            if name not in draft.introducing:
                new.setdefault(fold(name), self._planting(name, {}))
        through = next(
            iter((*draft.people, *(new[fold(n)].id for n in draft.unknown if n not in draft.introducing))), ""
        )
        for name in draft.introducing:
            new.setdefault(fold(name), self._planting(name, {"introduced_by": through} if through else {}))

    def _people_of(self, draft: Draft, new: Mapping[str, Change]) -> tuple[tuple[str, ...], Draft]:
        """Who a draft is about, and the draft with those it introduces who are planted by `new`.  Raises what stands in
        the way of keeping it."""
        self.clear(draft)
        for doubt in draft.ambiguous:
            raise self.doubt(doubt.word, doubt.candidates)
        planted = [
            new[fold(name)].id
            for name in draft.unknown
            if fold(name) in new and name not in draft.introducing
        ]
        met = [new[fold(name)].id for name in draft.introducing if fold(name) in new]
        if draft.unknown and not planted and not met:
            meant = " ".join(filter(None, map(self.meant, draft.unknown)))
            raise UnknownName(
                words.listed(draft.unknown),
                hint=f"{meant} Plant the new with --plant, or with `garden add`.".lstrip(),
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
        return people, replace(draft, introduced=tuple(dict.fromkeys((*draft.introduced, *met))))

    def _happening(self, draft: Draft, people: tuple[str, ...], stamp: str, id_: str = "") -> Change:
        id_ = id_ or self._new_id()
        return Change(
            "interactions", id_, None, records.made(id_, records.interaction_values(draft, people), stamp)
        )

    def _owing(self, person: str, owed: Iterable[Owed], stamp: str) -> list[Change]:
        changes = []
        for one in owed:
            id_ = self._new_id()
            made = records.made(id_, records.promise_values(person, one), stamp, self._since())
            changes.append(Change("promises", id_, None, made))
        return changes

    def _resting_contact(self, person: str) -> _Resting:
        doc = self._contact(person)
        return _Resting("contacts", person, doc, self.name_of(person), doc)

    def _resting_bed(self, said: str) -> _Resting:
        bed = self.find_bed(said)
        there = self.facts.table("beds").get(bed.id)
        doc = there or {"id": bed.id, "name": bed.name, "every": bed.every}
        return _Resting("beds", bed.id, there, f"the bed {bed.name}", doc)

    def _resting_garden(self) -> _Resting:
        meta = self.facts.meta
        id_ = str(meta.get("id", "garden"))
        return _Resting("meta", id_, meta or None, "the whole garden", meta or {"id": id_, "schema": SCHEMA})

    def _rest(self, what: _Resting, until: date | None, start: date | None) -> Done:
        start = start or self.today
        if until is not None and until < start:
            raise NotUnderstood(
                f"A rest from {start} until {until} ends before it begins.", hint="Say a day to come."
            )
        rests = records.with_rest(what.doc.get("rests"), start, until, self.today)
        after = records.changed(what.doc, {"rests": rests}, self._clock.stamp())
        last = f"until {words.exact(until, self.today)}" if until else "until further notice"
        label = f"let {what.who} rest {last}"
        said = _sentence(label) + self._goes_on(what.table, after, start, until)
        return self._do(label, [Change(what.table, what.id, what.before, after)], said)

    def _goes_on(self, table: str, after: Document, start: date, until: date | None) -> str:
        """What is to be said where another rest - one that follows at once, the bed's, the garden's - lasts longer."""
        rests = rests_of(after.get("rests"))
        if table == "contacts":
            rests += self.facts.bed_of(Contact.of(after)).rests
        if table != "meta":
            rests += self.facts.rests
        whole = Calendar(rests).rest_at(start.toordinal())
        if until is None or whole is None or whole[1] <= until.toordinal():
            return ""
        end = (
            "until further notice"
            if is_open(whole)
            else f"until {words.exact(date.fromordinal(whole[1]), self.today)}"
        )
        return f" Another rest goes on {end}."

    def _wake(self, what: _Resting) -> Done:
        rests = records.woken((what.before or {}).get("rests"), self.today)
        if what.before is None or rests is None:
            raise NotUnderstood(f"{_capital(what.who)} is not at rest, or not by a rest of its own.")
        after = records.changed(what.before, {"rests": rests}, self._clock.stamp())
        label = f"woke {what.who}"
        return self._do(label, [Change(what.table, what.id, what.before, after)], _sentence(label))

    def _one_line(self, interaction: Interaction, planted: Mapping[str, str] = MappingProxyType({})) -> str:
        """What was logged, in a few words; `planted`: the names of those who are not there yet, by id."""
        who = words.listed([planted.get(person) or self.name_of(person) for person in interaction.people])
        return f"{interaction.kind} with {who} of {words.exact(interaction.on, self.today)}"


def _after(change: Change) -> Document:
    return change.after or {}


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _sentence(label: str) -> str:
    return _capital(label) + "."
