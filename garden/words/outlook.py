"""What becomes of a plant, in words: if nothing happens, and if there is a coffee today."""

from __future__ import annotations

from datetime import date

from garden.core.outlook import Outlook
from garden.core.reading import Reading
from garden.words import chance, exact, listed, span, state_word


def nothing(told: Outlook, today: date) -> str:
    """What happens if nothing does: "thirsty from 3 Dec, wilting from 9 Feb"; "" where nothing changes."""
    turns = [f"{state_word(turn.state)} from {exact(turn.on, today)}" for turn in told.turns]
    return f"If nothing happens: {listed(turns)}." if turns else ""


def coffee(told: Outlook, reading: Reading) -> str:
    """What one coffee today would do."""
    after = told.coffee
    if after.vitality is None or after.why.chance is None or reading.state == "resting":
        return ""
    state = "" if after.state == reading.state else f"{state_word(after.state)}, and "
    within = f" within {span(after.why.horizon)}" if after.why.horizon else ""
    return f"If you met today: {state}{chance(after.why.chance)} that you speak again{within}."
