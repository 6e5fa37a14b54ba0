"""Tables and summaries for the terminal. Everything a stranger wrote is shown as plain text, never as markup."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from warledger.records import Incident, Outcome, Period, Place
from warledger.wording.phrases import ACT_WORDS, place_words
from warledger.wording.tolls import of_outcome
from warledger.wording.visible import visible

WIDE = 118
"""Columns of a terminal from which on every column of the table has its room."""


def plain(text: str) -> Text:
    """Wrap a stranger's words for the terminal: no markup, no control characters, no direction overrides."""
    return Text(visible(text))


def day_cell(period: Period) -> str:
    """Write a period as short as a table wants it: "2016-04-19", "2016-04", "2016-04-18/24", "unknown"."""
    start, end = period.start, period.end
    if start is None and end is None:
        return "unknown"
    if start is None or end is None:
        return f"until {end}" if start is None else f"since {start}"
    if period.precision == "year" and start.year == end.year:
        return f"{start.year:04}"
    if period.precision == "month" and (start.year, start.month) == (end.year, end.month):
        return f"{start:%Y-%m}"
    if start == end:
        return start.isoformat()
    same_month = (start.year, start.month) == (end.year, end.month)
    return f"{start}/{end:%d}" if same_month else f"{start}/{end}"


def range_cell(low: int | None, high: int | None) -> str:
    """Write a range as short as a table wants it: "37", "37–44", "≥37", "≤30", "?"."""
    if low is None or high is None:
        return "?" if low == high else f"≤{high:,}" if low is None else f"≥{low:,}"
    return f"{low:,}" if low == high else f"{low:,}–{high:,}"


def headline(incident: Incident, outcome: Outcome) -> str:
    """Write the highest range that any class has of one outcome; "" where nobody counted it.

    Classes overlap (children are civilians too), so they are never added; the wider class comes first.
    """
    figures = of_outcome(incident.figures, outcome)
    if not figures:
        return ""
    highest = max(figures, key=lambda f: (f.low or 0, f.high or 0))
    return range_cell(highest.low, highest.high)


def place_cell(place: Place) -> str:
    """Write a place by name and country; the province stands in the dossier."""
    return place_words(replace(place, admin1=None) if place.name else place)


def incidents_table(incidents: Iterable[Incident], *, width: int) -> Table:
    """One incident a row, in the order given; what the id says anyway gives way on a narrow terminal."""
    table = Table(box=SIMPLE_HEAD, show_edge=False, padding=0)
    wide = width >= WIDE
    table.add_column("date", no_wrap=True)
    table.add_column("place", overflow="fold")
    if wide:
        table.add_column("type", no_wrap=True)
    table.add_column("killed", justify="right", no_wrap=True)
    table.add_column("injured", justify="right", no_wrap=True)
    if wide:
        table.add_column("reports", justify="right", no_wrap=True)
        table.add_column("grade", no_wrap=True)
    table.add_column("id", overflow="fold" if wide else "ellipsis", no_wrap=not wide)
    for incident in incidents:
        cells: list[str | Text] = [day_cell(incident.date), plain(place_cell(incident.place))]
        cells += [ACT_WORDS[incident.type]] if wide else []
        cells += [headline(incident, "killed"), headline(incident, "injured")]
        cells += [str(incident.reports), incident.grade] if wide else []
        table.add_row(*cells, plain(incident.id))
    return table


def listed_first(incidents: Iterable[Incident]) -> list[Incident]:
    """Sort incidents for a list: the earliest first, those without a date at the end, then by id."""

    def order(incident: Incident) -> tuple[bool, date, str]:
        day = incident.date.start or incident.date.end
        return day is None, day or date.max, incident.id

    return sorted(incidents, key=order)
