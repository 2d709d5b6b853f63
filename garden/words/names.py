"""Names as they fit under a small picture."""

from __future__ import annotations

from collections.abc import Callable, Sequence


def short(names: Sequence[str], width: int, wide: Callable[[str], int] = len) -> list[str]:
    """Each name whole where `width` cells hold it; else its first word, with an initial where two share that one.

    `wide` says how many cells a text takes.  A first word too long for it stays as it is.  Not cleaned.
    """
    firsts = [name.split()[0] if name.split() else name for name in names]
    found = []
    for name, first in zip(names, firsts, strict=True):
        parts = name.split()
        if wide(name) <= width or len(parts) < 2:
            found.append(name)
        elif firsts.count(first) > 1:
            initial = next((part[0] for part in reversed(parts[1:]) if part[0].isalpha()), "")
            found.append(f"{first} {initial}." if initial else first)
        else:
            found.append(first)
    return found
