"""`garden draw NAME`: the plant, printed."""

from __future__ import annotations

import sys
from typing import Final

from garden.botany.draw import Studio
from garden.botany.picture import Depth, Plant, Run
from garden.cli import looks
from garden.cli.commands import Options
from garden.cli.say import coloured, emit, say
from garden.cli.wiring import Session

_ANSI: Final = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")


def draw(session: Session, options: Options) -> int:
    """Print the plant of a contact; in colour on a terminal, or where `--colour` asks for it."""
    gardener = session.gardener
    reading = gardener.reading(gardener.find(" ".join(options.name)).id)
    found = looks.gather(session.paths)
    for problem in found.problems:
        say(problem)
    depth: Depth = found.terminal.colour
    if options.colour is not None:
        depth = options.colour
    elif not coloured(sys.stdout):
        depth = "none"
    studio = Studio(found.species, found.theme, glyphs=found.terminal.glyphs, depth=depth)
    for row in studio.picture(Plant.of(reading), options.size).rows:
        emit("".join(_sent(run, depth) for run in row).rstrip())
    return 0


def _sent(run: Run, depth: Depth) -> str:
    codes = [code for code in (_code(run.fg, 38, depth), _code(run.bg, 48, depth)) if code]
    return f"\x1b[{';'.join(codes)}m{run.text}\x1b[0m" if codes and depth != "none" else run.text


def _code(colour: str | None, ground: int, depth: Depth) -> str:
    """The SGR code of a colour, "#rrggbb" or "ansi_NAME"; `ground`: 38 for the ink, 48 for the paper."""
    if colour is None:
        return ""
    if colour.startswith("#"):
        red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
        if depth == "256" and (index := _indexed(red, green, blue)) is not None:
            return f"{ground};5;{index}"
        return f"{ground};2;{red};{green};{blue}"
    name = colour.removeprefix("ansi_")
    bright = name.startswith("bright_")
    base = (90 if bright else 30) + (ground - 38)
    return str(base + _ANSI.index(name.removeprefix("bright_")))


_STEPS: Final = (0, 95, 135, 175, 215, 255)


def _indexed(red: int, green: int, blue: int) -> int | None:
    """The number of a colour of the 256-colour cube or its greys, exactly; None where it is none of them."""
    if red in _STEPS and green in _STEPS and blue in _STEPS:
        return 16 + 36 * _STEPS.index(red) + 6 * _STEPS.index(green) + _STEPS.index(blue)
    if red == green == blue and (red - 8) % 10 == 0 and 8 <= red <= 238:
        return 232 + (red - 8) // 10
    return None
