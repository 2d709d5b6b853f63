"""Files that stand in a garden's place and cost a careless reader minutes or the machine's memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable

BOMBS: dict[str, Callable[[], Iterable[bytes]]] = {
    "one string of 200 MB": lambda: [b'{"contacts":{"1":{"id":"a","name":"', *[b"x" * 10**6] * 200, b'"}}}'],
    "60 MB of one string": lambda: [b'{"contacts":{"1":{"id":"a","name":"', *[b"x" * 10**6] * 60, b'"}}}'],
    "100,000 nestings": lambda: [
        b'{"contacts":{"1":{"id":"a","name":',
        b"[" * 100_000,
        b"]" * 100_000,
        b"}}}",
    ],
    "a number of a million digits": lambda: [b'{"contacts":{"1":{"id":"a","every":', b"9" * 10**6, b"}}}"],
    "2,000,000 records": lambda: _records(2_000_000),
    "499,000 interactions": lambda: _records(499_000, "interactions"),
    "51,000 contacts": lambda: _records(51_000),
    "49,000 contacts": lambda: _records(49_000),
}


def _records(many: int, table: str = "contacts") -> Iterable[bytes]:
    return [b'{"%s":{"1":{}' % table.encode(), *[b',"%d":{}' % n for n in range(2, many + 1)], b"}}"]


MOST_SECONDS, MOST_BYTES = 10.0, 500_000_000
"""What a refusal, or an answer, may take."""
