"""TimeMap's api.json: what its schema admits and no more, and nothing that the ledger does not tell."""

import io
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests import factories as make
from tests.by_hand import put_incidents
from warledger.exports import Profile, export
from warledger.ledger import Ledger
from warledger.records import Blame, Incident, Linking, Period

# The rules of the viewer's own schema (github.com/forensic-architecture/timemap, src/reducers/validate): keys with their
# types, those that must be there, and no other key.
TEXTS = (
    "id description date time time_precision time_display location latitude longitude type category comments"
)
EVENT = dict.fromkeys(TEXTS.split(), str) | {"associations": list, "sources": list}
ASSOCIATION = dict.fromkeys(("id", "title", "desc", "mode"), str) | {"filter_paths": list}
SOURCE = dict.fromkeys(("id", "title", "type", "url", "description", "author", "date"), str) | {"paths": list}
MODES = {"CATEGORY", "NARRATIVE", "FILTER"}


def api(ledger: Ledger, profile: Profile = "full") -> dict[str, Any]:
    stream = io.StringIO()
    export(ledger, format="timemap", out=None, stdout=stream, profile=profile)
    form: dict[str, Any] = json.loads(stream.getvalue())
    return form


def holding(tmp_path: Path, *incidents: Incident) -> dict[str, Any]:
    """The file of a ledger that holds just these."""
    with Ledger.create_or_open(str(tmp_path / "ledger.db")) as ledger:
        ledger.add([make.telling(accounts=[account for i in incidents for account in i.accounts])])
        put_incidents(ledger, list(incidents), Linking(groups=()))
        return api(ledger)


def admitted(form: dict[str, Any]) -> None:
    """Check a file as the viewer does."""
    assert set(form) == {"events", "associations", "sources"}
    for event in form["events"]:
        assert {key: type(value) for key, value in event.items()} == EVENT
        assert bool(event["latitude"]) == bool(event["longitude"])
        assert event["date"] or event["latitude"]
        assert re.fullmatch(r"(|\d{1,2}/\d{1,2}/\d{4})", event["date"])
        assert all(re.fullmatch(r"(|-?\d+(\.\d+)?)", event[axis]) for axis in ("latitude", "longitude"))
    for shared in form["associations"]:
        assert {key: type(value) for key, value in shared.items()} == ASSOCIATION
        assert shared["mode"] in MODES
    for id_, source in form["sources"].items():
        assert {key: type(value) for key, value in source.items()} == SOURCE
        assert source["id"] == id_


@pytest.mark.parametrize("profile", ["full", "public"])
def test_the_viewers_schema_admits_it_and_every_id_leads_somewhere(ledger: Ledger, profile: Profile) -> None:
    form = api(ledger, profile)
    admitted(form)
    assert len(form["events"]) == 2
    ids = [shared["id"] for shared in form["associations"]]
    assert len(set(ids)) == len(ids)
    assert {id_ for event in form["events"] for id_ in event["associations"]} == set(ids)
    assert {id_ for event in form["events"] for id_ in event["sources"]} == set(form["sources"])


def test_an_event_tells_its_incident_in_a_sentence_on_its_first_day(ledger: Ledger) -> None:
    event = api(ledger)["events"][0]
    assert event["id"] == "2015-03-09-tal-ward"
    assert event["description"].startswith("Shelling in Tal Ward")
    assert (event["date"], event["time"], event["time_display"]) == ("3/9/2015", "", "9 March 2015")
    assert event["sources"] == ["reprint", "tal-ward"]
    assert event["comments"] == "the army denies it."


def test_a_source_is_a_report_and_says_what_it_copies(ledger: Ledger) -> None:
    sources = api(ledger)["sources"]
    assert sources["tal-ward"]["author"] == "The Valley Post"
    assert sources["reprint"]["description"] == "copy of tal-ward"
    assert sources["strike"]["title"] == '+Jets, "hit"\nhospital'


def test_associations_are_kinds_of_act_as_categories_and_all_else_as_filters(ledger: Ledger) -> None:
    shared = {one["id"]: one for one in api(ledger)["associations"]}
    assert shared["Kind of act/shelling"]["mode"] == "CATEGORY"
    assert shared["Grade/weak"] == {
        "id": "Grade/weak", "title": "weak", "desc": "", "mode": "FILTER", "filter_paths": ["Grade", "weak"],
    }  # fmt: skip
    assert "Said to be responsible/Russia" in shared


def test_a_denial_holds_nobody_responsible(ledger: Ledger) -> None:
    # The only word on the Syrian government in this ledger is its denial.
    assert not any("Syrian government" in one["id"] for one in api(ledger)["associations"])


def test_a_name_with_a_slash_is_one_step_of_its_path(tmp_path: Path) -> None:
    blamed = make.incident(perpetrators=(Blame("Nusra/HTS", "asserted", (), 1),))
    shared = holding(tmp_path, blamed)["associations"]
    [actor] = [one for one in shared if one["filter_paths"][0] == "Said to be responsible"]
    assert actor["filter_paths"] == ["Said to be responsible", "Nusra\N{DIVISION SLASH}HTS"]
    assert actor["id"].count("/") == 1


def test_days_that_are_not_exact_are_told_in_words(tmp_path: Path) -> None:
    month = Period(date(2016, 4, 1), date(2016, 4, 30), "month", "text")
    [event] = holding(tmp_path, make.incident(date=month))["events"]
    assert (event["date"], event["time_precision"]) == ("4/1/2016", "month")
    assert event["time_display"] == "in April 2016"


def test_an_undated_incident_keeps_its_point_and_a_placeless_one_its_day(tmp_path: Path) -> None:
    nowhere = make.town(name=None, admin1=None, lat=None, lon=None, precision="country")
    undated, placeless, neither = (
        make.incident([make.account(id="a-1")], id="a", date=Period()),
        make.incident([make.account(id="a-2")], id="b", place=nowhere),
        make.incident([make.account(id="a-3")], id="c", date=Period(), place=nowhere),
    )
    form = holding(tmp_path, undated, placeless, neither)
    admitted(form)
    shown = {event["id"]: event for event in form["events"]}
    assert set(shown) == {"a", "b"}
    assert (shown["a"]["date"], shown["a"]["time_display"], shown["a"]["time_precision"]) == ("", "", "")
    assert shown["a"]["latitude"]
    assert (shown["b"]["latitude"], shown["b"]["longitude"]) == ("", "")


def test_only_an_address_of_the_web_is_a_link(tmp_path: Path) -> None:
    accounts = []
    with Ledger.create_or_open(str(tmp_path / "ledger.db")) as ledger:
        for id_, url in (("script", "javascript:alert(1)"), ("web", "HTTPS://paper.example/1")):
            report = make.report(id_, f"Shells hit Tal Ward, the paper {id_} says.", url=url)
            accounts.append(make.account(report))
            ledger.add([make.telling(report, accounts=[accounts[-1]])])
        put_incidents(ledger, [make.incident(accounts)], Linking(groups=()))
        sources = api(ledger)["sources"]
    assert (sources["script"]["url"], sources["script"]["paths"]) == ("", [])
    assert (sources["web"]["url"], sources["web"]["paths"]) == (
        "HTTPS://paper.example/1",
        ["HTTPS://paper.example/1"],
    )


def test_a_point_near_a_line_of_nought_is_written_without_an_exponent(tmp_path: Path) -> None:
    [event] = holding(tmp_path, make.incident(place=make.town("Null", 0.00001, -0.00002)))["events"]
    assert (event["latitude"], event["longitude"]) == ("0.00001", "-0.00002")


def test_an_empty_ledger_is_three_empty_lists(tmp_path: Path) -> None:
    assert holding(tmp_path) == {"events": [], "associations": [], "sources": {}}


def test_the_public_profile_coarsens_points_and_names_no_private_person(ledger: Ledger) -> None:
    strike = api(ledger, "public")["events"][1]
    assert "Samir" not in strike["description"]
    assert strike["comments"].startswith("2 killed by a named person")
    assert strike["latitude"] in ("", "36.12")
    assert "Samir" in api(ledger)["events"][1]["description"]


def test_the_side_file_counts_the_events_and_explains_the_keys_of_all_three(
    ledger: Ledger, tmp_path: Path
) -> None:
    export(ledger, format="timemap", out=tmp_path / "api.json", stdout=io.StringIO())
    [file] = json.loads((tmp_path / "api.json.about.json").read_text(encoding="utf-8"))["files"]
    assert file["rows"] == 2
    assert {column.split(".")[0] for column in file["columns"]} == {"events", "associations", "sources"}
    assert all(file["columns"].values())
