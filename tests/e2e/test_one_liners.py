"""The one-liners of docs/sentence.md, read out of the page and run."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.terminal import ROOT, Shell
from tests.e2e.test_in_a_terminal import interactions, planted

PAGE = ROOT / "docs" / "sentence.md"


def lines() -> list[str]:
    """The lines of the page's shell blocks."""
    blocks = re.findall(r"```sh\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    return [line for block in blocks for line in block.splitlines()]


def line_with(text: str) -> str:
    """The one line with this text."""
    [line] = [line for line in lines() if text in line]
    return line


@pytest.fixture
def desk(shell: Shell) -> Shell:
    """A garden with Ada and Tom in it, where `garden` is a command and stands on the file of its own accord."""
    planted(shell, "Ada Byron", "Tom Kerr")
    tool(shell, "garden", f'exec {sys.executable} -m garden "$@"')
    return shell


def tool(shell: Shell, name: str, does: str) -> None:
    """Put a command on the PATH."""
    path = shell.folder / "bin" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
    path.chmod(0o755)


def run(desk: Shell, line: str, *args: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """What a shell makes of a line."""
    path = f"{desk.folder / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    env = desk.environment(PATH=path, GARDEN_FILE=str(desk.file))
    return subprocess.run(
        ["sh", "-c", line, "sh", *args], env=env, cwd=desk.folder, input=stdin, capture_output=True, text=True,
        check=False, timeout=60,
    )  # fmt: skip


def logged(desk: Shell) -> list[tuple[str, list[str]]]:
    """Kind and people of what is in the file."""
    return [(doc["kind"], doc["people"]) for doc in interactions(desk.file)]


def test_the_popup_asks_for_a_line(desk: Shell) -> None:
    popup = line_with("display-popup -E -w 80")
    inner = popup[popup.index("'") + 1 : popup.rindex("'")]
    done = run(desk, inner.replace("sleep 2", ":"), stdin="coffee with ada, O'Neil's !send the map\n")
    assert "Logged coffee with Ada Byron" in done.stderr
    assert interactions(desk.file)[0]["note"] == "O'Neil's", "what is typed there is nothing to a shell"


@pytest.mark.skipif(shutil.which("tmux") is None, reason="there is no tmux here")
def test_tmux_takes_the_bindings(desk: Shell) -> None:
    conf = desk.folder / "tmux.conf"
    conf.write_text(
        "\n".join(line for line in lines() if line.startswith("bind-key")) + "\n", encoding="utf-8"
    )
    socket = str(desk.folder / "tmux.sock")
    tmux = ["tmux", "-S", socket, "-f", str(conf)]
    env = desk.environment()
    try:
        said = subprocess.run(
            [*tmux, "new-session", "-d", "sleep 30", ";", "source-file", str(conf), ";", "list-keys", "-T", "prefix"],
            env=env, capture_output=True, text=True, check=True, timeout=30,
        )  # fmt: skip
        assert "garden log -- " in said.stdout
        assert len([line for line in said.stdout.splitlines() if "garden" in line]) == 2
    finally:
        subprocess.run([*tmux, "kill-server"], env=env, check=False, capture_output=True, timeout=30)


def test_a_launcher_hands_over_one_line_and_shows_the_answer(desk: Shell) -> None:
    tool(desk, "rofi", "echo 'called tom yesterday: the move'")
    tool(desk, "notify-send", 'printf "%s|%s" "$1" "$2" > told')
    done = run(desk, line_with("rofi -dmenu"))
    assert done.returncode == 0, done.stderr
    assert "Logged call with Tom Kerr, yesterday." in (desk.folder / "told").read_text(encoding="utf-8")
    assert logged(desk)[0][0] == "call"


def test_a_launcher_that_is_left_logs_nothing(desk: Shell) -> None:
    tool(desk, "rofi", "exit 1")
    run(desk, line_with("rofi -dmenu"))
    assert logged(desk) == []


def test_raycast_gives_its_argument(desk: Shell) -> None:
    done = run(desk, line_with('garden log -- "$1"'), "-> emailed ada #work")
    assert "Logged email with Ada Byron" in done.stdout
    assert interactions(desk.file)[0]["flow"] == "out"


@pytest.mark.parametrize("editor", [":.w !", ":'<,'>w !"])
def test_an_editor_pipes_its_lines(desk: Shell, editor: str) -> None:
    [line] = [line for line in lines() if line.startswith(editor)]
    done = run(desk, line.removeprefix(editor), stdin="coffee with ada\ncalled tom\n")
    assert done.returncode == 0, done.stderr
    assert len(logged(desk)) == 2


def test_emacs_pipes_a_line(desk: Shell) -> None:
    command = re.findall(r'"(garden[^"]*)"', line_with("shell-command-on-region"))
    assert run(desk, command[0], stdin="coffee with ada").returncode == 0
    assert len(logged(desk)) == 1


def test_a_timer_drains_what_the_phone_wrote_once(desk: Shell) -> None:
    inbox = desk.folder / "sync" / "inbox.txt"
    inbox.parent.mkdir()
    inbox.write_text("2026-11-20 18:04 coffee with ada\ncoffee with zzyzx\n", encoding="utf-8")
    command = line_with("*/15").split("* * * *", 1)[1]
    assert run(desk, command).returncode == 1, "one line stays"
    assert run(desk, command).returncode == 2
    assert len(logged(desk)) == 1
    assert inbox.read_text(encoding="utf-8").strip().endswith("] coffee with zzyzx")


def test_a_shells_own_word_for_it(desk: Shell) -> None:
    run(desk, f"{line_with('w() {')}\nw coffee with ada")
    assert logged(desk)[0][0] == "coffee"


def test_a_file_of_notes_is_logged_in_one_deed(desk: Shell) -> None:
    (desk.folder / "notes.txt").write_text("coffee with ada\ntea with tom\n", encoding="utf-8")
    assert run(desk, line_with("< notes.txt").split("#")[0]).returncode == 0
    assert len(logged(desk)) == 2
    assert Path(desk.file).exists()
