"""What is there before a plant is, and what is left while it sleeps in the earth: packet, seed, sprout, bulb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from garden.botany import shapes
from garden.botany.canvas import BUD, CENTRE, COVER, FRESH, LEAF, PETAL, STEM

if TYPE_CHECKING:
    from garden.botany.painting import Painting


def packet(painting: Painting) -> None:
    """Freshly sown, with a picture of the flower to come."""
    x, y = painting.ground.packet(painting.size)
    shape = painting.genome.blooms[0].rule.shape if painting.genome.blooms else "star"
    size = {"portrait": 8.0, "tile": 3.0, "small": 1.0}[painting.size]
    petals, centre = shapes.bloom("ball" if painting.size != "portrait" else shape, size, 0.0, False, 0)
    # flowers that stand on their foot are drawn upward from it
    foot = y + 4 if painting.size == "portrait" and shape in ("cup", "spike") else y
    painting.canvas.mask(petals, x, foot, PETAL, 1)
    painting.canvas.mask(centre, x, foot, CENTRE, 2)


def seed(painting: Painting) -> None:
    """Earth with a small mark where it lies."""
    y = painting.foot - 2
    wide = 2 if painting.size == "portrait" else 1
    for dy in (0, 1):
        painting.canvas.bar(painting.middle - wide, painting.middle + wide, y - dy, BUD, 2 + dy)


def sprout(painting: Painting) -> None:
    """Two seed leaves on a thin stem; each further contact-day a small leaf above them, then ground cover."""
    tall, long = {"portrait": (8, 13), "tile": (4, 7), "small": (3, 6)}[painting.size]
    # so far apart that a small leaf stands clear of the last one
    most, step = {"portrait": (5, 5), "tile": (2, 4), "small": (1, 2)}[painting.size]
    hang = 1.0 if painting.asleep else painting.wilt
    more = min(most, max(0, painting.moment.leaves - 1))
    top = tall + step * more
    tip = painting.lean * top * 0.5

    def stem(high: int) -> tuple[int, int]:
        return round(painting.middle + tip * (high / top) ** 2), painting.foot - 1 - high

    for i in range(top):
        x, y = stem(i)
        painting.canvas.dot(x, y, STEM, 2)
        if painting.size == "portrait":
            painting.canvas.dot(x - 1, y, STEM, 3)
    for k in range(more + 1):
        x, y = stem(tall - 1 + step * k)
        for hand, tone in ((1.0, 2), (-1.0, 3)):
            if k and (k % 2 == 1) == (hand > 0):
                continue
            size = long / 2 if not k else long * (0.38 if k < most else 0.3)
            mask = shapes.leaf("oval", size, 0.62, hand * (0.8 - 0.2 * (k > 0) + 1.4 * hang), 0)
            painting.canvas.mask(mask, x - (0 if hand > 0 else 1), y, LEAF, tone + (k > 0))
    spare = painting.moment.leaves - 1 - most
    if spare > 0 and painting.moment.state not in ("resting", "dormant"):
        painting.ground.cover(spare, painting.genome.cover, fresh=painting.moment.fresh)
    elif painting.moment.fresh:
        x, y = stem(top)
        painting.canvas.dot(x, y, FRESH, 3)
        painting.canvas.dot(x, y + 1, FRESH, 2)


def bulb(painting: Painting) -> None:
    """Died back to what lasts: a bulb with a green tip."""
    half, high = {"portrait": (5, 6), "tile": (2, 3), "small": (2, 2)}[painting.size]
    for dy in range(high):
        wide = max(1, round(half * (1 - (dy / high) ** 2) ** 0.5))
        for x in range(painting.middle - wide, painting.middle + wide):
            painting.canvas.dot(x, painting.foot - 1 - dy, BUD, 3 if x < painting.middle else 1)
    for dy in range(high, high + (5 if painting.size == "portrait" else 2)):
        painting.canvas.dot(painting.middle - 1, painting.foot - 1 - dy, COVER, 4)
        if painting.size == "portrait" and dy < high + 3:
            painting.canvas.dot(painting.middle, painting.foot - 1 - dy, COVER, 3)
