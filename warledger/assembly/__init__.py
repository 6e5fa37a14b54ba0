"""Which findings make one account: each act of a report once, with its figures, place, day and blame."""

from warledger.assembly.telling import tell, tell_quiet

__all__ = ["tell", "tell_quiet"]
