"""What a child works out beside the opening is what this process would have worked out; without one, it does."""

from __future__ import annotations

import os
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from garden import settings
from garden.botany.album import Album
from garden.botany.draw import Studio
from garden.botany.picture import Plant
from garden.cli import ahead, looks
from garden.core.facts import Facts, Tables
from garden.core.reading import read_all
from garden.tui.setup import Setup

DAY = date(2026, 11, 24)
MANY = ahead.WORTH_IT

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no second process can be forked here")


def tables(contacts: int = MANY) -> Tables:
    people = {
        f"c{i}": {"id": f"c{i}", "name": f"Person {i}", "bed": ("friends", "inner")[i % 2]}
        for i in range(contacts)
    }
    happened: dict[str, dict[str, Any]] = {
        f"i{i}": {"id": f"i{i}", "on": (DAY - timedelta(days=i % 400)).isoformat(), "people": [f"c{i % contacts}"],
                  "kind": "coffee", "flow": "both"}
        for i in range(3 * contacts)
    }  # fmt: skip
    return {"contacts": people, "interactions": happened}


@pytest.fixture
def setup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Setup:
    monkeypatch.setattr(ahead, "_processors", lambda: 2)
    return looks.setup(settings.paths({"HOME": str(tmp_path)}), tmp_path / "state")


def sent(setup: Setup, known: Tables) -> ahead.Ahead:
    found = ahead.start(known, DAY, setup)
    assert found is not None
    return found


def test_the_readings_are_everybodys_of_that_day(setup: Setup) -> None:
    known = tables()
    assert sent(setup, known).readings(known, DAY) == read_all(Facts(known), DAY, archived=True)


def test_the_pictures_are_those_that_would_be_drawn(setup: Setup) -> None:
    known = tables()
    pages = sent(setup, known).pictures()
    assert pages
    taken = Album(pages)
    theme = setup.themes[setup.theme_shown]
    found = Studio(setup.species, theme, glyphs=setup.glyphs, depth=setup.depth, album=taken)
    drawn = Studio(setup.species, theme, glyphs=setup.glyphs, depth=setup.depth)
    for plant in map(Plant.of, read_all(Facts(known), DAY)):
        assert found.picture(plant, "small") == drawn.picture(plant, "small")
    # of those that came all but the portrait were asked for
    assert sum(key in pages for key in taken.pages()) == len(pages) - 1


def test_a_file_that_moved_on_meanwhile_or_another_day_is_read_anew(setup: Setup) -> None:
    known = tables()
    found = sent(setup, known)
    assert found.readings(dict(known), DAY) is None
    assert found.readings(known, DAY + timedelta(days=1)) is None
    assert found.readings(known, DAY) is not None


def test_a_child_that_fails_has_said_nothing(setup: Setup, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*args: Any, **named: Any) -> Any:
        raise MemoryError

    monkeypatch.setattr(ahead, "read_all", fails)
    known = tables()
    found = sent(setup, known)
    assert found.readings(known, DAY) is None
    assert found.pictures() == {}


def test_a_child_that_is_cut_off_in_the_middle_has_said_nothing(
    setup: Setup, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = ahead.pickle.dumps
    monkeypatch.setattr(ahead.pickle, "dumps", lambda *args: whole(*args)[:-100])
    known = tables()
    found = sent(setup, known)
    assert found.readings(known, DAY) is None
    assert found.pictures() == {}


def test_no_child_is_left_behind(setup: Setup) -> None:
    known = tables()
    found = sent(setup, known)
    found.pictures()
    with pytest.raises(ChildProcessError):
        os.waitpid(found._child, os.WNOHANG)


def test_none_is_sent_where_it_would_not_help(setup: Setup, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ahead.start(tables(MANY - 1), DAY, setup) is None
    monkeypatch.setattr(ahead, "_processors", lambda: 1)
    assert ahead.start(tables(), DAY, setup) is None
