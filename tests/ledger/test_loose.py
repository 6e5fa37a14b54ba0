"""Figures that are no incident's own are found by the country of their place."""

import sqlite3
from contextlib import closing
from pathlib import Path

from tests import factories as make
from warledger.ledger import Ledger


def filled(path: str) -> None:
    with Ledger.create_or_open(path) as ledger:
        for country in ("SY", "IQ", None):
            source = make.report(f"of-{country}")
            place = make.town("Town", None, None, country=country, precision="province")
            ledger.add([make.telling(source, loose=[make.loose(source, id=f"l-{country}", place=place)])])


def in_syria(path: str) -> list[str]:
    with Ledger.create_or_open(path) as ledger:
        return [figure.id for figure in ledger.loose("running_toll", country="SY")]


def test_those_of_a_country_are_found(path: str) -> None:
    filled(path)
    assert in_syria(path) == ["l-SY"]


def test_those_of_a_country_are_found_without_reading_all(tmp_path: Path) -> None:
    path = str(tmp_path / "ledger.db")
    filled(path)
    with closing(sqlite3.connect(path)) as connection:
        plan = "EXPLAIN QUERY PLAN SELECT form FROM loose_figures WHERE country = 'SY'"
        assert "USING INDEX" in connection.execute(plan).fetchone()[-1]


def test_a_ledger_of_an_earlier_version_finds_them_too(tmp_path: Path) -> None:
    path = str(tmp_path / "ledger.db")
    filled(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE chain")
        connection.execute("DROP INDEX loose_figures_by_country")
        connection.execute("ALTER TABLE loose_figures DROP COLUMN country")
        connection.execute("UPDATE alembic_version SET version_num = '0009'")
        connection.execute("PRAGMA user_version = 9")
        connection.commit()
    assert in_syria(path) == ["l-SY"]
