"""One incident's dossier, asked as a browser asks for it."""

from collections.abc import Collection, Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.desk import filled
from tests.desk.pages_read import elements, links, page, text_of, words_of
from warledger.desk import make_app
from warledger.desk.addresses import incident_href, report_href
from warledger.ledger import Ledger
from warledger.records import Incident, ReportNote
from warledger.wording.visible import visible

MARKET = "/incident/2015-05-12-deir-sunbul-airstrike"


@pytest.fixture(scope="module")
def examples(examples_ledger: Path) -> Iterator[TestClient]:
    """A browser of sorts, at the desk over the examples."""
    with TestClient(make_app(str(examples_ledger)), base_url="http://localhost") as client:
        yield client


@pytest.fixture(scope="module")
def saraqib(examples_ledger: Path) -> Incident:
    """The strike of the examples that most reports tell."""
    with Ledger.open_reading(str(examples_ledger)) as ledger:
        return max(ledger.incidents(), key=lambda incident: (len(incident.accounts), incident.id))


# ------------------------------------------------------------------------------------ figures and accounts


def test_a_dossier_tells_all_that_is_known(desk: TestClient) -> None:
    told = words_of(page(desk, MARKET))
    for words in (
        "is said to have killed 23–31 civilians and injured 40 people",
        "the later of two equally good primary sources",
        "Syrian government denies it by defence ministry, in 1 account",
        "At least 23 civilians killed in one account, 31 in the other. account 1 (The Plains Courier), account 2 (The Valley Post)",
        "The Plains Courier Market bombed in Deir Sunbul",
        "Chosen because: the only town of that name in the report’s country",
        "part of another figure",
        "Armed clash, Arzeh, May 2015",
        "a week apart; the same province",
    ):
        assert words in told


def test_each_number_opens_its_sentences_with_the_very_words_marked(desk: TestClient) -> None:
    shown = page(desk, MARKET)
    opening = elements(shown, "a", class_="opens")
    panels = {e.attributes["id"]: e.text for e in elements(shown, "details", class_="said")}
    assert [a.text for a in opening] == ["23–31", "5", "40"]
    assert [(a.attributes["href"] or "")[1:] for a in opening] == list(panels)
    first = " ".join(panels["said-1"].split())
    assert "killing at least 23 civilians, five of them children, the Plains Observatory said." in first
    assert "Thirty-one people died when two missiles struck a market" in first
    assert "citing Valley Rescue Corps · account 2" in first
    marked = [e.text for e in elements(shown, "b") if "q" in e.inside]
    assert marked[:2] == ["at least 23 civilians", "Thirty-one people died"]


def test_a_figure_in_no_range_is_listed_with_why(desk: TestClient) -> None:
    told = words_of(page(desk, "/incident/2015-05-arzeh-clash"), "table", class_="figures")
    assert "undecided" in told
    assert "no rule decides" in told
    assert "2 sentences in 1 report" in told
    assert "26 soldiers" in told


@pytest.mark.parametrize("incident", filled.incidents(), ids=lambda i: str(i.id))
def test_every_figure_opens_the_report_at_exactly_its_words(desk: TestClient, incident: Incident) -> None:
    quotes = {
        report_href(a.report, f.quote): visible(f.quote.text) for a in incident.accounts for f in a.figures
    }
    found = set(links(page(desk, incident_href(incident.id)), "figure-link"))
    assert found == set(quotes)
    for address, quote in quotes.items():
        assert text_of(page(desk, address), "mark", id="mark") == quote


def test_every_section_has_an_anchor_that_the_contents_lead_to(desk: TestClient) -> None:
    shown = page(desk, MARKET)
    ids = {e.attributes["id"] for e in elements(shown) if "id" in e.attributes}
    anchors = [link for link in links(shown) if link.startswith("#")]
    assert {"#when-where", "#figures", "#blame", "#differ", "#lineage", "#similar", "#accounts"} <= set(
        anchors
    )
    assert {anchor[1:] for anchor in anchors} <= ids


def test_who_blames_and_who_denies_stand_with_their_words(desk: TestClient) -> None:
    shown = page(desk, MARKET)
    told = words_of(shown, "ul", class_="parties")
    assert "Syrian government suspected by residents and Valley Rescue Corps, in 2 accounts" in told
    assert "Residents blamed the government. The Plains Courier, citing residents · account 1" in told
    assert "The defence ministry denied that its aircraft had flown" in told


def test_an_id_that_once_was_leads_on(desk: TestClient) -> None:
    answer = desk.get("/incident/2015-05-12-old-id")
    assert (answer.status_code, answer.headers["location"]) == (308, MARKET)


# ------------------------------------------------------------------------------------ what bears on it


def test_a_dossier_tells_of_the_truces_of_those_days_and_opens_their_sentences(desk: TestClient) -> None:
    shown = page(desk, MARKET)
    told = words_of(shown)
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


def test_a_similar_incident_stands_with_what_speaks_for_it_and_why_it_was_not_merged(
    desk: TestClient,
) -> None:
    told = words_of(page(desk, MARKET), "ul", class_="similar")
    assert "Speaks for it a week apart; the same province" in told
    assert "Why not merged Their days contradict each other: such accounts are never joined" in told


def test_the_days_are_marked_in_the_calendar_by_how_well_they_are_known(desk: TestClient) -> None:
    known = page(desk, MARKET)
    assert [e.text for e in elements(known, "caption") if "2015" in e.text] == ["May 2015"]
    assert [e.text for e in elements(known, "td", class_="day-exact")] == ["12: the day of the incident"]
    assert [e.text.split(":")[0] for e in elements(known, "td", class_="day-truce")] == ["11"]
    vague = page(desk, "/incident/2015-05-arzeh-clash")
    assert [e.text.split(":")[0] for e in elements(vague, "td", class_="day-within")] == [
        "4", "5", "6", "7", "8", "9", "10",
    ]  # fmt: skip
    assert not elements(vague, "td", class_="day-exact")
    assert not elements(page(desk, "/incident/undated-barda-shelling"), "table", class_="month")


def test_a_place_is_drawn_as_well_as_it_is_known_and_not_better(desk: TestClient) -> None:
    town = page(desk, MARKET)
    assert len(elements(town, "circle", class_="locator-point")) == 1
    assert not elements(town, "circle", class_="locator-ring")
    near = page(desk, "/incident/2015-03-09-tell-aswad-drone")
    assert len(elements(near, "circle", class_="locator-ring")) == 1
    assert not elements(page(desk, "/incident/undated-barda-shelling"), "svg", class_="locator")


def test_the_examples_show_whose_words_came_which_way(examples: TestClient, saraqib: Incident) -> None:
    shown = page(examples, incident_href(saraqib.id))
    drawn = [e.text.strip() for e in elements(shown, "g") if "node" in (e.attributes.get("class") or "")]
    outlets = {passage.outlet for chain in saraqib.lineage for passage in chain.passages}
    assert any(chain.source in label for chain in saraqib.lineage for label in drawn)
    assert all(any((outlet or "") in label for label in drawn) for outlet in outlets)
    listed = words_of(shown, "ul", class_="chains")
    assert "names it, a copy of another report" in listed
    assert "has its figure without naming it, through" in listed
    assert "perhaps its words" in listed


def test_the_examples_show_sums_tolls_breaches_and_recurring_quotes(
    examples: TestClient, saraqib: Incident
) -> None:
    told = words_of(page(examples, incident_href(saraqib.id)))
    for words in (
        "adds up: 23 in Saraqib and 6 in Kafr Nabl are the 29 killed (23 + 6)",
        "Within the toll of Levant Courier: more than 320,000 killed in Syria since 2011",
        "Told as a violation of the ceasefire in Syria",
        "“Nobody can speak of a political process while markets are being bombed,”",
    ):
        assert words in told


def test_a_dossier_reads_what_bears_on_it_and_never_the_whole_ledger(
    desk: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = Ledger.notes

    def of_some(ledger: Ledger, only: Collection[str] | None = None) -> dict[str, ReportNote]:
        assert only is not None, "the notes on every report"
        return notes(ledger, only)

    def of_all(*_: object) -> None:
        raise AssertionError("all that the ledger holds")

    monkeypatch.setattr(Ledger, "notes", of_some)
    for question in ("context", "accounts", "report_countries", "counts"):
        monkeypatch.setattr(Ledger, question, of_all)
    for incident in filled.incidents():
        page(desk, incident_href(incident.id))
