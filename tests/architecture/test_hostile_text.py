"""No text of a person's is ever read as markup by the screens.

Textual reads a plain `str` as markup in most places: a contact called `[/b]` crashes it, `[@click=app.quit]x` becomes a
link.  So in garden/tui, where a widget takes text, the text must be one of
  - a literal, written by us,
  - made there by `Content(...)`, `Text(...)` or a method of theirs that reads no markup (`Content.assemble(...)`),
  - anything at all, if the same call says `markup=False`.
A variable is not enough: whoever reads the line should see that it is safe.  `update` and its kin are looked at less
strictly (a variable may pass; a text put together in the call may not), since a widget made with `markup=False` stays
so.  What this cannot see - a string inside a `Content` from elsewhere, a raw control character - is tried with payloads
on every screen, in tests/tui.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source import dotted, modules, tree, where

SINKS = {
    "Static", "Label", "Button", "Checkbox", "RadioButton", "Digits", "Link", "Collapsible", "TabPane", "Tab",
    "Tooltip", "Option", "Toast", "notify", "ListItem", "MarkdownViewer",
}  # fmt: skip
"""Called with text, they read markup."""
LENIENT = {"update", "add_option", "add_row", "write"}
ATTRIBUTES = {"border_title", "border_subtitle", "tooltip"}
MADE_SAFE = {"Content", "Text", "Strip"}
READS_MARKUP = {"from_markup", "from_rich_text", "from_ansi", "render_markup", "render"}


def dangers(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            name = dotted(node.func)
            last = name.rpartition(".")[2]
            if _says(node, True):
                yield f"{where(path, node)} turns markup on: {name}(..., markup=True)"
            if last in READS_MARKUP - {"render"} and node.args and not _literal(node.args[0]):
                yield f"{where(path, node)} reads a text of unknown origin as markup: {name}(...)"
            if last in SINKS and not _says(node, False) and node.args and not _safe(node.args[0]):
                yield f"{where(path, node)} gives text that may be markup: {name}({ast.unparse(node.args[0])})"
            if last in LENIENT and not _says(node, False) and any(_put_together(arg) for arg in node.args):
                yield f"{where(path, node)} gives text put together: {name}(...)"
        elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            named = {t.attr for t in targets if isinstance(t, ast.Attribute)} & ATTRIBUTES
            if named and not _safe(node.value):
                yield f"{where(path, node)} sets text that may be markup: {named.pop()} = {ast.unparse(node.value)}"


def _says(call: ast.Call, markup: bool) -> bool:
    return any(
        word.arg == "markup" and isinstance(word.value, ast.Constant) and word.value.value is markup
        for word in call.keywords
    )


def _literal(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant)


def _safe(node: ast.expr) -> bool:
    if isinstance(node, ast.IfExp):
        return _safe(node.body) and _safe(node.orelse)
    if isinstance(node, ast.Call):
        head, _, last = dotted(node.func).partition(".")
        return head in MADE_SAFE and last not in READS_MARKUP
    return _literal(node)


def _put_together(node: ast.expr) -> bool:
    if isinstance(node, ast.Call):
        return dotted(node.func) == "str" or (
            isinstance(node.func, ast.Attribute) and node.func.attr in {"format", "join"}
        )
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod))


def test_no_widget_is_given_text_that_may_be_markup() -> None:
    assert modules("tui"), "garden/tui is gone"
    assert [fault for path in modules("tui") for fault in dangers(path)] == []


@pytest.mark.parametrize(
    "source",
    [
        "Static(f'{contact.name}')", "Static(contact.name)", "widgets.Label(name + '!')", "self.notify(str(error))",
        "app.notify(error.message)", "Static('x', markup=True)", "box.border_title = contact.name",
        "Content.from_markup(name)", "row.update(f'{name}')", "log.write('%s' % name)",
        "Button(name if name else 'nobody')", "tile.tooltip = name",
    ],
)  # fmt: skip
def test_a_text_that_may_be_markup_is_seen(
    source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(list(dangers(_written(source, tmp_path, monkeypatch)))) == 1


@pytest.mark.parametrize(
    "source",
    [
        "Static('Nothing grows here yet')", "Static(contact.name, markup=False)", "Static(Content(name))", "Static()",
        "Static(Content.assemble(name, 'b'))", "self.notify(said, markup=False)", "row.update(story)",
        "names.update(other)", "box.border_title = Content(name)", "Text(name)", "tile.tooltip = None",
    ],
)  # fmt: skip
def test_what_is_safe_is_let_be(source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert list(dangers(_written(source, tmp_path, monkeypatch))) == []


def _written(source: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("tests.architecture.source.ROOT", folder)
    path = folder / "screen.py"
    path.write_text(source, encoding="utf-8")
    return path
