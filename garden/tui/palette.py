"""The command palette: every action of the registry that makes sense here, and every contact by name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider, SearchIcon
from textual.content import Content

from garden import words
from garden.core.errors import NotUnderstood
from garden.gardener import short_ids
from garden.tui import actions

if TYPE_CHECKING:
    from garden.tui.app import GardenApp
    from garden.tui.screens.room import Room

SHOWN = 40
_ASKING: Final = re.compile(r"\w[:<>=]|^[@#-]\w")
"""What makes of a few letters a query."""


class Palette(CommandPalette):
    """The palette in our colours, and as small as the terminal."""

    DEFAULT_CSS = """
    Palette SearchIcon { color: $primary; }
    Palette CommandList {
        scrollbar-size-vertical: 1; scrollbar-color: $primary 60%; scrollbar-background: $surface;
    }
    Palette.-short > Vertical { margin-top: 0; }
    Palette.-short #--input { border: none; }
    Palette.-short SearchIcon { margin-top: 0; }
    Palette.-short CommandInput, Palette.-short CommandInput:focus { border: none; height: 1; }
    """
    VERTICAL_BREAKPOINTS = [(0, "-short"), (14, "-roomy")]  # noqa: RUF012 - as Textual declares it

    def on_mount(self) -> None:
        """A sign that every font has."""
        self.query_one(SearchIcon).icon = "›"


class Everything(Provider):
    """Actions and people."""

    @property
    def _garden(self) -> GardenApp:
        from garden.tui.app import GardenApp

        assert isinstance(self.app, GardenApp)
        return self.app

    def _actions(self) -> list[tuple[str, str, Callable[[], object]]]:
        from garden.tui.screens.room import Room

        room = self.screen
        if not isinstance(room, Room):
            return []
        return [
            (
                f"{action.title}   {actions.shown_key(action, self._garden.keymap)}",
                action.help,
                partial(self._run, room, action.name),
            )
            for action in actions.at(room.WHERE)
            if action.palette
        ]

    def _views(self) -> list[tuple[str, str, Callable[[], object]]]:
        """The saved views, in the garden."""
        from garden.tui.screens.garden import GardenScreen

        room = self.screen
        if not isinstance(room, GardenScreen):
            return []
        views = self._garden.gardener.views
        return [
            (f"@{name}", words.clean(f"show only {query}"), partial(room.show_view, name))
            for name, query in sorted(views.items())
        ]

    def _only(self, query: str) -> Hit | None:
        """Show only whom a query fits: `bed:friends state:wilting`."""
        from garden.tui.screens.garden import GardenScreen

        room, gardener = self.screen, self._garden.gardener
        if not isinstance(room, GardenScreen) or not _ASKING.search(query):
            return None
        try:
            asked = gardener.query(query)
        except NotUnderstood:
            return None
        contacts = gardener.facts.contacts
        fit = sum(asked.matches(reading, contacts[reading.id]) for reading in gardener.readings())
        title = f"show only {words.clean(query)}"
        return Hit(1.5, Content(title), partial(room.show_query, query), text=title, help=f"{fit} fit")

    async def _run(self, room: Room, action: str) -> None:
        await room.run_action(action)

    async def discover(self) -> Hits:
        """Everything that can be done here."""
        for title, text, run in [*self._actions(), *self._views()]:
            yield DiscoveryHit(Content(title), run, text=title, help=text)

    async def search(self, query: str) -> Hits:
        """What can be done, and whom it can be done with."""
        matcher = self.matcher(query)
        for title, text, run in self._actions():
            # letters scattered over a sentence of help are no match; its words are
            score = max(matcher.match(title), 0.3 if query.casefold() in text.casefold() else 0.0)
            if score > 0:
                yield Hit(score, Content(title), run, text=title, help=text)
        for title, text, run in self._views():
            if (score := matcher.match(title)) > 0:
                yield Hit(score, Content(title), run, text=title, help=text)
        if (only := self._only(query)) is not None:
            yield only
        app = self._garden
        gardener = app.gardener
        found = gardener.names.complete(query, limit=SHOWN)
        called = Counter(map(gardener.name_of, found))
        twice = [person for person in found if called[gardener.name_of(person)] > 1]
        short = short_ids(twice, gardener.facts.contacts) if twice else {}
        for person in found:
            name = words.clean(gardener.name_of(person))
            which = (
                f"open {short[person]}  {gardener.describe(person)}"
                if person in short
                else "open this contact"
            )
            yield Hit(
                2.0,
                Content(name),
                partial(app.open_room, "contact", person=person),
                text=name,
                help=words.clean(which),
            )
