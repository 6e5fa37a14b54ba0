"""Which sentences of a report tell of another country: there "the army", "rebels" and "police" are that country's.

A report on one war recalls another ("In Iraq, the army shelled Fallujah"). The places of a sentence say where it is
set, but a namesake abroad is a common mistake of gazetteers: the country must be named as well, there or just before.
"""

from collections.abc import Mapping, Sequence

from warledger.grounding.actor_sides import Scan
from warledger.grounding.actor_table import NationForm
from warledger.grounding.mentions import PlaceMention

NAMED_WITHIN = 2
"""Sentences back within which the other country is named, by its noun or its adjective."""
GOES_ON = 1
"""Sentences without any place over which a setting goes on."""
OPENING = 3
"""Words within which "In Iraq," sets a whole sentence there."""
_AT = ("location",)
_EXACT = ("site", "town", "district", "province")


def settings_of(scan: Scan, places: Sequence[PlaceMention]) -> Mapping[int, str]:
    """Give the country of every sentence, by its number, that is set in another than the report's own."""
    number = scan.layout.sentence
    placed: dict[int, set[str]] = {}
    for place in places:
        if place.sense in _AT and place.place.precision in _EXACT and place.place.country is not None:
            placed.setdefault(number[place.first], set()).add(place.place.country)
    opened = _opened(scan)
    if not opened and all(countries == {scan.home} for countries in placed.values()):
        return {}
    named = _named(scan)
    out: dict[int, str] = {}
    said = -GOES_ON - 1
    for sentence in range(max(number, default=-1) + 1):
        here = placed.get(sentence, set())
        near = {c for back in range(NAMED_WITHIN + 1) for c in named.get(sentence - back, ())}
        told = here & near if here else {opened[sentence]} if sentence in opened else set()
        if len(told) == 1 and scan.home not in here:
            said = sentence
            out[sentence] = next(iter(told))
        elif not here and sentence - said <= GOES_ON and scan.home not in named.get(sentence, ()):
            out[sentence] = out[said]
    return {sentence: country for sentence, country in out.items() if country != scan.home}


def _named(scan: Scan) -> Mapping[int, set[str]]:
    """Give the states that each sentence names."""
    named: dict[int, set[str]] = {}
    openers = scan.table.names.openers
    for index, word in enumerate(scan.words):
        if word.folded in openers:
            found = next((e for _, e in scan.named(index) if isinstance(e, NationForm)), None)
            if found is not None:
                named.setdefault(scan.layout.sentence[scan.token(index)], set()).add(found.nation.iso2)
    return named


def _opened(scan: Scan) -> Mapping[int, str]:
    """Give the sentences that begin with "In Iraq": the country they are set in."""
    opened: dict[int, str] = {}
    for index, word in enumerate(scan.words):
        if word.folded != "in":
            continue
        sentence = scan.layout.sentence[scan.token(index)]
        first = index < OPENING or scan.layout.sentence[scan.token(index - OPENING)] != sentence
        found = next((e for _, e in scan.named(index + 1) if isinstance(e, NationForm) and e.noun), None)
        if first and found is not None:
            opened.setdefault(sentence, found.nation.iso2)
    return opened
