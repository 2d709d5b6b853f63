"""Beds laid and removed, many contacts changed at once, and queries kept under a name."""

from __future__ import annotations

import io
import shlex

import pytest

from tests.cli.conftest import Answered, Garden


@pytest.fixture
def planted(garden: Garden) -> Garden:
    """Three who sing, and Tom who does not."""
    garden("add", "Ada Byron", "--bed", "friends", "--tag", "choir")
    garden("add", "Grace Okafor", "--tag", "choir", "--tag", "sail")
    garden("add", "Mei Tanaka", "--tag", "choir", "--bed", "inner")
    garden("add", "Tom Reed")
    return garden


def beds(garden: Garden) -> dict[str, str]:
    return {read["name"]: read["bed"] for read in garden("list", "--json").json}


def names(answered: Answered) -> list[str]:
    return [read["name"] for read in answered.json]


def test_a_bed_is_laid_gives_its_cadence_and_goes_with_its_plants_moved(planted: Garden) -> None:
    assert "Laid the bed choir, every 6 weeks." in planted("bed", "add", "choir", "--every", "6w").err
    planted("edit", "Ada", "--bed", "choir")
    assert planted("show", "Ada", "--json").json["every"] == 42
    (choir,) = [bed for bed in planted("bed", "--json").json if bed["name"] == "choir"]
    assert (choir["plants"], choir["states"]["new"]) == (1, 1)

    refused = planted("bed", "remove", "choir")
    assert refused.code == 2
    assert "Ada Byron stands in choir." in refused.err
    assert planted("bed", "remove", "choir", "--into", "choir").code == 2
    assert planted("bed", "remove", "choir", "--into", "inner").code == 0
    assert beds(planted)["Ada Byron"] == "inner"
    planted("undo")
    assert planted("show", "Ada", "--json").json["every"] == 42


def test_a_default_bed_is_renamed_and_asks_less_often_but_is_never_removed(planted: Garden) -> None:
    assert planted("bed", "edit", "friends", "--name", "The Harbour", "--every", "none").code == 0
    ada = planted("show", "Ada", "--json").json
    assert (ada["bed"], ada["every"]) == ("friends", None)
    unknown = planted("list", "bed:The", "--json")
    assert unknown.code == 2
    assert "There is no bed “The”. There are: inner, The Harbour, circle" in " ".join(unknown.err.split())
    assert names(planted("list", 'bed:"the harbour"', "--json")) == ["Ada Byron"]
    refused = planted("bed", "remove", "the harbour")
    assert refused.code == 2
    assert "every garden has" in refused.err
    planted("undo")
    assert planted("show", "Ada", "--json").json["every"] == 30


def test_a_view_is_shown_by_its_name_and_its_going_is_told_to_those_that_name_it(planted: Garden) -> None:
    planted("view", "old", "last>60d")
    planted("view", "older", "@old last>1y")
    assert planted("view", "old").out == "last>60d\n"
    assert planted("view", "@older", "--json").json == {"older": "@old last>1y"}
    gone = planted("view", "old", "--drop")
    assert gone.code == 0
    assert gone.err.startswith("Forgot @old. @older names it, and finds nobody until it is there again.")
    assert "Forgot @older.\n" in planted("view", "older", "--drop").err


def test_what_was_changed_is_called_as_people_call_it(planted: Garden) -> None:
    said = planted("edit", "Ada", "--every", "3w", "--birthday", "1990-05-10", "--met-on", "2019").err
    assert said.startswith("Changed Ada Byron: cadence, birthday and when you met.")
    assert "changed Ada Byron: cadence, birthday and when you met" in planted("undo").err
    assert "cadence" in planted("edit", "--where", "ada", "--every", "5w", "--yes").err


def test_two_of_one_name_who_may_be_meant_are_told_apart(planted: Garden) -> None:
    planted("add", "Leap Lea", "--bed", "inner")
    planted("add", "Leap Lea", "--bed", "horizon")
    said = planted("show", "Leap Leo").err
    ids = [read["id"][:4] for read in planted("list", "leap", "--json").json]
    assert all(f"({bed}, " in said for bed in ("inner", "horizon"))
    assert all(start in said for start in ids)


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["bed", "add"], "which bed"),
        (["bed", "add", "Friends"], "already"),
        (["bed", "add", "choir", "--every", "soon"], "soon"),
        (["bed", "add", "choir", "--into", "friends"], "--into"),
        (["bed", "edit", "friends"], "what to change"),
        (["bed", "edit", "friends", "--every", "monthly"], "changes nothing"),
        (["bed", "edit", "atlantis", "--every", "6w"], "no bed"),
        (["bed", "water", "friends"], "water"),
        (["bed", "--every", "6w"], "--every"),
        (["view", "old"], "`garden view NAME QUERY` keeps one"),
        (["view", "old", ""], "everybody"),
        (["bed", "edit", "shed", "--every", "2w"], "it has no cadence"),
        (["edit", "--where", "tag:choir", "--birthday", "1990-05-10", "--yes"], "one contact's own"),
        (["view", "!", "tag:job"], "cannot name"),
        (["view", "old", "lust>60d"], "lust"),
        (["view", "old", "@old"], "no view"),
        (["view", "nope", "--drop"], "no view"),
        (["list", "@nope"], "no view"),
        (["edit"], "does not say who"),
        (["edit", "Ada", "--where", "tag:choir", "--bed", "inner"], "one of the two"),
        (["edit", "--where", "tag:choir", "--name", "All", "--yes"], "one contact's own"),
        (["edit", "--where", "tag:choir", "--email", "a@example.org", "--yes"], "one contact's own"),
        (["edit", "--where", "", "--bed", "inner", "--yes"], "says nothing"),
        (["edit", "--where", "tag:chess", "--bed", "inner", "--yes"], "Nobody fits"),
        (["edit", "--where", "tag:choir", "--yes"], "what to change"),
        (["edit", "--where", "tag:choir", "--bed", "atlantis", "--yes"], "no bed"),
        (["edit", "--where", "is:tag:choir", "--bed", "inner", "--yes"], "such question"),
        (["rest", "--where", "tag:choir"], "until when"),
        (["rest", "--where", "tag:choir", "--bed", "friends", "in 3 weeks"], "together"),
        (["export", "vcf"], "vcf"),
    ],
)
def test_what_cannot_be_is_said_and_changes_nothing(planted: Garden, argv: list[str], said: str) -> None:
    before = planted("list", "--json").out
    refused = planted(*argv)
    assert refused.code == 2
    assert said in refused.err
    assert planted("list", "--json").out == before
    assert "Took back: planted Tom Reed" in planted("undo").err


def test_many_are_moved_in_one_deed_which_one_undo_takes_back(planted: Garden) -> None:
    before = beds(planted)
    shown = planted("edit", "--where", "tag:choir", "--bed", "inner", "--dry-run")
    assert all(
        name in shown.err for name in ("Ada Byron", "Grace Okafor", "Mei Tanaka", "nothing was changed")
    )
    assert beds(planted) == before

    done = planted(
        "edit", "--where", "tag:choir", "--bed", "inner", "--tag", "alto", "--untag", "#choir", "--yes"
    )
    assert "Changed Ada Byron, Grace Okafor and Mei Tanaka: bed and tags." in done.err
    assert beds(planted) == {**dict.fromkeys(before, "inner"), "Tom Reed": "circle"}
    assert names(planted("list", "tag:alto", "-tag:choir", "--json")) == [
        "Ada Byron",
        "Grace Okafor",
        "Mei Tanaka",
    ]
    assert names(planted("list", "tag:sail", "--json")) == ["Grace Okafor"], "other tags stay"
    planted("undo")
    assert beds(planted) == before
    assert len(names(planted("list", "tag:choir", "--json"))) == 3


def test_nobody_at_a_terminal_is_nobody_who_says_yes(
    planted: Garden, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    refused = planted("archive", "--where", "tag:choir")
    assert refused.code == 2
    assert "--yes" in refused.err
    assert len(names(planted("list", "--json"))) == 4


def test_many_rest_wake_and_go_to_the_archive_and_back(planted: Garden) -> None:
    assert planted("rest", "--where", "tag:choir", "in", "3", "weeks", "--yes").code == 0
    assert len(names(planted("list", "state:resting", "--json"))) == 3
    assert planted("rest", "--where", "tag:choir", "off", "--yes").code == 0
    assert names(planted("list", "state:resting", "--json")) == []
    assert planted("archive", "--where", "tag:choir", "--yes").code == 0
    assert names(planted("list", "--json")) == ["Tom Reed"]
    assert planted("archive", "--back", "--where", "tag:choir is:archived", "--yes").code == 0
    assert len(names(planted("list", "--json"))) == 4


def test_one_tag_of_one_contact_is_taken_off(planted: Garden) -> None:
    assert planted("edit", "Grace", "--untag", "choir").code == 0
    assert names(planted("list", "tag:sail", "-tag:choir", "--json")) == ["Grace Okafor"]
    assert planted("edit", "Grace", "--untag", "choir").code == 2


def test_a_tag_or_a_bed_of_two_words_is_found_without_quotes_or_it_is_said_how_to_quote_it(
    planted: Garden,
) -> None:
    assert planted("bed", "add", "old friends", "--every", "6w").code == 0
    assert planted("edit", "Ada", "--tag", "job hunt", "--bed", "old friends").code == 0
    for query in (
        ["tag:job hunt"],
        ["tag:job", "hunt"],
        ["#job", "hunt"],
        ["bed:old friends"],
        ['tag:"job hunt"'],
    ):
        assert names(planted("list", *query, "--json")) == ["Ada Byron"], query
    assert planted("rest", "--where", "tag:job hunt", "in 3 weeks", "--yes").code == 0
    assert planted("edit", "Tom", "--tag", "job").code == 0
    said = planted("list", "tag:job", "hunt")
    assert (said.code, said.out) == (0, "")
    assert said.err == "Nobody fits. In quotes it is one name: garden list 'tag:\"job hunt\"'\n"
    said = planted("edit", "--where", "tag:job hunt", "--untag", "job hunt", "--yes")
    assert said.code == 2
    assert "--where 'tag:\"job hunt\"'" in said.err
    said = planted("archive", "--where", "bed:'old friends' tag:job hunt", "--yes")
    assert said.code == 2
    assert planted("list", "bed:inner tag:job hunt").err == "Nobody fits.\n", (
        "quoted it would find nobody either"
    )
    said = planted("archive", "--where", 'bed:"old friends" tag:job hunt', "--yes")
    assert """--where 'bed:"old friends" tag:"job hunt"'""" in said.err
    assert planted("edit", "--where", 'tag:"job hunt"', "--untag", "job hunt", "--yes").code == 0
    assert planted("edit", "Ada", "--tag", "job o'hunt").code == 0
    said = planted("list", "tag:job", "o'hunt")
    assert shlex.split(said.err.partition(": ")[2]) == ["garden", "list", 'tag:"job o\'hunt"']


def test_a_view_stands_for_its_query_wherever_one_is_taken(planted: Garden) -> None:
    assert planted("view", "singers", "tag:choir", "-bed:inner").code == 0
    assert planted("view", "Sailors", "@singers tag:sail").code == 0
    assert planted("view", "--json").json == {
        "singers": "tag:choir -bed:inner",
        "sailors": "@singers tag:sail",
    }
    assert names(planted("list", "@singers", "--json")) == ["Ada Byron", "Grace Okafor"]
    assert names(planted("list", "@sailors", "--json")) == ["Grace Okafor"]
    assert names(planted("list", "-@singers", "--json")) == ["Mei Tanaka", "Tom Reed"]
    assert "@singers" in planted("view").out

    looped = planted("view", "singers", "@sailors")
    assert looped.code == 2
    assert planted("view", "singers", "--drop").code == 0
    assert planted("list", "@sailors").code == 2
    planted("undo")
    assert names(planted("list", "@sailors", "--json")) == ["Grace Okafor"]
