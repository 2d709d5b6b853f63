"""One command from its words to its exit code, whatever happens on the way."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from garden import words
from garden.cli.parser import parse
from garden.cli.say import Unanswered, fault, flush, say, silence
from garden.core.errors import AmbiguousName, GardenError


def run(argv: Sequence[str]) -> int:
    """Do what `argv` says."""
    _open_streams()
    _forgiving_streams()
    try:
        code = _do(argv)
        flush()
    except Unanswered as error:
        silence(sys.stdout)
        refuse(error)
        return error.exit_code
    except GardenError as error:
        refuse(error)
        return error.exit_code
    except BrokenPipeError:  # whoever read our output has left, and knows
        silence(sys.stdout)
        return 1
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        from garden.cli.crash import report

        return report(error, argv)
    return int(code)


def _do(argv: Sequence[str]) -> int:
    options = parse(argv)
    if options is None:  # --help and --version have printed what there is to know
        return 0
    from garden.cli.wiring import Session

    return options.run(Session(options), options)


def refuse(error: GardenError) -> None:
    """Say why something was not done, and what would be."""
    fault(error.message)
    if isinstance(error, AmbiguousName):
        from garden.gardener import short_ids

        short = short_ids([id_ for id_, _ in error.candidates], ())
        for id_, described in error.candidates:
            say(f"  {words.clean(error.starts.get(id_, short[id_]))}  {words.clean(described)}")
    if error.hint:
        say(error.hint)


class _Closed(io.TextIOBase):
    """Stands in for a standard output that was closed before we began: writing to it is an error, as it should be."""

    def write(self, text: str) -> int:
        """Refuse."""
        raise OSError(errno.EBADF, "standard output is closed")


def _open_streams() -> None:
    """Streams that were closed before we began (`>&-`) are None to Python; and the next file to be opened, the
    garden's own, would get the number that everybody takes for standard output."""
    if sys.stdin is None or sys.stdout is None or sys.stderr is None:
        while (number := os.open(os.devnull, os.O_RDWR)) <= 2:
            pass
        os.close(number)
        nowhere = Path(os.devnull)
        sys.stdin = sys.stdin or nowhere.open(encoding="utf-8")
        sys.stdout = sys.stdout or _Closed()
        sys.stderr = sys.stderr or nowhere.open("w", encoding="utf-8")


def _forgiving_streams() -> None:
    """A terminal that cannot show a letter gets a stand-in, not an error."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            with contextlib.suppress(OSError, ValueError):
                reconfigure(errors="replace")
