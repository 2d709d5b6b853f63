"""Names at the command line: slips, two of one name, ids."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Garden


def test_a_slip_of_a_name_is_asked_back(garden: Garden, file: Path) -> None:
    garden("add", "Ada Byron")
    garden("add", "Tunde Okafor")
    before = file.read_bytes()
    for said, meant in (("adda", "Ada Byron"), ("tunde okfor", "Tunde Okafor")):
        answered = garden("log", "coffee", "with", *said.split())
        assert answered.code == 2
        assert f"did you mean {meant.lower()}?" in answered.err.lower()
        assert f"Did you mean {meant}?" in garden("show", said).err
        dry = garden("log", "--dry-run", f"coffee with {said}")
        assert f"did you mean {meant.lower()}?" in dry.err.lower()
    assert file.read_bytes() == before


def test_two_of_the_same_name_are_told_apart_and_chosen_by_the_start_of_an_id(garden: Garden) -> None:
    for bed, mail in (("friends", "kim@one.example"), ("circle", "kim@two.example")):
        garden("add", "Kim Park", "--bed", bed, "--email", mail)
    answered = garden("log", "coffee with Kim Park")
    assert answered.code == 2
    assert "the very same name: say the start of the id" in answered.err
    row = next(line for line in answered.err.splitlines() if "kim@two.example" in line)
    start = row.split()[0]
    assert f"{start}" in answered.err
    kept = garden("log", "coffee", "with", start, "yesterday")
    assert kept.code == 0
    found = garden("show", start, "--json").json
    assert found["bed"] == "circle"
    assert len(found["interactions"]) == 1
