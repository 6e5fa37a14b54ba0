"""What undated reports are dated to beside the others of a ledger: nothing before it is linked again."""

import sqlalchemy as sa
from alembic import op

from warledger.ledger.columns import BYTEWISE

revision = "0004"
down_revision = "0003"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Make the tables of settled dates and of the periods that rest on them."""
    op.create_table(
        "settled_dates",
        sa.Column("report", BYTEWISE, primary_key=True, nullable=False),
        sa.Column("form", BYTEWISE, nullable=False),
    )
    op.create_table(
        "settled_periods",
        sa.Column("account", BYTEWISE, primary_key=True, nullable=False),
        sa.Column("form", BYTEWISE, nullable=False),
    )
