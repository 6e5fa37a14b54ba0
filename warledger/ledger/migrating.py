"""Bring a ledger's schema up to the one that this program knows."""

import warnings
from pathlib import Path

from sqlalchemy import Connection

from warledger.ledger.append_only import loosen, tighten

SCHEMA = 11
"""The number of the newest schema: how many steps `migrations/versions` holds."""

STEPS = Path(__file__).parent / "migrations"


def migrate(connection: Connection, steps: Path = STEPS) -> None:
    """Run the missing steps inside the caller's transaction.

    A ledger is thus at its old schema or at the newest one, whenever the program is killed.

    Args:
        connection: a connection inside a transaction.
        steps: the folder of the steps; a test hands over a longer one.
    """
    # Alembic takes a tenth of a second to import and a ledger that is up to date never needs it.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(steps).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    with warnings.catch_warnings():
        # Alembic notes that SQLite cannot alter constraints; the steps take that into account.
        warnings.simplefilter("ignore", UserWarning)
        loosen(connection)
        command.upgrade(config, "head")
        tighten(connection)
