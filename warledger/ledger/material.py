"""What linking and reconciling must read of a ledger, for the reports that a change touches and no others."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import batched
from typing import Any

from sqlalchemy import ColumnElement, Connection, exists, func, or_, select, tuple_

from warledger.ledger import schema
from warledger.ledger.json_parts import JsonPart
from warledger.ledger.rulings import NOTHING, as_ruled, on_account, rulings, stands
from warledger.ledger.tellings import of_current
from warledger.linking.rulings import Ruling, corrected
from warledger.linking.shared import TOLD_DEAD, TURNS, act_keys, where_of
from warledger.record_json import read_account, read_context, read_loose, read_quotation, read_report_date
from warledger.records import Account, ContextLine, LooseFigure, Quotation, ReportNote, ReportNotes

_BATCH = 500

type Fields = dict[str, Any]


def existing(connection: Connection, accounts: Iterable[str]) -> set[str]:
    """Keep of these accounts those that current readings tell and nobody rejects."""
    table = schema.accounts
    found: set[str] = set()
    for some in batched(sorted(set(accounts)), _BATCH):
        found.update(
            connection.scalars(
                select(table.c.id)
                .join(schema.readings, of_current(table.c.reading))
                .outerjoin(schema.account_rulings, on_account(table.c.id))
                .where(table.c.id.in_(some), stands())
            )
        )
    return found


def copies(connection: Connection, reports: Iterable[str]) -> dict[str, str]:
    """Give what these reports are copies of."""
    table = schema.copies
    found: dict[str, str] = {}
    for some in batched(sorted(set(reports)), _BATCH):
        rows = connection.execute(select(table).where(table.c.report.in_(some)))
        found |= {row.report: row.copy_of for row in rows}
    return found


def copied_from(connection: Connection, originals: Iterable[str]) -> set[str]:
    """Name the copies of these reports."""
    table = schema.copies
    found: set[str] = set()
    for some in batched(sorted(set(originals)), _BATCH):
        found.update(connection.scalars(select(table.c.report).where(table.c.copy_of.in_(some))))
    return found


def reports_of(connection: Connection, accounts: Iterable[str]) -> set[str]:
    """Name the reports for which linked accounts stand."""
    table = schema.linked_accounts
    found: set[str] = set()
    for some in batched(sorted(set(accounts)), _BATCH):
        found.update(connection.scalars(select(table.c.report).where(table.c.account.in_(some))))
    return found


def told_by(connection: Connection, reports: Iterable[str]) -> tuple[list[Account], list[LooseFigure]]:
    """Give what reports tell: accounts, by id, with settled days and a reviewer's values, and loose figures.

    Of two accounts under one id the one is left out that is not linked.
    """
    table, periods, figures = schema.accounts, schema.settled_periods, schema.loose_figures
    linked = schema.linked_accounts
    accounts: list[Account] = []
    loose: list[LooseFigure] = []
    for some in batched(sorted(set(reports)), _BATCH):
        rows = connection.execute(
            select(
                table.c.form,
                periods.c.form.label("period"),
                schema.account_rulings.c.form.label("corrections"),
            )
            .join(schema.readings, of_current(table.c.reading))
            .join(linked, (linked.c.account == table.c.id) & (linked.c.reading == table.c.reading))
            .outerjoin(periods, periods.c.account == table.c.id)
            .outerjoin(schema.account_rulings, on_account(table.c.id))
            .where(schema.readings.c.report.in_(some))
        )
        accounts += [as_ruled(row.form, row.period, row.corrections) for row in rows]
        forms = connection.scalars(
            select(figures.c.form)
            .join(schema.readings, of_current(figures.c.reading))
            .where(schema.readings.c.report.in_(some))
            .order_by(figures.c.report, figures.c.position)
        )
        loose += map(read_loose, forms)
    return sorted(accounts, key=lambda a: (a.id, a.report)), loose


def told_now(connection: Connection, accounts: Iterable[str]) -> dict[str, Fields]:
    """Give the stored forms of those of these accounts that current readings tell, rejected ones among them."""
    table = schema.accounts
    found: dict[str, Fields] = {}
    for some in batched(sorted(set(accounts)), _BATCH):
        rows = connection.execute(
            select(table.c.id, table.c.form)
            .join(schema.readings, of_current(table.c.reading))
            .where(table.c.id.in_(some))
            .order_by(table.c.report.desc())
        )
        found |= {row.id: row.form for row in rows}
    return found


def before_and_after(connection: Connection, were: Mapping[str, Ruling]) -> list[Account]:
    """Give accounts as judgements left them before, and as they leave them now; one that is rejected is none."""
    table, now = schema.accounts, rulings(connection, were)
    found: list[Account] = []
    for some in batched(sorted(were), _BATCH):
        forms = connection.scalars(
            select(table.c.form)
            .join(schema.readings, of_current(table.c.reading))
            .where(table.c.id.in_(some))
        )
        for account in map(read_account, forms):
            for ruling in (were[account.id], now.get(account.id, NOTHING)):
                if ruling.rejected is None:
                    found.append(corrected(account, ruling.corrections))
    return found


# ---------------------------------------------------------------------------------- undated reports


def undated(connection: Connection) -> ReportNotes:
    """Give bare notes of the reports that have no day of their own."""
    reading = schema.readings.c
    rows = connection.execute(
        select(reading.report, reading.dated).where(reading.current, reading.day.is_(None))
    )
    return {row.report: ReportNote(row.report, None, read_report_date(row.dated)) for row in rows}


def dated_alone(connection: Connection, reports: Iterable[str]) -> ReportNotes:
    """Give bare notes of reports with the dates that they have by themselves."""
    reading = schema.readings.c
    found: dict[str, ReportNote] = {}
    for some in batched(sorted(set(reports)), _BATCH):
        rows = connection.execute(
            select(reading.report, reading.dated).where(reading.current, reading.report.in_(some))
        )
        found |= {row.report: ReportNote(row.report, None, read_report_date(row.dated)) for row in rows}
    return found


def read_before(connection: Connection, reports: Iterable[str]) -> set[str]:
    """Name those of these reports that were read more than once."""
    version, reading = schema.reports.c, schema.readings.c
    found: set[str] = set()
    for some in batched(sorted(set(reports)), _BATCH):
        found.update(
            connection.scalars(
                select(version.report)
                .join(schema.readings, reading.version == version.key)
                .where(version.report.in_(some))
                .group_by(version.report)
                .having(func.count() > 1)
            )
        )
    return found


def more_reports_than(connection: Connection, many: int) -> bool:
    """Tell whether there are more reports than so many, without counting them all."""
    current = select(schema.readings.c.key).where(schema.readings.c.current).limit(many + 1).subquery()
    return (connection.scalar(select(func.count()).select_from(current)) or 0) > many


type WhatDates = tuple[list[Account], list[Quotation], list[ContextLine]]
"""What undated reports may share with others: acts with a toll, words quoted, turns of talks."""


def what_dates(
    connection: Connection, undated: Collection[str], reports: Collection[str] | None
) -> WhatDates:
    """Give what undated reports may share with others.

    Args:
        connection: inside the transaction of linking.
        undated: the ids of all undated reports.
        reports: the reports that are looked at; None for all, of which only that is given which one of the undated may
            have too. Of the undated ones among them all accounts are given.
    """
    if reports is None:
        return _shared_with(connection, undated)
    accounts: list[Account] = []
    quotations: list[Quotation] = []
    lines: list[ContextLine] = []
    for some in batched(sorted(set(reports)), _BATCH):
        readings, ruled = schema.readings.c, schema.account_rulings.c
        accounts += _acts(
            connection,
            or_(_with_toll(), readings.day.is_(None), ruled.account.is_not(None)),
            readings.report.in_(some),
        )
        quotations += _quoted(connection, readings.report.in_(some))
        lines += _turns(
            connection, schema.context_lines.c.event.in_(sorted(TURNS)), readings.report.in_(some)
        )
    return accounts, quotations, lines


def _shared_with(connection: Connection, undated: Collection[str]) -> WhatDates:
    """Give of all reports what may be of one mark with something of these: most tell nothing that they do."""
    mine, quoted, turns = what_dates(connection, undated, undated)
    readings, ruled, lines = schema.readings.c, schema.account_rulings.c, schema.context_lines.c
    accounts = list(_acts(connection, or_(readings.day.is_(None), ruled.account.is_not(None))))
    known = {(account.report, account.id) for account in accounts}
    for some in batched(_tolls_like(connection, mine), _BATCH):
        within = tuple_(schema.accounts.c.reading, schema.accounts.c.id).in_(some)
        accounts += (a for a in _acts(connection, within) if (a.report, a.id) not in known)
    kinds = sorted({(line.kind, line.event) for line in turns})
    return (
        accounts,
        list(_quoted(connection)) if quoted else [],
        list(_turns(connection, tuple_(lines.kind, lines.event).in_(kinds))) if kinds else [],
    )


def _tolls_like(connection: Connection, accounts: Iterable[Account]) -> list[tuple[int, str]]:
    """Name the accounts, each by its reading and id, that tell a toll of an act of one kind at one place with one of these."""
    acts = {key for account in accounts for key in act_keys(account)}
    table, figures = schema.accounts.c, schema.figures.c
    alike = {(where, kind) for where, kind, _, _ in acts}
    found: set[tuple[int, str]] = set()
    for some in batched(sorted({toll for _, _, toll, _ in acts}), _BATCH):
        rows = connection.execute(
            select(
                table.reading,
                table.id,
                table.type,
                table.place,
                JsonPart(table.form, "place", "geonames_id").label("geonames_id"),
            )
            .join_from(schema.figures, schema.accounts, _of_figure())
            .where(figures.outcome == "killed", figures.low.in_(some))
            .where(table.type.in_(sorted({kind for _, kind in alike})))
        )
        found.update(
            (row.reading, row.id)
            for row in rows
            if (where_of(_number(row.geonames_id), row.place or ""), row.type) in alike
        )
    return sorted(found)


def _number(told: int | str | None) -> int | None:
    return None if told is None else int(told)


def _of_figure() -> ColumnElement[bool]:
    figures, accounts = schema.figures.c, schema.accounts.c
    return (figures.reading == accounts.reading) & (figures.account == accounts.id)


def _with_toll() -> ColumnElement[bool]:
    figures = schema.figures.c
    # Joined to nothing, so that no index of outcomes is taken: every account would go through all tolls of the ledger.
    killed = figures.outcome.concat("") == "killed"
    return exists().where(_of_figure(), killed, figures.low >= TOLD_DEAD)


def _acts(connection: Connection, *which: ColumnElement[bool]) -> Iterator[Account]:
    accounts, ruled = schema.accounts, schema.account_rulings
    rows = connection.execute(
        select(accounts.c.form, ruled.c.form.label("corrections"))
        .join(schema.readings, of_current(accounts.c.reading))
        .outerjoin(ruled, on_account(accounts.c.id))
        .where(stands(), *which)
    )
    return (as_ruled(row.form, None, row.corrections) for row in rows)


def _quoted(connection: Connection, *which: ColumnElement[bool]) -> Iterator[Quotation]:
    table = schema.quotations
    joined = select(table.c.form).join(schema.readings, of_current(table.c.reading))
    return map(read_quotation, connection.scalars(joined.where(table.c.direct, *which)))


def _turns(connection: Connection, *which: ColumnElement[bool]) -> Iterator[ContextLine]:
    table = schema.context_lines
    joined = select(table.c.form).join(schema.readings, of_current(table.c.reading))
    return map(read_context, connection.scalars(joined.where(*which)))
