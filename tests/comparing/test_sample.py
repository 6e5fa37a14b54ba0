"""How well the incidents of real reports are matched with UCDP GED: all of a month, decided by hand from both sides."""

import csv
from pathlib import Path

import pytest

from tests.built import built_once
from warledger.comparing import Comparison, compare_ledger, read_dataset
from warledger.ledger import Ledger

SAMPLE = Path(__file__).parent / "sample_june2016.csv"
GED = "data/ucdp_ged_syria_2016_2019.csv.gz"


def decided() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Give for each incident the rows that tell of the same act, and those that may."""
    lines = [line for line in SAMPLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    rows = csv.DictReader(lines)
    return {r["incident"]: (frozenset(r["same"].split()), frozenset(r["open"].split())) for r in rows}


def measured(comparison: Comparison, there: set[str]) -> tuple[float, float]:
    """Give precision and recall of the matches of the sampled incidents; a row left open counts neither way."""
    sample = {id_: rows for id_, rows in decided().items() if id_ in there}
    pairs = {(m.incident.id, m.entry.id) for m in comparison.matches if m.incident.id in sample}
    said = {(i, e) for i, e in pairs if e not in sample[i][1]}
    true = {(i, e) for i, (same, _) in sample.items() for e in same}
    return len(said & true) / len(said), len(said & true) / len(true)


def test_every_incident_is_decided_and_forty_of_a_hundred_have_a_row() -> None:
    sample = decided()
    assert len(sample) == 136
    assert sum(bool(same) for same, _ in sample.values()) >= 55
    assert all(same.isdisjoint(still_open) for same, still_open in sample.values())


def test_of_the_matches_nine_in_ten_hold_and_of_those_that_exist_seven_in_ten_are_found(
    shared: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = shared / "reports" / "june2016"
    reports = folder if folder.is_dir() else folder.with_suffix(".jsonl")
    where = built_once("june2016", [str(reports)], tmp_path_factory)
    with Ledger.open_reading(str(where)) as ledger:
        there = {incident.id for incident in ledger.incidents()}
        comparison = compare_ledger(ledger, read_dataset(shared / GED))
    assert len(there & set(decided())) >= 122, "most of the sample is in the ledger under its id"
    precision, recall = measured(comparison, there)
    assert precision >= 0.9
    assert recall >= 0.7
