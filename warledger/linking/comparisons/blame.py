"""Is the same party blamed?"""

from functools import lru_cache

from warledger.linking.profiles import Profile, fold, known_words
from warledger.linking.weights import Finding, finding, table_rows


@lru_cache(maxsize=1)
def _groups() -> frozenset[str]:
    """Read the armed groups, no states, of the table of actors."""
    return frozenset(row["canonical"] for row in table_rows("actors.csv") if row["kind"] == "nonstate")


def _may_be_one(sweeping: frozenset[str], named: frozenset[str]) -> bool:
    """Tell whether "rebels" on one side may be a group that the other side names."""
    return any(fold(a) in known_words("sweeping") for a in sweeping) and bool(named & _groups())


def compare_blame(left: Profile, right: Profile) -> Finding:
    """Compare the parties blamed by name; who denies is not blamed, and "terrorists" names nobody."""
    if not (left.actors and right.actors):
        return finding("blame", "none")
    shared = sorted(left.actors & right.actors)
    if shared:
        return finding("blame", "shared", f"both blame {' and '.join(shared)}")
    if _may_be_one(left.actors, right.actors) or _may_be_one(right.actors, left.actors):
        return finding("blame", "none", "one account names the party, the other only its kind")
    told = f"{' and '.join(sorted(left.actors))} in one, {' and '.join(sorted(right.actors))} in the other"
    return finding("blame", "differ", f"different parties blamed: {told}")
