"""One-line widgets: the heading above a screen, the key hints below it.  Painted from segments, never from markup."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from garden.tui.actions import Action, shown_key
from garden.tui.look import Look, fit, shown
from garden.tui.messages import HintPressed

FLASH_SECONDS: Final = 6.0
ALWAYS: Final = ("help", "back", "leave_line", "leave")
"""Hints that everything else leaves room for: help, and the nearest way out."""
LEAST: Final = Size(20, 5)
"""The smallest terminal in which there is something to be seen."""
TOO_SMALL: Final = (
    f"The terminal is too small: a garden needs {LEAST.width}x{LEAST.height} at least.",
    f"Too small: {LEAST.width}x{LEAST.height}",
    "Too small",
)


class Line(Widget):
    """A line of its own making; subclasses answer `segments`."""

    DEFAULT_CSS = "Line { height: 1; width: 1fr; }"

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.look = look

    def segments(self, width: int) -> list[Segment]:
        """What the line shows."""
        raise NotImplementedError

    def render_lines(self, crop: Region) -> list[Strip]:
        """The line, and blank ground below it."""
        width = self.size.width
        ground = self.look.style(on="panel")
        strips = [Strip(self.segments(width)).adjust_cell_length(width, ground)]
        strips += [Strip.blank(width, ground)] * (self.size.height - 1)
        return [strip.crop(crop.x, crop.right) for strip in strips[crop.y : crop.bottom]]


class Heading(Line):
    """What is on the screen: a title, a summary, and at the right the day or how saving stands."""

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        super().__init__(look, id=id)
        self._title = self._summary = self._right = self._trouble = ""

    def show(
        self,
        *,
        title: str | None = None,
        summary: str | None = None,
        right: str | None = None,
        trouble: str | None = None,
    ) -> None:
        """Change what is given; the rest stays."""
        self._title = self._title if title is None else title
        self._summary = self._summary if summary is None else summary
        self._right = self._right if right is None else right
        self._trouble = self._trouble if trouble is None else trouble
        self.refresh()

    def segments(self, width: int) -> list[Segment]:
        """Title and summary left, the day right; trouble takes the day's place.

        Where there is room for nothing else, the one line says so.
        """
        look = self.look
        if width < LEAST.width or self.app.size.height < LEAST.height:
            said = next((words for words in TOO_SMALL if len(words) <= width), TOO_SMALL[-1])
            return [Segment(look.glyph(fit(said, width)), look.style("warning", "panel"))]
        right = look.glyph(shown(self._trouble or self._right))
        right_style = (
            look.style("error", "panel", bold=True) if self._trouble else look.style("muted", "panel")
        )
        title = look.glyph(f" {shown(self._title)} ")
        spare = width - cell_len(title) - (cell_len(right) + 1 if self._trouble else 0) - 2
        left = [
            Segment(title, look.style("primary", "panel", bold=True)),
            Segment(
                look.glyph(f" {shortened(shown(self._summary), spare)} "), look.style("foreground", "panel")
            ),
        ]
        room = width - sum(cell_len(segment.text) for segment in left) - cell_len(right) - 1
        if room < 0 and self._trouble:
            left = left[:1]
            right = look.glyph(fit(right, min(cell_len(right), max(0, width - cell_len(title) - 1))))
            room = width - cell_len(title) - cell_len(right) - 1
        if room < 0:
            return left
        return [*left, Segment(" " * room, look.style(on="panel")), Segment(right + " ", right_style)]


def shortened(summary: str, width: int) -> str:
    """A summary "a · b · c · d" in `width` cells: parts before the last give way, the later first; then the last."""
    parts = summary.split(" · ")
    while len(parts) > 1 and cell_len(" · ".join(parts)) > width:
        del parts[-2 if len(parts) > 2 else -1]
    said = " · ".join(parts)
    return fit(said, min(cell_len(said), max(0, width)))


class Hints(Line):
    """The footer: what the keys do here, as many as fit; each can be clicked.  A sentence may take its place."""

    def __init__(
        self,
        look: Look,
        actions: Callable[[], Sequence[Action]],
        *,
        why_not: Callable[[str], str],
        keymap: dict[str, str],
        id: str | None = None,
    ) -> None:
        super().__init__(look, id=id)
        self._actions = actions
        self._why_not = why_not
        self._keymap = keymap
        self._said = ""
        self._role = FALLBACK_ROLE
        self._spans: list[tuple[int, int, str]] = []
        self._until = 0

    def say(self, sentence: str, *, role: str = "success") -> None:
        """Show a sentence in place of the hints, for some seconds or until the next is said."""
        self._said, self._role = sentence, role
        self._until += 1
        mine = self._until
        self.set_timer(FLASH_SECONDS, lambda: self._hush(mine))
        self.refresh()

    def _hush(self, mine: int) -> None:
        if mine == self._until:
            self._said = ""
            self.refresh()

    def hush(self) -> None:
        """The hints are wanted: no sentence any more, but for one that warns."""
        if self._role not in ("warning", "error"):
            self._said = ""
            self.refresh()

    @property
    def said(self) -> str:
        """The sentence shown now, if any."""
        return self._said

    def segments(self, width: int) -> list[Segment]:
        """The sentence, or as many hints as fit."""
        look = self.look
        self._spans = []
        if self._said:
            said = shown(self._said)
            said = fit(
                said, min(cell_len(said), max(0, width - 1))
            )  # cut, it ends with a sign that it goes on
            return [Segment(look.glyph(f" {said}"), look.style(self._role, "panel"))]
        segments: list[Segment] = []
        x = 0
        actions = self._actions()
        sizes = [len(look.glyph(shown_key(a, self._keymap))) + len(a.title) + 4 for a in actions]
        # where there is not room for all, they stand closer
        gap = 2 if sum(sizes) <= width else 1
        sizes = [size - 2 + gap for size in sizes]
        named = {action.name for action in actions}
        always = {"help", next((way for way in ALWAYS[1:] if way in named), "")}
        ways_out = sum(size for size, a in zip(sizes, actions, strict=True) if a.name in always)
        for action, size in zip(actions, sizes, strict=True):
            # help and the way out are always named: everything else leaves room for them
            if action.name in always:
                ways_out -= size
            if x + size + ways_out > width:
                continue
            key = look.glyph(shown_key(action, self._keymap))
            on = not self._why_not(action.name)
            segments += [
                Segment(f" {key}", look.style("accent" if on else "muted", "panel", bold=on)),
                Segment(f" {action.title}{' ' * gap}", look.style("foreground" if on else "muted", "panel")),
            ]
            self._spans.append((x, x + size, action.name))
            x += size
        return segments

    def on_click(self, event: events.Click) -> None:
        """Do what the hint under the pointer says."""
        for start, end, name in self._spans:
            if start <= event.x < end:
                self.post_message(HintPressed(name))
                return


FALLBACK_ROLE: Final = "foreground"
