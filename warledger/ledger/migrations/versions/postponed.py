"""What reviewers put off."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "postponed",
        sa.Column("reviewer", sa.Text, primary_key=True, nullable=False),
        sa.Column("question", sa.Text, primary_key=True, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
    )
