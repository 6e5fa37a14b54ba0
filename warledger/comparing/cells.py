"""A comparison as a plain table: a row for every pair that matches or may, and for all that stands alone."""

from collections.abc import Iterator
from itertools import chain

from warledger.comparing.entries import Entry
from warledger.comparing.matching import Comparison, Match
from warledger.comparing.outcome import side_by_side
from warledger.comparing.tolls import killed_here
from warledger.exports.cells import Cell, csv_lines, joined
from warledger.records import Incident

COLUMNS = (
    "status", "figures", "score", "incident", "day_start", "day_end", "place", "latitude", "longitude", "act",
    "killed_low", "killed_high", "their_id", "their_line", "their_day_start", "their_day_end", "their_place",
    "their_latitude", "their_longitude", "their_parties", "their_killed_low", "their_killed_best", "their_killed_high",
    "their_source", "reasons",
)  # fmt: skip


def comparison_lines(comparison: Comparison) -> Iterator[str]:
    """Write a comparison as CSV: "matched", "perhaps", "only here", "only there"; a cell of the other side is empty."""
    return csv_lines(COLUMNS, _rows(comparison))


def _rows(comparison: Comparison) -> Iterator[tuple[Cell, ...]]:
    for beside in side_by_side(comparison):
        yield from (_pair("matched", beside.figures, match) for match in beside.matches)
    yield from (_pair("perhaps", "", match) for match in comparison.perhaps)
    yield from (("only here", "", None, *_ours(i), *_theirs(None), "") for i in comparison.only_here)
    yield from (("only there", "", None, *_ours(None), *_theirs(e), "") for e in comparison.only_there)


def _pair(status: str, figures: str, match: Match) -> tuple[Cell, ...]:
    both = chain(_ours(match.incident), _theirs(match.entry))
    return (status, figures, match.score, *both, joined(match.reasons))


def _ours(incident: Incident | None) -> tuple[Cell, ...]:
    if incident is None:
        return ("",) * 9
    when, where, killed = incident.date, incident.place, killed_here(incident)
    counts = (killed.low, killed.high) if killed else (None, None)
    return incident.id, when.start, when.end, where.name, where.lat, where.lon, incident.type, *counts


def _theirs(entry: Entry | None) -> tuple[Cell, ...]:
    if entry is None:
        return ("",) * 12
    when, where, killed = entry.date, entry.place, entry.killed
    low, high = (killed.low, killed.high) if killed else (None, None)
    days = (when.start, when.end)
    spot = (where.name, where.lat, where.lon, joined(entry.parties))
    return entry.id, entry.line, *days, *spot, low, entry.killed_best, high, entry.source
