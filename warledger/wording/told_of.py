"""What a dossier tells of an incident beyond its accounts: breaches of a ceasefire, quotations that others have too."""

import re
from collections.abc import Iterator
from itertools import groupby

from warledger.ledger import Ledger
from warledger.reconciling.breaches import breaches_of
from warledger.reconciling.recurring import recurring_in
from warledger.reconciling.truces import truces_of
from warledger.records import Breach, Incident, Quotation, RecurringQuotation, Truce
from warledger.wording.lineage import recurring_words, truce_words
from warledger.wording.reports import notes_about

MOST_QUOTED = 3
"""Recurring quotations shown for one incident."""
_WORD = re.compile(r"[^\W_]+")
_LOOKED_FOR, _EVERY = 5, 4
"""Words of a phrase that is looked for, and from which words on: eight in a row hold one of them whole."""


def breach_lines(ledger: Ledger, incident: Incident) -> Iterator[str]:
    """Say of which ceasefire an incident is told as a breach, with the words of each account that tells it so."""
    for truce, told in breached(ledger, incident):
        yield breach_words(truce)
        yield from (f"  report {breach.report}: “{breach.quote.text}”" for breach in told)


def breached(ledger: Ledger, incident: Incident) -> tuple[tuple[Truce | None, tuple[Breach, ...]], ...]:
    """Find the ceasefires of which an incident is told as a breach, each with the accounts that tell it so.

    None stands for a ceasefire of which nothing tells which it is.
    """
    if all(account.breach is None for account in incident.accounts):
        return ()
    lines = ledger.ceasefires_in(incident.place.country) if incident.place.country is not None else ()
    reports = {line.report for line in lines}
    truces = truces_of(lines, ledger.report_countries(reports), notes_about(ledger, reports))
    by_id = {truce.id: truce for truce in truces}
    found = sorted(breaches_of([incident], truces, lines), key=lambda b: (b.truce or "", b.report))
    return tuple(
        (by_id.get(truce or ""), tuple(told)) for truce, told in groupby(found, key=lambda b: b.truce)
    )


def breach_words(truce: Truce | None) -> str:
    """Name the ceasefire of which an incident is told as a breach."""
    if truce is None:
        return "Told as a violation of a ceasefire, of which nothing tells which"
    return f"Told as a violation of the {truce_words(truce)}"


def quoted_lines(ledger: Ledger, incident: Incident) -> Iterator[str]:
    """Write what the incident's reports quote and other reports quote too, the most quoted first."""
    yield from map(recurring_words, quoted_elsewhere(ledger, incident))


def quoted_elsewhere(ledger: Ledger, incident: Incident) -> tuple[RecurringQuotation, ...]:
    """Find what the incident's reports quote and other reports quote too, the most quoted first."""
    reports = {account.report for account in incident.accounts}
    phrases = {p for q in ledger.quotations(reports) if q.direct for p in _phrases(q)}
    if not phrases:
        return ()
    alike = ledger.reports_saying(phrases) | reports
    return recurring_in(lambda: ledger.quotations(alike), reports, notes_about(ledger, alike))[:MOST_QUOTED]


def _phrases(quotation: Quotation) -> Iterator[str]:
    words = _WORD.findall(quotation.quote.text)
    for start in range(0, len(words) - _LOOKED_FOR + 1, _EVERY):
        yield " ".join(words[start : start + _LOOKED_FOR])
