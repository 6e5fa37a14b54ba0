"""Groups that no table can list: "Twa militia", "Murle tribesmen", "clashes between Gabra and Borana".

Local conflicts are fought by peoples, clans and towns whose names come up once. A capitalised name is taken
for a group's where a noun for its people follows it, or where it is a party to a quarrel between two.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from warledger.grounding.actor_phrases import Hit
from warledger.grounding.actor_sides import Scan
from warledger.grounding.actor_table import Actor, NationForm
from warledger.grounding.phrases import fold, singular

MAX_NAME_WORDS = 3
QUARREL_REACH = 6
"""Words between "clashes" and "between": "clashes that broke out on Sunday night between"."""

BY_REACH = 3
"""Words between "by" and a people's name: "killed by a group of irate Tiv youths"."""
JOINT_REACH = 6
MIN_NAME = 3
"""Letters of a people's name at least."""
_LEADING = frozenset({"the", "rival", "ethnic", "local", "armed", "members", "of", "suspected"})
_BODIES = frozenset(
    {"tribe", "tribes", "clan", "clans", "community", "communities", "ethnic", "people", "peoples"}
)
"""Nouns that add nothing to a people's name: the Gabra community is the Gabra."""
_FAITHS = frozenset({"muslim", "moslem", "christian", "hindu", "buddhist", "sikh"})
"""Words that name nobody by themselves, but tell whose youths or villagers did a deed."""
_PLURALS = frozenset({"tribes", "clans", "communities"})
_PITTING = frozenset({"pitted", "pits", "pitting"})


@dataclass(frozen=True, slots=True)
class _Party:
    """One party to a quarrel: its words, its name, the noun for its people ("" where there is none)."""

    first: int
    last: int
    names: list[str]
    noun: str


def peoples(scan: Scan, taken: list[Hit]) -> Iterator[Hit]:
    """Yield the groups of unlisted names; a description already hit ("militia") gives way to its group's name."""
    covered = {i for hit in taken for i in range(hit.first, hit.last)}
    described = {hit.last - 1 for hit in taken if hit.sort in ("loose", "anaphor") and not hit.definite}
    found: set[int] = set()
    telling = scan.table.roles["people"] | scan.table.roles["folk"] | {"between"} | _PITTING
    for index, word in enumerate(scan.words):
        if word.folded not in telling:
            continue
        opposed = _parties_from(scan, index)
        if opposed is not None:
            for hit in _parties(scan, opposed, covered | found):
                found.update(range(hit.first, hit.last))
                yield hit
        armed = scan.is_role(index, "people")
        if (armed or scan.is_role(index, "folk")) and index not in found:
            if index in covered and index not in described:
                continue
            named = _named_people(scan, index, covered - described)
            if named is not None and (armed or _does_deed(scan, named)):
                yield named


def _parties_from(scan: Scan, index: int) -> int | None:
    """Give the word from which two parties are named: after "between", "pitted", "communities of"; else None."""
    word = scan.folded(index)
    if word in _PITTING:
        return index + 1
    if word == "between":
        return index + 1 if _is_quarrel(scan, index) else None
    if word in _PLURALS and scan.folded(index + 1) == "of":
        before = range(index - 1, index - 1 - QUARREL_REACH, -1)
        return index + 2 if any(scan.folded(i) == "between" for i in before) else None
    return None


def _is_quarrel(scan: Scan, between: int) -> bool:
    """Tell whether two parties follow, and not two places ("clashes on the road between")."""
    before = range(between - 1, between - 1 - QUARREL_REACH, -1)
    quarrel = next((i for i in before if scan.is_role(i, "quarrel")), None)
    return quarrel is not None and not any(scan.is_role(i, "way") for i in range(quarrel, between))


def _does_deed(scan: Scan, hit: Hit) -> bool:
    after = hit.last
    while after < hit.last + QUARREL_REACH and scan.glued(after) and scan.is_role(after, "auxiliary"):
        after += 1
    if scan.glued(after) and scan.lemma(after) in scan.table.roles["deed"]:
        return True
    return any(scan.folded(i) == "by" for i in range(hit.first - BY_REACH, hit.first))


def _is_name(scan: Scan, index: int, *, party: bool = False) -> bool:
    """Tell whether a word may be part of a people's name: capitalised, and no creed (but for a party) or day."""
    if not 0 <= index < len(scan.words):
        return False
    word = scan.words[index]
    if not word.written[0].isupper() or len(word.written) < MIN_NAME:
        return False
    if scan.is_role(index, "creed"):
        return party and word.folded in (
            "christians",
            "muslims",
            "arabs",
            "arab",
            "shiites",
            "sunnis",
            "hindus",
        )
    token = scan.doc[scan.token(index)]
    return token.pos_ in ("PROPN", "ADJ", "NOUN") and not (token.is_sent_start and token.pos_ != "PROPN")


def _named_people(scan: Scan, noun: int, covered: set[int]) -> Hit | None:
    first = noun
    while (
        first > noun - MAX_NAME_WORDS
        and scan.glued(first)
        and (_is_name(scan, first - 1) or scan.folded(first - 1) in _FAITHS)
        and first - 1 not in covered
    ):
        first -= 1
    for index in range(first, noun):
        first = max(first, _known_until(scan, index))
    if first >= noun:
        return None
    place = scan.doc[scan.token(noun - 1)].ent_type_ in ("GPE", "LOC", "FAC")
    if place and not scan.is_role(noun, "kin"):
        return None  # "Aleppo residents", "Misrata rebels": people of a place, not a group of that name
    names = ["Muslim" if w.folded == "moslem" else w.written for w in scan.words[first:noun]]
    actor = _people(scan, names, scan.words[noun].folded, armed=scan.is_role(noun, "people"))
    return Hit(first, noun + 1, actor, "named")


def _known_until(scan: Scan, index: int) -> int:
    """Give the index past a name that the tables know; of another nation's people the adjective may stay."""
    for end, entry in scan.named(index):
        foreign = isinstance(entry, NationForm) and entry.adjective and entry.nation.iso2 != scan.home
        people = scan.is_role(end, "people") or scan.is_role(end, "folk")
        if not (foreign and people):
            return end
    return 0


def _people(scan: Scan, names: list[str], noun: str, *, armed: bool) -> Actor:
    name = " ".join([*names, noun] if noun and noun not in _BODIES else names)
    known = scan.table.actors.get(name) or scan.table.spellings.get(fold(name))
    if known is None and noun and (people := scan.table.spellings.get(fold(" ".join(names)))) is not None:
        name = name.replace(" ".join(names), people.name)
    return known or Actor(name, "nonstate" if armed else "civilians", name)


def _parties(scan: Scan, index: int, covered: set[int]) -> Iterator[Hit]:
    """Yield the two parties of "between X and Y", as far as nothing else has named them."""
    first = _party(scan, index, covered)
    after = first.last if first is not None else index
    joint = next(
        (j for j in range(after, after + JOINT_REACH) if scan.folded(j) in ("and", "with", "against")), None
    )
    second = None if joint is None else _party(scan, joint + 1, covered)
    shared = second is not None and second.noun not in _BODIES | scan.table.roles["people"]
    if first is not None and second is not None and first.noun == "" and shared:
        first = replace(first, noun=second.noun)  # "between Hausa and Yoruba traders"
    for party in (first, second):
        if party is not None:
            noun = "" if party.noun in _BODIES else party.noun
            yield Hit(party.first, party.last, _people(scan, party.names, noun, armed=True), "named")


def _written(scan: Scan, first: int, last: int) -> list[str]:
    """Give the words of a name; those that a hyphen joins are one: "Luac-Jang"."""
    names: list[str] = []
    for index in range(first, last):
        if names and scan.gap(index) == "-":
            names[-1] += f"-{scan.words[index].written}"
        else:
            names.append(scan.words[index].written)
    return names


def _party(scan: Scan, index: int, covered: set[int]) -> _Party | None:
    at = index
    while scan.folded(at) in _LEADING or scan.folded(at + 1) == "origin":
        at += 2 if scan.folded(at + 1) == "origin" else 1  # "the Arab-origin Awlad tribe"
    first = at
    while at - first < MAX_NAME_WORDS and _is_name(scan, at, party=True) and (at == first or scan.glued(at)):
        at += 1
    if at == first or not covered.isdisjoint(range(first, at)) or _known_until(scan, first):
        return None
    names = _written(scan, first, at)
    if scan.glued(at) and (scan.is_role(at, "people") or scan.is_role(at, "folk")):
        return _Party(first, at + 1, names, scan.folded(at))
    if scan.folded(at - 1) == "arab":
        names[-1] += "s"
    # "Fulanis and Bambaras" are the Fulani and the Bambara; "Christians" keep their plural.
    if singular(scan.folded(at - 1)) is not None and not scan.is_role(at - 1, "creed"):
        names[-1] = names[-1][:-1]
    return _Party(first, at, names, "")
