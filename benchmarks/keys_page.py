"""Writes the tables of docs/keys.md from the registry of actions: `python -m benchmarks.keys_page`."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from garden.tui import actions

PAGE: Final = Path(__file__).resolve().parent.parent / "docs" / "keys.md"
MARK: Final = "<!-- from the registry: python -m benchmarks.keys_page -->\n"


def tables() -> str:
    """A table for each screen."""
    parts = []
    for where, title in (("garden", "In the garden"), ("contact", "On a contact"), ("review", "In a review"),
        ("beds", "Among the beds"), ("almanac", "In the almanac"),
        ("time", "In another time"),
                         ("log", "In the log bar")):  # fmt: skip
        parts.append(f"\n## {title}\n\n| key | name in the settings | does |\n|---|---|---|\n")
        if where == "time":
            parts += [f"| `{keys}` | | {does} |\n" for keys, does in actions.TRAVELS[:-1]]
        for action in actions.at(where):  # type: ignore[arg-type]
            parts.append(f"| `{actions.shown_key(action)}` | `{action.name}` | {action.help} |\n")
    return "".join(parts)


def page(text: str) -> str:
    """The page with its tables as the registry says them now."""
    return text[: text.index(MARK) + len(MARK)] + tables()


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
