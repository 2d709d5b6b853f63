"""Plants to be looked at: the same plots as in the garden, but the keys belong to somebody else."""

from __future__ import annotations

from garden.tui.widgets.beds import Beds


class OneBed(Beds, can_focus=False):
    """A bed, or a few, in which nobody is selected."""

    def select(self, person: str) -> None:
        """Nobody."""
