"""Every action of the screens, once: bindings, footer, help and the command palette are made from this list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, Literal, NamedTuple

from textual.binding import Binding

Where = Literal["garden", "contact", "review", "almanac", "beds", "time", "log"]
ANYWHERE: Final[frozenset[Where]] = frozenset({"garden", "contact", "review", "almanac"})
GARDEN: Final[frozenset[Where]] = frozenset({"garden"})
CONTACT: Final[frozenset[Where]] = frozenset({"contact"})
REVIEW: Final[frozenset[Where]] = frozenset({"review"})
BEDS: Final[frozenset[Where]] = frozenset({"beds"})
TIME: Final[frozenset[Where]] = frozenset({"time"})
EVERYWHERE: Final[frozenset[Where]] = ANYWHERE | BEDS
ALMANAC: Final[frozenset[Where]] = frozenset({"almanac"})
LOG: Final[frozenset[Where]] = frozenset({"log"})
"""The log bar, while it is open on any screen."""


class Action(NamedTuple):
    """What one key does.  `name` is the binding's id (for a keymap) and the screen's `action_<name>`.

    `rank` orders the footer's hints, 0: not there.  `palette`: offered in the command palette.
    """

    name: str
    keys: str
    title: str
    help: str
    where: frozenset[Where]
    group: str
    rank: int = 0
    palette: bool = True

    def binding(self) -> Binding:
        """The Textual binding."""
        return Binding(self.keys, self.name, self.title, id=self.name, tooltip=self.help, show=self.rank > 0)


ACTIONS: Final[tuple[Action, ...]] = (
    Action("log", "l", "log", "Say what happened: “coffee with ada yesterday”", ANYWHERE, "Tend", 10),
    Action("water", "w", "water", "Log a coffee with this contact, today", ANYWHERE, "Tend", 11),
    Action("add", "a", "add", "Plant somebody new", GARDEN, "Tend", 15),
    Action("edit", "e", "edit", "Change name, bed, cadence or tags of this contact", GARDEN, "Tend", 18),
    Action("edit_contact", "E", "edit", "Change name, bed, cadence or tags", CONTACT, "Tend", 20),
    Action("rest", "z", "rest", "Let this contact rest until a day", ANYWHERE, "Tend", 26),
    Action("archive", "d", "archive", "Ask whether to archive this contact", ANYWHERE, "Tend", 27),
    Action(
        "mark", "space", "mark", "Mark this contact, to change several at once with b", GARDEN, "Many", 24
    ),
    Action(
        "together",
        "b",
        "change all",
        "Change all that are marked, or else all that the filter shows",
        GARDEN,
        "Many",
        25,
    ),
    Action(
        "keep_view", "S", "keep view", "Keep the filter under a name: @name brings it back", GARDEN, "Many"
    ),
    Action(
        "beds", "B", "beds", "Lay, change and remove beds, let one or all of them rest", GARDEN, "Many", 23
    ),
    Action("open_bed", "enter", "look", "Show the garden with nothing but this bed", BEDS, "Beds", 10),
    Action("add_bed", "a", "add", "Lay a new bed", BEDS, "Beds", 11),
    Action("edit_bed", "e", "edit", "Change its name, cadence or species", BEDS, "Beds", 12),
    Action("rest_bed", "z", "rest", "Let this bed rest until a day, or wake it", BEDS, "Beds", 13),
    Action(
        "rest_garden", "Z", "rest all", "Let the whole garden rest until a day, or wake it", BEDS, "Beds", 14
    ),
    Action(
        "remove_bed",
        "x",
        "remove",
        "Ask whether to remove this bed, and where its plants go",
        BEDS,
        "Beds",
        15,
    ),
    Action("undo", "u", "undo", "Take back the last thing done", EVERYWHERE, "Tend", 30),
    Action("redo", "U", "redo", "Do again what was taken back", EVERYWHERE, "Tend"),
    Action("open", "enter", "open", "Open this contact", GARDEN | TIME, "Look", 12),
    Action(
        "review", "r", "review", "Walk through those who need water, most needed first", GARDEN, "Look", 13
    ),
    Action(
        "filter",
        "slash",
        "filter",
        "Show only some: a name, bed:friends, state:wilting, tag:job",
        GARDEN | TIME,
        "Look",
        14,
    ),
    Action("sort", "s", "sort", "Sort by need, name, last, roots", GARDEN, "Look", 22),
    Action("view", "v", "view", "Tiles, small tiles or a list", GARDEN | TIME, "Look", 23),
    Action(
        "time", "t", "time", "See the garden on any day, years back and two years ahead", GARDEN, "Look", 17
    ),
    Action("today", "t", "today", "Back to today", TIME, "Go", 10),
    Action("next_plant", "tab", "next plant", "Select the next plant", TIME, "Look", 13),
    Action("previous_plant", "shift+tab", "plant before", "Select the plant before", TIME, "Look"),
    Action("almanac", "g", "almanac", "The garden's year, and who would answer", GARDEN, "Look", 16),
    Action("open_person", "enter", "open", "Open the contact walked to", ALMANAC, "Look", 12),
    Action(
        "year_before",
        "left_square_bracket",
        "year before",
        "The almanac of the year before",
        ALMANAC,
        "Look",
        35,
    ),
    Action(
        "year_after",
        "right_square_bracket",
        "year after",
        "The almanac of the year after",
        ALMANAC,
        "Look",
    ),
    Action("theme", "T", "theme", "Paint the garden in the next theme", EVERYWHERE | TIME, "Look"),
    Action("correct", "e", "correct", "Change the chosen interaction by its sentence", CONTACT, "Log", 12),
    Action("unlog", "x", "take back", "Ask whether to take the chosen interaction back", CONTACT, "Log", 13),
    Action(
        "open_entry",
        "enter",
        "open",
        "Open whom this line names or its link, or change it",
        CONTACT,
        "Look",
        14,
    ),
    Action(
        "only",
        "slash",
        "filter",
        "Show only what holds these words: coffee, 2024, #job, Noma",
        CONTACT,
        "Look",
        29,
    ),
    Action(
        "details",
        "i",
        "details",
        "Go to the details: name, birthday, links, every one can be changed",
        CONTACT,
        "Look",
        15,
    ),
    Action("finish", "x", "finish", "End here, and see what this review did", REVIEW, "Review", 28),
    Action("later", "space", "later", "Leave this one for another day, and go on", REVIEW, "Review", 13),
    Action(
        "write",
        "m",
        "write",
        "Write to them: a first line to change, then mailed or copied",
        REVIEW,
        "Review",
        12,
    ),
    Action("cadence", "c", "cadence", "Change how often you want to be in touch", REVIEW, "Review", 14),
    Action("help", "question_mark", "help", "What every key does", EVERYWHERE | TIME, "Go", 39),
    Action(
        "retry", "ctrl+r", "save again", "Try once more to save what could not be saved", EVERYWHERE, "Go"
    ),
    Action("back", "escape", "back", "Go back", CONTACT | REVIEW | ALMANAC | BEDS | TIME, "Go", 29),
    Action("back_out", "escape", "clear", "Clear the filter", GARDEN, "Go", 0, palette=False),
    Action("leave", "q", "quit", "Leave the garden, everything saved", EVERYWHERE | TIME, "Go", 40),
    Action("keep", "enter", "keep", "Keep what was understood", LOG, "Say", 10, palette=False),
    Action(
        "keep_on",
        "ctrl+n",
        "keep+next",
        "Keep it and say the next, without leaving",
        LOG,
        "Say",
        11,
        palette=False,
    ),
    Action(
        "take",
        "tab",
        "name",
        "Take the name that is offered; again: the next one",
        LOG,
        "Say",
        12,
        palette=False,
    ),
    Action(
        "chips",
        "down",
        "change",
        "Walk to what was understood: arrows change it, backspace takes it out",
        LOG,
        "Say",
        13,
        palette=False,
    ),
    Action(
        "earlier",
        "up",
        "earlier",
        "Bring back what was said before; down comes back to what you typed",
        LOG,
        "Say",
        14,
        palette=False,
    ),
    Action("leave_line", "escape", "leave", "Leave the line, nothing kept", LOG, "Say", 15, palette=False),
)

ANSWERS: Final = (
    Action("answer", "enter", "keep", "Keep what stands there", frozenset(), "Say", 10, palette=False),
    Action("leave_line", "escape", "leave", "Leave it as it was", frozenset(), "Say", 11, palette=False),
)
"""What the footer names while a line waits for words: every other key is a letter in it."""

MOVES: Final = (
    Binding("up,k", "move('up')", "up", show=False),
    Binding("down,j", "move('down')", "down", show=False),
    Binding("left,h", "move('left')", "left", show=False),
    Binding("right", "move('right')", "right", show=False),
    Binding("pageup", "move('pageup')", "page up", show=False),
    Binding("pagedown", "move('pagedown')", "page down", show=False),
    Binding("home", "move('home')", "first", show=False),
    Binding("end", "move('end')", "last", show=False),
)


TRAVELS: Final = (
    ("← →", "A step back, a step on in time"),
    ("↑ ↓", "A longer step, a shorter one: day, week, month, year"),
    ("home", "The first day of which anything was logged"),
    ("end", "Two years ahead, if nothing happens until then"),
    ("▂▅█", "The strip: how much was logged; ◉ is the day that is shown"),
)
"""What the moves do in time, where they lead from day to day; and what the strip of days shows."""

_SHOWN: Final = {
    "slash": "/", "question_mark": "?", "escape": "esc", "shift+tab": "⇧tab",
    "plus": "+", "minus": "-", "left_square_bracket": "[", "right_square_bracket": "]", "up": "↑", "down": "↓",
}  # fmt: skip


def at(where: Where) -> list[Action]:
    """The actions of one screen, in the order of the list."""
    return [action for action in ACTIONS if where in action.where]


def bindings(where: Where) -> list[Binding]:
    """The bindings of one screen, moves included."""
    return [*(action.binding() for action in at(where)), *MOVES]


def shown_key(action: Action, keymap: Mapping[str, str] | None = None) -> str:
    """The first key of an action as a person would write it, e.g. "/", "enter", "U"."""
    key = (keymap or {}).get(action.name, action.keys).split(",")[0].strip()
    return _SHOWN.get(key, key)


def hints(where: Where) -> Iterable[Action]:
    """The actions that the footer names, most used first."""
    return sorted((action for action in at(where) if action.rank), key=lambda action: action.rank)
