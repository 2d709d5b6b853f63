"""The commands that open a screen: garden, review, demo."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from garden.cli.commands import Options
from garden.cli.wiring import Session
from garden.core.errors import GardenError, NotUnderstood
from garden.core.model import Change, Deed
from garden.gardener import Watched


def garden(session: Session, options: Options) -> int:
    """`garden`: opens the garden."""
    _need_a_terminal("`garden list` and `garden --help` work without one.")
    return _open(session, session.store, state=session.store.state)


def review(session: Session, options: Options) -> int:
    """`garden review`: opens the review."""
    _need_a_terminal("`garden wilting` works without one.")
    return _open(session, session.store, screen="review", state=session.store.state)


def almanac(session: Session, options: Options) -> int:
    """`garden almanac` on a terminal: opens the almanac."""
    return _open(session, session.store, screen="almanac", state=session.store.state)


def demo(session: Session, options: Options) -> int:
    """`garden demo [NAME]`: opens a sample garden in a folder of its own, which is gone afterwards.

    It is sown anew each time, so that its days are always relative to today; and sown by a store whose journal is
    thrown away, so that undo never takes back the garden itself.
    """
    if options.file is not None:
        raise NotUnderstood(
            "A sample garden stands in a file of its own: --file does not go with it.",
            hint="`garden demo` shows it; `garden --file PATH` opens yours.",
        )
    from garden import assets

    names = assets.names("gardens", user=session.paths.config)
    name = options.name or (_FIRST if _FIRST in names else next(iter(names), _FIRST))
    sheet = assets.load_one("gardens", name, user=session.paths.config)
    _need_a_terminal("The sample gardens are: " + ", ".join(names) + ".")

    from tempfile import TemporaryDirectory

    from garden.store import open_store

    with TemporaryDirectory(prefix="garden-demo-") as folder:
        file = Path(folder) / f"{name}.json"
        sow(session, sheet.data, name, file)
        store = open_store(file, state_dir=Path(folder) / "state")
        title = str(sheet.data.get("title", name))
        return _open(session, store, title=title, state=Path(folder) / "state")


_FIRST: Final = "decade"
"""The sample that opens when none is named."""


def sow(session: Session, data: dict[str, object], name: str, file: Path) -> None:
    """Write a sample garden to a file that is not there yet."""
    from garden.exchange import sample
    from garden.store import open_store

    if file.exists():
        raise NotUnderstood(f"{file} is there already.")
    tables = sample.tables(data, session.clock.today(), name=name)
    changes = tuple(
        Change(table, id_, None, doc) for table, docs in tables.items() for id_, doc in docs.items()
    )
    store = open_store(file, state_dir=file.parent / "sowing")
    store.open()
    store.keep(Deed(f"sown-{name}", session.clock.stamp(), f"sowed {name}", changes))


def _open(session: Session, store: Watched, *, state: Path, screen: str = "garden", title: str = "") -> int:
    """Hand over to the screens, which let the collector work again once there is something to see."""
    from garden.cli import ahead, looks
    from garden.tui import run

    setup = looks.setup(session.paths, state)
    if title:  # a sample garden changes nothing of the user's, a theme tried on it neither
        setup = setup._replace(remember=lambda name, value: None)
    setup = setup._replace(foreseen=ahead.start(store.open().tables, session.clock.today(), setup))
    unsaved = run(store, session.clock, setup, screen=screen, title=title)
    if unsaved:
        raise GardenError(f"Not saved: {'; '.join(unsaved)}.")
    return 0


def _need_a_terminal(instead: str) -> None:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise GardenError("The garden's screens need a terminal, and this is none.", hint=instead)
