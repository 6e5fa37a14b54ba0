"""The rulebook in docs/method.md says what the program does: every rule that it can name, every weight that it uses."""

import re
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

from warledger.judging.deciding import CORRECTED_PLACE, WAIT_S
from warledger.linking.weights import FLOOR, LINK, SIMILAR, weights
from warledger.reconciling import doubting
from warledger.reconciling.conflations import AREA_KM
from warledger.reconciling.doubting import DOUBT_KINDS
from warledger.reconciling.sums import MOST_PARTS, SMALLEST_PART, SMALLEST_SUM
from warledger.reconciling.tolls import RULES
from warledger.records import CORRECTED_FIELDS, GRADES, OUTCOMES, VERDICTS, Disagreement

METHOD = (Path(__file__).parents[1] / "docs" / "method.md").read_text(encoding="utf-8")
FIRST_CELLS = set(re.findall(r"^\| ([^|]+?) \|", METHOD, re.M))


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_that_may_choose_a_best_figure_is_explained(rule: str) -> None:
    assert rule in FIRST_CELLS


@pytest.mark.parametrize("grade", GRADES)
def test_every_grade_is_explained(grade: str) -> None:
    assert grade in FIRST_CELLS


@pytest.mark.parametrize("word", [*VERDICTS, *CORRECTED_FIELDS])
def test_every_judgement_and_every_field_that_may_be_corrected_is_explained(word: str) -> None:
    review = METHOD[METHOD.index("## Review") : METHOD.index("## What is never done")]
    assert word in re.findall(r"^\| ([^|]+?) \|", review, re.M)


def test_how_long_a_decision_waits_is_told() -> None:
    assert WAIT_S == 5
    assert "waits up to five seconds" in METHOD
    assert CORRECTED_PLACE in METHOD


@pytest.mark.parametrize("kind", DOUBT_KINDS)
def test_every_kind_of_doubt_is_explained(kind: str) -> None:
    assert any(cell.startswith(f"{kind}: ") for cell in FIRST_CELLS)


def test_the_measure_of_doubt_is_the_one_in_use() -> None:
    assert f"unsure × (1 + killed / (killed + {doubting.HALF})) / 2" in METHOD
    told = ", ".join(f"{grade} {unsure:g}" for grade, unsure in doubting.UNCONFIRMED.items())
    assert f"nobody has confirmed it | {told} |" in METHOD
    assert f"it was inferred | {doubting.NO_DAY}; {doubting.DAYS_DIFFER}; {doubting.DAY_INFERRED} |" in METHOD
    assert f"contested | {doubting.BLAME_DIFFERS} |" in METHOD
    assert f"called differently | {doubting.CLASS_DIFFERS} |" in METHOD
    assert f"told differently | {doubting.ACT_DIFFERS} |" in METHOD


@pytest.mark.parametrize("kind", get_args(get_type_hints(Disagreement)["kind"]))
def test_every_kind_of_disagreement_is_explained(kind: str) -> None:
    assert kind in FIRST_CELLS


def test_the_weights_of_linking_are_those_in_use() -> None:
    told = {
        (comparison, level): float(weight)
        for comparison, level, weight in re.findall(r"^\| (\w+) \| (\w+) \| ([+-]?[\d.]+) \|", METHOD, re.M)
    }
    assert told == weights()


def test_the_thresholds_are_those_in_use() -> None:
    assert f"**+{LINK}**" in METHOD
    assert f"**−{-SIMILAR:g}**" in METHOD
    assert f"**−{-FLOOR:g}**" in METHOD
    assert f"Below {SMALLEST_SUM} nothing" in METHOD
    assert f"below {SMALLEST_PART}, nor by more than {MOST_PARTS} incidents" in " ".join(METHOD.split())
    assert f"within {AREA_KM:g} km" in METHOD


def test_every_outcome_of_people_is_named() -> None:
    assert {"killed", "injured", "missing", "abducted"} <= set(OUTCOMES)
    assert all(f"{outcome}" in METHOD for outcome in ("killed", "injured", "missing", "abducted"))
