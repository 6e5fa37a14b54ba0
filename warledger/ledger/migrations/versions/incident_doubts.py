"""What is in doubt about each incident: filled by the next linking, which starts from nothing and puts all in place anew."""

import sqlalchemy as sa
from alembic import op

from warledger.ledger.columns import BYTEWISE

revision = "0008"
down_revision = "0007"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Make the table, and let no incident pass for one that has its rows already."""
    op.create_table(
        "incident_doubts",
        sa.Column("incident", BYTEWISE, sa.ForeignKey("incidents.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("kind", BYTEWISE, primary_key=True),
        sa.Column("killed", sa.BigInteger),
        sa.Column("doubt", sa.Double, nullable=False),
    )
    op.create_index("incident_doubts_by_doubt", "incident_doubts", ["kind", "doubt", "incident"])
    op.create_index("offers_by_points", "offers", ["points"])
    op.create_index("links_by_score", "links", ["score"])
    op.execute("UPDATE incidents SET digest = ''")
    op.execute("UPDATE linking_state SET linked = -1 WHERE EXISTS (SELECT 1 FROM reports)")
