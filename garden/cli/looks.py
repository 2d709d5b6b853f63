"""What drawing needs, from seeds, themes and settings.  What is wrong in one of them is said; the rest serves."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from garden import assets, settings
from garden.botany import palette, species
from garden.botany.album import Album
from garden.botany.palette import Theme
from garden.botany.seed import BadSeed
from garden.botany.species import Species
from garden.core.errors import GardenError
from garden.core.model import Contact
from garden.core.reading import Reading

if TYPE_CHECKING:
    from garden.tui.setup import Setup

Made = TypeVar("Made")

NIGHT: Final = "meadow-night"
"""The theme when none is set."""


class Looks(NamedTuple):
    """Species and themes by name, the settings, how this terminal draws, and what could not be read."""

    species: Mapping[str, Species]
    themes: OnDemand[Theme]
    taste: settings.Settings
    terminal: settings.Looks
    problems: list[str]

    @property
    def theme(self) -> Theme:
        """The theme that is set, or the default."""
        name = next(name for name in (self.taste.theme, NIGHT, *self.themes) if name in self.themes)
        return self.themes[name]


def gather(paths: settings.Paths) -> Looks:
    """Everything there is to draw with.  Raises GardenError where not one species or theme can be read."""
    said = settings.load(paths.settings)
    problems = [str(problem) for problem in said.problems]
    kinds = OnDemand("species", species.parse, lambda one: one.id, paths.config, problems)
    themes = OnDemand("themes", palette.parse, lambda one: one.name, paths.config, problems)
    if not kinds or not themes:
        raise GardenError(
            "The plants' own files cannot be read.", hint=" ".join(problems) or "Install garden again."
        )
    return Looks(kinds, themes, said, settings.looks(said), problems)


def setup(paths: settings.Paths, state: Path | None = None) -> Setup:
    """What the screens are given.  `state`: the garden's folder for what can be done without."""
    from garden.cli import album, paused
    from garden.tui.setup import Setup

    found = gather(paths)

    @cache
    def ideas() -> assets.Ideas:  # read when the first is asked for, not while the garden opens
        return assets.ideas(user=paths.config)

    def idea(reading: Reading, contact: Contact, said: str) -> tuple[str, str]:
        turn = reading.on.toordinal() + len(contact.name)  # another one each day
        mine = reading.why.waiting == "me"
        return ideas().one(reading.state, contact.tags, said, turn, waiting=mine)

    def remember(name: str, value: str) -> None:
        settings.remember(paths.settings, **{name: value})

    how = (found.taste.theme, found.terminal.glyphs, found.terminal.colour)
    stamped = album.stamp(paths.config, *how) if state is not None else ""
    known = album.load(state, stamped) if state is not None else None
    if known is not None:
        found.themes.sheets.update(known.themes)

    def keep_album(drawn: Album) -> None:
        if state is not None:
            drawn.themes = found.themes.sheets
            album.keep(state, stamped, drawn)

    return Setup(
        species=found.species,
        themes=found.themes,
        theme=found.taste.theme,
        glyphs=found.terminal.glyphs,
        depth=found.terminal.colour,
        reduced_motion=found.terminal.motion == "reduced",
        review_size=found.taste.review_size,
        keys=found.taste.keys,
        problems=tuple(found.problems),
        idea=idea,
        remember=remember,
        album=known,
        keep_album=keep_album,
        recall_review=lambda: paused.recall(state) if state is not None else None,
        keep_review=lambda left: paused.keep(state, left) if state is not None else None,
    )


class OnDemand(Mapping[str, Made]):
    """Species or themes by name.  A user's own are read at once, so that what is wrong in them is said; the shipped
    ones, which are right, when they are first asked for: a first screen shows a few of them.
    """

    def __init__(
        self,
        kind: assets.Kind,
        parse: Callable[[Mapping[str, object], str], Made],
        named: Callable[[Made], str],
        user: Path,
        problems: list[str],
    ) -> None:
        self._kind, self._parse = kind, parse
        self._found: dict[str, Made] = {}
        own = assets.load(kind, user=user, only_users=True)
        problems.extend(str(problem) for problem in own.problems)
        for sheet in own.items.values():
            try:
                one = parse(sheet.data, sheet.path.name)
            except BadSeed as error:
                problems.append(str(error))
            else:
                self._found[named(one)] = one
        self._names = dict.fromkeys(sorted({*assets.names(kind), *self._found}))
        self.sheets: dict[str, Mapping[str, object]] = {}
        """What the shipped files say, of those read so far; what is put in here is not read again."""

    def __getitem__(self, name: str) -> Made:
        one = self._found.get(name)
        if one is None:
            if name not in self._names:
                raise KeyError(name)
            if name not in self.sheets:
                self.sheets[name] = assets.load_one(self._kind, name).data
            one = self._found[name] = self._parse(self.sheets[name], f"{name}.toml")
        return one

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)
