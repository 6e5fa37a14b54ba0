"""One sentence tells an incident, and a cell its toll, without adding up what must stay apart."""

from datetime import date

import pytest

from tests import factories as make
from warledger.records import Incident, Period, Place
from warledger.wording.tolls import TollLine, incident_sentence, toll_lines


def test_a_cell_leads_with_the_widest_class_and_shows_the_best_where_sources_differ() -> None:
    figures = (
        make.reconciled(5, 5, 5, victims="children"),
        make.reconciled(37, 44, 37),
        make.reconciled(100, None, 100, outcome="injured"),
    )
    assert toll_lines(figures, "killed") == [TollLine("37–44", "", "37"), TollLine("5", "children", "")]
    assert toll_lines(figures, "injured") == [TollLine("at least 100", "", "")]
    assert toll_lines(figures, "abducted") == []


def test_an_undecided_best_is_not_shown_as_a_number() -> None:
    assert toll_lines((make.reconciled(37, 44, None),), "killed") == [TollLine("37–44", "", "")]


def incident(**fields: object) -> Incident:
    defaults: dict[str, object] = {"targets": ("bakery",), "primary_sources": ("SOHR",)}
    return make.incident(**(defaults | fields))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (
            incident(figures=(make.reconciled(),)),
            ("Shelling of a bakery in Tal Ward, Hama, Syria, on 9 March 2015, is said to have killed 9 people "
            "(1 report; one primary source: SOHR)."),
        ),
        (
            incident(
                type="airstrike",
                targets=("market", "homes"),
                figures=(make.reconciled(37, 44, victims="civilians"), make.reconciled(50, None, outcome="injured")),
                primary_sources=("SOHR", "SANA"),
                reports=3,
            ),
            ("An airstrike on a market and homes in Tal Ward, Hama, Syria, on 9 March 2015, is said to have killed "
            "37–44 civilians and injured at least 50 people (3 reports; 2 primary sources: SOHR and SANA)."),
        ),
        (
            incident(
                type="armed_clash",
                targets=(),
                figures=(make.reconciled(26, 26, victims="combatants"), make.reconciled(1, 1, victims="civilians")),
            ),
            ("An armed clash in Tal Ward, Hama, Syria, on 9 March 2015, is said to have killed 1 civilian and "
            "26 combatants (1 report; one primary source: SOHR)."),
        ),
        (
            incident(targets=(), date=Period(), place=Place(), primary_sources=()),
            ("Shelling at a place unknown, on a date unknown, is told without a count of people "
            "(1 report; no primary source is named)."),
        ),
        (
            incident(
                targets=(),
                date=Period(date(2015, 3, 1), date(2015, 3, 31), "month", "text"),
                place=make.town(radius_km=7),
                figures=(make.reconciled(3, 3, outcome="missing"),),
            ),
            ("Shelling near Tal Ward, Hama, Syria, in March 2015, is said to have left 3 people missing "
            "(1 report; one primary source: SOHR)."),
        ),
    ],
)  # fmt: skip
def test_an_incident_in_one_sentence(told: Incident, sentence: str) -> None:
    assert incident_sentence(told) == sentence
