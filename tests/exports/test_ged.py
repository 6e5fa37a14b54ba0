"""The table in the shape of UCDP's GED: its columns and codes, sums that hold, and no number that nobody said."""

import csv
import gzip
import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import factories as make
from tests.by_hand import put_incidents
from warledger.exports import export
from warledger.exports.ged import (
    GED_COLUMNS,
    date_prec,
    deaths,
    event_clarity,
    length,
    priogrid_cell,
    sides,
)
from warledger.ledger import Ledger
from warledger.records import Blame, Incident, Linking, Period, Reconciled, VictimClass

PUBLISHED = (
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name dyad_dset_id "
    "dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b number_of_sources "
    "source_article source_office source_date source_headline source_original where_prec where_coordinates "
    "where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id region event_clarity "
    "date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob"
).split()
"""The header as UCDP publishes it (GED 22.1)."""

NOTHING_MERGED: frozenset[tuple[str, int | None]] = frozenset()


def killed(
    best: int | None, victims: VictimClass = "unspecified", side: str | None = None, *ids: str
) -> Reconciled:
    return Reconciled("killed", victims, best, best, best, "only figure", (), ids, side)


def counted(*figures: Reconciled, perpetrators: tuple[Blame, ...] = ()) -> Incident:
    return make.incident(figures=figures, perpetrators=perpetrators)


def table(ledger: Ledger) -> list[dict[str, str]]:
    stream = io.StringIO(newline="")
    export(ledger, format="ged", out=None, stdout=stream)
    return list(csv.DictReader(io.StringIO(stream.getvalue(), newline="")))


def test_it_has_the_published_columns_in_their_order_and_no_other(ledger: Ledger) -> None:
    assert list(GED_COLUMNS) == PUBLISHED
    assert list(table(ledger)[0]) == PUBLISHED


# ------------------------------------------------------------------------------------------------ the dead


@st.composite
def tolls(draw: st.DrawFn) -> Incident:
    """An incident with rows of the killed as reconciling makes them: ranges in order, one row a class and side."""
    parties = ("Russia", "Syrian government", "Islamic State", None)
    classes: tuple[VictimClass, ...] = ("unspecified", "civilians", "combatants", "children", "medics")
    keys = draw(
        st.lists(st.tuples(st.sampled_from(classes), st.sampled_from(parties)), max_size=5, unique=True)
    )
    rows = []
    for victims, side in keys:
        low, high = sorted(draw(st.tuples(st.integers(0, 60), st.integers(0, 60))))
        best = draw(st.none() | st.integers(low, high))
        ends = draw(st.sampled_from((low, None))), draw(st.sampled_from((high, None)))
        of = side if victims == "combatants" else None
        rows.append(Reconciled("killed", victims, *ends, best, "only figure", (), (), of))
    blamed = draw(st.sampled_from(parties))
    blames = (Blame(blamed, "asserted", (), 1),) if blamed else ()
    return counted(*rows, perpetrators=blames)


@given(incident=tolls())
def test_the_parts_come_to_best_and_best_lies_in_the_range(incident: Incident) -> None:
    *parts, unknown, best, high, low = deaths(incident, *sides(incident))
    if best is None:
        assert parts == [None, None, None]
        assert unknown is None
    else:
        assert sum(part or 0 for part in parts) + (unknown or 0) == best
        assert unknown is not None
        assert min(unknown, *(part or 0 for part in parts)) >= 0
        assert low is None or low <= best
        assert high is None or best <= high


@given(incident=tolls())
def test_every_number_was_said_or_is_what_others_leave(incident: Incident) -> None:
    *parts, unknown, best, high, low = deaths(incident, *sides(incident))
    said = {row.best for row in incident.figures}
    assert {best, *(part for part in parts if part)} <= said | {None}
    assert {low, high} <= {n for row in incident.figures for n in (row.low, row.best, row.high)} | {None}
    if 0 in parts and 0 not in said:
        assert unknown == 0


def test_what_is_left_of_the_total_is_unknown_and_what_nobody_told_is_empty() -> None:
    told = counted(killed(10), killed(4, "civilians"))
    assert deaths(told, "Russia", None) == (None, None, 4, 6, 10, 10, 10)


def test_nothing_is_left_for_the_others_where_the_parts_come_to_the_total() -> None:
    told = counted(killed(7), killed(4, "civilians"), killed(3, "combatants", "Russia"))
    assert deaths(told, "Russia", "rebels") == (3, 0, 4, 0, 7, 7, 7)


def test_a_toll_of_nobody_is_nought_throughout() -> None:
    assert deaths(counted(killed(0)), None, None) == (0, 0, 0, 0, 0, 0, 0)


def test_classes_that_come_to_more_than_the_total_leave_it_alone() -> None:
    told = counted(killed(4), killed(9, "civilians"))
    assert deaths(told, None, None)[:5] == (None, None, None, 4, 4)


def test_a_tie_leaves_best_and_its_parts_empty_and_keeps_the_range() -> None:
    tied = counted(Reconciled("killed", "unspecified", 4, 9, None, "undecided", (), ()))
    assert deaths(tied, None, None) == (None, None, None, None, None, 9, 4)


def test_classes_without_a_total_are_never_added_up() -> None:
    several = counted(killed(3, "civilians"), killed(5, "combatants"))
    assert deaths(several, None, None) == (None, None, None, None, None, None, 5)


# --------------------------------------------------------------------------------------------- the parties


def test_the_state_is_side_a_whoever_is_held_responsible() -> None:
    raid = counted(
        killed(3, "combatants", "Syrian government"),
        perpetrators=(Blame("Islamic State", "claimed", ("Islamic State",), 1),),
    )
    assert sides(raid) == ("Syrian government", "Islamic State")
    assert deaths(raid, *sides(raid))[:5] == (3, 0, 0, 0, 3)


def test_where_nobody_is_held_responsible_the_two_whose_dead_are_counted_are_the_sides() -> None:
    clash = counted(killed(3, "combatants", "Islamic State"), killed(2, "combatants", "Syrian government"))
    assert sides(clash) == ("Syrian government", "Islamic State")
    assert sides(counted(killed(3, "combatants", "rebels"))) == (None, "rebels")


# ------------------------------------------------------------------------------------------------ the codes


@pytest.mark.parametrize(
    ("days", "code"), [(1, 1), (2, 2), (6, 2), (7, 3), (8, 4), (31, 4), (32, 5), (366, 5)]
)
def test_the_precision_of_the_date_is_the_length_of_the_days(days: int, code: int) -> None:
    first = date(2016, 1, 1)
    period = Period(first, date.fromordinal(first.toordinal() + days - 1), "days", "text")
    assert length(period) == days
    assert date_prec(period) == code


def test_a_period_with_an_open_end_has_no_precision() -> None:
    assert date_prec(Period(date(2016, 1, 1), None, "month", "text")) is None
    assert date_prec(Period()) is None


def test_an_act_told_for_itself_is_clear() -> None:
    assert event_clarity(make.incident(), NOTHING_MERGED) == 1
    assert event_clarity(make.incident(date=Period()), NOTHING_MERGED) == 1


def test_a_count_that_is_of_several_acts_together_is_an_aggregate() -> None:
    incident = counted(killed(29, "unspecified", None, "f-1"))
    assert event_clarity(incident, frozenset({("f-1", 29)})) == 2
    assert event_clarity(incident, frozenset({("f-1", 23), ("f-2", 29)})) == 1


def test_a_month_or_a_whole_country_may_be_one_act_or_many() -> None:
    month = Period(date(2016, 4, 1), date(2016, 4, 30), "month", "text")
    assert event_clarity(make.incident(date=month), NOTHING_MERGED) is None
    assert event_clarity(make.incident(date=replace(month, basis="inferred")), NOTHING_MERGED) == 1
    country = make.town(name=None, lat=None, lon=None, precision="country")
    assert event_clarity(make.incident(place=country), NOTHING_MERGED) is None


def test_a_ledger_with_a_conflated_count_says_so(tmp_path: Path) -> None:
    two = make.report(
        "two", "Jets hit Tal Ward, killing 31, and Ain Hilal, killing 12.", outlet="Hill Gazette"
    )
    one = make.report("one", "A raid on Tal Ward killed 43 people.", outlet="The Valley Post")
    parts = [
        make.account(two, figures=(make.figure(make.quoted(two, words), count, count),), evidence=make.quoted(two, text), place=place)
        for words, count, text, place in (
            ("31", 31, "Jets hit Tal Ward, killing 31", make.town("Tal Ward", 35.25, 36.51)),
            ("12", 12, "Ain Hilal, killing 12", make.town("Ain Hilal", 35.30, 36.55)),
        )
    ]  # fmt: skip
    whole = make.account(
        one, figures=(make.figure(make.quoted(one, "43"), 43, 43),), place=make.town("Tal Ward", 35.25, 36.51)
    )
    with Ledger.create_or_open(str(tmp_path / "ledger.db")) as ledger:
        ledger.add([make.telling(two, accounts=parts), make.telling(one, accounts=[whole])])
        put_incidents(
            ledger,
            [
                make.incident([account], id=name, figures=(make.reconciled(n, n, n, figure_ids=(account.figures[0].id,)),))
                for name, n, account in (("a", 43, whole), ("b", 31, parts[0]), ("c", 12, parts[1]))
            ],
            Linking(groups=()),
        )  # fmt: skip
        assert [(row["id"], row["event_clarity"]) for row in table(ledger)] == [
            ("a", "2"),
            ("b", "1"),
            ("c", "1"),
        ]


def test_a_cell_of_the_prio_grid_is_counted_row_by_row() -> None:
    assert priogrid_cell(-90.0, -180.0) == 1
    assert priogrid_cell(34.802462, 36.707602) == 179714
    assert priogrid_cell(90.0, 180.0) == 360 * 720
    assert priogrid_cell(None, None) is None


def test_the_codes_are_those_that_the_dataset_itself_gives(shared: Path) -> None:
    checked = 0
    with gzip.open(
        shared / "data" / "ucdp_ged_syria_2016_2019.csv.gz", "rt", encoding="utf-8", newline=""
    ) as lines:
        for row in csv.DictReader(lines):
            start, end = (date.fromisoformat(row[day][:10]) for day in ("date_start", "date_end"))
            days = Period(start, end, "days", "text")
            assert date_prec(days) == float(row["date_prec"])
            assert priogrid_cell(float(row["latitude"]), float(row["longitude"])) == float(
                row["priogrid_gid"]
            )
            assert row["source_office"].count(";") + 1 == float(row["number_of_sources"])
            checked += 1
    assert checked > 16_000


# ----------------------------------------------------------------------------------------------- the sources


def test_the_number_of_sources_is_that_of_the_articles_and_a_copy_is_none(ledger: Ledger) -> None:
    row = table(ledger)[0]
    assert row["number_of_sources"] == "1"
    assert row["source_article"].startswith('"The Valley Post,2015-03-10')
    assert (row["source_office"], row["source_original"]) == ("The Valley Post", "rescue service")


def test_a_headline_with_quotation_marks_stays_one_article(ledger: Ledger) -> None:
    row = table(ledger)[1]
    inside = next(csv.reader([row["source_article"].replace("\n", " ")], delimiter=";"))
    assert inside == ['@Gazette,+Jets, "hit" hospital']
