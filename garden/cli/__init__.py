"""The command line, and the only room that knows all the others: parse, wire, dispatch, print.

What always holds: standard output is data and standard error is words to the person; exit 0 done, 1 could not, 2 not
understood (nothing written); no Python exception reaches the person.  Nothing is imported at the top of this module, so
that the collector can be put off first: a plain command makes no garbage worth collecting.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command (`sys.argv` if none is given) and answer its exit code."""
    import gc

    collecting = gc.isenabled()
    gc.disable()
    try:
        from garden.cli.run import run

        return run(list(sys.argv[1:] if argv is None else argv))
    except KeyboardInterrupt:
        return 130
    finally:
        if collecting:
            gc.enable()
