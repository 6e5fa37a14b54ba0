"""Reports are found by their words."""

import pytest

from tests import factories as make
from warledger.ledger import Ledger


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    ledger.add(
        [
            make.tal_ward("bakery"),
            make.telling(make.report("taiz", "Shells hit a clinic in Taïz.", title="Clinic hit")),
            make.telling(make.report("arabic", "قصف على مدينة إدلب"), accounts=[]),
        ]
    )
    return ledger


def found(ledger: Ledger, words: str) -> list[str]:
    return sorted(hit.report for hit in ledger.search(words))


@pytest.mark.parametrize(
    ("words", "reports"),
    [
        ("bakery", ["bakery"]),
        ("BAKERY ward", ["bakery"]),
        ("shells", ["bakery", "taiz"]),
        ("shells clinic", ["taiz"]),
        ("taiz", ["taiz"]),
        ('"rescue service"', ["bakery"]),
        ('"service rescue"', []),
        ("إدلب", ["arabic"]),
        ("nowhere", []),
        ("", []),
        ("  ", []),
        ('"', []),
        ("* ( ) :", []),
        ('bakery AND "', []),
        ("title:clinic", []),
        ("bakery\ud83d", ["bakery"]),
        ("NOT", []),
    ],
)
def test_reports_are_found_by_all_the_words(filled: Ledger, words: str, reports: list[str]) -> None:
    assert found(filled, words) == reports


def test_the_snippet_shows_the_words_found(filled: Ledger) -> None:
    (hit,) = filled.search("bakery")
    assert ("bakery", True) in hit.snippet
    assert "".join(piece for piece, _ in hit.snippet).startswith("Shells fell on the bakery")


def test_only_current_versions_are_found(filled: Ledger) -> None:
    filled.add([make.telling(make.report("bakery", "A mill burned."), accounts=[])])
    assert found(filled, "bakery") == []
    assert found(filled, "mill") == ["bakery"]
    filled.add([make.tal_ward("bakery")])
    assert found(filled, "bakery") == ["bakery"]


def test_no_more_are_given_than_asked(ledger: Ledger) -> None:
    ledger.add([make.tal_ward(f"r-{n}") for n in range(9)])
    assert [hit.report for hit in ledger.search("bakery", limit=3)] == ["r-0", "r-1", "r-2"]
