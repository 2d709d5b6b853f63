"""Readings, spans and days in words, and the clock.  The only room that knows pendulum, imported where it is needed.

What always holds: words never blame ("ready for water", not "neglected"); a number said is a number read; and text
that a person wrote reaches a terminal only through `clean`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:  # the clock and `clean` are asked for before anything else is: they import nothing
    from garden.core.model import Contact, Interaction, Promise
    from garden.core.reading import Reading, State, Why

# --- the clock ------------------------------------------------------------------------------------------------------


class SystemClock:
    """The gardener's local day, and this instant."""

    def today(self) -> date:
        """The day where the gardener is."""
        return self.real()

    def real(self) -> date:
        """The day it is."""
        return datetime.now().astimezone().date()

    def stamp(self) -> str:
        """This instant in UTC, to the millisecond."""
        return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class FixedDay(SystemClock):
    """A chosen day (`--on`).  Stamps stay true: they order what two machines did."""

    def __init__(self, on: date) -> None:
        self._on = on

    def today(self) -> date:
        """The chosen day."""
        return self._on


# --- text on its way to a terminal ----------------------------------------------------------------------------------

_STAND_IN: Final = "·"
_BIDI: Final = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_CLEAN: Final = {
    **dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), *_BIDI, *range(0xFFF9, 0xFFFC)), _STAND_IN),
    **dict.fromkeys((0x09, 0x0A, 0x0D, 0x85, 0x2028, 0x2029), " "),
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
}


def clean(text: str) -> str:
    """User text as it may be sent to a terminal: one line, no control character, no bidi control, no lone surrogate.

    Everything else stays, joiners too: an emoji family stays a family.
    """
    if text.isprintable():
        return text
    return text.replace("\r\n", " ").translate(_CLEAN)


# --- spans and days -------------------------------------------------------------------------------------------------

WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def span(days: int) -> str:
    """So many days, as one would say it: "3 days", "7 weeks", "5 months", "2 years"."""
    days = abs(days)
    if days < 14:
        return counted(days, "day")
    if days < 60:
        return counted(round(days / 7), "week")
    if days < 700:
        return counted(round(days / 30.44), "month")
    return counted(round(days / 365.25), "year")


def ago(days: int) -> str:
    """So many days back: "today", "yesterday", "7 weeks ago"; a negative number is to come: "in 3 days"."""
    if days == 0:
        return "today"
    if days == 1:
        return "yesterday"
    if days == -1:
        return "tomorrow"
    return f"{span(days)} ago" if days > 0 else f"in {span(days)}"


def exact(on: date, today: date) -> str:
    """A day by its date: "14 Nov", with the year where it is another: "14 Nov 2024"."""
    named = f"{on.day} {_MONTHS[on.month - 1]}"
    return named if on.year == today.year else f"{named} {on.year}"


def day(on: date, today: date) -> str:
    """A day as one would say it: "today", "yesterday", "Friday", "14 Nov", "14 Nov 2024"; to come: "in 3 weeks"."""
    back = (today - on).days
    if 2 <= back < 7:
        return WEEKDAYS[on.weekday()]
    return ago(back) if back < 2 else exact(on, today)


def known_for(since: date, today: date) -> str:
    """How long two have known each other, by the calendar: "3 years and 2 months"; under a month: "12 days".

    Counted here, since it is said on the first screen, and pendulum takes as long to import as all the rest of it.
    """
    whole = (today.year - since.year) * 12 + today.month - since.month - (today.day < since.day)
    years, months = divmod(whole, 12)
    parts = [counted(years, "year")] if years else []
    if months and years < 10:
        parts.append(counted(months, "month"))
    return " and ".join(parts) or span((today - since).days)


_CADENCES: Final = {
    1: "daily", 7: "weekly", 14: "every 2 weeks", 30: "monthly", 90: "quarterly", 180: "twice a year",
    182: "twice a year", 183: "twice a year", 365: "yearly", 730: "every 2 years",
}  # fmt: skip


def cadence(every: int | None) -> str:
    """A cadence in days: "monthly", "every 6 weeks", "every 45 days"; None: "no cadence"."""
    if every is None:
        return "no cadence"
    if every in _CADENCES:
        return _CADENCES[every]
    for size, noun in ((365, "year"), (30, "month"), (7, "week")):
        if every % size == 0:
            return f"every {counted(every // size, noun)}"
    return f"every {counted(every, 'day')}"


# --- readings -------------------------------------------------------------------------------------------------------


def state_word(state: State | None) -> str:
    """A state as people are told it, the same word on every screen, in every list and every sentence.

    In data (JSON, the query language) a state goes by its own name; the query language takes this one too.
    """
    if state is None:
        return "in the shed"
    return "asleep" if state == "dormant" else state


def chance(v: float) -> str:
    """A chance as people say one; the model does not claim a second digit."""
    tenths = round(v * 10)
    if tenths < 1:
        return "fewer than 1 in 10"
    return "more than 9 in 10" if tenths > 9 else f"about {tenths} in 10"


def why(reading: Reading) -> str:
    """Why a plant stands as it does: a sentence or two, with their numbers."""
    parts = reading.why
    if reading.state is None:
        return "Kept without a cadence: nothing is asked of you here."
    if reading.state == "new":
        return f"Nothing logged yet; you set {cadence(parts.every)}. A first hello makes it sprout."
    said = [_resting(parts, reading.on)] if reading.state == "resting" else []
    young = False
    if parts.waiting == "them" and reading.leaves == 1 and reading.last_on is not None:
        back = (reading.on - reading.last_on).days
        verb = _FIRST_WORDS.get(parts.last_kind, "reached out")
        said.append(
            f"You {verb} {ago(back)} for the first time; no answer yet. You set {cadence(parts.every)}."
        )
        young = back <= (parts.every or 0)
    elif parts.silent is not None:
        back = parts.silent if reading.last_on is None else (reading.on - reading.last_on).days
        said.append(_silence(reading, parts.silent, back))
        said.append(_once(reading) or _past_year(parts, back))
        said.append(_waiting(parts))
    if parts.chance is not None and parts.horizon and reading.state != "resting" and not young:
        odds = chance(parts.chance)
        said.append(f"{odds[:1].upper()}{odds[1:]} such ties speak again within {span(parts.horizon)}.")
    return " ".join(filter(None, said))


_FIRST_WORDS: Final = dict.fromkeys(("email", "letter", "message"), "wrote") | {"call": "called"}
"""What one did by a kind that is a word to somebody."""


def _resting(parts: Why, today: date) -> str:
    if parts.resting_open or parts.resting_until is None:
        return "Resting until you say so; these days do not count."
    return f"Resting until {exact(parts.resting_until, today)}; these days do not count."


def _silence(reading: Reading, silent: int, back: int) -> str:
    """How long it is since the last contact, and what was set.  `silent` counts the days awake, `back` all of them;
    where there was a rest since, the true day is said, and what that rest means."""
    every = cadence(reading.why.every)
    if back == silent:
        quiet = {0: "In touch today", 1: "In touch yesterday"}.get(silent, f"{span(silent)} quiet")
        return f"{quiet}; you set {every}."
    if reading.state == "resting":  # that its days do not count is said already
        return f"Last in touch {ago(back)}; you set {every}."
    return f"Last in touch {ago(back)}; resting days do not count. You set {every}."


def _once(reading: Reading) -> str:
    """That a tie which is as young as can be needs water sooner than was set."""
    from garden.words.outlook import met_once

    once = met_once(reading)
    return f"{once[:1].upper()}{once[1:]}: it needs water sooner." if once else ""


def _past_year(parts: Why, back: int) -> str:
    ways = {"both": ", both ways", "out": ", you reaching out", "in": ", they reaching out"}.get(
        parts.reached, ""
    )
    if parts.year_days == 0:  # where the silence is longer than a year, it says so itself
        return "Nothing in the past year." if back < 365 else ""
    often = f", usually every {_every(parts.rhythm)}" if parts.rhythm else ""
    return f"You were in touch on {counted(parts.year_days, 'day')} this past year{often}{ways}."


def _every(days: int) -> str:
    """A rhythm: "day", "3 weeks"."""
    return "day" if days == 1 else span(days)


def _waiting(parts: Why) -> str:
    if parts.waiting == "me":
        return f"Their {parts.last_kind or 'word'} is the last: your turn."
    if parts.waiting == "them":
        return f"Your {parts.last_kind or 'word'} is the last; no answer yet."
    return ""


def lean(balance: float) -> str:
    """Which way a relationship leans, once it does (from 0.3 either way); "" while in balance."""
    if abs(balance) < 0.3:
        return ""
    return "leans on you: you give more" if balance > 0 else "leans towards them: they give more"


def story(
    reading: Reading,
    contact: Contact,
    interactions: Sequence[Interaction] = (),
    promises: Iterable[Promise] = (),
    sooner: date | None = None,
) -> list[str]:
    """Short lines for the side of a portrait: where it stands, since when, what is open.  `sooner`: the day from which
    it asks for water, where that is before the due day.  Not cleaned."""
    today = reading.on
    lines = [f"{state_word(reading.state)} · {reading.stage} · {cadence(reading.every)}"]
    if contact.title or contact.org:
        lines.append(" at ".join(filter(None, (contact.title, contact.org))))
    if interactions:
        last = interactions[-1]
        lines.append(f"last {last.kind} {day(last.on, today)}" + (f": {last.note}" if last.note else ""))
        first = interactions[0]
        if (today - first.on).days > 60:
            lines.append(f"in touch for {known_for(first.on, today)}, {counted(len(interactions), 'time')}")
    if contact.met_how:
        lines.append(f"met: {contact.met_how}")
    if reading.due_on is not None and reading.state not in ("resting", None):
        late = reading.due_on <= today
        lines.append("ready since " + day(reading.due_on, today) if late and reading.due_on != today else
                     "ready for water today" if late else
                     "ready for water" if reading.state in ("thirsty", "wilting", "dormant") else
                     f"next: {day(sooner or reading.due_on, today)}")  # fmt: skip
    if leaning := lean(reading.balance):
        lines.append(leaning)
    lines.extend(promise(owed, contact.name, today) for owed in promises if owed.done_on is None)
    return lines


def summary(readings: Iterable[Reading], promises: Iterable[Promise], today: date) -> str:
    """A garden in a line: "60 plants · 14 thirsty · 9 wilting · 2 promises due"."""
    from garden.core.reading import THIRST

    order: tuple[State | None, ...] = ("thirsty", "wilting", "dormant", "new", "resting", None)
    states = [reading.state for reading in readings]
    parts = [counted(len(states), "plant")]
    parts += [f"{number} {state_word(state)}" for state in order if (number := states.count(state))]
    if states and not any(state in THIRST or state == "new" for state in states):
        parts.append("all well")
    due = sum(p.done_on is None and p.due is not None and p.due <= today for p in promises)
    if due:
        parts.append(f"{counted(due, 'promise')} due")
    return " · ".join(parts)


def against(then: int, now: int) -> str:
    """How many are ready for water, against a week ago."""
    if then == now:
        return f"As many are ready for water as a week ago: {now}."
    return f"{now or 'Nobody'} ready for water, {then or 'nobody'} a week ago."


# --- what happened, and what is owed --------------------------------------------------------------------------------


def due(on: date, today: date) -> str:
    """When something was promised for: "due tomorrow"; once that has passed "due since Friday"."""
    return f"{'due since' if on < today else 'due'} {day(on, today)}"


def promise(owed: Promise, name: str, today: date) -> str:
    """A promise in a line: "you promised Ada Byron: send her the paper, due tomorrow"."""
    whose = f"you promised {name}" if owed.by == "me" else f"{name} promised you"
    if owed.done_on is not None:
        when = f", done {day(owed.done_on, today)}"
    else:
        when = f", {due(owed.due, today)}" if owed.due else ""
    return f"{whose}: {owed.text}{when}"


def interaction(happened: Interaction, names: Mapping[str, str], today: date) -> str:
    """A line of a timeline: "yesterday · coffee with Ada Byron · 45 min · at Noma · gave: the talk she asked about"."""
    people = listed([names.get(person, "somebody no longer here") for person in happened.people])
    towards = {"both": "with", "out": "to", "in": "from"}[happened.flow]
    parts = [day(happened.on, today), f"{happened.kind} {towards} {people}"]
    return " · ".join([*parts, *particulars(happened, lambda person: names.get(person, "somebody"))])


def particulars(happened: Interaction, name_of: Callable[[str], str]) -> list[str]:
    """What is said of an interaction besides when, what and with whom; the note is the last."""
    parts = []
    if happened.minutes:
        parts.append(f"{happened.minutes} min")
    if happened.place:
        parts.append(f"at {happened.place}")
    if happened.introduced:
        parts.append(f"met {listed([name_of(person) for person in happened.introduced])}")
    if happened.favor:
        parts.append({"gave": "you gave", "got": "you got help", "asked": "you asked"}[happened.favor])
    parts += [f"#{tag}" for tag in happened.tags]
    return [*parts, happened.note] if happened.note else parts


def ask_light(light: str, given: int, taken: int) -> str:
    """The ask light with what it stands on: "amber: you gave 1, asked and got 3".  It forbids nothing."""
    if not given and not taken:
        return f"{light}: no favours yet, either way"
    return f"{light}: you gave {given}, asked and got {taken}"


def listed(names: Sequence[str]) -> str:
    """Names in a sentence: "Ada, Grace and Mei"."""
    if len(names) < 2:
        return names[0] if names else "nobody"
    return f"{', '.join(names[:-1])} and {names[-1]}"


def some(names: Sequence[str], most: int = 3) -> str:
    """Names in a sentence, those beyond `most` counted: "Ada, Grace and 4 others"."""
    if len(names) <= most:
        return listed(names)
    return listed([*names[: most - 1], f"{len(names) - most + 1} others"])


def counted(number: int, noun: str) -> str:
    """A number of things: "1 plant", "3 plants"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
