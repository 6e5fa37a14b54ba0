"""The sides of a clash: the dead of each party are counted for themselves, never in one range.

- A count of combatants whose words name one party ("26 rebel fighters") belongs to that party, in whichever account
  it stands; a count whose words name two ("70 regime and rebel fighters") is both together and no side.
- Parties are kept apart where a clash has counts of two of them, in one account or in several; of any other act
  only where one account counts them apart ("25 YPG fighters and 10 rebels"): two accounts of an airstrike that call
  the dead by different names disagree.
- Where words name nobody, two counts of one account from one mouth with different words for whom they count ("11
  gunmen", "7 guards") are two sides all the same; of two sources that count one party differently they are not.
- A count that is the sum of its own account's sides is both together.
- A count without a name in another account is a side where it equals one; "militants" are of no state, so they belong
  to the only other party where there is one. Else it stays for itself.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from warledger.reconciling.parties import counted_parties, counts_irregulars, is_state
from warledger.reconciling.said import Said
from warledger.reconciling.word_kinds import counted_words

_WORD: Final = re.compile(r"[a-z][a-z-]+")


@dataclass(slots=True)
class Side:
    """The counts of one party's dead; the party is None where no words name it."""

    party: str | None
    said: list[Said] = field(default_factory=list)


def parties_of(item: Said) -> frozenset[str]:
    """Name whose dead a figure counts, by its own words."""
    return counted_parties(item.figure.quote.text, item.account.place.country, item.account.date.start)


def _irregular(item: Said) -> bool:
    return counts_irregulars(item.figure.quote.text, item.account.place.country, item.account.date.start)


def part_sides(said: Sequence[Said]) -> tuple[list[Side], list[Said]]:
    """Part the combatants of one outcome into the sides of the fight and what is no side.

    Args:
        said: all figures of combatants of an incident for one outcome.
    """
    named = {item.figure.id: parties_of(item) for item in said}
    both = [item for item in said if len(named[item.figure.id]) > 1 or _sum_of_sides(item, said, named)]
    single = [item for item in said if item not in both]
    by_account: dict[str, list[Said]] = defaultdict(list)
    for item in single:
        by_account[item.account.id].append(item)
    parted = {id_: items for id_, items in by_account.items() if _told_apart(items, named)}
    parties = _parties(single, named, parted)
    if len(parties) < 2 and not parted:
        return [], list(said)
    sides = {party: Side(party) for party in sorted(parties)}
    unnamed: list[Side] = []
    bare: list[Said] = []
    for item in single:
        party = next(iter(named[item.figure.id]), None)
        if party is None:
            bare.append(item)
        else:
            sides.setdefault(party, Side(party)).said.append(item)
    left = [*both, *_settle(bare, [*sides.values()], unnamed, parted)]
    return [side for side in (*sides.values(), *unnamed) if side.said], left


def _sum_of_sides(item: Said, said: Sequence[Said], named: Mapping[str, frozenset[str]]) -> bool:
    """Tell whether a count without a name is what the sides of its own account come to together."""
    own = [i for i in said if i.account.id == item.account.id and i is not item and i.count < item.count]
    parties = {party for i in own for party in named[i.figure.id]}
    if named[item.figure.id] or (parties and len(parties) < 2):
        return False
    return len(own) > 1 and sum(i.count for i in own) == item.count


def _parties(
    said: Sequence[Said], named: Mapping[str, frozenset[str]], parted: Mapping[str, Sequence[Said]]
) -> set[str]:
    """Name the parties whose dead are told: in all accounts of a clash, else in those that count them apart."""
    return {
        party
        for item in said
        for party in named[item.figure.id]
        if item.account.type == "armed_clash" or item.account.id in parted
    }


def _told_apart(items: Sequence[Said], named: Mapping[str, frozenset[str]]) -> bool:
    """Tell whether one account counts the combatants of several parties apart."""
    parties = {party for item in items for party in named[item.figure.id]}
    if len(parties) > 1:
        return True
    if items[0].account.type != "armed_clash" or len({item.figure.quote for item in items}) < 2:
        return False
    if parties and all(named[item.figure.id] for item in items):
        return False  # all of one party: its toll told twice
    if all(_irregular(item) for item in items):
        return False
    return len({item.sources for item in items}) == 1 and _words_apart(items)


def _words_apart(items: Sequence[Said]) -> bool:
    """Tell whether no two of the counts share a word for whom they count."""
    words = [frozenset(_WORD.findall(item.figure.quote.text.lower())) - counted_words() for item in items]
    return all(words) and sum(len(w) for w in words) == len(frozenset().union(*words))


def _settle(
    bare: Sequence[Said], sides: Sequence[Side], unnamed: list[Side], parted: Mapping[str, Sequence[Said]]
) -> list[Said]:
    """Find the side of each count that names nobody; give back those that stay for themselves.

    The accounts that count sides apart come first, so that later ones find the sides without a name too.
    """
    left: list[Said] = []
    order = sorted(bare, key=lambda i: (i.account.id not in parted, i.account.id, i.count, i.figure.id))
    for item in order:
        known = [*sides, *unnamed]
        untold = [side for side in known if not any(i.account.id == item.account.id for i in side.said)]
        groups = [side for side in sides if side.party is not None and not is_state(side.party)]
        if _irregular(item):
            untold = [side for side in untold if side in groups or side.party is None]
        equal = next((side for side in untold if any(i.count == item.count for i in side.said)), None)
        if equal is not None:
            equal.said.append(item)
        elif _irregular(item) and len(groups) == 1:
            groups[0].said.append(item)
        elif item.account.id in parted and not untold:
            unnamed.append(Side(None, [item]))
        elif item.account.id in parted:
            _nearest(untold, item).said.append(item)
        else:
            left.append(item)
    return left


def _nearest(sides: Sequence[Side], item: Said) -> Side:
    def off(side: Side) -> tuple[int, str]:
        return min(abs(i.count - item.count) for i in side.said) if side.said else 0, side.party or ""

    return min(sides, key=off)
