"""A garden -> a calendar (iCalendar, RFC 5545): birthdays, promises due, and when each plant is ready for water.

Every event has an id of its own that stays the same, so that a calendar that takes the file in again replaces what it
had.  The same garden on the same day makes the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from garden import __version__, words
from garden.core.days import partial_date
from garden.core.facts import Facts
from garden.core.model import Promise
from garden.core.reading import THIRST, Reading

if TYPE_CHECKING:
    from icalendar import Event

_BORN_UNKNOWN: Final = 2000
"""The year from which on a birthday without a year comes round: a leap year."""


def calendar(facts: Facts, readings: Iterable[Reading], today: date) -> bytes:
    """The calendar of a garden.  `readings`: of whom it tells; a day of water that is past stands on `today`.

    A birthday on 29 February is on the 28th in short years, as on the screens.
    """
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", f"-//garden//garden {__version__}//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", "garden")
    shown = list(readings)
    for reading in shown:
        born = partial_date(facts.contacts[reading.id].birthday)
        if born is not None:
            first = born.in_year(born.year or _BORN_UNKNOWN)
            event = _event(f"birthday-{reading.id}", first, f"{reading.name}: birthday", today)
            rule: dict[str, object] = {"freq": "yearly"}
            if (born.month, born.day) == (2, 29):
                rule |= {"bymonth": 2, "bymonthday": -1}
            event.add("rrule", rule)
            made.add_component(event)
    who = {reading.id: reading.name for reading in shown}
    for promise in facts.promises.values():
        if promise.done_on is None and promise.due is not None and promise.person in who:
            made.add_component(_owed(promise, who[promise.person], today))
    for reading in shown:
        if reading.due_on is not None and reading.state not in ("resting", None):
            on = today if reading.state in THIRST else max(reading.due_on, today)
            event = _event(f"water-{reading.id}", on, f"Ready for water: {reading.name}", today)
            event.add("description", words.why(reading))
            made.add_component(event)
    return bytes(made.to_ical(sorted=True))


def _owed(promise: Promise, name: str, today: date) -> Event:
    said = words.promise(promise._replace(due=None), name, today)
    return _event(f"promise-{promise.id}", promise.due or today, said[:1].upper() + said[1:], today)


def _event(uid: str, on: date, summary: str, today: date) -> Event:
    """An event of a whole day that keeps nobody from being free."""
    from icalendar import Event

    event = Event()
    event.add("uid", f"{words.clean(uid)}@garden")
    event.add("dtstamp", datetime.combine(today, time(), UTC))
    event.add("dtstart", on)
    event.add("dtend", on + timedelta(days=1))
    event.add("summary", words.clean(summary))
    event.add("transp", "TRANSPARENT")
    return event
