"""The desk for everybody: no page, no answer for programs and no filter leads to a hospital that was hit, or to a private person."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from fastapi.testclient import TestClient

from tests import hospitals
from tests.desk.pages_read import elements, links, text_of
from tests.desk.signing import reviewers_file
from warledger.desk import make_app

VIEWS = ("incidents", "map", "timeline", "charts", "choices")
STARTS = (
    "/", "/figures", "/refusals", "/review/history", "/healthz", "/sign-in", "/incident/nothing", "/report/nothing",
    f"/incident/{hospitals.SHOT}", "/report/herders", "/report/herders?mark=80-150", "/report/herders?version=1",
    *(f"/api/{view}" for view in VIEWS), "/api/map?zoom=14&bbox=47,29,49,31", "/api/openapi.json",
)  # fmt: skip


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("hospitals")
    path = str(folder / "ledger.db")
    hospitals.fill(path)
    app = make_app(path, profile="public", reviewers=reviewers_file(folder))
    with TestClient(app, base_url="http://localhost", follow_redirects=False) as client:
        yield client


def test_no_page_that_can_be_reached_leads_to_the_hospital(public: TestClient) -> None:
    waiting, seen = list(STARTS), set[str]()
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        seen.add(address)
        answer = public.get(address)
        assert hospitals.found(answer.text + str(dict(answer.headers))) == [], address
        if "text/html" in answer.headers.get("content-type", ""):
            linked = (e.attributes.get("href") or "" for e in elements(answer.text, "a"))
            there = (urlsplit(urljoin(address, link)) for link in linked)
            waiting += [f"{at.path}?{at.query}" if at.query else at.path for at in there if not at.netloc]
    assert len(seen) > len(STARTS)


@pytest.mark.parametrize(
    "address",
    [
        f"/incident/{hospitals.HIT}",
        "/report/umm_qasr_ward",
        "/report/umm_qasr_ward?mark=0-20",
    ],
)
def test_what_tells_of_the_hospital_alone_is_as_if_it_were_not_there(
    public: TestClient, address: str
) -> None:
    path = address.partition("?")[0]
    told, asked = public.get(address), path.rpartition("/")[2]
    nothing = public.get(address.replace(asked, "x" * len(asked)))
    assert told.status_code == nothing.status_code == 404
    assert told.text.replace(asked, "") == nothing.text.replace("x" * len(asked), "")


def test_a_report_that_tells_of_it_too_goes_without_its_title_and_its_address(public: TestClient) -> None:
    shown = public.get("/report/herders").text
    assert "Gunmen shot three herders" in text_of(shown, "div", class_="text")
    assert "sheet.example" not in shown
    assert "Border Sheet" in shown


def reading_routes(client: TestClient) -> Iterator[str]:
    """Every address that can be read, with the ids of what is withheld put into it."""
    for route in client.app.routes:  # type: ignore[attr-defined]
        path = getattr(route, "path", "")
        if "GET" in (getattr(route, "methods", None) or ()):
            yield re.sub(r"\{[^}]*\}", hospitals.HIT, path)


def test_no_page_for_reviewers_is_open_to_everybody(public: TestClient) -> None:
    asked = {
        "id": hospitals.HIT,
        "account": "a-hit",
        "one": hospitals.HIT,
        "other": hospitals.SHOT,
        "report": "herders",
    }
    rooms = {path for path in reading_routes(public) if path.startswith(("/review", "/add"))}
    assert {"/review", "/review/pair", "/review/incident", "/review/account", "/add"} <= rooms
    assert "/review" not in links(public.get("/figures").text)
    for path in rooms - {"/review/history", "/review/keys"}:
        answer = public.get(path, params=asked)
        assert answer.status_code in (303, 404), path
        told = answer.text.replace(hospitals.HIT, "").replace("a-hit", "")
        assert hospitals.found(told) == [], path


def counted(client: TestClient, query: dict[str, str]) -> list[Any]:
    """What the views count under a filter, the words of the filter left out."""
    answers = []
    for view in VIEWS:
        answer = client.get(f"/api/{view}", params=query)
        told = answer.text
        for value in query.values():
            told = told.replace(value, "…").replace(value.replace(" ", "+"), "…")
        answers.append((answer.status_code, told))
    return answers


@pytest.mark.parametrize(
    ("withheld", "nothing"),
    [
        ({"place": "Umm Qasr"}, {"place": "Xmm Xasr"}),
        ({"place": "Basra"}, {"place": "Xasra"}),
        ({"near": "30.03,47.92,5"}, {"near": "31.03,47.92,5"}),
        ({"area": "47.9,30.0,48.0,30.1"}, {"area": "47.9,31.0,48.0,31.1"}),
        ({"source": "Harbour Gazette"}, {"source": "Xarbour Xazette"}),
        ({"source": "Rana Haddad"}, {"source": "Xana Xaddad"}),
        ({"perpetrator": "Rana Haddad"}, {"perpetrator": "Xana Xaddad"}),
        ({"q": "Umm Qasr"}, {"q": "Xmm Xasr"}),
        ({"q": "nurses", "type": "airstrike"}, {"q": "xurses", "type": "airstrike"}),
    ],
)
def test_no_filter_tells_a_withheld_value_from_one_that_nobody_has(
    withheld: dict[str, str], nothing: dict[str, str], public: TestClient
) -> None:
    assert counted(public, withheld) == counted(public, nothing)


def test_who_was_hit_is_no_class_of_victims_that_a_filter_finds(public: TestClient) -> None:
    assert public.get("/api/incidents?victims=medics").json()["total"] == 0
    assert public.get("/api/incidents").json()["total"] == 2
