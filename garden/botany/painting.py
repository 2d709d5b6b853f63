"""One picture in the making: base, back leaves, stems, front leaves, blooms, what grows at the foot."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, cos, sin
from typing import Final, Literal, NamedTuple

from garden.botany import beginnings, shapes
from garden.botany.adult import Adult
from garden.botany.canvas import BUD, CENTRE, FRESH, LEAF, PETAL, STEM, WOOD, Canvas
from garden.botany.genome import GROWTH_RINGS, Slot
from garden.botany.ground import Ground, base_of
from garden.botany.picture import Plant, Size
from garden.botany.pose import PHASES, Limb, Place, Stand, bounds, hung, stands
from garden.botany.species import Species
from garden.core.reading import State

WILTS: Final = 16
LEANS: Final = 10
OPENINGS: Final = 8
"""In how many steps wilting, leaning and the growth of a new leaf are drawn."""
LEAN_FROM: Final = 0.3
"""The balance from which on a plant leans."""
PRUNED: Final = 0.55
"""The share of a soft stem that a sleeping plant keeps, as a gardener would cut it back."""
SHRUNKEN: Final = 0.78
DROWSY: Final = 0.2
"""The share of its height that flesh keeps asleep, and how far it still hangs: it has drawn in, and stands."""
NODS: Final = 6.0
"""Subpixels across from which on an open flower hangs its head."""
BACK: Final = -0.2
"""Leaves of less depth than this are behind the stems."""
_LIMP: Final = {"clump": 0.4, "pad": 0.4, "blade": 0.62}
"""How far a leaf of a shape turns down as it dries, where not all the way: a stiff one would hide its pot."""
_TUFT: Final[shapes.Mask] = ((0, 0, 0), (1, 0, 0), (0, 1, 0), (1, 1, 0))
"""The least that is seen in a cell whatever else is in it, laid on even subpixels."""
_RINGS: Final = (0.0, *((1 + 5 * growth) / 6 for growth in (0.0, *GROWTH_RINGS)))
"""Maturities at which wood moves."""


def ring_of(maturity: float) -> float:
    """The maturity of the last completed ring; each stage begins with one."""
    return max((ring for ring in _RINGS if ring <= maturity + 1e-9), default=0.0)


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


class Moment(NamedTuple):
    """All that decides a picture beside species and contact, in steps: equal moments are equal pictures.

    ring: the maturity of the last completed ring; wilt 0..WILTS; lean -LEANS..LEANS; phase of the wind 0..5;
    opening 0..OPENINGS: how far the newest contact-day has been played.
    """

    size: Size
    state: State | None
    ring: float
    wilt: int
    lean: int
    leaves: int
    blooms: int
    fresh: bool
    phase: int
    opening: int

    @classmethod
    def of(cls, plant: Plant, size: Size, phase: int, growth: float) -> Moment:
        """The moment of a plant."""
        still = plant.state in ("dormant", "resting", "new")
        return cls(
            size=size,
            state=plant.state,
            ring=ring_of(plant.maturity),
            wilt=round(wilt_of(plant) * WILTS),
            lean=round(plant.balance * LEANS) if abs(plant.balance) >= LEAN_FROM else 0,
            leaves=plant.leaves,
            blooms=plant.blooms,
            fresh=plant.fresh,
            phase=0 if still else phase % PHASES,
            opening=round(min(1.0, max(0.0, growth)) * OPENINGS),
        )


class Painting:
    """One picture in the making."""

    def __init__(self, canvas: Canvas, species: Species, adult: Adult, moment: Moment) -> None:
        self.canvas, self.species, self.adult, self.moment = canvas, species, adult, moment
        self.genome, self.size = adult.genome, moment.size
        self.wilt = moment.wilt / WILTS
        # what is broad and low has to lean further for it to be seen
        broad = (adult.right - adult.left) / adult.top
        self.lean = max(-1.0, min(1.0, moment.lean / LEANS * max(1.0, min(1.8, broad))))
        self.asleep = moment.state == "dormant"
        self.lod = species.lods[moment.size]
        self.base = base_of(moment.size, species.base)
        self.growth = max(0.0, round((6 * moment.ring - 1) / 5, 6))
        self.greatest = max((slot.rule.size[1] for slot in self.genome.blooms), default=0.0)
        shrunken = self.asleep and species.dormancy == "shrivel"
        self.stand = Stand(self.growth, DROWSY if shrunken else self.wilt, self.lean, moment.phase)
        high = canvas.height - self.base.high - (2 if self.size == "portrait" else 1)
        wide = adult.right - adult.left
        self.scale = min((canvas.width - 2) / wide, high * species.tall / adult.top)
        self.scale *= SHRUNKEN if shrunken else 1.0
        shift = -(adult.left + adult.right) / 2 * self.scale
        room = canvas.width / 2 - (self.base.rim + 1 if species.base != "ground" else canvas.width / 8)
        self.middle = round(canvas.width / 2 + max(-room, min(room, shift)))
        self.foot = canvas.height - self.base.high + 1
        self.limbs = self.standing()
        centre = canvas.width // 2 if species.base == "ground" else self.middle
        self.ground = Ground(canvas, self.base, species.base, centre, self.genome.chance)

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Plant coordinates to subpixels."""
        return self.middle + x * self.scale, self.foot - y * self.scale

    def place_of(self, slot: Slot) -> Place:
        """Where one leaf or bloom stands; its axis must be born."""
        return stands((slot,), self.limbs)[0]

    def all(self) -> None:
        """Everything, back to front."""
        moment = self.moment
        self.ground.earth()
        if moment.state == "resting":
            self.ground.snow()
        if moment.state == "new":
            self.begins("packet")
        elif moment.ring < 1 / 6:
            self.begins("seed")
        elif self.growth < GROWTH_RINGS[0]:
            self.begins("sprout")
        elif self.asleep and self.species.dormancy == "dieback":
            self.begins("bulb")
        else:
            self.plant()

    def begins(self, what: Literal["packet", "seed", "sprout", "bulb"]) -> None:
        """What is there before the plant, or is left of it while it sleeps."""
        getattr(beginnings, what)(self)

    def plant(self) -> None:
        """The plant itself, its litter under it and what grows at its foot before it."""
        per, leaves = self.species.leaves_per, self.genome.leaves
        born = [i for i, slot in enumerate(leaves) if self.limbs[slot.axis] is not None]
        shown = born[: self.moment.leaves * per]
        spare = self.moment.leaves - ceil(len(born) / per)
        drop = self.dropped()
        newest = [] if spare > 0 or drop else shown[-per:]
        if drop:
            fallen = sum(leaves[i].fall < drop for i in shown)
            self.ground.litter(self.fallen(fallen))
            shown = [i for i in shown if leaves[i].fall >= drop]
        elif self.wilt > 0.45:  # what has no leaves to lose drops petals
            self.ground.litter(self.fallen(12 + round(12 * self.wilt)))
        shown = shown[: len(shown) - len(newest)][:: self.lod.thin][: self.lod.max_leaves]
        lights = self.adult.lights
        shown.sort(key=lambda i: (lights[i], i))
        self.foliage([i for i in shown if leaves[i].depth < BACK])
        self.stems()
        self.foliage([i for i in shown if leaves[i].depth >= BACK])
        if self.asleep:
            self.buds()
        self.blooms()
        if newest:
            self.newest(newest)
        if spare > 0 and self.moment.state not in ("resting", "dormant"):
            self.ground.cover(spare, self.genome.cover, fresh=self.moment.fresh)

    def newest(self, which: Sequence[int]) -> None:
        """The leaves of the newest contact-day: over the rest and in tones beside their own, so that every
        contact-day is seen; where flowers hide them all, the tip of one stands before the flowers.
        """
        growth, odd = self.moment.opening / OPENINGS, self.moment.leaves % 2
        seen, mark = 0, 4 if odd else 2
        for i in which:
            slot, tone = self.genome.leaves[i], max(0, min(4, round(self.adult.lights[i])))
            # two days in one place still differ
            tone = (tone + 1 if tone < 4 else 3) if odd else (tone + 2 if tone < 3 else 2)
            role = FRESH if self.moment.fresh and i == which[-1] else LEAF
            mask, x, y = self.leaf_mask(slot, self.place_of(slot), growth)
            if slot.rule.shape == "spine":
                mask, x, y, tone = _TUFT, x & ~1, y & ~1, mark
                role = BUD if role == LEAF and self.size == "portrait" else role
            seen += self.canvas.behind(mask, x, y, role, tone)
        if seen < len(_TUFT):
            self.canvas.mask(_TUFT, x & ~1, y & ~1, role, mark)

    def dropped(self) -> float:
        """The share of leaves that have fallen, 0..1."""
        if self.species.dormancy == "shrivel":
            return 0.0
        return 1.0 if self.asleep else max(0.0, (self.wilt - 0.34) / 0.66) * 0.72

    def fallen(self, count: int) -> int:
        """How much litter lies about for so many fallen leaves.  Around a sleeping plant, none: it fell long ago, and
        where some lies water is running out now.
        """
        return 0 if self.asleep else min(12 if self.size == "portrait" else 5, ceil(count / 6))

    def standing(self) -> list[Limb | None]:
        """The axes as they stand, and where: a leaning plant is moved aside rather than cut off."""
        roots = 0
        limbs = self.adult.pose(self.stand)
        still: list[Limb | None] | None = None
        if self.lean or self.wilt:
            # where it stands is decided at rest, or the pot would sway
            rest = self.stand._replace(phase=0)
            still = limbs.copy() if rest == self.stand else self.adult.pose(rest)
        pruned = self.asleep and self.species.dormancy == "pruned"
        bare = self.asleep and self.species.dormancy == "bare"
        for i, axis in enumerate(self.genome.axes):
            limb = limbs[i]
            if axis.parent >= 0:
                gone = limbs[axis.parent] is None
                if pruned and self.genome.axes[axis.parent].rule.material == "stem" and axis.at > PRUNED:
                    gone = True
                # the soft shoots of a sleeping tree: few enough to see the tree
                on_bough = self.genome.axes[axis.parent].parent >= 0
                gone = gone or (bare and on_bough and axis.rule.material == "stem" and i % 3 > 0)
            else:
                roots += 1
                gone = roots > self.lod.roots
            if gone or limb is None:
                limbs[i] = None
            elif pruned and axis.parent < 0 and axis.rule.material == "stem":
                keep = max(1, round(len(limb.headings) * PRUNED))
                limbs[i] = limb._replace(points=limb.points[: keep + 1], headings=limb.headings[:keep])
        if still is not None:
            grown = [s for s in (*self.genome.leaves[::4], *self.genome.blooms) if still[s.axis] is not None]
            left, right, _ = bounds(still, grown, stands(grown, still))
            least = 1 - (self.middle + left * self.scale)
            most = self.canvas.width - 1 - (self.middle + right * self.scale)
            foot = self.base.rim if self.species.base != "ground" else 6
            aside = (least + most) / 2 if least > most else max(least, min(most, 0.0))
            self.middle = max(foot, min(self.canvas.width - foot, self.middle + round(aside)))
        return limbs

    def stems(self) -> None:
        """Wood and stems, back ones first, the trunk last."""
        roles = {"wood": WOOD, "stem": STEM, "leaf": LEAF}
        order = sorted(
            range(len(self.limbs)), key=lambda i: (self.genome.axes[i].parent < 0, self.genome.axes[i].depth)
        )
        k = (
            self.scale
            * self.lod.wood
            * (1.0 - (0.25 * self.wilt if self.species.dormancy == "shrivel" else 0.0))
        )
        for i in order:
            limb = self.limbs[i]
            if limb is None:
                continue
            axis = self.genome.axes[i]
            points = [self.place(x, y) for x, y in limb.points]
            tone = 2 if axis.depth > -0.3 or axis.parent < 0 else 1
            self.canvas.stroke(
                points,
                (limb.width[0] * k, limb.width[1] * k),
                roles[axis.rule.material],
                tone,
                texture=axis.rule.texture,
            )

    def foliage(self, which: Sequence[int]) -> None:
        """Leaves, by their numbers."""
        slots, lights = [self.genome.leaves[i] for i in which], self.adult.lights
        spines = BUD if self.size == "portrait" else LEAF
        for i, slot, place in zip(which, slots, stands(slots, self.limbs), strict=True):
            mask, x, y = self.leaf_mask(slot, place)
            if slot.rule.shape == "spine":
                self.canvas.mask(mask, x, y, spines, 4)
            else:
                self.canvas.mask(mask, x, y, LEAF, max(0, min(4, round(lights[i]))))

    def leaf_mask(self, slot: Slot, place: Place, growth: float = 1.0) -> tuple[shapes.Mask, int, int]:
        """The shape of one leaf, and where it is drawn."""
        rule, (x, y, heading) = slot.rule, place
        shape = rule.shape
        px, py = self.place(x, y)
        size = slot.size * self.scale * self.lod.leaf * (0.6 + 0.4 * self.growth) * growth
        if self.wilt:
            heading = hung(heading, self.wilt * _LIMP.get(shape, 1.0))
            if shape in ("clump", "pad", "round"):
                size *= 1 - 0.3 * self.wilt
        if shape == "spine":
            # spines stand on the ribs, over the whole width of the flesh
            limb = self.limbs[slot.axis]
            foot, tip = limb.width if limb is not None else (0.0, 0.0)
            px += (foot + (tip - foot) * slot.at) * self.scale * self.lod.wood / 2 * (slot.tone * 1.7)
        mask = shapes.leaf(shape, size, rule.aspect, heading, slot.variant)
        return mask, round(px - 0.5), round(py - 0.5)

    def buds(self) -> None:
        """Pale buds at the tips of bare twigs: asleep, not gone."""
        if self.species.dormancy not in ("bare", "pruned"):
            return
        axes = self.genome.axes
        kinds = {a.rule.material for a in axes}
        kind = "wood" if "wood" in kinds else "stem"
        parents = {a.parent for a in axes if a.rule.material == kind}
        wide, step = (2, 1) if self.size == "portrait" else (1, 2)
        for i, limb in enumerate(self.limbs):
            if limb is None or axes[i].rule.material != kind or (i % step and len(axes) > 6):
                continue
            if i not in parents or limb.grown < 0.8:
                x, y = self.place(*limb.points[-1])
                for dy in range(2):
                    self.canvas.bar(round(x - 0.5), round(x - 0.5) + wide, round(y - 0.5) - dy, BUD, 3)

    def blooms(self) -> None:
        """Flowers and fruit; where buds show, a green bud stands for the flower to come.  None asleep."""
        if self.asleep:
            return
        bearing = {i for i, limb in enumerate(self.limbs) if limb is not None and limb.grown > 0.5}
        born = [slot for slot in self.adult.blooms(self.size) if slot.axis in bearing]
        most = min(self.moment.blooms, self.lod.max_blooms)
        wilted = self.wilt > 0.45
        if self.species.buds:
            for slot in born[most : self.lod.max_blooms]:
                self.bud(slot)
        for slot in reversed(born[:most]):
            self.bloom(slot, wilted)

    def bud(self, slot: Slot) -> None:
        """A green bud."""
        x, y, heading = self.place_of(slot)
        heading = hung(heading, self.wilt)
        px, py = self.place(x, y)
        mask = shapes.leaf("oval", slot.size * self.scale * 0.45, 0.7, heading, 0)
        self.canvas.mask(mask, round(px - 0.5), round(py - 0.5), STEM, 3)

    def bloom(self, slot: Slot, wilted: bool) -> None:
        """One flower: hand-drawn where the size has a stamp, else a mask; it nods as it wilts."""
        x, y, heading = self.place_of(slot)
        heading = hung(heading, self.wilt * 1.1)
        if slot.rule.side != "tip":
            away = slot.size * (0.15 + 0.06 * slot.variant)
            x, y = x + away * sin(heading), y + away * cos(heading)
        px, py = self.place(x, y)
        stamp = self.lod.stamp
        if stamp is not None and slot.rule.size[1] < 0.7 * self.greatest:
            stamp = self.species.lods["small"].stamp or stamp
        if stamp is not None:
            petals, centre, leaf, wide, high = shapes.stamped(stamp, wilted)
            left = round(px - wide / 2)
            top = round(py - high * (0.5 if not wilted else 0.15)) // 2 * 2
            for mask, role in ((leaf, LEAF), (petals, PETAL), (centre, CENTRE)):
                self.canvas.mask(mask, left, top, role, 2)
            return
        size = slot.size * self.scale * self.lod.bloom * (0.7 + 0.3 * self.growth) * (0.85 if wilted else 1.0)
        ox, oy = round(px - 0.5), round(py - 0.5)
        if wilted and slot.rule.shape == "daisy" and size >= NODS:
            petals, centre = shapes.nodding(size, slot.variant)
            oy += round(size * 0.3)  # the head hangs below where its stem bends
        else:
            petals, centre = shapes.bloom(slot.rule.shape, size, heading, wilted, slot.variant)
        self.canvas.mask(petals, ox, oy, PETAL, 2)
        self.canvas.mask(centre, ox, oy, CENTRE, 1 if slot.rule.shape == "daisy" else 3)
