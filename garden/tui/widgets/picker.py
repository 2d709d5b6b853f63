"""The chips of the log bar under the keys: left and right walk, up and down change, backspace takes out."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from garden.tui.widgets.chips import Chips


class Picker(Chips, can_focus=True):
    """Chips that can be walked.  What a key means for the sentence is the bar's business: it hears `Stepped` and
    `Dropped`."""

    rows = 3
    DEFAULT_CSS = "Picker { height: 1; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "walk(-1)", show=False),
        Binding("right", "walk(1)", show=False),
        Binding("up", "step(1)", show=False),
        Binding("down,space", "step(-1)", show=False),
        Binding("backspace,delete", "drop", show=False),
    ]

    class Stepped(Message):
        """The `nth` chip (from 0) of a part is to have its next value (`by` 1) or the one before (-1)."""

        def __init__(self, part: str, nth: int, by: int) -> None:
            super().__init__()
            self.part, self.nth, self.by = part, nth, by

    class Dropped(Message):
        """The `nth` chip (from 0) of a part is to go."""

        def __init__(self, part: str, nth: int) -> None:
            super().__init__()
            self.part, self.nth = part, nth

    def choose(self, index: int) -> None:
        """Choose a chip and take the keys."""
        if self.chips:
            self.show(self.chips, max(0, min(index, len(self.chips) - 1)))
            self.focus()

    def on_blur(self) -> None:
        """No chip is chosen while the sentence is typed."""
        self.show(self.chips, None)

    def _nth(self) -> tuple[str, int] | None:
        """The part of the chosen chip, and which of that part it is."""
        if self.chosen is None or self.chosen >= len(self.chips):
            return None
        part = self.chips[self.chosen].part
        return part, sum(other.part == part for other in self.chips[: self.chosen])

    def action_walk(self, by: int) -> None:
        """To the next chip."""
        self.choose((self.chosen or 0) + by)

    def action_step(self, by: int) -> None:
        """The chosen chip's next value."""
        if (found := self._nth()) is not None:
            self.post_message(self.Stepped(*found, by))

    def action_drop(self) -> None:
        """Take the chosen chip out."""
        if (found := self._nth()) is not None:
            self.post_message(self.Dropped(*found))
