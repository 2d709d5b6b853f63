"""A lexicon of some Dutch: a file of the shape of `garden.capture.lexicon`, to stand in its place.

Only what the sentences of test_another_language.py say; all that it does not name is as in English.
"""

from garden.capture.lexicon import *  # noqa: F403
from garden.capture.lexicon import MONTHS as _MONTHS
from garden.capture.lexicon import Sense

NOUNS = {
    "koffie": Sense("coffee"),
    "lunch": Sense("meal"),
    "wandeling": Sense("walk"),
    "biertje": Sense("drinks"),
    "mail": Sense("email", "out"),
    "brief": Sense("letter", "out"),
}
PHRASES = {
    **NOUNS,
    "mailde": Sense("email", "out", verb=True),
    "belde": Sense("call", verb=True),
    "gebeld": Sense("call", verb=True),
    "hielp": Sense("help", "out", favor="give", verb=True),
}
GLOSS = {
    "geleden": "ago", "vorige": "last", "afgelopen": "last", "een": "a", "op": "on", "de": "the", "half": "half",
    "uur": "hour", "van": "from", "door": "by", "aan": "to", "in": "in", "bij": "at", "week": "week",
}  # fmt: skip
WITH = frozenset({"met"})
AND = frozenset({"en", "&"})
ME = frozenset({"me", "mij"})
I = frozenset({"ik", "we"})  # noqa: E741
FILLERS = frozenset({"een", "a", "lekker", "met"})
YESTERDAY = frozenset({"gisteren"})
TODAY = frozenset({"vandaag"})
TOMORROW = frozenset({"morgen"})
WEEKDAYS = {
    "maandag": 0, "dinsdag": 1, "woensdag": 2, "donderdag": 3, "vrijdag": 4, "zaterdag": 5, "zondag": 6,
}  # fmt: skip
MONTHS = {**_MONTHS, "januari": 1, "maart": 3, "mei": 5, "augustus": 8, "oktober": 10}
NUMBERS = {"a": 1, "twee": 2, "drie": 3, "vier": 4}
SPANS = {"dagen": (1, 0), "dag": (1, 0), "weken": (7, 0), "week": (7, 0), "maanden": (0, 1), "maand": (0, 1)}
CLOCK = {"m": 1, "min": 1, "minuten": 1, "hour": 60, "h": 60, "hr": 60, "hrs": 60, "mins": 1}
