"""What is only ever added to: the database itself refuses to change or remove it, whichever program asks.

A trigger can be dropped by whoever may change the file: it keeps from mistakes, and an edit that goes round it is found by
`audit`. A migration that must touch these tables does so between `loosen` and `tighten`.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import Connection, text

ONLY_ADDED: Final = (
    "chain",
    "reports",
    "accounts",
    "figures",
    "perpetrators",
    "loose_figures",
    "dropped",
    "context_lines",
    "quotations",
    "refusals",
    "judgement_accounts",
)
"""Tables of which no row is ever changed or removed."""

KEPT: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "readings": ("key", "version", "report", "rules", "day", "dated"),
        "judgements": ("id", "verdict", "why", "by", "at", "said"),
    }
)
"""Tables of which no row is ever removed, and what of them never changes: which reading counts does, and a judgement may be
taken back, once."""

FUNCTION: Final = "only_added_to"
_REFUSED: Final = "what a ledger holds is only added to"
_BODY: Final = f"BEGIN RAISE EXCEPTION '{_REFUSED} (%)', TG_TABLE_NAME; END"


def tighten(connection: Connection) -> None:
    """Have the database refuse changes from now on."""
    if connection.dialect.name == "postgresql":
        connection.execute(
            text(
                f"CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $body${_BODY}$body$"
            )
        )
    for written in triggers(connection).values():
        connection.execute(text(written))


def loosen(connection: Connection) -> None:
    """Take the triggers away that there are."""
    for name in present(connection).keys() & triggers(connection).keys():
        on = (
            f" ON {name.split('_', 1)[1].rpartition('_')[0]}"
            if connection.dialect.name == "postgresql"
            else ""
        )
        connection.execute(text(f"DROP TRIGGER {name}{on}"))


def triggers(connection: Connection) -> dict[str, str]:
    """Write the triggers for the database at hand, by their names: keep_TABLE_WHAT."""
    written = _postgresql if connection.dialect.name == "postgresql" else _sqlite
    found: dict[str, str] = {}
    for table in ONLY_ADDED:
        found |= written(table, "update", "UPDATE") | written(table, "delete", "DELETE")
    for table, columns in KEPT.items():
        named = ", ".join(f'"{column}"' for column in columns)
        found |= written(table, "update", f"UPDATE OF {named}") | written(table, "delete", "DELETE")
    return found | written("judgements", "undone", "UPDATE", "OLD.undone_at IS NOT NULL")


def _sqlite(table: str, what: str, when: str, condition: str = "") -> dict[str, str]:
    name, only = f"keep_{table}_{what}", f" WHEN {condition}" if condition else ""
    refused = f"BEGIN SELECT RAISE(ABORT, '{_REFUSED} ({table})'); END"
    return {name: f"CREATE TRIGGER {name} BEFORE {when} ON {table}{only} {refused}"}


def _postgresql(table: str, what: str, when: str, condition: str = "") -> dict[str, str]:
    name, each = f"keep_{table}_{what}", f"ROW WHEN ({condition})" if condition else "STATEMENT"
    when = f"{when} OR TRUNCATE" if when == "DELETE" else when
    run = f"FOR EACH {each} EXECUTE FUNCTION {FUNCTION}()"
    return {name: f"CREATE TRIGGER {name} BEFORE {when} ON {table} {run}"}


def present(connection: Connection) -> dict[str, str]:
    """Give the triggers that the ledger's tables have, by name, each as the database has it written.

    On a server one that is switched off has nothing written, nor has one whose function is another one.
    """
    if connection.dialect.name != "postgresql":
        asked = text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return {row.name: row.sql for row in connection.execute(asked)}
    asked = text(
        "SELECT t.tgname AS name, pg_get_triggerdef(t.oid) AS sql, t.tgenabled = 'O' AND p.prosrc = :body AS works"
        " FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid"
        " WHERE NOT t.tgisinternal AND c.relnamespace = to_regnamespace(current_setting('search_path'))"
    )
    rows: Any = connection.execute(asked, {"body": _BODY})
    return {row.name: row.sql if row.works else "" for row in rows}
