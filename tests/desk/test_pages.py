"""The desk's pages, asked as a browser asks them, over a ledger filled by hand."""

import re

import pytest
from fastapi.testclient import TestClient

from tests.desk import filled
from tests.desk.pages_read import elements, links, text_of
from warledger.desk.addresses import incident_href, report_href
from warledger.records import Incident, Telling
from warledger.wording.visible import visible

MARKET = "/incident/2015-05-12-deir-sunbul-airstrike"
COURIER = "plains/2015 05-13?a.txt"
HOSTILE = "<b>hostile</b>"


def places(page: str) -> list[str]:
    """The places of the incidents list in its order, by the first word that tells them apart."""
    return [e.text.partition(",")[0].partition(":")[0] for e in elements(page, "th", class_="place")]


def page(desk: TestClient, address: str, status: int = 200) -> str:
    answer = desk.get(address)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    return str(answer.text)


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
    assert shown == {"since": "2015-05", "until": "", "place": "Idlib", "near": "", "q": '"valley rescue"'}
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


# -------------------------------------------------------------------------------------------- the dossier


def test_a_dossier_tells_all_that_is_known(desk: TestClient) -> None:
    told = " ".join(text_of(page(desk, MARKET)).split())
    for words in (
        "is said to have killed 23–31 civilians and injured 40 people",
        "the later of two equally good primary sources",
        "Syrian government denies it defence ministry 1",
        "At least 23 civilians killed in one account, 31 in the other. account 1, account 2",
        "The Plains Courier Market bombed in Deir Sunbul",
        "Chosen because: the only town of that name in the report’s country",
        "part of another figure",
        "Armed clash, Arzeh, May 2015 a week apart; the same province",
    ):
        assert words in told


def test_a_dossier_tells_of_the_truces_of_those_days_and_opens_their_sentences(desk: TestClient) -> None:
    shown = page(desk, MARKET)
    told = " ".join(text_of(shown).split())
    assert "In those days" in told
    assert "Ceasefire declared: Syrian government; 11 May 2015" in told
    assert "Ceasefire ended: Arzeh, Hama, Syria; day not told" in told
    assert "A truce that the government declared on Monday has ended." in told
    assert "citing a stallholder" in told
    line = next(line for t in filled.tellings() for line in t.context)
    address = report_href(line.report, line.quote)
    assert address in links(shown)
    assert text_of(page(desk, address), "mark", id="mark") == line.quote.text


def test_a_dossier_of_days_without_truces_does_not_speak_of_them(desk: TestClient) -> None:
    assert "In those days" not in text_of(page(desk, "/incident/2015-06-03-qasr-shooting"))


def test_an_undecided_best_is_called_so(desk: TestClient) -> None:
    told = text_of(page(desk, "/incident/2015-05-arzeh-clash"), "table", class_="figures")
    assert "undecided" in told
    assert "no rule decides" in told


@pytest.mark.parametrize("incident", filled.incidents(), ids=lambda i: str(i.id))
def test_every_figure_opens_the_report_at_exactly_its_words(desk: TestClient, incident: Incident) -> None:
    quotes = {
        report_href(a.report, f.quote): visible(f.quote.text) for a in incident.accounts for f in a.figures
    }
    found = set(links(page(desk, incident_href(incident.id)), "figure-link"))
    assert found == set(quotes)
    for address, quote in quotes.items():
        assert text_of(page(desk, address), "mark", id="mark") == quote


def test_an_id_that_once_was_leads_on(desk: TestClient) -> None:
    answer = desk.get("/incident/2015-05-12-old-id")
    assert (answer.status_code, answer.headers["location"]) == (308, MARKET)


# --------------------------------------------------------------------------------------------- the report


@pytest.mark.parametrize("telling", filled.tellings(), ids=lambda t: str(t.report.id))
def test_a_report_is_shown_whole_with_its_line_breaks(desk: TestClient, telling: Telling) -> None:
    shown = page(desk, report_href(telling.report.id))
    assert text_of(shown, "div", class_="text").strip() == visible(telling.report.text)
    assert not elements(shown, "mark")


def test_a_report_marks_what_was_taken_by_kind(desk: TestClient) -> None:
    shown = page(desk, report_href(COURIER))

    def marked(kind: str) -> str:
        inside = [e for e in elements(shown, "span", class_=f"m-{kind}") if "label" not in e.inside]
        return "|".join(e.text for e in inside)

    assert marked("figure") == (
        "at least 23 civilians|five of them children|40 people were wounded|26 soldiers|29 rebels"
    )
    assert marked("loose") == "More than 1,200 people have been killed|30,000 have fled"
    assert marked("dropped") == "61|two brothers"
    assert marked("time") == "Tuesday|a week after|since January"
    assert marked("place") == "Deir Sunbul|Arzeh crossing"
    assert marked("evidence").startswith(
        "Warplanes bombed the vegetable market of |Deir Sunbul| at noon on |Tuesday"
    )


def test_a_report_lists_what_is_of_no_incident_and_what_was_dropped(desk: TestClient) -> None:
    told = " ".join(text_of(page(desk, report_href(COURIER)), "aside").split())
    assert "more than 1,200 people killed running toll: the province" in told
    assert "61 an age" in told
    assert links(page(desk, report_href(COURIER))).count(MARKET) == 1


def test_a_report_lists_whom_it_quotes_and_what_it_says_of_truces(desk: TestClient) -> None:
    told = " ".join(text_of(page(desk, report_href(COURIER)), "aside").split())
    assert "stallholder: The planes came from the coast," in told
    assert "defence ministry, in the report’s words: its aircraft had flown that day" in told
    assert "Ceasefire declared: Syrian government; 11 May 2015 says a stallholder" in told
    assert "Who is quoted" not in text_of(page(desk, report_href("undated")), "aside")


def test_a_report_says_where_its_date_comes_from(desk: TestClient) -> None:
    assert "handed over as of 14 May 2015; the text wins" in text_of(page(desk, report_href(COURIER)))
    assert "Nothing tells when this report was written" in text_of(page(desk, report_href("undated")))


@pytest.mark.parametrize("mark", ["", "x", "5-2", "0-99999", "-1-4", "1-2-3"])
def test_a_broken_mark_shows_the_report_and_says_so(desk: TestClient, mark: str) -> None:
    shown = page(desk, f"{report_href(COURIER)}?mark={mark}")
    assert text_of(shown, "div", class_="text").strip() == filled.MARKET
    assert "words that this text does not have" in text_of(shown, "p", class_="notice")


def test_only_web_addresses_become_links(desk: TestClient) -> None:
    assert "https://courier.example/market" in links(page(desk, report_href("plains/2015 05-13?a.txt")))
    night = page(desk, report_href("night"))
    assert "javascript:alert(1)" in text_of(night)
    assert not any(link.startswith("javascript") for link in links(night))


# ---------------------------------------------------------------------------------------- the other pages


def test_loose_figures_stand_in_a_table_of_their_own(desk: TestClient) -> None:
    told = " ".join(text_of(page(desk, "/figures"), "table").split())
    assert (
        "more than 1,200 people killed running toll the province; Idlib province, Syria; since January 2015"
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
