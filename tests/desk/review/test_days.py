"""Undated reports in the queue: what tells their day, and the days of their accounts corrected in one go."""

from datetime import date
from pathlib import Path

import pytest

from tests import factories as make
from tests.desk.pages_read import elements, links, text_of
from tests.desk.review.conftest import Reviewer
from tests.judging.test_deciding import exported
from warledger.ledger import Ledger
from warledger.records import Period, ReportDate, Telling
from warledger.relinking import relink

TOLD = "Shells fell on Barda on Tuesday and killed 6 people. A raid on Kafr Zeit killed 14 people on Wednesday. A mine in Aswad killed 3 people."
PARTS = {
    "barda": ("Shells fell on Barda", "on Tuesday", "6 people", make.town("Barda", 35.0, 36.0)),
    "kafr": ("A raid on Kafr Zeit", "on Wednesday", "14 people", make.town("Kafr Zeit", 35.9, 36.9)),
    "aswad": ("A mine in Aswad", "", "3 people", make.town("Aswad", 35.5, 37.5)),
}
WRITTEN = "2016-04-21"


def undated() -> Telling:
    report = make.report("no-day", TOLD, title="Three strikes", outlet="Hill Gazette")
    accounts = [
        make.account(
            report,
            id=f"a-{name}",
            evidence=make.quoted(report, words),
            place=place,
            date=Period(quote=make.quoted(report, when) if when else None),
            figures=(
                make.figure(make.quoted(report, count), dead := int(count.split()[0]), dead, id=f"f-{name}"),
            ),
        )
        for name, (words, when, count, place) in PARTS.items()
    ]
    return make.telling(report, accounts=accounts, dated=ReportDate(None, "unknown"))


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A ledger of one undated report of three acts, and of a dated one of another."""
    path = tmp_path / "ledger.db"
    with Ledger.create_or_open(str(path)) as ledger:
        ledger.add([undated(), make.tal_ward("dated")])
        relink(ledger)
    return path


def waiting(by: Reviewer) -> list[str]:
    return links(by.page("/review?kind=undated"), "entry-link")


def question(by: Reviewer, written: str = "") -> str:
    return by.page(f"{waiting(by)[0]}&written={written}")


def form(page: str) -> dict[str, str | list[str]]:
    """What the form of days would send: the first reason, and the days as they stand."""
    block = page.split('class="judge days"')[1].split("</form>")[0]
    sent: dict[str, str | list[str]] = {"about": []}
    for each in elements(f"<div{block}</div>", "input"):
        name, value = each.attributes.get("name") or "", each.attributes.get("value") or ""
        if name == "about":
            sent["about"] = [*sent["about"], value]
        elif name != "token" and (each.attributes.get("type") != "radio" or "checked" in each.attributes):
            sent[name] = value
    return sent


def days(by: Reviewer) -> dict[str, tuple[date | None, str]]:
    with by.opened() as ledger:
        told = {a.id: a.date for i in ledger.incidents() for a in i.accounts}
    return {name: (told[f"a-{name}"].start, told[f"a-{name}"].basis) for name in PARTS}


def test_an_undated_report_waits_once_and_its_incidents_do_not_wait_for_their_days_besides(
    first: Reviewer,
) -> None:
    (address,) = waiting(first)
    assert address == "/review/report?id=no-day&only=undated"
    page = first.page("/review")
    assert "Three strikes, Hill Gazette" in text_of(page, "ol", class_="queue")
    assert "The days of 3 accounts hang on it: “on Tuesday” and “on Wednesday”." in page
    told = " ".join(text_of(page, "nav", **{"aria-label": "Kinds of doubt"}).split())
    assert "Undated reports 1 Unsure days 0" in told


def test_its_page_leads_to_the_report_and_says_what_tells_its_day(first: Reviewer) -> None:
    page = question(first)
    assert "/report/no-day" in links(page, "open-report")
    assert "Nothing in it does." in text_of(page, "main")
    assert [each.text for each in elements(page, "legend")][:3] == [
        "Account 1: on Tuesday", "Account 2: on Wednesday", "Account 3: no word of the day",
    ]  # fmt: skip


def test_given_the_day_of_the_report_the_days_of_its_accounts_are_read_against_it(first: Reviewer) -> None:
    page = question(first, WRITTEN)  # a Thursday
    told = form(page)
    assert [told[f"start:a-{name}"] for name in PARTS] == ["2016-04-19", "2016-04-20", WRITTEN]
    assert days(first) == dict.fromkeys(PARTS, (None, "unknown")), "nothing is kept yet"


@pytest.mark.parametrize("words", ["19 April", "2016-02-30", "<b>"])
def test_what_is_no_day_is_said_in_a_line(first: Reviewer, words: str) -> None:
    answer = first.client.get(f"/review/report?id=no-day&written={words}")
    assert answer.status_code == 422
    assert "is no day; write it like 2016-04-19" in text_of(answer.text, "p", role="alert")


def test_all_days_are_shown_before_kept_for_one_reason_and_taken_back_by_one_key_to_the_byte(
    first: Reviewer,
) -> None:
    before = exported(str(first.ledger))
    sent = {**form(question(first, WRITTEN)), "words": "the paper's archive has it", "reason": ""}
    sent |= {f"precision:a-{name}": "day" for name in PARTS}
    preview = first.send("/review/preview", **sent)
    assert preview.status_code == 200, preview.text
    assert exported(str(first.ledger)) == before
    kept = first.confirm(preview.text)
    assert kept.status_code == 303
    assert days(first) == {
        "barda": (date(2016, 4, 19), "reviewer"),
        "kafr": (date(2016, 4, 20), "reviewer"),
        "aswad": (date(2016, 4, 21), "reviewer"),
    }
    assert waiting(first) == []
    with first.opened() as ledger:
        assert [(j.verdict, j.why) for j in ledger.judgements()] == [
            ("correct", "the paper's archive has it")
        ] * 3
    assert "Corrected the days of 3 accounts" in first.page(kept.headers["location"])
    undoing = first.send("/review/preview", action="take_back")
    assert first.confirm(undoing.text).status_code == 303
    assert exported(str(first.ledger)) == before
    assert len(waiting(first)) == 1


def test_only_the_days_that_are_others_are_corrected(first: Reviewer) -> None:
    preview = first.send("/review/preview", **{**form(question(first)), "start:a-kafr": "2016-04-20"})
    assert first.confirm(preview.text).status_code == 303
    assert days(first) == {
        "barda": (None, "unknown"),
        "kafr": (date(2016, 4, 20), "reviewer"),
        "aswad": (None, "unknown"),
    }
    assert "The days of 2 accounts hang on it" in question(first)


def test_a_form_that_says_no_other_day_is_refused_in_a_line(first: Reviewer) -> None:
    refused = first.send("/review/preview", **form(question(first)))
    assert refused.status_code == 422
    assert "write a day first" in text_of(refused.text, "p", role="alert")


def test_if_one_of_the_days_is_impossible_none_is_kept(first: Reviewer) -> None:
    sent = {**form(question(first, WRITTEN)), "end:a-kafr": "2016-04-01"}
    refused = first.send("/review/preview", **sent)
    assert refused.status_code == 422
    with first.opened() as ledger:
        assert ledger.judgements() == ()


def test_who_corrects_a_day_that_somebody_else_corrected_meanwhile_is_told_so(
    first: Reviewer, second: Reviewer
) -> None:
    mine, theirs = form(question(first, WRITTEN)), form(question(second, "2016-04-28"))
    shown = second.send("/review/preview", **theirs)
    assert first.confirm(first.send("/review/preview", **mine).text).status_code == 303
    early = second.confirm(shown.text)
    assert early.status_code == 409
    assert "corrected" in text_of(early.text, "p", role="alert")
    assert days(first)["barda"] == (date(2016, 4, 19), "reviewer")


def test_a_confirmed_grade_closes_the_day_of_its_incident_too(first: Reviewer) -> None:
    with first.opened() as ledger:
        incident = ledger.incident_of("a-kafr")
    page = first.page(f"/review/incident?id={incident}")
    assert first.confirm(first.send("/review/preview", **first.form(page, "grade")).text).status_code == 303
    assert "The days of 2 accounts hang on it" in question(first)


def test_a_report_that_is_not_there_or_has_no_open_day_is_no_trouble(first: Reviewer) -> None:
    assert first.client.get("/review/report?id=never").status_code == 404
    assert "No day that it tells of is open." in first.page("/review/report?id=dated")
