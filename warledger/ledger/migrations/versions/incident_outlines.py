"""What an overview shows of an incident, beside its form: filled again by the next linking, which starts from nothing."""

import sqlalchemy as sa
from alembic import op

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
            sa.Text,
            sa.ForeignKey("incidents.id", ondelete="CASCADE"),
            nullable=False,
            unique=True,
        ),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("type", sa.Text, nullable=False),
        sa.Column("grade", sa.Text, nullable=False),
        sa.Column("reports", sa.Integer, nullable=False),
        sa.Column("start", sa.Date),
        sa.Column("end", sa.Date),
        sa.Column("days", sa.Text, nullable=False),
        sa.Column("place", sa.Text),
        sa.Column("admin1", sa.Text),
        sa.Column("country", sa.Text),
        sa.Column("lat", sa.Double),
        sa.Column("lon", sa.Double),
        sa.Column("precision", sa.Text, nullable=False),
        sa.Column("radius_km", sa.Double),
        sa.Column("geonames_id", sa.BigInteger),
        sa.Column("killed_low", sa.BigInteger),
        sa.Column("killed_high", sa.BigInteger),
        sa.Column("killed_best", sa.BigInteger),
        sa.Column("place_words", sa.Text, nullable=False),
        sa.Column("victims", sa.Text, nullable=False),
        sa.Column("health_care", sa.Boolean, nullable=False),
        sa.Column("details", sa.Text, nullable=False),
    )
    _part(
        "outline_blames",
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("stance", sa.Text, nullable=False),
    )
    _part("outline_sources", sa.Column("source", sa.Text, nullable=False))
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
