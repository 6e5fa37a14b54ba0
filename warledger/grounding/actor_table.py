"""The actor tables in memory: who the actors are, how reports name them, how a state's forces are called."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from itertools import islice, product
from typing import Literal, cast

from warledger.grounding.actor_lists import ListedActor
from warledger.grounding.mentions import ActorKind
from warledger.grounding.phrases import PhraseTree, fold, split_words

type Part = Literal["name", "loose", "anaphor", "reference", "polity", "none"]
type Style = Literal["whole", "branches", "abroad", "power"]

EVERYWHERE = "*"
MOST_SPELLINGS = 60
"""Spellings of one name that are made at most."""
BRANCHES = ("army", "air force", "police", "security forces", "government")
"""The branches of a state that reports tell apart."""


@dataclass(frozen=True, slots=True)
class Lifetime:
    """The days from `since` to `until`, both inclusive; None is open on that side."""

    since: date | None = None
    until: date | None = None

    def covers(self, day: date) -> bool:
        """Tell whether a day lies within."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


ALWAYS = Lifetime()


@dataclass(frozen=True, slots=True)
class Actor:
    """A line of the actor table: canonical name, kind, the actor that it fights for, when it existed as such, where it fights."""

    name: str
    kind: ActorKind
    side: str
    time: Lifetime = ALWAYS
    countries: frozenset[str] = frozenset()


NOBODY = Actor("unknown", "unnamed", "unknown")


@dataclass(frozen=True, slots=True)
class Nation:
    """A state: ISO 3166 code, name, the adjective of its forces, and how these are named."""

    iso2: str
    name: str
    adjective: str
    style: Style


@dataclass(frozen=True, slots=True)
class Alias:
    """One way to name an actor, and the countries where it holds.

    `part` says what it takes to be one: "name" nothing more; "loose" a description that gives way to a name
    beside it ("gunmen of Boko Haram"); "anaphor" one that may stand for an actor named before
    ("the jihadists"), "reference" one that always does ("the group"); "polity" a side that acts
    through a force or a deed ("opposition shelling"); "none" no armed actor, though it looks like one.
    `time` is when it meant this actor, None where it always did.
    """

    actor: Actor
    countries: frozenset[str]
    part: Part
    time: Lifetime | None = None

    def holds(self, home: str | None, day: date | None = None) -> bool:
        """Tell whether the alias is used in reports on that country, of that day.

        What a name meant in some years only, it means in none where the day is unknown.
        """
        if self.time is not None and (day is None or not self.time.covers(day)):
            return False
        return EVERYWHERE in self.countries or home in self.countries

    def nearness(self, home: str | None) -> tuple[bool, bool]:
        """Rank the aliases that hold: that of the years goes before that of the country, both before all others."""
        return self.time is not None, home in self.countries


@dataclass(frozen=True, slots=True)
class NationForm:
    """One form of a state's name; `noun` for "Russia" and "Moscow", `adjective` for "Russian", both for "US".

    `branch` is what the state is called by where nothing else tells: "army" for "the military".
    """

    nation: Nation
    noun: bool
    adjective: bool = False
    branch: str = "government"


@dataclass(frozen=True, slots=True)
class ForceWord:
    """A word for those who act ("jets"; `acts` false) or for what they do ("shelling"; `acts` true).

    `branch` is the branch of a state that it points to; `alone` where it means the home state's by itself
    ("the army").
    """

    acts: bool
    branch: str
    alone: bool


@dataclass(frozen=True, slots=True)
class ActorTable:
    """Everything that naming actors needs, read once.

    `actors` gives every actor as it is now, `stages` all that it has been, oldest first. `spellings` gives a people
    that is an actor only as a party to a fight, by its folded name; `states` whom the forces of a state are named as
    where that is not by the state; `leaders` the coalition that a state leads, by the state's name.
    """

    actors: Mapping[str, Actor]
    stages: Mapping[str, tuple[Actor, ...]]
    states: Mapping[tuple[str, str], tuple[tuple[Lifetime, Actor], ...]]
    nations: Mapping[str, Nation]
    names: PhraseTree[Alias | NationForm]
    forces: PhraseTree[ForceWord]
    connectors: PhraseTree[str]
    home_sides: Mapping[str, str]
    leaders: Mapping[str, Actor]
    spellings: Mapping[str, Actor]
    roles: Mapping[str, frozenset[str]]


def table_rows(name: str) -> Iterator[dict[str, str]]:
    """Read a table of warledger/data, without the comment lines at its head."""
    text = (files("warledger") / "data" / name).read_text(encoding="utf-8")
    return csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))


def _nations() -> Iterator[tuple[Nation, tuple[str, ...], frozenset[str]]]:
    """Yield every state with its nouns and its adjectives."""
    for row in table_rows("nations.csv"):
        adjectives = tuple(a for a in row["adjectives"].split("|") if a)
        adjective = adjectives[0] if adjectives else row["name"]
        nation = Nation(row["iso2"], row["name"], adjective, cast(Style, row["style"]))
        nouns = tuple(n for n in [*row["names"].split("|"), *row["metonyms"].split("|")] if n)
        yield nation, nouns, frozenset(adjectives)


def _aliases(actors: Mapping[str, Actor], spellings: dict[str, Actor]) -> Iterator[tuple[str, Alias]]:
    """Yield every alias with what it stands for; the names of peoples go to `spellings` instead."""
    for row in table_rows("actor_aliases.csv"):
        actor = actors[row["canonical"]] if row["canonical"] else NOBODY
        if row["part"] == "people":
            spellings[fold(row["alias"])] = actor
            continue
        alias = Alias(actor, frozenset(row["country"].split("|")), cast(Part, row["part"]))
        for form in _respelled(row["alias"]):
            yield form, alias
    for row in table_rows("actor_periods.csv"):
        actor, countries = actors[row["canonical"]], frozenset(row["country"].split("|"))
        yield row["alias"], Alias(actor, countries, cast(Part, row["part"]), _lifetime(row))


@lru_cache(maxsize=1)
def _spellings() -> Mapping[str, tuple[str, ...]]:
    rows = [tuple(row["spellings"].split("|")) for row in table_rows("actor_spellings.csv")]
    return {spelling: row for row in rows for spelling in row}


def _respelled(alias: str) -> Iterator[str]:
    """Yield a name, and the same with its transliterated words as others spell them: Jaish, Jaysh al-Fatah, al-Fateh."""
    parts = re.split(r"([ -])", alias)
    choices = [_spellings().get(part, (part,)) for part in parts]
    for form in islice(product(*choices), MOST_SPELLINGS):
        yield "".join(form)


def _lifetime(row: Mapping[str, str]) -> Lifetime:
    """Read the columns "from" and "to" of a table: days, or whole years."""
    since, until = row["from"], row["to"]
    return Lifetime(
        date.fromisoformat(since if "-" in since else f"{since}-01-01") if since else None,
        date.fromisoformat(until if "-" in until else f"{until}-12-31") if until else None,
    )


def _stages() -> dict[str, tuple[Actor, ...]]:
    """Read the actors; one that has changed sides has a row for each stage of its life."""
    stages: dict[str, tuple[Actor, ...]] = {}
    for row in table_rows("actors.csv"):
        name = row["canonical"]
        countries = frozenset(row["country"].split("|"))
        actor = Actor(name, cast(ActorKind, row["kind"]), row["side"] or name, _lifetime(row), countries)
        stages[name] = (*stages.get(name, ()), actor)
    return stages


def _states(actors: Mapping[str, Actor]) -> dict[tuple[str, str], tuple[tuple[Lifetime, Actor], ...]]:
    """Read who the forces of a state are, by state and branch, where they do not go by the state's name."""
    states: dict[tuple[str, str], tuple[tuple[Lifetime, Actor], ...]] = {}
    for row in table_rows("state_forces.csv"):
        for branch in row["branches"].split("|"):
            key = (row["iso2"], branch)
            states[key] = (*states.get(key, ()), (_lifetime(row), actors[row["actor"]]))
    return states


_LAID_OVER: ContextVar[tuple[ListedActor, ...]] = ContextVar("laid_over", default=())


@contextmanager
def laid_over(listed: Sequence[ListedActor]) -> Iterator[None]:
    """Lay a user's own actors over the table, in this thread and until the end of the block."""
    token = _LAID_OVER.set(tuple(listed))
    try:
        yield
    finally:
        _LAID_OVER.reset(token)


def actor_table() -> ActorTable:
    """Read the tables, with the user's actors that are laid over them; the result is shared and never changed."""
    return _table(_LAID_OVER.get())


def _listed(listed: Sequence[ListedActor], actors: dict[str, Actor]) -> Iterator[tuple[str, Alias]]:
    """Yield the names of a user's actors, and put those that the table lacks among the actors."""
    for row in listed:
        known = actors.get(row.name)
        if known is None or row.kind is not None:
            side = known.side if known is not None else row.name
            actors[row.name] = Actor(row.name, row.kind or "nonstate", side, countries=row.countries)
        countries = row.countries or frozenset({EVERYWHERE})
        for name in dict.fromkeys((row.name, *row.aliases)):
            for form in _respelled(name):
                yield form, Alias(actors[row.name], countries, "name")


def _over(
    own: Sequence[tuple[str, Alias]], names: Sequence[tuple[str, Alias | NationForm]]
) -> list[tuple[str, Alias | NationForm]]:
    """Lay names over others: who brings a list knows better whom a name means."""
    taken = {tuple(word.folded for word in split_words(form)) for form, _ in own}
    if not taken:
        return [*names]
    kept = [each for each in names if tuple(word.folded for word in split_words(each[0])) not in taken]
    return [*own, *kept]


@lru_cache(maxsize=2)
def _table(listed: tuple[ListedActor, ...]) -> ActorTable:
    stages = _stages()
    actors = {name: known[-1] for name, known in stages.items()}
    own = [*_listed(listed, actors)]
    nations: dict[str, Nation] = {}
    spellings: dict[str, Actor] = {}
    names: list[tuple[str, Alias | NationForm]] = _over(own, [*_aliases(actors, spellings)])
    for nation, nouns, adjectives in _nations():
        nations[nation.iso2] = nation
        for form in {*nouns, *adjectives}:
            names.append((form, NationForm(nation, noun=form in nouns, adjective=form in adjectives)))
    forces: list[tuple[str, ForceWord]] = []
    connectors: list[tuple[str, str]] = []
    home_sides: dict[str, str] = {}
    leaders: dict[str, Actor] = {}
    roles: dict[str, set[str]] = {}
    for row in table_rows("actor_words.csv"):
        word, role = row["word"], row["role"]
        if role in ("force", "act"):
            forces.append((word, ForceWord(role == "act", row["branch"], row["alone"] == "yes")))
        elif role == "connector":
            connectors.append((word, word))
        elif role == "homeside":
            home_sides[word] = row["branch"]
        elif role == "leader":
            leaders[word] = actors[row["branch"]]
        else:
            roles.setdefault(
                row["branch"] if role == "people" and row["branch"] == "folk" else role, set()
            ).add(word)
    frozen_roles = {role: frozenset(words) for role, words in roles.items()}
    return ActorTable(
        actors,
        stages,
        _states(actors),
        nations,
        PhraseTree(names),
        PhraseTree(forces),
        PhraseTree(connectors),
        home_sides,
        leaders,
        spellings,
        frozen_roles,
    )


def state_actor(nation: Nation, branch: str, home: str | None, day: date | None = None) -> Actor:
    """Name a state's forces, by branch where reports tell branches apart, or as they are known by ("FARDC").

    Args:
        nation: the state.
        branch: "army", "air force", "police", "security forces" or "government".
        home: the country that the report is about; abroad, and where no branch is told, some states go by the
            country's name.
        day: the day of the report; None where it is unknown: then only what has always been so counts.
    """
    table = actor_table()
    for time, actor in table.states.get((nation.iso2, branch), ()):
        if time == ALWAYS or (day is not None and time.covers(day)):
            return actor
    abroad = nation.style == "abroad" and nation.iso2 != home
    abroad = abroad or (nation.style == "abroad" and branch in ("government", "air force", "army"))
    if branch != "police" and (abroad or nation.style == "power"):
        # The vocabulary for Syria has no Iran, only the forces that it backs.
        name = "Iran-backed" if (nation.iso2, home) == ("IR", "SY") else nation.name
    elif nation.style == "whole":
        name = f"{nation.adjective} government"
    else:
        name = f"{nation.adjective} {branch}"
    return table.actors.get(name) or Actor(name, "state", state_side(nation))


def state_side(nation: Nation) -> str:
    """Name the side that all of a state's forces are on."""
    return f"{nation.adjective} government" if nation.style == "whole" else nation.name


@lru_cache(maxsize=1)
def state_sides() -> Mapping[str, str]:
    """Give the side of every name of a state's branch that actors.csv need not list: "Nigerian police"."""
    return {
        f"{nation.adjective} {branch}": state_side(nation)
        for nation in actor_table().nations.values()
        for branch in BRANCHES
    }
