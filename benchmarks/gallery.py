"""Makes the gallery: `python -m benchmarks.gallery` writes docs/gallery.md and docs/gallery/*.svg.

Every species there is, a row each, in every theme there is: its stages from seed to ancient, its states, and its lean
either way; and a portrait of each.  What is drawn is made up here and the same each time, so that a picture that
differs is a drawing that changed.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from garden import assets, settings
from garden.botany.describe import describe
from garden.botany.draw import Studio
from garden.botany.palette import Theme
from garden.botany.picture import SIZES, Plant
from garden.botany.poster import poster
from garden.botany.species import Species
from garden.botany.svg import CELL, Drawing
from garden.cli import looks
from garden.cli.drawing import plots_of
from garden.core.reading import STAGES, State
from garden.exchange import sample
from garden.gardener import Gardener
from garden.store import MemoryStore
from garden.words import FixedDay

DOCS: Final = Path(__file__).resolve().parent.parent / "docs"
TODAY: Final = date(2026, 11, 23)
SAMPLE: Final = "decade"
MARGIN: Final = 20
HEAD: Final = 60
SIDE: Final = 120
ACROSS: Final = 4
"""Pixels around a sheet, above its rows and left of them; portraits in a row."""


def plant(
    species: str,
    *,
    maturity: float = 5 / 6,
    state: State = "thriving",
    vitality: float | None = 1.0,
    balance: float = 0.0,
    fresh: bool = False,
) -> Plant:
    """Somebody's plant of a species; its leaves and flowers as many as its age would bring."""
    stage = STAGES[min(6, int(maturity * 6 + 1e-9))]
    leaves = round(90 * maturity**1.6)
    return Plant(
        "gallery",
        species,
        1,
        state,
        stage,
        maturity,
        vitality,
        balance,
        leaves,
        round(7 * maturity**2),
        fresh,
    )


Column = tuple[str, Mapping[str, object]]

COLUMNS: Final[Sequence[Column]] = (
    *((stage, {"maturity": index / 6}) for index, stage in enumerate(STAGES)),
    ("new leaf", {"maturity": 0.5, "fresh": True}),
    ("new", {"state": "new", "vitality": None, "maturity": 0.0}),
    ("thirsty", {"state": "thirsty", "vitality": 0.5}),
    ("wilting", {"state": "wilting", "vitality": 0.35}),
    ("dormant", {"state": "dormant", "vitality": 0.05}),
    ("resting", {"state": "resting", "vitality": 0.6}),
    ("they give more", {"balance": -0.8}),
    ("you give more", {"balance": 0.8}),
)
"""What stands above a column, and what is so of its plants."""


def sheet(studio: Studio) -> str:
    """Every species in a row, every stage, state and lean in a column."""
    columns, rows = SIZES["tile"]
    wide, tall = columns * CELL[0] + 20, rows * CELL[1] + 20
    app = studio.theme.app
    height = HEAD + len(studio.species) * tall + MARGIN
    drawing = Drawing(SIDE + len(COLUMNS) * wide + MARGIN, height, app["background"])
    for column, (title, _) in enumerate(COLUMNS):
        middle = SIDE + (column + 0.5) * wide
        drawing.words(title, middle, 34, app["foreground"], size=14, anchor="middle")
    for row, name in enumerate(sorted(studio.species)):
        top = HEAD + row * tall
        drawing.words(name, MARGIN, top + tall - 30, app["primary"], size=15)
        for column, (_, so) in enumerate(COLUMNS):
            picture = studio.picture(plant(name, **so), "tile")  # type: ignore[arg-type]
            drawing.picture(picture, SIDE + column * wide + 10, top, ink=app["foreground"])
    return drawing.document(title=f"{studio.theme.title}: every species, stage, state and lean")


def portraits(studio: Studio) -> str:
    """Every species large, in full leaf."""
    columns, rows = SIZES["portrait"]
    wide, tall = columns * CELL[0] + 20, rows * CELL[1] + 50
    names = sorted(studio.species)
    app = studio.theme.app
    across = min(ACROSS, len(names))
    down = -(-len(names) // across)
    drawing = Drawing(across * wide + 2 * MARGIN, down * tall + 2 * MARGIN, app["background"])
    for index, name in enumerate(names):
        left, top = MARGIN + index % across * wide, MARGIN + index // across * tall
        picture = studio.picture(plant(name, maturity=0.95), "portrait")
        drawing.picture(picture, left + 10, top, ink=app["foreground"])
        drawing.words(name, left + wide / 2, top + tall - 24, app["foreground"], size=20, anchor="middle")
    return drawing.document(title="A portrait of every species")


def a_poster(studio: Studio) -> str:
    """The sample garden as `garden poster` draws it; everybody in it is invented."""
    tables = sample.tables(assets.load_one("gardens", SAMPLE).data, TODAY, name=SAMPLE)
    gardener = Gardener(MemoryStore(tables), FixedDay(TODAY))
    gardener.open()
    plots = plots_of(gardener, anonymous=False)
    count = sum(len(plot.plants) for plot in plots)
    return poster(plots, studio, title=f"A garden of {count} plants", date="23 November 2026")


def page(species: Mapping[str, Species], themes: Mapping[str, Theme], studio: Studio) -> str:
    """The page that shows them, each species with the sentence that says it."""
    lines = [
        "# Gallery",
        "",
        "Made by `python -m benchmarks.gallery` from whatever species and themes there are.",
        "[model.md](model.md) says what a stage, a state and a lean mean.",
        "",
        "`garden draw NAME --svg FILE` makes a picture like these of somebody of yours, `garden draw NAME --describe`",
        "says it in a sentence, and `garden poster --svg FILE` draws the whole garden (`--anonymous`: without names).",
        "",
        "## A poster",
        "",
        "![The sample garden as a poster](gallery/poster.svg)",
        "",
        "## Portraits",
        "",
        "![A portrait of every species](gallery/portraits.svg)",
        "",
        "| species | in words |",
        "|---|---|",
        *(f"| {name} | {describe(plant(name, maturity=0.95), studio)} |" for name in sorted(species)),
    ]
    for name in sorted(themes):
        theme = themes[name]
        lines += [
            "", f"## {theme.title}", "", f"Theme `{name}`, {'dark' if theme.dark else 'light'}.", "",
            f"![Every species by stage, state and lean in the theme {name}](gallery/{name}.svg)",
        ]  # fmt: skip
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write the page and its pictures; pictures of themes that are gone go too."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.gallery", description=__doc__)
    parser.add_argument("--out", type=Path, default=DOCS, help="the folder of gallery.md (docs)")
    out: Path = parser.parse_args().out
    with TemporaryDirectory() as home:  # the shipped species and themes, not those of whoever runs this
        found = looks.gather(settings.paths({"HOME": home}))
    folder = out / "gallery"
    folder.mkdir(parents=True, exist_ok=True)
    first = Studio(found.species, found.themes[looks.NIGHT])
    pictures = {"portraits": portraits(first), "poster": a_poster(first)}
    for name, theme in found.themes.items():
        pictures[name] = sheet(Studio(found.species, theme))
    for path in folder.glob("*.svg"):
        if path.stem not in pictures:
            path.unlink()
    for name, text in pictures.items():
        (folder / f"{name}.svg").write_text(text, encoding="utf-8")
        print(folder / f"{name}.svg", len(text.encode()), "bytes")
    (out / "gallery.md").write_text(page(found.species, found.themes, first), encoding="utf-8")


if __name__ == "__main__":
    main()
