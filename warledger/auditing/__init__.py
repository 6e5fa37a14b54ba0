"""A ledger verified: held against what it says of itself, and against what its reports and judgements come to."""

from warledger.auditing.verifying import Stage, Verified, verify

__all__ = ["Stage", "Verified", "verify"]
