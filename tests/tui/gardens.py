"""The gardens that the screens are tried in.  Everybody in them is invented."""

from __future__ import annotations

from typing import Any

from tests.support import GardenBuilder, a_garden, document

PEOPLE = (
    "Ada Byron", "Tom Kerr", "Mei Lindqvist", "Jonas Falk", "Amara Obi", "Priya Nair", "Lucía Ferrer", "Olu Ade",
    "Hana Sato", "Viktor Brandt", "Noor Haddad", "Elif Kaya",
)  # fmt: skip


def friends() -> GardenBuilder:
    """Ada is wilting, Tom thrives, Mei was never met."""
    return (
        a_garden()
        .with_contact("Ada Byron", species="oak", aliases=["Countess"])
        .with_contact("Tom Kerr", species="fern")
        .with_contact("Mei Lindqvist", species="tulip")
        .met("Ada Byron", days_ago=60, note="her first job")
        .met("Ada Byron", days_ago=45, kind="call", note="the engine", minutes=45)
        .met("Tom Kerr", days_ago=3)
    )


def two_sams() -> GardenBuilder:
    """Two contacts that answer to Sam, and one who does not."""
    return (
        a_garden()
        .with_contact("Sam Rivera").with_contact("Sam Ortiz").with_contact("Ada Byron")
        .met("Sam Rivera", days_ago=2).met("Sam Ortiz", days_ago=9).met("Ada Byron", days_ago=5)
    )  # fmt: skip


def namesakes() -> GardenBuilder:
    """Two contacts whose names are the same to the letter."""
    return (
        a_garden()
        .with_contact("Sam Rivera", "sam-one", species="oak").with_contact("Sam Rivera", "sam-two", species="oak")
        .met("sam-one", days_ago=50, note="of the choir").met("sam-two", days_ago=40, note="of the office")
    )  # fmt: skip


def wilting(count: int = 6) -> GardenBuilder:
    """So many people who need water, the first most."""
    builder = a_garden()
    for number, name in enumerate(PEOPLE[:count]):
        builder.with_contact(name, species="oak", every=30)
        for back in (200, 170, 140, 110):
            builder.met(name, days_ago=back)
        builder.met(name, days_ago=80 - 5 * number, note=f"talk number {number + 1}")
    return builder


def village() -> GardenBuilder:
    """A dozen people in three beds and every state; promises, an introduction, a rest."""
    builder = a_garden()
    beds = ("inner", "friends", "circle")
    species = ("oak", "fern", "tulip", "cherry")
    for number, name in enumerate(PEOPLE):
        fields: dict[str, Any] = {"bed": beds[number % 3], "species": species[number % 4]}
        if number % 5 == 2:
            fields["tags"] = ["work", "choir"]
        builder.with_contact(name, **fields)
        for back in range(3 + 17 * number % 190, 900, 25 + 11 * number):
            flow = ("both", "in", "out")[(number + back) % 3]
            builder.met(name, days_ago=back, kind=("coffee", "call", "walk")[back % 3], flow=flow)
    builder.tables["contacts"]["tom-kerr"]["introduced_by"] = "ada-byron"
    builder.tables["contacts"]["hana-sato"]["rests"] = [{"from": "2026-11-01", "until": "2026-12-24"}]
    builder.tables["beds"] = {"choir": document(id="choir", name="choir", every=45)}
    builder.with_contact("Zoe Moreau", bed="choir", species="rose", every=14)
    return builder.promised("Ada Byron", "send her the paper", due_in=-3).promised(
        "Tom Kerr", "a book", by="them"
    )
