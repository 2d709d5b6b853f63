"""The last resort: what we did not foresee becomes one sentence and a report in the state folder."""

from __future__ import annotations

import os
import platform
import traceback
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from garden import __version__
from garden.cli.say import fault, say


def report(error: BaseException, argv: Sequence[str]) -> int:
    """Keep a report of `error`, say where it is, and answer exit code 1.  The report stays on this machine."""
    unsaved: Sequence[str] = getattr(error, "unsaved", ())  # the screens say so (see `garden.tui.Fell`)
    cause = error.__cause__ if hasattr(error, "unsaved") and error.__cause__ is not None else error
    kept = f"Not saved: {'; '.join(unsaved)}." if unsaved else "Your garden's file is as it was saved."
    fault(f"Something went wrong that should not have ({type(cause).__name__}). {kept}")
    try:
        say(f"A report was kept in {_write(error, argv)}")
    except OSError as unwritten:
        say(f"No report could be kept: {unwritten.strerror or unwritten}.")
    return 1


def _write(error: BaseException, argv: Sequence[str]) -> Path:
    from garden import settings

    folder = settings.paths().state / "crashes"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    now = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
    path = folder / f"{now}-{os.getpid()}.txt"
    lines = [
        f"garden {__version__}, Python {platform.python_version()}, {platform.platform()}",
        f"command: {argv[0] if argv else '(none)'} with {max(0, len(argv) - 1)} more words",
        "",
        *traceback.format_exception(error),
    ]
    path.touch(mode=0o600, exist_ok=False)
    path.write_text("\n".join(lines) + "\n", "utf-8", errors="backslashreplace")
    return path
