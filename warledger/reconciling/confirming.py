"""Grades that a reviewer confirmed: each is kept on the accounts that the incident had, and holds where these are one.

It holds for the incident that has all of them that still stand; where they lie in several incidents it binds nothing. The
incident says which accounts came since, so that nobody takes the grade for one given with them in view.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from warledger.records import Grade, Graded, Judgement


@dataclass(frozen=True, slots=True)
class Grading:
    """A binding judgement on a grade: `accounts` as they were judged, `standing` those that still tell of an act."""

    judgement: str
    at: str
    grade: Grade
    accounts: frozenset[str]
    standing: frozenset[str]


type Gradings = Mapping[str, Sequence[Grading]]
"""The gradings of each account."""


def binding_gradings(judgements: Iterable[Judgement], standing: Collection[str]) -> Gradings:
    """Give what grades bind, by account.

    Args:
        judgements: all judgements; those taken back, and those on other things, are left aside.
        standing: accounts that there are and that are not rejected.
    """
    found: dict[str, list[Grading]] = {}
    for judgement in judgements:
        if judgement.grade is None or not judgement.binds:
            continue
        judged = frozenset(judgement.accounts)
        grading = Grading(judgement.id, judgement.at, judgement.grade, judged, judged.intersection(standing))
        for account in sorted(grading.standing):
            found.setdefault(account, []).append(grading)
    return found


def confirmed_grade(group: Sequence[str], gradings: Gradings, by_rule: Grade) -> tuple[Grade, Graded | None]:
    """Give the grade of a group of accounts: the latest one that a reviewer confirmed on it, else that of the rules."""
    if not gradings:
        return by_rule, None
    members = frozenset(group)
    told = {g for account in group for g in gradings.get(account, ()) if g.standing <= members}
    if not told:
        return by_rule, None
    latest = max(told, key=lambda grading: (grading.at, grading.judgement))
    added, gone = sorted(members - latest.accounts), sorted(latest.accounts - latest.standing)
    return latest.grade, Graded(latest.judgement, by_rule, tuple(added), tuple(gone))
