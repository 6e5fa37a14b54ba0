"""What is kept beside the incidents, in words: no number below zero, no bare code, nothing made up."""

from dataclasses import replace

import pytest

from tests import factories as make
from tests.reconciling.test_coverage import act, on
from tests.reconciling.test_running import ALEPPO, dated, notes, toll
from warledger.reconciling.coverage import cover
from warledger.reconciling.running import toll_series
from warledger.records import Bounds, Incident, LooseFigure, Period, Place
from warledger.wording.asides import coverage_words, displaced_words, missing_words


def said(figure: LooseFigure, *incidents: Incident) -> str:
    (series,) = toll_series([figure], notes(dated("a", 5)))
    (coverage,) = cover([series], incidents)
    return coverage_words(series, coverage)


def test_a_toll_beside_the_ledger_is_one_plain_sentence() -> None:
    sentence = said(
        toll("a", 280, 280, period=Period(on(22).start, None, "day", "text")),
        act("one", on(22), ALEPPO, make.reconciled(100, 104, 100)),
        act("two", on(28), ALEPPO, make.reconciled(43, 47, 45)),
        act("three", on(30)),
    )
    assert sentence == (
        "SOHR: 280 killed in Aleppo, Syria, since 22 April 2016 (as of 5 May 2016); the ledger holds 3 incidents with "
        "143 to 151 killed there in that time: 129 to 137 are not accounted for; 1 incident has no such figure"
    )


def test_what_cannot_be_compared_says_why() -> None:
    assert said(toll("a", 601, victims="civilians", period=Period(), place=Place())) == (
        "SOHR: more than 600 civilians killed (as of 5 May 2016); cannot be compared: no period told"
    )


def test_one_of_a_class_is_one() -> None:
    assert said(toll("a", 1, 1, victims="children")).startswith("SOHR: 1 child killed in Aleppo")
    held = said(
        toll("a", 9, 9, victims="women"),
        act("one", on(20), ALEPPO, make.reconciled(1, 1, 1, victims="women")),
    )
    assert "the ledger holds 1 incident with 1 woman killed there" in held


def test_what_is_no_person_is_told_by_its_name() -> None:
    strikes = replace(toll("a", 18, 18, quote="18 strikes"), outcome="hit", unit="attacks")
    assert said(strikes).startswith("SOHR: 18 attacks in Aleppo, Syria, since April 2016")
    lorries = replace(toll("a", 1, 1, quote="one lorry"), outcome="hit", unit="objects")
    assert said(lorries).startswith("SOHR: 1 thing hit in Aleppo, Syria")


def test_where_the_ledger_is_empty_all_of_it_is_missing() -> None:
    assert said(toll("a", 280, 280)).endswith(
        "the ledger holds no incident there in that time: 280 are not accounted for"
    )


def test_incidents_that_may_lie_inside_are_said_to_be_so() -> None:
    assert said(toll("a", 280, 280), act("one", None)).endswith("; 1 more may lie inside")


@pytest.mark.parametrize(
    ("missing", "by_lows", "words"),
    [
        (Bounds(129, 137), 137, "129 to 137 are not accounted for"),
        (Bounds(1, 1), 1, "1 is not accounted for"),
        (Bounds(0, 0), 0, "nothing is missing"),
        (Bounds(-3, 5), 5, "up to 5 are not accounted for"),
        (Bounds(-14, -10), -10, "the ledger has 10 to 14 more than the toll says"),
        (Bounds(None, -10), -10, "the ledger has at least 10 more than the toll says"),
        (Bounds(None, 137), 137, "up to 137 are not accounted for"),
        (Bounds(129, None), 137, "at least 129 are not accounted for"),
        (Bounds(-5, None), 3, "the ledger may hold all of them"),
        (Bounds(None, None), 201, "by the least that each says 201 are not accounted for"),
        (Bounds(None, None), -4, "by the least that each says the ledger has 4 more"),
        (Bounds(None, None), 0, "by the least that each says the ledger has as many"),
        (Bounds(None, None), None, "neither bounds the other"),
    ],
)
def test_what_is_missing(missing: Bounds, by_lows: int | None, words: str) -> None:
    assert missing_words(missing, by_lows) == words


def test_the_displaced_are_told_with_as_much_of_their_way_as_the_text_tells() -> None:
    source = make.report()
    figure = make.loose(source, kind="displacement", outcome="displaced", low=300, high=300, hedge="nearly")
    assert displaced_words(figure) == "nearly 300 people displaced"
    placed = make.loose(
        source, kind="displacement", outcome="displaced", low=300, place=make.town("Azaz", admin1="Aleppo")
    )
    assert displaced_words(placed) == "at least 300 people displaced, in Azaz, Aleppo, Syria"
