"""What dates undated reports beside others is found without reading all that the others tell, and comes to the same."""

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings

from tests import factories as make
from tests.places import Places, for_a_while
from tests.relinking.stories import Step, happens, stories
from warledger.ledger import Ledger, LinkingWork
from warledger.linking.shared import shared_acts, shared_quotations, shared_turns
from warledger.records import Period, ReportDate, Telling
from warledger.relinking import relink

TUESDAY = date(2016, 4, 19)
FILLED = {
    "undated": "A raid on the market",
    "dated": "Jets over the stalls",
    "far": "Bombs on a row of shops",
}


def shared(work: LinkingWork, reports: list[str] | None) -> object:
    """With which reports the undated ones share something, and what."""
    undated = work.undated()
    accounts, quotations, lines = work.what_dates(undated.keys(), reports)
    pairs = (
        shared_acts(sorted(accounts, key=lambda a: (a.report, a.id))),
        shared_quotations(sorted(quotations, key=lambda q: (q.report, q.quote)), undated.keys()),
        shared_turns(sorted(lines, key=lambda line: (line.report, line.quote, line.event))),
    )
    return [{id_: of.get(id_) for id_ in undated} for of in pairs]


@given(stories)
@settings(
    deadline=None, max_examples=12, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
def test_undated_reports_share_what_they_would_with_all_reports_held_beside_them(
    places: Places, story: tuple[Step, ...]
) -> None:
    with for_a_while(places) as where, Ledger.create_or_open(where) as ledger:
        for moment, step in enumerate(story):
            happens(ledger, step, moment)
            relink(ledger)
        everything = [report.id for report in ledger.reports()]
        with ledger.linking_work() as work:
            assert shared(work, None) == shared(work, everything)


def market(name: str, dated: ReportDate, town: str = "Tal Ward") -> Telling:
    """A report of 37 dead in a market on Tuesday, in words of its own."""
    report = make.report(name, f"{FILLED[name]} in {town} killed 37 people on Tuesday.")
    account = make.account(
        report,
        id=f"a-{name}",
        type="airstrike",
        place=make.town(town),
        targets=("market",),
        date=Period(quote=make.quoted(report, "on Tuesday"))
        if dated.day is None
        else Period(TUESDAY, TUESDAY, "day", "text", make.quoted(report, "on Tuesday")),
        figures=(make.figure(make.quoted(report, "37 people"), 37, 37, id=f"f-{name}"),),
    )
    return make.telling(report, accounts=[account], dated=dated)


def test_what_a_dated_report_shares_with_an_undated_one_is_found_among_many_that_share_nothing(
    place: str,
) -> None:
    of = TUESDAY + timedelta(days=1)
    known = ReportDate(of, "published", None, of)
    wide = ReportDate(None, "inferred", earliest=date(2016, 3, 1), latest=date(2016, 6, 30))
    with Ledger.create_or_open(place) as ledger:
        ledger.add([market("undated", wide), market("dated", known), market("far", known, "Kafr Zeit")])
        with ledger.linking_work() as work:
            undated = work.undated()
            accounts, _, _ = work.what_dates(undated.keys())
            assert {account.id for account in accounts} == {"a-undated", "a-dated"}
        relink(ledger)
        dated = ledger.telling_in_company("undated")
    assert dated.accounts[0].date.start == TUESDAY
    assert {reason.report for reason in dated.dated.reasons} == {"dated"}
