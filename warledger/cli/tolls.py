"""The running tolls of a ledger for the terminal: a line for each series, its states, and what the ledger holds of it."""

from collections.abc import Iterator

from rich.console import Group
from rich.padding import Padding
from rich.text import Text

from warledger.cli.tables import plain
from warledger.ledger import Ledger
from warledger.reconciling.coverage import cover
from warledger.reconciling.running import toll_series
from warledger.records import Coverage, TollSeries
from warledger.wording.asides import as_of_words, coverage_words, to_words
from warledger.wording.phrases import plural


def tolls_told(ledger: Ledger) -> Group:
    """Tell every series by its latest state beside the ledger's own sum, with the states before it and its falls."""
    series = toll_series(ledger.loose("running_toll", "aggregate"), ledger.notes())
    covered: dict[str, list[Coverage]] = {}
    for coverage in cover(series, ledger.incidents() if series else ()):
        covered.setdefault(coverage.series, []).append(coverage)
    lines = [line for one in series for line in _lines(one, covered[one.id])]
    return Group(*lines, Text(plural(len(series), "toll")))


def _lines(series: TollSeries, covered: list[Coverage]) -> Iterator[Text | Padding]:
    current = [c for c in covered if not c.point.superseded]
    for coverage in current:
        yield plain(coverage_words(series, coverage))
        yield _under(f"“{coverage.point.quote.text}”, report {coverage.point.reports[0]}")
    before = [c.point for c in covered if c.point.superseded]
    if before:
        states = [f"{to_words(p.bounds.low, p.bounds.high)} ({as_of_words(p)})" for p in before]
        yield _under(f"before: {'; '.join(states)}")
    for fall in series.falls:
        yield _under(f"disagrees with itself: it {fall}")


def _under(words: str) -> Padding:
    return Padding(plain(words), (0, 0, 0, 2))
