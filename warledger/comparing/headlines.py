"""Which kinds of act the words of a row name: "Warplanes raid the countryside; shells on the old market"."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from warledger.linking.profiles import fold
from warledger.records import ActType

LONGEST: Final = 4
"""Words of the longest phrase that is looked for."""
ENDINGS: Final = ("", "s", "es", "ed", "d", "ing")
"""What a headline puts behind a word of the lexicon, which has lemmas."""


@lru_cache(maxsize=1)
def _forms() -> dict[tuple[str, ...], ActType]:
    """Give each phrase that tells an act or its means in the forms that its last word takes; "other" tells no means."""
    # Here and not above: a desk that shows no other dataset does not wait for the parser that this room loads.
    from warledger.reading.lexicons import act_words

    forms: dict[tuple[str, ...], ActType] = {}
    for phrase, told in act_words().items():
        if told.type == "other":
            continue
        *before, last = fold(phrase).split()
        for end in ENDINGS:
            word = last[:-1] + end if last.endswith("e") and end == "ing" else last + end
            forms.setdefault((*before, word), told.type)
    return forms


@lru_cache(maxsize=65536)
def acts_named(words: str) -> frozenset[ActType]:
    """Name the kinds of act in a headline or a note; of phrases inside each other the longest counts."""
    return frozenset(_named(fold(words).split()))


def _named(words: list[str]) -> Iterator[ActType]:
    forms, at = _forms(), 0
    while at < len(words):
        for length in range(LONGEST, 0, -1):
            found = forms.get(tuple(words[at : at + length]))
            if found is not None:
                yield found
                at += length
                break
        else:
            at += 1
