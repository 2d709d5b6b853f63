"""The walls stand, plain commands start light, files stay small, and the project speaks of itself alone."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, modules, tree

HEAVY = {"textual", "rich", "pendulum", "platformdirs", "asyncio", "tinydb", "orjson"}
LINES = 400
LONGER = {
    "garden/capture/dates.py": "every way to say a day or a span, tried in turn at one place in the sentence",
    "garden/capture/lexicon.py": "lists of words",
    "garden/capture/reader.py": "one walk over the words of a sentence: its order is the grammar",
    "garden/cli/commands.py": "every command, once, in the order in which they are told",
    "tests/tui/driver.py": "one person at the keys: everything she can do and see",
    "tests/test_gardener.py": "what a person does with each verb of the gardener, in the verbs' order",
    "tests/store/trust.py": "one page on trust, row by row",
}
"""Files over 400 lines, each with its reason."""
TEXT = {".py", ".md", ".toml", ".tcss", ".cfg", ".ini", ".yml", ".yaml", ".json", ".txt", ""}
ELSEWHERE = re.compile(
    r"(?<![\w.])(/work/|/home/\w+/|/Users/\w+/|/root/)"  # a path of one machine
    r"|\.\./shared/|(?<!\w)https?://[^\s/)]*(?:pypi\.org/simple|index-url)",  # a place outside; a registry's host
)
ALLOWED = {"tests/architecture/test_the_house.py"}
"""This file, which has to name what it looks for."""


def ours() -> list[Path]:
    """Every file that is kept: what git lists, or in an unpacked sdist what lies there."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode == 0 and listed.stdout:
        found = [ROOT / name for name in listed.stdout.split("\0") if name]
    else:
        tops = ("garden", "tests", "benchmarks", "docs", "seeds", "themes", ".ci")
        found = [path for top in tops for path in (ROOT / top).rglob("*")] + list(ROOT.glob("*.*"))
    return sorted(p for p in found if p.is_file() and p.suffix in TEXT and "__pycache__" not in p.parts)


def test_the_walls_between_rooms_stand() -> None:
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command; lint_imports_command()",
        "--no-cache",
    ]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stdout + said.stderr


def test_every_room_of_the_house_is_on_the_floor_plan() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = {contract["name"]: contract for contract in config["tool"]["importlinter"]["contracts"]}
    planned = {
        room.strip(" ()") for layer in contracts["The floor plan"]["layers"] for room in layer.split("|")
    }
    built = {p.stem for p in (ROOT / "garden").iterdir() if p.suffix == ".py" or (p / "__init__.py").exists()}
    assert built - {"__init__"} == planned
    for name, only in (("Only store knows TinyDB", {"store"}), ("Only tui knows Textual", {"tui"}),
                       ("Only words knows pendulum", {"words"})):  # fmt: skip
        sources = {module.removeprefix("garden.") for module in contracts[name]["source_modules"]}
        assert sources == planned - only - {"__main__"}, name


@pytest.mark.parametrize("argument", ["--version", "--help"])
def test_asking_what_garden_is_imports_nothing_heavy(argument: str) -> None:
    code = (
        "import json, sys\nfrom garden.cli import main\n"
        f"try:\n    code = main([{argument!r}])\nexcept SystemExit as end:\n    code = end.code\n"
        "print(json.dumps([code, sorted({name.split('.')[0] for name in sys.modules})]))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    *said, last = done.stdout.splitlines()
    code_, loaded = json.loads(last)
    assert said, "it said nothing"
    assert code_ in (0, None)
    assert HEAVY.isdisjoint(loaded)


def test_python_dash_m_is_the_same_command() -> None:
    said = [sys.executable, "-m", "garden", "--version"]
    done = subprocess.run(said, cwd=ROOT, capture_output=True, text=True, check=True)
    from garden import __version__

    assert __version__ in done.stdout


def test_a_long_file_has_its_reason() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in ours()
        if path.suffix == ".py"
    }
    assert {name: lines for name, lines in lengths.items() if lines > LINES and name not in LONGER} == {}
    assert [name for name in LONGER if lengths.get(name, 0) <= LINES] == [], (
        "a reason that is no longer needed"
    )


def test_every_module_says_why_it_exists() -> None:
    assert [str(path.relative_to(ROOT)) for path in modules() if not ast.get_docstring(tree(path))] == []


def test_the_project_names_no_place_of_one_machine() -> None:
    found = []
    for path in ours():
        name = str(path.relative_to(ROOT))
        if name not in ALLOWED:
            for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
                found += [f"{name}:{number}: {hit.group()}" for hit in [ELSEWHERE.search(line)] if hit]
    assert found == []


@pytest.mark.parametrize("mark", ["open", "test"])
def test_the_readme_has_one_line_to_open_and_one_to_test(mark: str) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(rf"<!-- command: {mark} -->\n```sh\n(.*?)```", text, re.S)
    assert len(blocks) == 1
    assert len(blocks[0].splitlines()) == 1
    assert f"readme {mark}" in (ROOT / ".ci/run").read_text(encoding="utf-8")


def test_links_between_the_pages_lead_somewhere() -> None:
    lost = []
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8")):
            if "://" not in target and not (page.parent / target).exists():
                lost.append(f"{page.relative_to(ROOT)} -> {target}")
    assert lost == []
