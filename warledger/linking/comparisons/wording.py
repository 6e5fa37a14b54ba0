"""Do both repeat one agency's words?"""

from typing import Final

from rapidfuzz import fuzz

from warledger.linking.profiles import Profile
from warledger.linking.weights import Finding, finding

VERBATIM: Final = 90.0
CLOSE: Final = 70.0
TELLING_LENGTH: Final = 50
"""Shorter sentences are alike by chance: "the attack killed 12 people"."""


def likeness(left: Profile, right: Profile) -> float:
    """Give the likeness of the two anchoring sentences, 0 to 100, blind to case, stops and apostrophes."""
    return fuzz.ratio(left.wording, right.wording)


def compare_wording(left: Profile, right: Profile) -> Finding:
    """Compare the sentences that the accounts rest on."""
    if min(len(left.wording), len(right.wording)) < TELLING_LENGTH:
        return finding("wording", "own")
    alike = fuzz.ratio(left.wording, right.wording, score_cutoff=CLOSE)
    if alike >= VERBATIM:
        return finding("wording", "verbatim", "told in the same words")
    if alike >= CLOSE:
        return finding("wording", "close", "told in nearly the same words")
    return finding("wording", "own")
