"""The first walk through the command line, as somebody takes it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tinydb import TinyDB

from tests.cli.conftest import Garden, everything


def test_a_new_file_a_contact_a_coffee_and_stock_tinydb_reads_it(garden: Garden, file: Path) -> None:
    planted = garden("add", "Ada Byron", "--bed", "friends")
    assert (planted.code, planted.out) == (0, "")
    assert "Planted Ada Byron in friends, monthly." in planted.err
    logged = garden("log", "coffee with Ada yesterday")
    assert (logged.code, logged.out) == (0, "")
    assert "Logged coffee with Ada Byron, yesterday." in logged.err

    shown = garden("show", "ada", "--json").json
    assert (shown["name"], shown["bed"], shown["every"], shown["state"]) == (
        "Ada Byron",
        "friends",
        30,
        "thriving",
    )
    (interaction,) = shown["interactions"]
    assert (interaction["on"], interaction["kind"], interaction["people"]) == (
        "2026-11-22",
        "coffee",
        ["Ada Byron"],
    )
    assert shown["promises"] == []
    assert "In touch yesterday" in shown["why"]

    with TinyDB(file) as stock:
        (document,) = stock.table("interactions").all()
        (contact,) = stock.table("contacts").all()
    assert (document["on"], document["kind"], document["people"]) == ("2026-11-22", "coffee", [contact["id"]])
    assert (document["id"], contact["id"]) == (interaction["id"], shown["id"])


def test_an_older_interaction_is_corrected_and_another_taken_back(garden: Garden) -> None:
    garden("add", "Ada Byron")
    garden("log", "coffee with Ada on 2026-10-01, the wrong note")
    garden("log", "called Ada on 2026-11-02")
    call, coffee = garden("show", "ada", "--json").json["interactions"]
    assert garden("relog", coffee["id"][:8], "lunch with Ada at Noma: the right note").code == 0
    assert garden("unlog", call["id"][:8]).code == 0
    (left,) = garden("show", "ada", "--json").json["interactions"]
    assert (left["id"], left["kind"], left["on"], left["place"], left["note"]) == (
        coffee["id"], "meal", "2026-10-01", "Noma", "the right note",
    )  # fmt: skip
    assert "Took back: removed call" in garden("undo").err
    assert len(garden("show", "ada", "--json").json["interactions"]) == 2


def test_relog_without_a_sentence_prints_the_one_that_would_keep_it(garden: Garden) -> None:
    garden("add", "Ada Byron")
    id_ = garden("log", "lunch with Ada at Noma yesterday: new job", "--json").json["ids"][0]
    said = garden("relog", id_[:6]).out.strip()
    assert "Ada Byron" in said
    before = garden("show", "ada", "--json").json["interactions"]
    assert garden("relog", id_, said).code == 0
    assert garden("show", "ada", "--json").json["interactions"] == before


def test_two_contacts_of_one_name_are_told_apart_by_id(garden: Garden) -> None:
    garden("add", "Sam Rivera", "--bed", "friends")
    second = garden("add", "Sam Rivera", "--org", "Harbour Trust", "--json").json["ids"][0]
    refused = garden("log", "coffee with Sam Rivera")
    assert refused.code == 2
    assert "fits 2 contacts" in refused.err
    assert "Harbour Trust" in refused.err
    short = next(line.split()[0] for line in refused.err.splitlines() if "Harbour Trust" in line)
    assert second.startswith(short)
    assert garden("show", short, "--json").json["id"] == second
    assert garden("log", f"coffee with {second}").code == 0
    assert garden("show", short, "--json").json["state"] == "thriving"
    assert [read["last_on"] for read in garden("list", "--json").json].count(None) == 1


def test_the_future_is_answered_and_nothing_in_any_file_changes(garden: Garden, file: Path) -> None:
    garden("add", "Ada Byron", "--bed", "friends")
    garden("log", "coffee with Ada yesterday")
    before = everything(file.parent)
    (future,) = garden("wilting", "--on", "2027-06-01", "--json").json
    assert (future["name"], future["state"], future["days_silent"]) == ("Ada Byron", "dormant", 191)
    assert garden("wilting", "--json").json == []
    assert everything(file.parent) == before


def test_looking_makes_no_file_and_no_folder(garden: Garden, file: Path) -> None:
    for argv in (["list"], ["wilting"], ["today"], ["today", "--brief"], ["promise"], ["list", "--json"]):
        assert garden(*argv).code == 0
    assert garden("show", "ada").code == 2
    assert garden("log", "coffee with Ada", "--dry-run").code == 0
    assert garden("undo").code == 1
    assert everything(file.parent) == {}


def test_a_deed_is_undone_and_redone_by_other_processes(garden: Garden, process: Garden) -> None:
    garden("add", "Ada Byron")
    assert "Took back: planted Ada Byron." in process("undo").err
    assert garden("list", "--json").json == []
    assert "Did again: planted Ada Byron." in process("redo").err
    assert [read["name"] for read in garden("list", "--json").json] == ["Ada Byron"]
    assert garden("redo").code == 1


def test_a_day_begins_with_who_needs_water_what_is_owed_and_birthdays(garden: Garden) -> None:
    garden("add", "Ada Byron", "--bed", "friends", "--birthday", "1990-11-25")
    garden("add", "Grace Okafor", "--bed", "friends", "--birthday", "--11-23")
    garden("log", "coffee with Ada on 2026-09-01")
    garden("promise", "Ada", "send", "her", "the", "paper", "--due", "wednesday")
    said = garden("today").out
    for part in (
        "Monday 23 Nov: 1 plant is ready for water.",
        "Ada Byron  3 months quiet; you set monthly  a coffee would do",
        "you promised Ada Byron: send her the paper, due in 2 days",
        "Grace Okafor  today\n",
        "in 2 days, turning 36",
    ):
        assert part in said
    brief = garden("today", "--brief").out
    assert brief == "Water Ada first · Grace's birthday today\n"
    as_data = garden("today", "--json").json
    assert [read["name"] for read in as_data["water"]] == ["Ada Byron"]
    assert [one["name"] for one in as_data["birthdays"]] == ["Grace Okafor", "Ada Byron"]
    assert as_data["promises"][0]["due"] == "2026-11-25"


def test_a_day_begins_with_at_most_one_who_is_asleep(garden: Garden) -> None:
    for name in ("Ada", "Bea", "Cem"):
        garden("add", name, "--bed", "friends")
        for month in range(1, 13):
            garden("log", f"coffee with {name} on 2020-{month:02}-01")
    garden("add", "Tom Kerr", "--bed", "friends")
    garden("log", "coffee with Tom on 2026-09-01")
    garden("log", "email from Tom on 2026-11-01")
    assert [read["state"] for read in garden("wilting", "--json").json][:3] == ["dormant"] * 3
    said = garden("today").out
    assert "4 plants are ready for water, these 2 first." in said
    assert said.count("a coffee would wake it") == 1
    assert "Tom Kerr  their email is the last, 3 weeks ago  answer their email" in said


def test_a_day_in_a_garden_at_rest_reminds_of_birthdays_and_promises_only(garden: Garden) -> None:
    garden("add", "Ada Byron", "--bed", "friends", "--birthday", "--11-24")
    garden("log", "coffee with Ada on 2026-03-01")
    garden("promise", "Ada", "the paper", "--due", "2026-11-20")
    garden("rest", "--garden", "2026-12-31")
    said = garden("today").out
    assert said.startswith("Monday 23 Nov: the whole garden rests until 31 Dec; nothing is asked of you.\n")
    assert "the paper" in said
    assert "Ada Byron  tomorrow\n" in said
    assert "water" not in said
    brief = garden("today", "--brief").out
    assert brief == "The whole garden rests until 31 Dec · Ada's birthday tomorrow · 1 promise due\n"


def test_a_garden_with_nobody_in_it_says_what_to_do(garden: Garden) -> None:
    for argv in (["today"], ["today", "--brief"], ["almanac"]):
        said = garden(*argv)
        assert said.code == 0
        assert said.out == ""
        assert "Nobody here yet" in said.err
        assert "`garden add" in said.err
        assert (said.err.count("\n") == 1) is ("--brief" in argv)
    assert garden("today", "--json").json["water"] == []
    garden("add", "Ada Byron")
    said = garden("today", "--on", "2019-01-01")
    assert "Nobody was here yet on 1 Jan 2019." in said.err


def test_a_promise_is_noted_listed_and_kept(garden: Garden) -> None:
    garden("add", "Ada Byron")
    garden("add", "Tom O'Brien")
    garden("promise", "Ada Byron", "send her the paper", "--due", "friday")
    garden("promise", "tom", "lend", "me", "the", "drill", "--theirs")
    assert [(one["name"], one["by"], one["due"]) for one in garden("promise", "--json").json] == [
        ("Ada Byron", "me", "2026-11-27"), ("Tom O'Brien", "them", None),
    ]  # fmt: skip
    assert [one["text"] for one in garden("promise", "tom", "--json").json] == ["lend me the drill"]
    assert garden("done", "the", "paper").code == 0
    assert [one["name"] for one in garden("promise", "--json").json] == ["Tom O'Brien"]
    (given,) = garden("show", "ada", "--json").json["interactions"]
    assert (given["kind"], given["favor"]) == ("help", "gave")


def test_tending_edit_rest_archive_remove(garden: Garden, file: Path) -> None:
    garden("add", "Ada", "Byron", "--tag", "a", "--every", "6w")
    garden("edit", "ada", "--name", "Ada Lovelace", "--tag", "b", "--clear", "every", "--bed", "inner")
    (read,) = garden("list", "tag:b", "--json").json
    assert (read["name"], read["every"], read["bed"]) == ("Ada Lovelace", 14, "inner")
    with TinyDB(file) as stock:
        assert stock.table("contacts").all()[0]["tags"] == ["a", "b"]
    garden("rest", "ada", "in", "3", "weeks")
    assert garden("show", "ada", "--json").json["state"] == "resting"
    garden("rest", "ada", "--wake")
    garden("rest", "Ada", "Lovelace", "forever")
    assert "until you say so" in garden("show", "ada", "--json").json["why"]
    garden("archive", "ada")
    assert garden("list", "--json").json == []
    assert [read["archived"] for read in garden("list", "--archived", "--json").json] == [True]
    garden("archive", "ada", "--back")
    assert garden("remove", "ada").code == 2, "nobody is at a terminal to say yes"
    assert garden("remove", "ada", "--yes").code == 0
    assert garden("list", "--json").json == []
    garden("undo")
    assert len(garden("list", "--json").json) == 1


def test_names_are_planted_from_standard_input_in_one_deed(process: Garden) -> None:
    done = process("add", "-", "--bed", "circle", "--json", stdin="Ada Byron\n\n  Grace Okafor \n王小明\n")
    assert len(done.json["ids"]) == 3
    assert {read["name"] for read in process("list", "--json").json} == {
        "Ada Byron",
        "Grace Okafor",
        "王小明",
    }
    assert "Took back: planted 3 contacts." in process("undo").err


def test_the_list_is_queried_sorted_and_aligned(garden: Garden) -> None:
    for name, bed in (("Ada Byron", "friends"), ("王小明", "inner"), ("Zoë Müller", "circle")):
        garden("add", name, "--bed", bed)
    garden("log", "coffee with Zoe on 2026-06-01")
    assert [read["name"] for read in garden("list", "zoe", "--json").json] == ["Zoë Müller"]
    assert [read["bed"] for read in garden("list", "--sort", "bed", "--json").json] == [
        "inner",
        "friends",
        "circle",
    ]
    assert garden("list", "state:wilting", "--json").json[0]["name"] == "Zoë Müller"
    assert [read["name"] for read in garden("list", "-state:new", "--json").json] == ["Zoë Müller"]
    from garden.cli.say import width

    lines = garden("list").out.splitlines()
    bed_at = {
        width(line[: line.index(bed)])
        for line, bed in zip(lines, ("friends", "circle", "inner"), strict=True)
    }
    assert len(bed_at) == 1
    assert garden("list", "state:sad").code == 2
    assert garden("list", "--sort", "colour").code == 2


def test_a_bed_and_the_whole_garden_rest_and_wake(garden: Garden) -> None:
    garden("add", "Ada Byron", "--bed", "friends")
    garden("add", "Mei Tanaka", "--bed", "circle")
    for name in ("Ada", "Mei"):
        garden("log", f"coffee with {name} on 2026-10-01")

    def resting() -> set[str]:
        return {read["name"] for read in garden("list", "--json").json if read["state"] == "resting"}

    assert "the bed friends rest until 31 Jan 2027" in garden("rest", "--bed", "friends", "2027-01-31").err
    assert resting() == {"Ada Byron"}
    assert garden("rest", "--bed", "friends", "off").code == 0
    assert resting() == set()
    assert "whole garden" in garden("rest", "--garden", "in 2 weeks").err
    assert resting() == {"Ada Byron", "Mei Tanaka"}
    assert garden("rest", "--garden", "--wake").code == 0
    assert garden("rest", "Mei", "forever").code == 0
    assert resting() == {"Mei Tanaka"}
    assert garden("rest", "Mei", "off").code == 0
    assert resting() == set()


def test_a_new_name_that_somebody_has_already_is_kept_and_said(garden: Garden) -> None:
    garden("add", "Ada Byron")
    garden("add", "Mei Tanaka")
    said = garden("edit", "Mei", "--name", "ada byron")
    assert said.code == 0
    assert "tell them apart by id" in said.err
    assert "apart" not in garden("edit", "Ada Byron", "--org", "Engines").err


@pytest.mark.parametrize(
    ("said", "text", "due"),
    [
        ("send her the paper by friday", "send her the paper", "2026-11-27"),
        ("send her the paper, by friday.", "send her the paper", "2026-11-27"),
        ("bring bread by the dozen", "bring bread by the dozen", None),
        ("send it by friday, and the pen", "send it by friday, and the pen", None),
        ("call May", "call May", None),
        ("by friday", "by friday", None),
    ],
)
def test_a_promise_that_ends_in_by_a_day_is_due_that_day(
    garden: Garden, said: str, text: str, due: str | None
) -> None:
    garden("add", "Ada Byron")
    assert garden("promise", "ada", *said.split()).code == 0
    assert [(one["text"], one["due"]) for one in garden("promise", "--json").json] == [(text, due)]


def test_the_day_said_by_option_leaves_the_words_of_a_promise_alone(garden: Garden) -> None:
    garden("add", "Ada Byron")
    garden("promise", "ada", "read chapter one by monday", "--due", "friday")
    assert [(one["text"], one["due"]) for one in garden("promise", "--json").json] == [
        ("read chapter one by monday", "2026-11-27")
    ]


def test_a_bed_is_looked_up_as_it_is_shown_also_where_its_id_is_another(garden: Garden, file: Path) -> None:
    beds = {"1": {"id": "b7f0", "name": "Été choir", "every": 21}}
    people = {"1": {"id": "a", "name": "Ada Byron", "bed": "b7f0"}, "2": {"id": "b", "name": "Bo Lind"}}
    file.write_text(json.dumps({"beds": beds, "contacts": people}), "utf-8")
    assert "Été choir" in garden("list", "ada").out
    for query in ("bed:b7f0", 'bed:"ete choir"', 'bed:"Été Choir"', "-bed:circle"):
        assert [one["name"] for one in garden("list", "--json", query).json] == ["Ada Byron"], query
    assert garden("list", "--json", "bed:choir").code == 2, "half a name is no bed's"
