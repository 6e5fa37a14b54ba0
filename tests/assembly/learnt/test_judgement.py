"""What the judges' verdicts make of a report: every count ends in an account, loose, or dropped with its reason."""

import pytest

from tests.assembly.learnt.conftest import Seen, verdicts
from warledger.assembly.learnt.judgement import (
    COUNT_KINDS,
    NO_ACCOUNT,
    NO_COUNT,
    decide,
)

TWO = "A car bomb killed nine people in Azaz on Tuesday. Shelling killed four people in Mosul on Wednesday."


def test_two_units_that_are_not_the_same_are_two_accounts(seen: Seen) -> None:
    shown, ruling = seen(TWO)
    drafts = decide(shown, verdicts(shown), ruling).drafts
    assert [[c.bounds.low for c in d.counts] for d in drafts] == [[9], [4]]


def test_units_that_are_the_same_are_one_account(seen: Seen) -> None:
    shown, ruling = seen(TWO)
    drafts = decide(shown, verdicts(shown, same=5.0), ruling).drafts
    assert [[c.bounds.low for c in d.counts] for d in drafts] == [[9, 4]]


@pytest.mark.parametrize(("toll", "accounts"), [("nineteen", 1), ("four", 2)])
def test_two_units_with_one_large_toll_are_one_account_where_the_judges_doubt_it(
    seen: Seen, toll: str, accounts: int
) -> None:
    shown, ruling = seen(
        f"Blast kills {toll} people in Azaz. A car bomb killed {toll} people at the market on Tuesday."
    )
    assert len(decide(shown, verdicts(shown, same=-2.0), ruling).drafts) == accounts


def test_a_count_that_is_a_sum_is_loose_and_its_unit_keeps_no_figure(seen: Seen) -> None:
    shown, ruling = seen(TWO)
    judgement = decide(shown, verdicts(shown, kinds=["incident", "aggregate"]), ruling)
    assert [(c.bounds.low, kind) for c, kind in judgement.loose] == [(4, "aggregate")]
    assert [c.bounds.low for d in judgement.drafts for c in d.counts] == [9]


def test_a_count_that_is_none_is_dropped_with_its_reason(seen: Seen) -> None:
    shown, ruling = seen(TWO)
    judgement = decide(shown, verdicts(shown, kinds=["none", "incident"]), ruling)
    assert [d.reason for d in judgement.dropped if "nine" in d.quote.text] == [NO_COUNT]


def test_a_count_in_a_unit_of_no_account_is_dropped_with_its_reason(seen: Seen) -> None:
    shown, ruling = seen(TWO)
    judgement = decide(shown, verdicts(shown, worthy=[5.0, -9.0]), ruling)
    assert [d.reason for d in judgement.dropped if "four" in d.quote.text] == [NO_ACCOUNT]


def test_a_share_is_what_its_whole_is(seen: Seen) -> None:
    shown, ruling = seen("Strikes on the province killed 40 people, including six children, in Aleppo.")
    judgement = decide(shown, verdicts(shown, kinds=["running_toll", "incident"]), ruling)
    assert [(c.bounds.low, kind) for c, kind in judgement.loose] == [
        (40, "running_toll"),
        (6, "running_toll"),
    ]


def test_the_displaced_are_told_by_their_words_whatever_the_judges_say(seen: Seen) -> None:
    shown, ruling = seen("Some 12,000 people fled their homes in Azaz on Tuesday.")
    judgement = decide(shown, verdicts(shown, kinds=["incident"]), ruling)
    assert [kind for _, kind in judgement.loose] == ["displacement"]


def test_an_act_lies_where_its_units_find_it_likeliest(seen: Seen) -> None:
    shown, ruling = seen("Officials met in Azaz. A car bomb killed nine people in Mosul on Tuesday.")
    likely = [9.0 if shown.places[k].span.text == "Azaz" else 0.0 for _, k, _ in shown.spots]
    drafts = decide(shown, verdicts(shown, there=likely), ruling).drafts
    assert [d.place.span.text if d.place else None for d in drafts] == ["Azaz"]


def test_who_is_likely_the_doer_is_blamed_by_name_with_the_words_that_say_so(seen: Seen) -> None:
    shown, ruling = seen("Taliban fighters killed nine people in Kunduz on Tuesday.")
    blames = decide(shown, verdicts(shown, did=5.0), ruling).drafts[0].blames
    assert [
        (name, blame.quote.text in shown.grounded.report.text) for (name, _), blame in blames.items()
    ] == [("Taliban", True)]
    assert not decide(shown, verdicts(shown, did=-5.0), ruling).drafts[0].blames


def test_the_speaker_that_the_judges_find_likeliest_is_cited(seen: Seen) -> None:
    shown, ruling = seen(
        "Nine people were killed in Azaz on Tuesday, police said. The governor said four were hurt."
    )
    likely = [4.0 if "police" in shown.voices[k].names else 1.0 for _, k, _ in shown.speakers]
    says = decide(shown, verdicts(shown, said=likely), ruling).says
    assert says[shown.counts[0].first] == ("police",)


def test_nobody_is_cited_where_the_judges_find_no_speaker_likely(seen: Seen) -> None:
    shown, ruling = seen("Nine people were killed in Azaz on Tuesday, police said.")
    assert set(decide(shown, verdicts(shown), ruling).says.values()) == {()}


def test_a_town_in_a_units_own_words_goes_before_the_province_that_holds_it(seen: Seen) -> None:
    shown, ruling = seen("A car bomb killed nine people in Azaz in Aleppo province on Tuesday.")
    likely = [1.0 if shown.places[k].place.precision == "province" else 0.0 for _, k, _ in shown.spots]
    drafts = decide(shown, verdicts(shown, there=likely), ruling).drafts
    assert [d.place.span.text if d.place else None for d in drafts] == ["Azaz"]


def test_days_far_apart_are_never_one_act_whatever_the_judges_say(seen: Seen) -> None:
    shown, ruling = seen(
        "Air strikes killed nine people in Azaz on Tuesday. In March 2014, raids killed four people in Azaz."
    )
    drafts = decide(shown, verdicts(shown, same=9.0), ruling).drafts
    assert [[c.bounds.low for c in d.counts] for d in drafts] == [[9], [4]]


def test_a_hundred_dead_must_be_an_incidents_beyond_doubt(seen: Seen) -> None:
    shown, ruling = seen("Air strikes killed 140 people in Azaz on Tuesday.")
    unsure = verdicts(shown)
    unsure.kind[0, COUNT_KINDS.index("running_toll")] = 8.5
    assert [kind for _, kind in decide(shown, unsure, ruling).loose] == ["running_toll"]


def test_two_towns_of_one_list_are_two_accounts_each_at_its_own_whatever_the_judges_say(seen: Seen) -> None:
    shown, ruling = seen("Air strikes hit the towns of Azaz and Mosul on Tuesday, the ministry said.")
    towns = [u for u in shown.units if u.town]
    assert len(towns) == 2
    drafts = decide(shown, verdicts(shown, same=9.0, worthy=[5.0] * len(shown.units)), ruling).drafts
    assert [d.place.span.text if d.place else None for d in drafts] == ["Azaz", "Mosul"]
