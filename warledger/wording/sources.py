"""What a source is, in words: "SOHR (monitor, opposition)"."""

from warledger.grounding.source_facts import INDEPENDENT, source_facts
from warledger.grounding.source_table import SourceKind

KIND_WORDS: dict[SourceKind, str] = {
    "monitor": "monitor", "agency": "news agency", "outlet": "outlet", "state_media": "state media", "rescue": "rescuers",
    "medical": "medics", "ministry": "ministry", "military": "military", "activist": "activists", "residents": "residents",
    "un": "United Nations", "ngo": "aid or rights group", "police": "police", "official": "officials",
    "government": "government", "party": "party", "actor": "armed group", "rebel": "rebels",
}  # fmt: skip
"""Words for kinds; a person and an unnamed source have none, since their names say no more."""
SIDE_WORDS = {"government": "the government’s", "opposition": "opposition", INDEPENDENT: "independent"}


def source_words(name: str) -> str:
    """Name a source with its kind and whose side it is on, as far as the tables and the name's own words tell."""
    facts = source_facts(name)
    kind = KIND_WORDS.get(facts.kind, "")
    side = SIDE_WORDS.get(facts.alignment, facts.alignment)
    told = [words for words in (kind, side) if words and words.casefold() != name.casefold()]
    return f"{name} ({', '.join(told)})" if told else name
