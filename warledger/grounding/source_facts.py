"""What a cited source is, by its usual name: its kind, the side it belongs to, its country, listed or not.

No table lists every ministry of every state: "Iraqi interior ministry" is a ministry, and on Iraq's side, by its words.
"""

from dataclasses import dataclass
from functools import lru_cache

from warledger.grounding.actor_names import name_actor, side_of
from warledger.grounding.actor_table import NationForm, state_side
from warledger.grounding.phrases import Word, split_words
from warledger.grounding.source_table import SourceKind, source_table
from warledger.grounding.sources import source_kind

INDEPENDENT = "independent"
CAMPS = frozenset({"", INDEPENDENT, "government", "opposition"})
"""Alignments that name no side: of no side, unknown, or that of whatever country the source speaks in."""
_OF_STATE: frozenset[SourceKind] = frozenset({"ministry", "military", "government", "state_media", "police"})
_OF_NOBODY: frozenset[SourceKind] = frozenset({"monitor", "un", "ngo"})


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """What is known of a source: kind; alignment (a side, "government", "opposition", "independent" or ""); country."""

    kind: SourceKind
    alignment: str
    country: str

    @property
    def side(self) -> str | None:
        """The side whose voice it is, None where it is nobody's."""
        return None if self.alignment in CAMPS else side_of(self.alignment)


@lru_cache(maxsize=65536)
def source_facts(name: str, *, otherwise: SourceKind = "person") -> SourceFacts:
    """Tell what a source is by the name that `sources.name_source` gave it.

    Args:
        name: its usual name.
        otherwise: what it is where neither a table nor a word of its name tells.
    """
    known = source_table().sources.get(name)
    if known is not None:
        return SourceFacts(known.kind, known.alignment, known.country)
    words = split_words(name)
    kind: SourceKind = "ministry" if any(w.folded == "ministry" for w in words) else source_kind(name)
    kind = otherwise if kind == "person" else kind
    nation = _nation(words)
    if nation is not None and (kind in _OF_STATE or kind == "official"):
        return SourceFacts(kind, state_side(nation.nation), nation.nation.iso2)
    country = nation.nation.iso2 if nation is not None else ""
    if kind in _OF_STATE:
        return SourceFacts(kind, "government", country)
    if kind in _OF_NOBODY:
        return SourceFacts(kind, INDEPENDENT, country)
    if kind == "rebel":
        return SourceFacts(kind, "rebels", country)
    if kind == "activist":
        return SourceFacts(kind, "opposition", country)
    actor = name_actor(name)
    return SourceFacts(kind, actor, country) if actor is not None else SourceFacts(kind, "", country)


def _nation(words: tuple[Word, ...]) -> NationForm | None:
    """Find the state that a name begins with, or that stands in its office: "Ali Hassan (Iraqi army spokesman)"."""
    starts = [0, *(i for i in range(1, len(words)) if not words[i].glued)]
    for start in starts:
        found = next(source_table().nations.matches(words, start), None)
        if found is not None:
            return found[1]
    return None
