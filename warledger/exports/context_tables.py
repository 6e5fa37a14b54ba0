"""The tables of whose words an incident rests on, of recurring quotations and of ceasefires.

- `lineage`: a row for every passage of a primary source's words; passages of `way` "perhaps" are uncertain.
- `recurring_quotes`: a row for every telling of words that several reports quote, the first one in front.
- `ceasefires`: after the fields of the ETH/PRIO ceasefire data, a row each. What no report tells is empty; where reports
  differ on a day, the best-attested stands in the columns and `days_told` has every answer with who gives it.
- `ceasefire_violations`: a row for every account that tells its act as a breach, with the words that say so. The count
  `incidents_not_told_as_violations` in `ceasefires` holds what merely fell in its days and area: no finding.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from warledger.exports.cells import Cell
from warledger.exports.public import public_source
from warledger.exports.record_cells import QUOTE, Row, quote_cells
from warledger.exports.view import View
from warledger.reconciling.breaches import breaches_of, truce_records
from warledger.reconciling.recurring import recurring_quotations
from warledger.reconciling.truces import truces_of
from warledger.records import (
    Breach,
    Incident,
    Period,
    RecurringQuotation,
    Truce,
    TruceDate,
    TruceName,
    TruceRecord,
)

type Table = tuple[str, Sequence[str], Iterable[Row]]

LINEAGE_COLUMNS: Final = (
    "incident", "source", "side", "certain", "way", "through", "outlet", "report", "account", "copy_of", "rewrite_of",
)  # fmt: skip
RECURRING_COLUMNS: Final = (
    "recurring", "words", "reports", "speakers", "disputed", "first", "quotation", "report", "outlet", "date", "speaker",
    "copy_of", *QUOTE,
)  # fmt: skip
CEASEFIRE_COLUMNS: Final = (
    "cf_id", "location", "area", "actor_name", "cf_dec_yr", "cf_dec_month", "cf_dec_day", "cf_effect_yr",
    "cf_effect_month", "cf_effect_day", "end_yr", "end_month", "end_day", "ceasefire_class", "purpose_1", "written",
    "mediator_nego", "implement", "enforcement", "exclusions", "lasting", "days_told", "days_disputed", "sources",
    "reports", "lines", "first_spoken_of", "last_spoken_of", "violations", "incidents_not_told_as_violations",
)  # fmt: skip
VIOLATION_COLUMNS: Final = ("cf_id", "incident", "account", "report", *QUOTE)

UNKNOWN: Final = ("", "", "")
"""Fields of ceasefires that reports hardly tell, and that we do not read: left empty."""


def context_tables(view: View) -> Iterator[Table]:
    """Give the name, the columns and the rows of each table."""
    yield "lineage", LINEAGE_COLUMNS, (row for incident in view.incidents() for row in _passages(incident))
    recurring = recurring_quotations(view.ledger.quotations(), view.notes)
    shown = (told for found in recurring if (told := view.recurring(found)) is not None)
    yield "recurring_quotes", RECURRING_COLUMNS, (row for found in shown for row in _recurring(found))
    records, breaches = ceasefires(view)
    yield "ceasefires", CEASEFIRE_COLUMNS, (_ceasefire(record, view) for record in records)
    yield "ceasefire_violations", VIOLATION_COLUMNS, map(_violation, breaches)


def ceasefires(view: View) -> tuple[tuple[TruceRecord, ...], tuple[Breach, ...]]:
    """Bring what a ledger holds on ceasefires together, with the accounts that tell of breaches."""
    lines = [line for line in view.ledger.context() if line.kind == "ceasefire"]
    truces = truces_of(lines, view.ledger.report_countries(), view.notes)
    incidents = list(view.told_incidents())
    breaches = breaches_of(incidents, truces, lines)
    return truce_records(truces, breaches, incidents), breaches


def _passages(incident: Incident) -> Iterator[Row]:
    for chain in incident.lineage:
        for p in chain.passages:
            yield (
                incident.id, chain.source, chain.side, p.way != "perhaps", p.way, p.through, p.outlet, p.report,
                p.account, p.copy_of, p.rewrite_of,
            )  # fmt: skip


def _recurring(found: RecurringQuotation) -> Iterator[Row]:
    for position, t in enumerate(found.tellings):
        yield (
            found.id, found.words, found.reports, found.speakers, found.disputed, position == 0, t.quotation,
            t.report, t.outlet, t.day, t.speaker, t.copy_of, *quote_cells(t.quote),
        )  # fmt: skip


def _ceasefire(record: TruceRecord, view: View) -> Row:
    truce = record.truce

    def named(names: Iterable[TruceName]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(_shown(name.name, view) for name in names))

    days: dict[TruceDate, Row] = {
        event: _date_cells(truce.day(event)) for event in ("declared", "effective", "ended")
    }
    events: tuple[TruceDate, ...] = ("declared", "effective", "extended", "ended")
    return (
        truce.id, truce.place.country, truce.place.name, named(truce.parties), *days["declared"], *days["effective"],
        *days["ended"], *UNKNOWN, named(truce.mediators), *UNKNOWN[:2], named(truce.excluded),
        tuple(name.name for name in truce.lasting), _days_told(truce, view),
        tuple(event for event in events if truce.disagreeing(event)),
        tuple(dict.fromkeys(_shown(name, view) for name in truce.says)), truce.reports, truce.lines,
        truce.spoken_of.start, truce.spoken_of.end, len({breach.incident for breach in record.breaches}), record.others,
    )  # fmt: skip


def _shown(name: str, view: View) -> str:
    return public_source(name) if view.public else name


def _date_cells(period: Period | None) -> Row:
    """Give year, month and day, each only where the whole period lies in it."""
    if period is None or period.start is None:
        return (None, None, None)
    start, end = period.start, period.end or period.start
    year = start.year if start.year == end.year else None
    month = start.month if year and start.month == end.month else None
    return year, month, start.day if month and start == end else None


def _days_told(truce: Truce, view: View) -> tuple[str, ...]:
    """Write every answer to when with who gives it: "effective 2016-09-12: A, B; effective 2016-09-13: C"."""
    told = []
    for day in truce.days:
        says = ", ".join(dict.fromkeys(_shown(name, view) for name in day.says))
        told.append(f"{day.event} {_iso(day.period.start, day.period.end)}: {says}")
    return tuple(told)


def _iso(start: date | None, end: date | None) -> str:
    if start is not None and end is not None and start != end:
        return f"{start} to {end}"
    return str(start or end)


def _violation(breach: Breach) -> Sequence[Cell]:
    return breach.truce, breach.incident, breach.account, breach.report, *quote_cells(breach.quote)
