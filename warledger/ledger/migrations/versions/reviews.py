"""Reviewers' judgements on one account's fields, on accounts that tell of no act, and on grades."""

revision = "0007"
down_revision = "0006"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Make room for what a judgement says beyond its verdict."""
