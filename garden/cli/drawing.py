"""`garden draw NAME`: the plant, printed, said or as a file.  `garden poster`: all of them as one picture."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Final

from garden.botany.draw import Studio
from garden.botany.palette import Theme
from garden.botany.picture import SIZES, Depth, Glyphs, Plant, Run, Size
from garden.botany.stand_ins import absent
from garden.cli import looks
from garden.cli.commands import Options
from garden.cli.say import coloured, emit, say
from garden.cli.wiring import Session
from garden.core.errors import GardenError, NotUnderstood
from garden.core.model import DEFAULT_BEDS
from garden.gardener import Gardener
from garden.words import clean

if TYPE_CHECKING:
    from garden.botany.poster import Plot

TOLD: Final = 3
"""How much of what is wrong in the user's own files a picture is delayed by; the doctor tells all of it."""
_ANSI: Final = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")


def draw(session: Session, options: Options) -> int:
    """Print the plant of a contact; in colour on a terminal, or where `--colour` asks for it.

    `--svg` makes a file of it in all its colours, `--describe` says it: instead of printing, and both where both are
    asked for.
    """
    gardener = session.gardener
    reading = gardener.reading(gardener.find(" ".join(options.name)).id)
    found = _gathered(session, [reading.id])
    depth: Depth = found.terminal.colour
    if options.colour is not None:
        depth = options.colour
    elif options.svg is not None:
        depth = "truecolor"
    elif not coloured(sys.stdout):
        depth = "none"
    studio = Studio(
        found.species, _theme(found, options.theme), glyphs=_glyphs(found, options, depth), depth=depth
    )
    plant = Plant.of(reading)
    if options.svg is None and not options.describe:
        for row in studio.picture(plant, _fitting(options.size)).rows:
            emit("".join(_sent(run, depth) for run in row).rstrip())
        return 0

    from garden.botany.describe import describe

    sentence = clean(describe(plant, studio, options.size))
    if options.svg is not None:
        from garden.botany import svg

        app = studio.theme.app
        picture = studio.picture(plant, options.size)
        name = clean(reading.name)
        _write(session, options.svg, svg.of_picture(
            picture, app["background"], app["foreground"], title=name, says=sentence
        ))  # fmt: skip
    if options.describe:
        emit(sentence) if options.svg != "-" else say(sentence)
    return 0


def _glyphs(found: looks.Looks, options: Options, depth: Depth) -> Glyphs:
    """What a plant is drawn with: for a file always quadrants; without colour, where those would leave a blob, the dots
    of braille, and with it never; what the user set, and what the terminal has no signs for, stands over it.
    """
    if options.ascii:
        return "ascii"
    if options.svg is not None:
        return "quadrant"
    glyphs = found.terminal.glyphs
    if found.taste.glyphs == "auto" and glyphs in ("quadrant", "braille"):
        return "braille" if depth == "none" else "quadrant"
    return glyphs


def poster(session: Session, options: Options) -> int:
    """Draw everybody as one picture, the shed and the archive left out."""
    from garden.botany.poster import poster as drawn
    from garden.words import exact

    gardener = session.gardener
    plots = plots_of(gardener, anonymous=options.anonymous)
    number = sum(len(plot.plants) for plot in plots)
    if not number:
        raise GardenError(
            "There is nobody to draw yet.",
            hint="`garden add NAME` plants somebody; the shed and the archive are not drawn.",
        )
    found = _gathered(session, [standing.plant.id for plot in plots for standing in plot.plants])
    studio = Studio(found.species, _theme(found, options.theme))
    title = "A garden of one plant" if number == 1 else f"A garden of {number:,} plants"
    day = gardener.today
    _write(session, options.svg, drawn(plots, studio, title=title, date=f"{exact(day, day)} {day.year}"))
    return 0


def plots_of(gardener: Gardener, *, anonymous: bool) -> list[Plot]:
    """The beds of a garden with everybody in them, as its screen has them.

    `anonymous`: without labels, and no bed by a name that the user gave: who somebody is may stand in it in more ways
    than can be looked for.
    """
    from garden.botany.poster import Plot, Standing
    from garden.core.plot import by_bed

    beds = gardener.facts.beds
    plots: list[Plot] = []
    unnamed = 0
    for bed, readings in by_bed(gardener.readings(), beds):
        title = clean(beds[bed].name)
        if anonymous and (bed not in DEFAULT_BEDS or title != DEFAULT_BEDS[bed].name):
            unnamed += 1
            title = f"bed {unnamed}"
        plants = [Standing(Plant.of(one), "" if anonymous else clean(one.name)) for one in readings]
        plots.append(Plot(title, plants))
    return plots


def _gathered(session: Session, people: Sequence[str]) -> looks.Looks:
    """What `people` are drawn with; what is wrong in it is said."""
    found = looks.gather(session.paths)
    contacts = session.gardener.facts.table("contacts")
    problems = (*absent((contacts[id_] for id_ in people), found.species), *found.problems)
    for problem in problems[:TOLD]:
        say(str(problem))
    if len(problems) > TOLD:
        say(f"{len(problems) - TOLD} more things are wrong: `garden doctor` lists them.")
    return found


def _fitting(size: Size) -> Size:
    """The size asked for, or the largest that the terminal has columns for: a picture that wraps is rubble."""
    if not sys.stdout.isatty():
        return size
    columns = get_terminal_size().columns
    sizes: tuple[Size, ...] = ("portrait", "tile", "small", "icon")
    fits: Size = next((s for s in sizes[sizes.index(size) :] if SIZES[s][0] <= columns), "icon")
    if fits != size:
        say(f"A {size} is {SIZES[size][0]} columns wide and this terminal {columns}: drawn as {fits}.")
    return fits


def _theme(found: looks.Looks, name: str | None) -> Theme:
    """The theme that was asked for, or the one that is set."""
    if name is None:
        return found.theme
    themes: Mapping[str, Theme] = found.themes
    if name not in themes:
        raise NotUnderstood(f"There is no theme called “{name}”.", hint=f"There are: {', '.join(themes)}.")
    return themes[name]


def _write(session: Session, said: str, text: str) -> None:
    """Write a picture where it was asked for: whole, or not at all.  Raises GardenError with what to do."""
    if said == "-":
        sys.stdout.write(text)
        return
    from garden.cli.writing import PICTURE, write

    path = Path(said)
    write(path, text, PICTURE, never=session.file)
    say(f"Drawn: {path}")


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
