"""The log bar: what you would say is what you type; what was understood stands under it before it is kept.

Nothing is guessed in silence: a name that fits two contacts is settled by a digit, a new one by one more enter, a slip
by either; what is still to come is offered as a promise.  The line is the only truth: a chip that is changed says so in
the sentence, and what stands under it is what the sentence means.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, MutableSequence, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input
from textual.widgets.input import Selection

from garden.capture.draft import Draft, Owed
from garden.capture.names import fold
from garden.capture.render import sentence
from garden.core.errors import GardenError
from garden.tui import actions
from garden.tui.look import Look
from garden.tui.widgets.chips import Chip, Chips
from garden.tui.widgets.completion import NameSuggester, Taking
from garden.tui.widgets.field import Field
from garden.tui.widgets.past import Past
from garden.tui.widgets.picker import Picker
from garden.tui.widgets.questions import Question, missing
from garden.tui.widgets.understood import VALUED, Mind, chips, said_at, stepped, without

HOW: str = "what happened?   coffee with ada yesterday, her new job #work"


class LogBar(Vertical):
    """A line to say it in and the chips.  Posts `Meant` when it is settled, `Left` when it is not wanted."""

    DEFAULT_CSS = """
    LogBar { height: auto; display: none; layer: over; dock: bottom; margin-bottom: 1; background: $panel; }
    LogBar Input { border: none !important; height: 1; padding: 0 1 !important; background: $surface !important; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [action.binding() for action in actions.at("log")]

    class Meant(Message):
        """The sentence is understood and wanted.

        `said`: as it was typed; `editing`: the id of the interaction that it replaces, or ""; `plant`: its new names
        are to be planted; `more`: another sentence follows; `promise`: what is to be noted in its place.
        """

        def __init__(
            self,
            draft: Draft,
            said: str,
            editing: str,
            *,
            plant: bool,
            more: bool,
            promise: Owed | None = None,
        ) -> None:
            super().__init__()
            self.draft, self.said, self.editing = draft, said, editing
            self.plant, self.more, self.promise = plant, more, promise

    class Left(Message):
        """The bar was closed without a word."""

    class Shown(Message):
        """The bar was opened or closed."""

    def __init__(
        self, look: Look, mind: Callable[[], Mind], said: MutableSequence[str], *, id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self.look = look
        self._mind = mind
        self._said = said
        self._known: tuple[str, ...] = ()
        self._settled: dict[str, str] = {}
        self._planting: frozenset[str] = frozenset()
        self._editing = ""
        self._draft: Draft | None = None
        self._question: Question | None = None
        self._more = False
        self._taking = Taking()
        self._past = Past(iter(()))

    def compose(self) -> ComposeResult:
        """A line to type in, and what was understood."""
        yield Field(compact=True, select_on_focus=False, suggester=NameSuggester(lambda: self._mind().names))
        yield Picker(self.look)

    @property
    def field(self) -> Input:
        """The line."""
        return self.query_one(Input)

    @property
    def picker(self) -> Picker:
        """The chips."""
        return self.query_one(Picker)

    def open(self, text: str = "", *, known: Sequence[str] = (), editing: str = "") -> None:
        """Ask what happened; `known` is who it was with where the sentence names nobody."""
        self._known, self._editing = tuple(known), editing
        self._settled, self._planting, self._question = {}, frozenset(), None
        self._taking, self._past = Taking(), Past(self._earlier())
        self.field.placeholder = HOW
        self.display = True
        self.field.focus()
        self._say(text)
        self.post_message(self.Shown())
        self.call_after_refresh(self._make_ready)

    def _make_ready(self) -> None:
        """Sort the names for completion while the first key is still to come."""
        self._mind().names.complete("a")

    def close(self) -> None:
        """Give the keys back to the screen."""
        self.display = False
        self._draft = self._question = None
        self.post_message(self.Shown())

    def _earlier(self) -> Iterator[str]:
        """What was said here before, word for word; then what would say again what was logged."""
        yield from reversed(self._said)
        yield from self._mind().earlier()

    # Understanding

    def renew(self) -> None:
        """The facts have changed: understand anew what stands there; a question that was open stays open."""
        if not self.display:
            return
        names, picker = self._mind().names, self.picker
        self._known = tuple(id_ for id_ in self._known if id_ in names)
        self._settled = {said: id_ for said, id_ in self._settled.items() if id_ in names}
        chosen = picker.chosen if picker.has_focus else None
        asked = self._question
        self._read(self.field.value)
        if asked is not None and self._draft is not None:
            again = missing(self._draft, self._mind(), self._planting)
            if again is not None and again.asked == asked.asked:
                self._ask(again)
                return
        if asked is not None:
            self.field.focus()
        elif chosen is not None:
            picker.choose(chosen)

    def _say(self, text: str) -> None:
        """Put a text into the line and understand it."""
        with self.field.prevent(Input.Changed):
            self.field.value = text
            self.field.cursor_position = len(text)
        self._read(text)

    def _read(self, text: str) -> None:
        """Understand what stands there now and show it."""
        self._draft = self._question = None
        mind = self._mind()
        if not text.strip():
            self.picker.show([Chip("who", mind.names.name(id_), "primary", "who") for id_ in self._known])
            return
        try:
            self._draft = mind.understand(
                text, known=self._known, settled=self._settled, amending=self._editing
            )
        except GardenError as error:
            self._complain(f"{error.message} {error.hint}".strip())
            return
        self.picker.show(chips(self._draft, mind))

    def _complain(self, sentence: str) -> None:
        self.picker.show([Chip("error", sentence, "warning")])

    def on_input_changed(self, event: Input.Changed) -> None:
        """Understand as it is typed."""
        event.stop()
        self._planting = frozenset()
        if self.display:
            self._read(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep it, or ask the one thing that is missing."""
        event.stop()
        self.action_keep()

    def action_keep(self) -> None:
        """Keep it, or ask the one thing that is missing."""
        self._more = False
        self._submit()

    def action_keep_on(self) -> None:
        """Keep it, and go on with another sentence."""
        self._more = True
        self._submit()

    def _submit(self) -> None:
        """Say yes to what is asked; else keep it, or ask what is missing."""
        asked, draft = self._question, self._draft
        if draft is None:
            if not self.field.value.strip():
                self._complain("Say what happened and with whom, e.g. coffee with ada. Esc leaves.")
            return
        if asked is not None and asked.unclear is not None and asked.asked == "promise":
            self._mean(draft, asked.unclear.offer)
            return
        if asked is not None and asked.unclear is not None and asked.asked == "slip":
            slip, text = asked.unclear, self.field.value
            self.field.focus()
            self._say(text[: slip.start] + slip.instead + text[slip.end :])
            return
        if asked is not None and asked.asked == "plant":
            self._planting |= {fold(name) for name in draft.unknown}
        still = missing(draft, self._mind(), self._planting)
        if still is None:
            self._mean(draft)
        else:
            self._ask(still)

    def _mean(self, draft: Draft, promise: Owed | None = None) -> None:
        self.post_message(
            self.Meant(
                draft, self.field.value.strip(), self._editing,
                plant=bool(draft.unknown), more=self._more, promise=promise,
            )
        )  # fmt: skip

    def _ask(self, question: Question) -> None:
        self._question = question
        self.picker.show(question.chips)
        if question.numbered:
            self.picker.focus()

    def _answer(self, number: int) -> None:
        """The question is answered by a number."""
        asked, draft = self._question, self._draft
        if asked is None or draft is None or not 1 <= number <= len(asked.people) + (asked.asked == "near"):
            return
        self.field.focus()
        if asked.asked == "which":
            self._settled[fold(asked.about)] = asked.people[number - 1]
            self._read(self.field.value)
        elif number > len(asked.people):
            self._planting |= {fold(asked.about)}
        else:
            self._say(self._renamed(draft, asked.about, self._mind().names.name(asked.people[number - 1])))
        self._question = None
        self._submit()

    def _renamed(self, draft: Draft, new: str, name: str) -> str:
        """The sentence with a known name in place of a new one."""
        text = self.field.value
        for span in draft.spans:
            if span.part == "unknown" and fold(text[span.start : span.end]) == fold(new):
                return text[: span.start] + name + text[span.end :]
        return text.replace(new, name, 1)

    # Keys

    def on_key(self, event: events.Key) -> None:
        """On the chips: a digit answers what is asked; typing anything else goes on with the sentence."""
        if self.field.has_focus or not event.is_printable or event.character is None:
            return
        event.stop()
        event.prevent_default()
        if self._question is not None and self._question.numbered and event.character.isdigit():
            self._answer(int(event.character))
        else:
            self.field.focus()
            self.field.insert_text_at_cursor(event.character)

    def on_chips_clicked(self, event: Chips.Clicked) -> None:
        """A click on a chip: answer what is asked, or choose it."""
        event.stop()
        if self._question is None:
            self.picker.choose(event.index)
        elif self._question.numbered:
            self._answer(event.index)
        elif self._question.chips[event.index].part in ("yes", "offer"):
            self._submit()
        else:
            self.action_leave_line()

    def action_take(self) -> None:
        """Take the name that is offered, or the next of them; where none is, walk to the chips."""
        field = self.field
        if not field.has_focus:
            field.focus()
            return
        at_end = field.cursor_position == len(field.value)
        line = self._taking.take(self._mind().names, field.value) if at_end else None
        if line is None:
            self.action_chips()
            return
        self._planting = frozenset()
        self._say(line)
        if left := self._taking.left(line):
            self.picker.show([*self.picker.chips, Chip("taken", left, "muted", "tab")])

    def action_chips(self) -> None:
        """Forth to what was typed where an earlier sentence stands; else to the chips, to change one."""
        later = self._past.later(self.field.value) if self.field.has_focus else None
        if later is not None:
            self._say(later)
        elif self._draft is not None and self._question is None:
            self.picker.choose(0)

    def action_earlier(self) -> None:
        """Bring back an earlier sentence; what was typed waits below it."""
        earlier = self._past.earlier(self.field.value)
        if earlier is not None:
            self._planting = frozenset()
            self._say(earlier)

    def action_leave_line(self) -> None:
        """Back to the sentence, or out."""
        if self._question is not None or not self.field.has_focus:
            self._planting = frozenset()
            self.field.focus()
            self._read(self.field.value)
        else:
            self.close()
            self.post_message(self.Left())

    # Changing what was understood

    def on_picker_stepped(self, event: Picker.Stepped) -> None:
        """Give a chip its next value; where it has none, go to its words in the sentence."""
        event.stop()
        if self._draft is None:
            return
        if event.part in VALUED:
            draft = stepped(self._draft, event.part, event.by, self._mind().today)
            self._change(draft, event.part, event.nth)
        else:
            self._to_the_words(event.part, event.nth)

    def on_picker_dropped(self, event: Picker.Dropped) -> None:
        """Take a chip out of what was understood."""
        event.stop()
        if self._draft is not None:
            draft = without(self._draft, event.part, event.nth, self._mind().today)
            self._change(draft, event.part, event.nth)

    def _change(self, draft: Draft, part: str, nth: int) -> None:
        """Say the changed draft in the sentence; the chip that was changed stays chosen."""
        if draft == self._draft:
            return
        mind = self._mind()
        self._say(sentence(draft, mind.names, mind.today))
        same = [i for i, chip in enumerate(self.picker.chips) if chip.part == part]
        self.picker.choose(same[min(nth, len(same) - 1)] if same else self.picker.chosen or 0)

    def _to_the_words(self, part: str, nth: int) -> None:
        """Select the words that say it, so that what is typed takes their place."""
        span = said_at(self._draft, part, nth) if self._draft is not None else None
        if span is None:
            return
        self.field.focus()
        self.field.selection = Selection(span.start, span.end)
