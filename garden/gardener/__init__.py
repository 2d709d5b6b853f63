"""Every verb of the garden, used by the command line and the screens alike.

A verb reads the facts, makes one `Deed` and hands it to the store; it never touches a file or a screen.  What always
holds: a verb that raises has changed nothing; undoing a deed makes the facts equal to what they were.
"""

from garden.gardener.history import History, Overtaken
from garden.gardener.keeping import Done, NothingToRedo, NothingToUndo
from garden.gardener.ports import Clock, Kept, Opened, Store, Watched
from garden.gardener.questions import Questions, short_ids
from garden.gardener.sentences import AskLight
from garden.gardener.verbs import Gardener

__all__ = [
    "AskLight",
    "Clock",
    "Done",
    "Gardener",
    "History",
    "Kept",
    "NothingToRedo",
    "NothingToUndo",
    "Opened",
    "Overtaken",
    "Questions",
    "Store",
    "Watched",
    "short_ids",
]
