"""The displaced, flow by flow: what supersedes what, what is recommended, and that nothing is ever added up."""

from dataclasses import replace
from datetime import date

from tests import factories as make
from tests.reconciling.test_running import dated, notes
from warledger.reconciling.displacement import displaced_figures
from warledger.records import LooseFigure, Period, Place

SINCE_DECEMBER = Period(date(2015, 12, 1), None, "month", "text")
IDLIB = Place(name="Idlib", admin1="Idlib", country="SY", precision="province")


def fled(
    report: str,
    low: int,
    *,
    says: tuple[str, ...] = ("UN",),
    period: Period = SINCE_DECEMBER,
    place: Place = IDLIB,
) -> LooseFigure:
    source = make.report(report, f"{report}: {low} people have fled.")
    return make.loose(
        source, kind="displacement", outcome="displaced", low=low, high=low, says=says, period=period, place=place,
        quote=make.quoted(source, f"{low} people have fled"),
    )  # fmt: skip


def roles(*figures: LooseFigure, days: tuple[int, ...] = (5, 6, 7)) -> list[tuple[int | None, str, bool]]:
    known = notes(
        *(dated(f.report, d, outlet=f"paper {f.report}") for f, d in zip(figures, days, strict=False))
    )
    rows = displaced_figures(figures, known)
    return sorted((r.figure.bounds.low, r.role, r.superseded) for r in rows)


def test_the_latest_figure_of_a_source_supersedes_and_is_recommended() -> None:
    assert roles(fled("a", 300), fled("b", 350)) == [
        (300, "triangulation", True),
        (350, "recommended", False),
    ]


def test_the_figure_that_most_sources_tell_is_recommended() -> None:
    told = fled("a", 300), fled("b", 300, says=("OCHA",)), fled("c", 350, says=("army",))
    found = displaced_figures(told, notes(*(dated(f.report, 5) for f in told)))
    chosen = [r.figure.bounds.low for r in found if r.role == "recommended"]
    assert chosen == [300]


def test_a_tie_recommends_none() -> None:
    found = roles(fled("a", 300, says=("UN",)), fled("b", 350, says=("army",)), days=(5, 5))
    assert [role for _, role, _ in found] == ["triangulation", "triangulation"]


def test_other_days_places_or_units_are_other_flows() -> None:
    told = (
        fled("a", 300),
        fled("b", 300, period=Period(date(2016, 4, 1), None, "month", "text")),
        fled("c", 300, place=replace(IDLIB, name="Hama", admin1="Hama")),
        replace(fled("d", 300), unit="families"),
        replace(fled("e", 300), destination=make.town("Azaz", 36.6, 37.05)),
    )
    found = displaced_figures(told, notes(*(dated(f.report, 5) for f in told)))
    assert len({r.flow for r in found}) == 5


def test_without_days_or_places_a_figure_is_a_flow_of_its_own_and_never_recommended() -> None:
    told = fled("a", 300, period=Period(), place=Place()), fled("b", 300, period=Period(), place=Place())
    found = displaced_figures(told, notes(dated("a", 5), dated("b", 6)))
    assert len({r.flow for r in found}) == 2
    assert {r.role for r in found} == {"triangulation"}


def test_a_projection_is_never_recommended() -> None:
    found = displaced_figures([replace(fled("a", 650), kind="projection")], notes(dated("a", 5)))
    assert [r.role for r in found] == ["triangulation"]


def test_a_copy_says_nothing_of_its_own() -> None:
    told = fled("a", 300), fled("reprint", 300)
    assert len(displaced_figures(told, notes(dated("a", 5), dated("reprint", 6, copy_of="a")))) == 1
