"""The words that say who did an act, by the part that they play (data/blame_words.csv)."""

from functools import lru_cache

from warledger.reading.lexicons import table

TABLE = "blame_words.csv"


@lru_cache(maxsize=1)
def _sets() -> dict[str, frozenset[str]]:
    return {row["set"]: frozenset(row["words"].split("|")) for row in table(TABLE)}


def blame_words(name: str) -> frozenset[str]:
    """Give one set of words ("violent", "conducting", "doubt"); lemmas, lower case.

    Raises:
        KeyError: the table has no such set.
    """
    return _sets()[name]
