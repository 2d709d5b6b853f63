"""What the screens tell each other, in the past tense."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message


@dataclass
class Saved(Message):
    """Everything asked for so far stands in the file."""

    notices: tuple[str, ...] = ()


@dataclass
class Refreshed(Message):
    """The file held more than we knew: somebody else changed it."""

    notices: tuple[str, ...] = ()


@dataclass
class SaveFailed(Message):
    """A deed could not be saved; it waits in memory."""

    sentence: str
    hint: str = ""


@dataclass
class Selected(Message):
    """Another plant is the selected one now."""

    person: str


@dataclass
class Opened(Message):
    """A plant was opened."""

    person: str


@dataclass
class HintPressed(Message):
    """A key hint was clicked."""

    action: str
