"""One command from its words to its exit code, whatever happens on the way."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Sequence

from garden import words
from garden.cli.parser import parse
from garden.cli.say import fault, say
from garden.core.errors import AmbiguousName, GardenError


def run(argv: Sequence[str]) -> int:
    """Do what `argv` says."""
    _forgiving_streams()
    try:
        options = parse(argv)
        if options is None:  # --help and --version have printed what there is to know
            code = 0
        else:
            from garden.cli.wiring import Session

            code = options.run(Session(options), options)
        sys.stdout.flush()
    except GardenError as error:
        refuse(error)
        return error.exit_code
    except BrokenPipeError:
        _silence()
        return 1
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        from garden.cli.crash import report

        return report(error, argv)
    return int(code)


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


def _forgiving_streams() -> None:
    """A terminal that cannot show a letter gets a stand-in, not an error."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            with contextlib.suppress(OSError, ValueError):
                reconfigure(errors="replace")


def _silence() -> None:
    """Whoever read our output has left; Python must not complain of it at exit."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
