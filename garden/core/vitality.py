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


class Pulse(NamedTuple):
    """All that V needs of a log: both sides, and the awake number of the latest two-way day (None: never)."""

    out: Side = Side()
    in_: Side = Side()
    both: int | None = None

    @property
    def lasts(self) -> tuple[int | None, int | None]:
        """The awake numbers of the latest contact-day and of the slower side's latest, None where there is none."""
        return _lasts(self.out.last, self.in_.last)


def _lasts(out: int | None, in_: int | None) -> tuple[int | None, int | None]:
    if out is None or in_ is None:
        return (in_ if out is None else out), None
    return (out, in_) if out > in_ else (in_, out)


class Prospect(NamedTuple):
    """V on a day, and V had you met on it."""

    chance: float
    met: float


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


def _silence4(last: int | None, slower: int | None, today: int) -> int:
    """s to the fourth power, a whole number, so that "due" is never a matter of rounding.

    s is the geometric mean of four silences, one of anybody's (since `last`) and three of the slower side's: chosen on
    the ties.
    """
    any_ = NEVER if last is None else today - last
    any_ = max(1, any_)
    cap = max(NEVER, any_)
    slow = cap if slower is None else max(1, min(cap, today - slower))
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
    last, slower = _lasts(outgoing[-1] if outgoing else None, incoming[-1] if incoming else None)
    return _chance(n_out, n_in, sqrt(sqrt(_silence4(last, slower, today))), horizon)


def prospect(pulse: Pulse, today: int, every: int, flags: int) -> Prospect:
    """What a pulse comes to on the day numbered `today`, not before its last, for a cadence in days.  `flags`: of
    today's contact-day so far, or 0.
    """
    last, slower = pulse.lasts
    n_out, n_in = pulse.out.weight(today), pulse.in_.weight(today)
    horizon = HORIZON * every
    return Prospect(
        _chance(n_out, n_in, sqrt(sqrt(_silence4(last, slower, today))), horizon),
        # a two-way day: one more on each side that has not reached out today, and the silence of a day
        _chance(n_out + (0.0 if flags & OUT else 1.0), n_in + (0.0 if flags & IN else 1.0), 1.0, horizon),
    )


@lru_cache(maxsize=4096)
def kept(every: int) -> float:
    """V*: V of a tie kept both ways every `every` days for ever, on its due day."""
    q = exp(-every / MEMORY)
    return _lapse(q / (1.0 - q) + PRIOR, every, HORIZON * every)


def alive_by(likely: float, every: int) -> float:
    """0..1: a V against V* of the cadence."""
    return min(1.0, likely / kept(every))


def due_number(pulse: Pulse, every: int) -> int | None:
    """The awake number of the first day, from the last contact on, that is due: s > C.  None before the first
    contact: nobody who was never met is due.
    """
    last, slower = pulse.lasts
    if last is None:
        return None
    if last == slower:
        return last + every + 1
    low, high, limit = last, last + every + 1, every**4  # at `high` everybody is due, for s >= s_any
    while low < high:
        middle = (low + high) // 2
        if _silence4(last, slower, middle) > limit:
            high = middle
        else:
            low = middle + 1
    return low
