"""The studio: a plant and a size -> a picture.  Pure; remembers genomes and pictures in caches with a bound.

A picture is decided by the plant, the size, the phase of the wind and the moment of growth, by nothing else.  What
changes by the day (vitality, balance) is taken in steps, so that a plant that has hardly changed costs nothing.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import replace
from hashlib import blake2b
from math import ceil, cos, hypot, sin
from typing import Final, Generic, TypeVar

from garden.botany import shapes
from garden.botany.canvas import (
    BUD, CENTRE, COVER, FLOWER, FRESH, LEAF, LITTER, PETAL, POT, ROLES, SNOW, SOIL, STEM, TONES, WOOD, Canvas,
)  # fmt: skip
from garden.botany.encode import encode
from garden.botany.genome import Genome, Slot, grow
from garden.botany.ground import base_of, paint_base, paint_cover, paint_litter, paint_packet, paint_snow
from garden.botany.palette import Theme
from garden.botany.picture import SIZES, Depth, Glyphs, Picture, Plant, Run, Size
from garden.botany.pose import PHASES, Limb, Stand, bounds, pose, slot_stand
from garden.botany.species import Species

__all__ = ["PHASES", "Studio", "gauge"]

GENOMES: Final = 512
PICTURES: Final = 1536
"""How many genomes and pictures a studio remembers."""
_WILTS: Final = 16
_LEANS: Final = 10
_GROWTHS: Final = 8
_RINGS: Final = (0.0, 1 / 6, 2 / 6, 3 / 6, 3.5 / 6, 4 / 6, 4.5 / 6, 5 / 6, 5.5 / 6, 1.0)
"""Maturities at which wood moves: a ring completes.  Every stage begins with one."""
_GAPS: Final = {"portrait": 0.04, "tile": 0.12, "small": 0.2}
"""How much air, in heights of the plant, is left between flowers while there is room."""
_BARS: Final = "▁▂▃▄▅▆▇█"
_BARS_ASCII: Final = "_.,-~=+#"

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Recent(Generic[Key, Value]):
    """The values asked for most recently, at most `bound` of them."""

    def __init__(self, bound: int) -> None:
        self._bound = bound
        self._held: OrderedDict[Key, Value] = OrderedDict()

    def get(self, key: Key, make: Callable[[], Value]) -> Value:
        """The value of a key, made where it is not held."""
        try:
            value = self._held[key]
        except KeyError:
            value = self._held[key] = make()
            if len(self._held) > self._bound:
                self._held.popitem(last=False)
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


def ring_of(maturity: float) -> float:
    """The maturity of the last completed ring."""
    return max((r for r in _RINGS if r <= maturity + 1e-9), default=0.0)


def wilt_of(plant: Plant) -> float:
    """How far a plant hangs, 0..1; the state's word and the form must never contradict each other."""
    v = plant.vitality
    if plant.state in (None, "new", "resting") or v is None:
        return 0.0
    if plant.state == "thriving":
        return min(0.06, 0.06 * (1 - v))
    if plant.state == "thirsty":
        return 0.2 + 0.2 * max(0.0, 1 - v)
    if plant.state == "wilting":
        return 0.52 + 0.44 * max(0.0, min(1.0, (0.65 - v) / 0.45))
    return 1.0


class Adult:
    """A genome with what is decided once from the adult at rest: the box it fills, and how lit each slot is."""

    __slots__ = ("blooms", "genome", "left", "lights", "right", "top")

    def __init__(self, genome: Genome) -> None:
        self.genome = genome
        limbs = pose(genome, Stand(1.0))
        slots = (*genome.leaves, *genome.blooms)
        self.left, self.right, self.top = bounds(limbs, slots)
        middle, half = (self.left + self.right) / 2, max(0.1, (self.right - self.left) / 2)
        lights = []
        for slot in genome.leaves:
            limb = limbs[slot.axis]
            assert limb is not None
            x, y, heading = slot_stand(slot, limb, 0.0)
            x, y = x + slot.size / 2 * sin(heading), y + slot.size / 2 * cos(heading)
            lights.append(2.0 - 0.75 * (x - middle) / half + 2.0 * (y / self.top - 0.55) + 0.7 * slot.tone
                          + (-0.7 if slot.depth < -0.2 else 0.15))  # fmt: skip
        self.lights = tuple(lights)
        self.blooms = {size: _apart(genome.blooms, limbs, gap) for size, gap in _GAPS.items()}


def _apart(slots: Sequence[Slot], limbs: Sequence[Limb | None], gap: float) -> tuple[Slot, ...]:
    """Blooms in the order in which they open: those that stand clear of earlier ones first, so that few never merge."""
    clear: list[tuple[float, float, Slot]] = []
    rest = []
    for slot in slots:
        limb = limbs[slot.axis]
        assert limb is not None
        x, y, _ = limb.at(slot.at)
        if all(hypot(x - a, y - b) > 0.8 * (slot.size + s.size) / 2 + gap for a, b, s in clear):
            clear.append((x, y, slot))
        else:
            rest.append(slot)
    return (*(s for _, _, s in clear), *rest)


class Studio:
    """Draws plants of some species in one theme, one glyph set and one colour depth."""

    def __init__(self, species: Mapping[str, Species], theme: Theme, *, glyphs: Glyphs = "quadrant",
                 depth: Depth = "truecolor") -> None:  # fmt: skip
        if not species:
            raise ValueError("a studio needs at least one species")
        self.species = dict(species)
        self.theme = theme
        self.glyphs = glyphs
        self.depth = depth
        self._names = sorted(self.species)
        self._adults: Recent[tuple[str, str], Adult] = Recent(GENOMES)
        self._pictures: Recent[tuple[Hashable, ...], Picture] = Recent(PICTURES)

    def species_for(self, plant: Plant) -> Species:
        """The plant's species; where it has none that we know, one that its id decides."""
        known = self.species.get(plant.species)
        if known is not None:
            return known
        number = int.from_bytes(blake2b(plant.id.encode("utf-8", "replace"), digest_size=8).digest(), "big")
        return self.species[self._names[number % len(self._names)]]

    def picture(self, plant: Plant, size: Size, *, phase: int = 0, growth: float = 1.0) -> Picture:
        """The plant at a size: phase 0 is at rest, 1..5 sway; growth below 1 plays the newest contact-day."""
        species = self.species_for(plant)
        wilt = round(wilt_of(plant) * _WILTS)
        lean = round(plant.balance * _LEANS) if abs(plant.balance) >= 0.3 else 0
        step = round(min(1.0, max(0.0, growth)) * _GROWTHS)
        still = plant.state in ("dormant", "resting", "new")
        key = (plant.id, species.id, plant.state, ring_of(plant.maturity), wilt, lean, plant.leaves, plant.blooms,
               plant.fresh, size, 0 if still or size == "icon" else phase % PHASES, step,
               gauge(plant.vitality) if size == "icon" else "")  # fmt: skip
        if size == "icon":
            return self._pictures.get(key, lambda: self._icon(plant, species))
        return self._pictures.get(
            key, lambda: self._draw(plant, species, size, wilt / _WILTS, lean / _LEANS, key[10], step / _GROWTHS)  # type: ignore[arg-type]
        )

    def adult(self, plant: Plant) -> Adult:
        """The adult that the plant grows toward."""
        species = self.species_for(plant)
        return self._adults.get((plant.id, species.id), lambda: Adult(grow(plant.id, species)))

    def _icon(self, plant: Plant, species: Species) -> Picture:
        plain = self.glyphs == "ascii"
        colour = None if self.depth == "none" else self._state_ink(plant)
        glyph = species.ascii_icon if plain else species.icon
        return Picture(2, ((Run(glyph + gauge(plant.vitality, ascii_only=plain), colour, None),),))

    def _state_ink(self, plant: Plant) -> str | None:
        from garden.botany.colour import nearest_256, parse_hex, to_hex

        name = plant.state or "dormant"
        if self.depth == "16":
            return {"thriving": "ansi_green", "thirsty": "ansi_yellow", "wilting": "ansi_red", "resting": "ansi_blue",
                    "new": "ansi_magenta"}.get(name, "ansi_white")  # fmt: skip
        text = self.theme.app[name]
        rgb = parse_hex(text)
        return to_hex(nearest_256(rgb)) if self.depth == "256" and rgb else text

    def _ink(self, plant: Plant, species: Species, genome: Genome, wilt: float) -> list[str | None]:
        dry = 0.0 if wilt < 0.1 else min(1.0, wilt * 1.05)
        asleep = plant.state == "dormant"
        calm = 0.3 if plant.state == "resting" else 0.0
        flesh = 0.5 if species.dormancy == "shrivel" else 0.82
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
            FLOWER: ("flower", "straw", 0.6 * dry),
            PETAL: (genome.petal, "straw", 0.72 * dry),
            CENTRE: (species.centre, "straw", 0.5 * dry),
            FRESH: ("fresh", "straw", 0.5 * dry),
        }
        ink: list[str | None] = [None]
        for role in range(len(ROLES)):
            name, toward, share = mixed[role]
            if calm and role in (LEAF, STEM, COVER, PETAL, CENTRE):
                toward, share = "snow", calm
            if asleep and role == STEM:
                share = 0.9
            ink.extend(self.theme.ink(name, self.depth, toward, share))
        return ink

    def _draw(self, plant: Plant, species: Species, size: Size, wilt: float, lean: float, phase: int,
              fresh_growth: float) -> Picture:  # fmt: skip
        columns, rows = SIZES[size]
        canvas = Canvas(columns, rows)
        adult = self.adult(plant)
        paint = _Painting(canvas, plant, species, adult, size, wilt, lean, phase, fresh_growth)
        paint.all()
        ink = self._ink(plant, species, adult.genome, wilt)
        return Picture(columns, encode(canvas, self.glyphs, ink))


class _Painting:
    """One picture in the making."""

    def __init__(self, canvas: Canvas, plant: Plant, species: Species, adult: Adult, size: Size, wilt: float,
                 lean: float, phase: int, fresh: float) -> None:  # fmt: skip
        self.canvas, self.plant, self.species, self.adult = canvas, plant, species, adult
        self.genome, self.size, self.wilt, self.lean, self.fresh = adult.genome, size, wilt, lean, fresh
        self.lod = species.lods[size]
        self.base = base_of(size, species.base)
        ring = ring_of(plant.maturity)
        self.growth = max(0.0, (ring - 1 / 6) / (5 / 6))
        self.stand = Stand(self.growth, wilt, lean, phase)
        high = canvas.height - self.base.high - (2 if size == "portrait" else 1)
        wide = adult.right - adult.left
        self.scale = min((canvas.width - 2) / wide, high * species.tall / adult.top)
        shift = -(adult.left + adult.right) / 2 * self.scale
        room = canvas.width / 2 - self.base.rim - 1
        self.middle = round(canvas.width / 2 + max(-room, min(room, shift * 0.8)))
        self.centre = self.middle
        self.foot = canvas.height - self.base.high + 1

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Plant coordinates to subpixels."""
        return self.middle + x * self.scale, self.foot - y * self.scale

    def all(self) -> None:
        """Everything, back to front."""
        plant, species, chance = self.plant, self.species, self.genome.chance
        limbs = self.limbs()
        paint_base(self.canvas, self.base, species.base, self.centre, chance)
        if plant.state == "resting":
            paint_snow(self.canvas, self.base, species.base, self.centre, chance)
        if plant.state == "new":
            paint_packet(self.canvas, self.base, self.middle, self.size)
            return
        if plant.stage == "seed" or plant.maturity < 1 / 6 - 1e-9:
            self.seed()
            return
        if self.growth < 0.19:
            self.sprout()
            return
        asleep = plant.state == "dormant"
        if asleep and species.dormancy == "dieback":
            paint_litter(self.canvas, self.base, species.base, self.centre, chance, 7 if self.size == "portrait" else 4)
            self.bulb()
            return
        born = [(i, s) for i, s in enumerate(self.genome.leaves) if limbs[s.axis] is not None]
        per = species.leaves_per
        shown = born[: min(len(born), plant.leaves * per)]
        spare = plant.leaves - ceil(len(born) / per)
        if spare > 0 and plant.state != "resting":
            paint_cover(self.canvas, self.base, species.base, self.centre, chance, min(spare, 40), self.genome.cover)
        drop = 1.0 if asleep else max(0.0, (self.wilt - 0.34) / 0.66) * 0.72
        if species.dormancy == "shrivel":
            drop = 0.0
        newest = {i for i, _ in shown[-per:]} if spare <= 0 else set()
        if drop:
            fallen = sum(1 for _, s in shown if s.fall < drop)
            most = 12 if self.size == "portrait" else 5
            paint_litter(self.canvas, self.base, species.base, self.centre, chance, min(most, ceil(fallen / 6)))
        kept = [(i, s) for i, s in shown if s.fall >= drop] if drop else shown
        kept = [(i, s) for i, s in kept if i not in newest or drop]
        if self.lod.thin > 1:
            kept = kept[:: self.lod.thin]
        kept = kept[: self.lod.max_leaves]
        lights = self.adult.lights
        back = sorted(((lights[i], i, s) for i, s in kept if s.depth < -0.2), key=lambda e: e[:2])
        front = sorted(((lights[i], i, s) for i, s in kept if s.depth >= -0.2), key=lambda e: e[:2])
        for light, _, slot in back:
            self.leaf(slot, limbs, light, LEAF, 1.0)
        self.stems(limbs)
        for light, _, slot in front:
            self.leaf(slot, limbs, light, LEAF, 1.0)
        if not drop:
            for i, slot in enumerate(self.genome.leaves):
                if i in newest:
                    role = FRESH if plant.fresh and i == max(newest) else LEAF
                    self.leaf(slot, limbs, lights[i] + 0.8, role, self.fresh)
        if asleep:
            self.buds(limbs)
        self.blooms(limbs, asleep)

    def limbs(self) -> list[Limb | None]:
        """The axes as they stand, and where: a leaning plant is moved aside rather than cut off."""
        roots = 0
        limbs = pose(self.genome, self.stand)
        for i, axis in enumerate(self.genome.axes):
            roots += axis.parent < 0
            if (axis.parent < 0 and roots > self.lod.roots) or (axis.parent >= 0 and limbs[axis.parent] is None):
                limbs[i] = None
        if self.lean:
            # decided at rest, or the pot would sway
            still = pose(self.genome, replace(self.stand, phase=0))
            left, right, _ = bounds(still, [s for s in self.genome.leaves[:: 4] if still[s.axis] is not None])
            over = self.middle + right * self.scale - (self.canvas.width - 1)
            under = 1 - (self.middle + left * self.scale)
            foot = self.base.rim if self.species.base != "ground" else 6
            if over > 0:
                self.middle = max(foot, self.middle - round(over))
            elif under > 0:
                self.middle = min(self.canvas.width - foot, self.middle + round(under))
        if self.species.base == "ground":
            self.centre = self.canvas.width // 2
        else:
            self.centre = self.middle
        return limbs

    def seed(self) -> None:
        """Earth with a small mark where it lies."""
        y = self.foot - 2
        wide = 2 if self.size == "portrait" else 1
        for dy in (0, 1):
            self.canvas.bar(self.middle - wide, self.middle + wide, y - dy, BUD, 2 + dy)

    def sprout(self) -> None:
        """Two seed leaves on a thin stem."""
        tall, long = {"portrait": (8, 13), "tile": (4, 7), "small": (3, 6)}[self.size]
        hang = self.wilt if self.plant.state != "dormant" else 1.0
        tip = self.lean * tall * 0.5
        for i in range(tall):
            x = round(self.middle + tip * (i / tall) ** 2)
            self.canvas.dot(x, self.foot - 1 - i, STEM, 2)
            if self.size == "portrait":
                self.canvas.dot(x - 1, self.foot - 1 - i, STEM, 3)
        x, y = round(self.middle + tip), self.foot - tall
        for hand, tone in ((1.0, 2), (-1.0, 3)):
            mask = shapes.leaf("oval", long / 2, 0.62, hand * (1.05 + 1.3 * hang), 0)
            self.canvas.mask(mask, x - (0 if hand > 0 else 1), y, LEAF, tone)
        if self.plant.fresh:
            self.canvas.dot(x, y - 1, FRESH, 3)
            self.canvas.dot(x, y, FRESH, 2)

    def bulb(self) -> None:
        """Died back to what lasts: a bulb with a green tip."""
        half, high = {"portrait": (5, 6), "tile": (2, 3), "small": (2, 2)}[self.size]
        for dy in range(high):
            wide = max(1, round(half * (1 - (dy / high) ** 2) ** 0.5))
            for x in range(self.middle - wide, self.middle + wide):
                self.canvas.dot(x, self.foot - 1 - dy, BUD, 3 if x < self.middle else 1)
        for dy in range(high, high + (5 if self.size == "portrait" else 2)):
            self.canvas.dot(self.middle - 1, self.foot - 1 - dy, COVER, 4)
            if self.size == "portrait" and dy < high + 3:
                self.canvas.dot(self.middle, self.foot - 1 - dy, COVER, 3)

    def stems(self, limbs: list[Limb | None]) -> None:
        """Wood and stems, back ones first, the trunk last."""
        k, wood = self.scale, self.lod.wood
        roles = {"wood": WOOD, "stem": STEM, "leaf": LEAF}
        order = sorted(range(len(limbs)), key=lambda i: (self.genome.axes[i].parent < 0, self.genome.axes[i].depth))
        thin = 1.0 - (0.25 * self.wilt if self.species.dormancy == "shrivel" else 0.0)
        for i in order:
            limb = limbs[i]
            if limb is None:
                continue
            axis = self.genome.axes[i]
            points = [self.place(x, y) for x, y in limb.points]
            tone = 2 if axis.depth > -0.3 or axis.parent < 0 else 1
            self.canvas.stroke(points, limb.width[0] * k * wood * thin, limb.width[1] * k * wood * thin,
                               roles[axis.rule.material], tone, axis.rule.texture)  # fmt: skip

    def leaf(self, slot: Slot, limbs: list[Limb | None], light: float, role: int, growth: float) -> None:
        """One leaf."""
        limb = limbs[slot.axis]
        assert limb is not None
        x, y, heading = slot_stand(slot, limb, self.wilt * (0.4 if slot.rule.shape in ("clump", "pad") else 1.0))
        px, py = self.place(x, y)
        size = slot.size * self.scale * self.lod.leaf * (0.6 + 0.4 * self.growth) * growth
        if slot.rule.shape in ("clump", "pad", "round"):
            size *= 1 - 0.3 * self.wilt
        if slot.rule.shape == "spine":
            # spines stand on the ribs, over the whole width of the flesh
            role, light = (BUD if role == LEAF and self.size == "portrait" else role), 4.0
            half = (limb.width[0] + (limb.width[1] - limb.width[0]) * slot.at) * self.scale * self.lod.wood / 2
            px += half * (slot.variant / 3.5 - 1) * 0.85
        mask = shapes.leaf(slot.rule.shape, size, slot.rule.aspect, heading, slot.variant)
        self.canvas.mask(mask, round(px - 0.5), round(py - 0.5), role, max(0, min(4, round(light))))

    def buds(self, limbs: list[Limb | None]) -> None:
        """Pale buds at the tips of bare twigs: asleep, not gone."""
        if self.species.dormancy != "bare":
            return
        axes = self.genome.axes
        kinds = {a.rule.material for a in axes}
        kind = "wood" if "wood" in kinds else "stem"
        parents = {a.parent for a in axes if a.rule.material == kind}
        wide, step = (2, 1) if self.size == "portrait" else (1, 2)
        for i, limb in enumerate(limbs):
            if limb is None or axes[i].rule.material != kind or (i % step and len(axes) > 6):
                continue
            if i not in parents or limb.grown < 0.8:
                x, y = self.place(*limb.points[-1])
                for dy in range(2):
                    self.canvas.bar(round(x - 0.5), round(x - 0.5) + wide, round(y - 0.5) - dy, BUD, 3)

    def blooms(self, limbs: list[Limb | None], asleep: bool) -> None:
        """Flowers and fruit; where buds show, a green bud stands for the flower to come."""
        if asleep and self.species.dormancy != "shrivel":
            return
        born = [s for s in self.adult.blooms[self.size] if limbs[s.axis] is not None and limbs[s.axis].grown > 0.5]  # type: ignore[union-attr]
        most = min(self.plant.blooms, self.lod.max_blooms)
        wilted = self.wilt > 0.45
        if self.species.buds:
            for slot in born[most : self.lod.max_blooms]:
                self.bud(slot, limbs)
        for slot in reversed(born[:most]):
            self.bloom(slot, limbs, wilted)

    def bud(self, slot: Slot, limbs: list[Limb | None]) -> None:
        """A green bud."""
        limb = limbs[slot.axis]
        assert limb is not None
        x, y, heading = slot_stand(slot, limb, self.wilt)
        px, py = self.place(x, y)
        mask = shapes.leaf("oval", slot.size * self.scale * 0.45, 0.7, heading, 0)
        self.canvas.mask(mask, round(px - 0.5), round(py - 0.5), STEM, 3)

    def bloom(self, slot: Slot, limbs: list[Limb | None], wilted: bool) -> None:
        """One flower: hand-drawn where the size has a stamp, else a mask; it nods as it wilts."""
        limb = limbs[slot.axis]
        assert limb is not None
        x, y, heading = slot_stand(slot, limb, self.wilt * 1.1)
        if slot.rule.side != "tip":
            away = slot.size * (0.15 + 0.06 * slot.variant)
            x, y = x + away * sin(heading), y + away * cos(heading)
        px, py = self.place(x, y)
        stamp = self.lod.stamp
        if stamp is not None:
            petals, centre, leaf, wide, high = shapes.stamped(stamp, wilted)
            left = round(px - wide / 2)
            top = round(py - high * (0.5 if not wilted else 0.15)) // 2 * 2
            for mask, role in ((leaf, LEAF), (petals, PETAL), (centre, CENTRE)):
                self.canvas.mask(mask, left, top, role, 2)
            return
        size = slot.size * self.scale * self.lod.bloom * (0.7 + 0.3 * self.growth) * (0.85 if wilted else 1.0)
        petals, centre = shapes.bloom(slot.rule.shape, size, heading, wilted, slot.variant)
        ox, oy = round(px - 0.5), round(py - 0.5)
        self.canvas.mask(petals, ox, oy, PETAL, 2)
        self.canvas.mask(centre, ox, oy, CENTRE, 1 if slot.rule.shape == "daisy" else 3)
