"""Seeds and themes are found where they stand: in a checkout, in an installed wheel, in the user's own folder."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from garden import assets
from garden.core.errors import NotUnderstood
from garden.core.model import KINDS
from garden.core.reading import STATES

ROOT = Path(__file__).resolve().parents[1]
KINDS_OF_DATA: tuple[assets.Kind, ...] = ("species", "gardens", "themes")


def write(path: Path, text: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which a wheel of this checkout has been unpacked, as an installer does."""
    pytest.importorskip("hatchling", reason="hatchling, which makes the wheel, is not installed")
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    source.mkdir()
    for name in ("garden", "seeds", "themes"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    built = subprocess.run(command, cwd=source, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    shutil.rmtree(source)
    [wheel] = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


@pytest.mark.parametrize("kind", KINDS_OF_DATA)
def test_a_checkout_finds_every_shipped_file_and_all_of_them_load(kind: assets.Kind) -> None:
    loaded = assets.load(kind)
    assert loaded.problems == []
    assert list(loaded.items) == assets.names(kind) != []
    folder = ROOT / ("themes" if kind == "themes" else f"seeds/{kind}")
    assert {sheet.path for sheet in loaded.items.values()} == set(folder.glob("*.toml"))


def test_an_installed_wheel_finds_the_same_files_inside_itself(installed: Path, tmp_path: Path) -> None:
    code = (
        "import json, sys\n"
        f"sys.path.insert(0, {str(installed)!r})\n"
        "from garden import assets\n"
        "kinds = ('species', 'gardens', 'themes')\n"
        "loaded = {kind: assets.load(kind) for kind in kinds}\n"
        "print(json.dumps({'at': assets.__file__, 'ideas': len(assets.ideas().items),\n"
        "    'paths': [str(s.path) for l in loaded.values() for s in l.items.values()],\n"
        "    'names': {kind: assets.names(kind) for kind in kinds},\n"
        "    'problems': [str(p) for l in loaded.values() for p in l.problems]}))\n"
    )
    command = [sys.executable, "-I", "-c", code]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    assert Path(found["at"]).is_relative_to(installed)
    assert found["problems"] == []
    assert found["names"] == {kind: assets.names(kind) for kind in KINDS_OF_DATA}
    assert found["ideas"] == len(assets.ideas().items)
    assert all(Path(path).is_relative_to(installed / "garden" / "_shipped") for path in found["paths"])


def test_the_users_own_file_wins_over_a_shipped_one_of_its_name(tmp_path: Path) -> None:
    mine = write(tmp_path / "seeds" / "gardens" / "decade.toml", 'title = "Mine"\n')
    write(tmp_path / "seeds" / "gardens" / "another.toml", 'title = "Another"\n')
    loaded = assets.load("gardens", user=tmp_path)
    assert loaded.items["decade"].path == mine
    assert loaded.items["decade"].data == {"title": "Mine"}
    assert {"another", "seedlings"} <= set(loaded.items)
    assert assets.load_one("gardens", "decade", user=tmp_path).path == mine
    assert assets.names("gardens", user=tmp_path) == list(loaded.items)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"title = ", "not TOML"),
        (b"\xff\xfe\x00", "not UTF-8"),
        (b'#' * (assets.MAX_BYTES + 1), "larger than 1 MB"),
        (b"x = " + b"[" * 100_000, "not TOML"),
        (b"x = 2026-02-30", "not TOML"),
        (b"x = " + b"9" * 5_000, "not TOML"),
        (b"\x00", "not TOML"),
    ],
)  # fmt: skip
def test_a_bad_file_is_named_and_the_rest_loads(tmp_path: Path, content: bytes, said: str) -> None:
    bad = write(tmp_path / "themes" / "bad.toml", content)
    good = write(tmp_path / "themes" / "good.toml", 'name = "good"\n')
    loaded = assets.load("themes", user=tmp_path)
    assert [problem.path for problem in loaded.problems] == [bad]
    assert said in loaded.problems[0].sentence
    assert loaded.items["good"].path == good
    assert "bad" not in loaded.items
    with pytest.raises(NotUnderstood, match=said):
        assets.load_one("themes", "bad", user=tmp_path)


def test_a_file_that_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "themes").mkdir()
    os.mkfifo(tmp_path / "themes" / "pipe.toml")
    (tmp_path / "themes" / "folder.toml").mkdir()
    (tmp_path / "themes" / "gone.toml").symlink_to(tmp_path / "nowhere")
    loaded = assets.load("themes", user=tmp_path)
    assert [problem.path.stem for problem in loaded.problems] == ["folder", "gone", "pipe"]


def test_a_folder_that_is_a_file_is_a_problem_and_no_more(tmp_path: Path) -> None:
    write(tmp_path / "themes", "not a folder")
    loaded = assets.load("themes", user=tmp_path)
    assert len(loaded.problems) == 1
    assert list(loaded.items) == assets.names("themes")


def test_other_files_in_the_folder_are_left_alone(tmp_path: Path) -> None:
    for name in ("notes.txt", ".hidden.toml", "dusk.toml~"):
        write(tmp_path / "themes" / name, "= not TOML")
    assert assets.load("themes", user=tmp_path) == assets.load("themes")


def test_a_name_that_is_not_there_lists_those_that_are() -> None:
    with pytest.raises(NotUnderstood) as raised:
        assets.load_one("gardens", "../gardens/decade")
    assert "../gardens/decade" in raised.value.message
    assert "decade" in raised.value.hint


def test_there_are_sixty_ideas_and_more_all_different() -> None:
    ideas = assets.ideas()
    assert ideas.problems == ()
    assert len({idea.text for idea in ideas.items}) == len(ideas.items) >= 60
    assert {idea.kind for idea in ideas.items} <= set(KINDS)


@pytest.mark.parametrize("state", STATES)
def test_there_is_an_idea_for_every_state(state: str) -> None:
    fitting = assets.ideas().fitting(state)  # type: ignore[arg-type]  # one of STATES
    assert len(fitting) >= 3
    assert all(not idea.tags and (not idea.states or state in idea.states) for idea in fitting)


def test_an_idea_that_shares_a_tag_comes_first() -> None:
    first, *rest = assets.ideas().fitting("thirsty", ["Choir", "leeds"])
    assert "choir" in first.tags
    assert set(rest) >= set(assets.ideas().fitting("thirsty"))


def test_who_rests_is_left_in_peace() -> None:
    assert all("resting" in idea.states for idea in assets.ideas().fitting("resting", ["choir", "work"]))


def test_the_users_own_ideas_join_and_a_bad_one_is_named(tmp_path: Path) -> None:
    path = write(
        tmp_path / "seeds" / "ideas.toml",
        '[[idea]]\ntext = "Sing."\nkind = "event"\n'
        '[[idea]]\ntext = "Fly."\nkind = "flight"\n'
        '[[idea]]\ntext = ""\n'
        '[[idea]]\ntext = "Wilt."\nstates = ["withered"]\n'
        '[[idea]]\ntext = "Mood."\nmood = "good"\n'
        '[[idea]]\ntext = "Tag."\ntags = "one"\n',
    )
    ideas = assets.ideas(user=tmp_path)
    assert ideas.items[-1].text == "Sing."
    assert len(ideas.items) == len(assets.ideas().items) + 1
    assert {problem.path for problem in ideas.problems} == {path}
    for problem, said in zip(ideas.problems, ("flight", "text", "withered", "mood", "tags"), strict=True):
        assert said in problem.sentence


def test_ideas_that_are_no_list_are_a_problem(tmp_path: Path) -> None:
    write(tmp_path / "seeds" / "ideas.toml", "idea = 3")
    assert len(assets.ideas(user=tmp_path).problems) == 1
    write(tmp_path / "seeds" / "ideas.toml", "idea = ")
    assert "not TOML" in assets.ideas(user=tmp_path).problems[0].sentence


def test_an_idea_may_speak_of_what_was_noted_last() -> None:
    ideas = assets.ideas()
    borrowed = "Give back what you borrowed, with something small on top."
    assert borrowed not in {idea.text for idea in ideas.fitting("wilting", ["books"])}
    assert ideas.fitting("wilting", ["books"], "She Borrowed? No: I borrowed her tent.")[0].text == borrowed
    assert {ideas.one("wilting", ["books"], "borrowed her tent", turn) for turn in range(9)} == {
        (borrowed, "you noted “borrowed”")
    }
    assert len({ideas.one("wilting", [], "of nothing at all", turn) for turn in range(9)}) == 9
    assert ideas.one("wilting", ["Choir"], "", 0)[1] == "tagged Choir"
    assert assets.Ideas().one("wilting", [], "", 3) == ("", "")


def test_who_is_asleep_is_offered_what_wakes() -> None:
    ideas = assets.ideas()
    waking = {idea.text for idea in ideas.items if "dormant" in idea.states}
    offered = {ideas.one("dormant", ["flatmate"], "And then I moved house.", turn)[0] for turn in range(40)}
    assert offered <= waking
