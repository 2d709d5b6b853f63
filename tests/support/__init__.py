"""Builders for tests: a clock that stands still, and gardens said in a few words."""

from tests.support.gardens import TODAY, FixedClock, GardenBuilder, a_garden, document

__all__ = ["TODAY", "FixedClock", "GardenBuilder", "a_garden", "document"]
