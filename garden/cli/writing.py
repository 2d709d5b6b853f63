"""Writes a picture or a calendar to a file of the person's choosing, and never over anything of another kind.

A regular file is replaced in one step, so that nobody ever sees half of it; a pipe or a device is written to.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import Final, NamedTuple

from garden.core.errors import GardenError

_LOOK: Final = 1024
"""Bytes read of a file that is there, to see what it is."""


class Kind(NamedTuple):
    """What is written: what it is called, how its files end, and what stands early in every one of them."""

    called: str
    suffix: str
    sign: bytes


PICTURE: Final = Kind("SVG picture", ".svg", b"<svg")
CALENDAR: Final = Kind("calendar", ".ics", b"BEGIN:VCALENDAR")


def write(path: Path, text: str, kind: Kind, *, never: Path) -> None:
    """Write a text of a kind.  `never`: the garden's own file.  Raises GardenError, saying what to do instead."""
    with contextlib.suppress(RuntimeError):  # "~nobody/x.svg" is then a folder's name
        path = path.expanduser()
    try:
        if path.is_dir():
            raise GardenError(
                f"{path} is a folder.", hint=f"Name a file in it: {path / ('garden' + kind.suffix)}"
            )
        if not path.parent.is_dir():
            raise GardenError(f"There is no folder {path.parent}.", hint="Make it first, or name another.")
        if path.exists() and never.exists() and path.samefile(never):
            raise GardenError(
                f"{path} is the garden itself.", hint=f"Name another file, one that ends in {kind.suffix}."
            )
        if path.exists() and not path.is_file():  # /dev/stdout, a pipe
            with path.open("w", encoding="utf-8", newline="") as stream:
                stream.write(text)
            return
        if path.exists() and not _is(kind, path):
            raise GardenError(
                f"{path} is there already and is no {kind.called}.",
                hint="Name another file, or move that one away.",
            )
        _replace(Path(os.path.realpath(path)), text)
    except OSError as error:
        reason = error.strerror or str(error)
        raise GardenError(
            f"{path} could not be written: {reason}.", hint="Name a file in a folder that you may write to."
        ) from None
    except ValueError:  # a NUL in the name
        raise GardenError("No file can have that name.", hint="Name another file.") from None


def _is(kind: Kind, path: Path) -> bool:
    with path.open("rb") as file:
        start = file.read(_LOOK)
    return not start.strip() or kind.sign in start


def _replace(path: Path, text: str) -> None:
    temporary = path.with_name(f".{path.name[:100]}.{os.urandom(6).hex()}.tmp")
    try:
        temporary.write_text(text, encoding="utf-8", newline="")
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
