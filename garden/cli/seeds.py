"""Species and themes by name: the shipped ones, and over them the user's own.  The one place that says which there are,
for the screens and for the commands.

A species goes by the `id` that its file says, a theme by its `name`, whatever the file is called: what stands on a
contact for life is the id.  A user's own takes the place of a shipped one of that id.  A file that cannot be read, or
that says an id of another file of the user's, is a `Problem`, told from the config folder on, and no species.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from garden import assets
from garden.botany import palette, species
from garden.botany.palette import Theme
from garden.botany.seed import BadSeed
from garden.botany.species import Species
from garden.core.errors import Problem

Made = TypeVar("Made")


class OnDemand(Mapping[str, Made]):
    """Species or themes by name.  A user's own are read at once, so that what is wrong in them is said; the shipped
    ones, which are right, when they are first asked for: a first screen shows a few of them.
    """

    def __init__(
        self,
        kind: assets.Kind,
        parse: Callable[[Mapping[str, object], str], Made],
        key: str,
        user: Path,
        problems: list[Problem],
    ) -> None:
        self._kind, self._parse = kind, parse
        self._found: dict[str, Made] = {}
        self.files: dict[str, Path] = {}
        """The user's own: from which file each was read, from the config folder on."""
        own = assets.load(kind, user=user, only_users=True)
        problems.extend(problem._replace(path=within(user, problem.path)) for problem in own.problems)
        for sheet in own.items.values():
            path = within(user, sheet.path)
            try:
                one = parse(sheet.data, path.as_posix())
            except BadSeed as error:
                problems.extend(Problem(path, f"{fault.sentence}.") for fault in error.faults)
                continue
            name = str(sheet.data[key])
            if name in self.files:
                problems.append(
                    Problem(path, f"{key} = {name!r} is that of {self.files[name].as_posix()} too, which is taken; "
                                  f"give one of them {'an id' if key == 'id' else 'a name'} of its own.")
                )  # fmt: skip
                continue
            self._found[name], self.files[name] = one, path
        self.shipped = tuple(assets.names(kind))
        self._names = dict.fromkeys(sorted({*self.shipped, *self._found}))
        self.sheets: dict[str, Mapping[str, object]] = {}
        """What the shipped files say, of those read so far; what is put in here is not read again."""

    def __getitem__(self, name: str) -> Made:
        one = self._found.get(name)
        if one is None:
            if name not in self._names:
                raise KeyError(name)
            if name not in self.sheets:
                self.sheets[name] = assets.load_one(self._kind, name).data
            one = self._found[name] = self._parse(self.sheets[name], f"{name}.toml")
        return one

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def kinds(user: Path, problems: list[Problem]) -> OnDemand[Species]:
    """The species by id; what is wrong in the user's own goes into `problems`."""
    return OnDemand("species", species.parse, "id", user, problems)


def themes(user: Path, problems: list[Problem]) -> OnDemand[Theme]:
    """The themes by name; what is wrong in the user's own goes into `problems`."""
    return OnDemand("themes", palette.parse, "name", user, problems)


def within(user: Path, path: Path) -> Path:
    """A path as it is told: from the config folder on, where it lies there."""
    return path.relative_to(user) if path.is_relative_to(user) else path
