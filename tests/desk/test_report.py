"""A report's sheet: every stretch marked by what it became, and what was left out, with why."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from tests import factories as make
from tests.by_hand import put_copies, put_incidents
from tests.desk import filled
from tests.desk.pages_read import elements, links, page, text_of, words_of
from warledger.desk import make_app
from warledger.desk.addresses import report_href
from warledger.ledger import Ledger
from warledger.records import Dropped, Telling
from warledger.wording.visible import visible

MARKET = "/incident/2015-05-12-deir-sunbul-airstrike"
COURIER = "plains/2015 05-13?a.txt"
ASTRAL = (
    "🏚🏚 At Qāʿat al-Jisr (Qāʿat, with the marks beside their letters) "
    "mortars killed 𝟏𝟒 shepherds on 3 June.\n"
    "\U0001f9d1\u200d\U0001f33e “We ran,” said Farmer Ibn Zayd.\n\nRelated Story"
)


def marked(shown: str, kind: str) -> str:
    """The words marked as one kind, in the order of the text, wherever a border cuts them."""
    found = [
        e
        for name in ("a", "span")
        for e in elements(shown, name, class_=f"m-{kind}")
        if "label" not in e.inside and not {"li", "p"} & set(e.inside)
    ]
    return "|".join(e.text for e in found)


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A desk over reports with characters outside of the first plane, versions and copies."""
    path = str(tmp_path_factory.mktemp("odd") / "ledger.db")
    first = make.report("astral", ASTRAL.replace("𝟏𝟒", "9"), title="Shepherds hit", outlet="Highland News")
    source = make.report("astral", ASTRAL, title="Shepherds hit", outlet="Highland News")
    copy = make.report("copy", ASTRAL, title="Shepherds hit", outlet="Lowland Wire")
    told = make.account(
        source, id="a-astral", evidence=make.quoted(source, ASTRAL[: ASTRAL.index("\n")]),
        place=make.town("Qaat al-Jisr", 35.1, 36.4, quote=make.quoted(source, "Qāʿat al-Jisr")),
        date=make.day(quote=make.quoted(source, "3 June")),
        figures=(make.figure(make.quoted(source, "𝟏𝟒 shepherds"), 14, 14, id="f-astral"),),
    )  # fmt: skip
    telling = make.telling(
        source, accounts=[told], dropped=[Dropped(make.quoted(source, "🏚🏚"), "no number")],
        quotations=[make.quotation(make.quoted(source, "We ran,"), ("Ibn Zayd",), report="astral", named=make.quoted(source, "Farmer Ibn Zayd"))],
    )  # fmt: skip
    with Ledger.create_or_open(path) as ledger:
        ledger.add([make.telling(first)])
        ledger.add([telling, make.telling(copy)])
        put_copies(ledger, {"copy": "astral"})
        put_incidents(ledger, [make.incident([told], id="2015-06-03-qaat-shelling", title="Shelling, Qaat")])
    with TestClient(make_app(path), base_url="http://localhost") as client:
        yield client


# ------------------------------------------------------------------------------------------- the marks


@pytest.mark.parametrize("telling", filled.tellings(), ids=lambda t: str(t.report.id))
def test_a_report_is_shown_whole_with_its_line_breaks(desk: TestClient, telling: Telling) -> None:
    shown = page(desk, report_href(telling.report.id))
    assert text_of(shown, "div", class_="text").strip() == visible(telling.report.text)
    assert not elements(shown, "mark")


def test_a_report_marks_what_was_taken_by_kind(desk: TestClient) -> None:
    shown = page(desk, report_href(COURIER))
    assert marked(shown, "figure") == (
        "at least 23 civilians|five of them children|40 people were wounded|26 soldiers|29 rebels"
    )
    assert marked(shown, "loose") == "More than 1,200 people have been killed|30,000 have fled"
    assert marked(shown, "dropped") == "61|two brothers"
    assert marked(shown, "time") == "Tuesday|a week after|since January|Monday"
    assert marked(shown, "place") == "Deir Sunbul|Arzeh crossing"
    assert marked(shown, "quote").startswith("The planes came from the coast,|its aircraft had flown")
    assert marked(shown, "speaker") == "a stallholder"
    assert marked(shown, "context").endswith("|has ended")


def test_marks_stand_at_the_right_characters_beyond_the_first_plane(odd: TestClient) -> None:
    shown = page(odd, report_href("astral"))
    assert text_of(shown, "div", class_="text").strip() == ASTRAL
    assert marked(shown, "figure") == "𝟏𝟒 shepherds"
    assert marked(shown, "place") == "Qāʿat al-Jisr"
    assert marked(shown, "quote") == "We ran,"
    assert marked(shown, "speaker") == "Farmer Ibn Zayd"
    figure = make.quoted(ASTRAL, "𝟏𝟒 shepherds")
    assert text_of(page(odd, report_href("astral", figure)), "mark", id="mark") == "𝟏𝟒 shepherds"


def test_every_mark_leads_to_the_note_that_says_what_it_became(desk: TestClient) -> None:
    shown = page(desk, report_href(COURIER))
    notes = {e.attributes["id"]: " ".join(e.text.split()) for e in elements(shown, class_="note")}
    for mark in elements(shown, "a", class_="m"):
        numbers = (mark.attributes["data-notes"] or "").split()
        assert {f"n-{number}" for number in numbers} <= notes.keys()
        assert (mark.attributes["href"] or "").removeprefix("#") in notes
    (figure,) = [e for e in elements(shown, "a", class_="m-figure") if e.text == "at least 23 civilians"]
    said = [notes[f"n-{n}"] for n in (figure.attributes["data-notes"] or "").split()]
    assert any("at least 23 civilians killed “at least”; says Plains Observatory" in words for words in said)


def test_the_keyboard_stops_once_at_each_mark(desk: TestClient) -> None:
    shown = page(desk, report_href("valley-7"))
    stops = [e.text for e in elements(shown, "a", class_="m") if "tabindex" not in e.attributes]
    assert stops == [
        "Thirty-one people died", "Deir Sunbul", "12 May", "a government jet had fired them",
    ]  # fmt: skip


def test_the_legend_counts_each_kind_once_for_each_stretch(desk: TestClient) -> None:
    told = words_of(page(desk, report_href(COURIER)), "fieldset", class_="legend")
    assert "figure of an incident 5" in told
    assert "speaker 1" in told
    assert "number not booked 2" in told


@pytest.mark.parametrize("mark", ["", "x", "5-2", "0-99999", "-1-4", "1-2-3"])
def test_a_broken_mark_shows_the_report_and_says_so(desk: TestClient, mark: str) -> None:
    shown = page(desk, f"{report_href(COURIER)}?mark={mark}")
    assert text_of(shown, "div", class_="text").strip() == filled.MARKET
    assert "words that this text does not have" in text_of(shown, "p", class_="notice")


# --------------------------------------------------------------------------------- what was left out


def test_a_report_lists_what_is_of_no_incident_and_what_was_dropped(desk: TestClient) -> None:
    shown = page(desk, report_href(COURIER))
    told = words_of(shown, "section", class_="left-out")
    assert "more than 1,200 people killed running toll: the province; of no single incident" in told
    assert "61 Not booked an age" in told
    assert "Page furnitureNone." in told
    assert links(shown).count(MARKET) == 1


def test_page_furniture_is_marked_and_named(odd: TestClient) -> None:
    shown = page(odd, report_href("astral"))
    assert marked(shown, "furniture").strip() == "Related Story"
    assert "heading of a list of other stories" in words_of(shown, "section", class_="left-out")


def test_copies_and_earlier_versions_are_named_and_can_be_read(odd: TestClient) -> None:
    shown = page(odd, report_href("astral"))
    told = words_of(shown, "aside")
    assert "Lowland Wire" in told
    assert "handed in 2 times" in told
    assert "Version 2, which counts" in told
    older = page(odd, f"{report_href('astral')}?version=1")
    assert "killed 9 shepherds" in text_of(older, "div", class_="text")
    assert "version 1 of 2" in text_of(older, "p", class_="notice")
    assert not elements(older, "a", class_="m")
    assert "near-copy of Highland News" in words_of(
        page(odd, report_href("copy")), "header", class_="page-head"
    )


@pytest.mark.parametrize("version", ["", "0", "7", "x", "-1"])
def test_a_version_that_never_was_is_said_to_be_none(odd: TestClient, version: str) -> None:
    shown = page(odd, f"{report_href('astral')}?version={version}")
    assert "a version of the text that the ledger does not hold" in text_of(shown, "p", class_="notice")


def test_a_report_lists_whom_it_quotes_and_what_it_says_of_truces(desk: TestClient) -> None:
    told = words_of(page(desk, report_href(COURIER)), "aside")
    assert "stallholder word for word The planes came from the coast," in told
    assert "defence ministry in the report’s words its aircraft had flown that day" in told
    assert "Ceasefire declared: Syrian government; 11 May 2015 says a stallholder" in told
    assert "Who is quoted" not in text_of(page(desk, report_href("undated")), "aside")


def test_a_report_says_where_its_date_comes_from(desk: TestClient) -> None:
    assert "handed over as of 14 May 2015; the text wins" in text_of(page(desk, report_href(COURIER)))
    assert "Nothing tells when this report was written" in text_of(page(desk, report_href("undated")))


def test_only_web_addresses_become_links(desk: TestClient) -> None:
    assert "https://courier.example/market" in links(page(desk, report_href("plains/2015 05-13?a.txt")))
    night = page(desk, report_href("night"))
    assert "javascript:alert(1)" in text_of(night)
    assert not any(link.startswith("javascript") for link in links(night))
