"""The album of a garden's first screen, kept in its state folder: a garden that was open before opens faster.

Anything may happen to the file.  What was not written whole, or was drawn by other code or from other data, is as good
as none; and where it cannot be written, the plants are drawn anew the next time.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path
from typing import Final

from garden import __version__, assets
from garden.botany import draw
from garden.botany.album import Album

_NAME: Final = "pictures.json"
_SIZE_LIMIT: Final = 4_000_000


def stamp(user: Path, *drawn_with: str) -> str:
    """What pictures depend on beside the plant: how they are drawn, the code, the species and the themes."""
    stated = [__version__, *drawn_with]
    folders = [Path(draw.__file__).parent]
    folders += [root / kind for root in (assets.shipped(), user) for kind in ("seeds/species", "themes")]
    for folder in folders:
        with contextlib.suppress(OSError), os.scandir(folder) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if entry.name.endswith((".py", ".toml")):
                    about = entry.stat()
                    stated.append(f"{entry.path} {about.st_size} {about.st_mtime_ns}")
    return _digest(part.encode("utf-8", "surrogateescape") + b"\0" for part in stated)


def load(folder: Path, stamped: str) -> Album:
    """The album in a folder, empty where there is none of that stamp."""
    try:
        with (folder / _NAME).open("rb") as file:
            head, body = file.readline(1000).split(), file.read(_SIZE_LIMIT)
        if head == [stamped.encode(), _digest([body]).encode()]:
            kept = json.loads(body)
            return Album(kept["pictures"], kept["themes"])
    except (OSError, ValueError):
        pass
    return Album()


def keep(folder: Path, stamped: str, album: Album) -> None:
    """Keep what the album has seen, where it has seen anything new."""
    if not album.grown:
        return
    body = json.dumps({"themes": album.themes, "pictures": album.pages()}, separators=(",", ":")).encode()
    temporary = folder / f"{_NAME}.{os.getpid()}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(f"{stamped} {_digest([body])}\n".encode() + body)
        temporary.replace(folder / _NAME)
    except OSError:
        with contextlib.suppress(OSError):
            temporary.unlink()


def _digest(parts: Iterable[bytes]) -> str:
    digest = blake2b(digest_size=16)
    for part in parts:
        digest.update(part)
    return digest.hexdigest()
