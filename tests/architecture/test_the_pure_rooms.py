"""core, capture and botany answer the same today as tomorrow: they see no clock, no file, no chance and no screen."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source import dotted, imported, modules, tree, where

PURE = ("core", "capture", "botany")
STANDARD = {
    "__future__", "array", "bisect", "calendar", "collections", "copy", "dataclasses", "datetime", "difflib", "enum",
    "functools", "hashlib", "heapq", "itertools", "json", "math", "operator", "re", "statistics", "string", "struct",
    "types", "typing", "unicodedata", "zlib",
}  # fmt: skip
"""All that a pure room may import, beside its own: parts of the standard library that cannot see the world."""
SEES_A_CLOCK = {"today", "now", "utcnow"}
BUILT_IN = {"hash", "open", "input", "print", "eval", "exec", "__import__", "breakpoint"}
"""`hash` of a text differs from run to run; the others reach outside."""


def impurities(path: Path) -> Iterator[str]:
    for_types_only, in_hash = set[ast.AST](), set[ast.AST]()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.If) and dotted(node.test) == "TYPE_CHECKING":
            for_types_only.update(inner for statement in node.body for inner in ast.walk(statement))
        if isinstance(node, ast.FunctionDef) and node.name == "__hash__":
            in_hash.update(ast.walk(node))  # where `hash` is what is asked for, and stays in one run
    for name, statement in imported(path):
        top = name.split(".")[0]
        if top not in STANDARD and top != "garden" and statement not in for_types_only:
            yield f"{where(path, statement)} imports {name}"
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and node not in in_hash:
            called = dotted(node.func)
            if called in BUILT_IN:
                yield f"{where(path, node)} calls {called}()"
            if isinstance(node.func, ast.Attribute) and node.func.attr in SEES_A_CLOCK:
                yield f"{where(path, node)} asks the clock: {called}()"


@pytest.mark.parametrize("room", PURE)
def test_a_pure_room_reaches_nothing_outside(room: str) -> None:
    assert modules(room), f"garden/{room} is gone"
    assert [fault for path in modules(room) for fault in impurities(path)] == []


@pytest.mark.parametrize(
    "source",
    [
        "import random", "from time import time", "def f():\n    import os", "from datetime import date\ndate.today()",
        "import datetime\ndatetime.datetime.now()", "seed = hash('ada')", "open('x')", "import textual.app",
    ],
)  # fmt: skip
def test_an_impurity_is_seen(source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.architecture.source.ROOT", tmp_path)
    path = tmp_path / "impure.py"
    path.write_text(source, encoding="utf-8")
    assert len(list(impurities(path))) == 1
