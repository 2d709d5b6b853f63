"""What every test stands on: a home that is nobody's, a plain terminal, short forms unless `--long` is asked for."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

_SPOILS = ("GARDEN_", "XDG_", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "TEXTUAL", "COLORTERM")
"""Variables whose names begin so change what is read, written or drawn."""

# The short form tries the same examples every time, so that a change is judged by what it changes; the long one seeks.
settings.register_profile(
    "short", max_examples=80, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "long", max_examples=2000, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="run slow tests, and the long form of the others")
    parser.addoption(
        "--redraw", action="store_true", help="keep the screens as they are now (tests/tui/snapshots)"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Move the whole run, and every program it starts, into an empty home before anything of ours is imported."""
    settings.load_profile("long" if config.getoption("--long") else "short")
    for name in [name for name in os.environ if name.startswith(_SPOILS)]:
        del os.environ[name]
    home = Path(tempfile.mkdtemp(prefix="garden-tests-"))
    config.add_cleanup(lambda: shutil.rmtree(home, ignore_errors=True))
    os.environ.update(
        HOME=str(home), XDG_DATA_HOME=str(home / "data"), XDG_STATE_HOME=str(home / "state"),
        XDG_CONFIG_HOME=str(home / "config"), XDG_CACHE_HOME=str(home / "cache"), TERM="xterm-256color",
    )  # fmt: skip


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--long"):
        skip = pytest.mark.skip(reason="a long test; --long runs it")
        for item in items:
            if item.get_closest_marker("slow"):
                item.add_marker(skip)


@pytest.fixture
def rounds(request: pytest.FixtureRequest) -> Callable[[int, int], int]:
    """`rounds(short, long)`: how often to do a thing, e.g. `rounds(100, 1000)` kills in the middle of saving."""
    long: bool = request.config.getoption("--long")
    return lambda short, at_length: at_length if long else short
