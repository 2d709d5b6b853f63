"""Many sentences at once: `garden log -` and `garden inbox`."""

from __future__ import annotations

import io
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from garden.cli import inbox
from tests.cli.conftest import Garden


@pytest.fixture
def people(garden: Garden) -> Garden:
    for name in ("Ada Byron", "Tunde Okafor", "Sam Rivera", "Sam Lindqvist"):
        garden("add", name)
    return garden


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    """An inbox that was last changed on Saturday 21 November 2026."""
    path = tmp_path / "sync" / "inbox.txt"
    path.parent.mkdir()
    return path


def put(path: Path, text: str) -> None:
    path.write_text(text)
    at = datetime(2026, 11, 21, 12, tzinfo=UTC).timestamp()
    os.utime(path, (at, at))


def logged(garden: Garden, name: str) -> list[tuple[str, str, str | None]]:
    shown = garden("show", name, "--json").json["interactions"]
    return sorted((one["on"], one["kind"], one["note"]) for one in shown)


def test_many_lines_are_logged_in_one_deed(people: Garden, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "sys.stdin", io.StringIO("coffee with ada yesterday: her boat\n\n# a remark\ncalled tunde 20m\n")
    )
    answered = people("log", "-")
    assert answered.code == 0
    assert "Logged 2 interactions with Ada Byron and Tunde Okafor." in answered.err
    assert "her boat" in answered.err
    assert "20 min" in answered.err
    assert logged(people, "ada") == [("2026-11-22", "coffee", "her boat")]
    assert people("undo").code == 0
    assert logged(people, "ada") == logged(people, "tunde") == []


def test_one_bad_line_and_none_is_logged(people: Garden, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = file.read_bytes()
    said = "coffee with ada\ncoffee with sam\nlunch with zed\ncoffee with ada yeterday\n"
    monkeypatch.setattr("sys.stdin", io.StringIO(said))
    answered = people("log", "-")
    assert answered.code == 2
    for part in (
        "line 2:",
        "Sam Rivera",
        "line 3:",
        "zed",
        "line 4:",
        "did you mean “yesterday”",
        "3 of 4 lines",
    ):
        assert part in answered.err
    assert "line 1:" not in answered.err
    assert file.read_bytes() == before


def test_a_name_said_twice_is_planted_once(people: Garden, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("coffee with Zed Quill\nlunch with Zed Quill yesterday\n"))
    assert people("log", "-", "--plant").code == 0
    assert len(people("list", "zed", "--json").json) == 1
    assert len(logged(people, "zed")) == 2


def test_an_inbox_is_drained_and_what_was_not_understood_stays(people: Garden, lines: Path) -> None:
    put(
        lines,
        "coffee with ada\ncoffee with sam\n2026-11-18 09:30 called tunde yesterday\n[2026-11-10] lunch with ada\n",
    )
    answered = people("inbox", str(lines))
    assert answered.code == 1
    assert "line 2:" in answered.err
    assert "1 of 4 lines stay" in answered.err
    assert lines.read_text() == "[2026-11-21] coffee with sam\n"
    assert logged(people, "ada") == [("2026-11-10", "meal", None), ("2026-11-21", "coffee", None)]
    assert logged(people, "tunde") == [("2026-11-17", "call", None)]
    assert people("inbox", str(lines)).code == 2
    assert lines.read_text() == "[2026-11-21] coffee with sam\n"


def test_what_stays_is_still_read_as_of_the_day_it_was_written(people: Garden, lines: Path) -> None:
    put(
        lines,
        "coffee with ada\r\n  call with Zed Quill yesterday\r\n# a remark\r\n[2026-11-10] lunch with Zed Quill\n",
    )
    assert people("inbox", str(lines)).code == 1
    stayed = "[2026-11-21] call with Zed Quill yesterday"
    assert lines.read_text().splitlines() == [
        f"{stayed}",
        "# a remark",
        "[2026-11-10] lunch with Zed Quill",
    ] or (lines.read_text().splitlines()[0].strip() == stayed)
    people("add", "Zed Quill")
    assert people("inbox", str(lines)).code == 0
    assert logged(people, "zed") == [("2026-11-10", "meal", None), ("2026-11-20", "call", None)]


def test_a_line_written_on_a_day_to_come_stays(people: Garden, lines: Path) -> None:
    put(lines, "2026-12-24 08:00 coffee with ada\n")
    answered = people("inbox", str(lines))
    assert answered.code == 2
    assert "still to come" in answered.err
    assert logged(people, "ada") == []


def test_a_dry_run_of_an_inbox_changes_nothing(people: Garden, lines: Path, file: Path) -> None:
    put(lines, "coffee with ada\n")
    before = file.read_bytes()
    answered = people("inbox", str(lines), "--dry-run", "--json")
    assert answered.json[0]["people"] == ["Ada Byron"]
    assert (lines.read_text(), file.read_bytes()) == ("coffee with ada\n", before)


class Stopped(BaseException):
    """The power went."""


def stop(*_: object, **__: object) -> None:
    raise Stopped


@pytest.mark.parametrize("where", ["_kept", "_take_out", "before the rename", "after the rename"])
def test_a_line_is_logged_once_wherever_it_is_interrupted(
    people: Garden, lines: Path, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(lines, "coffee with ada\ncoffee with ada\ncoffee with sam\n")
    with monkeypatch.context() as broken:
        if where.startswith("_"):
            broken.setattr(inbox, where, stop)
        else:
            whole = Path.replace

            def renamed(self: Path, target: Path) -> Path:
                if target == lines:
                    if where == "after the rename":
                        whole(self, target)
                    raise Stopped
                return whole(self, target)

            broken.setattr(Path, "replace", renamed)
        with pytest.raises(Stopped):
            people("inbox", str(lines))
    with lines.open("a") as late:
        late.write("coffee with ada\n")  # said again, meanwhile
    people("inbox", str(lines), "--on", "2026-11-23")
    assert len(logged(people, "ada")) == 3
    (stays,) = lines.read_text().splitlines()
    assert stays.endswith("] coffee with sam")


def test_what_is_written_while_an_inbox_is_replaced_stays(
    people: Garden, lines: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(lines, "coffee with ada\n")
    whole = Path.replace
    with lines.open("a") as phone, monkeypatch.context() as meanwhile:

        def renamed(self: Path, target: Path) -> Path:
            if target == lines:
                phone.write("called tunde\n")
                phone.flush()
            return whole(self, target)

        meanwhile.setattr(Path, "replace", renamed)
        assert people("inbox", str(lines)).code == 0
    assert lines.read_text() == "called tunde\n"


def test_an_inbox_that_is_none_is_refused_in_words(people: Garden, lines: Path) -> None:
    assert people("inbox", str(lines)).code == 1
    lines.write_bytes(b"coffee with J\xfcrgen\n")
    assert "UTF-8" in people("inbox", str(lines)).err
    put(lines, "\n")
    assert "empty" in people("inbox", str(lines)).err
