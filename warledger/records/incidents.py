"""Incidents, and what holds their accounts together."""

from dataclasses import dataclass
from typing import Literal

from warledger.records.lineage import Chain
from warledger.records.tellings import Account
from warledger.records.values import Period, Place
from warledger.records.vocabulary import ActType, Grade, Outcome, Stance, VictimClass


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

    `best` is a figure that somebody said, chosen by the named `rule`; None where no rule decides. `set_aside` are
    figures that stay out of the range: those that their own source has replaced since, and rounder words for one that
    is in it. `side` is the party whose dead they are, where the combatants of several parties are counted apart.
    """

    outcome: Outcome
    victims: VictimClass
    low: int | None
    high: int | None
    best: int | None
    rule: str
    sources: tuple[str, ...]
    figure_ids: tuple[str, ...]
    side: str | None = None
    set_aside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SumExplanation:
    """A figure over several incidents that the incidents of its own report make up: 37 + 7 = 44.

    `loose` is the id of the figure, `parts` the accounts with the count of each, in the order of the text.
    """

    loose: str
    report: str
    outcome: Outcome
    total: int
    parts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A figure of one account that other figures of that account make up: 12 civilians and 5 combatants are the 17.

    `whole` is the id of the figure, `parts` those of the others.
    """

    account: str
    whole: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conflation:
    """A figure of one incident that another report gives to several together: likely taken for one.

    `loose` is the figure over several incidents in the other report, None where only the incidents add up;
    `parts` are that report's accounts with their counts, as far as it tells them.
    """

    incident: str
    account: str
    figure: str
    count: int
    report: str
    loose: str | None
    parts: tuple[tuple[str, int], ...]
    text: str


@dataclass(frozen=True, slots=True)
class Blame:
    """One alleged perpetrator of an incident with one stance, over all its accounts.

    `conceded` is how many people other than combatants a party that claims the act itself says were killed; None where
    it gives no number.
    """

    actor: str
    stance: Stance
    says: tuple[str, ...]
    accounts: int
    conceded: int | None = None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One point on which accounts differ, in one plain sentence."""

    kind: Literal["figure", "date", "place", "class", "perpetrator", "type", "denial"]
    text: str
    accounts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Graded:
    """A grade that a reviewer confirmed, on the accounts that there were.

    `by_rule` is the grade by the rules. `added` are accounts that the reviewer had not before them; `gone` those that are
    told no more or were rejected since.
    """

    judgement: str
    by_rule: Grade
    added: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Incident:
    """One act in the world, once: a group of accounts and what they come to together.

    `lineage` holds for every primary source the ways by which its words came. `graded` is set where the grade is a
    reviewer's.
    """

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
    lineage: tuple[Chain, ...] = ()
    graded: Graded | None = None
