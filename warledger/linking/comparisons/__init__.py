"""Comparisons: small functions that hold two accounts against each other in one respect.

Each takes two profiles and returns a `Finding`: a level of the weights' table, its weight, and a sentence a
person can check ("same day, 19 April 2016"). A value that one account does not give is no agreement.
"""

from warledger.linking.comparisons.act import compare_act
from warledger.linking.comparisons.blame import compare_blame
from warledger.linking.comparisons.counts import compare_counts
from warledger.linking.comparisons.days import compare_days
from warledger.linking.comparisons.place import compare_place
from warledger.linking.comparisons.targets import compare_targets
from warledger.linking.comparisons.tolls import compare_injured, compare_killed
from warledger.linking.comparisons.wording import compare_wording

__all__ = [
    "compare_act",
    "compare_blame",
    "compare_counts",
    "compare_days",
    "compare_injured",
    "compare_killed",
    "compare_place",
    "compare_targets",
    "compare_wording",
]
