"""The one owner of timers: the wind, the growth after a log, and whatever else is looked at again and again.

What always holds: nothing moves out of focus or under reduced motion, where there is no timer of the wind at all; a
tick spends no longer on frames that nobody has drawn yet than its gust allows; growth ends with the screen that it
began on, and no frame of it is played on a screen that has gone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from time import perf_counter
from typing import TYPE_CHECKING, Final

from garden.botany.picture import Size

if TYPE_CHECKING:
    from textual.app import App
    from textual.screen import Screen
    from textual.timer import Timer

FRAMES_A_SECOND: Final = 7
GROWTH_FRAMES: Final = 8
PHASES: Final = 6
SWAY_BUDGET: Final = 0.008
"""Seconds that a tick may spend on drawing frames of the wind that are not yet cached."""
EXPECTED: Final[Mapping[Size, float]] = {"portrait": 0.0078, "tile": 0.004, "small": 0.004, "icon": 0.0}
"""Seconds that must be left for a picture to be begun: what `benchmarks.drawing` allows a tile; a portrait is drawn
alone in its tick."""


class Gust:
    """A breath of wind: its number, counted from 1, and the time left to it for drawing."""

    def __init__(
        self, number: int, *, seconds: float = SWAY_BUDGET, clock: Callable[[], float] = perf_counter
    ) -> None:
        self.number = number
        self.left = seconds
        self._clock = clock

    def draws(self, size: Size, draw: Callable[[], object]) -> bool:
        """Have a frame drawn, or fetched where it is cached; False, with nothing done, where too little time is left
        to draw one of that size: what has been drawn is kept, and the next tick goes on from there.
        """
        if self.left < EXPECTED[size]:
            return False
        begun = self._clock()
        draw()
        self.left -= self._clock() - begun
        return True


class Motion:
    """Calls `sway` of the front screen and plays growth, one timer for both."""

    def __init__(self, app: App[object], sway: Callable[[Gust], None], *, reduced: bool) -> None:
        self._app = app
        self._sway = sway
        self.reduced = reduced
        self._blurred = False
        self._tick = 0
        self._timer: Timer | None = None
        self._growing: Callable[[float], None] | None = None
        self._stage: Screen[object] | None = None
        """The screen on which it grows."""
        self._grown = 0

    def start(self) -> None:
        """Begin to move, unless motion is reduced; out of focus, once it comes back."""
        if not self.reduced and self._timer is None:
            self._timer = self._app.set_interval(
                1 / FRAMES_A_SECOND, self._step, name="motion", pause=self._blurred
            )

    def every(self, seconds: float, look: Callable[[], None], *, name: str) -> None:
        """Look at something again and again, in focus or out of it, moving or still."""
        self._app.set_interval(seconds, look, name=name)

    def focus(self, focused: bool) -> None:
        """Rest while the terminal is not in front; what is growing is grown by then."""
        self._blurred = not focused
        if not focused:
            self._end_growth()
        if self._timer is not None:
            self._timer.resume() if focused else self._timer.pause()

    def grow(self, frame: Callable[[float], None]) -> None:
        """Play growth on the front screen: `frame` is called with 0 < growth <= 1, the last time with 1; not at all
        any more once that screen is left for good."""
        self._end_growth()
        if self.reduced or self._blurred or self._timer is None:
            frame(1.0)
            return
        self._growing, self._grown, self._stage = frame, 0, self._app.screen
        self._step()

    def _end_growth(self) -> None:
        self._forget_the_gone()
        frame, self._growing = self._growing, None
        if frame is not None:
            frame(1.0)

    def _forget_the_gone(self) -> None:
        """A screen that was left is mounted for a while yet: only the stack says whether it is still there."""
        if self._growing is not None and self._stage not in self._app.screen_stack:
            self._growing = self._stage = None

    def _step(self) -> None:
        self._forget_the_gone()
        if self._growing is None:
            self._tick += 1
            self._sway(Gust(self._tick))
            return
        self._grown += 1
        if self._grown >= GROWTH_FRAMES:
            self._end_growth()
        else:
            self._growing(self._grown / GROWTH_FRAMES)
