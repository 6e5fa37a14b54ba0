"""The columns of what waits for a reviewer: what is in doubt, beside its incident, and what a reviewer put off."""

from sqlalchemy import Column, ForeignKey, Named, TypedColumns

from warledger.ledger.columns import AnyText, Number


class DoubtColumns(TypedColumns):
    """One open question of an incident by itself; `reconciling.doubting` says how `doubt` is reckoned."""

    incident: Named[str] = Column(AnyText, ForeignKey("incidents.id", ondelete="CASCADE"), primary_key=True)
    kind: Named[str] = Column(AnyText, primary_key=True)
    killed: Named[int | None] = Column(Number)
    doubt: Named[float]


class PostponedColumns(TypedColumns):
    """One question that a reviewer put off, by the name that the queue gives it; the later, the higher its number."""

    reviewer: Named[str] = Column(AnyText, primary_key=True)
    question: Named[str] = Column(AnyText, primary_key=True)
    number: Named[int]
