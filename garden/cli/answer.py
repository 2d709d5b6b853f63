"""How a verb's `Done` is answered: a sentence on standard error, or with `--json` data on standard output."""

from __future__ import annotations

from garden.cli import as_json
from garden.cli.commands import Options
from garden.cli.say import emit_json, say
from garden.gardener import Done


def answer(done: Done, options: Options) -> int:
    """Say what was done."""
    if options.json:
        emit_json(as_json.done(done))
    else:
        say(done.said)
    for notice in done.notices:
        say(notice)
    return 0
