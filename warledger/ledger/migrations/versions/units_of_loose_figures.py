"""What a loose figure counts: persons, families or buildings; before this step all were taken for persons."""

import sqlalchemy as sa
from alembic import op

from warledger.ledger.columns import BYTEWISE

revision = "0002"
down_revision = "0001"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Give the loose figures their unit."""
    op.add_column("loose_figures", sa.Column("unit", BYTEWISE, nullable=False, server_default="persons"))
