"""Reviewers' judgements on one account's fields, on accounts that tell of no act, and on grades."""

import sqlalchemy as sa
from alembic import op

from warledger.ledger.columns import BYTEWISE

revision = "0007"
down_revision = "0006"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Make room for what a judgement says beyond its verdict, and for what binds on single accounts."""
    op.add_column("judgements", sa.Column("said", BYTEWISE, nullable=False, server_default="{}"))
    op.create_table(
        "account_rulings",
        sa.Column("account", BYTEWISE, primary_key=True, nullable=False),
        sa.Column("rejected", BYTEWISE),
        sa.Column("form", BYTEWISE, nullable=False),
    )
