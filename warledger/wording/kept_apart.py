"""Why two incidents that may be one were not merged: what speaks for it, what against, and what decided, in a plain sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from warledger.linking.pairs import CONTRADICTIONS, WITHOUT_DAY_OR_PLACE, PairScore, compare_pair
from warledger.linking.profiles import profile
from warledger.linking.weights import LINK, odds_to_score
from warledger.records import Account, Incident, Link, ReportNotes
from warledger.wording.phrases import listed
from warledger.wording.reports import report_words

NEEDED: Final = odds_to_score(LINK)
"""The score from which on two accounts are taken for one act."""
_MISSING: Final = {
    "unknown": "does not tell the {what}",
    "unlocated": "names a {what} that no gazetteer has",
}
_CONTRADICTING: Final = {
    "two_apart": "their days contradict each other",
    "other_site": "they name two spots of one town",
    "other_part": "they name two sides of one place",
    "beyond": "their places lie further apart than either reaches",
}


@dataclass(frozen=True, slots=True)
class KeptApart:
    """What was weighed between the two accounts that fit best, and what keeps their incidents apart."""

    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]
    why: str


def kept_apart(own: Incident, other: Incident, link: Link, notes: ReportNotes) -> KeptApart:
    """Say what keeps two incidents apart, by the two accounts that fit best.

    Args:
        own: the incident that is looked at.
        other: the one that may be the same.
        link: the two accounts that fit best, with what speaks for them.
        notes: on the reports of both.
    """
    told = {account.id: account for account in (*own.accounts, *other.accounts)}
    left, right = told.get(link.left), told.get(link.right)
    if left is None or right is None:
        return KeptApart(link.reasons, (), _short(link.score))
    found = compare_pair(profile(left, notes), profile(right, notes))
    against = {finding.sentence for finding in found.findings if finding.weight < 0}
    return KeptApart(
        tuple(reason for reason in link.reasons if reason not in against),
        tuple(reason for reason in link.reasons if reason in against),
        _reason(found, link, own, other, notes),
    )


def _reason(found: PairScore, link: Link, own: Incident, other: Incident, notes: ReportNotes) -> str:
    levels = [finding.level for finding in found.findings[:2]]
    missing = [
        _MISSING[level].format(what=what)
        for level, what in zip(levels, ("day", "place"), strict=False)
        if level in WITHOUT_DAY_OR_PLACE
    ]
    if missing:
        return f"One of the two {listed(missing)}: what is not told is no agreement, so this alone never joins two incidents"
    against = [_CONTRADICTING[level] for level in levels if level in CONTRADICTIONS]
    if against:
        return f"{listed(against)[:1].upper()}{listed(against)[1:]}: such accounts are never joined, however well the rest agrees"
    if link.score < NEEDED:
        return _short(link.score)
    if both := _told_by_one_report(own.accounts, other.accounts):
        told = report_words(both, notes.get(both))
        return f"These two accounts fit, but {told} tells of both incidents: what one report tells apart is two acts"
    return "These two accounts fit, but not all others of the two incidents do: who joins must fit every account, not one"


def _short(score: float) -> str:
    return f"Too little speaks for it: a score of {score:.2f}, where {NEEDED:.2f} is needed to take two accounts for one act"


def _told_by_one_report(ours: Sequence[Account], theirs: Sequence[Account]) -> str:
    shared = {account.report for account in ours} & {account.report for account in theirs}
    return min(shared, default="")
