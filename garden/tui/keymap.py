"""The keys that the settings give to actions: which of them work, and in words what is wrong with the others."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Final

from textual.binding import Binding
from textual.keys import KEY_TO_UNICODE_NAME, REPLACED_KEYS, Keys

from garden.tui import actions

_HELD: Final = ("alt", "ctrl", "hyper", "meta", "shift", "super")
"""What can be held while another key is pressed, in the order in which it is told."""
_NAMES: Final = (
    *(key.value for key in Keys if "+" not in key.value and "-" not in key.value and "<" not in key.value),
    "slash", "question_mark", "plus", "minus", "left_square_bracket", "right_square_bracket",
)  # fmt: skip
"""Keys with a name, those with a sign of their own as the registry spells them."""
_TAKEN: Final = {"ctrl+p": "finds a person or anything that can be done", "ctrl+q": "quits from anywhere"}
"""Keys that no action gets, for they work above all screens."""
_SCREENS: Final[Mapping[actions.Where, str]] = {
    "garden": "in the garden", "contact": "on a contact", "review": "in a review", "beds": "among the beds",
    "almanac": "in the almanac", "time": "in another time", "log": "in the log bar",
}  # fmt: skip


def working(keys: Mapping[str, str]) -> dict[str, str]:
    """Action -> its keys, of what the settings say as far as it can be done; for the others the default holds."""
    known = {action.name for action in actions.ACTIONS}
    kept = {name: ",".join(key for key in _each(said) if not _fault(key)) for name, said in keys.items()}
    return {name: said for name, said in kept.items() if said and name in known}


def mistakes(keys: Mapping[str, str]) -> list[str]:
    """What is wrong with the keys in the settings (action -> key), a sentence each: actions and keys that are none,
    and keys that would do two things on a screen."""
    found, names = [], [action.name for action in actions.ACTIONS]
    for name, said in keys.items():
        if name not in names:
            near = get_close_matches(name.casefold().replace(" ", "_").replace("-", "_"), names, 1)
            told = f"did you mean {near[0]}?" if near else "docs/keys.md names them all."
            found.append(f"keys.{name[:40]} is not an action; {told}")
            continue
        found += [f"keys.{name} is “{key[:40]}”; {fault}" for key in _each(said) if (fault := _fault(key))]
    return found + list(_twice(working(keys)))


def _each(said: str) -> Iterator[str]:
    """The keys of a list with commas; a comma alone is one."""
    yield from (key.strip() for key in (said.split(",") if said.strip(", ") else ["comma"]) if key.strip())


def _fault(key: str) -> str:
    """Why a key cannot be an action's; "" where it can."""
    if key in _TAKEN:
        return f"that {_TAKEN[key]}; give it another."
    if _is_key(key):
        return ""
    near = _near(key)
    return f"did you mean {near}?" if near else 'it should be a key, such as "ctrl+l".'


def _is_key(key: str) -> bool:
    *held, last = key.split("+") if len(key) > 1 else [key]
    if held != sorted(set(held) & set(_HELD)):
        return False
    return last in _NAMES or (last.isprintable() if len(last) == 1 else _is_sign(last))


def _is_sign(name: str) -> bool:
    """Whether a sign that can be typed is called so, as in `exclamation_mark`; a letter is called by itself."""
    name = REPLACED_KEYS.get(name, name)
    try:
        sign = unicodedata.lookup(KEY_TO_UNICODE_NAME.get(name, name.replace("_", " ")))
    except KeyError:
        return False
    return sign.isprintable() and not sign.isalnum()


def _near(key: str) -> str:
    """The key that was meant, perhaps: what is held spelled and ordered right, then a key; "" where none is near."""
    parts = [part.strip() for part in key.replace("-", "+").lower().split("+")]
    held = {one for part in parts[:-1] for one in get_close_matches(part, _HELD, 1)}
    last = parts[-1] if _is_key(parts[-1]) else next(iter(get_close_matches(parts[-1], _NAMES, 1)), "")
    meant = "+".join([*sorted(held), last])
    return meant if last and len(held) == len(parts) - 1 and _is_key(meant) else ""


def _twice(keys: Mapping[str, str]) -> Iterator[str]:
    """Of each action that was given a key that something else has on one of its screens."""
    told = set()
    for where, there in _SCREENS.items():
        owners: dict[str, str] = {}
        for move in actions.MOVES if where != "log" else ():
            owners |= dict.fromkeys(map(_named, _each(move.key)), f"moves ({move.description})")
        # those that the settings say nothing of come first: what is told is what can be changed there
        for action in sorted(actions.at(where), key=lambda action: action.name in keys):
            for key in _each(keys.get(action.name, action.keys)):
                other = owners.setdefault(_named(key), action.name)
                if other != action.name and (action.name, other) not in told and action.name in keys:
                    told.add((action.name, other))
                    does = other if other.startswith("moves ") else f"is the key of {other}"
                    yield f"keys.{action.name} is “{key}”, which {does} too {there}; give one of them another."


def _named(key: str) -> str:
    """A key as it is told when it is pressed: `slash` for /."""
    return next(binding.key for binding in Binding.make_bindings([Binding(key, "")]))
