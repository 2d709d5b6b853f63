"""What a room needs of the app that it stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from garden.gardener import Gardener
    from garden.tui import actions
    from garden.tui.look import Look
    from garden.tui.motion import Motion
    from garden.tui.setup import Setup


class Host(Protocol):
    """What a room needs of its app."""

    gardener: Gardener
    look: Look
    motion: Motion
    setup: Setup
    keymap: dict[str, str]
    review_left: object
    """A review that was left before its end; None where there is none."""
    said: list[str]
    """The sentences that were kept since the garden was opened, oldest first."""

    def open_room(self, name: str, **how: Any) -> None:
        """Open a screen over the garden."""

    def next_theme(self) -> str:
        """Paint in the next theme; answers its title."""

    def next_key_is(self, *keys: str) -> bool:
        """Whether the next key that was pressed meanwhile is one of these."""

    def retry(self) -> str:
        """Save again; answers what was done."""

    def show_help(self, where: actions.Where) -> None:
        """Every key of a screen."""

    def leave(self) -> None:
        """Save what waits, then go."""
