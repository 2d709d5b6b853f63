"""Room: what every screen of the garden shares: heading, log bar, prompts, key hints, undo, and how a log is kept."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Final, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.geometry import Size
from textual.screen import Screen

from garden.core.errors import GardenError
from garden.tui import actions
from garden.tui.messages import Gone, HintPressed
from garden.tui.widgets.line import LEAST, Heading, Hints

if TYPE_CHECKING:
    from datetime import date

    from garden.gardener import Done, Gardener
    from garden.tui.motion import Gust
    from garden.tui.screens.host import Host
    from garden.tui.widgets.ask import Ask, Confirm
    from garden.tui.widgets.logbar import LogBar

SIDE_FROM: Final = 84
"""Columns from which a whole portrait stands beside a story."""
WORDS_ONLY: Final = Size(60, 14)
"""Columns and rows below which there is room for words only."""


class Room(Screen[Gone]):
    """A screen of the garden.

    Subclasses say where they are (`WHERE`), `body`, `current` (the contact that the keys mean) and `refill` (show
    everything anew after the facts have changed).
    """

    WHERE: ClassVar[actions.Where] = "garden"
    BINDINGS: ClassVar[list[BindingType]] = []
    AUTO_FOCUS = ""  # `home` says where the keys go
    DEFAULT_CSS = """
    Room { layout: vertical; background: $background; overflow: hidden; layers: base over; }
    Room > #body { height: 1fr; }
    Room.cramped > #body, Room.cramped > Side, Room.cramped > #hints { display: none; }
    """

    def __init_subclass__(cls, **kwargs: Any) -> None:
        cls.BINDINGS = list(actions.bindings(cls.WHERE))
        super().__init_subclass__(**kwargs)

    def __init__(self) -> None:
        super().__init__()
        self.ready = False
        self._prompts: tuple[LogBar, Ask, Confirm] | None = None
        self._bringing = asyncio.Lock()

    @property
    def host(self) -> Host:
        """The app, by what a room needs of it."""
        return cast("Host", self.app)

    @property
    def gardener(self) -> Gardener:
        """The gardener."""
        return self.host.gardener

    def compose(self) -> ComposeResult:
        """Heading, body, hints; the prompts come once these are on the screen."""
        look = self.host.look
        yield Heading(look, id="heading")
        yield from self.body()
        yield Hints(look, self._hints, why_not=self.why_not, keymap=self.host.keymap, id="hints")

    def _hints(self) -> list[actions.Action]:
        """What the keys do now: in the log bar or a prompt while one is open, else here."""
        if self._prompts is not None and self._prompts[1].showing:
            return list(actions.ANSWERS)
        saying = self._prompts is not None and bool(self._prompts[0].display)
        return list(actions.hints("log" if saying else self.WHERE))

    def begin(self) -> None:
        """The screen is filled: take the keys, let the wind blow, and bring the prompts once this can be seen."""
        self.ready = True
        self.home()
        self.call_after_refresh(self._bring_prompts)

    async def _bring_prompts(self) -> None:
        """Unless one has left by then: what is going can take nothing in."""
        if self.is_attached:
            await self.prompts()

    async def prompts(self) -> tuple[LogBar, Ask, Confirm]:
        """The log bar and the prompts.  Whoever asks first waits until they stand; keys wait with them."""
        async with self._bringing:
            if self._prompts is None:
                from garden.tui.widgets.ask import Ask, Confirm
                from garden.tui.widgets.logbar import LogBar

                look = self.host.look
                found = (
                    LogBar(look, lambda: self.gardener, self.host.said, id="logbar"),
                    Ask(look, id="ask"),
                    Confirm(look, id="confirm"),
                )
                await self.mount(*found, before="#hints")
                self._prompts = found
        return self._prompts

    async def log_bar(self) -> LogBar:
        """The log bar."""
        return (await self.prompts())[0]

    async def asking(self) -> Ask:
        """The prompt for a few words."""
        return (await self.prompts())[1]

    async def confirming(self) -> Confirm:
        """The prompt for a yes."""
        return (await self.prompts())[2]

    # For subclasses

    def body(self) -> ComposeResult:
        """What stands between heading and hints."""
        yield from ()

    def current(self) -> str:
        """The id of the contact that the keys mean, or ""."""
        return ""

    def refill(self) -> None:
        """Show everything anew: the facts have changed."""

    def renew(self) -> None:
        """Show what somebody else changed; what the person here is about stays as it is."""
        self.refill()
        self.renew_prompts()

    def renew_prompts(self) -> None:
        """What is being typed is understood by the facts as they now are."""
        if self._prompts is not None:
            self._prompts[0].renew()
            self._prompts[1].renew()

    async def log_again(self, text: str) -> None:
        """Go on with a sentence that was begun elsewhere."""
        (await self.log_bar()).open(text)

    def grown(self, people: Sequence[str]) -> None:
        """These plants were just watered: show it."""

    def sway(self, gust: Gust) -> None:
        """Let the wind pass."""

    def home(self) -> None:
        """Give the keys to the main widget."""

    def repaint(self) -> None:
        """Paint everything anew, e.g. in another theme."""
        for widget in self.query("*"):
            if hasattr(widget, "repaint"):
                widget.repaint()
            widget.refresh()

    def on_resize(self, event: events.Resize) -> None:
        """Show what there is room for."""
        self.shape(event.size)

    def shape(self, size: Size) -> None:
        """Say as classes what there is room for: `narrow`, `small` (words only), `cramped` (nothing; the heading says
        so)."""
        self.set_class(size.width < SIDE_FROM, "narrow")
        self.set_class(size.width < WORDS_ONLY.width or size.height < WORDS_ONLY.height, "small")
        self.set_class(size.width < LEAST.width or size.height < LEAST.height, "cramped")

    # Talking

    def say(self, sentence: str, role: str = "success") -> None:
        """Say a sentence in the line at the foot."""
        self.query_one(Hints).say(sentence, role=role)

    def complain(self, error: GardenError) -> None:
        """Say what was not possible, and what to do."""
        self.say(f"{error.message} {error.hint}".strip(), "error")

    def attempt(self, verb: Callable[[], Done], *, grow: bool = False) -> Done | None:
        """Do something, say what was done, show it; a GardenError is said instead and None answered."""
        try:
            done = verb()
        except GardenError as error:
            self.complain(error)
            return None
        self.tell(done, grow=grow)
        return done

    def do(self, verb: Callable[[], Done], *, grow: bool = False) -> None:
        """`attempt`, for whoever needs no answer."""
        self.attempt(verb, grow=grow)

    def tell(self, done: Done, *, grow: bool = False) -> None:
        """Show what a verb did."""
        self.refill()
        self.say(" ".join([done.said, *done.notices]))
        if grow:
            self.grown(done.people)

    def why_not(self, action: str) -> str:
        """Why an action is not possible now, "" where it is.  The footer dims it; the key says this."""
        needs_one = {"water", "edit", "edit_contact", "rest", "archive", "open", "write", "cadence", "later",
                     "finish"}  # fmt: skip
        changes = {"log", "water", "add", "edit", "edit_contact", "rest", "archive", "undo", "redo", "correct",
                   "unlog", "cadence"}  # fmt: skip
        if action in changes and self.gardener.read_only:
            return self.gardener.read_only
        if action in needs_one and not self.current():
            return "No plant is selected."
        return ""

    def allowed(self, action: str) -> bool:
        """Whether an action is possible; where it is not, says why."""
        reason = self.why_not(action)
        if reason:
            self.say(reason, "warning")
        return not reason

    def _edited(self, person: str, name: str, fields: dict[str, object]) -> None:
        """Change of a contact what was changed in its line."""
        from garden.tui.screens.planting import changed

        contact = self.gardener.facts.contacts.get(person)
        if contact is None:
            raise GardenError("Nobody is there any more to change: removed elsewhere.", hint="Esc leaves.")
        differing = changed(contact, name, fields)
        if differing:
            self.tell(self.gardener.edit(person, **differing))
        else:
            self.say("Nothing was changed.", "foreground")

    # Events

    def on_key(self, event: events.Key) -> None:
        """A key that nobody took: say so."""
        if event.is_printable and not self._typing():
            known = {key for action in actions.at(self.WHERE) for key in action.keys.split(",")}
            if event.key not in {*known, *"jkh", *self.host.keymap.values()}:
                self.say(f"“{event.character}” does nothing here; ? shows every key.", "warning")

    def _typing(self) -> bool:
        return self._prompts is not None and any(bool(prompt.display) for prompt in self._prompts)

    async def on_hint_pressed(self, message: HintPressed) -> None:
        """A hint was clicked: do what it says."""
        message.stop()
        ask = self._prompts[1] if self._prompts is not None else None
        await (ask.press if ask is not None and ask.showing else self.run_action)(message.action)

    def on_ask_closed(self, message: Ask.Closed) -> None:
        """The keys belong to the screen again."""
        message.stop()
        self.query_one(Hints).refresh()
        self.home()

    def on_ask_shown(self, message: Ask.Shown) -> None:
        """A line to type in: what its keys do is named in place of what was said before."""
        message.stop()
        self.query_one(Hints).say("")

    # Logging

    def on_log_bar_left(self, message: LogBar.Left) -> None:
        """The log bar was left."""
        message.stop()
        self.home()

    def on_log_bar_shown(self, message: LogBar.Shown) -> None:
        """The log bar came or went: other keys are named."""
        message.stop()
        self.query_one(Hints).refresh()

    def on_log_bar_meant(self, message: LogBar.Meant) -> None:
        """Keep what was said, and show it; where there is more to say the line stays."""
        message.stop()
        gardener = self.gardener
        try:
            if message.promise is not None:
                owed = message.promise
                done = gardener.promise(message.draft.people[0], owed.text, by=owed.by, due=owed.due)
            elif message.editing:
                done = gardener.relog(message.editing, message.draft, plant_unknown=message.plant)
            else:
                done = gardener.log(message.draft, plant_unknown=message.plant)
        except GardenError as error:
            self.complain(error)
            return
        self.host.said.append(message.said)
        if self._prompts is not None:
            bar = self._prompts[0]
            if message.more and not message.editing:
                bar.open(known=self._whom())
            else:
                bar.close()
                self.home()
        self.tell(done, grow=message.promise is None)

    def _whom(self) -> list[str]:
        """With whom it was, where the sentence names nobody: on a screen that is about one contact, that one."""
        return [self.current()] if self.current() and self.WHERE != "garden" else []

    async def action_log(self) -> None:
        """Open the log bar."""
        if self.allowed("log"):
            self.query_one(Hints).hush()
            (await self.log_bar()).open(known=self._whom())

    async def action_water(self) -> None:
        """Open the log bar with a coffee with the current contact, today."""
        if self.allowed("water"):
            self.query_one(Hints).hush()
            (await self.log_bar()).open("coffee", known=[self.current()])

    # Verbs that every screen has

    def action_undo(self) -> None:
        """Take back the last deed."""
        if self.allowed("undo"):
            self.attempt(self.gardener.undo, grow=True)

    def action_redo(self) -> None:
        """Do again what was taken back."""
        if self.allowed("redo"):
            self.attempt(self.gardener.redo, grow=True)

    async def action_archive(self) -> None:
        """Ask whether to archive the current contact."""
        if self.allowed("archive"):
            person = self.current()
            name = self.gardener.name_of(person)
            if self.gardener.facts.contacts[person].archived:
                (await self.confirming()).ask(
                    f"Bring {name} back into the garden?",
                    lambda: self.do(lambda: self.gardener.archive(person, False)),
                    doing="bring back",
                )
                return
            (await self.confirming()).ask(
                f"Archive {name}? Kept and searchable, no longer drawn.",
                lambda: self._archive(person),
                doing="archive",
            )

    def _archive(self, person: str) -> None:
        if self.attempt(lambda: self.gardener.archive(person)):
            self.gone(person)

    def gone(self, person: str) -> None:
        """The contact is no longer shown here."""

    async def action_rest(self) -> None:
        """Ask until when the current contact rests, or wake it."""
        if not self.allowed("rest"):
            return
        person = self.current()
        reading = self.gardener.reading(person)
        if reading.state == "resting":
            self.attempt(lambda: self.gardener.wake(person))
            return

        def rest(until: date | None) -> Done:
            return self.gardener.rest(person, until)

        from garden.tui.screens.resting import ask_rest

        await ask_rest(self, reading.name, rest, then=lambda: self.rested(person))

    def rested(self, person: str) -> None:
        """The contact was put to rest."""

    def action_theme(self) -> None:
        """Paint in the next theme."""
        self.say(f"Theme: {self.host.next_theme()}.")

    def action_retry(self) -> None:
        """Save again."""
        self.say(self.host.retry())

    def action_help(self) -> None:
        """Show every key."""
        self.host.show_help(self.WHERE)

    def action_leave(self) -> None:
        """Quit."""
        self.host.leave()

    def action_back(self) -> None:
        """Back to the screen before."""
        self.dismiss()
