"""Settings never stop the garden from opening, and are changed without losing a word the user wrote."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from garden import settings
from garden.core.errors import GardenError, NotUnderstood

HOME = {"HOME": "/somewhere/ada"}
PLAIN = {"TERM": "xterm-256color", "LANG": "en_GB.UTF-8"}


def chosen(found: settings.Settings) -> settings.Settings:
    """What is set, whatever was wrong beside it."""
    return found._replace(problems=())


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


def said(file: Path, text: str) -> settings.Settings:
    file.write_text(text, encoding="utf-8")
    return settings.load(file)


# ---- where things stand


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere platformdirs is asked anyway")
@pytest.mark.parametrize(
    "environ",
    [
        {},
        {"XDG_CONFIG_HOME": "/c", "XDG_DATA_HOME": "/d", "XDG_STATE_HOME": "/s"},
        {"XDG_CONFIG_HOME": "", "XDG_DATA_HOME": "   ", "XDG_STATE_HOME": "relative/state"},
        {"XDG_DATA_HOME": "/with space/ä"},
    ],
)
def test_the_folders_are_those_that_platformdirs_names(
    environ: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {**HOME, **environ}.items():
        monkeypatch.setenv(name, value)
    from platformdirs import PlatformDirs

    dirs = PlatformDirs("garden", appauthor=False)
    expected = settings.Paths(dirs.user_config_path, dirs.user_data_path, dirs.user_state_path)
    assert settings.paths() == expected
    assert settings.paths().settings == dirs.user_config_path / "settings.toml"


def test_another_platform_is_asked_of_platformdirs() -> None:
    found = settings.paths(HOME, platform="darwin")
    assert all(path.name == "garden" for path in (found.config, found.data, found.state))


def test_the_garden_is_the_option_else_the_variable_else_in_the_data_folder() -> None:
    environ = {**HOME, "GARDEN_FILE": "/tmp/two.json"}
    assert settings.garden_file("one.json", environ) == Path("one.json")
    assert settings.garden_file(None, environ) == Path("/tmp/two.json")
    assert settings.garden_file(None, {**HOME, "GARDEN_FILE": ""}).name == "garden.json"
    if sys.platform == "linux":
        assert settings.garden_file(None, HOME) == Path("/somewhere/ada/.local/share/garden/garden.json")
    assert settings.garden_file("~/g.json") == Path.home() / "g.json"
    assert settings.garden_file("~nobody-of-this-name/g.json", environ) == Path("~nobody-of-this-name/g.json")
    with pytest.raises(NotUnderstood, match="--file"):
        settings.garden_file("", environ)


def test_asking_for_paths_and_default_settings_imports_nothing_heavy() -> None:
    code = (
        "import sys\nfrom pathlib import Path\nfrom garden import settings\n"
        "settings.paths(); settings.garden_file(None); settings.load(Path('/nowhere/settings.toml'))\n"
        "print(*sorted({'platformdirs', 'tomllib', 'textual', 'rich', 'pendulum'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ([] if sys.platform == "linux" else ["platformdirs"])


# ---- reading


def test_no_file_means_the_defaults_and_nothing_to_say(file: Path) -> None:
    assert chosen(settings.load(file)) == settings.Settings()
    assert settings.load(file).problems == ()
    assert settings.load(file).review_size == 5


def test_what_is_set_holds(file: Path) -> None:
    found = said(
        file,
        'theme = "dusk"\nmotion = "reduced"\nglyphs = "half"\ncolour = 256\nreview_size = 3\n'
        '[keys]\nlog = "ctrl+l"\n',
    )
    assert found.problems == ()
    assert (found.theme, found.motion, found.glyphs, found.colour) == ("dusk", "reduced", "half", "256")
    assert (found.review_size, found.keys) == (3, {"log": "ctrl+l"})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('motion = "fast"', ("motion", "fast", "auto, full, reduced")),
        ("motion = 3", ("motion", "3", "auto")),
        ("colour = true", ("colour", "True", "truecolor")),
        ('review_size = "five"', ("review_size", "five", "1 to 50")),
        ("review_size = 0", ("review_size", "0", "1 to 50")),
        ("review_size = true", ("review_size", "True", "number")),
        ("theme = 4", ("theme", "4", "quotes")),
        ('them = "dusk"', ("them", "did you mean theme?")),
        ("zzz = 1", ("zzz", "not a setting", "review_size")),
        ('keys = "l"', ("keys", "table")),
        ("[keys]\nlog = 3", ("keys.log", "3", "ctrl+l")),
        (f'motion = "{"x" * 10_000}"', ("motion", "…")),
    ],
)
def test_a_bad_setting_is_named_and_the_others_hold(file: Path, text: str, words: tuple[str, ...]) -> None:
    found = said(file, 'glyphs = "ascii"\n' + text + "\n")
    [problem] = found.problems
    assert problem.path == file
    assert all(word in problem.sentence for word in words), problem.sentence
    assert len(problem.sentence) < 200
    assert chosen(found) == settings.Settings(glyphs="ascii")


@pytest.mark.parametrize(
    "content", [b"theme = ", b"\xff", b"\x00", b"#" * 1_000_001, b"x = " + b"[" * 100_000]
)
def test_a_file_that_cannot_be_read_leaves_the_defaults(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    found = settings.load(file)
    assert chosen(found) == settings.Settings()
    assert len(found.problems) == 1
    assert "The defaults hold." in found.problems[0].sentence


def test_a_folder_or_a_pipe_where_the_file_should_be_is_a_problem(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert len(settings.load(tmp_path).problems) == 1
    assert len(settings.load(tmp_path / "pipe").problems) == 1


# ---- the terminal


def looks(environ: dict[str, str], **values: str) -> settings.Looks:
    return settings.looks(settings.Settings(**values), environ)  # type: ignore[arg-type]  # each a known choice


@pytest.mark.parametrize(
    ("environ", "colour"),
    [
        ({**PLAIN, "COLORTERM": "truecolor"}, "truecolor"),
        ({**PLAIN}, "256"),
        ({**PLAIN, "TERM": "xterm"}, "16"),
        ({**PLAIN, "COLORTERM": "truecolor", "NO_COLOR": "1"}, "none"),
        ({**PLAIN, "NO_COLOR": ""}, "256"),
        ({**PLAIN, "TERM": "dumb", "COLORTERM": "truecolor"}, "none"),
        ({}, "none"),
    ],
)
def test_colour_is_as_deep_as_the_terminal_says(environ: dict[str, str], colour: str) -> None:
    assert looks(environ).colour == colour


def test_what_the_user_set_stands_over_the_environment() -> None:
    environ = {"TERM": "dumb", "NO_COLOR": "1", "SSH_TTY": "/dev/pts/1"}
    assert looks(environ) == settings.Looks("none", "ascii", "reduced")
    mine = looks(environ, colour="truecolor", glyphs="braille", motion="full")
    assert mine == settings.Looks("truecolor", "braille", "full")


def test_glyphs_and_motion_follow_the_terminal() -> None:
    assert looks(PLAIN) == settings.Looks("256", "quadrant", "full")
    assert looks({**PLAIN, "LC_ALL": "C.ISO-8859-1"}).glyphs == "ascii"
    assert looks({**PLAIN, "NO_COLOR": "1"}).glyphs == "braille"
    assert looks({**PLAIN, "NO_COLOR": "1", "LC_ALL": "C"}).glyphs == "ascii"
    assert looks({**PLAIN, "NO_COLOR": "1"}, glyphs="quadrant").glyphs == "quadrant"
    assert looks({**PLAIN, "TERM": "linux"}) == settings.Looks("16", "half", "reduced")
    assert looks({**PLAIN, "SSH_CONNECTION": "1 2 3 4"}).motion == "reduced"


# ---- remembering


WRITTEN = """\
# my garden, my rules
theme = "meadow"   # the green one
review_size=5

# keys I am used to
[keys]
log = "ctrl+l"  # as in the old one
theme = "t"
"""


def test_one_value_changes_and_every_comment_stays(file: Path) -> None:
    file.write_text(WRITTEN, encoding="utf-8")
    settings.remember(file, theme="dusk")
    assert file.read_text(encoding="utf-8") == WRITTEN.replace('"meadow"', '"dusk"')


def test_a_new_value_joins_the_others_above_the_tables(file: Path) -> None:
    file.write_text(WRITTEN, encoding="utf-8")
    settings.remember(file, motion="reduced", review_size=7)
    assert file.read_text(encoding="utf-8") == WRITTEN.replace(
        "review_size=5\n", 'review_size=7\nmotion = "reduced"\n'
    )


def test_the_first_thing_remembered_makes_the_file(tmp_path: Path) -> None:
    file = tmp_path / "new" / "garden" / "settings.toml"
    settings.remember(file, theme="dusk")
    assert chosen(settings.load(file)) == settings.Settings(theme="dusk")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in file.parent.iterdir()] == ["settings.toml"]


def test_a_link_into_somebodys_dotfiles_stays_a_link(tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.toml"
    real.write_text("theme = 'meadow'\n", encoding="utf-8")
    real.chmod(0o644)
    link = tmp_path / "settings.toml"
    link.symlink_to(real)
    settings.remember(link, theme="dusk")
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8") == 'theme = "dusk"\n'
    assert stat.S_IMODE(real.stat().st_mode) == 0o644


@pytest.mark.parametrize("text", ["theme = ", 'theme = """\nmeadow"""\n', "theme.a = 1\n"])
def test_what_cannot_be_changed_in_place_is_left_as_it_is(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(GardenError) as raised:
        settings.remember(file, theme="dusk")
    assert raised.value.hint
    assert file.read_text(encoding="utf-8") == text


def test_a_value_that_would_not_be_read_back_is_not_written(file: Path) -> None:
    with pytest.raises(NotUnderstood, match="1 to 50"):
        settings.remember(file, review_size=0)
    with pytest.raises(NotUnderstood, match="not a setting"):
        settings.remember(file, tehme="x")
    assert not file.exists()


def test_a_disk_that_is_full_is_said_and_the_old_settings_stay(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write_text(WRITTEN, encoding="utf-8")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(GardenError, match="could not be written: No space left on device"):
        settings.remember(file, theme="dusk")
    assert file.read_text(encoding="utf-8") == WRITTEN
    assert list(file.parent.iterdir()) == [file]


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "garden").write_text("a file", encoding="utf-8")
    with pytest.raises(GardenError):
        settings.remember(tmp_path / "garden" / "settings.toml", theme="dusk")


LINES = st.lists(
    st.sampled_from(
        ["", "# a comment with theme = 1", 'theme = "a" # b', "glyphs = 'half'", "review_size = 3", "odd = [1,\n 2]",
         '"motion"  =  "full"', "[keys]", "[other]", "theme = 'in a table'", 'x = """\ntheme = 2\n"""']
    ),
    max_size=8,
)  # fmt: skip


@given(
    lines=LINES, theme=st.text(st.characters(codec="utf-8"), max_size=12), end=st.sampled_from(["\n", "\r\n"])
)
def test_whatever_stands_there_either_that_one_value_changes_or_nothing(
    lines: list[str], theme: str, end: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.mktemp("any") / "settings.toml"
    text = end.join([*lines, ""]).replace("\r\n ", "\n ")
    file.write_bytes(text.encode())
    try:
        before = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        before = None
    try:
        settings.remember(file, theme=theme)
    except GardenError:
        assert file.read_bytes() == text.encode()
        return
    assert before is not None
    after = file.read_bytes().decode()
    assert tomllib.loads(after) == {**before, "theme": theme}
    assert [line for line in text.splitlines() if line.startswith("#")] == [
        line for line in after.splitlines() if line.startswith("#")
    ]
