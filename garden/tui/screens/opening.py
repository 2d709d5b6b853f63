"""Which screen a name opens.  Each is imported when it is first opened: the garden is on the screen by then."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from garden.tui.screens.room import Room


def opening(name: str, today: date, how: dict[str, Any]) -> Room:
    """The screen of that name, "review" for any other; `how`: what it needs besides the garden and the day."""
    if name == "contact":
        from garden.tui.screens.contact import ContactScreen

        return ContactScreen(how["person"])
    if name == "time":
        from garden.tui.screens.time import TimeScreen

        return TimeScreen(how["title"], today=today, person=how["person"])
    if name == "beds":
        from garden.tui.screens.beds import BedsScreen

        return BedsScreen(how["chosen"])
    if name == "almanac":
        from garden.tui.screens.almanac import AlmanacScreen

        return AlmanacScreen()
    from garden.tui.screens.review import ReviewScreen

    return ReviewScreen()
