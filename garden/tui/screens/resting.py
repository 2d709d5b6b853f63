"""Until when: the question that a contact, a bed and the whole garden are let rest by."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from garden import words
from garden.capture.dates import day
from garden.gardener import Done
from garden.tui.screens.room import Room
from garden.tui.widgets.chips import Chip


async def ask_rest(
    room: Room, who: str, rest: Callable[[date | None], Done], *, then: Callable[[], None] = lambda: None
) -> None:
    """Ask until when, and let rest; `then` follows.  An empty answer is no end."""
    today = room.gardener.today

    def answer(text: str) -> None:
        room.tell(rest(day(text, today) if text.strip() else None))
        then()

    def live(text: str) -> list[Chip]:
        said = words.exact(day(text, today), today) if text.strip() else "you wake it"
        return [Chip("rest", f"{who} rests until {said}; those days do not count", "resting")]

    (await room.asking()).ask(
        "until when?   in 3 weeks · 2027-01-15 · empty: until you wake it", answer, live=live
    )
