"""The chain of what was written: it begins with all that the ledger holds."""

import sqlalchemy as sa
from alembic import op

from warledger.ledger.columns import BYTEWISE
from warledger.ledger.taking_over import take_over

revision = "0011"
down_revision = "0010"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Make the table and take over what is there; `append_only` keeps it from then on."""
    op.create_table(
        "chain",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("kind", BYTEWISE, nullable=False),
        sa.Column("taken_over", sa.Boolean, nullable=False),
        sa.Column("what", BYTEWISE, nullable=False),
        sa.Column("before", BYTEWISE, nullable=False),
        sa.Column("hash", BYTEWISE, nullable=False),
    )
    take_over(op.get_bind())
