"""The words that decide how counts, parties and days are reconciled, by kind, from their table."""

import re
from functools import lru_cache
from typing import Literal

from warledger.linking.weights import table_rows

type WordKind = Literal["over", "rest", "share", "doer", "hostile", "night"]
"""What each kind means stands on top of `data/reconciling_words.csv`."""


@lru_cache(maxsize=8)
def words_of(kind: WordKind) -> frozenset[str]:
    """Give the words of a kind, in lower case."""
    return frozenset(row["word"] for row in table_rows("reconciling_words.csv") if row["kind"] == kind)


@lru_cache(maxsize=8)
def any_of(kind: WordKind) -> re.Pattern[str]:
    """Make the pattern that finds a word of a kind, whole and in either case."""
    told = "|".join(re.escape(word) for word in sorted(words_of(kind), key=len, reverse=True))
    return re.compile(rf"\b(?:{told})\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def counted_words() -> frozenset[str]:
    """Give the words of a count of combatants that tell neither side nor kind."""
    return frozenset(row["word"] for row in table_rows("counted_words.csv"))
