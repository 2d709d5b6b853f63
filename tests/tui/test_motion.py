"""What moves, and when: the wind within its time, growth in a few frames, nothing where stillness is asked for."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import pytest

import garden
from garden import settings
from garden.botany.draw import CELLS, Studio
from garden.botany.picture import SIZES, Plant
from garden.cli import looks
from garden.core.reading import read
from garden.tui.motion import EXPECTED, GROWTH_FRAMES, PHASES, SWAY_BUDGET, Gust, Motion
from garden.tui.widgets.beds import BANDS_KEPT, Beds
from garden.tui.widgets.side import Side
from tests.support import TODAY
from tests.tui.driver import GardenAtTheKeys, at_the_keys, shipped
from tests.tui.gardens import friends, village, wilting


class Watch:
    """A clock that somebody turns."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def takes(self, seconds: float) -> Callable[[], None]:
        """Something that takes so long."""

        def work() -> None:
            self.now += seconds

        return work


def test_a_tick_never_begins_a_tile_that_it_has_no_time_left_for() -> None:
    watch = Watch()
    gust = Gust(1, clock=watch)
    drawn = [gust.draws("tile", watch.takes(EXPECTED["tile"])) for _ in range(5)]

    assert drawn == [True, True, False, False, False]
    assert watch.now <= SWAY_BUDGET


def test_frames_that_are_there_cost_a_tick_nothing_and_one_that_is_not_is_drawn_after_them() -> None:
    watch = Watch()
    gust = Gust(1, clock=watch)

    assert all(gust.draws("tile", watch.takes(0)) for _ in range(500))
    assert gust.draws("portrait", watch.takes(0.007))
    assert not gust.draws("portrait", watch.takes(0.007)), "one portrait a tick"


def test_however_slow_the_machine_the_wind_gets_on() -> None:
    watch = Watch()
    for tick in range(1, 4):
        assert Gust(tick, clock=watch).draws("portrait", watch.takes(1.0))


async def test_only_what_is_seen_is_drawn_for_the_wind() -> None:
    async with at_the_keys(wilting(12), size=(60, 30)) as at:
        beds = at.screen.query_one(Beds)
        drawn: list[str] = []
        rows = beds.look.rows
        beds.look.rows = lambda reading, *how: (drawn.append(reading.id), rows(reading, *how))[1]  # type: ignore[method-assign]
        for tick in range(1, 60):
            beds.sway(Gust(tick, clock=Watch()))
        first, last = beds.plan.band_at(beds.top), beds.plan.band_at(beds.top + beds.size.height - 1)
        seen = {plant.id for band in beds.plan.bands[first : last + 1] for plant in band.plants}
        assert set(drawn) == seen
        assert len(seen) < len(beds.plan.plants)


async def test_painted_bands_are_kept_to_a_bound_however_far_one_scrolls() -> None:
    builder = wilting(12)
    for number in range(300):
        builder.with_contact(f"Somebody {number}", species="oak")
    async with at_the_keys(builder, size=(80, 30)) as at:
        beds = at.screen.query_one(Beds)
        for _ in range(70):
            await at.keys("pagedown")
            assert len(beds._painted) <= BANDS_KEPT
        assert len(beds._painted) > BANDS_KEPT // 2


def test_pictures_are_kept_to_a_bound_counted_in_cells() -> None:
    setup, facts = shipped(), friends().gardener().facts
    studio = Studio(setup.species, setup.themes["meadow-night"])
    plant = Plant.of(read(facts, "tom-kerr", TODAY))
    tiles = CELLS // (SIZES["portrait"][0] * SIZES["portrait"][1])
    for number in range(tiles + 20):
        studio.picture(plant._replace(id="tom-kerr", leaves=number), "portrait")
        assert studio._pictures.weight <= CELLS
    assert len(studio._pictures) <= tiles


def played(motion: Motion, act: Callable[[Callable[[float], None]], None]) -> list[float]:
    frames: list[float] = []
    act(frames.append)
    for _ in range(20):
        motion._step()
    return frames


class StillApp:
    """An app whose timer is turned by hand."""

    screen = object()
    screen_stack: ClassVar = [screen]

    def set_interval(self, *args: Any, **options: Any) -> Any:
        self.options = options
        return type(
            "Turned",
            (),
            {"resume": lambda s: setattr(s, "on", True), "pause": lambda s: setattr(s, "on", False)},
        )()


def moving(*, reduced: bool = False) -> Motion:
    motion = Motion(StillApp(), lambda gust: None, reduced=reduced)  # type: ignore[arg-type]
    motion.start()
    return motion


def test_growth_is_six_to_eight_frames_that_only_grow_and_end_grown() -> None:
    motion = moving()
    frames = played(motion, motion.grow)

    assert 6 <= len(frames) == GROWTH_FRAMES <= 8
    assert frames == sorted(set(frames))
    assert 0 < frames[0] < frames[-1] == 1.0


def test_under_reduced_motion_or_out_of_focus_growth_is_its_end_at_once() -> None:
    still, away = moving(reduced=True), moving()
    away.focus(False)

    assert played(still, still.grow) == [1.0]
    assert played(away, away.grow) == [1.0]


def test_what_grows_while_the_terminal_goes_to_the_back_is_grown() -> None:
    motion = moving()
    frames: list[float] = []
    motion.grow(frames.append)
    motion.focus(False)

    assert frames[-1] == 1.0
    assert frames.count(1.0) == 1


def test_a_garden_that_opens_behind_another_window_waits_with_the_wind() -> None:
    app = StillApp()
    motion = Motion(app, lambda gust: None, reduced=False)  # type: ignore[arg-type]
    motion.focus(False)
    motion.start()

    assert app.options["pause"] is True


async def test_the_wind_comes_back_to_rest_after_its_phases() -> None:
    async with at_the_keys(village()) as at:
        beds = at.screen.query_one(Beds)
        rows = len([band for band in beds.plan.bands if band.plants])
        at.is_sound()
        before = at.text
        for tick in range(1, PHASES * rows + 1):
            beds.sway(Gust(tick, clock=Watch()))
            at.is_sound()
        assert set(beds._phase.values()) <= set(range(PHASES))
        assert len(at.text) == len(before)


def test_motion_owns_every_timer_that_comes_again() -> None:
    root = Path(garden.__file__).parent
    owners = {
        path.relative_to(root).as_posix()
        for path in root.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and node.attr in ("set_interval", "auto_refresh", "automatic_refresh")
    }

    assert owners == {"tui/motion.py"}


async def test_switching_through_all_themes_paints_each_at_once_and_remembers_it() -> None:
    remembered: list[tuple[str, str]] = []
    themes = sorted(shipped().themes)
    async with at_the_keys(village(), remember=lambda *what: remembered.append(what)) as at:
        start = themes.index(at.app.theme)
        for name in themes[start + 1 :] + themes[: start + 1]:
            await at.keys("T")
            assert at.app.theme == name == at.app.look.theme.name
            assert remembered[-1] == ("theme", name)
            colours = {
                segment.style.bgcolor.name
                for strip in at.screen._compositor.render_strips()
                for segment in strip
                if segment.style is not None and segment.style.bgcolor is not None
            }
            assert at.app.look.theme.app["background"] in colours
            others = {shipped().themes[other].app["background"] for other in themes if other != name}
            assert not colours & (others - set(at.app.look.theme.app.values())), (
                "nothing of another theme is left"
            )
            at.is_sound()
        assert len(remembered) == len(themes)


async def test_the_terminal_loses_and_gets_the_focus_and_nothing_moves_meanwhile() -> None:
    from textual.events import AppBlur, AppFocus

    async with at_the_keys(village(), reduced_motion=False) as garden:
        timer = garden.app.motion._timer
        assert timer is not None
        garden.app.post_message(AppBlur())
        await garden.until(lambda: garden.app.motion._blurred)
        assert not timer._active.is_set(), "the timer rests"
        await garden.keys("w").enter()
        assert "thriving" in garden.story
        garden.app.post_message(AppFocus())
        await garden.until(lambda: not garden.app.motion._blurred)
        assert timer._active.is_set()


async def test_under_reduced_motion_there_is_no_timer_at_all() -> None:
    async with at_the_keys(village()) as garden:
        assert garden.app.motion._timer is None


def by_hand(at: GardenAtTheKeys) -> Motion:
    """The app's motion, its timer held: only `_step` moves anything from now on."""
    motion = at.app.motion
    assert motion._timer is not None
    motion._timer.pause()
    return motion


def picture(at: GardenAtTheKeys) -> str:
    """The screen without its summary and footer."""
    return "\n".join(at.text.splitlines()[1:-1])


async def test_a_log_grows_before_ones_eyes_frame_by_frame_and_ends_fully_grown() -> None:
    async with at_the_keys(friends(), reduced_motion=False) as at:
        motion = by_hand(at)
        await at.walks_to("Ada Byron")
        beds, side = at.screen.query_one(Beds), at.screen.query_one("#side", Side)
        await at.keys("w").enter()
        seen, played = [side._growth], [picture(at)]
        assert beds._growing == {at.screen.beds.selected: side._growth}, "the tile grows with the portrait"
        while motion._growing is not None:
            motion._step()
            seen.append(side._growth)
            await at.settle()
            played.append(picture(at))
            at.is_sound()
        assert seen == [step / GROWTH_FRAMES for step in range(1, GROWTH_FRAMES + 1)]
        assert not beds._growing
        assert len(set(played)) >= 3, "the leaf is seen to grow"


async def test_the_wind_is_seen_in_the_open_garden() -> None:
    async with at_the_keys(village(), reduced_motion=False) as at:
        motion, seen = by_hand(at), set[str]()
        for _ in range(200):  # a slow machine draws a frame a tick, and so gets there too
            motion._step()
            await at.settle()
            seen.add(picture(at))
            if len(seen) > PHASES:
                break
        assert len(seen) > PHASES
        at.is_sound()


async def test_the_wind_passes_over_the_front_screen_only() -> None:
    async with at_the_keys(village(), reduced_motion=False) as at:
        motion, beds = by_hand(at), at.screen.query_one(Beds)
        await at.enter()
        side = at.screen.query_one("#side", Side)
        before, phases = dict(beds._phase), set()
        for _ in range(2 * PHASES):
            motion._step()
            phases.add(side._phase)
        assert phases == set(range(PHASES)), "a portrait is drawn alone in its tick, and so always"
        assert beds._phase == before


@pytest.mark.parametrize(
    ("asked", "environ", "moves"),
    [
        ("", {}, True),
        ("", {"SSH_CONNECTION": "192.0.2.1 50000 192.0.2.2 22"}, False),
        ("", {"SSH_TTY": "/dev/pts/3"}, False),
        ('motion = "full"', {"SSH_TTY": "/dev/pts/3"}, True),
        ('motion = "reduced"', {}, False),
    ],
    ids=["at the desk", "over ssh", "on a terminal of ssh", "over ssh, asked for", "not wanted"],
)
async def test_who_is_far_away_or_wants_stillness_has_it_and_who_asks_for_motion_has_that(
    asked: str, environ: dict[str, str], moves: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("SSH_CONNECTION", "SSH_TTY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {"TERM": "xterm-256color", **environ}.items():
        monkeypatch.setenv(name, value)
    (tmp_path / "settings.toml").write_text(asked, encoding="utf-8")
    found = looks.setup(settings.paths()._replace(config=tmp_path))

    async with at_the_keys(village(), reduced_motion=found.reduced_motion) as at:
        assert (at.app.motion._timer is not None) is moves
