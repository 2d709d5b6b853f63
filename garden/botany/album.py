"""An album: pictures that were drawn before, so that a garden opens without drawing them again.

Disposable.  A picture follows from its key alone as long as the album's owner throws it away whenever this room, a
species or the theme has changed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from garden.botany.picture import Picture, Run

PAGES: Final = 256
"""How many pictures an album takes: those of a first screen, even of a large terminal."""


class Album:
    """Pictures by what decides them.  `known`: the pages of an earlier album, see `pages`.

    themes: by name, what the files of the themes say that they are painted in.
    """

    def __init__(
        self, known: Mapping[str, Any] | None = None, themes: Mapping[str, Mapping[str, Any]] | None = None
    ) -> None:
        self.known = known or {}
        self._awaited: Callable[[], Mapping[str, Any]] | None = None
        self.themes = themes or {}
        self._seen: dict[str, Picture] = {}
        self.grown = False
        """Whether a picture was asked for that was not among those known."""

    def awaits(self, pages: Callable[[], Mapping[str, Any]]) -> None:
        """Pages that somebody else is drawing; asked for once, when the first picture is not known."""
        self._awaited = pages

    def get(self, key: str, make: Callable[[], Picture]) -> Picture:
        """The picture of a key, made where it is not known."""
        page = self.known.get(key)
        if page is None and self._awaited is not None:
            awaited, self._awaited = self._awaited(), None
            self.known = {**self.known, **awaited}
            self.grown = bool(awaited)
            page = self.known.get(key)
        if page is not None:
            picture = Picture(page[0], tuple(tuple(map(Run._make, row)) for row in page[1]))
        else:
            picture = make()
            self.grown = self.grown or len(self._seen) < PAGES
        if len(self._seen) < PAGES:
            self._seen[key] = picture
        return picture

    def pages(self) -> dict[str, Any]:
        """The pictures that were asked for, as plain lists."""
        return {key: [picture.columns, picture.rows] for key, picture in self._seen.items()}
