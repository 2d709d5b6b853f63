"""Ask: one line that wants an answer: a key (y, n) or a few words.  What an answer means is the asker's business."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, Final

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input

from garden.core.errors import GardenError
from garden.tui.look import Look, fit, shown
from garden.tui.widgets.chips import Chip, Chips
from garden.tui.widgets.field import Field
from garden.tui.widgets.line import Line

Live = Callable[[str], list[Chip]]
Answer = Callable[[str], None]
_QUESTION: Final = 12
"""Cells that a question needs to be one."""


class About(Line):
    """What the line is about, before it; no wider than its words, nothing where there are none."""

    DEFAULT_CSS = "About { width: 0; display: none; }"

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._said = ""

    def show(self, said: str) -> None:
        """Say another."""
        self._said = self.look.glyph(f" {shown(said)} ▸") if said else ""
        self.styles.width = cell_len(self._said)
        self.display = bool(said)
        self.refresh()

    def segments(self, width: int) -> list[Segment]:
        """The words."""
        return [Segment(self._said, self.look.style("primary", "surface", bold=True))]


class Understood(Chips):
    """What is understood so far, or what is not; as many lines as that needs."""

    rows = 3


class Ask(Vertical):
    """A prompt at the foot of a screen.

    `ask` shows it; enter hands the words to `answer`, which may raise a GardenError: then it is shown and the words
    stay.  Escape leaves it.  `live` answers the chips for what stands there now.
    """

    DEFAULT_CSS = """
    Ask { height: auto; display: none; layer: over; dock: bottom; margin-bottom: 1; background: $panel; }
    Ask Horizontal { height: 1; }
    Ask Input { border: none !important; height: 1; padding: 0 1 !important; background: $surface !important; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "leave", show=False, id="leave_line")]

    class Shown(Message):
        """The prompt is there; its keys are named."""

    class Closed(Message):
        """The prompt is gone; the keys belong to the screen again."""

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.look = look
        self._answer: Answer | None = None
        self._live: Live | None = None
        self._left: Callable[[], None] | None = None

    def compose(self) -> ComposeResult:
        """A line to type in, and a line of chips."""
        with Horizontal():
            yield About(self.look)
            yield Field(compact=True, select_on_focus=False)
        yield Understood(self.look)

    @property
    def showing(self) -> bool:
        """Whether it waits for an answer."""
        return bool(self.display)

    def ask(
        self,
        placeholder: str,
        answer: Answer,
        *,
        live: Live | None = None,
        text: str = "",
        label: str = "",
        left: Callable[[], None] | None = None,
    ) -> None:
        """Ask for words; `label` says of what, where something stands there already.  `left` is called where the person
        leaves without an answer."""
        self._answer, self._live, self._left = answer, live, left
        field = self.query_one(Input)
        field.placeholder = placeholder
        self.query_one(About).show(label)
        field.value = text
        field.cursor_position = len(text)
        self.display = True
        field.focus()
        self._show(text)
        self.post_message(self.Shown())

    def renew(self) -> None:
        """The facts have changed: say anew what is understood so far."""
        if self.display:
            self._show(self.query_one(Input).value)

    def _show(self, text: str) -> None:
        try:
            chips = self._live(text) if self._live else []
        except GardenError as error:
            chips = _wrong(error, "warning")
        self.query_one(Chips).show(chips)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say what is understood so far."""
        event.stop()
        if self.display:
            self._show(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Hand over the answer."""
        event.stop()
        if self._answer is None:
            return
        try:
            self._answer(event.value)
        except GardenError as error:
            self.query_one(Chips).show(_wrong(error, "error"))
            return
        self.close()

    async def press(self, action: str) -> None:
        """Do what one of its keys does, see `actions.ANSWERS`."""
        if action == "answer":
            await self.query_one(Input).action_submit()
        else:
            self.action_leave()

    def action_leave(self) -> None:
        """Leave without an answer."""
        left = self._left
        self.close()
        if left is not None:
            left()

    def close(self) -> None:
        """Give the keys back to the screen."""
        self._answer = self._live = self._left = None
        self.display = False
        self.post_message(self.Closed())


def _wrong(error: GardenError, role: str) -> list[Chip]:
    """What is not understood, and what would be."""
    return [Chip("error", error.message, role), *([Chip("hint", error.hint, role)] if error.hint else [])]


class Confirm(Vertical, can_focus=True):
    """A question that one key answers: y does it, anything else leaves it."""

    DEFAULT_CSS = """
    Confirm { height: 1; display: none; layer: over; dock: bottom; margin-bottom: 1; background: $panel; }
    """

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.look = look
        self._yes: Callable[[], None] | None = None

    def compose(self) -> ComposeResult:
        """The question and its two answers."""
        yield Chips(self.look)

    def ask(self, question: str, yes: Callable[[], None], *, doing: str) -> None:
        """Ask; `doing` says what yes does, e.g. "archive"."""
        self._yes = yes
        answers = [Chip("yes", doing, "success", "y"), Chip("no", "leave it", "foreground", "n")]
        # however long the question, its answers are to be seen; in a narrow terminal yes alone, for the sake of the
        # question: every other key is a no
        room = self._room_beside(answers)
        if room < _QUESTION:
            room = self._room_beside(answers := answers[:1])
        question = fit(question, min(cell_len(shown(question)), max(room, 1)))
        self.query_one(Chips).show([Chip("question", question, "warning"), *answers])
        self.display = True
        self.focus()

    def _room_beside(self, answers: Sequence[Chip]) -> int:
        return self.app.size.width - sum(len(chip.value) + 6 for chip in answers) - 6

    def on_chips_clicked(self, event: Chips.Clicked) -> None:
        """The mouse answers too."""
        event.stop()
        if event.index:
            self._close(event.index == 1)

    def on_key(self, event: events.Key) -> None:
        """Y, or anything else."""
        event.stop()
        event.prevent_default()
        self._close(event.key in {"y", "Y"})

    def _close(self, yes: bool) -> None:
        do, self._yes = self._yes, None
        self.display = False
        self.post_message(Ask.Closed())
        if yes and do is not None:
            do()
