"""One list of actions: keys, help, palette and footer say the same, and every key can be another."""

from __future__ import annotations

import pytest
from textual.widgets import Static

from garden.tui import actions, keymap
from garden.tui.actions import ACTIONS, MOVES, Where
from garden.tui.screens.almanac import AlmanacScreen
from garden.tui.screens.beds import BedsScreen
from garden.tui.screens.contact import ContactScreen
from garden.tui.screens.garden import GardenScreen
from garden.tui.screens.review import ReviewScreen
from garden.tui.screens.room import Room
from garden.tui.screens.time import TimeScreen
from tests.tui.driver import GardenAtTheKeys, at_the_keys, shipped
from tests.tui.gardens import a_garden, friends, village, wilting

SCREENS: dict[Where, type[Room]] = {
    "garden": GardenScreen,
    "contact": ContactScreen,
    "review": ReviewScreen,
    "beds": BedsScreen,
    "almanac": AlmanacScreen,
    "time": TimeScreen,
}


@pytest.mark.parametrize("where", SCREENS)
def test_every_action_has_a_method_on_each_of_its_screens(where: Where) -> None:
    for action in actions.at(where):
        assert callable(getattr(SCREENS[where], f"action_{action.name}", None)), f"{action.name} on {where}"


@pytest.mark.parametrize("where", SCREENS)
def test_no_key_of_a_screen_does_two_things(where: Where) -> None:
    keys = [key.strip() for action in actions.at(where) for key in action.keys.split(",")]
    keys += [key for move in MOVES for key in move.key.split(",")]
    assert len(keys) == len(set(keys)), sorted(key for key in keys if keys.count(key) > 1)


def test_every_action_says_what_it_does_in_a_sentence_and_belongs_somewhere() -> None:
    names = [action.name for action in ACTIONS]
    assert len(names) == len(set(names))
    for action in ACTIONS:
        assert action.where
        assert action.where <= {*SCREENS, "log"}
        assert len(action.help.split()) >= 2
        assert action.help[0].isupper()
        assert action.title == action.title.strip() != ""
        assert action.group


def test_nothing_destructive_is_on_a_single_key_without_a_question() -> None:
    for action in ACTIONS:
        if action.name in {"archive", "unlog", "remove"}:
            assert action.help.startswith("Ask whether")


@pytest.mark.parametrize("where", SCREENS)
def test_the_screens_bindings_are_those_of_the_registry_and_no_others(where: Where) -> None:
    named = {action.name for action in actions.at(where)}
    assert {binding.id for binding in SCREENS[where].BINDINGS if binding.id} == named


async def somewhere(garden: GardenAtTheKeys, where: Where) -> None:
    if where == "contact":
        await garden.enter()
    elif where == "review":
        await garden.keys("r")
    elif where == "beds":
        await garden.keys("B")
    elif where == "almanac":
        await garden.keys("g")
    elif where == "time":
        await garden.keys("t")
    assert garden.room == where


@pytest.mark.parametrize("where", SCREENS)
async def test_help_names_every_action_of_the_screen_with_its_key(where: Where) -> None:
    async with at_the_keys(wilting(2), size=(120, 60)) as garden:
        await somewhere(garden, where)
        await garden.keys("question_mark")
        assert garden.room == "HelpScreen"
        page = str(garden.screen.query_one(Static).content).splitlines()
        for action in [*actions.at(where), *(() if where == "time" else actions.at("log"))]:
            line = next((line for line in page if action.help in line), None)
            assert line is not None, f"{action.name} is not in the help"
            assert line.split()[0] == actions.shown_key(action)
        garden.is_sound()
        await garden.esc()
        assert garden.room == where


async def test_the_help_of_another_day_tells_how_to_travel_and_not_how_to_log() -> None:
    async with at_the_keys(friends(), size=(120, 60)) as garden:
        await garden.keys("t")
        garden.sees("below: how much was logged")
        await garden.keys("question_mark")
        page = str(garden.screen.query_one(Static).content).splitlines()
        for keys, said in actions.TRAVELS:
            assert any(line.split(said)[0].strip() == keys for line in page if said in line), keys
        assert not any("log bar" in line or line.lstrip().startswith("arrows") for line in page)


@pytest.mark.parametrize("key", ["escape", "q", "question_mark", "enter"])
async def test_help_is_closed_by_esc_q_question_mark_and_enter(key: str) -> None:
    async with at_the_keys(friends()) as garden:
        await garden.keys("question_mark", key)
        assert garden.room == "garden"
        assert garden.app.is_running


async def test_help_scrolls_in_a_small_terminal() -> None:
    async with at_the_keys(friends(), size=(60, 12)) as garden:
        await garden.keys("question_mark")
        top = garden.text
        await garden.keys("down", "down", "pagedown")
        assert garden.text != top
        garden.is_sound()
        await garden.keys("end").comes_to_see("!send her the paper by Friday")


async def test_the_palette_finds_a_person_by_a_part_of_the_name_and_opens_them() -> None:
    async with at_the_keys(village()) as garden:
        await garden.keys("ctrl+p")
        assert garden.room == "Palette"
        await garden.types("lindq").comes_to_see("Mei Lindqvist", "open this contact")
        await garden.enter()
        await garden.until(lambda: garden.room == "contact")
        assert garden.selected == "Mei Lindqvist"


async def test_the_palette_tells_two_of_one_name_apart() -> None:
    two = a_garden().with_contact("Sam Vale", "6b64aa", bed="inner").with_contact("Sam Vale", "0bb6aa")
    async with at_the_keys(two.met("6b64aa", days_ago=3)) as garden:
        await garden.keys("ctrl+p").types("vale")
        await garden.comes_to_see(
            "open 6b64  Sam Vale · inner · last coffee 3 days ago",
            "open 0bb6  Sam Vale · friends · nothing logged",
        )
        await garden.enter()
        await garden.until(lambda: garden.room == "contact")


async def test_the_palette_finds_and_does_what_can_be_done() -> None:
    async with at_the_keys(village()) as garden:
        await garden.keys("ctrl+p").types("most needed first").comes_to_see("review   r")
        await garden.enter()
        await garden.until(lambda: garden.room == "review")


async def test_the_palette_names_every_action_of_the_screen_before_anything_is_typed() -> None:
    async with at_the_keys(village(), size=(120, 90)) as garden:
        await garden.keys("ctrl+p").comes_to_see("review   r")
        for action in actions.at("garden"):
            if action.palette:
                await garden.comes_to_see(action.help)
        await garden.esc()
        await garden.until(lambda: garden.room == "garden")
        garden.holds()


async def test_keys_changed_by_the_settings_do_their_work_and_are_said() -> None:
    async with at_the_keys(friends(), keys={"water": "ctrl+w", "sort": "o", "nonsense": "p"}) as garden:
        await garden.walks_to("Ada Byron")
        await garden.keys("ctrl+w")
        assert garden.asking == "log"
        assert garden.chips["who"] == "Ada Byron"
        await garden.esc().keys("w")
        assert garden.asking == "", "the old key does nothing any more"
        await garden.keys("o")
        assert garden.said == "Sorted by name."
        await garden.keys("question_mark")
        page = str(garden.screen.query_one(Static).content)
        assert "ctrl+w" in page


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ({"lgo": "c"}, "keys.lgo is not an action; did you mean log?"),
        ({"Keep view": "V"}, "keys.Keep view is not an action; did you mean keep_view?"),
        ({"colour": "p"}, "keys.colour is not an action; docs/keys.md names them all."),
        ({"log": "ctrl+shfit+x"}, "keys.log is “ctrl+shfit+x”; did you mean ctrl+shift+x?"),
        ({"log": "shift+ctrl+x"}, "keys.log is “shift+ctrl+x”; did you mean ctrl+shift+x?"),
        ({"log": "Ctrl-L"}, "keys.log is “Ctrl-L”; did you mean ctrl+l?"),
        ({"log": "esc"}, "keys.log is “esc”; did you mean escape?"),
        ({"log": "n, entre"}, "keys.log is “entre”; did you mean enter?"),
        ({"log": "log"}, 'keys.log is “log”; it should be a key, such as "ctrl+l".'),
        ({"log": "cmd+x"}, 'keys.log is “cmd+x”; it should be a key, such as "ctrl+l".'),
        ({"log": "ctrl+q"}, "keys.log is “ctrl+q”; that quits from anywhere; give it another."),
        ({"log": "ctrl+Q"}, "keys.log is “ctrl+Q”; that quits from anywhere; give it another."),
        ({"log": "ctrl+P"}, "keys.log is “ctrl+P”; that finds a person or anything that can be done; give it another."),
        ({"log": "shift+l"}, "keys.log is “shift+l”; did you mean L?"),
        ({"log": "shift+?"}, "keys.log is “shift+?”; did you mean question_mark?"),
        ({"log": "shift+1"}, 'keys.log is “shift+1”; say the sign that it types, such as "!".'),
        ({"log": "ctrl+1"}, "keys.log is “ctrl+1”; few terminals send that; alt+1 is sent by all."),
        ({"log": "ctrl+L"}, "keys.log is “ctrl+L”; did you mean ctrl+l?"),
        ({"log": "alt+L"}, "keys.log is “alt+L”; did you mean alt+shift+l?"),
        ({"log": "return"}, "keys.log is “return”; did you mean enter?"),
        ({"log": "SPACE"}, "keys.log is “SPACE”; did you mean space?"),
        ({"log": "ins"}, "keys.log is “ins”; did you mean insert?"),
        ({"log": "backtab"}, "keys.log is “backtab”; did you mean shift+tab?"),
        ({"log": "solidus"}, "keys.log is “solidus”; did you mean slash?"),
        ({"log": "ctrl+m"}, "keys.log is “ctrl+m”; a terminal sends enter for it; say that, or give it another."),
        ({"log": "ctrl+i"}, "keys.log is “ctrl+i”; a terminal sends tab for it; say that, or give it another."),
        ({"log": "ctrl+["}, "keys.log is “ctrl+[”; a terminal sends escape for it; say that, or give it another."),
        ({"log": ""}, 'keys.log names no key; it should be a key, such as "ctrl+l".'),
        ({"": "x"}, "keys: “” is not an action; docs/keys.md names them all."),
        ({"keep": "x"}, 'keys.keep is “x”; that is typed into the line; give it one that is not, such as "ctrl+l".'),
        ({"take": "space"}, 'keys.take is “space”; that is typed into the line; give it one that is not, such as '
         '"ctrl+l".'),
        ({"chips": "slash"}, 'keys.chips is “slash”; that is typed into the line; give it one that is not, such as '
         '"ctrl+l".'),
        ({"log": "c"}, "keys.log is “c”, which is the key of cadence too in a review; give one of them another."),
        ({"sort": "?"}, "keys.sort is “?”, which is the key of help too in the garden; give one of them another."),
        ({"log": "k"}, "keys.log is “k”, which moves (up) too in the garden; give one of them another."),
        ({"take": "ctrl+n"}, "keys.take is “ctrl+n”, which is the key of keep_on too in the log bar; give one of them "
         "another."),
        ({"sort": "n", "view": "n"}, "keys.view is “n”, which is the key of sort too in the garden; give one of them "
         "another."),
    ],
)  # fmt: skip
def test_what_the_settings_say_of_keys_and_cannot_be_is_told(keys: dict[str, str], told: str) -> None:
    assert keymap.mistakes(keys) == [told]
    if " too in " not in told and "," not in "".join(keys.values()):
        assert keymap.working(keys) == {}, "the action keeps its own key"


@pytest.mark.parametrize(
    "key",
    ["n", "!", "+", ",", "é", "ü,n", "ctrl+l", "alt+l", "ctrl+shift+left", "f5", "ctrl+f12", "comma", "at",
     "exclamation_mark", "ctrl+backslash", "f2, n", "N"],
)  # fmt: skip
def test_a_key_that_can_be_pressed_is_told_nothing_of(key: str) -> None:
    assert keymap.mistakes({"sort": key}) == []
    assert keymap.working({"sort": key})


def test_two_actions_may_change_their_keys_and_the_registry_has_no_fault() -> None:
    assert keymap.mistakes({"sort": "v", "view": "s"}) == []
    assert keymap.mistakes({action.name: action.keys for action in ACTIONS}) == []


async def test_a_key_that_is_none_leaves_the_action_its_own() -> None:
    async with at_the_keys(friends(), keys={"sort": "ctrl+shfit+o", "view": "n,entre"}) as garden:
        await garden.keys("s")
        assert garden.said == "Sorted by name."
        assert garden.app.keymap == {"view": "n"}


async def test_every_action_can_be_put_on_another_key() -> None:
    for action in ACTIONS:
        binding = action.binding()
        assert binding.id == action.name


async def test_a_theme_repaints_everything_and_is_remembered() -> None:
    remembered: dict[str, str] = {}
    async with at_the_keys(friends(), remember=remembered.__setitem__) as garden:
        before, words = _colours(garden), garden.names
        await garden.keys("T")
        assert remembered["theme"] == garden.app.theme != "meadow-night"
        assert garden.said == f"Theme: {shipped().themes[garden.app.theme].title}."
        grounds = _colours(garden)
        assert not grounds & (before - grounds), "a colour of the old theme was left behind"
        assert shipped().themes[garden.app.theme].app["background"] in grounds
        assert shipped().themes["meadow-night"].app["background"] not in grounds
        assert garden.names == words
        for _ in range(len(shipped().themes) - 1):
            await garden.keys("T")
        assert garden.app.theme == "meadow-night"
        assert shipped().themes["meadow-night"].app["background"] in _colours(garden)


async def test_a_theme_that_cannot_be_remembered_is_painted_all_the_same_and_said() -> None:
    from garden.core.errors import GardenError

    def refuse(name: str, value: str) -> None:
        raise GardenError("settings.toml could not be written: read-only file system.")

    async with at_the_keys(friends(), remember=refuse) as garden:
        await garden.keys("T")
        assert garden.app.theme != "meadow-night"
        assert "could not be written" in garden.said


async def test_every_screen_is_repainted_by_a_theme_chosen_over_it() -> None:
    async with at_the_keys(village()) as garden:
        await garden.enter().keys("T")
        day = shipped().themes[garden.app.theme].app["background"]
        assert day in _colours(garden)
        await garden.esc()
        assert day in _colours(garden)
        assert shipped().themes["meadow-night"].app["background"] not in _colours(garden)


def _colours(garden: GardenAtTheKeys) -> set[str]:
    """The grounds of every cell on the screen."""
    return {
        segment.style.bgcolor.get_truecolor().hex
        for strip in garden.screen._compositor.render_strips()
        for segment in strip
        if segment.style is not None and segment.style.bgcolor is not None
    }
