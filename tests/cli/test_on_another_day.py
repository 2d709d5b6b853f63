"""`--on` a day that has passed: everybody counts alike, and nothing is known that came later."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from garden import assets
from garden.exchange import sample
from garden.tui.screens.time import TimeScreen
from tests.cli.conftest import Garden
from tests.support import TODAY, a_garden
from tests.tui.driver import at_the_keys

PAST = ("2020-11-29", "2020-06-15", "2024-02-29")


@pytest.fixture
def decade(file: Path) -> dict[str, dict[str, object]]:
    """The sample garden of ten years, on the file."""
    tables = sample.tables(assets.load_one("gardens", "decade").data, TODAY, name="decade")
    file.write_text(json.dumps({
        table: {str(n): doc for n, doc in enumerate(docs.values(), 1)} for table, docs in tables.items()
    }))  # fmt: skip
    return {table: dict(docs) for table, docs in tables.items()}


@pytest.mark.parametrize("on", PAST)
async def test_every_command_and_every_screen_counts_the_same_plants(
    garden: Garden, decade: dict[str, dict[str, object]], on: str
) -> None:
    listed = garden("list", "--json", "--on", on).json
    plants = f"{len(listed)} plants"
    assert 0 < len(listed) < len(decade["contacts"]) - 10, "many came later"
    assert garden("today", "--json", "--on", on).json["summary"].startswith(plants)
    assert len(garden("wilting", "-n", "999", "--json", "--on", on).json) <= len(listed)
    almanac = garden("almanac", "--json", "--on", on).json
    assert almanac["readiness"]["of"] == sum(read["state"] is not None for read in listed)
    here = garden("list", "--archived", "--json", "--on", on).json
    assert sum(v for k, v in almanac["years"][-1].items() if k != "on") == len(here)
    builder = a_garden(date.fromisoformat(on))
    builder.tables.update(decade)  # type: ignore[arg-type]
    builder.clock.present = TODAY
    async with at_the_keys(builder, size=(160, 48)) as keys:  # as `garden --on` opens
        keys.sees(plants)
    builder.clock.day = TODAY
    async with at_the_keys(builder, size=(160, 48)) as keys:
        await keys.keys("t")
        room = keys.screen
        assert isinstance(room, TimeScreen)
        room._show(date.fromisoformat(on))
        await keys.settle()
        keys.sees(plants)


def test_somebody_who_was_not_there_yet_is_shown_as_new_and_stands_in_no_list(
    garden: Garden, file: Path
) -> None:
    garden("add", "Liv Berg", "--on", "2020-03-01", "--birthday", "--03-02")
    garden("promise", "Liv", "the photos", "--on", "2020-03-01")
    assert garden("show", "Liv", "--json", "--on", "2019-01-01").json["state"] == "new"
    for command in (["list", "--json"], ["wilting", "--json"]):
        assert garden(*command, "--on", "2020-02-28").json == []
    assert garden("today", "--json", "--on", "2020-02-29").json["birthdays"] == []
    assert [one["name"] for one in garden("list", "--json", "--on", "2020-03-01").json] == ["Liv Berg"]
    assert [one["name"] for one in garden("today", "--json", "--on", "2020-03-01").json["birthdays"]] == [
        "Liv Berg"
    ]


@pytest.mark.parametrize(
    ("since", "met"),
    [("10 Mar 2020", ()), ("Feb 2020", ("--met-on", "2020-02")), ("2019", ("--met-on", "2019"))],
)
def test_show_says_of_a_day_before_somebody_was_there_since_when_they_are(
    garden: Garden, since: str, met: tuple[str, ...]
) -> None:
    garden("add", "Liv Berg", "--on", "2020-03-20", *met)
    garden("log", "coffee with Liv on 2020-03-10", "--on", "2020-03-20")
    told = f"Not in the garden yet on 28 Feb 2018; here since {since}."
    shown = garden("show", "Liv", "--on", "2018-02-28")
    assert shown.code == 0
    assert told in shown.out
    assert "not here yet · " in shown.out
    assert "seed" not in shown.out
    answered = garden("show", "Liv", "--json", "--on", "2018-02-28").json
    assert (answered["why"], answered["state"]) == (told, "new")
    assert list(answered) == list(garden("show", "Liv", "--json", "--on", "2020-03-20").json)
    for on in ("2020-03-10", "2020-03-20", "2024-01-01"):
        assert "Not in the garden" not in garden("show", "Liv", "--on", on).out


def test_a_promise_is_no_older_than_when_it_was_made_and_open_until_it_was_done(garden: Garden) -> None:
    garden("add", "Liv Berg", "--on", "2019-01-01")
    garden("promise", "Liv", "the photos", "--due", "2020-03-09", "--on", "2020-03-01")
    garden("done", "photos", "--on", "2020-03-20")

    def owed(on: str) -> list[str | None]:
        return [one["done_on"] for one in garden("show", "Liv", "--json", "--on", on).json["promises"]]

    assert owed("2019-06-01") == []
    assert owed("2020-03-01") == [None]
    assert owed("2020-03-19") == [None]
    assert owed("2020-03-20") == ["2020-03-20"]
    assert [one["text"] for one in garden("today", "--json", "--on", "2020-03-10").json["promises"]] == [
        "the photos"
    ]
    assert garden("today", "--json", "--on", "2020-02-01").json["promises"] == []
