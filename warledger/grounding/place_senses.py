"""Tells how a name of a place is used: as a place, for an actor, for where somebody comes from, for talks."""

from spacy.tokens import Doc

from warledger.grounding.mentions import PlaceSense
from warledger.grounding.place_shape import Shaped
from warledger.grounding.place_text import Words
from warledger.grounding.place_words import words_of


def sense_of(doc: Doc, words: Words, one: Shaped) -> PlaceSense:
    """Tell the sense of a mention from the words around it."""
    name = one.chosen.name
    if name.demonym or name.body:
        return "adjective"
    after = doc[name.last] if name.last < len(doc) else None
    if after is not None and after.text == "-":
        word = doc[name.last + 1].lower_ if name.last + 1 < len(doc) else ""
        return "origin" if word in words_of("origin") else "adjective"
    if _from_there(doc, name.first, name.last):
        return "origin"
    if _for_an_actor(doc, one):
        return "adjective"
    if _at_talks(doc, one):
        return "talks"
    return "location"


def _from_there(doc: Doc, first: int, last: int) -> bool:
    words = [t.lower_ for t in doc[max(0, first - 3) : first]]
    return words[-2:] in (["based", "in"], ["born", "in"], ["reporting", "from"], ["native", "of"]) or words[-2:] == ["-", "based"]


def _for_an_actor(doc: Doc, one: Shaped) -> bool:
    name = one.chosen.name
    after = doc[name.last : name.last + 3]
    words = [t.lower_ for t in after]
    if words[:1] == ["'s"] or words[:1] == ["’s"]:
        words = words[1:]
        if words and words[0] in words_of("armed") and one.precision == "country":
            return True
    if one.precision == "country" and words and (words[0] in words_of("armed") or words[0] in words_of("speech")):
        return True
    token = doc[name.last - 1]
    if one.precision == "country" and token.dep_ in {"nsubj", "nmod", "amod", "compound", "agent"}:
        return True
    return token.dep_ == "nsubj" and token.head.lower_ in words_of("speech") and token.head.pos_ == "VERB"


def _at_talks(doc: Doc, one: Shaped) -> bool:
    name = one.chosen.name
    if one.precision != "town":
        return False
    around = [t.lower_ for t in doc[max(0, name.first - 6) : name.last + 4]]
    return any(word in words_of("talks") for word in around)
