"""Whatever is passed in: a clear sentence, nothing lost, nothing raw, no traceback."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from garden.cli import main
from garden.cli.commands import COMMANDS
from tests.cli.conftest import RAW, Garden, everything

HOSTILE = (
    "[/b]", "[@click=app.quit]x", "\x1b]52;c;aGk=\x07Eve", "\x1b[31mRed", "é" * 300, "👩‍👩‍👧‍👦", "محمد",
    "\u202egnitrevni",
        "a\nb\tc", "{0} %s", "-rf", "--", "$(reboot)", "\u2028line",
)  # fmt: skip


@pytest.fixture
def planted(garden: Garden) -> Garden:
    """A garden with Ada and two Sams."""
    for name in ("Ada Byron", "Sam Rivera", "Sam Lindqvist"):
        assert garden("add", name).code == 0
    assert garden("log", "coffee with Ada on 2026-11-01").code == 0
    return garden


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (["log", "coffee with sam"], "fits 2 contacts"),
        (["log", "coffee with Zebedee"], "Zebedee"),
        (["log", "coffee"], "nobody"),
        (["log", "coffee with Ada tomorrow"], ""),
        (["log", "coffee with Ada on 2026-12-24"], ""),
        (["log", "coffee with Ada on 2026-02-30"], ""),
        (["log", "   "], ""),
        (["log"], "needs SENTENCE"),
        (["show", "nobody"], "Nobody here is called"),
        (["show", "sam"], "Sam Lindqvist"),
        (["show", "ada", "-n", "many"], "number"),
        (["show", "ada", "-n", "-1"], "number"),
        (["add", ""], "letter that can be seen"),
        (["add", "\x1b"], "letter that can be seen"),
        (["add", "Mei", "--every", "soon"], "not a cadence"),
        (["add", "Mei", "--every", "0"], ""),
        (["add", "Mei", "--every", "99y"], ""),
        (["add", "Mei", "--bed", "nowhere"], "There are: inner"),
        (["add", "Mei", "--species", "triffid"], "no species"),
        (["add", "Mei", "--birthday", "31 feb"], "There is no day “31 feb”"),
        (["add", "Mei", "--birthday", "soon"], "not a birthday"),
        (["add", "Mei", "--birthday", "2019-02-29"], "2019 has no 29 February"),
        (["add", "Mei", "--birthday", "2030-01-01"], "still to come"),
        (["add", "Mei", "--bed"], "--bed needs a value"),
        (["add", "Mei", "--colour", "red"], "no option --colour"),
        (["edit", "ada"], "what to change"),
        (["edit", "ada", "--clear", "head"], "no field"),
        (["edit", "ada", "--every", "-3"], ""),
        (["rest", "ada"], "until when"),
        (["rest", "ada", "whenever"], ""),
        (["rest"], "until when"),
        (["rest", "--garden"], "until when"),
        (["rest", "--garden", "off"], "not at rest"),
        (["rest", "--bed", "nowhere", "in 3 weeks"], "no bed"),
        (["rest", "--bed", "circle", "--garden", "in 3 weeks"], "do not go together"),
        (["rest", "--garden", "ada", "off"], "too many"),
        (["rest", "ada", "off", "--from", "today"], "--from"),
        (["demo", "--file", "x.json"], "file of its own"),
        (["wilting", "-n", "0"], "from 1 on"),
        (["list", "--bogus"], "--help lists them"),
        (["rest", "ada", "2020-01-01"], "before it begins"),
        (["remove", "ada"], "--yes"),
        (["archive", "ada", "--back"], "not archived"),
        (["relog", "zzzz", "coffee with Ada"], "No interaction"),
        (["relog"], "needs ID"),
        (["unlog", "1"], "No interaction"),
        (["unlog", "a", "b"], ""),
        (["promise", "ada", "x", "--due", "whenever"], "not a day"),
        (["promise", "zebedee", "x"], "Nobody"),
        (["done", "nothing of the kind"], "no promise"),
        (["list", 'name:"open'], "quote"),
        (["list", "--sort", "luck"], "sorted"),
        (["wilting", "-n", "x"], "number"),
        (["wilting", "extra"], ""),
        (["draw", "ada", "--size", "huge"], "one of"),
        (["lst"], "Did you mean `garden list`?"),
        (["frobnicate"], "no command"),
        (["--frob", "list"], "no option --frob"),
        (["list", "--on", "someday"], "not a day"),
        (["list", "--on", ""], ""),
        (["list", "--on"], "needs a value"),
        (["list", "--json=yes"], "takes no value"),
        (["list", "--file", ""], ""),
        (["undo", "--file", "/dev/null/x/garden.json"], ""),
    ],
)  # fmt: skip
def test_what_cannot_be_understood_is_said_and_nothing_is_written(
    planted: Garden, file: Path, argv: list[str], says: str
) -> None:
    before = everything(file.parent)
    refused = planted(*argv)
    assert refused.code == (1 if argv[0] == "undo" else 2)
    assert refused.out == ""
    assert says in refused.err
    assert everything(file.parent) == before


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_goes_through_every_command(garden: Garden, file: Path, name: str) -> None:
    id_ = garden("add", "--json", "--tag", f"x{name}", "--notes", f"x{name}", "--", name).json["ids"][0]
    garden("promise", id_, "--due", "tomorrow", "--", "to", name)
    happened = garden("log", "--json", "--", f"coffee with {id_}, {name}").json["ids"][0]
    for argv in (
        ["list"], ["list", "--json"], ["show", id_], ["show", id_, "--json"], ["today"], ["today", "--brief"],
        ["wilting", "--on", "2027-06-01"], ["promise"], ["relog", happened],
        ["log", "--dry-run", "--", f"call {id_} {name}"],
        ["draw", id_, "--size", "tile"], ["rest", id_, "forever"], ["archive", id_], ["unlog", happened], ["undo"],
        ["edit", id_, "--name", f"{name}2"], ["remove", id_, "--yes"], ["undo"],
    ):  # fmt: skip
        assert garden(*argv).code == 0, argv
    stored = json.loads(file.read_text("utf-8"))["contacts"]
    assert [contact["name"] for contact in stored.values()] == [f"{name}2".strip()]
    for argv in (
        ["show", name],
        ["log", "--", name],
        ["list", "--", name],
        ["done", "--", name],
        ["add", "X", "--bed", name],
    ):
        garden(*argv)  # whatever it answers, nothing raw and no traceback


def test_bytes_that_are_no_text_are_refused(process: Garden) -> None:
    refused = process("add", b"\xff\xfe")  # type: ignore[arg-type]
    assert refused.code == 2
    assert "UTF-8" in refused.err
    assert process("log", b"coffee with \xff").code == 2  # type: ignore[arg-type]


BROKEN = {
    "empty": b"", "a list": b"[]", "half": b'{"contacts": {"1": {"id"',
    "not ours": b'{"users": {"1": {"n": 1}}}',
    "nul": b"\0" * 64, "git": b"<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> x\n",
    "utf-16": '{"contacts": {}}'.encode("utf-16"),
}  # fmt: skip


@pytest.mark.parametrize("kind", BROKEN)
def test_a_file_that_is_no_garden_is_said_and_stays_as_it_is(garden: Garden, file: Path, kind: str) -> None:
    file.write_bytes(BROKEN[kind])
    for argv in (
        ["list"],
        ["add", "Ada"],
        ["log", "coffee with Ada", "--plant"],
        ["undo"],
        ["show", "ada", "--json"],
    ):
        refused = garden(*argv)
        assert refused.code == 1
        assert str(file) in refused.err
    assert file.read_bytes() == BROKEN[kind]


def test_a_folder_is_no_garden(garden: Garden, file: Path) -> None:
    file.mkdir()
    assert garden("list").code == 1
    assert garden("add", "Ada").code == 1
    assert list(file.iterdir()) == []


def test_a_newer_garden_can_be_read_and_not_written(planted: Garden, file: Path) -> None:
    data = json.loads(file.read_text("utf-8"))
    for record in data["meta"].values():
        record["schema"] = 99
    file.write_text(json.dumps(data), "utf-8")
    before = file.read_bytes()
    assert "Ada Byron" in planted("list").out
    assert "newer" in planted("list").err
    refused = planted("log", "coffee with Ada")
    assert refused.code == 1
    assert "newer" in refused.err
    assert file.read_bytes() == before


def test_of_two_of_one_name_the_one_that_is_listed_alone_says_its_id(garden: Garden) -> None:
    for bed in ("friends", "inner"):
        garden("add", "Sam Vale", "--bed", bed)
    both = [one["id"] for one in garden("list", "--json").json]
    garden("log", f"coffee with {both[0]} on 2026-06-01")
    for argv in (["wilting"], ["list", "-state:new"], ["today"]):
        said = garden(*argv).out
        assert f"Sam Vale ({both[0][:4]})" in said, argv
        assert both[1][:4] not in said


def test_why_nothing_can_be_saved_is_said_once_also_to_whom_it_stops(planted: Garden, file: Path) -> None:
    file.write_text(file.read_text("utf-8").replace('"schema":1', '"schema":99'), "utf-8")
    for argv in (["list"], ["wilting"], ["log", "coffee with Ada"], ["add", "Bo"], ["list", "--json"]):
        assert planted(*argv).err.count("update garden to change it") == 1, argv


def test_a_garden_not_there_yet_in_a_folder_that_may_not_be_written_is_no_unreadable_one(
    garden: Garden, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from garden.store import disk

    may = os.access
    monkeypatch.setattr(
        disk.os, "access", lambda path, mode, **kw: Path(path) != tmp_path and may(path, mode, **kw)
    )
    for argv in (["list"], ["today"]):
        said = garden(*argv)
        assert said.code == 0
        assert "Nobody here yet." in said.err
        assert f"The folder {tmp_path} may not be written." in said.err
        assert "can be read" not in said.err


def test_a_correction_to_somebody_nobody_is_called_is_kept_as_its_hint_says(planted: Garden) -> None:
    happened = planted("show", "ada", "--json").json["interactions"][0]["id"]
    said = planted("relog", happened, "coffee with Zebedee")
    assert said.code == 2
    assert "--plant" in said.err
    assert planted("relog", happened, "coffee with Zebedee", "--plant").code == 0
    assert planted("show", "zebedee", "--json").json["interactions"][0]["id"] == happened
    assert planted("show", "ada", "--json").json["interactions"] == []


def test_a_newer_garden_in_which_nothing_can_be_read_is_not_taken_for_an_empty_one(
    garden: Garden, file: Path
) -> None:
    file.write_text('{"meta": {"1": {"id": "m", "schema": 99}}, "people": {"1": {"who": "Ada"}}}', "utf-8")
    before = file.read_bytes()
    for argv in (["list"], ["wilting"], ["today"]):
        said = garden(*argv)
        assert "update garden" in said.err
        assert "No contact in this file can be read" in said.err
        assert "garden add" not in said.err
    assert file.read_bytes() == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_file_that_may_not_be_written_says_so(planted: Garden, file: Path) -> None:
    file.chmod(0o400)
    file.parent.chmod(0o500)
    try:
        assert planted("list").code == 0
        refused = planted("log", "coffee with Ada")
    finally:
        file.parent.chmod(0o700)
    assert refused.code == 1


def test_screens_need_a_terminal_and_say_so(process: Garden) -> None:
    for argv in ([], ["review"], ["demo"], ["demo", "seedlings"]):
        refused = process(*argv)
        assert refused.code == 1
        assert "need a terminal" in refused.err
    assert "seedlings" in process("demo").err
    unknown = process("demo", "nope")
    assert unknown.code == 2
    assert "seedlings" in unknown.err


def test_what_we_did_not_foresee_is_one_sentence_and_a_report(
    file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import garden.cli.looking as looking

    def fall(*_: object) -> int:
        raise ZeroDivisionError("a secret note")

    monkeypatch.setattr(looking, "today", fall)
    assert main(["today"]) == 1
    said = capsys.readouterr()
    assert "ZeroDivisionError" in said.err
    assert "a secret note" not in said.err
    (report,) = (file.parent / "state").rglob("crashes/*.txt")
    assert str(report) in said.err
    assert "ZeroDivisionError" in report.read_text("utf-8")
    assert report.stat().st_mode & 0o777 == 0o600
    assert report.parent.stat().st_mode & 0o777 == 0o700


def test_a_reader_that_leaves_and_ctrl_c_are_quiet(
    file: Path, process: Garden, monkeypatch: pytest.MonkeyPatch
) -> None:
    import subprocess

    process("add", "-", stdin="".join(f"Person {number}\n" for number in range(3000)))
    piped = f"'{sys.executable}' -m garden list | head -n 1"
    root = Path(__file__).parents[2]
    done = subprocess.run(
        piped, shell=True, cwd=root, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.stdout.count("\n") == 1
    assert done.stderr == ""

    import garden.cli.looking as looking

    def interrupt(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(looking, "today", interrupt)
    assert main(["today"]) == 130


@pytest.mark.parametrize("command", ["list", "list --json", "show person", "--help", "help log", "--version"])
@pytest.mark.parametrize(
    ("output", "why"), [(">/dev/full", "the disk is full"), (">&-", "it is closed")], ids=["full", "closed"]
)
def test_an_answer_that_cannot_be_written_is_one_sentence(
    process: Garden, shell: Garden, file: Path, command: str, output: str, why: str
) -> None:
    process("add", "Person")
    said = shell(f"garden {command} {output}")
    assert said.code == 1
    assert said.err == f"garden: The answer could not be written: {why}.\n"
    assert not list((file.parent / "state").rglob("crashes/*"))


@pytest.mark.parametrize("output", [">/dev/full", ">&-", "2>/dev/full", "2>&-", "<&- >&- 2>&-"])
def test_what_was_asked_for_is_done_though_nobody_can_be_told(
    process: Garden, shell: Garden, output: str
) -> None:
    assert shell(f"garden add Person {output}").code == 0
    assert process("list", "--json").json[0]["name"] == "Person"


WORD = st.one_of(
    st.sampled_from([*COMMANDS, "--json", "--on", "--file", "-n", "--yes", "--", "-", "->", "--dry-run",
                     "ada", "sam", "-h"]),
    st.text(st.characters(codec=None, exclude_categories=(), exclude_characters="\0"), max_size=8),
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=150)
@given(argv=st.lists(WORD, min_size=1, max_size=6))
def test_no_row_of_words_makes_it_stumble(
    argv: list[str],
    file: Path,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", open(os.devnull, encoding="utf-8"))  # noqa: SIM115, PTH123 - closed by the patch's end
    capsys.readouterr()
    code = main(argv)
    said = capsys.readouterr()
    assert code in (0, 1, 2)
    assert "Something went wrong" not in said.err
    assert not RAW.search(said.out + said.err)
