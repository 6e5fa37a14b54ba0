"""The page of a desk that shows another dataset beside its ledger."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.desk.comparing.beside import CLINIC, MAPPING, their_file, until_matched
from tests.desk.pages_read import elements, links, page, text_of, words_of
from tests.desk.signing import reviewers_file
from warledger.comparing import compare_ledger, read_dataset
from warledger.comparing.cells import comparison_lines
from warledger.desk import make_app
from warledger.desk.comparing.against import Against
from warledger.exports.profiles import Profile
from warledger.ledger import Ledger

MARKET = "/incident/2015-05-12-deir-sunbul-airstrike"
QASR = "/incident/2015-06-03-qasr-shooting"
TELL_ASWAD = "/incident/2015-03-09-tell-aswad-drone"


def beside(ledger: str, against: Against, profile: Profile = "full") -> Iterator[TestClient]:
    with TestClient(
        make_app(ledger, profile=profile, against=against),
        base_url="http://localhost",
        follow_redirects=False,
    ) as client:
        until_matched(client)
        yield client


@pytest.fixture(scope="module")
def against(tmp_path_factory: pytest.TempPathFactory) -> Against:
    return their_file(tmp_path_factory.mktemp("theirs"))


@pytest.fixture(scope="module")
def comparing(ledger_path: str, against: Against) -> Iterator[TestClient]:
    """A desk with another dataset beside its ledger."""
    yield from beside(ledger_path, against)


@pytest.fixture(scope="module")
def public(ledger_path: str, against: Against) -> Iterator[TestClient]:
    """The same desk for everybody."""
    yield from beside(ledger_path, against, "public")


def tabs(shown: str) -> list[str]:
    return [
        " ".join(e.text.split()) for e in elements(shown, "a") if e.inside[-4:-1] == ["main", "nav", "ul"]
    ]


def test_a_desk_without_another_dataset_has_no_such_room(desk: TestClient) -> None:
    assert "/compare" not in links(page(desk, "/"))
    page(desk, "/compare", 404)


def test_the_room_stands_in_the_navigation(comparing: TestClient) -> None:
    shown = page(comparing, "/compare")
    (link,) = elements(shown, "a", href="/compare")[:1]
    assert link.attributes["aria-current"] == "page"


def test_every_part_is_counted_and_one_of_them_is_shown(comparing: TestClient) -> None:
    shown = page(comparing, "/compare")
    assert tabs(shown) == ["Matched 3", "Figures differ 1", "May be one act 0", "Only here 2", "Only there 1"]
    assert "3 incidents matched with 3 rows" in words_of(shown, "p", class_="standfirst")
    assert "2 agree, 1 differ and 0 cannot be compared" in words_of(shown, "p", class_="standfirst")


def test_a_match_stands_side_by_side_with_its_reasons_and_leads_to_the_dossier(comparing: TestClient) -> None:
    told = [" ".join(e.text.split()) for e in elements(page(comparing, "/compare"), "tr")]
    (market,) = [row for row in told if "Deir Sunbul" in row]
    assert "Killed 23–31" in market
    assert "Killed agree: 23–31 here, 31 there" in market
    assert "same day, 12 May 2015" in market
    assert "same place, Deir Sunbul" in market
    assert "market strike" in market
    assert {MARKET, QASR, TELL_ASWAD} <= set(links(page(comparing, "/compare")))


def test_figures_that_differ_are_said_beside_each_other(comparing: TestClient) -> None:
    shown = page(comparing, "/compare?part=differ")
    assert "Killed differ: 4 here, 6 there" in words_of(shown, "p", class_="figures-said")
    assert MARKET not in links(shown)


def test_what_only_one_side_has_is_listed_with_the_rule_for_it(comparing: TestClient) -> None:
    here, there = page(comparing, "/compare?part=here"), page(comparing, "/compare?part=there")
    assert "/incident/2015-05-arzeh-clash" in links(here)
    assert "date unknown" in words_of(here, "table")
    assert "Elsewhere, Syria 2 May 2015 5" in words_of(there, "table")
    assert "1 row lies beyond that" in words_of(there, "header", class_="page-head")


def test_a_period_is_asked_for_by_the_address(comparing: TestClient) -> None:
    shown = page(comparing, "/compare?part=here&since=2015-05-01&until=2015-05-31")
    assert tabs(shown)[3] == "Only here 1"
    assert "1 of unknown date" in words_of(shown, "p", class_="found")
    (since,) = elements(shown, "input", id="since")
    assert since.attributes["value"] == "2015-05-01"
    assert "Nothing of that kind in this period" in words_of(page(comparing, "/compare?since=2017"), "main")


@pytest.mark.parametrize("query", ["part=all", "since=soon", "since=2016&until=2015"])
def test_what_makes_no_sense_is_told_in_one_line(comparing: TestClient, query: str) -> None:
    shown = page(comparing, f"/compare?{query}", 422)
    assert len(text_of(shown, "p", class_="notice").strip().splitlines()) == 1
    assert not elements(shown, "table")


@pytest.mark.parametrize("part", ["matched", "differ", "perhaps", "here", "there"])
def test_the_pages_have_what_a_screen_reader_needs(comparing: TestClient, part: str) -> None:
    shown = page(comparing, f"/compare?part={part}")
    assert len(elements(shown, "h1")) == len(elements(shown, "main")) == 1
    assert len(elements(shown, "table")) == len(elements(shown, "caption"))
    assert all(e.attributes.get("scope") in ("row", "col") for e in elements(shown, "th"))
    named = {e.attributes["for"] for e in elements(shown, "label")}
    fields = [e for e in elements(shown, "input") if e.attributes.get("type") != "hidden"]
    assert all(e.attributes["id"] in named for e in fields)


def test_their_words_are_text_whatever_they_look_like(comparing: TestClient) -> None:
    shown = page(comparing, "/compare")
    assert "window.taken" not in " ".join(e.text for e in elements(shown, "script"))
    assert "{{7*7}}" in words_of(shown, "table")


def test_the_table_is_that_of_the_command(comparing: TestClient, ledger_path: str, against: Against) -> None:
    answer = comparing.get("/compare.csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="compared.csv"'
    with Ledger.open_reading(ledger_path) as ledger:
        said = compare_ledger(ledger, read_dataset(against.path, mapping=MAPPING))
    assert answer.text == "".join(comparison_lines(said))
    sources = [row["their_source"] for row in csv.DictReader(io.StringIO(answer.text))]
    assert "'=HYPERLINK(1)" in sources


def test_rows_that_could_not_be_read_are_named_by_their_line(comparing: TestClient) -> None:
    told = words_of(page(comparing, "/compare"), "ul", class_="refused-rows")
    assert told.startswith("theirs.csv line 7: no date")


def test_the_public_learns_of_no_attack_on_health_care_by_the_row_that_answers_it(public: TestClient) -> None:
    for part in ("matched", "differ", "perhaps", "here"):
        shown = page(public, f"/compare?part={part}")
        assert "Tell Aswad" not in words_of(shown)
        assert TELL_ASWAD not in links(shown)
    assert "1 attack on health care is not compared" in words_of(
        page(public, "/compare"), "header", class_="page-head"
    )
    statuses = {
        row["their_id"]: row["status"] for row in csv.DictReader(io.StringIO(public.get("/compare.csv").text))
    }
    assert statuses["T-1"] == "matched"
    assert "T-3" not in statuses


def test_the_public_is_shown_no_name_no_file_and_no_exact_point(public: TestClient) -> None:
    shown = page(public, "/compare")
    for withheld in ("Umm Samir", "market strike", "theirs.csv"):
        assert withheld not in shown
    assert MARKET in links(shown)
    for row in csv.DictReader(io.StringIO(public.get("/compare.csv").text)):
        assert row["their_source"] == ""
        assert all(len(row[c].partition(".")[2]) <= 2 for c in ("latitude", "their_latitude"))


def test_a_row_beside_no_incident_has_its_point_rounded(ledger_path: str, tmp_path: Path) -> None:
    there = their_file(tmp_path, CLINIC.replace("2015-03-09", "2015-03-20"))
    for client in beside(ledger_path, there, "public"):
        (row,) = [r for r in csv.DictReader(io.StringIO(client.get("/compare.csv").text)) if r["their_id"]]
        assert (row["status"], row["their_latitude"], row["their_longitude"]) == (
            "only there",
            "36.12",
            "37.23",
        )


def test_while_it_is_made_the_page_says_so_and_the_table_is_not_there_yet(
    ledger_path: str, against: Against
) -> None:
    # Without its lifespan the desk does not read ahead: the page itself is the first that asks.
    client = TestClient(make_app(ledger_path, against=against), base_url="http://localhost")
    shown = page(client, "/compare")
    assert "Matching …" in words_of(shown, "p", role="status")
    assert any("compare.js" in (e.attributes.get("src") or "") for e in elements(shown, "script"))
    early = client.get("/compare.csv")
    assert early.status_code == 503
    assert early.headers["Retry-After"]
    until_matched(client)
    assert tabs(page(client, "/compare"))


def test_what_cannot_be_read_is_told_and_tried_again_when_it_is_asked_for(
    ledger_path: str, tmp_path: Path
) -> None:
    against = their_file(tmp_path)
    against.path.write_text("no header here\n", encoding="utf-8")
    for client in beside(ledger_path, against):
        shown = page(client, "/compare")
        assert "theirs.csv: its first line is no header of a table" in words_of(shown, "div", role="alert")
        assert str(tmp_path) not in shown
        assert "/compare?again=yes" in links(shown)
        assert client.get("/compare?again=yes").headers["location"] == "/compare"
        until_matched(client)
        assert client.get("/compare.csv").status_code == 503


def test_a_desk_for_reviewers_alone_shows_it_to_them_alone(
    ledger_path: str, tmp_path: Path, against: Against
) -> None:
    app = make_app(ledger_path, against=against, reviewers=reviewers_file(tmp_path), closed=True)
    client = TestClient(app, base_url="http://localhost", follow_redirects=False)
    for address in ("/compare", "/compare.csv"):
        assert client.get(address, headers={"accept": "text/html"}).headers["location"].startswith("/sign-in")
    assert client.get("/compare/progress", headers={"accept": "application/json"}).status_code == 403
