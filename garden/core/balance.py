"""Balance: give first.  Who has given more of late, and whether an ask is covered by what was given.

The light is said before an ask is logged; it never forbids one.
"""

from __future__ import annotations

from itertools import islice
from math import exp
from typing import Final, Literal, NamedTuple

from garden.core.days import BOTH, OUT, Ledger

MEMORY: Final = 730.0
"""Days in which what was given falls to 1/e: two years, for favours are remembered longer than chats."""
FAVOUR: Final = 2.0
"""What a favour counts, a one-way contact-day being 1."""
LEAN: Final = 0.3
"""|balance| from which a plant is drawn leaning."""
DAYS_A_BLOOM: Final = 4
"""Two-way days for one bloom."""


class Tally(NamedTuple):
    """What was given up to a contact-day, decayed to the awake number `last` of that day.

    mine, theirs: one-way days and favours of each side; shared: two-way days.  `given`, `got`, `asked`,
    `two_way` count.
    """

    mine: float = 0.0
    theirs: float = 0.0
    shared: float = 0.0
    last: int = 0
    given: int = 0
    got: int = 0
    asked: int = 0
    two_way: int = 0

    def balance(self, today: int) -> float:
        """-1 (all theirs) .. 1 (all mine) on the day numbered `today`, not before `last`."""
        fade = exp((self.last - today) / MEMORY)
        total = (self.mine + self.theirs + 2.0 * self.shared) * fade
        return (self.mine - self.theirs) * fade / (total + 1.0)

    @property
    def light(self) -> Literal["green", "amber"]:
        """Green while the favours I gave cover those I asked for and got together."""
        return "green" if self.given >= self.asked + self.got else "amber"

    @property
    def blooms(self) -> int:
        """One for each favour done, either way, and one for every fourth two-way day.  An ask is no bloom."""
        return self.given + self.got + self.two_way // DAYS_A_BLOOM


def tally_of(ledger: Ledger, count: int) -> Tally:
    """The tally of the first `count` contact-days and the favours on them.  O(count)."""
    if not count:
        return Tally()
    last, until = ledger.numbers[count - 1], ledger.days[count - 1]
    mine = theirs = shared = 0.0
    two_way = 0
    for number, flags in zip(islice(ledger.numbers, count), ledger.flags, strict=False):
        weight = exp((number - last) / MEMORY)
        if flags == BOTH:
            shared += weight
            two_way += 1
        elif flags == OUT:
            mine += weight
        else:
            theirs += weight
    if not ledger.favours:
        return Tally(mine, theirs, shared, last, two_way=two_way)
    counts = {"gave": 0, "got": 0, "asked": 0}
    for day, what in ledger.favours:
        if day > until:
            break
        counts[what] += 1
        weight = FAVOUR * exp((ledger.calendar.number(day) - last) / MEMORY)
        if what == "gave":
            mine += weight
        elif what == "got":
            theirs += weight
    return Tally(mine, theirs, shared, last, counts["gave"], counts["got"], counts["asked"], two_way)
