"""What the screens are given from outside: how to draw here, what the user has set, and how to remember it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol

from garden.botany.album import Album
from garden.botany.palette import Theme
from garden.botany.picture import Depth, Glyphs
from garden.botany.species import Species
from garden.core.facts import Tables
from garden.core.model import Contact
from garden.core.reading import Reading

DEFAULT_THEME = ("meadow-night", "meadow-day")


class Foreseen(Protocol):
    """What the first screen shows, worked out ahead by somebody else."""

    def readings(self, tables: Tables, day: date) -> Sequence[Reading] | None:
        """Everybody's readings of these tables on a day; None where they are not known."""
        ...

    def pictures(self) -> Mapping[str, Any]:
        """Pages of an album, perhaps none."""
        ...


class Setup(NamedTuple):
    """`idea` answers a way to give first that fits, and what it was chosen for.
    `remember` keeps a setting (name, value) for the next time.

    `foreseen`: what was worked out beside the opening.
    `album`: pictures of `theme` that were drawn before; `keep_album` keeps it for the next time, from any thread.
    `recall_review`, `keep_review`: a review that was left before its end, as plain data, perhaps damaged; None: none.
    `theme`: a name of `themes`, or "" for the default.  `keys`: action -> key.  `problems`: sentences
    about the user's own files; the first is said on opening, all stand in the help.
    """

    species: Mapping[str, Species]
    themes: Mapping[str, Theme]
    theme: str = ""
    glyphs: Glyphs = "quadrant"
    depth: Depth = "truecolor"
    reduced_motion: bool = False
    review_size: int = 5
    keys: Mapping[str, str] = MappingProxyType({})
    problems: tuple[str, ...] = ()
    idea: Callable[[Reading, Contact, str], tuple[str, str]] = lambda reading, contact, said: ("", "")
    remember: Callable[[str, str], None] = lambda name, value: None
    album: Album | None = None
    keep_album: Callable[[Album], None] = lambda album: None
    foreseen: Foreseen | None = None
    recall_review: Callable[[], Mapping[str, Any] | None] = lambda: None
    keep_review: Callable[[Mapping[str, Any] | None], None] = lambda left: None

    @property
    def theme_shown(self) -> str:
        """The name of the theme to begin with."""
        wanted = (self.theme, *DEFAULT_THEME)
        return next((name for name in wanted if name in self.themes), None) or next(iter(self.themes))


def first_of(problems: Sequence[str]) -> Sequence[str]:
    """What is wrong in the config folder, as far as a line has room for it."""
    if len(problems) < 2:
        return problems
    return (f"{len(problems)} things are wrong in your config folder; ? lists them. {problems[0]}",)
