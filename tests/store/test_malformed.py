"""A file that cannot be read as a garden: one clear error, not a byte changed, the last copy named."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from garden.store import FileStore
from garden.store.errors import NotAGarden, StoreError, Unreadable
from garden.store.strict import parse
from tests.store.making import deed, planted

SOUND = b'{"contacts": {"1": {"id": "ada", "name": "Ada Byron"}}, "interactions": {}}'
DEEP = b'{"contacts": {"1": {"id": "a", "x": ' + b"[" * 100_000 + b"]" * 100_000 + b"}}}"
MALFORMED = {
    "empty": (b"", "empty"),
    "a space": (b" ", "blank"),
    "a newline": (b"\n", "blank"),
    "cut in half": (SOUND[: len(SOUND) // 2], "ends in the middle"),
    "the last byte gone": (SOUND[:-1], "ends in the middle"),
    "the tail of a longer one behind": (SOUND + b'"Ada"}}}', "goes on after its end"),
    "all zero bytes": (bytes(400), "zero bytes"),
    "zero bytes from the middle": (SOUND[:40] + bytes(40), "zero bytes"),
    "random bytes": (bytes(range(128, 256)) * 3, "not UTF-8"),
    "UTF-16": (SOUND.decode().encode("utf-16"), "UTF-16"),
    "a latin-1 byte": (SOUND.replace(b"Ada", b"Ad\xe0"), "not UTF-8"),
    "a record's key twice": (b'{"contacts": {"1": {"id": "a"}, "1": {"id": "b"}}}', "twice"),
    "a table twice": (b'{"contacts": {}, "contacts": {}}', "twice"),
    "a field twice": (b'{"contacts": {"1": {"id": "a", "name": "A", "name": "B"}}}', "twice"),
    "a list": (b"[]", "not an object"),
    "null": (b"null", "not an object"),
    "a string": (b'"garden"', "not an object"),
    "a table that is a list": (b'{"contacts": [{"id": "a"}]}', "no object of records"),
    "a record that is a string": (b'{"contacts": {"1": "Ada"}}', "no object"),
    "a key that is no integer": (b'{"contacts": {"ada": {"id": "a"}}}', "no record's number"),
    "a key that TinyDB takes for another": (b'{"contacts": {"01": {"id": "a"}}}', "no record's number"),
    "a huge key": (b'{"contacts": {"' + b"9" * 40 + b'": {"id": "a"}}}', "too large"),
    "a number of 5,000 digits": (b'{"contacts": {"1": {"id": "a", "n": ' + b"9" * 5000 + b"}}}", "digits"),
    "NaN": (b'{"contacts": {"1": {"id": "a", "n": NaN}}}', "NaN"),
    "Infinity": (b'{"contacts": {"1": {"id": "a", "n": -Infinity}}}', "Infinity"),
    "a number past all bounds": (b'{"contacts": {"1": {"id": "a", "n": 1e999}}}', "too large"),
    "a lone surrogate": (b'{"contacts": {"1": {"id": "a", "n": "\\ud83d"}}}', "half a character"),
    "100,000 nestings": (DEEP, "nested"),
    "git's conflict markers": (b"{\n<<<<<<< ours\n}\n=======\n>>>>>>> theirs\n", "git conflict"),
    "not JSON": (b"BEGIN:VCARD", "not JSON"),
}


@pytest.mark.parametrize(("data", "says"), MALFORMED.values(), ids=MALFORMED)
def test_a_malformed_file_is_refused_in_words_and_left_alone(
    data: bytes, says: str, path: Path, opened: Callable[[], FileStore]
) -> None:
    path.parent.mkdir()
    path.write_bytes(data)
    for attempt in (
        lambda: opened().open(),
        lambda: opened().keep(deed(planted())),
        lambda: opened().undoable(),
    ):
        with pytest.raises(Unreadable) as refused:
            attempt()
        assert says in str(refused.value)
        assert str(path) in str(refused.value)
    assert path.read_bytes() == data
    assert list(path.parent.iterdir()) == [path]


FILLER = b'{"id": "filler", "name": "' + b"x" * 300_000 + b'"}'
"""A record that makes a file large enough for the quick way of reading."""


@pytest.mark.parametrize(("data", "says"), MALFORMED.values(), ids=MALFORMED)
def test_a_large_malformed_file_is_refused_in_the_same_words(data: bytes, says: str) -> None:
    if not data.startswith(b'{"contacts": {'):
        pytest.skip("nothing to make larger")
    head = b'{"interactions": {"77": ' + FILLER + b"}, "
    with pytest.raises(Unreadable) as refused:
        parse(head + data.removeprefix(b"{").replace(b', "interactions": {}', b""), Path("garden.json"))
    assert says in str(refused.value)


@pytest.mark.parametrize(
    "value",
    ["18446744073709551616", "-9223372036854775809", "9" * 60, "-0.0", "1e-999", "123456789012345678901.5e-9",
     '"\\": \\" 12345678901234567890"', '{"a":1, "b" : [{"c"\n:null}]}', '"\\ud83c\\udf31"'],
)  # fmt: skip
def test_a_large_file_says_what_a_small_one_says(value: str) -> None:
    data = b'{"contacts": {"1": {"id": "a", "n": ' + value.encode() + b'}}, "interactions": {"5": '
    small, large = parse(data + b"{}}}", Path("s.json")), parse(data + FILLER + b"}}", Path("l.json"))
    assert repr(large["contacts"]) == repr(small["contacts"]) == repr(json.loads(data + b"{}}}")["contacts"])


def test_the_refusal_names_the_last_copy_that_could_be_read(
    path: Path, opened: Callable[[], FileStore]
) -> None:
    opened().keep(deed(planted()))
    good = path.read_bytes()
    opened().keep(deed(planted("bo", "Bo")))
    path.write_bytes(b"")
    with pytest.raises(Unreadable) as refused:
        opened().open()
    copy = Path(refused.value.hint.split()[-1])
    assert copy.read_bytes() == good


def test_a_file_that_went_bad_while_it_was_open_is_not_saved_over(
    path: Path, opened: Callable[[], FileStore]
) -> None:
    store = opened()
    store.keep(deed(planted()))
    path.write_bytes(path.read_bytes()[:50])
    with pytest.raises(Unreadable):
        store.keep(deed(planted("bo", "Bo")))
    assert len(path.read_bytes()) == 50


@pytest.mark.parametrize(
    "data",
    [b'{"_default": {"1": {"a": 1}}}', b'{"meta": {"1": {"app": "x"}}}', b'{"settings": {}}'],
    ids=repr,
)
def test_somebody_elses_file_is_not_a_garden(
    data: bytes, path: Path, opened: Callable[[], FileStore]
) -> None:
    path.parent.mkdir()
    path.write_bytes(data)
    for attempt in (lambda: opened().open(), lambda: opened().keep(deed(planted()))):
        with pytest.raises(NotAGarden):
            attempt()
    assert path.read_bytes() == data


def test_a_folder_a_circle_of_links_a_pipe_and_a_path_through_a_file_are_refused(
    path: Path, opened: Callable[[], FileStore]
) -> None:
    path.parent.mkdir()
    path.mkdir()
    with pytest.raises(Unreadable, match="is a folder"):
        opened().open()
    path.rmdir()
    path.symlink_to(path)
    with pytest.raises(Unreadable, match="circle"):
        opened().open()
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(Unreadable, match="not a regular file"):
        opened().open()
    path.unlink()
    path.parent.rmdir()
    path.parent.write_text("a file")
    with pytest.raises(Unreadable, match="a file, not a folder"):
        opened().open()


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_that_may_not_be_read_is_refused(path: Path, opened: Callable[[], FileStore]) -> None:
    path.parent.mkdir()
    path.write_bytes(SOUND)
    path.chmod(0)
    with pytest.raises(Unreadable, match="permission"):
        opened().open()


def test_two_hundred_megabytes_are_refused_unread(path: Path, opened: Callable[[], FileStore]) -> None:
    path.parent.mkdir()
    with path.open("wb") as file:
        file.write(b'"')
        file.truncate(200 * 1024 * 1024)  # a hole: it takes no room on the disk
    with pytest.raises(Unreadable, match="larger than"):
        opened().open()


@pytest.mark.parametrize(
    "data",
    [b"{}", b'{"contacts": {}}', b"\xef\xbb\xbf" + SOUND, SOUND],
    ids=["{}", "no records", "a BOM", "a script's"],
)
def test_a_file_by_the_contract_opens_and_can_be_saved(
    data: bytes, path: Path, opened: Callable[[], FileStore]
) -> None:
    path.parent.mkdir()
    path.write_bytes(data)
    assert not opened().open().fresh
    opened().keep(deed(planted("bo", "Bo")))
    assert opened().open().tables["contacts"]["bo"]["name"] == "Bo"


def test_a_thousand_random_damages_are_read_as_they_were_or_refused(
    path: Path, opened: Callable[[], FileStore]
) -> None:
    import random

    chance = random.Random(7)
    opened().keep(deed(planted(notes="loves looms"), planted("bo", "Bo")))
    good = path.read_bytes()
    for _ in range(1000):
        data = bytearray(good)
        for _ in range(chance.randint(1, 3)):
            at = chance.randrange(len(data))
            match chance.randrange(3):
                case 0:
                    data[at] = chance.randrange(256)
                case 1:
                    del data[at : at + chance.randint(1, 20)]
                case _:
                    data[at:at] = data[at : at + chance.randint(1, 20)]
        path.write_bytes(data)
        try:
            opened().open()
        except Unreadable as refused:
            assert str(path) in str(refused)  # noqa: PT017 - most damages are refused, some make another sound file
        assert path.read_bytes() == data


@given(st.data())
def test_a_key_that_stands_twice_is_found_however_the_file_is_written(data: st.DataObject) -> None:
    """Keys and strings of the marks that the reader counts by, and blanks wherever JSON allows them."""
    marks = st.text('":\\ x', max_size=4)
    blank = st.sampled_from(["", "", " ", "\n", "\t "])

    def written(pairs: list[tuple[str, str]]) -> str:
        gap = [data.draw(blank) for _ in range(3)]
        return "{" + ",".join(f"{gap[0]}{json.dumps(k)}{gap[1]}:{gap[2]}{v}" for k, v in pairs) + "}"

    def drawn(keys: st.SearchStrategy[str], value: Callable[[], str]) -> list[tuple[str, str]]:
        return [(key, value()) for key in data.draw(st.lists(keys, max_size=3))]

    objects: list[list[str]] = []

    def seen(pairs: list[tuple[str, str]]) -> str:
        objects.append([key for key, _ in pairs])
        return written(pairs)

    def inner() -> str:
        return f"[{seen(drawn(marks, leaf))}]"

    def leaf() -> str:
        return json.dumps(data.draw(marks))

    def document() -> str:
        return seen(drawn(marks, lambda: inner() if data.draw(st.booleans()) else leaf()))

    text = seen([("contacts", seen(drawn(st.sampled_from("123"), document)))])
    twice = any(len(set(keys)) != len(keys) for keys in objects)
    if twice:
        with pytest.raises(Unreadable, match="twice"):
            parse(text.encode(), Path("x"))
    else:
        assert parse(text.encode(), Path("x")) == json.loads(text)


@pytest.mark.parametrize("depth", [200, 400, 800, 990, 1100])
def test_a_record_nested_deeply_is_read_and_saved_or_refused(
    depth: int, path: Path, opened: Callable[[], FileStore]
) -> None:
    path.parent.mkdir()
    path.write_text('{"contacts": {"1": {"id": "a", "x": ' + '{"x": ' * depth + "1" + "}" * depth + "}}}")
    data = path.read_bytes()
    try:
        before = opened().open().tables["contacts"]["a"]
        opened().keep(deed(planted("bo", "Bo")))
    except StoreError:
        assert path.read_bytes() == data
    else:
        assert opened().open().tables["contacts"]["a"] == before
