"""What adds up around an incident, in words: sums of its reports, parts of its figures, figures taken together."""

from collections.abc import Iterator
from datetime import timedelta

from warledger.ledger import Ledger, Wanted
from warledger.reconciling.conflations import AREA_KM, conflations_of, may_be_conflated
from warledger.reconciling.parts import breakdowns
from warledger.reconciling.sums import explained_sums
from warledger.records import Account, Breakdown, Conflation, Incident, SumExplanation, Telling
from warledger.wording.phrases import OUTCOME_WORDS, listed, number_words, victims_count
from warledger.wording.reports import notes_about

NIGHT = timedelta(days=1)


def sum_lines(ledger: Ledger, incident: Incident) -> tuple[str, ...]:
    """Say what adds up in the reports of an incident and in those of its days and area, one sentence each."""
    reports = {account.report for account in incident.accounts}
    # Only a report that sums up says a sum that could be explained.
    summing = dict.fromkeys(figure.report for figure in ledger.loose("aggregate", reports=reports))
    lines = [line for report in summing for line in report_sums(ledger.telling_in_company(report), incident)]
    lines += [breakdown_words(told, account) for account in incident.accounts for told in breakdowns(account)]
    lines += [conflation.text for conflation in _conflations(ledger, incident)]
    return tuple(dict.fromkeys(lines))


def report_sums(telling: Telling, incident: Incident) -> Iterator[str]:
    """Say which figures over several incidents a report's own incidents make up, this one among them."""
    own = {account.id for account in incident.accounts}
    for told in explained_sums(telling.accounts, telling.loose):
        if own & {id_ for id_, _ in told.parts}:
            yield sum_explained(told, telling)


def sum_explained(told: SumExplanation, telling: Telling) -> str:
    """Write a sum out: "The 44 killed of “44 dead at markets” are 37 in Maaret al-Numan and 7 in Kafr Nabl"."""
    places = {account.id: account.place.name or "a place unknown" for account in telling.accounts}
    quote = next(figure.quote.text for figure in telling.loose if figure.id == told.loose)
    parts = listed([f"{number_words(count)} in {places[id_]}" for id_, count in told.parts])
    outcome = OUTCOME_WORDS[told.outcome]
    added = " + ".join(number_words(count) for _, count in told.parts)
    return (
        f"“{' '.join(quote.split())}” adds up: {parts} are the {number_words(told.total)} {outcome} ({added})"
    )


def breakdown_words(told: Breakdown, account: Account) -> str:
    """Write parts and their whole: "12 civilians and 5 combatants make the 17 killed"."""
    kinds = {figure.id: figure for figure in account.figures}
    whole = kinds[told.whole]
    parts = [victims_count(kinds[i].bounds.low, kinds[i].bounds.low, kinds[i].victims) for i in told.parts]
    return f"{listed(parts)} make the {number_words(whole.bounds.low or 0)} {OUTCOME_WORDS[whole.outcome]}"


def _conflations(ledger: Ledger, incident: Incident) -> Iterator[Conflation]:
    """Look for figures taken together among the incidents of the same days and area."""
    date, place = incident.date, incident.place
    if date.start is None or date.end is None or place.lat is None or place.lon is None:
        return
    if not may_be_conflated(incident):
        return
    wanted = Wanted(
        since=date.start - NIGHT, until=date.end + NIGHT, near=(place.lat, place.lon, 2 * AREA_KM)
    )
    around = {found.id: found for found in ledger.incidents(wanted)} | {incident.id: incident}
    reports = {account.report for found in around.values() for account in found.accounts}
    loose = ledger.loose("aggregate", reports=reports)
    yield from conflations_of(incident, around.values(), loose, notes_about(ledger, reports))
