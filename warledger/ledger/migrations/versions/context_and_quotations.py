"""What reports say of ceasefires and talks, and the words of their speakers: none before a report is read again."""

import sqlalchemy as sa
from alembic import op

from warledger.ledger.columns import BYTEWISE

revision = "0003"
down_revision = "0002"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Make the tables of context lines and of quotations."""
    op.create_table(
        "context_lines",
        sa.Column("reading", sa.Integer, sa.ForeignKey("readings.key"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("id", BYTEWISE, nullable=False),
        sa.Column("report", BYTEWISE, nullable=False),
        sa.Column("kind", BYTEWISE, nullable=False),
        sa.Column("event", BYTEWISE, nullable=False),
        sa.Column("start", sa.Date),
        sa.Column("end", sa.Date),
        sa.Column("country", BYTEWISE),
        sa.Column("form", BYTEWISE, nullable=False),
    )
    op.create_table(
        "quotations",
        sa.Column("reading", sa.Integer, sa.ForeignKey("readings.key"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("id", BYTEWISE, nullable=False),
        sa.Column("report", BYTEWISE, nullable=False),
        sa.Column("direct", sa.Boolean, nullable=False),
        sa.Column("form", BYTEWISE, nullable=False),
    )
    op.create_index("context_lines_by_start", "context_lines", ["start"])
    op.create_index("context_lines_by_report", "context_lines", ["report"])
