"""Linking told by its founding cases: what is one act, what is two, and what is left to a person."""

from collections.abc import Mapping
from dataclasses import replace

from tests.factories import judgement
from tests.linking.told import MAREEN, at, groups, later, notes_of, on, told
from warledger.linking import link
from warledger.records import Account, Judgement, Linking

MARKET = ("market",)


def linked(
    *accounts: Account, judged: tuple[Judgement, ...] = (), copies: Mapping[str, str] | None = None
) -> Linking:
    return link(accounts, notes_of(*accounts, copies=copies), judged)


def test_two_outlets_tell_of_one_strike_with_37_and_44_dead_and_it_is_one_act() -> None:
    one = told("one", killed=(37, None), targets=MARKET)
    other = told("other", killed=44, targets=MARKET)
    outcome = linked(one, other)
    assert outcome.groups == (("a-one", "a-other"),)
    (tie,) = outcome.links
    assert (tie.left, tie.right) == ("a-one", "a-other")
    assert tie.score > 0.9
    assert "same day, 19 April 2016" in tie.reasons
    assert "both airstrike" in tie.reasons
    assert "both name as target: market" in tie.reasons


def test_the_same_market_bombed_three_years_apart_with_37_dead_each_time_is_two_acts() -> None:
    then = told("then", killed=37, targets=MARKET)
    again = told("again", on("2019-07-22"), killed=37, targets=MARKET)
    assert groups(linked(then, again)) == {frozenset({"a-then"}), frozenset({"a-again"})}


def test_an_undated_strike_on_the_same_market_stays_apart_and_is_offered_as_similar() -> None:
    dated = told("dated", killed=37, targets=MARKET, blamed="Russia")
    undated = told("undated", on(None), killed=37, targets=MARKET, blamed="Russia")
    outcome = linked(dated, undated)
    assert groups(outcome) == {frozenset({"a-dated"}), frozenset({"a-undated"})}
    (unsure,) = outcome.similar
    assert {unsure.left, unsure.right} == {"a-dated", "a-undated"}
    assert "one account gives no day" in unsure.reasons


def test_an_unplaced_strike_on_the_same_day_with_the_same_toll_stays_apart() -> None:
    placed = told("placed", killed=37, targets=MARKET)
    unplaced = told("unplaced", where=at(None, admin1=None, precision="unknown"), killed=37, targets=MARKET)
    assert len(linked(placed, unplaced).groups) == 2


def test_a_toll_that_grows_over_days_is_one_act() -> None:
    accounts = [
        told(f"day{n}", kind="car_bomb", killed=dead) for n, dead in enumerate((58, 86, 100), start=1)
    ]
    assert linked(*accounts).groups == (("a-day1", "a-day2", "a-day3"),)


def test_two_strikes_of_one_day_in_one_town_told_by_one_report_are_two_acts() -> None:
    noon = told("paper", targets=MARKET, id="a-noon")
    night = told("paper", targets=("hospital",), id="a-night")
    assert len(linked(noon, night).groups) == 2


def test_another_report_joins_the_strike_whose_target_it_names() -> None:
    noon = told("paper", targets=MARKET, killed=9, id="a-noon")
    night = told("paper", targets=("hospital",), killed=4, id="a-night")
    hospital = told("radio", targets=("hospital",), killed=4)
    assert groups(linked(noon, night, hospital)) == {frozenset({"a-noon"}), frozenset({"a-night", "a-radio"})}


def test_two_towns_a_valley_apart_on_one_day_are_two_acts() -> None:
    near = told("one", killed=7, targets=MARKET)
    far = told("other", where=at("Kafr Zeit", 35.37, 36.60), killed=7, targets=MARKET)
    assert len(linked(near, far).groups) == 2


def test_a_province_and_a_day_are_too_little_to_link_on() -> None:
    exact = told("one")
    vague = told("other", where=at("Idlib", precision="province"))
    assert len(linked(exact, vague).groups) == 2


def test_no_chain_two_acts_are_not_joined_by_an_account_that_fits_both() -> None:
    # The middle account knows only the city and the night; the outer two name quarters 5 km apart.
    east = told("east", where=at("Shaar", 36.210, 37.190, precision="site"), killed=4)
    city = told("city", where=at("Aleppo", 36.202, 37.161), killed=4)
    west = told("west", where=at("Hamdan", 36.190, 37.110, precision="site"), killed=4)
    outcome = linked(east, city, west)
    assert len(outcome.groups) == 2
    assert not any({"a-east", "a-west"} <= group for group in groups(outcome))


def test_a_copy_links_with_its_original_even_where_its_date_was_handed_over_wrong() -> None:
    words = "Jets hit the market of Mareen yesterday and at least nine people were killed, rescuers said."
    first = told("wire", words=words, killed=9)
    copy = told("copy", later(first.date, 12), words=words.replace("rescuers", "the rescuers"), killed=9)
    outcome = linked(first, copy, copies={"copy": "wire"})
    assert outcome.groups == (("a-copy", "a-wire"),)
    assert outcome.links[0].reasons[0].startswith("copies of one report")
    assert len(linked(first, copy).groups) == 2, "without lineage twelve days apart are two acts"


def test_ten_copies_do_not_outvote_the_one_account_that_contradicts() -> None:
    words = "Jets hit the market of Mareen on Tuesday and at least nine people were killed, rescuers said."
    wire = [told(f"copy{n}", words=words, killed=9, targets=MARKET) for n in range(5)]
    other = told("other", kind="abduction", killed=300, targets=("village",), blamed="rebels")
    lineage = {f"copy{n}": "copy0" for n in range(1, 5)}
    assert frozenset({"a-other"}) in groups(linked(*wire, other, copies=lineage))


def test_a_person_joins_what_linking_parts() -> None:
    one, other = told("one", killed=3), told("other", on("2016-05-01"), killed=90, kind="shelling")
    outcome = linked(one, other, judged=(judgement("same", "a-one", "a-other", why="one bakery"),))
    assert outcome.groups == (("a-one", "a-other"),)
    assert outcome.links[0].reasons == ("judged the same by Rana: one bakery",)


def test_a_person_parts_what_linking_joins_and_it_is_not_offered_again() -> None:
    one, other = told("one", killed=9), told("other", killed=9)
    assert len(linked(one, other).groups) == 1
    outcome = linked(one, other, judged=(judgement("different", "a-one", "a-other"),))
    assert len(outcome.groups) == 2
    assert outcome.similar == ()


def test_a_judgement_taken_back_binds_no_more() -> None:
    one, other = told("one", killed=9), told("other", killed=9)
    undone = replace(judgement("different", "a-one", "a-other"), undone_at="2024-06-01T10:00:00Z")
    assert len(linked(one, other, judged=(undone,)).groups) == 1


def test_an_account_joined_by_hand_does_not_tear_the_group_apart() -> None:
    trio = [told(f"t{n}", killed=20, targets=MARKET) for n in range(3)]
    stray = told("stray", on("2016-09-01"), killed=2)
    outcome = linked(*trio, stray, judged=(judgement("same", "a-stray", "a-t0"),))
    assert outcome.groups == (("a-stray", "a-t0", "a-t1", "a-t2"),)


def test_unsure_pairs_stay_apart_and_carry_their_reasons() -> None:
    one = told("one", killed=9)
    other = told("other", later(one.date, 1), kind="shelling", killed=9)
    outcome = linked(one, other)
    assert len(outcome.groups) == 2
    (unsure,) = outcome.similar
    assert unsure.score < 0.6
    assert any(reason.startswith("1 day apart") for reason in unsure.reasons)


def test_every_account_is_in_exactly_one_group_and_the_group_is_told_by_links() -> None:
    accounts = [
        told(f"r{n}", later(on("2016-04-19"), n % 3 * 5), MAREEN, killed=n % 3 + 5) for n in range(12)
    ]
    outcome = linked(*accounts)
    assert sorted(id_ for group in outcome.groups for id_ in group) == sorted(a.id for a in accounts)
    assert len(outcome.links) == sum(len(group) - 1 for group in outcome.groups)
    assert [len(group) for group in outcome.groups] == [4, 4, 4]


def test_no_accounts_make_no_groups() -> None:
    assert link((), {}) == Linking(())
