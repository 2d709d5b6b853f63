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
        self._known = known or {}
        self.themes = themes or {}
        self._seen: dict[str, Picture] = {}
        self.grown = False
        """Whether a picture was asked for that was not among those known."""

    def get(self, key: str, make: Callable[[], Picture]) -> Picture:
        """The picture of a key, made where it is not known."""
        page = self._known.get(key)
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
