"""Was the same thing hit?"""

from warledger.linking.profiles import Profile
from warledger.linking.weights import Finding, finding


def compare_targets(left: Profile, right: Profile) -> Finding:
    """Compare the targets by the words that tell one from another."""
    if not (left.targets and right.targets):
        return finding("targets", "none")
    shared = sorted(left.targets & right.targets)
    if shared:
        return finding("targets", "shared", f"both name as target: {', '.join(shared)}")
    told = f"{', '.join(sorted(left.targets))}; {', '.join(sorted(right.targets))}"
    return finding("targets", "differ", f"different targets: {told}")
