"""The word lists of assembly, loaded once from warledger/data/assembly_words.csv; each set says why it is there."""

from collections.abc import Mapping
from functools import lru_cache

from warledger.reading.lexicons import table


@lru_cache(maxsize=1)
def _sets() -> Mapping[str, frozenset[str]]:
    return {r["set"]: frozenset(r["words"].split()) for r in table("assembly_words.csv")}


def words(name: str) -> frozenset[str]:
    """Give the set of words (lemmas, or lower-cased words as they stand) of that name.

    Raises:
        KeyError: the table has no such set.
    """
    return _sets()[name]
