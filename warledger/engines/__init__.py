"""Where the reading of many reports runs: so far on this machine, in one process or in several."""

from warledger.engines.local import tell_all

__all__ = ["tell_all"]
