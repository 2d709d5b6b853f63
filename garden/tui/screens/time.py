"""Time: the garden as it was on any day, and as it will be if nothing happens.  Looked at, never changed."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Final

from textual.app import ComposeResult

from garden import words
from garden.core.travel import UNITS, happened, span_of, stepped
from garden.tui import actions
from garden.tui.screens.garden import GardenScreen
from garden.tui.widgets.line import Hints
from garden.tui.widgets.plots import Move
from garden.tui.widgets.scrubber import Scrubber
from garden.tui.widgets.side import Side

EASED_BELOW: Final = 150
"""Contacts below which a step is played day by day; a large garden goes there at once."""


_STEPS: Final = tuple(
    key
    for move in actions.MOVES
    if move.description in ("left", "right", "first", "last")
    for key in move.key.split(",")
)
"""The keys that go to another day."""

TODAYS: Final = {
    "review": "The review is today's",
    "almanac": "The almanac is today's",
    "beds": "Beds are tended today",
}
"""What would leave the other day, in words."""


class TimeScreen(GardenScreen):
    """The garden, with a strip of its days.  Whoever opens it lets the gardener travel first, and ends that."""

    WHERE: ClassVar[actions.Where] = "time"
    DEFAULT_CSS = "TimeScreen.cramped Scrubber { display: none; }"

    def __init__(self, title: str, *, today: date, person: str) -> None:
        super().__init__(title)
        self._today = today
        self._person = person
        self._unit = UNITS.index("month")
        self._to = self._drawn = today
        """The day that is shown or about to be, and the day that the plants are drawn of on their way to it."""
        self._count_from(today)

    def body(self) -> ComposeResult:
        """The garden, and its days."""
        yield from super().body()
        yield Scrubber(self.host.look, id="scrubber")

    def on_mount(self) -> None:
        """Begin at today, with the one who was selected."""
        facts = self.gardener.facts
        self._span = span_of(facts, self._today)
        self.query_one(Scrubber).lay(self._span, self._today, happened(facts))
        if self._person in self.beds.plan.index:
            self.beds.select(self._person)
        self._tell_day()

    def why_not(self, action: str) -> str:
        """Why an action is not possible now; what opens a screen about today says how to return."""
        todays = TODAYS.get(action)
        return f"{todays}; t goes back to it." if todays else super().why_not(action)

    # Travelling

    def _step(self, by: int) -> None:
        """A step of the unit; none passes over today.  Months and years are counted from one day: after the 28 February
        the 31 March comes where the steps began on a 31st.
        """
        unit = UNITS[self._unit]
        counted = unit in ("month", "year")
        if counted:
            self._months += by * (12 if unit == "year" else 1)
        on = stepped(self._counted_from, "month", self._months) if counted else stepped(self._to, unit, by)
        passed = min(self._to, on) < self._today < max(self._to, on)
        to = self._today if passed else self._span.held(on)
        if not counted or to != on:
            self._count_from(to)
        self._go(to)

    def _count_from(self, on: date) -> None:
        """Count further steps of a month or a year from a day."""
        self._counted_from, self._months = on, 0

    def _go(self, to: date) -> None:
        """On to another day; a small garden grows and wilts on the way, while the words say that day at once.

        It is shown once no further step waits: a key that is held goes as far as it is held, and ends with it.
        """
        if to == self._to:
            edge = (
                "Nothing was logged before this day."
                if to == self._span.first
                else "No further ahead than this."
            )
            self.say(f"{edge} t goes back to today.", "foreground")
        else:
            self._to = to
            self.query_one(Hints).hush()  # it was said of the day before
        begin = self._drawn
        if to == self.gardener.today or self.host.next_key_is(*_STEPS):
            return
        self._show(to)
        if len(self.gardener.facts.contacts) >= EASED_BELOW or abs((to - begin).days) < len(UNITS):
            return

        def frame(growth: float) -> None:
            if to == self._to:  # else gone on from meanwhile
                self._draw(date.fromordinal(begin.toordinal() + round((to - begin).days * growth)))

        self.host.motion.grow(frame)

    def _show(self, on: date) -> None:
        """Show a day: heading, strip, tiles and story."""
        self._to = self._drawn = on
        self.gardener.travel(on)
        self.beds.draw_as(())
        self._fill(hold=True)
        self._tell_day()

    def _draw(self, on: date) -> None:
        """Draw the plants as they stand on a day on the way."""
        self._drawn = on
        gardener, person = self.gardener, self.current()
        self.beds.draw_as(gardener.readings(on) if on != self._to else ())
        if person in gardener.facts.contacts:
            side = self.query_one("#side", Side)
            side.show(gardener.reading(person, on), side.story)

    def _real_today(self) -> date:
        return self._today

    def _tell_day(self) -> None:
        on = self.gardener.today
        days = (self._today - on).days
        when = "today" if not days else words.ago(days)
        mood = "if nothing happens until then" if days < 0 else "as it was" if days else "as it is"
        unit = UNITS[self._unit]
        self.query_one(Scrubber).show(
            on,
            f"{on:%A} {on.day} {on:%B} {on.year} · {when} · {mood} · ←→ a {unit}, ↑↓ other steps",
            f"{on:%a} {on.day} {on:%b} {on.year} · {when} · {mood} · ←→ a {unit}, ↑↓ other steps",
            f"{on:%a} {on.day} {on:%b} {on.year} · {when} · {mood} · ←→ a {unit}",
            f"{on:%a} {on.day} {on:%b} {on.year} · {when} · {mood}",
            f"{on:%a} {on.day} {on:%b} {on.year} · {when}",
        )

    def action_move(self, move: Move) -> None:
        """Left and right go through time, up and down change the step, home and end go as far as there is anything."""
        if move in ("left", "right"):
            self._step(1 if move == "right" else -1)
        elif move in ("up", "down"):
            wider = self._unit + (1 if move == "up" else -1)
            if 0 <= wider < len(UNITS):
                self._unit = wider
            self._tell_day()
        elif move in ("home", "end"):
            end = self._span.first if move == "home" else self._span.last
            self._count_from(end)
            self._go(end)
        else:
            self.beds.move(move)

    def action_next_plant(self) -> None:
        """Select the next plant."""
        if not self.beds.move("right"):
            self.beds.move("home")

    def action_previous_plant(self) -> None:
        """Select the plant before."""
        if not self.beds.move("left"):
            self.beds.move("end")

    def on_scrubber_chosen(self, message: Scrubber.Chosen) -> None:
        """The strip was pointed at."""
        message.stop()
        if message.on != self._to:
            self._count_from(message.on)
            self.query_one(Hints).hush()
            self._show(message.on)

    def action_today(self) -> None:
        """Back to today."""
        self.dismiss()

    def action_back(self) -> None:
        """Show everybody again; else back to today, to the garden as it is."""
        if self._filter:
            self._show_only("")
            self.say("Everybody is shown.")
        else:
            self.dismiss()
