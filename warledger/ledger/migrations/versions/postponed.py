"""What reviewers put off."""

import sqlalchemy as sa
from alembic import op

from warledger.ledger.columns import BYTEWISE

revision = "0009"
down_revision = "0008"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "postponed",
        sa.Column("reviewer", BYTEWISE, primary_key=True, nullable=False),
        sa.Column("question", BYTEWISE, primary_key=True, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
    )
