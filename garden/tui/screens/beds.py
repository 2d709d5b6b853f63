"""The beds: what stands in each, how often each asks; lay, change and remove them, let one or all of them rest."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.geometry import Size

from garden import words
from garden.core import plot
from garden.core.errors import NotUnderstood
from garden.core.model import DEFAULT_BEDS, SHED, Bed, Rest
from garden.core.plot import sorted_by
from garden.gardener import Gardener
from garden.tui import actions
from garden.tui.messages import Opened
from garden.tui.motion import Gust
from garden.tui.screens.planting import edit_bed_sentence, planting
from garden.tui.screens.resting import ask_rest
from garden.tui.screens.room import Room
from garden.tui.widgets.chips import Chip
from garden.tui.widgets.line import Heading
from garden.tui.widgets.onebed import OneBed
from garden.tui.widgets.plots import Plot
from garden.tui.widgets.timeline import Entry, Timeline


class BedsScreen(Room):
    """A list of beds, and under it the one walked to, as it grows.  `chosen` is called with the id of a bed to look at
    in the garden."""

    WHERE: ClassVar[actions.Where] = "beds"
    DEFAULT_CSS = """
    BedsScreen #list { height: auto; margin-bottom: 1; }
    BedsScreen.small #body { display: none; }
    BedsScreen.small #list { height: 1fr; }
    BedsScreen.cramped #list { display: none; }
    """

    def __init__(self, chosen: Callable[[str], None]) -> None:
        super().__init__()
        self._chosen = chosen

    def body(self) -> ComposeResult:
        """The list, and a bed."""
        yield Timeline(self.host.look, id="list")
        yield OneBed(self.host.look, id="body")

    @property
    def _list(self) -> Timeline:
        return self.query_one(Timeline)

    def on_mount(self) -> None:
        """Fill it."""
        self.shape(self.app.size)
        self.refill()
        self.begin()

    def refill(self) -> None:
        """Show the beds as they now are."""
        gardener = self.gardener
        planted = dict(plot.by_bed(gardener.readings(archived=False), gardener.facts.beds, shed=True))
        entries = []
        for bed in gardener.facts.beds.values():
            plants = planted.get(bed.id, [])
            parts = [words.cadence(bed.every)]
            parts += [bed.species] if bed.species else []
            parts += [resting] if (resting := self._resting(bed.rests)) else []
            if bed.id == SHED:
                parts.append(f"{len(plants)} kept" if plants else "empty")
            else:
                parts.append(words.summary(plants, (), gardener.today) if plants else "empty")
            role = "resting" if resting else "foreground" if plants else "muted"
            entries.append(Entry(bed.id, " · ".join(parts), role, bed.name))
        self._list.show(entries)
        if not self.has_class("small"):
            self._list.styles.height = min(len(entries), max(4, self.app.size.height // 3))
        self._draw()
        count = len(entries)
        garden = self._resting(gardener.facts.rests)
        self.query_one(Heading).show(
            title="Beds",
            summary=f"{count} beds" + (f" · the whole garden {garden}" if garden else ""),
            right="",
        )
        self.query_one("#hints").refresh()

    def _draw(self) -> None:
        """Draw the chosen bed."""
        bed, readings = self._bed(), self.gardener.readings(archived=True)
        plants = [
            r for r in readings if bed is not None and r.bed == bed.id and r.archived == (bed.id == SHED)
        ]
        quiet = bool(bed is not None and self._resting(bed.rests))
        plots = (
            [Plot(bed.name, "", tuple(sorted_by(plants, "need")), quiet)]
            if bed is not None and plants
            else []
        )
        self.query_one(OneBed).show(plots, view="tiles")

    def on_opened(self, message: Opened) -> None:
        """A plant was pointed at."""
        message.stop()
        self.host.open_room("contact", person=message.person)

    def shape(self, size: Size) -> None:
        """Arrange anew what there is room for."""
        super().shape(size)
        if self.ready:
            self.refill()

    def sway(self, gust: Gust) -> None:
        """Let the wind pass."""
        self.query_one(OneBed).sway(gust)

    def _resting(self, rests: tuple[Rest, ...]) -> str:
        today = self.gardener.today
        for rest in rests:
            if rest.start <= today and (rest.until is None or today <= rest.until):
                return f"resting until {words.exact(rest.until, today)}" if rest.until else "resting"
        return ""

    def _bed(self) -> Bed | None:
        return self.gardener.facts.beds.get(self._list.chosen_id)

    def home(self) -> None:
        """The arrows belong to the list."""
        self._list.focus()

    def why_not(self, action: str) -> str:
        """Why an action is not possible now."""
        if (
            action in {"add_bed", "edit_bed", "remove_bed", "rest_bed", "rest_garden"}
            and self.gardener.read_only
        ):
            return self.gardener.read_only
        bed = self._bed() if self.ready else None
        if action == "remove_bed" and bed is not None and bed.id in DEFAULT_BEDS:
            return f"{bed.name} is one of the beds that every garden has; e renames it, and empty it is not drawn."
        return super().why_not(action)

    # Keys

    def action_move(self, move: str) -> None:
        """Walk through the list."""
        self._list.move(move)
        self._draw()
        self.query_one("#hints").refresh()

    def on_click(self, event: events.Click) -> None:
        """A click draws the bed, a second one looks at it."""
        if event.chain > 1:
            self.action_open_bed()
        else:
            self._draw()

    def action_open_bed(self) -> None:
        """Show the garden with nothing but this bed."""
        bed = self._bed()
        if bed is not None:
            self.dismiss()
            self._chosen(bed.id)

    async def action_add_bed(self) -> None:
        """Lay a bed."""
        if not self.allowed("add_bed"):
            return

        def answer(text: str) -> None:
            name, fields = _said(self.gardener, text)
            self.tell(self.gardener.add_bed(name, **fields))
            self._list.choose(self.gardener.find_bed(name).id)  # the keys that follow mean what was just made
            self._draw()

        (await self.asking()).ask("a new bed   choir  every:6w  species:rose", answer, live=self._chips)

    async def action_edit_bed(self) -> None:
        """Change the chosen bed."""
        bed = self._bed()
        if bed is None or not self.allowed("edit_bed"):
            return

        def answer(text: str) -> None:
            name, fields = _said(self.gardener, text)
            if name != bed.name:
                fields["name"] = name
            self.tell(self.gardener.edit_bed(bed.id, **fields))

        (await self.asking()).ask(
            "name  every:6w  species:rose   (no every: it asks for nothing)", answer,
            live=self._chips, text=edit_bed_sentence(bed),
        )  # fmt: skip

    def _chips(self, text: str) -> list[Chip]:
        if not text.strip():
            return [Chip("help", "a name; then, if you like, every:6w species:rose", "muted")]
        name, fields = _said(self.gardener, text)
        every = fields.get("every")
        return [Chip("name", name, "primary", "bed"),
                Chip("every", words.cadence(every if isinstance(every, int) else None)),
                Chip("species", str(fields.get("species") or "each its own"), "foreground", "species")]  # fmt: skip

    async def action_remove_bed(self) -> None:
        """Ask where its plants go, or whether, and remove it."""
        bed, gardener = self._bed(), self.gardener
        if bed is None or not self.allowed("remove_bed"):
            return
        who = [contact.name for contact in gardener.facts.contacts.values() if contact.bed == bed.id]
        if not who:
            (await self.confirming()).ask(
                f"Remove the bed {bed.name}? Nobody stands in it.",
                lambda: self.do(lambda: gardener.remove_bed(bed.id)),
                doing="remove",
            )
            return

        def live(text: str) -> list[Chip]:
            others = ", ".join(each.name for each in gardener.facts.beds.values() if each.id != bed.id)
            if not text.strip():
                return [Chip("help", f"one of {others}", "muted")]
            return [Chip("into", f"{words.some(who)} → {gardener.find_bed(text).name}", "warning")]

        (await self.asking()).ask(
            f"remove {bed.name}: where do its plants go?",
            lambda text: self.tell(gardener.remove_bed(bed.id, text.strip())),
            live=live,
        )

    async def action_rest_bed(self) -> None:
        """Let the chosen bed rest, or wake it."""
        bed, gardener = self._bed(), self.gardener
        if bed is None or not self.allowed("rest_bed"):
            return
        if self._resting(bed.rests):
            self.attempt(lambda: gardener.wake_bed(bed.id))
            return
        await ask_rest(self, bed.name, lambda until: gardener.rest_bed(bed.id, until))

    async def action_rest_garden(self) -> None:
        """Let the whole garden rest, or wake it."""
        gardener = self.gardener
        if not self.allowed("rest_garden"):
            return
        if self._resting(gardener.facts.rests):
            self.attempt(gardener.wake_garden)
            return
        await ask_rest(self, "The whole garden", gardener.rest_garden)


def _said(gardener: Gardener, text: str) -> tuple[str, dict[str, object]]:
    """The name, cadence and species that a line says; what it does not say is none."""
    name, fields = planting(gardener, text)
    if not name:
        raise NotUnderstood("A bed needs a name.", hint="choir every:6w species:rose")
    for field in fields:
        if field not in ("every", "species"):
            raise NotUnderstood(
                "A bed has a cadence and a species, nothing else.", hint="choir every:6w species:rose"
            )
    return name, {"every": None, "species": None, **fields}
