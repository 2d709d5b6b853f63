"""Several at once: what the garden's screen does with marks, with what its filter shows, with views and with beds."""

from __future__ import annotations

from garden import words
from garden.core.errors import NotUnderstood
from garden.tui.screens.room import Room
from garden.tui.widgets.beds import Beds
from garden.tui.widgets.chips import Chip


class Several(Room):
    """A room whose plants can be marked and filtered.  Subclasses show them: `beds`, `_show_only`, and say in `_filter`
    which query is shown."""

    _filter = ""

    @property
    def beds(self) -> Beds:
        """The beds."""
        return self.query_one(Beds)

    def _show_only(self, text: str) -> None:
        """Show only those whom a query fits; "" everybody."""
        raise NotImplementedError

    def why_not(self, action: str) -> str:
        """Why an action is not possible now."""
        if action in {"together", "keep_view"} and self.gardener.read_only:
            return self.gardener.read_only
        if action == "keep_view" and not self._filter:
            return "There is no filter to keep: / filters."
        if action == "together" and self.ready and not self.beds.marked and not self._filter:
            return "Mark some with space, or filter with /: b then changes all of those."
        if action == "together" and self.ready and not self.beds.plan.plants:
            return "Nobody is shown whom it could change."
        if action == "mark" and not self.current():
            return "No plant is selected."
        return super().why_not(action)

    def show_bed(self, bed: str) -> None:
        """Show nothing but one bed."""
        self._show_only(f'bed:"{bed}"')

    def show_view(self, name: str) -> None:
        """Show only whom a saved view fits."""
        self.show_query(f"@{name}")

    def views_for(self, text: str) -> list[Chip] | None:
        """The saved views, where a filter ends in an at sign alone; else None."""
        word = text.rsplit(" ", maxsplit=1)[-1]
        if word != "@":
            return None
        views = [Chip("view", f"@{name}", "primary") for name in sorted(self.gardener.views)]
        return views or [Chip("help", "no view is kept yet; S keeps a filter under a name", "muted")]

    def show_query(self, query: str) -> None:
        """Show only whom a query fits."""
        try:
            self._show_only(query)
            self.say("")  # what was said before is no longer so
        except NotUnderstood as error:  # forgotten meanwhile, or it names a bed that is gone
            self.complain(error)

    def action_beds(self) -> None:
        """Look after the beds."""
        if self.allowed("beds"):
            self.host.open_room("beds", chosen=self.show_bed)

    async def action_keep_view(self) -> None:
        """Keep the filter under a name."""
        query = self._filter
        if not self.allowed("keep_view"):
            return

        def live(text: str) -> list[Chip]:
            kept = "  ".join(f"@{name}" for name in self.gardener.views)
            return [Chip("query", query, "primary", f"@{text.strip().lstrip('@') or '…'}"),
                    Chip("kept", kept or "none kept yet", "muted")]  # fmt: skip

        (await self.asking()).ask(
            "keep this filter under what name?   @name in a filter brings it back",
            lambda text: self.tell(self.gardener.save_view(text, query)),
            live=live,
        )

    def action_mark(self) -> None:
        """Mark the selected plant, or take the mark off."""
        if self.allowed("mark"):
            marked = self.beds.mark(self.current())
            self.say(
                f"{_contacts(marked)} marked; b changes all of them." if marked else "Nobody is marked.",
                "foreground",
            )

    async def action_together(self) -> None:
        """Change all that are marked, or else all that the filter shows."""
        if not self.allowed("together"):
            return
        from garden.tui.screens.together import HELP, together

        gardener = self.gardener
        marked = [plant.id for plant in gardener.readings(archived=False) if plant.id in self.beds.marked]
        people = marked or [plant.id for plant in self.beds.plan.plants]
        who = Chip(
            "who", words.some([gardener.name_of(p) for p in people]), "primary", _contacts(len(people))
        )

        def live(text: str) -> list[Chip]:
            if not text.strip():
                return [Chip("help", HELP, "muted"), who]
            return [
                *together(gardener, people, text).says,
                who,
            ]  # names last: they are cut, what changes is not

        def answer(text: str) -> None:
            done = together(gardener, people, text).do()
            self.beds.marked.clear()
            self.tell(done)

        (await self.asking()).ask(
            "what changes? any of these", answer, live=live, label=f"change {_contacts(len(people))}"
        )


def _contacts(count: int) -> str:
    return "1 contact" if count == 1 else f"{count} contacts"
