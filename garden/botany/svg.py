"""A picture -> SVG: the one writer of pictures that leave the terminal.

Block elements and braille dots become exact boxes, so that no font can tear them apart; every other glyph is text in
whatever monospace font there is, stretched to its cells.  What always holds: the document needs nothing from outside
(no font, script, style sheet or link); whatever a person wrote stands in it as text, never as markup, and characters
that XML forbids or that reorder a line are left out.  Equal drawings are equal bytes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Final, Literal

from garden.botany.picture import Picture, Run

CELL: Final = (10, 20)
"""A terminal's cell, in pixels."""
HALF: Final = (CELL[0] // 2, CELL[1] // 2)
"""A quarter of a cell: the grain of a picture in quadrant blocks."""
FONT: Final = "DejaVu Sans Mono, Menlo, Consolas, Liberation Mono, monospace"
ADVANCE: Final = 0.602
"""The width of a monospace letter, in font sizes (DejaVu Sans Mono; the others named are within 1 %)."""
ANSI: Final = {
    "black": "#000000", "red": "#cd3131", "green": "#0dbc79", "yellow": "#e5e510", "blue": "#2472c8",
    "magenta": "#bc3fbc", "cyan": "#11a8cd", "white": "#c8c8c8", "bright_black": "#767676", "bright_red": "#f14c4c",
    "bright_green": "#23d18b", "bright_yellow": "#f5f543", "bright_blue": "#3b8eea", "bright_magenta": "#d670d6",
    "bright_cyan": "#29b8db", "bright_white": "#ffffff",
}  # fmt: skip
"""What a terminal might show for its sixteen names; a file has to say one colour."""

_QUADRANTS: Final = {sign: bits for bits, sign in enumerate(" ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█") if bits}
_EIGHTHS: Final = "▁▂▃▄▅▆▇"
_BRAILLE: Final = range(0x2800, 0x2900)
_DOTS: Final = ((0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3))
"""Column and row of each braille bit."""
_UNFIT: Final = {
    code: None
    for span in (
        range(0x20), range(0x7F, 0xA0), (0x061C, 0x200E, 0x200F), range(0x2028, 0x202F), range(0x2066, 0x206A),
        range(0xD800, 0xE000), range(0xFFF9, 0xFFFC), (0xFFFE, 0xFFFF),
    )
    for code in span
}  # fmt: skip
"""Control characters, line ends, what turns the direction, surrogates, and what XML 1.0 does not know."""
_ESCAPES: Final = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;", ord('"'): "&quot;"}

Box = tuple[float, float, float, float]
"""Left, top, width, height, in pixels."""
Anchor = Literal["start", "middle", "end"]


def escaped(text: str) -> str:
    """A text as it may stand between tags or in quotes."""
    return text.translate(_UNFIT).translate(_ESCAPES)


def colour(ink: str) -> str:
    """The "#rrggbb" of a run's colour, which may be one of the terminal's sixteen."""
    return ANSI[ink.removeprefix("ansi_")] if ink.startswith("ansi_") else ink


class Drawing:
    """A sheet of pixels, `width` x `height`, in the colour `ground`.  Boxes lie in the order of `layer`s, words on top.

    Within a layer, boxes of one colour are joined and lie in no order: what overlaps belongs in layers of its own.
    """

    def __init__(self, width: float, height: float, ground: str) -> None:
        self.width, self.height, self.ground = width, height, ground
        self._layers: list[str] = []
        self._boxes: dict[str, list[Box]] = defaultdict(list)
        self._words: list[str] = []

    def layer(self) -> None:
        """From here on, boxes lie over all that was drawn before."""
        self._layers += [
            f'<path fill="{ink}" d="{_outlined(boxes)}"/>' for ink, boxes in self._boxes.items() if boxes
        ]
        self._boxes.clear()

    def box(self, ink: str, left: float, top: float, wide: float, tall: float) -> None:
        """A box, its edges where pixels end."""
        self._boxes[ink].append((left, top, wide, tall))

    def panel(
        self, ink: str, left: float, top: float, wide: float, tall: float, *, round_by: float = 0
    ) -> None:
        """A box of its own, with rounded corners."""
        self.layer()
        self._layers.append(
            f'<rect x="{left:g}" y="{top:g}" width="{wide:g}" height="{tall:g}" rx="{round_by:g}" fill="{ink}" '
            'shape-rendering="auto"/>'
        )

    def picture(self, picture: Picture, left: float, top: float, *, ink: str) -> None:
        """A picture, its upper left corner at a pixel; `ink` for what has no colour of its own."""
        for row, runs in enumerate(picture.rows):
            self.row(runs, left, top + row * CELL[1], ink=ink)

    def row(self, runs: Iterable[Run], left: float, top: float, *, ink: str) -> None:
        """A row of runs, every glyph of them one cell wide."""
        for text, fg, bg in runs:
            if bg is not None:  # what the glyph leaves open: so that no two boxes of a picture overlap
                behind = self._boxes[colour(bg)]
                for at, sign in enumerate(text):
                    behind += [(left + at * CELL[0] + x, top + y, w, h) for x, y, w, h in _open(sign)]
            left = self.cells(text, left, top, ink if fg is None else colour(fg))

    def cells(
        self,
        text: str,
        left: float,
        top: float,
        ink: str,
        *,
        bold: bool = False,
        wide: Callable[[str], int] = len,
    ) -> float:
        """Glyphs in cells: blocks as boxes, the rest as words.  `wide`: cells of a text.  Answers the right edge."""
        word, start = "", left
        for sign in text:
            drawn = _blocks(sign)
            if drawn is not None or sign == " ":
                self._cell_word(word, start, top, ink, bold, wide)
                word = ""
                self._boxes[ink] += [(left + x, top + y, w, h) for x, y, w, h in drawn or ()]
            else:
                start = start if word else left
                word += sign
            left += wide(sign) * CELL[0]
        self._cell_word(word, start, top, ink, bold, wide)
        return left

    def words(
        self,
        text: str,
        x: float,
        y: float,
        ink: str,
        *,
        size: float = 16,
        anchor: Anchor = "start",
        bold: bool = False,
    ) -> None:
        """A text on its base line at y, as wide as its letters are."""
        where = "" if anchor == "start" else f' text-anchor="{anchor}"'
        weight = ' font-weight="bold"' if bold else ""
        large = "" if size == 16 else f' font-size="{size:g}"'
        self._words.append(
            f'<text x="{x:g}" y="{y:g}" fill="{ink}"{large}{where}{weight}>{escaped(text)}</text>'
        )

    def document(self, *, title: str = "", says: str = "") -> str:
        """The whole of it as an SVG document.  `title` and `says` are for those who hear a picture."""
        self.layer()
        named = f"<title>{escaped(title)}</title>" if title else ""
        told = f"<desc>{escaped(says)}</desc>" if says else ""
        wide, tall = f"{self.width:g}", f"{self.height:g}"
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {tall}" width="{wide}" height="{tall}" '
            f'role="img" shape-rendering="crispEdges">{named}{told}'
            f'<rect width="{wide}" height="{tall}" fill="{self.ground}"/>\n'
            + "\n".join(self._layers)
            + f'\n<g font-family="{FONT}" font-size="16" xml:space="preserve">\n'
            + "\n".join(self._words)
            + "\n</g></svg>\n"
        )

    def _cell_word(
        self, word: str, left: float, top: float, ink: str, bold: bool, wide: Callable[[str], int]
    ) -> None:
        if word:
            weight = ' font-weight="bold"' if bold else ""
            self._words.append(
                f'<text x="{left:g}" y="{top + 15:g}" textLength="{wide(word) * CELL[0]}" '
                f'lengthAdjust="spacingAndGlyphs" fill="{ink}"{weight}>{escaped(word)}</text>'
            )


def of_picture(
    picture: Picture, ground: str, ink: str, *, title: str = "", says: str = "", air: int = 1
) -> str:
    """One picture as a document, `air` cells of ground around it."""
    across, down = air * CELL[0] * 2, air * CELL[1]
    drawing = Drawing(picture.columns * CELL[0] + 2 * across, len(picture.rows) * CELL[1] + 2 * down, ground)
    drawing.picture(picture, across, down, ink=ink)
    return drawing.document(title=title, says=says)


def _quarters(bits: int) -> tuple[Box, ...]:
    wide, tall = HALF
    boxes: list[Box] = []
    for line in (0, 1):
        both = bits >> 2 * line & 3
        if both:
            boxes.append((wide if both == 2 else 0, line * tall, wide * (2 if both == 3 else 1), tall))
    return tuple(boxes)


_QUARTERS: Final = tuple(map(_quarters, range(16)))


def _open(sign: str) -> Sequence[Box]:
    """The boxes of a cell that a glyph leaves to the ground."""
    if sign in _EIGHTHS:
        return [(0, 0, CELL[0], CELL[1] - CELL[1] * (_EIGHTHS.index(sign) + 1) / 8)]
    return _QUARTERS[15 - _QUADRANTS.get(sign, 0)]


def _blocks(sign: str) -> Sequence[Box] | None:
    """The boxes of a block element or a braille pattern within its cell; None for any other glyph."""
    if sign in _QUADRANTS:
        return _QUARTERS[_QUADRANTS[sign]]
    if sign in _EIGHTHS:
        high = CELL[1] * (_EIGHTHS.index(sign) + 1) / 8
        return [(0, CELL[1] - high, CELL[0], high)]
    if ord(sign) in _BRAILLE:
        bits = ord(sign) - _BRAILLE.start
        return [(1 + 5 * x, 1 + 5 * y, 3, 3) for bit, (x, y) in enumerate(_DOTS) if bits >> bit & 1]
    return None


def _outlined(boxes: Iterable[Box]) -> str:
    """Boxes of one colour as the data of a path: neighbours joined, first along the row and then down."""
    rows: list[list[float]] = []
    for left, top, wide, tall in sorted(boxes, key=lambda box: (box[1], box[3], box[0])):
        last = rows[-1] if rows else None
        if last is not None and (last[1], last[3]) == (top, tall) and left <= last[0] + last[2]:
            last[2] = max(last[2], left + wide - last[0])
        else:
            rows.append([left, top, wide, tall])
    stacks: dict[tuple[float, float, float], list[float]] = {}
    done: list[list[float]] = []
    for row in rows:
        left, top, wide, tall = row
        above = stacks.pop((left, wide, top), None)
        if above is None:
            done.append(above := row)
        else:
            above[3] += tall
        stacks[left, wide, above[1] + above[3]] = above
    drawn, x, y = [], 0.0, 0.0
    for left, top, wide, tall in done:
        drawn.append(f"m{left - x:g} {top - y:g}h{wide:g}v{tall:g}h{-wide:g}z")
        x, y = left, top
    return "".join(drawn)
