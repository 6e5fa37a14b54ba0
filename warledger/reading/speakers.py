"""Who says it: "X said", "according to X", "X told Y", pronouns and quotations that go on.

A speech covers its whole sentence in this version; quotations across sentences carry the speaker on.
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from warledger.reading.findings import Speech
from warledger.reading.layout import Layout, layout_of
from warledger.reading.lexicons import Forms, forms_of, lemma, words

CITING = frozenset({"according", "citing", "quoting", "per"})
"""Words that a source's name follows without a verb of speech of its own; "per" only in "as per"."""


def find_speeches(doc: Doc) -> tuple[Speech, ...]:
    """Find the speaker of every sentence that has one, in text order, at most one named speaker a clause."""
    layout = layout_of(doc)
    # of two speakers with the same words the one of a verb goes before the one of "according to"
    found = sorted((*_said(doc), *_according(doc)), key=lambda pair: (pair[0], pair[1].left_edge.i))
    return tuple(_speech(layout, noun, n) for n, noun in found)


def _said(doc: Doc) -> Iterator[tuple[int, Token]]:
    """Yield the speaker of every verb of speech with the number of its sentence."""
    forms, saying = forms_of(doc), words("saying")
    for i, plain in enumerate(forms.lemma):
        subject = speaker_of(doc[i]) if plain in saying else None
        if subject is not None:
            yield forms.sentence[i], subject


def speaker_of(token: Token) -> Token | None:
    """Give the head of the words that name who speaks, where a token is a verb of speech that has a speaker."""
    if token.pos_ not in ("VERB", "AUX") or lemma(token) not in words("saying"):
        return None
    subject = next((c for c in token.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None or (subject.dep_ == "nsubjpass" and lemma(token) != "quote"):
        agent = next((c for c in token.children if c.dep_ == "agent"), None)
        subject = next(iter(agent.children), None) if agent is not None else None
    if subject is None and lemma(token) == "say":
        subject = _inverted(token)
    return subject


def _inverted(verb: Token) -> Token | None:
    """ "six people had died said the governor": without its comma the speaker is parsed as what is said."""
    return next(
        (c for c in verb.children if c.dep_ == "dobj" and c.i > verb.i and c.pos_ in ("NOUN", "PROPN")), None
    )


def _according(doc: Doc) -> Iterator[tuple[int, Token]]:
    """Yield the head of the words behind every "according to", "citing" and "as per"."""
    forms = forms_of(doc)
    for i, low in enumerate(forms.lower):
        if low in CITING and (low != "per" or _is_as_per(forms, i)):
            noun = next((t for t in doc[i].subtree if t.dep_ in ("pobj", "dobj") and t.i > i), None)
            if noun is not None:
                yield forms.sentence[i], noun


def _is_as_per(forms: Forms, i: int) -> bool:
    return i > 0 and forms.sentence[i - 1] == forms.sentence[i] and forms.lower[i - 1] == "as"


def _speech(layout: Layout, noun: Token, n: int) -> Speech:
    """The speaker's noun phrase, without relative clauses that run on."""
    left = noun.left_edge.i
    right = noun.i
    for child in noun.rights:
        if child.dep_ in ("prep", "appos", "flat", "compound", "nmod") and child.right_edge.i - noun.i <= 8:
            right = child.right_edge.i
    return Speech(layout.cut(left, right + 1), left, right + 1, n, noun.lower_ in words("pronouns"))
