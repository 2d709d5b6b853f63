"""Texts written to break a terminal, a markup parser or a column: names, notes and tags of a hostile file."""

from __future__ import annotations

import re
from typing import Final

PAYLOADS: Final[dict[str, str]] = {
    "closing tag": "[/b]",
    "link": "[@click=app.quit]x",
    "markup": "[bold red on blue]x[/] [[",
    "clipboard": "a\x1b]52;c;aGFja2Vk\x07b",
    "clipboard, string end": "a\x1b]52;c;aGFja2Vk\x1b\\b",
    "clear": "c\x1b[2J\x1b[31md",
    "title": "t\x1b]0;owned\x07",
    "eight-bit CSI": "e\x9b31mf\x9d52;c;aGk=\x9c",
    "backspaces": "g\b\b\b\x7fh",
    "nul and bell": "i\x00\x07j",
    "lines": "k\r\nl\nm\x0bn\x0co\x85p",
    "separators": "q\u2028r\u2029s",
    "tab": "u\tv",
    "override": "w\u202egnp.exe\u202c\u2066x\u2069\u200f\u061c",
    "surrogate": "y\ud800z",
    "long": "L" + "o" * 298 + "ng",
    "long without end": "ＷＩＤＥ" * 75,
    "family": "👩\u200d👩\u200d👧\u200d👦 fam 👍🏽 ❤\ufe0f 🏳\ufe0f\u200d🌈",
    "Arabic": "نور الهدى",
    "Hebrew": "אדה לבלייס",
    "combining": "Zo\u0308e\u0301" + "a" + "\u0300\u0301\u0302" * 20,
    "zero width": "ze\u200bro\u200d\ufeffw\u2060",
    "Devanagari": "नमस्ते जी",
    "only blanks": "\u3000\u00a0",
    "private": "\ue000\uf8ff\U000f0000\U0010ffff",
    "annotation": "\ufff9an\ufffano\ufffb",
    "formula": "=HYPERLINK(\"http://x\")",
    "flags": "--help $(reboot) `x` ; rm",
}  # fmt: skip

RAW: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufff9-\ufffb\ud800-\udfff]"
)
"""What may never stand in a row of the screen."""
