"""What is told beside a plant or on a page: paragraphs, titles, labelled facts and small drawings, laid out in strips.

What always holds: a strip is exactly as wide as it was asked for, and no word that a person wrote reaches it raw.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple, Protocol

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.strip import Strip

from garden.tui.look import Look, fit, shown

LABEL: Final = 13
"""Cells of the column of labels; where things happened, their days stand in it."""
HALF_FROM: Final = 64
"""From so many cells on two short facts share a row."""
BETWEEN: Final = 4
"""Cells between two columns of a page."""


class Said(NamedTuple):
    """A paragraph of a story: words, the role of their colour, and whether they are bold or stand close to the last."""

    text: str
    role: str = "foreground"
    bold: bool = False
    close: bool = True


class Drawn(Protocol):
    """Something that lays itself out; it has a `text`, since nothing is told by a drawing alone."""

    @property
    def text(self) -> str:
        """The same in words."""

    def rows(self, width: int, look: Look, on: str) -> list[Strip]:
        """Strips of exactly `width` cells."""


Paragraph = Said | Drawn


class Title(NamedTuple):
    """The title of a part, and a thin rule."""

    text: str

    def rows(self, width: int, look: Look, on: str) -> list[Strip]:
        """One row."""
        return [titled(self.text, width, look, on)]


class Facts(NamedTuple):
    """Labelled facts, a column of labels and what they say beside it; short ones two in a row where there is room."""

    facts: Sequence[tuple[str, str]]

    @property
    def text(self) -> str:
        """The same in words."""
        return " ".join(f"{label} {said}" for label, said in self.facts)

    def rows(self, width: int, look: Look, on: str) -> list[Strip]:
        """As many rows as they need."""
        half = (width - BETWEEN) // 2
        ground = look.style(on=on)
        rows: list[Strip] = []
        waiting: Strip | None = None
        for label, said in self.facts:
            strips = _fact(label, said, half, look, on) if width >= HALF_FROM else []
            if len(strips) == 1 and waiting is not None:
                row = Strip([*waiting, Segment(" " * BETWEEN, ground), *strips[0]])
                rows[-1] = row.adjust_cell_length(width, ground)
                waiting = None
            elif len(strips) == 1:
                waiting = strips[0]
                rows.append(waiting.adjust_cell_length(width, ground))
            else:
                waiting = None
                rows += _fact(label, said, width, look, on)
        return rows


def beside(left: Sequence[Strip], right: Sequence[Strip], at: int, width: int, ground: Style) -> list[Strip]:
    """Two columns of strips as one, the left one `at` cells wide."""
    rows = []
    for y in range(max(len(left), len(right))):
        one = left[y] if y < len(left) else Strip.blank(at, ground)
        other = right[y] if y < len(right) else Strip.blank(0, ground)
        row = Strip([*one.adjust_cell_length(at, ground), Segment(" " * BETWEEN, ground), *other])
        rows.append(row.adjust_cell_length(width, ground))
    return rows


def titled(title: str, width: int, look: Look, on: str = "background") -> Strip:
    """A title and a thin rule to the end of its part."""
    rule = look.glyph("─") * max(0, width - cell_len(title) - 1)
    return Strip(
        [
            Segment(f"{title} ", look.style("primary", on, bold=True)),
            Segment(rule, look.style("muted", on)),
        ]
    ).adjust_cell_length(width, look.style(on=on))


def wrapped(paragraphs: Sequence[Paragraph], width: int, look: Look, on: str) -> list[Strip]:
    """Paragraphs as strips of exactly `width` cells, wrapped at words."""
    ground = look.style(on=on)
    strips: list[Strip] = []
    for told in paragraphs:
        if not isinstance(told, Said):
            strips += told.rows(width, look, on)
            continue
        if not told.close and strips:
            strips.append(Strip.blank(width, ground))
        style = look.style(told.role, on, bold=told.bold)
        for line in lines(told.text, width):
            strips.append(Strip([Segment(look.glyph(line), style)]).adjust_cell_length(width, ground))
    return strips


def lines(text: str, width: int) -> list[str]:
    """Somebody's words in lines of at most `width` cells, broken between words."""
    return list(_lines(shown(text), max(1, width)))


@lru_cache(maxsize=256)
def _lines(text: str, width: int) -> tuple[str, ...]:
    """Broken once: a screen asks how high its words are before it lays them out, and again with every gust."""
    from rich.console import Console

    console = Console(width=width, color_system=None)
    return tuple(line.plain.rstrip() for line in Text(text).wrap(console, width))


def _fact(label: str, said: str, width: int, look: Look, on: str) -> list[Strip]:
    """A label, and what it says in as many rows as that needs."""
    rows = []
    for line in lines(said, width - LABEL):
        lead = Segment(fit(label, LABEL), look.style("muted", on))
        words = Segment(look.glyph(line), look.style(on=on))
        rows.append(Strip([lead, words]).adjust_cell_length(width, look.style(on=on)))
        label = ""
    return rows
