"""A species is data: the rules from which every plant of it grows.  `parse` reads one from a TOML table.

Lengths are in heights of the adult plant (1.0 = from the ground to about the top), angles in degrees in the
file and in radians here; 0 is straight up, a positive angle leans to the right.  `birth` and `ripen` are in
growth 0..1: the share of the way from seedling to ancient at which an axis appears, and how long it takes to
reach its full length.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import radians
from typing import Final, NamedTuple

from garden.botany.seed import BadSeed, Bag

__all__ = ["AxisRule", "BadSeed", "ChildRule", "Lod", "OrganRule", "RootRule", "Species", "Stamp", "parse"]

LEAF_SHAPES: Final = ("oval", "lance", "blade", "heart", "round", "needle", "clump", "pad", "spine", "lobed")
BLOOM_SHAPES: Final = ("rose", "daisy", "cup", "star", "ball", "floret", "cluster", "spike")
TEXTURES: Final = ("plain", "rib", "ring", "bark")
SIDES: Final = ("alternate", "pair", "random", "tip")
DORMANCIES: Final = ("bare", "pruned", "dieback", "shrivel")
"""How a plant sleeps: bare twigs with buds, canes cut back, a bulb with a green tip, or only shrunken."""
_SHAPES: Final = {"leaf": LEAF_SHAPES, "bloom": BLOOM_SHAPES}
MATERIALS: Final = ("leaf", "wood", "stem")

Span = tuple[float, float]


class OrganRule(NamedTuple):
    """`many` leaves or blooms along an axis, from `start` to `end` of its length; `size` in heights of the plant."""

    kind: str
    shape: str
    size: Span
    aspect: float
    many: int
    start: float
    end: float
    angle: Span
    side: str
    taper: float
    sky: float


class ChildRule(NamedTuple):
    """Side axes."""

    axis: str
    many: Span
    start: float
    end: float
    angle: Span
    scale: Span
    birth: Span
    side: str


class AxisRule(NamedTuple):
    """A kind of axis: trunk, bough, cane, frond."""

    name: str
    length: Span
    segments: int
    bend: Span
    wiggle: float
    width: Span
    tropism: float
    flex: float
    droop: float
    ripen: float
    material: str
    texture: str
    organs: tuple[OrganRule, ...]
    children: tuple[ChildRule, ...]


class RootRule(NamedTuple):
    """Axes that spring from the ground, fanned over `spread` radians, their feet over `stance` heights."""

    axis: str
    many: Span
    spread: float
    stance: float
    stagger: float
    birth: float


class Stamp(NamedTuple):
    """A hand-drawn flower.  A character is half a cell wide and half a cell high, so it looks here as it will
    there.

    `.` is empty, 0..4 the petal's tones from dark to light, a..e the centre's, g the leaf's.
    """

    fresh: tuple[str, ...]
    wilted: tuple[str, ...]


class Lod(NamedTuple):
    """What changes at a size.

    How many blooms, leaves and axes from the ground at most; how much bigger leaves, blooms and wood are
    drawn; of how many leaves one is drawn (`thin`).
    """

    max_blooms: int
    max_leaves: int
    leaf: float
    bloom: float
    wood: float
    thin: int
    roots: int
    stamp: Stamp | None


class Species(NamedTuple):
    """Everything that plants of one species share."""

    id: str
    title: str
    icon: str
    ascii_icon: str
    base: str
    tall: float
    leaves_per: int
    dormancy: str
    leaf: tuple[str, ...]
    wood: str
    stem: str
    petal: tuple[str, ...]
    centre: str
    pots: tuple[str, ...]
    buds: bool
    bloom: str
    roots: tuple[RootRule, ...]
    axes: Mapping[str, AxisRule]
    lods: Mapping[str, Lod]


def _turn(span: Span) -> Span:
    return radians(span[0]), radians(span[1])


def _organ(bag: Bag) -> OrganRule:
    kind = bag.choice("kind", ("leaf", "bloom"))
    start = bag.number("from", 0.0, 0, 1)
    rule = OrganRule(
        kind=kind,
        shape=bag.choice("shape", _SHAPES.get(str(bag.data.get("kind")), LEAF_SHAPES + BLOOM_SHAPES)),
        size=bag.span("size", None, 0.005, 0.6),
        aspect=bag.number("aspect", 0.42, 0.05, 1.5),
        many=bag.whole("count", 1, 1, 60),
        start=start,
        end=bag.number("to", 1.0, 0, 1),
        angle=_turn(bag.span("angle", (30, 60), -180, 180)),
        side=bag.choice("side", SIDES, "alternate"),
        taper=bag.number("taper", 0.0, 0, 1),
        sky=bag.number("sky", 0.0, -1, 1),
    )
    bag.done()
    return rule


def _child(bag: Bag) -> ChildRule:
    rule = ChildRule(
        axis=bag.text("axis"),
        many=bag.span("count", (1, 1), 0, 24),
        start=bag.number("from", 0.3, 0, 1),
        end=bag.number("to", 1.0, 0, 1),
        angle=_turn(bag.span("angle", (30, 60), -180, 180)),
        scale=bag.span("scale", (1, 1), 0.05, 2),
        birth=bag.span("birth", (0.1, 0.3), 0, 0.98),
        side=bag.choice("side", SIDES, "alternate"),
    )
    bag.done()
    return rule


def _axis(name: str, bag: Bag) -> AxisRule:
    rule = AxisRule(
        name=name,
        length=bag.span("length", None, 0.01, 2),
        segments=bag.whole("segments", 6, 1, 16),
        bend=_turn(bag.span("bend", (0, 0), -360, 360)),
        wiggle=radians(bag.number("wiggle", 4, 0, 60)),
        width=bag.span("width", (0.02, 0.01), 0.001, 0.4),
        tropism=bag.number("tropism", 0.0, -2, 6),
        flex=bag.number("flex", 0.3, 0, 2),
        droop=bag.number("droop", 0.3, 0, 2),
        ripen=bag.number("ripen", 0.4, 0.02, 1),
        material=bag.choice("material", MATERIALS, "wood"),
        texture=bag.choice("texture", TEXTURES, "plain"),
        organs=tuple(_organ(b) for b in bag.tables("organs")),
        children=tuple(_child(b) for b in bag.tables("children")),
    )
    bag.done()
    return rule


def _root(bag: Bag) -> RootRule:
    rule = RootRule(
        axis=bag.text("axis"),
        many=bag.span("count", (1, 1), 1, 24),
        spread=radians(bag.number("spread", 0, 0, 240)),
        stance=bag.number("stance", 0, 0, 1),
        stagger=bag.number("stagger", 0, 0, 0.95),
        birth=bag.number("birth", 0, 0, 0.95),
    )
    bag.done()
    return rule


def _rows(bag: Bag, name: str) -> tuple[str, ...]:
    rows = bag.texts(name)
    if rows and (
        len(rows) > 24
        or len({len(r) for r in rows}) != 1
        or not 0 < len(rows[0]) <= 40
        or set("".join(rows)) - set(".01234abcdeg")
    ):
        bag.wrong(name, "rows of one length, of the characters . 0 1 2 3 4 a b c d e g")
    return rows


def _lod(bag: Bag, blooms: int, leaves: int) -> Lod:
    stamp = None
    if bag.has("stamp"):
        fresh = _rows(bag, "stamp")
        stamp = Stamp(fresh, _rows(bag, "wilted") if bag.has("wilted") else fresh)
    lod = Lod(
        max_blooms=bag.whole("max_blooms", blooms, 0, 80),
        max_leaves=bag.whole("max_leaves", leaves, 1, 400),
        leaf=bag.number("leaf", 1.0, 0.2, 4),
        bloom=bag.number("bloom", 1.0, 0.2, 4),
        wood=bag.number("wood", 1.0, 0.2, 4),
        thin=bag.whole("thin", 1, 1, 8),
        roots=bag.whole("roots", 64, 1, 64),
        stamp=stamp,
    )
    bag.done()
    return lod


def parse(data: Mapping[str, object], source: str) -> Species:
    """The species that a TOML table describes; raises `BadSeed`.  `source` is what messages call the file."""
    bag = Bag(data, source)
    axes = {name: _axis(name, b) for name, b in bag.table("axis").named()}
    roots = tuple(_root(b) for b in bag.tables("root"))
    if not roots:
        bag.wrong("root", "at least one [[root]] that names an axis")
    icon = bag.table("icon")
    glyph, plain = icon.sign("unicode", "♣"), icon.sign("ascii", "&", ascii_only=True)
    icon.done()
    materials = bag.table("materials")
    lod = bag.table("lod")
    species = Species(
        id=bag.text("id", longest=40),
        title=bag.text("title", str(data.get("id", ""))),
        icon=glyph,
        ascii_icon=plain,
        base=bag.choice("base", ("pot", "bowl", "ground"), "ground"),
        tall=bag.number("tall", 1.0, 0.3, 1),
        leaves_per=bag.whole("leaves_per", 2, 1, 12),
        dormancy=bag.choice("dormancy", DORMANCIES, "bare"),
        leaf=materials.texts("leaf", ("leaf_green",)),
        wood=materials.text("wood", "wood"),
        stem=materials.text("stem", "stem"),
        petal=materials.texts("petal", ("petal_pink",)),
        centre=materials.text("centre", "centre_gold"),
        pots=materials.texts("pot", ("pot_terracotta", "pot_cream", "pot_slate", "pot_blue", "pot_sage")),
        buds=bag.flag("buds", False),
        bloom=bag.text("bloom", "flower", longest=20),
        roots=roots,
        axes=axes,
        lods={
            "portrait": _lod(lod.table("portrait"), 40, 330),
            "tile": _lod(lod.table("tile"), 8, 330),
            "small": _lod(lod.table("small"), 3, 200),
        },
    )
    materials.done()
    lod.done()
    bag.done()
    bag.judge()
    _joined(species, source)
    return species


def _joined(species: Species, source: str) -> None:
    """Every axis that is named is there; raises `BadSeed`."""
    right = "the name of an [axis.…] table: " + ", ".join(species.axes)
    named = [(f"root[{i}].axis", root.axis) for i, root in enumerate(species.roots)]
    for axis in species.axes.values():
        named += [
            (f"axis.{axis.name}.children[{i}].axis", child.axis) for i, child in enumerate(axis.children)
        ]
    faults = tuple(BadSeed(source, key, name, right) for key, name in named if name not in species.axes)
    if faults:
        faults[0].faults = faults
        raise faults[0]
