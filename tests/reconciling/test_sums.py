"""Sums of a report explained by its own incidents, and figures that are another report's sums."""

from collections.abc import Sequence

import pytest

from tests.factories import loose, quoted, report
from tests.linking.told import at, on
from tests.reconciling.counted import counted, exactly, figure_sentences, row, together
from warledger.reconciling.sums import explained_sums
from warledger.records import Account, LooseFigure, Period

KAFR = at("Kafr Zeit", 35.61, 36.56)
TOWNS = [at(name, 35.6 + n / 100, 36.6) for n, name in enumerate(("Arin", "Bazar", "Calim", "Dalya"))]


def towns(*killed: int, days: Sequence[str] | None = None) -> list[Account]:
    """One report that tells of so many dead in one town after the other."""
    text = "wire: " + "; ".join(f"{dead} people in {n}" for n, dead in enumerate(killed))
    accounts = []
    for n, dead in enumerate(killed):
        told = counted(
            "wire", exactly(dead), where=TOWNS[n], when=on((days or ["2016-04-19"] * 9)[n]), id=f"a-{n}"
        )
        accounts.append(told)
    assert text
    return accounts


def total(count: int, *, kind: str = "aggregate", period: Period | None = None) -> LooseFigure:
    text = f"In all {count} died."
    return loose(
        report("wire", text), kind=kind, low=count, high=count, quote=quoted(text, str(count)), period=period,  # type: ignore[arg-type]
    )  # fmt: skip


def explained(accounts: Sequence[Account], figure: LooseFigure) -> tuple[int, ...]:
    found = explained_sums(accounts, [figure])
    return tuple(count for _, count in found[0].parts) if found else ()


@pytest.mark.parametrize(
    ("killed", "count", "parts"),
    [
        ((37, 7), 44, (37, 7)),
        ((12, 3, 2), 17, (12, 3, 2)),
        ((12, 3, 2, 30), 17, (12, 3, 2)),
        ((9, 21, 30), 39, (9, 30)),
        ((9, 21, 14), 30, (9, 21)),
        ((37, 7), 45, ()),
        ((8, 1), 9, ()),
        ((12, 3), 15, ()),
        ((9, 21, 11, 19), 30, ()),
    ],
)
def test_all_incidents_a_run_of_them_or_one_pair_explain_a_sum(
    killed: tuple[int, ...], count: int, parts: tuple[int, ...]
) -> None:
    assert explained(towns(*killed), total(count)) == parts


def test_a_running_toll_is_no_sum_of_a_reports_incidents() -> None:
    assert explained(towns(37, 7), total(44, kind="running_toll")) == ()


def test_incidents_of_other_days_do_not_explain_a_days_sum() -> None:
    days = ["2016-04-19", "2016-04-12"]
    assert explained(towns(37, 7, days=days), total(44, period=on("2016-04-19"))) == ()


def test_a_sum_that_another_report_gives_to_one_town_is_told_beside_the_disagreement() -> None:
    first, second = towns(37, 7)
    paper = counted("paper", exactly(44), where=TOWNS[0])
    told = together(first, paper, beside=[second])
    (sentence,) = figure_sentences(told)
    assert sentence == (
        "37 killed according to Outlet of wire, 44 according to Outlet of paper; 44 is the sum of the dead of 2 "
        "incidents in another report (37 + 7): likely taken together"
    )


def test_at_least_37_and_44_agree_but_the_sum_is_told() -> None:
    first, second = towns(37, 7)
    paper = counted("paper", exactly(44), where=TOWNS[0])
    assert figure_sentences(together(first, paper)) == [
        "37 killed according to Outlet of wire, 44 according to Outlet of paper"
    ]
    assert "likely taken together" in figure_sentences(together(first, paper, beside=[second]))[0]


def test_the_figure_not_taken_together_with_others_is_best_where_the_rules_would_choose_the_sum() -> None:
    first, second = towns(37, 7)
    papers = [counted(name, exactly(44, says="officials"), where=TOWNS[0]) for name in ("paper", "daily")]
    told = together(first, *papers, beside=[second])
    assert (row(told).low, row(told).high, row(told).best) == (37, 44, 37)
    assert row(told).rule == "figure not taken together with others"


def test_growth_of_one_source_that_happens_to_add_up_is_no_conflation() -> None:
    first = counted("wire", exactly(37, says="SOHR"), where=TOWNS[0], id="a-0")
    second = counted("wire", exactly(7, says="SOHR"), where=TOWNS[1], id="a-1")
    grown = counted("paper", exactly(44, says="SOHR"), where=TOWNS[0])
    told = together(first, grown, beside=[second], days={"wire": "2016-04-20", "paper": "2016-04-21"})
    assert figure_sentences(told) == ["the number of killed rose over the days: 37 and 44 according to SOHR"]


def test_an_explicit_sum_of_another_report_is_told_though_the_source_is_the_same() -> None:
    first = counted("wire", exactly(37, says="SOHR"), where=TOWNS[0], id="a-0")
    second = counted("wire", exactly(7, says="SOHR"), where=TOWNS[1], id="a-1")
    grown = counted("paper", exactly(44, says="SOHR"), where=TOWNS[0])
    told = together(first, grown, beside=[second], loose=[total(44)])
    assert "44 is the sum of the dead of 2 incidents" in figure_sentences(told)[0]


def test_a_report_and_its_copy_explain_nothing_to_each_other() -> None:
    first, second = towns(37, 7)
    copy = counted("copy", exactly(44), where=TOWNS[0])
    told = together(first, copy, beside=[second], copies={"copy": "wire"})
    assert "taken together" not in " ".join(figure_sentences(told))
