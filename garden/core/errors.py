"""What can go wrong, as types.  A message is a sentence to a person; a hint says what to do about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path  # a name to tell; no file is touched here


class GardenError(Exception):
    """Could not be done.  Nothing was lost; `str(error)` is fit to show to a person.  Exit code 1."""

    exit_code = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class NotUnderstood(GardenError):
    """What was said does not make sense (a bad date, cadence, kind ...).  Nothing written.  Exit code 2."""

    exit_code = 2


class Refused(GardenError):
    """A deed that cannot be kept as it stands, now or later: trying again would not help.  Nothing was changed."""


class UnknownName(NotUnderstood):
    """No contact (bed, promise ...) fits `said`."""

    def __init__(self, said: str, message: str = "", *, hint: str = "") -> None:
        super().__init__(message or f"Nobody here is called “{said}”.", hint=hint)
        self.said = said


class AmbiguousName(NotUnderstood):
    """`said` fits more than one contact; never guessed.  `candidates` are (id, words) pairs.

    `starts`: id -> the start of it that is nobody else's, where that is known; it can be said instead of the name.
    """

    def __init__(
        self,
        said: str,
        candidates: Sequence[tuple[str, str]],
        *,
        hint: str = "",
        starts: Mapping[str, str] | None = None,
        what: str = "contacts",
    ) -> None:
        super().__init__(f"“{said}” fits {len(candidates)} {what}.", hint=hint)
        self.said = said
        self.candidates = tuple(candidates)
        self.starts = dict(starts or {})


class Misread(NotUnderstood):
    """A sentence that cannot be taken as it stands; `start` and `end` index the words at fault, if any."""

    def __init__(self, message: str, *, start: int = 0, end: int = 0, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.start = start
        self.end = end


class Problem(NamedTuple):
    """What was passed over in a data file while the rest was read: which file, and a sentence about it."""

    path: Path
    sentence: str

    def __str__(self) -> str:
        return f"{self.path}: {self.sentence}"
