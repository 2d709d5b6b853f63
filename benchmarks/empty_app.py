"""(a tool) The smallest Textual app there is: what the garden's first screen is held against."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Static

SAYS = "nothing is planted here"


class Empty(App[None]):
    """One line of text."""

    def compose(self) -> ComposeResult:
        """The line."""
        yield Static(SAYS)


if __name__ == "__main__":
    Empty().run()
