"""Another language is another file: with a lexicon of some Dutch in place of the English one, Dutch is read."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
IN_ITS_PLACE = """
import json, sys
from datetime import date
import garden.capture
from tests.capture import dutch
sys.modules["garden.capture.lexicon"] = garden.capture.lexicon = dutch
from garden.capture.names import Names
from garden.capture.parse import parse
from garden.core.model import Contact
from tests.capture.sentence_cases import fields
names = Names.of([Contact("a", "Ada Byron"), Contact("t", "Tom Kerr")])
said = json.loads(sys.stdin.read())
print(json.dumps([fields(parse(one, names, date(2026, 11, 23)), names) for one in said]))
"""
SAID: dict[str, dict[str, Any]] = {
    "koffie met ada gisteren": {"kind": "coffee", "date": "2026-11-22", "people": ["Ada Byron"]},
    "gebeld met tom 3 dagen geleden": {"kind": "call", "date": "2026-11-20", "people": ["Tom Kerr"]},
    "lunch met ada en tom op maandag": {
        "kind": "meal", "date": "2026-11-16", "people": ["Ada Byron", "Tom Kerr"],
    },
    "ik mailde ada, de subsidie": {"kind": "email", "flow": "out", "note": "de subsidie"},
    "mail van ada": {"kind": "email", "flow": "in", "people": ["Ada Byron"]},
    "ada belde me twee weken geleden": {"kind": "call", "date": "2026-11-09"},
    "wandeling met tom 45 minuten bij Noma": {"kind": "walk", "minutes": 45, "place": "Noma"},
    "biertje met tom vorige vrijdag #kroeg": {"kind": "drinks", "date": "2026-11-20", "tags": ["kroeg"]},
    "koffie met ada op 3 oktober": {"date": "2026-10-03", "people": ["Ada Byron"]},
    "koffie met zwaantje": {"unknown": ["zwaantje"], "people": []},
}  # fmt: skip


def test_dutch_is_read_with_a_dutch_file_in_place_of_the_english_one() -> None:
    done = subprocess.run(
        [sys.executable, "-c", IN_ITS_PLACE], input=json.dumps(list(SAID)), cwd=ROOT, capture_output=True, text=True,
        check=True, timeout=60,
    )  # fmt: skip
    wrong = {
        said: got
        for (said, meant), got in zip(SAID.items(), json.loads(done.stdout), strict=True)
        if any(got[field] != value for field, value in meant.items())
    }
    assert wrong == {}
