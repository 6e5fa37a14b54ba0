"""Whose dead a count counts: the party that its own words name ("29 government troops" are the government's)."""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Final

from warledger.grounding.actor_table import Alias, ForceWord, actor_table, state_actor, state_sides
from warledger.grounding.phrases import Word, split_words
from warledger.reconciling.blames import UNNAMED
from warledger.reconciling.word_kinds import any_of, words_of

_COUNT: Final = re.compile(
    r"\d[\d,]*|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|dozens?|scores|tens"
    r"|several|hundreds?)\b",
    re.IGNORECASE,
)


def counted_parties(words: str, country: str | None, day: date | None) -> frozenset[str]:
    """Name the parties whose dead a count's words say they are, as canonical actors; none where they name nobody.

    The branches of a state are one party: soldiers and policemen of one state stand on one side.

    Args:
        words: the quote of the figure.
        country: ISO 3166 code of where it happened: it says whose "soldiers" are.
        day: when: it says who bore a name that several have borne.
    """
    return _told(words, country, day) - UNNAMED


def counts_irregulars(words: str, country: str | None, day: date | None) -> bool:
    """Tell whether a count is of fighters of no state whom its words do not name: "100 militants", "terrorists"."""
    told = _told(words, country, day)
    return bool(told) and told <= UNNAMED


def is_state(party: str) -> bool:
    """Tell whether a party is a state, or several of them together."""
    actor = actor_table().actors.get(party)
    return actor.kind in ("state", "coalition") if actor is not None else party in state_sides().values()


@lru_cache(maxsize=16384)
def _told(words: str, country: str | None, day: date | None) -> frozenset[str]:
    """Name whom a count's words count, the unnamed too.

    Only what stands between the number and the one who did it counts: "rebels killed 29 soldiers" counts soldiers.
    """
    number = next(_COUNT.finditer(words), None)
    told = words[number.end() :] if number else words
    by = any_of("doer").search(told)
    return frozenset(_parties(split_words(told[: by.start()] if by else told), country, day))


def _parties(words: tuple[Word, ...], country: str | None, day: date | None) -> Iterator[str]:
    table = actor_table()
    at, last = 0, -1
    while at < len(words):
        end, party = _named(words, at, country, day)
        if party is None:
            end, party = _forces(words, at, country, day)
            party = None if at == last else party  # "SDF soldiers": the soldiers are those just named
        following = words[end].folded if end < len(words) else ""
        hostile = at > 0 and words[at - 1].folded in words_of("hostile")
        if party is not None and not hostile and following not in table.roles["backing"]:
            last = end
            yield state_sides().get(party, party)
        at = end


def _named(words: tuple[Word, ...], at: int, country: str | None, day: date | None) -> tuple[int, str | None]:
    """Find the longest name of an actor that starts here, and where it ends; the next word where there is none."""
    table = actor_table()
    found: list[tuple[int, tuple[bool, bool], str]] = []
    for end, entry in table.names.matches(words, at):
        if isinstance(entry, Alias):
            if entry.part in ("none", "reference") or not entry.holds(country, day):
                continue
            # "militants" may be anybody's but a state's, whomever the tables take them for where nothing else tells
            name = "unknown" if entry.part == "anaphor" else entry.actor.name
            found.append((end, entry.nearness(country), name))
        elif (force := _force(words, end)) is not None:
            actor = state_actor(entry.nation, force[1], country, day)
            found.append((force[0], (False, False), actor.name))
    if not found:
        return at + 1, None
    end, _, party = max(found, key=lambda hit: (hit[0], hit[1]))
    return end, party


def _force(words: tuple[Word, ...], at: int) -> tuple[int, str] | None:
    """Find the word for a state's forces behind its name: "Turkish soldiers"."""
    found = [
        (end, entry.branch)
        for end, entry in actor_table().forces.matches(words, at)
        if isinstance(entry, ForceWord) and not entry.acts and entry.branch != "irregular"
    ]
    return max(found, default=None)


def _forces(
    words: tuple[Word, ...], at: int, country: str | None, day: date | None
) -> tuple[int, str | None]:
    """Take "soldiers" and "government troops" for those of the country where it happened."""
    table = actor_table()
    nation = table.nations.get(country or "")
    found = [
        (end, entry.branch)
        for end, entry in table.forces.matches(words, at)
        if not entry.acts and entry.alone
    ]
    home = table.home_sides.get(words[at].folded)
    if not found and home is not None:
        found = [(at + 1, home)]
    if nation is None or not found:
        return at + 1, None
    end, branch = max(found)
    return end, state_actor(nation, branch, country, day).name
