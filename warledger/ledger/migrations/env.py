"""What Alembic runs for every migration: the caller's connection, already inside its transaction."""

from alembic import context

from warledger.ledger.schema import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
context.run_migrations()
