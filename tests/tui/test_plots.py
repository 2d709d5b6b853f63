"""Where plants stand: properties of the layout, for gardens of every shape."""

from __future__ import annotations

from typing import get_args

from hypothesis import assume, given
from hypothesis import strategies as st

from garden.core.facts import Facts
from garden.core.reading import Reading, read
from garden.tui.widgets.plots import MARGIN, VIEWS, Layout, Move, Plot, View
from tests.support import TODAY, document

_FACTS = Facts(
    {"contacts": {f"p{n}": document(id=f"p{n}", name=f"Plant {n}", bed="friends") for n in range(120)}}
)
PLANTS: list[Reading] = [read(_FACTS, f"p{n}", TODAY) for n in range(120)]


@st.composite
def layouts(draw: st.DrawFn, *, least: int = 0) -> Layout:
    """Up to six beds of up to twenty plants, in any width, in any view."""
    sizes = draw(st.lists(st.integers(0, 20), max_size=6))
    assume(sum(sizes) >= least)
    width = draw(st.one_of(st.integers(1, 200), st.sampled_from([18, 19, 36, 80, 120])))
    view: View = draw(st.sampled_from(VIEWS))
    plots, start = [], 0
    for number, size in enumerate(sizes):
        plots.append(Plot(f"bed {number}", "", tuple(PLANTS[start : start + size])))
        start += size
    return Layout(plots, width, view)


@given(layouts())
def test_every_plant_is_there_once_in_its_order(plan: Layout) -> None:
    assert [plant.id for plant in plan.plants] == [f"p{n}" for n in range(len(plan.plants))]
    assert plan.index == {plant.id: i for i, plant in enumerate(plan.plants)}
    assert [plant for band in plan.bands for plant in band.plants] == plan.plants


@given(layouts(least=1))
def test_right_reaches_every_plant_from_the_first_and_left_goes_back(plan: Layout) -> None:
    walked = [0]
    while (after := plan.moved(walked[-1], "right", 20)) != walked[-1]:
        walked.append(after)
    assert walked == list(range(len(plan.plants)))
    back = [walked[-1]]
    while (after := plan.moved(back[-1], "left", 20)) != back[-1]:
        back.append(after)
    assert back == walked[::-1]


@given(layouts(least=1), st.data())
def test_down_reaches_the_last_row_and_up_the_first(plan: Layout, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(plan.plants) - 1))
    rows = sum(bool(band.plants) for band in plan.bands)
    down = up = at
    for _ in range(rows):
        down, up = plan.moved(down, "down", 20), plan.moved(up, "up", 20)
    assert plan.band_of_plant[down] == plan.band_of_plant[-1]
    assert plan.band_of_plant[up] == plan.band_of_plant[0]


@given(layouts(least=1), st.data(), st.integers(-5, 500))
def test_every_move_stays_in_the_garden(plan: Layout, data: st.DataObject, page: int) -> None:
    at = data.draw(st.integers(0, len(plan.plants) - 1))
    for move in get_args(Move):
        assert 0 <= plan.moved(at, move, page) < len(plan.plants)


@given(layouts())
def test_in_an_empty_garden_every_move_leads_nowhere(plan: Layout) -> None:
    assume(not plan.plants)
    for move in get_args(Move):
        assert plan.moved(0, move, 20) == -1


@given(layouts(least=1), st.data())
def test_up_then_down_comes_back_where_both_rows_are_full(plan: Layout, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(plan.plants) - 1))
    for there, back in (("up", "down"), ("down", "up")):
        other = plan.moved(at, there, 20)
        if other == at:
            continue
        column = at - plan.bands[plan.band_of_plant[at]].first
        if len(plan.bands[plan.band_of_plant[other]].plants) > column:
            assert plan.moved(other, back, 20) == at


@given(layouts(least=1), st.data(), st.integers(1, 100))
def test_a_page_is_never_less_than_a_row_and_never_against_its_direction(
    plan: Layout, data: st.DataObject, page: int
) -> None:
    at = data.draw(st.integers(0, len(plan.plants) - 1))
    band = plan.band_of_plant
    assert band[plan.moved(at, "pagedown", page)] >= band[plan.moved(at, "down", page)]
    assert band[plan.moved(at, "pageup", page)] <= band[plan.moved(at, "up", page)]


@given(layouts())
def test_bands_stand_one_under_the_other_without_a_hole(plan: Layout) -> None:
    row = 0
    for number, band in enumerate(plan.bands):
        assert band.top == plan.tops[number] == row
        assert band.height > 0
        row += band.height
    assert plan.height == row


@given(layouts())
def test_the_band_of_a_row_is_the_one_that_holds_it(plan: Layout) -> None:
    for row in range(plan.height):
        band = plan.bands[plan.band_at(row)]
        assert band.top <= row < band.top + band.height


@given(layouts())
def test_every_plant_is_found_at_its_place(plan: Layout) -> None:
    for index, plant in enumerate(plan.plants):
        band = plan.bands[plan.band_of_plant[index]]
        column = index - band.first
        assert band.plants[column] is plant
        left = plan.left(column)
        for x in (left, left + max(0, plan.step - 1)):
            for row in (band.top, band.top + band.height - 1):
                assert plan.plant_at(x, row) is plant


@given(layouts(), st.integers(-3, 250), st.integers(-3, 2000))
def test_no_cell_is_two_plants_and_none_is_found_outside(plan: Layout, x: int, row: int) -> None:
    found = plan.plant_at(x, row)
    if x < MARGIN or not 0 <= row < plan.height:
        assert found is None
    elif found is not None:
        band = plan.bands[plan.band_at(row)]
        column = plan.index[found.id] - band.first
        assert plan.left(column) <= x < plan.left(column) + plan.step


@given(layouts(least=1))
def test_tiles_fit_the_width_wherever_one_tile_does(plan: Layout) -> None:
    if plan.tile.width and plan.tile.width + 2 * MARGIN <= plan.columns * plan.step + 2 * MARGIN:
        widest = max(len(band.plants) for band in plan.bands)
        assert widest <= plan.columns
        assert plan.step >= plan.tile.width or plan.columns == 1
