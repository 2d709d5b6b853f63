"""From words to options.

Only the parser of the command that is said is built.  Options may stand anywhere before `--`; every other word is the
command's own, so that `garden log saw Ada -> gave her !notes - quickly` reaches the sentence whole.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from typing import Final, NoReturn

from garden import __version__
from garden.cli.commands import COMMANDS, GROUPS, Command, Options
from garden.cli.say import emit
from garden.core.errors import NotUnderstood

_GLOBAL: Final = ("--file", "--on")
_LONG: Final = re.compile(r"--[A-Za-z][\w-]*(=.*)?\Z", re.DOTALL)
_DEFAULT: Final = "garden"


class _Parser(argparse.ArgumentParser):
    """argparse with our voice."""

    def error(self, message: str) -> NoReturn:
        raise NotUnderstood(_our_words(message, self.prog), hint=f"{self.prog} --help says more.")


def _our_words(message: str, prog: str) -> str:
    if found := re.match(r"the following arguments are required: (.*)", message):
        return f"{prog} needs {found[1]}."
    if found := re.match(r"argument (\S+): expected .*argument", message):
        return f"{found[1].split('/')[-1]} needs a value."
    if found := re.match(r"argument (\S+): invalid choice: (.*) \(choose from (.*)\)", message, re.DOTALL):
        return f"{found[1].split('/')[-1]} cannot be {found[2]}; it is one of {found[3]}."
    if found := re.match(r"argument (\S+): invalid int value: (.*)", message, re.DOTALL):
        return f"{found[1].split('/')[-1]} is a number, not {found[2]}."
    return f"{message[:1].upper()}{message[1:]}."


def parse(argv: Sequence[str]) -> Options | None:
    """The options of a command line; None where it only asked for help or the version, which is then printed.

    Raises NotUnderstood for what is no command, no option or no value.
    """
    before, name, rest = _split(argv)
    if name is None and any(word in ("--help", "-h") for word in before):
        emit(overview())
        return None
    if name is None and "--version" in before:
        emit(f"garden {__version__}")
        return None
    if name == "help":
        before, name, rest = _split([*rest, "--help"])
        if name is None:
            emit(overview())
            return None
    command = COMMANDS.get(name or _DEFAULT)
    if command is None:
        raise _no_command(str(name))
    parser = build(command)
    options, words = _sorted_out([*before, *rest], parser, command)
    if "--help" in options:
        emit(parser.format_help().rstrip())
        return None
    parsed = parser.parse_args([*options, "--", *words] if words else options, namespace=Options())
    parsed.command = command.name
    parsed.run = command.run
    return parsed


def build(command: Command) -> argparse.ArgumentParser:
    """The parser of one command, `--help` and all."""
    prog = "garden" if command.name == _DEFAULT else f"garden {command.name}"
    examples = "\n".join(f"  {example}" for example in command.examples)
    parser = _Parser(
        prog=prog,
        description=command.does,
        epilog=f"examples:\n{examples}" if examples else None,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    command.arguments(parser)
    shared = parser.add_argument_group("everywhere")
    shared.add_argument("--file", metavar="PATH", help="the garden's file (else $GARDEN_FILE, else your own)")
    shared.add_argument(
        "--on", metavar="DAY", help="pretend it is that day: 2027-06-01, yesterday, in 3 weeks"
    )
    return parser


def overview() -> str:
    """What `garden --help` prints: every command by group."""
    lines = [
        "garden: a garden of the people you would miss.",
        "",
        "usage: garden [--file PATH] [--on DAY] [COMMAND ...]",
    ]
    for title, names in GROUPS:
        lines += ["", f"{title}:"]
        for name in names:
            command = COMMANDS[name]
            said = "garden" if name == _DEFAULT else f"{name} {command.usage}".strip()
            lines.append(f"  {said:<28} {command.short}")
    lines += [
        "", "everywhere:",
        f"  {'--file PATH':<28} the garden's file, else $GARDEN_FILE, else your own",
        f"  {'--on DAY':<28} pretend it is that day",
        f"  {'--json':<28} answer as JSON, where a command answers",
        "", "garden COMMAND --help says more, with examples.",
    ]  # fmt: skip
    return "\n".join(lines)


def _split(argv: Sequence[str]) -> tuple[list[str], str | None, list[str]]:
    """The options before the command, the command, and what follows it."""
    index = 0
    while index < len(argv):
        word = argv[index]
        if word in _GLOBAL:
            index += 2
        elif word.startswith("-") and word not in ("-", "--"):
            index += 1
        else:
            return list(argv[:index]), word, list(argv[index + 1 :])
    return list(argv), None, []


def _nearest(word: str, known: list[str]) -> str | None:
    from difflib import get_close_matches  # 8 ms that only a slip pays

    return next(iter(get_close_matches(word, known, 1, 0.5)), None)


def _no_command(name: str) -> NotUnderstood:
    near = _nearest(name, [known for known in COMMANDS if known != _DEFAULT])
    hint = f"Did you mean `garden {near}`?" if near else "`garden --help` lists the commands."
    return NotUnderstood(f"There is no command “{name}”.", hint=hint)


def _sorted_out(
    argv: Sequence[str], parser: argparse.ArgumentParser, command: Command
) -> tuple[list[str], list[str]]:
    """The options (with their values) and the words of a command line."""
    known = parser._option_string_actions
    options: list[str] = []
    words: list[str] = []
    index = 0
    while index < len(argv):
        word = argv[index]
        index += 1
        if word == "--":
            words.extend(argv[index:])
            break
        flag, equals, value = word.partition("=")
        action = known.get(flag)
        if action is not None and (not equals or flag.startswith("--")):
            if action.nargs == 0:
                if equals:
                    raise NotUnderstood(f"{flag} takes no value.")
                options.append("--help" if flag in ("-h", "--help") else flag)
                continue
            if not equals:
                value = argv[index] if index < len(argv) else "--"
                index += 1
            if value == "--":
                raise NotUnderstood(f"{flag} needs a value.", hint=f"{parser.prog} --help says more.")
            options.append(f"{_long(action)}={value}")
        elif _LONG.match(word):
            raise _no_option(word, list(known), parser.prog)
        elif (
            len(word) > 2
            and (short := known.get(word[:2])) is not None
            and short.nargs != 0
            and word[1] != "-"
        ):
            options.append(f"{_long(short)}={word[2:].lstrip('=')}")  # -n10
        elif word.startswith("-") and word != "-" and not command.wordy:
            raise _no_option(word, list(known), parser.prog)
        else:
            words.append(word)
    return options, words


def _long(action: argparse.Action) -> str:
    return next(
        (option for option in action.option_strings if option.startswith("--")), action.option_strings[0]
    )


def _no_option(word: str, known: list[str], prog: str) -> NotUnderstood:
    flag = word.partition("=")[0]
    # the dashes are no likeness
    near = _nearest(flag[2:], [option[2:] for option in known if option.startswith("--")])
    hint = (
        f"Did you mean --{near}?"
        if near
        else f"{prog} --help lists them; words that begin with -- stand after a bare --."
    )
    return NotUnderstood(f"{prog} has no option {flag}.", hint=hint)
