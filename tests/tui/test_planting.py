"""The one line that plants or changes a contact: what it says of a contact is read back as the same."""

from hypothesis import given
from hypothesis import strategies as st

from garden.core.model import Contact
from garden.tui.screens.planting import changed, edit_sentence, planting
from tests.support import a_garden

SAID = st.text(st.sampled_from("ab #:\"“”\\'x-é李\u200d"), min_size=1, max_size=12).map(str.strip).filter(bool)


@given(name=SAID, aliases=st.lists(SAID, max_size=2, unique=True), tags=st.lists(SAID, max_size=2, unique=True),
       every=st.one_of(st.none(), st.integers(1, 3650)))  # fmt: skip
def test_a_line_left_as_it_is_changes_nothing(name: str, aliases: list[str], tags: list[str], every: int | None) -> None:
    contact = Contact("a", name, tuple(aliases), "friends", every=every, tags=tuple(tags))
    said, fields = planting(a_garden().gardener(), edit_sentence(contact), editing=True)
    assert changed(contact, said, fields) == {}
