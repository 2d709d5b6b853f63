"""The garden as a calendar that others read: read back with the library that people's calendars trust."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from icalendar import Calendar

from garden.exchange.calendar import calendar
from tests.cli.conftest import Garden, file, garden  # noqa: F401 - fixtures
from tests.support import TODAY, GardenBuilder, a_garden


def events(made: bytes) -> dict[str, tuple[str, date]]:
    """(summary, day) by the first part of the id."""
    return {
        str(event["uid"]).removesuffix("@garden"): (str(event["summary"]), event.decoded("dtstart"))
        for event in Calendar.from_ical(made).walk("VEVENT")
    }


def made_of(builder: GardenBuilder) -> bytes:
    gardener = builder.gardener()
    return calendar(gardener.facts, gardener.readings(archived=False), gardener.today)


def test_birthdays_come_every_year_promises_when_due_and_water_from_when_it_is_wanted() -> None:
    builder = (
        a_garden()
        .with_contact("Ada Byron", birthday="1990-05-10")
        .with_contact("Leap Day", birthday="--02-29")
        .with_contact("Gone", birthday="--01-01", archived=True)
        .met("Ada Byron", days_ago=400)
        .promised("Ada Byron", "send her the paper", due_in=4)
    )
    made = made_of(builder)
    found = events(made)
    assert found["birthday-ada-byron"] == ("Ada Byron: birthday", date(1990, 5, 10))
    assert found["birthday-leap-day"][1] == date(2000, 2, 29)
    assert b"RRULE:FREQ=YEARLY;BYMONTHDAY=-1;BYMONTH=2" in made
    assert found["water-ada-byron"] == ("Ready for water: Ada Byron", TODAY), "what is past stands today"
    (owed,) = [event for uid, event in found.items() if uid.startswith("promise-")]
    assert owed[0] == "You promised Ada Byron: send her the paper"
    assert (owed[1] - TODAY).days == 4
    assert not any("gone" in uid for uid in found)


def test_the_same_garden_on_the_same_day_makes_the_same_bytes_and_hostile_names_stay_one_line() -> None:
    builder = a_garden().with_contact("Eve\r\nEND:VCALENDAR\x1b[2J", birthday="--03-04")
    made = made_of(builder)
    assert made == made_of(builder)
    assert len(events(made)) == 1
    assert b"\x1b" not in made
    assert made.count(b"\r\nEND:VCALENDAR") == 1


def test_the_command_writes_a_file_and_never_over_anything_else(garden: Garden, tmp_path: Path) -> None:  # noqa: F811
    garden("add", "Ada Byron", "--birthday", "1990-05-10")
    out = tmp_path / "garden.ics"
    assert "1 event" in garden("export", "ics", "-o", str(out)).err
    assert list(events(out.read_bytes()).values()) == [("Ada Byron: birthday", date(1990, 5, 10))]
    assert garden("export", "ics", "-o", str(out)).code == 0
    assert garden("export", "ics").out.startswith("BEGIN:VCALENDAR")
    kept = tmp_path / "letter.txt"
    kept.write_text("Dear Ada")
    assert garden("export", "ics", "-o", str(kept)).code == 1
    assert kept.read_text() == "Dear Ada"
    assert garden("export", "ics", "-o", str(tmp_path / "garden.json")).code == 1
