"""Why two incidents were not merged is said in one sentence that a reader can check."""

from datetime import date

from tests import factories as make
from warledger.records import Account, Incident, Link, Period, Place
from warledger.wording.kept_apart import kept_apart_words


def told(report: str, *, day: date | None = date(2016, 5, 12), place: Place | None = None) -> Account:
    when = Period() if day is None else make.day(day)
    return make.account(make.report(report), date=when, place=place or make.town("Deir Sunbul", 35.61, 36.52))


def words(one: Account, other: Account, score: float = 0.4, *more: Account) -> str:
    left: Incident = make.incident([one, *more])
    return kept_apart_words(left, make.incident([other]), Link(one.id, other.id, score, ("reason",)), {})


def test_an_account_without_a_day_never_joins_alone() -> None:
    assert words(told("a"), told("b", day=None)) == (
        "One of the two does not tell the day: what is not told is no agreement, so this alone never joins two incidents"
    )


def test_days_that_contradict_are_named() -> None:
    assert words(told("a"), told("b", day=date(2016, 5, 14))).startswith("Their days contradict each other")


def test_a_score_below_the_threshold_is_told_with_the_threshold() -> None:
    assert words(told("a"), told("b")) == (
        "What speaks for it comes to a score of 0.40; from 0.59 on two accounts are taken for one act"
    )


def test_two_acts_of_one_report_are_two() -> None:
    third = told("b", place=make.town("Arzeh", 35.2, 36.6))
    assert "report b tells both incidents" in words(told("a"), told("b"), 0.9, third)


def test_accounts_that_fit_while_the_others_do_not_are_told_so() -> None:
    assert words(told("a"), told("b"), 0.9).startswith("These two accounts fit, but not all others")


def test_accounts_that_are_gone_leave_the_score() -> None:
    own, other = make.incident([told("a")]), make.incident([told("b")])
    assert "a score of 0.30" in kept_apart_words(own, other, Link("x", "y", 0.3, ()), {})
