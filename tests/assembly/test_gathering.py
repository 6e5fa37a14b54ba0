"""Which frames go on telling of one act, and which begin another."""

from datetime import date

from tests.assembly.conftest import Told, by_place, killed


def test_a_sentence_without_a_place_goes_on_telling_of_the_last_act(told: Told) -> None:
    (account,) = told(
        "A raid hit the town of Saraqib on Thursday. At least nine people were killed."
    ).accounts
    assert killed(account) == {9}


def test_another_attack_is_another_account(told: Told) -> None:
    telling = told(
        "A bomb killed five people in Baghdad on Thursday. In a separate attack, gunmen shot dead two policemen in "
        "Kirkuk on Wednesday."
    )
    accounts = by_place(telling)
    assert killed(accounts["Baghdad"]) == {5}
    assert killed(accounts["Kirkuk"]) == {2}
    assert accounts["Kirkuk"].date.start == date(2017, 3, 15)


def test_one_town_on_two_days_is_two_accounts(told: Told) -> None:
    telling = told(
        "Shelling killed four people in Douma on Thursday. On Tuesday, rockets killed seven people in Douma."
    )
    assert sorted((a.date.start, killed(a)) for a in telling.accounts) == [
        (date(2017, 3, 14), {7}),
        (date(2017, 3, 16), {4}),
    ]


def test_shells_of_one_side_and_raids_of_the_other_on_one_town_are_two_acts(told: Told) -> None:
    telling = told(
        "Syrian government air strikes killed eight people in Aleppo on Thursday. Rebel rocket fire killed three "
        "people in Aleppo on Thursday."
    )
    assert sorted(low for a in telling.accounts for low in killed(a) if low) == [3, 8]
    assert len(telling.accounts) == 2


def test_towns_told_of_in_one_breath_get_an_account_each_and_their_joint_toll_is_an_aggregate(
    told: Told,
) -> None:
    telling = told("Air strikes on the towns of Saraqib and Ariha killed 11 people on Thursday.")
    assert {a.place.name for a in telling.accounts} == {"Saraqib", "Ariha"}
    assert not any(a.figures for a in telling.accounts)
    assert [(f.kind, f.bounds.low) for f in telling.loose] == [("aggregate", 11)]


def test_a_day_told_once_is_carried_on(told: Told) -> None:
    telling = told(
        "Shelling killed four people in Douma on Wednesday. A rocket killed two people in the town of Harasta."
    )
    assert {a.date.start for a in telling.accounts} == {date(2017, 3, 15)}


def test_news_without_any_day_is_of_the_reports_day_and_says_so(told: Told) -> None:
    (account,) = told("A rocket killed two people in the town of Harasta.").accounts
    assert (account.date.start, account.date.basis, account.date.quote) == (
        date(2017, 3, 17),
        "published",
        None,
    )


def test_a_truces_month_does_not_date_the_raid(told: Told) -> None:
    (account,) = told(
        "In some of the worst violence since a truce took effect in February, a raid killed 37 people in the town of "
        "Saraqib on Thursday."
    ).accounts
    assert account.date.start == date(2017, 3, 16)
