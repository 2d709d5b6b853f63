"""The drawing engines by number: how a contact's plant takes shape.

A contact keeps the number it was planted with.  An engine that stands here is never changed in a way that moves a
twig; what draws differently becomes a new number beside it, and only who asks for it is given it.  The shipped species
are part of it, and so are the inks and the encoding of the studio: what is to look otherwise in one of them is a new
engine too, with species files of its own.  Digests in the tests hold each engine to that: of 200 pictures, and of every
shipped species (`tests/botany/pinned.json`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from garden.botany import genome
from garden.botany.adult import Adult
from garden.botany.canvas import Canvas
from garden.botany.painting import Moment, Painting
from garden.botany.species import Species


class Engine(NamedTuple):
    """`adult`: the whole plant of (contact id, species); `paint`: puts one moment of it on a canvas."""

    adult: Callable[[str, Species], Adult]
    paint: Callable[[Canvas, Species, Adult, Moment], None]


def _adult_1(contact: str, species: Species) -> Adult:
    return Adult(genome.grow(contact, species))


def _paint_1(canvas: Canvas, species: Species, adult: Adult, moment: Moment) -> None:
    Painting(canvas, species, adult, moment).all()


ENGINES: Final[Mapping[int, Engine]] = {1: Engine(_adult_1, _paint_1)}
"""Every engine that a contact may have been planted with."""


def known(number: int, engines: Mapping[int, Engine] = ENGINES) -> int:
    """The number of the engine that draws a plant of engine `number`.

    Its own where it is known; else the newest of those below it, so that a garden written by a newer version still
    opens and is drawn by the newest known here; a number below all is drawn by the oldest.
    """
    if number in engines:
        return number
    return max((n for n in engines if n < number), default=min(engines))
