"""The founding case, five real reports: whose words its incidents rest on, what recurs, which ceasefire is meant.

It is skipped where the reports are not at hand. Facts are asserted, none of their sentences.
"""

from pathlib import Path

import pytest

from warledger.building import build
from warledger.cli import run
from warledger.ledger import Ledger
from warledger.reconciling.breaches import breaches_of
from warledger.reconciling.recurring import recurring_quotations
from warledger.reconciling.truces import truces_of
from warledger.records import ContextLine, Incident

NEWSPAPER, AGGREGATOR = "000_0d475800d1537462", "001_a5066e9ba3d007bb"


@pytest.fixture(scope="module")
def ledger(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("founding") / "ledger.db")
    reports = shared / "reports"
    build(path, [str(reports / "seeds")], manifest=reports / "seeds.manifest.csv")
    return path


def market(ledger: Ledger) -> Incident:
    """The strike that both reports of April 2016 tell."""
    (found,) = (
        incident
        for incident in ledger.incidents()
        if {account.report for account in incident.accounts} == {NEWSPAPER, AGGREGATOR}
    )
    return found


def truce_lines(ledger: Ledger) -> list[ContextLine]:
    return [line for line in ledger.context() if line.kind == "ceasefire"]


def test_a_newspaper_and_an_aggregator_rest_on_one_monitor(ledger: str) -> None:
    with Ledger.open_reading(ledger) as opened:
        incident = market(opened)
    assert incident.primary_sources == ("SOHR",)
    passages = {passage.report: passage for passage in incident.lineage[0].passages}
    assert (passages[NEWSPAPER].way, passages[NEWSPAPER].through) == ("cited", ("AFP",))
    assert (passages[AGGREGATOR].way, passages[AGGREGATOR].through) == ("relayed", ("ABC",))


def test_the_spokesman_s_words_recur_word_for_word(ledger: str) -> None:
    with Ledger.open_reading(ledger) as opened:
        found = recurring_quotations(opened.quotations(), opened.notes())
    assert len(found) == 2
    assert {tuple(t.report for t in one.tellings) for one in found} == {(NEWSPAPER, AGGREGATOR)}


def test_the_truce_of_february_leaves_out_two_groups(ledger: str) -> None:
    with Ledger.open_reading(ledger) as opened:
        found = truces_of(truce_lines(opened), opened.report_countries(), opened.notes())
        truce, *others = found
        breaches = breaches_of([market(opened)], found, truce_lines(opened))
    effective = truce.day("effective")
    assert effective is not None
    assert (str(effective.start), str(effective.end), effective.precision) == (
        "2016-02-01",
        "2016-02-29",
        "month",
    )
    assert {name.name for name in truce.excluded} == {"Islamic State", "Nusra/HTS"}
    assert {name.name for name in truce.mediators} == {"Russia", "United States"}
    assert (truce.day("declared"), truce.day("ended")) == (None, None)
    assert [(breach.truce, breach.report) for breach in breaches] == [
        (truce.id, AGGREGATOR),
        (truce.id, NEWSPAPER),
    ]
    assert all(other.spoken_of.start and other.spoken_of.start.year > 2016 for other in others)


def test_the_talks_were_suspended_on_the_monday(ledger: str) -> None:
    with Ledger.open_reading(ledger) as opened:
        days = {str(line.period.start) for line in opened.context() if line.event == "suspended"}
    assert "2016-04-18" in days


def test_the_dossier_shows_whose_words_these_are(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    with Ledger.open_reading(ledger) as opened:
        incident = market(opened)
    assert run(["show", incident.id, "-l", ledger]) == 0
    shown = capsys.readouterr().out
    for section in ("Whose words these are", "Told as a breach", "Quoted elsewhere too"):
        assert f"\n{section}\n" in shown
    assert "through ABC, has its figure without naming it" in shown
