"""The prose twin of a picture: what is drawn, as one sentence, for those who hear it and for the side of a portrait.

"A mature oak, in leaf, two flowers, leaning toward you; one branch bare."  Nothing is worked out a second time: a
`Census` is the painting itself with an eye in place of a brush, so that the sentence counts what the picture shows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal

from garden.botany.canvas import Canvas
from garden.botany.draw import Studio
from garden.botany.genome import Slot
from garden.botany.painting import Moment, Painting
from garden.botany.picture import SIZES, Plant, Size
from garden.botany.species import Species
from garden.core.roots import STAGES

_NUMBERS: Final = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
_LIMBS: Final = {"wood": "branch", "stem": "stem", "leaf": "frond"}
_CALLED: Final = frozenset({"frond", "cane", "spike", "stalk"})
"""Names of axes that are words for what they are."""
_PLURALS: Final = {"branch": "branches"}
_ASLEEP: Final = {
    "bare": "asleep, its twigs bare but for pale buds",
    "pruned": "asleep, cut back, with pale buds",
    "dieback": "asleep in its bulb, a green tip showing",
    "shrivel": "asleep, shrunken and pale",
}
HANGS: Final = 0.45
"""The wilt from which on leaves and flowers hang for everybody to see; flowers are drawn wilted from there."""
THIRSTS: Final = 0.2
"""The wilt from which on a plant is seen to want water."""
SPARSE: Final = 1 / 3
_SEEN: Final = 1 / 3
"""The share of a flower that has to be seen for it to count."""
FULL: Final = 0.8
"""Up to and from which share of its places for leaves a plant is thin, and in full leaf."""


class Census(Painting):
    """A painting that is counted while it is made: nothing is drawn of the plant itself."""

    def __init__(self, species: Species, plant: Plant, studio: Studio, size: Size) -> None:
        self.buds_shown = self.leaves_shown = 0
        self._open: list[tuple[set[int], int]] = []
        self.fresh = False
        self.drawn: Literal["plant", "packet", "seed", "sprout", "bulb"] = "plant"
        self.leafy: set[int] = set()
        super().__init__(Canvas(*SIZES[size]), species, studio.adult(plant), Moment.of(plant, size, 0, 1.0))

    def begins(self, what: Literal["packet", "seed", "sprout", "bulb"]) -> None:
        """Not yet, or no longer, a plant."""
        self.drawn = what
        self.fresh = what == "sprout" and self.moment.fresh

    def stems(self) -> None:
        """Not counted."""

    def buds(self) -> None:
        """Not counted: the words for sleep say them."""

    def foliage(self, which: Sequence[int]) -> None:
        """Leaves, and the axes that are not bare for them."""
        self.leaves_shown += len(which)
        for i in which:
            axis = self.genome.leaves[i].axis
            while axis >= 0 and axis not in self.leafy:
                self.leafy.add(axis)
                axis = self.genome.axes[axis].parent

    def newest(self, which: Sequence[int]) -> None:
        """The leaves of the newest contact-day, where they are drawn by themselves."""
        self.foliage(which)
        self.fresh = self.fresh or self.moment.fresh

    def bloom(self, slot: Slot, wilted: bool) -> None:
        """One flower: where it stands, and what it hides of those before it."""
        size, self.canvas = self.canvas, Canvas(self.canvas.columns, self.canvas.rows)
        super().bloom(slot, wilted)
        drawn, self.canvas = self.canvas, size
        place = {found.start() for found in re.finditer(rb"[^\0]", drawn.cells)}
        for earlier, _ in self._open:
            earlier.difference_update(place)
        self._open.append((place, len(place)))

    @property
    def flowers(self) -> int:
        """How many flowers are seen, and not hidden by others."""
        return sum(bool(whole) and len(seen) >= _SEEN * whole for seen, whole in self._open)

    def bud(self, slot: Slot) -> None:
        """One that has not opened."""
        self.buds_shown += 1

    @property
    def spiny(self) -> bool:
        """Whether nothing on it would be called a leaf."""
        return {slot.rule.shape for slot in self.genome.leaves} <= {"spine"}

    @property
    def places(self) -> int:
        """Leaves there would be if every place that is born bore one."""
        return sum(self.limbs[slot.axis] is not None for slot in self.genome.leaves)

    @property
    def bare(self) -> tuple[int, int, str]:
        """How many main limbs could bear leaves and bear none, of how many, and what they are called.

        Main limbs stand on the trunk; where there are several trunks, these are the limbs.
        """
        axes = self.genome.axes
        trunks = [i for i, axis in enumerate(axes) if axis.parent < 0 and self.limbs[i] is not None]
        main = trunks
        if len(trunks) == 1:
            main = [
                i for i, axis in enumerate(axes) if axis.parent == trunks[0] and self.limbs[i] is not None
            ]
        bearing = set[int]()
        for slot in self.genome.leaves:
            at = slot.axis
            while at >= 0 and at not in bearing and self.limbs[slot.axis] is not None:
                bearing.add(at)
                at = axes[at].parent
        could = [i for i in main if i in bearing]
        bare = [i for i in could if i not in self.leafy]
        rule = axes[could[0]].rule if could else None
        limb = "branch" if rule is None else rule.name if rule.name in _CALLED else _LIMBS[rule.material]
        return len(bare), len(could), limb


def describe(plant: Plant, studio: Studio, size: Size = "portrait") -> str:
    """What the picture of a plant at a size shows, in a sentence; an icon is described by its portrait."""
    species = studio.species_for(plant)
    census = Census(species, plant, studio, "portrait" if size == "icon" else size)
    census.all()
    title = species.title or "plant"
    first, second = _parts(census, title)
    sentence = ", ".join(first) + (f"; {', '.join(second)}" if second else "")
    return sentence[:1].upper() + sentence[1:] + "."


def _parts(census: Census, title: str) -> tuple[list[str], list[str]]:
    """What stands before the semicolon, and what behind."""
    moment, drawn = census.moment, census.drawn
    snow = ["under a soft cover of snow"] if moment.state == "resting" else []
    if drawn == "packet":
        return [f"fresh earth and a seed packet: {_a(title)} to come"], []
    if drawn == "seed":
        return [f"the seed of {_a(title)} in the earth", *snow], []
    lean = [f"leaning toward {'you' if moment.lean > 0 else 'them'}"] if moment.lean else []
    if drawn == "sprout":
        hangs = moment.state == "dormant" or census.wilt >= HANGS
        pose = ["asleep"] if moment.state == "dormant" else []
        leaves = "two seed leaves hanging" if hangs else "two seed leaves open"
        fresh = ["a fresh tip"] if census.fresh else []
        return [f"{_a(title)} just sprouted", *pose, leaves, *fresh, *lean, *snow], []
    if drawn == "bulb":
        return [_grown(census, title), _ASLEEP["dieback"]], []
    first = [_grown(census, title), *_foliage(census), *_flowers(census), *lean, *snow]
    second = []
    number, of, limb = census.bare
    if number and census.leaves_shown and not census.asleep and not census.spiny:
        second.append(
            f"{_number(number)} {_many(limb, number)} bare" if number < of else f"its {_many(limb, 2)} bare"
        )
    if census.fresh:
        second.append("its newest spine grew today" if census.spiny else "its newest leaf opened today")
    return first, second


def _grown(census: Census, title: str) -> str:
    """ "An oak seedling", "a mature oak": by the ring that its wood has reached."""
    stage = STAGES[min(6, int(census.moment.ring * 6 + 1e-6))]
    return _a(f"{title} seedling" if stage == "seedling" else f"{stage} {title}")


def _foliage(census: Census) -> list[str]:
    if census.asleep:
        limb = census.bare[2]
        if census.species.dormancy == "bare" and limb in _CALLED:  # no twigs, and so no buds on them
            return [f"asleep, its {_many(limb, 2)} bare"]
        return [_ASLEEP[census.species.dormancy]]
    dropped = census.dropped()
    if census.spiny:
        if census.wilt >= THIRSTS:
            return ["sagging and pale" if census.wilt >= HANGS else "losing its gloss"]
        return ["green" if census.moment.lean else "green and upright"]
    share = census.leaves_shown / max(census.places, 1)  # a seedling may have none yet
    if not census.leaves_shown:
        return ["not yet in leaf" if not dropped else "its leaves fallen"]
    if dropped:
        fallen = "most" if dropped > 0.55 else "half" if dropped > 0.4 else "some"
        return ["drooping", f"{fallen} of its leaves fallen"]
    much = "in full leaf" if share >= FULL else "thin in leaf" if share <= SPARSE else "in leaf"
    return [much, *(["drooping a little"] if census.wilt >= THIRSTS else [])]


def _flowers(census: Census) -> list[str]:
    if not census.flowers:
        return (
            [f"{_number(census.buds_shown)} {_many('bud', census.buds_shown)}"] if census.buds_shown else []
        )
    many = census.flowers >= len(_NUMBERS)  # nobody counts them any more
    said = f"{'more than a dozen' if many else _number(census.flowers)} {_many(census.species.bloom, census.flowers)}"
    return [f"{said} hanging" if census.wilt > HANGS else said]


def _number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def _many(noun: str, count: int) -> str:
    return noun if count == 1 else _PLURALS.get(noun, f"{noun}s")


def _a(words: str) -> str:
    return f"{'an' if words[:1].casefold() in 'aeiou' else 'a'} {words}"
