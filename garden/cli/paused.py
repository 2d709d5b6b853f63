"""A review that was left before its end, kept in the garden's state folder so that the next one can go on with it.

Anything may happen to the file: what cannot be read is as good as none, and where it cannot be written nothing is lost
but the place.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

_NAME: Final = "review.json"
_SIZE_LIMIT: Final = 100_000


def recall(folder: Path) -> Mapping[str, Any] | None:
    """What was kept, or None."""
    try:
        with (folder / _NAME).open("rb") as file:
            kept = json.loads(file.read(_SIZE_LIMIT))
    except (OSError, ValueError, RecursionError):
        return None
    return kept if isinstance(kept, dict) else None


def keep(folder: Path, left: Mapping[str, Any] | None) -> None:
    """Keep where a review was left; None: there is none any more."""
    temporary = folder / f"{_NAME}.{os.getpid()}"
    with contextlib.suppress(OSError):
        if left is None:
            (folder / _NAME).unlink()
            return
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(json.dumps(left).encode())
            temporary.replace(folder / _NAME)
        except OSError:
            temporary.unlink()
