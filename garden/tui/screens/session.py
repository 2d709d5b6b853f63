"""What a review has done so far, what it says and shows at its end, and how one that was left is found that day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import asdict, dataclass
from dataclasses import fields as dataclass_fields
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from garden import words
from garden.core import plot
from garden.core.model import day_of
from garden.tui.widgets.plots import Plot
from garden.tui.widgets.told import Said

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


def ending(gardener: Gardener, session: Session, queue: Sequence[str], owed: Set[str]) -> list[Said]:
    """What a session did, in words.  `queue`: whom it was about; `owed`: the promises that were open before it."""
    if not gardener.facts.contacts:
        return [Said("Nobody is planted yet.", "primary", bold=True),
                Said("A review walks you through those who are ready for water, a few at a time.", close=False),
                Said("esc goes to the garden, where a plants somebody.", "muted", close=False)]  # fmt: skip
    if not queue:
        resting = any(reading.state == "resting" for reading in gardener.readings())
        return [Said("Nobody needs water today.", "primary", bold=True),
                Said("Those who rest are left in peace." if resting else
                     "Come back in a few days, or say hello to somebody new.", close=False),
                Said("esc goes back to the garden.", "muted", close=False)]  # fmt: skip
    anything = session.watered or session.rested or session.changed or session.archived
    done = "The watering is done." if anything else "Left for another day."
    said = [Said(done, "primary", bold=True)]
    for label, people in (("Watered", session.watered), ("At rest now", session.rested),
                          ("Another cadence", session.changed), ("Archived", session.archived),
                          ("For another day", session.later)):  # fmt: skip
        if people:
            said.append(Said(f"{label}: {words.listed([gardener.name_of(p) for p in people])}.", close=False))
    promised = [promise for promise in gardener.promises() if promise.id not in owed]
    if promised:
        said.append(Said("Promised", "muted", close=False))
        said += [
            Said(words.promise(promise, gardener.name_of(promise.person), gardener.today))
            for promise in promised
        ]
    thirsty = plot.wilting(gardener.readings(), None)
    more = len([reading for reading in thirsty if reading.id not in queue])
    if more:
        others = "1 more is" if more == 1 else f"{more} more are"
        said.append(Said(f"{others} ready for water; they may wait for another day.", "muted", close=False))
    left = words.summary(gardener.readings(), gardener.promises(), gardener.today)
    then = len(plot.wilting(gardener.readings(gardener.today - timedelta(days=7)), None))
    return [*said, Said(f"The garden now: {left}.", "muted", close=False),
            Said(words.against(then, len(thirsty)), "muted"),
            Said("esc goes back to the garden. u takes the last thing back.", "muted", close=False)]  # fmt: skip
