"""Tables and summaries for the terminal. Everything a stranger wrote is shown as plain text, never as markup."""

from collections.abc import Iterable
from datetime import date

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from warledger.desk.tolls import toll_lines
from warledger.desk.visible import visible
from warledger.desk.wording import ACT_WORDS, place_words
from warledger.records import Incident, Outcome, Period


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


def headline(incident: Incident, outcome: Outcome) -> str:
    """Write the range of one outcome for its widest class; "" where nobody counted it."""
    lines = toll_lines(incident.figures, outcome)
    return lines[0].range if lines else ""


def incidents_table(incidents: Iterable[Incident]) -> Table:
    """One incident a row, in the order given."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    table.add_column("date", no_wrap=True)
    table.add_column("place")
    table.add_column("type")
    table.add_column("killed", justify="right")
    table.add_column("injured", justify="right")
    table.add_column("reports", justify="right")
    table.add_column("grade")
    table.add_column("id", no_wrap=True)
    for incident in incidents:
        table.add_row(
            day_cell(incident.date),
            plain(place_words(incident.place)),
            ACT_WORDS[incident.type],
            headline(incident, "killed"),
            headline(incident, "injured"),
            str(incident.reports),
            incident.grade,
            plain(incident.id),
        )
    return table


def listed_first(incidents: Iterable[Incident]) -> list[Incident]:
    """Sort incidents for a list: the earliest first, those without a date at the end, then by id."""

    def order(incident: Incident) -> tuple[bool, date, str]:
        day = incident.date.start or incident.date.end
        return day is None, day or date.max, incident.id

    return sorted(incidents, key=order)
