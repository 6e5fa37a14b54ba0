"""The first ledger: reports and what they tell, incidents, judgements, and full text."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

from warledger.ledger.columns import BYTEWISE

revision = "0001"
down_revision: str | None = None
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Make the tables of an empty ledger."""
    _reports()
    _tellings()
    _parts_of_accounts()
    _incidents()
    _aliases_and_links()
    _judgements()
    _indexes()
    _full_text()


def _reports() -> None:
    op.create_table(
        "reports",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("report", BYTEWISE, nullable=False),
        sa.Column("fingerprint", BYTEWISE, nullable=False),
        sa.Column("digest", BYTEWISE, nullable=False),
        sa.Column("text", BYTEWISE, nullable=False),
        sa.Column("title", BYTEWISE),
        sa.Column("outlet", BYTEWISE),
        sa.Column("url", BYTEWISE),
        sa.Column("language", BYTEWISE),
        sa.Column("published", sa.Date),
        sa.Column("extra", BYTEWISE, nullable=False),
        sa.UniqueConstraint("report", "fingerprint"),
    )
    op.create_table(
        "readings",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("version", sa.Integer, sa.ForeignKey("reports.key"), nullable=False),
        sa.Column("report", BYTEWISE, nullable=False),
        sa.Column("rules", BYTEWISE, nullable=False),
        sa.Column("current", sa.Boolean, nullable=False),
        sa.Column("day", sa.Date),
        sa.Column("dated", BYTEWISE, nullable=False),
        sa.UniqueConstraint("version", "rules"),
    )
    op.create_table(
        "copies",
        sa.Column("report", BYTEWISE, primary_key=True),
        sa.Column("copy_of", BYTEWISE, nullable=False),
    )
    op.create_table(
        "refusals",
        sa.Column("name", BYTEWISE, primary_key=True),
        sa.Column("reason", BYTEWISE, primary_key=True),
        sa.Column("code", BYTEWISE, nullable=False),
    )


def _tellings() -> None:
    op.create_table(
        "accounts",
        sa.Column("reading", sa.Integer, sa.ForeignKey("readings.key"), primary_key=True),
        sa.Column("id", BYTEWISE, primary_key=True),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("report", BYTEWISE, nullable=False),
        sa.Column("primary", sa.Boolean, nullable=False),
        sa.Column("type", BYTEWISE, nullable=False),
        sa.Column("start", sa.Date),
        sa.Column("end", sa.Date),
        sa.Column("lat", sa.Double),
        sa.Column("lon", sa.Double),
        sa.Column("place", BYTEWISE),
        sa.Column("country", BYTEWISE),
        sa.Column("form", BYTEWISE, nullable=False),
    )
    op.create_table(
        "loose_figures",
        sa.Column("reading", sa.Integer, sa.ForeignKey("readings.key"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("id", BYTEWISE, nullable=False),
        sa.Column("report", BYTEWISE, nullable=False),
        sa.Column("kind", BYTEWISE, nullable=False),
        sa.Column("outcome", BYTEWISE, nullable=False),
        sa.Column("low", sa.BigInteger),
        sa.Column("high", sa.BigInteger),
        sa.Column("form", BYTEWISE, nullable=False),
    )
    op.create_table(
        "dropped",
        sa.Column("reading", sa.Integer, sa.ForeignKey("readings.key"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("text", BYTEWISE, nullable=False),
        sa.Column("reason", BYTEWISE, nullable=False),
    )


def _of_an_account() -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["reading", "account"], ["accounts.reading", "accounts.id"])


def _parts_of_accounts() -> None:
    op.create_table(
        "figures",
        sa.Column("reading", sa.Integer, primary_key=True),
        sa.Column("account", BYTEWISE, primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("id", BYTEWISE, nullable=False),
        sa.Column("outcome", BYTEWISE, nullable=False),
        sa.Column("victims", BYTEWISE, nullable=False),
        sa.Column("low", sa.BigInteger),
        sa.Column("high", sa.BigInteger),
        sa.Column("role", BYTEWISE, nullable=False),
        sa.Column("quote_start", sa.Integer, nullable=False),
        sa.Column("quote_end", sa.Integer, nullable=False),
        _of_an_account(),
    )
    op.create_table(
        "perpetrators",
        sa.Column("reading", sa.Integer, primary_key=True),
        sa.Column("account", BYTEWISE, primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("actor", BYTEWISE, nullable=False),
        sa.Column("stance", BYTEWISE, nullable=False),
        _of_an_account(),
    )


def _incidents() -> None:
    op.create_table(
        "incidents",
        sa.Column("id", BYTEWISE, primary_key=True),
        sa.Column("digest", BYTEWISE, nullable=False),
        sa.Column("type", BYTEWISE, nullable=False),
        sa.Column("start", sa.Date),
        sa.Column("end", sa.Date),
        sa.Column("lat", sa.Double),
        sa.Column("lon", sa.Double),
        sa.Column("place_words", BYTEWISE, nullable=False),
        sa.Column("form", BYTEWISE, nullable=False),
    )
    op.create_table(
        "incident_accounts",
        sa.Column("incident", BYTEWISE, sa.ForeignKey("incidents.id"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("reading", sa.Integer, nullable=False),
        sa.Column("account", BYTEWISE, nullable=False),
        sa.Column("report", BYTEWISE, nullable=False),
        _of_an_account(),
    )


def _aliases_and_links() -> None:
    op.create_table(
        "incident_aliases",
        sa.Column("id", BYTEWISE, primary_key=True),
        sa.Column("incident", BYTEWISE),
    )
    op.create_table(
        "alias_accounts",
        sa.Column("alias", BYTEWISE, sa.ForeignKey("incident_aliases.id"), primary_key=True),
        sa.Column("account", BYTEWISE, primary_key=True),
        sa.Column("report", BYTEWISE, nullable=False),
    )
    op.create_table(
        "links",
        sa.Column("left", BYTEWISE, primary_key=True),
        sa.Column("right", BYTEWISE, primary_key=True),
        sa.Column("merged", sa.Boolean, primary_key=True),
        sa.Column("score", sa.Double, nullable=False),
        sa.Column("reasons", BYTEWISE, nullable=False),
    )
    op.create_table(
        "linking_state",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("changes", sa.Integer, nullable=False),
        sa.Column("linked", sa.Integer, nullable=False),
    )
    op.execute("INSERT INTO linking_state (id, changes, linked) VALUES (1, 0, 0)")


def _judgements() -> None:
    op.create_table(
        "judgements",
        sa.Column("id", BYTEWISE, primary_key=True),
        sa.Column("verdict", BYTEWISE, nullable=False),
        sa.Column("why", BYTEWISE, nullable=False),
        sa.Column("by", BYTEWISE, nullable=False),
        sa.Column("at", BYTEWISE, nullable=False),
        sa.Column("undone_why", BYTEWISE),
        sa.Column("undone_by", BYTEWISE),
        sa.Column("undone_at", BYTEWISE),
    )
    op.create_table(
        "judgement_accounts",
        sa.Column("judgement", BYTEWISE, sa.ForeignKey("judgements.id"), primary_key=True),
        sa.Column("account", BYTEWISE, primary_key=True),
    )


def _indexes() -> None:
    op.create_index(
        "one_current_reading",
        "readings",
        ["report"],
        unique=True,
        sqlite_where=sa.text("current = 1"),
        postgresql_where=sa.text("current"),
    )
    for name, table, columns in (
        ("readings_by_day", "readings", ["day"]),
        ("accounts_by_id", "accounts", ["id"]),
        ("accounts_by_start", "accounts", ["start"]),
        ("accounts_by_end", "accounts", ["end"]),
        ("accounts_by_point", "accounts", ["lat", "lon"]),
        ("accounts_by_type", "accounts", ["type"]),
        ("figures_by_outcome", "figures", ["outcome", "low"]),
        ("loose_figures_by_id", "loose_figures", ["id"]),
        ("incidents_by_start", "incidents", ["start"]),
        ("incidents_by_point", "incidents", ["lat", "lon"]),
        ("incident_accounts_by_account", "incident_accounts", ["account"]),
        ("incident_accounts_by_report", "incident_accounts", ["report"]),
        ("aliases_by_incident", "incident_aliases", ["incident"]),
        ("alias_accounts_by_account", "alias_accounts", ["account"]),
        ("links_by_right", "links", ["right"]),
        ("judgement_accounts_by_account", "judgement_accounts", ["account"]),
    ):
        op.create_index(name, table, columns)


def _full_text() -> None:
    """SQLite: an index without a second copy of the texts, which FTS5 reads from `reports` when it needs them.

    PostgreSQL: the words of the texts, with an inverted index (`ledger/postgresql_words.py`).
    """
    if op.get_bind().dialect.name == "postgresql":
        op.create_table(
            "report_words",
            sa.Column("version", sa.Integer, sa.ForeignKey("reports.key"), primary_key=True),
            sa.Column("length", sa.Integer, nullable=False),
            sa.Column("found_by", ARRAY(BYTEWISE), nullable=False),
            sa.Column("words", BYTEWISE, nullable=False),
        )
        op.create_index("report_words_by_key", "report_words", ["found_by"], postgresql_using="gin")
        op.create_index("report_words_by_length", "report_words", ["length"])
    else:
        op.execute(
            "CREATE VIRTUAL TABLE report_words USING fts5("
            "title, text, content='reports', content_rowid='key', "
            "tokenize='unicode61 remove_diacritics 2')"
        )
