"""A hit: a rule's match on the line of time words, put on the tokens and sentences of the parse."""

from bisect import bisect_right
from dataclasses import dataclass

from spacy.attrs import IDX, SENT_START
from spacy.tokens import Doc

from warledger.grounding.time_rules import Found, Frame, Reading, Rule
from warledger.grounding.time_words import Atom, TimeLine

LEADS = frozenset({"since", "from", "until", "by", "before", "ahead"})
"""Words that turn the expression after them: "since April" has no end, "until Friday" no start."""

APPOINTING_LEADS = frozenset({"ahead", "until"})
"""What turns a month even behind "a": "ahead of an August deadline"; "since a February truce" tells of the truce."""

BETWEEN_LEAD_AND_TIME = frozenset({"about", "the", "a", "at", "of"})


@dataclass(slots=True)
class Hit:
    """An expression chosen from the line, while it is being read.

    `first` and `last` are its tokens (last exclusive), `lead` the "since" or "until" before it and
    `lead_first` that word's token.
    """

    found: Found
    rule: Rule
    atoms: tuple[Atom, ...]
    first: int
    last: int
    sentence: int
    frame: Frame
    lead: Atom | None = None
    lead_first: int = 0
    reading: Reading | None = None

    @property
    def start(self) -> int:
        """Where it begins on the line."""
        return self.found.match.start()

    @property
    def end(self) -> int:
        """Where it ends on the line."""
        return self.found.match.end()

    @property
    def symbols(self) -> str:
        """The symbols that it took from the line."""
        return self.found.match[0]


class Places:
    """Where characters fall among the tokens and sentences of a parse."""

    def __init__(self, doc: Doc) -> None:
        self._starts, opening = (column.tolist() for column in doc.to_array([IDX, SENT_START]).T)
        marked = doc.has_annotation("SENT_START")
        self._sentences = [i for i, mark in enumerate(opening) if mark == 1] if marked else [0]

    def tokens(self, start: int, end: int) -> tuple[int, int]:
        """The tokens that hold these characters: first, and one past the last."""
        return max(0, bisect_right(self._starts, start) - 1), bisect_right(self._starts, max(start, end - 1))

    def sentence(self, token: int) -> int:
        """The number of the sentence that a token stands in."""
        return bisect_right(self._sentences, token)


def atom_before(line: TimeLine, hit: Hit, steps: int = 1) -> Atom | None:
    """The atom so many steps before a hit, where it belongs to the same run of time words."""
    index = bisect_right(line.starts, hit.start) - 1
    if index < steps or any(not line.atoms[i].symbol for i in range(index - steps, index)):
        return None
    return line.atoms[index - steps]


def lead_of(line: TimeLine, hit: Hit) -> Atom | None:
    """The "since", "until", "by" before an expression ("since the end of June", "since about April")."""
    index = bisect_right(line.starts, hit.start) - 2
    one_of_many = False
    while index >= 0 and line.atoms[index].symbol in BETWEEN_LEAD_AND_TIME:
        one_of_many = one_of_many or line.atoms[index].symbol == "a"
        index -= 1
    if index >= 0 and line.atoms[index].symbol in (APPOINTING_LEADS if one_of_many else LEADS):
        return line.atoms[index]
    inside = ("since", "until", "by") if hit.rule.kind == "weekday" else ("since", "until")
    return hit.atoms[0] if hit.atoms[0].symbol in inside else None
