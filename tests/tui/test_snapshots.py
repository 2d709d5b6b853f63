"""The screens as text, as they were when somebody last looked at them and found them good.

    python -m pytest tests/tui/test_snapshots.py --redraw

draws them anew; then look at the difference before it is kept.  Clock, garden, size and motion stand still; the cursor
is not in a text.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.driver import at_the_keys
from tests.tui.gardens import village

FOLDER = Path(__file__).with_name("snapshots")
SCREENS = {
    "garden": [],
    "contact": ["enter"],
    "review": ["r"],
    "help": ["question_mark"],
    "beds": ["B"],
    "almanac": ["g"],
    "time": ["t", "down", "left"],
    "log": ["l", *"called tom 45m yesterday #work"],
}


@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=["80x24", "120x36"])
@pytest.mark.parametrize("screen", SCREENS)
async def test_a_screen_looks_as_it_did(
    screen: str, size: tuple[int, int], request: pytest.FixtureRequest
) -> None:
    async with at_the_keys(
        village(), size=size, idea=lambda reading, contact, said: ("Send them a song.", "tagged choir")
    ) as garden:
        await garden.keys(*SCREENS[screen])
        text = garden.text + "\n"
    path = FOLDER / f"{screen}-{size[0]}x{size[1]}.txt"
    if request.config.getoption("--redraw"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")
