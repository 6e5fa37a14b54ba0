"""What an overview shows of an incident, beside its form: filled again by the next linking, which starts from nothing."""

revision = "0006"
down_revision = "0005"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Make the tables of outlines."""
