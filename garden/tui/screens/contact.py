"""One contact: the plant, why it stands so, what happened, what is owed; log, correct and take back from here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.geometry import Size

from garden import words
from garden.botany.describe import describe
from garden.botany.picture import SIZES, Plant
from garden.capture.names import fold
from garden.core.model import Contact, Interaction
from garden.core.reading import Reading
from garden.tui import actions
from garden.tui.messages import Gone
from garden.tui.motion import Gust
from garden.tui.screens.details import HOW, LABELS, cuttings, fields, link, shown, value
from garden.tui.screens.planting import edit_sentence, planting
from garden.tui.screens.room import Room
from garden.tui.screens.standing import FREE, facts_of, stands
from garden.tui.widgets.ask import Understood
from garden.tui.widgets.chips import Chip
from garden.tui.widgets.line import Heading
from garden.tui.widgets.side import Side
from garden.tui.widgets.timeline import Entry, Timeline, title
from garden.tui.widgets.told import Facts, Paragraph, Said, Title, wrapped
from garden.words.known import NOT_YET, not_yet

BESIDE: Final = 46
"""Columns of the portrait and the why."""
MARGINS: Final = 3
"""Columns that a side leaves free beside its words."""
BARS: Final = 2
"""Rows of heading and hints."""
ASKS: Final = 1 + Understood.rows
"""Rows of a line to type in, and of what is said under it at most, over the timeline."""
LISTED: Final = 11
"""Rows that the timeline keeps beside all that is told above it."""
AIRY_FROM: Final = 30
"""Rows of a terminal from which on one stays free below the heading."""
FLOW_ARROWS: Final = {"both": "⇄", "out": "→", "in": "←"}


class ContactScreen(Room):
    """The portrait and why left; right how it stands, what is known, and the timeline.

    In a narrow terminal a small picture and the why stand above the timeline.  What there is no room for stands among
    the details, below what happened: nothing is cut.
    """

    WHERE: ClassVar[actions.Where] = "contact"
    DEFAULT_CSS = """
    ContactScreen #above { display: none; height: 8; width: 1fr; }
    ContactScreen.narrow #above { display: block; }
    ContactScreen.narrow #side { display: none; }
    ContactScreen #side { width: 46; }
    ContactScreen #card { width: 1fr; height: auto; }
    ContactScreen.airy #body { padding-top: 1; }
    ContactScreen.narrow #card { display: none; }
    ContactScreen.cramped #above { display: none; }
    """

    def __init__(self, person: str) -> None:
        super().__init__()
        self.person = person
        self._called = ""
        self._only = ""
        """Words that what is shown holds; "" shows everything."""

    def body(self) -> ComposeResult:
        """The plant and its timeline."""
        look = self.host.look
        yield Side(look, beside=True, more=" …", id="above")
        with Horizontal(id="body"):
            yield Side(look, whole=True, low=True, more=" …", id="side")
            with Vertical():
                yield Side(look, least_story=99, more=" …", id="card")
                yield Timeline(look, opens=True, id="timeline")

    def on_mount(self) -> None:
        """Fill it."""
        self.shape(self.app.size)
        self.refill()
        self.begin()

    def on_screen_resume(self) -> None:
        """Somebody else may have removed the contact while something stood over this."""
        if self.ready and self.person not in self.gardener.facts.contacts:
            self.refill()

    def current(self) -> str:
        """This contact."""
        return self.person

    def refill(self) -> None:
        """Show the facts as they now are; a contact that is gone closes its screen."""
        gardener = self.gardener
        contact = gardener.facts.contacts.get(self.person)
        if contact is None:
            if self.app.screen is self:  # a pop takes the screen in front
                bar = self._prompts[0] if self._prompts is not None else None
                self.dismiss(Gone(self._called, bar.field.value if bar is not None and bar.display else ""))
            return
        self._called = contact.name
        reading = gardener.reading(self.person)
        state = "archived" if contact.archived else words.state_word(reading.state)
        stands = NOT_YET if gardener.since(self.person) else f"{state} · {reading.stage} {reading.species}"
        self.query_one(Heading).show(
            title=contact.name,
            summary=f"only {self._only}   (esc shows all)" if self._only else stands.rstrip(),
            right=f"as on {words.exact(reading.on, reading.on)} {reading.on.year}, esc goes back"
            if gardener.travelling
            else f"{gardener.facts.bed_of(contact).name} · {words.cadence(reading.every)}",
        )
        rest = self._arrange(reading, contact)
        self.query_one(Timeline).show(self._entries(contact, rest))

    def _ahead(self, reading: Reading, rows: int) -> list[Paragraph]:
        """How it stands and what becomes of it; not on another day, of which it is known what became."""
        return [] if self.gardener.travelling else list(stands(self.gardener, reading, rows))

    def _arrange(self, reading: Reading, contact: Contact) -> list[tuple[str, str]]:
        """Tell what there is room for beside a whole picture; answers what is left to tell."""
        rows, gardener = self.app.size.height - BARS - self.has_class("airy"), self.gardener
        since = gardener.since(self.person)
        why = Said(not_yet(since, reading.on) if since else words.why(reading))
        facts = facts_of(gardener, reading, contact)
        seen = Said(describe(Plant.of(reading), self.host.look.studio), "muted")
        if self.has_class("narrow"):
            above, room = self.query_one("#above", Side), max(rows * 2 // 5, rows + 1 - LISTED)
            wide, ahead = self.app.size.width - SIZES["tile"][0] - 5, self._ahead(reading, 2)
            without = (why, FREE, *ahead[1:])
            stories = (
                (seen, why, FREE, *ahead), (seen, why, *ahead), (seen, *without), without, (seen, why), (why,)
            )  # fmt: skip
            pictured = SIZES["tile" if room > SIZES["tile"][1] else "small"][1]
            high = [max(self._high(story, wide), pictured) + 1 for story in stories]
            fits = next((i for i, rows_ in enumerate(high) if rows_ <= room), -1)
            above.styles.height = min(high[fits], room)
            above.show(reading, stories[fits])
            return facts
        told: list[Paragraph] = [Title("what is known"), Facts(facts)] if facts else []
        right = self._ahead(reading, 3)
        if right:
            right = [Title("how it stands"), right[0], FREE, *right[1:], FREE]
        left: list[Paragraph] = [why]
        card, beside = self.query_one("#card", Side), self.app.size.width - BESIDE - MARGINS
        taken = SIZES["portrait"][1] + 1 + self._high([seen, FREE, why, FREE, *told], BESIDE - MARGINS)
        if taken <= rows:
            left, facts = [why, FREE, *told], []
        elif self._high(whole := [*right, *told, FREE], beside) <= rows - LISTED:
            right, facts = whole, []
        if (needed := self._high(right, beside)) > rows - LISTED // 2:
            right, needed = [], 0
        card.styles.height = needed
        self.query_one("#side", Side).show(reading, left, seen)
        card.show(None, right)
        return facts

    def _high(self, story: Sequence[Paragraph], width: int) -> int:
        """Rows that a story takes in so many columns."""
        return len(wrapped(story, width, self.host.look, "background"))

    def shape(self, size: Size) -> None:
        """Arrange anew what there is room for."""
        super().shape(size)
        self.set_class(size.height >= AIRY_FROM, "airy")
        if self.ready:
            self.refill()

    def _entries(self, contact: Contact, rest: Sequence[tuple[str, str]]) -> list[Entry]:
        gardener = self.gardener
        today = gardener.today
        entries: list[Entry] = []
        promises = [p for p in gardener.promises_of(contact.id) if self._holds(p.text)]
        if promises:
            entries.append(title("promises"))
            for owed in promises:
                late = owed.due is not None and owed.due < today
                who = "me" if owed.by == "me" else "them"
                due = f" · {words.due(owed.due, today)}" if owed.due else ""
                entries.append(
                    Entry(
                        f"promise:{owed.id}",
                        owed.text + due,
                        "warning" if late else "foreground",
                        who,
                        aside=True,
                        whole=True,
                    )
                )
        year = None
        for happened in reversed(gardener.facts.history(contact.id)):
            if happened.on > today:
                continue
            line = self._line(happened)
            if not self._holds(f"{happened.on} {happened.on:%B} {line}"):
                continue
            if happened.on.year != year:
                year = happened.on.year
                entries.append(title(str(year)))
            entries.append(Entry(happened.id, line, "foreground", _lead(happened.on, today)))
        if self._only:
            return entries or [Entry("", " Nothing holds these words. Esc shows everything.", "muted")]
        if not entries:
            entries = [Entry("", " Nothing yet. l says what happened; w logs a coffee.", "muted")]
        return [*entries, *cuttings(gardener, contact), *fields(gardener, contact, rest)]

    def _holds(self, text: str) -> bool:
        """Whether `text` holds every word of the filter, accents and case aside."""
        folded = fold(text)
        return all(word in folded for word in fold(self._only).split())

    def _line(self, happened: Interaction) -> str:
        """What happened with this contact, in a line."""
        name_of = self.gardener.name_of
        parts = [f"{FLOW_ARROWS[happened.flow]} {happened.kind}"]
        others = [name_of(person) for person in happened.people if person != self.person]
        if others:
            parts.append(f"also {words.listed(others)}")
        return " · ".join([*parts, *words.particulars(happened, name_of)])

    def grown(self, people: Sequence[str]) -> None:
        """Let it grow before one's eyes."""
        if self.person in people:
            self.host.motion.grow(self._plant.grow)

    def sway(self, gust: Gust) -> None:
        """Let the wind pass."""
        self._plant.sway(gust)

    @property
    def _plant(self) -> Side:
        """Where the plant is seen."""
        return self.query_one("#above" if self.has_class("narrow") else "#side", Side)

    def home(self) -> None:
        """The arrows belong to the timeline, all of which is seen."""
        self.query_one(Timeline).cover(0)
        self.query_one(Timeline).focus()

    # Keys

    def why_not(self, action: str) -> str:
        """Why an action is not possible now."""
        if action in {"correct", "unlog"} and self.ready and not self.query_one(Timeline).chosen_id:
            return "Nothing is logged yet."
        return super().why_not(action)

    def action_move(self, move: str) -> None:
        """Walk through the timeline."""
        self.query_one(Timeline).move(move)

    async def action_only(self) -> None:
        """Show only what holds some words, live as they are typed."""
        before = self._only

        def live(text: str) -> list[Chip]:
            self._show_only(text)
            shown = sum(bool(entry.id) for entry in self.query_one(Timeline).entries)
            return [
                Chip("count", f"{shown} shown", "success" if shown else "warning"),
                Chip("help", "words of what happened, a month, a year, #tag", "muted"),
            ]

        (await self.asking()).ask(
            "show only …   coffee, 2024, october, #job, Noma", self._show_only, live=live, text=before,
            left=lambda: self._show_only(""),
        )  # fmt: skip

    def _show_only(self, text: str) -> None:
        self._only = text.strip()
        self.refill()

    def action_back(self) -> None:
        """Show everything again; else go back."""
        if self._only:
            self._show_only("")
            self.say("Everything is shown.")
        else:
            super().action_back()

    async def action_correct(self) -> None:
        """Change the chosen interaction by its sentence; a chosen promise is done."""
        if not self.allowed("correct"):
            return
        id_ = self.query_one(Timeline).chosen_id
        if id_.startswith("promise:"):
            await self._ask_done(id_.removeprefix("promise:"))
            return
        if id_.startswith("field:"):
            await self._edit_field(id_.removeprefix("field:"))
            return
        if id_.startswith("person:"):
            self.say("enter opens them; a cutting is changed on the one who was introduced.", "foreground")
            return
        (await self.log_bar()).open(self.gardener.sentence(id_), editing=id_)

    async def _edit_field(self, field: str) -> None:
        """Change one detail, said in a line; an empty one clears it."""
        gardener, person = self.gardener, self.person

        def answer(text: str) -> None:
            said = value(field, text)
            if said == value(field, shown(gardener, gardener.facts.contacts[person], field)):
                self.say("Nothing was changed.", "foreground")
                return
            self.tell(gardener.edit(person, **{field: said}))

        how = [Chip("help", HOW.get(field, "any words · empty clears it"), "muted")]
        self.query_one(Timeline).cover(ASKS)
        (await self.asking()).ask(
            "", answer, live=lambda _text: how, label=LABELS[field],
            text=shown(gardener, gardener.facts.contacts[person], field),
        )  # fmt: skip

    async def action_open_entry(self) -> None:
        """Open whom the line names, or its link; else change it."""
        id_ = self.query_one(Timeline).chosen_id
        if id_.startswith("person:"):
            self.host.open_room("contact", person=id_.removeprefix("person:"))
        elif id_ in ("field:urls", "field:emails") and (target := link(self.gardener, self.person, id_)):
            self.app.open_url(target)
            self.say(f"Asked your system to open {words.clean(target)}.")
        elif self.allowed("correct"):
            await self.action_correct()

    def action_details(self) -> None:
        """Go to the details, below what happened."""
        if self._only:
            self._show_only("")
        self.query_one(Timeline).choose("field:name")

    async def action_unlog(self) -> None:
        """Ask whether to take the chosen interaction back."""
        if not self.allowed("unlog"):
            return
        timeline = self.query_one(Timeline)
        id_ = timeline.chosen_id
        if id_.startswith("promise:"):
            await self._ask_done(id_.removeprefix("promise:"))
            return
        if id_.startswith(("field:", "person:")):
            self.say(
                "Only what was logged is taken back; e changes a detail, and an empty line clears it.",
                "warning",
            )
            return
        text = timeline.entries[timeline.chosen].text
        (await self.confirming()).ask(
            f"Take back: {text}?", lambda: self.do(lambda: self.gardener.unlog(id_)), doing="take it back"
        )

    async def _ask_done(self, promise: str) -> None:
        text = self.gardener.facts.promises[promise].text
        (await self.confirming()).ask(
            f"Done: {text}?",
            lambda: self.do(lambda: self.gardener.done(promise), grow=True),
            doing="it is done",
        )

    async def action_edit_contact(self) -> None:
        """Change name, bed, cadence, tags."""
        if not self.allowed("edit_contact"):
            return
        gardener = self.gardener

        def answer(text: str) -> None:
            name, fields = planting(gardener, text, editing=True)
            self._edited(self.person, name, fields)

        (await self.asking()).ask(
            "name  bed:friends  every:6w  #tag",
            answer,
            text=edit_sentence(gardener.facts.contacts[self.person]),
        )

    def gone(self, person: str) -> None:
        """Archived: back to the garden."""
        self.dismiss()


def _lead(on: date, today: date) -> str:
    """A day under its year: "yesterday", "Friday", "14 Nov"."""
    return words.day(on, today) if 0 <= (today - on).days < 7 else words.exact(on, on)
