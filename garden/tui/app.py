"""The app: holds the gardener, the look and the motion, opens rooms, and hears from the saver."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import signal
from collections.abc import Collection, Sequence
from typing import Any, ClassVar, Final, cast

from textual.app import App, InvalidThemeError
from textual.binding import Binding, BindingType
from textual.events import AppBlur, AppFocus, Event, Key, Paste
from textual.filter import LineFilter, NoColor
from textual.screen import Screen

from garden import words
from garden.botany.stand_ins import absent
from garden.core.errors import GardenError
from garden.gardener import Clock, Gardener, Watched
from garden.tui import actions, keymap
from garden.tui.look import Look, PlainSigns, textual_theme
from garden.tui.messages import Blurred, Gone, Refreshed, Saved, SaveFailed
from garden.tui.motion import Gust, Motion
from garden.tui.saver import Saver
from garden.tui.screens.garden import GardenScreen
from garden.tui.screens.opening import opening
from garden.tui.screens.room import Room
from garden.tui.setup import Setup, first_of
from garden.tui.typeahead import KeyPassed, TypeAhead
from garden.tui.widgets.line import Heading

DAY_CHECK_SECONDS: Final = 20.0


class GardenApp(App[list[str]]):
    """The garden in a terminal.  Exit value: what could not be saved, in words."""

    TITLE = "garden"
    ENABLE_COMMAND_PALETTE = True
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "leave", "quit", show=False, priority=True)]
    CSS = """
    Input > .input--suggestion { color: $foreground 45%; }
    """

    def __init__(
        self, store: Watched, clock: Clock, setup: Setup, *, screen: str = "garden", title: str = ""
    ) -> None:
        super().__init__()
        self.saver = Saver(
            store,
            saved=self._saved,
            refreshed=self._refreshed,
            failed=self._failed,
            blurred=self._blurred,
        )
        self.gardener = Gardener(self.saver, clock, species=sorted(setup.species))
        self.setup = setup
        self.review_left: object = None
        self.said: list[str] = []
        self.problems: tuple[str, ...] = setup.problems
        self.keymap = keymap.working(setup.keys)
        theme = setup.theme_shown
        self.look = Look(
            setup.themes,
            setup.species,
            theme=theme,
            glyphs=setup.glyphs,
            depth=setup.depth,
            album=setup.album,
        )
        self.motion = Motion(cast("App[object]", self), self._sway, reduced=setup.reduced_motion)
        self._typed = TypeAhead(self, super().on_event)
        self._first, self._title = screen, title or "garden"
        self.register_theme(textual_theme(theme, self.look.theme))
        self.theme = theme
        if setup.foreseen is not None:
            self.gardener.foresee(setup.foreseen.readings)
            if setup.album is not None:
                setup.album.awaits(setup.foreseen.pictures)
        self.gardener.open()
        self._day = self.gardener.today

    def get_default_screen(self) -> Screen[Any]:
        """The garden is the screen that everything else stands on."""
        return GardenScreen(self._title)

    def on_mount(self) -> None:
        """Keys, timers, the first words."""
        self.set_keymap(self.keymap)
        self._hear_signals()
        if self._first != "garden":
            self.open_room(self._first)
        self.call_after_refresh(self._opened)

    def _hear_signals(self) -> None:
        """Told to end, or left without a terminal, it saves what waits before it goes."""
        # not in the main thread, or where there are no such signals: nothing to hear
        with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
            loop = asyncio.get_running_loop()
            for number in (signal.SIGTERM, signal.SIGHUP):
                loop.add_signal_handler(number, self.leave_at_once)

    async def _opened(self) -> None:
        await self._typed.start()
        # what was made so far stays: the collector need never look at it
        gc.freeze()
        gc.enable()
        self.motion.start()
        self.saver.watch()
        self.motion.every(DAY_CHECK_SECONDS, self._look_at_the_day, name="day")
        room = self._room()
        strangers = absent(self.gardener.facts.table("contacts").values(), self.setup.species)
        self.problems = (*self.setup.problems, *strangers)
        words = [*self.gardener.notices, *self._undecided(), *first_of(self.problems)]
        self._show_saving()
        album = self.look.studio.album
        if album is not None and album.grown:
            self.run_worker(lambda: self.setup.keep_album(album), thread=True, name="album")
        if words and room is not None:
            room.say(" ".join(words), "warning")
        elif isinstance(room, GardenScreen) and (news := self._of_today()):
            room.say(news, "foreground")

    def _of_today(self) -> str:
        """What of this day the garden itself does not show."""
        from garden.words.today import greeting

        mine = self.gardener
        return greeting(mine.birthdays(1), mine.promises(), mine.name_of, mine.today, mine.readings())

    def _undecided(self) -> list[str]:
        """What two copies said differently, and how to choose."""
        many = len(self.gardener.choices())
        if not many:
            return []
        waits = (
            "thing that two copies said differently waits"
            if many == 1
            else "things that two copies said differently wait"
        )
        return [f"{many} {waits} for your choice: `garden merge --waiting`."]

    def _look_at_the_day(self) -> None:
        """A garden left open overnight shows the new day."""
        if self.gardener.travelling:
            return
        if self.gardener.today != self._day:
            self._day = self.gardener.today
            for screen in self.screen_stack:
                if isinstance(screen, Room) and screen.ready:
                    screen.refill()

    def _room(self) -> Room | None:
        return next(
            (screen for screen in reversed(self.screen_stack) if isinstance(screen, Room) and screen.ready),
            None,
        )

    # Faults

    @property
    def fault(self) -> Exception | None:
        """What should not have happened and ended the app."""
        return self._exception

    def _print_error_renderables(self) -> None:
        """Textual would print a traceback with everything in it that people wrote; `run` hands the fault on instead."""
        self._exit_renderables.clear()

    # Rooms

    def open_room(self, name: str, **how: Any) -> None:
        """Open a screen over the garden; coming back shows what has changed."""
        # from a contact one comes back to the almanac, and to another day
        self._leave_rooms(("almanac", "time") if name == "contact" else ())
        today = self.gardener.today
        if name == "time":
            self.gardener.travel(today)
        room = opening(name, today, how)
        self.push_screen(room, lambda gone: self._came_back(how.get("person", ""), gone))

    def _leave_rooms(self, but: Collection[str] = ()) -> None:
        """Back to the garden, or to a room of these; whatever was open over it is left."""
        while len(self.screen_stack) > 1 and not (isinstance(self.screen, Room) and self.screen.WHERE in but):
            self.pop_screen()
            self._end_journey()

    def _end_journey(self) -> None:
        """However the other day was left, the gardener is back in today before anything else is shown."""
        if not any(isinstance(screen, Room) and screen.WHERE == "time" for screen in self.screen_stack):
            self.gardener.travel(None)

    def _came_back(self, person: str, gone: Gone | None) -> None:
        self._end_journey()
        room = self._room()
        if room is not None:
            room.refill()
            room.home()
            if isinstance(room, GardenScreen) and person in room.beds.plan.index:
                room.beds.select(person)
            if gone is not None:
                room.say(f"{gone.name} is no longer in the garden; logging brings them back.", "warning")
                if gone.typed:
                    room.call_later(room.log_again, gone.typed)

    def show_help(self, where: actions.Where) -> None:
        """Every key of a screen."""
        from garden.tui.screens.help import HelpScreen

        self.push_screen(HelpScreen(where, self.keymap, self.problems))

    def leave(self) -> None:
        """Save what waits, then go; where something cannot be saved, ask first."""
        self.run_worker(self._leave, thread=True, exclusive=True, name="leave")

    def _leave(self) -> None:
        left = self.saver.flush()
        self.call_later(self._part, left)

    async def _part(self, left: list[str]) -> None:
        room = self._room()
        if not left or room is None:
            self._go(left)
            return
        self._show_saving()
        while self.screen is not room:
            self.pop_screen()
        things = "one thing is" if len(left) == 1 else f"{len(left)} things are"
        (await room.confirming()).ask(
            f"Not saved: {self._trouble()} Leave all the same? {things.capitalize()} lost then.",
            lambda: self._go(left),
            doing="leave",
        )

    def _go(self, left: list[str]) -> None:
        self.saver.close()
        self.exit(left)

    def leave_at_once(self) -> None:
        """The system asks us to end: save what can be saved, and go."""
        self.run_worker(lambda: self.call_from_thread(self._go, self.saver.flush()), thread=True, name="end")

    def action_leave(self) -> None:
        """Ctrl+q, from anywhere."""
        self.leave()

    async def action_quit(self) -> None:
        """However it is asked to go, what waits is saved."""
        self.leave()

    def action_command_palette(self) -> None:
        """Find a person, or anything that can be done."""
        from textual.command import CommandPalette

        from garden.tui.palette import Everything, Palette

        if not any(isinstance(screen, CommandPalette) for screen in self.screen_stack):
            self.push_screen(Palette(providers=[Everything], placeholder="a person, or what to do"))

    # Look

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Where colour is off, or only ASCII may be drawn, that goes for Textual's own widgets and grounds too."""
        filters = list(super().get_line_filters())
        if not self.look.coloured:
            filters.append(NoColor())
        if self.look.glyphs == "ascii":
            filters.append(PlainSigns(self.look))
        return filters

    def next_theme(self) -> str:
        """Paint in the next theme and remember it; answers its title."""
        names = sorted(self.look.themes)
        name = names[(names.index(self.theme) + 1) % len(names)] if self.theme in names else names[0]
        self.choose_theme(name)
        return self.look.theme.title

    def choose_theme(self, name: str) -> None:
        """Paint everything in a theme."""
        if name not in self.look.themes:
            raise InvalidThemeError(name)
        self.look.choose(name)
        self.register_theme(textual_theme(name, self.look.theme))
        self.theme = name
        for screen in self.screen_stack:
            if isinstance(screen, Room) and screen.ready:
                screen.repaint()
        try:
            self.setup.remember("theme", name)
        except GardenError as error:
            room = self._room()
            if room is not None:
                room.call_later(room.complain, error)  # after, not under, the name of the theme

    def _sway(self, gust: Gust) -> None:
        screen = self.screen
        if isinstance(screen, Room) and screen.ready:
            screen.sway(gust)

    def on_app_blur(self, event: AppBlur) -> None:
        """Nothing moves while the terminal is not in front."""
        self.motion.focus(False)

    def on_app_focus(self, event: AppFocus) -> None:
        """The wind rises again."""
        self.motion.focus(True)

    async def on_event(self, event: Event) -> None:
        """Keys wait for the keys before them; what is pasted comes as one line that commands no terminal."""
        if isinstance(event, Paste):
            event.text = words.clean(event.text.strip("\r\n"))
        if isinstance(event, Key | Paste) and not event.is_forwarded:
            await self._typed.take(event)
        else:
            await super().on_event(event)

    def on_key_passed(self, message: KeyPassed) -> None:
        """A key has been dealt with."""
        self._typed.passed(message)

    # The saver, from its thread

    def _saved(self, notices: Sequence[str]) -> None:
        self.post_message(Saved(tuple(notices)))

    def _refreshed(self, notices: Sequence[str], people: Sequence[str]) -> None:
        self.post_message(Refreshed(tuple(notices), tuple(people)))

    def _blurred(self, error: GardenError) -> None:
        self.post_message(Blurred(f"{error.message} {error.hint}".strip()))

    def _failed(self, error: GardenError) -> None:
        self.post_message(SaveFailed(error.message, error.hint))

    def _trouble(self) -> str:
        error = self.saver.error
        return f"{error.message} {error.hint}".strip() if error is not None else ""

    def _show_saving(self) -> None:
        """How saving stands, on every screen: one place says it."""
        waiting = self.saver.waiting if self.saver.error is not None else []
        if waiting:
            trouble = f"{len(waiting)} not saved; ctrl+r tries again"
        else:
            trouble = f"read only: {self.gardener.read_only}" if self.gardener.read_only else ""
        for screen in self.screen_stack:
            if isinstance(screen, Room) and screen.ready:
                screen.query_one(Heading).show(trouble=trouble)

    def on_saved(self, message: Saved) -> None:
        """Everything stands in the file."""
        self._show_saving()
        room = self._room()
        if room is not None and message.notices:
            room.say(" ".join(message.notices), "warning")

    def on_refreshed(self, message: Refreshed) -> None:
        """Somebody else changed the file: show it, and say of whom; cursor, scroll and what is typed stay."""
        gardener = self.gardener
        names, beds = dict(gardener.people_names()), gardener.facts.beds
        gardener.take(self.saver.tables)
        gardener.seal(self.saver.read_only)
        for screen in tuple(self.screen_stack):
            if isinstance(screen, Room) and screen.ready:
                screen.renew()
        of = [names.get(person) or gardener.name_of(person) for person in message.people]
        said = f"Changed elsewhere: {words.some(of)}." if of else "Changed elsewhere."
        self._show_saving()
        room = self._room()
        # a new file brings the default beds, which were shown already
        if room is not None and (of or message.notices or beds != gardener.facts.beds):
            room.say(" ".join([*message.notices, said]), "warning" if message.notices else "accent")

    def on_blurred(self, message: Blurred) -> None:
        """What is on the screen is older than the file, and the file cannot be read."""
        room = self._room()
        if room is not None:
            room.say(f"Changed elsewhere, and not readable now: {message.sentence}", "error")

    def on_save_failed(self, message: SaveFailed) -> None:
        """Nothing is lost: it waits, and can be tried again."""
        self._show_saving()
        room = self._room()
        if room is not None:
            room.say(f"Not saved, kept in memory: {message.sentence} {message.hint}".strip(), "error")

    def next_key_is(self, *keys: str) -> bool:
        """Whether the next key that was pressed meanwhile is one of these."""
        return self._typed.next_is(*keys)

    def retry(self) -> str:
        """Try to save again; answers what was done."""
        if not self.saver.waiting:
            return "Everything is saved."
        self.saver.retry()
        return "Saving again …"
