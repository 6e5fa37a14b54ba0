"""Undated reports that tell of acts whose days hang on when the report was written: these days wait for a reviewer."""

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import batched, groupby
from typing import Any

from sqlalchemy import Connection, Text, and_, func, or_, select, type_coerce

from warledger.ledger import schema
from warledger.ledger.json_parts import JsonPart
from warledger.ledger.rulings import on_account
from warledger.reconciling.doubting import day_unsure
from warledger.record_json import read_period

_BATCH = 500


@dataclass(frozen=True, slots=True)
class OpenDays:
    """An undated report and those of its accounts whose days neither it nor a reviewer tells, in the report's order.

    `incidents` are those that hold the accounts, `unsure` how open the least known day is, `killed` the most dead of one
    of the incidents.
    """

    report: str
    accounts: tuple[str, ...]
    incidents: tuple[str, ...]
    unsure: float
    killed: int


def open_days(connection: Connection, report: str | None = None) -> list[OpenDays]:
    """Give the undated reports with days that are open, or one of them where it is one; by the reports' ids.

    What stands in no incident is not asked for, nor what belongs to an incident whose grade a reviewer confirmed.
    """
    reading = schema.readings.c
    undated = select(reading.report).where(reading.current, reading.day.is_(None))
    if report is not None:
        undated = undated.where(reading.report == report)
    found: list[OpenDays] = []
    # First the reports, then what they tell: asked for in one, the database goes through all incidents.
    for some in batched(sorted(connection.scalars(undated)), _BATCH):
        rows = (row for row in _told_by(connection, some) if not _dated(row.corrections))
        found += [_gathered(id_, told) for id_, told in groupby(rows, key=lambda row: str(row.report))]
    return found


def _told_by(connection: Connection, reports: Collection[str]) -> Iterable[Any]:
    """Give the accounts of these undated reports whose days are not known, or inferred."""
    table, members, reading = schema.accounts, schema.incident_accounts, schema.readings
    periods, rulings, doubts = schema.settled_periods, schema.account_rulings, schema.incident_doubts
    own = JsonPart(table.c.form, "date")
    period = func.coalesce(type_coerce(periods.c.form, Text), own).label("period")

    def told(key: str) -> Any:
        return JsonPart(period, key)

    asked = (
        select(
            reading.c.report,
            members.c.account,
            members.c.incident,
            period,
            rulings.c.form.label("corrections"),
            doubts.c.killed,
        )
        .join(members, members.c.reading == reading.c.key)
        .join(table, (table.c.reading == members.c.reading) & (table.c.id == members.c.account))
        .join(doubts, (doubts.c.incident == members.c.incident) & (doubts.c.kind == "grade"))
        .outerjoin(periods, periods.c.account == members.c.account)
        .outerjoin(rulings, on_account(members.c.account))
        .where(members.c.report.in_(reports), reading.c.current, doubts.c.doubt > 0)
        .where(or_(told("basis") == "inferred", and_(told("start").is_(None), told("end").is_(None))))
        .order_by(reading.c.report, table.c.position)
    )
    return connection.execute(asked)


def _dated(corrections: list[dict[str, Any]] | None) -> bool:
    return any(correction["field"] == "date" for correction in corrections or ())


def _gathered(report: str, rows: Iterator[Any]) -> OpenDays:
    told = list(rows)
    return OpenDays(
        report,
        tuple(row.account for row in told),
        tuple(dict.fromkeys(row.incident for row in told)),
        max(day_unsure(read_period(json.loads(row.period))) for row in told),
        max(row.killed or 0 for row in told),
    )


def told_by_these_alone(connection: Connection, reports: Iterable[OpenDays]) -> set[str]:
    """Name the incidents of which every account is one whose day is open: they wait with their reports."""
    open_: dict[str, set[str]] = {}
    for each in reports:
        for incident in each.incidents:
            open_.setdefault(incident, set()).update(each.accounts)
    members = schema.incident_accounts.c
    found: set[str] = set()
    for some in batched(sorted(open_), _BATCH):
        rows = connection.execute(
            select(members.incident, members.account)
            .where(members.incident.in_(some))
            .order_by(members.incident)
        )
        for id_, accounts in groupby(rows, key=lambda row: str(row.incident)):
            if {row.account for row in accounts} <= open_[id_]:
                found.add(id_)
    return found
