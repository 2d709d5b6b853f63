"""Help: every key of a screen, from the registry of actions; before them, what is wrong in the user's own files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar, Final

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from garden.tui import actions
from garden.tui.look import shown
from garden.tui.screens.room import WORDS_ONLY

MOVES: Final = (
    ("arrows", "walk; h j k work too where they mean nothing else"),
    ("ctrl+p", "find a person or anything that can be done"),
    ("ctrl+q", "quit, from anywhere"),
)
SAYINGS: Final = (
    "coffee with ada yesterday", "called Tom 45m about the move", "email from Mei: the offer #work",
    "lunch with Ada and Grace at Noma +gave", "coffee ada !send her the paper by Friday",
)  # fmt: skip


class HelpScreen(ModalScreen[None]):
    """A page of keys; any of esc, q, ? and enter closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,enter", "dismiss", "close", show=False)
    ]
    DEFAULT_CSS = """
    HelpScreen { align: center middle; background: $background 60%; }
    HelpScreen VerticalScroll {
        width: 76; max-width: 96%; height: auto; max-height: 90%; background: $surface; padding: 1 2;
        border: round $primary; scrollbar-size-vertical: 1; scrollbar-color: $primary 60%;
        scrollbar-background: $surface;
    }
    HelpScreen.small VerticalScroll {
        width: 100%; max-width: 100%; max-height: 100%; padding: 0; border: none;
    }
    """

    def __init__(self, where: actions.Where, keymap: Mapping[str, str], problems: Sequence[str] = ()) -> None:
        super().__init__()
        self._problems = problems
        self._where: actions.Where = where
        self._keymap = keymap

    def compose(self) -> ComposeResult:
        """The page."""
        with VerticalScroll():
            yield Static(self._page(), markup=False)

    def _page(self) -> Content:
        parts: list[Content | tuple[str, str] | str] = []
        if self._problems:
            parts += [("Wrong in your config folder", "bold $warning"), "\n"]
            for problem in self._problems:
                parts += ["  ", shown(problem), "\n"]
            parts.append("\n")
        groups: dict[str, list[tuple[str, str]]] = {}
        travelling = self._where == "time"  # where nothing can be logged, and the arrows do not walk
        if travelling:
            groups["Travel"] = list(actions.TRAVELS)
        for action in [*actions.at(self._where), *(() if travelling else actions.at("log"))]:
            groups.setdefault(action.group, []).append((actions.shown_key(action, self._keymap), action.help))
        groups.setdefault("Go", []).extend(MOVES[1:] if travelling else MOVES)
        if not travelling:
            groups["In the log bar"] = groups.pop("Say")
        for group, rows in groups.items():
            parts += [(group, "bold $primary"), "\n"]
            for key, text in rows:
                parts += [(f"  {key:<8}", "bold $accent"), text, "\n"]
            parts.append("\n")
        if not travelling:
            parts += [("What the log bar understands", "bold $primary"), "\n"]
            parts += [f"  {saying}\n" for saying in SAYINGS]
        return Content.assemble(*parts)

    def on_mount(self) -> None:
        """The arrows scroll the page."""
        self.query_one(VerticalScroll).focus()

    def on_resize(self, event: events.Resize) -> None:
        """Where there is little room, none of it is for borders."""
        self.set_class(event.size.width < WORDS_ONLY.width or event.size.height < WORDS_ONLY.height, "small")

    def on_click(self, event: events.Click) -> None:
        """A click beside the page closes it."""
        if event.widget is self:
            self.dismiss()
