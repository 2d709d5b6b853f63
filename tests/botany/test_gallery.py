"""The gallery shows what there is: every species and theme, a picture for each, and none of what is gone."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from benchmarks import gallery
from tests.botany.botany_plants import ROOT, shipped


def test_every_species_and_theme_has_its_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = tmp_path / "gallery" / "a-theme-that-is-gone.svg"
    gone.parent.mkdir()
    gone.write_text("<svg/>")
    monkeypatch.setattr("sys.argv", ["gallery", "--out", str(tmp_path)])
    gallery.main()
    themes = [name.removesuffix(".toml") for name in shipped("themes")]
    species = [name.removesuffix(".toml") for name in shipped("seeds/species")]
    assert {path.stem for path in gone.parent.iterdir()} == {"portraits", "poster", *themes}
    page = (tmp_path / "gallery.md").read_text()
    for target in re.findall(r"\]\((gallery/[^)]+)\)", page):
        assert (tmp_path / target).exists()
    for theme in themes:
        words = list(ElementTree.fromstring((gone.parent / f"{theme}.svg").read_bytes()).itertext())
        assert set(species) <= set(words)
        assert {title for title, _ in gallery.COLUMNS} <= set(words)
    assert all(f"| {name} | A" in page for name in species)


def test_the_pictures_that_are_kept_stay_small() -> None:
    kept = list((ROOT / "docs" / "gallery").glob("*.svg"))
    assert kept, "run python -m benchmarks.gallery"
    assert sum(path.stat().st_size for path in kept) < 2_000_000
