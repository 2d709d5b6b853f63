"""Leaves and flowers as masks: small, cached, the same for every plant.

A mask is a tuple of (dx, dy, shade) around the point where the organ sits.  Sizes, headings and variants come
in steps, so that some hundreds of masks serve every plant of every garden; each is made once.
"""

from __future__ import annotations

from functools import lru_cache
from math import atan2, ceil, cos, floor, hypot, pi, sin
from typing import Final

from garden.botany.species import Stamp

HEADINGS: Final = 24
"""Steps of a turn."""

Mask = tuple[tuple[int, int, int], ...]
Parts = tuple[Mask, Mask]
"""A flower: petals, centre."""


def _half(shape: str, u: float) -> float:
    """Half the width of a leaf at the share `u` of its length, as a share of its greatest half width."""
    if shape == "lance":
        return float(sin(pi * u**0.75) ** 1.1)
    if shape == "blade":
        return float(min(1.0, 0.35 + u * 2.2) * (1 - u) ** 0.55)
    if shape == "heart":
        return float(min(1.0, (u / 0.16) ** 0.5) * (1 - u) ** 0.75 * 1.15)
    if shape == "needle":
        return 0.6
    if shape == "lobed":
        return sin(pi * u**0.8) * (0.72 + 0.28 * cos(u * 19))
    return float(sin(pi * u) ** 0.6)


def _grain(x: int, y: int, salt: int) -> float:
    """A number in 0..1 that a place decides; cheap, and the same everywhere."""
    n = (x * 374761393 + y * 668265263 + salt * 2246822519) & 0xFFFFFFFF
    n = ((n ^ (n >> 13)) * 1274126177) & 0xFFFFFFFF
    return ((n ^ (n >> 16)) & 0xFFFF) / 65536


def leaf(shape: str, size: float, aspect: float, heading: float, variant: int) -> Mask:
    """A leaf `size` subpixels long, `aspect` its width to its length, pointing at `heading`, in the
    nearest of the shapes that are kept: small steps for small leaves, larger ones where the eye does not
    tell.
    """
    halves = max(2, round(size * 2)) if size < 5 else 2 * round(size) if size < 12 else 4 * round(size / 2)
    if shape == "spine":
        return _SPINE
    if shape in _FLAT:
        return _clump(halves, variant & 3, _FLAT[shape])
    steps = 16 if size < 7 else HEADINGS
    return _blade(shape, halves, round(aspect * 20) * 5, steps, round(heading / (2 * pi) * steps) % steps)


_SPINE: Final = ((0, 0, 0),)
_FLAT: Final = {"clump": 86, "pad": 55, "round": 100}
"""Round foliage, and its height in percent of its width."""
_TABLE: Final = 32


@lru_cache(maxsize=16)
def _halves(shape: str) -> tuple[float, ...]:
    return tuple(_half(shape, i / _TABLE) for i in range(_TABLE + 1))


@lru_cache(maxsize=4096)
def _blade(shape: str, halves: int, aspect: int, steps: int, step: int) -> Mask:
    """A pointed leaf; widest across its midrib, split there into a lit and a shaded half."""
    size = halves / 2
    heading = step / steps * 2 * pi
    ux, uy = sin(heading), -cos(heading)
    half = size * aspect / 200
    widths = _halves(shape)
    # the half of the leaf that faces the light, which comes from the upper left, is the lighter one
    bright = 1.0 if uy - ux > 0 else -1.0
    tip_x, tip_y, pad = ux * size, uy * size, half * 1.16
    found: dict[tuple[int, int], int] = {}
    for dy in range(floor(min(0, tip_y) - pad), ceil(max(0, tip_y) + pad) + 1):
        for dx in range(floor(min(0, tip_x) - pad), ceil(max(0, tip_x) + pad) + 1):
            u = (dx * ux + dy * uy) / size
            if u < 0 or u > 1:
                continue
            v = dy * ux - dx * uy
            wide = half * widths[int(u * _TABLE)]
            if (v if v >= 0 else -v) <= wide:
                shade = 0
                if half > 0.9:
                    shade = 1 if v * bright > 0 else 0
                    if (half > 1.9 and -0.5 < v < 0.5 and u < 0.85) or (
                        half > 2 and v * bright < -wide * 0.55
                    ):
                        shade = -1
                found[(dx, dy)] = shade
    # a spine of single subpixels, so that a thin leaf has no holes
    for i in range(int(size * 2) + 1):
        found.setdefault((round(ux * i / 2), round(uy * i / 2)), 0)
    return tuple((x, y, s) for (x, y), s in sorted(found.items()))


@lru_cache(maxsize=1024)
def _clump(halves: int, variant: int, percent: int) -> Mask:
    """A tuft of foliage: a lobed ball, lit from the upper left, with a broken edge."""
    radius, flat = halves / 4, percent / 100
    out = []
    wide, high = ceil(radius * 1.27), ceil(radius * 1.27 * flat)
    for dy in range(-high, high + 1):
        y = dy / flat
        for dx in range(-wide, wide + 1):
            x = dx + 0.01
            r = hypot(x, y)
            if r > radius * 0.7:
                angle = atan2(y, x)
                edge = radius * (
                    1 + 0.16 * sin(3 * angle + variant * 2.6) + 0.1 * sin(5 * angle + variant * 2)
                )
                if r > (edge - 0.9 * _grain(dx, dy, variant) if radius > 2.2 else edge):
                    continue
            light = (-0.55 * x - 0.83 * y) / max(radius, 0.5) + (_grain(dx, dy // 2, variant + 9) - 0.5) * 0.7
            out.append((dx, dy, 1 if light > 0.42 else -1 if light < -0.45 else 0))
    return tuple(out) or _SPINE


def bloom(shape: str, size: float, heading: float, wilted: bool, variant: int) -> Parts:
    """A flower `size` subpixels across, facing `heading`."""
    halves = max(2, round(size * 2)) if size < 12 else 2 * round(size)
    step = round(heading / (2 * pi) * HEADINGS) % HEADINGS if shape in ("cup", "spike") else 0
    return _bloom(shape, halves, step, wilted, variant & 3)


def nodding(size: float, variant: int) -> Parts:
    """A large open flower `size` subpixels across that hangs its head: seen from above, its heart sunk low."""
    return _nodding(max(2, 2 * round(size)), variant & 3)


@lru_cache(maxsize=256)
def _nodding(halves: int, variant: int) -> Parts:
    petals, centre = _bloom("daisy", halves, 0, True, variant)
    sunk = round(halves / 4 * 0.22)
    heart = {(x, round(y * 0.62) + sunk): shade for x, y, shade in centre}
    rim = {
        (x, round(y * 0.72)): shade - (y > 0)
        for x, y, shade in (*petals, *((x, y, -1) for x, y, _ in centre))
    }
    return (
        tuple((x, y, s) for (x, y), s in rim.items() if (x, y) not in heart),
        tuple((x, y, s) for (x, y), s in heart.items()),
    )


@lru_cache(maxsize=1024)
def _bloom(shape: str, halves: int, step: int, wilted: bool, variant: int) -> Parts:
    """A flower of `halves` half subpixels across, facing `step`."""
    size = max(1.0, halves / 2)
    heading = step / HEADINGS * 2 * pi
    radius = size / 2
    petals: list[tuple[int, int, int]] = []
    centre: list[tuple[int, int, int]] = []
    box = ceil(size if shape in ("cup", "spike") else radius * 1.1)
    ux, uy = sin(heading), -cos(heading)
    for dy in range(-box, box + 1):
        for dx in range(-box, box + 1):
            r, a = hypot(dx, dy), atan2(dy, dx)
            light = (-0.55 * dx - 0.83 * dy) / max(radius, 0.5)
            if shape == "daisy":
                spokes = 13 if radius > 6 else 9 if radius > 3 else 5
                beat = cos(a * spokes + variant)
                edge = radius * ((0.86 + 0.2 * beat) if radius > 4.5 else 1.0) * (0.84 if wilted else 1)
                heart = radius * (0.5 if radius > 4.5 else 0.44)
                if r <= heart:
                    ring = r > heart * 0.72
                    centre.append(
                        (
                            dx,
                            dy,
                            (1 if ring else 0)
                            + (1 if light > 0.2 else 0)
                            - (1 if light < -0.25 else 0)
                            + (1 if (dx + dy) % 3 == 0 and not ring else 0),
                        )
                    )
                elif r <= edge:
                    petals.append(
                        (
                            dx,
                            dy,
                            (1 if beat > 0.3 and r > heart * 1.25 else 0)
                            + (1 if light > 0.5 else 0)
                            - (1 if light < -0.35 else 0)
                            - (1 if r < heart * 1.2 else 0),
                        )
                    )
            elif shape == "star":
                beat = cos(a * 5 + variant)
                if r <= max(0.5, radius * 0.32):
                    centre.append((dx, dy, 1 if light > 0 else 0))
                elif r <= radius * (0.78 + 0.24 * beat):
                    petals.append((dx, dy, (1 if light > 0.2 else 0) - (1 if light < -0.5 else 0)))
            elif shape == "cup":
                u = (dx * ux + dy * uy) / size
                v = (dx * -uy + dy * ux) / size
                wide = 0.36 * min(1.0, max(0.0, u / 0.22)) ** 0.6 * (1.0 if u < 0.7 else 1.06)
                notch = 0.86 + 0.14 * abs(cos(v * 13))
                if 0 <= u <= notch and abs(v) <= wide:
                    shade = (1 if v < -0.1 else -1 if v > 0.17 else 0) + (1 if u > 0.72 and v < 0.1 else 0)
                    seam = abs(abs(v) - 0.13) < 0.045 and size > 7 and u < 0.75
                    petals.append((dx, dy, shade - (1 if seam else 0) - (1 if u < 0.2 else 0)))
            elif shape == "rose":
                if r > radius * (0.97 + 0.06 * cos(5 * a + variant)):
                    continue
                turn = (a / (2 * pi) + r / max(1.6, radius * 0.52) + variant * 0.21) % 1.0
                fold = -1 if turn < 0.24 and r < radius * 0.9 else 0
                heart = -1 if r < radius * 0.25 and radius > 2 else 0
                rim = -1 if r > radius * 0.72 and light < -0.1 else 0
                petals.append(
                    (dx, dy, fold + heart + rim + (1 if light > 0.25 else 0) - (1 if light < -0.4 else 0))
                )
            elif shape == "ball":
                if r <= radius:
                    petals.append(
                        (
                            dx,
                            dy,
                            (2 if light > 0.55 else 1 if light > 0.2 else 0) - (1 if light < -0.3 else 0),
                        )
                    )
            elif shape == "spike":
                u = (dx * ux + dy * uy) / size
                v = dx * -uy + dy * ux
                tier = int(u * size / 2.2)
                wide = max(0.7, size * (0.13 - 0.07 * u) * (1.0 if tier % 2 else 0.7))
                if -0.02 <= u <= 1 and abs(v) <= wide:
                    petals.append(
                        (
                            dx,
                            dy,
                            (1 if tier % 2 else 0) + (1 if u > 0.8 else 0) - (1 if v > wide * 0.4 else 0),
                        )
                    )
            elif shape == "floret":
                if r <= max(0.7, radius):
                    petals.append((dx, dy, 1 if (dx + dy + variant) % 2 else -1))
            elif (
                r <= radius * (0.88 + 0.2 * cos(5 * a + variant)) and _grain(dx, dy, variant) > 0.14
            ):  # cluster
                petals.append(
                    (
                        dx,
                        dy,
                        (1 if light + _grain(dx, dy, 5) - 0.5 > 0.25 else 0) - (1 if light < -0.45 else 0),
                    )
                )
                if _grain(dx, dy, variant + 3) > 0.93:
                    centre.append((dx, dy, 1))
    if not petals and not centre:
        petals.append((0, 0, 0))
    return tuple(petals), tuple(centre)


@lru_cache(maxsize=256)
def stamped(stamp: Stamp, wilted: bool) -> tuple[Mask, Mask, Mask, int, int]:
    """A hand-drawn flower as (petals, centre, leaf, width, height), its anchor at the upper left, in
    subpixels.
    """
    rows = stamp.wilted if wilted else stamp.fresh
    parts: tuple[list[tuple[int, int, int]], ...] = ([], [], [])
    for y, row in enumerate(rows):
        for x, char in enumerate(row):
            if char == ".":
                continue
            which, tone = (
                (0, int(char)) if char.isdigit() else (2, 2) if char == "g" else (1, "abcde".index(char))
            )
            for dy in (0, 1):
                parts[which].append((x, y * 2 + dy, tone - 2))
    return tuple(parts[0]), tuple(parts[1]), tuple(parts[2]), len(rows[0]), len(rows) * 2
