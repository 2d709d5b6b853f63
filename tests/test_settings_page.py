"""The page of settings names every one that there is, with what it takes and what holds without it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from garden import settings

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
TABLE = {
    match[1]: [cell.strip() for cell in match[2].split("|")]
    for match in re.finditer(r"^\| `\[?(\w+)\]?` \|(.*)\|$", PAGE, re.M)
}
KNOWN = [name for name in settings.Settings._fields if name != "problems"]


@pytest.mark.parametrize("name", KNOWN)
def test_every_setting_stands_on_the_page_with_its_default_and_an_example_that_holds(
    name: str, tmp_path: Path
) -> None:
    takes, default, example = TABLE[name]
    value = getattr(settings.Settings(), name)
    if value and name != "keys":
        assert default.strip("`") == str(value)
    for choice in settings._CHOICES.get(name, ()):
        assert f"`{choice}`" in takes
    file = tmp_path / "settings.toml"
    file.write_text(("[keys]\n" if name == "keys" else "") + example.strip("`"), encoding="utf-8")
    found = settings.load(file)
    assert found.problems == ()
    assert getattr(found, name) != value


def test_the_page_knows_what_the_code_knows() -> None:
    assert sorted(KNOWN) == sorted(settings._KNOWN)
    for theme in (ROOT / "themes").glob("*.toml"):
        assert f"`{theme.stem}`" in TABLE["theme"][0]
    assert f"from {settings._REVIEW.start} to {settings._REVIEW.stop - 1}" in TABLE["review_size"][0]


def test_every_example_file_on_the_page_is_right(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    examples = re.findall(r"```toml\n(.*?)```", PAGE, re.S)
    assert examples
    for example in examples:
        file.write_text(example, encoding="utf-8")
        assert settings.load(file).problems == ()
    file.write_text(examples[0], encoding="utf-8")
    assert settings.load(file) == settings.Settings()
