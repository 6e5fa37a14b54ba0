"""The web desk: pages over a ledger, for the person who answers for what is published from it."""

from warledger.desk.application import make_app

__all__ = ["make_app"]
