"""`garden log` on 1,000 contacts and 20,000 interactions, held against `khard list` on 1,000 cards; whole processes.

khard is installed by nobody here: it is taken from the PATH or from `--khard`, and where there is none this says so and
does nothing.  An environment of its own keeps it away from the project:

    python -m venv /tmp/khard && /tmp/khard/bin/pip install khard
    python -m benchmarks.against_khard --khard /tmp/khard/bin/khard

Fails where logging takes longer than listing.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from benchmarks import big_garden
from benchmarks.measure import in_turn, table
from benchmarks.plain_commands import timed


def main(args: Sequence[str] | None = None) -> int:
    """Print the figures; 1 where `garden log` is slower."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.against_khard", description=__doc__.splitlines()[0]
    )
    big_garden.sized(parser)
    parser.add_argument("--rounds", type=int, default=21)
    parser.add_argument(
        "--khard", default="khard", help="the command, or its path (default: khard on the PATH)"
    )
    asked = parser.parse_args(args)
    khard = shutil.which(asked.khard)
    if khard is None:
        print(
            f"skipped: there is no {asked.khard}; see `python -m benchmarks.against_khard --help` and the module"
        )
        return 0
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        path = big_garden.write(home / "big.json", asked.contacts, asked.interactions, asked.today)
        contacts = big_garden.documents(asked.contacts, asked.interactions, asked.today)["contacts"]
        names = [str(document["name"]) for document in contacts.values()]
        commands = {
            "khard list": [khard, "-c", str(_cards(home, names)), "list"],
            "garden log": [sys.executable, "-m", "garden", "--file", str(path), "log", f"coffee with {names[0]}"],
            "garden log --dry-run": [
                sys.executable, "-m", "garden", "--file", str(path), "log", "--dry-run", f"coffee with {names[0]}",
            ],
        }  # fmt: skip
        samples = in_turn({what: timed(argv, home) for what, argv in commands.items()}, asked.rounds)
    print(f"{asked.contacts} contacts and {asked.interactions} interactions; {asked.contacts} cards\n")
    print(table(samples, "khard list"))
    return int(median(samples["garden log"]) > median(samples["khard list"]))


def _cards(home: Path, names: Sequence[str]) -> Path:
    """Write one card a name, as small as cards are; answers the configuration that names their folder."""
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
    return config


if __name__ == "__main__":
    sys.exit(main())
