"""Whose words an incident rests on, and the way they came; the same words quoted in several reports."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from warledger.records.values import Span

type Way = Literal["cited", "rewritten", "relayed", "perhaps", "own"]
"""How an account rests on a source:

- "cited": it names the source;
- "rewritten": it names nobody, and its words are those of another account, which names the source;
- "relayed": it names only who passes on, and another account has the same figure, or that outlet the act, from the source;
- "perhaps": it names nobody; its report names this source alone for other acts, or recalls the act with a figure of this
  source, and other reports have the act from it;
- "own": nobody behind the outlet, or behind the agency that is named, is told.
"""

WAYS: tuple[str, ...] = get_args(Way.__value__)


@dataclass(frozen=True, slots=True)
class Passage:
    """One way of a source's words into a report: the source, `through` relays, the outlet, the account.

    `through` are the news organisations between source and outlet, the last one nearest to the outlet. `copy_of` is
    the report of which the report is a copy, `rewrite_of` the account whose words this one has in part: neither adds
    a voice. `outlet` is None where it is not known.
    """

    account: str
    report: str
    outlet: str | None
    way: Way
    through: tuple[str, ...] = ()
    copy_of: str | None = None
    rewrite_of: str | None = None


@dataclass(frozen=True, slots=True)
class Chain:
    """A primary source of an incident with every passage by which its words came.

    `side` is the party whose voice the source is, None where it is nobody's: sources of one side do not bear each
    other out.
    """

    source: str
    side: str | None
    passages: tuple[Passage, ...]

    @property
    def certain(self) -> bool:
        """Tell whether at least one account surely rests on the source."""
        return any(passage.way != "perhaps" for passage in self.passages)


def independent_sources(lineage: tuple[Chain, ...]) -> int:
    """Count the voices of an incident: all that speak for one side are one (STANDARDS rule 4)."""
    sides = {chain.side for chain in lineage if chain.side is not None}
    # by their chains, not by their names: two persons whose names are withheld are still two
    return len(sides) + sum(chain.side is None for chain in lineage)


@dataclass(frozen=True, slots=True)
class Recurrence:
    """One report's telling of a quotation that recurs: its span, and the speaker as this report names it.

    `quotation` is the id of the quotation; `copy_of` the report of which this one is a copy: it tells nothing anew.
    """

    quotation: str
    report: str
    outlet: str | None
    day: date | None
    speaker: tuple[str, ...]
    quote: Span
    copy_of: str | None = None


@dataclass(frozen=True, slots=True)
class RecurringQuotation:
    """The same words quoted in several reports, the first telling in front.

    `words` are those that the tellings share, as the first one has them. `speakers` are all who are named for them;
    `disputed` is true where two tellings that name somebody name nobody in common. `reports` counts the reports that are no copies.
    """

    id: str
    words: str
    speakers: tuple[str, ...]
    disputed: bool
    reports: int
    tellings: tuple[Recurrence, ...]
