"""(a helper) The project's own source, read as trees: what the architecture tests look at."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def modules(*rooms: str) -> list[Path]:
    """Every module under `garden/ROOM`, or in the file `garden/ROOM.py`, of each room; of all where none is named."""
    package = ROOT / "garden"
    found: list[Path] = []
    for room in rooms:
        file = package / f"{room}.py"
        found += [file] if file.exists() else (package / room).rglob("*.py")
    return sorted(found if rooms else package.rglob("*.py"))


def where(path: Path, node: ast.expr | ast.stmt) -> str:
    return f"{path.relative_to(ROOT)}:{node.lineno}"


def imported(path: Path) -> Iterator[tuple[str, ast.stmt]]:
    """The modules that a module imports, wherever in it, with the statement."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, node


def dotted(node: ast.expr) -> str:
    """`a.b.c` of an expression that is one, else the last names of it, else ""."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        head = dotted(node.value)
        return f"{head}.{node.attr}" if head else node.attr
    return ""
