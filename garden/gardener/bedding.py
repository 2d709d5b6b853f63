"""Beds, many contacts at once, and views: what is done to more than one plant.

Each is one deed, however many plants it touches, so that one undo takes all of it back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from garden import words
from garden.capture.names import fold
from garden.core.errors import NotUnderstood, UnknownName
from garden.core.facts import SCHEMA
from garden.core.model import DEFAULT_BED, DEFAULT_BEDS, SHED, Bed, Change, Document
from garden.core.plot import select
from garden.core.query import VIEW_NAME, Query, parse_query, views_in
from garden.gardener import fields as checked
from garden.gardener import records
from garden.gardener.keeping import Done
from garden.gardener.settling import Settling

_BED_FIELDS: Final = ("name", "every", "species")


class Bedding(Settling):
    """A garden in which beds can be laid, and many plants tended at once."""

    # beds

    def add_bed(self, name: str, *, every: object = None, species: object = None) -> Done:
        """Lay a bed.  `every`: its cadence in days or words; None: no cadence."""
        called = self._free_bed_name(name)
        id_ = self._new_id()
        values = {"name": called, "every": checked.every_of(every), "species": self._species(species)}
        change = Change("beds", id_, None, records.made(id_, values, self._clock.stamp()))
        cadence = words.cadence(values["every"] if isinstance(values["every"], int) else None)
        return self._do(f"laid the bed {called}", [change], f"Laid the bed {called}, {cadence}.")

    def edit_bed(self, bed: str, **fields: object) -> Done:
        """Change a bed's `name`, `every` (None: no cadence) or `species` (None: each plant its own).  A plant that
        stands keeps its species: only what is planted from now on takes the bed's."""
        found = self.find_bed(bed)
        for field in fields:
            if field not in _BED_FIELDS:
                raise NotUnderstood(
                    f"A bed has no field “{field}”.", hint=f"Fields: {', '.join(_BED_FIELDS)}."
                )
        values: dict[str, object] = {}
        if "name" in fields:
            values["name"] = self._free_bed_name(fields["name"], found.id)
        if "every" in fields:
            values["every"] = checked.every_of(fields["every"])
            if found.id == SHED and values["every"] is not None:
                raise NotUnderstood(
                    f"{found.name.capitalize()} is for whom nothing is asked of you: it has no cadence.",
                    hint="Move whom you want to hear from: garden edit NAME --bed friends",
                )
        if "species" in fields:
            values["species"] = self._species(fields["species"])
        there = self.facts.table("beds").get(found.id)
        stands = there or _as_document(found)
        after = records.changed(stands, values, self._clock.stamp())
        if all(after.get(field) == stands.get(field) for field in _BED_FIELDS):
            raise NotUnderstood("That changes nothing.", hint="Say what to change, e.g. --every 6w.")
        if there is None:
            after = {"id": found.id, "created": after["updated"], **after}
        now = Bed.of(after)
        said = (
            f"The bed {found.name} is now {now.name}." if now.name != found.name else f"Changed {now.name}."
        )
        if "every" in values:
            said = f"{said[:-1]}: {words.cadence(now.every)}."
        return self._do(
            f"changed the bed {found.name}: {words.listed(checked.named(values))}",
            [Change("beds", found.id, there, after)], said,
        )  # fmt: skip

    def remove_bed(self, bed: str, into: str = "") -> Done:
        """Remove a bed; its plants, archived ones too, move to the bed `into` and keep what else they have.

        Raises NotUnderstood where there are plants and no `into`, and for a bed that every garden has.
        """
        found = self.find_bed(bed)
        there = self.facts.table("beds").get(found.id)
        if found.id in DEFAULT_BEDS:
            raise NotUnderstood(
                f"{found.name} is one of the beds that every garden has.",
                hint="An empty bed is not drawn; `garden bed edit` renames it.",
            )
        who = [contact.id for contact in self.facts.contacts.values() if contact.bed == found.id]
        if who and not into:
            raise NotUnderstood(
                f"{words.some([self.name_of(person) for person in who])} {_stand(who)} in {found.name}.",
                hint=f"Say where to: garden bed remove {found.name} --into {DEFAULT_BED}",
            )
        stamp = self._clock.stamp()
        changes = [Change("beds", found.id, there, None)]
        said = f"Removed the bed {found.name}."
        if who:
            other = self.find_bed(into)
            if other.id == found.id:
                raise NotUnderstood("A bed cannot be moved into itself.", hint="Name another bed.")
            contacts = self.facts.table("contacts")
            changes += [
                Change("contacts", p, contacts[p], records.changed(contacts[p], {"bed": other.id}, stamp))
                for p in who
            ]
            moved = words.some(list(map(self.name_of, who)))
            said = f"Removed the bed {found.name}; {moved} {_stand(who)} in {other.name} now."
        return self._do(f"removed the bed {found.name}", changes, said)

    def _species(self, said: object) -> str | None:
        return checked.species_of(said, self.species)

    def _free_bed_name(self, said: object, but: str = "") -> str:
        name = checked.text_of(said, "A bed's name")
        if not name:
            raise NotUnderstood("A bed needs a name.", hint="garden bed add choir --every 6w")
        checked.name_of(name)
        for bed in self.facts.beds.values():
            if bed.id != but and fold(name) in (fold(bed.name), fold(bed.id)):
                raise NotUnderstood(f"There is a bed {bed.name} already.", hint="Give it another name.")
        return name

    # many at once

    def edit_many(
        self,
        people: Sequence[str],
        *,
        tag: Iterable[str] = (),
        untag: Iterable[str] = (),
        archived: bool | None = None,
        **fields: Any,
    ) -> Done:
        """Change several contacts alike, in one deed.

        `fields`: as `edit` takes them; None clears.  `tag`, `untag`: tags to add, to take off.  `archived`: put away,
        or bring back.  Whom it would not change is let be; raises NotUnderstood where that is everybody.
        """
        checked.shared(fields)
        values, stamp = self._values(fields), self._clock.stamp()
        more, fewer = (
            checked.tags_of(tuple(tag)) or [],
            {fold(one) for one in checked.tags_of(tuple(untag)) or ()},
        )

        def anew(doc: Document) -> Document:
            tags = doc.get("tags") if isinstance(doc.get("tags"), list) else []
            own: dict[str, object] = dict(values)
            if more or fewer:
                kept = [one for one in tags or [] if fold(str(one)) not in fewer]
                there = {fold(str(one)) for one in kept}
                own["tags"] = kept + [one for one in more if fold(one) not in there]
            if archived is not None:
                own["archived"] = archived or None
            return records.changed(doc, own, stamp)

        what = checked.named(values)
        what += ["tags"] if more or fewer else []
        what += [] if archived is None else ["archived" if archived else "back from the archive"]
        if not what:
            raise NotUnderstood(
                "It does not say what to change.", hint="Say e.g. bed:friends, every:6w or #tag."
            )
        return self._many(people, anew, words.listed(what))

    def rest_many(self, people: Sequence[str], until: date | None, *, start: date | None = None) -> Done:
        """Let several contacts rest until a day (None: until further notice), in one deed."""
        begins, stamp = start or self.today, self._clock.stamp()
        if until is not None and until < begins:
            raise NotUnderstood(
                f"A rest from {begins} until {until} ends before it begins.", hint="Say a day to come."
            )
        last = f"until {words.exact(until, self.today)}" if until else "until further notice"
        return self._many(
            people,
            lambda doc: records.changed(
                doc, {"rests": records.with_rest(doc.get("rests"), begins, until, self.today)}, stamp
            ),
            f"resting {last}",
        )

    def wake_many(self, people: Sequence[str]) -> Done:
        """End yesterday the rests of several contacts, in one deed; whoever is awake is let be."""
        stamp = self._clock.stamp()

        def anew(doc: Document) -> Document:
            rests = records.woken(doc.get("rests"), self.today)
            return doc if rests is None else records.changed(doc, {"rests": rests}, stamp)

        return self._many(people, anew, "awake")

    def _many(self, people: Sequence[str], anew: Callable[[Document], Document], what: str) -> Done:
        contacts = self.facts.table("contacts")
        changes = []
        for person in dict.fromkeys(people):
            before = self._contact(person)
            after = anew(before)
            if {**after, "updated": 0} != {**before, "updated": 0}:
                changes.append(Change("contacts", person, contacts[person], after))
        if not changes:
            raise NotUnderstood("That changes nobody." if people else "There is nobody to change.")
        who = [self.name_of(change.id) for change in changes]
        count = "1 contact" if len(who) == 1 else f"{len(who)} contacts"
        return self._do(f"changed {count}: {what}", changes, f"Changed {words.some(who)}: {what}.")

    # views

    @property
    def views(self) -> Mapping[str, str]:
        """The saved views: name to query."""
        return self.facts.views

    def find_view(self, name: str) -> tuple[str, str]:
        """The name and the query of a view.  Raises UnknownName."""
        called = fold(name.strip().lstrip("@"))
        if called not in self.views:
            there = f"There are: {words.listed([f'@{view}' for view in self.views])}." if self.views else ""
            keeps = "`garden view NAME QUERY` keeps one."
            raise UnknownName(name, f"There is no view “{name}”.", hint=f"{there} {keeps}".strip())
        return called, self.views[called]

    def query(self, text: str) -> Query:
        """A query as this garden's beds, views and tags read it.  Raises NotUnderstood where it makes no sense."""
        return parse_query(text, self.facts.beds, self.views, self.facts.tags)

    def in_quotes(self, query: Query, *, archived: bool = False) -> str:
        """The whole of a query with quotes around the names of several words in it, where it finds somebody so; else
        ""."""
        if not query.quoted:
            return ""
        readings = self.readings(archived=archived)
        return query.quoted if select(self.facts, readings, self.query(query.quoted)) else ""

    def save_view(self, name: str, query: str) -> Done:
        """Keep a query under a name; `@name` in any query then stands for it.  Raises NotUnderstood for a name or a
        query that cannot be."""
        called = fold(name.strip().lstrip("@"))
        if not VIEW_NAME.fullmatch(called):
            raise NotUnderstood(
                f"“{name}” cannot name a view.",
                hint="A name is letters and digits, - and _: garden view old last>60d",
            )
        said = query.strip()
        if not said:
            raise NotUnderstood(
                "A view of everybody needs no name.", hint="Say what to look for: tag:job last>60d"
            )
        others = {key: value for key, value in self.views.items() if key != called}
        parse_query(
            said, self.facts.beds, others, self.facts.tags
        )  # its own name within it would have no end
        return self._meta(f"kept the view @{called}", {**self.views, called: said}, f"@{called} is {said}.")

    def drop_view(self, name: str) -> Done:
        """Forget a view."""
        called, _ = self.find_view(name)
        left = {key: value for key, value in self.views.items() if key != called}
        said = f"Forgot @{called}."
        if using := sorted(f"@{key}" for key, value in left.items() if called in views_in(value)):
            name, find = ("names", "finds") if len(using) == 1 else ("name", "find")
            said += f" {words.listed(using)} {name} it, and {find} nobody until it is there again."
        return self._meta(f"forgot the view @{called}", left, said)

    def _meta(self, label: str, views: Mapping[str, str], said: str) -> Done:
        meta = self.facts.meta
        doc = meta or {"id": "garden", "schema": SCHEMA}
        after = records.changed(doc, {"views": dict(views) or None}, self._clock.stamp())
        return self._do(label, [Change("meta", str(doc.get("id", "garden")), meta or None, after)], said)

    # what the verbs share

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


def _as_document(bed: Bed) -> Document:
    """A default bed as the record that takes its place."""
    doc: Document = {"id": bed.id, "name": bed.name}
    if bed.every is not None:
        doc["every"] = bed.every
    if bed.species:
        doc["species"] = bed.species
    return doc


def _stand(who: Sequence[str]) -> str:
    return "stands" if len(who) == 1 else "stand"
