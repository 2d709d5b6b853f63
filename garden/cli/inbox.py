"""Many sentences at once: from standard input, all or none; from an inbox file, which is emptied of what was logged.

An inbox is written by others (a phone, a sync tool) while we read it, and we may be stopped at any moment.  So: what is
about to be logged is first noted in the state folder with the ids that it will have (the intent); then it is saved;
then its lines are taken out of the file as it stands by then; then the intent goes.  Whoever comes next and finds an
intent looks whether its ids are in the garden: if they are, only the lines are still to be taken out.  A line leaves
the file only when it is in the garden, and is logged only once.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime, timedelta
from hashlib import blake2b
from pathlib import Path
from typing import Final, NamedTuple

from garden import words
from garden.capture.draft import Draft
from garden.cli import as_json
from garden.cli.commands import Options
from garden.cli.say import emit_json, fault, say
from garden.cli.understood import retold
from garden.core.errors import AmbiguousName, GardenError, NotUnderstood, UnknownName
from garden.gardener import Gardener
from garden.gardener.records import new_id

LARGEST: Final = 1_000_000
"""More bytes than this are no inbox."""
_STAMP: Final = re.compile(
    r"(?:\[(\d{4}-\d\d-\d\d)[^\]]*\]|(\d{4}-\d\d-\d\d)[ T]\d\d?:\d\d(?::\d\d)?\S*)[ \t]+"
)
"""When a line was written: [2026-11-20] or 2026-11-20 18:04."""


class _Stays(NamedTuple):
    """The lines that stay in the file without saying when they were written: `on`, the day as of which they were read,
    is set before them, for the file is changed by taking the others out."""

    on: date
    lines: tuple[str, ...]


class Line(NamedTuple):
    """A line that says something: its number from 1, its text as it stands, what was understood or why not."""

    number: int
    text: str
    draft: Draft | None
    why: str


def log_lines(gardener: Gardener, options: Options) -> int:
    """`garden log -`: every line of standard input is logged, or none is and each that cannot be is said."""
    lines = list(_read(sys.stdin.read(LARGEST + 1), gardener, options, gardener.today))
    wrong = [line for line in lines if line.draft is None]
    for line in wrong:
        fault(f"line {line.number}: {line.why}")
    if wrong:
        raise NotUnderstood(f"{len(wrong)} of {len(lines)} lines were not understood: nothing was logged.")
    if not lines:
        raise NotUnderstood(
            "There is nothing to log.", hint="Say a sentence a line: coffee with Ada yesterday"
        )
    if options.dry_run:
        _show(gardener, lines, options)
        say("Nothing was kept: this was a dry run.")
        return 0
    drafts = [line.draft for line in lines if line.draft is not None]
    _kept(gardener, lines, drafts, [new_id() for _ in drafts], options)
    return 0


def drain(gardener: Gardener, options: Options, *, state: Path) -> int:
    """`garden inbox FILE`.  Exit 0: nothing is left; 1: some lines are; 2: none was understood, nothing written."""
    path = Path(os.path.realpath(options.inbox))
    key = blake2b(os.fsencode(path), digest_size=8).hexdigest()
    intent = state / "inbox" / f"{key}.json"
    with _alone(intent):
        _recover(gardener, path, intent)
        text, on = _opened(path, gardener.today)
        lines = list(_read(text, gardener, options, on))
        wrong = [line for line in lines if line.draft is None]
        good = [line for line in lines if line.draft is not None]
        drafts = [line.draft for line in good if line.draft is not None]
        if on != gardener.today and any(not _STAMP.match(line.text) for line in good):
            say(f"Read as of {words.exact(on, gardener.today)}, when the file was last changed.")
        if options.dry_run:
            _show(gardener, good, options)
        elif drafts:
            ids = [new_id() for _ in drafts]
            gone = [line.text for line in good]
            stays = _Stays(on, tuple(line.text for line in wrong if not _STAMP.match(line.text.strip())))
            _note(intent, ids, gone, stays)
            try:
                _kept(gardener, good, drafts, ids, options)
            except GardenError:
                intent.unlink(missing_ok=True)  # refused, and so not saved
                raise
            _take_out(path, ids, gone, stays, intent)
            intent.unlink(missing_ok=True)
        elif options.json:
            emit_json([])
    for line in wrong:
        fault(f"line {line.number}: {line.why}")
    if options.dry_run:
        say("Nothing was kept: this was a dry run.")
    elif not lines:
        say("The inbox is empty.")
    if wrong:
        say(f"{len(wrong)} of {len(lines)} lines stay in the inbox.")
    return 0 if not wrong else 1 if good else 2


def _read(text: str, gardener: Gardener, options: Options, on: date) -> Iterator[Line]:
    """What each line says, as of the day it was written; empty lines and comments (# and a space) say nothing."""
    if len(text) > LARGEST:
        raise NotUnderstood(f"That is more than {LARGEST:,} characters: no list of sentences.")
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw.removesuffix("\r").removeprefix("\ufeff")
        said = line.strip()
        if not said or said == "#" or said.startswith("# "):
            continue
        stamp = _STAMP.match(said)
        day = on
        try:
            if stamp is not None:
                said, day = said[stamp.end() :], date.fromisoformat(stamp[1] or stamp[2])
                if day > gardener.today + timedelta(1):  # a phone may be in tomorrow already
                    raise NotUnderstood(f"It was written on {day}, which is still to come.")
            draft = gardener.understand(said, on=day)
            _check(gardener, draft, options)
            yield Line(number, line, draft, "")
        except ValueError as error:
            yield Line(number, line, None, f"{error}.")
        except AmbiguousName as error:
            fits = words.listed([what for _, what in error.candidates])
            yield Line(number, line, None, f"{error.message} {fits}. {error.hint}".strip())
        except GardenError as error:
            yield Line(number, line, None, f"{error.message} {error.hint}".strip())


def _check(gardener: Gardener, draft: Draft, options: Options) -> None:
    """Raise what would stand in the way of keeping a draft."""
    gardener.clear(draft)
    for doubt in draft.ambiguous:
        raise gardener.doubt(doubt.word, doubt.candidates)
    if draft.unknown and not options.plant:
        meant = " ".join(filter(None, map(gardener.meant, draft.unknown)))
        raise UnknownName(words.listed(draft.unknown), hint=meant or "--plant plants them.")
    if not draft.people and not draft.unknown:
        raise NotUnderstood("It says nobody's name.", hint="Say with whom: coffee with Ada")


def _kept(
    gardener: Gardener, lines: list[Line], drafts: list[Draft], ids: list[str], options: Options
) -> None:
    lights = [gardener.ask_lights(draft) for draft in drafts]
    done = gardener.log_many(drafts, plant_unknown=bool(options.plant), ids=ids)
    if options.json:
        told = zip(drafts, lights, ids, strict=True)
        emit_json([{**as_json.draft(draft, gardener, lit), "ids": [id_]} for draft, lit, id_ in told])
    else:
        say(done.said)
        if len(lines) > 1:
            _tell(gardener, lines)
    for notice in done.notices:
        say(notice)


def _show(gardener: Gardener, lines: list[Line], options: Options) -> None:
    if options.json:
        emit_json([as_json.draft(line.draft, gardener) for line in lines if line.draft is not None])
    else:
        _tell(gardener, lines)


def _tell(gardener: Gardener, lines: list[Line]) -> None:
    for line in lines:
        if line.draft is not None:
            draft = line.draft
            new = [name for name in draft.unknown if name not in draft.introducing]
            who = words.listed([*map(gardener.name_of, draft.people), *new])
            rest = " · ".join(retold(draft, gardener))
            told = f"{draft.kind} with {who}, {words.day(draft.on, gardener.today)}"
            say(f"  {line.number}: {told}{f' · {rest}' if rest else ''}")


# The file


def _opened(path: Path, today: date) -> tuple[str, date]:
    """The file's text and the day of its last change.  Raises GardenError where it cannot be read."""
    try:
        if not path.is_file() or path.stat().st_size > LARGEST:
            raise GardenError(
                f"{path} is not a file of sentences." if path.exists() else f"{path} is not there."
            )
        changed = datetime.fromtimestamp(path.stat().st_mtime).astimezone().date()
        return path.read_bytes().decode("utf-8"), min(changed, today)
    except OSError as error:
        raise GardenError(f"{path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise GardenError(
            f"{path} is not text in UTF-8.", hint="Save it as UTF-8; nothing was changed."
        ) from None


def _recover(gardener: Gardener, path: Path, intent: Path) -> None:
    """Finish what was stopped between saving and taking the lines out."""
    try:
        noted = json.loads(intent.read_bytes())
        ids, lines = [str(id_) for id_ in noted["ids"]], [str(line) for line in noted["lines"]]
        day = noted.get("on") or gardener.today.isoformat()
        stays = _Stays(date.fromisoformat(day), tuple(str(line) for line in noted.get("stays", ())))
    except FileNotFoundError:
        return
    except (OSError, ValueError, KeyError, TypeError):
        intent.unlink(missing_ok=True)  # cut off while it was written: nothing had been saved yet
        return
    saved = any(id_ in gardener.facts.table("interactions") for id_ in ids)
    if saved and path.exists() and path.stat().st_ino != noted.get("inode"):
        count = _take_out(path, ids, lines, stays, intent)
        what = "1 line that was" if count == 1 else f"{count} lines that were"
        say(f"Finished what was interrupted: took {what} logged already out of the inbox.")
    intent.unlink(missing_ok=True)


def _note(intent: Path, ids: list[str], lines: list[str], stays: _Stays, inode: int | None = None) -> None:
    """Note what is about to be done; `inode`: of the file that has the lines taken out, once there is one."""
    noted = {"ids": ids, "lines": lines, "on": stays.on.isoformat(), "stays": stays.lines, "inode": inode}
    _write(intent, json.dumps(noted).encode())


def _take_out(path: Path, ids: list[str], gone: list[str], stays: _Stays, intent: Path) -> int:
    """Take lines out of the file as it stands now, each as often as it was logged; answers how many.

    The file is replaced whole.  What was written to the old one meanwhile is put behind the new one.
    """
    with path.open("rb") as old:
        text = old.read().decode("utf-8")
        left, count = Counter(gone), 0
        kept = []
        for raw in text.split("\n"):
            line = raw.removesuffix("\r").removeprefix("\ufeff")
            if left[line] > 0:
                left[line] -= 1
                count += 1
            elif line in stays.lines:
                kept.append(raw.replace(line, f"[{stays.on}] {line.strip()}"))
            else:
                kept.append(raw)
        rest = "\n".join(kept)
        mode = path.stat().st_mode & 0o777
        data = rest.encode() if rest.strip() else b""
        _write(path, data, mode, noting=lambda inode: _note(intent, ids, gone, stays, inode))
        late = old.read()
    if late:
        with path.open("ab") as new:
            new.write(late)
    return count


def _write(path: Path, data: bytes, mode: int = 0o600, noting: Callable[[int], None] | None = None) -> None:
    """Replace a file whole: a temporary one beside it, made durable, renamed.  `noting`: told its inode before that."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    temporary = path.with_name(f"~{path.name}.{os.urandom(8).hex()}.tmp")
    try:
        made = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), mode)
        with os.fdopen(made, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            if noting is not None:
                noting(os.fstat(file.fileno()).st_ino)
        temporary.replace(path)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink()
        raise GardenError(f"{path} cannot be written: {error.strerror}.") from None
    with suppress(OSError):
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


@contextmanager
def _alone(intent: Path) -> Iterator[None]:
    """Only one of us drains a file at a time."""
    try:
        import fcntl
    except ImportError:  # no such locks here; the intent still keeps a line from being logged twice
        yield
        return
    intent.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with intent.with_suffix(".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise GardenError(
                "Another garden is reading this inbox now.", hint="Try again in a moment."
            ) from None
        yield
