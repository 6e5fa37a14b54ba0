"""The actor tables in memory: who the actors are, how reports name them, how a state's forces are called."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal, cast

from warledger.grounding.mentions import ActorKind
from warledger.grounding.phrases import PhraseTree, fold

type Part = Literal["name", "loose", "anaphor", "reference", "polity", "none"]
type Style = Literal["whole", "branches", "abroad", "power"]

EVERYWHERE = "*"


@dataclass(frozen=True, slots=True)
class Actor:
    """A line of the actor table: canonical name, kind, and the actor that it fights for."""

    name: str
    kind: ActorKind
    side: str


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
    """

    actor: Actor
    countries: frozenset[str]
    part: Part

    def holds(self, home: str | None) -> bool:
        """Tell whether the alias is used in reports on that country."""
        return EVERYWHERE in self.countries or home in self.countries


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

    `spellings` gives a people that is an actor only as a party to a fight, by its folded name.
    """

    actors: Mapping[str, Actor]
    nations: Mapping[str, Nation]
    names: PhraseTree[Alias | NationForm]
    forces: PhraseTree[ForceWord]
    connectors: PhraseTree[str]
    home_sides: Mapping[str, str]
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
        yield (
            row["alias"],
            Alias(actor, frozenset(row["country"].split("|")), cast(Part, row["part"])),
        )


@lru_cache(maxsize=1)
def actor_table() -> ActorTable:
    """Read the tables; the result is shared and never changed."""
    actors = {
        row["canonical"]: Actor(
            row["canonical"], cast(ActorKind, row["kind"]), row["side"] or row["canonical"]
        )
        for row in table_rows("actors.csv")
    }
    nations: dict[str, Nation] = {}
    spellings: dict[str, Actor] = {}
    names: list[tuple[str, Alias | NationForm]] = [*_aliases(actors, spellings)]
    for nation, nouns, adjectives in _nations():
        nations[nation.iso2] = nation
        for form in {*nouns, *adjectives}:
            names.append((form, NationForm(nation, noun=form in nouns, adjective=form in adjectives)))
    forces: list[tuple[str, ForceWord]] = []
    connectors: list[tuple[str, str]] = []
    home_sides: dict[str, str] = {}
    roles: dict[str, set[str]] = {}
    for row in table_rows("actor_words.csv"):
        word, role = row["word"], row["role"]
        if role in ("force", "act"):
            forces.append((word, ForceWord(role == "act", row["branch"], row["alone"] == "yes")))
        elif role == "connector":
            connectors.append((word, word))
        elif role == "homeside":
            home_sides[word] = row["branch"]
        else:
            roles.setdefault(
                row["branch"] if role == "people" and row["branch"] == "folk" else role, set()
            ).add(word)
    frozen_roles = {role: frozenset(words) for role, words in roles.items()}
    return ActorTable(
        actors,
        nations,
        PhraseTree(names),
        PhraseTree(forces),
        PhraseTree(connectors),
        home_sides,
        spellings,
        frozen_roles,
    )


def state_actor(nation: Nation, branch: str, home: str | None) -> Actor:
    """Name a state's forces, by branch where reports tell branches apart.

    Args:
        nation: the state.
        branch: "army", "air force", "police", "security forces" or "government".
        home: the country that the report is about; abroad, and where no branch is told, some states go by the
            country's name.
    """
    table = actor_table()
    abroad = nation.style == "abroad" and nation.iso2 != home
    abroad = abroad or (nation.style == "abroad" and branch in ("government", "air force", "army"))
    if branch != "police" and (abroad or nation.style == "power"):
        # The vocabulary for Syria has no Iran, only the forces that it backs.
        name = "Iran-backed" if (nation.iso2, home) == ("IR", "SY") else nation.name
    elif nation.style == "whole":
        name = f"{nation.adjective} government"
    else:
        name = f"{nation.adjective} {branch}"
    side = name if nation.style == "whole" else nation.name
    return table.actors.get(name) or Actor(name, "state", side)
