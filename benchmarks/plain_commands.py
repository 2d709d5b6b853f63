"""`garden log` and `garden wilting` on a big garden, held against an empty Python, argparse alone, and khard.

python -m benchmarks.plain_commands --khard     # installs khard into a temporary environment of its own
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks import big_garden
from benchmarks.measure import in_turn, table
from benchmarks.terminal import plain_env

_ARGPARSE = """
import argparse
parser = argparse.ArgumentParser()
commands = parser.add_subparsers()
for name in ("log", "wilting"):
    commands.add_parser(name).add_argument("-n", type=int, default=10)
parser.parse_args(["wilting", "-n", "3"])
"""


def main(args: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.plain_commands", description=__doc__.splitlines()[0]
    )
    big_garden.sized(parser)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--khard", action="store_true", help="also `khard list` on as many cards")
    asked = parser.parse_args(args)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        path = big_garden.write(home / "big.json", asked.contacts, asked.interactions, asked.today)
        tables = big_garden.documents(asked.contacts, asked.interactions, asked.today)
        name = str(tables["contacts"]["1"]["name"])
        python, garden = sys.executable, [sys.executable, "-m", "garden", "--file", str(path)]
        commands: dict[str, list[str]] = {
            "python -c pass": [python, "-c", "pass"],
            "argparse alone": [python, "-c", _ARGPARSE],
            "garden wilting": [*garden, "wilting"],
            "garden log": [*garden, "log", f"coffee with {name}"],
        }
        against = "python -c pass"
        if asked.khard:
            against = "khard list"
            commands[against] = _khard(home, [str(doc["name"]) for doc in tables["contacts"].values()])
        samples = in_turn({what: _timed(argv, home) for what, argv in commands.items()}, asked.rounds)
    print(f"plain commands, {asked.contacts} contacts and {asked.interactions} interactions\n")
    print(table(samples, against))


def _timed(argv: Sequence[str], home: Path) -> Callable[[], float]:
    env = plain_env(home)

    def run() -> float:
        begun = time.perf_counter()
        done = subprocess.run(argv, env=env, capture_output=True, stdin=subprocess.DEVNULL, check=False)
        seconds = time.perf_counter() - begun
        if done.returncode:
            raise SystemExit(f"{' '.join(argv)}\nended with {done.returncode}: {done.stderr.decode()}")
        return seconds

    return run


def _khard(home: Path, names: Sequence[str]) -> list[str]:
    """Install khard, write one card a name; the command that lists them."""
    venv.create(home / "khard", with_pip=True)
    subprocess.run([home / "khard/bin/python", "-m", "pip", "install", "-q", "khard"], check=True)
    cards = home / "cards"
    cards.mkdir()
    for number, name in enumerate(names):
        first, _, last = name.partition(" ")
        card = (
            f"BEGIN:VCARD\r\nVERSION:3.0\r\nUID:{number}\r\nFN:{name}\r\nN:{last};{first};;;\r\nEND:VCARD\r\n"
        )
        (cards / f"{number}.vcf").write_bytes(card.encode())
    config = home / "khard.conf"
    config.write_text(f"[addressbooks]\n[[cards]]\npath = {cards}\n[general]\ndebug = no\n", encoding="utf-8")
    khard = shutil.which("khard", path=str(home / "khard/bin"))
    if khard is None:
        raise SystemExit("khard was installed, but there is no such command")
    return [khard, "-c", str(config), "list"]


if __name__ == "__main__":
    main()
