"""A ledger held against somebody else's rows: what matches and why, what stands alone, where the dead differ."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tests.factories import incident
from tests.linking.told import MAREEN, at, on, told
from warledger.comparing import Comparison, Entry, compare
from warledger.comparing.cells import COLUMNS, comparison_lines
from warledger.comparing.outcome import side_by_side
from warledger.records import Bounds, Incident, Period, Place, Reconciled, VictimClass

JUNE = (date(2016, 6, 1), date(2016, 6, 30))


def act(by: str, day: str = "2016-06-03", *, killed: int | None = 7, where: Place = MAREEN) -> Incident:
    figures = (
        ()
        if killed is None
        else (Reconciled("killed", "civilians", killed, killed, killed, "only figure", (by,), ()),)
    )
    return incident((told(by, on(day), where, killed=killed),), id=f"i-{by}", figures=figures)


def row(
    line: int,
    day: str = "2016-06-03",
    *,
    killed: int | None = 7,
    where: Place = MAREEN,
    victims: VictimClass = "unspecified",
    words: str = "",
) -> Entry:
    bounds = None if killed is None else Bounds(killed, killed)
    return Entry(str(line), line, "other", on(day), where, bounds, killed, victims, None, (), True, "", words)


def held(incidents: Sequence[Incident], entries: Sequence[Entry]) -> Comparison:
    return compare(incidents, entries, JUNE)


def matched(comparison: Comparison) -> list[tuple[str, str]]:
    return [(m.incident.id, m.entry.id) for m in comparison.matches]


def test_one_day_one_place_and_one_toll_match_and_the_reasons_say_so() -> None:
    (match,) = held([act("post")], [row(2)]).matches
    assert "same day, 3 June 2016" in match.reasons
    assert "both tell of 7 killed" in match.reasons


def test_another_day_or_another_town_is_another_act() -> None:
    far = at("Tal Ward", 35.25, 36.67)
    found = held([act("post")], [row(2, "2016-06-08"), row(3, where=far)])
    assert not found.matches
    assert [e.id for e in found.only_there] == ["3", "2"]
    assert [i.id for i in found.only_here] == ["i-post"]


def test_rows_that_only_the_day_and_the_city_hold_up_stay_perhaps() -> None:
    found = held([act("post", killed=None)], [row(2, killed=3), row(3, killed=9)])
    assert not found.matches
    assert [m.entry.id for m in found.perhaps] == ["2", "3"]


def test_one_incident_answers_several_rows_that_together_count_no_more_than_it_does() -> None:
    rows = [row(2, killed=3), row(3, killed=3)]
    assert matched(held([act("post", killed=6)], rows)) == [("i-post", "2"), ("i-post", "3")]
    assert not held([act("post", killed=2)], rows).matches


def test_of_rows_that_fit_equally_well_all_are_taken_or_none() -> None:
    rows = [row(2, killed=3), row(3, killed=3), row(4, killed=3)]
    assert len(held([act("post", killed=9)], rows).matches) == 3
    assert not held([act("post", killed=7)], rows).matches


def test_a_row_that_answers_another_incident_better_gives_way_to_its_equal() -> None:
    quarter = at("Castello", 35.66, 36.68, precision="site")
    rows = [row(2, killed=7), row(3, killed=7, words="a day at Castello")]
    found = held([act("post"), act("herald", where=quarter)], rows)
    assert matched(found) == [("i-herald", "3"), ("i-post", "2")]


def test_the_kind_of_act_in_the_words_of_a_row_decides_between_rows_of_a_town() -> None:
    rows = [row(2, killed=7, words="clashes go on"), row(3, killed=7, words="warplanes raid the market")]
    strike = act("post")
    raid = strike.accounts[0].type
    assert raid == "airstrike"
    assert matched(held([strike], rows)) == [("i-post", "3")]


def test_a_row_that_counts_nobody_as_killed_does_not_answer_an_incident_with_dead() -> None:
    assert not held([act("post", killed=2)], [row(2, killed=0)]).matches


def test_without_a_toll_a_village_is_matched_and_a_city_of_many_rows_is_not() -> None:
    assert matched(held([act("post", killed=None)], [row(2, killed=4)])) == [("i-post", "2")]
    assert not held(
        [act("post", killed=None)], [row(2, killed=4), row(3, killed=5), row(4, killed=6)]
    ).matches


def test_an_incident_of_a_month_is_the_one_row_that_counts_as_many() -> None:
    month = Period(date(2016, 6, 1), date(2016, 6, 30), "month", "text")
    told_of = act("post", killed=70)
    recalled = replace(told_of, date=month, accounts=tuple(replace(a, date=month) for a in told_of.accounts))
    rows = [row(2, "2016-06-11", killed=73), row(3, "2016-06-20", killed=4)]
    assert matched(held([recalled], rows)) == [("i-post", "2")]
    assert not held([recalled], [*rows, row(4, "2016-06-25", killed=66)]).matches


def test_the_surroundings_of_a_town_are_the_town_where_they_bear_its_name_and_the_tolls_agree() -> None:
    junction = at("Mareen Junction", 35.88, 36.67)
    assert matched(held([act("post", killed=28)], [row(2, killed=28, where=junction)])) == [("i-post", "2")]
    assert not held([act("post", killed=28)], [row(2, killed=9, where=junction)]).matches


def test_a_row_by_the_word_of_a_party_is_nearer_to_what_a_voice_of_that_party_tells() -> None:
    told_of = replace(act("post"), primary_sources=("SANA",))
    (heard,) = held([told_of], [replace(row(2), origins=("SANA",))]).matches
    (other,) = held([told_of], [replace(row(2), origins=("SOHR",))]).matches
    assert "both go by the word of Syrian government" in heard.reasons
    assert heard.score > other.score


def test_civilians_here_and_fighters_alone_there_are_two_acts() -> None:
    assert matched(held([act("post")], [row(2, victims="civilians")])) == [("i-post", "2")]
    assert not held([act("post")], [row(2, victims="combatants")]).matches


def test_a_quarter_that_the_words_of_their_source_name_decides_between_rows_of_a_city() -> None:
    quarter = at("Castello", 35.66, 36.68, precision="site")
    rows = [row(2, words="shells hit the old market"), row(3, words="raid on the Castelo road")]
    assert matched(held([act("post", where=quarter)], rows)) == [("i-post", "3")]


def test_only_there_is_told_for_the_days_and_countries_that_the_ledger_covers() -> None:
    abroad = at("Rakka", 33.0, 44.0, country="IQ")
    found = held(
        [act("post")], [row(2, "2016-06-20"), row(3, "2014-06-20"), row(4, "2016-06-20", where=abroad)]
    )
    assert [e.id for e in found.only_there] == ["2"]
    assert found.beyond == 2


def test_the_dead_agree_where_the_ranges_touch_and_differ_where_they_do_not() -> None:
    (agreeing,) = side_by_side(held([act("post")], [row(2)]))
    (differing,) = side_by_side(held([act("post", killed=12)], [row(2, killed=10)]))
    assert (agreeing.figures, differing.figures) == ("agree", "differ")


def test_the_table_has_a_row_for_all_and_holds_no_formula() -> None:
    spiked = at("=HYPERLINK(1)", 35.64, 36.67)
    lines = list(comparison_lines(held([act("post")], [row(2), row(3, "2016-06-20", where=spiked)])))
    assert lines[0].strip() == ",".join(COLUMNS)
    assert [line.partition(",")[0] for line in lines[1:]] == ["matched", "only there"]
    assert ",'=HYPERLINK(1)," in lines[2]


def test_the_order_of_rows_changes_nothing() -> None:
    incidents = [act("post"), act("herald", "2016-06-05")]
    rows = [row(2), row(3, "2016-06-05"), row(4, "2016-06-20")]
    assert list(comparison_lines(held(incidents, rows))) == list(
        comparison_lines(held(incidents[::-1], rows[::-1]))
    )
