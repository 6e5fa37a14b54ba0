"""What an overview shows of an incident, beside its form: filled again by the next linking, which starts from nothing."""

import sqlalchemy as sa
from alembic import op

from warledger.ledger.columns import BYTEWISE

revision = "0006"
down_revision = "0005"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Make the tables of outlines, and have every incident put again."""
    op.add_column("linking_state", sa.Column("put", sa.BigInteger, nullable=False, server_default="0"))
    op.execute("UPDATE linking_state SET linked = -1, rules = NULL WHERE EXISTS (SELECT 1 FROM reports)")
    op.execute("UPDATE incidents SET digest = ''")
    op.create_table(
        "outlines",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column(
            "incident",
            BYTEWISE,
            sa.ForeignKey("incidents.id", ondelete="CASCADE"),
            nullable=False,
            unique=True,
        ),
        sa.Column("title", BYTEWISE, nullable=False),
        sa.Column("type", BYTEWISE, nullable=False),
        sa.Column("grade", BYTEWISE, nullable=False),
        sa.Column("reports", sa.Integer, nullable=False),
        sa.Column("start", sa.Date),
        sa.Column("end", sa.Date),
        sa.Column("days", BYTEWISE, nullable=False),
        sa.Column("place", BYTEWISE),
        sa.Column("admin1", BYTEWISE),
        sa.Column("country", BYTEWISE),
        sa.Column("lat", sa.Double),
        sa.Column("lon", sa.Double),
        sa.Column("precision", BYTEWISE, nullable=False),
        sa.Column("radius_km", sa.Double),
        sa.Column("geonames_id", sa.BigInteger),
        sa.Column("killed_low", sa.BigInteger),
        sa.Column("killed_high", sa.BigInteger),
        sa.Column("killed_best", sa.BigInteger),
        sa.Column("place_words", BYTEWISE, nullable=False),
        sa.Column("victims", BYTEWISE, nullable=False),
        sa.Column("health_care", sa.Boolean, nullable=False),
        sa.Column("details", BYTEWISE, nullable=False),
    )
    _part(
        "outline_blames",
        sa.Column("actor", BYTEWISE, nullable=False),
        sa.Column("stance", BYTEWISE, nullable=False),
    )
    _part("outline_sources", sa.Column("source", BYTEWISE, nullable=False))
    op.create_table(
        "outline_texts",
        sa.Column("version", sa.Integer, primary_key=True),
        sa.Column(
            "number", sa.Integer, sa.ForeignKey("outlines.number", ondelete="CASCADE"), primary_key=True
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("outline_texts_by_number", "outline_texts", ["number"])


def _part(table: str, *columns: sa.Column[object]) -> None:
    outline = sa.ForeignKey("outlines.number", ondelete="CASCADE")
    op.create_table(
        table,
        sa.Column("number", sa.Integer, outline, primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        *columns,
        sqlite_with_rowid=False,
    )
