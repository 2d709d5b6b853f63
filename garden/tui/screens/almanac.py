"""The almanac: the garden's year drawn, and told in words; whoever stands on it can be walked to and opened."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from textual.app import ComposeResult

from garden import words
from garden.core.almanac import almanac_of
from garden.core.travel import span_of
from garden.tui import actions
from garden.tui.screens.room import Room
from garden.tui.widgets.line import Heading
from garden.tui.widgets.yearbook import Yearbook
from garden.words import year


class AlmanacScreen(Room):
    """One long page, made of today's readings."""

    WHERE: ClassVar[actions.Where] = "almanac"

    def __init__(self) -> None:
        super().__init__()
        self._year: int | None = None
        """The year that is shown, to its end; None: the one that ends today."""

    def body(self) -> ComposeResult:
        """The page."""
        yield Yearbook(self.host.look, id="body")

    def on_mount(self) -> None:
        """Tell today's almanac."""
        self.shape(self.app.size)
        self.refill()
        self.begin()

    @property
    def page(self) -> Yearbook:
        """The page."""
        return self.query_one(Yearbook)

    def current(self) -> str:
        """The contact that was walked to, or ""."""
        return self.page.person if self.is_mounted else ""

    def refill(self) -> None:
        """Tell it anew: the facts have changed."""
        gardener = self.gardener
        on = gardener.today if self._year is None else date(self._year, 12, 31)
        readings = gardener.readings(on)
        told = almanac_of(gardener.facts, readings, on)
        self.page.show(
            told,
            year.almanac(told, gardener.name_of, closed=self._year is not None),
            lambda person: gardener.reading(person, on),
            lambda bed: gardener.facts.beds[bed].name,
        )
        back = "" if self._year is None else "   (] goes on, towards today)"
        self.query_one(Heading).show(
            title="Almanac",
            summary=f"the year to {words.exact(on, gardener.today if self._year else on)}{back}",
            right=str(on.year),
        )

    def action_year_before(self) -> None:
        """Show the year before."""
        today = self.gardener.today
        first = span_of(self.gardener.facts, today).first.year
        wanted = (self._year or today.year) - 1
        if wanted < first:
            self.say(f"Nothing was logged before {first}.", "foreground")
            return
        self._year = wanted
        self.refill()

    def action_year_after(self) -> None:
        """Show the year after; behind the last whole one the year that ends today."""
        if self._year is None:
            self.say("This is the year that ends today; [ shows the one before.", "foreground")
            return
        self._year = self._year + 1 if self._year + 1 < self.gardener.today.year else None
        self.refill()

    def action_move(self, move: str) -> None:
        """Walk through the people, and the page."""
        self.page.move(move)
        self.query_one("#hints").refresh()

    def action_open_person(self) -> None:
        """Open the contact that was walked to."""
        if self.allowed("open_person"):
            self.host.open_room("contact", person=self.current())

    def on_yearbook_opened(self, message: Yearbook.Opened) -> None:
        """A plant was clicked twice."""
        message.stop()
        self.host.open_room("contact", person=message.person)

    def why_not(self, action: str) -> str:
        """Only somebody who was walked to can be opened."""
        if action == "open_person" and not self.current():
            return "Nobody is chosen; the arrows walk to people."
        return super().why_not(action)

    def home(self) -> None:
        """The page has the keys."""
        self.page.focus()
