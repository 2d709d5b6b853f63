"""The first screen's pictures, kept beside the garden: of use only whole, and drawn as they would be drawn now."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from garden import assets, settings
from garden.botany.album import Album
from garden.botany.picture import Picture, Run
from garden.cli import album as kept
from garden.cli import looks

PAGE = Picture(2, ((Run("♣█", "#00ff00", None),),))


def grown() -> Album:
    album = Album()
    album.get("ada", lambda: PAGE)
    return album


def nobody_draws() -> Picture:
    raise AssertionError("drawn again")


def test_what_was_kept_is_found_again(tmp_path: Path) -> None:
    kept.keep(tmp_path / "state" / "garden-1", "stamp", grown())
    found = kept.load(tmp_path / "state" / "garden-1", "stamp")
    assert found.get("ada", nobody_draws) == PAGE
    assert [path.name for path in (tmp_path / "state" / "garden-1").iterdir()] == ["pictures.json"]


def test_only_the_owner_may_read_it(tmp_path: Path) -> None:
    kept.keep(tmp_path, "stamp", grown())
    assert (tmp_path / "pictures.json").stat().st_mode & 0o777 == 0o600


def test_an_album_in_which_nothing_is_new_is_not_written(tmp_path: Path) -> None:
    kept.keep(tmp_path, "stamp", grown())
    found = kept.load(tmp_path, "stamp")
    found.get("ada", nobody_draws)
    (tmp_path / "pictures.json").unlink()
    kept.keep(tmp_path, "stamp", found)
    assert not (tmp_path / "pictures.json").exists()


@pytest.mark.parametrize("cut", [0, 1, 40, 80, -1])
def test_a_torn_album_is_none(tmp_path: Path, cut: int) -> None:
    kept.keep(tmp_path, "stamp", grown())
    path = tmp_path / "pictures.json"
    path.write_bytes(path.read_bytes()[:cut])
    assert kept.load(tmp_path, "stamp").get("ada", lambda: PAGE) == PAGE
    assert kept.load(tmp_path, "stamp").pages() == {}


def test_an_album_of_another_stamp_or_with_a_changed_letter_is_none(tmp_path: Path) -> None:
    kept.keep(tmp_path, "stamp", grown())
    path = tmp_path / "pictures.json"
    for stamped, content in (
        ("other", path.read_bytes()),
        ("stamp", path.read_bytes().replace(b"#00ff00", b"#00ff01")),
    ):
        path.write_bytes(content)
        album = kept.load(tmp_path, stamped)
        album.get("ada", lambda: PAGE)
        assert album.grown


def test_where_it_cannot_be_written_nothing_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    kept.keep(tmp_path / "file" / "state", "stamp", grown())
    assert (tmp_path / "file").read_text() == "in the way"
    (tmp_path / "pictures.json").mkdir()
    kept.keep(tmp_path, "stamp", grown())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "pictures.json"]
    assert kept.load(tmp_path, "stamp").pages() == {}


def test_the_stamp_is_another_once_a_species_a_theme_or_the_way_to_draw_changes(tmp_path: Path) -> None:
    stamps = {kept.stamp(tmp_path, "meadow-day", "quadrant"), kept.stamp(tmp_path, "meadow-day", "half")}
    assert kept.stamp(tmp_path, "meadow-day", "quadrant") in stamps
    for folder in ("seeds/species", "themes"):
        (tmp_path / folder).mkdir(parents=True)
        mine = tmp_path / folder / "mine.toml"
        mine.write_text("id = 'mine'\n")
        stamps.add(kept.stamp(tmp_path, "meadow-day", "quadrant"))
        about = mine.stat()
        os.utime(mine, ns=(about.st_atime_ns, about.st_mtime_ns + 1))
        stamps.add(kept.stamp(tmp_path, "meadow-day", "quadrant"))
    assert len(stamps) == 6


def test_a_theme_that_was_read_before_is_the_same_theme_without_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = settings.paths({"HOME": str(tmp_path)})
    first = looks.setup(paths, tmp_path / "state")
    theme = first.themes["meadow-night"]
    album = grown()
    first.keep_album(album)

    def nobody_reads(*_: object, **__: object) -> assets.Sheet:
        raise AssertionError("read again")

    monkeypatch.setattr(assets, "load_one", nobody_reads)
    assert looks.setup(paths, tmp_path / "state").themes["meadow-night"] == theme
