"""Over which days and which area a figure runs that is no incident's own. Every report here is of 17 March 2017."""

from datetime import date

import pytest

from tests.assembly.conftest import Told
from warledger.records import LooseFigure


def only(told: Told, text: str, **given: object) -> LooseFigure:
    figures = [
        f for f in told(text, **given).loose if f.kind in ("running_toll", "facilities", "displacement")
    ]
    assert len(figures) == 1, figures
    return figures[0]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("More than 300 civilians have been killed in Aleppo since January.", "2017-01-01", None),
        ("At least 90 people have been killed in Aleppo over the past two weeks.", "2017-03-03", "2017-03-17"),
        ("More than 400,000 people have been killed in Syria since the war erupted in March 2011.", "2011-03-01", None),
        ("Hundreds of people have been killed in Aleppo since peace talks broke off in January.", "2017-01-01", None),
        ("More than 500 people have died in Aleppo since the shelling was stepped up in January.", "2017-01-01", None),
        ("The conflict in Syria, which began in 2011, has killed more than 400,000 people.", "2011-01-01", None),
    ],
)  # fmt: skip
def test_a_toll_runs_from_the_day_that_its_own_sentence_counts_from(
    text: str, start: str, end: str | None, told: Told
) -> None:
    period = only(told, text).period
    assert period.start == date.fromisoformat(start)
    assert period.end == (date.fromisoformat(end) if end else None)
    assert period.basis == "text"
    assert period.quote is not None
    assert period.quote.text in text


def test_the_day_on_which_somebody_said_it_is_not_the_period(told: Told) -> None:
    figure = only(
        told, "The UN said in January that more than 400,000 people had been killed in the Syrian war."
    )
    assert figure.period.start == date(2011, 3, 15)


def test_since_then_counts_from_the_sentence_before(told: Told) -> None:
    text = "The city of Aleppo has been bombed since 9 January. Since then at least 6,000 people have been killed."
    figure = only(told, text)
    assert figure.period.start == date(2017, 1, 9)
    assert figure.place.name == "Aleppo"


def test_a_toll_up_to_now_runs_since_the_sentence_before_says(told: Told) -> None:
    text = "The town of Kilis has been under rocket fire since January. More than 6,000 people have been killed by the rockets."
    figures = [f for f in told(text).loose if f.outcome == "killed"]
    assert [(f.period.start, f.place.name) for f in figures] == [(date(2017, 1, 1), "Kilis")]


def test_a_share_runs_as_long_as_its_whole(told: Told) -> None:
    text = "At least 128 people, including 20 children, have been killed in Aleppo since 9 March."
    figures = told(text).loose
    assert [(f.victims, f.period.start, f.place.name) for f in figures] == [
        ("unspecified", date(2017, 3, 9), "Aleppo"),
        ("children", date(2017, 3, 9), "Aleppo"),
    ]


def test_a_war_that_the_table_of_facts_dates_is_inferred_from_its_name(told: Told) -> None:
    figure = only(told, "Shells fell on Aleppo in Syria. The war has killed more than 400,000 people.")
    assert (figure.period.start, figure.period.basis) == (date(2011, 3, 15), "inferred")
    assert figure.period.quote is not None
    assert figure.period.quote.text == "The war"
    assert (figure.place.country, figure.place.precision) == ("SY", "country")


def test_the_age_of_a_war_counts_back_from_the_report(told: Told) -> None:
    figure = only(told, "The six-year conflict in Syria has killed more than 400,000 people.")
    assert figure.period.start == date(2011, 3, 15)
    assert figure.period.basis == "inferred"


def test_the_age_of_a_war_that_no_table_dates_gives_its_year_alone(told: Told) -> None:
    figure = only(told, "The nine-year conflict in Uganda has killed more than 12,000 people.")
    assert (figure.period.start, figure.period.precision) == (date(2008, 1, 1), "year")
    assert figure.period.basis == "text"


def test_a_place_that_a_whole_war_only_let_happen_is_not_its_area(told: Told) -> None:
    text = (
        "Syria's government met the opposition. The war has killed 400,000 people and let armed groups stage "
        "attacks in Paris."
    )
    assert only(told, text).place.country == "SY"


def test_there_is_the_place_named_before(told: Told) -> None:
    text = "Warplanes bombed Saraqib again. More than 450 people were killed there in the last month."
    assert only(told, text).place.name == "Saraqib"


def test_a_toll_that_nothing_dates_stays_undated(told: Told) -> None:
    figure = only(told, "Rescue teams lost 23 members, a spokesman said.")
    assert figure.period.start is None
    assert figure.period.end is None


def test_an_undated_report_keeps_that_a_toll_runs_on(told: Told) -> None:
    text = "More than 400,000 people have been killed in Syria since the war erupted in March 2011."
    period = only(told, text, published=None).period
    assert (period.start, period.end) == (date(2011, 3, 1), None)
