"""Printing: data on standard output, words on standard error, and no user text that has not been through `clean`.

Colour is 16-colour ANSI, only on a terminal, never with NO_COLOR or TERM=dumb.
"""

from __future__ import annotations

import contextlib
import os
import re
import sys
import unicodedata
from collections.abc import Sequence
from typing import Final, Literal, TextIO

from garden.core.errors import GardenError
from garden.words import clean

Tone = Literal["", "bold", "dim", "green", "cyan", "yellow", "magenta", "blue", "red"]

_CODES: Final[dict[str, str]] = {
    "bold": "1", "dim": "2", "green": "32", "cyan": "36", "yellow": "33", "magenta": "35", "blue": "34", "red": "31",
}  # fmt: skip
TONES: Final[dict[str | None, Tone]] = {
    "new": "blue", "thriving": "green", "thirsty": "cyan", "wilting": "yellow", "dormant": "magenta",
    "resting": "dim", None: "dim",
}  # fmt: skip
"""The colour of each state."""

_RAW: Final = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufff9-\ufffb\ud800-\udfff]")
"""What JSON may hold as it is, and a terminal may not be sent."""


def coloured(stream: TextIO) -> bool:
    """Whether colour may be sent there."""
    return (
        stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM", "") not in ("", "dumb")
    )


def tinted(text: str, tone: Tone, stream: TextIO | None = None) -> str:
    """`text` in a colour, where the stream (standard output) shows colours."""
    stream = stream or sys.stdout
    return f"\x1b[{_CODES[tone]}m{text}\x1b[0m" if tone and coloured(stream) else text


def say(sentence: str) -> None:
    """Words to the person, on standard error; cleaned."""
    _tell(clean(sentence))


def fault(sentence: str) -> None:
    """What went wrong, on standard error."""
    _tell(f"{tinted('garden:', 'red', sys.stderr)} {clean(sentence)}")


def _tell(line: str) -> None:
    """Where nobody can be told anything, what was asked for is done all the same."""
    try:
        print(line, file=sys.stderr, flush=True)
    except OSError:
        silence(sys.stderr)


def silence(stream: TextIO) -> None:
    """What is left in `stream`, and what follows, goes nowhere: Python would try once more at exit, and answer 120."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def emit(line: str = "") -> None:
    """A line of data on standard output, already cleaned cell by cell.  Raises Unanswered."""
    try:
        print(line)
    except BrokenPipeError:  # who left needs no word
        raise
    except OSError as error:
        raise _unanswered(error) from None


def flush() -> None:
    """Send off what was emitted.  Raises Unanswered."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _unanswered(error) from None


class Unanswered(GardenError):
    """Standard output does not take the answer."""


def _unanswered(error: OSError) -> Unanswered:
    from garden.store.errors import said

    return Unanswered(f"The answer could not be written: {said(error)}.")


def emit_json(value: object) -> None:
    """Data as JSON: readable letters, everything that could steer a terminal escaped."""
    import json

    utf8 = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    text = json.dumps(value, ensure_ascii=not utf8, indent=2)
    emit(_RAW.sub(lambda found: f"\\u{ord(found[0]):04x}", text))


# --- cells ----------------------------------------------------------------------------------------------------------


def width(text: str) -> int:
    """How many cells a terminal gives `text`: East Asian and emoji two, combining marks and joined emoji none."""
    if text.isascii():
        return len(text)
    cells = last = 0
    joined = flag = False
    for char in text:
        code = ord(char)
        if code == 0x200D:
            joined = last == 2
            continue
        if code == 0xFE0F:  # asks for the emoji form of what stands before it
            cells += last == 1
            last = 2
            continue
        if joined or (0x1F3FB <= code <= 0x1F3FF and last == 2):
            joined = False
            continue
        if flag and 0x1F1E6 <= code <= 0x1F1FF:  # the second half of a flag
            flag = False
            continue
        flag = 0x1F1E6 <= code <= 0x1F1FF
        if unicodedata.category(char) in ("Mn", "Me", "Cf"):
            continue
        last = 2 if flag or unicodedata.east_asian_width(char) in "WF" else 1
        cells += last
    return cells


def fitted(text: str, cells: int) -> str:
    """`text` padded to `cells`, or cut with an ellipsis."""
    wide = width(text)
    if wide <= cells:
        return text + " " * (cells - wide)
    kept = text[:cells]
    while kept and width(kept) > cells - 1:
        kept = kept[:-1]
    kept = kept.rstrip("\u200d")
    return kept + "…" + " " * (cells - 1 - width(kept))


def columns() -> int:
    """How wide a line may be: the terminal's width; 10,000 into a pipe, where nothing is cut."""
    if not sys.stdout.isatty():
        return 10_000
    said = os.environ.get("COLUMNS", "")
    if said.isdecimal() and 0 < len(said) < 6:
        return max(20, int(said))
    try:
        return max(20, os.get_terminal_size(sys.stdout.fileno()).columns)
    except (OSError, ValueError):
        return 80


Cell = tuple[str, Tone]
"""A cell of a table: its text, not yet cleaned, and its colour."""

_WIDEST: Final = 40
_NARROWEST: Final = 6


def table(rows: Sequence[Sequence[Cell]], *, indent: str = "") -> None:
    """Print rows in columns, each as wide as its widest cell, 40 cells at most but for the last.

    On a terminal, the widest columns shrink until a line fits, and what is longer is cut; into a pipe nothing is cut,
    and a longer cell pushes its line right.
    """
    lines = [[(clean(text), tone) for text, tone in row] for row in rows]
    widths = [max(width(text) for text, _ in column) for column in zip(*lines, strict=True)] if lines else []
    widths = [min(_WIDEST, wide) for wide in widths[:-1]] + widths[-1:]
    cut = sys.stdout.isatty()
    if cut:
        widths = _narrowed(widths, columns() - len(indent))
    for line in lines:
        last = len(line) - 1
        cells = []
        for index, (text, tone) in enumerate(line):
            shown = fitted(text, widths[index]) if cut else text + " " * (widths[index] - width(text))
            cells.append(tinted(shown.rstrip() if index == last else shown, tone))
        emit(f"{indent}{'  '.join(cells)}".rstrip())


def _narrowed(widths: list[int], room: int) -> list[int]:
    """The widths of columns that stand two cells apart, shrunk from the widest on until they fit into `room`."""
    widths = list(widths)
    while sum(widths) + 2 * (len(widths) - 1) > room and max(widths) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1
    return widths


_EIGHTHS: Final = " ▏▎▍▌▋▊▉█"


def gauge(share: float | None, cells: int = 5) -> str:
    """A share of one as a bar of so many cells; None is a bar of dots."""
    if (sys.stdout.encoding or "").lower().replace("-", "") != "utf8":
        return "." * cells if share is None else ("#" * round(share * cells)).ljust(cells, ".")
    if share is None:
        return "·" * cells
    eighths = round(max(0.0, min(1.0, share)) * cells * 8)
    bar = "█" * (eighths // 8) + (_EIGHTHS[eighths % 8] if eighths % 8 else "")
    return bar + "·" * (cells - len(bar))
