"""Incidents, what holds their accounts together, and people's judgements."""

from dataclasses import dataclass
from typing import Literal

from warledger.records.tellings import Account
from warledger.records.values import Period, Place
from warledger.records.vocabulary import ActType, Grade, Outcome, Stance, Verdict, VictimClass


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's decision on two or more accounts: superseded by a later one, never erased.

    `accounts` are in sorted order. `at` is the moment in UTC, ISO 8601 with seconds. Once taken back it
    binds no longer, and `undone_by`, `undone_why`, `undone_at` say who did so, why and when.
    """

    id: str
    verdict: Verdict
    accounts: tuple[str, ...]
    why: str
    by: str
    at: str
    undone_why: str | None = None
    undone_by: str | None = None
    undone_at: str | None = None

    @property
    def binds(self) -> bool:
        """Tell whether the judgement still holds."""
        return self.undone_at is None


@dataclass(frozen=True, slots=True)
class Link:
    """Two accounts and the score of their being told of one act, with the reasons in words."""

    left: str
    right: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Linking:
    """The outcome of linking: every account in exactly one group; unsure pairs beside them, unmerged.

    Groups are sorted inside and among themselves by account id.
    """

    groups: tuple[tuple[str, ...], ...]
    links: tuple[Link, ...] = ()
    similar: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Reconciled:
    """One outcome of one class over all accounts of an incident.

    `best` is a figure that somebody said, chosen by the named `rule`; None where no rule decides.
    """

    outcome: Outcome
    victims: VictimClass
    low: int | None
    high: int | None
    best: int | None
    rule: str
    sources: tuple[str, ...]
    figure_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Blame:
    """One alleged perpetrator of an incident with one stance, over all its accounts."""

    actor: str
    stance: Stance
    says: tuple[str, ...]
    accounts: int


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One point on which accounts differ, in one plain sentence."""

    kind: Literal["figure", "date", "place", "class", "perpetrator", "type", "denial"]
    text: str
    accounts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Incident:
    """One act in the world, once: a group of accounts and what they come to together."""

    id: str
    title: str
    type: ActType
    date: Period
    place: Place
    targets: tuple[str, ...]
    figures: tuple[Reconciled, ...]
    perpetrators: tuple[Blame, ...]
    primary_sources: tuple[str, ...]
    reports: int
    grade: Grade
    disagreements: tuple[Disagreement, ...]
    accounts: tuple[Account, ...]
