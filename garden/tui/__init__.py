"""The screens: the only room that knows Textual."""

from __future__ import annotations

import sys
from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from garden.gardener import Clock, Watched
    from garden.tui.setup import Setup


class Fell(Exception):
    """The screens ended by something that should not have happened, its cause.  `unsaved`: what could not be saved."""

    def __init__(self, unsaved: list[str]) -> None:
        super().__init__("the screens ended by a fault")
        self.unsaved = unsaved


class Outliving:
    """A terminal's output that may vanish: what can no longer be written is dropped.

    Textual writes in a thread that ends by the first error; the screens then wait for it for ever, deaf to the signal
    that says that the terminal has gone.
    """

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def write(self, text: str) -> int:
        """Write, if anybody is still there; answers how much was taken."""
        with suppress(OSError):
            self._file.write(text)
        return len(text)

    def flush(self) -> None:
        """Hand on what was written, if anybody is still there."""
        with suppress(OSError):
            self._file.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


@contextmanager
def outliving_the_terminal() -> Iterator[None]:
    """Textual takes its output from `sys.__stderr__`; within this, one that outlives its terminal."""
    file = sys.__stderr__
    if file is None:
        yield
        return
    sys.__stderr__ = Outliving(file)  # type: ignore[misc,assignment]  # a constant to the checker, and no whole file
    try:
        yield
    finally:
        sys.__stderr__ = file  # type: ignore[misc]


def run(store: Watched, clock: Clock, setup: Setup, *, screen: str = "garden", title: str = "") -> list[str]:
    """Open the garden in this terminal; answers, in words, what could not be saved when it was left.

    `screen`: "garden" or "review".  Raises GardenError where the store cannot be opened, Fell where the screens ended
    by a fault; however they ended, what was said to be logged is saved.
    """
    from garden.tui.app import GardenApp

    app = GardenApp(store, clock, setup, screen=screen, title=title)
    try:
        with outliving_the_terminal():
            left = app.run() or []
    finally:
        unsaved = app.saver.flush()
        app.saver.close()
    if app.fault is not None:
        raise Fell(unsaved) from app.fault
    return left
