"""The columns of what is in doubt about an incident: kept beside it, so that a queue need not read every incident."""

from sqlalchemy import Column, ForeignKey, Named, TypedColumns

from warledger.ledger.columns import AnyText, Number


class DoubtColumns(TypedColumns):
    """One open question of an incident by itself; `reconciling.doubting` says how `doubt` is reckoned."""

    incident: Named[str] = Column(AnyText, ForeignKey("incidents.id", ondelete="CASCADE"), primary_key=True)
    kind: Named[str] = Column(AnyText, primary_key=True)
    killed: Named[int | None] = Column(Number)
    doubt: Named[float]
