"""What `garden log` says back, refuses, and asks."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from tests.cli.conftest import Garden


@pytest.fixture
def people(garden: Garden) -> Garden:
    for name in ("Ada Byron", "Sam Rivera", "Sam Lindqvist"):
        garden("add", name)
    return garden


@pytest.fixture
def typing(monkeypatch: pytest.MonkeyPatch) -> object:
    """`typing("2")`: a person at a terminal who will type that line."""

    def at_a_terminal(*said: str) -> None:
        monkeypatch.setattr("garden.cli.happening.asking", lambda: True)
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in said)))

    return at_a_terminal


def test_all_that_was_understood_is_said_back(people: Garden) -> None:
    said = "emailed ada 45m @Noma #work +gave: the grant !send the map by friday"
    answered = people("log", said)
    for part in (
        "Logged email with Ada Byron, today.", "you reached out", "you gave", "45 min", "at Noma", "#work",
        "note: the grant", "you promised: send the map",
    ):  # fmt: skip
        assert part in answered.err


@pytest.mark.parametrize(
    "said",
    [
        "coffee with ada 30/02", "coffee with ada in 1890", "coffe with Ada Byron yeterday", "promised ada to send it",
        "I'll send ada the book tomorrow", "didn't meet ada", "coffee with ada tomorrow", "coffee with sam",
    ],
)  # fmt: skip
def test_what_is_not_understood_is_refused_and_nothing_is_written(
    people: Garden, file: Path, said: str
) -> None:
    before = file.read_bytes()
    for more in ([], ["--json"], ["--plant"]):
        answered = people("log", said, *more)
        assert (answered.code, answered.out) == (2, "")
    assert file.read_bytes() == before


def test_in_a_terminal_it_is_asked_which_sam(people: Garden, typing) -> None:  # type: ignore[no-untyped-def]
    typing("9", "2")
    answered = people("log", "coffee with sam and ada")
    assert "Which sam?" in answered.err
    assert "1  Sam" in answered.err
    assert answered.code == 0
    met = [
        name
        for name in ("Sam Rivera", "Sam Lindqvist")
        if people("show", name, "--json").json["interactions"]
    ]
    assert len(met) == 1


@pytest.mark.parametrize("answers", [(), ("",), ("9", "x", "0")])
def test_without_an_answer_nothing_is_written(
    people: Garden, typing, file: Path, answers: tuple[str, ...]
) -> None:  # type: ignore[no-untyped-def]
    before = file.read_bytes()
    typing(*answers)
    assert people("log", "coffee with sam").code == 2
    assert file.read_bytes() == before


def test_a_promise_is_offered_for_what_is_to_come(people: Garden, typing) -> None:  # type: ignore[no-untyped-def]
    typing("y")
    answered = people("log", "I'll send ada the book tomorrow")
    assert answered.code == 0
    (owed,) = people("promise", "--json").json
    assert (owed["name"], owed["text"], owed["due"]) == ("Ada Byron", "send ada the book", "2026-11-24")
    assert people("show", "ada", "--json").json["interactions"] == []


def test_yes_plants_but_never_chooses_nor_plants_a_slip(people: Garden) -> None:
    assert people("log", "coffee with Zed Quill", "--yes").code == 0
    assert people("log", "coffee with sam", "--yes").code == 2
    answered = people("log", "coffee with adda", "--yes")
    assert answered.code == 2
    assert "Did you mean Ada Byron?" in answered.err


@pytest.mark.parametrize(
    ("said", "through", "met"),
    [
        ("Ada introduced me to Priya Nair", "Ada Byron", ["Priya Nair"]),
        ("Zed Quill introduced me to Lee Wong and Kim Park", "Zed Quill", ["Lee Wong", "Kim Park"]),
        ("met Lee Wong through Ada", "Ada Byron", ["Lee Wong"]),
        ("coffee with Ada who introduced me to Priya Nair", "Ada Byron", ["Priya Nair"]),
    ],
)
def test_who_was_introduced_is_planted_as_a_cutting(
    people: Garden, said: str, through: str, met: list[str]
) -> None:
    kept = people("log", said, "--plant", "--json").json
    assert (kept["people"], kept["introduced"]) == ([through], met)
    for name in met:
        assert people("show", name, "--json").json["interactions"] == []
        said_of = people("show", name)
        assert f"introduced by  {through}" in said_of.out
    (happened,) = people("show", through, "--json").json["interactions"]
    assert happened["introduced"] == met
    people("undo")
    assert people("show", met[0]).code == 2


def test_a_script_is_told_who_may_be_meant(people: Garden, file: Path) -> None:
    before = file.read_bytes()
    answered = people("log", "coffee with sam", "--json", "--dry-run")
    assert sorted(one["name"] for one in answered.json["candidates"]) == ["Sam Lindqvist", "Sam Rivera"]
    for one in answered.json["candidates"]:
        assert people("show", one["id"], "--json").json["name"] == one["name"]
    assert file.read_bytes() == before


def test_what_was_promised_behind_a_comma_is_kept_as_a_promise_and_no_second_time_by_its_correction(
    garden: Garden,
) -> None:
    garden("add", "Ada Byron")
    said = garden("log", "coffee with Ada, promised to send the deck by 2026-11-27", "--on", "2026-11-23")
    assert said.code == 0
    assert "note: promised to send the deck by 2026-11-27" in said.err
    assert "you promised: send the deck, " in said.err
    (owed,) = garden("promise", "--json").json
    assert (owed["text"], owed["by"], owed["due"]) == ("send the deck", "me", "2026-11-27")
    logged = garden("show", "Ada", "--json").json["interactions"][0]
    again = garden("relog", logged["id"]).out.strip()
    assert garden("relog", logged["id"], again + " 45m").code == 0
    assert garden("promise", "--json").json == [owed]
    garden("log", "call with Ada, she promised to send the deck by 2026-11-27", "--on", "2026-11-23")
    assert garden("promise", "--json").json == [owed]
