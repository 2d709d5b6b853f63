"""Every command, once: its name, what it does in a line, its arguments, examples, and the function that does it.

The functions stand in modules of their own, imported when their command is said: a command pays for itself only.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

if TYPE_CHECKING:
    from garden.cli.wiring import Session


class Options(argparse.Namespace):
    """What was said, by name.  `file` and `on` are everywhere; the rest is the command's own."""

    command: str
    file: str | None
    on: str | None
    run: Run


class Run(Protocol):
    """What a command does; answers the exit code."""

    def __call__(self, session: Session, options: Options) -> int:
        """Do it."""
        ...


class Command(NamedTuple):
    """One command.  `wordy`: a word that begins with a single dash is its own, not an option."""

    name: str
    usage: str
    short: str
    does: str
    arguments: Callable[[argparse.ArgumentParser], None]
    place: str
    examples: tuple[str, ...] = ()
    wordy: bool = False

    def run(self, session: Session, options: Options) -> int:
        """Do it: `place` is the module and function of this room that does."""
        module, _, function = self.place.partition(":")
        doing: Run = getattr(import_module(f"garden.cli.{module}"), function)
        return doing(session, options)


def _none(parser: argparse.ArgumentParser) -> None:
    """No arguments of its own."""


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="answer as JSON on standard output")


def _name(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "name", nargs="+", metavar="NAME",
        help="a full name, alias, first name, first name + initial, or the start of an id",
    )  # fmt: skip


def _fields(parser: argparse.ArgumentParser) -> None:
    """The fields of a contact, as `add` and `edit` take them."""
    fields = parser.add_argument_group("fields")
    fields.add_argument("--bed", metavar="BED", help="inner, friends, circle, horizon, shed, or your own")
    fields.add_argument(
        "--every", metavar="SPAN", help="a cadence of their own: 10d, 6w, 3m, 1y, weekly, monthly"
    )
    fields.add_argument("--species", metavar="SPECIES", help="the plant: oak, rose, fern, ...")
    fields.add_argument(
        "--alias", metavar="NAME", action="append", dest="aliases", help="another name; repeatable"
    )
    fields.add_argument("--tag", metavar="TAG", action="append", dest="tags", help="repeatable")
    fields.add_argument("--email", metavar="ADDRESS", action="append", dest="emails", help="repeatable")
    fields.add_argument("--phone", metavar="NUMBER", action="append", dest="phones", help="repeatable")
    fields.add_argument("--url", metavar="URL", action="append", dest="urls", help="repeatable")
    fields.add_argument("--org", metavar="NAME", help="where they work")
    fields.add_argument("--title", metavar="TITLE", help="what they do there")
    fields.add_argument("--birthday", metavar="DAY", help="1990-05-10, or --05-10 without the year")
    fields.add_argument("--met-on", metavar="DAY", help="when you met: 2019, 2019-05, 2019-05-10")
    fields.add_argument("--met-how", metavar="TEXT", help="how you met")
    fields.add_argument("--introduced-by", metavar="NAME", help="a contact of yours")
    fields.add_argument("--notes", metavar="TEXT", help="anything else")


def _add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "name", nargs="+", metavar="NAME", help="the name; - reads names from standard input, one a line"
    )
    _fields(parser)
    _json(parser)


def _some(parser: argparse.ArgumentParser) -> None:
    """One contact by name, or all whom a query fits."""
    parser.add_argument(
        "name", nargs="*", metavar="NAME",
        help="a full name, alias, first name, first name + initial, or the start of an id",
    )  # fmt: skip
    _many(parser)


def _many(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--where", metavar="QUERY", help="everybody whom a query fits, as `garden list` takes it; asks first"
    )
    parser.add_argument("--dry-run", action="store_true", help="with --where: only say who that is")
    parser.add_argument("--yes", action="store_true", help="with --where: do not ask")


def _edit(parser: argparse.ArgumentParser) -> None:
    _some(parser)
    parser.add_argument(
        "--untag", metavar="TAG", action="append", default=[], help="take a tag off; repeatable"
    )
    parser.add_argument("--name", metavar="NEW", dest="new_name", help="a new name")
    parser.add_argument(
        "--clear", metavar="FIELD", action="append", default=[], help="empty a field; repeatable"
    )
    _fields(parser)
    _json(parser)


def _rest(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "words",
        nargs="*",
        metavar="NAME UNTIL",
        help="who, and the last day of rest; `forever` leaves it open, `off` ends the rest",
    )
    _many(parser)
    parser.add_argument("--bed", metavar="BED", help="a whole bed instead of one contact")
    parser.add_argument("--garden", action="store_true", help="everybody")
    parser.add_argument("--wake", action="store_true", help="end the rest instead, as `off` does")
    parser.add_argument("--from", metavar="DAY", dest="start", help="the first day of rest, if not today")
    _json(parser)


def _archive(parser: argparse.ArgumentParser) -> None:
    _some(parser)
    parser.add_argument("--back", action="store_true", help="bring them back")
    _json(parser)


def _bed(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "words",
        nargs="*",
        metavar="add|edit|remove NAME",
        help="nothing: list the beds with what stands in them",
    )
    parser.add_argument("--name", metavar="NEW", dest="new_name", help="a new name")
    parser.add_argument(
        "--every", metavar="SPAN", help="its cadence: 6w, monthly, ...; none: it asks for nothing"
    )
    parser.add_argument(
        "--species", metavar="SPECIES", help="what is planted in it; none: each plant its own"
    )
    parser.add_argument("--into", metavar="BED", help="with remove: where its plants go")
    _json(parser)


def _view(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "words", nargs="*", metavar="NAME QUERY", help="a name alone: show that view; nothing: list them"
    )
    parser.add_argument("--drop", action="store_true", help="forget the view of that name")
    _json(parser)


def _export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("format", metavar="FORMAT", choices=("ics",), help="ics: a calendar")
    parser.add_argument("-o", "--output", metavar="FILE", help="where to; nothing or -: standard output")


def _remove(parser: argparse.ArgumentParser) -> None:
    _name(parser)
    parser.add_argument("--yes", action="store_true", help="do not ask")
    _json(parser)


def _log(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "words",
        nargs="+",
        metavar="SENTENCE",
        help="what happened; quotes are not needed; "
        "- reads a sentence a line from standard input: all are logged, or none",
    )
    parser.add_argument("--dry-run", action="store_true", help="say what was understood and keep nothing")
    parser.add_argument("--plant", action="store_true", help="plant the names nobody has")
    parser.add_argument(
        "--yes",
        action="store_true",
        help="do not ask: plant new names, note what is to come as a "
        "promise; which of two is meant is never answered so",
    )
    _json(parser)


def _inbox(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("inbox", metavar="FILE", help="a text file with a sentence a line")
    parser.add_argument("--dry-run", action="store_true", help="say what was understood and keep nothing")
    parser.add_argument("--plant", action="store_true", help="plant the names nobody has")
    _json(parser)


def _relog(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "id", metavar="ID", help="the start of an interaction's id, as `garden show` lists it"
    )
    parser.add_argument(
        "words", nargs="*", metavar="SENTENCE", help="what happened instead; none: print it as it stands"
    )
    parser.add_argument("--dry-run", action="store_true", help="say what was understood and keep nothing")
    parser.add_argument("--plant", action="store_true", help="plant the names nobody has")
    _json(parser)


def _unlog(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "id", metavar="ID", help="the start of an interaction's id, as `garden show` lists it"
    )
    _json(parser)


def _list(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "words",
        nargs="*",
        metavar="QUERY",
        help="ada, bed:friends, tag:job, state:wilting, -is:fresh, last>60d ...",
    )
    parser.add_argument(
        "--sort", metavar="ORDER", default="name", help="name, need, last, roots or bed (name)"
    )
    parser.add_argument("--archived", action="store_true", help="also those put away")
    _json(parser)


def _show(parser: argparse.ArgumentParser) -> None:
    _name(parser)
    parser.add_argument(
        "-n", "--last", metavar="N", type=int, default=8, help="how many interactions (8); --json gives all"
    )
    _json(parser)


def _wilting(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-n", "--number", metavar="N", type=int, default=10, help="at most so many (10)")
    _json(parser)


def _today(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--brief", action="store_true", help="one line, for a shell's greeting")
    _json(parser)


def _promise(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "words", nargs="*", metavar="NAME TEXT", help="to whom, and what; nothing: list the open ones"
    )
    parser.add_argument("--due", metavar="DAY", help="tomorrow, next friday, 2027-01-31, in 3 weeks")
    parser.add_argument("--theirs", action="store_true", help="they promised it")
    _json(parser)


def _done(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "words", nargs="+", metavar="TEXT-OR-ID", help="words of a promise, or the start of its id"
    )
    _json(parser)


def _draw(parser: argparse.ArgumentParser) -> None:
    _name(parser)
    parser.add_argument("--size", choices=("portrait", "tile", "small", "icon"), default="portrait",
                        help="44x24, 16x9, 10x5 or 2x1 cells (portrait)")  # fmt: skip
    parser.add_argument("--ascii", action="store_true", help="in letters that every terminal has")
    parser.add_argument(
        "--colour", choices=("truecolor", "256", "16", "none"), help="so many, also into a pipe"
    )
    _theme(parser)
    parser.add_argument("--svg", metavar="FILE", help=f"write it as an SVG picture instead; {_OVER}")
    parser.add_argument("--describe", action="store_true", help="say in a sentence what is to be seen")


_OVER: Final = "- is standard output; an SVG of that name is written over, any other file is let be"


def _theme(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--theme", metavar="THEME", help="in the colours of this theme, not of your settings")


def _poster(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--svg", metavar="FILE", required=True, help=f"where to; {_OVER}")
    parser.add_argument(
        "--anonymous", action="store_true", help="leave every name out, of people and of your own beds"
    )
    _theme(parser)


def _demo(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", nargs="?", metavar="NAME", help="which sample garden")


def _restore(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "words", nargs="*", metavar="WHEN",
        help="a day (as it was at its end), a number of the list, or `last`; nothing: list the copies",
    )  # fmt: skip
    parser.add_argument("--diff", action="store_true", help="only say what it would change")
    parser.add_argument("--yes", action="store_true", help="do not ask")
    _json(parser)


def _doctor(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--fix", action="store_true", help="mend what needs no guess; a copy is kept first")
    _json(parser)


def _merge(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files", nargs="*", metavar="FILE",
        help="a copy to take in; nothing: those that stand beside the garden; BASE OURS THEIRS: as git asks",
    )  # fmt: skip
    parser.add_argument("--dry-run", action="store_true", help="only say what would change")
    parser.add_argument("--yes", action="store_true", help="do not ask")
    parser.add_argument("--waiting", action="store_true", help="list what both changed differently")
    parser.add_argument("--keep", metavar="ID", help="of those, let stand what stands")
    parser.add_argument("--take", metavar="ID", help="of those, take the other one's")
    parser.add_argument("--install", action="store_true", help="have git merge the garden by this command")
    _json(parser)


_ALL: Final = (
    Command(
        "garden", "", "opens the garden", "Opens the garden.", _none, "screens:garden",
        ("garden", "garden --file ~/sync/garden.json", "garden --on 2027-06-01"),
    ),
    Command(
        "demo", "[NAME]", "opens a sample garden, in a file of its own",
        "Opens a sample garden.  It stands in a folder of its own that is gone when you leave: try anything.",
        _demo, "screens:demo", ("garden demo", "garden demo seedlings"),
    ),
    Command("review", "", "walks those who need water, one at a time", "Opens the review: one plant at a time.",
            _none, "screens:review", ("garden review",)),
    Command("almanac", "", "the garden's year, and who would answer",
            "Tells the garden's year: when you were in touch, give and take, what your cadences ask for against what\n"
            "you log, plants by stage over the years, who would answer tomorrow, whom to wake.\n"
            "--json answers all of it as data.", _json, "yearly:almanac",
            ("garden almanac", "garden almanac --json", "garden almanac --on 2020-06-01")),
    Command(
        "log", "SENTENCE", "logs what happened",
        "Logs what happened between you and others, said as you would say it.\n\n"
        "Who, what and when are found wherever they stand; what follows a comma, colon or dash is the note.\n"
        "Flow and favour: -> <- <-> or +out +in +both, +gave +got +asked.\n"
        "Promises: !yours by friday, ?theirs.  In a shell, quote what it would take for itself ( ! ? > < # ' ).",
        _log, "happening:log",
        ("garden log coffee with Ada yesterday", "garden log 'called Tom for 45m: the harbour job'",
         "garden log lunch with Grace and Mei at Noma on monday --json",
         "garden log 'emailed Ada -> !send her the paper by friday' --dry-run",
         "garden log - < notes.txt"),
        wordy=True,
    ),
    Command(
        "inbox", "FILE", "logs the sentences of a file, and empties it",
        "Logs the sentences of a text file, one a line, and takes them out of it; what was not understood stays.\n"
        "A line may begin with when it was written, 2026-11-20 18:04; else it is read as of the file's last change.\n"
        "Nothing is lost or logged twice, whenever it is interrupted.",
        _inbox, "happening:inbox", ("garden inbox ~/sync/inbox.txt", "garden inbox ~/sync/inbox.txt --dry-run"),
    ),
    Command(
        "relog", "ID SENTENCE", "corrects what was logged",
        "Corrects an interaction.  Its people and its day stay where the sentence says none;\n"
        "everything else is what the sentence says.  Without a sentence, prints it as it stands.",
        _relog, "happening:relog", ("garden relog 3f9a", "garden relog 3f9a lunch with Ada on 2026-11-03"), wordy=True,
    ),
    Command("unlog", "ID", "takes back what was logged", "Takes back an interaction.", _unlog, "happening:unlog",
            ("garden unlog 3f9a",)),
    Command(
        "promise", "[NAME TEXT]", "notes a promise, or lists them",
        "Notes what you promised somebody (or, with --theirs, they you), and by when.  Alone, lists the open promises.",
        _promise, "happening:promise",
        ("garden promise", "garden promise Ada send her the paper by friday",
         "garden promise Tom bring the drill back --theirs"),
        wordy=True,
    ),
    Command(
        "done", "TEXT-OR-ID", "a promise was kept",
        "A promise was kept.  Keeping one of yours is giving: it is logged as help, given today.",
        _done, "happening:done", ("garden done the paper", "garden done 71c0"),
    ),
    Command(
        "undo", "", "takes back the last thing done", "Takes back the last thing done, also after a restart.", _json,
        "happening:undo", ("garden undo",),
    ),
    Command("redo", "", "does again what was undone", "Does again what was undone last.", _json, "happening:redo",
            ("garden redo",)),
    Command(
        "today", "", "who is ready for water, promises due, birthdays",
        "A screenful for the start of a day: who is ready for water, why and what it would take;\n"
        "promises due within a week; birthdays of today and the coming week.  --brief is one line.",
        _today, "looking:today", ("garden today", "garden today --brief   # in your shell's start-up file"),
    ),
    Command(
        "wilting", "", "those who need water, most needed first",
        "Lists plants that are thirsty, wilting or asleep, most needed first.",
        _wilting, "looking:wilting", ("garden wilting", "garden wilting -n 3", "garden wilting --on 2027-06-01 --json"),
    ),
    Command(
        "list", "[QUERY]", "contacts with their readings",
        "Lists contacts with their readings.",
        _list, "looking:list_", ("garden list", "garden list -state:new --sort need", "garden list ada --json"),
        wordy=True,
    ),
    Command(
        "show", "NAME", "one contact",
        "Shows one contact: the reading with its why, what happened last, promises.",
        _show, "looking:show", ("garden show Ada", "garden show 'Sam R' --json"),
    ),
    Command(
        "draw", "NAME", "prints the plant",
        "Prints the plant of a contact: in colour on a terminal, plain into a pipe or with NO_COLOR.\n"
        "--describe says it in words, --svg makes a file of it that every browser shows.",
        _draw, "drawing:draw",
        ("garden draw Ada", "garden draw Ada --size tile --on 2027-06-01", "garden draw Ada --describe",
         "garden draw Ada --svg ada.svg --theme meadow-day"),
    ),
    Command(
        "poster", "--svg FILE", "the whole garden as one picture",
        "Draws the whole garden as one picture: every bed with its plants, the day and how many there are.\n"
        "The shed and the archive are left out.  With --anonymous nothing that you wrote stands in the file: no name,\n"
        "and of the beds only those that every garden has keep theirs.",
        _poster, "drawing:poster",
        ("garden poster --svg garden.svg", "garden poster --svg garden.svg --anonymous --theme meadow-day",
         "garden poster --svg then.svg --on 2020-06-01"),
    ),
    Command(
        "add", "NAME", "plants a contact",
        "Plants a contact.  `add -` reads names from standard input, one a line, and plants them all at once.",
        _add, "tending:add",
        ("garden add Ada Byron --bed friends",
         "garden add 'Grace Okafor' --every 6w --tag compilers --birthday --12-09",
         "cut -d, -f1 team.csv | garden add - --bed circle"),
    ),
    Command(
        "edit", "NAME", "changes a contact",
        "Changes a contact.  --alias, --tag, --email, --phone and --url add to what is there; --clear empties first.",
        _edit, "tending:edit",
        ("garden edit Ada --bed inner --every 2w", "garden edit Ada --name 'Ada Lovelace' --alias 'Ada Byron'",
         "garden edit Ada --clear every --clear tags",
         "garden edit --where 'bed:circle tag:choir' --bed friends --dry-run"),
    ),
    Command(
        "bed", "[add NAME]", "the beds: lists, lays, changes, removes",
        "Lists the beds with what stands in them; `bed add`, `bed edit` and `bed remove` change them.\n"
        "A bed gives its plants their cadence and, when they are planted, their species.",
        _bed, "beds:bed",
        ("garden bed", "garden bed add choir --every 6w --species rose", "garden bed edit friends --every 3w",
         "garden bed edit circle --name village", "garden bed remove choir --into friends"),
    ),
    Command(
        "view", "[NAME [QUERY]]", "keeps a query under a name",
        "Keeps a query under a name: @NAME stands for it in `list`, --where and the filter.  Alone, lists the\n"
        "views; with a name alone, shows that one.",
        _view, "beds:view",
        ("garden view", "garden view old tag:job 'last>60d'", "garden view old --drop"),
        wordy=True,
    ),
    Command(
        "rest", "NAME UNTIL", "lets a contact rest: days that do not count",
        "Lets a contact, a bed or the whole garden rest until a day: no reminders, and the days do not count,\n"
        "also when looked at years later.",
        _rest, "tending:rest",
        ("garden rest Ada 2027-01-31", "garden rest Ada in 3 weeks", "garden rest Ada off",
         "garden rest --bed circle 2027-01-31", "garden rest --garden in 2 weeks", "garden rest --garden off"),
    ),
    Command("archive", "NAME", "puts a contact away; --back brings it back",
            "Puts a contact away: kept and searchable, but not drawn and not counted.", _archive, "tending:archive",
            ("garden archive Ada", "garden archive Ada --back", "garden archive --where 'bed:horizon last>3y'")),
    Command(
        "remove", "NAME", "removes a contact for good",
        "Removes a contact with its promises and what was logged with nobody else.\n"
        "`garden undo` brings all of it back.",
        _remove, "tending:remove", ("garden remove Ada", "garden remove 4be1 --yes"),
    ),
    Command(
        "export", "FORMAT", "writes what other programs read",
        "Writes a calendar that other programs read: birthdays every year, promises on the day they are due, and\n"
        "for every plant the day from which it is ready for water.",
        _export, "exporting:export", ("garden export ics -o garden.ics", "garden export ics"),
    ),
    Command(
        "doctor", "", "says what is wrong with the file, and mends it",
        "Reads everything - the garden, its copies, its journal, the folder it is in, your own species, themes, ideas\n"
        "and settings - and says what is wrong.\n"
        "With --fix it mends what needs no guess, and keeps the garden as it was first: people who are named and not\n"
        "there get a stand-in in the archive, days written strangely are rewritten where they can mean one day only,\n"
        "ids that were missing or doubled are written down, others' rights to read are taken away, leftovers go.\n"
        "Exit 1 where something is wrong.",
        _doctor, "health:doctor", ("garden doctor", "garden doctor --fix", "garden doctor --json"),
    ),
    Command(
        "merge", "[FILE]", "takes in what another copy of the garden holds",
        "Makes one garden of two copies, record by record and field by field: what only one side changed takes\n"
        "that side, and an edit beats a removal.  Where both changed a field, the later stands and the other waits:\n"
        "--waiting lists those, --keep and --take settle them.\n"
        "Alone it looks for the conflict copies that sync engines leave beside the garden.  It says what will change\n"
        "and asks first; a copy that was taken in is moved to the backups; `garden undo` takes the merge back.\n"
        "--install: writes `NAME merge=garden` into .gitattributes beside the garden, and the driver that it names\n"
        "into the configuration of this clone; outside a git repository it prints both.  Each clone needs it once.",
        _merge, "merging:merge",
        ("garden merge", "garden merge 'garden (Ada conflicted copy 2026-11-23).json' --dry-run",
         "garden merge --waiting", "garden merge --take 3f9a", "garden merge --install"),
    ),
    Command(
        "restore", "[WHEN]", "goes back to how the garden was",
        "Goes back to how the garden was: on a day, or at a copy of the list, which it prints when nothing is said.\n"
        "It says what that changes and asks first, keeps the garden as it is now as a copy of its own, and\n"
        "`garden undo` takes it back.  A file that cannot be read is kept aside; the newest copy takes its place,\n"
        "with what was done since.",
        _restore, "restoring:restore",
        ("garden restore", "garden restore 2026-11-20 --diff", "garden restore yesterday", "garden restore last --yes"),
    ),
)  # fmt: skip

COMMANDS: Final[dict[str, Command]] = {command.name: command for command in _ALL}

GROUPS: Final = (
    ("screens", ("garden", "demo", "review")),
    ("what happened", ("log", "inbox", "relog", "unlog", "promise", "done", "undo", "redo")),
    ("looking", ("today", "almanac", "wilting", "list", "show", "draw", "poster")),
    ("people", ("add", "edit", "bed", "view", "rest", "archive", "remove")),
    ("the file", ("export", "doctor", "merge", "restore")),
)
