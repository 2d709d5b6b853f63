"""`garden almanac`: the year in words, and as data whose names stay."""

from __future__ import annotations

from tests.cli.conftest import Garden

TOP = {
    "on", "heat", "give_and_take", "load", "beds", "years", "readiness", "reconnect", "introductions", "streak",
    "words",
}  # fmt: skip


def test_the_year_as_data_counts_what_was_logged(garden: Garden) -> None:
    garden("add", "Ada Byron", "--bed", "friends")
    garden("add", "Tom Reed")
    garden("log", "coffee with Ada yesterday")
    garden("log", "introduced Ada to Tom today")
    told = garden("almanac", "--json").json
    assert set(told) == TOP
    assert sum(told["heat"]["counts"]) == 3, "contact-days: Ada twice, Tom once"
    assert told["introductions"]["made"] == 1
    assert told["on"] == "2026-11-23"
    assert {bed["bed"] for bed in told["beds"]} == {"friends", "circle"}
    assert told["load"]["asked"] > 0


def test_whom_somebody_brought_is_received_once_however_it_was_written_down(garden: Garden) -> None:
    garden("add", "Ada Byron")
    garden("log", "Ada introduced me to Grace Okafor", "--plant")
    garden("add", "Tom Reed", "--introduced-by", "Ada")
    told = garden("almanac", "--json", "--on", "2099-01-01").json["introductions"]  # stamps tell the true day
    assert told["made"] == 0
    assert told["received"] == 2


def test_without_a_terminal_it_is_told_in_words_and_an_empty_garden_too(garden: Garden) -> None:
    assert "Nobody here yet." in garden("almanac").err
    garden("add", "Ada Byron")
    garden("log", "coffee with Ada")
    said = garden("almanac").out
    assert "1 day of the year" in said
    assert "neglect" not in said


def test_a_day_that_is_past_knows_only_what_had_happened(garden: Garden) -> None:
    garden("add", "Ada Byron")
    garden("log", "coffee with Ada today")
    assert sum(garden("almanac", "--json", "--on", "2026-11-20").json["heat"]["counts"]) == 0
