"""The one line that plants or changes a contact: what it says of a contact is read back as the same."""

from hypothesis import given
from hypothesis import strategies as st

from garden.core.model import Contact
from garden.tui.screens.planting import changed, edit_sentence, planting, understood
from tests.support import a_garden, document

SAID = (
    st.text(st.sampled_from("ab #:\"“”\\'x-é李\u200d"), min_size=1, max_size=12).map(str.strip).filter(bool)
)


@given(name=SAID, aliases=st.lists(SAID, max_size=2, unique=True), tags=st.lists(SAID, max_size=2, unique=True),
       every=st.one_of(st.none(), st.integers(1, 3650)))  # fmt: skip
def test_a_line_left_as_it_is_changes_nothing(
    name: str, aliases: list[str], tags: list[str], every: int | None
) -> None:
    contact = Contact("a", name, tuple(aliases), "friends", every=every, tags=tuple(tags))
    said, fields = planting(a_garden().gardener(), edit_sentence(contact), editing=True)
    assert changed(contact, said, fields) == {}


def test_what_was_understood_is_said_in_the_words_it_was_typed_with() -> None:
    garden = a_garden().with_contact("Ada Byron")
    garden.tables["beds"] = {"b7f0": document(id="b7f0", name="Choir", every=21)}
    gardener = garden.gardener()
    line = 'Bo Lind bed:choir every:6w by:ada met:"the night train" email:bo@example.org email:b@example.org #music'
    name, fields = planting(gardener, line)
    assert name == "Bo Lind"
    assert {(label, said) for _, label, said in understood(gardener, fields)} == {
        ("bed", "Choir"), ("", "every 6 weeks"), ("by", "Ada Byron"), ("met", "the night train"),
        ("email", "bo@example.org, b@example.org"), ("tag", "music"),
    }  # fmt: skip
