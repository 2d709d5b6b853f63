"""Vitality: is it alive now?  The chance of a two-way exchange, against a tie kept to its cadence.

What always holds, to the last bit: time alone never raises vitality or betters a state; an interaction, now
or back-dated, never lowers either, now or later.  So every step below is a rounding that keeps order: a
side's sum is carried forward by that side's own days only, the due day is decided in whole numbers, and s is
two square roots.

V was chosen by how well it ranks which of a person's ties lapse, on time-stamped logs of messages and mail,
within the ties of each person: mean AUC 0.797, days since the last contact 0.725, silence against the usual
gap 0.632.
Change a constant only with that comparison before and after.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import islice
from math import exp, sqrt
from math import pow as fpow
from typing import Final, NamedTuple

from garden.core.days import IN, OUT, Ledger

MEMORY: Final = 365.0
"""Days in which a contact-day's weight falls to 1/e.  Chosen on the ties."""
PRIOR: Final = 0.25
"""Weight of what is not in the log, on each side: keeps one message from reading as nothing.  Chosen on the
ties."""
GRACE: Final = 3.5
"""Days added to every silence, so that a single quiet day is not the whole story.  Chosen on the ties."""
SHAPE: Final = 3.0
"""How fast regular exchange makes a tie safe: the exponent is sqrt(N) / SHAPE.  Chosen on the ties."""
NEVER: Final = 365
"""Days that "this side has never reached out" counts as, at least, and at which the slower side's silence is
capped."""
HORIZON: Final = 3
"""How far V looks ahead, in cadences."""

_FADING: Final = tuple(exp(-gap / MEMORY) for gap in range(400))
"""The weights of the usual gaps: a look is twice as fast as the function, and opening a garden needs many."""

FRESH: Final = 0.25
"""A two-way day within this part of the cadence, or a day, is thriving whatever went before: coming back is
rewarded."""
DORMANT: Final = 0.20
WILTING: Final = 0.65
THIRSTY: Final = 0.85
"""Vitality below which a plant that is due is dormant or wilting, and any plant is thirsty: a monthly friend
wilts on day 92 and is dormant on day 353."""


class Side(NamedTuple):
    """One side's contact-days: their sum, decayed to `last`, the awake number of its latest.  None: never."""

    total: float = 0.0
    last: int | None = None

    def weight(self, today: int) -> float:
        """The sum of exp(-age / MEMORY) on the day numbered `today`, not before `last`."""
        return 0.0 if self.last is None else self.total * exp((self.last - today) / MEMORY)

    def joined_by(self, day: int) -> Side:
        """This side once it has reached out on `day`, not before `last`."""
        return Side(self.weight(day) + 1.0, day)


class Pulse(NamedTuple):
    """All that V needs of a log: both sides, and the awake number of the latest two-way day (None: never)."""

    out: Side = Side()
    in_: Side = Side()
    both: int | None = None

    @property
    def last(self) -> int | None:
        """The awake number of the latest contact-day."""
        if self.out.last is None or self.in_.last is None:
            return self.in_.last if self.out.last is None else self.out.last
        return max(self.out.last, self.in_.last)


def pulse_of(ledger: Ledger, count: int) -> Pulse:
    """The pulse of the first `count` contact-days.  O(count); the sum of decays composes, so one pass is
    enough."""
    total_out = total_in = 0.0
    last_out = last_in = 0
    both: int | None = None
    fading, known = _FADING, len(_FADING)
    for day, flags in zip(islice(ledger.numbers, count), ledger.flags, strict=False):
        if flags & OUT:
            gap = day - last_out
            total_out = total_out * (fading[gap] if gap < known else exp(-gap / MEMORY)) + 1.0
            last_out = day
        if flags & IN:
            gap = day - last_in
            total_in = total_in * (fading[gap] if gap < known else exp(-gap / MEMORY)) + 1.0
            last_in = day
            if flags & OUT:
                both = day
    return Pulse(
        Side(total_out, last_out) if total_out else Side(),
        Side(total_in, last_in) if total_in else Side(),
        both,
    )


# ------------------------------------------------------------------------------------------------ the formula


def _silences(out: int | None, in_: int | None, today: int) -> tuple[int, int]:
    """(s_any, s_slow): days since anybody, and since the slower side, last reached out."""
    if out is None or in_ is None:
        last = in_ if out is None else out
        any_ = max(1, today - last) if last is not None else NEVER
        return any_, max(NEVER, any_)
    any_, slow = (today - out, today - in_) if out > in_ else (today - in_, today - out)
    any_ = max(any_, 1)
    return any_, min(max(slow, 1), max(any_, NEVER))


def _silence4(out: int | None, in_: int | None, today: int) -> int:
    """s to the fourth power, a whole number, so that "due" is never a matter of rounding.

    s is the geometric mean of four silences, one of anybody's and three of the slower side's: chosen on the
    ties.
    """
    any_, slow = _silences(out, in_, today)
    return any_ * slow * slow * slow


def _chance(n_out: float, n_in: float, silence: float, horizon: float) -> float:
    """V, from the decayed sums of each side and the silence that counts."""
    n = sqrt((n_out + PRIOR) * (n_in + PRIOR))
    return _lapse(n, silence, horizon)


def _lapse(n: float, silence: float, horizon: float) -> float:
    waited = GRACE + silence
    return 1.0 - fpow(waited / (waited + horizon), sqrt(n) / SHAPE)


def two_way_chance(outgoing: Sequence[int], incoming: Sequence[int], today: int, horizon: float) -> float:
    """V: the chance, 0..1, that both sides reach out within `horizon` days.

    outgoing, incoming: ascending day numbers, none after `today`, on which I / they reached out (a meeting
    stands in both).  It is the chance that a waiting time with a Lomax (Pareto II) tail, of scale GRACE and
    shape sqrt(N) / SHAPE, which has lasted for the silence that counts, ends within the horizon.
    """
    n_out = n_in = 0.0
    for day in outgoing:
        n_out += exp((day - today) / MEMORY)
    for day in incoming:
        n_in += exp((day - today) / MEMORY)
    silence4 = _silence4(outgoing[-1] if outgoing else None, incoming[-1] if incoming else None, today)
    return _chance(n_out, n_in, sqrt(sqrt(silence4)), horizon)


def chance(pulse: Pulse, today: int, every: int) -> float:
    """V of a pulse on the day numbered `today`, not before its last, for a cadence in days."""
    silence = sqrt(sqrt(_silence4(pulse.out.last, pulse.in_.last, today)))
    return _chance(pulse.out.weight(today), pulse.in_.weight(today), silence, HORIZON * every)


@lru_cache(maxsize=4096)
def kept(every: int) -> float:
    """V*: V of a tie kept both ways every `every` days for ever, on its due day."""
    q = exp(-every / MEMORY)
    return _lapse(q / (1.0 - q) + PRIOR, every, HORIZON * every)


def vitality(pulse: Pulse, today: int, every: int) -> float | None:
    """0..1: V against V*; None before the first interaction."""
    if pulse.last is None:
        return None
    return alive_by(chance(pulse, today, every), every)


def alive_by(likely: float, every: int) -> float:
    """0..1: a V against V* of the cadence."""
    return min(1.0, likely / kept(every))


def met_today(pulse: Pulse, today: int, flags: int) -> Pulse:
    """The pulse had you met today.  `flags`: of today's contact-day so far, or 0."""
    return Pulse(
        pulse.out if flags & OUT else pulse.out.joined_by(today),
        pulse.in_ if flags & IN else pulse.in_.joined_by(today),
        today,
    )


def is_due(pulse: Pulse, today: int, every: int) -> bool:
    """s > C.  Nobody who was never met is due."""
    return pulse.last is not None and _silence4(pulse.out.last, pulse.in_.last, today) > every**4


def due_number(pulse: Pulse, every: int) -> int | None:
    """The awake number of the first day, from the last contact on, that is due; None before the first
    contact."""
    last = pulse.last
    if last is None:
        return None
    if pulse.out.last == pulse.in_.last:
        return last + every + 1
    out, in_, limit = pulse.out.last, pulse.in_.last, every**4
    low, high = last, last + every + 1  # at `high` everybody is due, for s >= s_any
    while low < high:
        middle = (low + high) // 2
        if _silence4(out, in_, middle) > limit:
            high = middle
        else:
            low = middle + 1
    return low
