"""Why two incidents were not merged is said in one sentence that a reader can check."""

from datetime import date

from tests import factories as make
from warledger.linking.pairs import compare_pair
from warledger.linking.profiles import profile
from warledger.records import Account, Incident, Link, Period, Place, ReportDate, ReportNote
from warledger.wording.kept_apart import kept_apart


def told(report: str, *, day: date | None = date(2016, 5, 12), place: Place | None = None) -> Account:
    when = Period() if day is None else make.day(day)
    return make.account(make.report(report), date=when, place=place or make.town("Deir Sunbul", 35.61, 36.52))


def words(one: Account, other: Account, score: float = 0.4, *more: Account) -> str:
    left: Incident = make.incident([one, *more])
    return kept_apart(left, make.incident([other]), Link(one.id, other.id, score, ("reason",)), {}).why


def test_an_account_without_a_day_never_joins_alone() -> None:
    assert words(told("a"), told("b", day=None)) == (
        "One of the two does not tell the day: what is not told is no agreement, so this alone never joins two incidents"
    )


def test_days_that_contradict_are_named() -> None:
    assert words(told("a"), told("b", day=date(2016, 5, 14))).startswith("Their days contradict each other")


def test_a_score_below_the_threshold_is_told_with_the_threshold() -> None:
    assert words(told("a"), told("b")) == (
        "Too little speaks for it: a score of 0.40, where 0.59 is needed to take two accounts for one act"
    )


def test_two_acts_of_one_report_are_two_and_the_report_is_named() -> None:
    one, other, third = told("a"), told("b"), told("b", place=make.town("Arzeh", 35.2, 36.6))
    assert "report b tells of both incidents" in words(one, other, 0.9, third)
    notes = {"b": ReportNote("b", "Gulf Post", ReportDate(date(2016, 5, 13), "text"))}
    link = Link(one.id, other.id, 0.9, ())
    why = kept_apart(make.incident([one, third]), make.incident([other]), link, notes).why
    assert "the report of Gulf Post, 13 May 2016 (b), tells of both incidents" in why


def test_what_speaks_against_it_does_not_stand_among_what_speaks_for_it() -> None:
    near, far = told("a"), told("b", place=make.town("Arzeh", 35.2, 36.6))
    (against,) = [
        found.sentence
        for found in compare_pair(profile(near, {}), profile(far, {})).findings
        if found.weight < 0 and "apart" in found.sentence
    ]
    link = Link(near.id, far.id, 0.4, ("same day, 12 May 2016", against))
    found = kept_apart(make.incident([near]), make.incident([far]), link, {})
    assert (found.speaks_for, found.speaks_against) == (("same day, 12 May 2016",), (against,))


def test_accounts_that_fit_while_the_others_do_not_are_told_so() -> None:
    assert words(told("a"), told("b"), 0.9).startswith("These two accounts fit, but not all others")


def test_accounts_that_are_gone_leave_the_score() -> None:
    own, other = make.incident([told("a")]), make.incident([told("b")])
    found = kept_apart(own, other, Link("x", "y", 0.3, ("same day",)), {})
    assert "a score of 0.30" in found.why
    assert (found.speaks_for, found.speaks_against) == (("same day",), ())
