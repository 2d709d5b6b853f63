"""Where options stand, what a sentence may hold, and what `--help` and `--json` answer."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from garden.cli import main
from garden.cli.commands import COMMANDS, GROUPS
from garden.cli.parser import parse
from garden.core.errors import NotUnderstood
from tests.cli.conftest import Garden


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (["log", "coffee", "with", "Ada"], "coffee with Ada"),
        (
            ["log", "saw Ada", "->", "-", "!paper", "+got", "<-", "-5", "-x"],
            "saw Ada -> - !paper +got <- -5 -x",
        ),
        (["log", "--dry-run", "call", "Ada", "--json"], "call Ada"),
        (["log", "--", "--plant", "a", "tree"], "--plant a tree"),
        (["log", "coffee", "--", "with", "--json"], "coffee with --json"),
        (["--json", "log", "coffee with Ada"], "coffee with Ada"),
        (["--file", "x.json", "--on=2026-01-01", "log", "coffee"], "coffee"),
        (["log", "coffee", "--file=x.json", "--on", "2026-01-01"], "coffee"),
        (["log", "-"], "-"),
    ],
)
def test_a_sentence_reaches_its_command_whole(argv: list[str], sentence: str) -> None:
    options = parse(argv)
    assert options is not None
    assert " ".join(options.words) == sentence


def test_global_options_stand_before_or_after_the_command() -> None:
    for argv in (
        ["--file", "x", "--on", "friday", "list", "a"], ["list", "--file", "x", "a", "--on", "friday"],
        ["list", "a", "--on=friday", "--file=x"],
    ):  # fmt: skip
        options = parse(argv)
        assert options is not None
        assert (options.file, options.on, options.words, options.command) == ("x", "friday", ["a"], "list")


def test_a_number_may_cling_to_its_option() -> None:
    for argv in (["wilting", "-n3"], ["wilting", "-n", "3"], ["wilting", "--number=3"]):
        options = parse(argv)
        assert options is not None
        assert options.number == 3


@pytest.mark.parametrize(
    ("argv", "hint"),
    [
        (["lsit"], "garden list"),
        (["log", "x", "--dryrun"], "--dry-run"),
        (["list", "--sorted", "x"], "--sort"),
    ],
)
def test_a_slip_is_met_with_what_was_nearest(argv: list[str], hint: str) -> None:
    with pytest.raises(NotUnderstood) as slip:
        parse(argv)
    assert hint in slip.value.hint


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_helps_with_an_example_that_it_understands(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    import shlex

    assert main([*([] if name == "garden" else [name]), "--help"]) == 0
    said = capsys.readouterr().out
    command = COMMANDS[name]
    if name != "garden":
        assert said.startswith(f"usage: garden {name}")
        assert "examples:" in said
    for example in command.examples:
        words = shlex.split(example.rpartition("| ")[2].partition("   #")[0])
        options = parse(words[1:])
        assert options is not None
        assert options.command == name


def test_the_overview_names_every_command_and_no_other() -> None:
    assert sorted(name for _, names in GROUPS for name in names) == sorted(COMMANDS)


def test_help_may_be_asked_for_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["help"]) == 0
    assert "what happened:" in capsys.readouterr().out
    assert main(["help", "log"]) == 0
    assert "usage: garden log" in capsys.readouterr().out
    assert main(["-h"]) == 0


def test_log_answers_the_draft_and_when_kept_its_ids(garden: Garden) -> None:
    for name in ("Ada Byron", "Grace Okafor", "Sam Rivera", "Sam Lindqvist"):
        garden("add", name)
    fields = ["people", "kind", "date", "flow", "favor", "minutes", "place", "tags", "note", "promises", "introduced",
              "ambiguous", "unknown", "ask_light", "candidates"]  # fmt: skip
    sentence = "lunch with Grace and Ada at Noma yesterday for 45m #work, new job !send the paper by friday"
    dry = garden("log", "--dry-run", "--json", sentence).json
    assert list(dry) == fields
    assert dry["people"] == ["Grace Okafor", "Ada Byron"]
    assert (dry["kind"], dry["date"], dry["flow"], dry["minutes"]) == ("meal", "2026-11-22", "both", 45)
    assert dry["promises"] == [{"text": "send the paper", "due": "2026-11-27", "by": "me"}]
    kept = garden("log", "--json", sentence).json
    assert list(kept) == [*fields, "ids"]
    assert {key: kept[key] for key in fields} == dry
    assert len(kept["ids"]) == 2
    doubtful = garden("log", "--dry-run", "--json", "coffee with sam and Zebedee").json
    assert (doubtful["ambiguous"], doubtful["unknown"]) == (["sam"], ["Zebedee"])
    new = garden("log", "--plant", "--json", "coffee with Ada and Zebedee").json
    assert new["people"] == ["Ada Byron", "Zebedee"]
    assert len(new["ids"]) == 2


def test_a_dry_run_for_the_eye_says_each_part(garden: Garden) -> None:
    garden("add", "Ada Byron")
    said = garden("log", "--dry-run", "emailed Ada about the grant !send the paper by friday")
    assert "promise  send the paper, due in 4 days" in said.out
    assert "Nothing was kept" in said.err


def test_a_reading_has_its_keys_in_order(garden: Garden) -> None:
    garden("add", "Ada Byron")
    keys = ["id", "name", "bed", "species", "every", "state", "vitality", "stage", "roots", "maturity", "balance",
            "need", "due_on", "last_on", "days_silent", "why"]  # fmt: skip
    (read,) = garden("list", "--json").json
    assert list(read)[: len(keys)] == keys
    assert (read["vitality"], read["last_on"], read["days_silent"], read["state"]) == (
        None,
        None,
        None,
        "new",
    )
    assert list(garden("show", "ada", "--json").json)[-2:] == ["interactions", "promises"]


def test_the_sample_gardens_are_sown_relative_to_any_day(file: Path, tmp_path: Path) -> None:
    from garden import assets
    from garden.cli.screens import sow
    from garden.cli.wiring import Session

    for name in assets.names("gardens"):
        states = []
        for on in ("2026-11-23", "2031-02-28"):
            sown = tmp_path / name / on / "garden.json"
            sown.parent.mkdir(parents=True)
            options = parse(["--on", on, "--file", str(sown), "list"])
            assert options is not None
            session = Session(options)
            sow(session, assets.load_one("gardens", name).data, name, sown)
            states.append([(read.name, read.state) for read in session.gardener.readings()])
            assert session.store.undoable() is None, "undo must not take the garden itself back"
        assert states[0] == states[1]
        assert len({state for _, state in states[0]}) > 2


@pytest.mark.parametrize(
    ("argv", "also"),
    [(["list"], ()), (["wilting", "--json"], ()), (["today"], ()), (["log", "coffee with Ada"], ("filelock", "tinydb")),
     (["add", "Ada"], ("filelock", "tinydb"))],
)  # fmt: skip
def test_a_plain_command_imports_no_more_than_it_needs(
    process: Garden, file: Path, argv: list[str], also: tuple[str, ...]
) -> None:
    import json
    import subprocess

    process("add", "Ada")
    heavy = {
        "textual",
        "rich",
        "pendulum",
        "platformdirs",
        "asyncio",
        "vobject",
        "icalendar",
        "tomllib",
        "difflib",
    }
    heavy |= set() if also else {"tinydb", "filelock", "orjson"}
    code = (
        "import json, sys\nfrom garden.cli import main\n"
        f"code = main({argv!r})\n"
        "print()\nprint(json.dumps([code, sorted({name.split('.')[0] for name in sys.modules})]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    answered, loaded = json.loads(done.stdout.splitlines()[-1])
    assert answered == 0
    assert heavy.isdisjoint(loaded), heavy & set(loaded)


def test_the_collector_is_as_it_was_after_a_command(garden: Garden) -> None:
    import gc

    assert gc.isenabled()
    garden("list")
    assert gc.isenabled()
