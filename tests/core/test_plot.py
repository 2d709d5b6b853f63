"""Many readings: who comes first, what a review takes, whether the garden asks too much, and the filter."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from garden.core.errors import NotUnderstood
from garden.core.facts import Facts
from garden.core.model import DEFAULT_BEDS, Bed
from garden.core.plot import (
    SORTS,
    count_states,
    load_of,
    parse_query,
    ready,
    review,
    select,
    sort_named,
    sorted_by,
    wilting,
)  # fmt: skip
from garden.core.reading import THIRST, read_all
from tests.core.logs import logs, on, rest


def town(**people: dict[str, Any]) -> Facts:
    """People by id; `met`: the days of their coffees, `wrote`: of their letters to me."""
    contacts, log = {}, {}
    for id_, how in people.items():
        contacts[id_] = {
            "id": id_,
            "name": id_.title(),
            "every": 30,
            **{k: v for k, v in how.items() if k not in ("met", "wrote")},
        }
        for flow, days in (("both", how.get("met", ())), ("in", how.get("wrote", ()))):
            for day in days:
                log[f"{id_}{flow}{day}"] = {
                    "id": f"{id_}{flow}{day}",
                    "on": on(day).isoformat(),
                    "people": [id_],
                    "flow": flow,
                }
    return Facts({"contacts": contacts, "interactions": log})


MONTHLY = range(0, 1000, 30)


def names(readings: Any) -> list[str]:
    return [r.id for r in readings]


def test_water_goes_first_to_what_took_years_to_grow() -> None:
    facts = town(old={"met": MONTHLY}, met_once={"met": [990]}, well={"met": [*MONTHLY, 1195]})
    assert names(wilting(read_all(facts, on(1200)))) == ["old", "met_once"]


@given(st.lists(logs, min_size=1, max_size=6), st.integers(0, 3000), st.integers(0, 4))
def test_the_wilting_are_those_who_thirst_most_needed_first(many: list[Any], day: int, n: int) -> None:
    contacts = {f"p{i}": {"id": f"p{i}", "name": f"P{i}", "every": 20} for i in range(len(many))}
    log = {
        f"p{i}e{j}": {**e.doc(j), "people": [f"p{i}"]}
        for i, own in enumerate(many)
        for j, e in enumerate(own)
    }
    everybody = read_all(Facts({"contacts": contacts, "interactions": log}), on(day))
    found = wilting(everybody, None)
    assert {r.id for r in found} == {r.id for r in everybody if r.state in THIRST}
    assert [r.need for r in found] == sorted((r.need for r in found), reverse=True)
    assert wilting(everybody, n) == found[:n]
    picked = review(everybody)
    assert len(picked) <= 5
    assert sum(r.state == "dormant" for r in picked) <= 1
    assert set(names(picked)) <= set(names(found))


def test_a_review_takes_five_and_wakes_one_sleeper_at_most() -> None:
    asleep = {f"asleep{i}": {"met": MONTHLY} for i in range(4)}
    thirsty = {f"thirsty{i}": {"met": range(800, 1340, 30)} for i in range(7)}
    facts = town(**asleep, **thirsty)
    picked = review(read_all(facts, on(1400)))
    assert len(picked) == 5
    assert [r.state for r in picked].count("dormant") == 1
    assert len(review(read_all(town(**asleep), on(1400)))) == 1


def test_sorting_puts_them_in_the_order_asked_for() -> None:
    readings = read_all(
        town(zoe={"met": [0], "bed": "inner"}, émile={"met": [5]}, adam={"met": MONTHLY}, new={}), on(1250)
    )
    assert names(sorted_by(readings, "name")) == ["adam", "émile", "new", "zoe"]
    assert names(sorted_by(readings, "last")) == ["new", "zoe", "émile", "adam"]
    assert names(sorted_by(readings, "roots"))[0] == "adam"
    assert names(sorted_by(readings, "need"))[0] == "adam"
    assert names(sorted_by(readings, "bed", ["inner", "circle"]))[0] == "zoe"


@given(st.sampled_from(SORTS), st.randoms(use_true_random=False))
def test_an_order_does_not_depend_on_the_order_before(sort: Any, random: Any) -> None:
    readings = read_all(town(**{f"p{i}": {"met": [i % 3 * 100]} for i in range(8)}), on(400))
    shuffled = random.sample(readings, len(readings))
    assert sorted_by(shuffled, sort) == sorted_by(readings, sort)


def test_a_sort_that_is_not_there_is_not_understood() -> None:
    assert sort_named("Roots") == "roots"
    with pytest.raises(NotUnderstood) as caught:
        sort_named("height")
    assert "need" in caught.value.hint


def test_the_load_is_what_the_garden_asks_against_what_is_logged() -> None:
    facts = town(
        ada={"met": range(100, 191, 10)},
        bo={"every": 15},
        away={"rests": [rest(0, 999)]},
        shed={"bed": "shed"},
    )
    load = load_of(facts, read_all(facts, on(190)), on(190), 90)
    assert load.asked == pytest.approx(1 / 30 + 1 / 15)
    assert (load.given, load.days) == (9 / 90, 90)
    assert not load.too_much
    assert load_of(facts, read_all(facts, on(400)), on(400), 90).too_much


def test_a_young_garden_is_not_held_against_days_before_it_was_planted() -> None:
    facts = town(ada={"met": [0, 5]})
    assert load_of(facts, read_all(facts, on(9)), on(9), 90).days == 10
    assert load_of(town(ada={}), read_all(town(ada={}), on(9)), on(9)).given == 0.0


def test_states_are_counted_each_named() -> None:
    counts = count_states(read_all(town(ada={"met": [0]}, bo={}, shed={"bed": "shed"}), on(0)))
    assert counts == {"new": 1, "thriving": 1, "thirsty": 0, "wilting": 0, "dormant": 0, "resting": 0}


def test_who_would_answer_is_who_is_alive_and_not_owed() -> None:
    facts = town(close={"met": MONTHLY}, far={"met": [0]}, silent={"wrote": [5]}, new={})
    assert names(ready(read_all(facts, on(1000)))) == ["close", "far"]


PEOPLE = town(
    ada={
        "name": "Ada Byron",
        "bed": "friends",
        "tags": ["Job", "chess"],
        "met": MONTHLY,
        "org": "Analytical Engines",
    },
    rene={
        "name": "René Faure",
        "aliases": ["The Captain"],
        "bed": "inner",
        "every": 14,
        "wrote": [1080],
        "notes": "sails",
    },
    zoe={"name": "Zoë -dash", "bed": "circle", "tags": ["chess club"]},
    shed={"name": "Old Colleague", "bed": "shed", "met": [3]},
)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["ada", "rene", "zoe", "shed"]),
        ("bed:friends", ["ada"]),
        ("BED:Friends ada", ["ada"]),
        ("bed:friends rene", []),
        ("rene", ["rene"]),
        ("RENÉ", ["rene"]),
        ("captain", ["rene"]),
        ("name:zoe", ["zoe"]),
        ('"ada byron"', ["ada"]),
        ('"byron ada"', []),
        ("byron ada", ["ada"]),
        ("tag:job", ["ada"]),
        ("tag:chess", ["ada"]),
        ('tag:"chess club"', ["zoe"]),
        ("-tag:job", ["rene", "zoe", "shed"]),
        ("-ada -zoe", ["rene", "shed"]),
        ('"-dash"', ["zoe"]),
        ("state:wilting", ["ada"]),
        ("state:new", ["zoe"]),
        ("stage:seed", ["zoe"]),
        ("last>60d", ["ada", "zoe", "shed"]),
        ("last>60", ["ada", "zoe", "shed"]),
        ("last<3w", ["rene"]),
        ("last<=20d", ["rene"]),
        ("last:20d", ["rene"]),
        ("last>1y", ["zoe", "shed"]),
        ("last > 1y", ["zoe", "shed"]),
        ("-last > 1 year", ["ada", "rene"]),
        ("last> 3 months last <1year", ["ada"]),
        ("bed: friends ada", ["ada"]),
        ('tag : "chess club" zoe', ["zoe"]),
        ("last:never", ["zoe"]),
        ("last>3months last<1year", ["ada"]),
        ("every<=2w", ["rene"]),
        ("every:none", ["shed"]),
        ("vitality<65%", ["ada", "rene"]),
        ("vitality>=0.65", []),
        ("roots>6", ["ada"]),
        ("balance<-0.3", ["rene"]),
        ("is:due", ["ada", "rene"]),
        ("waiting:me", ["rene"]),
        ("org:engine", ["ada"]),
        ("#JOB", ["ada"]),
        ("-#job last>1y", ["zoe", "shed"]),
        ('"#job"', []),
        ("note:sail", ["rene"]),
    ],
)
def test_a_query_finds(query: str, expected: list[str]) -> None:
    assert names(select(PEOPLE, read_all(PEOPLE, on(1100)), parse_query(query))) == expected


@pytest.mark.parametrize(
    ("query", "expected", "quoted"),
    [
        ("tag:book club", ["zoe"], ""),
        ("tag: Book CLUB dash", ["zoe"], ""),
        ("#book club", ["zoe"], ""),
        ("tag=book club bed:circle", ["zoe"], ""),
        ("tag:book -club", [], ""),
        ('tag:book "club"', [], ""),
        ('tag:"book" club', [], ""),
        ("tag:book zoe club", [], ""),
        ("@players", ["zoe"], ""),
        ("tag:job hunt", [], 'tag:"job hunt"'),
        ("tag:job ada", ["ada"], ""),
        ("-tag:book club", [], '-tag:"book club"'),
        ("-tag:book rene", ["rene"], ""),
        ("bed:old friends", ["shed"], ""),
        ("-bed:old friends zoe", ["zoe"], ""),
        ("bed:friends ada", ["ada"], ""),
        ("bed:friends abroad", [], 'bed:"friends abroad"'),
        ('bed:"old friends"', ["shed"], ""),
        ("bed:inner tag:job hunt", [], 'bed:inner tag:"job hunt"'),
        ('tag:job hunt "rene f" last > 1 d', [], 'tag:"job hunt" "rene f" last>1 d'),
        ("#job hunt -#book club @players", [], 'tag:"job hunt" -tag:"book club" @players'),
        ("-@players", ["ada", "zoe", "rene", "shed"], ""),
        ("-@seekers rene", ["rene"], ""),
        ("@seekers", [], ""),
    ],
)
def test_a_tag_or_a_bed_of_several_words_is_found_without_quotes_where_nothing_else_can_be_meant(
    query: str, expected: list[str], quoted: str
) -> None:
    beds = {**DEFAULT_BEDS, "shed": Bed("shed", "Old Friends", None), "b2": Bed("b2", "friends abroad", 45)}
    people = town(
        ada={"name": "Ada Byron", "bed": "friends", "tags": ["job"]},
        zoe={"name": "Zoë Dash", "bed": "circle", "tags": ["Book Club"]},
        rene={"name": "René Faure", "bed": "inner", "tags": ["job hunt"]},
        shed={"name": "Old Colleague", "bed": "shed"},
    )
    asked = parse_query(query, beds, {"players": "tag:book club", "seekers": "tag:job hunt"}, people.tags)
    assert names(select(people, read_all(people, on(1100)), asked)) == expected
    assert asked.quoted == quoted


def test_a_bed_of_several_words_that_is_not_there_is_told_as_before() -> None:
    with pytest.raises(NotUnderstood, match="There is no bed “old”"):
        parse_query("bed:old friends", DEFAULT_BEDS)


def test_a_query_looks_past_the_tone_and_the_joiners_of_an_emoji() -> None:
    people = town(sun={"name": "Sun 👩🏽‍🚀☀️ Lee"})
    found = select(people, read_all(people, on(1100)), parse_query('"sun 👩🚀☀ lee"'))
    assert names(found) == ["sun"]
    for nothing in ("🏽", "\ufe0f", "tag:🏽", "\u0301"):
        assert select(people, read_all(people, on(1100)), parse_query(nothing)) == []


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("state:wiltin", "wilting"),
        ("stage:big", "ancient"),
        ("last>soon", "last>60d"),
        ("last>", "last>60d"),
        ("last>60x", "in d, w, m or y"),
        ("last>60q", "in d, w, m or y"),
        ("every<2dozen", "in d, w, m or y"),
        ("> 60d", "last>60d"),
        ("bed:nope", "There are: inner, friends, circle, horizon, shed, choir."),
        ("vitality<low", "vitality<50%"),
        ("colour:red", "state"),
        ("bed>3", "bed:friends"),
        ("tag:", "tag:job"),
        ("is:lovely", "due"),
        ('"ada', "Close it"),
        ("-state:no", "wilting"),
    ],
)
def test_a_query_that_is_not_understood_says_what_would_be_right(query: str, told: str) -> None:
    with pytest.raises(NotUnderstood) as caught:
        parse_query(query, {**DEFAULT_BEDS, "b1": Bed("b1", "choir", 45)})
    assert told in caught.value.hint
    assert caught.value.message.endswith(".")


@given(st.text(alphabet=st.sampled_from('abé:<>=-"%. 0159dwmystatelastbed['), max_size=24))
def test_whatever_is_typed_is_matched_or_not_understood(text: str) -> None:
    try:
        query = parse_query(text)
    except NotUnderstood as error:
        hint = error.hint
    else:
        for reading in read_all(PEOPLE, on(1100)):
            query.matches(reading, PEOPLE.contacts[reading.id])
        return
    assert hint


def test_names_are_sorted_as_one_looks_them_up_strokes_aside() -> None:
    people: dict[str, Any] = {name: {} for name in ("łukasz", "zoe", "østen", "mei", "ægir", "ivo", "lars")}
    found = names(sorted_by(read_all(town(**people), on(1)), "name"))
    assert found == ["ægir", "ivo", "lars", "łukasz", "mei", "østen", "zoe"]
