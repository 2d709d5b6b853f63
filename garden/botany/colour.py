"""Colours as sRGB triples, their lightness, their blends, and the nearest of 256.

OKLab: Ottosson, "A perceptual color space for image processing" (2020).  L*: CIE 1976, D65.
"""

from __future__ import annotations

from functools import lru_cache
from math import hypot
from typing import Final

Rgb = tuple[int, int, int]
Lab = tuple[float, float, float]


def parse_hex(text: str) -> Rgb | None:
    """The colour that "#rrggbb" names, or None."""
    if len(text) != 7 or text[0] != "#":
        return None
    try:
        return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)
    except ValueError:
        return None


def to_hex(rgb: Rgb) -> str:
    """ "#rrggbb"."""
    return "#{:02x}{:02x}{:02x}".format(*rgb)


def _linear(channel: int) -> float:
    c = channel / 255
    return c / 12.92 if c <= 0.04045 else float(((c + 0.055) / 1.055) ** 2.4)


def lightness(rgb: Rgb) -> float:
    """L* (0 black .. 100 white)."""
    r, g, b = map(_linear, rgb)
    y = 0.2126 * r + 0.7152 * g + 0.0722 * b
    return 116 * y ** (1 / 3) - 16 if y > 0.008856 else 903.3 * y


@lru_cache(maxsize=4096)
def oklab(rgb: Rgb) -> Lab:
    """The colour in OKLab."""
    r, g, b = map(_linear, rgb)
    lo = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
    me = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    sh = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    return (
        0.2104542553 * lo + 0.7936177850 * me - 0.0040720468 * sh,
        1.9779984951 * lo - 2.4285922050 * me + 0.4505937099 * sh,
        0.0259040371 * lo + 0.7827717662 * me - 0.8086757660 * sh,
    )


def mix(a: Rgb, b: Rgb, share: float) -> Rgb:
    """`share` of b in a, in sRGB: a drawing's colours fade as paint does, not as light."""
    return (
        round(a[0] + (b[0] - a[0]) * share),
        round(a[1] + (b[1] - a[1]) * share),
        round(a[2] + (b[2] - a[2]) * share),
    )


_STEPS: Final = (0, 95, 135, 175, 215, 255)
_CUBE: Final[tuple[Rgb, ...]] = tuple((r, g, b) for r in _STEPS for g in _STEPS for b in _STEPS)
_GREYS: Final[tuple[Rgb, ...]] = tuple((grey, grey, grey) for grey in range(8, 248, 10))


@lru_cache(maxsize=4096)
def nearest_256(rgb: Rgb, *, vivid: bool = True) -> Rgb:
    """The nearest of the 240 fixed colours of a 256-colour terminal that does not lose the colour's chroma.

    The plain nearest turns dark greens into greys; so a candidate pays for chroma that it lacks, and for a
    hue that it turns.  A ground is not to be `vivid`: beige is rather grey there than pink.
    """
    l0, a0, b0 = oklab(rgb)
    chroma = hypot(a0, b0)

    def cost(candidate: Rgb) -> float:
        l1, a1, b1 = oklab(candidate)
        lost = max(0.0, chroma - hypot(a1, b1))
        return (l1 - l0) ** 2 + 3 * (a1 - a0) ** 2 + 3 * (b1 - b0) ** 2 + (24 * lost * lost if vivid else 0.0)

    return min(_CUBE + _GREYS, key=cost)


DULL: Final = 0.12
"""Chroma below which a warm colour is a brown or a beige (OKLab)."""


@lru_cache(maxsize=4096)
def painted_256(rgb: Rgb) -> Rgb:
    """Of the same 240 the one to paint with: what keeps a drawing's hue.  Words are told apart by lightness and are for
    `nearest_256`; by that the shaded side of a leaf is teal, and of a pot mauve.

    A candidate pays apart for lightness, for chroma and for hue: much for another hue, and in the dark more for chroma
    lost than for chroma gained, since the darkest green there is has three times that of a leaf in the shade.  Browns
    there are none: a dull warm colour is rather grey than dark red.  The weights are set by eye, on the shipped themes.
    """
    l0, a0, b0 = oklab(rgb)
    chroma = hypot(a0, b0)
    if a0 > 0 and b0 > 0 and chroma < DULL:
        lost, gained, turned = 5.0, 3.5, 6.0
    else:
        lost, gained, turned = max(8.0, 60 * (1 - l0) ** 2), 2.5 * l0, 16.0

    def cost(candidate: Rgb) -> float:
        l1, a1, b1 = oklab(candidate)
        more = hypot(a1, b1) - chroma
        hue = (
            (a1 - a0) ** 2 + (b1 - b0) ** 2 - more * more
        )  # what of the distance chroma does not explain: CIE's dH
        return (l1 - l0) ** 2 + (gained if more > 0 else lost) * more * more + turned * hue

    return min(_CUBE + _GREYS, key=cost)
