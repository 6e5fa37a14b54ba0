"""Names of places in a parsed report, each with the gazetteer entry that the report's context chooses.

The flow: find names (`place_scan`), choose entries (`place_choice`), read what stands around a name (`place_shape`:
"near X", "X countryside", "the Y quarter of X"; `place_pairs`: "between X and Y"; `place_capitals`: "the Yemeni
capital"), tell how it is used (`place_senses`).
"""

from spacy.tokens import Doc

from warledger.grounding.gazetteer import Gazetteer
from warledger.grounding.mentions import PlaceMention
from warledger.grounding.place_capitals import home_country, named_capitals
from warledger.grounding.place_choice import choose_all
from warledger.grounding.place_echoes import echoes
from warledger.grounding.place_pairs import hold_pairs, join_pairs
from warledger.grounding.place_senses import Senses, at_home
from warledger.grounding.place_shape import shape_all
from warledger.grounding.place_text import Words
from warledger.records import Span

__all__ = ["Gazetteer", "find_places"]


def find_places(doc: Doc, gazetteer: Gazetteer) -> tuple[PlaceMention, ...]:
    """Find the places that a report names.

    Args:
        doc: the parsed report (tagger, parser and entities of the English model).
        gazetteer: the open gazetteer.

    Returns:
        The mentions in text order, without overlaps. A name that no list holds but the text calls a place
        comes with the point of the place that contains it and `radius_km`, or without coordinates.
    """
    words = Words.of(doc)
    chosen = choose_all(words, gazetteer)
    home = home_country(words, chosen)
    chosen = sorted([*chosen, *named_capitals(words, chosen, home, gazetteer)], key=lambda c: c.name.first)
    shaped = hold_pairs(words, join_pairs(words, shape_all(words, chosen)))
    senses = Senses(doc, words, gazetteer, home)
    mentions: list[PlaceMention] = []
    for one in shaped:
        span = Span.of(words.text, one.start, one.end)
        mentions.append(PlaceMention(span, one.first, one.last, one.place(span), senses.of(one)))
    mentions = at_home(words, mentions)
    return tuple(sorted([*mentions, *echoes(words, mentions)], key=lambda m: m.first))
