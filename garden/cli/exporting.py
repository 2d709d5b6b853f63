"""`garden export ics`: what a garden has for other programs, on standard output or in a file."""

from __future__ import annotations

from pathlib import Path

from garden.cli.commands import Options
from garden.cli.say import emit, say
from garden.cli.wiring import Session
from garden.cli.writing import CALENDAR, write


def export(session: Session, options: Options) -> int:
    """Write the calendar."""
    from garden.exchange.calendar import calendar

    gardener = session.gardener
    made = calendar(gardener.facts, gardener.readings(archived=False), gardener.today)
    if options.output in (None, "-"):
        emit(made.decode().replace("\r\n", "\n").rstrip())
        return 0
    path = Path(options.output)
    write(path, made.decode(), CALENDAR, never=session.file)
    events = made.count(b"BEGIN:VEVENT")
    say(f"Wrote {path}: {'1 event' if events == 1 else f'{events} events'}.")
    return 0
