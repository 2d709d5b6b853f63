"""Makes the pictures of the README: `python -m benchmarks.pictures` writes docs/pictures/*.svg.

The real screens, opened on a sample garden on a fixed day and driven by keys.
"""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from rich.cells import cell_len
from rich.color import Color as RichColor
from textual.color import Color
from textual.strip import Strip

from garden import assets, settings
from garden.botany import svg as writer
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


def svg(strips: Sequence[Strip], ground: str) -> str:
    """Strips of one width as an SVG document."""
    wide, tall = writer.CELL
    drawing = writer.Drawing(strips[0].cell_length * wide, len(strips) * tall, ground)
    for row, strip in enumerate(strips):
        left = 0.0
        for segment in strip:
            style = segment.style
            back = _hex(style.bgcolor if style else None) or ground
            cells = cell_len(segment.text)
            if back != ground:
                drawing.box(back, left, row * tall, cells * wide, tall)
            left += cells * wide
    drawing.layer()
    for row, strip in enumerate(strips):
        left = 0.0
        for segment in strip:
            style = segment.style
            fore = _hex(style.color if style else None) or "#c0c0c0"
            bold = bool(style and style.bold)
            left = drawing.cells(segment.text, left, row * tall, fore, bold=bold, wide=cell_len)
    return drawing.document()


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
        chosen = setup._replace(theme=theme, reduced_motion=True, depth="truecolor", glyphs="quadrant")
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
