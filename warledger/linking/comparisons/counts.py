"""Do both tell the same set of counts? All of them together, where `tolls` compares the dead alone, the injured alone."""

from warledger.linking.profiles import Profile
from warledger.linking.rarity import RARE_SET, SAME_SET, shared_bits
from warledger.linking.weights import Finding, finding


def compare_counts(left: Profile, right: Profile) -> Finding:
    """Compare the counts by outcome and class, all of them together."""
    if left.counts.isdisjoint(right.counts):
        return finding("counts", "none")
    total, lows = shared_bits(left.counts, right.counts)
    if total < SAME_SET:
        return finding("counts", "none")
    told = f"both count {' and '.join(map(str, lows))}"
    return finding("counts", "rare_set" if total >= RARE_SET else "same_set", told)
