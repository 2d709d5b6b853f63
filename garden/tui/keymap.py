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
    *(key.value for key in Keys if not {*"+-<"} & {*key.value} and key.value != "return"),
    "slash", "question_mark", "plus", "minus", "left_square_bracket", "right_square_bracket",
)  # fmt: skip
"""Keys with a name, those with a sign of their own as the registry spells them."""
_TAKEN: Final = {"ctrl+p": "finds a person or anything that can be done", "ctrl+q": "quits from anywhere"}
"""Keys that no action gets, for they work above all screens."""
_SAME: Final = {
    "ctrl+m": "enter", "ctrl+i": "tab", "ctrl+h": "backspace", "ctrl+[": "escape",
    "ctrl+left_square_bracket": "escape", "ctrl+space": "ctrl+@",
}  # fmt: skip
"""Keys for which a terminal sends another."""
_CALLED: Final = {
    "return": "enter", "ins": "insert", "del": "delete", "esc": "escape", "pgup": "pageup", "pgdn": "pagedown",
    "backtab": "shift+tab", "spacebar": "space", **{sign: name for name, sign in REPLACED_KEYS.items()},
}  # fmt: skip
"""Other names of keys, which no key is told by."""
_SUCH: Final = 'it should be a key, such as "ctrl+l".'
_SCREENS: Final[Mapping[actions.Where, str]] = {
    "garden": "in the garden", "contact": "on a contact", "review": "in a review", "beds": "among the beds",
    "almanac": "in the almanac", "time": "in another time", "log": "in the log bar",
}  # fmt: skip


def working(keys: Mapping[str, str]) -> dict[str, str]:
    """Action -> its keys, of what the settings say as far as it can be done; for the others the default holds."""
    known = {action.name for action in actions.ACTIONS}
    kept = {
        name: ",".join(key for key in _each(said) if not _fault(key, name)) for name, said in keys.items()
    }
    return {name: said for name, said in kept.items() if said and name in known}


def mistakes(keys: Mapping[str, str]) -> list[str]:
    """What is wrong with the keys in the settings (action -> key), a sentence each: actions and keys that are none,
    and keys that would do two things on a screen."""
    found, names = [], [action.name for action in actions.ACTIONS]
    for name, said in keys.items():
        if name not in names:
            near = get_close_matches(name.casefold().replace(" ", "_").replace("-", "_"), names, 1)
            told = f"did you mean {near[0]}?" if near else "docs/keys.md names them all."
            found.append(f"{f'keys.{name[:40]}' if name.strip() else 'keys: “”'} is not an action; {told}")
        elif not said.strip():
            found.append(f"keys.{name} names no key; {_SUCH}")
        else:
            faults = [(key, _fault(key, name)) for key in _each(said)]
            found += [f"keys.{name} is “{key[:40]}”; {fault}" for key, fault in faults if fault]
    return found + list(_twice(working(keys)))


def _each(said: str) -> Iterator[str]:
    """The keys of a list with commas; a comma alone is one."""
    keys = said.split(",") if said.strip(", ") else ["comma"] if "," in said else []
    yield from (key.strip() for key in keys if key.strip())


def _fault(key: str, name: str) -> str:
    """Why a key cannot be that of the action called `name`; "" where it can."""
    meant = _CALLED.get(key.lower()) or (key if _is_key(key) else _near(key))
    if meant in _TAKEN:
        return f"that {_TAKEN[meant]}; give it another."
    if meant in _SAME:
        return f"a terminal sends {_SAME[meant]} for it; say that, or give it another."
    if meant != key:
        return f"did you mean {meant}?" if meant else _unsent(key)
    if _types(key) and any(action.name == name and "log" in action.where for action in actions.ACTIONS):
        return 'that is typed into the line; give it one that is not, such as "ctrl+l".'
    return ""


def _unsent(key: str) -> str:
    """What to say of a key that is none and is near to none."""
    *held, last = key.lower().split("+")
    if last in {*"0123456789"} and held == ["shift"]:
        return 'say the sign that it types, such as "!".'
    if last in {*"0123456789"} and held == ["ctrl"]:
        return f"few terminals send that; alt+{last} is sent by all."
    return _SUCH


def _types(key: str) -> bool:
    """Whether a key types a sign where there is a line."""
    return len(key) == 1 or ("+" not in key and _is_sign(key))


def _is_key(key: str) -> bool:
    """Whether there is such a key, and a terminal tells of it by this name."""
    *held, last = key.split("+") if len(key) > 1 else [key]
    if held != sorted(set(held) & set(_HELD)):
        return False
    if held and last != last.lower():
        return False
    if (held == ["shift"] and _types(last)) or ("ctrl" in held and last in {*"0123456789"}):
        return False
    return last in _NAMES or (last.isprintable() if len(last) == 1 else _is_sign(last))


def _is_sign(name: str) -> bool:
    """Whether a sign that can be typed is called so, as in `exclamation_mark`; a letter is called by itself."""
    if not name.replace("_", "").isalnum() or name != name.lower() or name in REPLACED_KEYS.values():
        return False
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
    if held == {"shift"} and len(parts) == 2 and _types(parts[1]) and not parts[1].isdecimal():
        return parts[1].upper() if parts[1].isalpha() and len(parts[1]) == 1 else _named(parts[1])
    if held == {"alt"} and len(parts) == 2 and len(parts[1]) == 1 and key[-1].isupper():
        return f"alt+shift+{parts[1]}"
    parts[-1] = _CALLED.get(parts[-1], parts[-1])
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
