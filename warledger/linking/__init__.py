"""Accounts into groups: which tell of one act in the world, each tie with its reasons in words.

The order of the work: `rulings` (accounts as reviewers left them), `profiles` (what is compared), `copies` and
`verdicts` into `voices` (accounts that count as one), `blocks` (which pairs are looked at), `comparisons` and `pairs`
(how alike, and why), `weighing` (of two voices), `grouping` (components, then groups under hard limits), `matching` (all of this for the voices at
hand). `accounts` links all that there is from nothing, `changes` links what a change touches and comes to the same.
Before it `company` dates undated reports by what they share with others (`shared`).
"""

from warledger.linking.accounts import Linked, link
from warledger.linking.changes import Change, Relinked, Standing, relinked
from warledger.linking.company import in_company

__all__ = ["Change", "Linked", "Relinked", "Standing", "in_company", "link", "relinked"]
