"""Look: how this terminal is painted; the theme's colours as styles, pictures as strips of segments.

One object, shared by every widget; switching the theme changes it and bumps `edition`, which caches key on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from rich.cells import cell_len, set_cell_size
from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.color import Color as Background
from textual.filter import LineFilter
from textual.strip import Strip
from textual.theme import Theme as TextualTheme

from garden import words
from garden.botany.album import Album
from garden.botany.draw import Studio, gauge
from garden.botany.palette import Theme
from garden.botany.picture import Depth, Glyphs, Plant, Run, Size
from garden.botany.species import Species
from garden.core.reading import Reading
from garden.tui.earth import earths

FALLBACK = "foreground"


ASCII: Final = {"❀": "*", "▸": ">", "✓": "+", "⇧": "^",
                 "─": "-", "▌": ">", "▐": "|", "●": "@", "◉": "O", "○": "o", "·": "-", "…": ".",
                "⇄": "=", "→": ">", "←": "<", "↑": "^", "↓": "v", "“": '"', "”": '"', "’": "'",
                **dict.fromkeys("╭╮╰╯", "+"), **dict.fromkeys("▂▃▄▅▆▇█", "|"),
                "│": "|", "▔": "-", "▁": "-", "🔎": "? "}  # fmt: skip
"""What stands in for a sign of ours, or of Textual's, in plain ASCII; as many cells wide."""
STYLES: Final = 16384
"""How many styles are remembered: pairs of colours, of which a garden of thousands meets some thousands a theme."""
MUTED = 0.42
"""How far words of the second rank fade into the ground: still 4.5:1 against it in the shipped themes."""


@lru_cache(maxsize=256)
def mixed(a: str, b: str, share: float) -> str:
    """The colour `share` of the way from one "#rrggbb" to another."""
    return "#" + "".join(
        f"{round(x + (y - x) * share):02x}"
        for x, y in zip(Color.parse(a).get_truecolor(), Color.parse(b).get_truecolor(), strict=True)
    )


@lru_cache(maxsize=STYLES)
def _style(fg: str | None, bg: str | None, bold: bool, dim: bool, reverse: bool) -> Style:
    def colour(name: str | None) -> Color | None:
        return None if name is None else Color.parse(name.removeprefix("ansi_"))

    return Style.from_color(colour(fg), colour(bg)) + Style(
        bold=bold or None, dim=dim or None, reverse=reverse or None
    )


class Look:
    """The theme, the studio that draws plants in it, and the styles of words."""

    def __init__(
        self,
        themes: Mapping[str, Theme],
        species: Mapping[str, Species],
        *,
        theme: str,
        glyphs: Glyphs,
        depth: Depth,
        album: Album | None = None,
    ) -> None:
        self.themes = themes
        self.species = species
        self.glyphs: Glyphs = glyphs
        self.depth: Depth = depth
        self.edition = 0
        self.theme = themes[theme]
        self._earths = earths(self.theme, depth)
        self.studio = Studio(species, self.theme, glyphs=glyphs, depth=depth, album=album)

    def choose(self, theme: str) -> None:
        """Paint in another theme from now on."""
        self.theme = self.themes[theme]
        self._earths = earths(self.theme, self.depth)
        self.studio = Studio(self.species, self.theme, glyphs=self.glyphs, depth=self.depth)
        self.edition += 1

    def glyph(self, glyph: str) -> str:
        """A sign of ours, or its stand-in where only ASCII may be drawn; always as many cells wide."""
        return "".join(ASCII.get(sign, sign) for sign in glyph) if self.glyphs == "ascii" else glyph

    @property
    def coloured(self) -> bool:
        """Whether colours may be used at all."""
        return self.depth != "none"

    def colour(self, role: str) -> str | None:
        """The theme's colour of a role (a Textual role, a state, earth, turf, frost, path or muted), as deep as the
        terminal's colours go; None where colour is off.
        """
        if not self.coloured:
            return None
        if role in self._earths:
            return self._earths[role]
        app = self.theme.app
        if role == "muted" and role not in app:
            return mixed(app["foreground"], app["background"], MUTED)
        return self.theme.role(role if role in app else FALLBACK, self.depth)

    def style(
        self,
        role: str = FALLBACK,
        on: str | None = "background",
        *,
        bold: bool = False,
        dim: bool = False,
        reverse: bool = False,
    ) -> Style:
        """The style of words in one of the theme's roles; without colour, only weight tells them apart."""
        return _style(self.colour(role), self.colour(on) if on else None, bold, dim, reverse)

    def inked(self, ink: str | None, on: str = "background") -> Style:
        """The style of a drawing that is no plant: an ink of the theme, e.g. of its leaves, on a ground."""
        return _style(ink if self.coloured else None, self.colour(on), False, False, False)

    def segments(self, row: Sequence[Run], on: str | None = "background") -> list[Segment]:
        """A picture's row as segments, unpainted cells in the colour of the ground."""
        ground = self.colour(on) if on else None
        return [
            Segment(text, _style(fg if self.coloured else None, bg or ground, False, False, False))
            for text, fg, bg in row
        ]

    def words(self, text: str, width: int, style: Style, *, align: str = "left") -> Segment:
        """User's words in exactly `width` cells: cleaned, cut with an ellipsis where too long."""
        return Segment(fit(text, width, align), style)

    def gauge(self, reading: Reading) -> str:
        """One cell that says how much vitality is left."""
        return gauge(reading.vitality, ascii_only=self.glyphs == "ascii")

    def icon(self, reading: Reading) -> list[Segment]:
        """The two cells that stand for a plant in a list."""
        picture = self.studio.picture(Plant.of(reading), "icon")
        return self.segments(picture.rows[0])

    def rows(
        self, reading: Reading, size: Size, phase: int = 0, growth: float = 1.0
    ) -> tuple[tuple[Run, ...], ...]:
        """A plant's picture, a row of runs a line."""
        return self.studio.picture(Plant.of(reading), size, phase=phase, growth=growth).rows


class PlainSigns(LineFilter):
    """Textual's own widgets in plain ASCII."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look

    def apply(self, segments: list[Segment], background: Background) -> list[Segment]:
        """The same cells, by their stand-ins."""
        return [Segment(self._look.glyph(text), style, control) for text, style, control in segments]


_UNSTEADY: Final = re.compile(
    "(?<=[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff])\u200d|[\u200b\u2060\ufe0e\ufe0f\ufeff\U0001f3fb-\U0001f3ff]"
)


def shown(text: str) -> str:
    """User's words as the screens show them: cleaned, without emoji's joiners and modifiers or spaces of no width.

    Terminals do not agree on how wide a joined emoji is, and one that disagrees shifts the rest of its row; the
    members of a family stand side by side in every one of them.
    """
    text = words.clean(text)
    return text if text.isascii() else _UNSTEADY.sub("", text)


def fit(text: str, width: int, align: str = "left") -> str:
    """`text` cleaned for the terminal and cut or padded to exactly `width` cells."""
    text = shown(text)
    length = cell_len(text)
    if length > width:
        return set_cell_size(text, max(0, width - 1)) + "…" if width > 0 else ""
    if align == "centre":
        return set_cell_size(" " * ((width - length) // 2) + text, width)
    if align == "right":
        return " " * (width - length) + text
    return set_cell_size(text, width)


def pad(segments: Sequence[Segment], width: int, style: Style) -> Strip:
    """Segments as a strip of exactly `width` cells."""
    return Strip(segments).adjust_cell_length(width, style)


def textual_theme(name: str, theme: Theme) -> TextualTheme:
    """The app's side of a theme, for Textual."""
    app = theme.app
    return TextualTheme(
        name=name,
        primary=app["primary"],
        secondary=app.get("secondary"),
        warning=app.get("warning"),
        error=app.get("error"),
        success=app.get("success"),
        accent=app.get("accent"),
        foreground=app.get("foreground"),
        background=app.get("background"),
        surface=app.get("surface"),
        panel=app.get("panel"),
        dark=theme.dark,
    )
