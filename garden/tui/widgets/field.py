"""A line to type in.  What stands in it may be anybody's words (a name to edit), so it is cleaned as it is painted."""

from __future__ import annotations

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widgets import Input

from garden.tui.look import shown


class Field(Input):
    """Textual's `Input`: the value stays as it came, the row never carries a control character to the terminal."""

    def on_resize(self) -> None:
        """Show where one types: a text that was there before there was room is longer than the line, perhaps."""
        at = cell_len(self.value[: self.cursor_position])
        self.scroll_to_region(Region(at, 0, 1, 1), force=True, animate=False)

    def render_line(self, y: int) -> Strip:
        """The line with harmless stand-ins, as wide as there is room."""
        strip = super().render_line(y)
        text = strip.text
        if text.isascii() and text.isprintable():
            return strip
        segments = [Segment(shown(text), style, control) for text, style, control in strip]
        width = self.scrollable_content_region.width
        return Strip(segments).adjust_cell_length(width, segments[-1].style if segments else None)
