"""Which deed is taken back next, and which is done again: two stacks, made of the deeds in their order.  Pure."""

from __future__ import annotations

from collections.abc import Iterable

from garden.core.errors import Refused
from garden.core.model import Deed


class Overtaken(Refused):
    """Somebody else was quicker: what was to be taken back or done again is no longer next."""


class History:
    """`undo` and `redo`, the last one next.

    A deed that was undone and done again goes by its own id and label, with the changes that doing it again really
    made: those may differ from the first time, where somebody else had a hand in the records meanwhile.
    """

    def __init__(self, undo: Iterable[Deed] = (), redo: Iterable[Deed] = ()) -> None:
        self.undo: list[Deed] = list(undo)
        self.redo: list[Deed] = list(redo)

    def copy(self) -> History:
        """The same stacks, to push on without changing these."""
        return History(self.undo, self.redo)

    def push(self, deed: Deed) -> None:
        """Another deed was done."""
        if deed.undoes:
            if self.undo and self.undo[-1].id == deed.undoes:
                self.redo.append(self.undo.pop()._replace(changes=deed.inverse()))
        elif deed.redoes:
            if self.redo and self.redo[-1].id == deed.redoes:
                self.undo.append(self.redo.pop()._replace(changes=deed.changes))
        else:
            self.undo.append(deed)
            self.redo.clear()

    @property
    def undoable(self) -> Deed | None:
        """The deed to take back next."""
        return self.undo[-1] if self.undo else None

    @property
    def redoable(self) -> Deed | None:
        """The deed to do again next."""
        return self.redo[-1] if self.redo else None

    def check(self, deed: Deed) -> None:
        """Raise Overtaken where `deed` undoes or redoes anything but the next (another window was quicker)."""
        if deed.undoes and (self.undoable is None or self.undoable.id != deed.undoes):
            raise Overtaken("That has been taken back already, or something was done after it.")
        if deed.redoes and (self.redoable is None or self.redoable.id != deed.redoes):
            raise Overtaken("That has been done again already, or something new was done since.")
