"""A comparison with another dataset for the terminal: a table of what matches, and what it all comes to."""

from collections.abc import Iterator, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from warledger.cli.tables import WIDE, day_cell, place_cell, plain, range_cell
from warledger.comparing import Comparison, Read
from warledger.comparing.outcome import Beside, side_by_side
from warledger.records import Bounds
from warledger.wording.phrases import country_name, listed, plural

REASONS = 3
"""Reasons that a table of the terminal tells of a match: the weightiest; the file and the desk tell all."""
PLACE_COLUMNS = 16
"""What a place gets on the narrowest terminal: an id gives way before it."""


def comparison_told(
    comparison: Comparison, read: Read, *, name: str, limit: int | None, width: int, withheld: int
) -> Group:
    """Tell the matches, an incident a row with the entries that answer it, and close with the counts of all kinds.

    Args:
        comparison: what was found.
        read: the other dataset.
        name: what it is called.
        limit: show at most so many incidents.
        width: columns of the terminal; a narrow one goes without the reasons.
        withheld: incidents that the public profile leaves out.
    """
    found = side_by_side(comparison)
    shown = found[:limit]
    parts: list[RenderableType] = [_table(shown, name, width >= WIDE)] if shown else []
    if len(shown) < len(found):
        parts.append(plain(f"{len(found) - len(shown):,} more with a higher --limit"))
    refused = _refused(read)
    return Group(*parts, *(plain(line) for line in (*_summary(comparison, found, name, withheld), *refused)))


def _table(rows: Sequence[Beside], dataset: str, wide: bool) -> Table:
    table = Table(box=SIMPLE_HEAD, show_edge=False, padding=0, collapse_padding=True)
    table.add_column("date", no_wrap=True)
    table.add_column("place", overflow="fold", min_width=PLACE_COLUMNS)
    table.add_column("killed", justify="right", no_wrap=True)
    table.add_column("theirs", justify="right", no_wrap=True)
    table.add_column("", no_wrap=True)
    table.add_column(plain(dataset), overflow="fold", min_width=PLACE_COLUMNS)
    if wide:
        table.add_column("because", overflow="fold")
    table.add_column("id", overflow="fold" if wide else "ellipsis", no_wrap=not wide)
    for row in rows:
        cells: list[str | Text] = [day_cell(row.incident.date), plain(place_cell(row.incident.place))]
        cells += [_range(row.ours), _range(row.theirs), "differ" if row.figures == "differ" else ""]
        cells.append(
            plain("\n".join(f"{m.entry.id} {m.entry.place.name or ''}".strip() for m in row.matches))
        )
        cells += [plain("; ".join(row.matches[0].reasons[:REASONS]))] if wide else []
        table.add_row(*cells, plain(row.incident.id))
    return table


def _range(told: Bounds | None) -> str:
    return range_cell(told.low, told.high) if told else "–"


def _summary(comparison: Comparison, found: Sequence[Beside], name: str, withheld: int) -> Iterator[str]:
    entries = len({m.entry.line for m in comparison.matches})
    yield f"{plural(len(found), 'incident')} matched with {plural(entries, 'row')} of {name}"
    counted = {kind: sum(b.figures == kind for b in found) for kind in ("agree", "differ", "not compared")}
    yield f"killed: {counted['agree']:,} agree, {counted['differ']:,} differ, {counted['not compared']:,} cannot be compared"
    yield f"{plural(len(comparison.perhaps), 'pair')} that may be one act, not taken for it"
    yield f"{plural(len(comparison.only_here), 'incident')} only here"
    covered = comparison.covered
    countries = listed(sorted(map(country_name, covered.countries)))
    within = f", from {covered.first} to {covered.last} in {countries}" if covered.first else ""
    told = f"{within}: where the ledger's reports are from" if within else ""
    yield f"{plural(len(comparison.only_there), 'row')} only there{told}; {comparison.beyond:,} beyond that"
    if withheld:
        yield f"{plural(withheld, 'incident')} left out: attacks on health care, withheld by the public profile"


def _refused(read: Read) -> Iterator[str]:
    if read.refused:
        first = read.refused[0]
        yield f"{plural(len(read.refused), 'row')} refused, the first: {first.name}: {first.reason}"
