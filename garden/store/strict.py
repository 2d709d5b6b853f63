"""Reading a garden's file strictly: what is not beyond doubt is refused, with a sentence that says what it looks like.

Stock TinyDB reads an empty file as an empty garden and of a duplicate key keeps the last; both lose data without a
word.  Here: UTF-8 (a BOM is allowed), an object of objects of objects, integer keys, no key twice at any depth, no NaN
and no infinity.  Nothing here writes.

A large file is read by orjson, in half the time, where nothing in it is in doubt; whatever it refuses, and whatever it
might read otherwise than the standard library, is read again by that, which also knows how to say what is wrong.
"""

from __future__ import annotations

import codecs
import json
import math
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from garden.core.facts import TABLES
from garden.store import disk
from garden.store.errors import NotAGarden, Unreadable, said

Raw = dict[str, dict[str, dict[str, Any]]]
"""table name -> TinyDB's integer key, as a string -> document: what the file says."""

_KEY_DIGITS: Final = 18
"""Keys beyond this overflow a 64-bit integer in other tools that read the file."""


def load(path: Path) -> tuple[bytes, disk.Stamp] | None:
    """The bytes at `path` and their stamp; None where there is no file.  Unreadable where they cannot be had."""
    try:
        return disk.read(path)
    except IsADirectoryError:
        raise Unreadable(path, "is a folder, not a garden's file.") from None
    except disk.NotAFile:
        raise Unreadable(path, "is not a regular file.") from None
    except disk.TooLarge:
        size = disk.SIZE_LIMIT // (1024 * 1024)
        raise Unreadable(path, f"is larger than {size} MB: no garden's file is.") from None
    except OSError as error:
        raise Unreadable(path, f"cannot be read: {said(error)}.") from None


MOST_RECORDS: Final = 500_000
MOST_CONTACTS: Final = 50_000
"""More than a life holds; beyond, it would take minutes and the machine's memory to say what is in a file."""


class _Refused(Exception):
    """What is wrong, as the second half of a sentence."""


def parse(data: bytes, path: Path) -> Raw:
    """The tables in the bytes of a file; `path` is for the sentences.  Raises Unreadable, NotAGarden."""
    return read(data, path)[0]


def read(data: bytes, path: Path, *, seen: bool = False) -> tuple[Raw, bool]:
    """The tables in the bytes of a file, and whether orjson alone would read these bytes as they are meant.

    `path` is for the sentences; `seen`: these very bytes were read before by the same `RULES`, and that was so.
    Raises Unreadable, NotAGarden.
    """
    try:
        if data.count(b"{") > MOST_RECORDS:
            raise _Refused(f"holds more than {MOST_RECORDS:,} records: no garden does.")
        raw = _quickly(data, seen)
        plain = raw is not None
        if raw is None:
            text = _text(data)
            raw = _check(_parsed(text))
            most = _keys_at_most(data)
            if most is None or not _surely_unique(most, raw):
                _parsed(text, pairs=_object)
        if len(raw.get("contacts", ())) > MOST_CONTACTS:
            raise _Refused(f"holds more than {MOST_CONTACTS:,} contacts: no garden does.")
    except _Refused as refused:
        raise Unreadable(path, str(refused)) from None
    except RecursionError:
        raise Unreadable(path, "is nested deeper than any garden.") from None
    if (
        raw
        and not (set(raw) & set(TABLES[:-1]))
        and not any("schema" in doc for doc in raw.get("meta", {}).values())
    ):
        names = ", ".join(f"“{name}”" for name in list(raw)[:3])
        raise NotAGarden(
            path, f"is not a garden's file: its tables are {names}.", hint="Name another file with --file."
        )
    return raw, plain


def _text(data: bytes) -> str:
    if not data:
        raise _Refused("is empty (0 bytes): something cut it off.")
    if not data.strip(b"\0"):
        raise _Refused("holds nothing but zero bytes: something went wrong on the disk.")
    if not data.strip():
        raise _Refused("is blank.")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise _Refused("is UTF-16 text; a garden's file is UTF-8.")
    try:
        return data.removeprefix(codecs.BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        raise _Refused(f"is not UTF-8: byte {error.start + 1} cannot be read.") from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise _Refused(f"says the key “{twice[:40]}” twice in one place.")
    return found


def _number(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise _Refused("holds a number too large to keep.")
    return value


def _constant(text: str) -> float:
    raise _Refused(f"holds {text}, which is not JSON.")


def _quickly(data: bytes, seen: bool) -> Raw | None:
    """What a large file says, where it is beyond doubt; else None.

    orjson refuses what is not UTF-8, not JSON or half a character.  It does not count keys, and whole numbers beyond 64
    bits it makes floats: digits that might be one are a doubt.
    """
    if len(data) < LARGE:
        return None  # the import would cost more than it saves
    import orjson

    if seen:
        found: Raw = orjson.loads(data)
        return found
    most = _keys_at_most(data)
    if most is None:
        return None
    try:
        raw = _check(orjson.loads(data))
    except (ValueError, RecursionError, _Refused):
        return None
    return raw if _surely_unique(most, raw) else None


LARGE: Final = 256 * 1024
"""Bytes from which the quick way is worth its import."""
RULES: Final = 1
"""One more whenever what is read strictly here is read otherwise, so that what was seen before is looked at again."""
_DIGITS: Final = bytes(ord("0") if code in b"0123456789" else code for code in range(256))
_LONG: Final = b"0" * 19
"""The least number of digits that 64 bits may not hold."""


_PIECE: Final = 1 << 16
"""Bytes looked through at once: a second copy of a large file would cost more than the look."""


def _keys_at_most(data: bytes) -> int | None:
    """No fewer than the keys in the bytes of a file; None where there is a number that 64 bits may not hold.

    Without blanks each key has a `":` of its own; a text may hold more of them.
    """
    found, before = 0, b""
    for start in range(0, len(data), _PIECE):
        bare = before[-len(_LONG) :] + data[start : start + _PIECE].translate(_DIGITS, b" \t\r\n")
        if _LONG in bare:
            return None
        found += bare.count(b'":') - before[-len(_LONG) :].count(b'":')
        before = bare
    return found


def _surely_unique(most: int, raw: Raw) -> bool:
    """Whether no key stands twice in one object, told by counting; False where counting cannot tell.

    Asking the parser at each object costs a third more.  `most`: no fewer than the keys in the file.  A key that stands
    twice is one fewer in the dictionaries; hence, where those hold as many, none stood twice.
    """
    seen = len(raw) + sum(map(len, raw.values()))
    seen += sum(sum(map(len, table.values())) for table in raw.values())
    # the few contacts have objects inside, the many interactions none
    for table in sorted(raw.values(), key=len):
        if seen == most:
            break
        seen += sum(_keys_within(value) for doc in table.values() for value in doc.values())
    return seen == most


def _keys_within(value: Any) -> int:
    """How many keys the objects inside a value have."""
    if type(value) is dict:
        return len(value) + sum(map(_keys_within, value.values()))
    if type(value) is list:
        return sum(map(_keys_within, value))
    return 0


def _parsed(text: str, pairs: Callable[[list[tuple[str, Any]]], dict[str, Any]] | None = None) -> Any:
    try:
        found = json.loads(text, object_pairs_hook=pairs, parse_float=_number, parse_constant=_constant)
    except json.JSONDecodeError as error:
        raise _Refused(_why(text, error)) from None
    except ValueError:
        raise _Refused("holds a number of thousands of digits.") from None
    if "\\ud" in text or "\\uD" in text:
        try:
            json.dumps(found, ensure_ascii=False).encode()
        except UnicodeEncodeError:
            raise _Refused("holds half a character (a lone surrogate).") from None
    return found


def _why(text: str, error: json.JSONDecodeError) -> str:
    if re.search(r"^(<{7}|>{7}) ", text, re.MULTILINE):
        return "holds a git conflict (<<<<<<<): settle it there first."
    if "\0" in text:
        return "holds zero bytes: something went wrong on the disk."
    if error.msg == "Extra data":
        return f"goes on after its end (line {error.lineno}): perhaps the tail of a longer, older version."
    if error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string"):
        return "ends in the middle: something cut it off."
    return f"is not JSON: line {error.lineno}, column {error.colno}: {error.msg}."


def _check(raw: Any) -> Raw:
    if type(raw) is not dict:
        raise _Refused("is JSON, but not an object of tables.")
    for name, records in raw.items():
        if type(records) is not dict:
            raise _Refused(f"has a table “{name[:40]}” that is no object of records.")
        if set(map(type, records.values())) - {dict}:
            raise _Refused(f"has a record in “{name[:40]}” that is no object.")
        keys = list(records)
        if keys == list(map(str, range(1, len(keys) + 1))):
            continue  # as most tables are numbered
        if max(map(len, keys), default=0) > _KEY_DIGITS:
            raise _Refused(f"has a key in “{name[:40]}” too large to be a record's number.")
        try:
            plain = list(map(str, map(int, keys))) == keys
        except ValueError:
            plain = False
        if not plain:
            raise _Refused(f"has a key in “{name[:40]}” that is no record's number.")
    return raw
