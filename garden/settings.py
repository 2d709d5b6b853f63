"""Where the garden's files stand, and what the user has set in `<config>/settings.toml`.

A settings file never stops the garden from opening: what is wrong in it becomes a `Problem` and the default
holds.  Nothing is imported before it is needed: `tomllib` costs 15 ms and `platformdirs` 8 (`python -X importtime`,
`re` and `pathlib` not counted), half as much again as Python's own start, and every log saves a journal in the state
folder.  On Linux the folders are therefore worked out here by the rule that platformdirs follows (a test holds the
two together); elsewhere platformdirs is asked.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from garden.core.errors import GardenError, NotUnderstood, Problem

if TYPE_CHECKING:
    from garden.botany.picture import Depth, Glyphs

APP: Final = "garden"
MAX_BYTES: Final = 1_000_000

Motion = Literal["full", "reduced"]


class Paths(NamedTuple):
    """The user's own folders: settings, themes and seeds; the garden; backups, journal, locks.  None is made."""

    config: Path
    data: Path
    state: Path

    @property
    def settings(self) -> Path:
        """The settings file."""
        return self.config / "settings.toml"


class Settings(NamedTuple):
    """What the user has set.  "auto" is settled by `looks`; theme "": the app's own; `keys`: action -> key."""

    theme: str = ""
    motion: Literal["auto", "full", "reduced"] = "auto"
    glyphs: Literal["auto", "quadrant", "half", "ascii", "braille"] = "auto"
    colour: Literal["auto", "truecolor", "256", "16", "none"] = "auto"
    review_size: int = 5
    keys: Mapping[str, str] = MappingProxyType({})
    problems: tuple[Problem, ...] = ()


class Looks(NamedTuple):
    """How to draw in this terminal, with nothing left to "auto"."""

    colour: Depth
    glyphs: Glyphs
    motion: Motion


_CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "motion": ("auto", "full", "reduced"),
    "glyphs": ("auto", "quadrant", "half", "ascii", "braille"),
    "colour": ("auto", "truecolor", "256", "16", "none"),
}
_KNOWN: Final = ("theme", "motion", "glyphs", "colour", "review_size", "keys")
_REVIEW: Final = range(1, 51)


def paths(environ: Mapping[str, str] | None = None, platform: str = sys.platform) -> Paths:
    """The user's folders: `garden` in `$XDG_CONFIG_HOME`, `_DATA_HOME`, `_STATE_HOME` or the platform's own."""
    environ = os.environ if environ is None else environ
    if platform == "linux" and "ANDROID_DATA" not in environ:

        def folder(variable: str, below: str) -> Path:
            named = environ.get(variable, "").strip()
            if named.startswith("/"):  # the XDG specification: a relative path is to be ignored
                return Path(named) / APP
            home = environ.get("HOME") or os.path.expanduser("~")  # noqa: PTH111 - Path.home() raises without one
            return Path(home) / below / APP

        return Paths(
            folder("XDG_CONFIG_HOME", ".config"),
            folder("XDG_DATA_HOME", ".local/share"),
            folder("XDG_STATE_HOME", ".local/state"),
        )
    from platformdirs import PlatformDirs

    dirs = PlatformDirs(APP, appauthor=False)
    return Paths(dirs.user_config_path, dirs.user_data_path, dirs.user_state_path)


def garden_file(option: str | None, environ: Mapping[str, str] | None = None) -> Path:
    """Which garden to open: `--file`, else `$GARDEN_FILE`, else `garden.json` in the user's data folder."""
    environ = os.environ if environ is None else environ
    if option == "":
        raise NotUnderstood("--file needs the path of a garden file.")
    named = option or environ.get("GARDEN_FILE", "")
    if not named:
        return paths(environ).data / "garden.json"
    try:
        return Path(named).expanduser()
    except RuntimeError:  # "~nobody/garden.json"
        return Path(named)


def load(path: Path) -> Settings:
    """The settings in a file; the defaults where there is none.  Never raises: see `Settings.problems`."""
    problems: list[Problem] = []
    try:
        data = _parse(_read(path))
    except FileNotFoundError:
        return Settings()
    except NotUnderstood as error:
        return Settings(problems=(Problem(path, f"{error.message} The defaults hold."),))
    kept: dict[str, Any] = {}
    for key, value in data.items():
        try:
            if key == "keys":
                kept[key] = _keys(value, path, problems)
            else:
                kept[key] = _checked(key, value)
        except NotUnderstood as error:
            problems.append(Problem(path, error.message))
    return Settings(**kept, problems=tuple(problems))


def remember(path: Path, **values: str | int) -> None:
    """Change settings in the file, one line each, all at once; comments and everything else stay as they are.

    Makes the file and its folder where there is none.  Raises NotUnderstood for a value that `load` would refuse,
    and GardenError where the file cannot be read as settings, changed line by line, or written.
    """
    path = Path(os.path.realpath(path))  # a link into somebody's dotfiles stays one
    try:
        text = _read(path)
    except FileNotFoundError:
        text = "# garden's settings: https://toml.io\n"
    except NotUnderstood as error:
        raise GardenError(f"{path}: {error.message}", hint="Nothing was changed.") from None
    try:
        wanted = _parse(text)
    except NotUnderstood as error:
        raise GardenError(f"{path}: {error.message}", hint="Put it right first.") from None
    for key, value in values.items():
        wanted[key] = _checked(key, value)
        text = _with_line(text, key, _toml(value))
    try:
        same = _parse(text) == wanted
    except NotUnderstood:
        same = False
    if not same:  # a key spelled over several lines, say: rather nothing than a guess
        changes = ", ".join(f"{key} = {_toml(value)}" for key, value in values.items())
        raise GardenError(f"{path} could not be changed in place.", hint=f"Set it there by hand: {changes}")
    _write(path, text)


def looks(settings: Settings, environ: Mapping[str, str] | None = None) -> Looks:
    """The settings with each "auto" settled by the environment.

    Colour: NO_COLOR (not empty) and TERM=dumb or unset mean none; COLORTERM, then TERM say how deep.  Glyphs:
    ASCII where the locale is not UTF-8 or the terminal is dumb, half blocks on the Linux console, whose font has
    no quadrants, braille where colour is off, whose dots still tell a leaf from a flower.  Motion: reduced over ssh,
    on a dumb terminal and on the Linux console.  What the user set stands over all of it.
    """
    environ = os.environ if environ is None else environ
    term = environ.get("TERM", "")
    dumb = term in ("", "dumb", "unknown")
    remote = bool(environ.get("SSH_CONNECTION") or environ.get("SSH_TTY"))
    colour = settings.colour if settings.colour != "auto" else _depth(environ, term, dumb)
    if settings.glyphs != "auto":
        glyphs = settings.glyphs
    elif dumb or not _utf8(environ):
        glyphs = "ascii"
    elif term == "linux":
        glyphs = "half"
    else:
        glyphs = "braille" if colour == "none" else "quadrant"
    if settings.motion != "auto":
        motion = settings.motion
    else:
        motion = "reduced" if dumb or remote or term == "linux" else "full"
    return Looks(colour, glyphs, motion)


def _depth(environ: Mapping[str, str], term: str, dumb: bool) -> Depth:
    if environ.get("NO_COLOR") or dumb:
        return "none"
    if environ.get("COLORTERM", "").lower() in ("truecolor", "24bit") or term.endswith("-direct"):
        return "truecolor"
    return "256" if "256color" in term or term in ("xterm-kitty", "alacritty", "foot", "wezterm") else "16"


def _utf8(environ: Mapping[str, str]) -> bool:
    locale = environ.get("LC_ALL") or environ.get("LC_CTYPE") or environ.get("LANG") or ""
    if locale in ("C", "POSIX"):
        return False  # said to be plain; Python's own streams say UTF-8 there whatever the terminal can
    if not locale:
        return (sys.stdout.encoding or "").lower().replace("-", "") == "utf8" if sys.stdout else False
    return "utf8" in locale.lower().replace("-", "")


def _read(path: Path) -> str:
    """The file's text, line ends and all.  Raises FileNotFoundError, or NotUnderstood with a sentence."""
    try:
        if path.exists() and not path.is_file():
            raise NotUnderstood("This is not a file.")
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise NotUnderstood(f"This cannot be read: {error.strerror or error}.") from None
    if len(raw) > MAX_BYTES:
        raise NotUnderstood("This is larger than 1 MB, which no settings file needs to be.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotUnderstood(f"This is not UTF-8 text (byte {error.start}).") from None


def _parse(text: str) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise NotUnderstood(f"This is not TOML: {error}.") from None
    except (ValueError, RecursionError):
        raise NotUnderstood("This is not TOML that can be read.") from None


def _checked(key: str, value: object) -> str | int:
    """The value of a setting, or NotUnderstood: key, value, what would be right."""
    if key in _CHOICES:
        said = str(value) if type(value) is int else value  # colour = 256
        if said not in _CHOICES[key]:
            raise NotUnderstood(f"{key} is {_short(value)}; it should be one of {', '.join(_CHOICES[key])}.")
        return said
    if key == "review_size":
        if type(value) is not int or value not in _REVIEW:
            bounds = f"{_REVIEW.start} to {_REVIEW.stop - 1}"
            raise NotUnderstood(f"review_size is {_short(value)}; it should be a number from {bounds}.")
        return value
    if key == "theme":
        if not isinstance(value, str):
            raise NotUnderstood(f"theme is {_short(value)}; it should be the name of a theme, in quotes.")
        return value
    import difflib

    near = difflib.get_close_matches(key, _KNOWN, 1)
    hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(_KNOWN)}."
    raise NotUnderstood(f"{key[:60]} is not a setting; {hint}")


def _keys(value: object, path: Path, problems: list[Problem]) -> dict[str, str]:
    if not isinstance(value, dict):
        raise NotUnderstood(
            f'keys is {_short(value)}; it should be a table: [keys], then lines such as log = "l".'
        )
    kept = {}
    for action, key in value.items():
        if isinstance(key, str) and key.strip():
            kept[action] = key.strip()
        else:
            problems.append(
                Problem(path, f'keys.{action} is {_short(key)}; it should be a key, such as "ctrl+l".')
            )
    return kept


def _short(value: object) -> str:
    said = f"“{value}”" if isinstance(value, str) else repr(value)
    return said if len(said) <= 60 else said[:59] + "…"


def _toml(value: str | int) -> str:
    """A value as TOML.  Strings are escaped; there is no float or date among the settings."""
    if isinstance(value, int):
        return str(value)
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08X}" for c in escaped) + '"'


_VALUE: Final = r"""(?:"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[^\s#"',\[{]+)"""


def _with_line(text: str, key: str, value: str) -> str:
    """The text with a top-level `key = value`: in place, else after the last top-level line."""
    lines = text.splitlines(keepends=True)
    head = next((n for n, line in enumerate(lines) if line.lstrip().startswith("[")), len(lines))
    spelled = re.compile(rf"""(\s*(?:{key}|"{key}"|'{key}')\s*=\s*){_VALUE}(?=\s*(?:\#|$))""")
    for number, line in enumerate(lines[:head]):
        if found := spelled.match(line):
            lines[number] = found[1] + value + line[found.end() :]
            return "".join(lines)
    end = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    tables = head < len(lines)
    while head and (not lines[head - 1].strip() or (tables and lines[head - 1].lstrip().startswith("#"))):
        head -= 1  # a comment above a table belongs to it
    if head and not lines[head - 1].endswith("\n"):
        lines[head - 1] += end
    gap = [end] if head < len(lines) and lines[head].strip() else []
    lines[head:head] = [f"{key} = {value}{end}", *gap]
    return "".join(lines)


def _write(path: Path, text: str) -> None:
    """Replace a file's content in one step, keeping its mode (0600 for a new one)."""
    temporary = path.with_name(f".{path.name}.{os.urandom(8).hex()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o600
        with open(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:  # noqa: PTH123
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)  # noqa: PTH105
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise GardenError(f"{path} could not be written: {error.strerror or error}.") from None
