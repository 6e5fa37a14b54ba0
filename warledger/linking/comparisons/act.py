"""Was it one kind of act?"""

from functools import lru_cache

from warledger.linking.profiles import Profile
from warledger.linking.weights import Finding, finding, table_rows


@lru_cache(maxsize=1)
def kin_acts() -> frozenset[tuple[str, str]]:
    """Read the pairs of kinds that reports take for each other, both ways round."""
    pairs = [(row["one"], row["other"]) for row in table_rows("act_kin.csv")]
    return frozenset(pairs + [(b, a) for a, b in pairs])


def act_words(kind: str) -> str:
    """Write a kind of act as a person says it: "car bomb"."""
    return kind.replace("_", " ")


def compare_act(left: Profile, right: Profile) -> Finding:
    """Compare the kinds of act; "other" leaves the means open and so agrees with none."""
    if left.type == right.type:
        if left.type == "other":
            return finding("act", "open", "neither account says the means")
        return finding("act", "same", f"both {act_words(left.type)}")
    told = f"{act_words(left.type)} and {act_words(right.type)}"
    if (left.type, right.type) in kin_acts():
        return finding("act", "kin", f"{told}, told for each other")
    if "other" in (left.type, right.type):
        return finding("act", "open", "one account does not say the means")
    return finding("act", "other", f"two kinds of act: {told}")
