"""What the command line hands to the screens: species and themes, read when they are needed."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from garden import assets, settings
from garden.cli import looks
from tests.cli.conftest import ROOT, Garden

REED = """
id = "reed"
[[root]]
axis = "cane"
count = [3, 5]
[axis.cane]
length = [0.7, 0.95]
organs = [{ kind = "leaf", shape = "lance", size = 0.2, count = 8, from = 0.2, to = 0.9 }]
"""


@pytest.fixture
def own(file: Path) -> Path:
    """The folder for a user's own species, of the garden that the commands of a test open."""
    folder = file.parent / "config" / "garden" / "seeds" / "species"
    folder.mkdir(parents=True)
    return folder


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
    assert any("moss.toml" in str(problem) for problem in found.problems)
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


def test_a_species_goes_by_its_id_and_one_that_cannot_be_read_by_nothing(garden: Garden, own: Path) -> None:
    """On the command line as in the screens: what a contact is planted with can be drawn, and is for life."""
    (own / "myreed.toml").write_text(REED)
    (own / "broken.toml").write_text("petals = [")
    assert garden("add", "Ada", "--species", "reed").code == 0
    for name in ("myreed", "broken"):
        said = garden("add", "Tom", "--species", name)
        assert said.code == 2
        assert "There are: bamboo" in said.err
        assert "broken" not in said.err.partition("There are")[2]
    assert garden("bed", "add", "choir", "--species", "reed").code == 0
    assert garden("add", *(f"Somebody {n}" for n in range(60))).code == 0
    found = looks.gather(settings.paths())
    planted = {read["species"] for read in garden("list", "--json").json}
    assert planted <= set(found.species)
    for name in found.species:
        assert found.species[name].id == name


def test_no_file_is_read_for_a_species_where_none_is_the_user_s(garden: Garden) -> None:
    garden("add", "Ada")
    code = (
        "import json, sys\nfrom garden.cli import main\n"
        "code = [main(['add', 'Tom', '--species', 'oak']), main(['log', 'coffee with Ada'])]\n"
        "print(json.dumps([code, [m for m in sys.modules if m.startswith('garden.botany') or m == 'tomllib']]))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout.splitlines()[-1]) == [[0, 0], []]


def test_a_file_named_as_a_shipped_species_is_another_where_its_id_is_another(own: Path) -> None:
    (own / "oak.toml").write_text(REED)
    (own / "mine.toml").write_text(REED.replace("reed", "rose"))
    found = looks.gather(settings.paths())
    assert found.problems == []
    assert set(found.species) == {*assets.names("species"), "reed"}
    assert found.species["oak"].bloom == "acorn"
    assert list(found.species["rose"].axes) == ["cane"]


def test_two_files_of_one_id_are_told_and_the_first_is_taken(own: Path) -> None:
    (own / "a.toml").write_text(REED)
    (own / "b.toml").write_text(REED + "[axis.other]\nlength = 0.5\n")
    found = looks.gather(settings.paths())
    assert list(map(str, found.problems)) == [
        "seeds/species/b.toml: id = 'reed' is that of seeds/species/a.toml too, which is taken; "
        "give one of them an id of its own."
    ]
    assert list(found.species["reed"].axes) == ["cane"]
