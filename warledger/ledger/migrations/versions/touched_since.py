"""What the last linking left and what was touched since: nothing is known of it yet, so the next one starts from nothing.

The similar pairs move from `links` to `offers`; both are filled again by that linking.
"""

import sqlalchemy as sa
from alembic import op

from warledger.ledger.columns import BYTEWISE

revision = "0005"
down_revision = "0004"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Make the tables of the state of linking, and part links from offers."""
    op.add_column("linking_state", sa.Column("rules", BYTEWISE))
    op.execute("UPDATE linking_state SET linked = -1 WHERE EXISTS (SELECT 1 FROM reports)")
    _linked_accounts()
    _links_and_offers()
    for table, key in (("touched_reports", "report"), ("touched_accounts", "account")):
        op.create_table(table, sa.Column(key, BYTEWISE, primary_key=True, nullable=False))
    for table, key, thing in (("blocks", "block", "number"), ("text_bands", "band", "version")):
        op.create_table(
            table,
            sa.Column(key, sa.BigInteger, primary_key=True),
            sa.Column(thing, sa.Integer, primary_key=True),
            sqlite_with_rowid=False,
        )
    op.create_table(
        "text_sketches",
        sa.Column("version", sa.Integer, primary_key=True),
        sa.Column("shingles", sa.LargeBinary, nullable=False),
    )
    op.create_index("alias_accounts_by_report", "alias_accounts", ["report"])
    op.create_index("copies_by_original", "copies", ["copy_of"])


def _linked_accounts() -> None:
    op.create_table(
        "linked_accounts",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("account", BYTEWISE, nullable=False),
        sa.Column("report", BYTEWISE, nullable=False),
        sa.Column("reading", sa.Integer, nullable=False),
        sa.Column("voice", BYTEWISE, nullable=False),
        sa.Column("component", BYTEWISE, nullable=False),
        sa.Column("grouped", BYTEWISE, nullable=False),
    )
    op.create_index("linked_accounts_by_account", "linked_accounts", ["account"], unique=True)
    for column in ("report", "voice", "component"):
        op.create_index(f"linked_accounts_by_{column}", "linked_accounts", [column])


def _links_and_offers() -> None:
    op.drop_table("links")
    op.create_table(
        "links",
        sa.Column("left", BYTEWISE, primary_key=True),
        sa.Column("right", BYTEWISE, primary_key=True),
        sa.Column("score", sa.Double, nullable=False),
        sa.Column("reasons", BYTEWISE, nullable=False),
    )
    op.create_table(
        "offers",
        sa.Column("voice", BYTEWISE, primary_key=True),
        sa.Column("other", BYTEWISE, primary_key=True),
        sa.Column("points", sa.Double, nullable=False),
        sa.Column("left", BYTEWISE, nullable=False),
        sa.Column("right", BYTEWISE, nullable=False),
        sa.Column("score", sa.Double, nullable=False),
        sa.Column("reasons", BYTEWISE, nullable=False),
    )
    for column in ("other", "left", "right"):
        op.create_index(f"offers_by_{column}", "offers", [column])
