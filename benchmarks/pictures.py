"""Makes the pictures of the README: `python -m benchmarks.pictures` writes docs/pictures/*.svg.

The real screens, opened on a sample garden on a fixed day and driven by keys.  Every cell becomes exact rectangles
(block elements are drawn by their quadrants, so that no font can tear them apart) and the letters text.
"""

from __future__ import annotations

import argparse
import asyncio
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from xml.sax.saxutils import escape

from rich.cells import cell_len
from rich.color import Color as RichColor
from textual.color import Color
from textual.strip import Strip

from garden import assets, settings
from garden.cli import looks
from garden.exchange import sample
from garden.store import MemoryStore
from garden.tui.app import GardenApp
from garden.words import FixedDay

TODAY: Final = date(2026, 11, 23)
OUT: Final = Path(__file__).resolve().parent.parent / "docs" / "pictures"
SHOTS: Final[dict[str, tuple[str, tuple[int, int], str, Sequence[str]]]] = {
    "garden": ("decade", (120, 36), "meadow-night", ("down", "right", "down", "down", "down", "right")),
    "review": ("thaw", (100, 30), "meadow-day", ("r", "space")),
    "log": (
        "decade",
        (100, 30),
        "meadow-night",
        ("l", *"lunch with thabo yesterday at Noma, her garden #work"),
    ),
}
"""name -> sample garden, size, theme, keys."""
CELL: Final = (10, 20)
QUADRANTS: Final = {
    "▘": 1, "▝": 2, "▀": 3, "▖": 4, "▌": 5, "▞": 6, "▛": 7, "▗": 8, "▚": 9, "▐": 10, "▜": 11, "▄": 12, "▙": 13, "▟": 14,
    "█": 15,
}  # fmt: skip
EIGHTHS: Final = "▁▂▃▄▅▆▇"


def svg(strips: Sequence[Strip], ground: str) -> str:
    """Strips of one width as an SVG document."""
    width, height = strips[0].cell_length * CELL[0], len(strips) * CELL[1]
    boxes: dict[str, list[str]] = defaultdict(list)
    letters: list[str] = []
    for row, strip in enumerate(strips):
        column = 0
        for segment in strip:
            style = segment.style
            fore = _hex(style.color if style else None) or "#c0c0c0"
            back = _hex(style.bgcolor if style else None) or ground
            cells = cell_len(segment.text)
            if back != ground:
                boxes[back].append(_box(column * CELL[0], row * CELL[1], cells * CELL[0], CELL[1]))
            _glyphs(segment.text, column, row, fore, bool(style and style.bold), boxes, letters)
            column += cells
    paths = (f'<path fill="{colour}" d="{"".join(drawn)}"/>' for colour, drawn in boxes.items())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'shape-rendering="crispEdges"><rect width="{width}" height="{height}" fill="{ground}"/>'
        + "".join(paths)
        + '<g font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="16" xml:space="preserve">'
        + "".join(letters)
        + "</g></svg>\n"
    )


def _glyphs(
    text: str, column: int, row: int, fore: str, bold: bool, boxes: dict[str, list[str]], letters: list[str]
) -> None:
    """Draw the cells of one segment: blocks as boxes, words as text."""
    word, start = "", column
    for sign in text:
        left, top = column * CELL[0], row * CELL[1]
        block = sign in QUADRANTS or sign in EIGHTHS
        if block or sign == " ":
            _word(word, start, row, fore, bold, letters)
            word = ""
        if sign in QUADRANTS:
            boxes[fore] += _quarters(QUADRANTS[sign], left, top)
        elif block:
            tall = CELL[1] * (EIGHTHS.index(sign) + 1) / 8
            boxes[fore].append(_box(left, top + CELL[1] - tall, CELL[0], tall))
        elif sign != " ":
            start = start if word else column
            word += sign
        column += cell_len(sign)
    _word(word, start, row, fore, bold, letters)


def _quarters(bits: int, left: float, top: float) -> Iterable[str]:
    wide, tall = CELL[0] / 2, CELL[1] / 2
    for line in (0, 1):
        both = bits >> 2 * line & 3
        if both:
            yield _box(
                left + (wide if both == 2 else 0), top + line * tall, wide * (2 if both == 3 else 1), tall
            )


def _box(left: float, top: float, wide: float, tall: float) -> str:
    return f"M{left:g} {top:g}h{wide:g}v{tall:g}h-{wide:g}z"


def _word(word: str, column: int, row: int, fore: str, bold: bool, letters: list[str]) -> None:
    if word:
        weight = ' font-weight="bold"' if bold else ""
        letters.append(
            f'<text x="{column * CELL[0]}" y="{row * CELL[1] + 15}" textLength="{cell_len(word) * CELL[0]}" '
            f'lengthAdjust="spacingAndGlyphs" fill="{fore}"{weight}>{escape(word)}</text>'
        )


def _hex(colour: RichColor | None) -> str | None:
    return None if colour is None else Color.from_rich_color(colour).hex6


async def shoot(name: str, folder: Path) -> Path:
    """Open a sample garden, press the keys, and write what stands on the screen."""
    garden, size, theme, keys = SHOTS[name]
    with TemporaryDirectory() as home:
        paths = settings.paths({"HOME": home})
        setup = looks.setup(paths)
        tables = sample.tables(assets.load_one("gardens", garden).data, TODAY, name=garden)
        store = MemoryStore(tables)
        title = str(assets.load_one("gardens", garden).data.get("title", garden))
        chosen = replace(setup, theme=theme, reduced_motion=True, depth="truecolor", glyphs="quadrant")
        app = GardenApp(store, FixedDay(TODAY), chosen, title=title)
        async with app.run_test(size=size) as pilot:
            for key in keys:
                await pilot.press({" ": "space", ",": "comma", "#": "number_sign"}.get(key, key))
            await pilot.pause()
            strips = app.screen._compositor.render_strips()
            text = svg(strips, app.look.colour("background") or "#000000")
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.svg"
    path.write_text(text, encoding="utf-8")
    return path


def main() -> None:
    """Make all, or those named."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pictures", description=__doc__)
    parser.add_argument("names", nargs="*", help=f"which: {', '.join(SHOTS)}; all if none is named")
    parser.add_argument("--out", type=Path, default=OUT)
    asked = parser.parse_args()
    for name in asked.names or SHOTS:
        path = asyncio.run(shoot(name, asked.out))
        print(path, path.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
