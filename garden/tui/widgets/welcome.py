"""What stands in a garden in which nobody is planted yet: a welcome, never a blank."""

from __future__ import annotations

from textwrap import wrap
from typing import Final

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from garden.botany.picture import SIZES, Plant
from garden.tui.look import Look, fit

Words = tuple[tuple[str, str, bool], ...]
"""Lines: the text, the role of its colour, whether it is bold."""

WORDS: Final[Words] = (
    ("A garden of the people you would miss.", "primary", True),
    ("", "foreground", False),
    ("Everybody you plant grows with what you share,", "foreground", False),
    ("and tells you when it has been quiet for too long.", "foreground", False),
    ("", "foreground", False),
    ("a   plant somebody                    ", "accent", True),
    ("l   say what happened: coffee with ada", "accent", True),
    ("?   every key                         ", "accent", True),
    ("", "foreground", False),
    ("“garden demo” shows a garden of ten years.", "muted", False),
)
"""The keys are as wide as the widest, so that they stand under each other."""


def closed(reason: str, *, blank: bool) -> Words:
    """What stands in a garden that cannot be changed and shows nobody: why, and that nothing is lost.

    `blank`: there is nothing in it (or no file yet), as against something that cannot be read here.
    """
    return (
        ("Nobody here yet." if blank else "No contact in this file can be read here.", "primary", True),
        ("", "foreground", False),
        *((line, "foreground", False) for line in wrap(reason, 60)),
        ("", "foreground", False),
        ("Nothing in it was changed.", "muted", False),
    )


class Welcome(Widget):
    """A seedling and a few words."""

    DEFAULT_CSS = "Welcome { width: 1fr; height: 1fr; }"

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self._words = WORDS

    def show(self, read_only: str, *, blank: bool) -> None:
        """Welcome, or say why nobody can be planted."""
        words = closed(read_only, blank=blank) if read_only else WORDS
        if words != self._words:
            self._words = words
            self.refresh()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The picture, if there is room, and the words, in the middle."""
        width, height = self.size
        look = self.look
        ground = look.style()
        lines: list[Strip] = []
        size = "portrait" if height >= SIZES["portrait"][1] + len(self._words) + 2 else "tile"
        columns, rows = SIZES[size]
        if height >= rows + len(self._words) + 1 and width >= columns:
            plant = Plant("welcome", "", 1, "thriving", "grand", 0.8, 1.0, 0.0, 60, 12, False)
            left = (width - columns) // 2
            for row in look.studio.picture(plant, "portrait" if size == "portrait" else "tile").rows:
                strip = Strip([Segment(" " * left, ground), *look.segments(row)])
                lines.append(strip.adjust_cell_length(width, ground))
            lines.append(Strip.blank(width, ground))
        for text, role, bold in self._words:
            lines.append(Strip([Segment(fit(text, width, "centre"), look.style(role, bold=bold))]))
        top = max(0, (height - len(lines)) // 2)
        blank = Strip.blank(width, ground)
        lines = [*[blank] * top, *lines, *[blank] * max(0, height - top - len(lines))]
        return [line.crop(crop.x, crop.right) for line in lines[crop.y : crop.bottom]]
