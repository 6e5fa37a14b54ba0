"""Context lines and quotations stay with their report, and an incident finds those of its days."""

from datetime import date, timedelta

import pytest

from tests import factories as make
from tests.by_hand import put_copies
from warledger.errors import UnknownRecord
from warledger.ledger import Ledger
from warledger.records import ContextEvent, ContextKind, ContextLine, Incident, Period, Place, Telling

TEXT = "A truce was declared. It ended. Talks opened."


def line(
    report: str,
    day: date | None,
    *,
    event: ContextEvent = "declared",
    kind: ContextKind = "ceasefire",
    place: Place | None = None,
    parties: tuple[str, ...] = (),
    period: Period | None = None,
) -> ContextLine:
    quote = make.quoted(TEXT, "truce was declared")
    told = period or make.day(day)
    return make.context_line(quote, kind, event, report=report, place=place, parties=parties, period=told)


def telling(report: str, *lines: ContextLine, country: str | None = "SY", acts: bool = True) -> Telling:
    source = make.report(report, TEXT)
    place = make.town(country=country)
    accounts = [make.account(source, id=f"a-{report}", place=place)] if acts else []
    return make.telling(source, accounts=accounts, context=lines)


def shelling(*tellings: Telling, date: Period | None = None) -> Incident:
    return make.incident([t.accounts[0] for t in tellings], id="shelling", date=date)


def around(ledger: Ledger, incident: Incident, **options: int) -> list[str]:
    return [found.report for found in ledger.context_around(incident, **options)]


def test_what_a_report_tells_comes_back_as_it_was(ledger: Ledger) -> None:
    words = make.quotation(make.quoted(TEXT, "It ended"), ("army",), report="r", direct=False)
    told = make.telling(
        make.report("r", TEXT), accounts=[], context=[line("r", make.DAY)], quotations=[words]
    )
    ledger.add([told])
    assert ledger.telling("r") == told
    assert ledger.context_of("r") == told.context
    assert ledger.quotations_of("r") == (words,)
    assert list(ledger.context()) == list(told.context)
    assert list(ledger.quotations()) == [words]
    with pytest.raises(UnknownRecord):
        ledger.context_of("another")


def test_all_of_them_stand_by_report_whatever_the_order(ledger: Ledger) -> None:
    for report in ("c", "a", "b"):
        ledger.add([telling(report, line(report, make.DAY))])
    assert [found.report for found in ledger.context()] == ["a", "b", "c"]


def test_a_report_whose_text_changed_gives_its_new_lines_only(ledger: Ledger) -> None:
    ledger.add([telling("r", line("r", make.DAY))])
    ledger.add([make.telling(make.report("r", f"{TEXT} Rain fell."), accounts=[])])
    assert list(ledger.context()) == []


@pytest.mark.parametrize(
    ("off", "found"), [(-4, []), (-3, ["other"]), (0, ["other"]), (3, ["other"]), (4, [])]
)
def test_an_incident_finds_the_lines_of_three_days_around_it(
    ledger: Ledger, off: int, found: list[str]
) -> None:
    own, other = telling("own"), telling("other", line("other", make.DAY + timedelta(days=off)))
    ledger.add([own, other])
    assert around(ledger, shelling(own)) == found


def test_its_own_reports_may_speak_of_no_day_and_of_a_truce_that_still_holds(ledger: Ledger) -> None:
    holding = Period(date(2015, 2, 1), None, "day", "text")
    own = telling("own", line("own", None), line("own", None, event="effective", period=holding))
    other = telling("other", line("other", None, parties=("rebels",)), line("other", None, period=holding))
    ledger.add([own, other])
    assert around(ledger, shelling(own)) == ["own", "own"]


def test_lines_of_a_whole_year_are_of_no_days(ledger: Ledger) -> None:
    year = Period(date(2015, 1, 1), date(2015, 12, 31), "year", "text")
    own, other = (
        telling("own", line("own", None, period=year)),
        telling("other", line("other", None, period=year)),
    )
    ledger.add([own, other])
    assert around(ledger, shelling(own)) == []


def test_another_war_is_no_context(ledger: Ledger) -> None:
    own = telling("own")
    elsewhere = telling("elsewhere", line("elsewhere", make.DAY), country="LY")
    nowhere = telling("nowhere", line("nowhere", make.DAY, parties=("rebels",)), acts=False)
    abroad = telling("abroad", line("abroad", make.DAY, place=make.town("Sirte", country="LY")))
    talks = telling("talks", line("talks", make.DAY, kind="talks", place=make.town("Geneva", country="CH")))
    ledger.add([own, elsewhere, nowhere, abroad, talks])
    assert around(ledger, shelling(own)) == ["talks"]


def test_an_undated_incident_has_the_context_of_its_own_reports(ledger: Ledger) -> None:
    own = telling("own", line("own", make.DAY))
    other = telling("other", line("other", make.DAY, parties=("rebels",)))
    ledger.add([own, other])
    assert around(ledger, shelling(own, date=Period())) == ["own"]


def test_the_same_statement_stands_once_and_that_of_a_copy_not_at_all(ledger: Ledger) -> None:
    own = telling("own")
    said = [telling(r, line(r, make.DAY)) for r in ("b", "a")]
    copied = telling("copy", line("copy", make.DAY, parties=("rebels",)))
    ledger.add([own, *said, copied])
    put_copies(ledger, {"copy": "a"})
    assert around(ledger, shelling(own)) == ["a"]


def test_beyond_the_limit_the_nearest_are_kept_in_the_order_of_their_days(ledger: Ledger) -> None:
    own = telling("own")
    days = {"far": 3, "near": -1, "same": 0}
    others = [telling(r, line(r, make.DAY + timedelta(days=off))) for r, off in days.items()]
    ledger.add([own, *others])
    assert around(ledger, shelling(own)) == ["near", "same", "far"]
    assert around(ledger, shelling(own), limit=2) == ["near", "same"]
