"""The list: incidents in words, the newest first."""

from datetime import date

import numpy as np

from warledger.desk.addresses import incident_href
from warledger.desk.overview.answers import ListPage, Row
from warledger.desk.overview.choosing import Chosen
from warledger.desk.overview.columns import EPOCH, EVER, NEVER, UNKNOWN, Columns
from warledger.desk.paging import Page, page_of
from warledger.ledger.outlines import Details
from warledger.reconciling.counting import row_of
from warledger.records import ActType, Grade, Period, Place, PlacePrecision
from warledger.wording.phrases import ACT_WORDS, period_words, place_words, range_words
from warledger.wording.tolls import TollLine, toll_lines
from warledger.wording.visible import visible


def list_page(columns: Columns, chosen: Chosen, number: int) -> tuple[ListPage, Page[Row]]:
    """Cut one page out of the list: as an answer, and as pages of the desk are cut."""
    page = page_of(range(len(chosen.rows)), number)
    rows = tuple(row(columns, int(chosen.rows[at])) for at in page.rows)
    undated = int((~columns.dated[chosen.rows]).sum())
    told = ListPage(page.total, page.number, page.last, undated, chosen.left_out, rows)
    return told, Page(rows, page.number, page.last, page.total)


def row(columns: Columns, n: int) -> Row:
    """Put one incident into words."""
    details = Details.read(columns.details[n])
    killed, injured = (tuple(toll_lines(details.figures, outcome)) for outcome in ("killed", "injured"))
    kind = type_of(columns, n)
    return Row(
        id=columns.ids[n],
        title=visible(columns.titles[n]),
        href=href_of(columns, n),
        date_words=period_words(period_of(columns, n)),
        dated=bool(columns.dated[n]),
        place_words=visible(place_words(place_of(columns, n))),
        targets=tuple(map(visible, details.targets)),
        type=kind,
        type_words=ACT_WORDS[kind],
        grade=grade_of(columns, n),
        killed=killed,
        injured=injured,
        killed_words=_in_line(killed),
        injured_words=_in_line(injured),
        reports=int(columns.reports[n]),
        sources=tuple(map(visible, _sources_of(columns, n))),
    )


def _sources_of(columns: Columns, n: int) -> list[str]:
    """Name the primary sources of an incident; they stand in the order of rows, which is that of the table."""
    start, end = np.searchsorted(columns.sources.row, (n, n + 1))
    return [columns.sources.names[code] for code in columns.sources.code[start:end].tolist()]


def _in_line(lines: tuple[TollLine, ...]) -> str:
    """Write a cell in one line: "23–31 civilians, best 31; 5 children"."""
    return "; ".join(
        f"{line.range}{' ' + line.victims if line.victims else ''}{', best ' + line.best if line.best else ''}"
        for line in lines
    )


def href_of(columns: Columns, n: int) -> str:
    """The address of an incident's dossier; "" where a public desk has none."""
    return "" if columns.withheld[n] else incident_href(columns.ids[n])


def type_of(columns: Columns, n: int) -> ActType:
    """Name the type of an incident."""
    kind: ActType = columns.type.names[columns.type.codes[n]]
    return kind


def grade_of(columns: Columns, n: int) -> Grade:
    """Name the grade of an incident."""
    grade: Grade = columns.grade.names[columns.grade.codes[n]]
    return grade


def precision_of(columns: Columns, n: int) -> PlacePrecision:
    """Say how closely the place of an incident is known."""
    precision: PlacePrecision = columns.precision.names[columns.precision.codes[n]]
    return precision


def place_of(columns: Columns, n: int) -> Place:
    """Give the place of an incident as far as words need it, without its point."""
    name, admin1, country, precision, radius = columns.place.names[columns.place.codes[n]]
    return Place(name, admin1, country, precision=precision, radius_km=radius)


def period_of(columns: Columns, n: int) -> Period:
    """Give the days of an incident."""
    start, end = int(columns.start[n]), int(columns.end[n])
    first = None if start == EVER else day_of(start)
    last = None if end == NEVER else day_of(end)
    return Period(first, last, columns.days.names[columns.days.codes[n]])


def day_of(day: int) -> date:
    """Give the day of a column."""
    return date.fromordinal(day + EPOCH)


def _told(count: int) -> int | None:
    return None if count == UNKNOWN else count


def killed_of(columns: Columns, n: int) -> tuple[int | None, int | None, int | None]:
    """Give the dead of an incident: low, high (None open), best; all None where nobody counts them."""
    low, high, best = (
        int(counts[n]) for counts in (columns.killed_low, columns.killed_high, columns.killed_best)
    )
    return _told(low), _told(high), _told(best)


def toll_words(columns: Columns, n: int) -> str:
    """Say in short how many were killed and injured: "23–31 killed, 40 injured"; "" where nobody counts."""
    figures = Details.read(columns.details[n]).figures
    told = []
    for outcome in ("killed", "injured"):
        counted = row_of(figures, outcome, "unspecified")
        if counted is not None:
            low, high, _ = counted
            told.append(f"{range_words(None if low == 0 and high else low, high)} {outcome}")
    return ", ".join(told)
