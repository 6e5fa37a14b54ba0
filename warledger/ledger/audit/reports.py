"""Versions of reports and what was read from them: against the chain, against their own forms, against their texts."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import batched
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Dialect, Row, Table, exists, func, select

from warledger.ledger import schema
from warledger.ledger.audit.findings import Chained, Finding
from warledger.ledger.audit.stored import BATCH, Fields, bare_rows, day_of, differing, form_of, text_of
from warledger.ledger.audit.told import Told, read_told
from warledger.ledger.chain import told_digest
from warledger.ledger.tellings import fingerprint
from warledger.record_json import read_report_date
from warledger.records import Report

_PARTS: Final = (
    schema.accounts,
    schema.loose_figures,
    schema.dropped,
    schema.context_lines,
    schema.quotations,
    schema.figures,
    schema.perpetrators,
)


def reports(connection: Connection, chained: Chained, seen: Callable[[int], None]) -> Iterator[Finding]:
    """Find versions and readings that are not what was written; `seen` is told how many versions were looked at.

    What is found to be there is taken out of `chained`; what is left was there once.
    """
    keys = connection.scalars(select(schema.reports.c.key).order_by(schema.reports.c.key)).all()
    done = 0
    for some in batched(keys, BATCH // 2):
        versions = list(bare_rows(connection, schema.reports, "key", some, ["key"]))
        readings: dict[int, list[Row[Any]]] = defaultdict(list)
        for row in bare_rows(connection, schema.readings, "version", some, ["key"]):
            readings[row.version].append(row)
        told = read_told(connection, [row.key for own in readings.values() for row in own])
        for version in versions:
            yield from _version(version, chained)
            for reading in readings[version.key]:
                yield from _reading(reading, version, told[reading.key], chained, connection.dialect)
        done += len(some)
        seen(done)
    yield from _strays(connection)
    for key, item in chained.versions.items():
        yield Finding("reports", f"report {item.report}: version {key} of entry {item.entry} is gone")
    for key, reading_item in chained.readings.items():
        where = f"what was read from it in entry {reading_item.entry} (reading {key})"
        yield Finding("readings", f"report {reading_item.report}: {where} is gone")


def _version(row: Row[Any], chained: Chained) -> Iterator[Finding]:
    item = chained.versions.pop(row.key, None)
    named = f"report {text_of(row.report)}"
    if item is None:
        yield Finding("reports", f"{named}: no entry of the chain has its version {row.key}")
        return
    try:
        report = _report(row)
        mark, digest = fingerprint(report), report.digest
    except (ValueError, TypeError):
        yield Finding("reports", f"{named}: its version {row.key} cannot be read")
        return
    if report.id != item.report:
        yield Finding("reports", f"{named}: in entry {item.entry} it was called {item.report}")
    if mark != item.handed:
        what = "its text" if digest != row.digest else "what was handed in with its text"
        yield Finding("reports", f"{named}: {what} is not what entry {item.entry} of the chain took in")
    elif (mark, digest) != (row.fingerprint, row.digest):
        yield Finding("columns", f"{named}: its fingerprint is not that of what it holds")


def _report(row: Row[Any]) -> Report:
    texts = (row.report, row.text, row.title, row.outlet, row.url, row.language)
    report, told, title, outlet, url, language = map(text_of, texts)
    return Report(report, told, title, outlet, url, language, day_of(row.published), text_of(row.extra))


def _reading(
    row: Row[Any], version: Row[Any], told: Told, chained: Chained, dialect: Dialect
) -> Iterator[Finding]:
    named = f"report {text_of(row.report)}"
    item = chained.readings.pop(row.key, None)
    where = f"what was read from it (reading {row.key})"
    counts = chained.current.get(text_of(row.report)) == row.key
    if row.current not in (0, 1) or bool(row.current) != counts:
        is_so = (
            "does not count, and by the chain it does" if counts else "counts, and by the chain it does not"
        )
        yield Finding("readings", f"{named}: {where} {is_so}")
    if item is None:
        yield Finding("readings", f"{named}: no entry of the chain has {where}")
        return
    if (row.report, row.version) != (version.report, item.version):
        yield Finding("readings", f"{named}: {where} was read from another version or report")
    try:
        dated = form_of(row.dated)
        digest = told_digest(text_of(row.rules), dated, told.forms(), told.left())
        day = read_report_date(dated).day
    except (ValueError, TypeError, KeyError) as error:
        yield Finding("readings", f"{named}: {where} cannot be read: {type(error).__name__}")
        return
    if digest != item.told:
        yield Finding("readings", f"{named}: {where} is not what entry {item.entry} of the chain wrote down")
    if differing(schema.readings, row, {"day": day}, dialect):
        yield Finding("columns", f"{named}: the day beside {where} is not its day")
    yield from told.beside(text_of(row.report), dialect)
    yield from _spans(named, text_of(version.text), [("its date", dated), *told.named_forms()])


def _spans(named: str, text: str, forms: Sequence[tuple[str, Any]]) -> Iterator[Finding]:
    for of, form in forms:
        for span in spans_in(form):
            if text[span["start"] : span["end"]] != span["text"] or span["start"] < 0:
                at = f"{span['start']}..{span['end']}"
                yield Finding("spans", f"{named}: a quote of {of} does not stand at {at} of the text")


def spans_in(form: Any) -> Iterator[Fields]:
    """Give every quote in a form."""
    if isinstance(form, list):
        for each in form:
            yield from spans_in(each)
    elif isinstance(form, dict):
        if form.keys() == {"start", "end", "text"} and isinstance(form["start"], int):
            yield form
        else:
            for each in form.values():
                yield from spans_in(each)


def _strays(connection: Connection) -> Iterator[Finding]:
    """Find rows that belong to nothing: nobody reads them, and no program wrote them there."""
    version, reading, account = schema.reports.c, schema.readings.c, schema.accounts.c
    checks: list[tuple[Table[Any], ColumnElement[bool]]] = [
        (schema.readings, exists().where(version.key == reading.version))
    ]
    checks += [(table, exists().where(reading.key == table.c.reading)) for table in _PARTS[:5]]
    checks += [
        (table, exists().where(account.reading == table.c.reading, account.id == table.c.account))
        for table in _PARTS[5:]
    ]
    for table, belongs in checks:
        stray = connection.scalar(select(func.count()).select_from(table).where(~belongs)) or 0
        if stray:
            yield Finding("readings", f"{stray:,} rows of {table.name} belong to nothing")
