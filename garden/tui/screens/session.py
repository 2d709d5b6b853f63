"""What a review has done so far, whom it shows at its end, and how one that was left is found again the same day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from dataclasses import fields as dataclass_fields
from datetime import date
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from garden.core.model import day_of
from garden.tui.widgets.plots import Plot

if TYPE_CHECKING:
    from garden.gardener import Gardener


@dataclass
class Session:
    """What a review has done so far."""

    watered: list[str]
    rested: list[str]
    changed: list[str]
    archived: list[str]
    later: list[str]


class Left(NamedTuple):
    """A review that was left before its end, to be gone on with the same day."""

    on: date
    queue: list[str]
    at: int
    session: Session
    owed: set[str]

    def plain(self) -> dict[str, Any]:
        """As data."""
        return {"on": self.on.isoformat(), "queue": self.queue, "at": self.at, "owed": sorted(self.owed),
                "session": asdict(self.session)}  # fmt: skip

    @classmethod
    def of(cls, data: Mapping[str, Any] | None) -> Left | None:
        """From data; None where it is not what `plain` makes."""
        on = day_of(data.get("on")) if data is not None else None
        if data is None or on is None:
            return None
        at, parts = data.get("at"), data.get("session")
        lists = [data.get("queue"), data.get("owed")]
        lists += (
            [parts.get(field.name) for field in dataclass_fields(Session)]
            if isinstance(parts, dict)
            else [None]
        )
        if not all(isinstance(one, list) and all(isinstance(each, str) for each in one) for one in lists):
            return None
        queue, owed, *session = [list(one) for one in lists if one is not None]
        if not isinstance(at, int) or not 0 < at < len(queue):
            return None
        return cls(on, queue, at, Session(*session), set(owed))


SOONEST: Final = 12
"""How many are shown of those who will be ready next."""


def soonest(gardener: Gardener) -> list[Plot]:
    """Where nothing is to be done: who will be ready next, or who rests."""
    standing = [r for r in gardener.readings() if not r.archived and r.state is not None]
    coming = sorted((r for r in standing if r.due_on is not None and r.state != "resting"),
                    key=lambda r: (r.due_on, r.name))[:SOONEST]  # fmt: skip
    if coming:
        return [Plot("ready next", "", tuple(coming))]
    resting = tuple(r for r in standing if r.state == "resting")
    return [Plot("at rest", "", resting, quiet=True)] if resting else []


def tended(gardener: Gardener, session: Session) -> list[Plot]:
    """Those whom a session was about, as they stand now."""
    seen = set[str]()
    plots = []
    for label, people in (("watered", session.watered), ("another cadence", session.changed),
                          ("at rest", session.rested), ("for another day", session.later)):  # fmt: skip
        plants = [gardener.reading(p) for p in people if p in gardener.facts.contacts]
        plants = [r for r in plants if r.id not in seen and not r.archived]
        seen.update(r.id for r in plants)
        if plants:
            plots.append(Plot(label, "", tuple(plants)))
    return plots
