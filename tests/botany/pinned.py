"""The shipped species of each drawing engine, pinned: `python -m tests.botany.pinned` writes the table anew.

That is for the time before a release, and for a species that is new.  Once released, a line stands: plants of it stand
in people's gardens, and each of them keeps its shape.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

from tests.botany.botany_plants import shipped

TABLE: Final = Path(__file__).with_name("pinned.json")
"""Engine -> species -> digest."""
ENGINE: Final = "1"
"""The engine that draws `seeds/species/`."""
WORDS: Final = frozenset({"title", "icon", "bloom"})
"""Keys that no twig hangs on."""


def digest(data: Mapping[str, Any]) -> str:
    """What a species file says of how its plants look, in short."""
    looks = {key: value for key, value in data.items() if key not in WORDS}
    return blake2b(json.dumps(looks, sort_keys=True).encode(), digest_size=8).hexdigest()


def now() -> dict[str, str]:
    """The digests of the species files as they are."""
    return {name.removesuffix(".toml"): digest(data) for name, data in shipped("seeds/species").items()}


def table() -> dict[str, dict[str, str]]:
    """The digests as they were pinned."""
    found: dict[str, dict[str, str]] = json.loads(TABLE.read_text(encoding="utf-8"))
    return found


if __name__ == "__main__":
    pinned = table() if TABLE.exists() else {}
    TABLE.write_text(json.dumps({**pinned, ENGINE: now()}, indent=2, sort_keys=True) + "\n", encoding="utf-8")
