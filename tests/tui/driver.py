"""Somebody at the keys of a garden: `await garden.keys("l").types("coffee ada").enter()`, `garden.sees("Logged")`.

What always holds: after an `await` every message is handled, every worker that can end has ended and the save has gone
through (unless the store was told to hold it), so that what is asserted next is what a person would see.  Nothing
sleeps for a time of its own; what takes longer is waited for by what it brings (`until`).
"""

from __future__ import annotations

import time
import unicodedata
from collections.abc import AsyncIterator, Callable, Generator, Mapping
from contextlib import asynccontextmanager
from functools import cache
from typing import Any, Final, Self

from rich.cells import cell_len
from textual import events
from textual.geometry import Offset, Region, Size
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key
from textual.pilot import Pilot
from textual.screen import Screen
from textual.scrollbar import ScrollBar
from textual.widget import Widget
from textual.widgets import Input

from garden import settings
from garden.cli import looks
from garden.core.model import Document
from garden.tui.app import GardenApp
from garden.tui.screens.room import Room
from garden.tui.setup import Setup
from garden.tui.widgets.ask import Ask, Confirm
from garden.tui.widgets.beds import Beds
from garden.tui.widgets.chips import Chips
from garden.tui.widgets.line import Hints
from garden.tui.widgets.logbar import LogBar
from garden.tui.widgets.side import Side
from garden.tui.widgets.timeline import Timeline
from tests.support import GardenBuilder
from tests.tui.stores import TroubledStore

PATIENCE: Final = 10.0
"""Seconds after which what was waited for counts as never coming; nothing is timed by it."""
QUIET_ROUNDS: Final = 3


@cache
def shipped() -> Setup:
    """What the command line would give the screens here, in a plain form: nothing moves, nothing is remembered."""
    return looks.setup(settings.paths())._replace(
        theme="meadow-night", glyphs="quadrant", depth="truecolor",
        reduced_motion=True, remember=lambda name, value: None,
    )  # fmt: skip


class Hands:
    """What is about to be done at the keys and with the mouse, in order; awaiting it does it."""

    def __init__(self, garden: GardenAtTheKeys) -> None:
        self._garden = garden
        self._deeds: list[tuple[str, tuple[Any, ...]]] = []

    def __await__(self) -> Generator[Any, None, GardenAtTheKeys]:
        return self._garden._do(self._deeds).__await__()

    def _and(self, what: str, *how: Any) -> Self:
        self._deeds.append((what, how))
        return self

    def keys(self, *keys: str) -> Self:
        """Press keys one after the other, each when the last has done its work."""
        for key in keys:
            self._and("press", key)
        return self

    def at_once(self, *keys: str) -> Self:
        """Press keys before the first of them has done its work."""
        return self._and("at_once", *keys)

    def types(self, text: str) -> Self:
        """Type a text in one go."""
        return self._and("type", text)

    def pastes(self, text: str) -> Self:
        """Paste a text from elsewhere, whatever is in it."""
        return self._and("paste", text)

    def enter(self) -> Self:
        """Press enter."""
        return self.keys("enter")

    def esc(self) -> Self:
        """Press escape."""
        return self.keys("escape")

    def clicks(self, text: str, *, times: int = 1) -> Self:
        """Click where a text stands on the screen: the first letter of the lowest place."""
        return self._and("click", text, times)

    def clicks_at(self, x: int, y: int, *, times: int = 1) -> Self:
        """Click a cell of the screen."""
        return self._and("click_at", x, y, times)

    def turns_wheel(self, down: int) -> Self:
        """Turn the wheel over the middle of the screen, down so many notches (up, if negative)."""
        return self._and("wheel", down)

    def resizes(self, columns: int, rows: int) -> Self:
        """Make the terminal another size."""
        return self._and("resize", columns, rows)

    def comes_to_see(self, *texts: str) -> Self:
        """Wait until all these texts stand on the screen."""
        return self._and("come_to_see", *texts)


class GardenAtTheKeys:
    """A running garden, by what a person does and sees.  Made by `at_the_keys`."""

    def __init__(self, app: GardenApp, pilot: Pilot[int], store: TroubledStore) -> None:
        self.app, self.pilot, self.store = app, pilot, store
        self.pressed = 0
        """Keys pressed so far; every letter typed is one."""
        self.begun_with: Mapping[str, int] = {name: len(store.table(name)) for name in _TABLES}

    # Doing

    def keys(self, *keys: str) -> Hands:
        """Press keys."""
        return Hands(self).keys(*keys)

    def at_once(self, *keys: str) -> Hands:
        """Press keys before the first of them has done its work."""
        return Hands(self).at_once(*keys)

    def types(self, text: str) -> Hands:
        """Type a text."""
        return Hands(self).types(text)

    def enter(self) -> Hands:
        """Press enter."""
        return Hands(self).enter()

    def esc(self) -> Hands:
        """Press escape."""
        return Hands(self).esc()

    def clicks(self, text: str, *, times: int = 1) -> Hands:
        """Click a text."""
        return Hands(self).clicks(text, times=times)

    def clicks_at(self, x: int, y: int, *, times: int = 1) -> Hands:
        """Click a cell."""
        return Hands(self).clicks_at(x, y, times=times)

    def turns_wheel(self, down: int) -> Hands:
        """Turn the wheel."""
        return Hands(self).turns_wheel(down)

    def resizes(self, columns: int, rows: int) -> Hands:
        """Make the terminal another size."""
        return Hands(self).resizes(columns, rows)

    async def walks_to(self, name: str) -> GardenAtTheKeys:
        """Walk right from the first plant until the contact of that name is the selected one."""
        await self.keys("home")
        while self.selected != name:
            before = self.screen.query_one(Beds).selected
            await self.keys("right")
            assert self.screen.query_one(Beds).selected != before, f"{name} stands nowhere:\n{self.text}"
        return self

    async def _do(self, deeds: list[tuple[str, tuple[Any, ...]]]) -> GardenAtTheKeys:
        for what, how in deeds:
            await getattr(self, f"_{what}")(*how)  # each of them settles
        return self

    async def _press(self, key: str) -> None:
        self._key(key)
        await self.settle()

    async def _at_once(self, *keys: str) -> None:
        for key in keys:
            self._key(key)
        await self.settle()

    async def _type(self, text: str) -> None:
        for character in text:
            self._key(character)
        await self.settle()

    async def _paste(self, text: str) -> None:
        self.app.post_message(events.Paste(text))
        await self.settle()

    def _key(self, key: str) -> None:
        """A key as the terminal's driver would say it."""
        self.pressed += 1
        name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
        try:
            character: str | None = unicodedata.lookup(
                _get_unicode_name_from_key(REPLACED_KEYS.get(name, name))
            )
        except KeyError:
            character = key if len(key) == 1 else None
        self.app.post_message(events.Key(name, character))

    async def _click(self, text: str, times: int) -> None:
        x, y = self.places_of(text)[-1]
        await self._click_at(x, y, times)

    async def _click_at(self, x: int, y: int, times: int) -> None:
        await self.pilot.click(offset=(x, y), times=times)
        await self.settle()

    async def _wheel(self, down: int) -> None:
        size = self.app.size
        x, y = size.width // 4, size.height // 2
        kind = events.MouseScrollDown if down > 0 else events.MouseScrollUp
        for _ in range(abs(down)):
            self.screen._forward_event(
                kind(None, x, y, 0, 1 if down > 0 else -1, 0, False, False, False, x, y)
            )
        await self.settle()

    async def _resize(self, columns: int, rows: int) -> None:
        await self.pilot.resize_terminal(columns, rows)
        await self.settle()

    async def _come_to_see(self, *texts: str) -> None:
        await self.comes_to_see(*texts)

    # Waiting

    async def settle(self) -> None:
        """Handle every message there is, and those that come of it; wait for the save, unless it cannot end now.

        A round ends when every widget has come to the end of what it was doing.  Quiet rounds in a row: what a round
        brought about (a paint, a change of focus, a callback after it) is in the queues by the next.
        """
        end = time.monotonic() + PATIENCE
        quiet = 0
        while quiet < QUIET_ROUNDS and not self._left:
            await self.pilot._wait_for_screen()
            self.app.screen._on_timer_update()
            quiet = quiet + 1 if self._idle else 0
            if self._saving:
                await self.pilot.pause()
            assert time.monotonic() < end, f"the screens never come to rest:\n{self.text}"

    @property
    def _left(self) -> bool:
        return not self.app._running or self.app._exit

    @property
    def _idle(self) -> bool:
        nodes = (self.app, *self.app.screen.walk_children(with_self=True))
        typed_ahead = self.app._typed._waiting
        return not (self._saving or typed_ahead or any(node.message_queue_size for node in nodes))

    @property
    def _saving(self) -> bool:
        stuck = self.store.holding or self.store.failing is not None
        return bool(self.app.saver.waiting) and not stuck

    async def until(self, true: Callable[[], object], what: str = "") -> GardenAtTheKeys:
        """Go on handling messages until something is true."""
        end = time.monotonic() + PATIENCE
        while not true():
            assert time.monotonic() < end, f"{what or 'what was waited for'} never came:\n{self.text}"
            await self.pilot.pause()
        return self

    async def comes_to_see(self, *texts: str) -> GardenAtTheKeys:
        """Wait until all these texts stand on the screen."""
        return await self.until(lambda: all(text in self.text for text in texts), " and ".join(texts))

    # Seeing

    @property
    def screen(self) -> Screen[Any]:
        """The screen in front."""
        return self.app.screen

    @property
    def room(self) -> str:
        """Where we are: "garden", "contact", "review"; else the class of the screen in front."""
        return self.screen.WHERE if isinstance(self.screen, Room) else type(self.screen).__name__

    @property
    def lines(self) -> list[str]:
        """The screen's rows as text."""
        return [strip.text for strip in self.screen._compositor.render_strips()]

    @property
    def text(self) -> str:
        """The screen as text."""
        return "\n".join(line.rstrip() for line in self.lines)

    def places_of(self, text: str) -> list[tuple[int, int]]:
        """The cells (x, y) at which a text stands, one a row, from top to bottom."""
        found = [(cell_len(line[: line.index(text)]), y) for y, line in enumerate(self.lines) if text in line]
        assert found, f"{text!r} is not on the screen:\n{self.text}"
        return found

    def sees(self, *texts: str) -> None:
        """Every text stands on one row of the screen."""
        for text in texts:
            assert any(text in line for line in self.lines), f"{text!r} is not on the screen:\n{self.text}"

    def sees_no(self, *texts: str) -> None:
        """No text stands on the screen."""
        for text in texts:
            assert not any(text in line for line in self.lines), f"{text!r} is on the screen:\n{self.text}"

    @property
    def said(self) -> str:
        """The sentence at the foot of the room."""
        return next(s for s in reversed(self.app.screen_stack) if isinstance(s, Room)).query_one(Hints).said

    @property
    def heading(self) -> str:
        """The first row."""
        return self.lines[0]

    @property
    def story(self) -> str:
        """The words beside (or below) the plant, on one line."""
        sides = [side for side in self.screen.query(Side) if side.region.area and side.story]
        return " ".join(said.text for side in sides for said in side.story)

    @property
    def selected(self) -> str:
        """The name of the selected contact, or of the one that the screen is about; "" where there is none."""
        assert isinstance(self.screen, Room)
        person = self.screen.current()
        return self.app.gardener.name_of(person) if person else ""

    @property
    def asking(self) -> str:
        """What is open at the foot: "log", "ask", "confirm" or ""."""
        open_ = [name for kind, name in ((LogBar, "log"), (Ask, "ask"), (Confirm, "confirm"))
                 if self.screen.query(kind) and self.screen.query_one(kind).display]  # fmt: skip
        assert len(open_) <= 1, f"{open_} are open at once"
        return "".join(open_)

    @property
    def typed(self) -> str:
        """What stands in the line that has the keys."""
        focused = self.screen.focused
        if isinstance(focused, Input):
            return focused.value
        return next(field.value for field in self.screen.query(Input) if field.region.area)

    @property
    def chips(self) -> dict[str, str]:
        """The chips in sight: part -> value (those of one part joined by a comma)."""
        found: dict[str, list[str]] = {}
        for chips in self.screen.query(Chips):
            if chips.region.area:
                for chip in chips.chips:
                    found.setdefault(chip.part, []).append(chip.value)
        return {part: ", ".join(values) for part, values in found.items()}

    @property
    def chosen(self) -> str:
        """The part of the chosen chip, or the text of the chosen line of a timeline."""
        for chips in self.screen.query(Chips):
            if chips.region.area and chips.chosen is not None:
                return chips.chips[chips.chosen].part
        timeline = self.screen.query_one(Timeline)
        return timeline.entries[timeline.chosen].text if timeline.chosen >= 0 else ""

    @property
    def names(self) -> list[str]:
        """The names of the plants in the garden, in their order, in sight or not."""
        return [plant.name for plant in self.screen.query_one(Beds).plan.plants]

    # What is stored

    def holds(self, **counts: int) -> None:
        """The store holds so many records of each kind more than at first (`interactions=1`); others no other."""
        for table in _TABLES:
            grown = len(self.store.table(table)) - self.begun_with[table]
            assert grown == counts.get(table, 0), f"{table}: {grown:+}\n{self.text}"

    def stored(self, table: str, **fields: Any) -> list[Document]:
        """The stored records with these values."""
        return [
            doc for doc in self.store.table(table).values() if all(doc.get(k) == v for k, v in fields.items())
        ]

    @property
    def last_logged(self) -> Document:
        """The interaction that was written last."""
        return list(self.store.table("interactions").values())[-1]

    # What always holds

    def is_sound(self) -> None:
        """Every row is exactly as wide as the screen, every widget paints what it has room for, nothing overlaps."""
        size = self.app.size
        rows = self.screen._compositor.render_strips()
        assert len(rows) == size.height
        for y, strip in enumerate(rows):
            width = sum(cell_len(segment.text) for segment in strip if not segment.control)
            assert width == size.width, f"row {y} is {width} wide, not {size.width}: {strip.text!r}"
        seen: list[tuple[Widget, Region]] = []
        for widget, (region, clip) in self.screen._compositor.visible_widgets.items():
            paints(widget)
            shown = region.intersection(clip)
            own = (
                isinstance(widget, ScrollBar) or widget is self.screen
            )  # a bar stands within what it scrolls
            if shown.area and not widget.children and not own:
                assert _inside(shown, size), f"{widget} stands outside the screen: {shown}"
                seen.append((widget, shown))
        for i, (one, region) in enumerate(seen):
            for other, another in seen[i + 1 :]:
                if _layer(one) == _layer(other):
                    assert not region.overlaps(another), f"{one} {region} over {other} {another}"


_TABLES: Final = ("contacts", "interactions", "promises")


def paints(widget: Widget) -> None:
    """A widget's strips are as many and as wide as its room, by what they hold and by what they say of themselves."""
    width, height = widget.size
    strips = widget.render_lines(Region(0, 0, width, height))
    assert len(strips) == height, f"{widget} paints {len(strips)} rows of {height}"
    for y, strip in enumerate(strips):
        cells = sum(cell_len(segment.text) for segment in strip if not segment.control)
        assert cells == strip.cell_length == width, f"{widget}, row {y}: {cells} of {width}: {strip.text!r}"


def _inside(region: Region, size: Size) -> bool:
    return region.x >= 0 and region.y >= 0 and region.right <= size.width and region.bottom <= size.height


def _layer(widget: Widget) -> str:
    """What a widget stands on: the bars stand over the rest."""
    bars = [node for node in widget.ancestors_with_self if isinstance(node, LogBar | Ask | Confirm)]
    return "over" if bars else "base"


@asynccontextmanager
async def at_the_keys(
    garden: GardenBuilder,
    *,
    size: tuple[int, int] = (120, 36),
    store: TroubledStore | None = None,
    screen: str = "garden",
    title: str = "",
    **setup: Any,
) -> AsyncIterator[GardenAtTheKeys]:
    """Sit down at a garden.  `store`: in place of one that only holds the garden; `setup`: fields of `Setup`."""
    store = store or TroubledStore(garden.tables)
    app = GardenApp(store, garden.clock, shipped()._replace(**setup), screen=screen, title=title)
    try:
        async with app.run_test(size=size) as pilot:
            at = GardenAtTheKeys(app, pilot, store)
            await at.settle()
            yield at
    finally:
        store.let_go()
        app.saver.close()


__all__ = ["GardenAtTheKeys", "Hands", "Offset", "at_the_keys", "paints", "shipped"]
