"""Running tolls as series: who counts what, where and since when; what supersedes what; what goes down."""

from datetime import date

from tests import factories as make
from warledger.reconciling.running import toll_series
from warledger.records import (
    LooseFigure,
    LooseKind,
    Period,
    Place,
    ReportDate,
    ReportNote,
    TollSeries,
    VictimClass,
)

ALEPPO = make.town("Aleppo", 36.2, 37.16, admin1="Aleppo", geonames_id=170063)
SINCE_APRIL = Period(date(2016, 4, 1), None, "month", "text")


def toll(
    report: str,
    low: int | None,
    high: int | None = None,
    *,
    quote: str = "people have been killed",
    place: Place = ALEPPO,
    period: Period = SINCE_APRIL,
    says: tuple[str, ...] = ("SOHR",),
    victims: VictimClass = "unspecified",
    kind: LooseKind = "running_toll",
) -> LooseFigure:
    source = make.report(report, f"{report}: {quote}.")
    return make.loose(
        source, kind=kind, low=low, high=high, quote=make.quoted(source, quote), says=says, period=period,
        place=place, victims=victims,
    )  # fmt: skip


def dated(
    report: str, day: int | None, month: int = 5, *, outlet: str = "Gazette", copy_of: str | None = None
) -> ReportNote:
    when = date(2016, month, day) if day else None
    return make.note(
        report,
        outlet=outlet,
        dated=ReportDate(when, "published" if when else "unknown", None, when),
        copy_of=copy_of,
    )


def notes(*given: ReportNote) -> dict[str, ReportNote]:
    return {note.id: note for note in given}


def counts(series: TollSeries) -> list[tuple[int | None, int | None]]:
    return [(p.bounds.low, p.as_of.day if p.as_of else None) for p in series.points]


def test_the_states_of_one_toll_stand_in_one_series_by_day_the_undated_last() -> None:
    (series,) = toll_series(
        [toll("c", 300), toll("b", 280), toll("a", 301)],
        notes(dated("a", None), dated("b", 5), dated("c", 9)),
    )
    assert counts(series) == [(280, 5), (300, 9), (301, None)]
    assert [p.superseded for p in series.points] == [True, False, False]
    assert series.points[0].basis == "published"
    assert series.points[2].basis == "unknown"


def test_sources_without_a_name_are_one_where_one_outlet_cites_them() -> None:
    told = [toll("a", 280, says=("activists",)), toll("b", 300, says=("activists",))]
    one_outlet = notes(dated("a", 5), dated("b", 9))
    two_outlets = notes(dated("a", 5), dated("b", 9, outlet="Post"))
    assert [len(series.points) for series in toll_series(told, one_outlet)] == [2]
    assert [len(series.points) for series in toll_series(told, two_outlets)] == [1, 1]


def test_outlets_that_cite_one_source_tell_one_series() -> None:
    (series,) = toll_series(
        [toll("a", 280, says=("the Observatory",)), toll("b", 280, says=("SOHR", "AFP"))],
        notes(dated("a", 5, outlet="Gazette"), dated("b", 5, outlet="Post")),
    )
    assert series.sources == ("SOHR",)
    assert [p.reports for p in series.points] == [("a", "b")]


def test_a_copy_is_no_second_voice_even_days_later() -> None:
    told = [toll("a", 280, says=()), toll("reprint", 280, says=())]
    known = notes(dated("a", 5, outlet="Gazette"), dated("reprint", 8, outlet="Post", copy_of="a"))
    (series,) = toll_series(told, known)
    assert series.sources == ("Gazette",)
    assert counts(series) == [(280, 5)]


def test_an_outlet_that_cites_nobody_is_its_own_source() -> None:
    told = [toll("a", 280, says=()), toll("b", 280, says=())]
    known = notes(dated("a", 5, outlet="Gazette"), dated("b", 5, outlet="Post"))
    assert {s.sources for s in toll_series(told, known)} == {("Gazette",), ("Post",)}


def test_another_area_outcome_class_or_start_is_another_series() -> None:
    told = [
        toll("a", 280),
        toll("b", 280, place=make.town("Homs", 34.73, 36.71, admin1="Homs", geonames_id=169577)),
        toll("c", 280, victims="civilians"),
        toll("d", 280, period=Period(date(2016, 4, 22), None, "day", "text")),
        toll("e", 280, period=Period(date(2016, 3, 1), None, "month", "text")),
    ]
    found = toll_series(told, notes(*(dated(f.report, 5) for f in told)))
    # "since April" may be "since 22 April"; Homs, civilians and March are three tolls more
    assert sorted(len(s.points) for s in found) == [1, 1, 1, 1]
    assert len(found) == 4


def test_since_2011_joins_the_only_finer_start_inside_it() -> None:
    told = [
        toll("a", 280_000, period=Period(date(2011, 1, 1), None, "year", "text")),
        toll("b", 290_000, period=Period(date(2011, 3, 1), None, "month", "text")),
    ]
    (series,) = toll_series(told, notes(dated("a", 5), dated("b", 9)))
    assert (series.start.start, series.start.precision) == (date(2011, 3, 1), "month")
    assert len(series.points) == 2


def test_a_coarse_start_between_two_finer_ones_joins_neither() -> None:
    told = [
        toll("a", 280, period=Period(date(2016, 4, 1), None, "month", "text")),
        toll("b", 280, period=Period(date(2016, 4, 5), None, "day", "text")),
        toll("c", 280, period=Period(date(2016, 4, 22), None, "day", "text")),
    ]
    assert len(toll_series(told, notes(*(dated(f.report, 5) for f in told)))) == 3


def test_a_toll_that_goes_down_disagrees_with_itself() -> None:
    (series,) = toll_series([toll("a", 300), toll("b", 280)], notes(dated("a", 5), dated("b", 9)))
    assert series.falls == ("goes down from 300 as of 2016-05-05 to 280 as of 2016-05-09",)


def test_an_upper_end_and_a_floor_below_it_contradict_nothing() -> None:
    known = notes(dated("a", 5), dated("b", 9))
    (series,) = toll_series([toll("a", None, 470), toll("b", 281)], known)
    assert series.falls == ()
    (series,) = toll_series([toll("a", 191, 191), toll("b", 181)], known)
    assert series.falls == ()


def test_more_than_470_and_up_to_470_is_no_fall() -> None:
    told = [toll("a", 471), toll("b", None, 470)]
    (series,) = toll_series(told, notes(dated("a", 5), dated("b", 9)))
    assert series.falls == ()


def test_a_count_far_below_is_another_toll_and_no_fall() -> None:
    found = toll_series([toll("a", 280_000), toll("b", 2_000)], notes(dated("a", 5), dated("b", 9)))
    assert len(found) == 2
    assert all(not s.falls for s in found)


def test_the_sides_of_one_fight_are_two_series() -> None:
    told = [
        toll("a", 37, 37, quote="37 government fighters", victims="combatants"),
        toll("a", 45, 45, quote="45 militants", victims="combatants"),
    ]
    found = toll_series(told, notes(dated("a", 5)))
    assert {s.counted for s in found} == {("government",), ("militant",)}


def test_tolls_without_area_and_start_are_each_reports_own() -> None:
    told = [toll(r, 12, place=Place(), period=Period(), says=()) for r in ("a", "b")]
    assert len(toll_series(told, notes(dated("a", 5), dated("b", 9)))) == 2


def test_a_sum_over_a_stated_area_and_period_is_read_like_a_toll_others_are_not() -> None:
    day = make.day(date(2016, 5, 4))
    told = [toll("a", 44, kind="aggregate", period=day), toll("b", 44, kind="aggregate", period=Period())]
    (series,) = toll_series(told, notes(dated("a", 5), dated("b", 5)))
    assert (series.kind, series.points[0].reports) == ("aggregate", ("a",))


def test_the_order_in_which_figures_come_changes_nothing() -> None:
    told = [toll("a", 300), toll("b", 280), toll("c", 280, victims="civilians"), toll("d", 2_000)]
    known = notes(*(dated(f.report, n + 3) for n, f in enumerate(told)))
    assert toll_series(told, known) == toll_series(reversed(told), known)
