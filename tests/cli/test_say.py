"""Cells, columns, gauges and colour."""

from __future__ import annotations

import io
import os
import pty
import select
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from garden.cli.say import coloured, emit_json, fitted, gauge, table, width
from tests.cli.conftest import RAW, Garden


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("Ada", 3),
        ("Zoë", 3),
        ("Zoe\u0308", 3),
        ("王小明", 6),
        ("👩‍👩‍👧‍👦", 2),
        ("👍🏽", 2),
        ("🇩🇪", 2),
        ("❤️", 2),
        ("محمد", 4),
        ("ｱ", 1),
    ],
)
def test_a_text_is_as_wide_as_a_terminal_draws_it(text: str, cells: int) -> None:
    assert width(text) == cells


@given(st.text(st.characters(exclude_categories=("C",)), max_size=40), st.integers(1, 20))
def test_a_fitted_text_fills_its_cells_exactly(text: str, cells: int) -> None:
    assert width(fitted(text, cells)) == cells


def test_columns_stand_under_each_other_and_long_names_push_only_their_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    table([[("王小明", ""), ("a", "")], [("Ada", ""), ("b", "")], [("é" * 300, ""), ("c", "")]])
    first, second, third = capsys.readouterr().out.splitlines()
    assert width(first) == width(second)
    assert third.endswith("é  c")


@given(st.one_of(st.none(), st.floats(0, 1)), st.integers(1, 12))
def test_a_gauge_is_as_wide_as_asked(share: float | None, cells: int) -> None:
    assert len(gauge(share, cells)) == cells


def test_json_keeps_letters_and_escapes_what_steers(capsys: pytest.CaptureFixture[str]) -> None:
    import json

    value = {"name": "Zoë 王 \x1b[31m \x9b \u202e \u2028 \ud800 👩‍👧"}
    emit_json(value)
    said = capsys.readouterr().out
    assert "Zoë 王" in said
    assert "👩‍👧" in said
    assert not RAW.search(said)
    assert json.loads(said) == value


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_colour_is_for_terminals_that_want_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    assert coloured(_Terminal())
    assert not coloured(io.StringIO())
    monkeypatch.setenv("NO_COLOR", "1")
    assert not coloured(_Terminal())
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    assert not coloured(_Terminal())


def _in_a_terminal(argv: list[str], typed: str = "", columns: int = 60, **environ: str) -> tuple[int, str]:
    """A command in a pseudo-terminal: its exit code and what it printed."""
    import fcntl
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    root = Path(__file__).parents[2]
    child = subprocess.Popen(
        [sys.executable, "-m", "garden", *argv], stdin=theirs, stdout=theirs, stderr=theirs, cwd=root, close_fds=True,
        env={**os.environ, **environ},
    )  # fmt: skip
    os.close(theirs)
    os.write(ours, typed.encode())
    said = b""
    while select.select([ours], [], [], 30)[0]:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # the other end is closed
            break
        if not piece:
            break
        said += piece
    os.close(ours)
    return child.wait(30), said.decode()


def test_a_terminal_gets_colour_and_lines_that_fit(garden: Garden) -> None:
    for number in range(3):
        garden("add", f"Somebody with a name that is rather long, number {number}")
    code, said = _in_a_terminal(["list"])
    assert code == 0
    assert "\x1b[34m" in said
    lines = [line for line in said.replace("\r", "").split("\n") if line]
    import re

    assert len(lines) == 3
    assert all(width(re.sub("\x1b\\[[0-9;]*m", "", line)) <= 60 for line in lines)
    assert "\x1b" not in _in_a_terminal(["list"], NO_COLOR="1")[1]


@pytest.mark.parametrize(("typed", "left"), [("n\n", 1), ("\n", 1), ("y\n", 0)])
def test_removing_asks_at_a_terminal(garden: Garden, typed: str, left: int) -> None:
    garden("add", "Ada Byron")
    code, said = _in_a_terminal(["remove", "ada"], typed)
    assert "Remove Ada Byron" in said
    assert code == (0 if left == 0 else 1)
    assert len(garden("list", "--json").json) == left
