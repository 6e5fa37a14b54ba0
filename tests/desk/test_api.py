"""The interface for programs: the same incidents as the page, in forms that are described, and plain complaints."""

import json
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests import factories as make
from tests.by_hand import put_incidents
from tests.desk import filled
from tests.desk.pages_read import elements, text_of
from warledger.desk import make_app
from warledger.exports.published import published
from warledger.ledger import Ledger

VIEWS = ("/api/incidents", "/api/map", "/api/timeline", "/api/charts", "/api/choices")
MARKET = "2015-05-12-deir-sunbul-airstrike"


def told(desk: TestClient, address: str, status: int = 200) -> Any:
    answer = desk.get(address)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/json"
    assert "content-security-policy" in answer.headers
    return answer.json()


def at(ledger: str, **options: Any) -> TestClient:
    return TestClient(make_app(ledger, **options), base_url="http://localhost")


@pytest.fixture(scope="module")
def public(ledger_path: str) -> TestClient:
    return at(ledger_path, profile="public")


# ------------------------------------------------------------------------------------------- the answers


def test_a_row_tells_in_words_what_the_list_shows(desk: TestClient) -> None:
    (row,) = told(desk, "/api/incidents?q=Valley+Rescue")["rows"]
    assert row == {
        "id": MARKET, "title": "Airstrike, Deir Sunbul market, 12 May 2015", "href": f"/incident/{MARKET}",
        "date_words": "12 May 2015", "dated": True, "place_words": "Deir Sunbul, Idlib, Syria", "targets": ["market"],
        "type": "airstrike", "type_words": "airstrike", "grade": "contested",
        "killed": [
            {"range": "23–31", "victims": "civilians", "best": "31"}, {"range": "5", "victims": "children", "best": ""},
        ],
        "injured": [{"range": "40", "victims": "", "best": ""}],
        "killed_words": "23–31 civilians, best 31; 5 children", "injured_words": "40", "reports": 2,
        "sources": ["Plains Observatory", "Valley Rescue Corps"],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 5),
        ("victims=children", 1),
        ("victims=children&victims=medics", 2),
        ("perpetrator=Syrian+government", 1),
        ("perpetrator=nobody", 0),
        ("source=local+council&source=Valley+Rescue+Corps", 2),
        ("grade=fair", 1),
        ("area=36,35,37,36", 2),
        ("area=36.4+35.5,36.6+35.5,36.5+35.8", 1),
        ("place=Syria", 4),
        ("placed=point", 4),
        ("placed=nowhere&placed=country", 1),
        ("area=36,35,37,36;36.4+35.5,36.6+35.5,36.5+35.8", 1),
        ("q=soldiers&type=armed_clash", 1),
        ("since=2015-05&area=36,35,37,36&victims=civilians&grade=contested", 1),
    ],
)
def test_list_map_timeline_charts_and_page_hold_the_same_incidents(
    desk: TestClient, query: str, found: int
) -> None:
    listed = told(desk, f"/api/incidents?{query}")
    mapped = told(desk, f"/api/map?zoom=9&{query}")
    in_time = told(desk, f"/api/timeline?{query}")
    charted = told(desk, f"/api/charts?{query}")
    assert listed["total"] == mapped["total"] == charted["total"] == found
    drawn = sum(f["properties"].get("count", 1) for f in mapped["features"])
    assert drawn + mapped["unplaced"] + sum(c["incidents"] for c in mapped["country_only"]) == mapped["total"]
    assert sum(b["incidents"] for b in in_time["bins"]) + in_time["undated"] == listed["total"]
    rows = elements(desk.get(f"/?{query}").text, "th", class_="place")
    assert len(rows) == found


def test_a_map_draws_points_where_they_are(desk: TestClient) -> None:
    shown = told(desk, "/api/map?zoom=9&bbox=36.4,35.5,36.6,35.7")
    (market,) = shown["features"]
    assert market["geometry"] == {"type": "Point", "coordinates": [36.52, 35.61]}
    properties = market["properties"]
    assert (properties["kind"], properties["precision"], properties["id"]) == ("incident", "town", MARKET)
    assert (properties["killed_low"], properties["killed_high"], properties["killed_best"]) == (23, 31, 31)
    assert properties["toll_words"] == "23–31 killed, 40 injured"
    assert (shown["total"], shown["placed"], shown["unplaced"]) == (5, 4, 1)


def test_a_cluster_leads_to_its_own_list(desk: TestClient) -> None:
    shown = told(desk, "/api/map?zoom=1")
    (cluster,) = shown["features"]
    properties = cluster["properties"]
    assert (properties["kind"], properties["count"]) == ("cluster", 4)
    listed = told(desk, f"/api/incidents{properties['href'][1:]}")
    assert listed["total"] == 4


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """Points, rings and a province whose signs lie on one another."""
    source = make.report("r")
    places = [
        make.town("Tal Ward", 35.25, 36.5),
        make.town("Tal Ward", 35.25, 36.5),
        make.town("Barda", 35.3, 36.6),
        make.town("Barda road", 35.28, 36.55, radius_km=30),
        make.town("Barda district", 35.28, 36.55, precision="district", radius_km=25),
        make.town("Hama", None, None, precision="province"),
    ]
    put = [
        make.incident([make.account(source, id=f"a{n}", place=place)], id=f"i{n}", place=place)
        for n, place in enumerate(places)
    ]
    path = str(tmp_path_factory.mktemp("crowded") / "ledger.db")
    with Ledger.create_or_open(path) as ledger:
        ledger.add([make.telling(source, accounts=[a for i in put for a in i.accounts])])
        put_incidents(ledger, put)
    return at(path)


@pytest.mark.parametrize("query", ["", "area=36.45+35.2,36.7+35.2,36.6+35.35,36.45+35.3", "place=hama"])
@pytest.mark.parametrize("zoom", [5, 9, 13])
def test_a_sign_leads_to_the_incidents_that_it_stands_for_and_no_other(
    crowded: TestClient, query: str, zoom: int
) -> None:
    signs = [f["properties"] for f in told(crowded, f"/api/map?zoom={zoom}&{query}")["features"]]
    several = [sign for sign in signs if sign.get("count", 1) > 1]
    assert several
    for sign in several:
        assert told(crowded, f"/api/incidents{sign['href'][1:]}")["total"] == sign["count"]


def test_a_timeline_names_few_incidents_one_by_one(desk: TestClient) -> None:
    shown = told(desk, "/api/timeline?from=2015-05&to=2015-05")
    assert (shown["from"], shown["to"], shown["bin"]) == ("2015-05-01", "2015-05-31", "day")
    assert [(i["start"], i["end"]) for i in shown["items"]] == [
        ("2015-05-12", "2015-05-12"),
        ("2015-05-04", "2015-05-10"),
    ]
    assert {b["start"]: b["incidents"] for b in shown["bins"] if b["incidents"]} == {
        "2015-05-04": 1, "2015-05-12": 1,
    }  # fmt: skip
    assert (shown["first"], shown["last"], shown["undated"]) == ("2015-03-09", "2015-06-03", 1)


def test_where_nobody_counts_the_dead_the_answer_says_so(desk: TestClient) -> None:
    (shelling,) = told(desk, "/api/charts?type=shelling")["types"]
    assert (shelling["incidents"], shelling["killed_low"], shelling["uncounted"]) == (1, 0, 1)
    (airstrike,) = told(desk, "/api/charts?type=airstrike")["types"]
    assert airstrike["uncounted"] == 0


def test_charts_set_running_tolls_beside_the_sum_of_the_ledger(desk: TestClient) -> None:
    (toll,) = told(desk, "/api/charts")["tolls"]
    assert toll["scope"] == "killed in Idlib province, Syria"
    assert (toll["ledger_low"], toll["ledger_high"]) == (26, 29)
    (said,) = toll["said"]
    assert (said["day"], said["low"], said["high"]) == ("2015-05-13", 1201, None)
    assert "#mark" in said["report_href"]
    assert "not accounted for" in toll["words"]
    assert told(desk, "/api/charts?until=2014")["tolls"] == []
    assert told(desk, "/api/charts?place=Aleppo")["tolls"] == []


def test_an_answer_says_how_many_fell_out_for_want_of_a_day_or_a_point(desk: TestClient) -> None:
    assert told(desk, "/api/incidents?since=2015")["left_out"] == {"undated": 1, "unplaced": 0}
    assert told(desk, "/api/incidents?area=36,35,37,36")["left_out"] == {"undated": 0, "unplaced": 1}
    assert told(desk, "/api/incidents")["left_out"] == {"undated": 0, "unplaced": 0}


# ------------------------------------------------------------------------------------------ complaints


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize(
    "query",
    ["since=x", "near=1", "type=nuke", "victims=cats", "grade=good", "area=1,2", "area=1+2,3+4", "area=1,91,2,92",
     "since=2016&until=2015", "area=600,1,601,2", "placed=nearby", "area=1,2,3,4;", "area=1,2,3,4;1,2,3,4;1,2,3,4;1,2,3,4;1,2,3,4"],
)  # fmt: skip
def test_a_value_without_sense_is_told_in_one_line(desk: TestClient, view: str, query: str) -> None:
    complaint = told(desk, f"{view}?{query}", 422)
    assert list(complaint) == ["detail"]
    assert len(complaint["detail"].splitlines()) == 1


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/api/incidents?page=x", "“page” takes the number of a page"),
        ("/api/incidents?page=0", "“page” takes the number of a page"),
        ("/api/map?zoom=nan", "a number from 0 to 24"),
        ("/api/map?bbox=1,2,3", "“bbox” takes west, south, east, north"),
        ("/api/timeline?from=May", "“from” is a day like"),
        ("/api/timeline?from=2016&to=2015", "no day is in between"),
    ],
)
def test_what_a_view_asks_besides_is_checked_too(desk: TestClient, address: str, words: str) -> None:
    assert words in told(desk, address, 422)["detail"]


@pytest.mark.parametrize("view", VIEWS)
def test_a_missing_ledger_is_told_in_one_line(tmp_path: Path, view: str) -> None:
    client = at(str(tmp_path / "none.db"))
    assert "no ledger at" in told(client, view, 503)["detail"]
    assert client.get(view).headers["retry-after"] == "10"


def test_a_ledger_that_was_not_built_since_an_earlier_version_says_so(
    ledger_path: str, tmp_path: Path
) -> None:
    path = tmp_path / "older.db"
    shutil.copy(ledger_path, path)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("DELETE FROM outlines")
    connection.commit()
    connection.close()
    client = at(str(path))
    assert "run warledger build on it once" in told(client, "/api/map", 503)["detail"]
    page = client.get("/")
    assert page.status_code == 503
    assert "run warledger build on it once" in text_of(page.text)


@pytest.mark.parametrize("view", [*VIEWS, "/api/openapi.json", "/"])
def test_head_answers_as_get_without_a_body(desk: TestClient, view: str) -> None:
    answer = desk.head(view)
    assert answer.status_code == 200
    assert answer.content == b""


def test_the_interface_describes_itself(desk: TestClient) -> None:
    described = told(desk, "/api/openapi.json")
    assert sorted(described["paths"]) == sorted(VIEWS)
    for path in described["paths"].values():
        assert list(path) == ["get"]
        assert {"200", "422", "503"} <= set(path["get"]["responses"])
    assert "HTTPValidationError" not in json.dumps(described)


# --------------------------------------------------------------------------------- changes and profiles


def test_a_changed_ledger_is_noticed_at_the_next_request(tmp_path: Path) -> None:
    path = str(tmp_path / "ledger.db")
    client = at(path)
    with Ledger.create_or_open(path) as ledger:
        ledger.add(filled.tellings())
        put_incidents(ledger, filled.incidents())
        assert told(client, "/api/incidents")["total"] == 5
        put_incidents(ledger, filled.incidents()[:2])
        assert told(client, "/api/incidents")["total"] == 2
        assert told(client, "/api/map")["total"] == 2


def test_names_that_no_encoding_carries_are_still_answered(tmp_path: Path) -> None:
    path = str(tmp_path / "ledger.db")
    with Ledger.create_or_open(path) as ledger:
        ledger.add(filled.tellings())
        (first, *_) = filled.incidents()
        odd = {"title": "half a pair \ud83d", "primary_sources": ("\ud83d",)}
        put_incidents(ledger, [type(first)(**{f: getattr(first, f) for f in first.__slots__} | odd)])
    client = at(path)
    (row,) = told(client, "/api/incidents")["rows"]
    assert "U+D83D" in row["title"]
    assert [s["value"] for s in told(client, "/api/choices")["sources"]] == ["\ud83d"]


def test_a_public_desk_shows_of_an_attack_on_health_care_what_who_publishes(public: TestClient) -> None:
    rows = {row["date_words"]: row for row in told(public, "/api/incidents")["rows"]}
    night = rows["night of 9–10 March 2015"]
    assert night["place_words"] == "somewhere in Syria"
    assert night["href"] == ""
    incident = next(i for i in filled.incidents() if i.id == "2015-03-09-tell-aswad-drone")
    assert night["id"] == published(incident).id
    assert night["sources"] == []
    assert told(public, "/api/map")["country_only"] == [{"country": "SY", "name": "Syria", "incidents": 1}]


@pytest.mark.parametrize(
    "query",
    ["place=Aswad", "place=Aleppo", "near=36.1,37.2,400", "area=30,30,40,40", "source=Aleppo+medics", "victims=medics"],
)  # fmt: skip
def test_no_filter_of_a_public_desk_finds_it_by_what_is_withheld(public: TestClient, query: str) -> None:
    found = [row["date_words"] for row in told(public, f"/api/incidents?{query}")["rows"]]
    assert "night of 9–10 March 2015" not in found


def test_a_public_desk_rounds_points_before_it_filters_by_them(tmp_path: Path) -> None:
    path = str(tmp_path / "ledger.db")
    with Ledger.create_or_open(path) as ledger:
        ledger.add(filled.tellings())
        market = next(i for i in filled.incidents() if i.id == MARKET)
        place = type(market.place)(
            **{f: getattr(market.place, f) for f in market.place.__slots__}
            | {"lat": 35.61449, "lon": 36.52449}
        )
        put_incidents(
            ledger, [type(market)(**{f: getattr(market, f) for f in market.__slots__} | {"place": place})]
        )
    client = at(path, profile="public")
    (feature,) = told(client, "/api/map?zoom=9")["features"]
    assert feature["geometry"]["coordinates"] == [36.52, 35.61]
    exact = "near=35.61449,36.52449,0.1"
    assert told(client, f"/api/incidents?{exact}")["total"] == 0
    assert told(at(path), f"/api/incidents?{exact}")["total"] == 1


def test_a_public_desk_searches_no_text_so_that_no_name_can_be_tried(public: TestClient) -> None:
    assert "public" in told(public, "/api/incidents?q=stallholder", 422)["detail"]
    page = public.get("/?q=stallholder")
    assert page.status_code == 422
    assert "Deir Sunbul" not in text_of(page.text, "main")
    assert not [e for e in elements(page.text, "input") if e.attributes.get("name") == "q"]
