"""The words of a form or of a command line become a correction, or one line says what is wrong with them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from tests import factories as make
from warledger.errors import UnknownRecord, UsageError
from warledger.judging import asked_correction, asked_grade
from warledger.linking.rulings import corrected
from warledger.records import Account, Accused, Bounds, Correction, Counted, DatePrecision, Period, Place


def account() -> Account:
    return replace(make.tal_ward().accounts[0], id="a-1")


FIGURE = account().figures[0].id


@pytest.mark.parametrize(
    ("field", "given", "value"),
    [
        ("type", {"value": "airstrike"}, "airstrike"),
        ("targets", {"value": "market;  school ; market"}, ("market", "school")),
        ("targets", {"value": ""}, ()),
        ("date", {"start": "2015-03-08"}, Period(date(2015, 3, 8), date(2015, 3, 8), "day", "reviewer")),
        (
            "date",
            {"start": "2015-03-01", "end": "2015-03-31", "precision": "month"},
            Period(date(2015, 3, 1), date(2015, 3, 31), "month", "reviewer"),
        ),
        ("date", {"precision": "unknown"}, Period(basis="reviewer")),
        (f"figure:{FIGURE}", {"low": "7", "high": ""}, Counted("killed", "unspecified", Bounds(7, None), "total")),
        (f"figure:{FIGURE}", {"class": "children", "role": "part"}, Counted("killed", "children", Bounds(9, 9), "part")),
    ],
)  # fmt: skip
def test_what_is_given_is_put_and_all_else_stays(field: str, given: Mapping[str, str], value: object) -> None:
    asked = asked_correction(account(), field, given)
    assert (asked.account, asked.value) == ("a-1", value)


@pytest.mark.parametrize(
    ("given", "last", "precision"),
    [
        ({"start": "2015-03-08"}, date(2015, 3, 8), "day"),
        ({"start": "2015-03-08", "end": "2015-03-09"}, date(2015, 3, 9), "day"),
        ({"start": "2015-03-08", "end": "2015-03-12"}, date(2015, 3, 12), "days"),
        ({"start": "2015-03-08", "end": "2015-03-31", "precision": "month"}, date(2015, 3, 31), "month"),
    ],
)
def test_a_day_given_where_none_was_known_is_known_to_the_day(
    given: Mapping[str, str], last: date, precision: DatePrecision
) -> None:
    undated = replace(account(), date=Period())
    asked = asked_correction(undated, "date", given)
    assert asked.value == Period(date(2015, 3, 8), last, precision, "reviewer")


def test_another_place_does_not_keep_the_point_of_the_old_one() -> None:
    asked = asked_correction(account(), "place", {"name": "Kafr Zeit"})
    assert asked.value == Place("Kafr Zeit", "Hama", "SY", precision="town")
    moved = asked_correction(account(), "place", {"name": "Kafr Zeit", "lat": "35.5", "lon": "36.5"})
    assert isinstance(moved.value, Place)
    assert (moved.value.lat, moved.value.lon, moved.value.precision) == (35.5, 36.5, "town")


def test_a_country_has_no_point() -> None:
    asked = asked_correction(account(), "place", {"precision": "country"})
    assert isinstance(asked.value, Place)
    assert (asked.value.lat, asked.value.lon) == (None, None)


def test_a_perpetrator_is_named_by_its_id_or_its_name_also_after_a_correction() -> None:
    own = account()
    (army,) = own.perpetrators
    first = asked_correction(own, f"perpetrator:{army.actor}", {"actor": "rebels"})
    assert (first.part, first.value) == (army.id, Accused("rebels", "denied"))
    after = corrected(own, [Correction("perpetrator", army.id, army, first.value, "j-1")])
    for name in ("rebels", army.id):
        again = asked_correction(after, f"perpetrator:{name}", {"stance": "claimed"})
        assert (again.part, again.value) == (army.id, Accused("rebels", "claimed"))


def test_a_figure_is_struck_out_and_may_be_put_back_otherwise() -> None:
    own = account()
    struck = asked_correction(own, f"figure:{FIGURE}", {}, strike_out=True)
    assert (struck.part, struck.value) == (FIGURE, None)
    after = corrected(own, [Correction("figure", FIGURE, own.figures[0], None, "j-1")])
    assert asked_correction(after, f"figure:{FIGURE}", {"high": "10"}).value == Counted(
        "killed", "unspecified", Bounds(9, 10), "total"
    )


@pytest.mark.parametrize(
    ("field", "given", "complaint"),
    [
        ("evidence", {"value": "x"}, "'evidence' is no field; there are: type, date"),
        ("type", {}, "say what the type is"),
        ("type", {"value": "raid"}, "'raid' is no type of act"),
        ("type:x", {"value": "shelling"}, "a type has no parts"),
        ("date", {"day": "2015-03-08"}, "a date has no 'day'; it has: start, end, precision"),
        ("date", {"start": "8 March"}, "'8 March' is no day; write it like 2016-04-19"),
        ("date", {"start": "2015-03-08", "end": "2015-03-01", "precision": "days"}, "starts on 2015-03-08 and ends"),
        ("date", {"start": "2015-03-08", "end": "2015-03-12"}, "starts and ends on one day"),
        ("date", {"start": "", "end": ""}, "start or an end"),
        ("date", {"precision": "hour"}, "'hour' is no precision of a date"),
        ("date", {"start": "2015-03-08", "precision": "unknown"}, "a date that is unknown has no day"),
        ("place", {"lat": "95", "lon": "1"}, "'95' is no lat; it lies between -90 and 90"),
        ("place", {"lat": "nan", "lon": "1"}, "'nan' is no lat"),
        ("place", {"lat": ""}, "a latitude without its longitude"),
        ("place", {"lat": "0", "lon": "0"}, "0,0 is the mark of an unknown place"),
        ("place", {"country": "Syria"}, "'Syria' is no country; write its two letters"),
        ("place", {"geonames_id": "-4"}, "'-4' is no geonames_id"),
        (f"figure:{FIGURE}", {"low": "ten"}, "'ten' is no low; write a whole number"),
        (f"figure:{FIGURE}", {"low": "12", "high": "9"}, "low 12 is above high 9"),
        (f"figure:{FIGURE}", {"low": "", "high": ""}, "strike it out"),
        (f"figure:{FIGURE}", {"class": "men"}, "'men' is no class"),
        ("perpetrator:Syrian government", {"actor": " "}, "a perpetrator has a name"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_told_in_one_line(
    field: str, given: Mapping[str, str], complaint: str
) -> None:
    with pytest.raises(UsageError, match=complaint) as error:
        asked_correction(account(), field, given)
    assert "\n" not in str(error.value)


def test_a_figure_or_perpetrator_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(UnknownRecord, match=f"no figure 'f-9'; it has: {FIGURE} \\(“nine people”\\)"):
        asked_correction(account(), "figure:f-9", {"low": "1"})
    with pytest.raises(UnknownRecord, match="no perpetrator 'Russia'; it has: Syrian government"):
        asked_correction(account(), "perpetrator:Russia", {"stance": "claimed"})


def test_a_value_that_is_struck_out_is_none() -> None:
    with pytest.raises(UsageError, match="struck out has no value"):
        asked_correction(account(), f"figure:{FIGURE}", {"low": "1"}, strike_out=True)


def test_a_grade_is_one_of_those_that_there_are() -> None:
    assert asked_grade("i", "fair").grade == "fair"
    with pytest.raises(UsageError, match="'good' is no grade; there are: confirmed"):
        asked_grade("i", "good")
