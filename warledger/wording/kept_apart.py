"""Why two incidents that may be one were not merged, in one plain sentence: what linking found missing between them."""

from collections.abc import Sequence
from typing import Final

from warledger.linking.pairs import CONTRADICTIONS, WITHOUT_DAY_OR_PLACE, PairScore, compare_pair
from warledger.linking.profiles import profile
from warledger.linking.weights import LINK, odds_to_score
from warledger.records import Account, Incident, Link, ReportNotes
from warledger.wording.phrases import listed

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


def kept_apart_words(own: Incident, other: Incident, link: Link, notes: ReportNotes) -> str:
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
        return _short(link.score)
    return _reason(compare_pair(profile(left, notes), profile(right, notes)), link, own, other)


def _reason(found: PairScore, link: Link, own: Incident, other: Incident) -> str:
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
        return f"These two accounts fit, but report {both} tells both incidents, and what one report tells apart is two"
    return "These two accounts fit, but not all others of the two incidents do: who joins must fit every account, not one"


def _short(score: float) -> str:
    return f"What speaks for it comes to a score of {score:.2f}; from {NEEDED:.2f} on two accounts are taken for one act"


def _told_by_one_report(ours: Sequence[Account], theirs: Sequence[Account]) -> str:
    shared = {account.report for account in ours} & {account.report for account in theirs}
    return min(shared, default="")
