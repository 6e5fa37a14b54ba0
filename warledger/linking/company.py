"""Undated reports beside the others of their ledger: what they share with these narrows when they were written.

A report so dated may in turn date another, so it is gone through again until nothing changes. Every round starts from
what the reports say alone and from the outcome of the round before, never from the order in which they came.
"""

from collections.abc import Callable, Collection, Iterable, Sequence, Set
from itertools import chain

from warledger.grounding.undated import Constraint, narrowed, settled
from warledger.linking.shared import (
    Mark,
    Window,
    Windows,
    act_clue,
    quoted_clue,
    shared_acts,
    shared_quotations,
    shared_turns,
    turn_clue,
)
from warledger.records import Account, ContextLine, Quotation, ReportDate, ReportNotes, Settled

ROUNDS = 10
"""More rounds than any chain of reports needs; a bound all the same."""


def in_company(
    notes: ReportNotes,
    accounts: Sequence[Account],
    quotations: Iterable[Quotation],
    lines: Iterable[ContextLine],
    others: Callable[[Set[str]], ReportNotes] | None = None,
) -> Settled:
    """Date undated reports by what they share with the other reports of the ledger.

    Args:
        notes: the notes of all reports, each with the date that it has by itself; where `others` is given, those of the
            undated reports will do.
        accounts: all accounts of the undated reports; of the others at least those that have marks (see `marks`).
        quotations: all quotations that have marks.
        lines: all context lines that have marks.
        others: gives the notes of the reports that share something with an undated one.

    Returns:
        The dates of those that are dated more narrowly than by themselves, with a reason for each limit that names the
        other report, and the days of their accounts. The outcome depends on what is handed over, not on its order.
    """
    undated = {id_: note.dated for id_, note in notes.items() if note.dated.day is None}
    if not undated:
        return Settled()
    company = _Company(undated, accounts, quotations, lines)
    known = notes if others is None else others(company.partners())
    windows: Windows = {id_: Window(note.dated) for id_, note in known.items()}
    windows = {**windows, **{id_: Window(dated) for id_, dated in undated.items()}}
    for _ in range(ROUNDS):
        found = {id_: company.narrowed(id_, windows) for id_ in sorted(undated)}
        if all(windows[id_].dated == dated for id_, dated in found.items()):
            break
        windows = {**windows, **{id_: Window(dated) for id_, dated in found.items()}}
    dates = {id_: windows[id_].dated for id_ in sorted(undated) if windows[id_].dated != undated[id_]}
    told = sorted((a for a in accounts if a.report in dates), key=lambda a: a.id)
    periods = {a.id: settled(a.date, dates[a.report]) for a in told}
    return Settled(dates, {a.id: periods[a.id] for a in told if periods[a.id] != a.date})


def may_share(new: Collection[str], undated: Collection[str], marks: Iterable[tuple[str, Mark]]) -> bool:
    """Tell whether one of the new reports may share something with an undated one.

    Args:
        new: dated reports that were not there before.
        undated: the undated reports.
        marks: what reports of both kinds are found by, each with its report; see `marks`.
    """
    of: tuple[set[Mark], set[Mark]] = set(), set()
    for report, mark in marks:
        of[0 if report in undated else 1].add(mark)
    return not of[0].isdisjoint(of[1]) if new else False


class _Company:
    """What the undated reports share with others."""

    def __init__(
        self,
        undated: dict[str, ReportDate],
        accounts: Sequence[Account],
        quotations: Iterable[Quotation],
        lines: Iterable[ContextLine],
    ) -> None:
        self._own = undated
        self._quoted = shared_quotations(sorted(quotations, key=lambda q: (q.report, q.quote)), undated)
        self._turns = shared_turns(sorted(lines, key=lambda line: (line.report, line.quote, line.event)))
        self._acts = shared_acts(sorted(accounts, key=lambda a: (a.report, a.id)))

    def partners(self) -> set[str]:
        """Name the reports with which an undated one shares something."""
        shared = (self._quoted, self._turns, self._acts)
        return {other for pairs in shared for id_ in self._own for other in pairs.get(id_, ())}

    def narrowed(self, id_: str, windows: Windows) -> ReportDate:
        """A report's own date, narrowed by the others as they are dated now."""
        window = windows[id_]
        quoted = (quoted_clue(q, o, windows[o]) for o, q in self._quoted.get(id_, {}).items() if o in windows)
        turns = (
            turn_clue(t, window, o, windows[o]) for o, t in self._turns.get(id_, {}).items() if o in windows
        )
        acts = (
            act_clue(p, window, o, windows[o]) for o, p in self._acts.get(id_, {}).items() if o in windows
        )
        clues: list[Constraint] = [
            clue for clue in chain(quoted, turns, acts) if clue is not None and clue.days
        ]
        return narrowed(self._own[id_], clues) if clues else self._own[id_]
