"""The screens: the only room that knows Textual."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from garden.gardener import Clock, Watched
    from garden.tui.setup import Setup


def run(store: Watched, clock: Clock, setup: Setup, *, screen: str = "garden", title: str = "") -> list[str]:
    """Open the garden in this terminal; answers, in words, what could not be saved when it was left.

    `screen`: "garden" or "review".  Raises GardenError where the store cannot be opened.
    """
    from garden.tui.app import GardenApp

    app = GardenApp(store, clock, setup, screen=screen, title=title)
    try:
        return app.run() or []
    finally:
        app.saver.flush()  # however it ended: what was said to be logged is saved
        app.saver.close()
