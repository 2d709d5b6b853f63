"""Finds what is data and not code: species, sample gardens and ideas in `seeds/`, themes in `themes/`.

Shipped ones travel inside the wheel (`garden/_shipped/`) and stand beside the package in a checkout; the
user's own stand in the config folder under the same names and win over a shipped one of the same file name.
A file that cannot be read never raises: it becomes a `Problem`, and the rest loads.  What the data means is for
the rooms that use it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple, get_args

from garden.core.errors import NotUnderstood, Problem
from garden.core.model import KINDS
from garden.core.reading import STATES, State

Kind = Literal["species", "gardens", "themes"]

MAX_BYTES: Final = 1_000_000
"""A data file larger than this is refused: the largest that is shipped has a tenth of it."""

_PACKAGE: Final = Path(__file__).resolve().parent
_FOLDERS: Final[Mapping[Kind, str]] = {
    "species": "seeds/species",
    "gardens": "seeds/gardens",
    "themes": "themes",
}
_IDEA_KEYS: Final = ("text", "kind", "tags", "states", "words", "waiting")


class Sheet(NamedTuple):
    """One data file: its name (the file's stem), where it stands, and what it says."""

    name: str
    path: Path
    data: dict[str, Any]


class Loaded(NamedTuple):
    """Every sheet that could be read, by name in alphabetical order, and what could not."""

    items: dict[str, Sheet]
    problems: list[Problem]


class Idea(NamedTuple):
    """One way to give first.  `kind`: what it would be logged as; no `tags`, `states`, `words`: for anybody, anytime.
    `words`: beginnings of words, one of which was said last, where no tag makes it fit.  `waiting`: only where it is
    one's turn."""

    text: str
    kind: str = "message"
    tags: frozenset[str] = frozenset()
    states: frozenset[State] = frozenset()
    words: tuple[str, ...] = ()
    waiting: bool = False


class Ideas(NamedTuple):
    """The ideas, shipped ones first, and what could not be read."""

    items: tuple[Idea, ...] = ()
    problems: tuple[Problem, ...] = ()

    def fitting(
        self, state: State | None, tags: Iterable[str] = (), said: str = "", *, waiting: bool = False
    ) -> tuple[Idea, ...]:
        """The ideas for a contact in `state` with `tags`, of whom `said` was noted last; those made for it first, each
        kind in file order.

        An idea for other states, or only for other tags or words, is left out.  Who rests is left in peace: only ideas
        that say "resting" are offered.  `waiting`: their word was the last, so that they may be answered.
        """
        return tuple(idea for _, idea in self._ranked(state, tags, said, waiting))

    def _ranked(
        self, state: State | None, tags: Iterable[str], said: str, waiting: bool
    ) -> list[tuple[int, Idea]]:
        """How well an idea fits, and it: that it is one's turn, what was noted, then tag, then state.  For somebody
        asleep first of all the state: what was noted is years old, and nobody wishes luck for an exam of then.
        """
        own = {tag.casefold() for tag in tags}
        waking = state == "dormant"

        def heard(idea: Idea) -> bool:
            return (not waking or state in idea.states) and bool(_heard(idea, said))

        fit = [
            (
                (8 if waking else 1) * bool(idea.states)
                + 2 * bool(idea.tags & own)
                + 4 * heard(idea)
                + 16 * idea.waiting,
                idea,
            )
            for idea in self.items
            if (state in idea.states if idea.states else state != "resting")
            and (waiting or not idea.waiting)
            and (not (idea.tags or idea.words) or idea.tags & own or heard(idea))
        ]
        return sorted(fit, key=lambda one: -one[0])

    def one(
        self, state: State | None, tags: Iterable[str], said: str, turn: int, *, waiting: bool = False
    ) -> tuple[str, str]:
        """One of those that fit best, another one each `turn`, and what it was chosen for: "you noted “thesis”",
        "tagged choir", or "".  Two empty texts where none fits.
        """
        tags = tuple(tags)
        ranked = self._ranked(state, tags, said, waiting)
        apt = [idea for rank, idea in ranked if rank == ranked[0][0]]
        if not apt:
            return "", ""
        idea, rank = apt[turn % len(apt)], ranked[0][0]
        if rank & 4:
            return idea.text, f"you noted “{_heard(idea, said)}”"
        tag = next((tag for tag in tags if tag.casefold() in idea.tags), "")
        return idea.text, f"tagged {tag}" if tag else ""


def _heard(idea: Idea, said: str) -> str:
    """The words of `said` that an idea listens for, as they were written; "" where there are none."""
    for word in idea.words:
        found = re.search(rf"\b{re.escape(word)}\w*", said, re.IGNORECASE)
        if found:
            return found.group()
    return ""


def shipped(package: Path = _PACKAGE) -> Path:
    """The folder that holds the shipped `seeds/` and `themes/`, for a `garden` package standing at `package`.

    An editable install cannot see what the wheel carries, so: inside the package, then beside it.
    """
    inside = package / "_shipped"
    return inside if inside.is_dir() else package.parent


def load(kind: Kind, *, user: Path | None = None, only_users: bool = False) -> Loaded:
    """Every sheet of a kind; the files in `user`, the user's config folder, override shipped ones by name.

    `only_users`: without the shipped ones.
    """
    found = Loaded({}, [])
    for root in _roots(user)[1 if only_users else 0 :]:
        for path in _files(root / _FOLDERS[kind], found.problems):
            try:
                found.items[path.stem] = Sheet(path.stem, path, read_toml(path))
            except NotUnderstood as error:
                found.problems.append(Problem(path, error.message))
    ordered = dict(sorted(found.items.items()))
    found.items.clear()
    found.items.update(ordered)
    return found


def names(kind: Kind, *, user: Path | None = None, only_users: bool = False) -> list[str]:
    """The names of a kind's files, in alphabetical order, without reading them."""
    roots = _roots(user)[1 if only_users else 0 :]
    return sorted({path.stem for root in roots for path in _files(root / _FOLDERS[kind], [])})


def load_one(kind: Kind, name: str, *, user: Path | None = None) -> Sheet:
    """One sheet by name, reading no other file.  Raises NotUnderstood where it is missing or cannot be read."""
    for root in reversed(_roots(user)):
        for path in _files(root / _FOLDERS[kind], []):
            if path.stem == name:
                try:
                    return Sheet(name, path, read_toml(path))
                except NotUnderstood as error:
                    raise NotUnderstood(f"{path}: {error.message}", hint=error.hint) from None
    one = {"species": "species", "gardens": "sample garden", "themes": "theme"}[kind]
    there = ", ".join(names(kind, user=user)) or "none"
    raise NotUnderstood(f"There is no {one} called “{name}”.", hint=f"There are: {there}.")


def ideas(*, user: Path | None = None, only_users: bool = False) -> Ideas:
    """The ways to give first in `seeds/ideas.toml`, the user's own (`[[idea]]`) after the shipped ones."""
    items: list[Idea] = []
    problems: list[Problem] = []
    for root in _roots(user)[1 if only_users else 0 :]:
        path = root / "seeds" / "ideas.toml"
        if not path.exists():
            continue
        try:
            data = read_toml(path)
        except NotUnderstood as error:
            problems.append(Problem(path, error.message))
            continue
        listed = data.get("idea", [])
        for number, entry in enumerate(listed if isinstance(listed, list) else [], 1):
            try:
                items.append(_idea(entry))
            except NotUnderstood as error:
                problems.append(Problem(path, f"Idea {number}: {error.message}"))
        if not isinstance(listed, list):
            problems.append(Problem(path, "`idea` should be a list of tables, each under a line [[idea]]."))
    return Ideas(tuple(items), tuple(problems))


def read_toml(path: Path) -> dict[str, Any]:
    """What a TOML file says.  Raises NotUnderstood: unreadable, not a file, too large, not TOML."""
    import tomllib  # 15 ms: a command that needs no data file does not pay it

    try:
        if not path.is_file():
            raise NotUnderstood("This is not a file.")
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise NotUnderstood(f"This cannot be read: {error.strerror or error}.") from None
    if len(raw) > MAX_BYTES:
        raise NotUnderstood("This is larger than 1 MB, which no data file needs to be.")
    try:
        return tomllib.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise NotUnderstood(f"This is not UTF-8 text (byte {error.start}).") from None
    except tomllib.TOMLDecodeError as error:
        raise NotUnderstood(f"This is not TOML: {error}.") from None
    except (
        ValueError,
        RecursionError,
    ):  # a 30 February, a 5,000-digit number, 100,000 brackets
        raise NotUnderstood("This is not TOML that can be read.") from None


def _roots(user: Path | None) -> list[Path]:
    """Where to look, the last one winning."""
    return [shipped()] if user is None else [shipped(), user]


def _files(folder: Path, problems: list[Problem]) -> list[Path]:
    try:
        return sorted(p for p in folder.iterdir() if p.suffix == ".toml" and not p.name.startswith("."))
    except FileNotFoundError:
        return []
    except OSError as error:
        problems.append(Problem(folder, f"This folder cannot be read: {error.strerror or error}."))
        return []


def _idea(entry: object) -> Idea:
    if not isinstance(entry, dict):
        raise NotUnderstood("this should be a table with `text`.")
    for key in entry:
        if key not in _IDEA_KEYS:
            raise NotUnderstood(f"`{key}` is not a key of an idea; those are {', '.join(_IDEA_KEYS)}.")
    text, kind = entry.get("text"), entry.get("kind", "message")
    if not isinstance(text, str) or not text.strip():
        raise NotUnderstood("`text` should be a sentence.")
    if kind not in KINDS:
        raise NotUnderstood(f"`kind` is {kind!r}; it should be one of {', '.join(KINDS)}.")
    known = {state: state for state in get_args(State)}
    states = _words(entry, "states")
    for state in states:
        if state not in known:
            raise NotUnderstood(f"`states` holds {state!r}; it should hold some of {', '.join(STATES)}.")
    tags = frozenset(tag.casefold() for tag in _words(entry, "tags"))
    said = tuple(word.casefold().strip() for word in _words(entry, "words") if word.strip())
    waiting = entry.get("waiting", False)
    if not isinstance(waiting, bool):
        raise NotUnderstood("`waiting` should be true or false.")
    return Idea(text.strip(), kind, tags, frozenset(known[state] for state in states), said, waiting)


def _words(entry: Mapping[str, Any], key: str) -> list[str]:
    value = entry.get(key, [])
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise NotUnderstood(f"`{key}` should be a list of words.")
    return value
