"""The one owner of timers: sway, and the growth after a log.  Nothing moves out of focus or under reduced motion."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from textual.app import App
    from textual.timer import Timer

FRAMES_A_SECOND: Final = 7
GROWTH_FRAMES: Final = 8
PHASES: Final = 6


class Motion:
    """Calls `sway` of the front screen and plays growth, one timer for both."""

    def __init__(self, app: App[object], sway: Callable[[int], None], *, reduced: bool) -> None:
        self._app = app
        self._sway = sway
        self.reduced = reduced
        self._blurred = False
        self._tick = 0
        self._timer: Timer | None = None
        self._growing: Callable[[float], None] | None = None
        self._grown = 0

    def start(self) -> None:
        """Begin to move, unless motion is reduced."""
        if not self.reduced and self._timer is None:
            self._timer = self._app.set_interval(1 / FRAMES_A_SECOND, self._step, name="motion")

    def focus(self, focused: bool) -> None:
        """Rest while the terminal is not in front."""
        self._blurred = not focused
        if self._timer is not None:
            self._timer.resume() if focused else self._timer.pause()

    def grow(self, frame: Callable[[float], None]) -> None:
        """Play growth: `frame` is called with 0 < growth <= 1, the last time with 1."""
        if self._growing is not None:
            self._growing(1.0)
        if self.reduced or self._blurred or self._timer is None:
            frame(1.0)
            return
        self._growing, self._grown = frame, 0
        self._step()

    def _step(self) -> None:
        if self._growing is not None:
            self._grown += 1
            frame = self._growing
            if self._grown >= GROWTH_FRAMES:
                self._growing = None
            frame(self._grown / GROWTH_FRAMES)
            return
        self._tick += 1
        self._sway(self._tick)
