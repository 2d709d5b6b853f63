"""Review: those who need water, one at a time, most needed first; at the end what the session did.

It reads like tending, never like a debt: nothing is counted against anybody, and "later" is always a good answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final
from urllib.parse import quote

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.geometry import Size

from garden import words
from garden.botany.describe import describe
from garden.botany.picture import SIZES, Plant
from garden.core import plot
from garden.core.errors import NotUnderstood
from garden.tui import actions
from garden.tui.messages import Opened
from garden.tui.motion import Gust
from garden.tui.screens.details import mail_to
from garden.tui.screens.room import Room
from garden.tui.screens.session import Left, Session, ending, soonest, tended
from garden.tui.screens.story import last_noted, review_story
from garden.tui.widgets.chips import Chip
from garden.tui.widgets.line import Heading, Hints
from garden.tui.widgets.onebed import OneBed
from garden.tui.widgets.plots import TILES, Plot, View
from garden.tui.widgets.side import CLOSE, Said, Side, wrapped
from garden.words.review import first_line, ready

ROOMY: Final = 60
"""Columns from which the heading has room for more than where one is."""
CAPTION: Final = 3
"""Rows below a portrait that say what is seen."""
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
        seen = describe(Plant.of(reading), self.host.look.studio)
        self.query_one("#plant", Side).show(reading, [Said(seen, "muted")])
        self.query_one("#story", Side).show(reading, self._story(person))
        self._show_all(person)
        self.query_one("#hints").refresh()

    def _story(self, person: str) -> list[Said]:
        """What is said of one who is reviewed."""
        gardener, host = self.gardener, self.host
        reading = gardener.reading(person)
        species = host.look.studio.species_for(Plant.of(reading)).title
        place = self._queue.index(person)
        return review_story(
            gardener, reading, host.setup.idea, species=species, place=place, of=len(self._queue)
        )

    def _show_all(self, person: str) -> None:
        """Where all of every story has room above them, the plants of this review side by side, each as it stands."""
        contacts, rows = self.gardener.facts.contacts, TILES["tiles"].height + 1
        people = [p for p in self._queue if p in contacts and (p == person or not contacts[p].archived)]
        room = self.size.height - 2 - rows  # beside heading and hints
        tall = len(people) > 1 and room >= max(SIZES["portrait"][1] + CAPTION, *map(self._rows, people))
        self.set_class(tall, "tall")
        if not tall:
            return
        bed = self.query_one("#tended", OneBed)
        many = max(1, self.size.width // TILES["tiles"].width)
        first = max(0, min(people.index(person) - 1, len(people) - many))
        plants = [self.gardener.reading(p) for p in people[first : first + many]]
        bed.styles.height, bed.selected = rows, person
        bed.show([Plot("this review", "", tuple(plants))], view="tiles")

    def _rows(self, person: str) -> int:
        """How many rows the story of one who is reviewed needs."""
        beside = 24 if self.has_class("narrow") else 48
        return (
            len(wrapped(self._story(person), self.size.width - beside - 3, self.host.look, "background")) + 1
        )

    def shape(self, size: Size) -> None:
        """Arrange anew what there is room for."""
        super().shape(size)
        if self.ready:
            self.refill()

    def on_opened(self, message: Opened) -> None:
        """A plant was pointed at: it is looked at next, and nobody is passed over; at the end, it is opened."""
        message.stop()
        person = message.person
        if not self.current() or person not in self._queue:
            self.host.open_room("contact", person=person)
        elif person != self.current() and self.allowed("later"):
            place = self._queue.index(person)
            if place > self._at:
                self._queue.insert(self._at, self._queue.pop(place))
            else:
                self._back_to(place)
            self.refill()

    def _end(self) -> None:
        """What the session did in words, and those it was about as they stand now."""
        said = ending(self.gardener, self._session, self._queue, self._owed)
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

    def _next(self, into: list[str], person: str) -> None:
        """On to the next, and remember why."""
        self._pass(into, person)
        self._remember()
        self.refill()

    def _pass(self, into: list[str], person: str) -> None:
        if person in self._session.later:  # it was left at first, and came back by an undo
            self._session.later.remove(person)
        if person not in into:
            into.append(person)
        if person == self.current():
            self._at += 1

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
        """Remember where it was left; the one that was reviving was watered, though nobody looks on."""
        if self._reviving and self._reviving == self.current():
            self._pass(self._session.watered, self._reviving)
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
            self._back_to(self._at - 1)
            self.refill()
        elif move in {"up", "down", "pageup", "pagedown", "home", "end"}:
            self.query_one("#story", Side).roll(move)

    def _back_to(self, place: int) -> None:
        """To one who was passed before: it was not left for another day."""
        self._at = place
        if self.current() in self._session.later:
            self._session.later.remove(self.current())

    def sway(self, gust: Gust) -> None:
        """Let the wind pass."""
        if self.current():
            self.query_one("#plant", Side).sway(gust)
        if self.has_class("done") or self.has_class("tall"):
            self.query_one("#tended", OneBed).sway(gust)

    def home(self) -> None:
        """No widget needs the keys."""
        self.set_focus(None)
