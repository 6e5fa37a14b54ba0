"""What a dossier tells of an incident beyond its accounts: breaches of a ceasefire, quotations that others have too."""

from collections.abc import Iterator

from warledger.ledger import Ledger
from warledger.reconciling.breaches import breaches_of
from warledger.reconciling.recurring import recurring_in
from warledger.reconciling.truces import truces_of
from warledger.records import Incident
from warledger.wording.lineage import recurring_words, truce_words

MOST_QUOTED = 3
"""Recurring quotations shown for one incident."""


def breach_lines(ledger: Ledger, incident: Incident) -> Iterator[str]:
    """Say of which ceasefire an incident is told as a breach, with the words of each account that tells it so."""
    if all(account.breach is None for account in incident.accounts):
        return
    lines = [line for line in ledger.context() if line.kind == "ceasefire"]
    truces = truces_of(lines, ledger.report_countries(), ledger.notes())
    words = {truce.id: truce_words(truce) for truce in truces}
    last = ""
    for breach in sorted(breaches_of([incident], truces, lines), key=lambda b: (b.truce or "", b.report)):
        told = words.get(breach.truce or "", "a ceasefire, of which nothing tells which")
        if told != last:
            yield f"Told as a violation of the {told}" if breach.truce else f"Told as a violation of {told}"
            last = told
        yield f"  report {breach.report}: “{breach.quote.text}”"


def quoted_lines(ledger: Ledger, incident: Incident) -> Iterator[str]:
    """Write what the incident's reports quote and other reports quote too, the most quoted first."""
    reports = {account.report for account in incident.accounts}
    for found in recurring_in(ledger.quotations, reports, ledger.notes())[:MOST_QUOTED]:
        yield recurring_words(found)
