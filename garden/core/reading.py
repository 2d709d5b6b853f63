"""One contact and a day -> a Reading: everything the model says of a contact on that day, with its why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

State = Literal["resting", "new", "thriving", "thirsty", "wilting", "dormant"]
Stage = Literal["seed", "sprout", "seedling", "young", "mature", "grand", "ancient"]
STATES: Final = ("new", "thriving", "thirsty", "wilting", "dormant", "resting")
STAGES: Final = ("seed", "sprout", "seedling", "young", "mature", "grand", "ancient")
THIRST: Final = frozenset({"thirsty", "wilting", "dormant"})
"""The states that ask for water."""


@dataclass(frozen=True, slots=True)
class Why:
    """The parts of a reading's explanation; `garden.words` makes the sentence.

    Spans in days.  `year_days`: contact-days in the past 365 days; `rhythm`: median gap between contact-days, None
    with fewer than 3; `reached`: who has ever reached out; `chance`: V, the chance of a two-way exchange within
    `horizon` days, None before the first interaction; `waiting`: "me" where they reached out last and I have not
    answered, "them" where I did.
    """

    silent: int | None
    every: int | None
    year_days: int
    rhythm: int | None
    reached: Literal["none", "out", "in", "both"]
    chance: float | None
    horizon: int | None
    last_kind: str
    waiting: Literal["", "me", "them"]
    resting_until: date | None
    resting_open: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """What the model says of one contact on one day (`on`).

    vitality 0..1, None while new or without a cadence; roots G >= 0; maturity 0..1; balance -1 (all theirs) .. 1
    (all mine); need >= 0; days_silent in days awake since the last contact-day.  leaves: contact-days so far;
    blooms: favours either way plus one for every fourth two-way day; fresh: there is a contact-day on `on` itself.
    state is None without a cadence (the shed).
    """

    id: str
    name: str
    bed: str
    species: str
    engine: int
    every: int | None
    on: date
    state: State | None
    vitality: float | None
    stage: Stage
    roots: float
    maturity: float
    balance: float
    need: float
    due_on: date | None
    last_on: date | None
    days_silent: int | None
    leaves: int
    blooms: int
    fresh: bool
    ask_light: Literal["green", "amber"]
    archived: bool
    why: Why
