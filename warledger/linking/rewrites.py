"""Rewrites: accounts of one act in partly the same words, from reports that are no copies of each other.

A wire text is cut, joined to another and given a new lead; then the reports differ, and the sentence on this act is
still one text. Measured on the accounts that four months of reports on Syria have of one act (267 pairs of reports that
are no copies): of pairs that share .4 of the shorter sentence in runs of five words and ten words in all, every one had
its words from one text; below, shared runs are the usual phrases of the trade ("were killed and dozens wounded in").
Of 73,700 pairs of accounts of different acts 21 reach .4, twins that linking had kept apart and moulds ("the death toll
... rose to"); so a rewrite must agree in its figures and in whom it cites as well.
"""

from collections.abc import Sequence
from datetime import date
from difflib import SequenceMatcher
from typing import Final

from warledger.linking.lineage import root_report
from warledger.linking.profiles import fold
from warledger.records import Account, ReportNotes

RUN: Final = 5
"""Words in a row that two sentences must share for the run to count."""
SHARED_WORDS: Final = 10
SHARE: Final = 0.4
"""Of the words of the shorter sentence."""
LONGEST: Final = 120
"""Words of a sentence that are compared: what runs on behind them is a text without stops."""


def shared_runs(one: str, other: str) -> tuple[int, float]:
    """Count the words that two sentences share in runs, and their share of the shorter sentence."""
    left, right = fold(one).split()[:LONGEST], fold(other).split()[:LONGEST]
    if not left or not right:
        return 0, 0.0
    blocks = SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()
    shared = sum(block.size for block in blocks if block.size >= RUN)
    return shared, shared / min(len(left), len(right))


def rewritten(accounts: Sequence[Account], notes: ReportNotes) -> dict[str, str]:
    """Find among the accounts of one act those that are rewrites of another.

    The original is the account of the earliest dated report, then the one that cites somebody, then the smallest id.
    It depends on nothing but these accounts and the notes on their reports.

    Returns:
        The original's account id by the rewrite's; no original is itself a rewrite.
    """
    found: dict[str, str] = {}
    ordered = sorted(accounts, key=lambda account: _rank(account, notes))
    for position, later in enumerate(ordered):
        for earlier in ordered[:position]:
            if earlier.id not in found and _is_rewrite(earlier, later, notes):
                found[later.id] = earlier.id
                break
    return found


def _rank(account: Account, notes: ReportNotes) -> tuple[bool, date, bool, str]:
    note = notes.get(account.report)
    day = note.dated.day if note is not None else None
    return day is None, day or date.min, not cited_by(account), account.id


def _is_rewrite(earlier: Account, later: Account, notes: ReportNotes) -> bool:
    if root_report(earlier.report, notes) == root_report(later.report, notes):
        return False
    if not _figures_agree(earlier, later) or not _sources_agree(earlier, later):
        return False
    words, share = shared_runs(earlier.evidence.text, later.evidence.text)
    return words >= SHARED_WORDS and share >= SHARE


def cited_by(account: Account) -> frozenset[str]:
    """Name all whom an account cites, denials left aside."""
    said = {name for figure in account.figures for name in figure.says} | set(account.says)
    return frozenset(said | {n for p in account.perpetrators if p.stance != "denied" for n in p.says})


def _figures_agree(one: Account, other: Account) -> bool:
    """Tell whether two accounts count the same wherever both count one outcome."""
    for outcome in {f.outcome for f in one.figures} & {f.outcome for f in other.figures}:
        mine, theirs = (
            {(f.bounds.low, f.bounds.high) for f in a.figures if f.outcome == outcome} for a in (one, other)
        )
        if not mine & theirs:
            return False
    return True


def _sources_agree(one: Account, other: Account) -> bool:
    """Tell whether both cite somebody in common, or one of them nobody."""
    mine, theirs = cited_by(one), cited_by(other)
    return not mine or not theirs or bool(mine & theirs)
