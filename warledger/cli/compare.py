"""A comparison with another dataset for the terminal: a table of what matches, and what it all comes to."""

from collections.abc import Iterator, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table

from warledger.cli.tables import day_cell, place_cell, plain, range_cell
from warledger.comparing import Comparison, Read
from warledger.comparing.outcome import Beside, side_by_side
from warledger.records import Bounds
from warledger.wording.phrases import plural


def comparison_told(comparison: Comparison, read: Read, *, limit: int | None) -> Group:
    """Tell the matches, an incident a row with the entries that answer it, and close with the counts of all kinds."""
    found = side_by_side(comparison)
    shown = found[:limit]
    parts: list[RenderableType] = [_table(shown, read.dataset)] if shown else []
    if len(shown) < len(found):
        parts.append(plain(f"{len(found) - len(shown):,} more with a higher --limit"))
    return Group(*parts, *(plain(line) for line in _summary(comparison, found, read)))


def _table(rows: Sequence[Beside], dataset: str) -> Table:
    table = Table(box=SIMPLE_HEAD, show_edge=False, padding=0)
    for name in ("date", "place", "killed", "theirs", "figures", f"{dataset}: id, place", "because", "id"):
        numbers = name in ("killed", "theirs")
        table.add_column(
            name, overflow="fold", justify="right" if numbers else "left", no_wrap=numbers or name == "date"
        )
    for row in rows:
        theirs = "; ".join(f"{m.entry.id} {m.entry.place.name or ''}".strip() for m in row.matches)
        table.add_row(
            day_cell(row.incident.date),
            plain(place_cell(row.incident.place)),
            _range(row.ours),
            _range(row.theirs),
            row.figures,
            plain(theirs),
            plain("; ".join(row.matches[0].reasons[:3])),
            plain(row.incident.id),
        )
    return table


def _range(told: Bounds | None) -> str:
    return range_cell(told.low, told.high) if told else ""


def _summary(comparison: Comparison, found: Sequence[Beside], read: Read) -> Iterator[str]:
    entries = len({m.entry.line for m in comparison.matches})
    yield f"{plural(len(found), 'incident')} matched with {plural(entries, 'row')} of {read.dataset}"
    counted = {kind: sum(b.figures == kind for b in found) for kind in ("agree", "differ", "not compared")}
    yield f"killed: {counted['agree']} agree, {counted['differ']} differ, {counted['not compared']} cannot be compared"
    yield f"{plural(len(comparison.perhaps), 'pair')} that may be one act, not taken for it"
    yield f"{plural(len(comparison.only_here), 'incident')} only here"
    covered = comparison.covered
    within = (
        f"from {covered.first} to {covered.last} in {', '.join(sorted(covered.countries))}"
        if covered.first
        else ""
    )
    told = f", {within}: where the ledger's reports are from" if within else ""
    yield f"{plural(len(comparison.only_there), 'row')} only there{told}; {comparison.beyond:,} beyond that"
    if read.refused:
        yield f"{plural(len(read.refused), 'row')} refused, the first: {read.refused[0].name}: {read.refused[0].reason}"
