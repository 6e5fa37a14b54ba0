"""The keys of the review pages, once: the help lists them, and the tests press each.

A page says which of its buttons, links and panels a key works by the attribute `aria-keyshortcuts`; `review.js` holds no
list of its own.
"""

from dataclasses import dataclass
from typing import Final, Literal

type KeyPlace = Literal["everywhere", "queue", "question", "preview"]


@dataclass(frozen=True, slots=True)
class Key:
    """One key as the browser names it, where it works, and what it does."""

    key: str
    place: KeyPlace
    does: str


PLACE_WORDS: Final[dict[KeyPlace, str]] = {
    "queue": "In the queue",
    "question": "On a question",
    "preview": "On a preview",
    "everywhere": "Everywhere",
}
KEYS: Final[tuple[Key, ...]] = (
    Key("j", "queue", "next entry"),
    Key("k", "queue", "previous entry"),
    Key("Enter", "queue", "open the entry"),
    Key("j", "question", "next question"),
    Key("k", "question", "previous question"),
    Key("m", "question", "same act: merge"),
    Key("d", "question", "different acts: keep apart"),
    Key("s", "question", "split: these accounts tell of another act"),
    Key("e", "question", "correct a field of an account"),
    Key("x", "question", "reject an account"),
    Key("g", "question", "confirm or change the grade"),
    Key("l", "question", "later: put it off to the end of the queue, or bring it back"),
    Key("Enter", "question", "in an open panel: show what would change"),
    Key("Enter", "preview", "confirm: keep the judgement"),
    Key("Escape", "preview", "back, nothing is kept"),
    Key("u", "everywhere", "take back your last judgement"),
    Key("h", "everywhere", "all judgements"),
    Key("q", "everywhere", "the queue"),
    Key("/", "everywhere", "search"),
    Key("?", "everywhere", "these keys"),
)


def keys_by_place() -> list[tuple[str, list[Key]]]:
    """Give the keys in the order of the help: where they work, and which they are."""
    return [(words, [key for key in KEYS if key.place == place]) for place, words in PLACE_WORDS.items()]
