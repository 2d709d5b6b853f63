"""The log bar: what you would say is what you type; what was understood stands under it before it is kept.

Nothing is guessed in silence: a name that fits two contacts is settled by a digit, a new one by one more enter.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.suggester import Suggester
from textual.widgets import Input

from garden.capture.draft import Draft
from garden.capture.names import Names, fold
from garden.capture.render import sentence
from garden.core.errors import GardenError
from garden.tui.look import Look, shown
from garden.tui.widgets.chips import Chip, Chips
from garden.tui.widgets.field import Field
from garden.tui.widgets.understood import Mind, chips, stepped


def completion(names: Names, value: str) -> tuple[str, str] | None:
    """The words at the end of a line that begin a name, and that name in full; None where they begin none."""
    parts = value.split(" ")
    for count in (2, 1):
        said = " ".join(parts[-count:])
        if len(parts) >= count and len(said) >= 2 and not said.startswith(" "):
            for person in names.complete(said, limit=3):
                name = names.name(person)
                if fold(name).startswith(fold(said)) and len(name) > len(said):
                    return said, name
    return None


class NameSuggester(Suggester):
    """Completes the name being typed."""

    def __init__(self, names: Callable[[], Names]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._names = names

    async def get_suggestion(self, value: str) -> str | None:
        """The whole line with its last words grown to a full name, if they begin one."""
        found = completion(self._names(), value)
        return value + shown(found[1][len(found[0]) :]) if found else None


class LogBar(Vertical):
    """A line to say it in and a line of chips.  Posts `Meant` when it is settled, `Left` when it is not wanted."""

    DEFAULT_CSS = """
    LogBar { height: 2; display: none; layer: over; dock: bottom; margin-bottom: 1; background: $panel; }
    LogBar Input { border: none !important; height: 1; padding: 0 1 !important; background: $surface !important; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "leave", show=False),
        Binding("tab", "take", "take the name", show=False, priority=True),
        Binding("down", "chips", "change what was understood", show=False),
    ]

    class Meant(Message):
        """The sentence is understood and wanted.  `editing`: the id of the interaction it replaces, or ""."""

        def __init__(self, draft: Draft, editing: str, plant: bool) -> None:
            super().__init__()
            self.draft, self.editing, self.plant = draft, editing, plant

    class Left(Message):
        """The bar was closed without a word."""

    def __init__(self, look: Look, mind: Callable[[], Mind], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.look = look
        self._mind = mind
        self._known: tuple[str, ...] = ()
        self._settled: dict[str, str] = {}
        self._editing = ""
        self._draft: Draft | None = None
        self._choosing = False
        self._planting = False

    def compose(self) -> ComposeResult:
        """A line to type in, and what was understood."""
        yield Field(compact=True, select_on_focus=False, suggester=NameSuggester(lambda: self._mind().names))
        yield Picker(self.look)

    @property
    def field(self) -> Input:
        """The line."""
        return self.query_one(Input)

    def open(self, text: str = "", *, known: Sequence[str] = (), editing: str = "") -> None:
        """Ask what happened; `known` is who it was with where the sentence names nobody."""
        self._known, self._editing = tuple(known), editing
        self._settled, self._choosing, self._planting = {}, False, False
        field = self.field
        field.placeholder = "what happened?   coffee with ada yesterday, her new job #work"
        field.value = text
        field.cursor_position = len(text)
        self.display = True
        field.focus()
        self._read(text)

    def close(self) -> None:
        """Give the keys back to the screen."""
        self.display = False
        self._draft = None

    # Understanding

    def renew(self) -> None:
        """The facts have changed: understand anew what stands there; a question that was open stays open."""
        if not self.display:
            return
        names, picker = self._mind().names, self.query_one(Picker)
        self._known = tuple(id_ for id_ in self._known if id_ in names)
        self._settled = {said: id_ for said, id_ in self._settled.items() if id_ in names}
        chosen = picker.chosen if picker.has_focus else None
        self._read(self.field.value)
        draft = self._draft
        if self._choosing and draft is not None and draft.ambiguous:
            self._ask_which(draft)
        elif self._choosing:
            self._choosing = False
            self.field.focus()
        elif self._planting and draft is not None and draft.unknown:
            self._ask_whether_to_plant(draft)
        elif chosen is not None:
            picker.choose(chosen)

    def _read(self, text: str) -> None:
        """Understand what stands there now and show it."""
        self._draft = None
        if not text.strip() and not self._known:
            self._show([])
            return
        mind = self._mind()
        try:
            self._draft = mind.understand(
                text, known=self._known, settled=self._settled, amending=self._editing
            )
        except GardenError as error:
            quiet = not text.strip()
            self._show([] if quiet else [Chip("error", f"{error.message} {error.hint}".strip(), "warning")])
            return
        self._show(chips(self._draft, mind))

    def _show(self, chips: Sequence[Chip], chosen: int | None = None) -> None:
        self.query_one(Picker).show(chips, chosen)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Understand as it is typed."""
        event.stop()
        self._choosing = self._planting = False
        if self.display:
            self._read(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep it, or ask the one thing that is missing."""
        event.stop()
        self._submit()

    def _submit(self) -> None:
        draft = self._draft
        if draft is None:
            self._read(self.field.value)
            if self.field.value.strip() == "" and not self._known:
                self._show(
                    [
                        Chip(
                            "error",
                            "Say what happened and with whom, e.g. coffee with ada. Esc leaves.",
                            "warning",
                        )
                    ]
                )
            return
        if draft.ambiguous:
            self._ask_which(draft)
        elif draft.unknown and not self._planting:
            self._ask_whether_to_plant(draft)
        elif not draft.people and not draft.unknown:
            self._show([Chip("error", "With whom? Add a name.", "warning")])
        else:
            self.post_message(self.Meant(draft, self._editing, bool(draft.unknown)))

    def _ask_whether_to_plant(self, draft: Draft) -> None:
        self._planting = True
        who = ", ".join(draft.unknown)
        self._show([Chip("new", f"{who} is new here.", "warning"), Chip("yes", "plant and log", "success", "enter"),
                    Chip("no", "say it differently", "foreground", "esc")])  # fmt: skip

    def _ask_which(self, draft: Draft) -> None:
        doubt = draft.ambiguous[0]
        mind = self._mind()
        named = [mind.names.name(id_) for id_ in doubt.candidates[:9]]
        # two of one name are told apart by what else is known of them
        said = [
            mind.describe(id_).removeprefix(f"{name} · ") if named.count(name) > 1 else name
            for id_, name in zip(doubt.candidates, named, strict=False)
        ]
        self._choosing = True
        self._show(
            [Chip("which", f"Which {doubt.word}?", "warning")]
            + [Chip("one", what, "foreground", str(n)) for n, what in enumerate(said, 1)]
        )
        self.query_one(Picker).focus()

    def _settle(self, number: int) -> None:
        if self._draft is None or not self._draft.ambiguous:
            return
        doubt = self._draft.ambiguous[0]
        if 1 <= number <= len(doubt.candidates):
            self._choosing = False
            self.field.focus()
            self._settled[fold(doubt.word)] = doubt.candidates[number - 1]
            self._read(self.field.value)
            self._submit()

    # Keys

    def on_key(self, event: events.Key) -> None:
        """On the chips: a digit settles a name that is asked for; typing anything else goes on with the sentence."""
        if self.field.has_focus or not event.is_printable or event.character is None:
            return
        event.stop()
        event.prevent_default()
        if self._choosing and event.character.isdigit():
            self._settle(int(event.character))
        else:
            self.field.focus()
            self.field.insert_text_at_cursor(event.character)

    def on_chips_clicked(self, event: Chips.Clicked) -> None:
        """A click on a chip: choose a name, or step to its next value."""
        event.stop()
        picker = self.query_one(Picker)
        if self._choosing:
            self._settle(event.index)
        elif self._planting and event.index:
            self._submit() if event.index == 1 else self.field.focus()
        else:
            picker.choose(event.index)

    def action_take(self) -> None:
        """Take the name that is offered; where none is, walk to the chips."""
        field = self.field
        found = completion(self._mind().names, field.value) if field.has_focus else None
        if found is not None and field.cursor_position == len(field.value):
            field.value = field.value[: len(field.value) - len(found[0])] + shown(found[1])
            field.cursor_position = len(field.value)
        elif field.has_focus:
            self.action_chips()
        else:
            field.focus()

    def action_chips(self) -> None:
        """Walk to the chips, to change one."""
        if self._draft is not None and not self._choosing:
            self.query_one(Picker).choose(0)

    def action_leave(self) -> None:
        """Back to the sentence, or out."""
        if self._choosing or self._planting or not self.field.has_focus:
            self._choosing = self._planting = False
            self.field.focus()
            self._read(self.field.value)
        else:
            self.close()
            self.post_message(self.Left())

    def step(self, part: str, by: int) -> None:
        """Change one part of what was understood to its next value, and say it so in the sentence."""
        if self._draft is None:
            return
        mind = self._mind()
        draft = stepped(self._draft, part, by, mind.today)
        if draft == self._draft:
            return
        text = sentence(draft, mind.names, mind.today)
        with self.field.prevent(Input.Changed):
            self.field.value = text
            self.field.cursor_position = len(text)
        self._draft = draft
        picker = self.query_one(Picker)
        new = chips(draft, mind)
        at = next((i for i, chip in enumerate(new) if chip.part == part), 0)
        picker.show(new, at)


class Picker(Chips, can_focus=True):
    """The chips of the log bar, changeable by keys: left and right walk, up and down change, enter keeps."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "walk(-1)", show=False),
        Binding("right", "walk(1)", show=False),
        Binding("up", "step(1)", show=False),
        Binding("down,space", "step(-1)", show=False),
        Binding("enter", "keep", show=False),
    ]

    def _bar(self) -> LogBar:
        bar = self.parent
        assert isinstance(bar, LogBar)
        return bar

    def choose(self, index: int) -> None:
        """Choose a chip and take the keys."""
        if self.chips:
            self.show(self.chips, max(0, min(index, len(self.chips) - 1)))
            self.focus()

    def on_blur(self) -> None:
        """No chip is chosen while the sentence is typed."""
        self.show(self.chips, None)

    def action_walk(self, by: int) -> None:
        """To the next chip."""
        self.choose((self.chosen or 0) + by)

    def action_step(self, by: int) -> None:
        """The chosen chip's next value."""
        if self.chosen is not None and self.chosen < len(self.chips):
            self._bar().step(self.chips[self.chosen].part, by)

    def action_keep(self) -> None:
        """Keep it as it stands."""
        self._bar()._submit()
