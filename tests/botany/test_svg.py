"""A picture that leaves the terminal: the same cells, in a file that any browser shows and nothing can break."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from garden.botany.draw import Studio
from garden.botany.palette import Theme
from garden.botany.picture import SIZES, Picture, Plant
from garden.botany.poster import Plot, Standing, poster
from garden.botany.species import Species
from garden.botany.svg import CELL, Drawing, escaped, of_picture
from tests.botany.botany_plants import plant
from tests.support.payloads import PAYLOADS

NS = "{http://www.w3.org/2000/svg}"
GROUND, INK = "#010203", "#fdfcfb"
QUADRANTS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
BOX = re.compile(r"m(-?[\d.]+) (-?[\d.]+)h([\d.]+)v([\d.]+)h-[\d.]+z")


def painted(document: str) -> dict[tuple[int, int], str]:
    """The colour of every quarter of a cell that a path covers; a second colour on one is an error."""
    quarters: dict[tuple[int, int], str] = {}
    for path in ElementTree.fromstring(document).iter(f"{NS}path"):
        x = y = 0.0
        data = path.attrib["d"]
        assert BOX.sub("", data) == ""
        for dx, dy, wide, tall in BOX.findall(data):
            x, y = x + float(dx), y + float(dy)
            for across in range(int(x) // 5, int(x + float(wide)) // 5):
                for down in range(int(y) // 10, int(y + float(tall)) // 10):
                    assert (across, down) not in quarters, "two boxes lie over each other"
                    quarters[across, down] = path.attrib["fill"]
    return quarters


def expected(picture: Picture) -> dict[tuple[int, int], str]:
    quarters = {}
    for y, row in enumerate(picture.rows):
        x = 0
        for text, fg, bg in row:
            for sign in text:
                bits = QUADRANTS.index(sign)
                for i in range(4):
                    colour = (fg or INK) if bits >> i & 1 else bg
                    if colour:
                        quarters[2 * x + i % 2, 2 * y + i // 2] = colour
                x += 1
    return quarters


@pytest.mark.parametrize("size", ["portrait", "tile", "small"])
def test_every_quarter_of_every_cell_has_its_colour_once(studio: Studio, size: str) -> None:
    for name in studio.species:
        for state, vitality in (("thriving", 1.0), ("wilting", 0.4), ("resting", 0.5)):
            picture = studio.picture(plant("maya", name, state=state, vitality=vitality), size)  # type: ignore[arg-type]
            assert painted(of_picture(picture, GROUND, INK, air=0)) == expected(picture)


@pytest.mark.parametrize("glyphs", ["half", "ascii", "braille"])
@pytest.mark.parametrize("depth", ["truecolor", "16", "none"])
def test_any_glyphs_and_colours_make_a_document_that_stands_alone(
    all_species: dict[str, Species], themes: dict[str, Theme], glyphs: str, depth: str
) -> None:
    studio = Studio(all_species, themes["meadow-day"], glyphs=glyphs, depth=depth)  # type: ignore[arg-type]
    for size in SIZES:
        document = of_picture(studio.picture(plant(), size), GROUND, INK)  # type: ignore[arg-type]
        root = ElementTree.fromstring(document)
        assert {node.tag.removeprefix(NS) for node in root.iter()} <= {"svg", "rect", "path", "g", "text"}
        assert not re.search(r"href|url\(|@import|style=|http(?!://www\.w3\.org/2000/svg)", document)
        for node in root.iter():
            assert re.fullmatch("#[0-9a-f]{6}", node.get("fill", GROUND))


@given(text=st.text() | st.sampled_from(sorted(PAYLOADS.values())))
def test_whatever_somebody_is_called_is_text_and_never_markup(text: str) -> None:
    drawing = Drawing(100, 100, GROUND)
    drawing.words(text, 1, 1, INK)
    drawing.cells(text, 1, 1, INK)
    root = ElementTree.fromstring(drawing.document(title=text, says=text).encode())
    said = root.findtext(f"{NS}desc") or ""
    assert {node.tag.removeprefix(NS) for node in root.iter()} <= {
        "svg",
        "rect",
        "path",
        "g",
        "text",
        "title",
        "desc",
    }
    assert said.isprintable() or not said.isascii()
    assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", said)
    if text.isascii() and text.isprintable():
        assert said == text


def test_markup_is_escaped_to_the_letter() -> None:
    assert escaped('<script>"&[/b]\x1b[31m\u202e') == "&lt;script&gt;&quot;&amp;[/b][31m"


NAMES = ("Ada Byron", "[/b]", "<script>alert(1)</script>", "x" * 300, "Ngữ Ｗｉｄｅ 👩‍👧", "")


def garden_of(number: int) -> list[Plot]:
    def one(i: int) -> Standing:
        return Standing(plant(f"contact {i}", "", maturity=i % 7 / 6), NAMES[i % len(NAMES)])

    people = [one(i) for i in range(number)]
    return [
        Plot("inner", people[:1]),
        Plot("<b>", people[1 : number // 3]),
        Plot("rest", people[max(1, number // 3) :]),
    ]


@settings(max_examples=12, deadline=None)
@given(number=st.integers(1, 70))
def test_a_garden_of_any_size_has_everybody_on_its_sheet_once(studio: Studio, number: int) -> None:
    plots = garden_of(number)
    here = sum(len(plot.plants) for plot in plots)
    document = poster(plots, studio, title=f"A garden of {here}", date="23 Nov 2026")
    root = ElementTree.fromstring(document)
    wide, tall = float(root.attrib["width"]), float(root.attrib["height"])
    assert 0.3 < wide / tall < 4
    labels = [node.text or "" for node in root.iter(f"{NS}text")]
    for name in ("Ada Byron", "[/b]"):
        assert labels.count(name) == sum(one.label == name for plot in plots for one in plot.plants)
    for node in root.iter(f"{NS}text"):
        assert 0 <= float(node.attrib["x"]) <= wide
        assert 0 <= float(node.attrib["y"]) <= tall
    for path in root.iter(f"{NS}path"):
        x = y = 0.0
        for dx, dy, across, down in BOX.findall(path.attrib["d"]):
            x, y = x + float(dx), y + float(dy)
            assert x >= 0
            assert y >= 0
            assert x + float(across) <= wide
            assert y + float(down) <= tall


def test_the_sheet_of_a_crowd_stays_a_sheet(studio: Studio) -> None:
    sown = [
        Standing(Plant(f"c{i}", "oak", 1, "new", "seed", 0, None, 0, 0, 0, False), f"N {i}")
        for i in range(1000)
    ]
    document = poster([Plot("all", sown)], studio, title="A garden of 1,000 plants", date="today")
    root = ElementTree.fromstring(document)
    assert 0.8 < float(root.attrib["width"]) / float(root.attrib["height"]) < 2.5
    assert {f"N {i}" for i in range(1000)} <= {node.text for node in root.iter(f"{NS}text")}


def test_the_same_garden_is_the_same_bytes(studio: Studio) -> None:
    first, second = (poster(garden_of(9), studio, title="t", date="d") for _ in range(2))
    assert first == second


def test_nobody_is_no_poster(studio: Studio) -> None:
    with pytest.raises(ValueError, match="at least one plant"):
        poster([Plot("inner", [])], studio, title="t", date="d")


def test_cells_keep_their_columns(studio: Studio) -> None:
    drawing = Drawing(100, 20, GROUND)
    assert drawing.cells("ab█ c", 0, 0, INK) == 5 * CELL[0]
    words = re.findall(r'<text x="(\d+)"[^>]*textLength="(\d+)"[^>]*>([^<]*)<', drawing.document())
    assert words == [("0", "20", "ab"), ("40", "10", "c")]
