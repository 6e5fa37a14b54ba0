"""The charts that monitors publish: the dead by week, by accused party, by type of act; running tolls beside the ledger."""

from collections.abc import Sequence
from typing import Final

from warledger.desk.overview.answers import Bin, ByActor, ByType, Charts, TollBeside, Unit
from warledger.desk.overview.choosing import Chosen
from warledger.desk.overview.columns import Columns
from warledger.desk.overview.listing import day_of
from warledger.desk.overview.summing import sums
from warledger.desk.overview.timing import CHART_WEEKS, bins, unit_of
from warledger.records import ActType
from warledger.wording.phrases import ACT_WORDS
from warledger.wording.visible import visible

MOST_TOLLS: Final = 12


def charts(columns: Columns, chosen: Chosen, tolls: Sequence[TollBeside]) -> Charts:
    """Count the incidents of a set in every way that a chart shows.

    Args:
        columns: all incidents.
        chosen: the set.
        tolls: the running tolls that touch what is asked for, the foremost first.
    """
    unit, weeks = _weeks(columns, chosen)
    return Charts(
        bin=unit,
        weeks=weeks,
        perpetrators=_by_actor(columns, chosen),
        types=_by_type(columns, chosen),
        tolls=tuple(tolls[:MOST_TOLLS]),
        more_tolls=max(0, len(tolls) - MOST_TOLLS),
        total=len(chosen.rows),
        left_out=chosen.left_out,
    )


def _weeks(columns: Columns, chosen: Chosen) -> tuple[Unit, tuple[Bin, ...]]:
    """Count by week; by month or year where the set spans decades."""
    dated = chosen.rows[columns.dated[chosen.rows]]
    if not len(dated):
        return "week", ()
    start, end = (day_of(int(day)) for day in (columns.first[dated].min(), columns.first[dated].max()))
    unit: Unit = "week" if (end - start).days <= 7 * CHART_WEEKS else unit_of(start, end)
    return unit, bins(columns, dated, start, end, unit)


def _by_actor(columns: Columns, chosen: Chosen) -> tuple[ByActor, ...]:
    """Count by who is said to have done it; a party that is is accused with two stances counts once."""
    accused = columns.accused
    kept = chosen.mask[accused.row]
    told = sums(columns, accused.row[kept], accused.code[kept], len(accused.names))
    found = [ByActor(visible(name), *told.of(n)) for n, name in enumerate(accused.names) if told.incidents[n]]
    return tuple(sorted(found, key=lambda one: (-one.killed_low, -one.incidents, one.actor)))


def _by_type(columns: Columns, chosen: Chosen) -> tuple[ByType, ...]:
    names: Sequence[ActType] = columns.type.names
    told = sums(columns, chosen.rows, columns.type.codes[chosen.rows], len(names))
    found = [ByType(name, ACT_WORDS[name], *told.of(n)) for n, name in enumerate(names) if told.incidents[n]]
    return tuple(sorted(found, key=lambda one: (-one.killed_low, -one.incidents, one.type)))
