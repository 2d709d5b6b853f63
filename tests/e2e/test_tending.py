"""A review of five and a birthday of 29 February, in a real (pseudo-)terminal."""

from __future__ import annotations

import json
from typing import Any

from tests.e2e.terminal import Shell
from tests.e2e.test_in_a_terminal import ENTER, ESC, command, interactions, planted

PEOPLE = ("Ada Byron", "Tom Kerr", "Mei Tanaka", "Olu Ade", "Hana Sato", "Elif Kaya")


def contact(shell: Shell, name: str) -> dict[str, Any]:
    """A contact's record, as the file has it."""
    tables = json.loads(shell.file.read_text())
    return next(doc for doc in tables["contacts"].values() if doc["name"] == name)


def test_a_review_of_five_from_its_start_over_a_pause_to_the_summary(shell: Shell) -> None:
    planted(shell, *PEOPLE)
    for back, name in enumerate(PEOPLE):
        for month in ("05", "06", "07"):
            command(shell, "log", f"coffee with {name} 2026-{month}-{10 + back}", "--on", "2026-11-23")
    before = len(interactions(shell.file))
    with shell.garden("--on", "2026-11-23", GARDEN_MOTION="reduced") as terminal:
        terminal.sees("6 plants").keys("r").sees("1 of 5")
        terminal.keys("l").sees("what happened?").keys("called them").sees("call").keys(ENTER).sees("2 of 5")
        terminal.keys("z").sees("until when?").keys("in 2 weeks").sees("rests until").keys(ENTER).sees(
            "3 of 5"
        )
        terminal.keys(ESC).sees("r review").keys("r").sees("3 of 5").keys("q")
        assert terminal.ends() == 0
    with shell.garden("--on", "2026-11-23", GARDEN_MOTION="reduced") as terminal:
        terminal.sees("6 plants").keys("r").sees("3 of 5", "Here you left off.")
        terminal.keys("c").sees("how often?").keys("quarterly").sees("quarterly").keys(ENTER).sees("4 of 5")
        terminal.keys(" ").sees("5 of 5").keys("m").sees("Hi ").keys(ENTER).sees("Copied it.").keys("x")
        terminal.sees(
            "The watering is done.", "Watered:", "At rest now:", "Another cadence:", "For another day:"
        )
        terminal.until(lambda: len(interactions(shell.file)) == before + 1, "the call in the file")
        terminal.keys("q")
        assert terminal.ends() == 0
        terminal.is_as_it_was()


def test_a_birthday_of_29_february_is_typed_where_it_stands_and_taken_back(shell: Shell) -> None:
    planted(shell, "Ada Byron")
    with shell.garden() as terminal:
        terminal.sees("1 plant").keys(ENTER).sees("details ─").keys("i").sees("name")
        terminal.keys("\x1b[B" * 6, ENTER).sees("empty clears it").keys("--02-29", ENTER).sees(
            "Changed Ada Byron: birthday."
        )
        terminal.until(
            lambda: contact(shell, "Ada Byron").get("birthday") == "--02-29", "the birthday in the file"
        )
        terminal.keys("u").sees("Took back")
        terminal.until(lambda: "birthday" not in contact(shell, "Ada Byron"), "the file without it")
        terminal.keys("q")
        assert terminal.ends() == 0
