"""The garden: every bed and its plants, the selected one large beside them.  The first thing on the screen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar, Final

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.geometry import Size

from garden import words
from garden.core.days import Calendar, is_open
from garden.core.errors import GardenError, NotUnderstood
from garden.core.model import Bed
from garden.core.plot import Query, Sort, by_bed, sorted_by
from garden.core.reading import Reading
from garden.tui import actions
from garden.tui.messages import Opened, Selected
from garden.tui.motion import Gust
from garden.tui.screens.several import Several
from garden.tui.screens.story import story_of
from garden.tui.widgets.beds import Beds
from garden.tui.widgets.chips import Chip
from garden.tui.widgets.line import Heading
from garden.tui.widgets.plots import VIEWS, Move, Plot, View
from garden.tui.widgets.side import Said, Side
from garden.tui.widgets.welcome import Welcome

SIDE_FROM: Final = 104
"""Columns from which the portrait stands beside the beds; below, a story of two lines stands under them."""
SHORT: Final = 30
"""Rows below which tiles are drawn small, so that more than one row of plants is seen."""
SORTS: Final[tuple[Sort, ...]] = ("need", "name", "last", "roots")

SORTED: Final[dict[Sort, str]] = {
    "need": "Sorted by need: who gains most from a coffee stands first.",
    "name": "Sorted by name.",
    "last": "Sorted by last contact.",
    "roots": "Sorted by roots: the longest grown first.",
}


class GardenScreen(Several):
    """Beds and portrait."""

    WHERE: ClassVar[actions.Where] = "garden"
    DEFAULT_CSS = """
    GardenScreen #side { display: none; }
    GardenScreen #under { height: 3; width: 1fr; display: none; }
    GardenScreen.wide #side { display: block; }
    GardenScreen.narrow #under { display: block; }
    GardenScreen.cramped #under { display: none; }
    GardenScreen.empty Beds, GardenScreen.empty #side, GardenScreen.empty #under { display: none; }
    GardenScreen Welcome { display: none; }
    GardenScreen.empty Welcome { display: block; }
    """

    def __init__(self, title: str = "garden") -> None:
        super().__init__()
        self._title = title
        self._sort: Sort = SORTS[0]
        self._view: View | None = None
        self._filter = ""
        self._query: Query | None = None
        self._rank: dict[str, int] = {}

    def body(self) -> ComposeResult:
        """The beds, the portrait, and what stands there while nobody is planted."""
        look = self.host.look
        with Horizontal(id="body"):
            yield Beds(look, id="beds")
            yield Side(look, id="side")
            yield Welcome(look)
        yield Side(look, least_story=99, id="under")

    def on_mount(self) -> None:
        """Fill the beds and give them the keys."""
        self.shape(self.app.size)
        self._rank_anew()
        self.ready = True  # so that the story stands in the first frame
        self.refill()
        self.begin()

    def on_resize(self, event: events.Resize) -> None:
        """Draw the plants as large as there is room for."""
        if self._view is None and self._automatic() != self.beds.view:
            self.refill()

    def shape(self, size: Size) -> None:
        """Show the portrait where there is room."""
        super().shape(size)
        self.set_class(size.width >= SIDE_FROM, "wide")
        self.set_class(size.width < SIDE_FROM and size.height >= 16, "narrow")

    def _automatic(self) -> View:
        width, height = self.app.size
        if height < 14 or width < 32:
            return "list"
        return "small" if height < SHORT or width < 60 else "tiles"

    def why_not(self, action: str) -> str:
        """Why an action is not possible now."""
        if action in {"review", "filter", "sort", "view", "time"} and not self.gardener.facts.contacts:
            return "Nobody is planted yet; a plants somebody."
        return super().why_not(action)

    # Filling

    def current(self) -> str:
        """The selected contact."""
        return self.beds.selected if self.ready else ""

    def refill(self) -> None:
        """Show the facts as they now are, the selected plant in view."""
        self._fill()

    def renew(self) -> None:
        """Show what somebody else changed; the garden stands where it was scrolled to."""
        self._fill(hold=True)
        self.renew_prompts()

    def _fill(self, *, hold: bool = False) -> None:
        gardener = self.gardener
        everyone = self._everyone()
        self.set_class(not gardener.facts.contacts, "empty")
        self.query_one(Welcome).show(gardener.read_only, blank=not gardener.facts.holds_records)
        plots = self._plots(everyone)
        self.beds.show(plots, view=self._view or self._automatic(), hold=hold)
        shown = sum(len(plot.plants) for plot in plots)
        summary = self._summary(everyone)
        if self._filter:
            summary = f"{shown} of {len(everyone)} shown: {self._filter}   (esc shows all)"
        self.query_one(Heading).show(
            title=f"❀ {self._title}", summary=summary if gardener.facts.contacts else "", right=self._day()
        )
        self._tell_story()
        self.query_one("#hints").refresh()

    def _everyone(self) -> Sequence[Reading]:
        """Whom the garden shows, but for a filter."""
        return self.gardener.readings(archived=False)

    def _summary(self, everyone: Sequence[Reading]) -> str:
        """The garden in a line."""
        return words.summary(everyone, self.gardener.promises(), self.gardener.today)

    def _day(self) -> str:
        today = self.gardener.today
        return f"{today:%A} {words.exact(today, self._real_today())}"

    def _real_today(self) -> date:
        """The day it is, whatever day is shown."""
        return self.gardener.today

    def _plots(self, everyone: Sequence[Reading]) -> list[Plot]:
        facts = self.gardener.facts
        if self._query is not None:
            everyone = [r for r in everyone if self._query.matches(r, facts.contacts[r.id])]
        plots = []
        last = len(self._rank)
        for bed, found in by_bed(everyone, facts.beds, shed=self._query is not None):
            known = facts.beds.get(bed)
            note = f"· {words.cadence(known.every)}" if known else ""
            quiet = self._quiet(known)
            note = f"{note} · {quiet}".strip() if quiet else note
            plants = sorted(found, key=lambda r: self._rank.get(r.id, last))
            plots.append(Plot(known.name if known else bed, note, tuple(plants), bool(quiet)))
        return plots

    def _quiet(self, bed: Bed | None) -> str:
        """Until when a whole bed rests, in words; "" while it does not."""
        today, rests = self.gardener.today, (*(bed.rests if bed else ()), *self.gardener.facts.rests)
        rest = Calendar(rests).rest_at(today.toordinal()) if rests else None
        if rest is None:
            return ""
        if is_open(rest):
            return "resting"
        return f"resting until {words.exact(date.fromordinal(rest[1]), today)}"

    def _rank_anew(self) -> None:
        """Sort; until the next time every plant keeps its place, so that a log does not move it away."""
        order = sorted_by(self.gardener.readings(archived=True), self._sort)
        self._rank = {reading.id: i for i, reading in enumerate(order)}

    def _tell_story(self) -> None:
        gardener, person = self.gardener, self.current()
        contact = gardener.facts.contacts.get(person)
        side, under = self.query_one("#side", Side), self.query_one("#under", Side)
        if contact is None:
            quoted = gardener.in_quotes(self._query) if self._query is not None else ""
            quotes = f" In quotes it is one name: {quoted}" if quoted else ""
            nobody = [Said(f"Nobody fits.{quotes} Esc shows everybody.", "muted")] if self._filter else []
            side.show(None, nobody)
            under.show(None, nobody)
            return
        reading = gardener.reading(person)
        side.show(reading, story_of(gardener, reading, contact))
        under.show(
            reading,
            [
                Said(f"{contact.name} · {words.story(reading, contact)[0]}", "primary", bold=True),
                Said(words.why(reading)),
            ],
        )

    def on_selected(self, message: Selected) -> None:
        """Another plant is selected."""
        message.stop()
        self._tell_story()

    def on_opened(self, message: Opened) -> None:
        """A plant was opened with the mouse."""
        message.stop()
        self.host.open_room("contact", person=message.person)

    def grown(self, people: Sequence[str]) -> None:
        """Let these plants grow before one's eyes."""
        shown = [person for person in people if person in self.beds.plan.index]
        if not shown:
            return
        if self.beds.selected not in shown:
            self.beds.select(shown[0])
        side = self.query_one("#side", Side)

        def frame(growth: float) -> None:
            self.beds.grow(shown, growth)
            side.grow(growth)

        self.host.motion.grow(frame)

    def sway(self, gust: Gust) -> None:
        """Let the wind pass over the beds and the portrait."""
        if not self.has_class("empty"):
            self.query_one("#side", Side).sway(gust)  # first: its frames need a tick of their own
            self.beds.sway(gust)

    def home(self) -> None:
        """The arrows belong to the beds."""
        self.beds.focus()

    # Keys

    def action_move(self, move: Move) -> None:
        """Walk through the garden."""
        self.beds.move(move)

    def action_open(self) -> None:
        """Open the selected contact."""
        if self.allowed("open"):
            self.host.open_room("contact", person=self.current())

    def action_almanac(self) -> None:
        """Open the almanac."""
        if self.allowed("almanac"):
            self.host.open_room("almanac")

    def action_review(self) -> None:
        """Walk through those who need water."""
        if not self.allowed("review"):
            return
        self.host.open_room("review")

    def action_time(self) -> None:
        """Travel through time."""
        if self.allowed("time"):
            self.host.open_room("time", title=self._title, person=self.current())

    def action_sort(self) -> None:
        """Sort by the next key."""
        if not self.allowed("sort"):
            return
        self._sort = SORTS[(SORTS.index(self._sort) + 1) % len(SORTS)]
        self._rank_anew()
        self.refill()
        self.beds.reveal()
        self.say(SORTED[self._sort])

    def action_view(self) -> None:
        """Tiles, small tiles, a list."""
        if not self.allowed("view"):
            return
        now = self.beds.view
        self._view = VIEWS[(VIEWS.index(now) + 1) % len(VIEWS)]
        self.refill()
        self.say({"tiles": "Large tiles.", "small": "Small tiles.", "list": "A list."}[self._view])

    async def action_filter(self) -> None:
        """Show only some, live as it is typed."""
        if not self.allowed("filter"):
            return
        before = self._filter

        def live(text: str) -> list[Chip]:
            self._show_only(text)
            if (views := self.views_for(text)) is not None:
                return views
            shown = len(self.beds.plan.plants)
            return [Chip("count", f"{shown} fit" if shown != 1 else "1 fits", "success" if shown else "warning"),
                    Chip("help", "name  bed:friends  state:wilting  tag:job  last>60d  -not  @view",
                         "muted")]  # fmt: skip

        (await self.asking()).ask(
            "show only …   a name, bed:friends, state:wilting, tag:job, last>60d",
            self._show_only,
            live=live,
            text=before,
            left=lambda: self._show_only(""),
        )

    def _show_only(self, text: str) -> None:
        """Show only those whom `text` fits; while it cannot be understood, everybody: not whom half of it fitted."""
        self._forget_filter()
        try:
            if text.strip():
                self._query = self.gardener.query(text)
                self._filter = text.strip()
        except NotUnderstood as error:
            raise NotUnderstood(f"{error.message} Until then everybody is shown.", hint=error.hint) from None
        finally:
            self.refill()

    def action_back_out(self) -> None:
        """Show everybody again, nobody marked."""
        if self.beds.marked:
            self.beds.marked.clear()
            self.beds.repaint()
            self.say("Nobody is marked any more.")
            return
        if self._filter:
            self._show_only("")
            self.say("Everybody is shown.")
        else:
            self.say("This is the garden. q leaves it.", "foreground")

    async def action_add(self) -> None:
        """Plant somebody."""
        if not self.allowed("add"):
            return
        from garden.tui.screens.planting import planting

        gardener = self.gardener

        def answer(text: str) -> None:
            name, fields = planting(gardener, text)
            done = gardener.plant(name, **fields)
            self._forget_filter()
            self.tell(done, grow=True)

        (await self.asking()).ask(
            "who?   Ada Byron  bed:friends  every:6w  #tag  met:“at the choir”",
            answer,
            live=self._planting_chips,
        )

    async def action_edit(self) -> None:
        """Change the selected contact."""
        if not self.allowed("edit"):
            return
        from garden.tui.screens.planting import edit_sentence, planting

        gardener, person = self.gardener, self.current()

        def answer(text: str) -> None:
            name, fields = planting(gardener, text, editing=True)
            self._edited(person, name, fields)

        (await self.asking()).ask(
            "name  bed:friends  every:6w  #tag",
            answer,
            live=self._planting_chips,
            text=edit_sentence(gardener.facts.contacts[person]),
        )

    def _planting_chips(self, text: str) -> list[Chip]:
        from garden.tui.screens.planting import planting, understood

        if not text.strip():
            return [Chip("help", "a name; then, if you like, bed:friends every:6w #tag", "muted")]
        try:
            name, fields = planting(self.gardener, text)
        except GardenError as error:
            return [Chip("error", f"{error.message} {error.hint}".strip(), "warning")]
        chips = [Chip("name", name or "?", "primary", "name")]
        chips += [Chip(key, said, "foreground", label)
                  for key, label, said in understood(self.gardener, fields)]  # fmt: skip
        return chips

    def _forget_filter(self) -> None:
        self._filter, self._query = "", None
