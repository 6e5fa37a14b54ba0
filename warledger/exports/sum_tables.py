"""The tables of sums: what adds up, and what was likely added up by mistake. The arithmetic is shown, nothing is corrected.

sums         a report's figure over several incidents that its own incidents make up
breakdowns   an account's figure that other figures of it make up
conflations  an incident's figure that another report gives to several incidents together
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from warledger.exports.record_cells import Row
from warledger.exports.view import View
from warledger.reconciling.conflations import likely_conflations
from warledger.reconciling.parts import breakdowns
from warledger.reconciling.sums import explained_sums
from warledger.records import Breakdown, Conflation, Incident, SumExplanation

SUM_COLUMNS = ("figure", "report", "outcome", "total", "accounts", "counts", "arithmetic")
BREAKDOWN_COLUMNS = ("figure", "incident", "account", "parts", "arithmetic")
CONFLATION_COLUMNS = (
    "figure", "incident", "account", "count", "other_report", "loose_figure", "other_accounts", "other_counts", "text",
)  # fmt: skip


def sum_tables(view: View) -> tuple[tuple[str, Sequence[str], Iterable[Row]], ...]:
    """Give the name, the columns and the rows of each table; the rows are worked out as they are read.

    What adds up with an attack on health care among its parts is left out of the public profile.
    """
    return (
        ("sums", SUM_COLUMNS, map(_sum, _sums(view))),
        ("breakdowns", BREAKDOWN_COLUMNS, (row for i in view.incidents() for row in _breakdowns(i))),
        ("conflations", CONFLATION_COLUMNS, map(_conflation, conflations(view))),
    )


def _sums(view: View) -> Iterator[SumExplanation]:
    for report, figures in groupby(view.ledger.loose(), key=lambda f: f.report):
        together = [f for f in figures if f.kind == "aggregate"]
        if together:
            for told in explained_sums(view.ledger.telling_in_company(report).accounts, together):
                if not view.guarded.concerns(account for account, _ in told.parts):
                    yield told


def _sum(told: SumExplanation) -> Row:
    counts = [count for _, count in told.parts]
    return (
        told.loose, told.report, told.outcome, told.total, tuple(id_ for id_, _ in told.parts),
        tuple(counts), arithmetic(counts, told.total),
    )  # fmt: skip


def _breakdowns(incident: Incident) -> Iterator[Row]:
    for account in incident.accounts:
        kinds = {f.id: f for f in account.figures}
        told: Breakdown
        for told in breakdowns(account):
            counts = [kinds[id_].bounds.low or 0 for id_ in told.parts]
            whole = kinds[told.whole].bounds.low or 0
            yield told.whole, incident.id, account.id, told.parts, arithmetic(counts, whole)


def conflations(view: View) -> Iterator[Conflation]:
    """Give the figures that are likely those of several incidents, but for those with an attack on health care among them."""
    for told in likely_conflations(view.ledger.incidents(), view.ledger.loose(), view.notes):
        if not view.guarded.concerns((told.account, *(account for account, _ in told.parts))):
            yield told


def _conflation(told: Conflation) -> Row:
    return (
        told.figure, told.incident, told.account, told.count, told.report, told.loose,
        tuple(id_ for id_, _ in told.parts), tuple(count for _, count in told.parts), told.text,
    )  # fmt: skip


def arithmetic(counts: Sequence[int], total: int) -> str:
    """Write a sum out: "37 + 7 = 44"."""
    return f"{' + '.join(map(str, counts))} = {total}"
