"""What a frame of scrolling costs in a garden of thousands: `python -m benchmarks.scrolling`.

In one process, without a terminal: a page down in a garden of 5,000 plants, the same in one of 200, and a `Static` in
an app of its own that is updated on a key: forty rows of plain text.  A frame is the time on this process's CPU from
the key until the app is idle and the whole screen has been made into strips once more.  Gardens are walked down and up
again before the clock runs: what is timed is scrolling, not the first drawing of a plant (`benchmarks.drawing`).
The program fails where 5,000 plants take more than 1.1 times as long as 200, or 1.5 times as long as the `Static`.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from time import process_time
from typing import Any, Final

from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widgets import Static

from benchmarks import big_garden
from benchmarks.measure import FEWEST, WARM_UP, ratio
from garden import settings, words
from garden.cli import looks
from garden.store import open_store
from garden.tui.app import GardenApp

MANY, FEW = 5000, 200
AGAINST_FEW: Final = 1.1
AGAINST_STATIC: Final = 1.5
WALK: Final = 4
"""Pages down, then as many up: the plants that are seen, in a garden of either size."""


class Page(App[None]):
    """One `Static` over the whole screen that says something else at each key."""

    def __init__(self) -> None:
        super().__init__()
        self._said = 0

    def compose(self) -> ComposeResult:
        """The page."""
        yield Static(self._page(), id="page", markup=False)

    def on_key(self) -> None:
        """Say something else."""
        self._said += 1
        self.query_one("#page", Static).update(self._page())

    def _page(self) -> str:
        return "\n".join(f"{self._said + row:>120}" for row in range(40))


def main(args: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scrolling", description=__doc__)
    parser.add_argument("--rounds", type=int, default=2 * FEWEST)
    parser.add_argument("--columns", type=int, default=120)
    parser.add_argument("--rows", type=int, default=40)
    asked = parser.parse_args(args)
    with tempfile.TemporaryDirectory() as folder:
        taken = asyncio.run(_measured(Path(folder), asked.rounds, (asked.columns, asked.rows)))
    many, few, page = (taken[name] for name in (f"{MANY} plants", f"{FEW} plants", "a Static"))
    print("| a frame of | median | 5,000 plants against it (95 %) | reach |\n|---|---|---|---|")
    print(f"| {MANY} plants | {_middle(many):.2f} ms | | |")
    missed = []
    for name, other, reach in ((f"{FEW} plants", few, AGAINST_FEW), ("a Static", page, AGAINST_STATIC)):
        times = ratio(many, other)
        print(f"| {name} | {_middle(other):.2f} ms | {times} | {reach}x |")
        if times.value > reach:
            missed.append(name)
    print(f"\n{asked.rounds} rounds of {2 * WALK} keys, in turn, {asked.columns}x{asked.rows}.")
    if missed:
        print("missed: against " + ", against ".join(missed))
    return 1 if missed else 0


def _middle(seconds: Sequence[float]) -> float:
    return sorted(seconds)[len(seconds) // 2] * 1000


async def _measured(folder: Path, rounds: int, size: tuple[int, int]) -> dict[str, list[float]]:
    """Seconds of a frame, `rounds` of them a name; each is the mean over a walk down and up."""
    setup = looks.setup(settings.paths({"HOME": str(folder)}))._replace(
        theme="meadow-night", glyphs="quadrant", depth="truecolor", reduced_motion=True
    )
    today = words.SystemClock().today()
    apps: dict[str, App[Any]] = {"a Static": Page()}
    for plants in (FEW, MANY):
        path = big_garden.write(folder / f"{plants}.json", plants, plants * 4, today)
        store = open_store(path, state_dir=folder / f"state-{plants}")
        apps[f"{plants} plants"] = GardenApp(store, words.SystemClock(), setup)
    async with AsyncExitStack() as stack:
        walkers = {
            name: (app, await stack.enter_async_context(app.run_test(size=size)))
            for name, app in apps.items()
        }
        for app, pilot in walkers.values():
            await pilot.pause()
            await _walk(app, pilot)
        taken: dict[str, list[float]] = {name: [] for name in walkers}
        names = list(walkers)
        for turn in range(-WARM_UP, rounds):
            first = turn % len(names)
            for name in names[first:] + names[:first]:
                seconds = await _walk(*walkers[name])
                if turn >= 0:
                    taken[name].append(seconds)
        for app in apps.values():
            if isinstance(app, GardenApp):
                app.saver.close()
    return taken


async def _walk(app: App[Any], pilot: Pilot[Any]) -> float:
    """Seconds a frame took on the way down and up again."""
    begun = process_time()
    for key in ["pagedown"] * WALK + ["pageup"] * WALK:
        await pilot.press(key)
        app.screen._compositor.render_strips()
    return (process_time() - begun) / (2 * WALK)


if __name__ == "__main__":
    sys.exit(main())
