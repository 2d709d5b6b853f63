"""What a review has done so far, and how one that was left is found again the same day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from dataclasses import fields as dataclass_fields
from datetime import date
from typing import Any, NamedTuple

from garden.core.model import day_of


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
