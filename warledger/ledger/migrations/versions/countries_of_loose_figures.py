"""The country of a loose figure, so that those of one country are found without reading all."""

import json

import sqlalchemy as sa
from alembic import op

from warledger.ledger.columns import BYTEWISE

revision = "0010"
down_revision = "0009"
branch_labels: str | None = None
depends_on: str | None = None

_FIGURES = sa.table("loose_figures", *map(sa.column, ("reading", "position", "country", "form")))


def upgrade() -> None:
    """Give the loose figures their country, out of the form that holds it."""
    op.add_column("loose_figures", sa.Column("country", BYTEWISE))
    connection, at = op.get_bind(), _FIGURES.c
    told = connection.execute(sa.select(at.reading, at.position, at.form))
    found = [
        {"in_reading": row.reading, "at_position": row.position, "named": country}
        for row in told
        if (country := json.loads(row.form)["place"].get("country")) is not None
    ]
    this_one = (at.reading == sa.bindparam("in_reading"), at.position == sa.bindparam("at_position"))
    if found:
        connection.execute(sa.update(_FIGURES).where(*this_one).values(country=sa.bindparam("named")), found)
    op.create_index("loose_figures_by_country", "loose_figures", ["country"])
