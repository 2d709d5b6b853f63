"""Review: those who need water, one at a time, most needed first; at the end what the session did.

It reads like tending, never like a debt: nothing is counted against anybody, and "later" is always a good answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import ClassVar, Final
from urllib.parse import quote

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.geometry import Size

from garden import words
from garden.botany.describe import describe
from garden.botany.picture import Plant
from garden.core import plot
from garden.core.errors import NotUnderstood
from garden.tui import actions
from garden.tui.motion import Gust
from garden.tui.screens.details import mail_to
from garden.tui.screens.room import Room
from garden.tui.screens.session import Left, Session, soonest, tended
from garden.tui.screens.story import last_noted, review_story
from garden.tui.widgets.chips import Chip
from garden.tui.widgets.line import Heading, Hints
from garden.tui.widgets.onebed import OneBed
from garden.tui.widgets.plots import TILES, Plot, View
from garden.tui.widgets.side import CLOSE, Said, Side, wrapped
from garden.words.review import first_line, ready

ROOMY: Final = 60
"""Columns from which the heading has room for more than where one is."""
TALL: Final = 42
"""Rows from which on those of the whole review stand below the one it is at."""
REVIVED_SECONDS: Final = 0.6
"""How long a revived plant is looked at before the next one comes."""


class ReviewScreen(Room):
    """One plant large, its story beside it, and the keys that tend it."""

    WHERE: ClassVar[actions.Where] = "review"
    DEFAULT_CSS = """
    ReviewScreen #plant { width: 48; }
    ReviewScreen #story { width: 1fr; }
    ReviewScreen.narrow #plant { width: 24; }
    ReviewScreen.done #plant, ReviewScreen.small #plant { display: none; }
    ReviewScreen #tended { display: none; height: 1fr; }
    ReviewScreen.done #tended, ReviewScreen.tall #tended { display: block; }
    ReviewScreen.small #tended { display: none; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._queue: list[str] = []
        self._thirsty = 0
        self._at = 0
        self._session = Session([], [], [], [], [])
        self._reviving = ""
        self._owed: set[str] = set()
        """The promises that were open when the review began."""

    def body(self) -> ComposeResult:
        """The plant and its story."""
        look = self.host.look
        with Horizontal(id="body"):
            yield Side(look, least_story=0, id="plant")
            yield Side(look, least_story=99, airy=True, more=" …", id="story")
        yield OneBed(look, id="tended")

    def on_mount(self) -> None:
        """Pick who needs water today, or go on where a review of today was left."""
        readings = self.gardener.readings()
        picked = plot.review(readings, self.host.setup.review_size)
        self._thirsty = len(plot.wilting(readings, None))
        self._queue = [reading.id for reading in picked]
        self._owed = {owed.id for owed in self.gardener.promises()}
        left = self.host.review_left or Left.of(self.host.setup.recall_review())
        if isinstance(left, Left) and left.on == self.gardener.today:
            self._queue, self._at, self._session, self._owed = left.queue, left.at, left.session, left.owed
            # who was watered meanwhile needs nothing any more
            thirsty = {reading.id for reading in plot.wilting(readings, None)}
            self._queue[self._at :] = [person for person in self._queue[self._at :] if person in thirsty]
            self._thirsty = max(self._thirsty, len(self._queue))
            self.call_after_refresh(self.say, "Here you left off.", "foreground")
        self.shape(self.app.size)
        self.refill()
        self.begin()

    def current(self) -> str:
        """The contact under review, "" at the end."""
        return self._queue[self._at] if self._at < len(self._queue) else ""

    def refill(self) -> None:
        """Show the plant under review, or what the session did."""
        self._queue = [*self._queue[: self._at],
                       *(p for p in self._queue[self._at :] if p in self.gardener.facts.contacts)]  # fmt: skip
        person = self.current()
        self.set_class(not person, "done")
        heading = self.query_one(Heading)
        if not person:
            heading.show(
                title="Review", summary="done for today" if self._queue else "nothing to do", right=""
            )
            self._end()
            return
        self.query_one("#body").styles.height = "1fr"
        reading, today = self.gardener.reading(person), self.gardener.today
        heading.show(
            title="Review",
            summary=f"{self._at + 1} of {len(self._queue)}   "
            + "●" * self._at
            + "◉"
            + "○" * (len(self._queue) - self._at - 1)
            + (f"   {ready(self._thirsty, len(self._queue))}" if self.size.width >= ROOMY else ""),
            right=f"{today:%A} {words.exact(today, today)}",
        )
        plant = Plant.of(reading)
        species = self.host.look.studio.species_for(plant).title
        seen = describe(plant, self.host.look.studio)
        self.query_one("#plant", Side).show(reading, [Said(seen, "muted")])
        self.query_one("#story", Side).show(
            reading,
            review_story(
                self.gardener, reading, self.host.setup.idea,
                species=species, place=self._at, of=len(self._queue),
            ),
        )  # fmt: skip
        self._show_all(person)
        self.query_one("#hints").refresh()

    def _show_all(self, person: str) -> None:
        """On a tall screen, the plants of this review side by side, each as it stands by now."""
        tall = self.size.height >= TALL and len(self._queue) > 1
        self.set_class(tall, "tall")
        if not tall:
            return
        bed = self.query_one("#tended", OneBed)
        many = max(1, self.size.width // TILES["tiles"].width)
        first = max(0, min(self._at - 1, len(self._queue) - many))
        plants = [self.gardener.reading(p) for p in self._queue[first : first + many]]
        bed.styles.height = TILES["tiles"].height + 1
        bed.selected = person
        bed.show([Plot("this review", "", tuple(plants))], view="tiles")

    def shape(self, size: Size) -> None:
        """Arrange anew what there is room for."""
        super().shape(size)
        if self.ready and self.current():
            self._show_all(self.current())

    def _end(self) -> None:
        """What the session did in words, and those it was about as they stand now."""
        said = self._ending()
        rows = max(CLOSE, len(wrapped(said, self.size.width - 3, self.host.look, "background")) + 2)
        room = self.size.height - 2 - rows  # beside heading and hints
        view: View = "tiles" if room > TILES["tiles"].height else "small"
        self.query_one("#body").styles.height = rows if room > TILES["small"].height else "1fr"
        self.query_one("#story", Side).show(None, said)
        self.query_one("#plant", Side).show(None, [])
        bed = self.query_one("#tended", OneBed)
        bed.styles.height, bed.selected = "1fr", ""
        bed.show(tended(self.gardener, self._session) if self._queue else soonest(self.gardener), view=view)
        self.query_one("#hints").refresh()

    def _ending(self) -> list[Said]:
        gardener, session = self.gardener, self._session
        if not gardener.facts.contacts:
            return [Said("Nobody is planted yet.", "primary", bold=True),
                    Said("A review walks you through those who are ready for water, a few at a time.", close=False),
                    Said("esc goes to the garden, where a plants somebody.", "muted", close=False)]  # fmt: skip
        if not self._queue:
            resting = any(reading.state == "resting" for reading in gardener.readings())
            return [Said("Nobody needs water today.", "primary", bold=True),
                    Said("Those who rest are left in peace." if resting else
                         "Come back in a few days, or say hello to somebody new.", close=False),
                    Said("esc goes back to the garden.", "muted", close=False)]  # fmt: skip
        tended = session.watered or session.rested or session.changed or session.archived
        done = "The watering is done." if tended else "Left for another day."
        said = [Said(done, "primary", bold=True)]
        for label, people in (("Watered", session.watered), ("At rest now", session.rested),
                              ("Another cadence", session.changed), ("Archived", session.archived),
                              ("For another day", session.later)):  # fmt: skip
            if people:
                said.append(
                    Said(f"{label}: {words.listed([gardener.name_of(p) for p in people])}.", close=False)
                )
        promised = [owed for owed in gardener.promises() if owed.id not in self._owed]
        if promised:
            said.append(Said("Promised", "muted", close=False))
            said += [
                Said(words.promise(owed, gardener.name_of(owed.person), gardener.today)) for owed in promised
            ]
        thirsty = plot.wilting(gardener.readings(), None)
        more = len([reading for reading in thirsty if reading.id not in self._queue])
        if more:
            others = "1 more is" if more == 1 else f"{more} more are"
            said.append(
                Said(f"{others} ready for water; they may wait for another day.", "muted", close=False)
            )
        left = words.summary(gardener.readings(), gardener.promises(), gardener.today)
        then = len(plot.wilting(gardener.readings(gardener.today - timedelta(days=7)), None))
        return [*said, Said(f"The garden now: {left}.", "muted", close=False),
                Said(words.against(then, len(thirsty)), "muted"),
                Said("esc goes back to the garden. u takes the last thing back.", "muted", close=False)]  # fmt: skip

    def _next(self, into: list[str], person: str) -> None:
        if person in self._session.later:  # it was left at first, and came back by an undo
            self._session.later.remove(person)
        if person not in into:
            into.append(person)
        if person == self.current():
            self._at += 1
        self._remember()
        self.refill()

    # What may happen to the one under review

    def grown(self, people: Sequence[str]) -> None:
        """Let it revive before one's eyes, then go on to the next; a key goes on at once."""
        person = self.current()
        if not person or person not in people:
            return
        self._reviving = person
        plant = self.query_one("#plant", Side)

        def frame(growth: float) -> None:
            if self.is_mounted and person == self._reviving:
                plant.grow(growth)
                if growth >= 1 and self.host.motion.reduced:
                    self.call_later(self._go_on)
                elif growth >= 1:
                    self.set_timer(REVIVED_SECONDS, self._go_on)

        self.host.motion.grow(frame)

    def _go_on(self) -> None:
        """The one that was watered has been looked at."""
        person, self._reviving = self._reviving, ""
        if person and self.is_mounted and person == self.current():
            self._next(self._session.watered, person)

    def allowed(self, action: str) -> bool:
        """A key pressed while one revives means the next."""
        self._go_on()
        return super().allowed(action)

    def rested(self, person: str) -> None:
        """At rest: on to the next."""
        self._next(self._session.rested, person)

    def gone(self, person: str) -> None:
        """Archived: on to the next."""
        self._next(self._session.archived, person)

    def action_later(self) -> None:
        """Leave it for another day."""
        if self.allowed("later"):
            self.query_one(Hints).hush()
            self._next(self._session.later, self.current())

    def action_undo(self) -> None:
        """Take back the last thing, and look at that plant again."""
        if not self.allowed("undo"):
            return
        done = self.attempt(self.gardener.undo)
        if done is None:
            return
        for people in (
            self._session.watered,
            self._session.rested,
            self._session.changed,
            self._session.archived,
        ):
            people[:] = [p for p in people if p not in done.people]
        back = next((i for i, p in enumerate(self._queue) if p in done.people), None)
        if back is not None and back < self._at:
            self._at = back
        self.refill()

    def action_redo(self) -> None:
        """Do again what was taken back, and look at that plant: what it was is not counted as water."""
        if self.allowed("redo"):
            self.attempt(self.gardener.redo)

    def action_finish(self) -> None:
        """End here: those who are left wait for another day."""
        if self.allowed("finish"):
            for person in self._queue[self._at :]:
                self._next(self._session.later, person)

    def on_unmount(self) -> None:
        """Remember where it was left."""
        self._remember()

    def _remember(self) -> None:
        begun = self._at and self.current()
        left = Left(self.gardener.today, self._queue, self._at, self._session, self._owed) if begun else None
        if left is None and self.host.review_left is None:
            return
        self.host.review_left = left
        self.host.setup.keep_review(left.plain() if left is not None else None)

    async def action_cadence(self) -> None:
        """Ask how often."""
        if not self.allowed("cadence"):
            return
        from garden.capture.dates import every

        person, gardener = self.current(), self.gardener

        def answer(text: str) -> None:
            self.tell(gardener.edit(person, every=every(text) if text.strip() else None))
            self._next(self._session.changed, person)

        def live(text: str) -> list[Chip]:
            bed = gardener.facts.bed_of(gardener.facts.contacts[person])
            days = every(text) if text.strip() else bed.every
            return [Chip("every", words.cadence(days), "primary")]

        (await self.asking()).ask(
            "how often?   6w · monthly · quarterly · 45 · empty: as its bed", answer, live=live
        )

    async def action_write(self) -> None:
        """Offer a line with what was last spoken of, to be changed and sent."""
        if not self.allowed("write"):
            return
        contact = self.gardener.facts.contacts[self.current()]
        today = self.gardener.today
        history = [happened for happened in self.gardener.facts.history(contact.id) if happened.on <= today]
        draft = first_line(contact.name, last_noted(history))
        address = mail_to(contact)
        where = "opens your mail program" if address else "copies it"

        def live(text: str) -> list[Chip]:
            to = contact.emails[0] if address else f"{contact.name}, by whatever way you write"
            return [Chip("to", words.clean(to), "primary", "to"), Chip("enter", where, "success", "enter")]

        (await self.asking()).ask(
            "what would you write?", lambda text: self._send(address, words.clean(text.strip()), draft),
            live=live, text=words.clean(draft),
        )  # fmt: skip

    def _send(self, address: str, text: str, draft: str) -> None:
        """Hand a line to the mail program, where there is an address, and to the clipboard."""
        if not text:
            raise NotUnderstood("There is nothing to send yet.", hint="Esc leaves it.")
        note = draft.partition("[")[2].partition("]")[0]
        if note and f"[{words.clean(note)}]" in text:
            raise NotUnderstood("What stands in [ ] is your own note.", hint="Put it in words for them.")
        self.app.copy_to_clipboard(text)
        if address:
            self.app.open_url(f"{address}?body={quote(text)}")
            self.say(
                "Asked your mail program to open; the line is in the clipboard too. When it is sent, l logs it."
            )
        else:
            self.say("Copied it. When it is sent, l logs it.")

    def action_move(self, move: str) -> None:
        """Right leaves it for later, left goes back to the one before; up and down read on where more is said."""
        if move == "right" and self.current():
            self.action_later()
        elif move == "left" and self._at:
            self._at -= 1
            person = self.current()
            if person in self._session.later:
                self._session.later.remove(person)
            self.refill()
        elif move in {"up", "down", "pageup", "pagedown", "home", "end"}:
            self.query_one("#story", Side).roll(move)

    def sway(self, gust: Gust) -> None:
        """Let the wind pass."""
        if self.current():
            self.query_one("#plant", Side).sway(gust)
        if self.has_class("done") or self.has_class("tall"):
            self.query_one("#tended", OneBed).sway(gust)

    def home(self) -> None:
        """No widget needs the keys."""
        self.set_focus(None)
