"""Undated reports beside the others: what linking found out, put in place of what it had found before."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from itertools import batched
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select

from warledger.ledger import schema
from warledger.record_json import period_json, read_period, read_report_date, report_date_json
from warledger.records import Account, Period, ReportDate, Settled, Telling

type Fields = dict[str, Any]

_BATCH = 500


def settle(connection: Connection, settled: Settled) -> None:
    """Keep these dates and periods and no others; only what differs from those held is written."""
    for table, key, forms in _forms(settled):
        held = {row[0]: row[1] for row in connection.execute(select(table.c[key], table.c.form))}
        changed = sorted(id_ for id_ in held.keys() | forms.keys() if held.get(id_) != forms.get(id_))
        for some in batched(changed, _BATCH):
            connection.execute(delete(table).where(table.c[key].in_(some)))
            rows = [{key: id_, "form": forms[id_]} for id_ in some if id_ in forms]
            if rows:
                connection.execute(insert(table), rows)


def unsettled(connection: Connection, settled: Settled) -> tuple[set[str], set[str]]:
    """Name the reports and the accounts whose dates and periods are other ones than those held."""
    changed: list[set[str]] = []
    for table, key, forms in _forms(settled):
        held = {row[0]: row[1] for row in connection.execute(select(table.c[key], table.c.form))}
        changed.append({id_ for id_ in held.keys() | forms.keys() if held.get(id_) != forms.get(id_)})
    return changed[0], changed[1]


def _forms(settled: Settled) -> tuple[tuple[Table, str, dict[str, Any]], ...]:
    dates = {report: report_date_json(dated) for report, dated in settled.dates.items()}
    periods = {account: period_json(period) for account, period in settled.periods.items()}
    return (schema.settled_dates, "report", dates), (schema.settled_periods, "account", periods)


def settled_dates(connection: Connection, only: Collection[str] | None = None) -> dict[str, ReportDate]:
    """Give the dates that undated reports (or those among some) have beside the others, by report id."""
    table = schema.settled_dates
    query = select(table) if only is None else select(table).where(table.c.report.in_(only))
    return {row.report: read_report_date(row.form) for row in connection.execute(query)}


def settled_periods(connection: Connection, accounts: list[str]) -> Mapping[str, Period]:
    """Give the days of these accounts, where their reports have been dated beside others."""
    table = schema.settled_periods
    rows = connection.execute(select(table).where(table.c.account.in_(accounts)))
    return {row.account: read_period(row.form) for row in rows}


def in_company(connection: Connection, telling: Telling) -> Telling:
    """Give what a report tells with the date and the days that it has beside the others."""
    table = schema.settled_dates
    form = connection.scalar(select(table.c.form).where(table.c.report == telling.report.id))
    if form is None:
        return telling
    periods = settled_periods(connection, [account.id for account in telling.accounts])
    accounts = tuple(_dated(account, periods) for account in telling.accounts)
    return replace(telling, dated=read_report_date(form), accounts=accounts)


def _dated(account: Account, periods: Mapping[str, Period]) -> Account:
    return replace(account, date=periods[account.id]) if account.id in periods else account


def with_date(account: Fields, period: Fields | None) -> Fields:
    """Put a settled period into an account's stored form."""
    return account if period is None else account | {"date": period}
