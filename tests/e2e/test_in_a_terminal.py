"""The real command in a real (pseudo-)terminal, on a real file."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from tinydb import TinyDB

from garden.gardener import Gardener
from garden.store import open_store
from garden.words import SystemClock
from tests.e2e.terminal import ROOT, Shell

ENTER, ESC = "\r", "\x1b"


def planted(shell: Shell, *names: str) -> None:
    """A garden on the file, with somebody in it."""
    gardener = Gardener(
        open_store(shell.file, state_dir=shell.folder / "state" / "garden"), SystemClock(), species=("oak",)
    )
    gardener.open()
    gardener.plant_many(names, bed="friends")


def interactions(file: Path) -> list[dict[str, Any]]:
    """What stock TinyDB reads in the file."""
    if not file.exists():
        return []
    with TinyDB(file, access_mode="r") as database:
        return [dict(document) for document in database.table("interactions").all()]


def command(shell: Shell, *argv: str) -> str:
    """What a command of another process says."""
    done = subprocess.run(
        [sys.executable, "-m", "garden", "--file", str(shell.file), *argv],
        env=shell.environment(), cwd=shell.folder, capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    return done.stdout


def test_a_coffee_is_logged_found_by_stock_tinydb_and_taken_back(shell: Shell) -> None:
    planted(shell, "Ada Byron", "Tom Kerr")
    with shell.garden() as terminal:
        terminal.sees("2 plants", "Ada Byron", "Tom Kerr")
        terminal.keys("l").sees("what happened?").keys("coffee ada").sees("who Ada Byron").keys(ENTER)
        terminal.sees("Logged coffee with Ada Byron, today.")
        terminal.until(lambda: len(interactions(shell.file)) == 1, "the interaction in the file")
        [logged] = interactions(shell.file)
        assert logged["kind"] == "coffee"
        with TinyDB(shell.file, access_mode="r") as database:
            named = {doc["id"]: doc["name"] for doc in database.table("contacts").all()}
        assert [named[person] for person in logged["people"]] == ["Ada Byron"]
        terminal.keys("u").sees("Took back: logged coffee with Ada Byron.")
        terminal.until(lambda: interactions(shell.file) == [], "the file without it")
        terminal.keys("q")
        assert terminal.ends() == 0
        terminal.is_as_it_was()
    assert shell.file.stat().st_mode & 0o777 == 0o600


def test_a_garden_of_many_opens_with_everybody_as_the_commands_read_them(shell: Shell) -> None:
    planted(shell, *(f"Person {number}" for number in range(1, 171)))
    command(shell, "log", "coffee with person 117 yesterday")
    with shell.garden() as terminal:
        terminal.sees("170 plants", "169 new").keys("/").sees("show only").keys('"person 117"')
        terminal.sees("1 fit", "thriving").keys(ENTER).sees("1 of 170 shown").keys("q")
        assert terminal.ends() == 0
        terminal.is_as_it_was()


def test_a_new_garden_is_planted_and_found_again_after_leaving(shell: Shell) -> None:
    with shell.garden() as terminal:
        terminal.sees("A garden of the people you would miss.")
        assert not shell.file.exists(), "looking writes nothing"
        terminal.keys("a").sees("who?").keys("Grace Hopkins bed:inner").sees("name Grace Hopkins").keys(ENTER)
        terminal.sees("Planted Grace Hopkins in inner", "1 plant").keys("q")
        assert terminal.ends() == 0
    with shell.garden() as terminal:
        terminal.sees("1 plant", "Grace Hopkins").keys("\x11")
        assert terminal.ends() == 0
        terminal.is_as_it_was()


def test_what_the_command_line_plants_and_logs_stands_in_the_screens(shell: Shell) -> None:
    command(shell, "add", "Ada Byron", "--bed", "friends")
    command(shell, "log", "coffee with Ada yesterday, the engine")
    with shell.garden() as terminal:
        terminal.sees("Ada Byron").keys(ENTER).sees("the engine", "yesterday")
        terminal.keys("w").sees("who Ada Byron").keys(ENTER).sees("Logged coffee with Ada Byron, today.")
        terminal.keys(ESC).sees_no_more("the engine").sees("1 plant").keys("q")
        assert terminal.ends() == 0
    shown = json.loads(command(shell, "show", "ada", "--json"))
    assert len(shown["interactions"]) == 2
    command(shell, "undo")
    assert len(json.loads(command(shell, "show", "ada", "--json"))["interactions"]) == 1


def test_the_demo_opens_and_q_leaves_the_terminal_as_it_was(shell: Shell) -> None:
    with shell.garden("demo", columns=120, rows=36) as terminal:
        terminal.sees(" plants · ").keys("q")
        assert terminal.ends() == 0
        terminal.is_as_it_was()
    assert not list(shell.folder.rglob("*.json")), "the demo leaves no file behind"


def test_without_a_terminal_it_says_so(shell: Shell) -> None:
    for argv in ([], ["demo"], ["review"]):
        done = subprocess.run(
            [sys.executable, "-m", "garden", *argv], env=shell.environment(), cwd=shell.folder,
            stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, timeout=60,
        )  # fmt: skip
        assert done.returncode == 1
        assert done.stdout == ""
        assert "need a terminal" in done.stderr
        assert "Traceback" not in done.stderr


def test_the_review_is_walked_to_its_end(shell: Shell) -> None:
    with shell.garden("demo", columns=110, rows=34) as terminal:
        terminal.sees(" plants · ").keys("r").sees("1 of 5")
        terminal.keys("w").sees("when today").keys(ENTER).sees("2 of 5")
        terminal.keys(" ").sees("3 of 5").keys("z").sees("until when?").keys(ENTER).sees("4 of 5")
        terminal.keys(" ").sees("5 of 5").keys(" ").sees("The watering is done.", "Watered:", "At rest now:")
        terminal.keys(ESC).sees_no_more("The watering is done.").keys("q")
        assert terminal.ends() == 0


def test_a_terminal_that_changes_its_size_is_followed(shell: Shell) -> None:
    planted(shell, "Ada Byron")
    with shell.garden(columns=120, rows=36) as terminal:
        terminal.sees("1 plant").becomes(60, 16).signal(signal.SIGWINCH)
        terminal.until(lambda: "q quit" in terminal.text.splitlines()[-1], "the footer in the last row")
        terminal.sees("Ada Byron").keys("q")
        assert terminal.ends() == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_loses_nothing_that_was_acknowledged(shell: Shell, number: int) -> None:
    planted(shell, "Ada Byron")
    with shell.garden() as terminal:
        terminal.sees("1 plant").keys("l").sees("what happened?").keys("coffee ada").sees(
            "who Ada Byron"
        ).keys(ENTER)
        terminal.sees("Logged coffee with Ada Byron, today.")
        terminal.signal(number)
        if number != signal.SIGINT:
            terminal.ends()
        else:
            terminal.until(lambda: interactions(shell.file), "the log in the file")
    assert len(interactions(shell.file)) == 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_while_a_save_waits_for_another_program_loses_nothing(shell: Shell, number: int) -> None:
    planted(shell, "Ada Byron")
    [lock] = (shell.folder / "state").rglob("lock")
    with shell.garden() as terminal:
        terminal.sees("1 plant")
        with FileLock(lock):
            terminal.keys("l").sees("what happened?").keys("coffee ada").sees("who Ada Byron").keys(ENTER)
            terminal.sees("Logged coffee with Ada Byron, today.")
            terminal.signal(number)
            assert interactions(shell.file) == [], "the lock was not waited for"
        terminal.ends()
        terminal.is_as_it_was()
    assert len(interactions(shell.file)) == 1


def test_a_sentence_typed_ahead_is_a_sentence(shell: Shell) -> None:
    planted(shell, "Ada Byron", "Tom Kerr")
    with shell.garden() as terminal:
        terminal.sees("2 plants").keys("lcall with tom yesterday\r")
        terminal.sees("Logged call with Tom Kerr, yesterday.").keys("q")
        assert terminal.ends() == 0
    assert [doc["kind"] for doc in interactions(shell.file)] == ["call"]


def test_a_key_typed_behind_a_line_is_for_what_stands_under_it(shell: Shell) -> None:
    planted(shell, "Ada Byron", "Tom Kerr")
    with shell.garden() as terminal:
        terminal.sees("2 plants").keys("/").sees("show only").keys("tom").sees("1 fit").keys(f"{ENTER}q")
        assert terminal.ends() == 0


def test_a_terminal_that_is_closed_loses_nothing_that_was_acknowledged(shell: Shell) -> None:
    planted(shell, "Ada Byron")
    with shell.garden() as terminal:
        terminal.sees("1 plant").keys("l").sees("what happened?").keys("coffee ada").sees(
            "who Ada Byron"
        ).keys(ENTER)
        terminal.sees("Logged coffee with Ada Byron, today.")
        terminal.hangs_up()
    assert len(interactions(shell.file)) == 1


@pytest.mark.parametrize(
    ("env", "ascii_only"),
    [
        ({"NO_COLOR": "1"}, False),
        ({"TERM": "dumb"}, True),
        ({"TERM": "vt100", "COLORTERM": None}, False),
        ({"TERM": "linux", "COLORTERM": None}, False),
        ({"LANG": "C", "LC_ALL": "C"}, True),
        ({"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, True),
        ({"TERM": None}, True),
    ],
    ids=lambda value: " ".join(f"{k}={v}" for k, v in value.items()) if isinstance(value, dict) else "",
)
def test_a_terminal_that_can_less_shows_the_same_garden(
    shell: Shell, env: dict[str, str | None], ascii_only: bool
) -> None:
    planted(shell, "Ada Byron", "Tom Kerr")
    with shell.garden(columns=110, rows=32, **env) as terminal:
        terminal.sees("2 plants", "Ada Byron")
        terminal.keys("l").sees("what happened?").keys("coffee ada").sees("who Ada Byron").keys(ENTER)
        terminal.sees("Logged coffee with Ada Byron, today.")
        terminal.keys(ENTER).sees("take back").keys(ESC).sees_no_more("take back").sees("2 plants")
        terminal.keys("?").sees("Tend").keys(ESC).sees_no_more("Tend").keys("q")
        assert terminal.ends() == 0
        terminal.is_as_it_was()
        if "NO_COLOR" in env or env.get("TERM", "") in ("dumb", None):
            coloured = [word for word in terminal.colours() if word]
            assert coloured == [], f"colours where none should be: {coloured[:5]}"
        if ascii_only:
            drawn = terminal.sent.decode("utf-8", "replace")
            assert not [c for c in drawn if not c.isascii()], sorted({c for c in drawn if not c.isascii()})


def test_a_file_that_is_not_ours_is_refused_in_words_and_untouched(shell: Shell) -> None:
    shell.file.write_bytes(b"")
    with shell.garden() as terminal:
        assert terminal.ends() in (1, 2)
        assert "Traceback" not in terminal.text
        assert 1049 not in terminal.modes(), "no screen was opened for it"
        assert len(terminal.text.split()) > 4
    assert shell.file.read_bytes() == b""


def test_two_screens_on_one_file_lose_neither_log(shell: Shell) -> None:
    planted(shell, "Ada Byron", "Tom Kerr")
    with shell.garden() as one, shell.garden() as other:
        one.sees("2 plants")
        other.sees("2 plants")
        one.keys("l").sees("what happened?").keys("coffee ada").sees("who Ada Byron").keys(ENTER).sees(
            "Logged coffee"
        )
        one.until(lambda: len(interactions(shell.file)) == 1, "the first log in the file")
        other.keys("l").sees("what happened?").keys("call tom").sees("who Tom Kerr").keys(ENTER).sees(
            "Logged call"
        )
        other.until(lambda: len(interactions(shell.file)) == 2, "both logs in the file")
        for terminal in (one, other):
            terminal.keys("q")
            assert terminal.ends() == 0
    assert sorted(doc["kind"] for doc in interactions(shell.file)) == ["call", "coffee"]


def test_what_another_program_logs_appears_beside_a_half_typed_sentence(shell: Shell) -> None:
    planted(shell, "Ada Byron", "Tom Kerr")
    with shell.garden() as terminal:
        terminal.sees("2 plants").keys("l").sees("what happened?").keys("call with to").sees("call with to")
        command(shell, "log", "coffee with ada")
        terminal.sees("Changed elsewhere: Ada Byron.", "call with to", "thriving")
        terminal.keys("m").sees("who Tom Kerr").keys(ENTER).sees("Logged call with Tom Kerr")
        terminal.keys("q")
        assert terminal.ends() == 0
    assert sorted(doc["kind"] for doc in interactions(shell.file)) == ["call", "coffee"]


FALLS = """
import garden.tui.screens.garden as screen

def fall(self):
    secret = "what Ada told me"
    raise ZeroDivisionError(secret)

screen.GardenScreen.action_sort = fall
"""


def test_a_fault_in_the_screens_is_a_sentence_and_a_report_and_what_was_logged_is_saved(shell: Shell) -> None:
    planted(shell, "Ada Byron")
    (shell.folder / "sitecustomize.py").write_text(FALLS, "utf-8")
    path = f"{shell.folder}{os.pathsep}{ROOT}"
    with shell.garden(columns=200, PYTHONPATH=path) as terminal:
        terminal.sees("1 plant").keys("w").sees("who Ada Byron").keys(ENTER).sees("Logged coffee")
        terminal.keys("s")
        assert terminal.ends() == 1
        said = terminal.text
        assert "Something went wrong that should not have (ZeroDivisionError)." in said
        assert "Your garden's file is as it was saved." in said
        assert "A report was kept in" in said
        terminal.is_as_it_was()
    for unsaid in (b"what Ada told me", b"Traceback"):
        assert unsaid not in terminal.sent
    assert len(interactions(shell.file)) == 1
    (report,) = shell.folder.rglob("crashes/*.txt")
    assert "fall" in report.read_text("utf-8")
