"""What a ledger is asked and what it answers, where that is no record of the flow itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from warledger.records import ActType, Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which incidents to give; what is None or empty asks for nothing.

    `since` and `until` keep what may have happened in that stretch, both days inclusive; an incident of
    unknown date falls out once either is given. `place` is looked for in the names of place, province
    and country and in the words of the reports, whatever their case, accents, hyphens and apostrophes.
    `near` is latitude, longitude (degrees) and a distance in kilometres; an incident without a point
    falls out. `types` keeps the acts of any of these types.
    """

    since: date | None = None
    until: date | None = None
    place: str | None = None
    near: tuple[float, float, float] | None = None
    types: tuple[ActType, ...] = ()


EVERYTHING = Wanted()


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a ledger holds, for the closing summary of a build.

    Only what is current counts: `reports`, not their earlier versions (`earlier_versions`). `undated`
    reports have no date of their own. `refusals` counts refused inputs by their code.
    """

    reports: int
    earlier_versions: int
    accounts: int
    incidents: int
    figures: int
    loose_figures: int
    dropped: int
    copies: int
    undated: int
    judgements: int
    refusals: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Found:
    """A report that holds the words searched for, and where.

    `snippet` is a stretch of it in pieces; the flag of a piece says whether it is a word searched for.
    """

    report: str
    snippet: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Similar:
    """An incident that may be the same as another and was not merged with it, and why it may be."""

    incident: str
    link: Link
