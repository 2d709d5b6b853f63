"""Draws random plants of random species files and looks at every cell: `python -m benchmarks.fuzz`.

A file is written key by key within and, one time in four, beyond what a species may say.  It is either refused with a
sentence or drawn, and what is drawn fills its box exactly with glyphs one cell wide.
"""

from __future__ import annotations

import argparse
import sys
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from random import Random
from typing import Final, get_args

from rich.cells import cell_len

from garden import assets
from garden.botany import palette, species
from garden.botany.draw import Studio
from garden.botany.picture import SIZES, Depth, Glyphs, Picture, Plant, Size
from garden.botany.seed import BadSeed
from garden.core.reading import STAGES, STATES

_NUMBERS: Final[dict[str, tuple[float, float]]] = {
    "length": (0.01, 2), "wiggle": (0, 60), "tropism": (-2, 6), "flex": (0, 2), "droop": (0, 2), "ripen": (0.02, 1),
}  # fmt: skip
_ICONS: Final = (
    "♣",
    "ψ",
    "⌠",
    "🌵",
    "漢",
    "\u0301",
    "\ufe0f",
    "\u1160",
    "🇳",
    "♣\ufe0f",
    "☰",
    "א",
    " ",
    "\u200b",
    "",
)
"""Some of one cell, and some that would shift a row."""
_WRONG: Final[tuple[object, ...]] = (
    float("nan"),
    float("inf"),
    -1,
    1e12,
    "",
    "none such",
    [],
    {},
    None,
    True,
    [1, 2, 3],
    "\u200b",
    2.5,
)


def table(dice: Random) -> dict[str, object]:
    """What a species file might say."""
    names = ["a", "b", "c"][: dice.randint(1, 3)]
    data: dict[str, object] = {
        "id": "wild",
        "base": dice.choice(["pot", "bowl", "ground"]),
        "tall": dice.uniform(0.3, 1),
        "leaves_per": dice.randint(1, 12),
        "dormancy": dice.choice(species.DORMANCIES),
        "buds": dice.random() < 0.5,
        "bloom": dice.choice(("flower", "acorn", "spore cluster")),
        "root": [
            {
                "axis": dice.choice(names),
                "count": dice.randint(1, 24),
                "spread": dice.uniform(0, 240),
                "stance": dice.uniform(0, 1),
                "stagger": dice.uniform(0, 0.95),
            }
            for _ in range(dice.randint(1, 2))
        ],
        "axis": {name: _axis(dice, names) for name in names},
        "lod": {
            size: {"thin": dice.randint(1, 8), "leaf": dice.uniform(0.2, 4), "wood": dice.uniform(0.2, 4)}
            for size in ("portrait", "tile", "small")
            if dice.random() < 0.5
        },
    }
    if dice.random() < 0.3:
        data["icon"] = {"unicode": dice.choice(_ICONS), "ascii": dice.choice("&+~")}
    if dice.random() < 0.25:
        _spoil(dice, data)
    return data


def _axis(dice: Random, names: Sequence[str]) -> dict[str, object]:
    axis: dict[str, object] = {key: dice.uniform(*span) for key, span in _NUMBERS.items()}
    axis |= {
        "segments": dice.randint(1, 16),
        "bend": dice.uniform(-360, 360),
        "width": [dice.uniform(0.001, 0.4), dice.uniform(0.001, 0.4)],
        "material": dice.choice(species.MATERIALS),
        "texture": dice.choice(species.TEXTURES),
        "organs": [_organ(dice) for _ in range(dice.randint(0, 3))],
        "children": [
            {"axis": dice.choice(names), "count": dice.randint(0, 24), "side": dice.choice(species.SIDES)}
            for _ in range(dice.randint(0, 2))
        ],
    }
    return axis


def _organ(dice: Random) -> dict[str, object]:
    kind = dice.choice(["leaf", "bloom"])
    return {
        "kind": kind,
        "shape": dice.choice(species.LEAF_SHAPES if kind == "leaf" else species.BLOOM_SHAPES),
        "size": dice.uniform(0.005, 0.6),
        "aspect": dice.uniform(0.05, 1.5),
        "count": dice.randint(1, 60),
        "angle": [dice.uniform(-180, 180), dice.uniform(-180, 180)],
        "side": dice.choice(species.SIDES),
        "sky": dice.uniform(-1, 1),
    }


def _spoil(dice: Random, data: dict[str, object]) -> None:
    """Put one wrong value somewhere."""
    at: object = data
    while True:
        if isinstance(at, dict):
            key = dice.choice(list(at))
            if not isinstance(at[key], dict | list) or not at[key] or dice.random() < 0.2:
                at[key] = dice.choice(_WRONG)
                return
            at = at[key]
        elif isinstance(at, list):
            index = dice.randrange(len(at))
            if not isinstance(at[index], dict | list):
                at[index] = dice.choice(_WRONG)
                return
            at = at[index]


def plant(dice: Random) -> Plant:
    """Any reading, likely or not."""
    return Plant(
        id="".join(chr(dice.choice((dice.randint(32, 126), dice.randint(160, 0x2FFF)))) for _ in range(6)),
        species=dice.choice(["wild", "", "nobody"]),
        engine=dice.randint(-1, 9),
        state=dice.choice([None, *STATES]),
        stage=dice.choice(STAGES),
        maturity=dice.choice((0.0, 1.0, dice.random())),
        vitality=dice.choice((None, 0.0, 1.0, dice.random())),
        balance=dice.uniform(-1, 1),
        leaves=dice.choice((0, 1, dice.randint(0, 90), dice.randint(0, 3000))),
        blooms=dice.choice((0, dice.randint(0, 20), 500)),
        fresh=dice.random() < 0.5,
    )


@lru_cache(maxsize=4096)
def one_cell(glyph: str) -> bool:
    """Whether a terminal gives the glyph exactly one cell."""
    return (
        glyph.isprintable()
        and not unicodedata.combining(glyph)
        and unicodedata.east_asian_width(glyph) not in ("W", "F")
        and cell_len(glyph) == 1
    )


def fault(picture: Picture, size: str) -> str:
    """What is wrong with a picture; nothing where nothing is."""
    columns, rows = SIZES[size]
    lines = list(picture.lines())
    if len(lines) != rows:
        return f"{len(lines)} rows, not {rows}"
    for line in lines:
        if len(line) != columns:
            return f"{len(line)} columns, not {columns}"
        if wrong := [glyph for glyph in line if not one_cell(glyph)]:
            return f"a glyph that is not one cell: {wrong[0]!r}"
    return ""


def once(seed: int, theme: palette.Theme) -> str:
    """Draw one random plant: "drawn" or "refused"; raises AssertionError, or whatever the drawing raised."""
    dice = Random(seed)
    try:
        kind = species.parse(table(dice), "wild.toml")
    except BadSeed as told:
        if not (told.key and told.right):
            raise AssertionError(f"seed {seed}: refused without its key or what would be right") from told
        return "refused"
    glyphs: Glyphs = dice.choice(get_args(Glyphs))
    depth: Depth = dice.choice(get_args(Depth))
    size: Size = dice.choice(("portrait", "tile", "tile", "small", "icon"))
    studio = Studio({"wild": kind}, theme, glyphs=glyphs, depth=depth)
    picture = studio.picture(plant(dice), size, phase=dice.randint(0, 5), growth=dice.random())
    wrong = fault(picture, size)
    assert not wrong, f"seed {seed}: {wrong}"
    return "drawn"


def main(args: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz", description=__doc__)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0, help="the first of them")
    asked = parser.parse_args(args)
    theme = palette.parse(assets.load_one("themes", "meadow-night").data, "meadow-night")
    told = {"drawn": 0, "refused": 0}
    for seed in range(asked.seed, asked.seed + asked.count):
        try:
            told[once(seed, theme)] += 1
        except Exception:
            print(f"seed {seed}", file=sys.stderr)
            raise
    print(
        f"{asked.count} species files: {told['drawn']} drawn, {told['refused']} refused with a sentence; no fault"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
