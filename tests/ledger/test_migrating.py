"""A ledger is made by the same steps that bring an old one up to date."""

import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from tests import factories as make
from tests.tables_at_once import at_once
from warledger.errors import LedgerError, LedgerTooNew
from warledger.ledger import Ledger, migrating, sqlite
from warledger.ledger.schema import METADATA

LATER_STEP = '''
import sqlalchemy as sa
from alembic import op

revision = "{later}"
down_revision = "{newest}"


def upgrade() -> None:
    """Reports get a place to file them under."""
    op.add_column("reports", sa.Column("shelf", sa.Text, server_default="unfiled"))
    op.execute("CREATE TABLE shelves (name TEXT)")
    {ending}
'''


@pytest.fixture
def path(tmp_path: Path) -> str:
    """Where a ledger may be made: what is told here is of files alone."""
    return str(tmp_path / "ledger.db")


@pytest.fixture(autouse=True)
def step_by_step() -> Iterator[None]:
    """Ledgers are made as the program makes them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sqlite, "migrate", migrating.migrate)
        yield


def steps(folder: Path) -> list[str]:
    config = Config()
    config.set_main_option("script_location", str(folder))
    config.set_main_option("path_separator", "os")
    return [step.revision for step in ScriptDirectory.from_config(config).walk_revisions()][::-1]


def with_later_step(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, ending: str = "pass") -> None:
    """Pretend to be the next version of the program."""
    folder, newest = tmp_path / "migrations", migrating.SCHEMA
    shutil.copytree(migrating.STEPS, folder)
    (folder / "versions" / "later.py").write_text(
        LATER_STEP.format(ending=ending, newest=f"{newest:04}", later=f"{newest + 1:04}"), encoding="utf-8"
    )
    monkeypatch.setattr(sqlite, "SCHEMA", newest + 1)
    monkeypatch.setattr(sqlite, "migrate", lambda connection: migrating.migrate(connection, folder))


def test_the_steps_are_numbered_up_to_the_schema_that_the_program_knows() -> None:
    assert steps(migrating.STEPS) == [f"{n:04}" for n in range(1, migrating.SCHEMA + 1)]


def test_the_steps_make_the_tables_of_the_schema(path: str) -> None:
    Ledger.create_or_open(path).close()
    engine = create_engine(f"sqlite:///{path}")
    ours = {*METADATA.tables, "alembic_version"}

    def is_ours(thing: object, name: str | None, kind: str, *_: object) -> bool:
        return kind != "table" or name in ours  # FTS5 keeps tables of its own

    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": is_ours})
        assert compare_metadata(context, METADATA) == []


def test_the_tables_that_the_other_tests_get_are_those_that_the_steps_make(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Ledger.create_or_open(str(tmp_path / "steps.db")).close()
    monkeypatch.setattr(sqlite, "migrate", at_once)
    Ledger.create_or_open(str(tmp_path / "once.db")).close()
    made = []
    for name in ("steps.db", "once.db"):
        connection = sqlite3.connect(tmp_path / name)
        made.append(sorted(connection.iterdump()))
        connection.close()
    assert made[0] == made[1]


def test_a_ledger_of_the_first_schema_is_brought_up_with_all_it_holds(
    path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Ledger.create_or_open(path) as ledger:
        ledger.add([make.tal_ward()])
    with_later_step(monkeypatch, tmp_path)
    with pytest.raises(LedgerError, match="earlier version"):
        Ledger.open_reading(path)
    with Ledger.create_or_open(path) as ledger:
        assert ledger.telling("tal-ward") == make.tal_ward()
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT shelf FROM reports").fetchall() == [("unfiled",)]
    connection.close()
    monkeypatch.undo()
    with pytest.raises(LedgerTooNew):
        Ledger.create_or_open(path)


def first_ledger(path: str) -> None:
    """A ledger of the first schema, with one report read, as the first version of the program left it."""
    engine = create_engine(f"sqlite:///{path}")
    config = Config()
    config.set_main_option("script_location", str(migrating.STEPS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.exec_driver_sql(
            "INSERT INTO reports (key, report, fingerprint, digest, text, extra) VALUES (1, 'r', 'f', 'd', 'A truce.', '{}')"
        )
        connection.exec_driver_sql(
            "INSERT INTO readings (key, version, report, rules, current, dated) VALUES (1, 1, 'r', '1', 1, "
            '\'{"day":null,"basis":"unknown","quote":null,"given":null}\')'
        )
        connection.exec_driver_sql(f"PRAGMA application_id = {sqlite.APPLICATION_ID}")
        connection.exec_driver_sql("PRAGMA user_version = 1")
    engine.dispose()


def test_a_ledger_without_context_and_quotations_gets_their_tables_and_is_read_anew(path: str) -> None:
    first_ledger(path)
    with Ledger.create_or_open(path) as ledger:
        old = ledger.telling("r")
        assert (old.context, old.quotations) == ((), ())
        assert not ledger.holds(
            old.report
        )  # its reading is of the rules before: the next build reads it again
        truce = make.context_line(make.quoted("A truce.", "truce"), report="r")
        assert ledger.add([replace(old, context=(truce,))]) == 1
        assert ledger.context_of("r") == (truce,)


def test_a_step_that_fails_leaves_the_ledger_as_it_was(
    path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Ledger.create_or_open(path) as ledger:
        ledger.add([make.tal_ward()])
    with_later_step(monkeypatch, tmp_path, ending="raise RuntimeError('no power')")
    with pytest.raises(RuntimeError, match="no power"):
        Ledger.create_or_open(path)
    monkeypatch.undo()
    with Ledger.create_or_open(path) as ledger:
        assert ledger.telling("tal-ward") == make.tal_ward()
    connection = sqlite3.connect(path)
    assert not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'shelves'").fetchall()
    connection.close()


def test_a_folder_with_a_per_cent_sign_does_not_trouble_the_steps(tmp_path: Path) -> None:
    folder = tmp_path / "100%(x)s"
    shutil.copytree(migrating.STEPS, folder)
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        migrating.migrate(connection, folder)
        assert connection.exec_driver_sql("SELECT changes FROM linking_state").scalar_one() == 0
