"""Incidents told as breaches of a ceasefire, each with the truce that is meant; and those that merely fell in its days.

The truce meant is the one that a line of the same report speaks of in the same words, else the one in force in that
country, or in that area, on the day of the act. An act of its days that nobody tells as a breach is counted, not listed:
that a ceasefire held there and bound these parties is more than the reports say.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from warledger.linking.profiles import fold
from warledger.reconciling.blames import named_culprits
from warledger.reconciling.truces import length_told
from warledger.records import Account, Breach, ContextLine, Incident, Truce, TruceRecord


def breaches_of(
    incidents: Iterable[Incident], truces: Sequence[Truce], lines: Iterable[ContextLine]
) -> tuple[Breach, ...]:
    """List the accounts that tell their act as a breach, by incident."""
    spoken = _spoken_of(truces, lines)
    return tuple(
        Breach(_meant(account, incident, truces, spoken), incident.id, account.id, account.report, account.breach)
        for incident in sorted(incidents, key=lambda i: i.id)
        for account in incident.accounts
        if account.breach is not None
    )  # fmt: skip


def truce_records(
    truces: Sequence[Truce], breaches: Iterable[Breach], incidents: Iterable[Incident]
) -> tuple[TruceRecord, ...]:
    """Put to each truce its breaches, and the count of other incidents of its days and area."""
    told: dict[str | None, list[Breach]] = defaultdict(list)
    for breach in breaches:
        told[breach.truce].append(breach)
    dated = _by_day(incidents)
    return tuple(
        TruceRecord(
            truce,
            tuple(told[truce.id]),
            _others(truce, {breach.incident for breach in told[truce.id]}, dated),
        )
        for truce in truces
    )


def _spoken_of(
    truces: Sequence[Truce], lines: Iterable[ContextLine]
) -> Mapping[str, list[tuple[ContextLine, str]]]:
    """Give for each report its lines with the truce of each."""
    truce_of = {line: truce.id for truce in truces for line in truce.lines}
    found: dict[str, list[tuple[ContextLine, str]]] = defaultdict(list)
    for line in lines:
        if line.id in truce_of:
            found[line.report].append((line, truce_of[line.id]))
    return found


def _meant(
    account: Account,
    incident: Incident,
    truces: Sequence[Truce],
    spoken: Mapping[str, list[tuple[ContextLine, str]]],
) -> str | None:
    if account.breach is not None:
        own = [truce for line, truce in spoken.get(account.report, ()) if line.quote.overlaps(account.breach)]
        if own:
            return own[0]
    day = account.date.start or incident.date.start
    if day is None:
        return None
    in_force = [truce for truce in truces if _covers(truce, incident, day)]
    if not in_force:
        return None
    latest = max(in_force, key=lambda truce: (bool(truce.place.name), _begun(truce) or date.min, truce.id))
    return latest.id


def _begun(truce: Truce) -> date | None:
    first = truce.day("effective") or truce.day("declared")
    return first.start if first is not None else None


def _until(truce: Truce) -> date | None:
    """Give the last day that a truce is told to be in force: its end, else the last day that reports speak of it."""
    end = truce.day("ended")
    if end is not None and end.start is not None:
        return end.start
    begun = _begun(truce)
    length = length_told(truce.lasting[0].name) if truce.lasting else None
    if begun is not None and length is not None and truce.day("extended") is None:
        return begun + length
    return truce.spoken_of.end


def _in_force(truce: Truce) -> tuple[date, date] | None:
    """Give the first and the last day on which a truce is told to be in force."""
    begun, until = _begun(truce), _until(truce)
    return (begun, until) if begun is not None and until is not None and begun <= until else None


def _covers(truce: Truce, incident: Incident, day: date) -> bool:
    if truce.place.country is None or truce.place.country != incident.place.country:
        return False
    days = _in_force(truce)
    return days is not None and days[0] <= day <= days[1] and _of_its_area(truce, incident)


def _of_its_area(truce: Truce, incident: Incident) -> bool:
    return not truce.place.name or _within(truce, incident)


def _within(truce: Truce, incident: Incident) -> bool:
    area = fold(truce.place.name or "")
    names = (incident.place.name, incident.place.admin1)
    return any(fold(name) == area for name in names if name)


def _by_day(incidents: Iterable[Incident]) -> Mapping[str, tuple[list[date], list[Incident]]]:
    """Put the incidents of each country in the order of their days: a truce is asked about a few of them only."""
    found: dict[str, list[tuple[date, Incident]]] = defaultdict(list)
    for incident in incidents:
        day, country = incident.date.start, incident.place.country
        if day is not None and country is not None and incident.date.precision in ("day", "days"):
            found[country].append((day, incident))
    ordered = {country: sorted(dated, key=lambda d: (d[0], d[1].id)) for country, dated in found.items()}
    return {country: ([d for d, _ in dated], [i for _, i in dated]) for country, dated in ordered.items()}


def _others(truce: Truce, told: set[str], dated: Mapping[str, tuple[list[date], list[Incident]]]) -> int:
    in_force, (days, incidents) = _in_force(truce), dated.get(truce.place.country or "", ([], []))
    if in_force is None:
        return 0
    left_out = {name.name for name in truce.excluded}
    count = 0
    for incident in incidents[bisect_left(days, in_force[0]) : bisect_right(days, in_force[1])]:
        if incident.id in told or not _of_its_area(truce, incident):
            continue
        culprits = frozenset().union(*(named_culprits(a.perpetrators) for a in incident.accounts))
        count += not (culprits and culprits <= left_out)
    return count
