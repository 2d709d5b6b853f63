"""What drawing needs, from seeds, themes and settings.  What is wrong in one of them is said; the rest serves."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from garden import assets, settings
from garden.botany.album import Album
from garden.botany.palette import Theme
from garden.botany.species import Species
from garden.cli import seeds
from garden.core.errors import GardenError, Problem
from garden.core.model import Contact
from garden.core.reading import Reading

if TYPE_CHECKING:
    from garden.tui.setup import Setup

NIGHT: Final = "meadow-night"
"""The theme when none is set."""


class Looks(NamedTuple):
    """Species and themes by name, the settings, how this terminal draws, and what could not be read."""

    species: seeds.OnDemand[Species]
    themes: seeds.OnDemand[Theme]
    taste: settings.Settings
    terminal: settings.Looks
    problems: list[Problem]

    @property
    def theme(self) -> Theme:
        """The theme that is set, or the default."""
        name = next(name for name in (self.taste.theme, NIGHT, *self.themes) if name in self.themes)
        return self.themes[name]


def gather(paths: settings.Paths) -> Looks:
    """Everything there is to draw with.  Raises GardenError where not one species or theme can be read."""
    said = settings.load(paths.settings)
    problems = [one._replace(path=seeds.within(paths.config, one.path)) for one in said.problems]
    kinds, themes = seeds.kinds(paths.config, problems), seeds.themes(paths.config, problems)
    if not kinds or not themes:
        raise GardenError(
            "The plants' own files cannot be read.",
            hint=" ".join(map(str, problems)) or "Install garden again.",
        )
    if said.theme and said.theme not in themes:
        there = ", ".join(themes)
        problems.append(
            Problem(Path(paths.settings.name), f"theme is “{said.theme[:40]}”; it should be one of {there}.")
        )
    return Looks(kinds, themes, said, settings.looks(said), problems)


def problems(paths: settings.Paths, found: Looks) -> list[Problem]:
    """All that is wrong in the config folder, in what drawing does not need too."""
    ideas = assets.ideas(user=paths.config, only_users=True).problems
    keys = [Problem(Path(paths.settings.name), sentence) for sentence in _mistakes(found.taste.keys)]
    return [
        *found.problems,
        *keys,
        *(one._replace(path=seeds.within(paths.config, one.path)) for one in ideas),
    ]


def _mistakes(keys: Mapping[str, str]) -> list[str]:
    """What is wrong with the keys that the settings give to actions; who gave none does not wait for the screens."""
    if not keys:
        return []
    from garden.tui import keymap

    return keymap.mistakes(keys)


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
        problems=tuple(map(str, problems(paths, found))),
        idea=idea,
        remember=remember,
        album=known,
        keep_album=keep_album,
        recall_review=lambda: paused.recall(state) if state is not None else None,
        keep_review=lambda left: paused.keep(state, left) if state is not None else None,
    )
