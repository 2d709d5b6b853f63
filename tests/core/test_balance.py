"""Balance: who gave more of late, the ask light, and blooms."""

from __future__ import annotations

import pytest
from hypothesis import given

from tests.core.logs import Event, days, later, logs, reading


def test_one_message_of_mine_leans_to_me_and_one_of_theirs_to_them() -> None:
    assert reading([Event(0, "out")], 0).balance == pytest.approx(1 / 2)
    assert reading([Event(0, "in")], 0).balance == pytest.approx(-1 / 2)


def test_a_favour_counts_two_and_a_two_way_day_steadies() -> None:
    assert reading([Event(0, "both", favor="gave")], 0).balance == pytest.approx(2 / (2 + 2 + 1))
    assert reading([Event(0, "both", favor="got")], 0).balance == pytest.approx(-2 / 5)
    assert reading([Event(0)], 0).balance == 0.0


def test_an_ask_gives_nothing_but_is_counted_by_the_light() -> None:
    asked = reading([Event(0, favor="asked")], 0)
    assert asked.balance == 0.0
    assert asked.ask_light == "amber"
    assert reading([Event(0, favor="asked"), Event(1, favor="gave")], 1).ask_light == "green"
    assert (
        reading([Event(0, favor="asked"), Event(1, favor="gave"), Event(2, favor="got")], 2).ask_light
        == "amber"
    )


def test_a_new_tie_may_ask() -> None:
    assert reading([], 0).ask_light == "green"


def test_what_was_given_two_years_ago_weighs_a_third() -> None:
    weight = 2.718281828459045**-1
    assert reading([Event(0, "out")], 730).balance == pytest.approx(weight / (weight + 1))


def test_blooms_are_favours_done_and_every_fourth_two_way_day() -> None:
    assert reading([Event(d) for d in range(7)], 10).blooms == 1
    assert reading([Event(d) for d in range(8)], 10).blooms == 2
    assert reading([Event(0, "out", favor="gave"), Event(1, "in", favor="got")], 10).blooms == 2
    assert reading([Event(0, "out", favor="asked")], 10).blooms == 0


@given(logs, days)
def test_balance_is_between_all_theirs_and_all_mine(log: list[Event], day: int) -> None:
    assert -1.0 < reading(log, day).balance < 1.0


@given(logs, later)
def test_the_mirror_image_of_a_log_has_the_opposite_balance(log: list[Event], wait: int) -> None:
    other = {
        "out": "in",
        "in": "out",
        "both": "both",
        "gave": "got",
        "got": "gave",
        None: None,
        "asked": "asked",
    }
    mirrored = [Event(e.day, str(other[e.flow]), e.kind, other[e.favor]) for e in log]
    day = max((e.day for e in log), default=0) + wait
    assert reading(mirrored, day).balance == pytest.approx(-reading(log, day).balance, abs=1e-12)
