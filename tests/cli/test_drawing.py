"""`garden draw`: the plant on standard output, plain into a pipe, coloured where that is asked for."""

from __future__ import annotations

import re

import pytest

from garden.botany.picture import SIZES
from garden.cli import main
from garden.cli.say import width
from tests.cli.conftest import Garden

SGR = re.compile("\x1b\\[[0-9;]*m")


@pytest.mark.parametrize("size", SIZES)
def test_a_plant_is_drawn_at_each_size_without_colour_into_a_pipe(garden: Garden, size: str) -> None:
    garden("add", "Ada Byron", "--species", "oak")
    garden("log", "coffee with Ada on 2026-11-01")
    columns, rows = SIZES[size]  # type: ignore[index]
    lines = garden("draw", "ada", "--size", size).out.splitlines()
    assert len(lines) == rows
    assert max(map(width, lines)) <= columns
    assert any(line.strip() for line in lines)


@pytest.mark.parametrize(
    ("colour", "code"), [("truecolor", "8;2;"), ("256", "8;"), ("16", "\x1b["), ("none", "")]
)
def test_colour_may_be_asked_for(
    garden: Garden, capsys: pytest.CaptureFixture[str], colour: str, code: str
) -> None:
    garden("add", "Ada Byron", "--species", "oak")
    plain = garden("draw", "ada", "--size", "tile").out
    assert main(["draw", "ada", "--size", "tile", "--colour", colour, "--on", "2026-11-23"]) == 0
    said = capsys.readouterr().out
    assert code in said
    assert ("\x1b" in said) == (colour != "none")
    assert "\x1b" not in SGR.sub("", said)
    assert "\x1b" not in plain
