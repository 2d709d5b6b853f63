"""Properties are not timed: a busy machine is no counterexample."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("core", deadline=None, max_examples=100)
settings.register_profile("core-long", deadline=None, max_examples=3000)
settings.load_profile("core")
