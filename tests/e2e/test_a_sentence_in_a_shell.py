"""`garden log` at a real prompt: what is asked, what is refused, what is said back; and how many keys it takes."""

from __future__ import annotations

import subprocess
import sys

import pytest
from tinydb import TinyDB

from tests.e2e.terminal import Shell
from tests.e2e.test_in_a_terminal import ENTER, command, interactions, planted


def promises(shell: Shell) -> list[str]:
    with TinyDB(shell.file, access_mode="r") as database:
        return [str(document["text"]) for document in database.table("promises").all()]


def test_a_terminal_asks_which_sam(shell: Shell) -> None:
    planted(shell, "Sam Rivera", "Sam Lindqvist")
    with shell.garden("log", "coffee", "with", "sam") as terminal:
        terminal.sees("Which sam?", "1  Sam", "2  Sam", "1-2, or enter for none:").keys(f"2{ENTER}")
        terminal.sees("Logged coffee with Sam")
        assert terminal.ends() == 0
    assert len(interactions(shell.file)) == 1


def test_no_answer_is_no_log(shell: Shell) -> None:
    planted(shell, "Sam Rivera", "Sam Lindqvist")
    before = shell.file.read_bytes()
    with shell.garden("log", "coffee", "with", "sam") as terminal:
        terminal.sees("1-2, or enter for none:").keys(ENTER)
        assert terminal.ends() == 2
    assert shell.file.read_bytes() == before


def test_a_script_is_told_the_candidates_and_nothing_is_written(shell: Shell) -> None:
    planted(shell, "Sam Rivera", "Sam Lindqvist")
    before = shell.file.read_bytes()
    done = subprocess.run(
        [sys.executable, "-m", "garden", "--file", str(shell.file), "log", "coffee", "with", "sam"],
        env=shell.environment(), cwd=shell.folder, capture_output=True, text=True, check=False, timeout=60,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")
    assert "Sam Rivera" in done.stderr
    assert "Sam Lindqvist" in done.stderr
    assert shell.file.read_bytes() == before


@pytest.mark.parametrize(("answer", "noted"), [("y", ["call ada"]), ("n", [])])
def test_what_is_to_come_is_offered_as_a_promise_and_never_logged(
    shell: Shell, answer: str, noted: list[str]
) -> None:
    planted(shell, "Ada Byron")
    with shell.garden("log", "will", "call", "ada", "tomorrow") as terminal:
        terminal.sees("still to come", "Note a promise to Ada Byron instead: call ada, due tomorrow? [y/N]")
        terminal.keys(f"{answer}{ENTER}")
        assert terminal.ends() == (0 if noted else 2)
    assert promises(shell) == noted
    assert interactions(shell.file) == []


def test_a_slip_and_a_near_name_are_put_right_one_after_the_other(shell: Shell) -> None:
    planted(shell, "Ada Byron", "Tom Kerr")
    with shell.garden("log", "coffe", "with", "adda") as terminal:
        terminal.sees("did you mean “coffee”? [y/N]").keys(f"y{ENTER}")
        terminal.sees("Nobody here is called adda", "1  Ada Byron", "2  plant adda").keys(f"1{ENTER}")
        terminal.sees("Logged coffee with Ada Byron, today.")
        assert terminal.ends() == 0


def test_a_new_name_is_planted_after_a_yes(shell: Shell) -> None:
    planted(shell, "Ada Byron")
    with shell.garden("log", "coffee", "with", "Grace", "Okafor") as terminal:
        terminal.sees("Nobody here is called Grace Okafor. Plant them? [y/N]").keys(f"y{ENTER}")
        terminal.sees("Planted Grace Okafor.")
        assert terminal.ends() == 0
    assert len(interactions(shell.file)) == 1


def test_the_ask_light_is_said_before_the_ask_is_kept(shell: Shell) -> None:
    planted(shell, "Ada Byron")
    command(shell, "log", "ada", "helped", "me", "move", "flat")
    with shell.garden("log", "asked", "ada", "for", "a", "referral") as terminal:
        terminal.sees(
            "Ask light of Ada Byron is amber: you gave 0, asked and got 1.", "Logged ask with Ada Byron"
        )
        assert terminal.text.index("Ask light") < terminal.text.index("Logged ask")
        assert terminal.ends() == 0


def typed(shell: Shell, line: str) -> None:
    """Type a line at a prompt, `garden` being the command."""
    line = line.replace("garden ", f"{sys.executable} -m garden --file {shell.file} ", 1)
    subprocess.run(["sh", "-c", line], env=shell.environment(), check=True, capture_output=True, timeout=60)


def test_a_sentence_needs_no_quotes_in_a_shell(shell: Shell) -> None:
    planted(shell, "Ada Byron", "Niamh O'Keefe")
    typed(shell, "garden log coffee with ada @Noma +gave 45m, her new job")
    typed(shell, "garden log lunch with niamh okeefe yesterday")
    first, second = interactions(shell.file)
    assert (first["kind"], first["note"], first["place"], first["favor"]) == (
        "coffee", "her new job", "Noma", "gave",
    )  # fmt: skip
    assert second["kind"] == "meal"


def test_signs_that_a_shell_would_take_are_safe_in_quotes(shell: Shell) -> None:
    planted(shell, "Ada Byron", "Niamh O'Keefe")
    typed(shell, "garden log 'emailed ada -> #work (again): why? !send the map by friday'")
    typed(shell, """garden log "tea with Niamh O'Keefe <-> #choir" """)
    first, second = interactions(shell.file)
    assert (first["flow"], first["tags"], first["note"]) == ("out", ["work"], "(again): why?")
    assert (second["flow"], second["tags"]) == ("both", ["choir"])
    assert promises(shell) == ["send the map"]


KEYS = [("l", *"coffee ada", ENTER), ("l", *"coffee a", "\t", ENTER), ("w", ENTER)]


@pytest.mark.parametrize(("keys", "most"), zip(KEYS, [12, 11, 2], strict=True), ids=["l", "tab", "w"])
def test_keys_from_the_open_garden_to_a_saved_coffee(shell: Shell, keys: tuple[str, ...], most: int) -> None:
    planted(shell, "Ada Byron")
    with shell.garden() as terminal:
        terminal.sees("1 plant")
        for key in keys:
            terminal.keys(key)
        terminal.until(lambda: len(interactions(shell.file)) == 1, "the coffee in the file")
        terminal.keys("q")
        assert terminal.ends() == 0
    assert len(keys) <= most
