"""The desk's pages, asked as a browser asks them, over a ledger filled by hand."""

import re

import pytest
from fastapi.testclient import TestClient

from tests.desk.pages_read import elements, links, page, text_of
from warledger.desk.addresses import report_href

MARKET = "/incident/2015-05-12-deir-sunbul-airstrike"
COURIER = "plains/2015 05-13?a.txt"
HOSTILE = "<b>hostile</b>"


def places(page: str) -> list[str]:
    """The places of the incidents list in its order, by the first word that tells them apart."""
    return [e.text.partition(",")[0].partition(":")[0] for e in elements(page, "th", class_="place")]


# ----------------------------------------------------------------------------------------------- the list


def test_incidents_stand_newest_first_and_undated_ones_at_the_end(desk: TestClient) -> None:
    listed = page(desk, "/")
    assert places(listed) == [
        "Qasr[U+202E right-to-left override]BREVO", "Deir Sunbul", "near Arzeh", "near Tell Aswad", "Barda",
    ]  # fmt: skip
    assert "5 incidents, 1 of unknown date at the end." in text_of(listed, "p", class_="found")
    assert [e.text for e in elements(listed, "td", class_="date")] == [
        "3 June 2015", "12 May 2015", "in the week of 4–10 May 2015", "night of 9–10 March 2015", "date unknown",
    ]  # fmt: skip


def test_a_row_tells_the_range_the_best_and_the_primary_sources(desk: TestClient) -> None:
    rows = [" ".join(e.text.split()) for e in elements(page(desk, "/"), "tr")]
    (market,) = [row for row in rows if "Deir Sunbul" in row]
    assert "23–31 civilians, best 31" in market
    assert "Plains Observatory and Valley Rescue Corps 2 contested" in market


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("since=2015-05-01", ["Qasr", "Deir Sunbul", "near Arzeh"]),
        ("until=2015-04", ["near Tell Aswad"]),
        ("since=2015-05-12&until=2015-05-12", ["Deir Sunbul"]),
        ("place=aleppo", ["near Tell Aswad"]),
        ("place=Nowhere", []),
        ("type=drone&type=airstrike", ["Deir Sunbul", "near Tell Aswad"]),
        ("near=35.6,36.5,20", ["Deir Sunbul"]),
        ("q=Valley+Rescue", ["Deir Sunbul"]),
        ("q=soldiers", ["Deir Sunbul", "near Arzeh"]),
        ("q=soldiers&type=armed_clash", ["near Arzeh"]),
        ("since=&place=&q=&page=1", ["Qasr", "Deir Sunbul", "near Arzeh", "near Tell Aswad", "Barda"]),
    ],
)
def test_a_filter_keeps_what_fits(desk: TestClient, query: str, found: list[str]) -> None:
    assert [p.partition("[")[0] for p in places(page(desk, f"/?{query}"))] == found


def test_the_form_shows_the_filter_of_the_address(desk: TestClient) -> None:
    listed = page(desk, "/?since=2015-05&place=Idlib&type=airstrike&q=%22valley+rescue%22")
    shown = {
        e.attributes["name"]: e.attributes.get("value")
        for e in elements(listed, "input")
        if e.attributes.get("type") != "checkbox"
    }
    assert shown == {
        "since": "2015-05", "until": "", "place": "Idlib", "near": "", "area": "", "q": '"valley rescue"',
    }  # fmt: skip
    assert [e.attributes["value"] for e in elements(listed, "input") if "checked" in e.attributes] == [
        "airstrike"
    ]


@pytest.mark.parametrize(
    "query", ["since=x", "near=1", "type=nuke", "since=2016&until=2015", "until=2015-02-30"]
)
def test_a_filter_without_sense_is_told_in_one_line(desk: TestClient, query: str) -> None:
    listed = page(desk, f"/?{query}", 422)
    assert len(text_of(listed, "p", class_="notice").strip().splitlines()) == 1
    assert not elements(listed, "table")


def test_words_lead_to_the_reports_that_hold_them(desk: TestClient) -> None:
    listed = page(desk, "/?q=stallholder")
    section = text_of(listed, "section", class_="found-reports")
    assert "Market bombed in Deir Sunbul" in section
    assert "stallholder" in section
    assert report_href(COURIER) in links(listed)


# ---------------------------------------------------------------------------------------- the other pages


def test_loose_figures_stand_in_a_table_of_their_own(desk: TestClient) -> None:
    told = " ".join(text_of(page(desk, "/figures"), "table").split())
    assert (
        "more than 1,200 people killed running toll in Idlib province, Syria; since January 2015 told as: the province"
        in told
    )
    only = text_of(page(desk, "/figures?kind=displacement"), "table")
    assert "30,000" in only
    assert "1,201" not in only
    assert "is no kind of figure" in text_of(page(desk, "/figures?kind=nonsense", 422))


def test_refusals_are_listed_with_their_reason(desk: TestClient) -> None:
    told = text_of(page(desk, "/refusals"), "table")
    assert "inbox/scan.pdf" in told
    assert "a .pdf is not read" in told


def test_the_desk_says_that_it_is_well(desk: TestClient) -> None:
    assert desk.get("/healthz").json() == {"status": "ok"}


@pytest.mark.parametrize(
    "address",
    [
        "/incident/none",
        "/report/none",
        "/nothing",
        "/incident/",
        "/static/none.css",
        "/docs",
        "/openapi.json",
    ],
)
def test_what_is_not_there_is_told_in_plain_words(desk: TestClient, address: str) -> None:
    told = page(desk, address, 404)
    assert len(elements(told, "h1")) == 1
    assert re.search(r"The ledger holds no such record|There is no such page", text_of(told))


@pytest.mark.parametrize("address", ["/", MARKET, report_href(COURIER), "/figures", "/refusals"])
def test_pages_have_what_a_screen_reader_needs(desk: TestClient, address: str) -> None:
    shown = page(desk, address)
    assert [e.attributes["lang"] for e in elements(shown, "html")] == ["en"]
    assert len(elements(shown, "h1")) == len(elements(shown, "main")) == 1
    assert links(shown)[0] == "#content"
    tables, captions = elements(shown, "table"), elements(shown, "caption")
    assert len(tables) == len(captions)
    assert all(e.attributes.get("scope") in ("row", "col") for e in elements(shown, "th"))
    named = {e.attributes["for"] for e in elements(shown, "label") if "for" in e.attributes}
    fields = [e for e in elements(shown, "input") if "label" not in e.inside]
    assert all(e.attributes["id"] in named for e in fields)
    ids = [e.attributes["id"] for e in elements(shown) if "id" in e.attributes]
    assert len(ids) == len(set(ids))
