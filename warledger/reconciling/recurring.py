"""Recurring quotations: the same words, said once, quoted in several reports.

Two direct quotations are of the same words where they share eight words in a row (blind to case, accents and stops), or
are one and the same sentence of five words or more. They are joined step by step: a report may have the first half of a
statement and another its second, with a third between them. Copies of a report tell nothing anew: they are listed and
not counted, and words quoted in one report and its copies alone do not recur.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from datetime import date
from difflib import SequenceMatcher
from typing import Final

from warledger.linking.lineage import root_report
from warledger.linking.profiles import fold
from warledger.linking.shared import QUOTED_WORDS
from warledger.linking.unions import Unions
from warledger.reconciling.sources import names_somebody, usual_name
from warledger.records import Quotation, Recurrence, RecurringQuotation, ReportNotes, content_id

WHOLE_WORDS: Final = 5
"""Shorter sentences are said anew every week: "we are ready for talks"."""


def recurring_quotations(
    quotations: Iterable[Quotation], notes: ReportNotes
) -> tuple[RecurringQuotation, ...]:
    """Find the words quoted in several reports, by the day of the first telling.

    The outcome depends on the quotations and notes alone, not on their order. Only direct speech counts: told in an
    outlet's own clause the words are its own.

    Args:
        quotations: of any number of reports.
        notes: on the reports: outlets, days, copies.
    """
    direct = sorted(
        (q for q in quotations if q.direct), key=lambda q: (q.report, q.quote.start, q.quote.end, q.id)
    )
    unions = Unions(len(direct))
    first: dict[tuple[str, ...], int] = {}
    for index, quotation in enumerate(direct):
        for run in _runs(quotation):
            unions.join(first.setdefault(run, index), index)
    found = []
    for members in unions.sets():
        group = [direct[index] for index in members]
        if len({root_report(q.report, notes) for q in group}) > 1:
            found.append(_recurring(group, notes))
    return tuple(sorted(found, key=lambda r: (*_order(r.tellings[0]), r.id)))


def _runs(quotation: Quotation) -> Iterator[tuple[str, ...]]:
    words = fold(quotation.quote.text).split()
    yield from (tuple(words[n : n + QUOTED_WORDS]) for n in range(len(words) - QUOTED_WORDS + 1))
    if WHOLE_WORDS <= len(words) < QUOTED_WORDS:
        yield tuple(words)


def _order(telling: Recurrence) -> tuple[bool, date, bool, str, int]:
    """Dated before undated, the earlier day, originals before copies."""
    return (
        telling.day is None,
        telling.day or date.min,
        telling.copy_of is not None,
        telling.report,
        telling.quote.start,
    )


def _recurring(group: Sequence[Quotation], notes: ReportNotes) -> RecurringQuotation:
    tellings = sorted((_telling(quotation, notes) for quotation in group), key=_order)
    words = _shared(tellings)
    # "a government source" and "a regime source" are no two persons
    told = [frozenset(filter(names_somebody, map(usual_name, t.speaker))) for t in tellings]
    named = [names for names in told if names]
    speakers = dict.fromkeys(usual_name(name) for t in tellings for name in t.speaker)
    return RecurringQuotation(
        content_id("rq", fold(words)),
        words,
        tuple(speakers),
        any(not one & other for one in named for other in named),
        len({root_report(t.report, notes) for t in tellings}),
        tuple(tellings),
    )


def _telling(quotation: Quotation, notes: ReportNotes) -> Recurrence:
    note, root = notes.get(quotation.report), root_report(quotation.report, notes)
    return Recurrence(
        quotation.id,
        quotation.report,
        note.outlet if note is not None else None,
        note.dated.day if note is not None else None,
        quotation.speaker,
        quotation.quote,
        root if root != quotation.report else None,
    )


def _shared(tellings: Sequence[Recurrence]) -> str:
    """Cut out of the first telling the longest run of words that another report's telling shares with it."""
    text = tellings[0].quote.text
    pieces = text.split()
    mine = [fold(piece) for piece in pieces]
    best = (0, 0)
    for telling in tellings[1:]:
        theirs = [fold(piece) for piece in telling.quote.text.split()]
        match = SequenceMatcher(None, mine, theirs, autojunk=False).find_longest_match()
        if telling.report != tellings[0].report and match.size > best[1]:
            best = (match.a, match.size)
    at, size = best
    return " ".join(pieces[at : at + size]) if size else text


def by_quotation(recurring: Iterable[RecurringQuotation]) -> dict[str, str]:
    """Give the id of the recurring quotation by the id of each quotation in it."""
    return {telling.quotation: found.id for found in recurring for telling in found.tellings}


def recurring_in(
    quotations: Callable[[], Iterable[Quotation]], reports: Set[str], notes: ReportNotes
) -> tuple[RecurringQuotation, ...]:
    """Find what some reports quote and others quote too, the most quoted first.

    Args:
        quotations: gives all quotations, of any number of reports; they are gone through twice and not held.
        reports: the reports in question.
        notes: on all reports.
    """
    own = {run for q in quotations() if q.direct and q.report in reports for run in _runs(q)}
    alike = (q for q in quotations() if q.direct and not own.isdisjoint(_runs(q)))
    return tuple(sorted(recurring_quotations(alike, notes), key=lambda r: -r.reports))
