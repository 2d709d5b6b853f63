"""The studio: a plant and a size -> a picture.  Pure; remembers genomes and pictures in caches with a bound.

A picture is decided by the plant, the size, the phase of the wind and the moment of growth, by nothing
else.  What changes by the day (vitality, balance) is taken in steps, so that a plant that has hardly changed
costs nothing.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from typing import Final, Generic, TypeVar

from garden.botany.adult import Adult
from garden.botany.album import Album
from garden.botany.canvas import (
    BUD,
    CENTRE,
    COVER,
    FLOWER,
    FRESH,
    LEAF,
    LITTER,
    PETAL,
    POT,
    ROLES,
    SNOW,
    SOIL,
    STEM,
    WOOD,
    Canvas,
)
from garden.botany.encode import encode
from garden.botany.engines import ENGINES, Engine, known
from garden.botany.genome import Genome
from garden.botany.painting import OPENINGS, WILTS, Moment
from garden.botany.palette import Theme
from garden.botany.picture import SIZES, Depth, Glyphs, Picture, Plant, Run, Size
from garden.botany.pose import PHASES
from garden.botany.species import Species
from garden.botany.stand_ins import stand_in

__all__ = ["PHASES", "Studio", "gauge"]

GENOMES: Final = 512
"""How many plants' genomes and adults a studio remembers."""
CELLS: Final = 1536 * 16 * 9
"""How many cells of pictures a studio remembers: 1,536 tiles, or 209 portraits.  A cell takes some 90 bytes, all of
them 20 MB.  The largest screenful of tiles anybody has (300x100) sways in 600 of them.
"""
_BARS: Final = "▁▂▃▄▅▆▇█"
_BARS_ASCII: Final = "_.,-~=+#"

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Recent(Generic[Key, Value]):
    """The values asked for most recently, together of a weight of at most `bound`; each weighs 1 unless said."""

    def __init__(self, bound: int, weigh: Callable[[Value], int] = lambda value: 1) -> None:
        self._bound = bound
        self._weigh = weigh
        self._held: OrderedDict[Key, Value] = OrderedDict()
        self.weight = 0

    def get(self, key: Key, make: Callable[[], Value]) -> Value:
        """The value of a key, made where it is not held."""
        try:
            value = self._held[key]
        except KeyError:
            value = self._held[key] = make()
            self.weight += self._weigh(value)
            while self.weight > self._bound and len(self._held) > 1:
                self.weight -= self._weigh(self._held.popitem(last=False)[1])
            return value
        self._held.move_to_end(key)
        return value

    def __len__(self) -> int:
        return len(self._held)


def gauge(vitality: float | None, *, ascii_only: bool = False) -> str:
    """One cell that shows vitality 0..1; a space where there is none to show."""
    if vitality is None:
        return " "
    bars = _BARS_ASCII if ascii_only else _BARS
    return bars[min(7, max(0, int(vitality * 8)))]


class Studio:
    """Draws plants of some species in one theme, one glyph set and one colour depth."""

    def __init__(
        self,
        species: Mapping[str, Species],
        theme: Theme,
        *,
        glyphs: Glyphs = "quadrant",
        depth: Depth = "truecolor",
        album: Album | None = None,
        engines: Mapping[int, Engine] = ENGINES,
    ) -> None:
        if not species:
            raise ValueError("a studio needs at least one species")
        self.species = species
        self.theme = theme
        self.glyphs = glyphs
        self.depth = depth
        self.album = album
        self.engines = engines
        self._adults: Recent[tuple[str, str, int], Adult] = Recent(GENOMES)
        self._pictures: Recent[tuple[Hashable, ...], Picture] = Recent(
            CELLS, lambda picture: picture.columns * len(picture.rows)
        )

    def species_for(self, plant: Plant) -> Species:
        """The plant's species; where it has none that we know, one that its id decides."""
        return self.species[self._named(plant)]

    def _named(self, plant: Plant) -> str:
        if plant.species not in self.species:
            return stand_in(plant.id, self.species)
        return plant.species

    def picture(self, plant: Plant, size: Size, *, phase: int = 0, growth: float = 1.0) -> Picture:
        """The plant at a size: phase 0 is at rest, 1..5 sway; growth below 1 plays the newest contact-day."""
        species = self._named(plant)
        if size == "icon":
            bar = gauge(plant.vitality, ascii_only=self.glyphs == "ascii")
            return self._remembered(
                ("icon", species, plant.state, bar), lambda: self._icon(plant, self.species[species], bar)
            )
        moment = Moment.of(plant, size, phase, growth)
        engine = known(plant.engine, self.engines)
        return self._remembered(
            (plant.id, species, engine, *moment),
            lambda: self._draw(plant, self.species[species], moment),
            in_album=moment.phase == 0 and moment.opening == OPENINGS,
        )

    def _remembered(
        self, key: tuple[Hashable, ...], make: Callable[[], Picture], *, in_album: bool = True
    ) -> Picture:
        album = self.album
        if album is None or not in_album:
            return self._pictures.get(key, make)
        return self._pictures.get(key, lambda: album.get(repr(key), make))

    def adult(self, plant: Plant) -> Adult:
        """The adult that the plant grows toward, as the engine it was planted with shapes it."""
        species, engine = self.species_for(plant), known(plant.engine, self.engines)
        return self._adults.get(
            (plant.id, species.id, engine), lambda: self.engines[engine].adult(plant.id, species)
        )

    def _icon(self, plant: Plant, species: Species, bar: str) -> Picture:
        glyph = species.ascii_icon if self.glyphs == "ascii" else species.icon
        return Picture(2, ((Run(glyph + bar, self._state_ink(plant), None),),))

    def _state_ink(self, plant: Plant) -> str | None:
        return self.theme.role(plant.state or "dormant", self.depth)

    def _ink(self, species: Species, genome: Genome, moment: Moment) -> list[str | None]:
        wilt = moment.wilt / WILTS
        dry = 0.0 if wilt < 0.1 else min(1.0, wilt * 1.05)
        if self.depth == "16":
            dry = float(round(dry))  # nothing is mixed there: wilting is dry from its first day
        # and what wilts keeps the colour of its flowers, or nobody would know which plant it is
        faded = 0.0 if self.depth == "16" else dry
        asleep = moment.state == "dormant"
        calm = 0.3 if moment.state == "resting" else 0.0
        # flesh keeps more of its green, but for where nothing is mixed
        flesh = 0.5 if species.dormancy == "shrivel" and self.depth != "16" else 0.82
        mixed: dict[int, tuple[str, str, float]] = {
            SOIL: ("soil", "soil_dry", dry),
            POT: (genome.pot, "soil_dry", 0.0),
            WOOD: (species.wood, "straw", 0.12 * dry),
            STEM: (species.stem, "straw", 0.8 * dry),
            LEAF: (genome.leaf, "straw", flesh * dry),
            BUD: ("bud", "straw", 0.0),
            LITTER: ("litter", "straw", 0.3),
            COVER: ("moss" if genome.cover % 3 == 0 else "cover", "straw", 0.0 if asleep else 0.7 * dry),
            SNOW: ("snow", "snow", 0.0),
            FLOWER: ("flower", "straw", 0.6 * faded),
            PETAL: (genome.petal, "straw", 0.72 * faded),
            CENTRE: (species.centre, "straw", 0.5 * faded),
            FRESH: ("fresh", "straw", 0.5 * dry),
        }
        ink: list[str | None] = [None]
        for role in range(len(ROLES)):
            name, toward, share = mixed[role]
            if calm and role in (LEAF, STEM, COVER, PETAL, CENTRE):
                toward, share = "snow", calm
            if asleep and role == STEM:
                share = 0.9
            if asleep and role in (STEM, LEAF) and self.depth == "16":
                toward = "wood_dark"  # straw is a bright yellow there, which nobody takes for sleep
            ink.extend(self.theme.ink(name, self.depth, toward, share))
        return ink

    def _draw(self, plant: Plant, species: Species, moment: Moment) -> Picture:
        columns, rows = SIZES[moment.size]
        canvas = Canvas(columns, rows)
        adult = self.adult(plant)
        self.engines[known(plant.engine, self.engines)].paint(canvas, species, adult, moment)
        # flesh that only shrivels keeps its body
        fade = moment.wilt / WILTS * (0.6 if species.dormancy == "shrivel" else 1.0)
        ink = self._ink(species, adult.genome, moment)
        return Picture(columns, encode(canvas, self.glyphs, ink, fade, asleep=moment.state == "dormant"))
