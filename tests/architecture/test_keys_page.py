"""The page of keys says what the registry says."""

from benchmarks.keys_page import PAGE, page


def test_the_page_of_keys_is_as_the_registry_says() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert page(text) == text, "run python -m benchmarks.keys_page"
