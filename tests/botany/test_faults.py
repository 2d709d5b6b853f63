"""How faults of a species or a theme are told: all at once, in words that help; and which icons are taken."""

from __future__ import annotations

import copy
import sys
from typing import Any

import pytest
from rich.cells import cell_len
from wcwidth import wcwidth

from garden.botany import palette, species
from garden.botany.seed import BadSeed, one_cell
from tests.botany.botany_plants import shipped

SPECIES = shipped("seeds/species")
THEMES = shipped("themes")
Doc = dict[str, Any]


def test_what_is_missing_or_no_text_is_told_as_what_it_should_be() -> None:
    doc = copy.deepcopy(THEMES["meadow-night.toml"])
    del doc["app"]["primary"]
    doc["app"]["accent"] = 7
    doc["ramps"]["soil"] = 3
    with pytest.raises(BadSeed) as told:
        palette.parse(doc, "mine.toml")
    assert [str(fault) for fault in told.value.faults] == [
        'mine.toml: app.primary is missing; it should be a colour such as "#5d8a3c"',
        'mine.toml: app.accent = 7; it should be a colour such as "#5d8a3c"',
        'mine.toml: ramps.soil = 3; it should be five colours from dark to light, such as "#5d8a3c"',
    ]


def test_all_that_is_wrong_in_a_file_is_told_at_once_and_each_thing_once() -> None:
    doc: Doc = {
        "tall": 7,
        "hight": 1,
        "icon": "x",
        "root": [{"axis": "cane", "cuont": 3}, 5],
        "axis": {"cane": {"organs": [{"kind": "twig", "shape": "rose", "size": "big"}]}},
        "lod": {"tile": {"stamp": 4}},
    }
    with pytest.raises(BadSeed) as told:
        species.parse(doc, "mine.toml")
    assert sorted(fault.key for fault in told.value.faults) == sorted(
        ["axis.cane.length", "axis.cane.organs[0].kind", "axis.cane.organs[0].size", "root[0].cuont", "root[1]",
         "icon", "id", "tall", "lod.tile.stamp", "hight"]
    )  # fmt: skip


def test_an_icon_is_a_sign_that_takes_one_cell_in_every_terminal() -> None:
    taken = [sign for sign in map(chr, range(sys.maxunicode + 1)) if one_cell(sign)]
    assert {kind["icon"]["unicode"] for kind in SPECIES.values()} | set("♣♠ψ§&@") <= set(taken)
    assert [hex(ord(sign)) for sign in taken if wcwidth(sign) != 1 or cell_len(sign) != 1] == []
    for icon in (
        "🌵",
        "漢",
        "\u0301",
        "\ufe0f",
        "\u200d",
        "🇳",
        "\u1160",
        "א",
        " ",
        "\u3000",
        "♣\ufe0f",
        "",
        "\x1b",
        "\ud800",
    ):
        doc = copy.deepcopy(SPECIES["oak.toml"])
        doc["icon"]["unicode"] = icon
        with pytest.raises(BadSeed, match=r"icon\.unicode"):
            species.parse(doc, "oak.toml")
