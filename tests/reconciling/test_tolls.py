"""Ranges and best figures: what a monitor would write of these groups of reports."""

from tests.reconciling.counted import Count, at_least, counted, exactly, figure_sentences, row, together
from warledger.reconciling.tolls import RULES
from warledger.records import Account

DAYS = {"day0": "2016-04-20", "day1": "2016-04-21", "day2": "2016-04-22", "later": "2016-06-01"}


def growing() -> list[Account]:
    return [
        counted(f"day{n}", exactly(dead, f"a toll of {dead}", says="SOHR"))
        for n, dead in enumerate((58, 86, 100))
    ]


def test_one_monitors_growing_toll_comes_to_its_latest_figure_and_the_older_ones_stay_visible() -> None:
    told = together(*growing(), days=DAYS)
    toll = row(told)
    assert (toll.low, toll.high, toll.best) == (100, 100, 100)
    assert toll.rule == "latest figure of the best-attested primary source"
    assert toll.set_aside == ("f-a-day0-0", "f-a-day1-0")
    assert figure_sentences(told) == [
        "the number of killed rose over the days: 58, 86 and 100 according to SOHR"
    ]


def test_a_late_report_that_recalls_an_old_toll_is_not_the_latest_figure() -> None:
    recalled = counted("later", exactly(58, "58 dead in April", says="SOHR"), primary=False)
    toll = row(together(*growing(), recalled, days=DAYS))
    assert (toll.low, toll.high, toll.best) == (100, 100, 100)
    assert "f-a-later-0" in toll.set_aside


def test_what_a_late_report_recalls_replaces_nothing() -> None:
    news, recalled = (
        counted("day0", exactly(58, says="SOHR")),
        counted("later", exactly(70, says="SOHR"), primary=False),
    )
    toll = row(together(news, recalled, days=DAYS))
    assert (toll.low, toll.high, toll.best) == (58, 70, 58)
    assert toll.rule == "latest figure of the best-attested primary source"


def test_a_correction_downwards_stays_in_the_range_and_the_latest_figure_is_best() -> None:
    told = together(
        counted("day0", exactly(44, says="SOHR")), counted("day1", exactly(37, says="SOHR")), days=DAYS
    )
    assert (row(told).low, row(told).high, row(told).best) == (37, 44, 37)
    assert row(told).rule == "latest figure of the best-attested primary source"


def test_rounder_words_beside_an_exact_count_are_no_range_and_no_disagreement() -> None:
    told = together(
        counted("one", at_least(24, "dozens of people"), exactly(26, says="SOHR")),
        counted("other", Count("more than 20 people", 21, None)),
    )
    assert (row(told).low, row(told).high, row(told).best) == (26, 26, 26)
    assert row(told).rule == "most exact figure"
    assert len(row(told).set_aside) == 2
    assert figure_sentences(told) == []


def test_at_least_21_and_26_of_one_source_are_26() -> None:
    told = together(counted("one", at_least(21, says="SOHR")), counted("other", exactly(26, says="SOHR")))
    assert (row(told).low, row(told).high) == (26, 26)
    assert figure_sentences(told) == []


def test_at_least_21_and_26_of_two_sources_are_a_range_but_no_disagreement() -> None:
    told = together(counted("one", at_least(21, says="SOHR")), counted("other", exactly(26, says="police")))
    assert (row(told).low, row(told).high) == (21, 26)
    assert figure_sentences(told) == []


def test_nearly_20_beside_19_is_no_disagreement() -> None:
    hedged = Count("nearly 20 people", 20, 20, hedge="nearly")
    told = together(counted("one", hedged), counted("other", exactly(19, says="police")))
    assert (row(told).low, row(told).high) == (19, 20)
    assert figure_sentences(told) == []


def test_two_sources_repeated_alike_leave_best_undecided() -> None:
    told = together(counted("one", exactly(9, says="doctors")), counted("other", exactly(14, says="police")))
    assert (row(told).best, row(told).rule) == (None, "undecided")
    assert figure_sentences(told) == ["9 killed according to doctors, 14 according to police"]


def test_of_several_counts_of_one_source_without_an_order_the_most_repeated_is_best() -> None:
    undated = dict.fromkeys(("a", "b", "c"), "2016-04-01")
    told = together(
        counted("a", exactly(47, says="SOHR")),
        counted("b", exactly(82, says="SOHR")),
        counted("c", exactly(82, says="SOHR")),
        days=undated,
    )
    assert (row(told).low, row(told).high, row(told).best) == (47, 82, 82)
    assert row(told).rule == "most repeated figure of the best-attested primary source"


def test_a_source_does_not_contradict_itself_in_one_account() -> None:
    told = together(
        counted("one", exactly(30, "30 in the first house", says="SOHR"), at_least(70, says="SOHR"))
    )
    assert (row(told).low, row(told).high, row(told).best) == (70, None, 70)
    assert row(told).set_aside == ("f-a-one-0",)
    assert figure_sentences(told) == []


def test_another_39_beside_30_are_other_people_and_no_disagreement() -> None:
    told = together(counted("one", exactly(30, says="SOHR"), exactly(39, "another 39 people", says="SOHR")))
    assert (row(told).low, row(told).high, row(told).best) == (30, 39, None)
    assert figure_sentences(told) == []


def test_officers_among_the_dead_are_no_toll_of_their_own() -> None:
    some = at_least(2, "two officers were among those killed", says="SOHR")
    told = together(counted("one", some, exactly(30, says="activists")))
    assert (row(told).low, row(told).high) == (30, 30)


def test_figures_that_are_only_parts_make_no_row() -> None:
    part = Count("five in the clinic", 5, 5, role="part")
    assert together(counted("one", part)).figures == ()


def test_two_others_beside_the_civilians_are_no_toll_of_their_own() -> None:
    told = together(
        counted(
            "one",
            exactly(37, says="SOHR"),
            exactly(35, "35 civilians", says="SOHR", victims="civilians"),
            exactly(2, "two other persons", says="SOHR"),
        )
    )
    assert (row(told).low, row(told).high) == (37, 37)


def test_every_rule_that_a_row_may_name_is_described() -> None:
    assert all(words for words in RULES.values())
