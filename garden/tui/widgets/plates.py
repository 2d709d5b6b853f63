"""The almanac's drawings: bars, the beds' plants by state, and what grew over the years.

What always holds: a strip is exactly as wide as it was asked for; whatever colour says is also said by a word, a place
or a number; nothing is cut that could be broken or counted instead.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple, cast

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from garden import words
from garden.core.almanac import Almanac
from garden.core.reading import STAGES, STATES, State
from garden.tui.look import Look, fit
from garden.tui.widgets.told import Said, wrapped

NAMED: Final = 11
"""Cells of the names on the left, which end where every drawing begins."""
LONGEST: Final = 80
"""Cells of a bar at most."""
_LEVELS: Final = "▁▂▃▄▅▆▇█"
_TUFT: Final = 6
"""Cells of a year at most, the free ones beside its tuft with it."""


class Bar(NamedTuple):
    """A bar: its name, how long it is, how that is said, and the role of its colour."""

    name: str
    value: float
    said: str
    role: str


def bars(told: Sequence[Bar], width: int, look: Look) -> list[Strip]:
    """Bars below each other, the longest as long as there is room for."""
    most = max((bar.value for bar in told), default=0)
    spare = max((cell_len(bar.said) for bar in told), default=0) + 1
    room = max(1, min(LONGEST, width - NAMED - spare))
    sign, muted = "=" if look.glyphs == "ascii" else "▆", look.style("muted")
    rows = []
    for bar in told:
        cells = max(1, round(room * bar.value / most)) if most and bar.value else 0
        parts = [
            Segment(fit(bar.name, NAMED), muted),
            Segment(sign * cells, look.style(bar.role)),
            Segment(" " * bool(cells) + bar.said, look.style()),
        ]
        rows.append(_strip(parts, width, look))
    return rows


def load(told: Almanac, width: int, look: Look) -> list[Strip]:
    """What the cadences ask for, against what is logged."""
    asked, given = told.load.asked, told.load.given
    return bars(
        [
            Bar("asked", asked, f"{asked * 7:.1f} a week", "thirsty"),
            Bar("logged", given, f"{given * 7:.1f} a week", "thriving"),
        ],
        width,
        look,
    )


def sides(told: Almanac, width: int, look: Look) -> list[Strip]:
    """Who reached out how often."""
    give = told.give
    return bars(
        [
            Bar("you", give.mine, words.counted(give.mine, "time"), "secondary"),
            Bar("both ways", give.shared, words.counted(give.shared, "time"), "thriving"),
            Bar("they", give.theirs, words.counted(give.theirs, "time"), "accent"),
        ],
        width,
        look,
    )


def beds(told: Almanac, name_of: Callable[[str], str], width: int, look: Look) -> list[Strip]:
    """A row a bed, a column a state: a mark a plant (or for as many as it takes to fit), and how many they are."""
    states: Sequence[State] = STATES
    most = {
        state: max(bed.counts[i] for bed in told.beds)
        for i, state in enumerate(states)
        if any(bed.counts[i] for bed in told.beds)
    } if told.beds else {}  # fmt: skip
    for each in (1, 2, 5, 10, 20, 50, 100, 200, 500):
        wide = {
            state: max(-(-count // each) + 1 + len(str(count)), len(words.state_word(state))) + 2
            for state, count in most.items()
        }
        if NAMED + sum(wide.values()) - 2 <= width:
            break
    else:
        return _counted(told, name_of, width, look)
    spare = min(6, (width - NAMED - sum(wide.values()) + 2) // max(1, len(wide)))
    muted, mark = (
        look.style("muted"),
        "|" if look.glyphs == "ascii" else "▖",
    )  # half a cell wide and high: marks stand apart
    heads = [Segment(words.state_word(state).ljust(wide[state] + spare), muted) for state in most]
    rows = [_strip([Segment(" " * NAMED), *heads], width, look)] if most else []
    for bed in told.beds:
        parts = [Segment(fit(name_of(bed.bed), NAMED - 1) + " ", look.style())]
        for i, state in enumerate(states):
            if state not in most:
                continue
            count = bed.counts[i]
            marks = mark * -(-count // each)
            parts.append(Segment(marks or look.glyph("·"), look.style(state if count else "path")))
            number = f" {count}" if count else ""
            parts.append(Segment(number.ljust(wide[state] + spare - max(1, len(marks))), muted))
        rows.append(_strip(parts, width, look))
    if each > 1:
        rows.append(
            _strip([Segment(" " * NAMED), Segment(f"{mark} stands for {each} plants", muted)], width, look)
        )
    return rows


def _counted(told: Almanac, name_of: Callable[[str], str], width: int, look: Look) -> list[Strip]:
    """The beds in words alone, where a table does not fit."""
    rows, states = [], cast("Sequence[State]", STATES)
    for bed in told.beds:
        parts = [f"{n} {words.state_word(s)}" for n, s in zip(bed.counts, states, strict=True) if n]
        rows += wrapped([Said(f"{name_of(bed.bed)}: {', '.join(parts)}")], width, look, "background")
    return rows


def years(told: Almanac, width: int, look: Look) -> list[Strip]:
    """A column a year, a row a stage, the ancient above: a garden that ages grows up and to the right.

    A tuft is the higher the more plants there were; the last column says how many there are now.
    """
    rings = told.years[-max(1, (width - NAMED - 4) // 5) :]
    most = max((max(ring.counts) for ring in rings), default=0)
    if not most:
        return []
    most = max(most, 8)  # a few plants are small tufts, not a forest
    wide = max(5, min(_TUFT, (width - NAMED - 4) // len(rings)))
    muted, plain = look.style("muted"), look.glyphs == "ascii"
    ramps = ("soil", "stem", "leaf_green", "leaf_green", "leaf_green", "leaf_green", "petal_yellow")
    tones = (3, 4, 4, 4, 3, 2, 3) if look.theme.dark else (3, 2, 2, 2, 2, 1, 1)
    rows = []
    for stage in range(len(STAGES) - 1, -1, -1):
        ink = look.theme.ink(ramps[stage], look.depth)[tones[stage]] or ""
        parts = [Segment(f"{STAGES[stage]:<{NAMED}}", muted)]
        for ring in rings:
            count = ring.counts[stage]
            if not count:
                parts.append(Segment(f" {look.glyph('·')} ".ljust(wide), look.style("path")))
            elif plain:
                parts.append(Segment(f"{count:^3}".ljust(wide), look.inked(ink)))
            else:
                high = max(1, round(count * 8 / most))
                side = _LEVELS[max(1, round(high * 0.6)) - 1]
                parts.append(Segment(f"{side}{_LEVELS[high - 1]}{side}".ljust(wide), look.inked(ink)))
        now = rings[-1].counts[stage]
        parts.append(Segment(f"{now:>3}" if now else "", look.style()))
        rows.append(_strip(parts, width, look))
    axis = [Segment(str(ring.on.year).ljust(wide), muted) for ring in rings]
    return [*rows, _strip([Segment(" " * NAMED), *axis, Segment("now", muted)], width, look)]


def _strip(parts: Sequence[Segment], width: int, look: Look) -> Strip:
    """Segments as a strip of exactly `width` cells."""
    return Strip([Segment(p.text, p.style or look.style()) for p in parts]).adjust_cell_length(
        width, look.style()
    )
