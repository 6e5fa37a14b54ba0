"""Undated reports dated beside the others: the ledger keeps both what they say alone and what they come to."""

from datetime import date

from tests import factories as make
from tests.by_hand import put_incidents
from warledger.ledger import Ledger
from warledger.records import DateReason, Linking, Period, ReportDate, Settled, Span

ALONE = ReportDate(None, "unknown", None, None, date(2015, 12, 18), date(2017, 1, 20))
BESIDE = ReportDate(
    None, "inferred", None, None, date(2016, 4, 19), date(2016, 4, 23),
    (DateReason("quotation", "it quotes the same words", date(2016, 4, 13), date(2016, 4, 27), Span(0, 3, "The"), "other"),),
)  # fmt: skip
TUESDAY = Period(date(2016, 4, 19), date(2016, 4, 19), "day", "inferred", Span(0, 7, "Tuesday"))


def filled(path: str, settled: Settled) -> str:
    """A ledger with one undated report; the id of its account."""
    told = make.telling(make.report("undated"), dated=ALONE)
    with Ledger.create_or_open(path) as ledger:
        ledger.add([told])
        account = told.accounts[0].id
        periods = {account: TUESDAY} if settled.dates else {}
        found = Settled(settled.dates, periods)
        put_incidents(ledger, [make.incident(told.accounts)], Linking(((account,),)), found)
    return account


def test_a_report_alone_is_dated_by_itself_and_beside_others_by_them(path: str) -> None:
    account = filled(path, Settled({"undated": BESIDE}))
    with Ledger.open_reading(path) as ledger:
        assert ledger.note("undated").dated == BESIDE
        assert ledger.notes(alone=True)["undated"].dated == ALONE
        assert ledger.telling("undated").dated == ALONE
        beside = ledger.telling_in_company("undated")
        assert beside.dated == BESIDE
        assert [a.date for a in beside.accounts] == [TUESDAY]
        (incident,) = ledger.incidents()
        assert [(a.id, a.date) for a in incident.accounts] == [(account, TUESDAY)]
        assert ledger.incident(incident.id).accounts == incident.accounts


def test_what_no_longer_holds_is_gone_with_the_next_linking(path: str) -> None:
    filled(path, Settled({"undated": BESIDE}))
    filled(path, Settled())
    with Ledger.open_reading(path) as ledger:
        assert ledger.note("undated").dated == ALONE
        assert ledger.telling_in_company("undated") == ledger.telling("undated")


def test_only_reports_of_which_not_even_the_year_is_known_count_as_undated(path: str) -> None:
    filled(path, Settled())
    with Ledger.open_reading(path) as ledger:
        assert ledger.counts().undated == 1
    filled(path, Settled({"undated": BESIDE}))
    with Ledger.open_reading(path) as ledger:
        assert ledger.counts().undated == 0
