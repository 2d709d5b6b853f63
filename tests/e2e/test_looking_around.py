"""Time, beds and the almanac in a real (pseudo-)terminal, on a real file."""

from __future__ import annotations

from datetime import date

from garden.core.travel import stepped
from tests.e2e.terminal import Shell
from tests.e2e.test_in_a_terminal import ENTER, ESC, command, planted

LEFT, RIGHT, UP, HOME, END = "\x1b[D", "\x1b[C", "\x1b[A", "\x1b[H", "\x1b[F"


def said(on: date) -> str:
    """A day as the strip of time says it."""
    return f"{on.day} {on:%B} {on.year}"


def test_two_years_back_and_two_years_ahead_and_nothing_is_written(shell: Shell) -> None:
    for name in ("Ada Byron", "Tom Kerr"):  # on that day: who came later is not there
        command(shell, "add", name, "--bed", "friends", "--on", "2026-11-23")
    today = date.fromisoformat("2026-11-23")
    command(shell, "log", "coffee with ada 2024-01-10", "--on", "2026-11-23")
    command(shell, "log", "coffee with ada 2026-11-20", "--on", "2026-11-23")
    before = shell.file.read_bytes()
    with shell.garden("--on", "2026-11-23", columns=120) as terminal:
        terminal.sees("2 plants").keys("t").sees(said(today), "as it is")
        terminal.keys(UP).sees("a year")
        for by in (-1, -2):
            terminal.keys(LEFT).sees(said(stepped(today, "year", by)))
        terminal.sees("as it was").keys(HOME).sees("10 January 2024").keys("t").sees("r review")
        terminal.keys("t").sees("as it is").keys(UP)
        for by in (1, 2):
            terminal.keys(RIGHT).sees(said(stepped(today, "year", by)))
        terminal.sees("if nothing happens until then", "asleep").keys(ESC).sees("r review").keys("q")
        assert terminal.ends() == 0
        terminal.is_as_it_was()
    assert shell.file.read_bytes() == before


def test_a_bulk_move_is_previewed_made_and_undone(shell: Shell) -> None:
    planted(shell, "Ada Byron", "Tom Kerr", "Mei Tanaka")
    with shell.garden() as terminal:
        terminal.sees("3 plants").keys("/").sees("show only").keys("-tom").sees("2 fit").keys(ENTER)
        terminal.sees("2 of 3 shown").keys("b").sees("change 2 contacts").keys("bed:inner")
        terminal.sees("2 contacts", "bed inner").keys(ENTER).sees("Changed")
        terminal.until(
            lambda: command(shell, "list", "bed:inner", "--json").count('"name"') == 2, "both moved"
        )
        terminal.keys("u").sees("Took back: changed 2 contacts: bed.")
        terminal.until(
            lambda: command(shell, "list", "bed:inner", "--json").count('"name"') == 0, "both back"
        )
        terminal.keys("q")
        assert terminal.ends() == 0


def test_the_almanac_is_opened_and_its_people_too(shell: Shell) -> None:
    planted(shell, "Ada Byron")
    for day in ("2026-09-01", "2026-10-01", "2026-11-01", "2026-11-20"):
        command(shell, "log", f"coffee with ada {day}", "--on", "2026-11-23")
    with shell.garden("--on", "2026-11-23") as terminal:
        terminal.sees("1 plant").keys("g").sees("Almanac", "the year", "4 days of the year")
        terminal.keys(RIGHT, ENTER).sees("E edit").keys(ESC).sees("what fits").keys("q")
        assert terminal.ends() == 0
        terminal.is_as_it_was()
