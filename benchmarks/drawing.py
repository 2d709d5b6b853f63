"""What a picture costs that nobody has drawn yet: `python -m benchmarks.drawing`.

Each species is drawn for contacts of its own by a new studio, so that neither plant nor picture is remembered; the
shapes of leaves are, as they are in a garden.  Told is the median over species of the median over contacts, what
of it is the plant's own growth (once for all its pictures), and how it stands to a frame of an empty Textual app.
The program fails where a tile takes more than 4 ms or a portrait more than 20.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Callable, Sequence
from statistics import median
from time import perf_counter
from typing import Final

from garden import assets
from garden.botany import palette, species
from garden.botany.draw import Studio
from garden.botany.engines import ENGINES
from garden.botany.picture import Plant, Size

LIMITS: Final[dict[Size, float]] = {"portrait": 20.0, "tile": 4.0, "small": 4.0, "icon": 0.5}
"""Milliseconds."""


def plant(contact: str, kind: str) -> Plant:
    """A grand plant in leaf and flower."""
    return Plant(contact, kind, 1, "thriving", "grand", 5 / 6, 0.9, 0.1, 42, 6, fresh=False)


def frame(rounds: int) -> float:
    """Milliseconds of a refresh of an empty Textual app of 120x40 cells."""
    from textual.app import App

    async def run() -> list[float]:
        app: App[None] = App()
        taken = []
        async with app.run_test(size=(120, 40)) as pilot:
            for _ in range(rounds):
                start = perf_counter()
                app.screen.refresh(layout=True)
                await pilot.pause(0)
                taken.append(perf_counter() - start)
        return taken

    return median(asyncio.run(run())) * 1000


def main(args: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.drawing", description=__doc__)
    parser.add_argument("--contacts", type=int, default=15, help="plants of each species and size")
    asked = parser.parse_args(args)
    kinds = {
        one.id: one for name, sheet in assets.load("species").items.items()
        if (one := species.parse(sheet.data, name))
    }  # fmt: skip
    theme = palette.parse(assets.load_one("themes", "meadow-night").data, "meadow-night")
    for kind in kinds:  # the shapes of leaves
        Studio(kinds, theme).picture(plant("somebody else", kind), "tile")
        Studio(kinds, theme).picture(plant("somebody else", kind), "portrait")
    grown: dict[str, float] = {}
    for kind, one in kinds.items():

        def grow(n: int, one: species.Species = one) -> object:
            return ENGINES[1].adult(f"contact {n}", one)

        grown[kind] = median(_timed(grow, asked.contacts))
    print(f"| species | growth | {' | '.join(LIMITS)} | (ms)\n|---|---|{'---|' * len(LIMITS)}")
    taken: dict[str, dict[Size, float]] = {}
    for kind in kinds:
        taken[kind] = {}
        for size in LIMITS:

            def draw(n: int, size: Size = size, kind: str = kind) -> object:
                return Studio(kinds, theme).picture(plant(f"contact {n}", kind), size)

            taken[kind][size] = median(_timed(draw, asked.contacts))
        print(f"| {kind} | {grown[kind]:.1f} | {' | '.join(f'{taken[kind][s]:.1f}' for s in LIMITS)} |")
    middle = {size: median(taken[kind][size] for kind in kinds) for size in LIMITS}
    print(f"| **median** | {median(grown.values()):.1f} | {' | '.join(f'{middle[s]:.1f}' for s in LIMITS)} |")
    empty = frame(asked.contacts * 4)
    print(f"\nAn empty Textual frame: {empty:.1f} ms; ", end="")
    print(", ".join(f"{size} {middle[size] / empty:.2f}x" for size in LIMITS))
    missed = [size for size, most in LIMITS.items() if middle[size] > most]
    if missed:
        print("missed: " + ", ".join(f"{size} <= {LIMITS[size]:g} ms" for size in missed))
    return 1 if missed else 0


def _timed(make: Callable[[int], object], count: int) -> list[float]:
    """Milliseconds of each of `count` calls with 0, 1, 2 ..."""
    taken = []
    for n in range(count):
        start = perf_counter()
        make(n)
        taken.append((perf_counter() - start) * 1000)
    return taken


if __name__ == "__main__":
    sys.exit(main())
