"""What the screens tell each other, in the past tense.  Plain classes: dataclasses are made anew at every start."""

from __future__ import annotations

from typing import NamedTuple

from textual.message import Message


class Told(Message):
    """A message with words from the store."""

    def __init__(self, notices: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.notices = notices


class Saved(Told):
    """Everything asked for so far stands in the file."""


class Refreshed(Told):
    """The file holds something else than we knew: somebody else changed it, of these `people` (ids)."""

    def __init__(self, notices: tuple[str, ...] = (), people: tuple[str, ...] = ()) -> None:
        super().__init__(notices)
        self.people = people


class Blurred(Message):
    """Somebody else changed the file, and it cannot be read now."""

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self.sentence = sentence


class Gone(NamedTuple):
    """Why a screen closed by itself: its contact is no longer there.  `typed`: what stood in its log bar."""

    name: str
    typed: str = ""


class SaveFailed(Message):
    """A deed could not be saved; it waits in memory."""

    def __init__(self, sentence: str, hint: str = "") -> None:
        super().__init__()
        self.sentence, self.hint = sentence, hint


class Whose(Message):
    """A message about one contact."""

    def __init__(self, person: str) -> None:
        super().__init__()
        self.person = person


class Selected(Whose):
    """Another plant is the selected one now."""


class Opened(Whose):
    """A plant was opened."""


class HintPressed(Message):
    """A key hint was clicked."""

    def __init__(self, action: str) -> None:
        super().__init__()
        self.action = action
