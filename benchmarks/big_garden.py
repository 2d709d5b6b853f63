"""Writes a garden file of any size by the file's contract: the same one for the same numbers and day.

    python -m benchmarks.big_garden big.json --contacts 1000 --interactions 20000

It needs no room of the project: what it writes is what any script may write (docs/file.md).  People are invented.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

FIRST: Final = (
    "Ada", "Bram", "Chidi", "Dalia", "Emeka", "Freya", "Goran", "Hana", "Ines", "Jonas", "Kavya", "Lukas", "Mina",
    "Noor", "Otis", "Pilar", "Quim", "Rosa", "Sami", "Tove", "Ulla", "Vera", "Wren", "Xenia", "Yusuf", "Zora",
    "Anouk", "Bilal", "Carmen", "Dario", "Edda", "Farid",
)  # fmt: skip
SUR: Final = (
    "Ash",
    "Birch",
    "Cedar",
    "Elm",
    "Fern",
    "Gorse",
    "Heather",
    "Iris",
    "Juniper",
    "Larch",
    "Maple",
    "Oak",
)
TAIL: Final = ("field", "by", "well", "wood", "mere", "ton", "brook", "dale")
BEDS: Final = (("inner", 1), ("friends", 3), ("circle", 10), ("horizon", 10))
"""Beds and their shares."""
KINDS: Final = ("coffee", "call", "message", "email", "meal", "walk", "video", "event", "help", "intro")
NOTES: Final = (
    "",
    "",
    "",
    "spoke of the move",
    "her talk went well",
    "asked about the garden",
    "a long one, mended much",
)
YEARS: Final = 10


def documents(contacts: int, interactions: int, today: date) -> dict[str, dict[str, dict[str, Any]]]:
    """The tables as stock TinyDB keeps them: table -> "1", "2" ... -> document.

    A few people have most of the interactions, as in life; some are lately met, some silent for years.
    """
    dice = random.Random(f"{contacts}/{interactions}")
    stamp = f"{today.isoformat()}T08:00:00.000Z"
    beds = [bed for bed, share in BEDS for _ in range(share)]
    people: dict[str, dict[str, Any]] = {}
    lives: list[tuple[str, int, int]] = []
    for number in range(1, contacts + 1):
        name = f"{FIRST[number % len(FIRST)]} {dice.choice(SUR)}{dice.choice(TAIL)} {number}"
        id_ = f"c{number:06d}-{dice.getrandbits(48):012x}"
        met = dice.randrange(30, YEARS * 365)
        heard = int(met * dice.random() ** 3)
        lives.append((id_, met, heard))
        people[str(number)] = {
            "id": id_, "name": name, "bed": dice.choice(beds), "tags": ["work"] if number % 3 else [],
            "met_on": (today - timedelta(days=met)).isoformat(), "created": stamp, "updated": stamp,
        }  # fmt: skip
    shares = [1 / (rank + 3) for rank in range(contacts)]
    happened: dict[str, dict[str, Any]] = {}
    for number, (id_, met, heard) in enumerate(
        dice.choices(lives, shares, k=interactions) if contacts else (), 1
    ):
        document: dict[str, Any] = {
            "id": f"i{number:07d}-{dice.getrandbits(48):012x}",
            "on": (today - timedelta(days=dice.randint(heard, met))).isoformat(),
            "people": [id_] if dice.random() < 0.93 else [id_, dice.choice(lives)[0]],
            "kind": dice.choice(KINDS), "flow": dice.choice(("both", "both", "both", "out", "in")),
            "note": dice.choice(NOTES), "created": stamp, "updated": stamp,
        }  # fmt: skip
        if dice.random() < 0.05:
            document["favor"] = dice.choice(("gave", "got"))
        happened[str(number)] = document
    return {"contacts": people, "interactions": happened}


def write(path: Path, contacts: int, interactions: int, today: date) -> Path:
    """Write a garden file to `path`, over what is there; answers `path`."""
    path.write_text(json.dumps(documents(contacts, interactions, today)), encoding="utf-8")
    return path


def main(args: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.big_garden", description=__doc__)
    parser.add_argument("path", type=Path)
    sized(parser)
    asked = parser.parse_args(args)
    write(asked.path, asked.contacts, asked.interactions, asked.today)
    print(
        f"{asked.path}: {asked.contacts} contacts, {asked.interactions} interactions, {asked.path.stat().st_size} bytes"
    )


def sized(parser: argparse.ArgumentParser, contacts: int = 1000, interactions: int = 20000) -> None:
    """Add the options that say how big the garden is, and which day is today in it."""
    parser.add_argument("--contacts", type=int, default=contacts)
    parser.add_argument("--interactions", type=int, default=interactions)
    local = date.today()  # noqa: DTZ011 - the gardener's local day is what is meant
    parser.add_argument("--today", type=date.fromisoformat, default=local, metavar="DATE")


if __name__ == "__main__":
    main()
