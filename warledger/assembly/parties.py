"""The names of those whom a context line speaks of: armed actors, states, bodies, persons; never a bare "both sides"."""

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from warledger.assembly.word_sets import words
from warledger.grounding.actor_table import NationForm, actor_table, state_actor
from warledger.grounding.mentions import ActorMention
from warledger.grounding.phrases import split_words
from warledger.grounding.source_table import source_table
from warledger.grounding.sources import name_source

NO_BODY = frozenset({"DATE", "TIME", "CARDINAL", "FAC", "LOC", "EVENT", "PRODUCT"})
LONGEST = 7
"""Tokens of the longest phrase that is taken for an unlisted name: a longer one has run into a headline or caption."""
TAIL = 8
"""Tokens of "of ..." and the like that belong to a body's name ("Government of National Accord")."""


def names_of(doc: Doc, head: int, actors: Sequence[ActorMention], *, country: str | None) -> tuple[str, ...]:
    """Name those whom a noun phrase speaks of by their canonical or shortest usual names, () if it names nobody.

    Args:
        doc: the parse.
        head: the token that the phrase hangs on.
        actors: the armed actors of the report.
        country: ISO 3166 code of the country that the report is about: it says how a state is named.
    """
    noun = doc[head]
    if noun.lower_ in words("papers"):
        return ()
    first, last = _phrase(noun)
    own = [a for a in actors if a.first <= head < a.last or (first <= a.first and a.last <= last)]
    if own:
        return tuple(dict.fromkeys(a.actor for a in own if a.actor != "unknown"))
    entity = next(
        (e.text for e in noun.sent.ents if e.start <= head < e.end and e.end - e.start < last - first), ""
    )
    for phrase in (entity, doc[first:last].text):
        known = _state(phrase, country) or name_source(phrase, country=country) if phrase else ""
        if known in source_table().sources or known == _state(phrase, country):
            return (known,)
    if last - first > LONGEST:
        return ()
    if noun.lower_ not in words("factions") and (noun.pos_ != "PROPN" or noun.ent_type_ in NO_BODY):
        return ()
    return (name_source(doc[first:last].text, country=country),)


def _phrase(noun: Token) -> tuple[int, int]:
    """The tokens of a noun's own phrase: what stands before it, and the "of ..." of a name."""
    last = noun.i + 1
    if noun.pos_ == "PROPN":
        for child in noun.rights:
            if child.dep_ == "prep" and child.lower_ in ("of", "for") and child.right_edge.i - noun.i <= TAIL:
                last = child.right_edge.i + 1
    return noun.left_edge.i, last


def _state(phrase: str, country: str | None) -> str | None:
    """Name a state called by its own name or its capital's, where that is the whole phrase: "Russia", "Kyiv"."""
    table = actor_table()
    parts = split_words(phrase)
    if parts and parts[0].folded == "the":
        parts = parts[1:]
    if not parts or not table.names.may_start(parts[0].folded):
        return None
    for end, entry in table.names.matches(parts, 0):
        if isinstance(entry, NationForm) and entry.noun and end == len(parts):
            return state_actor(entry.nation, "government", country).name
    return None
