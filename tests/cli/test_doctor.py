"""The doctor: what is wrong is said, what needs no guess is mended, nothing is taken away."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from garden import assets
from tests.cli.conftest import Garden, everything

Tables = dict[str, dict[str, dict[str, Any]]]
Spoil = Callable[[Callable[[Tables], None]], None]


@pytest.fixture
def grown(garden: Garden) -> Garden:
    """Ada, and a coffee with her."""
    garden("add", "Ada Byron")
    garden("log", "coffee with Ada !send her the paper")
    return garden


@pytest.fixture
def spoil(file: Path) -> Spoil:
    """Change the file as a script with no care for it does."""

    def change(how: Callable[[Tables], None]) -> None:
        tables = json.loads(file.read_text())
        how(tables)
        file.write_text(json.dumps(tables))

    return change


def kinds(garden: Garden, *argv: str) -> list[str]:
    return [one["kind"] for one in garden("doctor", "--json", *argv).json["found"] if not one["note"]]


def test_a_sound_garden_is_well_and_looking_changes_nothing(grown: Garden, tmp_path: Path) -> None:
    before = everything(tmp_path)
    said = grown("doctor")
    assert said.code == 0
    assert "All is well." in said.err
    assert grown("doctor", "--fix").code == 0
    assert grown("doctor", "--json").json["well"] is True
    assert everything(tmp_path) == before


def test_a_garden_that_is_not_there_yet_is_well(garden: Garden) -> None:
    assert garden("doctor").code == 0


def dangling(tables: Tables) -> None:
    del tables["contacts"]["1"]


def doubled(tables: Tables) -> None:
    tables["contacts"]["2"] = dict(tables["contacts"]["1"])


def nameless(tables: Tables) -> None:
    tables["interactions"]["2"] = {"on": "2026-11-01", "people": []}


def slashes(tables: Tables) -> None:
    tables["interactions"]["1"]["on"] = "2026/11/3"


def number(tables: Tables) -> None:
    tables["promises"]["1"]["due"] = 20261203


@pytest.mark.parametrize(
    ("how", "kind"),
    [(dangling, "dangling"), (doubled, "ids"), (nameless, "ids"), (slashes, "date"), (number, "date")],
)
def test_what_needs_no_guess_is_mended_and_a_copy_kept_and_undo_takes_it_back(
    grown: Garden, spoil: Spoil, file: Path, how: Callable[[Tables], None], kind: str
) -> None:
    spoil(how)
    file.chmod(0o600)
    bad = file.read_bytes()
    said = grown("doctor")
    assert said.code == 1
    wrong = len(kinds(grown))
    assert (
        "1 thing is not as it should be." if wrong == 1 else f"{wrong} things are not as they"
    ) in said.err
    assert set(kinds(grown)) == {kind}
    assert file.read_bytes() == bad
    assert grown("doctor", "--fix").code == 0
    assert kinds(grown) == []
    assert "before the doctor" in grown("restore").out
    assert grown("undo").code == 0
    if kind != "ids":  # an id that was given stays
        assert set(kinds(grown)) == {kind}


def test_somebody_who_is_named_and_not_there_gets_a_stand_in_that_can_be_renamed(
    grown: Garden, spoil: Spoil
) -> None:
    spoil(dangling)
    grown("doctor", "--fix")
    (one,) = grown("list", "--archived", "--json").json
    assert one["name"].startswith("Somebody (")
    assert grown("edit", one["id"], "--name", "Ada Byron").code == 0
    assert len(grown("show", "Ada", "--json").json["interactions"]) == 1


@pytest.mark.parametrize(
    "said", ["2026-02-30", "yesterday", None, 7, ["2026-11-01"], "03/04/2026", "0026-11-01"]
)
def test_a_day_that_would_be_a_guess_is_told_and_let_be(grown: Garden, spoil: Spoil, said: object) -> None:
    def how(tables: Tables) -> None:
        tables["interactions"]["1"]["on"] = said

    spoil(how)
    told = grown("doctor", "--fix")
    assert told.code == 1
    assert "on is" in told.out
    assert set(kinds(grown, "--fix")) == {"date"}


def test_birthdays_and_rests_that_never_were_are_told(grown: Garden, spoil: Spoil) -> None:
    def how(tables: Tables) -> None:
        tables["contacts"]["1"] |= {
            "birthday": "1990-13-01",
            "rests": [{"from": "2026-11-09", "until": "2026-11-01"}],
            "name": "",
        }

    spoil(how)
    assert sorted(set(kinds(grown)) - {"rights"}) == ["date", "name", "rest"]


def test_others_lose_the_right_to_read_and_leftovers_go(grown: Garden, file: Path, tmp_path: Path) -> None:
    file.chmod(0o644)
    left = file.with_name("~garden.json.0123456789abcdef.tmp")
    left.write_text("x")
    left.chmod(0o600)
    assert sorted(kinds(grown)) == ["leftover", "rights"]
    assert grown("doctor", "--fix").code == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert not left.exists()


def test_copies_and_damaged_backups_are_told(grown: Garden, file: Path, tmp_path: Path) -> None:
    file.with_name("garden.sync-conflict-20261123-180405-ABCDEFG.json").write_bytes(file.read_bytes())
    file.with_name("kept by hand.json").write_bytes(file.read_bytes())
    (copy,) = tmp_path.rglob("backups/*.json")
    copy.write_bytes(b"{")
    said = grown("doctor")
    assert said.code == 1
    assert "conflict copy of Syncthing" in said.out
    assert "kept by hand.json is a copy of this garden" in said.out
    assert "Copy 1 " in said.out


def test_a_synced_folder_and_a_network_drive_are_worth_knowing(
    grown: Garden, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".stfolder").mkdir()
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/sda1 / ext4 rw 0 0\nserver:/home {tmp_path} nfs4 rw 0 0\n")
    monkeypatch.setattr("garden.store.health._MOUNTS", mounts)
    said = grown("doctor")
    assert said.code == 0
    assert "kept in step by Syncthing" in said.out
    assert "network drive (nfs4)" in said.out


@pytest.mark.parametrize("damage", [b"", b"{"])
def test_a_file_that_cannot_be_read_is_told_with_the_way_out(
    grown: Garden, file: Path, damage: bytes
) -> None:
    file.write_bytes(damage)
    said = grown("doctor", "--fix")
    assert said.code == 1
    assert "garden restore" in said.out
    assert file.read_bytes() == damage


@pytest.mark.parametrize(
    ("table", "field", "value", "kind"),
    [
        ("contacts", "met_on", "2019-02-31", "date"),
        ("contacts", "met_on", "31.12.2019", "date"),
        ("contacts", "tags", "x", "kind"),
        ("contacts", "every", "often", "kind"),
        ("contacts", "rests", "x", "kind"),
        ("interactions", "people", "Anna", "kind"),
        ("interactions", "minutes", "long", "kind"),
    ],
)
def test_what_is_of_another_kind_than_its_field_is_said(
    grown: Garden, spoil: Spoil, table: str, field: str, value: object, kind: str
) -> None:
    spoil(lambda tables: tables[table]["1"].update({field: value}))
    assert kind in kinds(grown)
    grown("edit", "Ada", "--met", "2019-05")
    spoil(lambda tables: tables[table]["1"].pop(field, None) and None)
    assert kind not in kinds(grown)


def test_what_is_wrong_with_the_keys_in_the_settings_is_told(grown: Garden, tmp_path: Path) -> None:
    config = tmp_path / "config" / "garden"
    config.mkdir(parents=True, exist_ok=True)
    (config / "settings.toml").write_text('[keys]\nlgo = "c"\nwater = "ctrl+w"\n', encoding="utf-8")
    said = grown("doctor", "--json")
    assert said.code == 1
    found = [(one["kind"], one["sentence"]) for one in said.json["found"] if not one["note"]]
    assert found == [("setting", "settings.toml: keys.lgo is not an action; did you mean log?")]
    (config / "settings.toml").write_text('[keys]\nwater = "ctrl+w"\n', encoding="utf-8")
    assert grown("doctor").code == 0


def test_everything_that_is_wrong_in_the_user_s_own_files_is_told(grown: Garden, tmp_path: Path) -> None:
    config = tmp_path / "config" / "garden"
    for name, text in {
        "seeds/species/reed.toml": 'id = "reed"\ntall = 7\nhight = 1\n[icon]\nunicode = "\U0001f335"\n',
        "seeds/species/broken.toml": "petals = [",
        "seeds/ideas.toml": '[[idea]]\ntext = ""\n',
        "themes/mine.toml": 'name = "mine"\n',
        "settings.toml": 'motion = "wild"\ntheme = "pink"\n',
    }.items():
        (config / name).parent.mkdir(parents=True, exist_ok=True)
        (config / name).write_text(text, encoding="utf-8")
    said = grown("doctor", "--json")
    assert said.code == 1
    told = [(one["kind"], one["sentence"]) for one in said.json["found"]]
    for kind, sentence in (
        ("species", "seeds/species/reed.toml: tall = 7; it should be a number from 0.3 to 1."),
        (
            "species",
            "seeds/species/reed.toml: root is missing; it should be at least one [[root]] that names an axis.",
        ),
        ("theme", 'themes/mine.toml: app.primary is missing; it should be a colour such as "#5d8a3c".'),
        ("idea", "seeds/ideas.toml: Idea 1: `text` should be a sentence."),
        ("setting", "settings.toml: motion is “wild”; it should be one of auto, full, reduced."),
    ):
        assert (kind, sentence) in told
    for start in ("seeds/species/reed.toml: hight = 1", "seeds/species/reed.toml: icon.unicode = ",
                  "seeds/species/broken.toml: This is not TOML", "settings.toml: theme is “pink”"):  # fmt: skip
        assert [sentence for _, sentence in told if sentence.startswith(start)]
    assert "themes/mine.toml: ramps.soil is missing" in grown("doctor").out


def test_a_species_that_takes_the_place_of_a_shipped_one_is_noted(grown: Garden, tmp_path: Path) -> None:
    own = tmp_path / "config" / "garden" / "seeds" / "species"
    own.mkdir(parents=True)
    (own / "my-oak.toml").write_bytes(assets.load_one("species", "oak").path.read_bytes())
    said = grown("doctor")
    assert said.code == 0
    assert "seeds/species/my-oak.toml takes the place of the shipped oak." in said.out
