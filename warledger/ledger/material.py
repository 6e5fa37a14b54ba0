"""What linking and reconciling must read of a ledger, for the reports that a change touches and no others."""

from collections.abc import Collection, Iterable, Mapping
from itertools import batched
from typing import Any

from sqlalchemy import Connection, exists, func, or_, select

from warledger.ledger import schema
from warledger.ledger.rulings import NOTHING, as_ruled, on_account, rulings, stands
from warledger.ledger.tellings import of_current
from warledger.linking.rulings import Ruling, corrected
from warledger.linking.shared import TOLD_DEAD, TURNS
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


def what_dates(
    connection: Connection, reports: Collection[str] | None
) -> tuple[list[Account], list[Quotation], list[ContextLine]]:
    """Give what undated reports may share with others: acts with a toll, words quoted, turns of talks.

    Args:
        connection: inside the transaction of linking.
        reports: the reports that are looked at; None for all, which are gone through once. Of the undated ones among
            them all accounts are given.
    """
    portions = [None] if reports is None else list(batched(sorted(set(reports)), _BATCH))
    accounts: list[Account] = []
    quotations: list[Quotation] = []
    lines: list[ContextLine] = []
    for some in portions:
        acts, quoted, turns = _what_dates(connection, some)
        accounts += acts
        quotations += quoted
        lines += turns
    return accounts, quotations, lines


def _what_dates(
    connection: Connection, some: Collection[str] | None
) -> tuple[Iterable[Account], Iterable[Quotation], Iterable[ContextLine]]:
    accounts, figures, readings = schema.accounts, schema.figures, schema.readings
    ruled = schema.account_rulings
    quotations, lines = schema.quotations, schema.context_lines
    within = [] if some is None else [readings.c.report.in_(some)]
    counted = exists().where(
        figures.c.reading == accounts.c.reading,
        figures.c.account == accounts.c.id,
        figures.c.outcome == "killed",
        figures.c.low >= TOLD_DEAD,
    )
    acts = connection.execute(
        select(accounts.c.form, ruled.c.form.label("corrections"))
        .join(readings, of_current(accounts.c.reading))
        .outerjoin(ruled, on_account(accounts.c.id))
        .where(or_(counted, readings.c.day.is_(None), ruled.c.account.is_not(None)), stands(), *within)
    )
    quoted = connection.scalars(
        select(quotations.c.form)
        .join(readings, of_current(quotations.c.reading))
        .where(quotations.c.direct, *within)
    )
    turns = connection.scalars(
        select(lines.c.form)
        .join(readings, of_current(lines.c.reading))
        .where(lines.c.event.in_(sorted(TURNS)), *within)
    )
    told = (as_ruled(row.form, None, row.corrections) for row in acts)
    return told, map(read_quotation, quoted), map(read_context, turns)
