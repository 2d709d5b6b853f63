"""Screens under test: a sentence once said stays said, and a garden that is left can be forgotten."""

from __future__ import annotations

import gc

import pytest


@pytest.fixture(autouse=True)
def _at_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """No clock hides what was said; and `gc.freeze`, once in the life of an app, would keep every app of a test run."""
    monkeypatch.setattr("garden.tui.widgets.line.FLASH_SECONDS", 3600.0)
    monkeypatch.setattr(gc, "freeze", lambda: None)
    monkeypatch.setattr(gc, "collect", lambda *_: 0)
