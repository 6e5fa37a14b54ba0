"""The columns of the chain: what was written into a ledger, in the order in which it was written."""

from typing import Any

from sqlalchemy import Column, Integer, Named, TypedColumns

from warledger.ledger.columns import BYTEWISE, JsonForm


class ChainColumns(TypedColumns):
    """One entry, bound by its hash to the one before it; `taken_over` is what was there before the chain began."""

    number = Column(Integer, primary_key=True, autoincrement=False)
    kind: Named[str] = Column(BYTEWISE)
    taken_over: Named[bool]
    what: Named[Any] = Column(JsonForm, nullable=False)
    before: Named[str] = Column(BYTEWISE)
    hash: Named[str] = Column(BYTEWISE)
