"""`garden doctor`: reads everything, says what is wrong, and with `--fix` mends what needs no guess."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from garden.cli.commands import Options
from garden.cli.restoring import restorable
from garden.cli.say import Cell, emit_json, fault, say, table
from garden.cli.wiring import Session
from garden.core.errors import GardenError
from garden.core.model import Change
from garden.gardener import health


def doctor(session: Session, options: Options) -> int:
    """Exit 0 where nothing is wrong (any more), 1 where something is; notes do not count."""
    store = session.store
    broken = restorable(session)
    if broken is not None:
        return _answer(
            [("file", f"{broken} `garden restore` brings a copy back.", False, False)], options, []
        )
    gardener = session.gardener
    stamp = session.clock.stamp()
    found = health.examine(gardener.facts, gardener.today, stamp)
    around = store.examine()
    mended: list[str] = []
    if options.fix and (any(one.mends for one in found) or any(one.mends for one in around)):
        if gardener.read_only:
            say(gardener.read_only)
        else:
            mended = _mend(session, found, [one.sentence for one in around if one.mends])
            found = health.examine(gardener.facts, gardener.today, stamp)
            around = store.examine()
    rows = [(one.kind, one.sentence, bool(one.mends), one.note) for one in found]
    rows += [(one.kind, one.sentence, one.mends, one.note) for one in around]
    if gardener.read_only:
        rows.append(("read-only", gardener.read_only, False, False))
    rows += _own_files(session)
    return _answer(rows, options, mended)


def _own_files(session: Session) -> list[tuple[str, str, bool, bool]]:
    """What is wrong in the user's own species, themes, ideas and settings: nothing that the doctor mends.  To be noted:
    what takes the place of a shipped one, which a copy does whose id was left as it was; and who lacks their species.
    """
    from garden.botany.stand_ins import absent
    from garden.cli import looks

    try:
        found = looks.gather(session.paths)
    except GardenError as error:
        return [("species", f"{error.message} {error.hint}", False, False)]
    wrong = looks.problems(session.paths, found)
    rows = [(_KINDS.get(one.path.parent.as_posix(), "setting"), str(one), False, False) for one in wrong]
    for kind, own in (("species", found.species), ("theme", found.themes)):
        rows += [
            (kind, f"{path.as_posix()} takes the place of the shipped {name}.", False, True)
            for name, path in own.files.items()
            if name in own.shipped
        ]
    lacking = absent(session.gardener.facts.table("contacts").values(), found.species)
    return rows + [("species", sentence, False, True) for sentence in lacking]


_KINDS: Final = {"seeds/species": "species", "themes": "theme", "seeds": "idea"}
"""What is wrong, by the folder of the file that it is wrong in."""


def _mend(session: Session, found: Sequence[health.Ailment], around: Sequence[str]) -> list[str]:
    """Mend what can be, the file kept first; answers what was mended, in sentences."""
    gardener, store = session.gardener, session.store
    store.pin("doctor")
    changes: list[Change] = health.mending(found)
    if not changes and store.unwritten():  # records that got an id on reading: any save writes it
        table_name, id_ = store.unwritten()[0]
        doc = gardener.facts.table(table_name)[id_]
        changes = [Change(table_name, id_, doc, {**doc, "updated": session.clock.stamp()})]
    if changes:
        done = gardener.carry_out("had the garden mended", changes, "Mended.")
        for notice in done.notices:
            say(notice)
    store.mend()
    return [*(one.sentence for one in found if one.mends), *around]


def _answer(rows: Sequence[tuple[str, str, bool, bool]], options: Options, mended: Sequence[str]) -> int:
    wrong = [row for row in rows if not row[3]]
    if options.json:
        emit_json(
            {
                "well": not wrong,
                "found": [{"kind": k, "sentence": s, "mends": m, "note": n} for k, s, m, n in rows],
                "mended": list(mended),
            }
        )
    else:
        for sentence in mended:
            say(f"Mended: {sentence}")
        notes = [row for row in rows if row[3]]
        lines: list[list[Cell]] = [[("note" if row[3] else "wrong", "dim" if row[3] else "yellow"), (row[1], "")]
                                   for row in (*wrong, *notes)]  # fmt: skip
        table(lines)
    if wrong:
        fault(
            f"{len(wrong)} {'thing is not as it' if len(wrong) == 1 else 'things are not as they'} should be."
        )
        if any(mends for _, _, mends, _ in wrong):
            say("`garden doctor --fix` mends what needs no guess; the garden as it is now is kept first.")
        return 1
    if not options.json:
        say("All is well." + (" `garden undo` takes the mending of records back." if mended else ""))
    return 0
