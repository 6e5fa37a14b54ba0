"""The `ftm` format: entities that FollowTheMoney itself takes, as they are."""

import io
import json
import re
from pathlib import Path
from typing import Any, Literal

import pytest
from followthemoney import model

from tests import factories as make
from tests.built import built_once
from tests.by_hand import put_incidents
from warledger.exports import export
from warledger.ledger import Ledger
from warledger.records import Blame, Link, Linking

ROOT = Path(__file__).parents[2]

type Entity = dict[str, Any]


def entities(ledger: Ledger, profile: Literal["public", "full"] = "full") -> list[Entity]:
    out = io.StringIO()
    export(ledger, format="ftm", out=None, stdout=out, profile=profile)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def of(told: list[Entity], schema: str) -> list[Entity]:
    return [entity for entity in told if entity["schema"] == schema]


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger of examples/."""
    given = [str(ROOT / "examples" / "reports"), "--manifest", str(ROOT / "examples" / "manifest.csv")]
    return built_once("examples", given, tmp_path_factory)


def check(told: list[Entity]) -> None:
    """Hold entities against the schemas of the package: every property, every value, every tie."""
    ids = {entity["id"]: entity["schema"] for entity in told}
    assert len(ids) == len(told), "an id is an entity's alone"
    behind: set[str] = set()
    for entity in told:
        schema = model.get(entity["schema"])
        assert schema is not None
        assert set(entity["properties"]) <= set(schema.properties)
        assert schema.validate(entity) is None  # it raises where a value does not fit its property
        proxy = model.get_proxy({"id": entity["id"], "schema": entity["schema"], "properties": {}})
        for name, values in entity["properties"].items():
            proxy.add(name, values, cleaned=False)
            told_of = schema.properties[name]
            if told_of.type.name == "entity":
                assert set(values) <= behind, f"{name} of {entity['id']} stands in front of what it names"
                assert told_of.range is not None
                for value in values:
                    found = model.get(ids[value])
                    assert found is not None
                    assert found.is_a(told_of.range)
            elif told_of.type.name in ("country", "date", "number", "url"):
                assert sorted(proxy.get(name)) == sorted(values), "the package would write it otherwise"
        behind.add(entity["id"])


@pytest.mark.parametrize("profile", ["full", "public"])
def test_the_package_takes_every_entity_of_the_examples(
    profile: Literal["public", "full"], examples: Path
) -> None:
    with Ledger.open_reading(str(examples)) as ledger:
        told = entities(ledger, profile)
    check(told)
    assert {entity["schema"] for entity in told} >= {
        "Article", "Event", "Address", "Note", "LegalEntity", "Mention",
    }  # fmt: skip


@pytest.mark.parametrize("profile", ["full", "public"])
def test_the_package_takes_what_is_made_to_trouble_it(
    profile: Literal["public", "full"], ledger: Ledger
) -> None:
    check(entities(ledger, profile))


def test_an_incident_is_an_event_with_its_reports_and_its_place(ledger: Ledger) -> None:
    told = entities(ledger)
    event = of(told, "Event")[0]["properties"]
    assert event["recordId"] == ["2015-03-09-tal-ward"]
    assert event["date"] == event["startDate"] == event["endDate"] == ["2015-03-09"]
    assert event["country"] == ["sy"]
    articles = {a["id"]: a["properties"] for a in of(told, "Article")}
    assert sorted(articles[id_]["publisher"][0] for id_ in event["proof"]) == [
        "Hill Gazette",
        "The Valley Post",
    ]
    address = next(a for a in of(told, "Address") if a["id"] in event["addressEntity"])["properties"]
    assert address["city"] == ["Tal Ward"]
    assert address["latitude"] == ["35.25"]


def test_a_copy_is_told_to_be_one(ledger: Ledger) -> None:
    notes = [a["properties"].get("notes") for a in of(entities(ledger), "Article")]
    assert notes.count(["A copy of report tal-ward."]) == 1


def test_an_event_without_a_day_has_no_date(ledger: Ledger) -> None:
    strike = of(entities(ledger), "Event")[1]["properties"]
    assert strike["recordId"] == ["unknown-al-noor"]
    assert not {"date", "startDate", "endDate"} & strike.keys()


def test_a_figure_is_a_note_with_its_range_its_rule_and_who_says_so(ledger: Ledger) -> None:
    notes = [n["properties"] for n in of(entities(ledger), "Note") if "figure" in n["properties"]["keywords"]]
    assert notes[0]["description"] == ["killed: 9; best: 9 (the only figure); said by rescue service"]
    assert notes[1]["description"] == ["killed: at least 2; best: 2 (the only figure); said by Umm Samir"]


def test_nobody_is_involved_for_being_blamed(ledger: Ledger) -> None:
    told = entities(ledger)
    assert not any("involved" in event["properties"] for event in of(told, "Event"))
    blames = [n["properties"] for n in of(told, "Note") if "blame" in n["properties"]["keywords"]]
    assert blames[0]["description"] == ["Syrian government denies it, in 2 accounts; said by army"]
    assert len(blames[0]["entity"]) == 2


def test_who_claims_an_act_is_involved_in_it(tmp_path: Path) -> None:
    told = make.tal_ward()
    claimed = make.incident(told.accounts, perpetrators=(Blame("Islamic State", "claimed", ("Amaq",), 1),))
    with Ledger.create_or_open(str(tmp_path / "x.db")) as ledger:
        ledger.add([told])
        put_incidents(ledger, [claimed])
        found = entities(ledger)
    check(found)
    party = next(e for e in of(found, "LegalEntity") if e["properties"]["name"] == ["Islamic State"])
    assert of(found, "Event")[0]["properties"]["involved"] == [party["id"]]


def test_two_incidents_that_may_be_one_are_similar_once(tmp_path: Path) -> None:
    one, other = make.tal_ward("one"), make.tal_ward("other")
    left, right = sorted((one.accounts[0].id, other.accounts[0].id))
    pair = Link(left, right, 0.43, ("the same day", "Umm Samir is cited by both"))
    found = {}
    with Ledger.create_or_open(str(tmp_path / "x.db")) as ledger:
        ledger.add([one, other])
        incidents = [make.incident([t.accounts[0]], id=f"i-{t.report.id}") for t in (one, other)]
        put_incidents(ledger, incidents, Linking(groups=(), similar=(pair,)))
        for profile in ("full", "public"):
            found[profile] = entities(ledger, profile)
            check(found[profile])
    similar = of(found["full"], "Similar")
    assert len(similar) == 1
    assert similar[0]["properties"]["confidenceScore"] == ["0.43"]
    assert similar[0]["properties"]["criteria"] == ["the same day", "Umm Samir is cited by both"]
    assert "criteria" not in of(found["public"], "Similar")[0]["properties"]


def test_the_public_gets_rounded_points_and_no_private_name(ledger: Ledger) -> None:
    told = entities(ledger, "public")
    strike = of(told, "Address")[-1]["properties"]
    assert (strike["latitude"], strike["longitude"]) == (["36.12"], ["37.99"])
    spoken = [entity for entity in told if entity["properties"].get("keywords") != ["evidence"]]
    assert not re.search(r"Umm Samir\b", json.dumps(spoken, ensure_ascii=False))


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://post.example/a?b=c", True),
        ("ftp://post.example/a", False),
        ("post.example/a", False),
        ("https://post.example/a b", False),
        ("javascript:alert(1)", False),
        ("https://[post", False),
        ("https://post.example/" + "a" * 5000, False),
    ],
)
def test_an_address_that_the_schema_does_not_take_is_left_out(url: str, kept: bool, tmp_path: Path) -> None:
    source = make.report(url=url)
    with Ledger.create_or_open(str(tmp_path / "x.db")) as ledger:
        ledger.add([make.telling(source)])
        told = entities(ledger)
    check(told)
    assert ("sourceUrl" in of(told, "Article")[0]["properties"]) is kept
