"""What becomes of a plant, in words: if nothing happens, and if there is a coffee today."""

from __future__ import annotations

from datetime import date
from typing import Final

from garden.core.outlook import Outlook, dries_early
from garden.core.reading import Reading
from garden.words import chance, exact, listed, span, state_word


def nothing(told: Outlook, today: date) -> str:
    """What happens if nothing does: "thirsty from 3 Dec, wilting from 9 Feb"; "" where nothing changes."""
    turns = [f"{state_word(turn.state)} from {exact(turn.on, today)}" for turn in told.turns]
    return f"If nothing happens: {listed(turns)}." if turns else ""


def met_once(reading: Reading) -> str:
    """Of a tie of one day, both ways, which wilts before the day that is due: "one meeting so far"; else "".

    What such a tie comes to depends on the cadence alone.
    """
    every, due = reading.every, reading.due_on
    if reading.leaves != 1 or reading.why.reached != "both" or reading.state not in ("thriving", "thirsty"):
        return ""
    if every is None or due is None or due <= reading.on or not dries_early(every):
        return ""
    return f"one {_MET.get(reading.why.last_kind, 'meeting')} so far"


_MET: Final = dict.fromkeys(("message", "email", "letter"), "exchange") | {"call": "call", "video": "call"}


def coffee(told: Outlook, reading: Reading) -> str:
    """What one coffee today would do."""
    after = told.coffee
    if after.vitality is None or after.why.chance is None or reading.state == "resting":
        return ""
    state = "" if after.state == reading.state else f"{state_word(after.state)}, and "
    within = f" within {span(after.why.horizon)}" if after.why.horizon else ""
    return f"If you met today: {state}{chance(after.why.chance)} that you speak again{within}."
