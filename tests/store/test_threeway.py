"""Two copies of one garden become one: whatever both did, nothing is lost and it does not matter whose is whose."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from garden.core.facts import Facts
from garden.core.model import Change, Deed, Document
from garden.store import MemoryStore
from garden.store.threeway import Merged, merge

Ids = dict[str, dict[str, Document]]
PEOPLE = ("ada", "bo", "cy")


def garden() -> MemoryStore:
    """Ada, Bo and Cy, each met once."""
    store = MemoryStore()
    changes = [
        Change("contacts", who, None, {"id": who, "name": who.title(), "notes": f"{who} first", "tags": ["old"],
                                       "updated": stamp(0)})
        for who in PEOPLE
    ] + [
        Change("interactions", f"i-{who}", None, {"id": f"i-{who}", "on": "2026-01-01", "people": [who],
                                                  "note": f"met {who}", "updated": stamp(0)})
        for who in PEOPLE
    ]  # fmt: skip
    store.keep(Deed("founding", stamp(0), "", tuple(changes)))
    return store


def stamp(minute: int) -> str:
    return f"2026-11-23T{minute // 60:02}:{minute % 60:02}:00.000Z"


OPS = st.lists(
    st.tuples(
        st.sampled_from(["note", "tag", "untag", "clear", "meet", "remove", "unlog", "reword", "nest"]),
        st.sampled_from(PEOPLE),
        st.integers(1, 600),
    ),
    max_size=6,
)


def lived(store: MemoryStore, side: str, ops: list[tuple[str, str, int]]) -> tuple[Ids, set[str]]:
    """What one machine makes of its copy, and the texts that were written there and stand there at the end."""
    side_store = MemoryStore(copy.deepcopy(dict(store.open().tables)))
    for n, (op, who, minute) in enumerate(ops):
        at, mark = stamp(minute), f"{side}{n}"
        tables = side_store.open().tables
        contact, met = tables["contacts"].get(who), tables["interactions"].get(f"i-{who}")
        before: Document | None = contact
        after: Document | None = None
        table, id_ = "contacts", who
        if op == "meet":
            table, id_, before = "interactions", f"{mark}-{who}", None
            after = {"id": id_, "on": "2026-02-02", "people": [who], "note": f"text {mark}", "updated": at}
            if contact is None:
                continue
        elif op in ("unlog", "reword"):
            table, id_, before = "interactions", f"i-{who}", met
            after = None if op == "unlog" or met is None else {**met, "note": f"text {mark}", "updated": at}
        elif contact is not None and op != "remove":
            after = {**contact, "updated": at}
            if op == "note":
                after["notes"] = f"text {mark}"
            elif op == "clear":
                after.pop("notes", None)
            elif op == "nest":
                after["extra"] = {**contact.get("extra", {}), "shoe": f"text {mark}"}
            else:
                tags = [tag for tag in contact["tags"] if op != "untag" or tag != "old"]
                after["tags"] = [*tags, f"text {mark}"] if op == "tag" else tags
        if before is None and after is None:
            continue
        side_store.keep(Deed(f"deed-{mark}", at, "", (Change(table, id_, before, after),)))
    tables = {name: dict(table) for name, table in side_store.open().tables.items()}
    return tables, {text for text in texts(tables) if text.startswith(f"text {side}")}


def texts(value: Any) -> Iterator[str]:
    """Every text in some tables."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from texts(item)


def same(one: Merged, two: Merged) -> None:
    assert one.tables == two.tables
    assert sorted(one.back) == sorted(two.back)
    assert one.tables["meta"] == two.tables["meta"]


@given(OPS, OPS, st.booleans())
def test_it_does_not_matter_whose_copy_is_ours_and_no_word_is_lost(
    a_ops: Any, b_ops: Any, known: bool
) -> None:
    store = garden()
    base = store.open().tables
    a, a_wrote = lived(store, "a", a_ops)
    b, b_wrote = lived(store, "b", b_ops)
    before = copy.deepcopy((a, b))
    there = merge(base if known else None, a, b)
    same(there, merge(base if known else None, b, a))
    assert (a, b) == before
    kept = set(texts(there.tables))
    if known:
        assert a_wrote | b_wrote <= kept  # the waiting list is in the meta record, and so in the tables
    else:  # without a base a removal is a removal, of whatever was written before it
        gone = {who for who in PEOPLE if not all(who in side["contacts"] for side in (a, b))}
        gone |= {
            f"i-{who}" for who in PEOPLE if not all(f"i-{who}" in side["interactions"] for side in (a, b))
        }
        if not gone:
            assert a_wrote | b_wrote <= kept


@given(OPS, OPS)
def test_an_unchanged_side_changes_nothing_and_a_second_time_neither(a_ops: Any, b_ops: Any) -> None:
    store = garden()
    base = store.open().tables
    a, _ = lived(store, "a", a_ops)
    b, _ = lived(store, "b", b_ops)
    assert merge(base, a, base).tables == a
    assert merge(base, base, a).tables == a
    assert merge(base, a, a).tables == merge(None, a, a).tables == a
    once = merge(base, a, b)
    again = merge(base, once.tables, b).tables
    for table in ("contacts", "interactions"):
        assert set(again[table]) == set(once.tables[table])
    assert set(texts(once.tables)) - {meta(once.tables)["deed"]} <= set(texts(again))


@given(OPS, OPS, OPS)
def test_three_copies_lose_nothing_in_any_order(a_ops: Any, b_ops: Any, c_ops: Any) -> None:
    store = garden()
    base = store.open().tables
    sides, wrote = zip(
        *(lived(store, n, ops) for n, ops in zip("abc", (a_ops, b_ops, c_ops), strict=True)), strict=True
    )
    for x, y, z in ((0, 1, 2), (2, 0, 1), (1, 2, 0)):
        done = merge(base, merge(base, sides[x], sides[y]).tables, sides[z])
        assert set().union(*wrote) <= set(texts(done.tables))


@given(OPS, OPS)
def test_nobody_is_named_who_is_not_there(a_ops: Any, b_ops: Any) -> None:
    store = garden()
    a, _ = lived(store, "a", a_ops)
    b, _ = lived(store, "b", b_ops)
    named_before = {
        p
        for side in (a, b)
        for i in side["interactions"].values()
        for p in i["people"]
        if p not in side["contacts"]
    }
    done = merge(store.open().tables, a, b).tables
    named = {person for doc in done["interactions"].values() for person in doc["people"]}
    assert named - named_before <= set(done["contacts"])


def meta(tables: Any) -> Document:
    return Facts(tables).meta


def edit(tables: Ids, who: str, minute: int, **fields: Any) -> Ids:
    doc = {**tables["contacts"][who], **fields, "updated": stamp(minute)}
    return {
        **tables,
        "contacts": {**tables["contacts"], who: {k: v for k, v in doc.items() if v is not None}},
    }


def base() -> Ids:
    return {name: dict(table) for name, table in garden().open().tables.items()}


def test_different_fields_of_one_contact_are_both_taken() -> None:
    done = merge(base(), edit(base(), "ada", 1, org="Engines"), edit(base(), "ada", 2, title="Countess"))
    ada = done.tables["contacts"]["ada"]
    assert (ada["org"], ada["title"], ada["updated"]) == ("Engines", "Countess", stamp(2))
    assert not done.waiting


def test_of_one_field_changed_by_both_the_later_stands_and_the_other_waits() -> None:
    done = merge(base(), edit(base(), "ada", 5, notes="later"), edit(base(), "ada", 2, notes="earlier"))
    assert done.tables["contacts"]["ada"]["notes"] == "later"
    (waits,) = meta(done.tables)["waiting"]
    assert {k: v for k, v in waits.items() if k != "id"} == {
        "table": "contacts", "record": "ada", "path": ["notes"], "value": "earlier", "at": stamp(2),
    }  # fmt: skip


def test_an_edit_beats_a_removal_and_a_removal_of_what_nobody_touched_holds() -> None:
    gone = base()
    del (
        gone["contacts"]["ada"],
        gone["contacts"]["bo"],
        gone["interactions"]["i-ada"],
        gone["interactions"]["i-bo"],
    )
    done = merge(base(), gone, edit(base(), "ada", 1, org="Engines"))
    assert set(done.tables["contacts"]) == {"ada", "cy"}
    assert done.back == [("contacts", "ada"), ("interactions", "i-ada")]
    assert set(done.tables["interactions"]) == {"i-ada", "i-cy"}


def test_somebody_removed_here_and_met_there_stays() -> None:
    here, there = base(), base()
    del here["contacts"]["ada"], here["interactions"]["i-ada"]
    there["interactions"]["new"] = {"id": "new", "on": "2026-03-03", "people": ["ada"], "updated": stamp(9)}
    done = merge(base(), here, there)
    assert "ada" in done.tables["contacts"]
    assert done.tables["interactions"]["i-ada"] == base()["interactions"]["i-ada"], (
        "with what was logged before"
    )


def test_who_comes_back_comes_with_all_that_went_with_them() -> None:
    was = base()
    was["interactions"]["both"] = {"id": "both", "on": "2026-02-02", "people": ["ada", "bo", "cy"]}
    was["promises"] = {
        id_: {"id": id_, "person": who, "text": "it"} for id_, who in (("p", "ada"), ("q", "bo"))
    }
    here, there = ({name: dict(table) for name, table in was.items()} for _ in range(2))
    for who in ("ada", "bo"):
        del here["contacts"][who], here["interactions"][f"i-{who}"]
    here["promises"] = {}
    here["interactions"]["both"] = {**was["interactions"]["both"], "people": ["cy"]}
    there = edit(there, "ada", 5, org="Engines")
    for done in (merge(was, here, there), merge(was, there, here)):
        assert set(done.tables["contacts"]) == {"ada", "cy"}
        assert set(done.tables["interactions"]) == {"i-ada", "i-cy", "both"}
        assert sorted(done.tables["interactions"]["both"]["people"]) == ["ada", "cy"]
        assert set(done.tables["promises"]) == {"p"}


def test_somebody_removed_here_through_whom_another_was_met_there_stays() -> None:
    here, there = base(), base()
    del here["contacts"]["ada"], here["interactions"]["i-ada"]
    there["contacts"]["di"] = {"id": "di", "name": "Di", "introduced_by": "ada", "updated": stamp(9)}
    for done in (merge(base(), here, there), merge(base(), there, here)):
        assert set(done.tables["contacts"]) == {"ada", "bo", "cy", "di"}


def removal(store: MemoryStore, who: str, minute: int) -> Ids:
    doc = store.open().tables["contacts"][who]
    kept = store.keep(Deed(f"gone-{who}", stamp(minute), "", (Change("contacts", who, doc, None),)))
    return {name: dict(table) for name, table in kept.tables.items()}


def test_without_a_base_a_tombstone_tells_a_removal_from_somebody_new() -> None:
    gone = removal(garden(), "ada", 60)
    assert meta(gone)["gone"] == {"contacts": {"ada": stamp(60)}}
    there = edit(base(), "bo", 70, org="Engines")
    there["contacts"]["di"] = {"id": "di", "name": "Di", "updated": stamp(3)}
    del there["interactions"]["i-ada"], gone["interactions"]["i-ada"]
    assert set(merge(None, gone, there).tables["contacts"]) == {"bo", "cy", "di"}
    assert "ada" in merge(None, gone, edit(there, "ada", 61, org="Engines")).tables["contacts"]


def test_what_an_undo_brought_back_stays_back() -> None:
    store = garden()
    gone = removal(store, "ada", 60)
    doc = base()["contacts"]["ada"]
    deed = Deed("undo", stamp(90), "", (Change("contacts", "ada", None, doc),), undoes="gone-ada")
    back = {name: dict(table) for name, table in store.keep(deed).tables.items()}
    assert meta(back)["back"] == {"contacts": {"ada": stamp(90)}}
    del gone["interactions"]["i-ada"], back["interactions"]["i-ada"]
    assert "ada" in merge(None, back, gone).tables["contacts"]
    assert "ada" in merge(None, gone, back).tables["contacts"]


def test_a_tombstone_goes_after_two_years() -> None:
    store = garden()
    removal(store, "ada", 60)
    later = Deed(
        "later", "2028-11-25T08:00:00.000Z", "", (Change("contacts", "di", None, {"id": "di", "name": "Di"}),)
    )
    assert "gone" not in meta(store.keep(later).tables)


def test_tables_and_records_that_nobody_here_knows_are_merged_too() -> None:
    one, two = base(), base()
    one["notebook"] = {"n1": {"id": "n1", "x": 1}}
    two["notebook"] = {"n2": {"id": "n2", "x": 2}}
    one["meta"]["other"] = {"id": "other", "app": "mine"}
    done = merge(base(), one, two).tables
    assert set(done["notebook"]) == {"n1", "n2"}
    assert done["meta"]["other"] == {"id": "other", "app": "mine"}


def test_a_merged_garden_stems_from_both_and_is_another_generation() -> None:
    one, two = removal(garden(), "ada", 3), removal(garden(), "bo", 4)
    done = meta(merge(base(), one, two).tables)
    assert done["past"][:2] == ["gone-ada", "gone-bo"]
    assert "founding" in done["past"]
    assert done["revision"] == meta(one)["revision"] + 1
    assert done["deed"] not in ("gone-ada", "gone-bo")
