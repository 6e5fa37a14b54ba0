"""A report told whole: which acts it tells, each once, with its own figures, place and day."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from tests.assembly.conftest import Told, by_place, killed
from warledger.assembly.grounded import ground
from warledger.assembly.telling import assemble
from warledger.grounding.gazetteer import Gazetteer
from warledger.records import Report, Span, Telling


def test_headline_lead_and_later_sentences_on_one_act_are_one_account(told: Told) -> None:
    telling = told(
        "Car bomb kills 12 in Azaz\n\n"
        "A car bomb killed at least 12 people in the northern Syrian town of Azaz on Thursday, medics said.\n\n"
        "The blast wounded 25 others. The explosion tore the front off a bakery."
    )
    (account,) = telling.accounts
    assert (account.type, account.place.name, account.date.start) == ("car_bomb", "Azaz", date(2017, 3, 16))
    assert [(f.outcome, f.bounds.low, f.bounds.high) for f in account.figures] == [
        ("killed", 12, None),
        ("injured", 25, 25),
    ]


def test_two_towns_bombed_in_one_report_are_two_accounts_each_with_its_own_dead(told: Told) -> None:
    telling = told(
        "Syrian government warplanes struck two towns on Thursday. A raid on a market in Saraqib killed 23 people. "
        "Another strike on the town of Kafr Nabl killed six civilians."
    )
    accounts = by_place(telling)
    assert killed(accounts["Saraqib"]) == {23}
    assert killed(accounts["Kafr Nabl"]) == {6}


def test_a_town_without_a_name_is_the_one_that_the_next_sentences_name(told: Told) -> None:
    telling = told(
        "Twelve people were killed on Thursday in air strikes on a town in northwestern Syria. "
        "The jets flew over Saraqib in the morning, medics said."
    )
    assert [a.place.name for a in telling.accounts if killed(a)] == ["Saraqib"]


def test_a_town_that_only_says_where_another_lies_is_not_the_scene(told: Told) -> None:
    telling = told(
        "Two bombs went off in Saraqib, two hours north of Hama; seven people were killed on Thursday."
    )
    assert {a.place.name for a in telling.accounts} == {"Saraqib"}


def test_the_scene_set_before_the_act_is_told_is_its_place(told: Told) -> None:
    telling = told(
        "Smoke hung over Saraqib in northern Syria. On Thursday at least nine people were killed in an air raid."
    )
    assert [a.place.name for a in telling.accounts] == ["Saraqib"]


def test_the_sum_over_two_towns_is_an_aggregate_and_no_third_incident(told: Told) -> None:
    telling = told(
        "Air strikes killed at least 29 people in northern Syria on Thursday. A raid on a market in Saraqib killed 23 "
        "people. Another strike on the town of Kafr Nabl killed six people."
    )
    assert len(telling.accounts) == 2
    assert [(f.kind, f.bounds.low) for f in telling.loose] == [("aggregate", 29)]


def test_a_toll_since_some_start_is_kept_beside_and_not_booked(told: Told) -> None:
    telling = told(
        "A bomb killed two people in Mogadishu on Thursday. More than 300 people have been killed in the Somali "
        "capital since January."
    )
    (account,) = telling.accounts
    assert killed(account) == {2}
    assert [(f.kind, f.bounds.low) for f in telling.loose] == [("running_toll", 301)]


def test_what_a_war_has_killed_is_a_running_toll(told: Told) -> None:
    telling = told(
        "The conflict has killed more than 320,000 people. It has driven millions from their homes."
    )
    assert not telling.accounts
    assert [(f.kind, f.bounds.low) for f in telling.loose] == [
        ("running_toll", 320_001),
        ("displacement", 2_000_000),
    ]


def test_those_who_may_have_to_flee_are_a_projection(told: Told) -> None:
    telling = told("A further 200,000 people could be forced to flee should the fighting go on.")
    assert [(f.kind, f.bounds.low) for f in telling.loose] == [("projection", 200_000)]


def test_hospitals_hit_since_the_spring_are_facilities(told: Told) -> None:
    telling = told("At least 40 hospitals have been bombed since the offensive began in April.")
    assert [(f.kind, f.outcome, f.bounds.low) for f in telling.loose] == [("facilities", "hit", 40)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The rebels threatened to bomb the city of Aleppo.",
        "Police thwarted an attack on a church in Nairobi on Thursday.",
        "Residents fear that government forces will attack the town of Saraqib.",
        "The army denied that it had shelled the town of Saraqib on Thursday.",
    ],
)
def test_threatened_thwarted_feared_and_denied_acts_are_no_accounts(sentence: str, told: Told) -> None:
    assert not told(sentence).accounts


def test_an_undated_report_dates_nothing(told: Told) -> None:
    telling = told("A car bomb killed 12 people in Azaz on Thursday.", published=None)
    (account,) = telling.accounts
    assert telling.dated.day is None
    assert (account.date.start, account.date.precision) == (None, "unknown")


def test_a_strike_with_no_figure_is_told_if_its_place_and_day_are(told: Told) -> None:
    telling = told("Russian warplanes bombed a hospital in the town of Atarib on Thursday.")
    (account,) = telling.accounts
    assert (account.place.name, account.date.start, account.targets, account.figures) == (
        "Atarib",
        date(2017, 3, 16),
        ("hospital",),
        (),
    )


def test_seats_of_talks_and_speakers_homes_are_no_places_of_acts(told: Told) -> None:
    telling = told(
        "Peace talks resumed in Geneva on Thursday as fighting raged. A police official in Baghdad said a bomb "
        "killed three people in Baquba on Thursday."
    )
    assert [a.place.name for a in telling.accounts] == ["Baquba"]


def test_text_that_lost_its_commas_and_apostrophes_reads_alike(told: Told) -> None:
    natural = told(
        "Two civilians were killed and three others were wounded on Thursday when rebels' rockets hit Syria's second "
        "city, Aleppo, a monitor said."
    )
    stripped = told(
        "Two civilians were killed and three others were wounded on Thursday when rebels rockets hit Syrias second "
        "city Aleppo a monitor said."
    )
    shape = [
        [(f.outcome, f.bounds.low, f.bounds.high) for f in a.figures]
        for telling in (natural, stripped)
        for a in telling.accounts
    ]
    assert shape == [[("killed", 2, 2), ("injured", 3, 3)]] * 2


def test_the_same_report_told_again_has_the_same_ids(told: Told) -> None:
    text = "A car bomb killed 12 people in Azaz on Thursday. Another bomb killed two people in Aleppo on Wednesday."
    assert told(text) == told(text)
    ids = [a.id for a in told(text).accounts]
    assert len(set(ids)) == len(ids) == 2


def spans(telling: Telling) -> list[Span]:
    found = [telling.dated.quote, *(d.quote for d in telling.dropped)]
    for account in telling.accounts:
        found += [account.evidence, account.date.quote, account.place.quote]
        found += [f.quote for f in account.figures] + [p.quote for p in account.perpetrators]
    for figure in telling.loose:
        found += [figure.quote, figure.period.quote, figure.place.quote]
    return [s for s in found if s is not None]


WORDS = (
    "killed 12 people on Monday in Aleppo , . and wounded three at least 40 since April a bomb rockets Syrian army the "
    "said according to monitor children including 2016 two women 7km from Homs province – “ ” ' \n"
).split(" ")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
def test_every_span_slices_to_its_words_whatever_the_text(
    nlp: Language, gazetteer: Gazetteer, text: str
) -> None:
    telling = assemble(ground(nlp(text), Report("r", text, published=date(2017, 3, 17)), gazetteer))
    for span in spans(telling):
        assert text[span.start : span.end] == span.text


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=80))
def test_telling_never_raises(nlp: Language, gazetteer: Gazetteer, text: str) -> None:
    assemble(ground(nlp(text), Report("r", text), gazetteer))


def test_a_count_that_is_denied_is_dropped_with_its_reason(told: Told) -> None:
    telling = told("The army denied that it had killed nine people in Douma.")
    assert not telling.accounts
    assert ("the text denies it", True) in {
        (d.reason, "nine people" in d.quote.text) for d in telling.dropped
    }
