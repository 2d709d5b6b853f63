"""What the command line hands to the screens: species and themes, read when they are needed."""

from pathlib import Path

from garden import assets, settings
from garden.cli import looks


def test_every_shipped_species_and_theme_is_right_and_bears_its_file_s_name(tmp_path: Path) -> None:
    found = looks.gather(settings.paths({"HOME": str(tmp_path)}))
    assert found.problems == []
    assert {name: one.id for name, one in found.species.items()} == {n: n for n in assets.names("species")}
    assert {name: one.name for name, one in found.themes.items()} == {n: n for n in assets.names("themes")}


def test_a_user_s_bad_species_is_said_and_the_rest_loads(tmp_path: Path) -> None:
    folder = tmp_path / ".config" / "garden" / "seeds" / "species"
    folder.mkdir(parents=True)
    (folder / "moss.toml").write_text('id = "moss"\nbase = "sky"\n')
    found = looks.gather(settings.paths({"HOME": str(tmp_path)}))
    assert "moss" not in found.species
    assert any("moss.toml" in problem for problem in found.problems)
    assert set(found.species) == set(assets.names("species"))


def test_a_user_s_species_stands_before_the_shipped_one_of_its_name(tmp_path: Path) -> None:
    shipped = assets.load_one("species", "oak")
    folder = tmp_path / ".config" / "garden" / "seeds" / "species"
    folder.mkdir(parents=True)
    text = shipped.path.read_text(encoding="utf-8")
    assert 'base = "ground"' in text
    (folder / "oak.toml").write_text(text.replace('base = "ground"', 'base = "pot"'), encoding="utf-8")
    found = looks.gather(settings.paths({"HOME": str(tmp_path)}))
    assert found.problems == []
    assert found.species["oak"].base == "pot"
