"""What can be asked of a garden.  Asking changes nothing; answers are kept until the facts they rest on change."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from itertools import islice, pairwise
from typing import Final

from garden import words
from garden.capture.names import Names, fold
from garden.core.days import next_birthday
from garden.core.errors import AmbiguousName, UnknownName
from garden.core.facts import Facts, Tables
from garden.core.model import Bed, Change, Contact, Interaction, Promise, day_of
from garden.core.reading import Reading, read, read_all
from garden.core.travel import known_since, promised, there
from garden.gardener.ports import Clock
from garden.gardener.records import people_of

SHORTEST_ID: Final = 4
"""Fewer characters than this are never taken for the start of an id."""
_DAYS_KEPT: Final = 4
"""For how many days readings are remembered at once: scrubbing through time must not fill the memory."""

_HALF_MEANT: Final = 14.0
"""Days after which having met somebody counts half for who is meant; `need` (0..1.5) counts beside it."""

_FEW: Final = 500
"""More changes than this at once are a different garden: everything is worked out anew."""


class Questions:
    """The facts of a garden, and what follows from them today."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._facts = Facts({})
        self._readings: dict[date, dict[str, Reading]] = {}
        self._foreseen: Callable[[Tables, date], Iterable[Reading] | None] | None = None
        self._shown: date | None = None
        self._names: Names | None = None
        self._folded: Names | None = None
        """The names as long as no contact changes, whoever was met since."""

    @property
    def facts(self) -> Facts:
        """What is known."""
        return self._facts

    @property
    def today(self) -> date:
        """The gardener's day; on a journey, the day that is shown."""
        return self._shown or self._clock.today()

    @property
    def travelling(self) -> bool:
        """Whether another day is shown than the one it is."""
        return self._shown is not None

    def travel(self, to: date | None) -> None:
        """Show another day: every reading is of that day until `travel(None)`.  On a journey nothing can be changed."""
        self._shown = to

    def take(self, tables: Tables) -> None:
        """The facts as somebody else (the saver, another process) now knows them.

        Only what differs is worked out anew, so that one log in a large garden costs little.
        """
        changes = _differences(self._facts.tables, tables)
        self._names = None
        if len(changes) > _FEW or any(change.table == "contacts" for change in changes):
            self._folded = None
        if len(changes) > _FEW:
            self._facts = Facts(tables)
            self._readings.clear()
            return
        old, self._facts = self._facts, self._facts.after(changes)
        if any(change.table in ("beds", "meta") for change in changes) and (
            old.beds != self._facts.beds or old.rests != self._facts.rests
        ):
            self._readings.clear()  # cadences and rests that may be anybody's
        for person in people_of(changes):
            for known in self._readings.values():
                known.pop(person, None)

    # readings

    def foresee(self, foreseen: Callable[[Tables, date], Iterable[Reading] | None]) -> None:
        """Where the first readings of everybody may be had without working them out: asked once."""
        self._foreseen = foreseen

    def reading(self, person: str, on: date | None = None) -> Reading:
        """The reading of a contact (by id) on a day, today if none is said."""
        on = on or self.today
        if person not in self._facts.contacts:
            raise UnknownName(person)
        known = self._known(on)
        if person not in known:
            known[person] = read(self._facts, person, on)
        return known[person]

    def readings(self, on: date | None = None, *, archived: bool = False) -> list[Reading]:
        """The readings of every contact that was there, in the file's order; archived ones only if asked.

        On a day before the one it is nobody stands in the garden who was not yet met, planted or logged (see
        `garden.core.travel.there`); `reading` answers of anybody on any day.
        """
        on = on or self.today
        known = self._known(on)
        contacts = self._facts.contacts
        if not known:
            foreseen, self._foreseen = self._foreseen, None
            everybody = foreseen(self._facts.tables, on) if foreseen is not None else None
            if everybody is None:
                everybody = read_all(self._facts, on, archived=archived)
            known.update((reading.id, reading) for reading in everybody)
        found = [
            self.reading(id_, on) for id_, contact in contacts.items() if archived or not contact.archived
        ]
        return there(self._facts, found, on) if self._past(on) else found

    def _past(self, on: date) -> bool:
        """Whether a day has passed: on the others everything counts that is known, whatever a stamp of another zone
        says."""
        return on < self._clock.real()

    def _stands(self, person: str) -> bool:
        """Whether a contact stands in the garden on the gardener's day."""
        today = self.today
        return not self._past(today) or bool(there(self._facts, [self.reading(person)], today))

    def since(self, person: str) -> str:
        """Since when a contact stands in the garden, where that is after the gardener's day: an ISO day, or the month
        or year that is all that is known; else ""."""
        return "" if self._stands(person) else known_since(self._facts, person)

    def _known(self, on: date) -> dict[str, Reading]:
        known = self._readings.get(on)
        if known is None:
            while len(self._readings) >= _DAYS_KEPT:
                del self._readings[next(iter(self._readings))]
            known = self._readings[on] = {}
        return known

    # names

    @property
    def names(self) -> Names:
        """The names of every contact, those talked to last first."""
        if self._names is None:
            folded, recent = self._folded, self._recent
            self._names = (
                folded.weighed(recent) if folded else Names.of(self._facts.contacts.values(), recent=recent)
            )
            self._folded = self._names
        return self._names

    def _recent(self) -> dict[str, float]:
        """Contact id -> a weight: the later somebody was met, and the more they need water, the sooner they are meant.

        Where the readings are not at hand (a plain command) it is the last day alone, as a number (20261123).
        """
        known = self._readings.get(self.today, {})
        if len(known) > len(self._facts.contacts) // 2:  # the screens have everybody's at hand
            today = self.today.toordinal()
            return {reading.id: reading.need + 2.0 ** ((on.toordinal() - today) / _HALF_MEANT)
                    for reading in self.readings() if (on := reading.last_on) is not None}  # fmt: skip
        last: dict[str, str] = {}
        for doc in self._facts.table("interactions").values():
            on, people = doc.get("on"), doc.get("people")
            if isinstance(on, str) and isinstance(people, list):
                for person in people:
                    if isinstance(person, str) and last.get(person, "") < on:
                        last[person] = on
        return {person: on.year * 10_000 + on.month * 100 + on.day
                for person, said in last.items() if (on := day_of(said)) is not None}  # fmt: skip

    def find(self, said: str) -> Contact:
        """The contact that is meant: by id, by name (see `Names`), or by the start of an id.

        Raises UnknownName, or AmbiguousName with (id, description) candidates: it is never guessed.
        """
        contacts = self._facts.contacts
        said = said.strip()
        if said in contacts:
            return contacts[said]
        found = self.names.find(said)
        if not found:
            hint = self.meant(said) or "`garden list` says who is here; `garden add` plants somebody."
            raise UnknownName(said, hint=hint)
        if len(found) > 1:
            raise self.doubt(said, found)
        return contacts[found[0]]

    def meant(self, said: str) -> str:
        """Who may be meant by a name that nobody has: "Did you mean Ada Byron?"; "" where nobody is near."""
        near = self.near(said)
        return f"Did you mean {_either(map(self._one_of, near))}?" if near else ""

    def _one_of(self, person: str) -> str:
        """A name; where another bears the same, with the bed and the start of the id that tell them apart."""
        contacts = self._facts.contacts
        contact = contacts[person]
        if not any(
            other.id != person and fold(other.name) == fold(contact.name) for other in contacts.values()
        ):
            return contact.name
        start = short_ids([person], contacts)[person]
        return f"{contact.name} ({self._facts.bed_of(contact).name}, {start})"

    def near(self, said: str) -> list[str]:
        """Up to three contacts (ids) whose name `said` is a slip of or begins."""
        return (self.names.near(said) or self.names.complete(said, 3)) if said else []

    def doubt(self, said: str, candidates: Iterable[str]) -> AmbiguousName:
        """The error that lists several contacts of a name: the shortest starts of their ids that are theirs alone,
        and what tells them apart."""
        ids = list(candidates)
        if len({fold(self.name_of(id_)) for id_ in ids}) == len(ids):
            hint = "Say the full name, or the start of the id."
        else:
            start = short_ids(ids[:1], self._facts.contacts)[ids[0]] if ids else ""
            hint = f"Some have the very same name: say the start of the id instead of it, e.g. {start}."
        starts = short_ids(ids, self._facts.contacts)
        return AmbiguousName(said, [(id_, self._apart(id_, ids)) for id_ in ids], hint=hint, starts=starts)

    def _apart(self, person: str, others: Sequence[str]) -> str:
        """`describe`, and where another has the same name also where to reach them and how they were met."""
        contact = self._facts.contacts[person]
        said = self.describe(person)
        if not any(id_ != person and fold(self.name_of(id_)) == fold(contact.name) for id_ in others):
            return said
        more = [
            contact.title,
            *contact.emails[:1],
            *contact.phones[:1],
            *(f"#{tag}" for tag in contact.tags[:3]),
        ]
        more += [contact.met_how] if contact.met_how else []
        return " · ".join([said, *filter(None, more)])

    def describe(self, person: str) -> str:
        """A contact in a few words that tell it apart: "Sam Rivera · friends · last coffee 3 weeks ago"."""
        contact = self._facts.contacts[person]
        parts = [contact.name, self._facts.bed_of(contact).name]
        if contact.org:
            parts.append(contact.org)
        if contact.archived:
            parts.append("archived")
        history = self._facts.history(person)
        if history:
            parts.append(f"last {history[-1].kind} {words.ago((self.today - history[-1].on).days)}")
        else:
            parts.append("nothing logged yet")
        return " · ".join(parts)

    def find_bed(self, said: str) -> Bed:
        """The bed of this id or name, case and accents aside."""
        beds = self._facts.beds
        wanted = fold(said.strip())
        found = [
            bed for id_, bed in beds.items() if said.strip() == id_ or wanted in (fold(id_), fold(bed.name))
        ]
        if len(found) != 1:
            there = ", ".join(bed.name for bed in beds.values())
            raise UnknownName(said, f"There is no bed “{said}”.", hint=f"There are: {there}.")
        return found[0]

    def find_interaction(self, said: str) -> Interaction:
        """The interaction whose id is, or starts with, `said` (at least four characters)."""
        interactions = self._facts.table("interactions")
        said = said.strip()
        found = [said] if said in interactions else _starting(interactions, said)
        views = [view for id_ in found if (view := Interaction.of(interactions[id_])) is not None]
        if not views:
            raise UnknownName(
                said, f"No interaction has an id that starts with “{said}”.",
                hint="`garden show NAME` lists interactions with their ids.",
            )  # fmt: skip
        if len(views) > 1:
            names = self.people_names()
            raise AmbiguousName(
                said, [(view.id, words.interaction(view, names, self.today)) for view in views],
                hint="Say more of the id.",
            )  # fmt: skip
        return views[0]

    def find_promise(self, said: str) -> Promise:
        """The promise whose id starts with `said`, or whose text or person it names; open ones first, never guessed."""
        promises = self._facts.promises
        said = said.strip()
        if said in promises:
            return promises[said]
        found = [promises[id_] for id_ in _starting(promises, said)]
        if not found and said:
            wanted = fold(said)
            everyone = [p for p in promises.values() if wanted in fold(p.text)]
            everyone = everyone or [p for p in promises.values() if wanted in fold(self.name_of(p.person))]
            found = [p for p in everyone if p.done_on is None] or everyone
        if not found:
            raise UnknownName(
                said, f"There is no promise that says “{said}”.", hint="`garden promise` lists them."
            )
        if len(found) > 1:
            raise AmbiguousName(
                said,
                [(p.id, words.promise(p, self.name_of(p.person), self.today)) for p in found],
                hint="Say more of its text, or the start of its id.",
                what="promises",
            )
        return found[0]

    def name_of(self, person: str) -> str:
        """The name of a contact id, also of one that is no longer there."""
        contact = self._facts.contacts.get(person)
        return contact.name if contact else "somebody no longer here"

    def people_names(self) -> Mapping[str, str]:
        """Names by contact id."""
        return {id_: contact.name for id_, contact in self._facts.contacts.items()}

    # lists

    def promises_of(self, person: str) -> list[Promise]:
        """The open promises between the gardener and a contact, as `promises` orders them."""
        return [owed for owed in self.promises() if owed.person == person]

    def promises(self, *, open_only: bool = True) -> list[Promise]:
        """Promises by the day they are due (those without a day last), open ones unless all are asked for.

        On a day that has passed those there were, as they stood then (see `garden.core.travel.promised`).
        """
        today = self.today
        known = promised(self._facts, today) if self._past(today) else self._facts.promises.values()
        found = [p for p in known if not (open_only and p.done_on)]
        return sorted(found, key=lambda p: (p.due or date.max, self.name_of(p.person), p.text))

    def birthdays(self, within: int = 14) -> list[tuple[Contact, date]]:
        """Contacts whose birthday is today or within so many days, soonest first; of those who were there."""
        today = self.today
        found = []
        for contact in self._facts.contacts.values():
            if contact.birthday and not contact.archived and self._stands(contact.id):
                coming = next_birthday(contact.birthday, today)
                if coming is not None and (coming - today).days <= within:
                    found.append((contact, coming))
        return sorted(found, key=lambda item: (item[1], item[0].name))


def short_ids(ids: Collection[str], among: Collection[str], shortest: int = SHORTEST_ID) -> dict[str, str]:
    """The shortest start of each id that no other id in `among` shares, at least `shortest` characters."""
    ordered = sorted({*ids, *among})
    shared = dict.fromkeys(ordered, 0)
    for one, other in pairwise(ordered):
        same = next(
            (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
        )
        shared[one] = max(shared[one], same)
        shared[other] = max(shared[other], same)
    return {id_: id_[: max(shortest, shared[id_] + 1)] for id_ in ids}


def _starting(ids: Iterable[str], said: str) -> list[str]:
    return [id_ for id_ in ids if id_.startswith(said)] if len(said) >= SHORTEST_ID else []


def _either(names: Iterable[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} or {last}" if most else last


def _differences(old: Tables, new: Tables) -> list[Change]:
    """What was changed between two states of the tables, as far as `_FEW` and one more."""
    changes: list[Change] = []
    for table in {**old, **new}:
        before, after = old.get(table, {}), new.get(table, {})
        if before is after:
            continue
        # whoever saves passes on what it did not touch, so most documents are the very same
        others = [id_ for id_, one in before.items() if after.get(id_) is not one]
        if len(before) - len(others) != len(after):
            others += islice((id_ for id_ in after if id_ not in before), _FEW + 1)
        for id_ in others:
            one, other = before.get(id_), after.get(id_)
            if one != other:
                changes.append(Change(table, id_, one, other))
                if len(changes) > _FEW:
                    return changes
    return changes
