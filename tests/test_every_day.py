"""Ten years of a garden: every way to look at a day says the same of it, and silence never makes anything grow."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from garden import assets
from garden.core.facts import Facts
from garden.core.reading import read_all
from garden.core.travel import there
from garden.exchange import sample
from garden.tui.screens.time import TimeScreen
from tests.cli.conftest import Garden, file, garden  # noqa: F401 - fixtures
from tests.support import TODAY, a_garden
from tests.tui.driver import at_the_keys

DAYS = [TODAY - timedelta(days=round(3652 * k / 39)) for k in range(40)]


@pytest.fixture(scope="module")
def decade() -> Facts:
    """The sample garden of ten years."""
    return Facts(sample.tables(assets.load_one("gardens", "decade").data, TODAY, name="decade"))


async def test_screens_list_and_show_say_the_same_of_forty_days(
    decade: Facts,
    garden: Garden,  # noqa: F811
    file: Path,  # noqa: F811
) -> None:
    file.write_text(json.dumps({
        table: {str(n): doc for n, doc in enumerate(docs.values(), 1)} for table, docs in decade.tables.items()
    }))  # fmt: skip
    builder = a_garden()
    builder.tables.update({table: dict(docs) for table, docs in decade.tables.items()})
    seen: dict[date, dict[str, object]] = {}
    async with at_the_keys(builder, size=(120, 36)) as keys:
        await keys.keys("t")
        room = keys.screen
        assert isinstance(room, TimeScreen)
        for on in DAYS:
            room._show(on)
            seen[on] = {plant.id: plant for plant in room.beds.plan.plants}
    compared = compared_with_show = 0
    for on in DAYS:
        listed = {read["id"]: read for read in garden("list", "--json", "--on", on.isoformat()).json}
        assert set(seen[on]) == {person for person, read in listed.items() if read["state"] is not None}
        for person, plant in seen[on].items():
            said = listed[person]
            assert said["vitality"] == pytest.approx(plant.vitality, abs=1e-5)  # type: ignore[attr-defined]
            assert (said["state"], said["stage"]) == (plant.state, plant.stage)  # type: ignore[attr-defined]
            assert said["days_silent"] == plant.days_silent  # type: ignore[attr-defined]
            compared += 1
        for person in decade.contacts:
            shown = garden("show", person, "--json", "--on", on.isoformat()).json
            if person in listed:
                assert {key: shown[key] for key in listed[person]} == listed[person]
                compared_with_show += 1
            assert all(one["on"] <= on.isoformat() for one in shown["interactions"])
    assert compared > 1000
    assert compared_with_show >= compared


def test_vitality_never_rises_without_an_interaction(decade: Facts) -> None:
    days = sorted({*DAYS, *(day + timedelta(days=9) for day in DAYS)})
    before: dict[str, float] = {}
    since = days[0]
    held = 0
    for on in days:
        now = {read.id: read.vitality for read in there(decade, read_all(decade, on), on)}
        for person, vitality in now.items():
            if vitality is None or person not in before:
                continue
            if not any(since < happened.on <= on for happened in decade.history(person)):
                assert vitality <= before[person] + 1e-9, (person, on)
                held += 1
        before = {person: vitality for person, vitality in now.items() if vitality is not None}
        since = on
    assert held > 500
