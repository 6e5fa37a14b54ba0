"""Names of places in a parsed report, each with the gazetteer entry that the report's context chooses.

The flow: find names (`place_scan`), choose entries (`place_choice`), read what stands around a name (`place_shape`:
"near X", "X countryside", "the Y quarter of X"), tell how it is used (`place_senses`).
"""

from spacy.tokens import Doc

from warledger.grounding.gazetteer import Gazetteer
from warledger.grounding.mentions import PlaceMention
from warledger.grounding.place_choice import choose_all
from warledger.grounding.place_senses import sense_of
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
    shaped = shape_all(words, choose_all(words, gazetteer))
    mentions = []
    for one in shaped:
        span = Span.of(doc.text, one.start, one.end)
        mentions.append(PlaceMention(span, one.first, one.last, one.place(span), sense_of(doc, words, one)))
    return tuple(mentions)
