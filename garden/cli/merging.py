"""`garden merge`: conflict copies taken in, with a preview; git's merge driver; what waits for a choice."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from garden.cli import as_json
from garden.cli.answer import answer
from garden.cli.commands import Options
from garden.cli.restoring import confirm
from garden.cli.say import Cell, emit, emit_json, say, table
from garden.cli.wiring import Session
from garden.core.errors import GardenError, NotUnderstood
from garden.gardener import differences, short_ids
from garden.words import clean

if TYPE_CHECKING:
    from garden.store.joining import Comparison

_DRIVER: Final = "garden"


def merge(session: Session, options: Options) -> int:
    """`garden merge`, in its several forms."""
    files = [Path(name) for name in options.files]
    forms = [
        bool(files),
        options.waiting,
        options.keep is not None,
        options.take is not None,
        options.install,
    ]
    if sum(forms) > 1:
        raise NotUnderstood(
            "That asks for several things at once.", hint="garden merge --help says which there are."
        )
    if options.waiting:
        return _waiting(session, options)
    if options.keep is not None or options.take is not None:
        said = str(options.keep if options.take is None else options.take)
        return answer(session.gardener.choose(said, other=options.take is not None), options)
    if options.install:
        return install(session.file)
    if len(files) == 3:
        return _drive(*files)
    if len(files) > 1:
        raise NotUnderstood(
            "One copy at a time; or three files, as git asks: BASE OURS THEIRS.",
            hint="garden merge --help says more.",
        )
    return _take_in(session, options, files)


def _take_in(session: Session, options: Options, files: Sequence[Path]) -> int:
    """Copies into the garden, one after the other."""
    gardener, store = session.gardener, session.store
    if gardener.read_only:
        raise GardenError(gardener.read_only)
    copies = [(path.expanduser(), "") for path in files] or [
        (copy.path, copy.engine) for copy in store.copies()
    ]
    if not copies:
        if options.json:
            emit_json([])
        else:
            say("There are no conflict copies beside the garden.")
        return 0
    told = []
    code = 0
    for path, engine in copies:
        try:
            told.append(_one(session, options, path, engine, named=bool(files)))
        except GardenError as error:  # the next copy may be sound
            if len(copies) == 1:
                raise
            say(f"{error.message}  {error.hint or 'Mend it, or move it out of the folder.'}".strip())
            code = error.exit_code
    if options.json:
        emit_json(told)
    return code


def _one(session: Session, options: Options, path: Path, engine: str, *, named: bool) -> as_json.Json:
    gardener, store = session.gardener, session.store
    found = store.compare(path)
    gardener.take(found.now)
    lines = differences.said(found.changes, found.now, found.then, gardener.today)
    told: as_json.Json = {"file": str(path), "engine": engine or None, "changes": lines, "waiting": len(found.waiting),
                          "merged": False}  # fmt: skip
    if not options.json:
        _preview(found, engine, lines)
    if options.dry_run:
        return told
    if found.changes:
        confirm(options.yes, "Take this in? `garden undo` takes it back.")
        store.pin("merge")
        done = gardener.carry_out(f"merged {path.name}", found.changes, f"Merged {path.name}.")
        for notice in done.notices:
            say(notice)
        if not options.json:
            say(done.said)
    elif named:
        confirm(options.yes, "It holds nothing new. Move it to the backups?")
    kept = store.put_away(found)
    if not options.json:
        say(f"The copy is kept: {kept}")
        if found.waiting:
            say("`garden merge --waiting` lists what both changed differently.")
    return {**told, "merged": True, "kept": str(kept)}


def _preview(found: Comparison, engine: str, lines: Sequence[str]) -> None:
    whose = f" (of {engine})" if engine else ""
    say(f"{found.path.name}{whose}" + ("" if lines else ": nothing in it is new."))
    for line in lines:
        emit(f"  {clean(line)}")
    if found.changes:
        say(
            "Compared with the last state that both had."
            if found.base is not None
            else "No state is known that both had: what differs is taken from the later, what only one has stays."
        )
    for item in found.waiting:
        say(
            f"Both changed {' '.join(map(str, item['path']))}: the later stands, the other waits for your choice."
        )
    if found.left:
        say(f"Not taken in, since it is not the garden's: {', '.join(found.left)}.  It stays in the copy.")


def _waiting(session: Session, options: Options) -> int:
    choices = session.gardener.choices()
    if options.json:
        emit_json(
            [
                {
                    "id": one.id,
                    "what": one.what,
                    "stands": one.stands,
                    "other": one.other,
                    "at": one.at or None,
                }
                for one in choices
            ]
        )
        return 0
    short = short_ids([one.id for one in choices], ())
    rows: list[list[Cell]] = [
        [
            (short[one.id], "dim"),
            (one.what, "bold"),
            (f"stands: {one.stands}", ""),
            (f"other: {one.other}", ""),
        ]
        for one in choices
    ]
    table(rows)
    if choices:
        say("`garden merge --keep ID` lets stand what stands; `garden merge --take ID` takes the other.")
    else:
        say("Nothing waits to be chosen.")
    return 0


# --- git ------------------------------------------------------------------------------------------------------------


def _drive(base: Path, ours: Path, theirs: Path) -> int:
    """As git asks: the result goes to OURS; exit 0 where it is whole, 1 where git should leave the conflict open."""
    from garden.store.joining import drive

    merged = drive(base, ours, theirs)
    if merged.waiting:
        many = "1 field" if len(merged.waiting) == 1 else f"{len(merged.waiting)} fields"
        say(
            f"Both sides changed {many} differently: the later stands, `garden merge --waiting` lists the other."
        )
    return 0


def install(file: Path) -> int:
    """Have git merge the garden by this command: in its repository, or as lines to put there oneself."""
    real = Path(os.path.realpath(file))
    pattern = f'"{real.name}"' if " " in real.name else real.name
    line = f"{pattern} merge={_DRIVER}"
    command = f"{_ourselves()} merge %O %A %B"
    settings = (
        (f"merge.{_DRIVER}.name", "garden: record by record"),
        (f"merge.{_DRIVER}.driver", command),
    )
    if not _in_a_repository(real.parent):
        say(f"{real.parent} is in no git repository.  Once it is, these do it:")
        for name, value in settings:
            emit(f"git config {name} {shlex.quote(value)}")
        emit(f"echo {shlex.quote(line)} >> .gitattributes")
        return 0
    for name, value in settings:
        _git(real.parent, "config", name, value)
    attributes = real.parent / ".gitattributes"
    try:
        known = attributes.read_text(encoding="utf-8") if attributes.exists() else ""
        if line not in known.splitlines():
            if known and not known.endswith("\n"):
                known += "\n"
            attributes.write_text(f"{known}{line}\n", encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise GardenError(
            f"{attributes} could not be written: {error}.", hint=f"Put this line there: {line}"
        ) from None
    say(f"git now merges {real.name} by `{command}`.")
    say(
        f"{attributes} says so ({line}): commit it.  The command stands in this clone's configuration only: run this in"
    )
    say("each clone once.")
    return 0


def _ourselves() -> str:
    """How a shell starts this program."""
    found = shutil.which("garden")
    return "garden" if found else f"{shlex.quote(sys.executable)} -m garden"


def _in_a_repository(folder: Path) -> bool:
    if shutil.which("git") is None or not folder.is_dir():
        return False
    command = ["git", "rev-parse", "--is-inside-work-tree"]
    asked = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return asked.returncode == 0 and asked.stdout.strip() == "true"


def _git(folder: Path, *command: str) -> None:
    done = subprocess.run(["git", *command], cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise GardenError(f"git {command[0]} said: {done.stderr.strip()}")
