"""Incidents over time: counted in days, weeks, months or years, and one by one where they are few.

An incident is counted in the bin of its first day, once, however long the stretch of days that it may have happened on;
where only its last day is known, that one stands for the first.
"""

from datetime import date, timedelta
from typing import Final

import numpy as np

from warledger.desk.overview.answers import Bin, Item, Timeline, Unit
from warledger.desk.overview.choosing import Chosen
from warledger.desk.overview.columns import EPOCH, Columns, Counts, Rows
from warledger.desk.overview.listing import day_of, href_of, toll_words, type_of
from warledger.desk.overview.summing import sums
from warledger.wording.visible import visible

MOST_DAYS, MOST_WEEKS, MOST_MONTHS = 200, 200, 200
"""Bins of a unit at most before the next larger unit is taken."""
MOST_YEARS: Final = 400
"""Years from which on only those are told in which there is something."""
CHART_WEEKS: Final = 1_500
MOST_ITEMS: Final = 150
_DAYS: Final = {"day": 1, "week": 7, "month": 31, "year": 366}
_MONDAY: Final = 4
"""The first day that columns count was a Thursday; this one was the Monday behind it."""


def timeline(columns: Columns, chosen: Chosen, since: date | None, until: date | None) -> Timeline:
    """Lay the incidents of a set out in time.

    Args:
        columns: all incidents.
        chosen: the set.
        since: the first day of the window; by default that of the set.
        until: the last day of the window.
    """
    dated = chosen.rows[columns.dated[chosen.rows]]
    undated = len(chosen.rows) - len(dated)
    first = day_of(int(columns.first[dated].min())) if len(dated) else None
    last = day_of(int(columns.last[dated].max())) if len(dated) else None
    start, end = since or first or until, until or last or since
    if start is None or end is None:
        return Timeline(None, None, first, last, "day", (), (), False, undated, chosen.left_out)
    end = max(start, end)
    from_day, to_day = start.toordinal() - EPOCH, end.toordinal() - EPOCH
    starting = dated[(columns.first[dated] >= from_day) & (columns.first[dated] <= to_day)]
    there = dated[(columns.first[dated] <= to_day) & (columns.last[dated] >= from_day)]
    unit = unit_of(start, end)
    few = len(there) <= MOST_ITEMS
    return Timeline(
        from_=start,
        to=end,
        first=first,
        last=last,
        bin=unit,
        bins=bins(columns, starting, start, end, unit),
        items=tuple(_item(columns, n) for n in there.tolist()) if few else (),
        too_many=not few,
        undated=undated,
        left_out=chosen.left_out,
    )


def unit_of(start: date, end: date) -> Unit:
    """Choose the smallest unit that does not come to too many bins."""
    days = (end - start).days + 1
    if days <= MOST_DAYS:
        return "day"
    if days <= 7 * MOST_WEEKS:
        return "week"
    return "month" if days <= 30 * MOST_MONTHS else "year"


def bins(columns: Columns, rows: Rows, start: date, end: date, unit: Unit) -> tuple[Bin, ...]:
    """Count incidents by their first day, without gaps, from the bin of one day to that of another; weeks begin on Monday."""
    opening = number_of(np.array([start.toordinal() - EPOCH]), unit)[0]
    many = int(number_of(np.array([end.toordinal() - EPOCH]), unit)[0] - opening) + 1
    groups = number_of(columns.first[rows], unit) - opening
    told = sums(columns, rows, groups, many)
    wanted = range(many) if many <= MOST_YEARS or unit != "year" else np.flatnonzero(told.incidents).tolist()
    found = []
    for n in wanted:
        first, last = _limits(int(opening) + n, unit)
        found.append(Bin(first, last, *told.of(n)))
    return tuple(found)


def number_of(days: Counts, unit: Unit) -> Counts:
    """Number the bin of each day."""
    if unit == "day":
        return days
    if unit == "week":
        return (days - _MONDAY) // 7
    whole = "M" if unit == "month" else "Y"
    numbers: Counts = days.astype("datetime64[D]").astype(f"datetime64[{whole}]").astype(np.int64)
    return numbers


def _limits(number: int, unit: Unit) -> tuple[date, date]:
    """Give the first and the last day of a bin, as far as the calendar goes."""
    if unit == "day":
        return day_of(number), day_of(number)
    if unit == "week":
        first = number * 7 + _MONDAY
        return day_of(max(first, 1 - EPOCH)), day_of(min(first + 6, date.max.toordinal() - EPOCH))
    if unit == "month":
        year, month = divmod(number, 12)
        start = date(1970 + year, month + 1, 1)
        after = start + timedelta(days=32) if start < date.max.replace(day=1) else None
        return start, date.max if after is None else after.replace(day=1) - timedelta(days=1)
    return date(1970 + number, 1, 1), date(1970 + number, 12, 31)


def _item(columns: Columns, n: int) -> Item:
    return Item(
        id=columns.ids[n],
        title=visible(columns.titles[n]),
        href=href_of(columns, n),
        start=day_of(int(columns.first[n])),
        end=day_of(int(columns.last[n])),
        precision=columns.days.names[columns.days.codes[n]],
        type=type_of(columns, n),
        toll_words=toll_words(columns, n),
    )
