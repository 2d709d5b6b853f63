"""Balance: give first.  Who has given more of late, and whether an ask is covered by what was given.

The light is said before an ask is logged; it never forbids one.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp
from typing import Final, Literal

from garden.core.days import BOTH, OUT, Ledger

MEMORY: Final = 730.0
"""Days in which what was given falls to 1/e: two years, for favours are remembered longer than chats."""
FAVOUR: Final = 2.0
"""What a favour counts, a one-way contact-day being 1."""
LEAN: Final = 0.3
"""|balance| from which a plant is drawn leaning."""
DAYS_A_BLOOM: Final = 4
"""Two-way days for one bloom."""


@dataclass(frozen=True, slots=True)
class Account:
    """What stands between two people on a day.

    balance: -1 all theirs .. +1 all mine; light: green while favours given cover those asked for and got;
    blooms: one for each favour done, either way, and one for every fourth two-way day.
    """

    balance: float
    light: Literal["green", "amber"]
    blooms: int


EMPTY: Final = Account(0.0, "green", 0)


def account_of(ledger: Ledger, count: int, on: int) -> Account:
    """The account on the ordinal day `on`, the first `count` contact-days of the ledger having happened.  O(count)."""
    if not count:
        return EMPTY
    today = ledger.calendar.number(on)
    mine = theirs = shared = 0.0
    two_way = 0
    numbers, flags = ledger.numbers, ledger.flags
    for i in range(count):
        weight = exp((numbers[i] - today) / MEMORY)
        if flags[i] == BOTH:
            shared += weight
            two_way += 1
        elif flags[i] == OUT:
            mine += weight
        else:
            theirs += weight
    given = got = asked = 0
    for day, what in ledger.favours:
        if day > on:
            break
        weight = FAVOUR * exp((ledger.calendar.number(day) - today) / MEMORY)
        if what == "gave":
            given += 1
            mine += weight
        elif what == "got":
            got += 1
            theirs += weight
        else:
            asked += 1
    balance = (mine - theirs) / (mine + theirs + 2.0 * shared + 1.0)
    return Account(
        balance, "green" if given >= asked + got else "amber", given + got + two_way // DAYS_A_BLOOM
    )
