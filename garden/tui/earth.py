"""What beds stand on: the colours of earth, grass and snow, the ragged edge where a bed meets the air, and the fence
behind it.

What always holds: words keep their contrast.  Earth is mixed into the ground of a theme only as far as every state can
still be read on it, so that a light theme has pale earth and no theme, a user's own either, hides a name.
"""

from __future__ import annotations

from typing import Final

from garden.botany.colour import lightness, mix, nearest_256, parse_hex, to_hex
from garden.botany.palette import Theme
from garden.botany.picture import Depth, Glyphs

LEGIBLE: Final = 4.5
"""Contrast of words with what they stand on (WCAG 2.1, 1.4.3)."""
WRITTEN: Final = ("foreground", "primary", "thriving", "thirsty", "wilting", "dormant", "resting", "new")
"""The roles that are written on earth."""
RICHEST: Final = 0.55
"""The largest share of earth in the ground's colour."""
_STEP: Final = 0.05
_EDGES: Final[dict[Glyphs, str]] = {
    "quadrant": "▁▁▂▁▁▁▂▂▁▁▁▁▂▁▁▂▁▁▁▁▁▂▁",
    "half": "▄",
    "braille": "⣀⣀⣠⣀⣀⣀⣄⣠⣀⣀⣀⣀⣄⣀⣀⣠⣀⣀⣀⣀⣀⣄⣀",
    "ascii": "_",
}
_DRIFTS: Final[dict[Glyphs, str]] = {
    "quadrant": "▂▂▃▃▃▂▂▁▁▂▂▂▃▃▂▂▁▁▁▂▂▃▂",
    "half": "▄",
    "braille": "⣀⣤⣤⣶⣶⣤⣤⣀⣀⣀⣠⣤⣤⣶⣤⣤⣄⣀⣀⣠⣤⣤⣄",
    "ascii": "~~-~~~-",
}
"""The same under snow: told from grass without colour too."""
_FENCE: Final = "╪═════"
_FENCE_ASCII: Final = "+====="
_PRIME_STEP: Final = 7
"""From one row of tiles to the next the edge begins so much further on, so that rows are not alike."""


def earths(theme: Theme, depth: Depth) -> dict[str, str | None]:
    """The colours of "earth", "turf" and "frost" as a style takes them; in 16 colours earth is the bare ground."""
    if depth == "none":
        return {"earth": None, "turf": None, "frost": None}
    turf = theme.ink("cover", depth)[1 if theme.dark else 2]
    return {"earth": _earth(theme, depth), "turf": turf, "frost": theme.ink("snow", depth)[2]}


def edge(start: int, width: int, row: int, glyphs: Glyphs, *, quiet: bool = False) -> str:
    """`width` cells of a bed's upper edge from the column `start`; the same for a place, wherever one begins.  A
    `quiet` bed lies under drifts of snow."""
    pattern = (_DRIFTS if quiet else _EDGES)[glyphs]
    at = (start + row * _PRIME_STEP) % len(pattern)
    return (pattern * ((at + width) // len(pattern) + 1))[at : at + width]


def fence(width: int, glyphs: Glyphs) -> str:
    """`width` cells of the fence along a bed's far side: rails, a post every few cells and one at the end."""
    pattern = _FENCE_ASCII if glyphs == "ascii" else _FENCE
    return (pattern * (width // len(pattern) + 1))[:width][::-1]


def contrast(ink: str, ground: str) -> float:
    """How well "#rrggbb" is read on another: 1 not at all, 21 black on white (WCAG 2.1)."""
    a, b = _luminance(ink), _luminance(ground)
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)


def _luminance(colour: str) -> float:
    rgb = parse_hex(colour)
    light = lightness(rgb) if rgb is not None else 0.0
    return float(((light + 16) / 116) ** 3) if light > 8 else light / 903.3


def _earth(theme: Theme, depth: Depth) -> str:
    background = theme.role("background", depth) or ""
    ground, soil = parse_hex(theme.app["background"]), parse_hex(theme.app["soil"])
    if depth == "16" or ground is None or soil is None:
        return background
    inks = [theme.role(role, depth) or "" for role in WRITTEN]
    wanted = [(ink, min(LEGIBLE, contrast(ink, background))) for ink in inks]
    share = RICHEST
    while share > 0:
        mixed = mix(ground, soil, share)
        earth = to_hex(nearest_256(mixed, vivid=False) if depth == "256" else mixed)
        if all(contrast(ink, earth) >= least for ink, least in wanted):
            return earth
        share -= _STEP
    return background
