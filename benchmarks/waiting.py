"""How long the open screens stand still while they save, and while they take in what others write (Linux, one process).

A garden of 30,000 interactions is open, without a terminal.  A task of its own in the screens' event loop asks to be
woken every two milliseconds and notes how late it is: that is how long a key would wait.  Three things are done in
turn: nothing; a coffee is logged here, until its save has gone through; a coffee is logged by another process, until
it stands on the screen.  Told is the longest wait of each round.  The program fails where saving holds a key for more
than 100 ms; what a log itself costs - understanding, readings, drawing - is in it.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, Final

from textual.pilot import Pilot

from benchmarks import big_garden
from garden import settings, words
from garden.capture.draft import Draft
from garden.cli import looks
from garden.store import open_store
from garden.tui.app import GardenApp
from garden.tui.screens.garden import GardenScreen

EVERY: Final = 0.002
"""Seconds between two wakings."""
MOST: Final = 0.1
"""Seconds that a key may wait for a save."""
DOING_NOTHING, SAVING, TAKING_IN = "doing nothing", "logging and saving", "taking in what another wrote"


def main(args: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.waiting", description=__doc__)
    big_garden.sized(parser, interactions=30000)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument(
        "--folder", type=Path, help="where to write; a disk, not memory (default: the folder you are in)"
    )
    asked = parser.parse_args(args)
    with tempfile.TemporaryDirectory(dir=asked.folder or Path.cwd()) as folder:
        path = big_garden.write(Path(folder) / "big.json", asked.contacts, asked.interactions, asked.today)
        size = path.stat().st_size
        taken = asyncio.run(_measured(path, Path(folder), asked.rounds))
    print(f"{asked.contacts} contacts, {asked.interactions} interactions, {size} bytes\n")
    print("| while it is | longest wait of a round, median | of all |\n|---|---|---|")
    for name, waits in taken.items():
        print(f"| {name} | {median(waits) * 1000:.1f} ms | {max(waits) * 1000:.1f} ms |")
    print(f"\n{asked.rounds} rounds, in turn.")
    return 1 if median(taken[SAVING]) > MOST else 0


async def _measured(path: Path, folder: Path, rounds: int) -> dict[str, list[float]]:
    setup = looks.setup(settings.paths({"HOME": str(folder)}))._replace(reduced_motion=True)
    state = folder / "state" / "garden"
    app = GardenApp(open_store(path, state_dir=state), words.SystemClock(), setup)
    taken: dict[str, list[float]] = {DOING_NOTHING: [], SAVING: [], TAKING_IN: []}
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        names = [contact.name for contact in app.gardener.facts.contacts.values()]
        for turn in range(-1, rounds):
            name = names[turn]
            for what, do in (
                (DOING_NOTHING, lambda: asyncio.sleep(0.5)),
                (SAVING, lambda: _log(app, pilot, name)),  # noqa: B023  # done before the next round
                (TAKING_IN, lambda: _elsewhere(app, pilot, path, folder, name)),  # noqa: B023
            ):
                longest = await _longest_wait(do)
                if turn >= 0:
                    taken[what].append(longest)
        app.saver.close()
    return taken


async def _longest_wait(do: Callable[[], Awaitable[None]]) -> float:
    """Seconds by which the loop was late at most while something was done."""
    longest, done = 0.0, False

    async def watch() -> None:
        nonlocal longest
        while not done:
            begun = perf_counter()
            await asyncio.sleep(EVERY)
            longest = max(longest, perf_counter() - begun - EVERY)

    watching = asyncio.create_task(watch())
    await asyncio.sleep(0)
    await do()
    done = True
    await watching
    return longest


async def _log(app: GardenApp, pilot: Pilot[Any], name: str) -> None:
    """Log a coffee as the log bar does, and see it saved."""
    gardener, screen = app.gardener, app.screen
    assert isinstance(screen, GardenScreen)
    person = gardener.find(name).id
    screen.tell(gardener.log(Draft(on=gardener.today, people=(person,), kind="coffee")))
    while app.saver.waiting:
        await asyncio.sleep(0.01)
    await pilot.pause()


async def _elsewhere(app: GardenApp, pilot: Pilot[Any], path: Path, folder: Path, name: str) -> None:
    """Let another process log a coffee, and see it on the screen."""
    before = len(app.gardener.facts.table("interactions"))
    command = [sys.executable, "-m", "garden", "--file", str(path), "log", f"call with {name}"]
    environment = {"HOME": str(folder), "XDG_STATE_HOME": str(folder / "state"), "PYTHONPATH": str(ROOT)}
    process = await asyncio.create_subprocess_exec(
        *command, env=environment, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL
    )
    if await process.wait():
        raise SystemExit("the other process could not log")
    while len(app.gardener.facts.table("interactions")) == before:
        await asyncio.sleep(0.01)
    await pilot.pause()


ROOT: Final = Path(__file__).resolve().parent.parent

if __name__ == "__main__":
    sys.exit(main())
