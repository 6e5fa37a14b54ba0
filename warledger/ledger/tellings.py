"""Reports and what they tell: adding them, version by version, and reading them back."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Table, and_, insert, select, update

from warledger.errors import UnknownRecord
from warledger.ledger import chain, schema
from warledger.ledger.columns import storable
from warledger.ledger.context_rows import context_rows, context_told, quotation_rows, quotations_told
from warledger.ledger.telling_rows import account_row, dropped_row, figure_rows, loose_row, perpetrator_rows
from warledger.ledger.touched import touch_reports
from warledger.ledger.words import index_words
from warledger.record_json import (
    read_account,
    read_loose,
    read_report_date,
    report_date_json,
)
from warledger.records import Account, Dropped, Report, Span, Telling

type Fields = dict[str, Any]

_METADATA = ("title", "outlet", "url", "language", "published")
NO_EXTRA = "{}"
STREAMED: Mapping[str, Any] = MappingProxyType({"yield_per": 500})
"""Rows are fetched a few at a time: a ledger may be larger than memory."""


def fingerprint(report: Report) -> str:
    """Name a version of a report: all its fields as handed in."""
    fields = (report.text, report.title, report.outlet, report.url, report.language, report.published)
    whole = "\x1f".join(repr(field) for field in (*fields, report.extra))
    return hashlib.sha256(whole.encode("ascii", "backslashreplace")).hexdigest()


def now_current() -> ColumnElement[bool]:
    """Join `readings` to `reports` where the reading counts."""
    return and_(schema.readings.c.version == schema.reports.c.key, schema.readings.c.current)


def of_current(table_reading: ColumnElement[int]) -> ColumnElement[bool]:
    """Join `readings` to a table that hangs on it where the reading counts."""
    return and_(schema.readings.c.key == table_reading, schema.readings.c.current)


# --------------------------------------------------------------------------------------------- adding


def holds(connection: Connection, report: Report, rules: str) -> bool:
    """Tell whether the report as handed in has nothing new for the ledger.

    So it is when its text is that of the current version, read under the same rules, and when every field
    given with it is the one known; a field that is not given says nothing.
    """
    held = _current_version(connection, report.id)
    return held is not None and held[1] == rules and completed(held[0], report) == held[0]


def completed(known: Report | None, report: Report) -> Report:
    """Fill the fields that are not given with those known of the same text."""
    if known is None or known.text != report.text:
        return report
    missing: Fields = {name: getattr(known, name) for name in _METADATA if getattr(report, name) is None}
    if report.extra == NO_EXTRA:
        missing["extra"] = known.extra
    return replace(report, **missing)


def known_version(connection: Connection, report_id: str) -> Report | None:
    """Give the current version of a report, None if there is no such report."""
    held = _current_version(connection, report_id)
    return None if held is None else held[0]


def _current_version(connection: Connection, report_id: str) -> tuple[Report, str] | None:
    row = connection.execute(
        select(schema.reports, schema.readings.c.rules)
        .join(schema.readings, now_current())
        .where(schema.readings.c.report == report_id)
    ).one_or_none()
    return None if row is None else (report_of(row), row.rules)


def add(connection: Connection, tellings: Iterable[Telling], rules: str) -> int:
    """Add what is new among the tellings and make it current.

    Returns:
        How many of them changed the ledger.
    """
    changed: list[Fields] = []
    for telling in tellings:
        version = _version(connection, telling.report)
        read = _read(connection, version["version"], telling, rules)
        if read is not None:
            changed.append({"report": telling.report.id} | version | read)
    if changed:
        chain.add_entry(connection, "reports", changed)
        touch_reports(connection, (item["report"] for item in changed))
        note_change(connection)
    return len(changed)


def note_change(connection: Connection) -> None:
    """Note that the incidents no longer rest on all that the ledger holds."""
    state = schema.linking_state
    connection.execute(update(state).values(changes=state.c.changes + 1))


def _version(connection: Connection, report: Report) -> Fields:
    """Write a version of a report unless it is there; give what the chain says of it."""
    mark = fingerprint(report)
    table = schema.reports
    key = connection.scalar(
        select(table.c.key).where(table.c.report == report.id, table.c.fingerprint == mark)
    )
    if key is not None:
        return {"version": key}
    made = connection.execute(
        insert(table),
        {
            "report": report.id,
            "fingerprint": mark,
            "digest": report.digest,
            "text": report.text,
            "extra": report.extra,
            **{name: getattr(report, name) for name in _METADATA},
        },
    ).inserted_primary_key
    assert made is not None  # noqa: S101 - an insert of one row always has one
    key = int(made[0])
    title = None if report.title is None else storable(report.title)
    index_words(connection, key, title, storable(report.text))
    return {"version": key, "handed": mark}


def _read(connection: Connection, version: int, telling: Telling, rules: str) -> Fields | None:
    """Make what was read from a version the current reading; give what the chain says of it, None where it is so already."""
    table = schema.readings
    held = connection.execute(
        select(table.c.key, table.c.current).where(table.c.version == version, table.c.rules == rules)
    ).one_or_none()
    if held is not None and held.current:
        return None
    connection.execute(
        update(table).where(table.c.report == telling.report.id, table.c.current).values(current=False)
    )
    if held is not None:
        connection.execute(update(table).where(table.c.key == held.key).values(current=True))
        return {"reading": held.key}
    dated = report_date_json(telling.dated)
    made = connection.execute(
        insert(table),
        {
            "version": version,
            "report": telling.report.id,
            "rules": rules,
            "current": True,
            "day": telling.dated.day,
            "dated": dated,
        },
    ).inserted_primary_key
    assert made is not None  # noqa: S101 - an insert of one row always has one
    rows = _tell(connection, int(made[0]), telling)
    forms = {table.name: [row["form"] for row in rows[table]] for table in schema.TOLD}
    left = [(row["start"], row["end"], row["text"], row["reason"]) for row in rows[schema.dropped]]
    return {"reading": int(made[0]), "told": chain.told_digest(rules, dated, forms, left)}


def _tell(connection: Connection, reading: int, telling: Telling) -> dict[Table, list[Fields]]:
    """Write what a reading tells, and give its rows."""
    ids = [account.id for account in telling.accounts]
    if len(set(ids)) < len(ids):
        raise ValueError(f"report {telling.report.id!r} tells two accounts under one id: {ids}")
    for account in telling.accounts:
        if account.report != telling.report.id:
            raise ValueError(f"account {account.id} of report {account.report!r} is told by another")
    accounts = enumerate(telling.accounts)
    rows: dict[Table, list[Fields]] = {
        schema.accounts: [account_row(reading, n, account) for n, account in accounts],
        schema.figures: [row for a in telling.accounts for row in figure_rows(reading, a)],
        schema.perpetrators: [row for a in telling.accounts for row in perpetrator_rows(reading, a)],
        schema.loose_figures: [loose_row(reading, n, figure) for n, figure in enumerate(telling.loose)],
        schema.dropped: [dropped_row(reading, n, item) for n, item in enumerate(telling.dropped)],
        schema.context_lines: context_rows(reading, telling.context),
        schema.quotations: quotation_rows(reading, telling.quotations),
    }
    for table, values in rows.items():
        if values:
            connection.execute(insert(table), values)
    return rows


# ------------------------------------------------------------------------------------------ reading back


def report_of(row: Row[Any]) -> Report:
    """Read a version of a report out of its row."""
    return Report(
        row.report, row.text, row.title, row.outlet, row.url, row.language, row.published, row.extra
    )


def reports(connection: Connection, only: Collection[str] | None = None) -> Iterator[Report]:
    """Give the current version of every report (or of some), by id."""
    query = select(schema.reports).join(schema.readings, now_current()).order_by(schema.readings.c.report)
    if only is not None:
        query = query.where(schema.readings.c.report.in_(only))
    return map(report_of, connection.execute(query, execution_options=STREAMED))


def report(connection: Connection, report_id: str) -> Report:
    """Give the current version of a report.

    Raises:
        UnknownRecord: there is no report of that id.
    """
    held = _current_version(connection, report_id)
    if held is None:
        raise UnknownRecord(f"the ledger holds no report {report_id}")
    return held[0]


def versions(connection: Connection, report_id: str) -> tuple[Report, ...]:
    """Give every version of a report, in the order in which they were first added."""
    table = schema.reports
    rows = connection.execute(select(table).where(table.c.report == report_id).order_by(table.c.key))
    return tuple(map(report_of, rows))


def telling(connection: Connection, report_id: str) -> Telling:
    """Give all that the current version of a report tells.

    Raises:
        UnknownRecord: there is no report of that id.
    """
    row = connection.execute(
        select(schema.reports, schema.readings.c.key.label("reading"), schema.readings.c.dated)
        .join(schema.readings, now_current())
        .where(schema.readings.c.report == report_id)
    ).one_or_none()
    if row is None:
        raise UnknownRecord(f"the ledger holds no report {report_id}")
    accounts = schema.accounts
    told = connection.scalars(
        select(accounts.c.form).where(accounts.c.reading == row.reading).order_by(accounts.c.position)
    )
    figures = schema.loose_figures
    loose = connection.scalars(
        select(figures.c.form).where(figures.c.reading == row.reading).order_by(figures.c.position)
    )
    return Telling(
        report_of(row),
        read_report_date(row.dated),
        tuple(map(read_account, told)),
        tuple(map(read_loose, loose)),
        _dropped(connection, row.reading),
        context_told(connection, row.reading),
        quotations_told(connection, row.reading),
    )


def _dropped(connection: Connection, reading: int) -> tuple[Dropped, ...]:
    table = schema.dropped
    rows = connection.execute(select(table).where(table.c.reading == reading).order_by(table.c.position))
    return tuple(Dropped(Span(row.start, row.end, row.text), row.reason) for row in rows)


def accounts(connection: Connection) -> Iterator[Account]:
    """Give every account of the current readings, by id."""
    table = schema.accounts
    forms = connection.scalars(
        select(table.c.form)
        .join(schema.readings, of_current(table.c.reading))
        .order_by(table.c.id, table.c.report),
        execution_options=STREAMED,
    )
    return map(read_account, forms)


def account(connection: Connection, account_id: str) -> Account:
    """Give one account of the current readings.

    Raises:
        UnknownRecord: there is none of that id.
    """
    table = schema.accounts
    form = connection.scalar(
        select(table.c.form)
        .join(schema.readings, of_current(table.c.reading))
        .where(table.c.id == account_id)
        .order_by(table.c.report)
        .limit(1)
    )
    if form is None:
        raise UnknownRecord(f"the ledger holds no account {account_id}")
    return read_account(form)
