"""Capitals that a report names only so: "the Yemeni capital", "Mali's capital", "the capital"."""

from collections import Counter
from collections.abc import Sequence

from warledger.grounding.gazetteer import Entry, Gazetteer, Hit
from warledger.grounding.place_names import Name
from warledger.grounding.place_quarters import Chosen
from warledger.grounding.place_setting import is_of_arms
from warledger.grounding.place_text import Words
from warledger.grounding.place_words import words_of

CAPITAL = "capital"


def home_country(words: Words, chosen: Sequence[Chosen]) -> str | None:
    """Tell the country that the report is about: the one that most of its places lie in; None if it names none.

    Places that a preposition puts something in count eight, countries four, actors ("US troops") one: a
    war abroad is told with the capitals of those who wage it.
    """
    votes: Counter[str] = Counter()
    for one in chosen:
        country = one.name.demonym or (one.entry.country if one.entry else None)
        if country and not (one.name.demonym and is_of_arms(words, one.name)):
            place = one.entry is not None and one.entry.kind != "country"
            votes[country] += (8 if place else 4) if one.name.located else 2 if place else 1
    return min(votes, key=lambda c: (-votes[c], c), default=None)


def named_capitals(
    words: Words, chosen: Sequence[Chosen], home: str | None, gazetteer: Gazetteer
) -> list[Chosen]:
    """Find the word "capital" where it stands alone for the city; the city named beside it is a name of its own."""
    taken = {i for one in chosen for i in range(one.name.first, one.name.last)}
    found = []
    for i, word in enumerate(words.lower):
        if word != CAPITAL or i in taken or not _stands_alone(words, i, taken):
            continue
        country = _country(words, i, chosen) or home
        entry = gazetteer.capital(country) if country else None
        if entry is not None:
            found.append(_capital(words, i, entry))
    return found


def _capital(words: Words, i: int, entry: Entry) -> Chosen:
    name = Name(
        i, i + 1, words.start[i], words.end[i], words.form[i], (Hit(entry),), located=True,
    )  # fmt: skip
    return Chosen(name, Hit(entry), reason=f"the capital of {entry.country}", title=entry.name)


def _stands_alone(words: Words, i: int, taken: set[int]) -> bool:
    """Tell whether no name of the city follows, and the word is not that of money, punishment or a province."""
    if words.before(i, 1) and words.before(i, 1)[0] in words_of("not_capital"):
        return False
    following = words.after(i + 1, 1)
    if following and following[0] in words_of("not_capital"):
        return False
    if following == ["of"] and i + 2 not in taken and i + 3 not in taken:
        return False
    at = i + 1
    while at < len(words) and words.lower[at] in {"city", "of", ",", "the", "'s"}:
        at += 1
    return not (at < len(words) and at in taken and words.same_sentence(i, at))


def _country(words: Words, i: int, chosen: Sequence[Chosen]) -> str | None:
    """Find the country right before: "Yemeni capital", "Mali's capital"."""
    for one in chosen:
        if one.name.last <= i and words.same_sentence(one.name.first, i) and i - one.name.last <= 1:
            return one.name.demonym or (
                one.entry.country if one.entry and one.entry.kind == "country" else None
            )
    return None
