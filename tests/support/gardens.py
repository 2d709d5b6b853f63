"""Gardens for tests, in memory: `a_garden().with_contact("Ada Byron", bed="friends").met("Ada Byron", days_ago=3)`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from itertools import count
from typing import Any, Final, Self

from garden.core.model import Document
from garden.gardener import Gardener
from garden.store import MemoryStore

TODAY: Final = date(2026, 11, 23)
"""A Monday."""
_STAMP: Final = "2026-11-23T09:00:00.000Z"


class FixedClock:
    """A day that stays, and stamps that only go forward."""

    def __init__(self, today: date = TODAY) -> None:
        self.day = today
        self.present: date | None = None
        self._ticks = count()

    def today(self) -> date:
        """The day that was set."""
        return self.day

    def real(self) -> date:
        """The same day, unless another was set as `present`."""
        return self.present or self.day

    def stamp(self) -> str:
        """A millisecond later than the last one."""
        minutes, ticks = divmod(next(self._ticks), 60_000)
        return f"{self.day.isoformat()}T10:{minutes:02}:{ticks // 1000:02}.{ticks % 1000:03}Z"


def counted_ids(prefix: str = "id") -> Callable[[], str]:
    """Ids in a row: id-0001, id-0002 ..."""
    numbers = count(1)
    return lambda: f"{prefix}-{next(numbers):04}"


def document(**fields: Any) -> Document:
    """A document with the stamps that every record has."""
    return {"created": _STAMP, "updated": _STAMP, **fields}


class GardenBuilder:
    """A garden on its way.  Every call answers the builder; `gardener()` opens what was said."""

    def __init__(self, today: date = TODAY) -> None:
        self.clock = FixedClock(today)
        self.tables: dict[str, dict[str, Document]] = {
            "contacts": {}, "interactions": {}, "promises": {}, "meta": {},
        }  # fmt: skip
        self.tables["meta"]["garden"] = document(id="garden", schema=1, garden="test-garden")

    def with_contact(self, name: str, id_: str = "", **fields: Any) -> Self:
        """Somebody; the id is the name in small letters with dashes unless said."""
        id_ = id_ or name.casefold().replace(" ", "-")
        self.tables["contacts"][id_] = document(id=id_, name=name, engine=1, **{"bed": "friends", **fields})
        return self

    def met(
        self, *names: str, days_ago: int = 0, kind: str = "coffee", flow: str = "both", **fields: Any
    ) -> Self:
        """Something that happened with contacts of the garden, so many days ago; named by id or full name."""
        number = len(self.tables["interactions"]) + 1
        id_ = fields.pop("id", f"happened-{number:04}")
        on = (self.clock.day - timedelta(days=days_ago)).isoformat()
        people = [self._id(name) for name in names]
        self.tables["interactions"][id_] = document(
            id=id_, on=on, people=people, kind=kind, flow=flow, **fields
        )
        return self

    def promised(self, name: str, text: str, *, by: str = "me", due_in: int | None = None) -> Self:
        """A promise, due in so many days."""
        id_ = f"promise-{len(self.tables['promises']) + 1:04}"
        due = {} if due_in is None else {"due": (self.clock.day + timedelta(days=due_in)).isoformat()}
        self.tables["promises"][id_] = document(id=id_, person=self._id(name), text=text, by=by, **due)
        return self

    def store(self) -> MemoryStore:
        """A store that holds it."""
        return MemoryStore(self.tables)

    def gardener(self, *, species: tuple[str, ...] = ()) -> Gardener:
        """A gardener for it, opened."""
        gardener = Gardener(self.store(), self.clock, new_id=counted_ids(), species=species)
        gardener.open()
        return gardener

    def _id(self, name: str) -> str:
        contacts = self.tables["contacts"]
        return name if name in contacts else next(id_ for id_, doc in contacts.items() if doc["name"] == name)


def a_garden(today: date = TODAY) -> GardenBuilder:
    """An empty garden, kept already, on a Monday."""
    return GardenBuilder(today)
