"""Which species stands in for one that is not there: for a contact that names none, or one whose file is gone.

The list is never changed, as little as an engine is: a species that is dropped in, taken away or shipped later then
reshapes nobody who did not ask for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from hashlib import blake2b
from typing import Any, Final

STAND_INS: Final = (
    "bamboo", "bonsai", "cactus", "cherry", "fern", "lavender", "oak", "palm", "rose", "sunflower", "tulip", "willow",
)  # fmt: skip
"""The species shipped with the first version."""


def stand_in(contact: str, there: Collection[str] = STAND_INS) -> str:
    """The species that a contact's id decides.  `there`: what can be drawn; where none of the stand-ins can, one of
    those, of which there is at least one.
    """
    names = [name for name in STAND_INS if name in there] or sorted(there)
    number = int.from_bytes(blake2b(contact.encode("utf-8", "replace"), digest_size=8).digest(), "big")
    return names[number % len(names)]


def absent(contacts: Iterable[Mapping[str, Any]], there: Collection[str]) -> list[str]:
    """A sentence for each species that documents of contacts name and that is not there to be drawn."""
    named = Counter(kind for doc in contacts if isinstance(kind := doc.get("species"), str) and kind)
    return [
        f"There is no species “{kind[:40]}”, which {'a plant is' if many == 1 else f'{many:,} plants are'} of: "
        f"drawn as another until a file in seeds/species says id = “{kind[:40]}”."
        for kind, many in sorted(named.items())
        if kind not in there
    ]
