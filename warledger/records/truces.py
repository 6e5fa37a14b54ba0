"""Ceasefires, each once, with every value beside the lines that say it; and incidents told as breaches of them."""

from dataclasses import dataclass
from typing import Literal

from warledger.records.values import Period, Place, Span

type TruceDate = Literal["declared", "effective", "extended", "ended"]


@dataclass(frozen=True, slots=True)
class TruceDay:
    """One answer to when a ceasefire was declared (or agreed), took effect, was extended or ended; who gives it.

    `lines` are the ids of the context lines, `says` who is cited in them; a line that cites nobody is its outlet's.
    """

    event: TruceDate
    period: Period
    lines: tuple[str, ...]
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TruceName:
    """One party, mediator, excluded group or length of a ceasefire, with the lines that name it."""

    name: str
    lines: tuple[str, ...]
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Truce:
    """One ceasefire as all reports tell it; what none of them tells is empty.

    `place` is the area of a local ceasefire, the country alone for one of the whole country. `days` holds for each of
    declared, effective, extended and ended every answer, the best-attested first: more than one is a disagreement.
    `spoken_of` are the first and last day of the reports that speak of it.
    """

    id: str
    place: Place
    days: tuple[TruceDay, ...]
    parties: tuple[TruceName, ...]
    excluded: tuple[TruceName, ...]
    mediators: tuple[TruceName, ...]
    lasting: tuple[TruceName, ...]
    says: tuple[str, ...]
    lines: tuple[str, ...]
    reports: tuple[str, ...]
    spoken_of: Period

    def day(self, event: TruceDate) -> Period | None:
        """Give the best-attested day of an event, None where nobody tells it."""
        return next((day.period for day in self.days if day.event == event), None)

    def disagreeing(self, event: TruceDate) -> bool:
        """Tell whether two answers share no day."""
        told = [day.period for day in self.days if day.event == event]
        return any(_apart(one, other) for one in told for other in told)


def _apart(one: Period, other: Period) -> bool:
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return False
    return one.end < other.start or other.end < one.start


@dataclass(frozen=True, slots=True)
class Breach:
    """An account that tells its act as a breach of a ceasefire; `truce` is None where it is not known which."""

    truce: str | None
    incident: str
    account: str
    report: str
    quote: Span


@dataclass(frozen=True, slots=True)
class TruceRecord:
    """A ceasefire with the incidents that are told as its breaches.

    `others` counts the incidents of its days and area that nobody tells as breaches, by parties whom it does not leave
    out: a figure to look into, no finding.
    """

    truce: Truce
    breaches: tuple[Breach, ...]
    others: int
