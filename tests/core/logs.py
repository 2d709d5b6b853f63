"""Logs to read: one contact called Ada and whatever happened with her."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from garden.core.facts import Facts
from garden.core.model import FAVORS, FLOWS, KINDS
from garden.core.reading import Reading, read

FIRST = date(2020, 1, 1)
RANK = {"dormant": 0, "wilting": 1, "thirsty": 2, "thriving": 3}


@dataclass(frozen=True)
class Event:
    """Something that happened `day` days after FIRST."""

    day: int
    flow: str = "both"
    kind: str = "coffee"
    favor: str | None = None

    def doc(self, number: int) -> dict[str, Any]:
        return {"id": f"i{number:04}", "on": on(self.day).isoformat(), "people": ["ada"], "kind": self.kind,
                "flow": self.flow, "favor": self.favor}  # fmt: skip


def on(day: int) -> date:
    return FIRST + timedelta(days=day)


def rest(start: int, until: int | None) -> dict[str, str | None]:
    return {"from": on(start).isoformat(), "until": None if until is None else on(until).isoformat()}


def garden(
    events: Iterable[Event], every: int | None = 30, *, rests: Sequence[Any] = (), **contact: Any
) -> Facts:
    ada = {"id": "ada", "name": "Ada Byron", "every": every, "rests": list(rests), **contact}
    docs = {f"i{n}": event.doc(n) for n, event in enumerate(events)}
    return Facts({"contacts": {"ada": ada}, "interactions": docs})


def reading(events: Iterable[Event], day: int, every: int | None = 30, **how: Any) -> Reading:
    return read(garden(events, every, **how), "ada", on(day))


def regular(gap: int, times: int, flow: str = "both", kind: str = "coffee") -> list[Event]:
    return [Event(gap * k, flow, kind) for k in range(times)]


SPAN = 2500
days = st.one_of(st.integers(0, SPAN), st.integers(0, 60))
flows = st.sampled_from(FLOWS)
kinds = st.sampled_from(KINDS)
favors = st.sampled_from((None, None, *FAVORS))
events = st.builds(Event, days, flows, kinds, favors)
logs = st.lists(events, max_size=14)
cadences = st.one_of(st.integers(1, 120), st.integers(1, 3650))
later = st.one_of(st.integers(0, 40), st.integers(0, 4000))
rest_spans = st.builds(lambda start, length: rest(start, start + length), days, st.integers(0, 400))
rests = st.lists(st.one_of(rest_spans, st.builds(lambda start: rest(start, None), days)), max_size=4)
