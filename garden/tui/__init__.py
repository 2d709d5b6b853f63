"""The screens: the only room that knows Textual."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from garden.gardener import Clock, Watched
    from garden.tui.setup import Setup


class Fell(Exception):
    """The screens ended by something that should not have happened, its cause.  `unsaved`: what could not be saved."""

    def __init__(self, unsaved: list[str]) -> None:
        super().__init__("the screens ended by a fault")
        self.unsaved = unsaved


def run(store: Watched, clock: Clock, setup: Setup, *, screen: str = "garden", title: str = "") -> list[str]:
    """Open the garden in this terminal; answers, in words, what could not be saved when it was left.

    `screen`: "garden" or "review".  Raises GardenError where the store cannot be opened, Fell where the screens ended
    by a fault; however they ended, what was said to be logged is saved.
    """
    from garden.tui.app import GardenApp

    app = GardenApp(store, clock, setup, screen=screen, title=title)
    try:
        left = app.run() or []
    finally:
        unsaved = app.saver.flush()
        app.saver.close()
    if app.fault is not None:
        raise Fell(unsaved) from app.fault
    return left
