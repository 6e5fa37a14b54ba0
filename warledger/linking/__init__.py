"""Accounts into groups: which tell of one act in the world, each tie with its reasons in words.

The order of the work: `profiles` (what is compared), `copies` and `verdicts` into `voices` (accounts that
count as one), `blocks` (which pairs are looked at), `comparisons` and `pairs` (how alike, and why),
`grouping` (components, then groups under hard limits), `accounts` (the whole of it).
"""

from warledger.linking.accounts import link

__all__ = ["link"]
