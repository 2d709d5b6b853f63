"""What a hostile garden sends to a real terminal, byte by byte: nothing of the payloads' own commands."""

from __future__ import annotations

import json
import re

from tests.e2e.terminal import Shell, Terminal
from tests.support.payloads import PAYLOADS

ESC = "\x1b"
STORABLE = {name: text for name, text in PAYLOADS.items() if "\ud800" not in text}
"""A file holds no lone surrogate; it is refused on opening (see tests/store)."""

ESCAPES = re.compile(
    rb"\x1b\[[0-9;:?<>=!$ ]*[@-~]"  # moves, colours, modes and questions of Textual's
    rb"|\x1b[=>78cDEHMNOZ()#][0-9A-B]?"
    rb"|\x1bP[^\x1b]*\x1b\\"  # asked of the terminal at the start
)
SENT_BY_TEXTUAL = re.compile(rb"\x1b\]0;[^\x07\x1b]*(\x07|\x1b\\)|\x1b\]22;[a-z-]*(\x1b\\|\x07)")
COLOUR_OR_MOVE = re.compile(rb"\x1b\[2J")


def hostile_file(shell: Shell) -> None:
    """A file by the contract, as a script might write it: every payload as a name and in everything said."""
    stamp = {"created": "2026-01-01T00:00:00.000Z", "updated": "2026-01-01T00:00:00.000Z"}
    contacts, happened, promises = {}, {}, {}
    for number, text in enumerate(STORABLE.values(), 1):
        id_ = f"p{number:02}"
        contacts[str(number)] = {
            "id": id_, "name": text, "bed": "friends", "every": 30, "engine": 1, "species": "oak", "tags": [text],
            "aliases": [text], "emails": [text], "notes": text, "met_how": text, "org": text, "title": text, **stamp,
        }  # fmt: skip
        happened[str(number)] = {
            "id": f"i{number:02}", "on": "2026-01-05", "people": [id_], "kind": "coffee", "flow": "both", "note": text,
            "place": text, "tags": [text], **stamp,
        }  # fmt: skip
        promises[str(number)] = {
            "id": f"o{number:02}",
            "person": id_,
            "text": text,
            "by": "me",
            "due": "2026-02-01",
            **stamp,
        }
    beds = {"1": {"id": "friends", "name": PAYLOADS["clipboard"], "every": 30, **stamp}}
    meta = {"1": {"id": "garden", "schema": 1, "garden": "hostile", **stamp}}
    tables = {
        "contacts": contacts,
        "interactions": happened,
        "promises": promises,
        "beds": beds,
        "meta": meta,
    }
    shell.file.write_text(json.dumps(tables), encoding="utf-8")


def is_harmless(terminal: Terminal) -> None:
    """No control byte but Textual's own, none of the payloads' commands, no bidi control, and no complaint."""
    sent = terminal.sent
    for command in (b"\x1b]52", b"]0;owned\x07", b"\x1b[31md", b"\xc2\x9b", b"\xc2\x9d", b"\x07j"):
        assert command not in sent, command
    said = SENT_BY_TEXTUAL.sub(b"", sent)
    said = ESCAPES.sub(b"", said).decode("utf-8")
    raw = re.compile(
        "[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufff9-\ufffb\ud800-\udfff]"
    )
    found = [
        (hex(ord(match[0])), said[max(0, match.start() - 20) : match.end() + 20])
        for match in raw.finditer(said)
    ]
    assert not found, found[:5]
    assert "Traceback" not in terminal.text


def test_every_screen_of_a_hostile_garden_sends_nothing_of_it(shell: Shell) -> None:
    hostile_file(shell)
    before = shell.file.read_bytes()
    with shell.garden(columns=110, rows=34) as terminal:
        terminal.sees(f"{len(STORABLE)} plants")
        for _ in STORABLE:
            terminal.keys("\x1b[C")  # right
        terminal.keys("v").sees("Small tiles.").keys("v").sees("A list.").keys("\x1b[H")
        for _ in range(len(STORABLE) // 2):  # every other one; tests/tui opens them all
            terminal.keys("\r").sees("take back")
            terminal.keys("E", " every:QQ").sees("QQ").keys(ESC).sees_no_more("QQ")
            terminal.keys("x").sees("take it back").keys("n").sees_no_more("take it back")
            terminal.keys(ESC).sees("/ filter").keys("\x1b[B", "\x1b[B")
        terminal.keys("v").sees("Large tiles.")
        terminal.keys("r").sees("Review").keys(" ", " ").keys(ESC).sees_no_more("Review")
        terminal.keys("\x10").sees("what to do").keys("fam").sees("open this contact")
        terminal.keys(ESC).sees_no_more("open this contact")
        terminal.keys("l").sees("what happened?").keys("\x1b[200~coffee \u202ezz\x07\u009b2J\x1b[201~").sees(
            "zz"
        )
        terminal.keys(ESC).sees_no_more("zz")
        terminal.keys("?").sees("Tend").keys(ESC).sees_no_more("Tend").keys("q")
        assert terminal.ends() == 0
        is_harmless(terminal)
        terminal.is_as_it_was()
    assert shell.file.read_bytes() == before, "looking changed the file"


EVERY_COMMAND = (
    "list", "list friends", "wilting", "today", "show p01", "show p04", "show p07 --json", "list --json",
    "draw p03", "draw p04 --describe", "draw p05 --ascii", "poster --svg poster.svg", "promise", "done o03", "done",
    "log coffee with p02", "log coffee with p04 --dry-run", "log met HOSTILE today", "log coffee with HOSTILE --plant",
    "relog i05 call with p05", "unlog i06", "undo", "redo", "inbox sentences.txt", "add HOSTILE --bed circle",
    "edit p05 --add-tag HOSTILE", "edit HOSTILE --bed inner", "rest p05 2027-01-01", "rest HOSTILE off", "archive p06",
    "remove p06 --yes", "doctor", "doctor --fix", "merge copy.json --dry-run", "merge copy.json --yes",
    "merge --waiting", "restore", "restore last --diff", "restore last --yes", "HOSTILE", "show HOSTILE",
    "--file HOSTILE list",
)  # fmt: skip
"""Each with its answer, question or refusal; HOSTILE stands for a text that commands a terminal."""


def test_every_command_on_a_hostile_garden_sends_nothing_of_it(shell: Shell) -> None:
    hostile_file(shell)
    copied = json.loads(shell.file.read_text(encoding="utf-8"))
    for number, text in enumerate(STORABLE.values()):
        for doc in (copied["contacts"], copied["interactions"]):
            key = str(number + 1)
            doc[key] = {**doc[key], "notes" if doc is copied["contacts"] else "note": f"{text} there"}
    (shell.folder / "copy.json").write_text(json.dumps(copied), encoding="utf-8")
    hostile = PAYLOADS["clipboard"] + PAYLOADS["markup"]
    (shell.folder / "sentences.txt").write_text(
        f"coffee with {hostile}\n\x1b]52;c;eA==\x07\n", encoding="utf-8"
    )
    for line in EVERY_COMMAND:
        argv = [hostile if word == "HOSTILE" else word for word in line.split()]
        with shell.garden(*argv, columns=110, rows=60) as terminal:
            terminal.keys("\r").ends()  # where it asks: the answer that changes nothing
            assert terminal.text.strip(), line
            is_harmless(terminal)
