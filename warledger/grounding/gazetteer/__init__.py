"""Names of places and the entries that they may stand for: one indexed file, built once, looked up in microseconds."""

from warledger.grounding.gazetteer.entries import Entry, Hit
from warledger.grounding.gazetteer.lookup import Gazetteer

__all__ = ["Entry", "Gazetteer", "Hit"]
