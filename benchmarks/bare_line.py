"""(a tool) A Textual `Input` and a line that says what stands in it: what the log bar's keys are held against."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Input, Static

SAYS = "nothing is said yet"


class BareLine(App[None]):
    """A line to type in, and what was typed."""

    def compose(self) -> ComposeResult:
        """The two."""
        yield Input(compact=True)
        yield Static(SAYS, markup=False)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say it."""
        self.query_one(Static).update(event.value)


if __name__ == "__main__":
    BareLine().run()
