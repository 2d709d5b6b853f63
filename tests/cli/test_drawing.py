"""`garden draw` and `garden poster`: printed, said, or as a file; plain into a pipe; never over what is no picture."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from garden.botany.draw import Studio
from garden.botany.picture import SIZES
from garden.botany.poster import poster
from garden.cli import looks, main
from garden.cli.drawing import plots_of
from garden.cli.say import width
from garden.settings import paths
from garden.words import clean
from tests.cli.conftest import RAW, Answered, Garden
from tests.support import a_garden, document

SGR = re.compile("\x1b\\[[0-9;]*m")
NS = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("size", SIZES)
def test_a_plant_is_drawn_at_each_size_without_colour_into_a_pipe(garden: Garden, size: str) -> None:
    garden("add", "Ada Byron", "--species", "oak")
    garden("log", "coffee with Ada on 2026-11-01")
    columns, rows = SIZES[size]  # type: ignore[index]
    lines = garden("draw", "ada", "--size", size).out.splitlines()
    assert len(lines) == rows
    assert max(map(width, lines)) <= columns
    assert any(line.strip() for line in lines)


@pytest.mark.parametrize(
    ("colour", "code"), [("truecolor", "8;2;"), ("256", "8;"), ("16", "\x1b["), ("none", "")]
)
def test_colour_may_be_asked_for(
    garden: Garden, capsys: pytest.CaptureFixture[str], colour: str, code: str
) -> None:
    garden("add", "Ada Byron", "--species", "oak")
    plain = garden("draw", "ada", "--size", "tile").out
    assert main(["draw", "ada", "--size", "tile", "--colour", colour, "--on", "2026-11-23"]) == 0
    said = capsys.readouterr().out
    assert code in said
    assert ("\x1b" in said) == (colour != "none")
    assert "\x1b" not in SGR.sub("", said)
    assert "\x1b" not in plain


@pytest.fixture
def planted(garden: Garden) -> Garden:
    """Ada, an oak among friends, in touch three weeks ago."""
    garden("add", "Ada Byron", "--species", "oak", "--bed", "friends")
    garden("log", "coffee with Ada on 2026-11-01")
    return garden


def test_plain_letters_are_drawn_where_they_are_asked_for(planted: Garden) -> None:
    assert planted("draw", "ada", "--ascii").out.isascii()
    assert not planted("draw", "ada", "--size", "tile").out.isascii()


QUADRANTS = re.compile("[\u2580-\u259f]")
DOTS = re.compile("[\u2801-\u28ff]")


def test_without_colour_a_plant_is_drawn_in_dots_and_with_colour_in_quadrants(
    planted: Garden, capsys: pytest.CaptureFixture[str]
) -> None:
    piped = planted("draw", "ada").out
    assert DOTS.search(piped)
    assert not QUADRANTS.search(piped)
    assert main(["draw", "ada", "--colour", "truecolor", "--on", "2026-11-23"]) == 0
    coloured = capsys.readouterr().out
    assert QUADRANTS.search(coloured)
    assert not DOTS.search(coloured)


def test_who_asks_for_quadrants_gets_them_without_colour_too(planted: Garden, tmp_path: Path) -> None:
    settings = tmp_path / "config" / "garden" / "settings.toml"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text('glyphs = "quadrant"\n', encoding="utf-8")
    assert QUADRANTS.search(planted("draw", "ada").out)


def test_no_escape_goes_into_a_pipe_or_where_no_color_is_set(
    planted: Garden,
    process: Callable[..., Answered],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    piped = process("draw", "ada")
    assert piped.code == 0
    assert "\x1b" not in piped.out
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    main(["draw", "ada"])
    assert "\x1b" in capsys.readouterr().out
    monkeypatch.setenv("NO_COLOR", "1")
    main(["draw", "ada"])
    assert "\x1b" not in capsys.readouterr().out


def test_a_plant_is_said_in_a_sentence(planted: Garden) -> None:
    assert planted("draw", "ada", "--describe").out == "An oak just sprouted, two seed leaves open.\n"
    assert "asleep" in planted("draw", "ada", "--describe", "--on", "2029-01-01").out


def test_a_plant_is_written_as_a_picture_with_its_sentence(planted: Garden, tmp_path: Path) -> None:
    file = tmp_path / "ada.svg"
    said = planted("draw", "ada", "--svg", str(file), "--theme", "meadow-day")
    assert said.out == ""
    assert str(file) in said.err
    root = ElementTree.fromstring(file.read_bytes())
    assert root.findtext(f"{NS}title") == "Ada Byron"
    assert root.findtext(f"{NS}desc") == "An oak just sprouted, two seed leaves open."
    day = file.read_text()
    planted("draw", "ada", "--svg", str(file), "--theme", "meadow-night", "--describe")
    assert file.read_text() != day
    assert [path.name for path in tmp_path.glob("*svg*")] == ["ada.svg"]
    assert planted("draw", "ada", "--svg", "-", "--theme", "meadow-day").out == day


@pytest.mark.parametrize(
    "name", ["[/b]", "<script>alert(1)</script>", "a\x1b]52;c;aGFja2Vk\x07b", "w\u202egnp"]
)
def test_what_somebody_is_called_stays_a_name_in_the_picture(
    garden: Garden, tmp_path: Path, name: str
) -> None:
    garden("add", name)
    for command in (("draw", name), ("poster",)):
        file = tmp_path / f"{command[0]}.svg"
        assert garden(*command, "--svg", str(file)).code == 0
        text = file.read_text()
        assert not RAW.search(text)
        assert "<script" not in text
        assert clean(name) in list(ElementTree.fromstring(text).itertext())


def test_an_unknown_theme_is_answered_with_those_there_are(planted: Garden) -> None:
    said = planted("draw", "ada", "--theme", "noir[/b]")
    assert said.code == 2
    assert "noir[/b]" in said.err
    assert "meadow-day, meadow-night" in said.err


def test_a_picture_is_never_written_over_anything_else(planted: Garden, file: Path, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Ada")
    kept = file.read_bytes()
    for where, reason in (
        (tmp_path, "is a folder"), (file, "is the garden itself"), (letter, "is no SVG picture"),
        (tmp_path / "no" / "x.svg", "There is no folder"), (letter / "x.svg", "There is no folder"),
    ):  # fmt: skip
        for command in (("draw", "ada"), ("poster",)):
            said = planted(*command, "--svg", str(where))
            assert said.code == 1
            assert reason in said.err
            assert len(said.err.splitlines()) == 2, "what to do is missing"
    assert file.read_bytes() == kept
    assert letter.read_text() == "Dear Ada"


def test_a_file_that_cannot_be_written_is_said(
    planted: Garden, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Path, *_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    said = planted("draw", "ada", "--svg", str(tmp_path / "x.svg"))
    assert said.code == 1
    assert "No space left on device" in said.err
    assert not list(tmp_path.glob("*svg*"))


def test_a_poster_shows_everybody_with_their_bed_the_day_and_the_count(
    planted: Garden, tmp_path: Path
) -> None:
    planted("add", "Grace Hopper", "--bed", "inner")
    planted("add", "Kept Away", "--bed", "shed")
    planted("add", "Put Away")
    planted("archive", "Put Away")
    file = tmp_path / "all.svg"
    assert planted("poster", "--svg", str(file)).code == 0
    said = list(ElementTree.fromstring(file.read_bytes()).itertext())
    assert {"A garden of 2 plants", "23 Nov 2026", "Ada Byron", "Grace Hopper", "inner", "friends"} <= set(
        said
    )
    assert not any("Away" in text for text in said)
    then = tmp_path / "then.svg"
    planted("poster", "--svg", str(then), "--on", "2028-06-01")
    assert "1 Jun 2028" in then.read_text()


def test_a_poster_shows_who_stands_in_a_bed_of_no_cadence(garden: Garden, tmp_path: Path) -> None:
    garden("bed", "add", "choir")
    garden("add", "Ada Byron", "--bed", "choir")
    garden("log", "coffee with Ada on 2026-11-01")
    out = tmp_path / "all.svg"
    assert garden("poster", "--svg", str(out)).code == 0
    said = ElementTree.fromstring(out.read_bytes()).itertext()
    assert {"A garden of one plant", "choir", "Ada Byron"} <= set(said)


def test_of_the_beds_an_anonymous_poster_names_only_those_of_every_garden(
    garden: Garden, file: Path, tmp_path: Path
) -> None:
    for name, bed in (
        ("Ann Smith", "The Smiths"),
        ("Ada", "Adas Freunde"),
        ("Tom", "inner"),
        ("Mei", "friends"),
    ):
        garden("bed", "add", bed)
        garden("add", name, "--bed", bed)
    garden("bed", "edit", "friends", "--name", "Mei & co")
    out = tmp_path / "all.svg"
    assert garden("poster", "--svg", str(out), "--anonymous").code == 0
    said = list(ElementTree.fromstring(out.read_bytes()).itertext())
    assert {"inner", "bed 1", "bed 2", "bed 3"} <= set(said)
    text = out.read_text()
    assert not [name for name in ("Smith", "Adas", "Mei", "friends", "<!--") if name in text]
    assert all(contact["id"] not in text for contact in json.loads(file.read_text())["contacts"].values())


@pytest.fixture(scope="module")
def all_of(tmp_path_factory: pytest.TempPathFactory) -> looks.Looks:
    """The shipped species and themes."""
    return looks.gather(paths({"HOME": str(tmp_path_factory.mktemp("home"))}))


words = st.text(min_size=1, max_size=12) | st.sampled_from(
    ["Ngữ", "👩‍👧 ada", "李小龙", "e\u0301ve", "The Smiths"]
)
people = st.fixed_dictionaries(
    dict.fromkeys(("name", "org", "title", "notes", "met_how"), words)
    | {key: st.lists(words, max_size=2) for key in ("aliases", "tags", "emails", "phones", "urls")}
)


@settings(max_examples=15, deadline=None)
@given(somebody=st.lists(people, min_size=3, max_size=3), bed=words, renamed=words)
def test_an_anonymous_poster_is_the_same_whatever_anybody_is_called(
    all_of: looks.Looks, somebody: list[dict[str, Any]], bed: str, renamed: str
) -> None:
    """So nothing that was written of anybody can be read out of it, not even how long it was."""

    def drawn(people: list[dict[str, Any]], bed: str, renamed: str) -> str:
        told = a_garden()
        told.tables["beds"] = {
            "kin": document(id="kin", name=bed, every=30),
            "friends": document(id="friends", name=renamed, every=14),
        }
        for n, (fields, where) in enumerate(zip(people, ("kin", "friends", "circle"), strict=True)):
            told.with_contact(id_=f"7f3a{n}c0ffee", species="fern", **{**fields, "bed": where})
        told.met("7f3a0c0ffee", days_ago=30, note=bed, place=renamed, tags=[bed])
        plots = plots_of(told.gardener(), anonymous=True)
        return poster(plots, Studio(all_of.species, all_of.theme), title="A garden of 3 plants", date="today")

    plain: list[dict[str, Any]] = [{"name": "A"}, {"name": "B"}, {"name": "C"}]
    text = drawn(somebody, bed, f"{renamed}!")
    assert text == drawn(plain, "kin", "others")
    assert "c0ffee" not in text


def test_a_species_that_is_not_there_is_said_and_another_drawn(
    planted: Garden, file: Path, tmp_path: Path
) -> None:
    kept = json.loads(file.read_text())
    for contact in kept["contacts"].values():
        contact["species"] = "reed"
    file.write_text(json.dumps(kept))
    said = planted("draw", "ada")
    assert said.out.strip()
    assert "There is no species “reed”, which a plant is of" in said.err
    assert "no species “reed”" in planted("poster", "--svg", str(tmp_path / "x.svg")).err
    assert "species" not in planted("list").err


def test_an_empty_garden_has_no_poster_and_says_what_to_do(garden: Garden, tmp_path: Path) -> None:
    said = garden("poster", "--svg", str(tmp_path / "x.svg"))
    assert said.code == 1
    assert "garden add" in said.err
    assert not (tmp_path / "x.svg").exists()
    assert garden("poster").code == 2


def test_in_a_narrow_terminal_a_smaller_picture_is_drawn_and_said(
    planted: Garden, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "30")
    monkeypatch.setenv("NO_COLOR", "1")
    main(["draw", "ada"])
    drawn = capsys.readouterr()
    assert len(drawn.out.splitlines()) == SIZES["tile"][1]
    assert "drawn as tile" in drawn.err
