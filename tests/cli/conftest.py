"""A garden's file of its own for each test, and the command line as a function."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from garden.cli import main

ROOT = Path(__file__).parents[2]
RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What may never reach a terminal (a newline between lines may)."""


@dataclass(frozen=True)
class Answered:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)


Garden = Callable[..., Answered]


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The path of a garden that is not there yet, and folders of its own for everything else."""
    for kind in ("data", "state", "config"):
        monkeypatch.setenv(f"XDG_{kind.upper()}_HOME", str(tmp_path / kind))
    monkeypatch.setenv("GARDEN_FILE", str(tmp_path / "garden.json"))
    return tmp_path / "garden.json"


@pytest.fixture
def garden(file: Path, capsys: pytest.CaptureFixture[str]) -> Garden:
    """`garden("log", "coffee with Ada")`: the command on that file, on Monday 23 November 2026 unless `--on` is said.

    Whatever it answers, it is checked: no traceback, nothing raw, and an exit code that means something.
    """

    def run(*argv: str) -> Answered:
        day = [] if "--on" in argv else ["--on", "2026-11-23"]
        capsys.readouterr()
        code = main([*day, *argv])
        said = capsys.readouterr()
        assert code in (0, 1, 2)
        assert not RAW.search(said.out)
        assert not RAW.search(said.err)
        assert "Traceback" not in said.err
        assert "Something went wrong" not in said.err
        assert code == 0 or said.err, "refused without a word"
        return Answered(code, said.out, said.err)

    return run


@pytest.fixture
def process(file: Path) -> Callable[..., Answered]:
    """The same in a process of its own, with pipes and no terminal."""

    def run(*argv: str | bytes, stdin: str = "") -> Answered:
        done = subprocess.run(
            [sys.executable, "-m", "garden", *argv], cwd=ROOT, input=stdin.encode(), capture_output=True,
            check=False, timeout=60, env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        out, err = done.stdout.decode(), done.stderr.decode()
        assert "Traceback" not in err
        return Answered(done.returncode, out, err)

    return run


@pytest.fixture
def shell(file: Path) -> Callable[[str], Answered]:
    """A line for `sh`, in which `garden` is the command, and buffers its output as it does on a person's machine."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}

    def run(line: str) -> Answered:
        script = f'garden() {{ "{sys.executable}" -m garden "$@"; }}; {line}'
        done = subprocess.run(
            ["sh", "-c", script], cwd=ROOT, capture_output=True, check=False, timeout=60, text=True,
            env={**env, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        return Answered(done.returncode, done.stdout, done.stderr)

    return run


def everything(folder: Path) -> dict[str, bytes | None]:
    """Every file and folder below one, with what is in it: to see that nothing changed."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
    }
