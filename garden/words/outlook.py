"""What becomes of a plant, in words: if nothing happens, and if there is a coffee today."""

from __future__ import annotations

from datetime import date
from typing import Final

from garden.core.facts import Facts
from garden.core.outlook import Outlook
from garden.core.reading import THIRST, Reading, read
from garden.core.vitality import FRESH, THIRSTY, Pulse, Side, alive_by, prospect
from garden.words import chance, exact, listed, span, state_word


def nothing(told: Outlook, today: date) -> str:
    """What happens if nothing does: "thirsty from 3 Dec, wilting from 9 Feb"; "" where nothing changes."""
    turns = [f"{state_word(turn.state)} from {exact(turn.on, today)}" for turn in told.turns]
    return f"If nothing happens: {listed(turns)}." if turns else ""


def sooner(facts: Facts, reading: Reading) -> date | None:
    """The day from which somebody who thrives asks for water, where that comes before the day that is due: a tie met
    seldom wilts sooner.  None where the due day stands.

    One reading where it does, a few more where it does not: what is told of one contact can bear it, a list not.
    """
    due, on = reading.due_on, reading.on
    if due is None or reading.state != "thriving" or (due - on).days < 2:
        return None
    if any(happened.on > on for happened in facts.history(reading.id)):
        return None  # on a day that has passed it is known what became

    def dry(day: int) -> bool:
        """Whether it is too dry to thrive; in a rest it stays as it was, so this never turns back."""
        then = read(facts, reading.id, date.fromordinal(day))
        low = then.vitality is not None and then.vitality < THIRSTY
        return low if then.state == "resting" else then.state in THIRST

    low, high = on.toordinal(), due.toordinal() - 1
    if not dry(high):
        return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if dry(middle) else (middle, high)
    first = date.fromordinal(high)
    return first if read(facts, reading.id, first).state in THIRST else None


def met_once(reading: Reading) -> str:
    """Of a tie of one day, both ways, which wilts before the day that is due: "one meeting so far"; else "".

    What such a tie comes to depends on the cadence alone.
    """
    every, due = reading.every, reading.due_on
    if reading.leaves != 1 or reading.why.reached != "both" or reading.state not in ("thriving", "thirsty"):
        return ""
    if every is None or due is None or due <= reading.on or not _dries_early(every):
        return ""
    return f"one {_MET.get(reading.why.last_kind, 'meeting')} so far"


_MET: Final = dict.fromkeys(("message", "email", "letter"), "exchange") | {"call": "call", "video": "call"}


def _dries_early(every: int) -> bool:
    """Whether who was met once is thirsty on the last day before the due one."""
    met = Side(1.0, 0)
    left = alive_by(prospect(Pulse(met, met, 0), every, every, 0).chance, every)
    return left < THIRSTY and every > max(1.0, every * FRESH)


def coffee(told: Outlook, reading: Reading) -> str:
    """What one coffee today would do."""
    after = told.coffee
    if after.vitality is None or after.why.chance is None or reading.state == "resting":
        return ""
    state = "" if after.state == reading.state else f"{state_word(after.state)}, and "
    within = f" within {span(after.why.horizon)}" if after.why.horizon else ""
    return f"If you met today: {state}{chance(after.why.chance)} that you speak again{within}."
