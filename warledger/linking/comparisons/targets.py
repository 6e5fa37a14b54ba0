"""Was the same thing hit?"""

from warledger.linking.profiles import Profile, known_words
from warledger.linking.weights import Finding, finding


def compare_targets(left: Profile, right: Profile) -> Finding:
    """Compare the targets by the words that tell one from another."""
    if not (left.targets and right.targets):
        return finding("targets", "none")
    shared = sorted(left.targets & right.targets)
    if shared and not _only_heads(shared, left, right):
        return finding("targets", "shared", f"both name as target: {', '.join(shared)}")
    told = f"{', '.join(sorted(left.targets))}; {', '.join(sorted(right.targets))}"
    return finding("targets", "differ", f"different targets: {told}")


def _only_heads(shared: list[str], left: Profile, right: Profile) -> bool:
    """Tell whether all they share is the head of two names: a power station and a police station are no one target."""
    own = left.targets.difference(shared), right.targets.difference(shared)
    return all(own) and known_words("head").issuperset(shared)
