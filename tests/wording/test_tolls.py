"""One sentence tells an incident, and a cell its toll, without adding up what must stay apart."""

from datetime import date

import pytest

from tests import factories as make
from warledger.records import DatePrecision, Incident, Period, Place
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
            ("Shelling at an unknown place, on an unknown date, is reported without a count of victims "
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


@pytest.mark.parametrize(
    ("targets", "words"),
    [
        (("bus",), "An airstrike on a bus in"),
        (("campus",), "An airstrike on a campus in"),
        (("university", "homes"), "An airstrike on a university and homes in"),
        (("Republican Palace",), "An airstrike on Republican Palace in"),
    ],
)
def test_one_thing_that_was_hit_takes_an_article(targets: tuple[str, ...], words: str) -> None:
    assert incident_sentence(incident(type="airstrike", targets=targets)).startswith(words)


@pytest.mark.parametrize(
    ("first", "last", "precision", "words"),
    [
        (9, 10, "day", "on the night of 9–10 March 2015"),
        (9, 12, "days", "between 9 and 12 March 2015"),
        (9, 15, "week", "in the week of 9–15 March 2015"),
    ],
)
def test_more_days_than_one_are_told_as_such(
    first: int, last: int, precision: DatePrecision, words: str
) -> None:
    when = Period(date(2015, 3, first), date(2015, 3, last), precision, "text")
    assert f", {words}, is said" in incident_sentence(incident(date=when, figures=(make.reconciled(),)))


def test_one_person_is_a_person_whatever_the_bound() -> None:
    assert "killed at least 1 person" in incident_sentence(incident(figures=(make.reconciled(1, None, 1),)))
    assert "killed up to 1 child" in incident_sentence(
        incident(figures=(make.reconciled(None, 1, 1, victims="children"),))
    )


def test_a_count_far_above_the_lowest_is_not_hidden_behind_an_at_least() -> None:
    words = make.report("a", "Activists tell of at least 12 dead, rescuers of at least 36.")
    figures = tuple(
        make.figure(make.quoted(words, quote), low)
        for quote, low in (("at least 12 dead", 12), ("at least 36", 36))
    )
    account = make.account(words, figures=figures)
    row = make.reconciled(12, None, None, figure_ids=tuple(figure.id for figure in figures))
    told = incident(accounts=[account], figures=(row,))
    assert "killed 12 to at least 36 people" in incident_sentence(told)


def test_civilians_told_in_greater_number_than_all_the_dead_stand_beside_them() -> None:
    told = incident(
        figures=(make.reconciled(4, None, 4), make.reconciled(7, 7, 7, victims="civilians")),
    )
    assert "killed at least 4 people, or 7 civilians by another count (1 report" in incident_sentence(told)
    hurt = (make.reconciled(15, 15, 15, outcome="injured"),)
    assert "by another count, and injured 15 people (1 report" in incident_sentence(
        incident(figures=told.figures + hurt)
    )
    fewer = incident(figures=(make.reconciled(9, 9, 9), make.reconciled(7, 7, 7, victims="civilians")))
    assert "killed 9 people (1 report" in incident_sentence(fewer)
