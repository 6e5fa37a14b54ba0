"""The source tables in memory: who is cited, under which names, and the nouns for speakers without a name."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, cast

from warledger.grounding.actor_table import NationForm, actor_table, table_rows
from warledger.grounding.phrases import PhraseTree

type SourceKind = Literal[
    "monitor", "agency", "outlet", "state_media", "rescue", "medical", "ministry", "military", "activist",
    "person", "residents", "un", "ngo", "police", "official", "government", "party", "actor", "rebel", "source",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Source:
    """A line of the source table: shortest usual name, kind, the camp it belongs to, its country."""

    name: str
    kind: SourceKind
    alignment: str
    country: str


@dataclass(frozen=True, slots=True)
class SourceAlias:
    """A name of a source; `local` where it is one only in reports on the source's own country."""

    source: Source
    local: bool

    def holds(self, country: str | None) -> bool:
        """Tell whether the name means this source in reports on a country."""
        return not self.local or (country is not None and self.source.country in ("", country))


@dataclass(frozen=True, slots=True)
class SourceTable:
    """Everything that naming sources needs, read once; `speakers` gives a noun's kind."""

    sources: Mapping[str, Source]
    names: PhraseTree[SourceAlias]
    speakers: PhraseTree[SourceKind]
    nations: PhraseTree[NationForm]
    roles: Mapping[str, frozenset[str]]


@lru_cache(maxsize=1)
def source_table() -> SourceTable:
    """Read the tables; the result is shared and never changed."""
    sources: dict[str, Source] = {}
    names: list[tuple[str, SourceAlias]] = []
    for row in table_rows("sources.csv"):
        source = Source(row["name"], cast(SourceKind, row["kind"]), row["alignment"], row["country"])
        sources[source.name] = source
        names.extend((a, SourceAlias(source, local=False)) for a in row["aliases"].split("|") if a)
        names.extend((a, SourceAlias(source, local=True)) for a in row["local_aliases"].split("|") if a)
    speakers: list[tuple[str, SourceKind]] = []
    roles: dict[str, set[str]] = {}
    for row in table_rows("source_speakers.csv"):
        if row["kind"] in ("speech", "veiled", "title", "describing"):
            roles.setdefault(row["kind"], set()).add(row["noun"])
        else:
            speakers.extend((form, cast(SourceKind, row["kind"])) for form in _with_plural(row["noun"]))
    return SourceTable(
        sources,
        PhraseTree(names),
        PhraseTree(speakers),
        PhraseTree(_nation_names()),
        {role: frozenset(words) for role, words in roles.items()},
    )


def _with_plural(noun: str) -> tuple[str, ...]:
    """Give a noun and the plural that is more than an s ("authorities", "witnesses"); the tree knows the rest."""
    if noun.endswith("y"):
        return noun, f"{noun[:-1]}ies"
    if noun.endswith("man"):
        return noun, f"{noun[:-2]}en"
    return (noun, f"{noun}es") if noun.endswith(("s", "ch")) else (noun,)


def _nation_names() -> list[tuple[str, NationForm]]:
    forms: list[tuple[str, NationForm]] = []
    for row in table_rows("nations.csv"):
        nation = actor_table().nations[row["iso2"]]
        for form in {*row["names"].split("|"), *row["adjectives"].split("|")} - {""}:
            forms.append((form, NationForm(nation, noun=False, adjective=True)))
    return forms
