"""Wide accounts against narrow ones: told from afar, or a sum."""

from tests.assembly.conftest import Told, by_place, killed


def test_a_lead_over_a_whole_country_is_the_one_act_that_the_report_goes_on_to_tell(told: Told) -> None:
    telling = told(
        "An air strike killed 14 people in Syria on Thursday. The raid hit a market in the town of Ariha, killing 14 "
        "people."
    )
    (account,) = telling.accounts
    assert account.place.name == "Ariha"
    assert killed(account) == {14}


def test_a_regions_toll_with_most_of_it_in_one_market_is_an_aggregate(told: Told) -> None:
    telling = told(
        "Air strikes killed at least 40 people in northern Syria on Thursday. In the town of Ariha, the strikes on a "
        "market killed 37 people."
    )
    assert killed(by_place(telling)["Ariha"]) == {37}
    assert [(f.kind, f.bounds.low) for f in telling.loose] == [("aggregate", 40)]


def test_a_citys_day_told_by_quarters_is_an_account_a_quarter_and_the_citys_total_an_aggregate(
    told: Told,
) -> None:
    telling = told(
        "Rebel rockets killed eleven people in the Syrian city of Aleppo on Thursday. Eight people were killed in the "
        "al-Zahraa neighbourhood. Three people were killed in the al-Midan neighbourhood."
    )
    assert sorted(low for a in telling.accounts for low in killed(a) if low) == [3, 8]
    assert [(f.kind, f.bounds.low) for f in telling.loose] == [("aggregate", 11)]
