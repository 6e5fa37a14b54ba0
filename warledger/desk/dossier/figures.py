"""The figures of an incident, each row with the sentences that say its numbers and with what stays out of its range."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from warledger.desk.addresses import report_href
from warledger.desk.dossier.outlets import dated_words, outlet_words
from warledger.reconciling.parts import breakdowns
from warledger.reconciling.tolls import RULES
from warledger.records import Account, Figure, Incident, Outcome, Reconciled, ReportNotes, VictimClass
from warledger.wording.phrases import range_words
from warledger.wording.sentences import Pieces, Sentences
from warledger.wording.sums import breakdown_words
from warledger.wording.tolls import row_range


@dataclass(frozen=True, slots=True)
class Said:
    """One figure where it is said: `pieces` is its sentence cut at its quote, `aside` why it is in no range ("" if it is)."""

    account: str
    report: str
    figure: Figure
    range: str
    outlet: str
    dated: str
    pieces: Pieces
    aside: str = ""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One outcome of one class.

    Attributes:
        reconciled: the row as the ledger holds it; None for figures that are in no range at all.
        anchor: where the sentences open.
        best_href: leads to words that say the best figure, "" if none do.
        rule: what the rule that chose it says, "" where its name says all.
        said: the figures that make the range, then those that stay out of it.
        breakdown: which of them are made up by others of their account, in words.
    """

    outcome: Outcome
    victims: VictimClass
    reconciled: Reconciled | None
    anchor: str
    range: str
    best: str | None
    best_href: str
    rule: str
    said: tuple[Said, ...]
    breakdown: tuple[str, ...] = ()

    @property
    def reports(self) -> int:
        """Count the reports that say something of it."""
        return len({said.report for said in self.said})


type _Told = Mapping[str, tuple[Account, Figure]]


def figure_rows(
    incident: Incident, notes: ReportNotes, sentences: Sentences, out: Mapping[str, str]
) -> list[FigureRow]:
    """Join each reconciled figure to the places where it is said; what no row holds comes last, by outcome and class.

    Args:
        incident: with the names that the page shows.
        notes: on its reports.
        sentences: looks up the sentences around its quotes.
        out: says of each figure that makes no range why it does not, by its id.
    """
    told = {f.id: (a, f) for a in incident.accounts for f in a.figures}
    made_up = _breakdowns(incident.accounts)
    kinds = [(row.outcome, row.victims) for row in incident.figures]
    in_rows = {id_ for row in incident.figures for id_ in (*row.figure_ids, *row.set_aside)}
    rest = {id_: pair for id_, pair in told.items() if id_ not in in_rows}
    rows = []
    for number, reconciled in enumerate(incident.figures, 1):
        kind = reconciled.outcome, reconciled.victims
        held = [told[id_] for id_ in (*reconciled.figure_ids, *reconciled.set_aside) if id_ in told]
        # Where the sides of a clash have a row each, what is of neither stands with the last of them.
        if kind not in kinds[number:]:
            held += _of_kind(rest, kind)
        said = tuple(_said(account, figure, notes, sentences, out) for account, figure in held)
        rows.append(_row(number, reconciled, incident.accounts, said, made_up))
    others = dict.fromkeys((f.outcome, f.victims) for _, f in rest.values())
    for kind in others:
        if kind not in kinds:
            said = tuple(_said(*pair, notes, sentences, out) for pair in _of_kind(rest, kind))
            rows.append(_row_of_parts(len(rows) + 1, kind, said))
    return rows


def _breakdowns(accounts: Iterable[Account]) -> Mapping[str, str]:
    """Say for each figure that others of its account make up how they do."""
    return {
        told.whole: breakdown_words(told, account) for account in accounts for told in breakdowns(account)
    }


def _of_kind(rest: _Told, kind: tuple[Outcome, VictimClass]) -> list[tuple[Account, Figure]]:
    return [pair for pair in rest.values() if (pair[1].outcome, pair[1].victims) == kind]


def _said(
    account: Account, figure: Figure, notes: ReportNotes, sentences: Sentences, out: Mapping[str, str]
) -> Said:
    note = notes.get(account.report)
    return Said(
        account.id,
        account.report,
        figure,
        range_words(figure.bounds.low, figure.bounds.high),
        outlet_words(note),
        dated_words(note),
        sentences.pieces(account.report, figure.quote),
        out.get(figure.id, ""),
    )


def _row(
    number: int,
    reconciled: Reconciled,
    accounts: Sequence[Account],
    said: tuple[Said, ...],
    made_up: Mapping[str, str],
) -> FigureRow:
    best = reconciled.best
    first = next((s for s in said if best is not None and not s.aside and _says_best(s, best)), None)
    words = [made_up[s.figure.id] for s in said if s.figure.id in made_up]
    return FigureRow(
        reconciled.outcome,
        reconciled.victims,
        reconciled,
        f"said-{number}",
        row_range(reconciled, accounts),
        None if best is None else f"{best:,}",
        report_href(first.report, first.figure.quote) if first else "",
        RULES.get(reconciled.rule, ""),
        said,
        tuple(dict.fromkeys(words)),
    )


def _row_of_parts(number: int, kind: tuple[Outcome, VictimClass], said: tuple[Said, ...]) -> FigureRow:
    return FigureRow(*kind, None, f"said-{number}", "", None, "", "", said)


def _says_best(said: Said, best: int) -> bool:
    return best in (said.figure.bounds.low, said.figure.bounds.high)
