"""Leaves and flowers as masks: small, cached, the same for every plant.

A mask is a tuple of (dx, dy, shade) around the point where the organ sits.  Sizes come in half subpixels and headings
in sixteenths of a turn, so that a few hundred masks serve every plant of every garden.
"""

from __future__ import annotations

from functools import lru_cache
from math import atan2, ceil, cos, hypot, pi, sin
from typing import Final

from garden.botany.species import Stamp

HEADINGS: Final = 24
"""Steps of a turn."""

Mask = tuple[tuple[int, int, int], ...]
Parts = tuple[Mask, Mask]
"""A flower: petals, centre."""


def step_of(heading: float) -> int:
    """The heading in steps of a turn."""
    return round(heading / (2 * pi) * HEADINGS) % HEADINGS


def _half(shape: str, u: float) -> float:
    """Half the width of a leaf at the share `u` of its length, as a share of its greatest half width."""
    if shape == "lance":
        return sin(pi * u**0.75) ** 1.1
    if shape == "blade":
        return min(1.0, 0.35 + u * 2.2) * (1 - u) ** 0.55
    if shape == "heart":
        return min(1.0, (u / 0.16) ** 0.5) * (1 - u) ** 0.75 * 1.15
    if shape == "needle":
        return 0.6
    if shape == "lobed":
        return sin(pi * u**0.8) * (0.72 + 0.28 * cos(u * 19))
    return sin(pi * u) ** 0.6


def _grain(x: int, y: int, salt: int) -> float:
    """A number in 0..1 that a place decides; cheap, and the same everywhere."""
    n = (x * 374761393 + y * 668265263 + salt * 2246822519) & 0xFFFFFFFF
    n = ((n ^ (n >> 13)) * 1274126177) & 0xFFFFFFFF
    return ((n ^ (n >> 16)) & 0xFFFF) / 65536


@lru_cache(maxsize=4096)
def leaf(shape: str, halves: int, aspect: int, step: int, variant: int) -> Mask:
    """A leaf of `halves` half subpixels, `aspect` in percent of width to length, pointing at `step`."""
    size = halves / 2
    if shape == "spine":
        return ((0, 0, 0),)
    if shape in ("clump", "pad"):
        return _clump(size / 2, variant, 0.55 if shape == "pad" else 0.86)
    if shape == "round":
        return _clump(size / 2, variant, 1.0)
    heading = step / HEADINGS * 2 * pi
    ux, uy = sin(heading), -cos(heading)
    vx, vy = -uy, ux
    half = size * aspect / 200
    box = ceil(size + half) + 1
    # the half of the leaf that faces the light is the lighter one
    bright = 1.0 if (-vx * 0.7 - vy * 0.7) > 0 else -1.0
    found: dict[tuple[int, int], int] = {}
    for dy in range(-box, box + 1):
        for dx in range(-box, box + 1):
            u = (dx * ux + dy * uy) / size if size else 0
            v = dx * vx + dy * vy
            if not -0.02 <= u <= 1.02:
                continue
            wide = half * _half(shape, min(max(u, 0.0), 1.0))
            if abs(v) <= max(wide, 0.3):
                shade = 0
                if half > 0.9:
                    shade = 1 if v * bright > 0 else 0
                    if half > 1.9 and abs(v) < 0.5 and u < 0.85:
                        shade = -1
                    elif v * bright < -wide * 0.55 and half > 2:
                        shade = -1
                found[(dx, dy)] = shade
    # a spine of single subpixels, so that a thin leaf has no holes
    for i in range(int(size * 2) + 1):
        found.setdefault((round(ux * i / 2), round(uy * i / 2)), 0)
    return tuple((x, y, s) for (x, y), s in sorted(found.items()))


def _clump(radius: float, variant: int, flat: float) -> Mask:
    """A tuft of foliage: a lobed ball, lit from the upper left, with a broken edge."""
    out = []
    box = ceil(radius * 1.3) + 1
    for dy in range(-box, box + 1):
        for dx in range(-box, box + 1):
            x, y = dx + 0.01, dy / flat
            r = hypot(x, y)
            edge = radius * (1 + 0.16 * sin(3 * atan2(y, x) + variant * 1.3) + 0.1 * sin(5 * atan2(y, x) + variant))
            edge -= 0.9 * _grain(dx, dy, variant) if radius > 2.2 else 0
            if r > edge:
                continue
            light = (-0.55 * x - 0.83 * y) / max(radius, 0.5)
            grain = (_grain(dx, dy // 2, variant + 9) - 0.5) * 0.7
            shade = 1 if light + grain > 0.42 else (-1 if light + grain < -0.45 else 0)
            out.append((dx, dy, shade))
    return tuple(out) or ((0, 0, 0),)


@lru_cache(maxsize=2048)
def bloom(shape: str, halves: int, step: int, wilted: bool, variant: int) -> Parts:
    """A flower of `halves` half subpixels across, facing `step`."""
    size = max(1.0, halves / 2)
    heading = step / HEADINGS * 2 * pi
    radius = size / 2
    petals: list[tuple[int, int, int]] = []
    centre: list[tuple[int, int, int]] = []
    box = ceil(size) + 1
    ux, uy = sin(heading), -cos(heading)
    for dy in range(-box, box + 1):
        for dx in range(-box, box + 1):
            r, a = hypot(dx, dy), atan2(dy, dx)
            light = (-0.55 * dx - 0.83 * dy) / max(radius, 0.5)
            if shape == "daisy":
                spokes = 13 if radius > 6 else 9 if radius > 3 else 5
                beat = cos(a * spokes + variant)
                edge = radius * (0.86 + 0.2 * beat) * (0.84 if wilted else 1)
                heart = radius * 0.5
                if r <= heart:
                    ring = r > heart * 0.72
                    centre.append((dx, dy, (1 if ring else 0) + (1 if light > 0.2 else 0) - (1 if light < -0.25 else 0)
                                   + (1 if (dx + dy) % 3 == 0 and not ring else 0)))  # fmt: skip
                elif r <= edge:
                    petals.append((dx, dy, (1 if beat > 0.3 and r > heart * 1.25 else 0) + (1 if light > 0.5 else 0)
                                   - (1 if light < -0.35 else 0) - (1 if r < heart * 1.2 else 0)))  # fmt: skip
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
                petals.append((dx, dy, fold + heart + (1 if light > 0.25 else 0) - (1 if light < -0.4 else 0)))
            elif shape == "ball":
                if r <= radius:
                    petals.append((dx, dy, (2 if light > 0.55 else 1 if light > 0.2 else 0) - (1 if light < -0.3 else 0)))
            elif shape == "spike":
                u = (dx * ux + dy * uy) / size
                v = dx * -uy + dy * ux
                tier = int(u * size / 2.2)
                wide = max(0.7, size * (0.13 - 0.07 * u) * (1.0 if tier % 2 else 0.7))
                if -0.02 <= u <= 1 and abs(v) <= wide:
                    petals.append((dx, dy, (1 if tier % 2 else 0) + (1 if u > 0.8 else 0) - (1 if v > wide * 0.4 else 0)))
            elif shape == "floret":
                if r <= max(0.7, radius):
                    petals.append((dx, dy, 1 if (dx + dy + variant) % 2 else -1))
            elif r <= radius and _grain(dx, dy, variant) > 0.16:  # cluster
                petals.append((dx, dy, (1 if light + _grain(dx, dy, 5) - 0.5 > 0.25 else 0) - (1 if light < -0.45 else 0)))
                if _grain(dx, dy, variant + 3) > 0.93:
                    centre.append((dx, dy, 1))
    if not petals and not centre:
        petals.append((0, 0, 0))
    return tuple(petals), tuple(centre)


@lru_cache(maxsize=256)
def stamped(stamp: Stamp, wilted: bool) -> tuple[Mask, Mask, Mask, int, int]:
    """A hand-drawn flower as (petals, centre, leaf, width, height), its anchor at the upper left, in subpixels."""
    rows = stamp.wilted if wilted else stamp.fresh
    parts: tuple[list[tuple[int, int, int]], ...] = ([], [], [])
    for y, row in enumerate(rows):
        for x, char in enumerate(row):
            if char == ".":
                continue
            which, tone = (0, int(char)) if char.isdigit() else (2, 2) if char == "g" else (1, "abcde".index(char))
            for dy in (0, 1):
                parts[which].append((x, y * 2 + dy, tone - 2))
    return tuple(parts[0]), tuple(parts[1]), tuple(parts[2]), len(rows[0]), len(rows) * 2
