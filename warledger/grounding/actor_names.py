"""The canonical name of an actor that stands by itself, as in another ledger's table: "Government of Mali"; and its side."""

import re
from collections.abc import Iterator
from datetime import date

from warledger.grounding.actor_table import Alias, NationForm, actor_table, state_actor, state_sides
from warledger.grounding.phrases import fold, split_words

_BRACKETS = re.compile(r"(?<!\s)\s*+\([^)]{0,200}\)")
_FACTION = re.compile(r"(?<!\s)\s++-\s++.*")
_STATE = re.compile(r"^Government of ")


def name_actor(name: str, *, country: str | None = None, day: date | None = None) -> str | None:
    """Give an actor's canonical name; None where the tables know no such actor.

    A former name in brackets and a faction behind a dash are left out where the whole is unknown: "Myanmar (Burma)".

    Args:
        name: as the other table has it.
        country: ISO 3166 code of the country of its conflict.
        day: a day on which it bore the name.
    """
    found = (_named(form, country, day) for form in _forms(name))
    return next((known for known in found if known is not None), None)


def _forms(name: str) -> Iterator[str]:
    bare = name.removeprefix("The ")
    yield from dict.fromkeys((name, bare, _BRACKETS.sub("", bare), _FACTION.sub("", bare)))


def _named(name: str, country: str | None, day: date | None) -> str | None:
    table = actor_table()
    words = split_words(_STATE.sub("", name))
    whole = [entry for end, entry in table.names.matches(words, 0) if end == len(words)] if words else []
    if _STATE.match(name):
        nation = next((e.nation for e in whole if isinstance(e, NationForm) and e.noun), None)
        return None if nation is None else state_actor(nation, "government", country, day).name
    aliases = [e for e in whole if isinstance(e, Alias) and e.part != "none" and e.holds(country, day)]
    if aliases:
        return max(aliases, key=lambda e: e.nearness(country)).actor.name
    people = table.spellings.get(fold(name))
    return people.name if people is not None else None


def side_of(actor: str, day: date | None = None) -> str:
    """Give the side that a canonical actor fights for, on a day or now: its own name, or the one that the table says.

    The branches of a state fight for the state: "Nigerian police" for Nigeria.
    """
    stages = actor_table().stages.get(actor, ())
    then = [stage for stage in stages if day is not None and stage.time.covers(day)]
    return (*stages, *then)[-1].side if stages else state_sides().get(actor, actor)
