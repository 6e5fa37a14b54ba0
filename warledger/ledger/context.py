"""What reports say of ceasefires and of talks, all of it or in the days around an incident; and all quotations."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, Table, exists, func, or_, select

from warledger.ledger import schema
from warledger.ledger.tellings import STREAMED, of_current
from warledger.record_json import read_context, read_quotation
from warledger.records import ContextLine, Incident, Quotation

AROUND = timedelta(days=3)
"""Days before and after an incident of which context is still that of its days."""
DAYS = ("day", "days", "week")
"""Precisions of an incident that say around which days to look; around a month or year everything would be context."""


def context_lines(connection: Connection) -> Iterator[ContextLine]:
    """Give the context lines of the current readings, by report and in the order of its text."""
    return map(read_context, _current(connection, schema.context_lines))


def quotations(connection: Connection, reports: Collection[str] | None = None) -> Iterator[Quotation]:
    """Give the quotations of the current readings (or of those of some reports), by report and in the order of its text."""
    return map(read_quotation, _current(connection, schema.quotations, reports))


def _current(
    connection: Connection, table: Table, reports: Collection[str] | None = None
) -> Iterator[dict[str, Any]]:
    """Give the stored forms of a table's rows that stand in current readings."""
    query = (
        select(table.c.form)
        .join(schema.readings, of_current(table.c.reading))
        .order_by(table.c.report, table.c.position)
    )
    if reports is not None:
        query = query.where(schema.readings.c.report.in_(reports))
    return iter(connection.scalars(query, execution_options=STREAMED))


def ceasefires_in(connection: Connection, country: str) -> tuple[ContextLine, ...]:
    """Give the lines on ceasefires of a country, and those of none whose report tells of acts there or of acts nowhere."""
    table, accounts = schema.context_lines, schema.accounts
    placed = select(accounts.c.reading).where(
        accounts.c.reading == table.c.reading, accounts.c.country.is_not(None)
    )
    of_it = placed.where(accounts.c.country == country)
    forms = connection.scalars(
        select(table.c.form)
        .join(schema.readings, of_current(table.c.reading))
        .where(table.c.kind == "ceasefire")
        .where(
            or_(table.c.country == country, table.c.country.is_(None) & or_(of_it.exists(), ~placed.exists()))
        )
        .order_by(table.c.report, table.c.position)
    )
    return tuple(map(read_context, forms))


def report_countries(connection: Connection, only: Collection[str] | None = None) -> dict[str, str]:
    """Name the country of most acts that each report (or each of some) tells of, where one has more than any other."""
    accounts = schema.accounts
    query = (
        select(accounts.c.report, accounts.c.country, func.count().label("told"))
        .join(schema.readings, of_current(accounts.c.reading))
        .where(accounts.c.country.is_not(None))
        .group_by(accounts.c.report, accounts.c.country)
        .order_by(accounts.c.report, func.count().desc())
    )
    if only is not None:
        query = query.where(schema.readings.c.report.in_(only))
    rows = connection.execute(query)
    told: dict[str, list[tuple[int, str]]] = {}
    for row in rows:
        told.setdefault(row.report, []).append((row.told, row.country))
    return {
        report: counted[0][1]
        for report, counted in told.items()
        if len(counted) == 1 or counted[1][0] < counted[0][0]
    }


def around(connection: Connection, incident: Incident, limit: int) -> tuple[ContextLine, ...]:
    """Give the context of an incident's days, the earliest first; `Ledger.context_around` says what that is."""
    own = {account.report for account in incident.accounts}
    days = _days(incident)
    found = [line for line in _of_reports(connection, own) if _belongs(line, days)]
    if days is not None and incident.place.country is not None:
        found += [
            line for line in _of_days(connection, days, incident.place.country) if line.report not in own
        ]
    distinct: dict[tuple[object, ...], ContextLine] = {}
    for line in found:
        told = replace(line.period, quote=None), replace(line.place, quote=None)
        distinct.setdefault((line.kind, line.event, line.parties, line.excluded, line.says, *told), line)
    nearest = sorted(
        distinct.values(), key=lambda line: (line.report not in own, _apart(line, days), line.id)
    )
    return tuple(
        sorted(nearest[:limit], key=lambda line: (line.period.start or date.max, line.report, line.quote))
    )


def _days(incident: Incident) -> tuple[date, date] | None:
    start, end = incident.date.start, incident.date.end
    if start is None or end is None or incident.date.precision not in DAYS:
        return None
    first = start - AROUND if start - date.min > AROUND else date.min
    last = end + AROUND if date.max - end > AROUND else date.max
    return first, last


def _of_reports(connection: Connection, reports: set[str]) -> list[ContextLine]:
    table = schema.context_lines
    forms = connection.scalars(
        select(table.c.form)
        .join(schema.readings, of_current(table.c.reading))
        .where(table.c.report.in_(sorted(reports)))
        .order_by(table.c.report, table.c.position)
    )
    return [read_context(form) for form in forms]


def _of_days(connection: Connection, days: tuple[date, date], country: str) -> list[ContextLine]:
    """The lines of days, from reports that tell of acts in a country; of a ceasefire elsewhere none, nor of copies."""
    table, accounts = schema.context_lines, schema.accounts
    telling_of_it = (
        select(accounts.c.reading)
        .where(accounts.c.country == country, accounts.c.reading == table.c.reading)
        .exists()
    )
    here = or_(table.c.kind == "talks", table.c.country.is_(None), table.c.country == country)
    rows = connection.scalars(
        select(table.c.form)
        .join(schema.readings, of_current(table.c.reading))
        .where(table.c.start <= days[1], func.coalesce(table.c.end, table.c.start) >= days[0])
        .where(telling_of_it, here, ~exists().where(schema.copies.c.report == table.c.report))
        .order_by(table.c.report, table.c.position)
    )
    return [line for line in map(read_context, rows) if line.period.precision != "year"]


def _belongs(line: ContextLine, days: tuple[date, date] | None) -> bool:
    """Tell whether a line of an incident's own report is context: of its days, without a day, or still going on."""
    start, end = line.period.start, line.period.end
    if days is None or start is None or end is None:
        return start is None or days is None or start <= days[1]
    return start <= days[1] and end >= days[0] and line.period.precision != "year"


def _apart(line: ContextLine, days: tuple[date, date] | None) -> int:
    """Days between a line's start and the middle of the incident's; a line without a day is nearest by its report."""
    if days is None or line.period.start is None:
        return 0
    middle = days[0] + (days[1] - days[0]) / 2
    return abs((line.period.start - middle).days)
