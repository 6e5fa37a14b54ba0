"""What stands beside the accounts: notes on reports, copies, refusals, counts, full text."""

import json
import re
from collections.abc import Collection, Iterable
from types import MappingProxyType
from typing import Final, cast

from sqlalchemy import ColumnElement, Connection, Table, case, func, insert, select

from warledger.grounding.credits import HEAD, TAIL, credited, credited_in_name
from warledger.ledger import chain, schema
from warledger.ledger.answers import Counts, Found
from warledger.ledger.columns import NO_TEXT, restored
from warledger.ledger.settling import settled_dates
from warledger.ledger.tellings import now_current, of_current
from warledger.ledger.tokens import AFTER, BEFORE
from warledger.ledger.words import count_words, find_phrases, find_words
from warledger.ledger.words import texts_with as holding
from warledger.record_json import read_report_date
from warledger.records import Refusal, RefusalCode, ReportNote

RECEIVED: Final = "received"
"""Stands where other ledgers name the rules by which a text was read and accounts were linked (see `received`)."""
CREDITED: Final = "wires"
"""Field of a received report: the agencies that its text credits, since the text that does so is not there."""


def notes(
    connection: Connection, only: Collection[str] | None = None, *, alone: bool = False
) -> dict[str, ReportNote]:
    """Give the note of every report (or of some) by the report's id, in the order of ids.

    An undated report has the date that it has beside the others; with `alone` what it says by itself.
    """
    settled = {} if alone else settled_dates(connection, only)
    version, reading = schema.reports.c, schema.readings.c
    length = func.length(version.text)
    query = (
        select(
            reading.report,
            version.outlet,
            reading.dated,
            version.title,
            version.url,
            schema.copies.c.copy_of,
            reading.rules,
            version.extra,
            func.substr(version.text, 1, HEAD).label("head"),
            func.substr(version.text, case((length > TAIL, length - TAIL), else_=1)).label("tail"),
        )
        .join_from(schema.reports, schema.readings, now_current())
        .outerjoin(schema.copies, schema.copies.c.report == reading.report)
        .order_by(reading.report)
    )
    if only is not None:
        query = query.where(reading.report.in_(only))
    return {
        row.report: ReportNote(
            row.report,
            row.outlet,
            settled.get(row.report) or read_report_date(row.dated),
            row.title,
            row.url,
            row.copy_of,
            _wires(row.outlet, restored(row.head), restored(row.tail))
            if row.rules != RECEIVED
            else tuple(json.loads(row.extra)[CREDITED]),
        )
        for row in connection.execute(query)
    }


def _wires(outlet: str | None, head: str, tail: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*credited_in_name(outlet or ""), *credited(head, tail))))


def copies_of(connection: Connection, report_id: str) -> tuple[str, ...]:
    """Name the copies of a report, sorted."""
    table = schema.copies
    ids = connection.scalars(select(table.c.report).where(table.c.copy_of == report_id))
    return tuple(sorted(ids))


def refuse(connection: Connection, refusals: Iterable[Refusal]) -> None:
    """Keep refusals, each name and reason once."""
    table = schema.refusals
    new: list[str] = []
    for refusal in refusals:
        same = (table.c.name == refusal.name, table.c.reason == refusal.reason)
        if connection.scalar(select(func.count()).select_from(table).where(*same)) == 0:
            connection.execute(
                insert(table), {"name": refusal.name, "reason": refusal.reason, "code": refusal.code}
            )
            new.append(chain.refusal_digest(refusal.name, refusal.code, refusal.reason))
    if new:
        chain.add_entry(connection, "refused", new)


def refusals(connection: Connection) -> tuple[Refusal, ...]:
    """Give every refusal, by name and reason."""
    table = schema.refusals
    rows = connection.execute(select(table).order_by(table.c.name, table.c.reason))
    return tuple(Refusal(row.name, cast("RefusalCode", row.code), row.reason) for row in rows)


def counts(connection: Connection) -> Counts:
    """Count what the ledger holds now."""

    def rows(table: Table, *where: ColumnElement[bool]) -> int:
        return connection.scalar(select(func.count()).select_from(table).where(*where)) or 0

    def told(table: Table) -> int:
        if not outdated:
            return rows(table)
        joined = schema.readings.join(table, of_current(table.c.reading))
        return connection.scalar(select(func.count()).select_from(joined)) or 0

    reading = schema.readings.c
    current = rows(schema.readings, reading.current)
    outdated = rows(schema.readings) - current
    refused = schema.refusals.c
    by_code = connection.execute(
        select(refused.code, func.count()).group_by(refused.code).order_by(refused.code)
    )
    return Counts(
        reports=current,
        earlier_versions=rows(schema.reports) - current,
        accounts=told(schema.accounts),
        incidents=rows(schema.incidents),
        figures=told(schema.figures),
        loose_figures=told(schema.loose_figures),
        dropped=told(schema.dropped),
        copies=rows(schema.copies),
        undated=_undated(connection),
        judgements=rows(schema.judgements, schema.judgements.c.undone_at.is_(None)),
        refusals=MappingProxyType({row[0]: row[1] for row in by_code}),
    )


def _undated(connection: Connection) -> int:
    """Count the reports of which not even the year is known, beside the others as by themselves."""
    reading, settled = schema.readings.c, settled_dates(connection)
    rows = connection.execute(
        select(reading.report, reading.dated).where(reading.current, reading.day.is_(None))
    )
    dates = (settled.get(row.report) or read_report_date(row.dated) for row in rows)
    return sum(dated.basis == "unknown" for dated in dates)


def rules_read(connection: Connection) -> dict[str, int]:
    """Count the current readings by the rules that they were made by."""
    table = schema.readings
    counted = select(table.c.rules, func.count().label("reports")).where(table.c.current)
    rows = connection.execute(counted.group_by(table.c.rules).order_by(table.c.rules))
    return {row.rules: row.reports for row in rows}


def reports_saying(connection: Connection, phrases: Collection[str]) -> frozenset[str]:
    """Name the reports whose text holds one of these phrases."""
    told = [NO_TEXT.sub(" ", phrase) for phrase in phrases]
    return frozenset(find_phrases(connection, [words for words in told if any(c.isalnum() for c in words)]))


_TERM = re.compile(r'"([^"]+)"|(\S+)')


def search(connection: Connection, words: str, limit: int) -> tuple[Found, ...]:
    """Find the reports that hold all the words; words in double quotes stand beside each other."""
    terms = _terms(words)
    if not terms:
        return ()
    return tuple(Found(id_, _pieces(snippet)) for id_, snippet in find_words(connection, terms, limit))


def reports_with(connection: Connection, words: str) -> int:
    """Count the reports that hold all the words, as `search` takes them."""
    terms = _terms(words)
    return count_words(connection, terms) if terms else 0


def texts_with(connection: Connection, words: str) -> tuple[int, ...]:
    """Name the versions of reports that hold all the words, as `search` takes them."""
    terms = _terms(words)
    return tuple(holding(connection, terms)) if terms else ()


def _terms(words: str) -> list[str]:
    terms = [match[1] or match[2] for match in _TERM.finditer(NO_TEXT.sub(" ", words))]
    return [term for term in terms if any(c.isalnum() for c in term)]


def _pieces(snippet: str) -> tuple[tuple[str, bool], ...]:
    pieces = re.split(f"({BEFORE}[^{AFTER}]*{AFTER})", restored(snippet))
    return tuple((piece.strip(BEFORE + AFTER), piece.startswith(BEFORE)) for piece in pieces if piece)
