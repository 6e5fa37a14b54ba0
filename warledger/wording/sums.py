"""What adds up around an incident, in words: sums of its reports, parts of its figures, figures taken together."""

from collections.abc import Collection, Iterable, Iterator
from datetime import timedelta

from warledger.ledger import Ledger, Wanted
from warledger.reconciling.conflations import AREA_KM, conflations_of, may_be_conflated
from warledger.reconciling.parts import breakdowns
from warledger.reconciling.sums import explained_sums
from warledger.records import Account, Breakdown, Conflation, Figure, Incident, SumExplanation, Telling
from warledger.wording.phrases import OUTCOME_WORDS, listed, number_words, victims_count
from warledger.wording.reports import notes_about

NIGHT = timedelta(days=1)


def sum_lines(ledger: Ledger, incident: Incident, without: Collection[str] = ()) -> tuple[str, ...]:
    """Say what adds up in the reports of an incident and in those of its days and area, one sentence each.

    Args:
        ledger: where it is held.
        incident: the incident.
        without: ids of accounts of which no sum is told that they are a part of.
    """
    reports = {account.report for account in incident.accounts}
    # Only a report that sums up says a sum that could be explained.
    summing = dict.fromkeys(figure.report for figure in ledger.loose("aggregate", reports=reports))
    tellings = [ledger.telling_in_company(report) for report in summing]
    lines = [line for telling in tellings for line in _report_sums(telling, incident, without)]
    lines += [breakdown_words(told, account) for account in incident.accounts for told in breakdowns(account)]
    lines += [told.text for told in _conflations(ledger, incident) if _tells_none(told.parts, without)]
    return tuple(dict.fromkeys(lines))


def _report_sums(telling: Telling, incident: Incident, without: Collection[str]) -> Iterator[str]:
    """Say which figures over several incidents a report's own incidents make up, this one among them."""
    own = {account.id for account in incident.accounts}
    for told in explained_sums(telling.accounts, telling.loose):
        if own & {id_ for id_, _ in told.parts} and _tells_none(told.parts, without):
            yield sum_explained(told, telling)


def _tells_none(parts: Iterable[tuple[str, int]], without: Collection[str]) -> bool:
    return all(account not in without for account, _ in parts)


def sum_explained(told: SumExplanation, telling: Telling) -> str:
    """Write a sum out: "The 44 killed of “44 dead at markets” are 37 in Maaret al-Numan and 7 in Kafr Nabl"."""
    places = {account.id: account.place.name or "a place unknown" for account in telling.accounts}
    quote = next(figure.quote.text for figure in telling.loose if figure.id == told.loose)
    # The largest first, whichever stands first in the report: two reports that say the same sum read the same.
    ordered = sorted(told.parts, key=lambda part: (-part[1], places[part[0]]))
    parts = listed([f"{number_words(count)} in {places[id_]}" for id_, count in ordered])
    outcome = OUTCOME_WORDS[told.outcome]
    added = " + ".join(number_words(count) for _, count in ordered)
    return (
        f"“{' '.join(quote.split())}” adds up: {parts} are the {number_words(told.total)} {outcome} ({added})"
    )


def breakdown_words(told: Breakdown, account: Account) -> str:
    """Write parts and their whole: "12 civilians and 5 combatants make the 17 killed"."""
    kinds = {figure.id: figure for figure in account.figures}
    whole = kinds[told.whole]
    parts = [_part_words(kinds[i]) for i in told.parts]
    return f"{listed(parts)} make the {number_words(whole.bounds.low or 0)} {OUTCOME_WORDS[whole.outcome]}"


def _part_words(figure: Figure) -> str:
    """Write one part: "40 civilians", "2 others" for people of whom nothing more is said."""
    low = figure.bounds.low
    if figure.victims != "unspecified" or low is None:
        return victims_count(low, low, figure.victims)
    return f"{number_words(low)} other{'' if low == 1 else 's'}"


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
