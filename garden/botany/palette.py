"""A theme is data: the app's colours, and a ramp of five tones, dark to light, for every material of a plant.

One file serves the screens (`Theme.app`) and the plants (`Theme.ramp`), so that both always match.  With 16
colours the names are set by hand and never averaged.  A species may name a ramp that a theme lacks: the
family's first stands in (`petal_coral` -> `petal_pink`), so that a species and a theme by two people work
together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from garden.botany.colour import Rgb, mix, nearest_256, painted_256, parse_hex, to_hex
from garden.botany.picture import Depth
from garden.botany.seed import BadSeed, Bag

__all__ = ["APP_ROLES", "RAMPS", "BadSeed", "Theme", "parse"]

APP_ROLES: Final = (
    "primary",
    "secondary",
    "accent",
    "warning",
    "error",
    "success",
    "foreground",
    "background",
    "surface",
    "panel",
    "thriving",
    "thirsty",
    "wilting",
    "dormant",
    "resting",
    "new",
    "soil",
    "path",
)
"""Every key of a theme's [app]: Textual's own roles, then the garden's."""

RAMPS: Final = (
    "soil",
    "soil_dry",
    "wood",
    "stem",
    "leaf_green",
    "straw",
    "petal_pink",
    "centre_gold",
    "pot_terracotta",
    "bud",
    "litter",
    "cover",
    "snow",
    "flower",
    "fresh",
)
"""Ramps that every theme has; others (leaf_blue, petal_red ...) are free."""

_FAMILY: Final = {
    "leaf": "leaf_green",
    "petal": "petal_pink",
    "centre": "centre_gold",
    "pot": "pot_terracotta",
    "wood": "wood",
    "stem": "stem",
}
ANSI: Final = tuple(
    bright + name
    for bright in ("", "bright_")
    for name in ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
)
_ANSI_DEFAULT: Final = {
    "leaf": ("green", "green", "green", "bright_green", "bright_green"),
    "petal": ("magenta", "magenta", "bright_magenta", "bright_magenta", "bright_white"),
    "pot": ("red", "red", "red", "bright_red", "bright_red"),
}
_PLAIN: Final = ("bright_black", "bright_black", "white", "white", "bright_white")

_WRITTEN_16: Final = {
    True: {
        "primary": "green", "success": "green", "accent": "bright_yellow", "warning": "yellow",
        "error": "bright_red", "thriving": "green", "thirsty": "yellow", "wilting": "red",
        "resting": "blue", "new": "magenta", "dormant": "white",
    },
    False: {
        "primary": "green", "success": "green", "accent": "magenta", "warning": "red",
        "error": "red", "thriving": "green", "thirsty": "magenta", "wilting": "red",
        "resting": "blue", "new": "black", "dormant": "bright_black",
    },
}  # fmt: skip
"""Words in 16 colours, on a dark ground and on a light one, where yellow and white cannot be read.  The nearest of a
soft green would be white."""
_GROUNDS: Final = frozenset({"background", "surface", "panel", "foreground"})
"""Roles that are nearly grey, and grey rather than pink in 256 colours."""

Ramp = tuple[Rgb, Rgb, Rgb, Rgb, Rgb]


class Theme(NamedTuple):
    """Colours of the app and of every material."""

    name: str
    title: str
    dark: bool
    app: Mapping[str, str]
    ramps: Mapping[str, Ramp]
    sixteen: Mapping[str, tuple[str, ...]]
    xterm: Mapping[str, Ramp]

    def known(self, name: str) -> str:
        """The name of the ramp that stands for `name` here: itself, or the first of its family."""
        if name in self.ramps:
            return name
        return _FAMILY.get(name.split("_", maxsplit=1)[0], "straw")

    def ramp(self, name: str) -> Ramp:
        """The five tones of a material."""
        return self.ramps[self.known(name)]

    def role(self, role: str, depth: Depth) -> str | None:
        """A colour of the screens as a `Run` wants it; in 16 colours those of words are set by hand."""
        if depth == "none":
            return None
        colour = self.app[role]
        if depth == "16" and role in _WRITTEN_16[self.dark]:
            return "ansi_" + _WRITTEN_16[self.dark][role]
        rgb = parse_hex(colour)
        if depth == "256" and rgb is not None:
            return to_hex(nearest_256(rgb, vivid=role not in _GROUNDS))
        return colour

    def ink(self, name: str, depth: Depth, toward: str = "", share: float = 0.0) -> tuple[str | None, ...]:
        """Five colours as a `Run` wants them; `share` 0..1 of the ramp `toward` (straw, dry soil) mixed in.

        In 16 colours nothing is mixed: from one half on, the other ramp's names are taken.
        """
        if depth == "none":
            return (None,) * 5
        if depth == "16":
            known = self.known(toward if toward and share >= 0.5 else name)
            return tuple("ansi_" + n for n in self.sixteen[known])
        ramp, other = self.ramp(name), None
        if depth == "256":
            ramp = self.xterm.get(self.known(name), ramp)
        if toward and share:
            other = self.ramp(toward)
            if depth == "256":
                other = self.xterm.get(self.known(toward), other)
        return _painted(ramp, other, share, xterm=depth == "256")


@lru_cache(maxsize=4096)
def _painted(ramp: Ramp, other: Ramp | None, share: float, *, xterm: bool) -> tuple[str | None, ...]:
    """The hex of a ramp, with a share of another in it.  Remembered: a picture asks for thirteen."""
    mixed: Sequence[Rgb] = ramp
    if other is not None:
        mixed = [mix(a, b, share) for a, b in zip(ramp, other, strict=True)]
    return tuple(to_hex(painted_256(c) if xterm else c) for c in mixed)


_OF_A_RAMP: Final = "left out, or named as one of the [ramps]"
_HEX: Final = 'such as "#5d8a3c"'


def _colour(bag: Bag, name: str) -> str:
    right = f"a colour {_HEX}"
    value = bag.text(name, right=right)
    if parse_hex(value) is None:
        bag.wrong(name, right)
    return value.lower()


def _ramp(bag: Bag, name: str) -> Ramp:
    right = f"five colours from dark to light, {_HEX}"
    colours = [parse_hex(text) for text in bag.texts(name, right=right)]
    found = [c for c in colours if c is not None]
    if len(colours) != 5 or len(found) != 5:
        bag.wrong(name, right)
        found = [(0, 0, 0)] * 5
    return found[0], found[1], found[2], found[3], found[4]


def _sixteen(bag: Bag, name: str) -> tuple[str, ...]:
    right = "five of " + ", ".join(ANSI)
    names = bag.texts(name, right=right)
    if len(names) != 5 or any(n not in ANSI for n in names):
        bag.wrong(name, right)
    return names


def parse(data: Mapping[str, object], source: str) -> Theme:
    """The theme that a TOML table describes; raises `BadSeed`.  `source` is what messages call the file."""
    bag = Bag(data, source)
    app = bag.table("app")
    colours = {role: _colour(app, role) for role in APP_ROLES}
    app.done()
    table = bag.table("ramps")
    ramps = {name: _ramp(table, name) for name in (*RAMPS, *(str(n) for n in table.data if n not in RAMPS))}
    table.done()
    names = bag.table("sixteen")
    sixteen: dict[str, tuple[str, ...]] = {
        name: _ANSI_DEFAULT.get(name.split("_")[0], _PLAIN) for name in ramps
    }
    for name in map(str, names.data):
        if name not in ramps:
            names.wrong(name, _OF_A_RAMP)
        sixteen[name] = _sixteen(names, name)
    fixed = bag.table("xterm")
    xterm: dict[str, Ramp] = {}
    for name in map(str, fixed.data):
        if name not in ramps:
            fixed.wrong(name, _OF_A_RAMP)
        xterm[name] = _ramp(fixed, name)
    theme = Theme(
        name=bag.text("name", longest=40),
        title=bag.text("title", str(data.get("name", ""))),
        dark=bag.flag("dark", True),
        app=colours,
        ramps=ramps,
        sixteen=sixteen,
        xterm=xterm,
    )
    bag.done()
    bag.judge()
    return theme
