"""Undated reports are dated by what they share with others: a quotation, a turn of talks, an act."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tests.factories import quotation
from tests.linking.told import MAREEN, on, told
from warledger.linking import in_company, link
from warledger.records import (
    Account,
    ContextLine,
    DateReason,
    Period,
    Quotation,
    ReportDate,
    ReportNote,
    Settled,
    Span,
)

PLEA = "We have asked the council three times to keep the road to the hospital open at night"
TURN = "suspended its part in the talks at the lake"


def day(text: str) -> ReportDate:
    return ReportDate(date.fromisoformat(text), "published")


def between(first: str | None, last: str | None, weekday: str | None = None) -> ReportDate:
    start, end = (date.fromisoformat(d) if d else None for d in (first, last))
    reasons = (
        (DateReason("weekday", "it tells of a weekday", None, None, Span(0, len(weekday), weekday)),)
        if weekday
        else ()
    )
    known = start is not None and end is not None and (end - start).days < 366
    return ReportDate(None, "inferred" if known else "unknown", None, None, start, end, reasons)


def quotes(report: str, words: str = PLEA) -> Quotation:
    return quotation(Span(0, len(words), words), report=report)


def turn(report: str, words: str = TURN) -> ContextLine:
    return ContextLine(f"c-{report}", report, "talks", "suspended", Span(0, len(words), words))


def strike(report: str, words: str | None, when: Period | None = None, killed: int = 37) -> Account:
    account = told(report, when or on(None), killed=killed, targets=("market",))
    return account if words is None else replace(account, date=Period(quote=Span(0, len(words), words)))


def dated(
    dates: dict[str, ReportDate],
    accounts: Sequence[Account] = (),
    quotations: Sequence[Quotation] = (),
    lines: Sequence[ContextLine] = (),
) -> Settled:
    notes = {id_: ReportNote(id_, None, when) for id_, when in dates.items()}
    return in_company(notes, accounts, quotations, lines)


def limits(found: Settled, report: str) -> tuple[str, str]:
    when = found.dates[report]
    return str(when.earliest), str(when.latest)


def test_a_quotation_shared_with_a_dated_report_dates_to_a_week_on_either_side() -> None:
    found = dated({"a": between(None, None), "b": day("2016-04-20")}, quotations=[quotes("a"), quotes("b")])
    assert limits(found, "a") == ("2016-04-13", "2016-04-27")
    assert [(r.kind, r.report) for r in found.dates["a"].reasons] == [("quotation", "b")]


def test_a_short_quotation_or_one_in_other_words_dates_nothing() -> None:
    for one, other in (
        ("It is a crime", "It is a crime"),
        (PLEA, "Nobody has asked us for anything at all in these years"),
    ):
        assert (
            dated(
                {"a": between(None, None), "b": day("2016-04-20")},
                quotations=[quotes("a", one), quotes("b", other)],
            )
            == Settled()
        )


def test_what_is_quoted_years_apart_dates_nothing() -> None:
    own = between("2019-05-01", "2019-06-30")
    assert dated({"a": own, "b": day("2016-04-20")}, quotations=[quotes("a"), quotes("b")]) == Settled()


def test_a_turn_of_talks_told_with_the_same_weekday_was_on_that_day() -> None:
    found = dated(
        {
            "a": between("2016-03-10", "2016-05-04", "on Monday"),
            "b": between("2016-04-18", "2016-04-22", "Monday"),
        },
        lines=[turn("a"), turn("b", "suspended its formal part in the talks at the lake")],
    )
    assert limits(found, "a") == ("2016-04-18", "2016-04-22")


def test_an_act_told_with_its_day_elsewhere_dates_yesterday() -> None:
    market = strike("b", None, on("2016-04-19"))
    found = dated(
        {"a": between("2016-03-10", "2016-05-04"), "b": day("2016-04-20")}, [strike("a", "yesterday"), market]
    )
    assert limits(found, "a") == ("2016-04-20", "2016-04-20")
    assert found.dates["a"].day == date(2016, 4, 20)
    assert [p.start for p in found.periods.values()] == [date(2016, 4, 19)]


def test_one_report_dates_another_and_this_a_third() -> None:
    found = dated(
        {"a": between(None, None), "b": between("2016-03-01", "2016-05-30"), "c": day("2016-04-20")},
        [strike("a", "on Tuesday"), strike("b", "yesterday")],
        [quotes("b"), quotes("c"), quotes("a", PLEA + " for the wounded"), quotes("b")],
    )
    assert limits(found, "b") == ("2016-04-13", "2016-04-27")
    assert found.dates["a"].earliest is not None
    assert found.dates["a"].earliest >= date(2016, 4, 6)


def test_a_market_bombed_on_no_known_day_is_not_dated_by_another_years_strike_with_the_same_toll() -> None:
    """Town, target and toll agree; nothing says when the undated one was."""
    old = strike("old", None, on("2016-04-19"))
    for own in (between(None, None), between("2017-07-23", None), between("2019-01-01", "2019-12-30")):
        assert dated({"new": own, "old": day("2016-04-20")}, [strike("new", None), old]) == Settled()
        assert dated({"new": own, "old": day("2016-04-20")}, [strike("new", "on Tuesday"), old]) == Settled()


def test_an_account_is_never_linked_with_one_outside_the_years_its_report_may_be_of() -> None:
    old, new = strike("old", None, on("2016-04-19")), strike("new", None)
    notes = {
        "old": ReportNote("old", None, day("2016-04-20")),
        "new": ReportNote("new", None, between("2017-07-23", None)),
    }
    linking = link([old, new], notes)
    assert len(linking.groups) == 2
    assert not linking.similar


def test_the_order_of_what_is_handed_over_changes_nothing() -> None:
    dates = {
        "a": between("2015-12-18", "2017-01-20", "Tuesday"),
        "b": between("2016-03-10", "2016-05-04", "Monday"),
        "c": between("2016-04-18", "2016-04-22", "Monday"),
    }
    accounts = [strike("a", "Tuesday"), strike("b", "yesterday")]
    said, lines = [quotes("a"), quotes("b")], [turn("b"), turn("c")]
    first = dated(dates, accounts, said, lines)
    assert limits(first, "b") == ("2016-04-20", "2016-04-20")
    assert limits(first, "a") == ("2016-04-19", "2016-04-23")
    shuffled = random.Random(7)
    for _ in range(10):
        for items in (accounts, said, lines):
            shuffled.shuffle(items)
        again = dated(dict(shuffled.sample(sorted(dates.items()), 3)), accounts, said, lines)
        assert again == first


def test_accounts_so_dated_are_linked_as_one_act() -> None:
    notes = {
        "a": ReportNote("a", None, between("2016-04-19", "2016-04-23")),
        "b": ReportNote("b", None, day("2016-04-20")),
    }
    told_twice = [strike("a", "Tuesday"), strike("b", None, on("2016-04-19"))]
    settled = [replace(account, date=on("2016-04-19")) for account in told_twice]
    assert len(link(settled, notes).groups) == 1
    assert all(a.place == MAREEN for a in settled)
