"""Outlines stand and go with their incidents, and the state of a ledger is another one after every change of them."""

import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

from tests import factories as make
from tests.by_hand import put_incidents
from warledger import relink
from warledger.errors import LedgerError
from warledger.ledger import Ledger, migrating, sqlite
from warledger.ledger.outlines import Details
from warledger.records import Account, Blame, Incident, Period

NAMES = ("a", "b", "c")


@pytest.fixture
def told(ledger: Ledger) -> dict[str, Account]:
    tellings = {name: make.tal_ward(name) for name in NAMES}
    ledger.add(tellings.values())
    return {name: telling.accounts[0] for name, telling in tellings.items()}


def of(told: dict[str, Account], names: str, **fields: object) -> Incident:
    return make.incident([told[name] for name in names], id=f"i-{names}", **fields)  # type: ignore[arg-type]


def put_some(ledger: Ledger, found: Iterable[Incident], gone: Iterable[str] = ()) -> None:
    with ledger.linking_work() as work:
        work.put_some(found, set(gone))


def ids(ledger: Ledger) -> set[str]:
    return set(ledger.outlines().incidents["incident"])


def test_an_outline_holds_what_an_overview_shows(ledger: Ledger, told: dict[str, Account]) -> None:
    whole = of(
        told,
        "ab",
        date=Period(date(2015, 3, 9), None, "month", "text"),
        place=make.town("Tal Ward", radius_km=5.0, geonames_id=17),
        targets=("bakery", "market"),
        grade="contested",
        figures=(
            make.reconciled(9, None, 9, victims="civilians"),
            make.reconciled(2, 3, None, outcome="injured"),
        ),
        perpetrators=(
            Blame("Syrian government", "suspected", (), 1),
            Blame("Syrian government", "denied", (), 1),
        ),
        primary_sources=("SOHR", "rescue service"),
    )
    put_incidents(ledger, [whole])
    outlines = ledger.outlines()
    row = {name: values[0] for name, values in outlines.incidents.items()}
    number = row.pop("number")
    words, details = row.pop("place_words"), row.pop("details")
    assert row == {
        "incident": "i-ab", "title": whole.title, "type": "shelling", "grade": "contested", "reports": 2,
        "start": "2015-03-09", "end": None, "days": "month", "place": "Tal Ward", "admin1": "Hama", "country": "SY",
        "lat": 35.25, "lon": 36.5, "precision": "town", "radius_km": 5.0, "geonames_id": 17, "killed_low": 9,
        "killed_high": None, "killed_best": 9, "victims": "civilians,unspecified", "health_care": 0,
    }  # fmt: skip
    assert "tal ward" in words.split("\n")
    unsaid = tuple(replace(figure, sources=(), figure_ids=()) for figure in whole.figures)
    assert Details.read(details) == Details(("bakery", "market"), unsaid)
    assert list(zip(*outlines.blames.values(), strict=True)) == [
        (number, "Syrian government", "suspected"), (number, "Syrian government", "denied"),
    ]  # fmt: skip
    assert list(zip(*outlines.sources.values(), strict=True)) == [
        (number, "SOHR"),
        (number, "rescue service"),
    ]
    assert list(outlines.texts["number"]) == [number, number]
    assert len(set(outlines.texts["version"])) == 2


def test_an_attack_on_health_care_is_marked_with_its_accounts(
    ledger: Ledger, told: dict[str, Account]
) -> None:
    put_incidents(ledger, [of(told, "a", targets=("hospital",)), of(told, "b", targets=("market",))])
    outlines = ledger.outlines(guarded=True)
    marked = dict(zip(outlines.incidents["incident"], outlines.incidents["health_care"], strict=True))
    assert marked == {"i-a": 1, "i-b": 0}
    assert [account for _, account in outlines.on_health_care] == [told["a"].id]
    assert ledger.outlines().on_health_care == ()


@pytest.mark.parametrize("words", ["half a pair \ud83d", "NUL \x00", "mark \ufdd0 of its own"])
def test_any_text_comes_back_as_it_was(ledger: Ledger, told: dict[str, Account], words: str) -> None:
    incident = of(told, "a", title=words, primary_sources=(words,), place=make.town(words))
    put_incidents(ledger, [incident, of(told, "b")])
    outlines = ledger.outlines()
    assert set(outlines.incidents["title"]) == {words, of(told, "b").title}
    assert words in outlines.sources["source"]
    assert set(outlines.incidents["place"]) == {words, "Tal Ward"}


def test_outlines_come_and_go_with_their_incidents(ledger: Ledger, told: dict[str, Account]) -> None:
    assert ids(ledger) == set()
    put_incidents(ledger, [of(told, "a"), of(told, "b")])
    assert ids(ledger) == {"i-a", "i-b"}
    put_some(ledger, [of(told, "ab", primary_sources=("SOHR",))], {"i-a", "i-b"})
    assert ids(ledger) == {"i-ab"}
    outlines = ledger.outlines()
    assert (len(outlines.sources["number"]), len(outlines.texts["number"])) == (1, 2)
    put_incidents(ledger, [])
    outlines = ledger.outlines()
    tables = (outlines.incidents, outlines.blames, outlines.sources, outlines.texts)
    assert not any(len(column) for table in tables for column in table.values())


def test_the_state_changes_with_the_incidents_and_only_then(ledger: Ledger, told: dict[str, Account]) -> None:
    seen = {ledger.state().put}

    def is_new() -> bool:
        state = ledger.state().put
        new = state not in seen
        seen.add(state)
        return new

    put_incidents(ledger, [of(told, "a"), of(told, "b")])
    assert is_new()
    put_incidents(ledger, [of(told, "b"), of(told, "a")])
    assert not is_new()
    put_some(ledger, [of(told, "a", title="another title")])
    assert is_new()
    put_some(ledger, [], {"i-b"})
    assert is_new()
    before = ledger.state().changes
    ledger.add([make.telling(make.report("d", "A quiet day."), accounts=[])])
    assert not is_new()
    assert ledger.state().changes != before
    put_some(ledger, [of(told, "a")])
    assert is_new(), "the incidents are those of a state before, but not all of them"


def test_what_was_refused_changes_the_state_too(ledger: Ledger) -> None:
    before = ledger.state()
    ledger.refuse([make.refusal()])
    assert ledger.state() != before
    assert ledger.state().put == before.put


def at_schema(path: str, revision: str) -> None:
    """Take a ledger back to an earlier schema, as that version of the program left it."""
    engine = create_engine(f"sqlite:///{path}")
    config = Config()
    config.set_main_option("script_location", str(migrating.STEPS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        connection.exec_driver_sql(f"PRAGMA application_id = {sqlite.APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version = {int(revision)}")
        connection.exec_driver_sql(
            "INSERT INTO incidents (id, digest, type, place_words, form) VALUES ('old', 'd', 'ied', '', '{}')"
        )
    engine.dispose()


def test_a_ledger_without_outlines_says_that_it_has_to_be_built_once_and_then_has_them(
    tmp_path: Path,
) -> None:
    path = str(tmp_path / "ledger.db")
    at_schema(path, "0005")
    with pytest.raises(LedgerError, match="run warledger build on it once"):
        Ledger.open_reading(path)
    with Ledger.create_or_open(path) as ledger:
        with pytest.raises(LedgerError, match="run warledger build on it once"):
            ledger.outlines()
        ledger.add([make.tal_ward("a")])
        assert relink(ledger)
        assert ids(ledger) == {incident.id for incident in ledger.incidents()}
        assert len(ids(ledger)) == 1


def test_an_incident_that_was_put_before_there_were_outlines_gets_one_though_it_is_the_same(
    tmp_path: Path,
) -> None:
    path = str(tmp_path / "ledger.db")
    with Ledger.create_or_open(path) as ledger:
        ledger.add([make.tal_ward("a")])
        relink(ledger)
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT count(*) FROM outlines").fetchone() == (1,)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("DELETE FROM outlines")
    connection.execute("UPDATE linking_state SET linked = -1, rules = NULL")
    connection.execute("UPDATE incidents SET digest = ''")
    connection.commit()
    connection.close()
    with Ledger.create_or_open(path) as ledger:
        relink(ledger)
        assert len(ids(ledger)) == 1


def test_the_texts_that_hold_words_are_those_of_the_reports_found(ledger: Ledger) -> None:
    ledger.add([make.tal_ward("a"), make.telling(make.report("b", "Shells hit a mill."), accounts=[])])
    assert len(ledger.texts_with("shells")) == ledger.reports_with("shells") == 2
    assert len(ledger.texts_with("shells bakery")) == ledger.reports_with("shells bakery") == 1
    assert ledger.texts_with('"') == ()
    assert ledger.reports_with('"') == 0
    ledger.add([make.telling(make.report("b", "A mill burned."), accounts=[])])
    assert len(ledger.texts_with("shells")) == 2, "a text that incidents were read from stays findable"
    assert ledger.reports_with("shells") == 1
