"""`python -m benchmarks`: which programs there are, in one line each."""

from __future__ import annotations

import ast
from pathlib import Path


def main() -> None:
    for path in sorted(Path(__file__).parent.glob("*.py")):
        if not path.name.startswith("__"):
            says = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
            print(f"python -m benchmarks.{path.stem:<16}{says.splitlines()[0]}")


if __name__ == "__main__":
    main()
