"""Plants to be looked at: the same plots as in the garden, but the keys belong to somebody else."""

from __future__ import annotations

from textual import events

from garden.tui.messages import Opened
from garden.tui.widgets.beds import Beds


class OneBed(Beds, can_focus=False):
    """A bed, or a few, in which nobody can be selected but by whoever shows it; posts `Opened` of who is clicked."""

    def select(self, person: str) -> None:
        """Nobody."""

    def on_click(self, event: events.Click) -> None:
        """Tell who is under the pointer."""
        event.prevent_default()
        plant = self.plan.plant_at(event.x, self.top + event.y)
        if plant is not None:
            self.post_message(Opened(plant.id))
