"""One key at a time: a key waits until the one before it has been dealt with, whoever deals with it.

Textual hands every key to the widget that has the focus when the key arrives.  Of keys that arrive together (typed
ahead, pasted by a script, over a slow line) the first may open a line to type in; the others would still go to the
widget that had the focus before, and a sentence would be taken for commands.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable
from time import monotonic
from typing import TYPE_CHECKING, Final

from textual.events import Event, Key
from textual.message import Message

if TYPE_CHECKING:
    from textual.app import App
    from textual.message_pump import MessagePump

PATIENCE: Final = 0.4
"""Seconds after which a key is taken for dealt with, though nothing came back: its widget is gone."""


ROUNDS: Final = 4
"""How often a key is followed: what it sets off (a line handed over, the line closed, a focus) is a message behind it,
and sets off another in its turn."""


class KeyPassed(Message):
    """Follows a key along its way, from the widget to the app; `left`: how often it has still to do so."""

    def __init__(self, number: int, left: int, target: MessagePump) -> None:
        super().__init__()
        self.number, self.left, self.target = number, left, target


class TypeAhead:
    """The queue of keys of an app.  `deal` hands one on, as Textual does."""

    def __init__(self, app: App[list[str]], deal: Callable[[Event], Awaitable[None]]) -> None:
        self._app = app
        self._deal = deal
        self._waiting: deque[Event] = deque()
        self._number = 0
        self._since: float | None = None
        self._open = False

    async def start(self) -> None:
        """The first screen stands: deal with what was typed before it."""
        self._open = True
        await self._next()

    async def take(self, event: Event) -> None:
        """A key (or a paste) has arrived."""
        self._waiting.append(event)
        if self._since is None or monotonic() - self._since > PATIENCE:
            await self._next()

    def next_is(self, *keys: str) -> bool:
        """Whether the next key that waits is one of these."""
        event = self._waiting[0] if self._waiting else None
        return isinstance(event, Key) and event.key in keys

    def passed(self, message: KeyPassed) -> None:
        """A key has been followed once; when nothing it set off is under way any more, the next one is dealt with."""
        if message.number != self._number:
            return
        if message.left and message.target.is_running:
            message.target.post_message(KeyPassed(message.number, message.left - 1, message.target))
        else:
            self._app.call_later(self._next)

    async def _next(self) -> None:
        if not self._open or not self._waiting:
            self._since = None
            return
        event = self._waiting.popleft()
        self._number += 1
        self._since = monotonic()
        target = self._app.focused or self._app.screen
        await self._deal(event)
        target.post_message(KeyPassed(self._number, ROUNDS - 1, target))
        if self._waiting:
            number = self._number
            self._app.set_timer(PATIENCE, lambda: self._give_up(number))

    async def _give_up(self, number: int) -> None:
        if number == self._number and self._since is not None:
            await self._next()
