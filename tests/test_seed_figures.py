"""The five founding reports: one strike with two tolls and why, two sides of a clash, a denial that is kept.

It is skipped where the reports are not at hand. Facts are asserted, none of their sentences.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from warledger.building import build
from warledger.ledger import Ledger
from warledger.records import Incident
from warledger.wording.sums import sum_lines


@pytest.fixture(scope="module")
def ledger(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    reports = shared / "reports"
    if not (reports / "seeds").is_dir():
        pytest.skip("not run: no ../shared/reports/seeds")
    path = str(tmp_path_factory.mktemp("figures") / "ledger.db")
    build(path, [str(reports / "seeds")], manifest=reports / "seeds.manifest.csv")
    with Ledger.open_reading(path) as opened:
        yield opened


def starting(ledger: Ledger, opening: str) -> Incident:
    (found,) = [incident for incident in ledger.incidents() if incident.id.startswith(opening)]
    return found


def test_37_and_44_are_one_strike_and_44_is_explained(ledger: Ledger) -> None:
    strike = starting(ledger, "2016-04-19-maaret-al-numan")
    assert strike.reports == 2
    row = next(f for f in strike.figures if f.victims == "civilians")
    assert (row.low, row.high, row.best, row.rule) == (37, 44, 37, "best-attested primary source")
    (point,) = [d for d in strike.disagreements if d.kind == "figure"]
    assert "44 is the sum of the dead of 2 incidents in another report (37 + 7)" in point.text
    assert any("(37 + 7)" in line for line in sum_lines(ledger, strike))


def test_rebels_and_soldiers_are_two_sides_and_never_a_range(ledger: Ledger) -> None:
    clash = starting(ledger, "2020-01-15-idlib-armed-clash")
    assert [(f.side, f.low, f.best, f.rule) for f in clash.figures] == [
        ("rebels", 26, 26, "side of a clash"),
        ("Syrian government", 29, 29, "side of a clash"),
    ]
    assert clash.disagreements == ()


def test_the_market_of_2019_has_its_total_its_parts_and_the_denial(ledger: Ledger) -> None:
    strike = starting(ledger, "2019-07-23-maaret-al-numan")
    total = next(f for f in strike.figures if (f.outcome, f.victims) == ("killed", "unspecified"))
    assert (total.low, total.high, total.best) == (37, 37, 37), (
        "the two others beside 35 civilians are no toll"
    )
    assert any(d.kind == "denial" and d.text.startswith("Russia denies it") for d in strike.disagreements)
    assert "35 civilians and 2 others make the 37 killed" in sum_lines(ledger, strike)
