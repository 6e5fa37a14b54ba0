"""Accounts into groups: which tell of one act in the world, each tie with its reasons in words.

The order of the work: `profiles` (what is compared), `copies` and `verdicts` into `voices` (accounts that
count as one), `blocks` (which pairs are looked at), `comparisons` and `pairs` (how alike, and why),
`grouping` (components, then groups under hard limits), `accounts` (the whole of it). Before it `company` dates
undated reports by what they share with others (`shared`).
"""

from warledger.linking.accounts import link
from warledger.linking.company import in_company, settled_accounts

__all__ = ["in_company", "link", "settled_accounts"]
